"""Draw the pictures of the README: the demo organisation on the real screens, on a fixed day.

python docs/screenshots.py            writes docs/img/*.svg
"""

from __future__ import annotations

import asyncio
import re
import shutil
import tempfile
from datetime import date
from pathlib import Path

from cxmap.clock import FixedClock
from cxmap.config import Config
from cxmap.session.session import Session
from cxmap.tui.app import CxmapApp

HERE = Path(__file__).resolve().parent
SAMPLE = HERE.parent / "sample_orgs" / "harbor-telecom" / "harbor-telecom.json"
DAY = date(2026, 3, 3)
"""The day after the story of the sample ends."""
SIZE = (100, 32)
PICTURES = (
    ("next", "cxmap-dark", ()),
    ("organisation", "cxmap-dark", ("2", "right", "down", "down")),
    ("mass", "cxmap-light", ("3",)),
)
"""Name, theme, keys pressed before the picture is taken."""


async def draw(name: str, theme: str, keys: tuple[str, ...], folder: Path) -> Path:
    """Take one picture of the running program."""
    file = folder / f"{name}.json"
    shutil.copy(SAMPLE, file)
    with Session.open(file, clock=FixedClock(DAY)) as session:
        app = CxmapApp(session, Config(theme=theme))
        async with app.run_test(size=SIZE, notifications=False) as pilot:
            await app.workers.wait_for_complete()
            await pilot.press(*keys)
            await app.workers.wait_for_complete()
            await pilot.pause()
            target = HERE / "img" / f"{name}.svg"
            target.write_text(at_home(app.export_screenshot(title="cxmap")), encoding="utf-8")
    return target


def at_home(svg: str) -> str:
    """The picture with the reader's own typewriter font and every blank kept: it asks no other host."""
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<!-- .*? -->\s*", "", svg, flags=re.DOTALL)
    return svg.replace("<svg ", '<svg xml:space="preserve" ', 1)


def main() -> None:
    """Draw all of them."""
    with tempfile.TemporaryDirectory() as folder:
        for name, theme, keys in PICTURES:
            print(asyncio.run(draw(name, theme, keys, Path(folder))).relative_to(HERE.parent))


if __name__ == "__main__":
    main()

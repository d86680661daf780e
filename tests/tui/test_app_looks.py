"""How the screens are laid out, as pictures of the sample organisation on a fixed day.

``pytest tests/tui/test_app_looks.py --snapshot-update`` takes them anew; look at them before they
are committed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from textual.pilot import Pilot

from cxmap.clock import FixedClock
from cxmap.session.demo import copy_sample
from cxmap.session.session import Session
from cxmap.tui.app import CxmapApp

pytestmark = pytest.mark.screen

DAY = date(2026, 3, 3)


@pytest.fixture(scope="module")
def harbor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """Harbor Telecom, whose story ended the day before; no test changes it."""
    file = tmp_path_factory.mktemp("harbor") / "harbor.json"
    copy_sample("harbor-telecom", file, today=DAY)
    with Session.open(file, clock=FixedClock(DAY)) as session:
        yield session


async def at_rest(pilot: Pilot[None]) -> None:
    """Wait until the plan is made and shown."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


@pytest.mark.parametrize(
    ("begin", "key"),
    [("next", ""), ("organisation", ""), ("mass", ""), ("people", ""), ("next", "t")],
    ids=["next", "organisation", "mass", "people", "talk"],
)
def test_it_looks_as_it_did(harbor, snap_compare, begin, key):
    async def press(pilot: Pilot[None]) -> None:
        await at_rest(pilot)
        if key:
            await pilot.press(key)
            await at_rest(pilot)

    app = CxmapApp(harbor, begin=begin)
    assert snap_compare(app, terminal_size=(100, 32), run_before=press)

"""What is written down when the program fails: where in the program, and nothing about anybody.

Local variables and messages of exceptions may hold names and notes about named executives, so the
report has neither.
"""

from __future__ import annotations

import os
import platform
import traceback
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from cxmap import __version__
from cxmap.paths import private_folder

EXIT_CODE = 70
"""Exit code after a failure of the program itself (EX_SOFTWARE of sysexits.h)."""

OWNER_ONLY = 0o600
"""Mode of the report."""


def crash_report(error: BaseException) -> str:
    """The failure as text: kinds of errors and places in the program.

    Args:
        error: What was not caught, with what led to it.
    """
    lines = [f"cxmap {__version__}, Python {platform.python_version()}, {platform.system()}", ""]
    for one in _chain(error):
        lines.append(f"{type(one).__module__}.{type(one).__qualname__} (message left out)")
        lines += [
            f"  {frame.filename}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(one.__traceback__)
        ]
    return "\n".join(lines) + "\n"


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    here: BaseException | None = error
    while here is not None and id(here) not in seen:
        seen.add(id(here))
        yield here
        here = here.__cause__ or here.__context__


def write_report(error: BaseException, folder: Path, at: datetime) -> Path | None:
    """Put the report into a file that only the owner can read.

    Args:
        error: What was not caught.
        folder: The program's state folder; made when missing.
        at: The moment, for the name of the file.

    Returns:
        The file; None when even that cannot be written.
    """
    try:
        file = private_folder(folder) / f"crash-{at:%Y%m%d-%H%M%S}.txt"
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY)
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as out:
            out.write(crash_report(error))
    except OSError:
        return None
    return file

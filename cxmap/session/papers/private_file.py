"""Writing a paper to a file that only its owner may read."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from cxmap.errors import UsageError
from cxmap.session.papers.handed_over import note_paper

_BESIDE_THE_MAP = ("", ".log", ".lock", ".bak")
"""The map's own files, by what stands after its name."""


def write_private(path: Path, data: bytes, *, map_file: Path | None = None) -> None:
    """Write a file in one step: it is there whole or not at all, and only the owner may read it.

    A file that is there already is replaced. A link is replaced, never followed.

    Args:
        path: Where to; its folder must be there.
        data: What to write.
        map_file: The open map: it and the files beside it are never written over, and the paper
            is remembered as one about it.

    Raises:
        UsageError: If the place is a folder, the map itself, or cannot be written.
    """
    _refuse_bad_place(path, map_file)
    try:
        handle, name = tempfile.mkstemp(prefix=".cxmap-", suffix=".part", dir=path.parent)
    except OSError as error:
        raise _not_written(path, error) from None
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink()
        raise _not_written(path, error) from None
    if map_file is not None:
        note_paper(path, data, map_file)


def _refuse_bad_place(path: Path, map_file: Path | None) -> None:
    if path.is_dir():
        raise UsageError(
            "this is a folder, not a file", file=path, hint="name a file inside it after -o"
        )
    if map_file is None:
        return
    own = map_file.resolve()
    if path.resolve() in {own.with_name(own.name + tail) for tail in _BESIDE_THE_MAP}:
        raise UsageError(
            "this would write over the map itself", file=path, hint="choose another file name"
        )


def _not_written(path: Path, error: OSError) -> UsageError:
    why = error.strerror or str(error)
    return UsageError(
        f"the file cannot be written: {why}",
        file=path,
        hint="choose a folder that is there and that you may write to",
    )

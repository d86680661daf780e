"""The whole history: every command of a map, across all the times its file was written.

When the map file is written, the journal's lines are first added to ``history.log`` among the
earlier versions. That file only grows. Where the chain does not go on from its last line (an older
copy was put back, the folder was away for a while), a new first line marks the jump; commands that
the map has left behind stay in the file and are passed over when the history is read.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from cxmap.errors import CxmapError
from cxmap.store import backups, disk, lines, tinyfile
from cxmap.store.contents import Contents
from cxmap.store.journal import Start, first_line, parse_first
from cxmap.store.lines import Line, Mark, Pen
from cxmap.store.places import Places
from cxmap.store.tinyfile import Header

_BLOCK = 65536
_LINES_AT_ONCE = 1000
"""So many lines are written with one call."""


def remember(places: Places, start: Start, new: Sequence[Line]) -> None:
    """Add lines to the history, durably, each once.

    Args:
        places: The files of the map.
        start: Where the lines begin.
        new: Lines in an unbroken chain from there; those that the history ends with are known.

    Raises:
        OSError: If that is not possible; the history is then as it was.
    """
    if not new:
        return
    disk.make_folder(places.kept)
    is_new = not places.history.exists()
    fd = disk.create_file(places.history) if is_new else disk.open_for_appending(places.history)
    try:
        length, last = _end(fd)
        data = _continuation(start, new, last)
        try:
            os.ftruncate(fd, length)
            os.lseek(fd, 0, os.SEEK_END)
            for piece in data:
                disk.write_all(fd, piece)
            disk.sync_data(fd)
        except OSError:
            with suppress(OSError):
                os.ftruncate(fd, length)
            raise
    finally:
        os.close(fd)
    if is_new:
        disk.sync_folder(places.kept)


def recall(path: Path, map_id: str) -> tuple[list[Line], int]:
    """The commands that led to the present state, as far as they are still known.

    Args:
        path: The history file.
        map_id: The map; lines of another one are passed over.

    Returns:
        The lines, oldest first, and how many could not be read.
    """
    try:
        raw = disk.read_file(path)
    except OSError:
        return [], 0
    found: list[Line] = []
    unreadable = 0
    mark: Mark | None = None
    is_ours = False
    for _, piece in lines.split(raw):
        start = parse_first(piece)
        if start is not None:
            is_ours = start.map_id == map_id
            mark = start.mark
            found = _up_to(found, mark) if is_ours else []
            continue
        line = lines.parse(piece)
        if line is None or (mark is not None and not lines.follows(mark, line)):
            unreadable += 1
            mark = line.mark if line is not None else None
            continue
        mark = line.mark
        if is_ours:
            found.append(line)
    return found, unreadable


def joined(old: Iterable[Line], start: Start, live: Sequence[Line]) -> list[Line]:
    """History and journal as one list, each command once."""
    return [*_up_to(list(old), start.mark), *live]


def state_at(places: Places, pen: Pen, mark: Mark) -> Contents | None:
    """The records as they were at a point, from an earlier version and the history after it.

    Returns:
        The records; None where the versions and lines for it are no longer there.
    """
    by_rev = {line.rev: line for line in recall(places.history, pen.map_id)[0]}
    for header, contents, _ in _intact_versions(places):
        if header.map != pen.map_id or header.seq > mark.rev:
            continue
        steps = [by_rev.get(rev) for rev in range(header.seq + 1, mark.rev + 1)]
        if _reaches(header.mark, steps, mark):
            _carry_out(contents, pen, filter(None, steps))
            return contents
    return None


def newest_state(places: Places) -> tuple[Contents, Pen, Mark] | None:
    """The newest records that earlier versions and history give, without looking at the map file.

    Returns:
        The records, how its lines are written and the newest commit in them; None where nothing is left.
    """
    for header, contents, pen in _intact_versions(places):
        mark = header.mark
        for line in recall(places.history, header.map)[0]:
            if lines.follows(mark, line):
                _carry_out(contents, pen, [line])
                mark = line.mark
        return contents, pen, mark
    return None


def _intact_versions(places: Places) -> Iterator[tuple[Header, Contents, Pen]]:
    """The earlier versions that are exactly as cxmap wrote them, newest first."""
    for version in reversed(backups.versions(places.kept)):
        try:
            file = tinyfile.read(
                disk.read_file(places.kept / version.name), version.name, places.keys
            )
        except (OSError, CxmapError):
            continue
        if file.header is not None and file.is_intact:
            yield file.header, file.contents, file.pen


def _carry_out(contents: Contents, pen: Pen, known: Iterable[Line]) -> None:
    for line in known:
        contents.apply(pen.decode(line).changes)


def _reaches(start: Mark, steps: Iterable[Line | None], end: Mark) -> bool:
    """Whether lines lead from one point to another without a break."""
    mark = start
    for line in steps:
        if line is None or not lines.follows(mark, line):
            return False
        mark = line.mark
    return mark == end


def _up_to(found: list[Line], mark: Mark) -> list[Line]:
    """The lines of the branch that leads to a point."""
    kept = [line for line in found if line.rev <= mark.rev]
    if kept and kept[-1].rev == mark.rev and kept[-1].head != mark.head:
        return []
    return kept


def _continuation(start: Start, new: Sequence[Line], last: Mark | None) -> Iterator[bytes]:
    """The bytes that are missing after the last line of the history, piece by piece."""
    known = 0
    if last != start.mark:
        known = next((n for n, line in enumerate(new, start=1) if line.mark == last), 0)
        if not known:
            yield first_line(start)
    for at in range(known, len(new), _LINES_AT_ONCE):
        yield b"".join([line.raw for line in new[at : at + _LINES_AT_ONCE]])


def _end(fd: int) -> tuple[int, Mark | None]:
    """Length of the complete lines of a file, and the point that the last of them reaches."""
    size = os.lseek(fd, 0, os.SEEK_END)
    tail = b""
    at = size
    while at > 0 and tail.count(b"\n") < 2:  # noqa: PLR2004 - one before the last line, one after
        step = min(_BLOCK + len(tail), at)
        at -= step
        os.lseek(fd, at, os.SEEK_SET)
        tail = os.read(fd, step) + tail
    length = at + tail.rfind(b"\n") + 1 if b"\n" in tail else 0
    last = tail[: length - at].rstrip(b"\n").rsplit(b"\n", 1)[-1] if length else b""
    start = parse_first(last)
    if start is not None:
        return length, start.mark
    line = lines.parse(last)
    return length, line.mark if line else None

"""The journal: the commands since the map file was last written, one line each.

A command is on the disk here before anybody is told that it is saved. The journal's first line says to which map it belongs and where in the chain it starts. What follows is read
as far as the chain holds. A last line that does not fit was never finished, or was cut: it can be
set aside. A line that does not fit with later edits behind it is damage.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import msgspec

from cxmap.store import disk, lines
from cxmap.store.lines import Line, Mark

_FIRST = re.compile(
    rb'(\{"cxmap":"journal","map":"([0-9A-Za-z]{1,64})","seq":(\d{1,15}),"head":"([0-9a-f]{16})")'
    rb',"sum":"([0-9a-f]{16})"\}'
)


class Start(msgspec.Struct, frozen=True):
    """What the first line of a journal says."""

    map_id: str
    mark: Mark
    """The commit after which the lines begin."""


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """A journal as it was read."""

    start: Start | None
    """None when the first line is none of ours."""
    lines: tuple[Line, ...] = ()
    """The commands, as far as the chain holds."""
    length: int = 0
    """So many bytes are good."""
    rest: bytes = b""
    """Everything after the good bytes."""
    damaged_line: int = 0
    """Number of the line where the chain breaks although later edits follow; 0 when none does."""

    @property
    def last(self) -> Mark | None:
        """The point after the last good line."""
        if self.lines:
            return self.lines[-1].mark
        return self.start.mark if self.start else None


class AppendFailed(Exception):  # noqa: N818 - caught by the store, which says it in words
    """A line was not saved."""

    def __init__(self, error: OSError, *, is_sound: bool) -> None:
        super().__init__(str(error))
        self.error = error
        self.is_sound = is_sound
        """Whether the journal is as before, so that a later line may be tried."""


class Journal:
    """The journal of one map, open for adding lines."""

    def __init__(self, fd: int, start: Start, length: int) -> None:
        self._fd = fd
        self.start = start
        self.length = length

    @classmethod
    def create(cls, path: Path, start: Start, live: Iterable[Line] = ()) -> Journal:
        """Put a fresh journal in the place of whatever is there.

        Args:
            path: Where.
            start: What its first line says.
            live: Lines that it begins with.

        Raises:
            OSError: If it cannot be made durable.
        """
        data = first_line(start) + b"".join(line.raw for line in live)
        disk.replace(path, data)
        return cls(disk.open_for_appending(path), start, len(data))

    @classmethod
    def resume(cls, path: Path, start: Start, length: int) -> Journal:
        """Go on after the good bytes of a journal; what follows them is cut off.

        Raises:
            OSError: If it cannot be opened or cut.
        """
        fd = disk.open_for_appending(path)
        try:
            if os.fstat(fd).st_size != length:
                os.ftruncate(fd, length)
                disk.sync_data(fd)
        except OSError:
            os.close(fd)
            raise
        return cls(fd, start, length)

    def append(self, line: Line) -> None:
        """Add a line; comes back when it is on the disk.

        Raises:
            AppendFailed: If it is not; nothing of it remains where that can be helped.
        """
        raw = line.raw
        try:
            disk.write_all(self._fd, raw)
            disk.sync_data(self._fd)
        except OSError as error:
            is_sound = error.errno in disk.SPACE_RUNS_OUT
            try:
                os.ftruncate(self._fd, self.length)
            except OSError:
                is_sound = False
            raise AppendFailed(error, is_sound=is_sound) from error
        self.length += len(raw)

    @property
    def is_gone(self) -> bool:
        """Whether somebody removed the file, so that lines added to it would be lost."""
        return os.fstat(self._fd).st_nlink == 0

    def close(self) -> None:
        """Let go of the file; may be called twice."""
        if self._fd >= 0:
            with suppress(OSError):
                os.close(self._fd)
            self._fd = -1


def first_line(start: Start) -> bytes:
    """The first line of a journal, with a hash over itself."""
    known = b'{"cxmap":"journal","map":"%b","seq":%d,"head":"%b"' % (
        start.map_id.encode(),
        start.mark.rev,
        start.mark.head.encode(),
    )
    return b'%b,"sum":"%b"}\n' % (known, _sum(known))


def parse_first(raw: bytes) -> Start | None:
    """What a first line says; None when it is none of ours. ``raw`` has no line feed."""
    match = _FIRST.fullmatch(raw)
    if match is None or match[5] != _sum(match[1]):
        return None
    return Start(match[2].decode(), Mark(int(match[3]), match[4].decode()))


def read(raw: bytes) -> Reading:
    """Read a journal as far as its chain holds."""
    pieces = lines.split(raw)
    start = parse_first(next(pieces, (0, b""))[1])
    if start is None:
        return Reading(start=None, rest=raw)
    mark = start.mark
    good: list[Line] = []
    length = raw.find(b"\n") + 1
    for offset, piece in pieces:
        line = lines.parse(piece)
        if line is None or not lines.follows(mark, line):
            break
        good.append(line)
        mark = line.mark
        length = offset + len(piece) + 1
    rest = raw[length:]
    return Reading(
        start=start,
        lines=tuple(good),
        length=length,
        rest=rest,
        damaged_line=len(good) + 2 if _hides_edits(rest, mark) else 0,
    )


def salvage(raw: bytes, after: Mark) -> tuple[Line, ...]:
    """The lines that follow a point in an unbroken chain, wherever they stand among other bytes."""
    found: list[Line] = []
    mark = after
    for _, piece in lines.split(raw):
        line = lines.parse(piece)
        if line is not None and lines.follows(mark, line):
            found.append(line)
            mark = line.mark
    return tuple(found)


def _hides_edits(rest: bytes, mark: Mark) -> bool:
    """Whether edits newer than a point stand behind the place where the chain breaks."""
    for position, (_, piece) in enumerate(lines.split(rest)):
        line = lines.parse(piece)
        if line is not None and line.rev > mark.rev + (position == 0):
            return True
    return False


def _sum(known: bytes) -> bytes:
    return hashlib.blake2b(known, digest_size=8).hexdigest().encode()

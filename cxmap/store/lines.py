"""One saved command as one line of text, and the chain of hashes that ties the lines together.

A line is valid JSON: ``{"n":17,"h":"…","b":{…}}``. ``n`` is the rev, ``b`` the command with its
changes, ``h`` a hash over the hash before, the number and the exact bytes of ``b``. So a line that
was changed, left out, doubled, swapped or taken from another map does not fit its neighbours.

The body: ``{"t": moment, "by": who, "c": [name, summary, about], "d": [[table, id, new, old], …]}``.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from cxmap.errors import DamagedMap, UsageError
from cxmap.store.port import Change, Command, Commit, Record, Rev

if TYPE_CHECKING:
    from cxmap.store.sealing import Seal

_LINE = re.compile(rb'\{"n":(\d{1,15}),"h":"([0-9a-f]{16})","b":')


class Mark(NamedTuple):
    """A point in the life of a map: after which commit, and the hash of the chain there."""

    rev: Rev
    head: str


class Line(NamedTuple):
    """One line, taken apart but not yet decoded."""

    rev: Rev
    head: str
    body: bytes

    @property
    def mark(self) -> Mark:
        """The point after this commit."""
        return Mark(self.rev, self.head)

    @property
    def raw(self) -> bytes:
        """The bytes of the line with its line feed."""
        return b'{"n":%d,"h":"%b","b":%b}\n' % (self.rev, self.head.encode(), self.body)


class Pen(NamedTuple):
    """How the lines of one map are written: plainly, or sealed where the map is encrypted."""

    map_id: str = ""
    seal: Seal | None = None

    def encode(self, rev: Rev, command: Command, changes: Iterable[Change]) -> bytes:
        """The body of a line.

        Raises:
            UsageError: If a text holds half a character, which no file can.
        """
        body = encode(command, changes)
        if self.seal is None:
            return body
        return b'"%b"' % self.seal.close(body, self._about(rev))

    def decode(self, line: Line) -> Commit:
        """The commit of a line.

        Raises:
            DamagedMap: If the bytes are no body, or do not open.
        """
        body = line.body
        if body.startswith(b'"'):
            if self.seal is None:
                raise DamagedMap(f"edit {line.rev} is encrypted, the map is not")
            body = self.seal.open(body.strip(b'"'), self._about(line.rev))
        try:
            return decode(line.rev, body)
        except msgspec.MsgspecError as error:
            raise DamagedMap(f"edit {line.rev} cannot be read") from error

    def _about(self, rev: Rev) -> str:
        return f"{self.map_id} edit {rev}"


class _Body(msgspec.Struct):
    t: str
    by: str
    c: tuple[str, str, Rev | None]
    d: list[tuple[str, str, Record | None, Record | None]]


_ENCODER = msgspec.json.Encoder(order="sorted")
_DECODER = msgspec.json.Decoder(_Body)


def new_map_id() -> str:
    """An id for a new map: 16 hexadecimal digits that no other map has."""
    import secrets

    return secrets.token_hex(8)


def first_head(map_id: str) -> str:
    """The hash at rev 0, different for each map."""
    return hashlib.blake2b(b"cxmap " + map_id.encode(), digest_size=8).hexdigest()


def next_head(before: Mark, body: bytes) -> str:
    """The hash after one more commit: 16 hexadecimal digits."""
    digest = hashlib.blake2b(b"%b %d\n" % (before.head.encode(), before.rev + 1), digest_size=8)
    digest.update(body)
    return digest.hexdigest()


def next_line(before: Mark, body: bytes) -> Line:
    """The line that follows a point."""
    return Line(before.rev + 1, next_head(before, body), body)


def encode(command: Command, changes: Iterable[Change]) -> bytes:
    """The body of a line.

    Raises:
        UsageError: If a text holds half a character, which no file can.
    """
    parts = [(c.table, c.id, c.new, c.old) for c in changes]
    head = (command.name, command.summary, command.about)
    try:
        return _ENCODER.encode({"t": command.at, "by": command.by, "c": head, "d": parts})
    except UnicodeEncodeError as error:
        raise UsageError(
            "a text holds half a character and cannot be written", hint="type it again"
        ) from error


def decode(rev: Rev, body: bytes) -> Commit:
    """The commit of a line.

    Raises:
        msgspec.MsgspecError: If the bytes are no body.
    """
    found = _DECODER.decode(body)
    command = Command(
        name=found.c[0], summary=found.c[1], about=found.c[2], at=found.t, by=found.by
    )
    return Commit(rev, command, tuple(Change(*part) for part in found.d))


def parse(raw: bytes) -> Line | None:
    """A line taken apart; None when it is none of ours. ``raw`` comes without the line feed."""
    match = _LINE.match(raw)
    if match is None or not raw.endswith(b"}"):
        return None
    return Line(int(match[1]), match[2].decode(), raw[match.end() : -1])


def follows(before: Mark, line: Line) -> bool:
    """Whether a line is the one that was written after a point."""
    return line.rev == before.rev + 1 and line.head == next_head(before, line.body)


def split(raw: bytes) -> Iterator[tuple[int, bytes]]:
    """Complete lines without their line feed, each with the offset at which it starts."""
    start = 0
    while (end := raw.find(b"\n", start)) >= 0:
        yield start, raw[start:end]
        start = end + 1

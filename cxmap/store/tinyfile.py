"""The map file: TinyDB's JSON format, one record a line, with a first line that vouches for the rest.

::

    {"_cxmap":{"1":{"head":"…","map":"…","next":{"people":3},"schema":1,"seq":17,"sum":"…"}},
    "people":{
    "1":{"display_name":"Ann Ortiz","id":"p4k7zq"},
    "2":{"display_name":"Ben Li","id":"8w2h0c","manager":"p4k7zq"}
    }
    }

``seq`` and ``head`` say up to which commit everything is in this file, ``next`` the first document
number of each table that was never given, ``sum`` is a hash over the rest of this line and all that
follows. Where it does not fit, somebody else wrote to the file.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from cxmap.errors import DamagedMap, NewerMap, PassphraseNeeded
from cxmap.store.contents import Contents
from cxmap.store.documents import (
    HEADER_TABLE,
    Problem,
    clean_foreign_texts,
    foreign_faults,
    kind_of,
    read_documents,
)
from cxmap.store.lines import Mark, Pen
from cxmap.store.sealing import Keys, Wrapping
from cxmap.text import clean_line

SCHEMA = 1
"""The shape of the records that this version writes. 0 is a plain TinyDB file without a header."""

SEALED_TABLE = "sealed"
"""The one table of an encrypted map."""

_MOST_PROBLEMS = 12
"""So many places are named in one message; more are counted."""

_MAP_ID = re.compile("[0-9A-Za-z]{1,64}")
_ENCODER = msgspec.json.Encoder(order="sorted")


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """What the first line of a map file says."""

    schema: int
    map: str
    """The map's own id; other maps have another one, copies the same."""
    seq: int
    head: str
    next: dict[str, int]
    sum: str = ""
    seal: Wrapping | None = None
    """The sealed key of an encrypted map, whose records are in the table ``sealed``."""

    @property
    def mark(self) -> Mark:
        """Up to where the file holds everything."""
        return Mark(self.seq, self.head)


class MapFile(msgspec.Struct, frozen=True, kw_only=True):
    """A map file as it was read."""

    header: Header | None
    """None for a plain TinyDB file (schema 0)."""
    contents: Contents
    """Empty for schema 0, whose documents the migration reads."""
    is_intact: bool
    """Whether the file is byte for byte what cxmap wrote."""
    document: dict[str, Any]
    """The parsed file; kept for schema 0 only."""
    pen: Pen = Pen()
    """How the lines that belong to this file are written."""
    cleaned: tuple[str, ...] = ()
    """Where another program wrote terminal sequences or invisible characters, now taken out."""
    text: str = ""
    """The text of a file that cxmap did not write, to name places in it."""


def write(pen: Pen, mark: Mark, contents: Contents) -> bytes:
    """The bytes of a map file.

    Args:
        pen: The map's own id, and its key where it is encrypted.
        mark: The newest commit that ``contents`` holds.
        contents: All records.
    """
    plain = _write(pen.map_id, mark, contents)
    if pen.seal is None:
        return plain
    header = Header(
        schema=SCHEMA,
        map=pen.map_id,
        seq=mark.rev,
        head=mark.head,
        next={},
        seal=pen.seal.wrapping,
    )
    data = pen.seal.close(plain, _about(header))
    rest = b'\n"%b":{\n"1":{"data":"%b","id":"1"}\n}\n}\n' % (SEALED_TABLE.encode(), data)
    return _first_line(header, [rest]) + b"," + rest


def _write(map_id: str, mark: Mark, contents: Contents) -> bytes:
    # Pieces that are joined once: a large map is never held twice.
    pieces = [b"", b"\n"]
    for table in sorted(contents.next_number):
        pieces.append((b",\n" if len(pieces) > _BEFORE_TABLES else b"") + _ENCODER.encode(table))
        pieces.append(b":{\n")
        pieces += _rows(contents, table)
        pieces.append(b"}")
    pieces.append(b"\n}\n")
    header = Header(
        schema=SCHEMA, map=map_id, seq=mark.rev, head=mark.head, next=contents.next_number
    )
    pieces[0] = _first_line(header, pieces) + b"," * bool(contents.next_number)
    return b"".join(pieces)


_BEFORE_TABLES = 2
"""Pieces of a file before its first table."""


def _rows(contents: Contents, table: str) -> Iterator[bytes]:
    """The records of a table, one a line, a comma between two."""
    numbers = contents.numbers.get(table, {})
    encode = _ENCODER.encode
    line = b'"%d":%b'
    for key, record in contents.tables.get(table, {}).items():
        yield line % (numbers[key], encode(record))
        line = b',\n"%d":%b'
    if line.startswith(b","):
        yield b"\n"


def _first_line(header: Header, rest: Iterable[bytes]) -> bytes:
    """The header as the beginning of a file, with the hash over the pieces that follow."""
    row = _known(header) | {"sum": _sum(header, rest)}
    return b'{"%b":{"1":%b}' % (HEADER_TABLE.encode(), _ENCODER.encode(row))


def _about(header: Header) -> str:
    """What the sealed part of a file is."""
    return f"{header.map} map {header.seq} {header.head}"


def as_json(value: object) -> str:
    """A value as JSON text, keys sorted."""
    return _ENCODER.encode(value).decode()


def read(raw: bytes, file: str, keys: Keys) -> MapFile:
    """Read a map file.

    Args:
        raw: Its bytes.
        file: Its name, for the messages.
        keys: What opens it if it is encrypted.

    Raises:
        PassphraseNeeded: If it is encrypted and cannot be opened.
        DamagedMap: If it is no map; names line and column, or table, document and field.
        NewerMap: If a later cxmap wrote it.
    """
    if not raw.strip(b"\0 \t\r\n"):
        what = "the file is empty" if not raw else "the file holds nothing but blanks"
        raise DamagedMap(f"{what}; an empty file is no map", file=file)
    return _read_own(raw, file, keys) or _read_foreign(raw, file, keys)


def _read_own(raw: bytes, file: str, keys: Keys) -> MapFile | None:
    """The quick way for a file that is exactly what cxmap wrote; None if it is not."""
    try:
        document = msgspec.json.decode(raw)
        header = _header(document, file)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError, DamagedMap):
        return None
    rest = raw[raw.find(b"\n") :]
    if header is None or header.sum != _sum(header, [rest]):
        return None
    if header.seal is not None:
        return _unsealed(header, document, file, keys, is_intact=True)
    contents, problems = read_documents(document, header.next)
    if problems:
        return None
    pen = Pen(header.map)
    return MapFile(header=header, contents=contents, is_intact=True, document={}, pen=pen)


def _read_foreign(raw: bytes, file: str, keys: Keys) -> MapFile:
    """The careful way, for a file that somebody else wrote or changed."""
    from cxmap.store import strict_json

    document, text = strict_json.parse(raw, file)
    if not isinstance(document, dict):
        raise DamagedMap(f"the file holds {kind_of(document)}, not a map", file=file, line=1)
    header = _header(document, file)
    if header is None:
        return MapFile(
            header=None, contents=Contents(), is_intact=False, document=document, text=text
        )
    if header.seal is not None:
        return _unsealed(header, document, file, keys, is_intact=False)
    contents, problems = read_documents(document, header.next)
    problems = problems or foreign_faults(contents)
    if problems:
        raise damaged(problems, text, file)
    cleaned = clean_foreign_texts(contents)
    pen = Pen(header.map)
    return MapFile(
        header=header,
        contents=contents,
        is_intact=False,
        document={},
        text=text,
        pen=pen,
        cleaned=tuple(cleaned),
    )


def _unsealed(
    header: Header, document: dict[str, Any], file: str, keys: Keys, *, is_intact: bool
) -> MapFile:
    """The map inside an encrypted file."""
    if header.seal is None:
        raise DamagedMap("the map is not encrypted", file=file)
    try:
        seal = keys.seal(header.seal)
    except (PassphraseNeeded, DamagedMap) as error:
        error.file, error.line = file, 1
        if not is_intact:
            error.hint = "the first line was also changed by another program; see cxmap repair"
        raise
    try:
        data = document[SEALED_TABLE]["1"]["data"]
        inner = _read_own(seal.open(data, _about(header)), file, keys)
    except (KeyError, TypeError, DamagedMap) as error:
        raise DamagedMap("the encrypted records were changed", file=file, line=3) from error
    if inner is None or inner.header is None or inner.header.mark != header.mark:
        raise DamagedMap("the encrypted records do not fit the first line", file=file, line=1)
    return MapFile(
        header=header,
        contents=inner.contents,
        is_intact=is_intact,
        document={},
        pen=Pen(header.map, seal),
    )


def header_of_line(first: bytes) -> Header | None:
    """The header from the first line of a file whose rest cannot be read; None if it cannot either."""
    try:
        return _header(msgspec.json.decode(first.rstrip(b",") + b"}"), "")
    except (msgspec.DecodeError, DamagedMap, NewerMap, UnicodeDecodeError):
        return None


def damaged(problems: list[Problem], text: str, file: str) -> DamagedMap:
    """One error that names every place where a file holds what a map cannot."""
    from cxmap.store import strict_json

    named = []
    for problem in problems[:_MOST_PROBLEMS]:
        place = strict_json.place_of(text, problem.path)
        named.append(f"{problem.words} (line {place.line}, column {place.column})")
    more = len(problems) - len(named)
    message = "; ".join(named) + (f"; and {more} more" if more else "")
    first = problems[0].path
    return DamagedMap(
        clean_line(message),
        file=file,
        line=strict_json.place_of(text, first).line,
        field=clean_line(" ".join(map(str, first))),
    )


def _header(document: object, file: str) -> Header | None:
    """The header of a parsed file; None where it has none.

    Raises:
        DamagedMap: If it has one that says not enough.
        NewerMap: If its schema is higher than ours.
    """
    if not isinstance(document, dict) or HEADER_TABLE not in document:
        return None
    rows = document[HEADER_TABLE]
    row = rows.get("1") if isinstance(rows, dict) else None
    schema = row.get("schema") if isinstance(row, dict) else None
    if type(schema) is int and schema > SCHEMA:
        raise NewerMap(
            f"the map was written by a later cxmap (format {schema}, this one knows {SCHEMA})",
            file=file,
            hint="update cxmap; the file was not touched",
        )
    try:
        header = msgspec.convert(row, Header)
    except msgspec.ValidationError as error:
        raise DamagedMap(
            f"the first record, {HEADER_TABLE} 1, is not as cxmap writes it: {error}",
            file=file,
            line=1,
            field=HEADER_TABLE,
        ) from None
    if header.schema != SCHEMA or header.seq < 0 or not _MAP_ID.fullmatch(header.map):
        raise DamagedMap(f"{HEADER_TABLE} 1 holds impossible values", file=file, line=1)
    return header


def _known(header: Header) -> dict[str, object]:
    """The header as the file carries it, less its hash."""
    row: dict[str, object] = msgspec.to_builtins(header)
    del row["sum"]
    if header.seal is None:
        del row["seal"]
    return row


def _sum(header: Header, rest: Iterable[bytes]) -> str:
    """Hash over the header without its sum, and all pieces after the header's own object."""
    digest = hashlib.blake2b(_ENCODER.encode(_known(header)), digest_size=16)
    digest.update(b"\n")
    for piece in rest:
        digest.update(piece)
    return digest.hexdigest()

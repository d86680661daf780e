"""Delimited text: comma, semicolon, tab or pipe, in any encoding, with whatever stands above it."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from cxmap.errors import SourceError
from cxmap.exchange.bounds import MAX_ROWS
from cxmap.exchange.encoding import decode
from cxmap.exchange.header_words import header_words
from cxmap.exchange.parts import Reading
from cxmap.exchange.printed import RawRow
from cxmap.exchange.readers.drawio import connect, drawio_connects
from cxmap.exchange.readers.fixed_width import cells_of, columns_of
from cxmap.exchange.readers.lucid import read_drawing
from cxmap.exchange.readers.reader import Reader, ReadOptions
from cxmap.exchange.table import find_table
from cxmap.headway import counted, part_of

_DELIMITERS = (",", ";", "\t", "|")
_NAMED = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|"}
_SAMPLE_ROWS = 30
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_SAMPLE_PAIRS = 3
"""Fewer pairs than these prove nothing."""
_SAMPLE_CHARACTERS = 60_000


def sniff(data: bytes, name: str) -> int:
    """Delimited text is what remains when nothing else claims the bytes."""
    del name
    return 10 if data.strip() else 0


def read(data: bytes, name: str, options: ReadOptions) -> Reading:
    """Read one table of delimited text.

    Raises:
        SourceError: Empty, not text, broken quotation or ragged rows.
    """
    decoded = decode(data, name, options.encoding)
    text, before, delimiter = _without_preamble(decoded.text)
    connects = drawio_connects(decoded.text[: len(decoded.text) - len(text)])
    if options.delimiter is not None:
        delimiter = _NAMED.get(options.delimiter.lower(), options.delimiter)
        if len(delimiter) != 1:
            raise SourceError(
                f"{options.delimiter!r} is not one character",
                file=name,
                field="delimiter",
                hint="Use ',' ';' '|' or tab.",
            )
    delimiter = delimiter or find_delimiter(text)
    starts = columns_of(text) if delimiter not in text[:_SAMPLE_CHARACTERS] else None
    found_rows = (
        _rows(text, delimiter, name, before) if starts is None else _fixed(text, starts, before)
    )
    rows = list(counted(found_rows, text.count("\n"), part_of(options.tell, 0.0, 0.6)))
    found = find_table(rows, name, wanted=options.headers)
    if found is None:
        raise SourceError(
            f"{name} is empty", file=name, line=1, hint="Export the list again, with its header."
        )
    notes = [note for note in (decoded.note(name),) if note]
    lost = _lost_letters(text)
    if lost:
        notes.append(f"{name}: {lost}")
    table, arcs = connect(found.table, connects)
    drawing = read_drawing(table)
    return Reading(
        kind="csv",
        source=name,
        tables=(drawing.table,),
        arcs=(*arcs, *drawing.arcs),
        skipped=(*found.skipped, *drawing.skipped),
        notes=(*notes, *found.notes),
    )


def _without_preamble(text: str) -> tuple[str, int, str | None]:
    """The text less ``sep=;``, ``#TYPE`` and comment lines; their number; the delimiter told."""
    before, delimiter = 0, None
    while text:
        line, _, rest = text.partition("\n")
        plain = line.strip("\r \ufeff\"'")
        if plain[:4].lower() == "sep=" and len(plain) <= 5:  # noqa: PLR2004 - sep= and a character
            delimiter = plain[4:] or "\t"
        elif not (plain.startswith(("##", "# ", "#TYPE ")) and rest):
            break
        text, before = rest, before + 1
    return text, before, delimiter


def find_delimiter(text: str) -> str:
    """The delimiter that gives most columns of equal width over the first rows."""
    sample = text[:_SAMPLE_CHARACTERS]
    best, score = ",", 0.0
    for delimiter in _DELIMITERS:
        widths = []
        try:
            for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
                if row:
                    widths.append(len(row))
                if len(widths) >= _SAMPLE_ROWS:
                    break
        except csv.Error:
            continue
        if not widths:
            continue
        width, rows = max(Counter(widths).items(), key=lambda item: (item[0] > 1, item[1], item[0]))
        share = rows / len(widths)
        if width > 1 and share * width**0.5 > score:
            best, score = delimiter, share * width**0.5
    return best if score or not (_is_blank_separated(sample) or _are_pairs(sample)) else " "


def _are_pairs(sample: str) -> bool:
    """Whether every line holds two keys, some of which stand on either side: bare relations."""
    whole = sample.splitlines()[: None if len(sample) < _SAMPLE_CHARACTERS else -1]
    pairs = [line.split() for line in whole if line.strip()]
    if len(pairs) < _SAMPLE_PAIRS or any(len(pair) not in {2, 3} for pair in pairs):
        return False
    return len({len(pair) for pair in pairs}) == 1 and not {pair[0] for pair in pairs}.isdisjoint(
        pair[1] for pair in pairs
    )


def _is_blank_separated(sample: str) -> bool:
    """Whether blanks part the cells: only where the header names the two ends of relations."""
    fields = {
        field for word in sample.split("\n", 1)[0].split() for field in header_words(word).fields
    }
    return {"from", "to"} <= fields


def _lines(text: str) -> Iterator[str]:
    """The lines with their ends, whichever kind; one at a time, a copy of all would be large."""
    return map(re.Match.group, _LINE.finditer(text))


def _rows(text: str, delimiter: str, name: str, before: int) -> Iterator[RawRow]:
    reader = csv.reader(
        _lines(text),
        delimiter=delimiter,
        strict=True,
        skipinitialspace=delimiter == " ",
    )
    line = before + 1
    try:
        for number, cells in enumerate(reader):
            yield RawRow(line, cells)
            if number > MAX_ROWS:
                return  # one row too many is enough to be refused
            line = before + reader.line_num + 1
    except csv.Error as error:
        raise SourceError(
            f"the quotation marks of the row are not in order ({error})",
            file=name,
            line=line,
            hint='Inside a quoted cell write a quotation mark twice: "".',
        ) from error


def _fixed(text: str, starts: Sequence[int], before: int) -> Iterator[RawRow]:
    """The rows of a table in columns of a fixed width."""
    for number, line in enumerate(_lines(text), start=before + 1):
        yield RawRow(number, cells_of(line.rstrip("\r\n"), starts))
        if number > MAX_ROWS:
            return


def _lost_letters(text: str) -> str:
    """A remark when letters were lost before the file came here."""
    count = text.count("\ufffd")
    if count:
        return f"{count} letter(s) were lost before this file was written (shown as \ufffd)"
    return ""


READER = Reader(kind="csv", title="delimited text", sniff=sniff, read=read)
"""Comma, semicolon, tab or pipe."""

"""Finds the table in a sheet: title rows above, a second header row, total lines below.

Works on rows of cells whatever they came from. A row that is too long is refused, and so is one
that is too short unless it belongs to a block of titles or totals: a shifted cell would put a
person under the wrong manager without a word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

import msgspec

from cxmap.errors import SourceError
from cxmap.exchange.bounds import MAX_CELL, MAX_COLUMNS, MAX_ROWS
from cxmap.exchange.header_words import header_level, header_words
from cxmap.exchange.parts import Skipped, Table
from cxmap.exchange.printed import RawRow, says_something, without_breaks, without_totals
from cxmap.exchange.shapes import outlined, without_sections
from cxmap.text import clean_line, clean_text, fold, holds_unwanted

_INDENTS = frozenset(" \t\u00a0.\u00b7\u2022-\u2013>_+|")
"""What the first cell of a second row begins with where a list is indented."""
_SEARCH_ROWS = 40
"""A header is looked for in this many rows from the top."""
_NAMED_LINES = 8
"""A message names this many lines and counts the rest."""
_GUARDED = re.compile("'[=+\\-@\uff1d\uff0b\uff0d\uff20]")
"""A formula that an export made harmless with an apostrophe."""


class Found(msgspec.Struct, frozen=True):
    """A table and what was left out on the way to it."""

    table: Table
    skipped: tuple[Skipped, ...]
    notes: tuple[str, ...]


def clean_cell(text: str) -> str:
    """One cell, cleaned; line breaks stay, the apostrophe of a guarded formula goes."""
    if text.isascii() and text.isprintable():
        clean = text.strip()
        if "  " in clean:
            clean = " ".join(clean.split())
    elif "\n" in text or "\r" in text:
        clean = clean_text(text).strip()
    else:
        clean = clean_line(text)
    if clean[:1] == "'" and _GUARDED.match(clean):
        return clean[1:]
    return clean


def find_table(
    raw: Sequence[RawRow],
    source: str,
    *,
    ragged: bool = True,
    faults: Mapping[tuple[int, int], str] | None = None,
    what: str = "line",
    wanted: AbstractSet[str] = frozenset(),
) -> Found | None:
    """Find header and rows.

    Args:
        raw: All rows, blank ones included.
        source: The file, for messages.
        ragged: Whether rows of another width are an error; a sheet has none.
        faults: Line and column to what is wrong with the cell.
        what: What a row is called in messages.
        wanted: Folded headers that the lead named: a row that holds one of them is the header.

    Returns:
        The table, or None when there is nothing but titles.

    Raises:
        SourceError: Rows of another width, or more rows or columns than a people file has.
    """
    _check_bounds(raw, source)
    filled = [row for row in raw if says_something(row)]
    if not filled:
        return None
    header_at = _header_row(filled, wanted)
    notes: list[str] = []
    if header_at is None:
        width = _modal_width(filled)
        header: tuple[str, ...] = ("",) * width
        header_line, first = 0, 0
        while first < len(filled) - 1 and len(filled[first].cells) < min(width, 2):
            first += 1
    else:
        header, header_line = _header(filled[header_at]), filled[header_at].line
        first = header_at + 1
        if header_at:
            notes.append(f"{source}: {header_at} row(s) above the header left out")
        if first < len(filled) and _is_second_header(filled[first], header):
            notes.append(f"{source}: {what} {filled[first].line} repeats the header, left out")
            first += 1
    body, skipped = without_totals(filled[first:], len(header), source)
    body, breaks = without_breaks(body, header, source)
    skipped = [*breaks, *skipped]
    if ragged:
        _refuse_ragged(body, header, source)
    rows, hidden = _clean_rows(body, len(header))
    lines = [row.line for row in body]
    if header_at is not None:
        header, rows, lines, heads = _by_shape(header, rows, body, source)
        skipped = [*heads, *skipped]
    if hidden:
        notes.append(
            f"{source}: control or invisible characters taken out of {_listed(what, hidden)}"
        )
    width = _used_width(header, rows)
    table = Table(
        source=source,
        header=header[:width],
        header_line=header_line,
        rows=[row[:width] for row in rows] if width < len(header) else rows,
        lines=lines,
        faults=_placed(faults or {}, lines),
    )
    return Found(table, tuple(skipped), tuple(notes))


def _by_shape(
    header: tuple[str, ...], rows: list[list[str]], body: Sequence[RawRow], source: str
) -> tuple[tuple[str, ...], list[list[str]], list[int], list[Skipped]]:
    """Header, rows and lines with what indents and headed sections tell, and what is left out."""
    lines = [row.line for row in body]
    first = body[1].cells[0][:1] if len(body) > 1 and body[1].cells else ""
    if first in _INDENTS and (told := outlined(header, rows, [row.cells for row in body])):
        return (*told, lines, [])
    if rows and not any(rows[0][1:]):
        parted = without_sections(header, rows, lines, source)
        if parted is not None:
            return parted
    return header, rows, lines, []


def _listed(what: str, lines: Sequence[int]) -> str:
    """``line 3, line 4 and 5 more``."""
    named = ", ".join(f"{what} {line}" for line in lines[:_NAMED_LINES])
    more = len(lines) - _NAMED_LINES
    return f"{named} and {more} more" if more > 0 else named


def _check_bounds(raw: Sequence[RawRow], source: str) -> None:
    if len(raw) > MAX_ROWS:
        raise SourceError(
            f"{source} has more than {MAX_ROWS:,} rows",
            file=source,
            line=raw[MAX_ROWS].line,
            hint="Export a part of the organisation.",
        )
    for row in raw:
        if len(row.cells) > MAX_COLUMNS:
            raise SourceError(
                f"a row of {len(row.cells)} columns; {MAX_COLUMNS} are allowed",
                file=source,
                line=row.line,
                hint="Check the delimiter: --delimiter ';' for example.",
            )
        longest = max(map(len, row.cells), default=0)
        if longest > MAX_CELL:
            raise SourceError(
                f"a cell of {longest:,} characters; {MAX_CELL:,} are allowed",
                file=source,
                line=row.line,
                hint="A quotation mark may be missing before this line.",
            )


def _known(row: RawRow) -> int:
    """How many cells are header words."""
    count = 0
    for cell in row.cells:
        if len(cell) > 60 or not cell.strip():  # noqa: PLR2004 - no header is that long
            continue
        header = clean_line(cell)
        words = header_words(header)
        count += bool(words.fields or words.level or words.private or header_level(header))
    return count


def _header_row(rows: Sequence[RawRow], wanted: AbstractSet[str]) -> int | None:
    """Index of the header; None for a table without one."""
    for number, row in enumerate(rows[:_SEARCH_ROWS] if wanted else ()):
        if wanted & {fold(clean_line(cell)) for cell in row.cells}:
            return number
    best, scores = 0, []
    for row in rows[:_SEARCH_ROWS]:
        filled = sum(1 for cell in row.cells if cell.strip())
        known = _known(row)
        distinct = len({fold(cell) for cell in row.cells if cell.strip()})
        fits = known >= min(2, filled) and known * 4 >= filled and distinct * 2 > filled
        scores.append(known if fits else 0)
        best = max(best, scores[-1])
    if best >= 1:
        return next(index for index, score in enumerate(scores) if score * 2 >= best)
    return 0 if _looks_like_header(rows) else None


def _looks_like_header(rows: Sequence[RawRow]) -> bool:
    """Whether a first row of mostly unknown words is a header.

    It is when it holds words only, none of which stands in a row below, and either one of them is
    a header word or the columns below hold something else than words.
    """
    first = [cell.strip() for cell in rows[0].cells]
    names = [cell for cell in first if cell]
    below = rows[1:_SEARCH_ROWS]
    if not names or not below or len(set(names)) < len(names):
        return False
    if any("@" in name or any(letter.isdigit() for letter in name) for name in names):
        return False
    values = {cell.strip() for row in below for cell in row.cells}
    if values & set(names):
        return False
    if _known(rows[0]) * 3 >= len(names):
        return True
    return any("@" in value or value[:1].isdigit() for value in values)


def _header(row: RawRow) -> tuple[str, ...]:
    return tuple(clean_line(cell) for cell in row.cells)


def _is_second_header(row: RawRow, header: Sequence[str]) -> bool:
    """Whether a row under the header holds labels of the same columns."""
    filled = [cell for cell in row.cells if cell.strip()]
    if len(filled) < 3 or _known(row) * 2 < len(filled):  # noqa: PLR2004 - two words prove little
        return False
    same = 0
    for cell, name in zip(row.cells, header, strict=False):
        above, below = header_words(name).fields, header_words(clean_line(cell)).fields
        same += bool(above and set(above) & set(below))
    return same * 2 >= len(filled)


def _modal_width(rows: Sequence[RawRow]) -> int:
    widths = [len(row.cells) for row in rows]
    return max(sorted(set(widths)), key=lambda width: (widths.count(width), width))


def _refuse_ragged(rows: Sequence[RawRow], header: Sequence[str], source: str) -> None:
    width = len(header)
    wrong = [
        row
        for row in rows
        if len(row.cells) != width
        and (len(row.cells) < width or any(cell.strip() for cell in row.cells[width:]))
    ]
    if not wrong:
        return
    told = ", ".join(f"line {row.line} has {len(row.cells)}" for row in wrong[:_NAMED_LINES])
    more = f" and {len(wrong) - _NAMED_LINES} more lines" if len(wrong) > _NAMED_LINES else ""
    raise SourceError(
        f"rows of another width than the {width} columns of the table: {told}{more}",
        file=source,
        line=wrong[0].line,
        hint="Put a cell that holds the delimiter in quotation marks, or give --delimiter.",
    )


def _clean_rows(rows: Sequence[RawRow], width: int) -> tuple[list[list[str]], list[int]]:
    """Clean cells, and the lines out of which something invisible was taken."""
    clean, hidden = [], []
    for row in rows:
        cells = row.cells
        if len(cells) == width and _is_clean("|".join(cells)):
            clean.append(cells)
            continue
        if any(map(holds_unwanted, cells)):
            hidden.append(row.line)
        cells = [clean_cell(cell) if cell else "" for cell in cells[:width]]
        if len(cells) < width:
            cells.extend([""] * (width - len(cells)))
        clean.append(cells)
    return clean, hidden


def _is_clean(line: str) -> bool:
    """Whether a whole row, its cells joined by bars, needs no cleaning at all."""
    return (
        line.isascii()
        and line.isprintable()
        and "  " not in line
        and " |" not in line
        and "| " not in line
        and "'" not in line
        and line[:1] != " "
        and line[-1:] != " "
    )


def _used_width(header: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """Columns up to the last that has a name or a value."""
    width = len(header)
    while width > 1 and not header[width - 1] and not any(row[width - 1] for row in rows):
        width -= 1
    return width


def _placed(
    faults: Mapping[tuple[int, int], str], lines: Sequence[int]
) -> dict[tuple[int, int], str]:
    """Faults by line and column as faults by row index and column."""
    if not faults:
        return {}
    index = {line: number for number, line in enumerate(lines)}
    return {(index[line], column): why for (line, column), why in faults.items() if line in index}

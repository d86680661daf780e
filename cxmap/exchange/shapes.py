"""What the shape of a sheet tells: how far cells are indented, and rows that head a section."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from cxmap.exchange.header_words import header_words
from cxmap.exchange.parts import Skipped

_INDENT = re.compile(r"[\s.\u00b7\u2022\u2013>_+|-]*")
_FEWEST_FILLED = 3
"""People of a list with sections have at least so many filled cells."""
_LEVEL, _UNIT = "Level", "Department (of its section)"


def indented(rows: Sequence[Sequence[str]]) -> tuple[int, list[int]] | None:
    """The column whose cells are indented like an outline, and how deep each row stands.

    Args:
        rows: Cells as read, blanks at their beginning included.

    Returns:
        The column and a depth a row, from 1; None where no column is indented that way.
    """
    if len(rows) < 3:  # noqa: PLR2004 - two rows are no outline
        return None
    for column in range(min(len(row) for row in rows)):
        widths = [_width(row[column]) for row in rows]
        if widths[0] or sum(map(bool, widths)) * 2 < len(rows):
            continue
        steps = [0]
        depths = []
        for width in widths:
            while width < steps[-1]:
                steps.pop()
            if width > steps[-1]:
                steps.append(width)
            depths.append(len(steps))
        if depths.count(1) == 1 and len(set(depths)) > 2:  # noqa: PLR2004 - a list below a title has two
            return column, depths
    return None


def _width(cell: str) -> int:
    match = _INDENT.match(cell)
    return match.end() if match and match.end() < len(cell) else 0


def outlined(
    header: Sequence[str], rows: Sequence[Sequence[str]], raw: Sequence[Sequence[str]]
) -> tuple[tuple[str, ...], list[list[str]]] | None:
    """A table with the level of each row, told by how far a cell of it is indented.

    Args:
        header: Column names.
        rows: Cells, cleaned.
        raw: The same cells as read.

    Returns:
        Header and rows, a column longer; None where nothing is indented, or the table has managers.
    """
    if any(header_words(name).fields[:1] == ("manager",) for name in header):
        return None
    found = indented(raw)
    if found is None:
        return None
    column, depths = found
    made = []
    for row, depth in zip(rows, depths, strict=True):
        cells = [*row, str(depth)]
        cells[column] = cells[column].lstrip(" .\u00b7\u2022\u2013>_+|-")
        made.append(cells)
    return (*header, _LEVEL), made


def without_sections(
    header: Sequence[str], rows: Sequence[list[str]], lines: Sequence[int], source: str
) -> tuple[tuple[str, ...], list[list[str]], list[int], list[Skipped]] | None:
    """A table less the rows that only head a section, with the section as the unit of its people.

    A section is headed by a row with a first cell and nothing else. The table begins with one, no
    two follow one another, and no row names a section in another column.

    Args:
        header: Column names.
        rows: Cells, cleaned.
        lines: The line of each row.
        source: The file.

    Returns:
        Header, rows, lines and what was left out; None where the table has no sections.
    """
    heads = [number for number, row in enumerate(rows) if row[0] and not any(row[1:])]
    if len(heads) < 2 or heads[0] != 0 or len(header) < _FEWEST_FILLED:  # noqa: PLR2004 - one is a title
        return None
    if heads[-1] == len(rows) - 1 or any(b == a + 1 for a, b in pairwise(heads)):
        return None
    names = {rows[number][0] for number in heads}
    others = [row for number, row in enumerate(rows) if number not in set(heads)]
    if any(sum(map(bool, row)) < _FEWEST_FILLED for row in others):
        return None
    if any(cell in names for row in others for cell in row[1:]):
        return None
    has_unit = any({"department", "unit"} & set(header_words(name).fields) for name in header)
    kept, places, unit = [], [], ""
    for number, row in enumerate(rows):
        if number in set(heads):
            unit = row[0]
            continue
        kept.append(row if has_unit else [*row, unit])
        places.append(lines[number])
    left = [
        Skipped(row=lines[n], why=f"heads a section: {rows[n][0]}", source=source) for n in heads
    ]
    return (tuple(header) if has_unit else (*header, _UNIT)), kept, places, left

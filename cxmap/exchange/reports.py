"""A chart told from above: a column lists those who report to the person of the row."""

from __future__ import annotations

import re

import msgspec

from cxmap.exchange.header_words import header_words
from cxmap.exchange.parts import Table
from cxmap.text import fold

_ADDED = "Manager (from the list of reports)"
_BETWEEN = (re.compile(r"\s*[;|\n]\s*"), re.compile(r"\s*,\s*"))
_MOST_WORDS = 0.8
"""So large a share of those listed must stand in the table, 0-1, and in one list alone: a column
that counts reports would name some rows many times."""


def with_reports(table: Table) -> Table:
    """Tell managers by the lists of those below them.

    Args:
        table: The table.

    Returns:
        The table, a manager column longer; itself where it names managers, or lists nobody.
    """
    fields = [header_words(header).fields for header in table.header]
    if any(named[:1] == ("manager",) for named in fields) or "manager" in table.preset:
        return table
    columns = [column for column, named in enumerate(fields) if "below" in named]
    for column in columns:
        for between in _BETWEEN:
            bosses = _bosses(table, column, between)
            if bosses is not None:
                rows = [[*row, boss] for row, boss in zip(table.rows, bosses, strict=True)]
                return msgspec.structs.replace(table, header=(*table.header, _ADDED), rows=rows)
    return table


def _bosses(table: Table, column: int, between: re.Pattern[str]) -> list[str] | None:
    """What names each row's manager; None where the lists do not name rows of the table."""
    places: dict[str, tuple[int, int]] = {}
    for number, row in enumerate(table.rows):
        for place, cell in enumerate(row):
            if cell and place != column:
                places.setdefault(fold(cell), (number, place))
    found = [""] * len(table.rows)
    listed = known = again = 0
    for number, row in enumerate(table.rows):
        for name in filter(None, between.split(row[column])):
            listed += 1
            person, place = places.get(fold(name), (number, 0))
            if person == number or not row[place]:
                continue
            again += bool(found[person])
            found[person] = found[person] or row[place]
            known += 1
    is_list = known >= listed * _MOST_WORDS and again <= listed * (1 - _MOST_WORDS)
    return found if listed and is_list else None

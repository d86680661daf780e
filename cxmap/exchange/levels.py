"""A chart written in columns, *Level 1*, *Level 2* and so on: who stands further right is below."""

from __future__ import annotations

import msgspec

from cxmap.exchange.header_words import header_level, header_words
from cxmap.exchange.parts import Table

_ADDED = ("Name", "Manager")


def with_levels(table: Table) -> Table:
    """Tell name and manager of every row out of its level columns.

    A row may fill its own level only, below the last row of the level above, or all levels down to
    its own.

    Args:
        table: The table.

    Returns:
        The table with a name and a manager column; itself where it has no levels, or has names.
    """
    found: list[tuple[int, int]] = []
    for column, header in enumerate(table.header):
        if level := header_level(header):
            found.append((level, column))
        elif {"name", "given_name", "manager"} & set(header_words(header).fields):
            return table
    if len(found) < 2:  # noqa: PLR2004 - one level is no chart
        return table
    columns = [column for _, column in sorted(found)]
    above: list[str] = [""] * len(columns)
    rows = []
    for row in table.rows:
        filled = [depth for depth, column in enumerate(columns) if row[column]]
        for depth in filled:
            above[depth:] = [row[columns[depth]], *[""] * (len(columns) - depth - 1)]
        own = filled[-1] if filled else 0
        boss = next((name for name in reversed(above[:own]) if name), "")
        rows.append([*row, row[columns[own]], boss])
    return msgspec.structs.replace(table, header=(*table.header, *_ADDED), rows=rows)

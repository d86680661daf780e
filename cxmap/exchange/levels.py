"""A chart told by where a row stands: level columns, a level number, a code such as 1.2.1."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from cxmap.exchange.header_words import header_level, header_tokens, header_words
from cxmap.exchange.parts import Table

_ADDED = ("Name", "Manager")
_ABOVE = "Manager (by its place)"
_DEPTHS = frozenset(
    ("level", "ebene", "niveau", "nivel", "stufe", "depth", "tier", "indent", "einruckung", "tiefe")
)
_CODE = re.compile(r"\w{1,6}(?:[.\-/]\w{1,6})*\.?$")
_STEP = re.compile(r"[.\-/]")
_MOST = 0.9
"""So many of the codes must stand below another one of the column, share 0-1."""


def with_levels(table: Table) -> Table:
    """Tell the manager of every row by its place.

    Args:
        table: The table.

    Returns:
        The table with a manager column, and a name column where names stand in columns of levels;
        itself where it names managers, or tells no places.
    """
    fields = [header_words(header).fields for header in table.header]
    if any(named[:1] == ("manager",) for named in fields) or table.preset.get("manager"):
        return table
    spread = _spread(table)
    if spread is not table:
        return spread
    for column, header in enumerate(table.header):
        if _DEPTHS & set(header_tokens(header)):
            above = _by_depth([row[column] for row in table.rows])
        elif "path" not in fields[column]:
            above = _by_code([row[column] for row in table.rows])
        else:
            above = None
        if above is not None:
            return _with_managers(table, above)
    return table


def _spread(table: Table) -> Table:
    """The table with names and managers out of its columns *Level 1*, *Level 2* and so on.

    A row may fill its own level only, below the last row of the level above, or all levels down to
    its own.
    """
    found: list[tuple[int, int]] = []
    for column, header in enumerate(table.header):
        if level := header_level(header):
            found.append((level, column))
        elif {"name", "given_name"} & set(header_words(header).fields):
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


def _by_depth(cells: Sequence[str]) -> list[int] | None:
    """The row above each row by level numbers in the order of the chart; None where they jump."""
    if len(cells) < 3 or not all(cell.isdigit() for cell in cells):  # noqa: PLR2004 - two rows are no order
        return None
    depths = [int(cell) for cell in cells]
    if depths.count(min(depths)) != 1 or depths[0] != min(depths):
        return None
    several = {depth for depth in depths if depths.count(depth) > 1}
    if depths == sorted(depths) and any(depth + 1 in depths for depth in several):
        return None  # sorted by level: nobody can say who is below whom
    last: dict[int, int] = {}
    above = []
    for number, depth in enumerate(depths):
        if number and depth > depths[number - 1] + 1:
            return None
        above.append(last.get(depth - 1, -1))
        last[depth] = number
    return above


def _by_code(cells: Sequence[str]) -> list[int] | None:
    """The row above each row by codes that begin with the code above; None for other values."""
    if not all(map(_CODE.match, cells)):
        return None
    plain = [cell.rstrip(".") for cell in cells]
    places = {code: number for number, code in enumerate(plain)}
    below = [code for code in plain if _STEP.search(code)]
    if len(places) < len(cells) or len(below) * 2 < len(cells):
        return None
    above = [places.get(code[: _last_step(code)], -1) for code in plain]
    known = sum(1 for boss in above if boss >= 0)
    return above if known >= len(below) * _MOST else None


def _last_step(code: str) -> int:
    """Where the last step of a code begins; 0 in a code of one step."""
    return max((match.start() for match in _STEP.finditer(code)), default=0)


def _with_managers(table: Table, above: Sequence[int]) -> Table:
    """The table with the manager of each row, by a column in which no two rows are alike."""
    column = next(
        (
            c
            for c in range(len(table.header))
            if all(row[c] for row in table.rows)
            and len({row[c] for row in table.rows}) == len(table.rows)
        ),
        None,
    )
    if column is None:
        keys = [f"row {line}" for line in table.lines]
        rows = [[*row, key] for row, key in zip(table.rows, keys, strict=True)]
        table = msgspec.structs.replace(table, header=(*table.header, "Row ID"), rows=rows)
        column = len(table.header) - 1
    told = [table.rows[boss][column] if boss >= 0 else "" for boss in above]
    rows = [[*row, boss] for row, boss in zip(table.rows, told, strict=True)]
    return msgspec.structs.replace(table, header=(*table.header, _ABOVE), rows=rows)

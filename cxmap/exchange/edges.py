"""Tables of relations: one row from somebody to somebody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from cxmap.exchange.header_words import header_words
from cxmap.exchange.parts import Arc, Entry, Table
from cxmap.text import fold

_DIRECTIONS = {
    "directed": "directed",
    "undirected": "undirected",
    "mutual": "mutual",
    "mixed": "undirected",
    "both": "mutual",
    "bidirectional": "mutual",
}


def is_edge_table(table: Table) -> bool:
    """Whether the columns say from whom to whom, and do not describe people besides."""
    first = [header_words(header).fields for header in table.header]
    ends = [field for fields in first for field in fields if field in {"from", "to"}]
    return "from" in ends and "to" in ends and "reportsto" not in ends


def as_edge_table(table: Table) -> Table:
    """A bare list of pairs, with the header it does not have.

    Two columns (and a word) without a header are relations when both draw on the same keys and
    somebody on the right never stands on the left: as a list of people it would lose its top.
    """
    width = len(table.header)
    if table.header_line and width == 2:  # noqa: PLR2004 - a person and a manager
        return _as_lines(table)
    if table.header_line or table.preset or width not in {2, 3} or len(table.rows) < 2:  # noqa: PLR2004 - one pair proves nothing
        return table
    left, right = {row[0] for row in table.rows}, {row[1] for row in table.rows}
    if "" in left or "" in right or not left & right or right <= left:
        return table
    return msgspec.structs.replace(table, header=("from", "to", "type")[:width])


def _as_lines(table: Table) -> Table:
    """A list of pairs *employee, manager* in which nobody is without one, as reporting lines.

    The top stands in no row of such a list, so that as a list of people it would be lost.
    """
    fields = [header_words(header).fields[:1] for header in table.header]
    if ("manager",) not in fields or fields[0] == fields[1]:
        return table
    boss = fields.index(("manager",))
    person = 1 - boss
    people = {row[person] for row in table.rows}
    if not all(row[0] and row[1] for row in table.rows) or len(table.rows) < 2:  # noqa: PLR2004 - one pair proves nothing
        return table
    bosses = {row[boss] for row in table.rows}
    if not bosses & people or bosses <= people:
        return table
    rows = [[row[person], row[boss], "reports to"] for row in table.rows]
    return msgspec.structs.replace(table, header=("from", "to", "type"), rows=rows)


def read_arcs(table: Table) -> tuple[Arc, ...]:
    """The rows of a table of relations.

    Several names in one cell, parted by ``|``, are several relations. A column called *Type* that
    holds nothing but *directed* and *undirected* is a direction, and the relation's word is looked
    for elsewhere.
    """
    start, end, words, direction, strength = _columns(table)
    start_name, end_name = _name_columns(table)
    arcs = []
    for row, line in zip(table.rows, table.lines, strict=True):
        word = next((row[column] for column in words if row[column]), "")
        way = _DIRECTIONS.get(fold(row[direction]), "directed") if direction is not None else ""
        for a in _several(row[start]):
            for b in _several(row[end]):
                arcs.append(  # noqa: PERF401 - two nested cells read better as loops
                    Arc(
                        a=a,
                        b=b,
                        word=word,
                        direction=way or "directed",
                        strength=_number(row[strength]) if strength is not None else None,
                        line=line,
                        source=table.source,
                        a_name=row[start_name] if start_name is not None else "",
                        b_name=row[end_name] if end_name is not None else "",
                    )
                )
    return tuple(arcs)


def entries_of_arcs(arcs: Iterable[Arc]) -> list[Entry]:
    """Everybody a list of relations names, where no list of people stands beside it."""
    found: dict[str, Entry] = {}
    for arc in arcs:
        for key, name in ((arc.a, arc.a_name), (arc.b, arc.b_name)):
            if key and key not in found:
                found[key] = Entry(source=arc.source, line=arc.line, key=key, name=name or key)
    return list(found.values())


def _columns(table: Table) -> tuple[int, int, list[int], int | None, int | None]:
    """From, to, relation words (best first), direction and strength."""
    places: dict[str, list[int]] = {}
    for column, header in enumerate(table.header):
        fields = header_words(header).fields
        for field in ("from", "to", "relation", "direction", "strength"):
            if field in fields:
                places.setdefault(field, []).append(column)
    words = places.get("relation", [])
    direction = next(iter(places.get("direction", [])), None)
    for column in list(words):
        values = {fold(row[column]) for row in table.rows if row[column]}
        if values and values <= set(_DIRECTIONS):
            words.remove(column)
            direction = column if direction is None else direction
    words.sort(key=lambda column: (fold(table.header[column]) == "label", column))
    return (
        places["from"][0],
        places["to"][0],
        words,
        direction,
        next(iter(places.get("strength", [])), None),
    )


def _name_columns(table: Table) -> tuple[int | None, int | None]:
    """Columns that give the names of the two ends, beside their keys."""
    places = {
        field: column
        for column, header in enumerate(table.header)
        for field in header_words(header).fields
    }
    return places.get("from_name"), places.get("to_name")


def _several(cell: str) -> Sequence[str]:
    return [part.strip() for part in cell.split("|") if part.strip()] if "|" in cell else [cell]


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if number == number and abs(number) < 1e12 else None  # noqa: PLR0124, PLR2004 - no NaN, no infinity

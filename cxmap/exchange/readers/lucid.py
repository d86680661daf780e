"""Lucidchart's list of shapes: every shape and every line of a drawing is one row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from cxmap.exchange.parts import Arc, Skipped, Table
from cxmap.text import fold

_ENDS = ("line source", "line destination")
_ARROWS = ("source arrow", "destination arrow")
_TEXT = "text area"
_NO_ARROW = frozenset(("", "none"))
_NO_SHAPES = frozenset(("document", "page", "line"))
_FIELDS = ("id", "name", "title", "department")
"""What the rows of people are given, in this order."""


class Drawing(msgspec.Struct, frozen=True):
    """A table as it is to be read on, the lines of the drawing, and the shapes that are nobody."""

    table: Table
    arcs: tuple[Arc, ...] = ()
    skipped: tuple[Skipped, ...] = ()


def read_drawing(table: Table) -> Drawing:
    """Tell people and lines of a list of shapes apart.

    People are the shapes with a text: the first line of it is the name, the next the title, a third
    the unit. Of shapes that no line touches those count that look like the others: the rest are
    headings and legends.

    Args:
        table: Any table.

    Returns:
        The people and the lines between them; the table itself when it is no list of shapes.
    """
    columns = {fold(header): number for number, header in enumerate(table.header)}
    texts = [number for header, number in columns.items() if header.startswith(_TEXT)]
    if not texts or not {"id", "name", *_ENDS} <= set(columns):
        return Drawing(table)
    shapes, lines = [], []
    for number, row in enumerate(table.rows):
        kind = fold(row[columns["name"]])
        if row[columns[_ENDS[0]]] and row[columns[_ENDS[1]]]:
            lines.append(number)
        elif kind not in _NO_SHAPES and any(row[column] for column in texts):
            shapes.append(number)
    arcs = _upright([_arc(table, number, columns, texts) for number in lines])
    touched = {end for arc in arcs for end in (arc.a, arc.b)}
    key, kind_column = columns["id"], columns["name"]
    kinds = {table.rows[n][kind_column] for n in shapes if table.rows[n][key] in touched}
    people = [
        number
        for number in shapes
        if not arcs
        or table.rows[number][key] in touched
        or table.rows[number][kind_column] in kinds
    ]
    aside = set(shapes) - set(people)
    return Drawing(
        table=_people(table, people, key, texts),
        arcs=tuple(arcs),
        skipped=tuple(
            Skipped(
                row=table.lines[n],
                why=f"no line touches it: {_said(table.rows[n], texts)[0]}",
                source=table.source,
            )
            for n in sorted(aside)
        ),
    )


def _people(table: Table, people: Sequence[int], key: int, texts: Sequence[int]) -> Table:
    rows = []
    for number in people:
        row = table.rows[number]
        said = _said(row, texts)
        rows.append([row[key], *(said + [""] * len(_FIELDS))[: len(_FIELDS) - 1]])
    return msgspec.structs.replace(
        table,
        header=("Id", *(table.header[texts[0]], "Second line", "Third line")),
        rows=rows,
        lines=[table.lines[number] for number in people],
        preset={field: (number,) for number, field in enumerate(_FIELDS)},
        faults={},
    )


def _said(row: Sequence[str], texts: Sequence[int]) -> list[str]:
    """The lines of text in a shape, from all its areas."""
    return [part.strip() for c in texts for part in row[c].split("\n") if part.strip()]


def _arc(table: Table, number: int, columns: Mapping[str, int], texts: Sequence[int]) -> Arc:
    """A line as it is drawn; one with an arrow at its source alone is drawn backwards."""
    row = table.rows[number]
    start, end = (row[columns[one]] for one in _ENDS)
    heads = [one in columns and fold(row[columns[one]]) not in _NO_ARROW for one in _ARROWS]
    if heads == [True, False]:
        start, end = end, start
    word = next(iter(_said(row, texts)), "")
    return Arc(
        a=start,
        b=end,
        word=word,
        line=table.lines[number],
        source=table.source,
        downward=True,
        uncertain=heads[0] == heads[1],
    )


def _upright(arcs: Sequence[Arc]) -> list[Arc]:
    """Lines without an arrowhead, turned so that all lead away from one top.

    Only where the lines make one tree whichever way they are read. The top is the shape from which
    most lines lead away as they were drawn; of equals the one that comes first.
    """
    bare = [arc for arc in arcs if not arc.word]
    beside: dict[str, list[tuple[str, int]]] = {}
    for arc in bare:
        beside.setdefault(arc.a, []).append((arc.b, 0))
        beside.setdefault(arc.b, []).append((arc.a, 1))
    parents = Counter(arc.b for arc in bare)
    is_chart = all(count == 1 for count in parents.values())
    if is_chart or len(beside) != len(bare) + 1 or not any(arc.uncertain for arc in bare):
        return list(_settled(arcs))
    first = next(iter(beside))
    above, order = _walk(first, beside)
    if len(order) != len(beside):
        return list(_settled(arcs))
    turned = {first: sum(against for _, against in above.values())}
    for shape in order[1:]:
        parent, against = above[shape]
        turned[shape] = turned[parent] + (1 if not against else -1)
    top = min(order, key=lambda shape: turned[shape])
    leads, _ = _walk(top, beside)
    return [
        arc
        if arc.word or leads.get(arc.b, ("", 0))[0] == arc.a
        else msgspec.structs.replace(arc, a=arc.b, b=arc.a)
        for arc in _settled(arcs)
    ]


def _settled(arcs: Sequence[Arc]) -> list[Arc]:
    """The lines, their directions settled."""
    return [msgspec.structs.replace(arc, uncertain=False) for arc in arcs]


def _walk(
    top: str, beside: Mapping[str, Sequence[tuple[str, int]]]
) -> tuple[dict[str, tuple[str, int]], list[str]]:
    """For every shape the one it is reached from, and whether against the line; in order."""
    above: dict[str, tuple[str, int]] = {}
    order = [top]
    for shape in order:
        for other, against in beside[shape]:
            if other != top and other not in above:
                above[other] = (shape, against)
                order.append(other)
    return above, order

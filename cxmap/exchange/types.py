"""Elements of a graph that are no people: organisations, programmes, states, rooms."""

from __future__ import annotations

import msgspec

from cxmap.exchange.cell_words import person_type
from cxmap.exchange.parts import ColumnPlan, Skipped, Table


def people_only(table: Table, plan: ColumnPlan) -> tuple[Table, list[Skipped]]:
    """Leave out the elements whose type is no person.

    Where some type of the file is known to be a person, every other type is not; where none is,
    only types known to be something else are left out, so that a map of *Directors* and *VPs*
    loses nobody.

    Args:
        table: The elements.
        plan: Their columns.

    Returns:
        The table of people, and what was left out.
    """
    columns = plan.fields.get("kind", ())
    if not columns:
        return table, []
    column = columns[0]
    judged = {row[column]: person_type(row[column]) for row in table.rows}
    any_person = any(answer is True for answer in judged.values())

    def is_person(kind: str) -> bool:
        answer = judged[kind]
        return not kind or answer is True or (answer is None and not any_person)

    kept = [number for number, row in enumerate(table.rows) if is_person(row[column])]
    left = [
        Skipped(
            row=line, why=f"{row[column]}, not a person: {_label(row, plan)}", source=table.source
        )
        for row, line in zip(table.rows, table.lines, strict=True)
        if not is_person(row[column])
    ]
    if not left:
        return table, []
    rows = [table.rows[number] for number in kept]
    lines = [table.lines[number] for number in kept]
    index = {number: place for place, number in enumerate(kept)}
    faults = {(index[r], c): why for (r, c), why in table.faults.items() if r in index}
    return msgspec.structs.replace(table, rows=rows, lines=lines, faults=faults), left


def _label(row: list[str], plan: ColumnPlan) -> str:
    for field in ("name", "id"):
        for column in plan.fields.get(field, ()):
            if row[column]:
                return row[column]
    return row[0]

"""From records of named values to a table; every reader that is not a table itself ends here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from cxmap.errors import SourceError
from cxmap.exchange.bounds import MAX_CELL, MAX_ROWS
from cxmap.exchange.parts import Table
from cxmap.exchange.table import clean_cell
from cxmap.text import holds_unwanted

_NAMED_LINES = 8


class Record(msgspec.Struct, frozen=True):
    """One entry: its line and its values by name.

    Attributes:
        line: Line it begins on, from 1; 0 where the format has no lines.
        values: Name to text, raw.
        lines: Name to the line of that value, where it is known better.
    """

    line: int
    values: Mapping[str, str]
    lines: Mapping[str, int] = {}


def records_table(
    records: Sequence[Record],
    source: str,
    *,
    preset: Mapping[str, str],
    is_graph: bool = False,
) -> tuple[Table, tuple[str, ...]]:
    """Lay records out as a table and clean every value.

    Args:
        records: The entries.
        source: The file.
        preset: Field to value name, where the format says what a value is.
        is_graph: Whether entries may be no people.

    Returns:
        The table, and a note naming the lines out of which something invisible was taken.

    Raises:
        SourceError: More entries, or longer values, than a people file has.
    """
    if len(records) > MAX_ROWS:
        raise SourceError(
            f"{source} has more than {MAX_ROWS:,} entries",
            file=source,
            line=records[MAX_ROWS].line or None,
            hint="Export a part of the organisation.",
        )
    names = list(dict.fromkeys(name for record in records for name in record.values))
    hidden: list[int] = []
    rows = []
    for record in records:
        row = []
        for name in names:
            value = record.values.get(name, "")
            if len(value) > MAX_CELL:
                raise SourceError(
                    f"a value of {len(value):,} characters; {MAX_CELL:,} are allowed",
                    file=source,
                    line=record.lines.get(name, record.line) or None,
                    field=name,
                    hint="Take the value out of the file.",
                )
            if value and holds_unwanted(value):
                hidden.append(record.lines.get(name, record.line))
            row.append(clean_cell(value) if value else "")
        rows.append(row)
    table = Table(
        source=source,
        header=tuple(names),
        header_line=0,
        rows=rows,
        lines=[record.line for record in records],
        preset={field: (names.index(name),) for field, name in preset.items() if name in names},
        is_graph=is_graph,
    )
    return table, _hidden_note(source, hidden)


def _hidden_note(source: str, hidden: Iterable[int]) -> tuple[str, ...]:
    lines = sorted(set(hidden))
    if not lines:
        return ()
    told = ", ".join(f"line {line}" for line in lines[:_NAMED_LINES])
    more = f" and {len(lines) - _NAMED_LINES} more" if len(lines) > _NAMED_LINES else ""
    return (f"{source}: control or invisible characters taken out of {told}{more}",)

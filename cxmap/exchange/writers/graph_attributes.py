"""What nodes carry, as graph files want it: one kind of value an attribute, nothing empty."""

from __future__ import annotations

from datetime import date

from cxmap.exchange.writers.plain import Cell, Column, Kind


def graph_type(column: Column) -> str:
    """The type that graph files call the values of an attribute: ``double`` or ``string``."""
    return "double" if column.kind in (Kind.NUMBER, Kind.SHARE) else "string"


def graph_value(cell: Cell) -> str:
    """A value as text; empty when there is none, and then the attribute is left out."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, tuple):
        return "; ".join(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)

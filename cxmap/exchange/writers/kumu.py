"""A graph as Kumu's JSON blueprint, with ids so that a second import doubles nobody."""

from __future__ import annotations

from typing import Any

from cxmap.exchange.writers.json_text import write_json
from cxmap.exchange.writers.plain import Cell, Column, Edge, Graph, Kind, Node, say_cell


def write_kumu(graph: Graph) -> bytes:
    """Elements and connections; attributes stand under their headers, as Kumu shows them."""
    return write_json(
        {
            "elements": [_element(graph, node) for node in graph.nodes],
            "connections": [_connection(edge) for edge in graph.edges],
        }
    )


def _element(graph: Graph, node: Node) -> dict[str, Any]:
    made: dict[str, Any] = {"id": node.id, "label": node.label, "type": "Person"}
    for column in graph.attributes:
        value = _value(column, node.values.get(column.key))
        if value not in ("", [], None):
            made[column.header] = value
    return made


def _value(column: Column, cell: Cell) -> Any:  # noqa: ANN401 - text, number or list
    if isinstance(cell, tuple):
        return [say_cell(part, column.kind) for part in cell]
    if column.kind in (Kind.NUMBER, Kind.SHARE):
        return cell
    return say_cell(cell, column.kind)


def _connection(edge: Edge) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": edge.id,
        "from": edge.source,
        "to": edge.target,
        "direction": "mutual" if edge.mutual else "directed",
        "type": edge.kind.replace("_", " "),
    }
    if edge.strength is not None:
        made["strength"] = edge.strength
    return made

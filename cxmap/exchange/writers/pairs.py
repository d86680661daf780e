"""A graph as pairs: one row a tie, as Gephi, Kumu and spreadsheets read it."""

from __future__ import annotations

from cxmap.exchange.writers.csv_table import write_csv
from cxmap.exchange.writers.plain import Column, Graph, Kind, Table

_COLUMNS = (
    Column(key="source", header="Source"),
    Column(key="target", header="Target"),
    Column(key="type", header="Type"),
    Column(key="kind", header="Label", kind=Kind.WORD),
    Column(key="strength", header="Weight", kind=Kind.NUMBER),
    Column(key="id", header="Id"),
    Column(key="source_name", header="Source name"),
    Column(key="target_name", header="Target name"),
)


def write_pairs(graph: Graph) -> bytes:
    """The edges of a graph as CSV; people without a tie are not in it."""
    names = {node.id: node.label for node in graph.nodes}
    rows = tuple(
        (
            edge.source,
            edge.target,
            "Undirected" if edge.mutual else "Directed",
            edge.kind,
            edge.strength,
            edge.id,
            names[edge.source],
            names[edge.target],
        )
        for edge in graph.edges
    )
    return write_csv(Table(name=graph.name, columns=_COLUMNS, rows=rows))

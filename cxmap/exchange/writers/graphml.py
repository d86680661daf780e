"""A graph as GraphML, as Gephi, yEd, Cytoscape and networkx read it."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from cxmap.exchange.writers.graph_attributes import graph_type, graph_value
from cxmap.exchange.writers.plain import Graph
from cxmap.exchange.writers.xml_text import write_xml

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"


def write_graphml(graph: Graph) -> bytes:
    """A graph as GraphML.

    Nodes carry ``label`` and the graph's attributes; edges ``kind``, ``label`` and, where it is
    known, ``weight``. Every edge is directed; one that holds both ways says so in ``mutual``.
    """
    root = Element("graphml", {"xmlns": _NAMESPACE})
    _key(root, "label", "node", "string")
    for column in graph.attributes:
        _key(root, column.key, "node", graph_type(column))
    for name, kind in (("kind", "string"), ("label", "string"), ("weight", "double")):
        _key(root, name, "edge", kind, key=f"e_{name}")
    _key(root, "mutual", "edge", "boolean", key="e_mutual")
    body = SubElement(root, "graph", {"id": "G", "edgedefault": "directed"})
    for node in graph.nodes:
        made = SubElement(body, "node", {"id": node.id})
        _data(made, "label", node.label)
        for column in graph.attributes:
            _data(made, column.key, graph_value(node.values.get(column.key)))
    for edge in graph.edges:
        ends = {"id": edge.id, "source": edge.source, "target": edge.target}
        made = SubElement(body, "edge", ends)
        _data(made, "e_kind", edge.kind)
        _data(made, "e_label", edge.kind.replace("_", " "))
        _data(made, "e_weight", graph_value(edge.strength))
        _data(made, "e_mutual", "true" if edge.mutual else "")
    return write_xml(root)


def _key(root: Element, name: str, owner: str, kind: str, *, key: str = "") -> None:
    facts = {"id": key or name, "for": owner, "attr.name": name, "attr.type": kind}
    SubElement(root, "key", facts)


def _data(owner: Element, key: str, value: str) -> None:
    if value:
        SubElement(owner, "data", {"key": key}).text = value

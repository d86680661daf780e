"""A graph as GEXF 1.3, as Gephi reads and writes it."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from cxmap.exchange.writers.graph_attributes import graph_type, graph_value
from cxmap.exchange.writers.plain import Graph
from cxmap.exchange.writers.xml_text import write_xml

_NAMESPACE = "http://gexf.net/1.3"


def write_gexf(graph: Graph) -> bytes:
    """A graph as GEXF: nodes with the graph's attributes, edges with kind, label and weight."""
    root = Element("gexf", {"xmlns": _NAMESPACE, "version": "1.3"})
    body = SubElement(root, "graph", {"defaultedgetype": "directed", "mode": "static"})
    declared = SubElement(body, "attributes", {"class": "node"})
    for column in graph.attributes:
        facts = {"id": column.key, "title": column.key, "type": graph_type(column)}
        SubElement(declared, "attribute", facts)
    on_edges = SubElement(body, "attributes", {"class": "edge"})
    # Without a kind of its own, two edges between the same people would be taken for one.
    SubElement(on_edges, "attribute", {"id": "kind", "title": "kind", "type": "string"})
    nodes = SubElement(body, "nodes")
    for node in graph.nodes:
        made = SubElement(nodes, "node", {"id": node.id, "label": node.label})
        values = SubElement(made, "attvalues")
        for column in graph.attributes:
            if value := graph_value(node.values.get(column.key)):
                SubElement(values, "attvalue", {"for": column.key, "value": value})
    edges = SubElement(body, "edges")
    for edge in graph.edges:
        facts = {"id": edge.id, "source": edge.source, "target": edge.target}
        facts |= {"type": "mutual"} if edge.mutual else {}
        facts |= {"kind": edge.kind, "label": edge.kind.replace("_", " ")}
        facts |= {"weight": str(edge.strength)} if edge.strength is not None else {}
        values = SubElement(SubElement(edges, "edge", facts), "attvalues")
        SubElement(values, "attvalue", {"for": "kind", "value": edge.kind})
    return write_xml(root)

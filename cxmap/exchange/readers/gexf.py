"""GEXF 1.1 to 1.3, as Gephi and others write it."""

from __future__ import annotations

import re

from cxmap.errors import SourceError
from cxmap.exchange.parts import Arc, Reading
from cxmap.exchange.readers.graphml import as_number
from cxmap.exchange.readers.reader import Reader, ReadOptions
from cxmap.exchange.readers.records import Record, records_table
from cxmap.exchange.readers.xml_nodes import Node, parse_xml

_ROOT = re.compile(rb"<(?:\w+:)?gexf[\s>]")
_HEAD = 200_000
"""The root is looked for in this many bytes: comments may stand before it."""
_WORDS = ("kind", "relation", "type", "relationship", "edge_type", "connection type")
_DIRECTIONS = {"directed": "directed", "undirected": "undirected", "mutual": "mutual"}


def sniff(data: bytes, name: str) -> int:
    """The root of the document says it."""
    del name
    return 95 if _ROOT.search(data[:_HEAD]) else 0


def read(data: bytes, name: str, options: ReadOptions) -> Reading:
    """Read nodes and edges.

    Raises:
        SourceError: Not well-formed, with a DTD, or a node without an id.
    """
    del options
    root = parse_xml(data, name)
    default = "undirected"
    titles: dict[tuple[str, str], str] = {}
    defaults: dict[str, str] = {}
    for node in root.walk():
        if node.tag == "graph":
            default = node.attributes.get("defaultedgetype", "undirected")
        elif node.tag == "attributes":
            group = node.attributes.get("class", "node")
            for attribute in node.named("attribute"):
                id_ = attribute.attributes.get("id", "")
                titles[group, id_] = attribute.attributes.get("title", id_)
                for told in attribute.named("default") if group == "node" else ():
                    defaults[titles[group, id_]] = told.text.strip()
    records, arcs = [], []
    for node in root.walk():
        if node.tag == "node":
            records.append(_node(node, titles, defaults, name))
        elif node.tag == "edge":
            arcs.append(_edge(node, titles, name, _DIRECTIONS.get(default, "undirected")))
    arcs = arcs or _nested(root, name)
    table, notes = records_table(
        records, name, preset={"id": "node", "name": "label"}, is_graph=True
    )
    return Reading(kind="gexf", source=name, tables=(table,), arcs=tuple(arcs), notes=notes)


def _nested(root: Node, name: str) -> list[Arc]:
    """In a graph without any edge, nodes that stand inside others or name their parent."""

    def line(below: Node, above: str) -> Arc:
        key = below.attributes.get("id", "")
        return Arc(a=key, b=above, word="reports to", line=below.line, source=name)

    nodes = [node for node in root.walk() if node.tag == "node"]
    told = [line(node, node.attributes["pid"]) for node in nodes if node.attributes.get("pid")]
    return told or [
        line(below, node.attributes.get("id", ""))
        for node in nodes
        for block in node.named("nodes")
        for below in block.named("node")
    ]


def _values(node: Node, titles: dict[tuple[str, str], str], group: str) -> dict[str, str]:
    values = {}
    for block in node.named("attvalues"):
        for value in block.named("attvalue"):
            told = value.attributes
            id_ = told.get("for", told.get("id", ""))
            values[titles.get((group, id_), id_)] = told.get("value", "")
    return values


def _node(
    node: Node, titles: dict[tuple[str, str], str], defaults: dict[str, str], name: str
) -> Record:
    id_ = node.attributes.get("id", "")
    if not id_:
        raise SourceError(
            "a node without an id", file=name, line=node.line, hint="Export the graph again."
        )
    values = defaults | _values(node, titles, "node")
    label = node.attributes.get("label", "") or values.get("display_name", "")
    values = {key: value for key, value in values.items() if key.lower() != "label"}
    return Record(node.line, {"node": id_, "label": label or id_, **values})


def _edge(node: Node, titles: dict[tuple[str, str], str], name: str, default: str) -> Arc:
    values = {key.lower(): value for key, value in _values(node, titles, "edge").items()}
    told = node.attributes
    word = next((values[key] for key in _WORDS if values.get(key)), "")
    strength = values.get("strength") or told.get("weight", "")
    return Arc(
        a=told.get("source", ""),
        b=told.get("target", ""),
        word=word or told.get("kind", "") or told.get("label", ""),
        direction=_DIRECTIONS.get(told.get("type", default), default),
        strength=as_number(strength),
        line=node.line,
        source=name,
    )


READER = Reader(kind="gexf", title="GEXF", sniff=sniff, read=read)
"""Gephi's own exchange format."""

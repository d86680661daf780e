"""GraphML, plain and as yEd draws it."""

from __future__ import annotations

import re

from cxmap.errors import SourceError
from cxmap.exchange.parts import Arc, Reading, Skipped
from cxmap.exchange.readers.reader import Reader, ReadOptions
from cxmap.exchange.readers.records import Record, records_table
from cxmap.exchange.readers.xml_nodes import Node, parse_xml

_ROOT = re.compile(rb"<(?:\w+:)?graphml[\s>]")
_HEAD = 200_000
"""The root is looked for in this many bytes: comments may stand before it."""
_LABELS = frozenset(("NodeLabel", "EdgeLabel"))
_WORDS = (
    "kind",
    "relation",
    "type",
    "relationship",
    "label",
    "name",
    "edge_type",
    "connection type",
    "edge label",
    "edgelabel",
)
_ENDS = ("source", "target")
_STRENGTHS = ("strength", "weight", "value")


def sniff(data: bytes, name: str) -> int:
    """The root of the document says it; other XML comes here to be refused."""
    del name
    if _ROOT.search(data[:_HEAD]):
        return 95
    return 30 if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<?xml", b"<!DOCTYPE")) else 0


def read(data: bytes, name: str, options: ReadOptions) -> Reading:
    """Read nodes and edges.

    Raises:
        SourceError: Not well-formed, with a DTD, or a node without an id.
    """
    del options
    root = parse_xml(data, name)
    if root.tag != "graphml":
        raise SourceError(
            f"{name} is XML ({root.tag}), but neither GraphML nor GEXF",
            file=name,
            line=root.line,
            hint="Export the graph as GraphML, GEXF or CSV.",
        )
    keys = {
        node.attributes.get("id", ""): node.attributes.get("attr.name", "")
        or node.attributes.get("yfiles.type", "")
        for node in root.named("key")
    }
    undirected = {
        graph.attributes.get("edgedefault") == "undirected"
        for graph in root.walk()
        if graph.tag == "graph"
    }
    records, arcs, notes, skipped = [], [], [], []
    hyperedges = 0
    tied = {node.attributes.get(end) for node in root.walk() if node.tag == "edge" for end in _ENDS}
    defaults = {
        key.attributes.get("attr.name", ""): told.text.strip()
        for key in root.named("key")
        if key.attributes.get("for", "node") in {"node", "all"}
        for told in key.named("default")
        if key.attributes.get("attr.name") and told.text.strip()
    }
    for node in root.walk():
        if node.tag == "node" and _is_frame(node) and node.attributes.get("id") not in tied:
            label = _values(node, keys).get("drawn label", "a frame")
            skipped.append(Skipped(row=node.line, why=f"only groups others: {label}", source=name))
        elif node.tag == "node":
            records.append(_node(node, keys, defaults, name))
        elif node.tag == "edge":
            arcs.append(_edge(node, keys, name, undirected=undirected == {True}))
        elif node.tag == "hyperedge":
            hyperedges += 1
    if hyperedges:
        notes.append(f"{name}: {hyperedges} edge(s) between more than two people left out")
    table, hidden = records_table(
        records, name, preset={"id": "node", "name": "label"}, is_graph=True
    )
    return Reading(
        kind="graphml",
        source=name,
        tables=(table,),
        arcs=tuple(arcs),
        skipped=tuple(skipped),
        notes=(*notes, *hidden),
    )


def _is_frame(node: Node) -> bool:
    """Whether a node is drawn around others."""
    return any(child.tag == "graph" for child in node.children)


def _values(node: Node, keys: dict[str, str]) -> dict[str, str]:
    """The data of a node or edge by attribute name; drawings give their label."""
    values: dict[str, str] = {}
    for data in node.named("data"):
        key = data.attributes.get("key", "")
        if data.children:
            label = next((part.text for part in data.walk() if part.tag in _LABELS), "")
            if label.strip():
                values["drawn label"] = label.strip()
        else:
            values[keys.get(key, "") or key] = data.text.strip()
    return values


def _node(node: Node, keys: dict[str, str], defaults: dict[str, str], name: str) -> Record:
    id_ = node.attributes.get("id", "")
    if not id_:
        raise SourceError(
            "a node without an id", file=name, line=node.line, hint="Export the graph again."
        )
    values = defaults | _values(node, keys)
    drawn = values.pop("drawn label", "").split("\n", 1)
    plain = {key.lower(): value for key, value in values.items()}
    label = next(
        (plain[key] for key in ("display_name", "label", "name", "full name") if plain.get(key)), ""
    )
    if drawn[0]:
        label = label or drawn[0]
        if len(drawn) > 1:
            values.setdefault("title", drawn[1])
    values = {key: value for key, value in values.items() if key.lower() != "label"}
    return Record(node.line, {"node": id_, "label": label or id_, **values})


def _edge(node: Node, keys: dict[str, str], name: str, *, undirected: bool) -> Arc:
    values = {key.lower(): value for key, value in _values(node, keys).items()}
    drawn = values.pop("drawn label", "")
    word = next((values[key] for key in _WORDS if values.get(key)), drawn)
    told = node.attributes.get("directed")
    loose = undirected if told is None else told.lower() == "false"
    strength = next((values[key] for key in _STRENGTHS if values.get(key)), "")
    return Arc(
        a=node.attributes.get("source", ""),
        b=node.attributes.get("target", ""),
        word=word,
        direction="undirected" if loose else (values.get("direction") or "directed"),
        strength=as_number(strength),
        line=node.line,
        source=name,
        downward="nodegraphics" in keys.values(),
    )


def as_number(text: str) -> float | None:
    """A weight; None for what is no finite number."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if abs(number) < 1e12 else None  # noqa: PLR2004 - no NaN, no infinity


READER = Reader(kind="graphml", title="GraphML", sniff=sniff, read=read)
"""GraphML, also as drawn by yEd."""

"""A graph as DOT text for Graphviz."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cxmap.exchange.writers.plain import Edge, Graph

_HEADER = """\
  rankdir=TB;
  node [shape=box, style=rounded, fontname="Helvetica"];
  edge [fontname="Helvetica", fontsize=10];
"""
_CHART = "reports_to"
_ENTITY = re.compile(r"&(?=#?\w+;)")


def quoted(text: str) -> str:
    """A text as a DOT string: quotes, backslashes and what Graphviz takes for entities are marked."""
    marked = _ENTITY.sub("&amp;", text).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + marked.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n") + '"'


def write_dot(graph: Graph) -> bytes:
    """A graph as DOT: managers above their reports, other ties dashed and named."""
    lines = [f"digraph {quoted(graph.name)} {{\n{_HEADER}"]
    for node in graph.nodes:
        title = node.values.get("title")
        label = f"{node.label}\n{title}" if isinstance(title, str) and title else node.label
        lines.append(f"  {quoted(node.id)} {_facts({'label': label})};\n")
    lines += [f"  {_edge(edge)};\n" for edge in graph.edges]
    return ("".join(lines) + "}\n").encode()


def _edge(edge: Edge) -> str:
    if edge.kind == _CHART:
        # Drawn from the manager down, so that the top of the chart is the top of the drawing.
        return f"{quoted(edge.target)} -> {quoted(edge.source)} {_facts({'arrowhead': 'none'})}"
    facts = {"label": edge.kind.replace("_", " "), "style": "dashed", "constraint": "false"}
    if edge.mutual:
        facts["dir"] = "both"
    return f"{quoted(edge.source)} -> {quoted(edge.target)} {_facts(facts)}"


def _facts(facts: Mapping[str, str]) -> str:
    return "[" + ", ".join(f"{name}={quoted(value)}" for name, value in facts.items()) + "]"

"""A graph as a Mermaid flowchart, to be pasted into a wiki."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cxmap.exchange.writers.plain import Edge, Graph

MOST_EDGES = 500
"""Mermaid draws no flowchart with more, and the text itself cannot raise it."""
MOST_LETTERS = 50_000
"""Mermaid reads no longer text."""
_CHART = "reports_to"
_SAFE = re.compile(r"[^\w \-.,/+()']")


def label(text: str) -> str:
    """A text as a label: what could mean something is written as a number, as Mermaid reads it."""
    line = " ".join(text.split())
    return '"' + _SAFE.sub(lambda sign: f"#{ord(sign[0])};", line) + '"'


def write_mermaid(graph: Graph) -> bytes:
    """A graph as a flowchart, managers above their reports.

    A graph that is too large is cut: reporting lines first, in their order, then other ties; people
    without a drawn line come last. A remark in the text says how much is missing.
    """
    places = {node.id: f"n{number}" for number, node in enumerate(graph.nodes, start=1)}
    labels = {node.id: label(node.label) for node in graph.nodes}
    chart = [edge for edge in graph.edges if edge.kind == _CHART]
    others = [edge for edge in graph.edges if edge.kind != _CHART]
    lines = ["flowchart TD\n"]
    room = MOST_LETTERS - 200
    drawn: set[str] = set()
    shown = 0
    for edge in (*chart, *others)[:MOST_EDGES]:
        fresh = [end for end in (edge.target, edge.source) if end not in drawn]
        added = [f"  {places[end]}[{labels[end]}]\n" for end in dict.fromkeys(fresh)]
        added.append(f"  {_edge(edge, places)}\n")
        if (room := room - sum(map(len, added))) < 0:
            break
        lines += added
        drawn.update(fresh)
        shown += 1
    rest = (node.id for node in graph.nodes if node.id not in drawn)
    alone = list(_alone(rest, places, labels, room))
    missing = len(graph.nodes) - len(drawn) - len(alone)
    if missing or shown < len(graph.edges):
        said = f"{missing} people and {len(graph.edges) - shown} lines are not drawn"
        lines.insert(1, f"  %% too large for one drawing: {said}\n")
    return "".join([*lines, *alone]).encode()


def _alone(
    people: Iterable[str], places: dict[str, str], labels: dict[str, str], room: int
) -> Iterator[str]:
    """People without a drawn line, as far as there is room."""
    for person in people:
        line = f"  {places[person]}[{labels[person]}]\n"
        room -= len(line)
        if room < 0:
            return
        yield line


def _edge(edge: Edge, places: dict[str, str]) -> str:
    source, target = places[edge.source], places[edge.target]
    if edge.kind == _CHART:
        return f"{target} --- {source}"
    arrow = "<-." if edge.mutual else "-."
    return f"{source} {arrow} {edge.kind.replace('_', ' ')} .-> {target}"

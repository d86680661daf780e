"""The influence graph, built in one place: people are nodes, every tie kind is an edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx

from cxmap.model.orgmap import OrgMap
from cxmap.model.words import PersonId, TieKind

if TYPE_CHECKING:
    InfluenceGraph = nx.MultiDiGraph[PersonId]
else:
    InfluenceGraph = nx.MultiDiGraph

MIDDLE_STRENGTH = 3
"""Strength of a tie when nobody has said (work together)."""
LINE_STRENGTH = 3
"""Strength of a solid reporting line: they work together."""

OPENS_FORWARD = frozenset({TieKind.INTRODUCES, TieKind.INFLUENCES})
"""Kinds along which ``a`` can open the door to ``b``."""
OPENS_BOTH = frozenset({TieKind.REPORTS_TO, TieKind.DOTTED, TieKind.TRUSTS, TieKind.ALLIED_WITH})
"""Kinds along which either end can open the door to the other."""


def build_graph(org: OrgMap) -> InfluenceGraph:
    """The influence graph of a map.

    Nodes are the ids of active people. Edges are keyed by the tie kind and carry ``kind``,
    ``strength`` (1-5), ``sign`` (+1, or -1 for friction) and ``tie`` (id; empty for a solid line).
    Mutual kinds are two edges, one each way. Ties to people who are not on the map are left out.
    """
    graph: InfluenceGraph = nx.MultiDiGraph()
    graph.add_nodes_from(person.id for person in org.people.values() if person.active)
    for person in org.people.values():
        if person.active and person.manager in graph:
            _add(graph, person.id, str(person.manager), TieKind.REPORTS_TO, strength=LINE_STRENGTH)
    for tie in org.ties.values():
        if not tie.active or tie.a not in graph or tie.b not in graph:
            continue
        strength = tie.strength or MIDDLE_STRENGTH
        _add(graph, tie.a, tie.b, tie.kind, strength=strength, tie=tie.id)
        if tie.kind.is_mutual:
            _add(graph, tie.b, tie.a, tie.kind, strength=strength, tie=tie.id)
    return graph


def _add(
    graph: InfluenceGraph, a: PersonId, b: PersonId, kind: TieKind, *, strength: int, tie: str = ""
) -> None:
    sign = -1 if kind is TieKind.FRICTION else 1
    graph.add_edge(a, b, key=kind.value, kind=kind, strength=strength, sign=sign, tie=tie)


def doors(graph: InfluenceGraph, person: PersonId) -> dict[PersonId, tuple[int, TieKind]]:
    """To whom somebody can introduce me: strength and kind of the strongest tie to each."""
    found: dict[PersonId, tuple[int, TieKind]] = {}
    for _, other, data in graph.out_edges(person, data=True):
        if data["kind"] in OPENS_FORWARD | OPENS_BOTH:
            _keep_stronger(found, other, data["strength"], data["kind"])
    for other, _, data in graph.in_edges(person, data=True):
        if data["kind"] in OPENS_BOTH:
            _keep_stronger(found, other, data["strength"], data["kind"])
    return found


def _keep_stronger(
    found: dict[PersonId, tuple[int, TieKind]], other: PersonId, strength: int, kind: TieKind
) -> None:
    if other not in found or found[other] < (strength, kind):
        found[other] = (strength, kind)

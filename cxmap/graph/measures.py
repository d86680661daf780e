"""A few measures of the informal network, each with a meaning that fits in a sentence.

Rank alone does not find allies: in Krackhardt's high-tech firm (Administrative Science Quarterly
35(2), 1990) the most asked for advice was a vice president, not the chief executive. These are
columns to look at, never a ranking, and the plan does not use them.
"""

from __future__ import annotations

import msgspec
import networkx as nx

from cxmap.graph.influence import InfluenceGraph
from cxmap.model.words import PersonId, TieKind

INFORMAL = frozenset({TieKind.TRUSTS, TieKind.INFLUENCES, TieKind.ALLIED_WITH})
"""Kinds that carry trust and influence, reporting lines aside."""
EXACT_UP_TO = 500
"""Above this many people with informal ties betweenness is estimated from sampled sources."""


class Measures(msgspec.Struct, frozen=True, kw_only=True):
    """What the informal network says about one person."""

    trusted_by: int
    """How many people trust them (ties of kind ``trusts`` that end here)."""
    go_between: float
    """Betweenness, 0-1: how often they lie on a shortest path between two others (Freeman 1977)."""
    bridges_units: int
    """Ties of trust, influence or alliance to people of another unit."""
    reach_two: int
    """People whom influence from here meets within two steps."""


def measure(graph: InfluenceGraph, units: dict[PersonId, str]) -> dict[PersonId, Measures]:
    """Measure everybody who has an informal tie; others are absent.

    Args:
        graph: The influence graph.
        units: Unit of each person; empty text for not known (bridges nothing).
    """
    informal: nx.DiGraph[PersonId] = nx.DiGraph()
    for a, b, data in graph.edges(data=True):
        if data["kind"] in INFORMAL:
            # Influence runs against trust: who is trusted has the ear of who trusts.
            informal.add_edge(*((b, a) if data["kind"] is TieKind.TRUSTS else (a, b)))
    sample = EXACT_UP_TO if len(informal) > EXACT_UP_TO else None
    between = nx.betweenness_centrality(informal, k=sample, seed=1) if len(informal) else {}
    return {
        person: Measures(
            trusted_by=sum(
                1
                for _, _, data in graph.in_edges(person, data=True)
                if data["kind"] is TieKind.TRUSTS
            ),
            go_between=between[person],
            bridges_units=_bridges(informal, person, units),
            reach_two=len(nx.single_source_shortest_path_length(informal, person, cutoff=2)) - 1,
        )
        for person in sorted(informal)
    }


def _bridges(informal: nx.DiGraph[PersonId], person: PersonId, units: dict[PersonId, str]) -> int:
    own = units.get(person, "")
    others = {*informal.successors(person), *informal.predecessors(person)}
    return sum(1 for other in others if own and units.get(other, "") not in ("", own))

"""A few measures of the informal network, each with a meaning that fits in a sentence.

Rank alone does not find allies: in Krackhardt's high-tech firm (Administrative Science Quarterly
35(2), 1990) the most asked for advice was a vice president, not the chief executive. These are
columns to look at, never a ranking, and the plan does not use them.
"""

from __future__ import annotations

from collections import Counter

import msgspec
import networkx as nx

from cxmap.graph.influence import InfluenceGraph
from cxmap.model.words import PersonId, TieKind

INFORMAL = frozenset({TieKind.TRUSTS, TieKind.INFLUENCES, TieKind.ALLIED_WITH})
"""Kinds that carry trust and influence, reporting lines aside."""
EXACT_UP_TO = 500
"""Up to this many people with informal ties betweenness is exact, else estimated from samples."""
WORK = 1_000_000
"""Ties walked, about, for an estimate: the more ties, the fewer people it is estimated from."""
FEWEST = 20
"""People at least from whom an estimate is made."""


class Measures(msgspec.Struct, frozen=True, kw_only=True):
    """What the informal network says about one person."""

    trusted_by: int
    """How many people trust them (ties of kind ``trusts`` that end here): in-degree."""
    go_between: float
    """Betweenness, 0-1: how often they lie on a shortest path between two others (Freeman 1977)."""
    brokers: int
    """Pairs of people of different units, with no tie between the two, whom influence connects
    through this person in one step each (Gould and Fernandez 1989)."""
    reach_two: int
    """People whom influence from here meets within two steps."""


def measure(graph: InfluenceGraph, units: dict[PersonId, str]) -> dict[PersonId, Measures]:
    """Measure everybody who has an informal tie; others are absent.

    Args:
        graph: The influence graph.
        units: Unit of each person; empty text for not known (brokers nothing).
    """
    informal: nx.DiGraph[PersonId] = nx.DiGraph()
    for a, b, data in graph.edges(data=True):
        if data["kind"] in INFORMAL:
            # Influence runs against trust: who is trusted has the ear of who trusts.
            informal.add_edge(*((b, a) if data["kind"] is TieKind.TRUSTS else (a, b)))
    between = _go_between(informal)
    return {
        person: Measures(
            trusted_by=sum(
                1
                for _, _, data in graph.in_edges(person, data=True)
                if data["kind"] is TieKind.TRUSTS
            ),
            go_between=between[person],
            brokers=_brokers(informal, person, units),
            reach_two=len(nx.single_source_shortest_path_length(informal, person, cutoff=2)) - 1,
        )
        for person in sorted(informal)
    }


def _go_between(informal: nx.DiGraph[PersonId]) -> dict[PersonId, float]:
    """Betweenness; of a large network estimated from as many people as the work allows."""
    people, ties = len(informal), informal.number_of_edges()
    if not people:
        return {}
    sample = None if people <= EXACT_UP_TO else max(FEWEST, min(EXACT_UP_TO, WORK // ties))
    found: dict[PersonId, float] = nx.betweenness_centrality(informal, k=sample, seed=1)
    return found


def _brokers(informal: nx.DiGraph[PersonId], person: PersonId, units: dict[PersonId, str]) -> int:
    """Pairs ``a -> person -> c`` of two units without a tie ``a -> c``."""
    after = {one for one in informal.successors(person) if units.get(one)}
    in_unit = Counter(units[one] for one in after)
    pairs = 0
    for one in informal.predecessors(person):
        unit = units.get(one)
        if unit:
            tied = after.intersection(informal.successors(one))
            direct = sum(1 for other in tied if units[other] != unit)
            pairs += len(after) - in_unit[unit] - direct
    return pairs

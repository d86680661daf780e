"""The way in: the strongest chain of warm introductions to somebody hard to reach."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from cxmap.graph.influence import InfluenceGraph, doors
from cxmap.model.words import PersonId, TieKind

MOST_BETWEEN = 2
"""More intermediaries than this and nobody remembers whose favour it was."""


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """One introduction of a chain."""

    a: PersonId
    b: PersonId
    kind: TieKind
    strength: int
    """1-5; the weakest link decides how warm the chain is."""


class WayIn(msgspec.Struct, frozen=True, kw_only=True):
    """A chain of introductions from somebody I know to the person wanted."""

    links: tuple[Link, ...]
    """First link starts at somebody I know; the last one ends at the person wanted."""

    @property
    def weakest(self) -> Link:
        """The link to be careful with."""
        return min(self.links, key=lambda link: link.strength)


def way_in(
    graph: InfluenceGraph,
    known: Iterable[PersonId],
    wanted: PersonId,
    *,
    most_between: int = MOST_BETWEEN,
) -> WayIn | None:
    """The warmest chain from people I know to somebody, or None when no short one is known.

    The chain whose weakest link is strongest wins; among these the shortest, then the one with the
    greater sum of strengths, then the smaller ids. People I know count as intermediaries.

    Args:
        graph: The influence graph.
        known: People who would introduce me, the nearest of whom starts the chain.
        wanted: The person to reach.
        most_between: Most intermediaries, the one I know included.
    """
    if wanted not in graph:
        return None
    ways: list[tuple[tuple[int, int, int, tuple[PersonId, ...]], tuple[Link, ...]]] = []
    rim: list[tuple[Link, ...]] = [()]
    starts = frozenset(known) - {wanted}
    for length in range(1, most_between + 1):
        rim = [
            (link, *chain)
            for chain in rim
            for link in _links_to(graph, chain[0].a if chain else wanted)
            if link.a not in {wanted, *(step.b for step in chain)}
        ]
        for chain in rim:
            if chain[0].a in starts:
                strengths = [link.strength for link in chain]
                ids = tuple(link.a for link in chain)
                ways.append(((-min(strengths), length, -sum(strengths), ids), chain))
    return WayIn(links=min(ways)[1]) if ways else None


def _links_to(graph: InfluenceGraph, person: PersonId) -> list[Link]:
    """Every introduction that ends at a person, one a neighbour, the strongest tie of each."""
    neighbours = {*graph.predecessors(person), *graph.successors(person)}
    found = []
    for other in sorted(neighbours):
        opened = doors(graph, other).get(person)
        if opened is not None:
            found.append(Link(a=other, b=person, kind=opened[1], strength=opened[0]))
    return found

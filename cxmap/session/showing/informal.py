"""Measures of the informal network as columns: to look at, never a ranking."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cxmap.model.orgmap import OrgMap
from cxmap.model.people import Tie
from cxmap.model.words import PersonId, TieKind
from cxmap.session.desk import Desk

if TYPE_CHECKING:
    from cxmap.graph.measures import Measures

TITLES = (
    ("Trusted by", "people who trust them"),
    ("Go-between", "shortest paths between two others that pass them, per cent"),
    ("Brokers", "pairs of people of two units, not tied to each other, whom they connect"),
    ("Reach", "people whom their influence meets within two steps"),
)
"""The columns and what they mean, in their order."""

EXPLAINED = "; ".join(f"{title}: {meaning}" for title, meaning in TITLES)
"""All columns in one sentence."""

CAUTION = "Rank alone does not find allies: look, and ask people; the plan does not use these."
"""Said wherever the measures are shown."""

NO_TIES = "No tie of trust, influence or alliance is noted yet, so there is nothing to measure."
"""Said where nobody has a measure."""

_INFORMAL = frozenset({TieKind.TRUSTS, TieKind.INFLUENCES, TieKind.ALLIED_WITH})


def informal_measures(org: OrgMap, ties: Iterable[Tie] | None = None) -> dict[PersonId, Measures]:
    """Measures of everybody who has an informal tie; others are absent.

    Args:
        org: The map.
        ties: The ties to look at; all of the map unless given.
    """
    looked_at = org.ties.values() if ties is None else ties
    informal = {tie.id: tie for tie in looked_at if tie.active and tie.kind in _INFORMAL}
    if not informal:
        return {}
    from cxmap.graph.influence import build_graph
    from cxmap.graph.measures import measure

    tied = {who for tie in informal.values() for who in (tie.a, tie.b)}
    people = {who: person for who, person in org.people.items() if who in tied}
    near = OrgMap({"people": people, "ties": informal})
    return measure(build_graph(near), {who: person.unit for who, person in people.items()})


def measures_of(desk: Desk, person: PersonId) -> Measures | None:
    """The measures of one person; None for somebody without an informal tie."""
    if not any(tie.kind in _INFORMAL for tie in desk.org.ties_of(person)):
        return None
    return informal_measures(desk.org).get(person)


def measure_numbers(found: Measures | None) -> tuple[int | None, ...]:
    """The measures of one person in the order of the columns; None for nobody's ties."""
    if found is None:
        return (None,) * len(TITLES)
    return (found.trusted_by, round(found.go_between * 100), found.brokers, found.reach_two)


def measure_texts(found: Measures | None) -> tuple[str, ...]:
    """The measures of one person as they stand in the columns; blank for nobody's ties."""
    return tuple("" if number is None else str(number) for number in measure_numbers(found))

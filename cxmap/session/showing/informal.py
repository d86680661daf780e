"""Measures of the informal network as columns: to look at, never a ranking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.model.orgmap import OrgMap
from cxmap.model.words import PersonId
from cxmap.session.desk import Desk

if TYPE_CHECKING:
    from cxmap.graph.measures import Measures

TITLES = (
    ("Trusted by", "how many people trust them"),
    ("Go-between", "how often they lie on a shortest path between two others, per cent"),
    ("Bridges", "ties of trust, influence or alliance to people of another unit"),
    ("Reach", "people whom influence from here meets within two steps"),
)
"""The columns and what they mean, in their order."""

CAUTION = "Rank alone does not find allies: look, and ask people; the plan does not use these."
"""Said wherever the measures are shown."""


def informal_measures(desk: Desk) -> dict[PersonId, Measures]:
    """Measures of everybody who has an informal tie; others are absent."""
    from cxmap.graph.influence import build_graph
    from cxmap.graph.measures import measure

    org = desk.org
    tied = {who for tie in org.ties.values() if tie.active for who in (tie.a, tie.b)}
    people = {who: person for who, person in org.people.items() if who in tied}
    near = OrgMap({"people": people, "ties": org.ties})
    return measure(build_graph(near), {who: person.unit for who, person in people.items()})


def measure_texts(found: Measures | None) -> tuple[str, ...]:
    """The measures of one person as they stand in the columns; blank for nobody's ties."""
    if found is None:
        return ("",) * len(TITLES)
    return (
        str(found.trusted_by),
        f"{found.go_between * 100:.0f}",
        str(found.bridges_units),
        str(found.reach_two),
    )

"""The ally list: who helps from outside, and who is shown to whom.

On the list is whoever has the role of ally, or sits outside my unit and is supportive or has agreed
to something. Being on the list tells that much, so the list itself is different for each audience:

``me``      everybody
``circle``  the same, less those who are there for an ask that is marked for me alone
``open``    those with the role of ally, and those with an agreed ask that is marked open; never
            somebody for a stance
"""

from __future__ import annotations

from cxmap.exchange.writers.plain import Kind, Table
from cxmap.model.hierarchy import Hierarchy
from cxmap.model.orgmap import OrgMap
from cxmap.model.people import Person
from cxmap.model.words import PersonId, Role, Stance, Visibility
from cxmap.session.papers import person_facets as facet
from cxmap.session.papers.facets import Facet, left_out_facets, make_table
from cxmap.session.papers.lens import Lens
from cxmap.text import fold


def why_ally(
    org: OrgMap, hierarchy: Hierarchy, person: Person, audience: Visibility = Visibility.ME
) -> str:
    """What puts somebody on the ally list: ``role``, ``agreed ask`` or ``stance``; else nothing.

    Those who left, vacant posts and I myself are never on it; nor is the president, who stands above
    all units, unless the lead gave the role.

    Args:
        org: The map.
        hierarchy: Its reporting lines.
        person: Who is looked at.
        audience: For whom the list is: what it may not see puts nobody on it.
    """
    if not person.active or person.placeholder or person.id == org.initiative.me:
        return ""
    if Role.ALLY in person.roles:
        return "role"
    if person.id == hierarchy.president or not hierarchy.is_outside(person.id):
        return ""
    asks = org.asks_of(person.id)
    if any(ask.state.is_agreed and ask.visibility.is_shown_to(audience) for ask in asks):
        return "agreed ask"
    supportive = org.judgements(person.id).stance.score >= Stance.SUPPORTIVE.score
    return "stance" if supportive and Visibility.CIRCLE.is_shown_to(audience) else ""


def allies(org: OrgMap, hierarchy: Hierarchy) -> tuple[PersonId, ...]:
    """The whole ally list, in the order of the map."""
    return tuple(person.id for person in org.people.values() if why_ally(org, hierarchy, person))


WHY: Facet[Person] = Facet(
    key="why",
    header="On the list for",
    value=lambda lens, person: why_ally(lens.org, lens.hierarchy, person, lens.audience),
    kind=Kind.WORD,
    audience=Visibility.CIRCLE,
    has_names=False,
    called="why they are on the list",
)
FACETS: tuple[Facet[Person], ...] = (
    facet.ID,
    facet.NAME,
    facet.TITLE,
    facet.UNIT,
    facet.ROLES,
    facet.EMAILS,
    facet.LOCATION,
    WHY,
    facet.STANCE,
    facet.COMMITMENT,
    facet.POWER,
    facet.BRINGS,
    facet.ASK,
    facet.ASK_STATE,
    facet.ASK_DUE,
    facet.LAST_TALK,
    facet.BARRIERS,
    facet.CONCERNS,
    facet.PRIORITIES,
    facet.NOTES,
)
"""What the ally list says, in the order of its columns."""


def shown_allies(lens: Lens) -> list[Person]:
    """Those of the list whom the audience may see there, by the name that is shown."""
    found = [
        person
        for person in lens.people
        if why_ally(lens.org, lens.hierarchy, person, lens.audience)
    ]
    return sorted(found, key=lambda person: (fold(lens.name(person.id)), person.id))


def allies_table(lens: Lens) -> Table:
    """The ally list as the audience may see it."""
    return make_table("Allies", FACETS, shown_allies(lens), lens)


def allies_left_out(lens: Lens) -> tuple[str, ...]:
    """What the list keeps back, in sentences; the number of those who are not shown first."""
    everybody = set(allies(lens.org, lens.hierarchy))
    hidden = len(everybody) - len(shown_allies(lens))
    said = []
    if hidden:
        who = "1 ally who is" if hidden == 1 else f"{hidden} allies who are"
        said.append(f"{who} on the list for a stance or an ask that this audience may not see")
    return (*said, *left_out_facets(FACETS, lens))

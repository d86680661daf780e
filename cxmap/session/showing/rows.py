"""People as rows of a list or tree, and how they are called."""

from __future__ import annotations

from collections.abc import Callable

from cxmap.model.hierarchy import short_title
from cxmap.model.mass import is_on_board
from cxmap.model.orgmap import OrgMap
from cxmap.model.people import Person
from cxmap.model.words import Dimension, PersonId, Role
from cxmap.session.desk import Desk
from cxmap.session.intents.judgements import say_value
from cxmap.session.showing.views import PersonRow


def row_maker(desk: Desk) -> Callable[[Person], PersonRow]:
    """A function that makes rows of one map; what all rows share is worked out once."""
    org, hierarchy = desk.org, desk.hierarchy
    leadership = frozenset(hierarchy.leadership)
    president, me = hierarchy.president, org.initiative.me

    def make(person: Person) -> PersonRow:
        judged = org.judgements(person.id)
        met = org.engagements_of(person.id)
        return PersonRow(
            id=person.id,
            name=person.display_name,
            title=short_title(person),
            unit=person.unit,
            roles=(Role.PRESIDENT,) if person.id == president else person.roles,
            role_is_guess=person.roles_confidence is not None and person.id != president,
            flags=person.flags,
            stance=judged.stance,
            commitment=judged.commitment,
            power=judged.number(Dimension.POWER),
            outside=hierarchy.is_outside(person.id),
            on_leadership=person.id in leadership,
            counts=is_on_board(org, person.id),
            is_me=person.id == me,
            is_president=person.id == president,
            placeholder=person.placeholder,
            active=person.active,
            pinned=person.pinned,
            on_hold=person.is_on_hold(desk.today),
            last_touch=met[-1].on if met else None,
            barrier=say_value((judged.barriers[0].value,)) if judged.barriers else "",
            open_asks=sum(1 for ask in org.asks_of(person.id) if ask.state.is_open),
            reports=len(org.reports.get(person.id, ())),
        )

    return make


def person_row(desk: Desk, person: PersonId) -> PersonRow:
    """One person as a row."""
    return row_maker(desk)(desk.person(person))


def people_rows(desk: Desk) -> list[PersonRow]:
    """Everybody who is still there, in the order of the map."""
    make = row_maker(desk)
    return [make(person) for person in desk.org.people.values() if person.active]


def name_of(org: OrgMap, person: PersonId) -> str:
    """A person's name; a note that the person is not on the map when a tie or note is broken."""
    found = org.people.get(person)
    return found.display_name if found else f"{person} (not on the map)"

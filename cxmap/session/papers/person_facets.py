"""What can be said of a person in a list, and to whom.

Facts of the chart and roles are open. What judges a person (stance, commitment, influence, flags)
is for my circle; what a person said in confidence, and my own words about them, are for me.
"""

from __future__ import annotations

from datetime import date

import msgspec

from cxmap.exchange.writers.plain import Cell, Kind
from cxmap.model.mass import is_on_board
from cxmap.model.people import Person
from cxmap.model.programme import Ask
from cxmap.model.words import ConcernState, Dimension, Role, Visibility
from cxmap.session.papers.facets import Facet
from cxmap.session.papers.lens import Lens

CIRCLE, ME = Visibility.CIRCLE, Visibility.ME


def roles(lens: Lens, person: Person) -> tuple[str, ...]:
    """A person's roles; the president's is told by the chart and the settings."""
    if person.id == lens.hierarchy.president:
        return (Role.PRESIDENT.value,)
    return tuple(role.value for role in person.roles)


def last_talk(lens: Lens, person: Person, *, persuading: bool = False) -> date | None:
    """The newest talk that the audience may know of; only one-on-ones and corridor talks if asked."""
    days = [
        met.on
        for met in lens.org.engagements_of(person.id)
        if lens.shows(met) and (met.kind.persuades or not persuading)
    ]
    return days[-1] if days else None


def main_ask(lens: Lens, person: Person) -> Ask | None:
    """The ask that tells most: the newest agreed one, else the newest open one, as far as shown."""
    asks = [ask for ask in lens.org.asks_of(person.id) if lens.shows(ask)]
    agreed = [ask for ask in asks if ask.state.is_agreed]
    still_open = [ask for ask in asks if ask.state.is_open]
    return next(iter([*agreed[::-1], *still_open[::-1]]), None)


def _concerns(lens: Lens, person: Person) -> Cell:
    worries = lens.org.concerns_of(person.id)
    return tuple(
        worry.words for worry in worries if worry.state is ConcernState.OPEN and lens.shows(worry)
    )


def _ask_value(lens: Lens, person: Person, field: str) -> Cell:
    ask = main_ask(lens, person)
    value: Cell = getattr(ask, field) if ask else None
    return value


def _power(lens: Lens, person: Person) -> Cell:
    return lens.org.judgements(person.id).number(Dimension.POWER)


def _interest(lens: Lens, person: Person) -> Cell:
    return lens.org.judgements(person.id).number(Dimension.INTEREST)


def _barriers(lens: Lens, person: Person) -> Cell:
    return tuple(barrier.value for barrier in lens.org.judgements(person.id).barriers)


PERSON_ID: Facet[Person] = Facet(
    key="id", header="ID", value=lambda _, person: person.id, has_names=False
)
ID: Facet[Person] = msgspec.structs.replace(PERSON_ID, for_programs=True)
NAME: Facet[Person] = Facet(
    key="display_name",
    header="Name",
    value=lambda lens, person: lens.name(person.id),
    has_names=False,
)
GIVEN_NAME: Facet[Person] = Facet(
    key="given_name",
    header="Given name",
    value=lambda _, person: person.given_name,
    identifies=True,
    has_names=False,
)
FAMILY_NAME: Facet[Person] = Facet(
    key="family_name",
    header="Family name",
    value=lambda _, person: person.family_name,
    identifies=True,
    has_names=False,
)
TITLE: Facet[Person] = Facet(key="title", header="Title", value=lambda _, person: person.title)
UNIT: Facet[Person] = Facet(key="unit", header="Unit", value=lambda _, person: person.unit)
DEPARTMENT: Facet[Person] = Facet(
    key="department", header="Department", value=lambda _, person: person.department
)
DIVISION: Facet[Person] = Facet(
    key="division", header="Division", value=lambda _, person: person.division
)
ORGANIZATION: Facet[Person] = Facet(
    key="organization", header="Organization", value=lambda _, person: person.organization
)
LOCATION: Facet[Person] = Facet(
    key="location",
    header="Location",
    value=lambda _, person: person.location,
    identifies=True,
)
EMAILS: Facet[Person] = Facet(
    key="emails",
    header="Email",
    value=lambda _, person: person.emails,
    identifies=True,
    has_names=False,
    empty=(),
    called="e-mail addresses",
)
EMPLOYEE_NUMBER: Facet[Person] = Facet(
    key="employee_number",
    header="Employee number",
    value=lambda _, person: person.employee_number,
    identifies=True,
    has_names=False,
    called="employee numbers",
)
MANAGER: Facet[Person] = Facet(
    key="manager",
    header="Manager ID",
    value=lambda lens, person: lens.manager(person),
    has_names=False,
)
MANAGER_NAME: Facet[Person] = Facet(
    key="manager_name",
    header="Manager",
    value=lambda lens, person: lens.name(lens.manager(person)),
    has_names=False,
)
DOTTED: Facet[Person] = Facet(
    key="dotted",
    header="Dotted IDs",
    value=lambda lens, person: lens.dotted.get(person.id, ()),
    has_names=False,
)
SOURCE_KEY: Facet[Person] = Facet(
    key="source_key",
    header="Source key",
    value=lambda _, person: person.source_key,
    identifies=True,
    has_names=False,
    for_programs=True,
    called="keys of the source",
)
ACTIVE: Facet[Person] = Facet(key="active", header="Active", value=lambda _, person: person.active)
PLACEHOLDER: Facet[Person] = Facet(
    key="placeholder", header="Vacant", value=lambda _, person: person.placeholder
)
ROLES: Facet[Person] = Facet(
    key="roles", header="Roles", value=roles, kind=Kind.WORD, has_names=False
)
ROLES_CONFIDENCE: Facet[Person] = Facet(
    key="roles_confidence",
    header="Role guessed with",
    value=lambda _, person: person.roles_confidence,
    kind=Kind.SHARE,
    for_programs=True,
)
FUNCTION: Facet[Person] = Facet(
    key="function",
    header="Function",
    value=lambda _, person: person.function,
    kind=Kind.WORD,
    has_names=False,
)
FUNCTION_CONFIDENCE: Facet[Person] = Facet(
    key="function_confidence",
    header="Function guessed with",
    value=lambda _, person: person.function_confidence,
    kind=Kind.SHARE,
    for_programs=True,
)
LEVEL: Facet[Person] = Facet(
    key="level",
    header="Level",
    value=lambda lens, person: lens.hierarchy.levels.get(person.id),
    kind=Kind.NUMBER,
)
OUTSIDE: Facet[Person] = Facet(
    key="outside",
    header="Outside my unit",
    value=lambda lens, person: lens.hierarchy.is_outside(person.id),
)
FLAGS: Facet[Person] = Facet(
    key="flags",
    header="Also",
    value=lambda _, person: tuple(flag.value for flag in person.flags),
    kind=Kind.WORD,
    audience=CIRCLE,
    has_names=False,
    called="flags such as gatekeeper",
)
STANCE: Facet[Person] = Facet(
    key="stance",
    header="Stance",
    value=lambda lens, person: lens.org.judgements(person.id).stance.value,
    kind=Kind.WORD,
    audience=CIRCLE,
    has_names=False,
)
COMMITMENT: Facet[Person] = Facet(
    key="commitment",
    header="Commitment",
    value=lambda lens, person: lens.org.judgements(person.id).commitment.value,
    kind=Kind.WORD,
    audience=CIRCLE,
    has_names=False,
)
ON_BOARD: Facet[Person] = Facet(
    key="on_board",
    header="On board",
    value=lambda lens, person: is_on_board(lens.org, person.id),
    audience=CIRCLE,
)
POWER: Facet[Person] = Facet(
    key="power",
    header="Power",
    value=_power,
    kind=Kind.NUMBER,
    audience=CIRCLE,
    called="power and influence",
)
BRINGS: Facet[Person] = Facet(
    key="brings",
    header="Brings",
    value=lambda _, person: person.brings,
    audience=CIRCLE,
    called="what they bring",
)
ASK: Facet[Person] = Facet(
    key="ask",
    header="Ask",
    value=lambda lens, person: _ask_value(lens, person, "text") or "",
    audience=CIRCLE,
    called="asks",
)
ASK_STATE: Facet[Person] = Facet(
    key="ask_state",
    header="Ask state",
    value=lambda lens, person: _ask_value(lens, person, "state"),
    kind=Kind.WORD,
    audience=CIRCLE,
    has_names=False,
    called="asks",
)
ASK_DUE: Facet[Person] = Facet(
    key="ask_due",
    header="Due",
    value=lambda lens, person: _ask_value(lens, person, "due"),
    kind=Kind.DATE,
    audience=CIRCLE,
    called="asks",
)
LAST_TALK: Facet[Person] = Facet(
    key="last_talk",
    header="Last talk",
    value=last_talk,
    kind=Kind.DATE,
    audience=CIRCLE,
    called="talks",
)
INTEREST: Facet[Person] = Facet(
    key="interest", header="Interest", value=_interest, kind=Kind.NUMBER, audience=ME
)
BARRIERS: Facet[Person] = Facet(
    key="barriers",
    header="Barriers",
    value=_barriers,
    kind=Kind.WORD,
    audience=ME,
    has_names=False,
)
CONCERNS: Facet[Person] = Facet(
    key="concerns",
    header="Concerns",
    value=_concerns,
    audience=ME,
    identifies=True,
    empty=(),
)
PRIORITIES: Facet[Person] = Facet(
    key="priorities",
    header="Priorities",
    value=lambda _, person: person.priorities,
    audience=ME,
    identifies=True,
)
OBJECTIVES: Facet[Person] = Facet(
    key="objectives",
    header="Objectives",
    value=lambda _, person: person.objectives,
    audience=ME,
    identifies=True,
)
EXPECTS: Facet[Person] = Facet(
    key="expects_of_program",
    header="Expects of the programme",
    value=lambda _, person: person.expects_of_program,
    audience=ME,
    identifies=True,
    called="expectations",
)
FRAME: Facet[Person] = Facet(
    key="frame",
    header="Message",
    value=lambda _, person: person.frame,
    audience=ME,
    identifies=True,
    called="messages",
)
TAGS: Facet[Person] = Facet(
    key="tags",
    header="Tags",
    value=lambda _, person: person.tags,
    audience=ME,
    identifies=True,
    empty=(),
)
NOTES: Facet[Person] = Facet(
    key="notes",
    header="Notes",
    value=lambda _, person: person.notes,
    audience=ME,
    identifies=True,
)

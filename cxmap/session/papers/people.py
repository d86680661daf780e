"""Everybody on the map as a list; as JSON it is the form that scripts rely on."""

from __future__ import annotations

from typing import Any

from cxmap.exchange.writers.plain import Cell, Column, Kind, Table
from cxmap.model.people import Person
from cxmap.session.papers import person_facets as facet
from cxmap.session.papers.facets import Facet, left_out_facets, make_table
from cxmap.session.papers.lens import CHART_KINDS, Lens
from cxmap.session.papers.measure_facets import MEASURES

FACETS: tuple[Facet[Person], ...] = (
    facet.PERSON_ID,
    facet.NAME,
    facet.TITLE,
    facet.DEPARTMENT,
    facet.EMAILS,
    facet.EMPLOYEE_NUMBER,
    facet.MANAGER,
    facet.MANAGER_NAME,
    facet.DOTTED,
    facet.SOURCE_KEY,
    facet.ACTIVE,
    facet.PLACEHOLDER,
    facet.ROLES,
    facet.ROLES_CONFIDENCE,
    facet.FUNCTION,
    facet.FUNCTION_CONFIDENCE,
    facet.LEVEL,
    facet.OUTSIDE,
    facet.GIVEN_NAME,
    facet.FAMILY_NAME,
    facet.DIVISION,
    facet.ORGANIZATION,
    facet.LOCATION,
    facet.FLAGS,
    facet.STANCE,
    facet.COMMITMENT,
    facet.ON_BOARD,
    facet.POWER,
    facet.BRINGS,
    facet.ASK,
    facet.ASK_STATE,
    facet.ASK_DUE,
    facet.LAST_TALK,
    *MEASURES,
    facet.INTEREST,
    facet.BARRIERS,
    facet.CONCERNS,
    facet.PRIORITIES,
    facet.OBJECTIVES,
    facet.EXPECTS,
    facet.FRAME,
    facet.TAGS,
    facet.NOTES,
)
"""What the list of people says, in the order of its columns."""


def people_table(lens: Lens) -> Table:
    """Everybody who may be shown, those who left included, in the order of the map."""
    return make_table("People", FACETS, lens.people, lens)


_TIE_COLUMNS = (
    Column(key="source", header="Source"),
    Column(key="target", header="Target"),
    Column(key="type", header="Type", kind=Kind.WORD),
    Column(key="weight", header="Weight", kind=Kind.NUMBER),
    Column(key="source_name", header="Source name"),
    Column(key="target_name", header="Target name"),
)
"""As in a list of pairs, so that the sheet is read again like one."""


def ties_table(lens: Lens) -> Table:
    """The informal ties that may be shown; lines of the chart stand in the list of people."""
    rows = tuple(
        (tie.a, tie.b, tie.kind.value, tie.strength, lens.name(tie.a), lens.name(tie.b))
        for tie in lens.ties
        if tie.kind not in CHART_KINDS
    )
    return Table(name="Ties", columns=_TIE_COLUMNS, rows=rows)


def people_document(lens: Lens) -> list[dict[str, Any]]:
    """The list for programs: every person with the informal ties that begin there.

    A tie that holds both ways stands with one of the two.
    """
    begun: dict[Cell, list[dict[str, Cell]]] = {}
    for tie in ties_table(lens).as_objects():
        said = {"to": tie["target"], "kind": tie["type"], "strength": tie["weight"]}
        begun.setdefault(tie["source"], []).append(said)
    return [
        {**person, "ties": begun.get(person[facet.PERSON_ID.key], [])}
        for person in people_table(lens).as_objects()
    ]


def people_left_out(lens: Lens) -> tuple[str, ...]:
    """What the list keeps back, in sentences."""
    return (*hidden_people(lens), *hidden_ties(lens), *left_out_facets(FACETS, lens))


def hidden_ties(lens: Lens) -> tuple[str, ...]:
    """How many active ties the audience may not see; empty when it sees all."""
    active = sum(1 for tie in lens.org.ties.values() if tie.active)
    hidden = active - len(lens.ties)
    if not hidden:
        return ()
    return (f"{hidden} {'tie' if hidden == 1 else 'ties'} not marked for this audience",)


def hidden_people(lens: Lens) -> tuple[str, ...]:
    """How many people the audience may not see at all; empty when it sees everybody."""
    hidden = lens.hidden(lens.org.people.values())
    if not hidden:
        return ()
    who = "1 person who is" if hidden == 1 else f"{hidden} people who are"
    return (f"{who} marked as not for this audience",)

"""The pre-wire of the forum: everybody who will sit there, in the order in which to see them first.

Nobody should hear it in the room for the first time: the paper says with whom there was, and is
still to be, a talk beforehand.
"""

from __future__ import annotations

from datetime import date

import msgspec

from cxmap.exchange.writers.plain import Block, Bullets, Document, Heading, Kind, Paragraph, Table
from cxmap.model.people import Person
from cxmap.model.words import PersonId, Visibility
from cxmap.session.papers import person_facets as person_facet
from cxmap.session.papers.attendance import forum_gate_of, forum_members
from cxmap.session.papers.facets import Facet, left_out_facets, make_table, of_person
from cxmap.session.papers.lens import Lens
from cxmap.session.papers.plan import PlannedTalk, planned_talks
from cxmap.session.showing.standing import mass_view, say_mass
from cxmap.session.showing.views import PlanView


class Seat(msgspec.Struct, frozen=True, kw_only=True):
    """One person in the forum."""

    person: Person
    number: int
    """Order of the pre-wire, counted from 1; the president comes last."""
    talk: PlannedTalk | None
    """Their first talk of the plan; None when the plan needs none."""


def _planned_week(_: Lens, seat: Seat) -> date | None:
    return seat.talk.monday if seat.talk else None


FACETS: tuple[Facet[Seat], ...] = (
    Facet(key="number", header="No", value=lambda _, seat: seat.number, kind=Kind.NUMBER),
    of_person(person_facet.ID),
    of_person(person_facet.NAME),
    of_person(person_facet.TITLE),
    of_person(person_facet.UNIT),
    of_person(person_facet.ROLES),
    Facet(
        key="last_one_on_one",
        header="Last one-on-one",
        value=lambda lens, seat: person_facet.last_talk(lens, seat.person, persuading=True),
        kind=Kind.DATE,
        audience=Visibility.CIRCLE,
        called="talks",
    ),
    Facet(key="week_of", header="To see in week of", value=_planned_week, kind=Kind.DATE),
    of_person(person_facet.STANCE),
    of_person(person_facet.COMMITMENT),
    of_person(person_facet.ON_BOARD),
    of_person(person_facet.ASK),
    of_person(person_facet.ASK_STATE),
    of_person(person_facet.BARRIERS),
    of_person(person_facet.CONCERNS),
    of_person(person_facet.FRAME),
)
"""What the pre-wire says of everybody in the forum."""


def seats(lens: Lens, view: PlanView) -> tuple[Seat, ...]:
    """Everybody in the forum in the order of the plan, then those it needs no talk with."""
    first: dict[PersonId, PlannedTalk] = {}
    for talk in planned_talks(lens, view):
        first.setdefault(talk.person.id, talk)

    def turn(person: Person) -> tuple[bool, bool, int]:
        talk = first.get(person.id)
        is_president = person.id == lens.hierarchy.president
        return (is_president, talk is None, talk.number if talk else 0)

    people = sorted(forum_members(lens), key=turn)
    return tuple(
        Seat(person=person, number=number, talk=first.get(person.id))
        for number, person in enumerate(people, start=1)
    )


def forum_table(lens: Lens, view: PlanView) -> Table:
    """The pre-wire as a list."""
    return make_table("Forum", FACETS, seats(lens, view), lens)


def forum_day(lens: Lens) -> date | None:
    """The day of the forum: as settled, else the next day a forum on the map meets."""
    if lens.org.initiative.forum_on is not None:
        return lens.org.initiative.forum_on
    ahead = [
        body.on
        for body in lens.org.bodies.values()
        if body.kind == "forum" and body.on is not None and body.on >= lens.desk.today
    ]
    return min(ahead, default=None)


def forum_paper(lens: Lens, view: PlanView) -> Document:
    """The pre-wire to be read: day, standing, people, and what is left to do before the day."""
    table = forum_table(lens, view)
    name = lens.text(lens.org.initiative.name)
    waiting = [seat for seat in seats(lens, view) if seat.talk is not None]
    sitting = f"{len(table.rows)} {'person sits' if len(table.rows) == 1 else 'people sit'} in it"
    line = f"{_say_day(lens)} {sitting}, {len(waiting)} still to be seen before."
    blocks: list[Block] = [Paragraph(text=line)]
    if lens.sees(Visibility.CIRCLE):
        line = say_mass(mass_view(lens.desk).reading)
        blocks.append(Paragraph(text=f"{line[:1].upper()}{line[1:]}."))
    blocks += [Heading(text="Who sits in the forum"), table]
    if waiting:
        todo = tuple(
            f"{lens.name(seat.person.id)}, week of {seat.talk.monday.isoformat()}"
            for seat in waiting
            if seat.talk is not None
        )
        blocks += [Heading(text="To see before the forum"), Bullets(items=todo, numbered=True)]
    if lens.sees(Visibility.CIRCLE):
        blocks += _gate(lens)
    return Document(
        title=f"Forum pre-wire: {name}" if name else "Forum pre-wire", blocks=tuple(blocks)
    )


def _gate(lens: Lens) -> list[Block]:
    """Whether the forum may be held, and what each person still lacks, a line each."""
    gate = forum_gate_of(lens)
    lacking: dict[str, list[str]] = {}
    for gap in gate.gaps:
        lacking.setdefault(gap.name, []).append(gap.text.removeprefix(f"{gap.name}: "))
    items = tuple(f"{name}: {', '.join(texts)}" for name, texts in lacking.items())
    return [Heading(text="The gate"), Paragraph(text=gate.text), Bullets(items=items)]


def _say_day(lens: Lens) -> str:
    """When the forum meets, in a sentence."""
    held, day = lens.org.initiative.forum_held_on, forum_day(lens)
    if held is not None:
        return f"The forum met on {held.isoformat()}."
    if day is None:
        return "The forum has no day yet."
    if day < lens.desk.today:
        return f"The forum was set for {day.isoformat()}; no day ahead is set."
    return f"The forum meets on {day.isoformat()}."


def forum_left_out(lens: Lens) -> tuple[str, ...]:
    """What the pre-wire keeps back, in sentences."""
    return left_out_facets(FACETS, lens)

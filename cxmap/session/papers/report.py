"""The report: chart, critical mass and plan on one page that anybody can open."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import msgspec

from cxmap.exchange.writers.plain import (
    Block,
    Branch,
    Chart,
    Column,
    Document,
    Figures,
    Heading,
    Kind,
    Paragraph,
    Table,
    say_cell,
)
from cxmap.model.people import Person
from cxmap.model.words import Commitment, Flag, PersonId, Visibility
from cxmap.session.papers.attendance import forum_gate_of
from cxmap.session.papers.gates import gates_table
from cxmap.session.papers.lens import Lens
from cxmap.session.papers.person_facets import roles
from cxmap.session.papers.plan import plan_left_out, plan_table, planned_talks
from cxmap.session.showing.standing import mass_view
from cxmap.session.showing.views import LeaderLine, MassView, PlanView

if TYPE_CHECKING:
    from cxmap.session.planning.outlook import Outlook

_MOST_BOXES = 60
"""Boxes on the drawn chart: one printed page still holds them in readable letters."""
_WHO_READS = {
    Visibility.OPEN: "Names, roles, order and days.",
    Visibility.CIRCLE: "For my circle: not to be passed on.",
    Visibility.ME: "For me alone: not to be passed on.",
}
_TONES = {"counts": "good", "nearly": "near"}


def report(lens: Lens, view: PlanView) -> Document:
    """The whole report; critical mass, gates and forecast are on it for my circle and me."""
    name = lens.text(lens.org.initiative.name)
    day = lens.desk.today.isoformat()
    blocks: list[Block] = [Paragraph(text=f"As of {day}. {_WHO_READS[lens.audience]}", quiet=True)]
    frank = lens.sees(Visibility.CIRCLE)
    mass = mass_view(lens.desk) if frank else None
    ahead = _outlook(lens, view, mass) if mass is not None else None
    blocks.append(_figures(lens, view, mass, ahead))
    if mass is not None:
        blocks += _mass(lens, mass, ahead)
    blocks.append(Heading(text="The plan, week by week"))
    if frank:
        blocks.append(Paragraph(text=lens.text(view.message)))
    table = msgspec.structs.replace(plan_table(lens, view, short=True), name="Talks")
    blocks.append(table if table.rows else Paragraph(text="No talks are planned."))
    if frank:
        blocks += [Heading(text="The gates"), gates_table(lens)]
        blocks.append(Paragraph(text=f"Forum: {forum_gate_of(lens).text}"))
    chart = chart_of(lens, mass)
    if chart is not None:
        blocks += [Heading(text="The organisation"), _key(frank=frank), chart]
    return Document(title=name or "Report", blocks=tuple(blocks))


def report_left_out(lens: Lens, view: PlanView) -> tuple[str, ...]:
    """What the report keeps back, in sentences."""
    said = plan_left_out(lens, view)
    if lens.sees(Visibility.CIRCLE):
        return said
    return ("the critical mass, the forecast and the gates", *said)


def _outlook(lens: Lens, view: PlanView, mass: MassView) -> Outlook | None:
    """What to expect; None where there is no level, or the mass is there already."""
    if not mass.reading.level or mass.reading.met:
        return None
    from cxmap.session.planning.outlook import outlook

    return outlook(lens.desk, view.plan, band=False)


def _figures(lens: Lens, view: PlanView, mass: MassView | None, ahead: Outlook | None) -> Figures:
    """What a reader has to know who reads no further."""
    talks = planned_talks(lens, view)
    items = []
    if mass is not None and mass.reading.level:
        reading = mass.reading
        items.append((f"{reading.have} of {reading.of}", "leaders act"))
        items.append((str(reading.needed), "needed for critical mass"))
    items.append((str(len(talks)), "talk planned" if len(talks) == 1 else "talks planned"))
    if talks:
        weeks = talks[-1].week
        items.append((str(weeks), "week" if weeks == 1 else "weeks"))
    expected = dict(_days_ahead(lens, ahead)).get(_EVEN) if ahead else None
    if expected is not None:
        items.append((expected.isoformat(), "expected, every second future"))
    return Figures(items=tuple(items))


def _days_ahead(lens: Lens, ahead: Outlook) -> tuple[tuple[int, date], ...]:
    """Per cent of the futures to the day by which they are there, as far as there is a day.

    At the recorded pace; at the plan's own weeks while the record is too short.
    """
    if ahead.forecast is None:
        return ()
    days: dict[int, date | None] = dict(ahead.days)
    if not days and ahead.forecast.weeks is not None:
        days = {
            level: None if weeks is None else lens.desk.today + timedelta(weeks=weeks)
            for level, weeks in ahead.forecast.weeks.levels.items()
        }
    return tuple((level, day) for level, day in sorted(days.items()) if day is not None)


_EVEN = 50
_HOW_SURE = {10: "1 of 10", _EVEN: "5 of 10", 80: "8 of 10", 90: "9 of 10"}
"""How many futures are there by a day."""


def _key(*, frank: bool) -> Paragraph:
    """What the colours of the boxes mean, in words."""
    told = "Dashed: a vacant post."
    if frank:
        told = (
            "Green: acts and counts. Amber: nearly. Red: against today. "
            "Dashed: a vacant post, or not counted among the leaders."
        )
    return Paragraph(text=told, quiet=True)


def chart_of(lens: Lens, mass: MassView | None) -> Branch | None:
    """The president, those below, and below those as many as fit; None without a president.

    With the mass at hand, the boxes of leaders say how far they are.
    """
    president = lens.hierarchy.president
    if president is None or not lens.has(president):
        return None
    lines = {line.row.id: line for line in mass.leaders} if mass else {}
    leaders = sorted(
        _shown_reports(lens, president),
        key=lambda one: (
            _tone(one, lines.get(one.id)) == "quiet" or one.has(Flag.GATEKEEPER),
            not _shown_reports(lens, one.id),
        ),
    )
    room = _MOST_BOXES - 1 - len(leaders)
    second = sum(len(_shown_reports(lens, leader.id)) for leader in leaders)
    is_deep = second <= room
    below = tuple(_branch(lens, leader, lines, is_deep=is_deep) for leader in leaders)
    top = lens.org.people[president]
    return Branch(
        label=lens.name(president),
        detail=lens.text(top.title),
        mark=_say_roles(lens, top),
        tone="top",
        below=below,
    )


def _branch(
    lens: Lens, person: Person, lines: dict[PersonId, LeaderLine], *, is_deep: bool
) -> Branch:
    reports = _shown_reports(lens, person.id)
    line = lines.get(person.id)
    return Branch(
        label=lens.name(person.id),
        detail=lens.text(person.title or person.unit),
        mark=_mark(lens, person, line),
        tone=_tone(person, line),
        below=tuple(_leaf(lens, report) for report in reports) if is_deep else (),
        more=0 if is_deep else _people_below(lens, person.id),
    )


def _leaf(lens: Lens, person: Person) -> Branch:
    return Branch(
        label=lens.name(person.id),
        detail=lens.text(person.title or person.unit),
        mark=_say_roles(lens, person),
        tone="quiet" if person.placeholder else "plain",
        more=_people_below(lens, person.id),
    )


def _shown_reports(lens: Lens, person: PersonId) -> list[Person]:
    return [lens.org.people[who] for who in lens.org.reports.get(person, ()) if lens.has(who)]


def _people_below(lens: Lens, person: PersonId) -> int:
    return sum(1 for who in lens.hierarchy.below(person) if lens.has(who))


def _say_roles(lens: Lens, person: Person) -> str:
    said = tuple(role for role in roles(lens, person) if role != "other")
    return ", ".join(say_cell(role, Kind.WORD) for role in said)


def _mark(lens: Lens, person: Person, line: LeaderLine | None) -> str:
    words = [_say_roles(lens, person)]
    if line is not None and line.group != "left_out":
        words.append(f"commitment: {line.row.commitment.value}")
    return "\n".join(word for word in words if word)


def _tone(person: Person, line: LeaderLine | None) -> str:
    if person.placeholder or (line is not None and line.group == "left_out"):
        return "quiet"
    if line is None:
        return "plain"
    if line.row.commitment is Commitment.AGAINST:
        return "far"
    return _TONES.get(line.group, "plain")


def _mass(lens: Lens, mass: MassView, ahead: Outlook | None) -> list[Block]:
    """The critical mass: sentence, leaders in five columns, the way here, and what to expect."""
    line = f"{mass.sentence[:1].upper()}{mass.sentence[1:]}."
    blocks: list[Block] = [Heading(text="Critical mass"), Paragraph(text=line)]
    if mass.reading.level:
        blocks.append(_board(lens, mass))
    if mass.history:
        points = mass.history
        caption = "Leaders who act, over time, and how many are needed"
        days = _days_ahead(lens, ahead) if ahead else ()
        marks = tuple((day, f"{_HOW_SURE[level]}: {day.isoformat()}") for level, day in days)
        if marks:
            caption += "; ahead, by when so many of 10 drawn futures are there"
        blocks.append(
            Chart(
                caption=caption,
                points=points,
                of=mass.reading.of,
                ahead=marks,
                is_open=len(days) < len(_HOW_SURE),
            )
        )
    if ahead is not None and ahead.message:
        blocks.append(Paragraph(text=" ".join(ahead.message), quiet=True))
    return blocks


def _board(lens: Lens, mass: MassView) -> Table:
    """The leadership level in five columns; a person who counts is marked."""
    columns: dict[str, list[str]] = {word.value: [] for word in Commitment}
    for leader in mass.leaders:
        if leader.group != "left_out" and lens.has(leader.row.id):
            name = lens.name(leader.row.id)
            counts = " (counts)" if leader.group == "counts" else ""
            columns[leader.row.commitment.value].append(f"{name}{counts}")
    longest = max(len(names) for names in columns.values())
    rows = tuple(
        tuple(names[place] if place < len(names) else None for names in columns.values())
        for place in range(longest)
    )
    made = tuple(
        Column(key=word, header=f"{word.capitalize()} ({len(names)})")
        for word, names in columns.items()
    )
    return Table(name="Leaders by commitment", columns=made, rows=rows)

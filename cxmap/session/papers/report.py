"""The report: chart, critical mass and plan on one page that anybody can open."""

from __future__ import annotations

from cxmap.exchange.writers.plain import (
    Block,
    Branch,
    Chart,
    Column,
    Document,
    Heading,
    Kind,
    Paragraph,
    Table,
    say_cell,
)
from cxmap.model.people import Person
from cxmap.model.words import Commitment, PersonId, Visibility
from cxmap.session.papers.lens import Lens
from cxmap.session.papers.person_facets import roles
from cxmap.session.papers.plan import plan_left_out, plan_table
from cxmap.session.standing import mass_view
from cxmap.session.views import LeaderLine, MassView, PlanView

_MOST_BOXES = 60
"""Boxes on the drawn chart: one printed page still holds them in readable letters."""
_WHO_READS = {
    Visibility.OPEN: "Names, roles, order and days.",
    Visibility.CIRCLE: "For my circle: not to be passed on.",
    Visibility.ME: "For me alone: not to be passed on.",
}
_TONES = {"counts": "good", "nearly": "near"}


def report(lens: Lens, view: PlanView) -> Document:
    """The whole report; the critical mass is on it for my circle and me."""
    name = lens.text(lens.org.initiative.name)
    day = lens.desk.today.isoformat()
    blocks: list[Block] = [Paragraph(text=f"As of {day}. {_WHO_READS[lens.audience]}", quiet=True)]
    frank = lens.sees(Visibility.CIRCLE)
    mass = mass_view(lens.desk) if frank else None
    if mass is not None:
        blocks += _mass(lens, mass)
    blocks.append(Heading(text="The plan"))
    if frank:
        blocks.append(Paragraph(text=lens.text(view.message)))
    table = plan_table(lens, view, short=True)
    blocks.append(table if table.rows else Paragraph(text="No talks are planned."))
    chart = chart_of(lens, mass)
    if chart is not None:
        blocks += [Heading(text="The organisation"), chart]
    return Document(title=name or "Report", blocks=tuple(blocks))


def report_left_out(lens: Lens, view: PlanView) -> tuple[str, ...]:
    """What the report keeps back, in sentences."""
    said = plan_left_out(lens, view)
    return said if lens.sees(Visibility.CIRCLE) else ("the critical mass", *said)


def chart_of(lens: Lens, mass: MassView | None) -> Branch | None:
    """The president, those below, and below those as many as fit; None without a president.

    With the mass at hand, the boxes of leaders say how far they are.
    """
    president = lens.hierarchy.president
    if president is None or not lens.has(president):
        return None
    lines = {line.row.id: line for line in mass.leaders} if mass else {}
    leaders = _shown_reports(lens, president)
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


def _mass(lens: Lens, mass: MassView) -> list[Block]:
    """The critical mass: sentence, leaders in five columns, and the way here."""
    line = f"{mass.sentence[:1].upper()}{mass.sentence[1:]}."
    blocks: list[Block] = [Heading(text="Critical mass"), Paragraph(text=line)]
    if mass.reading.level:
        blocks.append(_board(lens, mass))
    if mass.history:
        points = mass.history
        caption = "Leaders who act, over time, and how many are needed"
        blocks.append(Chart(caption=caption, points=points, of=mass.reading.of))
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

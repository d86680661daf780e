"""Everything about one person on one page."""

from __future__ import annotations

from datetime import date

from cxmap.model.judgements import Observation
from cxmap.model.orgmap import OrgMap
from cxmap.model.people import Person, Tie
from cxmap.model.words import ConcernState, Dimension, PersonId, PromiseState, TieKind
from cxmap.session.desk import Desk
from cxmap.session.intents.judgements import say_value
from cxmap.session.showing.rows import name_of, person_row
from cxmap.session.showing.standing import why_counts
from cxmap.session.showing.views import AskLine, Judged, Overdue, PersonCard, TieLine, TimelineEntry

SHOWN_DIMENSIONS = (
    Dimension.STANCE,
    Dimension.COMMITMENT,
    Dimension.POWER,
    Dimension.INTEREST,
    Dimension.RECEPTIVENESS,
    Dimension.BARRIER,
    Dimension.STANCE_REQUIRED,
    Dimension.COMMITMENT_REQUIRED,
)
"""Order of the judgements on a card."""


def person_card(desk: Desk, person: PersonId) -> PersonCard:
    """Everything about one person.

    Raises:
        UsageError: If the person is not on the map.
    """
    org = desk.org
    found = desk.person(person)
    return PersonCard(
        row=person_row(desk, person),
        emails=found.emails,
        facts=_facts(desk, found),
        judged=tuple(_judged(desk, person, dimension) for dimension in SHOWN_DIMENSIONS),
        priorities=found.priorities,
        objectives=found.objectives,
        expects_of_program=found.expects_of_program,
        brings=found.brings,
        notes=found.notes,
        frame=found.frame,
        asks=_asks(desk, person),
        promises=tuple(
            Overdue(
                record=mine.id,
                person=person,
                display_name=found.display_name,
                text=mine.text,
                due=mine.due or date.max,
                mine=True,
            )
            for mine in org.promises_to(person)
            if mine.state is PromiseState.OPEN
        ),
        concerns=tuple(
            (worry.id, worry.words, worry.state is ConcernState.ANSWERED)
            for worry in org.concerns_of(person)
        ),
        ties=tie_lines(desk, person),
        timeline=_timeline(org, person),
        chain=tuple((boss, name_of(org, boss)) for boss in desk.hierarchy.chain(person)),
        reports=tuple((below, name_of(org, below)) for below in org.reports.get(person, ())),
        on_board_because=why_counts(org, person),
    )


def tie_lines(desk: Desk, person: PersonId) -> tuple[TieLine, ...]:
    """The ties of a person as they read from that person's side, strongest first."""
    org = desk.org
    lines = [_tie_line(org, person, tie) for tie in org.ties_of(person)]
    return tuple(
        sorted(lines, key=lambda line: (-(line.strength or 3), line.kind, line.other_name))
    )


_FROM = {
    TieKind.REPORTS_TO: "reports to {}",
    TieKind.DOTTED: "also reports to {}",
    TieKind.INFLUENCES: "influences {}",
    TieKind.TRUSTS: "trusts {}",
    TieKind.ALLIED_WITH: "is allied with {}",
    TieKind.INTRODUCES: "can introduce me to {}",
    TieKind.FRICTION: "has friction with {}",
    TieKind.DRIVES: "drives a result of {}",
}
_TO = {
    TieKind.REPORTS_TO: "is the manager of {}",
    TieKind.DOTTED: "has a dotted line from {}",
    TieKind.INFLUENCES: "is influenced by {}",
    TieKind.TRUSTS: "is trusted by {}",
    TieKind.ALLIED_WITH: "is allied with {}",
    TieKind.INTRODUCES: "can be met through {}",
    TieKind.FRICTION: "has friction with {}",
    TieKind.DRIVES: "has a result driven by {}",
}


def say_tie(kind: TieKind, other: str, *, forward: bool, note: str = "") -> str:
    """A tie as it reads from one end: ``trusts Ben Li``, or ``is trusted by Ben Li`` from the other."""
    words = (_FROM if forward else _TO)[kind].replace("{}", other)
    return f"{words} ({note})" if note else words


def _tie_line(org: OrgMap, person: PersonId, tie: Tie) -> TieLine:
    forward = tie.a == person
    other = tie.b if forward else tie.a
    name = name_of(org, other)
    return TieLine(
        other=other,
        other_name=name,
        kind=tie.kind,
        sentence=say_tie(tie.kind, name, forward=forward, note=tie.note),
        strength=tie.strength,
        record=tie.id,
    )


def _facts(desk: Desk, person: Person) -> tuple[tuple[str, str], ...]:
    """Label and value of what is known of a person, empty ones left out."""
    from cxmap.playbook.book import playbook

    org = desk.org
    level = desk.hierarchy.levels.get(person.id)
    guess = (
        "" if person.function_confidence is None else f" (guess, {person.function_confidence:.0%})"
    )
    facts = (
        ("Reports to", name_of(org, person.manager) if person.manager else ""),
        (
            "Function",
            f"{playbook().family(person.function).label}{guess}" if person.function else "",
        ),
        ("Department", person.department),
        ("Division", person.division),
        ("Organisation", person.organization),
        ("Location", person.location),
        ("Employee number", person.employee_number),
        (
            "Level",
            "" if level is None else f"{level} below the president" if level else "president",
        ),
        ("Tags", ", ".join(person.tags)),
        ("From", person.source),
    )
    return tuple((label, value) for label, value in facts if value)


def _judged(desk: Desk, person: PersonId, dimension: Dimension) -> Judged:
    judged = desk.org.judgements(person)
    found: Observation | None = {
        Dimension.STANCE: judged.stance_,
        Dimension.STANCE_REQUIRED: judged.stance_required_,
        Dimension.COMMITMENT: judged.commitment_,
        Dimension.COMMITMENT_REQUIRED: judged.commitment_required_,
        Dimension.POWER: judged.power,
        Dimension.INTEREST: judged.interest,
        Dimension.BARRIER: judged.barrier,
        Dimension.RECEPTIVENESS: judged.receptiveness,
    }[dimension]
    if found is None:
        return Judged(dimension=dimension.value, value="", as_of=None, basis="", age_days=None)
    said = found.basis.value.replace("_", " ")
    if found.told_by:
        teller = desk.org.people.get(found.told_by)
        said = f"told by {teller.display_name if teller else found.told_by}"
    return Judged(
        dimension=dimension.value,
        value=say_value(found.value),
        as_of=found.as_of,
        basis=said,
        age_days=(desk.today - found.as_of).days,
    )


def _asks(desk: Desk, person: PersonId) -> tuple[AskLine, ...]:
    from cxmap.playbook.asks import vague

    return tuple(
        AskLine(
            record=ask.id,
            text=ask.text,
            state=ask.state,
            due=ask.due,
            overdue=ask.state.is_open and ask.due is not None and ask.due < desk.today,
            vague=tuple(vague(ask.text, ask.due)) if ask.state.is_open else (),
        )
        for ask in desk.org.asks_of(person)
    )


def _timeline(org: OrgMap, person: PersonId) -> tuple[TimelineEntry, ...]:
    """Everything dated about a person, newest first."""
    entries = [
        TimelineEntry(
            on=met.on,
            what="talk",
            text=say_value((met.kind.value,)).capitalize(),
            note=met.note or met.outcome,
            kind=met.kind,
        )
        for met in org.engagements_of(person)
    ]
    entries += [
        TimelineEntry(
            on=seen.as_of,
            what="judgement",
            text=f"{say_value((seen.dimension.value,)).capitalize()}: {say_value(seen.value)}",
            note=seen.note,
        )
        for seen in org.observations.values()
        if seen.person == person
    ]
    entries += [
        TimelineEntry(on=day, what="ask", text=f"Ask {ask.state.value}: {ask.text}", note=ask.note)
        for ask in org.asks_of(person)
        if (day := ask.settled_on or ask.made_on)
    ]
    entries += [
        TimelineEntry(on=day, what="promise", text=f"I promised, {mine.state.value}: {mine.text}")
        for mine in org.promises_to(person)
        if (day := mine.settled_on or mine.made_on)
    ]
    entries += [
        TimelineEntry(
            on=seen.on,
            what="evidence",
            text=f"Evidence: {say_value((seen.kind.value,))}",
            note=seen.note,
        )
        for seen in org.evidence_of(person)
    ]
    entries += [
        TimelineEntry(on=worry.raised_on, what="concern", text=f"Concern: {worry.words}")
        for worry in org.concerns_of(person)
        if worry.raised_on
    ]
    return tuple(sorted(entries, key=lambda entry: entry.on, reverse=True))

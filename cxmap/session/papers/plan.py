"""The plan on paper: whom to talk to in which week, and as JSON the form that scripts rely on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import msgspec

from cxmap.exchange.writers.plain import Document, Kind, Paragraph, Table
from cxmap.model.people import Person
from cxmap.model.words import PersonId, Visibility
from cxmap.plan.explain import Reason
from cxmap.session.papers import person_facets as person_facet
from cxmap.session.papers.facets import Facet, left_out_facets, make_table, of_person
from cxmap.session.papers.lens import Lens
from cxmap.session.planning.mapping import stage_of
from cxmap.session.planning.talk_order import first_monday
from cxmap.session.showing.views import PlanView


class PlannedTalk(msgspec.Struct, frozen=True, kw_only=True):
    """One talk of the plan, in its week."""

    number: int
    """Place in the week plan, counted from 1."""
    person: Person
    week: int
    """Counted from 1."""
    monday: date
    """First day of that week."""
    which: int
    """First, second, … talk with this person, counted from 1."""
    adds: tuple[PersonId, ...]
    """Who comes on board with it."""
    reasons: tuple[Reason, ...]


def planned_talks(lens: Lens, view: PlanView) -> tuple[PlannedTalk, ...]:
    """The talks of a plan week by week; those with people who may not be shown are left out."""
    start = first_monday(lens.desk.today)
    steps: dict[PersonId, list[Any]] = {}
    for step in view.plan.steps:
        steps.setdefault(step.talk_with, []).append(step)
    held: dict[PersonId, int] = {}
    found: list[PlannedTalk] = []
    for week, people in enumerate(view.plan.week_plan, start=1):
        for person in people:
            which = held[person] = held.get(person, 0) + 1
            if not lens.has(person):
                continue
            step = steps[person][which - 1]
            talk = PlannedTalk(
                number=len(found) + 1,
                person=lens.org.people[person],
                week=week,
                monday=start + timedelta(weeks=week - 1),
                which=which,
                adds=tuple(who for who in step.adds if lens.has(who)),
                reasons=step.reasons,
            )
            found.append(talk)
    return tuple(found)


FACETS: tuple[Facet[PlannedTalk], ...] = (
    Facet(key="number", header="No", value=lambda _, talk: talk.number, kind=Kind.NUMBER),
    Facet(key="week", header="Week", value=lambda _, talk: talk.week, kind=Kind.NUMBER),
    Facet(key="week_of", header="Week of", value=lambda _, talk: talk.monday, kind=Kind.DATE),
    of_person(person_facet.ID),
    of_person(person_facet.NAME),
    of_person(person_facet.TITLE),
    of_person(person_facet.UNIT),
    of_person(person_facet.ROLES),
    Facet(
        key="stage",
        header="Stage",
        value=lambda lens, talk: stage_of(lens.desk, talk.person).value,
        kind=Kind.WORD,
        has_names=False,
    ),
    Facet(
        key="talk",
        header="Talk no",
        value=lambda _, talk: talk.which,
        kind=Kind.NUMBER,
    ),
    of_person(person_facet.STANCE),
    of_person(person_facet.COMMITMENT),
    of_person(person_facet.LAST_TALK),
    Facet(
        key="adds",
        header="Brings on board",
        value=lambda lens, talk: tuple(lens.name(who) for who in talk.adds),
        audience=Visibility.CIRCLE,
        has_names=False,
        called="who comes on board with a talk",
    ),
    Facet(
        key="reasons",
        header="Reasons",
        value=lambda _, talk: " ".join(reason.text for reason in talk.reasons),
        audience=Visibility.CIRCLE,
        called="reasons",
    ),
    of_person(person_facet.BARRIERS),
    of_person(person_facet.NOTES),
)
"""What the plan says of every talk, in the order of its columns."""


_ON_ONE_LINE = (
    "number",
    "week_of",
    "display_name",
    "title",
    "roles",
    "talk",
    "stance",
    "commitment",
)


def plan_table(lens: Lens, view: PlanView, *, short: bool = False) -> Table:
    """The talks of the plan, week by week; the short form keeps a talk on one line."""
    facets = [facet for facet in FACETS if not short or facet.key in _ON_ONE_LINE]
    return make_table("Plan", facets, planned_talks(lens, view), lens)


def plan_paper(lens: Lens, view: PlanView) -> Document:
    """The plan to be read: a sentence, then the talks week by week."""
    talks = planned_talks(lens, view)
    weeks = len({talk.week for talk in talks})
    if talks:
        line = f"{_count(len(talks), 'talk')} in {_count(weeks, 'week')}, from {talks[0].monday}."
    else:
        line = "No talks are planned."
    blocks: list[Paragraph | Table] = [Paragraph(text=line)]
    if lens.sees(Visibility.CIRCLE):
        blocks = [Paragraph(text=lens.text(view.message))]
    if talks:
        blocks.append(make_table("Talks", FACETS, talks, lens))
    name = lens.text(lens.org.initiative.name)
    return Document(title=f"Plan: {name}" if name else "Plan", blocks=tuple(blocks))


def plan_document(lens: Lens, view: PlanView) -> dict[str, Any]:
    """The plan as scripts know it (``plan --json``).

    For the open audience ``blocked`` is empty, and so are ``adds`` and ``reasons`` of every step:
    they tell who is how far.
    """
    plan = view.plan
    frank = lens.sees(Visibility.CIRCLE)

    def shown(people: tuple[PersonId, ...]) -> list[PersonId]:
        return [person for person in people if lens.has(person)]

    return {
        "objective": str(plan.objective),
        "status": str(plan.status),
        "talks": plan.talks,
        "effort": plan.effort,
        "weeks": plan.weeks,
        "lower_bound": plan.lower_bound,
        "order": shown(plan.order),
        "week_plan": [shown(week) for week in plan.week_plan],
        "most": plan.most,
        "blocked": [
            {"id": stop.id, "code": str(stop.code)}
            for stop in plan.blocked
            if frank and lens.has(stop.id)
        ],
        "steps": [
            {
                "talk_with": step.talk_with,
                "adds": shown(step.adds) if frank else [],
                "reasons": [_reason(lens, reason) for reason in step.reasons] if frank else [],
            }
            for step in plan.steps
            if lens.has(step.talk_with)
        ],
    }


def plan_left_out(lens: Lens, view: PlanView) -> tuple[str, ...]:
    """What the plan keeps back, in sentences."""
    hidden = sum(1 for person in view.plan.order if not lens.has(person))
    said = []
    if hidden:
        who = "1 talk with somebody" if hidden == 1 else f"{hidden} talks with people"
        said.append(f"{who} not marked for this audience")
    return (*said, *left_out_facets(FACETS, lens))


def _reason(lens: Lens, reason: Reason) -> dict[str, Any]:
    """A reason for programs; whatever speaks of people who may not be shown is taken out."""
    values = _shown_value(lens, reason.values)
    return {"code": reason.code, "text": lens.text(reason.text), "values": values}


def _shown_value(lens: Lens, value: Any) -> Any:  # noqa: ANN401 - numbers, ids, lists and facts of them
    if isinstance(value, dict):
        return {key: _shown_value(lens, part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_shown_value(lens, part) for part in value if not _is_hidden(lens, part)]
    return None if _is_hidden(lens, value) else value


def _is_hidden(lens: Lens, value: Any) -> bool:  # noqa: ANN401 - the same
    """Whether a value is the id of somebody who may not be shown, or facts about them."""
    if isinstance(value, dict):
        return any(_is_hidden(lens, part) for part in value.values())
    return isinstance(value, str) and value in lens.org.people and not lens.has(value)


def _count(number: int, word: str) -> str:
    return f"{number} {word if number == 1 else word + 's'}"

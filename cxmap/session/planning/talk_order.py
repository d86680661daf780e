"""The plan talk by talk, as it is read: in which week, with whom, for the how-manieth time."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import msgspec

from cxmap.model.words import PersonId
from cxmap.plan.explain import Reason
from cxmap.session.desk import Desk
from cxmap.session.planning.mapping import stage_of
from cxmap.session.showing.views import PlanView


class TalkLine(msgspec.Struct, frozen=True, kw_only=True):
    """One talk of the plan in its week."""

    number: int
    """Counted from 1."""
    week: int
    """Counted from 1."""
    monday: date
    """First day of that week."""
    person: PersonId
    which: int
    """The first, second, … talk with this person."""
    of: int
    """Talks that the plan holds with them."""
    stage: str
    adds: tuple[PersonId, ...]
    """Who comes on board with it."""
    reasons: tuple[Reason, ...]
    """Why it stands there: stage, access, points, what it opens and saves."""
    against: tuple[Reason, ...] = ()
    """What speaks against it all the same."""


class LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody whom the lead keeps out of the plan for now."""

    person: PersonId
    name: str
    until: date | None
    reason: str


def first_monday(today: date) -> date:
    """The Monday on which week 1 of a plan begins: today if it is one, else the next."""
    return today + timedelta(days=-today.weekday() % 7)


def talk_order(desk: Desk, view: PlanView) -> tuple[TalkLine, ...]:
    """Every talk of a plan, week by week."""
    start = first_monday(desk.today)
    plan = view.plan
    steps: dict[PersonId, list[int]] = {}
    for at, step in enumerate(plan.steps):
        steps.setdefault(step.talk_with, []).append(at)
    held: Counter[PersonId] = Counter()
    lines: list[TalkLine] = []
    for week, people in enumerate(plan.week_plan, start=1):
        for person in people:
            held[person] += 1
            at = steps[person][held[person] - 1]
            lines.append(
                TalkLine(
                    number=len(lines) + 1,
                    week=week,
                    monday=start + timedelta(weeks=week - 1),
                    person=person,
                    which=held[person],
                    of=len(steps[person]),
                    stage=stage_of(desk, desk.person(person)).value,
                    adds=plan.steps[at].adds,
                    reasons=reasons_of(view, at),
                    against=against_of(view, at),
                )
            )
    return tuple(lines)


def reasons_of(view: PlanView, at: int) -> tuple[Reason, ...]:
    """Why a step of the plan stands there; the first with somebody says how it comes about, too.

    Args:
        view: The plan.
        at: Which step, counted from 0.
    """
    step = view.plan.steps[at]
    access = view.access.get(step.talk_with) if _is_first(view, at) else None
    return (*step.reasons[:1], *([access] if access else []), *step.reasons[1:])


def against_of(view: PlanView, at: int) -> tuple[Reason, ...]:
    """What speaks against a step all the same; said with the first talk with somebody."""
    return view.against.get(view.plan.steps[at].talk_with, ()) if _is_first(view, at) else ()


def _is_first(view: PlanView, at: int) -> bool:
    return view.plan.order.index(view.plan.steps[at].talk_with) == at


def left_out(desk: Desk) -> tuple[LeftOut, ...]:
    """Whom the lead has skipped or snoozed, in the order of the map."""
    return tuple(
        LeftOut(
            person=person.id,
            name=person.display_name,
            until=person.hold.until if person.hold else None,
            reason=person.hold.reason if person.hold else "",
        )
        for person in desk.org.people.values()
        if person.active and person.is_on_hold(desk.today)
    )

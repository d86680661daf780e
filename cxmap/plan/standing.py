"""Where one person stands: may I talk to them today, what speaks for it and what against.

Also the short list behind "whom to talk to next": the first people of a plan who may be talked to
today. There is no second ranking beside the plan.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from cxmap.plan.explain import (
    Names,
    Reason,
    barred_reason,
    count,
    pulls_from,
    step_reasons,
    talks_needed,
)
from cxmap.plan.problem import Problem
from cxmap.plan.replay import Replay, Step
from cxmap.plan.solve import Plan


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """One person beside a plan."""

    id: str
    """The person's id."""
    place: int | None
    """Place among the different people of the plan, from 1; None when not in it."""
    talks: int
    """Talks that the plan holds with the person."""
    allowed: bool
    """Whether a talk is allowed today."""
    reasons: tuple[Reason, ...]
    """What speaks for the talk; empty when the person is not in the plan."""
    against: tuple[Reason, ...]
    """What speaks against it, today."""


def next_people(problem: Problem, plan: Plan, most: int = 3) -> tuple[str, ...]:
    """The first different people of the plan who may be talked to today.

    Args:
        problem: The problem of the plan.
        plan: A plan of it.
        most: Most people wanted.

    Returns:
        Ids in the plan's order; empty without a plan or when nothing is left to do.
    """
    replay = Replay(problem)
    today = replay.start()
    people = dict.fromkeys(plan.order)
    open_today = [person_id for person_id in people if replay.barred(today, person_id) is None]
    return tuple(open_today[:most])


def standing(
    problem: Problem, plan: Plan, person_id: str, names: Mapping[str, str] | None = None
) -> Standing:
    """What speaks for and against a talk with somebody today.

    Args:
        problem: The problem of the plan.
        plan: A plan of it.
        person_id: The person.
        names: Display names by id.

    Raises:
        UsageError: If nobody in the problem has that id.
    """
    problem.person(person_id)
    names = names or {}
    replay = Replay(problem)
    people = list(dict.fromkeys(plan.order))
    place = people.index(person_id) + 1 if person_id in people else None
    barred = barred_reason(replay, replay.start(), person_id, names)
    against = [] if barred is None else [barred]
    reasons: tuple[Reason, ...] = ()
    if place is not None:
        played = replay.play(plan.order)
        at = plan.order.index(person_id)
        reasons = step_reasons(replay, played, names)[at]
        against.extend(_see_first(replay, played.steps[at], Names(names)))
    elif barred is None:
        against.append(_not_in_plan(replay, person_id))
    return Standing(
        id=person_id,
        place=place,
        talks=plan.order.count(person_id),
        allowed=barred is None,
        reasons=reasons,
        against=tuple(against),
    )


def _see_first(replay: Replay, step: Step, names: Names) -> list[Reason]:
    """The people planned earlier whose coming on board saves talks with this one."""
    person = replay.people[step.talk_with]
    today = replay.start()
    won_before = step.before.on_board - today.on_board
    first = [
        (source, points)
        for source, points in pulls_from(replay, step.before, person.id)
        if source in won_before and points > 0
    ]
    now = talks_needed(person, replay.support(today, person.id))
    then = talks_needed(person, replay.support(step.before, person.id))
    if not first or then >= now:
        return []
    ids = [source for source, _ in first]
    text = f"See {names.several(ids)} first: then {count(then, 'talk')} instead of {now}."
    return [
        Reason(code="see_first", text=text, values={"ids": ids, "talks_now": now, "talks": then})
    ]


def _not_in_plan(replay: Replay, person_id: str) -> Reason:
    """The plan does without this person."""
    person = replay.people[person_id]
    talks = talks_needed(person, replay.support(replay.start(), person_id))
    text = f"The plan does without this person; it would take {count(talks, 'talk')}."
    if talks > person.max_talks:
        text = "The plan does without this person; no number of talks would do today."
    return Reason(
        code="not_in_plan", text=text, values={"talks": talks, "max_talks": person.max_talks}
    )

"""What if: changes made to a problem, and the plans before and after side by side.

A change is a small frozen record; several are applied in their order. Numbers that follow from who
is there (quorum, gates) are counted anew by the caller's rule after every change of people.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import msgspec

from cxmap.errors import UsageError
from cxmap.plan.exact import Stop
from cxmap.plan.problem import PlanParams, PlanPerson, Problem, Pull
from cxmap.plan.search import WORK_LIMIT
from cxmap.plan.solve import Plan, solve
from cxmap.plan.standing import next_people


class Leaves(msgspec.Struct, frozen=True, tag=True):
    """Somebody leaves: the person, the ties and the seat in the leadership level go."""

    id: str
    """Who leaves."""


class Joins(msgspec.Struct, frozen=True, tag=True):
    """Somebody new comes, with ties."""

    person: PlanPerson
    """Who comes."""
    pulls: tuple[Pull, ...] = ()
    """What the person does for others and others for the person."""


class Commits(msgspec.Struct, frozen=True, tag=True):
    """Somebody comes on board by themselves."""

    id: str
    """Who commits."""


class Turns(msgspec.Struct, frozen=True, tag=True):
    """Somebody's need changes, because their stance or commitment does; nobody stays on board."""

    id: str
    """Who turns."""
    need: int
    """Points needed from now on."""


class Tied(msgspec.Struct, frozen=True, tag=True):
    """A tie appears; one tie may pull both ways."""

    pulls: tuple[Pull, ...]
    """What it does."""


class Untied(msgspec.Struct, frozen=True, tag=True):
    """A tie breaks, in both directions."""

    a: str
    """One end."""
    b: str
    """The other end."""
    tie: str = ""
    """Id of the tie that breaks; empty for all between the two."""


class Ruled(msgspec.Struct, frozen=True, tag=True):
    """The parameters change: quorum, gates, must-haves, capacity."""

    params: PlanParams
    """The parameters from now on."""


Change = Leaves | Joins | Commits | Turns | Tied | Untied | Ruled
"""One change of a problem."""
Recount = Callable[[tuple[PlanPerson, ...], PlanParams], PlanParams]
"""Counts quorum and gates anew for changed people."""


def changed(problem: Problem, changes: Iterable[Change], recount: Recount | None = None) -> Problem:
    """The problem after some changes.

    Args:
        problem: The problem as it stands.
        changes: Applied in their order.
        recount: Counts the parameters anew after somebody leaves or joins; without it they stay,
            must-haves who left aside.

    Raises:
        UsageError: If a change names nobody known, or somebody who is there already.
    """
    for change in changes:
        problem = _after(problem, change)
        if recount is not None and isinstance(change, Leaves | Joins):
            params = recount(problem.people, problem.params)
            problem = msgspec.structs.replace(problem, params=params)
    return problem


def _after(problem: Problem, change: Change) -> Problem:
    """The problem after one change."""
    match change:
        case Leaves(person_id):
            after = _without(problem, person_id)
        case Joins(person, pulls):
            after = _with_newcomer(problem, person, pulls)
        case Commits(person_id):
            after = _with_person(problem, person_id, need=0, on_board=True)
        case Turns(person_id, need):
            after = _with_person(problem, person_id, need=need, on_board=False)
        case Tied(pulls):
            after = msgspec.structs.replace(problem, pulls=(*problem.pulls, *pulls))
        case Untied(a, b, tie):
            after = _untied(problem, {a, b}, tie)
        case Ruled(params):
            after = msgspec.structs.replace(problem, params=params)
    return after


def _with_newcomer(problem: Problem, person: PlanPerson, pulls: tuple[Pull, ...]) -> Problem:
    """The problem with one person more."""
    if any(one.id == person.id for one in problem.people):
        raise UsageError(f"{person.id!r} is there already", field="joins")
    return msgspec.structs.replace(
        problem, people=(*problem.people, person), pulls=(*problem.pulls, *pulls)
    )


def _without(problem: Problem, person_id: str) -> Problem:
    """The problem without a person."""
    problem.person(person_id)
    required = tuple(one for one in problem.params.required if one != person_id)
    return msgspec.structs.replace(
        problem,
        people=tuple(person for person in problem.people if person.id != person_id),
        pulls=tuple(pull for pull in problem.pulls if person_id not in (pull.source, pull.target)),
        waits=tuple(pair for pair in problem.waits if person_id not in pair),
        params=msgspec.structs.replace(problem.params, required=required),
    )


def _with_person(problem: Problem, person_id: str, *, need: int, on_board: bool) -> Problem:
    """The problem with one person's standing changed."""
    problem.person(person_id)
    people = tuple(
        msgspec.structs.replace(person, need=need, on_board=on_board)
        if person.id == person_id
        else person
        for person in problem.people
    )
    return msgspec.structs.replace(problem, people=people)


def _untied(problem: Problem, ends: set[str], tie: str) -> Problem:
    """The problem without the ties between two people, or without one of them."""
    kept = tuple(
        pull
        for pull in problem.pulls
        if {pull.source, pull.target} != ends or (tie and pull.tie != tie)
    )
    if len(kept) == len(problem.pulls):
        raise UsageError(f"There is no such tie between {' and '.join(sorted(ends))}", field="tie")
    return msgspec.structs.replace(problem, pulls=kept)


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Two plans side by side."""

    before: Plan
    """The plan as things stand."""
    after: Plan
    """The plan after the changes."""
    more: int | None
    """Talks more (or, negative, fewer) than before; None unless both have a plan."""
    next_before: tuple[str, ...]
    """Whom to talk to next, before."""
    next_after: tuple[str, ...]
    """Whom to talk to next, after."""
    new: tuple[str, ...]
    """People in the plan after and not before, in its order."""
    gone: tuple[str, ...]
    """People in the plan before and not after, in its order."""
    moved: tuple[str, ...]
    """People in both whose turn comes at another place among the people of both."""


def compared(
    before: Problem,
    after: Problem,
    *,
    objective: str = "talks",
    names: Mapping[str, str] | None = None,
    work_limit: int = WORK_LIMIT,
    plan: Plan | None = None,
    stop: Stop | None = None,
) -> Comparison:
    """The plans of two problems side by side.

    Args:
        before: The problem as it stands.
        after: The problem after the changes.
        objective: What the plans are best at.
        names: Display names by id.
        work_limit: Work for each of the two searches.
        plan: The plan of the problem as it stands, for that objective, if it is at hand; made
            otherwise.
        stop: Asked now and then; a true answer ends the searches early.
    """
    first = plan or solve(before, objective, names=names, work_limit=work_limit, stop=stop)
    second = solve(after, objective, names=names, work_limit=work_limit, stop=stop)
    order_before, order_after = dict.fromkeys(first.order), dict.fromkeys(second.order)
    both_before = [one for one in order_before if one in order_after]
    both_after = [one for one in order_after if one in order_before]
    moved = (b for a, b in zip(both_before, both_after, strict=True) if a != b)
    return Comparison(
        before=first,
        after=second,
        more=None if first.talks is None or second.talks is None else second.talks - first.talks,
        next_before=next_people(before, first),
        next_after=next_people(after, second),
        new=tuple(one for one in order_after if one not in order_before),
        gone=tuple(one for one in order_before if one not in order_after),
        moved=tuple(moved),
    )


def towards(problem: Problem, person_id: str) -> Problem:
    """The problem of winning one hard person, whatever the critical mass (backward mode).

    Its plan holds who opens the way to the person and who softens them, in order.

    Raises:
        UsageError: If nobody in the problem has that id, or it is the president's.
    """
    problem.person(person_id)
    params = msgspec.structs.replace(problem.params, quorum=0, required=(person_id,))
    return msgspec.structs.replace(problem, params=params)

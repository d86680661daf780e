"""Gives the plan of a problem: whom to talk to in which order, and what is known about it.

A beam search finds a good plan, an exact search improves and proves it within a work limit, and
the plain rules play it through before anybody sees it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum

import msgspec

from cxmap.errors import UsageError
from cxmap.plan.board import NEVER, Board, bits
from cxmap.plan.exact import Stop
from cxmap.plan.explain import Reason, step_reasons
from cxmap.plan.laying import Best, Objective
from cxmap.plan.problem import Problem, check
from cxmap.plan.replay import Barred, Replay, State
from cxmap.plan.search import WORK_LIMIT, Search

CASE_WORK_LIMIT = 3_000_000
"""The same for cases of a file, where proof is the point."""


class Status(StrEnum):
    """What is known about a plan."""

    OPTIMAL = "optimal"
    """Proved: there is no better one."""
    FEASIBLE = "feasible"
    """It works; the lower bound says how much better another could be."""
    INFEASIBLE = "infeasible"
    """Proved: the goal cannot be reached."""
    STOPPED = "stopped"
    """Ended early; the plan, if there is one, works."""


class Blocked(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who counts and cannot be won."""

    id: str
    """The person's id."""
    code: Barred
    """What stands in the way once everybody who can be won is on board."""


class PlanStep(msgspec.Struct, frozen=True, kw_only=True):
    """One conversation of a plan."""

    talk_with: str
    """Id of the person talked to."""
    adds: tuple[str, ...]
    """Ids that come on board because of it."""
    reasons: tuple[Reason, ...]
    """Why it stands there."""


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """A replayed plan, or the statement that there is none."""

    objective: Objective
    """What it is best at."""
    status: Status
    """What is known about it."""
    talks: int | None
    """Conversations in it; None without a plan."""
    effort: int | None
    """Sum of their cost; None without a plan."""
    weeks: int | None
    """Weeks of ``week_plan``; None without a plan."""
    lower_bound: int | None
    """No plan does with less, in the unit of the objective; None when the goal is out of reach."""
    order: tuple[str, ...]
    """Ids in the order of the talks; empty without a plan or when nothing is left to do."""
    week_plan: tuple[tuple[str, ...], ...]
    """The same talks laid into weeks."""
    most: int
    """Leader weight of everybody who can be brought on board at all."""
    blocked: tuple[Blocked, ...]
    """Leaders and must-haves who cannot be won, by rank and id."""
    steps: tuple[PlanStep, ...]
    """The order, step by step, with reasons."""
    fewest_weeks: bool
    """Proved: no plan as good takes fewer weeks than ``week_plan``."""
    work: int
    """Sets that the exact search looked at."""


def solve(
    problem: Problem,
    objective: str = "talks",
    *,
    work_limit: int = WORK_LIMIT,
    names: Mapping[str, str] | None = None,
    stop: Stop | None = None,
) -> Plan:
    """Plan the conversations that make the critical mass.

    Args:
        problem: What is known.
        objective: ``talks``, ``effort`` or ``weeks``.
        work_limit: Most sets the exact search looks at; 0 gives the beam's plan and the bound.
        names: Display names by id for the reasons; ids stand in for missing ones.
        stop: Asked now and then; a true answer ends the search with the best plan so far.

    Returns:
        The plan. A goal that cannot be reached is an answer (``infeasible``), not an error.

    Raises:
        UsageError: If the problem has a fault, or no such objective exists.

    Notes:
        Deterministic: the same problem gives the same plan, in whatever order it is written.
    """
    check(problem)
    if objective not in set(Objective):
        raise UsageError(
            f"There is no objective {objective!r}",
            field="objective",
            hint=f"One of: {', '.join(Objective)}.",
        )
    search = Search(problem, Objective(objective), work_limit, stop)
    found = search.run()
    return _plan(problem, search, found, names or {})


def _plan(problem: Problem, search: Search, best: Best, names: Mapping[str, str]) -> Plan:
    """The plan in ids, replayed by the plain rules."""
    board = search.board
    replay = Replay(problem)
    order = tuple(board.ids[at] for at in best.order or ())
    week_plan = tuple(tuple(board.ids[at] for at in week) for week in best.weeks)
    reached = best.order is not None
    steps: tuple[PlanStep, ...] = ()
    if reached:
        played = replay.play(order)
        in_weeks = replay.play(person_id for week in week_plan for person_id in week)
        if not (played.enough and in_weeks.enough):
            message = "a plan does not hold when it is replayed"
            raise AssertionError(message)
        reasons = step_reasons(replay, played, names)
        steps = tuple(
            PlanStep(talk_with=step.talk_with, adds=step.adds, reasons=why)
            for step, why in zip(played.steps, reasons, strict=True)
        )
    furthest = board.furthest()
    return Plan(
        objective=search.objective,
        status=_status(best, reached=reached),
        talks=len(order) if reached else None,
        effort=sum(replay.people[person_id].cost for person_id in order) if reached else None,
        weeks=len(week_plan) if reached else None,
        lower_bound=None if best.bound >= NEVER else best.bound,
        order=order,
        week_plan=week_plan,
        most=max(best.most, board.weigh(furthest)),
        blocked=_blocked(replay, board, furthest),
        steps=steps,
        fewest_weeks=best.weeks_proved,
        work=best.work,
    )


def _status(best: Best, *, reached: bool) -> Status:
    """What is known about a plan, in one word."""
    if best.proved:
        return Status.OPTIMAL if reached else Status.INFEASIBLE
    if best.stopped or not reached:
        return Status.STOPPED
    return Status.FEASIBLE


def _blocked(replay: Replay, board: Board, furthest: int) -> tuple[Blocked, ...]:
    """Leaders and must-haves outside the largest set that was reached, with what is in the way.

    Whoever could be asked and still does not come on board grants too few talks.
    """
    end = State(frozenset(board.ids[at] for at in bits(furthest)), {})
    return tuple(
        Blocked(id=board.ids[at], code=replay.barred(end, board.ids[at]) or Barred.MAX_TALKS)
        for at in bits((board.leaders | board.required) & ~furthest)
    )


def _what_blocks(plan: Plan) -> dict[str, object]:
    """The most that can be reached, and who cannot be won, with what is in the way."""
    blocked = [{"id": stop.id, "code": str(stop.code)} for stop in plan.blocked]
    return {"most": plan.most, "blocked": blocked}


def solve_cases(
    problems: Iterable[Problem],
    *,
    timer: Callable[[], float],
    work_limit: int = CASE_WORK_LIMIT,
) -> dict[str, list[dict[str, object]]]:
    """Solve every problem of a file for talks, effort and weeks.

    Args:
        problems: The problems.
        timer: Gives seconds, for example ``time.process_time``; only differences are used.
        work_limit: Most sets that one search looks at.

    Returns:
        The document that ``solve --json`` prints. Values are null where the goal cannot be
        reached; ``status`` is ``optimal`` only if all three values are proved, ``infeasible`` if
        it is proved that there is no plan, else ``feasible``. Only a case without a plan has
        ``most``, the greatest leader weight that can be won, and ``blocked``.
    """
    cases: list[dict[str, object]] = []
    for problem in problems:
        began = timer()
        talks, effort, weeks = (
            solve(problem, objective, work_limit=work_limit) for objective in Objective
        )
        statuses = {talks.status, effort.status, weeks.status}
        cases.append(
            {
                "id": problem.id,
                "talks": talks.talks,
                "order": None if talks.talks is None else list(talks.order),
                "effort": effort.effort,
                "effort_order": None if effort.effort is None else list(effort.order),
                "weeks": weeks.weeks,
                "week_plan": (
                    None if weeks.weeks is None else [list(week) for week in weeks.week_plan]
                ),
                "status": statuses.pop() if len(statuses) == 1 else Status.FEASIBLE,
                "seconds": round(timer() - began, 6),
                **({} if talks.talks is not None else _what_blocks(talks)),
            }
        )
    return {"cases": cases}

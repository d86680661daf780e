"""How few talks a problem takes, and no more than that: asked of many variations of one problem."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from cxmap.plan.exact import Stop
from cxmap.plan.laying import Objective
from cxmap.plan.problem import Problem
from cxmap.plan.search import Search
from cxmap.plan.solve import Plan, Status

QUICK_LIMIT = 3_000
"""Sets looked at for one of many variations of a problem."""


class Least(msgspec.Struct, frozen=True, kw_only=True):
    """The fewest talks of a problem, without a plan's trimmings."""

    talks: int | None
    """Fewest talks found; None when the goal is out of reach or no plan was found."""
    proved: bool
    """Whether there is nothing better."""


def least_talks(
    problem: Problem,
    *,
    work_limit: int = QUICK_LIMIT,
    like: Iterable[str] = (),
    stop: Stop | None = None,
) -> Least:
    """The fewest talks, quickly: a plain plan, the proof, and a narrow beam only if that fails.

    Args:
        problem: A problem without faults.
        work_limit: Most sets that the proof looks at.
        like: Ids in the order of a plan for a problem that differs little; it saves work.
        stop: Asked now and then; a true answer ends the search with what is known.
    """
    best = Search(problem, Objective.TALKS, work_limit, stop).least(like)
    return Least(talks=None if best.order is None else len(best.order), proved=best.proved)


def is_firm(problem: Problem, plan: Plan) -> bool:
    """Whether a plan stays one of fewest talks in every variation with less help in which it works.

    That is so when it is proved, and nobody is in anybody's way: then less help is never better.
    """
    return (
        plan.objective is Objective.TALKS
        and plan.status is Status.OPTIMAL
        and all(pull.pull >= 0 for pull in problem.pulls)
        and not any(person.pinned for person in problem.people)
    )

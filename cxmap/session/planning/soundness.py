"""What the plan hangs on: the people nobody may lose, and the facts to check first, in words."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from cxmap.model.words import PersonId, TieKind
from cxmap.plan.exact import Stop
from cxmap.plan.explain import Reason
from cxmap.plan.facts import SURE, Fact, facts_to_check
from cxmap.plan.problem import Stage
from cxmap.plan.robust import Robustness, robustness
from cxmap.plan.solve import Plan, solve
from cxmap.session.desk import Desk
from cxmap.session.planning.fragility import warnings_of
from cxmap.session.planning.mapping import problem_of, rules_of
from cxmap.session.planning.names import names_of

SHOWN = 5
"""Facts that are said; the rest is noise."""


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """A fact worth checking before the next talk."""

    kind: str
    """``need`` of a person, or ``tie``."""
    people: tuple[PersonId, ...]
    tie: str
    """Id of the tie; empty when it is about one person."""
    regret: float
    """Talks lost on average by being wrong about it."""
    swing: int | None
    """Talks between its two values; None when the goal is out of reach under one of them."""
    next_changes: bool
    """Whether the next conversation hangs on it."""
    text: str
    """For example ``If Cy does not trust Bob, the plan changes: ask first``."""


class Soundness(msgspec.Struct, frozen=True, kw_only=True):
    """What the plan hangs on."""

    checks: tuple[Check, ...]
    """Most worth checking first."""
    robustness: Robustness | None
    """None without a plan."""
    warnings: tuple[Reason, ...]
    """What would break it, with the remedy in talks; empty when nothing would."""


def soundness(desk: Desk, plan: Plan | None = None, *, stop: Stop | None = None) -> Soundness:
    """Facts to check first, and people the plan could not bear to lose.

    Args:
        desk: The map and the day.
        plan: The plan if it is at hand; made otherwise.
        stop: Asked now and then; a true answer ends the work with what was found so far.

    Raises:
        UsageError: If a planning number is out of range.
    """
    problem = problem_of(desk)
    names = names_of(desk, problem)
    plan = plan or solve(problem, names=names, stop=stop)
    if plan.talks is None:
        return Soundness(checks=(), robustness=None, warnings=())
    facts = facts_to_check(problem, plan, rules=rules_of(desk.org), names=names, stop=stop)
    borne = robustness(problem, plan, names=names, stop=stop)
    return Soundness(
        checks=tuple(_check(desk, fact, names) for fact in facts[:SHOWN]),
        robustness=borne,
        warnings=warnings_of(desk, problem, borne, names),
    )


def facts_in_question(desk: Desk) -> int:
    """How many needs and ties are not sure, so that each has to be weighed.

    Raises:
        UsageError: If a planning number is out of range.
    """
    problem = problem_of(desk)
    people = sum(
        1
        for person in problem.people
        if person.confidence < SURE and not person.on_board and person.stage is not Stage.PRESIDENT
    )
    return people + len({pull.tie for pull in problem.pulls if pull.confidence < SURE})


_NOT = {
    TieKind.DOTTED: "does not also report to",
    TieKind.INFLUENCES: "does not influence",
    TieKind.TRUSTS: "does not trust",
    TieKind.ALLIED_WITH: "is not allied with",
    TieKind.INTRODUCES: "cannot introduce you to",
    TieKind.FRICTION: "has no friction with",
    TieKind.DRIVES: "does not drive a result of",
}


def _check(desk: Desk, fact: Fact, names: Mapping[PersonId, str]) -> Check:
    """A fact as a sentence that says what to find out, and what hangs on it."""
    tie = desk.org.ties.get(fact.tie)
    if tie is not None and tie.kind in _NOT:
        cause = f"If {names[tie.a]} {_NOT[tie.kind]} {names[tie.b]}"
    elif fact.kind == "need":
        cause = f"If {names[fact.people[0]]} stands nearer or further than you think"
    else:
        ends = " and ".join(names[who] for who in fact.people)
        cause = f"If the tie between {ends} does not hold"
    return Check(
        kind=fact.kind,
        people=fact.people,
        tie=fact.tie,
        regret=fact.regret,
        swing=fact.swing,
        next_changes=fact.next_changes,
        text=f"{cause}, {_stakes(fact)}.",
    )


def _stakes(fact: Fact) -> str:
    if fact.regret:
        talks = f"{fact.regret:g} talk{'' if fact.regret == 1 else 's'}"
        return f"the plan changes, and finding out late costs {talks} on average: ask first"
    if fact.next_changes:
        return "the next conversation should be another: ask first"
    if fact.swing is None:
        return "critical mass itself depends on it: ask"
    return f"the plan moves by {fact.swing} talk{'' if fact.swing == 1 else 's'}: worth asking"

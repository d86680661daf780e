"""What the plan hangs on: the people nobody may lose, and the facts to check first, in words."""

from __future__ import annotations

import msgspec

from cxmap.model.words import PersonId, TieKind
from cxmap.plan.facts import Fact, facts_to_check
from cxmap.plan.robust import Robustness, lone_allies, robustness
from cxmap.plan.solve import Plan, solve
from cxmap.session.desk import Desk
from cxmap.session.planning.mapping import problem_of, rules_of
from cxmap.session.planning.weighing import names_of
from cxmap.session.showing.rows import name_of

SHOWN = 5
"""Facts and pillars that are said; the rest is noise."""


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """A fact worth checking before the next talk."""

    people: tuple[PersonId, ...]
    tie: str
    """Id of the tie; empty when it is about one person."""
    regret: float
    """Talks lost on average by being wrong about it."""
    text: str
    """For example ``If Cy does not trust Bob, the plan changes: ask first``."""


class Soundness(msgspec.Struct, frozen=True, kw_only=True):
    """What the plan hangs on."""

    checks: tuple[Check, ...]
    """Most worth checking first."""
    robustness: Robustness | None
    """None without a plan."""
    warnings: tuple[str, ...]
    """What would break it, with the remedy in talks; empty when nothing would."""


def soundness(desk: Desk, plan: Plan | None = None) -> Soundness:
    """Facts to check first, and people the plan could not bear to lose.

    Args:
        desk: The map and the day.
        plan: The plan if it is at hand; made otherwise.

    Raises:
        UsageError: If a planning number is out of range.
    """
    problem = problem_of(desk)
    names = names_of(desk, problem)
    plan = plan or solve(problem, names=names)
    if plan.talks is None:
        return Soundness(checks=(), robustness=None, warnings=())
    facts = facts_to_check(problem, plan, rules=rules_of(desk.org), names=names)
    borne = robustness(problem, plan, names=names)
    units = {one.id: desk.org.people[one.id].unit for one in problem.people}
    return Soundness(
        checks=tuple(_check(desk, fact) for fact in facts[:SHOWN]),
        robustness=borne,
        warnings=(
            *_hangs(desk, borne),
            *(pillar.text for pillar in borne.pillars[:SHOWN]),
            *(
                f"{name_of(desk.org, who)} is the only ally in {unit}."
                for unit, who in lone_allies(problem, units).items()
            ),
        ),
    )


def _hangs(desk: Desk, borne: Robustness) -> list[str]:
    """Whether the coalition at the plan's end bears a loss, and what bearing one would cost."""
    if borne.survives_any_loss or not borne.hangs_on:
        return []
    count = len(borne.hangs_on)
    who = name_of(desk.org, borne.hangs_on[0]) if count == 1 else f"any one of {count} people"
    lost = f"At the plan's end the loss of {who} would break critical mass"
    if borne.remedy is None:
        return [f"{lost}; no larger coalition is within reach."]
    more = f"{borne.remedy} talk{'' if borne.remedy == 1 else 's'} more"
    return [f"{lost}; {more} would make it bear one loss."]


_NOT = {
    TieKind.DOTTED: "does not also report to",
    TieKind.INFLUENCES: "does not influence",
    TieKind.TRUSTS: "does not trust",
    TieKind.ALLIED_WITH: "is not allied with",
    TieKind.INTRODUCES: "cannot introduce you to",
    TieKind.FRICTION: "has no friction with",
    TieKind.DRIVES: "does not drive a result of",
}


def _check(desk: Desk, fact: Fact) -> Check:
    """A fact as a sentence that says what to find out, and what hangs on it."""
    org = desk.org
    tie = org.ties.get(fact.tie)
    if tie is not None and tie.kind in _NOT:
        cause = f"If {name_of(org, tie.a)} {_NOT[tie.kind]} {name_of(org, tie.b)}"
    elif fact.kind == "need":
        cause = f"If {name_of(org, fact.people[0])} stands nearer or further than you think"
    else:
        ends = " and ".join(name_of(org, who) for who in fact.people)
        cause = f"If the tie between {ends} does not hold"
    return Check(
        people=fact.people, tie=fact.tie, regret=fact.regret, text=f"{cause}, {_stakes(fact)}."
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

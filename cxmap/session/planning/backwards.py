"""Backward mode: beginning from one hard person, who opens the way and who softens them."""

from __future__ import annotations

import msgspec

from cxmap.errors import UsageError
from cxmap.model.words import PersonId
from cxmap.plan.explain import Reason, joined
from cxmap.plan.problem import Problem
from cxmap.plan.solve import Plan, PlanStep, solve
from cxmap.plan.whatif import towards
from cxmap.session.desk import Desk
from cxmap.session.planning.mapping import problem_of
from cxmap.session.planning.names import names_of
from cxmap.session.planning.plan_words import say_blocked
from cxmap.session.planning.ways import WayView, way_view
from cxmap.session.showing.rows import name_of

_HELPS = frozenset({"introduced_by", "opens_way", "pulls_others", "brings"})


class Backwards(msgspec.Struct, frozen=True, kw_only=True):
    """How to win one person, whatever the critical mass."""

    person: PersonId
    way: WayView
    """The warmest way in."""
    plan: Plan | None
    """Fewest talks that win them; None for somebody outside the plan's scope."""
    helpers: tuple[PersonId, ...]
    """Who is talked to before, in order."""
    names: dict[PersonId, str]
    message: str
    """The answer in a sentence; empty when there is nothing to say beyond the way in."""

    def why(self, at: int) -> tuple[Reason, ...]:
        """What a talk does for the one to be won: whom it opens, whom it softens; nothing for others.

        Args:
            at: Which talk, counted from 0.
        """
        return tuple(reason for reason in self.steps[at].reasons if reason.code in _HELPS)

    @property
    def steps(self) -> tuple[PlanStep, ...]:
        """The talks in order; none without a plan."""
        return self.plan.steps if self.plan else ()


def backwards(desk: Desk, person: PersonId) -> Backwards:
    """Who opens the way to somebody and who softens them, with the talks that it takes.

    Raises:
        UsageError: If the person is not on the map, or is the president, or a planning number is
            out of range.
    """
    way = way_view(desk, person)
    problem = problem_of(desk)
    names = names_of(desk, problem)
    plan: Plan | None = None
    if person in names:
        try:
            plan = solve(towards(_unpinned(problem), person), names=names)
        except UsageError:
            if person != desk.hierarchy.president:
                raise
    helpers = tuple(who for who in dict.fromkeys(plan.order if plan else ()) if who != person)
    return Backwards(
        person=person,
        way=way,
        plan=plan,
        helpers=helpers,
        names=names,
        message=_say(desk, person, plan, helpers),
    )


def _unpinned(problem: Problem) -> Problem:
    """Whoever is to be talked to first for the whole need not be for the one."""
    people = tuple(msgspec.structs.replace(one, pinned=False) for one in problem.people)
    return msgspec.structs.replace(problem, people=people)


def _say(desk: Desk, person: PersonId, plan: Plan | None, helpers: tuple[PersonId, ...]) -> str:
    name = name_of(desk.org, person)
    if person == desk.hierarchy.president:
        return f"{name} decides in the forum, once critical mass is there."
    if plan is None:
        return ""
    if plan.talks is None:
        why = "; ".join(one for one in say_blocked(desk, plan) if one.startswith(f"{name} "))
        return f"No talks win {name} as the map stands{f': {why}' if why else ''}."
    if not plan.talks:
        return f"{name} needs no talk."
    count = f"{plan.talks} talk{'' if plan.talks == 1 else 's'}"
    if not helpers:
        return f"{count} with {name} alone; nobody else makes it shorter."
    return f"{count} win {name}, by way of {joined([name_of(desk.org, who) for who in helpers])}."

"""Which fact to check first: what it would cost to be wrong about it.

For every fact that is not sure (what somebody needs, whether a tie holds) the problem is taken
with the one and the other value. Each time the present plan is followed until something goes
otherwise than expected, then a new plan is made; what that costs beyond knowing the truth from the
start is the regret. Facts are ranked by regret, then by whether the very next conversation would
be another, then by swing: how far the fewest talks move between its two values.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property, partial
from itertools import chain

import msgspec

from cxmap.plan.exact import Stop
from cxmap.plan.explain import Names, count
from cxmap.plan.least import QUICK_LIMIT, is_firm, least_talks
from cxmap.plan.problem import PlanPerson, Problem, Pull, Stage
from cxmap.plan.replay import Replay, State
from cxmap.plan.rules import PlanRules
from cxmap.plan.solve import Plan

SURE = 3
"""Confidence from which a fact is not asked about."""


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """One uncertain fact and what hangs on it."""

    kind: str
    """``need`` of a person, or ``tie`` between two."""
    people: tuple[str, ...]
    """Ids concerned: the person, or source and target of the tie."""
    tie: str
    """Id of the tie, if it has one."""
    values: tuple[int, int]
    """Its two values: points needed, nearer and further; for a tie 1 (there) and 0 (not)."""
    talks: tuple[int | None, int | None]
    """Fewest talks under each value; None when the goal is out of reach then."""
    swing: int | None
    """Talks between the two; None when one of them has no plan."""
    regret: float
    """Talks lost on average by following the present plan and finding out on the way."""
    next_changes: bool
    """Whether under one of the values the next conversation should be another."""
    text: str
    """The question as a sentence."""


def facts_to_check(
    problem: Problem,
    plan: Plan,
    *,
    rules: PlanRules | None = None,
    names: Mapping[str, str] | None = None,
    work_limit: int = QUICK_LIMIT,
    stop: Stop | None = None,
) -> tuple[Fact, ...]:
    """The uncertain facts of a problem, the one most worth checking first.

    Args:
        problem: The problem, with a confidence for every need and tie.
        plan: The present plan; without an order there is nothing to follow and no fact.
        rules: Spreads for needs whose two values are not given.
        names: Display names by id.
        work_limit: Work for each of the many small searches.
        stop: Asked now and then; a true answer ends with the facts weighed so far.

    Returns:
        Facts that change anything, by regret, then next conversation, then swing, then ids.
    """
    if plan.talks is None or not plan.order:
        return ()
    judge = _Judge(problem, plan, Names(names or {}), work_limit, stop)
    found = judge.facts(rules or PlanRules())
    worth = [fact for fact in found if fact.regret or fact.next_changes or fact.swing != 0]
    return tuple(
        sorted(
            worth,
            key=lambda fact: (
                -fact.regret,
                not fact.next_changes,
                -(fact.swing if fact.swing is not None else problem_size(problem)),
                fact.kind,
                fact.people,
                fact.tie,
            ),
        )
    )


def problem_size(problem: Problem) -> int:
    """More talks than any plan of the problem holds: stands for a goal that goes out of reach."""
    return sum(person.max_talks for person in problem.people) + 1


def _unsure_people(problem: Problem) -> Iterator[PlanPerson]:
    """Everybody not on board whose need is not sure."""
    for person in problem.people:
        if person.confidence < SURE and not person.on_board and person.stage != Stage.PRESIDENT:
            yield person


def _unsure_ties(problem: Problem) -> Iterator[tuple[Pull, ...]]:
    """The pulls of every tie that is not sure, both directions of a tie together."""
    ties: dict[str, list[Pull]] = {}
    for pull in sorted(problem.pulls, key=lambda one: (one.source, one.target)):
        if pull.confidence < SURE:
            ties.setdefault(pull.tie or f"{pull.source}\x1e{pull.target}", []).append(pull)
    yield from (tuple(pulls) for pulls in ties.values())


class _World(msgspec.Struct, frozen=True):
    """The problem with one of a fact's two values."""

    problem: Problem
    """The whole problem."""
    harder: bool
    """Whether it holds no more help than the problem that is believed in."""


class _Weighed(msgspec.Struct, frozen=True):
    """What one value of a fact comes to."""

    talks: int | None
    """Fewest talks."""
    regret: int
    """Talks lost by following the present plan."""
    next_changes: bool
    """Whether the next conversation should be another."""


class _Judge:
    """Weighs facts against one plan."""

    def __init__(
        self, problem: Problem, plan: Plan, names: Names, work_limit: int, stop: Stop | None
    ) -> None:
        self.problem = problem
        self.plan = plan
        self.names = names
        self.work_limit = work_limit
        self.stop = stop
        self.steps = Replay(problem).play(plan.order).steps

    def facts(self, rules: PlanRules) -> list[Fact]:
        """Every fact that is not sure, weighed; those before the stop if there is one."""
        found: list[Fact] = []
        asked = chain(
            (partial(self.need, person, rules) for person in _unsure_people(self.problem)),
            (partial(self.tie, pulls) for pulls in _unsure_ties(self.problem)),
        )
        for weigh in asked:
            fact = weigh()
            # A search that was stopped half-way says nothing about its fact.
            if self.stop and self.stop():
                break
            found.append(fact)
        return found

    def need(self, person: PlanPerson, rules: PlanRules) -> Fact:
        """What hangs on somebody's stance."""
        spread = rules.spread_need(person.confidence)
        low = max(0, person.need - spread) if person.need_low is None else person.need_low
        high = person.need + spread if person.need_high is None else person.need_high
        worlds = (
            _World(self._needing(person, low), harder=False),
            _World(self._needing(person, high), harder=high >= person.need),
        )
        name = self.names.one(person.id)
        return self._fact(
            worlds, kind="need", people=(person.id,), values=(low, high),
            subject=f"Find out where {name} stands",
        )  # fmt: skip

    def _needing(self, person: PlanPerson, need: int) -> Problem:
        """The problem with another need of one person."""
        if need == person.need:
            return self.problem
        people = tuple(
            msgspec.structs.replace(one, need=need) if one.id == person.id else one
            for one in self.problem.people
        )
        return msgspec.structs.replace(self.problem, people=people)

    def tie(self, pulls: tuple[Pull, ...]) -> Fact:
        """What hangs on a tie."""
        gone = tuple(pull for pull in self.problem.pulls if pull not in pulls)
        worlds = (
            _World(self.problem, harder=False),
            _World(msgspec.structs.replace(self.problem, pulls=gone), harder=True),
        )
        source, target = pulls[0].source, pulls[0].target
        ends = f"{self.names.one(source)} and {self.names.one(target)}"
        return self._fact(
            worlds, kind="tie", people=(source, target), values=(1, 0),
            subject=f"Find out whether the tie between {ends} holds", tie=pulls[0].tie,
        )  # fmt: skip

    def _fact(
        self,
        worlds: tuple[_World, _World],
        *,
        kind: str,
        people: tuple[str, ...],
        values: tuple[int, int],
        subject: str,
        tie: str = "",
    ) -> Fact:
        """A fact with its two worlds weighed."""
        one, other = (self._weighed(world) for world in worlds)
        swing = None if one.talks is None or other.talks is None else abs(other.talks - one.talks)
        regret = (one.regret + other.regret) / 2
        changes = one.next_changes or other.next_changes
        return Fact(
            kind=kind,
            people=people,
            tie=tie,
            values=values,
            talks=(one.talks, other.talks),
            swing=swing,
            regret=regret,
            next_changes=changes,
            text=f"{subject}: {_stakes(swing, regret, changes=changes)}.",
        )

    def _weighed(self, world: _World) -> _Weighed:
        """What one value of a fact comes to."""
        if world.problem is self.problem:
            return _Weighed(self._believed, 0, next_changes=False)
        reached = Replay(world.problem).reaches(self.plan.order)
        if world.harder and self._is_firm and reached == self.plan.talks:
            return _Weighed(reached, 0, next_changes=False)
        best = self._least(world.problem)
        if best is not None and reached is not None and reached <= best:
            return _Weighed(reached, 0, next_changes=False)
        return _Weighed(
            best,
            self._regret(world.problem, best),
            next_changes=self._next_changes(world.problem, best),
        )

    @cached_property
    def _is_firm(self) -> bool:
        """Whether the plan is of fewest talks, and a world with less help cannot have a better one."""
        return is_firm(self.problem, self.plan)

    @cached_property
    def _believed(self) -> int | None:
        """Fewest talks of the problem as it is."""
        return self.plan.talks if self._is_firm else self._least(self.problem)

    def _least(self, problem: Problem) -> int | None:
        """Fewest talks, by a quick search."""
        found = least_talks(
            problem, work_limit=self.work_limit, like=self.plan.order, stop=self.stop
        )
        return found.talks

    def _regret(self, world: Problem, best: int | None) -> int:
        """Talks lost in a world by following the present plan until it goes otherwise."""
        if best is None:
            return 0
        replay = Replay(world)
        state = replay.start()
        held = 0
        for step in self.steps:
            if state.on_board != step.before.on_board or replay.enough(state):
                break
            if replay.barred(state, step.talk_with) is not None:
                break
            state = replay.after(replay.talk(state, step.talk_with))
            held += 1
        rest = self._least(continued(world, state))
        return max(0, held + (best if rest is None else rest) - best)

    def _next_changes(self, world: Problem, best: int | None) -> bool:
        """Whether no best plan of a world begins with the present next conversation."""
        if not best:
            return False
        replay = Replay(world)
        start = replay.start()
        if replay.barred(start, self.plan.order[0]) is not None:
            return True
        state = replay.after(replay.talk(start, self.plan.order[0]))
        rest = self._least(continued(world, state))
        return rest is None or rest + 1 > best


def _stakes(swing: int | None, regret: float, *, changes: bool) -> str:
    """What hangs on a fact, in words."""
    parts = []
    if regret:
        parts.append(f"being wrong costs {regret:g} talks on average")
    if changes:
        parts.append("the next conversation depends on it")
    if swing is None:
        parts.append("the goal itself depends on it")
    elif swing:
        parts.append(f"it moves the plan by {count(swing, 'talk')}")
    return "; ".join(parts) if parts else "nothing changes"


def continued(problem: Problem, state: State) -> Problem:
    """The problem that is left in the middle of a plan.

    Args:
        problem: The problem as it began.
        state: Where things stand.

    Returns:
        The same problem with the people of the state on board, and the conversations held taken
        off what is needed, what must be and what is granted.
    """
    people = tuple(
        msgspec.structs.replace(
            person,
            on_board=person.id in state.on_board,
            need=max(0, person.need - person.gain * held)
            if (held := state.talks.get(person.id, 0))
            else person.need,
            must_meet=max(0, person.must_meet - held),
            max_talks=max(0, person.max_talks - held),
        )
        for person in problem.people
    )
    return msgspec.structs.replace(problem, people=people)

"""The planner's optima equal those of a search that tries every allowed sequence of talks.

The oracle below is written from the rules alone and shares no code with the planner. Set
``CXMAP_PLAN_PROBLEMS`` to the number of random problems wanted (2000 take a minute).
"""

from __future__ import annotations

import heapq
import os
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxmap.plan.problem import PlanParams, PlanPerson, Problem, Pull, Stage
from cxmap.plan.replay import Replay
from cxmap.plan.solve import solve

PROBLEMS = int(os.environ.get("CXMAP_PLAN_PROBLEMS", "20"))
STAGES = ["outcome", "driver", "ally", "other"]


class Oracle:
    """Dijkstra over every allowed talk, from the rules alone."""

    def __init__(self, problem):
        self.people = [person for person in problem.people if person.stage != "president"]
        self.index = {person.id: at for at, person in enumerate(self.people)}
        self.ties = [
            (self.index[tie.source], self.index[tie.target], tie.pull, tie.intro)
            for tie in problem.pulls
            if tie.source in self.index and tie.target in self.index
        ]
        self.params = problem.params

    def settle(self, group, held):
        while True:
            joining = set()
            for at, person in enumerate(self.people):
                support = person.gain * held[at]
                support += sum(pull for a, b, pull, _ in self.ties if b == at and a in group)
                if at not in group and held[at] >= person.must_meet and support >= person.need:
                    joining.add(at)
            if not joining:
                return frozenset(group)
            group = set(group) | joining

    def allowed(self, group, held, at):
        person = self.people[at]
        owners = sum(self.people[j].stage == "outcome" for j in group)
        drivers = sum(self.people[j].stage == "driver" for j in group)
        gate = person.stage in ("outcome", "ally") or (
            owners >= self.params.gate_outcome
            and (person.stage == "driver" or drivers >= self.params.gate_driver)
        )
        door = person.reach or any(intro and b == at and a in group for a, b, _, intro in self.ties)
        return at not in group and held[at] < person.max_talks and gate and door

    def enough(self, group):
        weight = sum(self.people[at].leader_weight for at in group)
        must_haves = {self.index[person_id] for person_id in self.params.required}
        return weight >= self.params.quorum and must_haves <= set(group)

    def best(self, objective):
        """The least cost, or None: talks, effort, (weeks, talks), or (talks, weeks)."""
        by_week = objective in ("weeks", "talks and weeks")
        nobody = (0,) * len(self.people)
        today = {at for at, person in enumerate(self.people) if person.on_board}
        start = (self.settle(today, nobody), nobody, frozenset())
        tie = count()
        heap = [((0, 0), next(tie), start)]
        done = set()
        while heap:
            paid, _, spot = heapq.heappop(heap)
            group, held, busy = spot
            if spot in done:
                continue
            done.add(spot)
            if self.enough(group):
                return paid if by_week else paid[0]
            if by_week and busy:
                heapq.heappush(heap, (paid, next(tie), (group, held, frozenset())))
            for at, person in enumerate(self.people):
                if at in busy or len(busy) == self.params.capacity_per_week:
                    continue
                if not self.allowed(group, held, at):
                    continue
                now = (*held[:at], held[at] + 1, *held[at + 1 :])
                after = self.settle(group, now)
                step = {
                    "talks": (1, 0),
                    "effort": (person.cost, 0),
                    "weeks": (not busy, 1),
                    "talks and weeks": (1, not busy),
                }[objective]
                price = (paid[0] + step[0], paid[1] + step[1])
                then = (after, now, busy | {at} if by_week else busy)
                if then not in done:
                    heapq.heappush(heap, (price, next(tie), then))
        return None


@st.composite
def problems(draw):
    size = draw(st.integers(5, 7))
    friction = draw(st.booleans())
    names = [f"p{at}" for at in range(size)]
    people = [
        PlanPerson(
            id=name,
            stage=Stage(draw(st.sampled_from(STAGES))),
            need=draw(st.sampled_from([0, 5, 10, 15, 20, 28])),
            gain=draw(st.sampled_from([6, 10, 10, 14])),
            cost=draw(st.sampled_from([1, 1, 2, 4])),
            max_talks=draw(st.sampled_from([0, 1, 2, 2, 3])),
            must_meet=draw(st.sampled_from([0, 0, 1, 2])),
            reach=draw(st.sampled_from([True, True, False])),
            leader_weight=draw(st.sampled_from([0, 1, 1, 2])),
            on_board=draw(st.sampled_from([False] * 7 + [True])),
        )
        for name in names
    ]
    pairs = st.tuples(st.sampled_from(names), st.sampled_from(names))
    points = st.sampled_from([3, 6, 8, 12, 20, 0] + ([-3, -6, -9, -12] if friction else []))
    ties = draw(
        st.lists(
            st.builds(
                lambda pair, pull, intro: Pull(
                    source=pair[0], target=pair[1], pull=pull, intro=intro
                ),
                pairs.filter(lambda pair: pair[0] != pair[1]),
                points,
                st.booleans(),
            ),
            max_size=3 * size,
        )
    )
    if draw(st.booleans()):
        people.append(PlanPerson(id="top", stage=Stage.PRESIDENT, need=0, leader_weight=1))
    params = PlanParams(
        quorum=draw(st.integers(0, 4)),
        gate_outcome=draw(st.integers(0, 2)),
        gate_driver=draw(st.integers(0, 1)),
        required=tuple(draw(st.sets(st.sampled_from(names), max_size=1))),
        capacity_per_week=draw(st.integers(1, 3)),
    )
    return Problem(people=tuple(people), pulls=tuple(ties), params=params)


@pytest.mark.timeout(900)
@settings(
    max_examples=PROBLEMS,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(problems())
def test_talks_effort_and_weeks_are_those_of_exhaustive_search(problem):
    oracle = Oracle(problem)
    replay = Replay(problem)
    talks, effort, weeks = (solve(problem, goal) for goal in ("talks", "effort", "weeks"))
    expected = oracle.best("talks")
    assert talks.talks == expected
    assert effort.effort == oracle.best("effort")
    assert (weeks.weeks and (weeks.weeks, weeks.talks)) == (
        None if expected is None else oracle.best("weeks") if expected else 0
    )
    if expected:
        assert (talks.talks, talks.weeks) == oracle.best("talks and weeks")
        assert talks.fewest_weeks
    for plan in (talks, effort, weeks):
        assert plan.status == ("infeasible" if expected is None else "optimal")
        if expected is not None:
            assert replay.play(plan.order).enough
            assert replay.play(one for week in plan.week_plan for one in week).enough
            capacity = problem.params.capacity_per_week
            assert all(len(set(week)) == len(week) <= capacity for week in plan.week_plan)

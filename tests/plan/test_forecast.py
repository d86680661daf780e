"""Forecasts: the same as one future after another in plain words, calibrated, and reproducible."""

from __future__ import annotations

import random

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxmap.plan.forecast import forecast, share_of
from cxmap.plan.futures import Futures, talks_to_goal, the_list
from cxmap.plan.luck import key_of, uniform, uniforms
from cxmap.plan.problem import PlanParams, PlanPerson, Problem, Pull, Stage
from cxmap.plan.rules import PlanRules
from cxmap.plan.solve import solve

RULES = PlanRules()


def organisation(seed, size=10):
    luck = random.Random(seed)
    stages = [Stage.OUTCOME, Stage.OUTCOME, Stage.DRIVER, Stage.ALLY, Stage.OTHER]
    people = tuple(
        PlanPerson(
            id=f"p{at:02}",
            stage=luck.choice(stages),
            need=luck.choice([5, 10, 20, 20, 35]),
            must_meet=at % 2,
            reach=luck.random() < 0.7,
            leader_weight=at % 2,
            confidence=luck.choice([1, 2, 3]),
            on_board=luck.random() < 0.1,
        )
        for at in range(size)
    )
    pulls = tuple(
        Pull(
            source=f"p{luck.randrange(size):02}",
            target=f"p{luck.randrange(size):02}",
            pull=luck.choice([-3, 3, 6, 8, 12]),
            intro=luck.random() < 0.5,
            confidence=luck.choice([1, 2, 3]),
            tie=f"t{at}",
        )
        for at in range(2 * size)
    )
    params = PlanParams(quorum=1 + size // 4, gate_outcome=1, gate_driver=1)
    return Problem(people=people, pulls=pulls, params=params)


class OneFuture:
    """One future in plain words, from the rules of the forecast alone."""

    def __init__(self, problem, listed, seed, number):
        self.problem, self.listed = problem, listed
        self.draw = lambda purpose, name: uniform(key_of(seed, purpose, name), number)
        self.need = {one.id: self.needed(one) for one in listed}
        self.gain = {one.id: self.gained(one) for one in listed}
        self.pull = [(tie, self.given(tie), self.held(tie)) for tie in problem.pulls]

    def normal(self, purpose, name):
        drawn = [self.draw(f"{purpose}{turn}", name) for turn in range(3)]
        return 2 * (drawn[0] + drawn[1] + drawn[2]) - 3

    def needed(self, one):
        spread = {3: 3, 2: 8, 1: 15}[one.confidence]
        return round(max(0.0, one.need + spread * self.normal("need", one.id)) * 1000)

    def gained(self, one):
        share = min(2.0, max(0.2, 1 + 0.35 * self.normal("gain", one.id)))
        return round(share * (one.gain * 1000))

    def held(self, tie):
        return self.draw("holds", tie.tie) < {3: 0.95, 2: 0.8, 1: 0.5}[tie.confidence]

    def given(self, tie):
        share = 0.6 + 1.0 * self.draw("pull", tie.tie)
        return round(share * (tie.pull * 1000)) if self.held(tie) else 0

    def settle(self, group, talks):
        while True:
            ready = {
                one.id
                for one in self.listed
                if one.id not in group
                and talks[one.id] >= one.must_meet
                and self.support(one.id, group, talks) >= self.need[one.id]
            }
            if not ready:
                return group
            group = group | ready

    def support(self, who, group, talks):
        pulls = sum(
            points
            for tie, points, _ in self.pull
            if tie.target == who and tie.source in group and tie.source != who
        )
        return self.gain[who] * talks[who] + pulls

    def allowed(self, one, group, talks):
        stages = [other.stage for other in self.listed if other.id in group]
        params = self.problem.params
        if one.stage in (Stage.DRIVER, Stage.OTHER) and (
            stages.count(Stage.OUTCOME) < params.gate_outcome
        ):
            return False
        if one.stage is Stage.OTHER and stages.count(Stage.DRIVER) < params.gate_driver:
            return False
        door = one.reach or any(
            tie.intro and holds and tie.target == one.id and tie.source in group
            for tie, _, holds in self.pull
            if tie.source != tie.target
        )
        return one.id not in group and talks[one.id] < one.max_talks and door

    def talks_to_goal(self):
        talks = {one.id: 0 for one in self.listed}
        today = {one.id for one in self.listed if one.on_board}
        group = self.settle(today, talks)
        for count in range(61):
            mass = sum(one.leader_weight for one in self.listed if one.id in group)
            if mass >= self.problem.params.quorum:
                return count
            open_now = [one for one in self.listed if self.allowed(one, group, talks)]
            if not open_now:
                return -1
            talks[open_now[0].id] += 1
            group = self.settle(group, talks)
        return -1


@settings(max_examples=5)
@given(st.integers(0, 10_000))
def test_many_futures_at_once_are_the_same_as_one_after_another(seed):
    problem = organisation(seed)
    listed = the_list(problem, solve(problem).order)
    numbers = np.arange(5, 25, dtype=np.uint64)
    at_once = talks_to_goal(Futures(problem, listed, RULES, seed=seed, scenarios=numbers))
    one_by_one = [OneFuture(problem, listed, seed, at).talks_to_goal() for at in range(5, 25)]
    assert at_once.tolist() == one_by_one


@given(st.integers(0, 2**64 - 1), st.integers(0, 2**40))
def test_numbers_drawn_at_once_are_those_drawn_one_by_one(key, first):
    numbers = np.array([first, first + 1, first + 7], dtype=np.uint64)
    drawn = uniforms(key, numbers).tolist()
    assert drawn == [uniform(key, first), uniform(key, first + 1), uniform(key, first + 7)]
    assert all(0 <= number < 1 for number in drawn)


def test_the_first_numbers_are_these_on_every_platform():
    assert key_of(1, "need", "ann") == 2587997545518081568
    assert uniform(0, 0) == 0.8833108082136426


def test_the_same_problem_has_the_same_forecast_and_another_seed_another():
    problem = organisation(3)
    plan = solve(problem)
    first = forecast(problem, plan, scenarios=400, weeks=True, band=True)
    assert first == forecast(problem, plan, scenarios=400, weeks=True, band=True)
    assert first != forecast(problem, plan, scenarios=400, seed=7, weeks=True, band=True)


def test_adding_a_person_leaves_every_other_draw_as_it_was():
    problem = organisation(4)
    numbers = np.arange(50, dtype=np.uint64)
    newcomer = PlanPerson(id="new", stage=Stage.ALLY, need=20)
    more = msgspec.structs.replace(problem, people=(newcomer, *problem.people))
    before = Futures(problem, problem.people, RULES, seed=1, scenarios=numbers)
    after = Futures(more, more.people, RULES, seed=1, scenarios=numbers)
    assert (after.need[1:] == before.need).all()
    assert (after.gain[1:] == before.gain).all()
    assert (after.pull == before.pull).all()


@pytest.mark.parametrize("seed", [3, 9])
def test_futures_of_another_seed_come_within_the_stated_levels(seed):
    problem = organisation(seed, 21)
    plan = solve(problem)
    stated = forecast(problem, plan, scenarios=2000)
    other = forecast(problem, plan, scenarios=2000, seed=4711)
    for level in (50, 80):
        count = stated.talks.levels[level]
        just_before = stated.talks.shares[count - 1].share if count else 0.0
        came = other.talks.shares[min(count, len(other.talks.shares) - 1)].share
        assert level / 100 - 0.04 <= came
        assert just_before < level / 100
        assert came <= max(level / 100 + 0.1, stated.talks.shares[count].share + 0.04)


def test_the_plan_is_the_floor_and_the_chance_grows_with_the_talks():
    problem = organisation(9, 21)
    plan = solve(problem)
    drawn = forecast(problem, plan, scenarios=1000, weeks=True, band=True)
    shares = [entry.share for entry in drawn.talks.shares]
    assert shares == sorted(shares)
    assert drawn.floor == plan.talks
    assert drawn.at_floor == shares[plan.talks]
    assert drawn.at_floor < 0.6
    assert drawn.talks.levels[50] >= plan.talks
    assert shares[-1] + drawn.talks.never == pytest.approx(1)
    assert drawn.weeks.levels[50] <= drawn.talks.levels[50]
    assert drawn.band[50].low <= drawn.talks.levels[50]
    for entry in drawn.talks.shares:
        assert 0 <= entry.low <= entry.share <= entry.high <= 1


def test_what_is_known_for_sure_and_without_spread_is_no_gamble():
    calm = RULES.with_changes(
        {
            "spread_need_sure": 0,
            "spread_gain": 0,
            "spread_pull_low": 100,
            "spread_pull_wide": 0,
            "holds_tie_sure": 100,
            "forecast_slip": 0,
        }
    )
    people = (
        PlanPerson(id="ann", stage=Stage.OUTCOME, need=20, leader_weight=1),
        PlanPerson(id="eve", stage=Stage.ALLY, need=10),
    )
    pulls = (Pull(source="eve", target="ann", pull=12),)
    problem = Problem(people=people, pulls=pulls, params=PlanParams(quorum=1))
    drawn = forecast(problem, solve(problem), rules=calm, scenarios=100, weeks=True)
    assert (drawn.at_floor, drawn.talks.levels[10], drawn.talks.levels[90]) == (1.0, 2, 2)
    assert drawn.weeks.levels == {10: 1, 50: 1, 80: 1, 90: 1}


def test_a_goal_out_of_reach_has_no_level():
    people = (PlanPerson(id="ann", stage=Stage.OUTCOME, need=900, leader_weight=1),)
    problem = Problem(people=people, params=PlanParams(quorum=1))
    drawn = forecast(problem, solve(problem), scenarios=100, band=True)
    assert (drawn.floor, drawn.at_floor, drawn.talks.never) == (None, None, 1.0)
    assert drawn.talks.levels[50] is None
    assert drawn.band[50].high is None


def test_the_interval_of_a_share_is_that_of_wilson():
    half = share_of(3, 1000, 2000)
    assert (half.count, half.share) == (3, 0.5)
    assert half.high - half.low == pytest.approx(0.0438, abs=0.0002)
    assert share_of(0, 0, 100).low == 0
    assert share_of(0, 100, 100).high == 1

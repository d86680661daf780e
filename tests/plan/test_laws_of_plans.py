"""Laws: names, order of input and hash seeds change nothing; more help never costs more."""

from __future__ import annotations

import os
import random
import subprocess
import sys

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from cxmap.plan.problem import PlanParams, PlanPerson, Problem, Pull, Stage
from cxmap.plan.solve import solve


def organisation(seed, size=9):
    """A random problem: the same for the same seed."""
    luck = random.Random(seed)
    stages = [Stage.OUTCOME, Stage.OUTCOME, Stage.DRIVER, Stage.ALLY]
    people = tuple(
        PlanPerson(
            id=f"p{at:02}",
            stage=luck.choice(stages),
            need=luck.choice([5, 10, 20, 20, 35]),
            cost=luck.choice([1, 2]),
            must_meet=luck.choice([0, 1]),
            reach=luck.random() < 0.7,
            leader_weight=luck.choice([0, 1]),
            rank=f"{at:02}",
        )
        for at in range(size)
    )
    pulls = tuple(
        Pull(
            source=f"p{luck.randrange(size):02}",
            target=f"p{luck.randrange(size):02}",
            pull=luck.choice([3, 6, 8, 12]),
            intro=luck.random() < 0.5,
        )
        for _ in range(2 * size)
    )
    return Problem(people=people, pulls=pulls, params=PlanParams(quorum=2, gate_outcome=1))


def renamed(problem, names):
    people = tuple(msgspec.structs.replace(one, id=names[one.id]) for one in problem.people)
    pulls = tuple(
        msgspec.structs.replace(tie, source=names[tie.source], target=names[tie.target])
        for tie in problem.pulls
    )
    return Problem(people=people, pulls=pulls, params=problem.params)


@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
def test_renaming_ids_changes_nothing_but_ids(seed, luck):
    problem = organisation(seed)
    ids = [one.id for one in problem.people]
    names = dict(zip(ids, luck.sample([f"x{at}" for at in range(50)], len(ids)), strict=True))
    before, after = solve(problem), solve(renamed(problem, names))
    assert tuple(names[one] for one in before.order) == after.order
    assert before.status == after.status
    assert [(names[one.id], one.code) for one in before.blocked] == [
        (one.id, one.code) for one in after.blocked
    ]


@given(st.integers(0, 10_000), st.sampled_from(["talks", "effort", "weeks"]), st.randoms())
def test_the_order_of_the_input_means_nothing(seed, objective, luck):
    problem = organisation(seed)
    people, pulls = list(problem.people), list(problem.pulls)
    luck.shuffle(people)
    luck.shuffle(pulls)
    shuffled = Problem(people=tuple(people), pulls=tuple(pulls), params=problem.params)
    before, after = solve(problem, objective), solve(shuffled, objective)
    assert (before.order, before.week_plan) == (after.order, after.week_plan)


@given(st.integers(0, 10_000), st.integers(0, 8), st.integers(0, 8))
def test_one_more_tie_that_helps_never_costs_a_talk(seed, source, target):
    problem = organisation(seed)
    tie = Pull(source=f"p{source:02}", target=f"p{target:02}", pull=9, intro=True)
    helped = msgspec.structs.replace(problem, pulls=(*problem.pulls, tie))
    before, after = solve(problem).talks, solve(helped).talks
    assert before is None or (after is not None and after <= before)


@given(st.integers(0, 10_000))
def test_objectives_bound_each_other(seed):
    problem = organisation(seed)
    talks, effort, weeks = (solve(problem, goal) for goal in ("talks", "effort", "weeks"))
    if talks.talks is None:
        assert effort.effort is weeks.weeks is None
        return
    assert talks.talks <= min(effort.talks, weeks.talks)
    assert effort.effort <= min(talks.effort, weeks.effort)
    assert weeks.weeks <= min(talks.weeks, effort.weeks)
    assert 2 * weeks.weeks >= talks.talks
    assert solve(problem, work_limit=0).lower_bound <= talks.talks


PROGRAM = """
from importlib.machinery import SourceFileLoader
laws = SourceFileLoader("laws", {file!r}).load_module()
for seed in range(4):
    for goal in ("talks", "weeks"):
        plan = laws.solve(laws.organisation(seed), goal)
        print(plan.status, plan.order, plan.week_plan, plan.steps)
"""


def test_the_plan_is_the_same_under_every_hash_seed():
    outputs = set()
    for seed in ("1", "77"):
        outcome = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", PROGRAM.format(file=__file__)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        )
        outputs.add(outcome.stdout)
    assert len(outputs) == 1
    assert b"optimal" in outputs.pop()

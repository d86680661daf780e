"""Laws: names, order of input and hash seeds change nothing; more help never costs more."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from cxmap.plan.problem import Problem, Pull
from cxmap.plan.solve import solve
from tests.plan.organisations import organisation


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
from cxmap.plan.solve import solve
from tests.plan.organisations import organisation
for seed in range(4):
    for goal in ("talks", "weeks"):
        plan = solve(organisation(seed), goal)
        print(plan.status, plan.order, plan.week_plan, plan.steps)
"""


def test_the_plan_is_the_same_under_every_hash_seed():
    started = [
        subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", PROGRAM],
            env={**os.environ, "PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
        )
        for seed in ("1", "77")
    ]
    outputs = {process.communicate()[0] for process in started}
    assert [process.returncode for process in started] == [0, 0]
    assert len(outputs) == 1
    assert b"optimal" in outputs.pop()

"""The optional solver: the same optimum as the search, proofs where the search gives up, and no need of it."""

from __future__ import annotations

import os
import random
import sys

import msgspec
import pytest

from cxmap.plan.board import NEVER, Board
from cxmap.plan.bound import Bound
from cxmap.plan.constraints import best_by_solver
from cxmap.plan.exact import best_recruits
from cxmap.plan.problem import PlanParams, PlanPerson, Problem, Pull, Stage
from cxmap.plan.replay import Replay
from cxmap.plan.solve import Status, solve

EACH = max(30, int(os.environ.get("CXMAP_PLAN_PROBLEMS", "0")) // 5)


@pytest.fixture
def solver():
    """The extra ``exact``; without it there is nothing to compare."""
    return pytest.importorskip("ortools.sat.python.cp_model", exc_type=ImportError)


def organisation(seed, size):
    luck = random.Random(seed)
    leaders = max(4, size // 3)
    people = tuple(
        PlanPerson(
            id=f"p{at:02}",
            stage=luck.choice(list(Stage)[:4]),
            need=luck.choice([5, 10, 20, 20, 35, 50]),
            gain=luck.choice([6, 8, 10, 12, 14]),
            cost=luck.choice([1, 1, 2, 3]),
            must_meet=int(at < leaders),
            reach=luck.random() < 0.5,
            leader_weight=luck.choice([1, 1, 2]) * (at < leaders),
            on_board=luck.random() < 0.05,
        )
        for at in range(size)
    )
    ids = [person.id for person in people]
    pulls = tuple(
        Pull(source=a, target=b, pull=luck.choice([0, 3, 6, 8, 12]), intro=luck.random() < 0.7)
        for a, b in (luck.sample(ids, 2) for _ in range(3 * size))
    )
    params = PlanParams(
        quorum=leaders // 2 + 1,
        gate_outcome=luck.randrange(3),
        gate_driver=luck.randrange(3),
        required=tuple(luck.sample(ids, luck.randrange(2))),
    )
    waits = (tuple(luck.sample(ids, 2)),) if luck.random() < 0.3 else ()
    return Problem(people=people, pulls=pulls, params=params, waits=waits)


def hard(size):
    """The first organisation whose plan the search alone does not prove soon."""
    for seed in range(50):
        problem = msgspec.structs.replace(organisation(seed, size), waits=())
        plan = solve(problem, work_limit=5_000)
        if plan.status is Status.FEASIBLE:
            return problem
    raise AssertionError


@pytest.mark.usefixtures("solver")
@pytest.mark.parametrize("by_effort", [False, True])
def test_the_solver_finds_the_optimum_of_the_search(by_effort):
    reached = 0
    for seed in range(EACH):
        board = Board(organisation(seed, 12), by_effort=by_effort)
        bound = Bound(board)
        if not board.enough(bound.within):
            continue
        searched = best_recruits(board, bound, work_limit=10**6)
        found = best_by_solver(board, bound)
        assert (found.proved, found.bound) == (True, searched.bound)
        assert sum(board.cost[at] for at in found.order) == searched.bound
        none = best_by_solver(board, bound, below=searched.bound)
        assert (none.order, none.proved) == (None, True)
        reached += 1
    assert reached > EACH // 4


@pytest.mark.usefixtures("solver")
def test_a_plan_that_the_search_cannot_prove_is_proved_by_the_solver_and_replayed():
    problem = hard(50)
    plan = solve(problem)
    assert plan.status is Status.OPTIMAL
    assert plan.talks == plan.lower_bound
    assert Replay(problem).play(plan.order).enough
    assert solve(problem) == plan


@pytest.mark.usefixtures("solver")
def test_the_solver_can_be_stopped():
    board = Board(hard(50))
    assert best_by_solver(board, Bound(board), stop=lambda: True) is None


def test_without_the_solver_the_search_plans_alone(monkeypatch):
    monkeypatch.setitem(sys.modules, "ortools.sat.python", None)
    problem = organisation(0, 12)
    board = Board(problem)
    assert best_by_solver(board, Bound(board), below=NEVER) is None
    assert solve(problem).status in (Status.OPTIMAL, Status.INFEASIBLE)


def test_a_plan_that_is_proved_at_once_asks_no_solver(monkeypatch):
    monkeypatch.setattr("cxmap.plan.search.best_by_solver", None)
    assert solve(organisation(1, 8)).status in (Status.OPTIMAL, Status.INFEASIBLE)

"""Larger problems: the search with the bound agrees with the same search without any bound."""

from __future__ import annotations

import os
import random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxmap.plan.beam import Beam
from cxmap.plan.board import NEVER, Board, bits
from cxmap.plan.bound import Bound
from cxmap.plan.exact import SingleTalks, best_recruits, cheapest_walk
from cxmap.plan.friction import Surges
from cxmap.plan.idle import idle
from cxmap.plan.problem import PlanParams, PlanPerson, Problem, Pull, Stage
from cxmap.plan.solve import solve

QUARRELS = max(15, int(os.environ.get("CXMAP_PLAN_PROBLEMS", "0")) // 5)


class NoBound:
    """Knows nothing, so the search looks at everything."""

    floor = ()
    within = 0

    def rest(self, *_state):
        return 0


def everybody_everywhere(board):
    """The board on which a search leaves nobody out and puts nobody off to the end."""
    board.monotone = False
    return board


def organisation(seed, size):
    luck = random.Random(seed)
    heavy = luck.random() < 0.3
    people = tuple(
        PlanPerson(
            id=f"p{at:02}",
            stage=luck.choice(list(Stage)[:4]),
            need=luck.choice([5, 10, 20, 20, 35, 50]),
            gain=luck.choice([6, 8, 10, 12, 14]),
            cost=luck.choice([1, 1, 1, 2, 3]),
            must_meet=int(at % 2),
            reach=luck.random() < 0.6,
            leader_weight=(1 + heavy * luck.randrange(3)) * (at % 2),
        )
        for at in range(size)
    )
    pulls = tuple(
        Pull(
            source=f"p{luck.randrange(size):02}",
            target=f"p{luck.randrange(size):02}",
            pull=luck.choice([0, 3, 6, 8, 8, 12]),
            intro=luck.random() < 0.6,
        )
        for _ in range(3 * size)
    )
    params = PlanParams(
        quorum=luck.choice([2, 3, 4]),
        gate_outcome=luck.randrange(3),
        gate_driver=luck.randrange(2),
        required=tuple(luck.sample([person.id for person in people], luck.randrange(2))),
    )
    return Problem(people=people, pulls=pulls, params=params)


@given(st.integers(0, 1_000_000), st.booleans())
def test_the_bound_never_cuts_off_the_optimum(seed, by_effort):
    board = Board(organisation(seed, 12), by_effort=by_effort)
    bounded = best_recruits(board, Bound(board), work_limit=10**6)
    plain = best_recruits(everybody_everywhere(board), NoBound(), work_limit=10**6)
    assert plain.proved
    assert bounded.proved
    assert (plain.order is None) == (bounded.order is None)
    if plain.order is None:
        assert not board.enough(board.reachable())
        return
    assert plain.bound == bounded.bound
    assert bounded.work <= plain.work + 12  # equal scores may be opened in another order
    beam = Beam(Board(board.problem, by_effort=by_effort), Bound(board))
    for better in (beam.narrow, beam.wide, beam.widest):
        better()
        assert beam.price == sum(board.cost[at] for at in beam.order) >= bounded.bound


@settings(max_examples=2 * QUARRELS, deadline=None, derandomize=True)
@given(st.integers(0, 1_000_000), st.booleans())
def test_nothing_is_lost_without_the_people_who_are_called_idle(seed, by_effort):
    problem = organisation(seed, 10)
    plain, short = Board(problem, by_effort=by_effort), Board(problem, by_effort=by_effort)
    short.useful &= ~idle(short)
    with_all = best_recruits(everybody_everywhere(plain), NoBound(), work_limit=10**6)
    without = best_recruits(everybody_everywhere(short), NoBound(), work_limit=10**6)
    assert (with_all.proved, without.proved) == (True, True)
    assert with_all.bound == without.bound


def test_somebody_who_saves_less_than_their_talks_is_idle_and_who_saves_more_is_not():
    leaders = [
        PlanPerson(id=f"l{at}", stage=Stage.OUTCOME, need=20, leader_weight=1) for at in range(3)
    ]
    helpers = [PlanPerson(id=name, stage=Stage.ALLY, need=20) for name in ("one", "all")]
    pulls = [Pull(source="one", target="l0", pull=6)]
    pulls += [Pull(source="all", target=leader.id, pull=10) for leader in leaders]
    people = (*leaders, *helpers)
    board = Board(Problem(people=people, pulls=tuple(pulls), params=PlanParams(quorum=3)))
    assert [board.ids[at] for at in bits(idle(board))] == ["one"]


def test_who_helps_somebody_that_waits_for_another_is_not_idle():
    people = (
        PlanPerson(id="ann", stage=Stage.OUTCOME, need=10, leader_weight=1),
        PlanPerson(id="eve", stage=Stage.ALLY, need=20),
        PlanPerson(id="zoe", stage=Stage.ALLY, need=10, max_talks=0),
    )
    pulls = (Pull(source="eve", target="ann", pull=12),)
    waiting = Problem(
        people=people, pulls=pulls, params=PlanParams(quorum=1), waits=(("ann", "zoe"),)
    )
    assert solve(waiting).order == ("eve", "eve")


@given(st.integers(0, 1_000_000))
def test_the_bound_holds_at_every_step_of_a_best_plan(seed):
    board = Board(organisation(seed, 12))
    bound = Bound(board)
    found = best_recruits(board, bound, work_limit=10**6)
    if found.order is None:
        return
    group = board.settle(board.today)
    held = [0] * board.size
    for done, at in enumerate(found.order):
        left = len(found.order) - done
        assert bound.rest(group, held) <= left
        if not any(held):
            assert bound.rest(group) <= left
        held[at] += 1
        group = board.settle(group, held)
        held = [0 if group >> one & 1 else count for one, count in enumerate(held)]
    assert bound.rest(group) == 0


@given(st.integers(0, 1_000_000))
def test_recruits_and_single_talks_lead_to_the_same_optimum_without_friction(seed):
    problem = organisation(seed, 8)
    board = Board(problem)
    by_talk = cheapest_walk(SingleTalks(board, Bound(board)), work_limit=10**6)
    by_recruit = best_recruits(board, Bound(board), work_limit=10**6)
    assert (by_talk.bound, by_talk.proved) == (by_recruit.bound, True)
    assert (solve(problem).talks or 0) == (by_talk.bound if by_talk.bound < NEVER else 0)


def quarrelsome(seed, size):
    """An organisation in which every third tie is friction, and most people are needed."""
    luck = random.Random(seed)
    calm = organisation(seed, size)
    ids = [person.id for person in calm.people]
    quarrels = tuple(
        Pull(source=a, target=b, pull=luck.choice([-3, -6, -9, -12, -20]))
        for a, b in (luck.sample(ids, 2) for _ in range(3 * size // 2))
    )
    params = PlanParams(quorum=luck.choice([2, 3, 4]), gate_outcome=luck.randrange(2))
    people = tuple(
        msgspec.structs.replace(person, max_talks=luck.choice([2, 3]), must_meet=luck.randrange(2))
        for person in calm.people
    )
    return Problem(people=people, pulls=calm.pulls + quarrels, params=params)


@settings(max_examples=QUARRELS, deadline=None, derandomize=True)
@given(st.integers(0, 1_000_000), st.booleans())
def test_surges_and_single_talks_lead_to_the_same_optimum_with_friction(seed, by_effort):
    problem = quarrelsome(seed, 7)
    board = Board(problem, by_effort=by_effort)
    bound = Bound(Board(problem, by_effort=by_effort, relaxed=True))
    by_talk = cheapest_walk(SingleTalks(board, bound), work_limit=10**6)
    by_surge = cheapest_walk(Surges(board, bound), work_limit=10**6)
    assert by_talk.proved
    assert by_surge.proved
    assert by_talk.bound == by_surge.bound
    assert (by_talk.order is None) == (by_surge.order is None)


@pytest.mark.parametrize("seed", [1687, 1909, *range(QUARRELS)])
def test_the_plan_of_people_in_friction_is_that_of_the_talk_by_talk_search(seed):
    problem = quarrelsome(seed, 7)
    board = Board(problem)
    by_talk = cheapest_walk(
        SingleTalks(board, Bound(Board(problem, relaxed=True))), work_limit=10**6
    )
    plan = solve(problem)
    assert plan.talks == (None if by_talk.order is None else len(by_talk.order))
    assert plan.status == ("infeasible" if by_talk.order is None else "optimal")


def test_a_talk_in_advance_pays_where_friction_would_come_first():
    people = (
        PlanPerson(id="ann", stage=Stage.OUTCOME, need=30, leader_weight=1, max_talks=2),
        PlanPerson(id="bob", stage=Stage.OUTCOME, need=10, leader_weight=1),
        PlanPerson(id="cy", stage=Stage.OUTCOME, need=15),
    )
    pulls = (
        Pull(source="bob", target="ann", pull=20),
        Pull(source="bob", target="cy", pull=15),
        Pull(source="cy", target="ann", pull=-20),
    )
    problem = Problem(people=people, pulls=pulls, params=PlanParams(quorum=2))
    plan = solve(problem)
    assert (plan.status, plan.order) == ("optimal", ("ann", "bob"))
    assert plan.steps[1].adds == ("bob", "ann", "cy")

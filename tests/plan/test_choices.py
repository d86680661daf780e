"""Whom a search has to try next: those who help somebody; the others can as well be won last."""

from __future__ import annotations

from cxmap.plan.board import Board, bits
from cxmap.plan.bound import Bound
from cxmap.plan.choices import Choices
from cxmap.plan.problem import PlanParams, PlanPerson, Problem, Pull, Stage


def leader(name, need=20, stage=Stage.OUTCOME, **more):
    return PlanPerson(id=name, stage=stage, need=need, leader_weight=1, must_meet=1, **more)


def helper(name, need=10, **more):
    return PlanPerson(id=name, stage=Stage.ALLY, need=need, **more)


def pull(source, target, points=0, *, intro=False):
    return Pull(source=source, target=target, pull=points, intro=intro)


def choice(*people, pulls=(), on_board=(), waits=(), **params):
    """First and last of the choices in the set of those on board, by id."""
    given = PlanParams(**{"quorum": 2, **params})
    board = Board(Problem(people=people, pulls=pulls, params=given, waits=waits))
    found = Choices(board, Bound(board)).of(sum(1 << board.number[one] for one in on_board))
    names = [board.ids[at] for at, _ in found.first], [board.ids[at] for at, _ in found.end]
    return (*names, found.price)


def test_who_gives_points_that_somebody_can_use_is_tried_and_the_others_are_the_end():
    people = (leader("ann", 40), leader("bob"), leader("cy"), helper("eve"))
    first, end, price = choice(*people, pulls=(pull("eve", "ann", 30),))
    assert (first, end, price) == (["eve"], ["bob", "cy"], 4)


def test_points_that_somebody_needs_no_more_are_no_help():
    people = (leader("ann", 40), leader("bob"), leader("cy", 30), helper("eve"), helper("zoe"))
    pulls = (pull("eve", "ann", 30), pull("zoe", "ann", 30))
    assert choice(*people, pulls=pulls, quorum=1)[0] == ["eve", "zoe"]
    assert choice(*people, pulls=pulls, on_board=["eve"], quorum=1)[:2] == (["ann"], [])
    assert choice(*people, pulls=pulls, on_board=["eve", "ann"])[:2] == (["bob"], [])


def test_who_opens_a_door_fills_a_gate_or_is_waited_for_is_tried():
    door = (leader("ann", 10, reach=False), leader("bob"), leader("cy"), helper("eve"))
    assert choice(*door, pulls=(pull("eve", "ann", intro=True),), quorum=3)[0] == ["eve"]
    gate = (leader("ann"), leader("bob"), leader("cy", 10, Stage.DRIVER))
    assert choice(*gate, gate_outcome=1)[0] == ["ann", "bob"]
    wait = (leader("ann", 10), leader("bob"), leader("cy"))
    assert choice(*wait, waits=(("ann", "bob"),))[0] == ["bob"]


def test_a_leader_as_cheap_as_leaders_get_is_won_at_once():
    people = (leader("ann", 30), leader("bob", 10), leader("cy", 20))
    assert choice(*people)[0] == ["bob"]
    assert choice(*people, on_board=["bob"], quorum=2)[0] == ["cy"]


def test_a_must_have_nobody_can_make_cheaper_is_won_at_once():
    people = (leader("ann", 30), leader("bob", 10), helper("eve"))
    assert choice(*people, required=("ann",))[0] == ["ann"]
    eased = choice(*people, pulls=(pull("eve", "ann", 20),), required=("ann",))
    assert eased[0] == ["eve"]


def test_with_friction_everybody_is_tried():
    people = (leader("ann"), leader("bob"), helper("eve"))
    first, end, _ = choice(*people, pulls=(pull("eve", "ann", 6), pull("bob", "ann", -3)))
    assert (first, end) == (["ann", "bob", "eve"], [])


def test_the_floors_are_those_of_the_bound():
    people = (leader("ann", 40), helper("eve"))
    board = Board(
        Problem(people=people, pulls=(pull("eve", "ann", 30),), params=PlanParams(quorum=1))
    )
    bound = Bound(board)
    assert [bound.floor[at] for at in bits(board.everybody)] == [1, 1]

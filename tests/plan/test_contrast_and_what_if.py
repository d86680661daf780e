"""Why A before B, what if, and the way to one hard person."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.errors import UsageError
from cxmap.plan.contrast import contrast
from cxmap.plan.problem import PlanParams, PlanPerson, Problem, Pull, Stage
from cxmap.plan.replay import Barred, Replay
from cxmap.plan.solve import Status, solve
from cxmap.plan.whatif import (
    Commits,
    Joins,
    Leaves,
    Ruled,
    Tied,
    Turns,
    Untied,
    changed,
    compared,
    towards,
)


def person(name, need=10, stage="outcome", **more):
    return PlanPerson(id=name, stage=Stage(stage), need=need, **more)


def leader(name, need=10, stage="outcome", **more):
    return person(name, need, stage, leader_weight=1, must_meet=1, **more)


def problem(*people, pulls=(), **params):
    return Problem(people=people, pulls=pulls, params=PlanParams(**{"quorum": 1, **params}))


def pull(source, target, points=0, *, intro=False, tie=""):
    return Pull(source=source, target=target, pull=points, intro=intro, tie=tie)


NAMES = {"ann": "Ann Lee", "bob": "Bob Ray"}


def test_points_are_the_cause_when_one_eases_the_other():
    eased = problem(leader("ann", 30), leader("bob", 10), pulls=(pull("bob", "ann", 20),), quorum=2)
    answer = contrast(eased, "bob", "ann", names=NAMES)
    assert (answer.price, answer.sure) == (2, True)
    assert [cause.code for cause in answer.causes] == ["points"]
    assert answer.text == (
        "Bob Ray before Ann Lee: Bob Ray on board gives Ann Lee 20 points: 1 talk instead of 3. "
        "The other way round costs 2 talks more."
    )
    assert answer.swapped.order == ("ann", "ann", "ann", "bob")


def test_asked_the_wrong_way_round_the_two_change_places():
    eased = problem(leader("ann", 30), leader("bob", 10), pulls=(pull("bob", "ann", 20),), quorum=2)
    answer = contrast(eased, "ann", "bob")
    assert (answer.first, answer.second) == ("bob", "ann")


def test_an_introduction_is_the_cause_when_nobody_else_can_open_the_door():
    warm = problem(
        leader("ann", 20, reach=False), person("eve", stage="ally"),
        pulls=(pull("eve", "ann", intro=True),),
    )  # fmt: skip
    answer = contrast(warm, "eve", "ann")
    assert answer.swapped.status is Status.INFEASIBLE
    assert answer.price is None
    assert [cause.code for cause in answer.causes] == ["introduction"]
    assert answer.text.endswith(
        "nobody else is known who could. The other way round there is no plan."
    )


def test_a_gate_is_the_cause_when_the_later_one_waits_for_it():
    gated = problem(leader("ann"), leader("dan", 10, "driver"), gate_outcome=1, quorum=2)
    answer = contrast(gated, "ann", "dan")
    assert [cause.code for cause in answer.causes] == ["gate"]
    assert answer.causes[0].values == {"stage": "outcome", "needed": 1}


def test_an_order_that_costs_nothing_says_so():
    answer = contrast(problem(leader("ann"), leader("bob"), quorum=2), "ann", "bob")
    assert answer.price == 0
    assert [cause.code for cause in answer.causes] == ["no_matter"]
    assert "costs nothing more" in answer.text


def test_somebody_the_plan_does_without_is_named_as_such():
    answer = contrast(problem(leader("ann"), leader("bob", 30)), "ann", "bob")
    assert [cause.code for cause in answer.causes] == ["not_needed"]
    assert answer.price == 2


def test_talks_that_change_hands_are_told_when_nothing_lies_between_the_two():
    chain = problem(
        leader("ann", 10), leader("bob", 20), leader("cy", 30),
        pulls=(pull("ann", "cy", 10), pull("cy", "bob", 10), pull("bob", "cy", 0)),
        quorum=3,
    )  # fmt: skip
    answer = contrast(chain, "ann", "bob")
    assert answer.price == 1
    assert [cause.code for cause in answer.causes] == ["talks"]
    assert answer.causes[0].values["changes"]


@pytest.mark.parametrize("pair", [("ann", "ann"), ("cy", "dan"), ("ann", "zoe")])
def test_an_order_that_makes_no_sense_is_refused(pair):
    people = (leader("ann"), leader("bob"), leader("cy", 40), leader("dan", 40))
    with pytest.raises(UsageError):
        contrast(problem(*people, quorum=2), *pair)


def test_who_waits_is_not_talked_to_before():
    waiting = msgspec.structs.replace(
        problem(leader("ann"), leader("bob")), waits=(("ann", "bob"),)
    )
    replay = Replay(waiting)
    assert replay.barred(replay.start(), "ann") is Barred.WAITS
    assert replay.barred(replay.play(["bob"]).end, "ann") is None
    assert solve(waiting).order == ("bob",)


TEAM = problem(
    leader("ann", 20), leader("bob", 30), leader("cy", 35), person("eve", 10, "ally"),
    pulls=(pull("eve", "bob", 12, tie="t1"), pull("ann", "cy", 9), pull("cy", "ann", 9)),
    quorum=2,
    required=("bob",),
)  # fmt: skip


def recount(people, params):
    total = sum(one.leader_weight for one in people)
    return msgspec.structs.replace(params, quorum=total // 2 + 1)


def test_who_leaves_takes_ties_seat_and_must_have_along():
    after = changed(TEAM, [Leaves("bob")], recount)
    assert [one.id for one in after.people] == ["ann", "cy", "eve"]
    assert after.params.required == ()
    assert after.params.quorum == 2
    assert all("bob" not in (tie.source, tie.target) for tie in after.pulls)


def test_a_commitment_saves_talks_and_changes_the_next_step():
    comparison = compared(TEAM, changed(TEAM, [Commits("eve")]))
    assert (comparison.before.talks, comparison.after.talks, comparison.more) == (5, 4, -1)
    assert comparison.before.order.count("bob") == 3
    assert comparison.after.order.count("bob") == 2


def test_a_turn_costs_talks():
    assert compared(TEAM, changed(TEAM, [Turns("ann", 50)])).more == 2


def test_a_new_colleague_and_a_new_tie_can_help():
    fay = person("fay", 0, "ally", on_board=True)
    more = [Joins(fay, (pull("fay", "bob", 20),)), Tied((pull("fay", "ann", 10),))]
    comparison = compared(TEAM, changed(TEAM, more))
    assert comparison.more == -3


def test_a_broken_tie_and_another_quorum_change_the_plan():
    apart = changed(TEAM, [Commits("eve"), Untied("bob", "eve", "t1")])
    assert solve(apart).talks == 5
    lower = msgspec.structs.replace(TEAM.params, quorum=1)
    comparison = compared(TEAM, changed(TEAM, [Ruled(lower)]))
    assert comparison.more == -2
    assert comparison.gone == ("ann",)


@pytest.mark.parametrize(
    "change",
    [Leaves("zoe"), Commits("zoe"), Turns("zoe", 3), Untied("ann", "bob"), Joins(person("ann"))],
)
def test_a_change_of_nobody_known_is_refused(change):
    with pytest.raises(UsageError):
        changed(TEAM, [change])


def test_the_way_to_one_hard_person_holds_who_opens_and_who_softens():
    hard = problem(
        leader("ann"),
        leader("max", 35, reach=False),
        person("eve", 10, "ally"),
        person("gus", 10, "ally"),
        pulls=(pull("eve", "max", 4, intro=True), pull("gus", "max", 20)),
    )
    plan = solve(towards(hard, "max"))
    assert plan.order[0] in ("eve", "gus")
    assert set(plan.order) == {"eve", "gus", "max"}
    assert plan.talks == 4


@given(st.permutations(["ann", "bob", "cy", "eve"]))
def test_forcing_an_order_never_makes_a_plan_cheaper(ids):
    first, second = ids[:2]
    forced = msgspec.structs.replace(TEAM, waits=((first, second),))
    plan = solve(forced)
    assert plan.talks is None or plan.talks >= solve(TEAM).talks


def test_a_plan_that_is_at_hand_is_not_made_again(monkeypatch):
    team = problem(leader("ann", 30), leader("bob", 10), pulls=(pull("bob", "ann", 20),), quorum=2)
    after = changed(team, [Turns("bob", 50)])
    plan = solve(team)
    explained, beside = contrast(team, "bob", "ann"), compared(team, after)
    made = []
    for module in ("contrast", "whatif"):
        monkeypatch.setattr(
            f"cxmap.plan.{module}.solve", lambda *a, **k: made.append(1) or solve(*a, **k)
        )
    assert contrast(team, "bob", "ann", plan=plan) == explained
    assert compared(team, after, plan=plan) == beside
    assert len(made) == 2


def test_a_price_of_a_search_that_was_stopped_is_not_sure():
    team = problem(leader("ann", 30), leader("bob", 10), pulls=(pull("bob", "ann", 20),), quorum=2)
    plan = solve(team)
    assert contrast(team, "bob", "ann", plan=plan).sure
    assert not contrast(team, "bob", "ann", plan=plan, stop=lambda: True).sure

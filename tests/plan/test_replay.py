"""The plain rules, one sentence each."""

from __future__ import annotations

import pytest

from cxmap.errors import UsageError
from cxmap.plan.problem import PlanParams, PlanPerson, Problem, Pull, Stage, check
from cxmap.plan.replay import Barred, Replay


def person(name, need=10, stage="outcome", **more):
    return PlanPerson(id=name, stage=Stage(stage), need=need, **more)


def problem(*people, pulls=(), **params):
    return Problem(people=people, pulls=pulls, params=PlanParams(**{"quorum": 1, **params}))


def pull(source, target, points=0, *, intro=False):
    return Pull(source=source, target=target, pull=points, intro=intro)


def test_conversations_and_pulls_add_up():
    replay = Replay(
        problem(
            person("Ann", 20),
            person("Bob", 0),
            person("Cy", 0),
            pulls=(pull("Bob", "Ann", 4), pull("Bob", "Ann", 3), pull("Cy", "Ann", -2)),
        )
    )
    state = replay.start()
    assert state.on_board == {"Bob", "Cy"}
    assert replay.support(state, "Ann") == 5
    assert replay.play(["Ann", "Ann"]).end.on_board == {"Ann", "Bob", "Cy"}


def test_the_president_never_joins_never_counts_and_is_never_talked_to():
    replay = Replay(
        problem(
            person("Top", 0, "president", leader_weight=5, on_board=True),
            person("Ann", 20, leader_weight=1),
            pulls=(pull("Top", "Ann", 20),),
        )
    )
    assert replay.start().on_board == frozenset()
    assert replay.barred(replay.start(), "Top") is Barred.PRESIDENT
    assert replay.weight(replay.start()) == 0


def test_settling_goes_in_rounds_so_friction_among_those_who_join_together_comes_too_late():
    together = problem(
        person("Ann", 0), person("Bob", 0), pulls=(pull("Ann", "Bob", -5), pull("Bob", "Ann", -5))
    )
    assert Replay(together).start().on_board == {"Ann", "Bob"}
    first = problem(person("Ann", 0, on_board=True), *together.people[1:], pulls=together.pulls)
    assert Replay(first).start().on_board == {"Ann"}


def test_pull_alone_does_not_win_somebody_who_must_be_met():
    replay = Replay(
        problem(
            person("Ann", 5, must_meet=1),
            person("Bob", on_board=True),
            pulls=(pull("Bob", "Ann", 9),),
        )
    )
    assert replay.start().on_board == {"Bob"}
    assert replay.play(["Ann"]).steps[0].adds == ("Ann",)


def test_drivers_wait_for_outcome_owners_and_others_for_drivers():
    replay = Replay(
        problem(
            person("Ann"),
            person("Dan", stage="driver"),
            person("Eve", stage="ally"),
            person("Oz", stage="other"),
            gate_outcome=1,
            gate_driver=1,
        )
    )
    state = replay.start()
    barred = {name: replay.barred(state, name) for name in ("Ann", "Dan", "Eve", "Oz")}
    assert barred == {
        "Ann": None,
        "Dan": Barred.GATE_CLOSED,
        "Eve": None,
        "Oz": Barred.GATE_CLOSED,
    }
    state = replay.play(["Ann"]).end
    assert replay.barred(state, "Dan") is None
    assert replay.barred(state, "Oz") is Barred.GATE_CLOSED
    assert replay.barred(replay.play(["Ann", "Dan"]).end, "Oz") is None


def test_somebody_out_of_reach_needs_an_introduction_from_somebody_on_board():
    replay = Replay(
        problem(
            person("Ann", reach=False),
            person("Eve", stage="ally"),
            pulls=(pull("Eve", "Ann", intro=True),),
        )
    )
    assert replay.barred(replay.start(), "Ann") is Barred.NO_WAY_IN
    state = replay.play(["Eve"]).end
    assert replay.introducers(state, "Ann") == ("Eve",)
    assert replay.barred(state, "Ann") is None


def test_nobody_grants_more_talks_than_they_grant():
    replay = Replay(problem(person("Ann", 100, max_talks=1)))
    assert replay.barred(replay.play(["Ann"]).end, "Ann") is Barred.MAX_TALKS
    with pytest.raises(UsageError, match="max_talks"):
        replay.play(["Ann", "Ann"])


def test_who_is_on_board_needs_no_talk():
    replay = Replay(problem(person("Ann", on_board=True)))
    with pytest.raises(UsageError, match="on_board"):
        replay.play(["Ann"])


def test_nobody_of_that_name_can_be_talked_to():
    with pytest.raises(UsageError, match="Nobody"):
        Replay(problem(person("Ann"))).play(["Zoe"])


def test_enough_asks_for_the_quorum_and_every_must_have():
    both = (person("Ann", leader_weight=1), person("Bob"))
    assert Replay(problem(*both)).play(["Ann"]).enough
    must = Replay(problem(*both, required=("Bob",)))
    assert not must.play(["Ann"]).enough
    assert must.play(["Ann", "Bob"]).enough


@pytest.mark.parametrize(
    ("broken", "field"),
    [
        (problem(person("Ann"), person("Ann")), "people.Ann.id"),
        (problem(person("Ann", -1)), "people.Ann.need"),
        (problem(person("Ann", max_talks=-1)), "people.Ann.max_talks"),
        (problem(person("Ann"), pulls=(pull("Ann", "Bob"),)), "ties.1.to"),
        (problem(person("Ann"), required=("Bob",)), "params.required"),
        (problem(person("Ann"), gate_outcome=-1), "params.gate_outcome"),
    ],
)
def test_a_meaningless_problem_is_refused_with_its_place(broken, field):
    with pytest.raises(UsageError) as refusal:
        check(broken)
    assert refusal.value.field == field


def test_a_person_is_found_by_id_or_missed_by_name():
    small = problem(person("Ann"))
    assert small.person("Ann").need == 10
    with pytest.raises(UsageError, match="'Bob'"):
        small.person("Bob")

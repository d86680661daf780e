"""Which fact to check first, and on whom everything hangs."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from cxmap.plan.facts import continued, facts_to_check
from cxmap.plan.least import least_talks
from cxmap.plan.problem import PlanParams, PlanPerson, Problem, Pull, Stage
from cxmap.plan.replay import Replay
from cxmap.plan.robust import breaking, lone_allies, robustness
from cxmap.plan.solve import solve


def person(name, need=10, stage="outcome", **more):
    return PlanPerson(id=name, stage=Stage(stage), need=need, **more)


def leader(name, need=10, stage="outcome", **more):
    return person(name, need, stage, leader_weight=1, must_meet=1, **more)


def problem(*people, pulls=(), **params):
    return Problem(people=people, pulls=pulls, params=PlanParams(**{"quorum": 1, **params}))


def pull(source, target, points=0, *, intro=False, tie="", confidence=3):
    return Pull(
        source=source, target=target, pull=points, intro=intro, tie=tie, confidence=confidence
    )


NAMES = {"ann": "Ann Lee", "carla": "Carla Poe", "dan": "Dan Orr"}
DOUBTFUL = problem(
    leader("carla", 50),
    leader("bob", 50),
    person("dan", 20, "ally"),
    pulls=(pull("dan", "carla", 40, tie="t1", confidence=1),),
)


def test_the_tie_on_which_the_next_talk_depends_is_asked_about_first():
    plan = solve(DOUBTFUL)
    assert plan.order in (("carla", "dan", "dan"), ("dan", "dan", "carla"))
    [fact] = facts_to_check(DOUBTFUL, plan, names=NAMES)
    assert (fact.kind, fact.people, fact.tie, fact.values) == (
        "tie",
        ("dan", "carla"),
        "t1",
        (1, 0),
    )
    assert fact.talks == (3, 5)
    assert fact.swing == 2
    assert fact.text.startswith("Find out whether the tie between Dan Orr and Carla Poe holds: ")
    assert "moves the plan by 2 talks" in fact.text


def test_talks_spent_before_the_truth_comes_out_are_the_regret():
    plan = solve(DOUBTFUL)
    [fact] = facts_to_check(DOUBTFUL, plan)
    wasted = 2 if plan.order[:2] == ("dan", "dan") else 0
    assert fact.regret == wasted / 2
    assert fact.next_changes == bool(wasted)


def test_a_stance_that_is_a_guess_counts_with_its_two_values():
    close = problem(leader("ann", 20, confidence=1, need_low=10, need_high=35), leader("bob", 20))
    plan = solve(close)
    [fact] = facts_to_check(close, plan, names=NAMES)
    assert (fact.kind, fact.people, fact.values) == ("need", ("ann",), (10, 35))
    assert fact.talks == (1, 2)
    assert fact.text.startswith("Find out where Ann Lee stands: ")


def test_what_is_sure_or_changes_nothing_is_not_asked_about():
    sure = problem(leader("ann", 10), leader("bob", 50, confidence=1, need_low=40, need_high=60))
    assert facts_to_check(sure, solve(sure)) == ()
    done = problem(leader("ann", 10, on_board=True, confidence=1))
    assert facts_to_check(done, solve(done)) == ()


def test_facts_come_by_regret_then_next_talk_then_swing():
    mixed = problem(
        leader("ann", 20, confidence=1),
        leader("bob", 20, confidence=2),
        leader("cy", 30, confidence=1),
        person("eve", 10, "ally", confidence=1),
        pulls=(pull("eve", "ann", 9, confidence=1), pull("eve", "bob", 9, confidence=2)),
        quorum=2,
    )
    facts = facts_to_check(mixed, solve(mixed))
    keys = [(-fact.regret, not fact.next_changes, -(fact.swing or 0)) for fact in facts]
    assert keys == sorted(keys)
    assert facts


@given(st.integers(0, 5))
def test_what_is_left_in_the_middle_of_a_best_plan_takes_the_rest_of_its_talks(held):
    team = problem(
        leader("ann", 20), leader("bob", 30), leader("cy", 35), person("eve", 10, "ally"),
        pulls=(pull("eve", "bob", 12), pull("ann", "cy", 9), pull("bob", "ann", 6)),
        quorum=2,
    )  # fmt: skip
    plan = solve(team)
    held = min(held, plan.talks)
    end = Replay(team).play(plan.order[:held]).end
    assert least_talks(continued(team, end)).talks == plan.talks - held


def test_one_talk_with_the_narrow_search_is_enough_where_the_plan_needs_one():
    assert least_talks(problem(leader("ann"))).talks == 1
    assert least_talks(problem(leader("ann", on_board=True))) == least_talks(problem(quorum=0))
    assert least_talks(problem(leader("ann", max_talks=0))).talks is None


def test_a_bare_majority_breaks_when_anybody_leaves_and_the_remedy_is_one_more():
    three = problem(leader("ann", 10), leader("bob", 10), leader("cy", 30), quorum=2)
    found = robustness(three, solve(three))
    assert not found.survives_any_loss
    assert found.hangs_on == ("ann", "bob")
    assert found.remedy == 3


def test_a_coalition_with_one_to_spare_survives_any_loss():
    people = tuple(leader(name, on_board=True) for name in ("ann", "bob", "cy"))
    spare = problem(*people, quorum=2)
    found = robustness(spare, solve(spare))
    assert (found.survives_any_loss, found.hangs_on, found.remedy) == (True, (), 0)


def test_a_must_have_is_always_somebody_it_hangs_on():
    people = tuple(leader(name, on_board=True) for name in ("ann", "bob", "cy"))
    assert breaking(problem(*people, quorum=2, required=("cy",)), ["ann", "bob", "cy"]) == ("cy",)
    assert breaking(problem(*people, quorum=3), ["ann", "bob"]) == ()


def test_who_alone_can_introduce_is_a_pillar():
    door = problem(
        leader("ann", reach=False),
        leader("bob", 30, reach=False),
        leader("cy", 50),
        person("eve", 10, "ally"),
        pulls=(pull("eve", "ann", intro=True), pull("eve", "bob", intro=True)),
    )
    found = robustness(door, solve(door), names={"eve": "Eve Fox"})
    eve = found.pillars[0]
    assert (eve.id, eve.cuts_off, eve.price) == ("eve", ("ann", "bob"), 3)
    assert eve.text == "Without Eve Fox the plan takes 3 talks more and ann and bob cannot be won."
    lost = problem(*door.people[:2], door.people[3], pulls=door.pulls)
    assert robustness(lost, solve(lost)).pillars[0].price is None


def test_a_unit_with_a_single_ally_is_named():
    people = (person("eve", stage="ally"), person("fay", stage="ally"), person("gus", stage="ally"))
    units = {"eve": "Brand", "fay": "Ops", "gus": "Ops"}
    assert lone_allies(problem(*people), units) == {"Brand": "eve"}


def test_losing_a_pillar_costs_what_it_says():
    team = problem(
        leader("ann", 30), leader("bob", 30), person("eve", 10, "ally"),
        pulls=(pull("eve", "ann", 20), pull("eve", "bob", 20)),
        quorum=2,
    )  # fmt: skip
    plan = solve(team)
    for pillar in robustness(team, plan).pillars:
        people = tuple(one for one in team.people if one.id != pillar.id)
        pulls = tuple(one for one in team.pulls if pillar.id not in (one.source, one.target))
        without = msgspec.structs.replace(team, people=people, pulls=pulls)
        talks = solve(without).talks
        assert pillar.price == (None if talks is None else talks - plan.talks)


def asked(times):
    """Says yes from so many questions on."""
    count = iter(range(1_000_000))
    return lambda: next(count) >= times


def doubtful():
    """Ann is eased by Bob or Cy; nothing is known for sure."""
    return problem(
        leader("ann", 40, confidence=1), leader("bob", 20, confidence=1),
        person("cy", 10, stage="ally", confidence=1),
        pulls=(pull("bob", "ann", 20, tie="t1", confidence=1), pull("cy", "ann", 20, tie="t2", confidence=1)),
        quorum=2,
    )  # fmt: skip


def test_a_stop_ends_with_the_facts_and_pillars_found_so_far():
    team = doubtful()
    plan = solve(team)
    every = facts_to_check(team, plan)
    assert facts_to_check(team, plan, stop=lambda: True) == ()
    assert robustness(team, plan, stop=lambda: True).pillars == ()
    questions = []
    assert facts_to_check(team, plan, stop=lambda: questions.append("stop?")) == every
    some = facts_to_check(team, plan, stop=asked(len(questions) // 2))
    assert 0 < len(some) < len(every)
    assert set(some) <= set(every)
    assert robustness(team, plan, stop=lambda: False) == robustness(team, plan)

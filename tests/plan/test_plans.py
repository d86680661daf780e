"""Stories of plans: what is chosen, in which order, and what is said about it."""

from __future__ import annotations

import pytest

from cxmap.errors import UsageError
from cxmap.plan.problem import PlanParams, PlanPerson, Problem, Pull, Stage
from cxmap.plan.replay import Replay
from cxmap.plan.solve import Status, solve
from cxmap.plan.standing import next_people, standing


def person(name, need=10, stage="outcome", **more):
    return PlanPerson(id=name, stage=Stage(stage), need=need, **more)


def leader(name, need=10, stage="outcome", **more):
    return person(name, need, stage, leader_weight=1, must_meet=1, **more)


def problem(*people, pulls=(), **params):
    return Problem(people=people, pulls=pulls, params=PlanParams(**{"quorum": 1, **params}))


def pull(source, target, points=0, *, intro=False):
    return Pull(source=source, target=target, pull=points, intro=intro)


WARM = problem(
    leader("ann", 20),
    leader("bob", 20, reach=False),
    leader("cy", 50),
    person("eve", 10, "ally"),
    pulls=(pull("eve", "bob", 8, intro=True),),
    quorum=2,
)
NAMES = {"ann": "Ann Lee", "bob": "Bob Ray", "eve": "Eve Fox"}


def codes(reasons):
    return [reason.code for reason in reasons]


def test_the_ally_who_opens_the_way_comes_before_the_leader_she_introduces():
    plan = solve(WARM, names=NAMES)
    assert (plan.status, plan.talks, plan.effort, plan.lower_bound) == (Status.OPTIMAL, 5, 5, 5)
    assert plan.order.index("eve") < plan.order.index("bob")
    eve = plan.steps[plan.order.index("eve")]
    assert eve.adds == ("eve",)
    assert codes(eve.reasons) == ["stage_due", "points", "opens_way", "pulls_others"]
    texts = [reason.text for reason in eve.reasons]
    assert "Opens the way to Bob Ray, who has no other introduction." in texts
    assert eve.reasons[2].values == {"to": "bob", "only": True}
    bob = plan.steps[plan.order.index("bob")]
    assert codes(bob.reasons) == ["stage_due", "needed_for_mass", "introduced_by", "points"]
    assert bob.reasons[2].text == "Eve Fox can introduce you."
    assert bob.reasons[3].values["from"] == [{"id": "eve", "points": 8}]
    assert bob.reasons[3].text == "Needs 20 points, has 8 (+8 from Eve Fox): 2 talks to go."


def test_a_later_talk_with_the_same_person_tells_the_points_only():
    plan = solve(WARM)
    second = [step for step in plan.steps if step.talk_with == "ann"][1]
    assert codes(second.reasons) == ["points"]
    assert second.reasons[0].values["held"] == 1


def test_next_names_only_people_who_may_be_talked_to_today():
    assert set(next_people(WARM, solve(WARM))) == {"ann", "eve"}
    assert len(next_people(WARM, solve(WARM), 1)) == 1


def test_who_is_out_of_reach_stands_there_with_the_reason_against():
    bob = standing(WARM, solve(WARM), "bob", NAMES)
    assert (bob.place, bob.talks, bob.allowed) == (3, 2, False)
    assert codes(bob.against) == ["no_way_in"]
    assert bob.against[0].text == "Out of reach until Eve Fox can introduce you."


def test_who_is_cheaper_later_is_marked_see_first():
    eased = problem(leader("ann", 30), leader("bob", 10), pulls=(pull("bob", "ann", 20),), quorum=2)
    ann = standing(eased, solve(eased), "ann")
    assert ann.allowed
    assert codes(ann.against) == ["see_first"]
    assert ann.against[0].text == "See bob first: then 1 talk instead of 3."


def test_who_is_not_needed_stands_outside_the_plan():
    cy = standing(WARM, solve(WARM), "cy")
    assert (cy.place, cy.talks, cy.reasons) == (None, 0, ())
    assert codes(cy.against) == ["not_in_plan"]


def test_a_closed_gate_says_how_many_are_missing():
    gated = problem(leader("ann"), leader("dan", 10, "driver"), gate_outcome=1, quorum=2)
    plan = solve(gated)
    assert plan.order == ("ann", "dan")
    dan = standing(gated, plan, "dan")
    assert dan.against[0].code == "gate_closed"
    assert dan.against[0].text == "First 1 outcome owner on board; so far 0."
    opens = [reason for reason in plan.steps[0].reasons if reason.code == "opens_way"]
    assert [reason.values for reason in opens] == [{"stage": "driver"}]


def test_a_goal_that_cannot_be_reached_says_how_far_it_goes_and_what_is_in_the_way():
    stuck = problem(
        leader("ann"),
        leader("bob", reach=False),
        leader("cy", 90),
        leader("dan", 10, "driver"),
        leader("fay", max_talks=0),
        gate_outcome=2,
        quorum=3,
    )
    plan = solve(stuck)
    assert plan.status is Status.INFEASIBLE
    assert plan.talks is plan.effort is plan.weeks is plan.lower_bound is None
    assert (plan.order, plan.week_plan, plan.steps) == ((), (), ())
    assert plan.most == 1
    assert [(entry.id, entry.code) for entry in plan.blocked] == [
        ("bob", "no_way_in"),
        ("cy", "max_talks"),
        ("dan", "gate_closed"),
        ("fay", "max_talks"),
    ]


def test_a_goal_that_is_reached_already_needs_no_talk():
    plan = solve(problem(leader("ann", on_board=True)))
    assert (plan.status, plan.talks, plan.weeks, plan.order) == (Status.OPTIMAL, 0, 0, ())


def test_an_empty_level_has_no_plan_and_an_empty_goal_needs_none():
    nobody = Problem(people=(), params=PlanParams(quorum=1))
    assert solve(nobody).status is Status.INFEASIBLE
    assert solve(Problem(people=(), params=PlanParams(quorum=0))).talks == 0


def test_a_pinned_person_comes_first_as_soon_as_a_talk_is_allowed():
    pinned = problem(
        leader("ann", 10),
        leader("bob", 20, pinned=True),
        leader("dan", 10, "driver", pinned=True),
        gate_outcome=1,
        quorum=1,
    )
    assert solve(pinned, "talks").order == solve(pinned, "effort").order == ("bob", "bob")
    assert solve(pinned, "weeks").week_plan == (("bob", "ann"),)
    more = Problem(people=pinned.people, params=PlanParams(quorum=3, gate_outcome=1))
    assert solve(more).order == ("bob", "bob", "dan", "ann")


def test_a_skipped_person_is_not_planned():
    people = (leader("ann", 10, max_talks=0), leader("bob", 20))
    assert solve(problem(*people)).order == ("bob", "bob")


def test_friction_decides_who_is_won_first():
    rivals = problem(
        leader("ann", 10),
        leader("bob", 20),
        pulls=(pull("ann", "bob", -9), pull("bob", "ann", 0)),
        quorum=2,
    )
    plan = solve(rivals)
    assert (plan.talks, plan.order) == (3, ("bob", "bob", "ann"))


def test_weeks_are_no_longer_than_the_capacity_and_meet_nobody_twice():
    plan = solve(WARM, "weeks")
    assert plan.weeks == plan.lower_bound == 3
    assert plan.order == tuple(one for week in plan.week_plan for one in week)
    assert all(len(set(week)) == len(week) <= 2 for week in plan.week_plan)
    assert Replay(WARM).play(plan.order).enough


def test_without_work_the_plan_carries_its_bound():
    hard = problem(
        *(leader(f"l{at}", 30) for at in range(6)),
        *(person(f"a{at}", 10, "ally") for at in range(3)),
        pulls=tuple(pull(f"a{a}", f"l{at}", 7) for a in range(3) for at in range(6)),
        quorum=4,
    )
    plan = solve(hard, work_limit=0)
    assert plan.status is Status.FEASIBLE
    assert plan.lower_bound < plan.talks
    assert solve(hard).status is Status.OPTIMAL
    assert solve(hard, stop=lambda: True).status is Status.STOPPED


def test_an_unknown_objective_is_refused():
    with pytest.raises(UsageError, match="fastest"):
        solve(WARM, "fastest")


def test_a_level_of_a_hundred_and_more_is_planned_and_proved_without_a_search():
    people = tuple(
        PlanPerson(id=f"p{at:03}", stage=Stage.OUTCOME, need=10 + at % 3 * 10, leader_weight=1)
        for at in range(150)
    )
    plan = solve(Problem(people=people, params=PlanParams(quorum=76)))
    assert (plan.status, plan.talks, plan.work) == ("optimal", 50 + 26 * 2, 0)

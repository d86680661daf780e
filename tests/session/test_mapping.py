"""The map's judgements as the planner's numbers (model.md, section 2)."""

from __future__ import annotations

from datetime import date

import pytest
from builders import asked, chart, judged, met, on_board, role, settled, tied
from msgspec.structs import replace

from cxmap.errors import UsageError
from cxmap.model.initiative import MassRule
from cxmap.model.orgmap import Edit
from cxmap.model.people import Hold
from cxmap.plan.problem import Stage
from cxmap.plan.solve import solve
from cxmap.session.desk import Desk
from cxmap.session.planning.mapping import problem_of

TODAY = date(2026, 3, 2)
LEVEL = "ceo > cfo coo cmo cio pa*; coo > ops; cio > me"


def problem(org):
    return problem_of(Desk(org, TODAY))


def changed(org, who, **fields):
    return org.with_edits([Edit("people", who, replace(org.people[who], **fields))])


def test_a_fresh_chart_gives_a_plan_with_everybody_in_reach():
    fresh = problem(chart(LEVEL))
    assert {person.id for person in fresh.people} == {"cfo", "coo", "cmo", "cio"}
    assert all(person.reach and person.leader_weight == 1 for person in fresh.people)
    assert fresh.params.quorum == 3
    assert solve(fresh).talks == 6


def test_i_and_the_assistant_and_who_left_are_not_in_it():
    org = changed(settled(chart(LEVEL), me="cio"), "cmo", active=False)
    assert {person.id for person in problem(org).people} == {"cfo", "coo"}


@pytest.mark.parametrize(
    ("stance", "commitment", "need"),
    [
        ("leading", "none", 5),
        ("supportive", "let", 10),
        ("neutral", "none", 20),
        ("unaware", "none", 20),
        ("resistant", "none", 35),
        ("resistant", "against", 50),
    ],
)
def test_the_need_follows_the_stance(stance, commitment, need):
    org = judged(judged(chart(LEVEL), "cfo", "stance", stance), "cfo", "commitment", commitment)
    assert problem(org).person("cfo").need == need


def test_who_counts_is_on_board_and_needs_nothing():
    person = problem(on_board(chart(LEVEL), "cfo")).person("cfo")
    assert (person.on_board, person.need, person.must_meet) == (True, 0, 0)


def test_receptiveness_decides_what_a_talk_gives():
    org = judged(chart(LEVEL), "cfo", "receptiveness", 5)
    assert problem(org).person("cfo").gain == 14
    assert problem(org).person("coo").gain == 10


def test_one_on_ones_held_count_and_meetings_do_not():
    org = met(met(chart(LEVEL), "cfo"), "coo", "workshop")
    now = problem(org)
    assert (now.person("cfo").must_meet, now.person("cfo").max_talks) == (0, 4)
    assert (now.person("coo").must_meet, now.person("coo").max_talks) == (1, 5)


def test_only_a_typed_no_puts_somebody_out_of_reach_and_brings_in_who_could_open():
    org = changed(chart("ceo > cfo coo; coo > ops; ops > deep"), "ops", reach=False)
    org = judged(org, "ops", "stance", "neutral")
    now = problem(org)
    assert not now.person("ops").reach
    assert {pull.source for pull in now.pulls if pull.target == "ops" and pull.intro} >= {
        "coo",
        "deep",
    }


def test_a_tie_pulls_and_opens_as_the_table_says():
    org = tied(chart(LEVEL), "cfo", "trusts", "coo", 5)
    org = tied(org, "cmo", "friction", "cio", 4)
    org = tied(org, "cmo", "introduces", "coo")
    pulls = {(p.source, p.target): (p.pull, p.intro) for p in problem(org).pulls}
    assert pulls["coo", "cfo"] == (12, True)
    assert pulls["cfo", "coo"] == (0, True)
    assert pulls["cmo", "cio"] == pulls["cio", "cmo"] == (-6, False)
    assert pulls["cmo", "coo"] == (0, True)


def test_a_boss_on_board_gives_six_points_and_a_report_three():
    org = judged(chart(LEVEL), "ops", "stance", "supportive")
    pulls = {(p.source, p.target): p.pull for p in problem(org).pulls}
    assert (pulls["coo", "ops"], pulls["ops", "coo"]) == (6, 3)


def test_gates_are_half_of_the_level_rounded_up_and_open_with_a_reason():
    org = role(
        chart(LEVEL),
        cfo="outcome_owner",
        cmo="outcome_owner",
        coo="operational_driver",
        cio="outcome_owner",
    )
    params = problem(org).params
    assert (params.gate_outcome, params.gate_driver) == (2, 1)
    free = problem(settled(org, override_gates="the president asked for it")).params
    assert (free.gate_outcome, free.gate_driver) == (0, 0)


def test_must_haves_and_vetoes_against_are_required():
    org = judged(chart(LEVEL), "cmo", "commitment", "against")
    org = settled(org, mass=MassRule(must_haves=("cfo",), vetoes=("cmo", "cio")))
    assert problem(org).params.required == ("cfo", "cmo")


def test_an_owner_who_also_drives_is_treated_as_an_owner():
    org = changed(chart(LEVEL), "cfo", roles=("operational_driver", "outcome_owner"))
    assert problem(org).person("cfo").stage is Stage.OUTCOME


def test_somebody_on_hold_is_not_talked_to_and_comes_back_on_the_day():
    held = changed(chart(LEVEL), "cfo", hold=Hold(since=TODAY, until=date(2026, 3, 9)))
    assert problem(held).person("cfo").max_talks == 0
    assert problem_of(Desk(held, date(2026, 3, 9))).person("cfo").max_talks == 5


def test_my_own_numbers_replace_the_defaults_within_their_range():
    org = settled(chart(LEVEL), rules={"capacity_per_week": 4, "need_neutral": 30})
    org = judged(org, "cfo", "stance", "neutral")
    assert problem(org).params.capacity_per_week == 4
    assert problem(org).person("cfo").need == 30
    with pytest.raises(UsageError, match="need_neutral"):
        problem(settled(org, rules={"need_neutral": 9999}))


def test_two_imports_of_one_file_give_the_same_plan_whatever_the_ids():
    names = "ceo > cfo coo cmo cio cro"
    other = chart("ceo > x1 x2 x3 x4 x5")
    for new, old in zip(("x1", "x2", "x3", "x4", "x5"), names.split()[2:], strict=True):
        other = changed(other, new, display_name=old.capitalize())
    plans = []
    for org in (chart(names), other):
        order = solve(problem(org)).order
        plans.append([org.people[who].display_name for who in order])
    assert plans[0] == plans[1]


def test_asked_people_come_into_scope_and_the_unknown_rest_stays_out():
    org = asked(chart("ceo > a; a > b c; b > d"), "d", "made")
    assert {person.id for person in problem(org).people} == {"a", "d"}

"""The lead's own numbers beside the defaults."""

from __future__ import annotations

from cxmap.plan.own_record import own_record
from cxmap.plan.rules import PlanRules

TEN = [("neutral", 3)] * 5 + [("neutral", 4), ("neutral", 9)] + [("resistant", 5)] * 3


def test_after_ten_people_won_the_record_is_offered_stance_by_stance():
    neutral, resistant = own_record(TEN, PlanRules())
    assert (neutral.stance, neutral.people, neutral.talks) == ("neutral", 7, 3.0)
    assert (neutral.need, neutral.offered) == (20, 30)
    assert (resistant.need, resistant.offered) == (35, 50)


def test_before_that_it_is_shown_and_not_offered():
    assert [entry.offered for entry in own_record(TEN[:9], PlanRules())] == [None, None]
    assert own_record([], PlanRules()) == ()


def test_what_is_offered_stays_in_the_range_of_the_table():
    [entry] = own_record([("leading", 90)] * 10, PlanRules())
    assert entry.offered == 200
    changed = PlanRules().with_changes({"own_record": 1})
    assert own_record([("leading", 2)], changed)[0].offered == 20


def test_a_stance_without_a_rule_is_left_out():
    assert own_record([("grumpy", 3)] * 10, PlanRules()) == ()

"""The table of planning numbers: complete, in range, and what it says about stances and ties."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.errors import UsageError
from cxmap.plan.rules import DISCLAIMER, RULES, Effect, PlanRules

STANCES = {
    "leading": 5,
    "supportive": 10,
    "neutral": 20,
    "unknown": 20,
    "unaware": 20,
    "resistant": 35,
}


def test_every_entry_has_unit_text_source_heading_and_a_default_in_range():
    assert len({rule.name for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert rule.unit
        assert rule.text
        assert rule.source
        assert rule.group
        assert rule.low <= rule.default <= rule.high
    assert "Nobody has measured" in DISCLAIMER


@pytest.mark.parametrize(("stance", "need"), STANCES.items())
def test_a_stance_has_its_need(stance, need):
    assert PlanRules().need(stance) == need


def test_only_a_resistant_person_committed_against_it_needs_more():
    assert PlanRules().need("resistant", "against") == 50
    assert PlanRules().need("neutral", "against") == 20


def test_receptiveness_changes_what_a_talk_gives():
    assert [PlanRules().gain(level) for level in (None, 1, 2, 3, 4, 5)] == [10, 6, 8, 10, 12, 14]


def test_leaders_must_be_met_and_others_need_not():
    assert PlanRules().must_meet(leader=True) == 1
    assert PlanRules().must_meet(leader=False) == 0


@pytest.mark.parametrize(
    ("kind", "strength", "effect"),
    [
        ("reports_to", None, Effect(3, 6, True, True)),
        ("dotted", 5, Effect(2, 3, True, True)),
        ("influences", 5, Effect(12, 0, True, False)),
        ("influences", None, Effect(8, 0, True, False)),
        ("trusts", 1, Effect(0, 4, True, True)),
        ("trusts", 2, Effect(0, 4, True, True)),
        ("allied_with", 4, Effect(6, 6, True, True)),
        ("drives", 3, Effect(4, 0, False, False)),
        ("introduces", 5, Effect(0, 0, True, False)),
        ("friction", 5, Effect(-9, -9, False, False)),
    ],
)
def test_a_tie_has_its_effect(kind, strength, effect):
    assert PlanRules().tie(kind, strength) == effect


def test_an_introduction_can_be_limited_to_the_way_of_the_pull():
    one_way = PlanRules().with_changes({"intro_trusts": 1})
    assert one_way.tie("trusts", 1) == Effect(0, 4, False, True)


@pytest.mark.parametrize(("of", "needed"), [(0, 0), (1, 1), (2, 1), (3, 2), (8, 4)])
def test_a_gate_is_half_rounded_up_and_at_least_one(of, needed):
    assert PlanRules().gate("outcome", of) == needed
    assert PlanRules().gate("driver", of) == needed


def test_confidence_says_how_far_off_a_guess_may_be():
    assert [PlanRules().spread_need(level) for level in (3, 2, 1)] == [3, 8, 15]
    assert [PlanRules().holds_tie(level) for level in (3, 2, 1)] == [95, 80, 50]


@given(st.sampled_from(RULES), st.integers(-200, 200_000))
def test_a_change_is_taken_in_range_and_refused_outside(rule, value):
    if rule.low <= value <= rule.high:
        rules = PlanRules().with_changes({rule.name: value})
        assert rules[rule.name] == value
        assert (rule.name in rules.changes) == (value != rule.default)
        assert rules.with_changes({rule.name: rule.default}) == PlanRules()
    else:
        with pytest.raises(UsageError) as refusal:
            PlanRules().with_changes({rule.name: value})
        assert refusal.value.field == rule.name


@pytest.mark.parametrize("value", [1.5, "12", None, True])
def test_a_change_is_a_whole_number(value):
    with pytest.raises(UsageError):
        PlanRules().with_changes({"need_neutral": value})


def test_an_unknown_name_is_refused():
    with pytest.raises(UsageError, match="no planning number"):
        PlanRules().with_changes({"need_grumpy": 3})

"""Why A before B, backward from one person, what to expect, what to check, and my own record."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from builders import asked, chart, judged, met, on_board, role, settled, tied
from msgspec.structs import replace

from cxmap.errors import UsageError
from cxmap.model.orgmap import Edit
from cxmap.model.words import Stance
from cxmap.session.desk import Desk
from cxmap.session.planning.backwards import backwards
from cxmap.session.planning.comparing import what_if
from cxmap.session.planning.names import names_among
from cxmap.session.planning.outlook import outlook, pace_of
from cxmap.session.planning.own_record import adopt_record, own_record
from cxmap.session.planning.soundness import soundness
from cxmap.session.planning.weighing import why_before, why_view

TODAY = date(2026, 3, 2)


@pytest.fixture
def org():
    made = role(chart("ceo > ann bob cy dan me; dan > eve"), ann="ally", bob="ally", cy="ally")
    made = tied(tied(made, "bob", "trusts", "ann", 5), "cy", "trusts", "ann", 5)
    return settled(made, me="me")


def desk(org, today=TODAY):
    return Desk(org, today)


def changed(org, who, **fields):
    return org.with_edits([Edit("people", who, replace(org.people[who], **fields))])


# Why.


def test_why_says_where_the_plan_has_somebody_and_what_speaks_against(org):
    ann, bob = why_view(desk(org), "ann"), why_view(desk(org), "bob")
    assert ann.turns[0] == 1
    assert ann.planned == f"talks 1 and 2 of {ann.talks}"
    assert "see_first" in [reason.code for reason in bob.against]
    assert "ann" in [who for who, _ in bob.others]


def test_why_of_somebody_the_plan_does_not_need_or_know(org):
    spare = judged(judged(org, "dan", "stance", "resistant"), "dan", "commitment", "against")
    assert "not_in_plan" in [reason.code for reason in why_view(desk(spare), "dan").against]
    assert why_view(desk(spare), "dan").planned == "needs no talk with Dan"
    assert "knows nothing of Eve" in why_view(desk(org), "eve").planned


def test_why_says_how_the_talk_comes_about(org):
    def said(org, who):
        return [one.text for one in why_view(desk(org), who).reasons if one.code == "access"]

    assert said(org, "ann") == ["Not met yet, and not out of reach: you may ask directly."]
    assert said(met(org, "ann"), "ann") == [
        "You can ask yourself: was met one-on-one on 2026-02-01."
    ]
    behind = judged(met(org, "bob", "corridor"), "bob", "stance", "neutral")
    assert said(behind, "bob") == ["You have talked before, so you can ask yourself."]
    shut = settled(
        changed(org, "bob", reach=False), mass=replace(org.initiative.mass, must_haves=("bob",))
    )
    reasons = why_view(desk(shut), "bob").reasons
    assert [one.code for one in reasons].count("introduced_by") == 1
    assert "access" not in [one.code for one in reasons]


@pytest.mark.parametrize("who", ["ceo", "me", "eve"])
def test_who_is_in_no_plan_has_no_order_to_explain(org, who):
    assert why_view(desk(org), who).others == ()
    with pytest.raises(UsageError, match="no order to explain") as refused:
        why_before(desk(org), "ann", who)
    assert refused.value.hint


def test_why_of_the_president_of_me_and_of_who_has_left(org):
    assert why_view(desk(org), "ceo").planned.startswith("decides in the forum")
    mine = why_view(desk(org), "me")
    assert (mine.planned, mine.reasons) == ("is you: never counted, never proposed", ())
    gone = changed(org, "eve", active=False, left_on=date(2026, 2, 1))
    assert why_view(desk(gone), "eve").planned == "has left on 2026-02-01"


def test_an_order_that_costs_nothing_names_the_points_and_what_changes_hands():
    org = role(chart("ceo > bob cy me; bob > ann"), ann="ally", bob="ally", cy="ally")
    org = tied(judged(org, "ann", "stance", "supportive"), "bob", "trusts", "ann", 5)
    org = changed(settled(org, me="me"), "ann", pinned=True)
    found = why_before(desk(org), "ann", "bob")
    assert (found.price, [cause.code for cause in found.causes]) == (0, ["points", "talks"])
    assert found.text == (
        "Ann before Bob: Ann on board gives Bob 15 points: 1 talk instead of 2. The other way round"
        " Ann takes 0 talks instead of 1 and Bob takes 2 talks instead of 1. The other way round"
        " costs nothing more."
    )
    same = why_before(desk(chart("ceo > ann bob")), "ann", "bob")
    assert same.text == (
        "Ann before Bob: Rank alone decides. The other way round costs nothing more."
    )


def test_ann_before_bob_names_the_points_and_the_price(org):
    must = settled(org, mass=replace(org.initiative.mass, must_haves=("bob", "cy")))
    found = why_before(desk(must), "bob", "ann")
    assert (found.first, found.second) == ("ann", "bob")
    assert "points" in [cause.code for cause in found.causes]
    assert "Ann" in found.text
    assert "Bob" in found.text
    with pytest.raises(UsageError):
        why_before(desk(org), "ann", "ann")


# Backward from one hard person.


def test_backwards_names_who_opens_and_who_softens(org):
    hard = judged(judged(org, "cy", "stance", "resistant"), "cy", "commitment", "against")
    hard = tied(hard, "cy", "trusts", "dan", 5)
    hard = on_board(changed(hard, "cy", reach=False), "bob")
    found = backwards(desk(hard), "cy")
    assert found.plan is not None
    assert found.plan.order[-1] == "cy"
    assert found.helpers
    assert "by way of" in found.message
    assert [one.code for one in found.why(0)] == ["opens_way", "pulls_others"]


def test_who_is_pinned_for_the_whole_is_no_way_to_the_one(org):
    pinned = changed(org, "cy", pinned=True)
    assert backwards(desk(pinned), "dan").helpers == ()


def test_backwards_says_why_nobody_can_win_them(org):
    from cxmap.model.people import Hold

    held = changed(org, "cy", hold=Hold(since=TODAY))
    assert backwards(desk(held), "cy").message == (
        "No talks win Cy as the map stands: Cy is skipped by you."
    )


def test_backwards_from_the_president_is_the_forum(org):
    assert "forum" in backwards(desk(org), "ceo").message
    assert backwards(desk(org), "eve").plan is None


# What to expect.


def talks(org, count, *, every=7, last=TODAY):
    for number in range(count):
        org = met(org, "ann", on=last - timedelta(days=every * number))
    return org


def test_no_day_is_named_before_there_is_a_record(org):
    found = outlook(desk(talks(org, 4)), scenarios=200)
    assert found.pace.per_week is None
    assert found.days == {}
    assert "No day is named before 5 talks are on record; 4" in found.message[-1]


def test_the_day_follows_from_the_recorded_pace(org):
    slow = outlook(desk(talks(org, 6, every=7)), scenarios=200)
    quick = outlook(desk(talks(org, 12, every=2)), scenarios=200)
    assert slow.pace.per_week == pytest.approx(6 / (36 / 7))
    assert slow.days[50] is not None
    assert quick.days[50] < slow.days[50]
    assert "At your pace of 1.2 talks a week" in slow.message[-1]


def test_what_was_long_ago_is_no_pace(org):
    assert pace_of(desk(talks(org, 9, last=date(2025, 6, 1)))).per_week is None


def test_the_best_plan_is_called_the_floor(org):
    found = outlook(desk(org), scenarios=500, band=False)
    assert found.forecast is not None
    assert found.message[0].startswith(f"The floor is {found.plan.talks} talks, if every guess")
    assert found.forecast.talks.levels[50] >= 1


def test_the_chance_is_said_after_a_few_numbers_of_talks_the_floor_among_them(org):
    found = outlook(desk(talks(org, 9)), scenarios=500, band=False)
    assert [one.talks for one in found.chances if one.is_floor] == [found.plan.talks]
    assert len(found.chances) <= 9
    shares = [one.share for one in found.chances]
    assert shares == sorted(shares)
    assert all(one.low <= one.share <= one.high for one in found.chances)
    days = [one.day for one in found.chances]
    assert None not in days
    assert days == sorted(days)
    without = outlook(desk(org), scenarios=500, band=False)
    assert {one.day for one in without.chances} == {None}


def test_a_goal_out_of_reach_in_every_future_leaves_nothing_to_forecast(org):
    shut = settled(org, rules={"max_talks": 1, "forecast_talks": 1})
    assert not outlook(desk(shut), scenarios=100, band=False).is_open


def test_a_mass_that_is_there_leaves_nothing_to_forecast(org):
    there = on_board(on_board(on_board(org, "ann"), "bob"), "cy")
    assert not outlook(desk(there), scenarios=100, band=False).is_open
    assert outlook(desk(org), scenarios=100, band=False).is_open


def test_without_a_level_there_is_nothing_to_forecast():
    assert outlook(desk(chart("ceo"))).forecast is None


# What the plan hangs on.


def test_facts_are_said_as_questions_with_what_hangs_on_them(org):
    found = soundness(desk(org))
    texts = [check.text for check in found.checks]
    assert "If Bob does not trust Ann, the plan moves by 1 talk: worth asking." in texts
    assert texts[0].startswith("If Bob stands nearer or further than you think, the plan changes")
    assert [check.regret for check in found.checks] == sorted(
        (check.regret for check in found.checks), reverse=True
    )


def test_warnings_come_with_the_remedy_in_talks(org):
    warnings = soundness(desk(org)).warnings
    assert warnings[0].code == "hangs_on"
    assert warnings[0].values["remedy"] == 2
    assert "the loss of any one of 3 people would break critical mass; 2 talks" in warnings[0].text
    assert "Without Ann the plan takes 2 talks more." in [one.text for one in warnings]


def test_who_opens_the_only_door_is_a_warning_and_so_is_a_must_have(org):
    shut = changed(org, "cy", reach=False)
    must = settled(shut, mass=replace(shut.initiative.mass, must_haves=("cy",)))
    said = {one.values["id"]: one for one in soundness(desk(must)).warnings if "id" in one.values}
    assert said["ann"].values["cuts_off"] == ["cy"]
    assert said["ann"].text.endswith("Somebody else who can introduce you to Cy would mend it.")
    assert "a must-have, whom nobody can stand in for" in said["cy"].text


def test_the_only_ally_of_a_unit_comes_with_who_could_be_the_second(org):
    units = changed(changed(org, "ann", department="Care"), "dan", department="Care")
    (warning,) = (one for one in soundness(desk(units)).warnings if one.code == "lone_ally")
    assert warning.text == "Ann is the only ally in Care; 2 talks would win Dan as well."
    assert warning.values == {"id": "ann", "unit": "Care", "second": "dan", "remedy": 2}
    alone = changed(org, "ann", department="Care")
    (warning,) = (one for one in soundness(desk(alone)).warnings if one.code == "lone_ally")
    assert warning.values["remedy"] is None
    assert "judge or tie somebody there" in warning.text


def test_weighing_facts_ends_when_it_is_asked_to(org):
    assert soundness(desk(org)).checks
    asked = []

    def stop() -> bool:
        asked.append(True)
        return len(asked) > 3

    assert len(soundness(desk(org), stop=stop).checks) < len(soundness(desk(org)).checks)
    plan = why_before(desk(org), "ann", "bob").plan
    assert not why_before(desk(org), "ann", "bob", plan=plan, stop=lambda: True).sure


def test_two_of_one_name_are_told_apart_by_title_or_unit(org):
    same = changed(changed(org, "bob", title="CFO"), "cy", display_name="Bob", department="Care")
    names = names_among(desk(same), ("ann", "bob", "cy"))
    assert names == {"ann": "Ann", "bob": "Bob (CFO)", "cy": "Bob (Care)"}
    view = what_if(desk(same), ["leaves:cy"])
    assert view.changes[0].says == "Bob (Care) leaves"
    assert view.before.names["bob"] == "Bob (CFO)"
    texts = [check.text for check in soundness(desk(same)).checks]
    assert any(text.startswith("If Bob (CFO) stands") for text in texts)


def test_no_plan_hangs_on_nothing():
    assert soundness(desk(chart("ceo"))).warnings == ()


# My own record.


def won(org, names, stance, count):
    for who in names:
        org = judged(org, who, "stance", stance, on=date(2025, 12, 1))
        for number in range(count):
            org = met(org, who, on=date(2026, 1, 1) + timedelta(days=7 * number))
        org = judged(org, who, "commitment", "help", on=date(2026, 2, 20))
        org = asked(org, who, on=date(2026, 2, 20))
        org = met(org, who, on=date(2026, 2, 25))
    return org


def test_the_record_is_shown_after_ten_people_won_and_offered_from_three():
    names = [f"p{number}" for number in range(11)]
    org = chart(f"ceo > {' '.join(names)}")
    nine = won(org, names[:9], "neutral", 3)
    assert own_record(desk(nine)).lines == ()
    assert own_record(desk(nine)).won == 9
    ten = won(nine, names[9:], "resistant", 5)
    found = own_record(desk(ten))
    assert [(line.stance, line.people, line.talks) for line in found.lines] == [
        (Stance.RESISTANT, 2, 5.0),
        (Stance.NEUTRAL, 9, 3.0),
    ]
    assert found.offers == {"need_neutral": 30}
    assert [line.assumed for line in found.lines] == [4, 2]
    taken = ten.with_edits(adopt_record(desk(ten)).edits)
    assert taken.initiative.rules == {"need_neutral": 30}
    with pytest.raises(UsageError, match="no other number"):
        adopt_record(desk(taken))


def test_talks_after_the_deed_and_co_owners_are_not_counted(org):
    once = won(org, ["ann"], "supportive", 1)
    assert own_record(desk(settled(once, rules={"own_record": 1}))).lines[0].talks == 1.0
    never = on_board(org, "bob")
    assert own_record(desk(never)).won == 0

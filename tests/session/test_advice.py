"""Whom next: a state, a sentence, names with reasons; one plan and no second ranking."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from builders import asked, chart, judged, met, on_board, role, seen, settled, tied
from msgspec.structs import replace

from cxmap.model.initiative import MassRule
from cxmap.model.orgmap import Edit, OrgMap
from cxmap.model.people import Hold
from cxmap.model.programme import Body, Concern, Promise
from cxmap.model.words import Visibility
from cxmap.session.desk import Desk
from cxmap.session.planning.advice import next_view, overdue, plan_view
from cxmap.session.showing.standing import why_counts

TODAY = date(2026, 3, 2)
LEVEL = "ceo > cfo coo cmo cio cro pa*; coo > ops; cio > me"


@pytest.fixture
def org() -> OrgMap:
    made = role(chart(LEVEL), cfo="outcome_owner", cmo="outcome_owner", cro="outcome_owner")
    return settled(role(made, coo="operational_driver", cio="operational_driver"), me="me")


def view(org, n=3):
    return next_view(Desk(org, TODAY), n)


def changed(org, who, **fields):
    return org.with_edits([Edit("people", who, replace(org.people[who], **fields))])


def codes(reasons):
    return [reason.code for reason in reasons]


def test_an_empty_map_says_what_to_do_first():
    assert view(OrgMap()).state == "no_president"
    assert "import" in view(OrgMap()).message
    assert view(chart("a > x; b > y")).state == "no_president"


def test_outcome_owners_come_before_the_drivers_they_open(org):
    names = [who.id for who in view(org).suggestions]
    assert names == ["cfo", "cmo", "cro"]
    assert all(who.stage == "outcome" for who in view(org).suggestions)


def test_the_names_are_the_first_of_the_plan_in_its_order(org):
    plan = plan_view(Desk(org, TODAY)).plan
    assert [who.id for who in view(org, 1).suggestions] == [plan.order[0]]
    assert view(org).talks_left == plan.talks


def test_nobody_is_met_twice_in_a_week(org):
    talked = met(org, "cfo", on=TODAY - timedelta(days=3))
    assert "cfo" not in [who.id for who in view(talked).suggestions]
    assert "cfo" in [
        who.id for who in next_view(Desk(talked, TODAY + timedelta(days=4))).suggestions
    ]


def test_when_everybody_in_line_was_met_this_week_the_answer_is_to_wait(org):
    busy = org
    for who in ("cfo", "cmo", "cro"):
        busy = met(busy, who, on=TODAY - timedelta(days=1))
    busy = asked(busy, "cfo", "made", on=TODAY - timedelta(days=1), due=TODAY + timedelta(days=5))
    waiting = view(busy)
    assert waiting.state == "wait"
    assert waiting.suggestions == ()
    assert [out.id for out in waiting.waiting_for] == ["cfo"]


def test_with_critical_mass_the_forum_is_due_and_then_it_is_done(org):
    carried = on_board(org, "cfo", "cmo", "coo")
    assert view(carried).state == "forum_due"
    assert view(met(carried, "ceo", "forum", on=TODAY)).state == "done"
    assert view(settled(carried, forum_held_on=TODAY)).state == "done"


def test_a_goal_out_of_reach_names_who_is_blocked_and_why(org):
    skipped = changed(org, "cfo", hold=Hold(since=TODAY, reason="away"))
    skipped = settled(skipped, mass=MassRule(must_haves=("cfo",)))
    stuck = view(skipped)
    assert stuck.state == "no_way"
    assert "Cfo is skipped by you" in stuck.message
    assert "but not everybody without whom it does not count" in stuck.message
    away = Hold(since=TODAY, reason="away")
    for leader in Desk(skipped, TODAY).hierarchy.leadership:
        skipped = changed(skipped, leader, hold=away)
    assert "out of reach as the map stands: at most 0 of 5 leaders" in view(skipped).message


def test_convinced_leaders_without_a_deed_are_to_be_asked():
    ready = chart("ceo > a b; a > me")
    ready = settled(ready, me="me")
    ready = judged(met(ready, "a", on=date(2026, 2, 1)), "a", "stance", "supportive")
    ready = tied(on_board(ready, "b"), "a", "trusts", "b", 5)
    found = view(ready)
    assert found.state == "talk"
    assert [who.id for who in found.suggestions] == ["a"]
    assert found.suggestions[0].reasons[0].code == "needed_for_mass"
    assert not found.mass.met


def test_a_pinned_person_comes_first_and_says_so(org):
    pinned = view(changed(org, "cro", pinned=True))
    assert pinned.suggestions[0].id == "cro"
    assert "pinned" in codes(pinned.suggestions[0].reasons)


def test_the_reasons_of_the_day_are_said(org):
    told = judged(met(org, "cfo", on=date(2026, 1, 5)), "cfo", "barrier", ("needs_proof",))
    told = judged(told, "cfo", "stance", "supportive", on=date(2026, 1, 5))
    told = seen(told, "ops", "result", on=date(2026, 2, 20))
    worry = Concern(id="c1", person="cfo", words="Benefits counted twice")
    mine = Promise(id="m1", person="cfo", text="Send the figures", due=date(2026, 2, 26))
    board = Body(id="b1", name="Forum", members=("cmo",))
    told = told.with_edits(
        [Edit("concerns", "c1", worry), Edit("promises", "m1", mine), Edit("bodies", "b1", board)]
    )
    told = settled(told, forum_on=date(2026, 6, 1))
    by_name = {who.id: who for who in view(told).suggestions}
    assert {
        "promise_due",
        "input_unanswered",
        "barrier_fits_new_evidence",
        "touch_due",
        "says_not_does",
        "judgement_stale",
        "priorities_unknown",
    } <= set(codes(by_name["cfo"].reasons))
    assert "forum_unmet" in codes(by_name["cmo"].reasons)
    assert "4 days late" in " ".join(reason.text for reason in by_name["cfo"].reasons)


def test_what_speaks_for_waiting_is_said_too(org):
    told = met(org, "cfo", on=TODAY - timedelta(days=10))
    told = asked(told, "cfo", "made", on=TODAY - timedelta(days=10), due=TODAY + timedelta(days=9))
    told = tied(on_board(told, "cmo"), "cfo", "friction", "cmo")
    told = changed(told, "cfo", visibility=Visibility.ME, pinned=True)
    cfo = next(who for who in view(told).suggestions if who.id == "cfo")
    assert codes(cfo.against) == ["talked_recently", "waiting_for_reply", "conflict", "below_radar"]


def test_overdue_promises_are_mine_first_then_theirs_oldest_first(org):
    told = asked(org, "cmo", "accepted", due=date(2026, 1, 1))
    told = asked(told, "cfo", "kept", due=date(2026, 1, 1))
    mine = Promise(id="m1", person="cio", text="Send it", due=date(2026, 2, 26))
    told = told.with_edits([Edit("promises", "m1", mine)])
    assert [(late.person, late.mine) for late in overdue(Desk(told, TODAY))] == [
        ("cio", True),
        ("cmo", False),
    ]


def test_every_suggestion_says_what_to_say_and_what_to_ask(org):
    for who in view(org).suggestions:
        assert who.frame
        assert who.ask


def test_the_plan_says_in_one_sentence_what_is_proved(org):
    assert "no plan does with less" in plan_view(Desk(org, TODAY)).message
    carried = on_board(org, "cfo", "cmo", "coo")
    assert "No talk is needed" in plan_view(Desk(carried, TODAY)).message


def test_of_somebody_nobody_has_judged_it_is_said_what_was_done(org):
    assert why_counts(org, "cfo") == "nothing known yet"
    assert why_counts(met(org, "cfo"), "cfo") == "talked to; what they say is not noted yet"
    assert why_counts(met(org, "cfo", "written"), "cfo") == "nothing known yet"
    out = asked(met(org, "cfo"), "cfo", "made")
    assert why_counts(out, "cfo").startswith("asked, no answer noted yet: ")

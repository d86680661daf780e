"""Harbor Telecom, three months in: not there yet, and more than one way to get there."""

from __future__ import annotations

import pytest

from cxmap.model.hierarchy import Hierarchy
from cxmap.model.mass import read_mass
from cxmap.model.words import PromiseState, TieKind
from cxmap.plan.solve import solve
from cxmap.session.desk import Desk
from cxmap.session.intents.people import skip
from cxmap.session.planning.advice import next_view
from cxmap.session.planning.mapping import problem_of

SAMPLE = "harbor-telecom"


@pytest.fixture(scope="module")
def desk(morning_after):
    return morning_after(SAMPLE)


def names(desk, people) -> set[str]:
    return {desk.org.people[who].display_name for who in people}


def without(desk: Desk, name: str) -> Desk:
    who = next(who.id for who in desk.org.people.values() if who.display_name == name)
    return Desk(desk.org.with_edits(skip(desk, who, reason="to compare").edits), desk.today)


def leaders_won(desk: Desk) -> tuple[int, frozenset[str]]:
    """Talks of the shortest plan, and the leaders that it wins."""
    plan = solve(problem_of(desk))
    assert plan.talks is not None
    won = {who for step in plan.steps for who in step.adds}
    return plan.talks, frozenset(names(desk, won & set(desk.hierarchy.leadership)))


def test_three_of_eleven_act_and_seven_are_needed_the_finance_head_among_them(desk):
    reading = read_mass(desk.org)
    assert (reading.have, reading.needed, reading.of) == (3, 7, 11)
    assert not reading.met
    assert names(desk, reading.must_haves_missing) == {"Marcus Dellacroix"}


def test_the_home_screen_has_three_names_with_reasons(desk):
    view = next_view(desk)
    assert view.state == "talk"
    assert len(view.suggestions) == 3
    assert all(suggestion.reasons for suggestion in view.suggestions)
    codes = {reason.code for suggestion in view.suggestions for reason in suggestion.reasons}
    assert {"promise_due", "judgement_stale", "says_not_does", "barrier_fits_new_evidence"} <= codes


def test_two_openings_lead_to_the_mass_with_the_same_number_of_talks(desk):
    first = leaders_won(without(desk, "Nikhil Barua"))
    second = leaders_won(without(desk, "Viktor Stanescu"))
    assert first[0] == second[0]
    assert {"Viktor Stanescu", "Catherine Wold"} <= first[1]
    assert {"Nikhil Barua", "Ikaika Mahoe"} <= second[1]
    assert not first[1] < second[1]
    assert not second[1] < first[1]


def test_promises_are_late_on_both_sides(desk):
    late = next_view(desk).overdue
    assert sum(promise.mine for promise in late) == 3
    assert sum(not promise.mine for promise in late) >= 3
    kept = [p for p in desk.org.promises.values() if p.state is PromiseState.KEPT]
    assert kept


def test_some_say_more_than_they_do_and_some_resist(desk):
    reading = read_mass(desk.org)
    assert names(desk, reading.says_not_does) == {"Nikhil Barua", "Judith Sandoval"}
    resistant = [who for who in reading.level if desk.org.judgements(who).stance == "resistant"]
    assert names(desk, resistant) == {"Marcus Dellacroix", "Bjørn Tveit"}


def test_somebody_can_only_be_met_through_an_introduction(desk):
    shut = [who for who in desk.org.people.values() if who.reach is False]
    assert names(desk, (who.id for who in shut)) >= {"Viktor Stanescu", "Osei Mensah-Wright"}
    for who in shut:
        doors = [tie for tie in desk.org.ties_of(who.id) if tie.kind is TieKind.INTRODUCES]
        assert any(tie.b == who.id for tie in doors)


def test_friction_stands_between_two_leaders(desk):
    level = set(Hierarchy(desk.org).leadership)
    ties = [tie for tie in desk.org.ties.values() if tie.kind is TieKind.FRICTION]
    assert any({tie.a, tie.b} <= level for tie in ties)


def test_the_assistant_the_vacant_post_and_the_chief_of_staff_are_no_leaders(desk):
    level = set(desk.hierarchy.leadership)
    aside = names(desk, set(desk.hierarchy.candidates) - level)
    assert aside == {"Gareth Lim", "Saoirse Brannigan", "Vacant: Chief Strategy Officer"}


def test_vague_and_specific_asks_stand_side_by_side(desk):
    asks = [ask for ask in desk.org.asks.values() if ask.state.is_open]
    assert any(ask.due is None and ask.text == "Support the customer programme" for ask in asks)
    assert sum(ask.due is not None for ask in asks) >= 5

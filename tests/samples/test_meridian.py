"""Meridian Financial follows the broad route: owners, drivers, allies alongside, mass, forum."""

from __future__ import annotations

from datetime import date
from statistics import median

import pytest

from cxmap.model.hierarchy import Hierarchy
from cxmap.model.mass import is_on_board, mass_over_time, read_mass
from cxmap.model.words import EngagementKind, Role

SAMPLE = "meridian-financial"
LAST_DAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def org(open_sample):
    return open_sample(SAMPLE)


@pytest.fixture(scope="module")
def level(org):
    return Hierarchy(org).leadership


def first_talk(org, person) -> date | None:
    talks = [e.on for e in org.engagements_of(person) if e.kind is EngagementKind.ONE_ON_ONE]
    return talks[0] if talks else None


def of_role(org, people, role) -> list[str]:
    """People by the turn the plan gives them: an owner who also drives is an owner."""
    return [
        who
        for who in people
        if role in org.people[who].roles
        and (role is Role.OUTCOME_OWNER or Role.OUTCOME_OWNER not in org.people[who].roles)
    ]


def test_ten_months_lead_to_seven_of_ten_leaders_and_the_loss_of_any_one_is_survived(org):
    reading = read_mass(org)
    assert (reading.have, reading.needed, reading.of) == (7, 6, 10)
    assert reading.met
    assert reading.survives_any_loss
    days = [met.on for met in org.engagements.values()]
    assert 270 <= (max(days) - min(days)).days <= 310


def test_the_mass_only_grows_and_is_met_in_the_ninth_month(org):
    readings = mass_over_time(org, until=LAST_DAY)
    have = [reading.have for _, reading in readings]
    assert have == sorted(have)
    assert have[0] == 0
    met_on = next(day for day, reading in readings if reading.met)
    assert met_on == date(2026, 1, 8)


def test_outcome_owners_are_met_before_operational_drivers(org, level):
    owners = [first_talk(org, who) for who in of_role(org, level, Role.OUTCOME_OWNER)]
    boss = Hierarchy(org).chain(org.initiative.me)[0]
    drivers = [
        first_talk(org, who)
        for who in of_role(org, level, Role.OPERATIONAL_DRIVER)
        if who != boss  # one's own head hears of it first, whatever the stage
    ]
    assert max(owners) < min(drivers)


def test_no_driver_counts_before_half_of_the_owners_do(org, level):
    owners = set(of_role(org, level, Role.OUTCOME_OWNER))
    for _, reading in mass_over_time(org, until=LAST_DAY):
        drivers = set(reading.counts) - owners
        assert not drivers or len(owners & set(reading.counts)) >= (len(owners) + 1) // 2


def test_allies_outside_the_unit_come_alongside_between_owners_and_mass(org, level):
    hierarchy = Hierarchy(org)
    allies = [who.id for who in org.people.values() if Role.ALLY in who.roles and who.manager]
    assert all(hierarchy.is_outside(who) for who in allies)
    assert all(org.people[who].brings for who in allies)
    acting = [who for who in allies if is_on_board(org, who)]
    assert {org.people[who].function for who in acting} >= {"brand", "operations", "opex"}
    first = [day for who in allies if (day := first_talk(org, who))]
    owners = [first_talk(org, who) for who in of_role(org, level, Role.OUTCOME_OWNER)]
    drivers = [first_talk(org, who) for who in of_role(org, level, Role.OPERATIONAL_DRIVER)]
    assert median(owners) < median(first) <= median(drivers)


def test_doors_at_the_division_were_opened_by_somebody(org):
    by_name = {who.display_name: who.id for who in org.people.values()}
    for name in ("Beatriz Salgado", "Rajan Venkatesan"):
        ties = org.ties_of(by_name[name])
        assert any(tie.kind == "introduces" and tie.b == by_name[name] for tie in ties)


def test_the_case_was_shown_several_times_and_refined(org):
    groups = [
        met
        for met in org.engagements.values()
        if met.kind in (EngagementKind.SMALL_GROUP, EngagementKind.FORUM)
    ]
    assert len({met.frame_version for met in groups}) == len(groups) == 3


def test_a_few_stakeholders_scored_the_baseline_before_the_mass_was_met(org):
    scores = org.table("assessments").values()
    assert len({score.owner for score in scores}) == 4
    assert max(score.on for score in scores) < date(2026, 1, 8)


def test_every_attendee_was_met_alone_before_the_forum(org, level):
    forum = next(met for met in org.engagements.values() if met.kind is EngagementKind.FORUM)
    assert forum.on == org.initiative.forum_held_on
    assert set(forum.people) == {*level, org.initiative.president}
    for who in forum.people:
        assert first_talk(org, who) < forum.on
        assert org.people[who].frame
    mass_then = [r for day, r in mass_over_time(org, until=LAST_DAY) if day <= forum.on][-1]
    assert mass_then.met


def test_the_council_follows_the_forum(org):
    council = next(body for body in org.bodies.values() if body.kind == "council")
    assert 5 <= len(council.members) <= 9
    vision = next(note for note in org.table("artefacts").values() if note.kind == "vision")
    assert vision.on > org.initiative.forum_held_on


def test_the_morning_after_says_that_it_is_done_and_what_is_late(morning_after):
    from cxmap.session.planning.advice import next_view

    view = next_view(morning_after(SAMPLE))
    assert view.state == "done"
    assert [late.mine for late in view.overdue] == [True, False]

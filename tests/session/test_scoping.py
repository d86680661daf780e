"""Who is in the plan of a map of any size, and that nobody else could make it better."""

from __future__ import annotations

import random
from datetime import date

import pytest
from builders import chart, judged, role, settled, tied
from msgspec.structs import replace

from cxmap.model.initiative import INITIATIVE, Initiative
from cxmap.model.judgements import Observation
from cxmap.model.orgmap import Edit, OrgMap
from cxmap.model.people import Person, Tie
from cxmap.model.words import Dimension, Role, Stance, TieKind
from cxmap.plan.solve import solve
from cxmap.session.desk import Desk
from cxmap.session.planning.mapping import problem_among, problem_of

TODAY = date(2026, 3, 2)
LEVEL = 8
STANCES = [Stance.RESISTANT, Stance.NEUTRAL, Stance.SUPPORTIVE, Stance.LEADING]
KINDS = [TieKind.INFLUENCES, TieKind.TRUSTS, TieKind.ALLIED_WITH, TieKind.INTRODUCES]


def scope(org, **rules):
    return [person.id for person in problem_of(Desk(settled(org, rules=rules), TODAY)).people]


def organisation(seed, size, *, share, ties=0):
    """A tree seven wide under eight leaders; a share of the people is judged, some are tied."""
    luck = random.Random(seed)
    people, seen, bonds = {}, {}, {}
    for at in range(size):
        boss = None if not at else "p0" if at <= LEVEL else f"p{(at - LEVEL - 1) // 7 + 1}"
        roles = [Role.OUTCOME_OWNER, Role.OUTCOME_OWNER, Role.OPERATIONAL_DRIVER, Role.OTHER]
        people[f"p{at}"] = Person(
            id=f"p{at}",
            display_name=f"Person {at:05}",
            manager=boss,
            roles=(luck.choice(roles),) if 0 < at <= LEVEL else (),
            reach=False if 0 < at <= LEVEL and luck.random() < 0.2 else None,
        )
        if at and luck.random() < share:
            seen[f"o{at}"] = Observation(
                id=f"o{at}",
                person=f"p{at}",
                dimension=Dimension.STANCE,
                value=luck.choice(STANCES),
                as_of=TODAY,
            )
    for at in range(ties):
        a, b = luck.sample(range(1, size), 2)
        kind = luck.choice(KINDS)
        bonds[f"t{at}"] = Tie(id=f"t{at}", a=f"p{a}", b=f"p{b}", kind=kind, strength=at % 5 + 1)
    settings = {INITIATIVE: Initiative(id=INITIATIVE, name="Made")}
    return OrgMap({"people": people, "observations": seen, "ties": bonds, "settings": settings})


@pytest.mark.parametrize(
    ("size", "share", "ties"),
    [(60, 0.0, 0), (60, 0.2, 10), (60, 1.0, 20), (200, 1.0, 40), (400, 1.0, 50)],
)
def test_the_plan_of_the_scope_is_the_plan_of_the_whole_map(size, share, ties):
    desk = Desk(organisation(size, size, share=share, ties=ties), TODAY)
    problem = problem_of(desk)
    whole = problem_among(desk, [who for who in desk.org.people if who != "p0"])
    assert len(problem.people) <= 150
    assert problem.params == whole.params
    part, all_ = solve(problem), solve(whole)
    assert (part.status, part.talks) == (all_.status, all_.talks)
    assert all_.status == "optimal"


def test_never_more_people_than_the_rule_says_unless_the_leaders_are_more():
    org = organisation(1, 300, share=1.0, ties=100)
    assert len(scope(org, scope_people=40)) == 40
    assert len(scope(org)) == 150
    assert sorted(scope(org, scope_people=5)) == [f"p{at}" for at in range(1, LEVEL + 1)]


def test_fewer_steps_bring_in_fewer_helpers_from_the_chart():
    org = chart("ceo > a b; a > c; c > d; d > e")
    org = org.with_edits(
        Edit("people", who, replace(org.people[who], reach=False)) for who in "acd"
    )
    assert sorted(scope(org, scope_steps=0)) == ["a", "b"]
    assert sorted(scope(org, scope_steps=1)) == ["a", "b", "c"]
    assert sorted(scope(org)) == ["a", "b", "c", "d"]


def test_a_role_given_by_hand_marks_somebody_and_a_guessed_one_does_not():
    org = role(chart("ceo > a b; a > c d"), c="operational_driver", d="operational_driver")
    guess = replace(org.people["d"], roles_confidence=0.6)
    assert scope(org.with_edits([Edit("people", "d", guess)])) == ["a", "b", "c"]


def test_a_guessed_owner_who_opens_the_gate_with_fewer_talks_than_the_leaders_comes_in():
    org = role(chart("ceo > a b c d x y; a > e f"), a="outcome_owner", e="outcome_owner")
    org = org.with_edits([Edit("people", "e", replace(org.people["e"], roles_confidence=0.6))])
    assert scope(org) == [*"abcdxy"]
    hard = judged(org, "a", "stance", "resistant")
    assert scope(hard) == [*"abcdxye"]
    gates = problem_of(Desk(hard, TODAY)).params
    assert (gates.gate_outcome, gates.gate_driver) == (1, 0)


def test_gates_count_everybody_of_a_stage_and_are_a_share_of_the_leaders():
    org = role(chart("ceo > a b; a > c d"), a="outcome_owner", c="operational_driver")
    params = problem_of(Desk(tied(org, "c", "trusts", "d"), TODAY)).params
    assert (params.gate_outcome, params.gate_driver) == (1, 1)


def test_neither_the_order_of_the_file_nor_of_the_ties_changes_the_scope_or_the_plan():
    org = organisation(3, 400, share=0.6, ties=150)
    turned = OrgMap(
        {
            name: dict(reversed(org.table(name).items()))
            for name in ("people", "observations", "ties")
        }
        | {"settings": org.table("settings")}
    )
    first, second = problem_of(Desk(org, TODAY)), problem_of(Desk(turned, TODAY))
    assert {one.id for one in first.people} == {one.id for one in second.people}
    assert solve(first).order == solve(second).order
    assert len(first.people) == 150

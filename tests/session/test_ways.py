"""The way in: whom I know, over whom it goes, where it is weakest."""

from __future__ import annotations

from datetime import date

import pytest
from builders import chart, judged, met, on_board, settled, tied
from msgspec.structs import replace

from cxmap.model.orgmap import Edit
from cxmap.session.desk import Desk
from cxmap.session.planning.ways import way_view, whom_i_know
from cxmap.session.showing.surroundings import surroundings

TODAY = date(2026, 3, 2)


@pytest.fixture
def org():
    made = chart("ceo > ann bob cy; ann > me; bob > fay; fay > gus; gus > hal; hal > ida")
    return settled(made, me="me")


def way(org, who):
    return way_view(Desk(org, TODAY), who)


def reach(org, who, said):
    return org.with_edits([Edit("people", who, replace(org.people[who], reach=said))])


def test_i_know_my_own_who_is_on_board_who_was_met_alone_and_who_is_within_reach(org):
    told = reach(on_board(met(met(org, "bob"), "fay", "workshop"), "cy"), "gus", True)
    told = tied(tied(told, "me", "trusts", "hal"), "me", "friction", "ida")
    known = whom_i_know(Desk(told, TODAY))
    assert list(known) == ["ann", "bob", "cy", "gus", "hal"]
    assert known["bob"] == "was met one-on-one on 2026-02-01"


def test_who_was_met_and_is_resistant_opens_no_door(org):
    told = judged(met(org, "bob"), "bob", "stance", "resistant")
    assert "bob" not in whom_i_know(Desk(told, TODAY))


def test_the_weakest_link_of_a_chain_is_named(org):
    told = tied(tied(met(org, "cy"), "cy", "introduces", "ida", 5), "hal", "trusts", "ida", 2)
    found = way(told, "hal")
    assert found.state == "introduced"
    assert found.through == ("cy", "ida")
    assert found.weakest is not None
    assert found.weakest.a == "ida"
    assert "Weakest link: Hal reports to Gus" not in found.message
    assert "Weakest link:" in found.message


def test_more_than_two_people_between_is_no_path(org):
    told = met(org, "bob")
    assert way(told, "fay").through == ("bob",)
    assert way(told, "gus").through == ("bob", "fay")
    assert way(told, "hal").state == "none"
    assert "No path known to Hal" in way(told, "hal").message


def test_neither_the_president_nor_i_stand_in_between(org):
    told = met(met(org, "ceo"), "ann")
    assert way(told, "cy").state == "none"
    assert way(org, "ann").state == "known"


def test_somebody_out_of_reach_without_a_path_is_not_to_be_asked_directly(org):
    assert "you may ask directly" in way(org, "ida").message
    assert "may ask directly" not in way(reach(org, "ida", False), "ida").message


def test_a_way_never_goes_through_somebody_who_left(org):
    left = met(org, "bob")
    left = left.with_edits([Edit("people", "bob", replace(left.people["bob"], active=False))])
    assert way(left, "fay").state == "none"


@pytest.mark.parametrize(
    ("steps", "there"), [(1, "bob gus"), (2, "bob gus ceo hal"), (3, "bob gus ceo hal ann cy ida")]
)
def test_the_people_around_are_counted_in_steps(org, steps, there):
    found = surroundings(Desk(org, TODAY), "fay", steps)
    assert set(found.steps) == {"fay", *there.split()}
    assert max(found.steps.values()) == steps
    assert all(bond.a in found.steps and bond.b in found.steps for bond in found.bonds)


def test_my_own_ties_come_first_in_the_picture(org):
    told = tied(tied(org, "cy", "trusts", "bob", 4), "fay", "allied_with", "bob", 5)
    found = surroundings(Desk(told, TODAY), "fay", 2)
    mine = ["fay" in (bond.a, bond.b) for bond in found.bonds]
    assert mine == sorted(mine, reverse=True)

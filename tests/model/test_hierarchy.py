"""Who stands where, also in charts that are deep, wrong or without a top."""

from __future__ import annotations

from builders import chart, role, settled
from msgspec.structs import replace

from cxmap.model.hierarchy import Hierarchy
from cxmap.model.orgmap import Edit


def test_the_only_top_with_people_is_the_president():
    assert Hierarchy(chart("ceo > a b; guest")).president == "ceo"
    assert Hierarchy(chart("x > a; y > b")).president is None
    assert Hierarchy(settled(chart("x > a; y > b"), president="y")).president == "y"
    assert Hierarchy(role(chart("x > a; y > b"), x="president")).president == "x"


def test_levels_count_steps_below_the_president():
    levels = Hierarchy(chart("ceo > a b; a > c; c > d; stray")).levels
    assert levels == {"ceo": 0, "a": 1, "b": 1, "c": 2, "d": 3}


def test_a_circle_ends_every_walk():
    org = chart("a > b; b > c")
    ring = org.with_edits([Edit("people", "a", replace(org.people["a"], manager="c"))])
    hierarchy = Hierarchy(ring)
    assert set(hierarchy.below("a")) == {"b", "c"}
    assert hierarchy.chain("a") == ("c", "b")
    assert hierarchy.president is None


def test_a_chain_of_five_thousand_is_walked_without_recursion():
    org = chart("; ".join(f"p{n} > p{n + 1}" for n in range(5000)))
    hierarchy = Hierarchy(org)
    assert hierarchy.levels["p5000"] == 5000
    assert len(hierarchy.chain("p5000")) == 5000


def test_my_unit_is_the_part_under_the_president_that_i_sit_in():
    org = settled(chart("ceo > cfo coo; coo > ops; ops > me; cfo > books"), me="me")
    hierarchy = Hierarchy(org)
    assert hierarchy.my_unit_head == "coo"
    assert hierarchy.is_outside("ops") is False
    assert hierarchy.is_outside("books") is True
    assert Hierarchy(chart("ceo > cfo")).is_outside("cfo") is None
    outside = org.with_edits([Edit("people", "ops", replace(org.people["ops"], outside=True))])
    assert Hierarchy(outside).is_outside("ops") is True


def test_an_edit_shares_what_it_does_not_touch():
    org = chart("ceo > a")
    reports = org.reports
    titled = org.with_edits([Edit("people", "a", replace(org.people["a"], title="COO"))])
    assert titled.reports is reports
    moved = org.with_edits([Edit("people", "a", replace(org.people["a"], manager=None))])
    assert moved.reports == {}
    assert org.reports == {"ceo": ("a",)}

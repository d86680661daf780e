"""The tree behind the organisation screen: what is shown, folded, filtered and found."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.tui.outline import Outline

NAMES = ("ann", "ben", "cem", "dan", "eva", "fay")
#  ann ─ ben ─ dan
#      │     └ eva
#      └ cem
#  fay
PARENTS = (-1, 0, 0, 1, 1, -1)


def places(keys):
    return {key: at for at, key in enumerate(keys)}


@pytest.fixture
def outline() -> Outline:
    texts = [f"{name} {'finance' if name in 'evadan' else 'sales'}" for name in NAMES]
    return Outline(places(NAMES), PARENTS, texts.__getitem__, references=[(5, 1)])


def shown(outline: Outline) -> list[str]:
    return [
        "  " * outline.depth(row) + outline.key(row) + ("~" if outline.is_reference(row) else "")
        for row in range(len(outline))
    ]


def test_at_first_only_the_tops_are_shown(outline):
    assert shown(outline) == ["ann", "fay"]
    assert outline.count_below(0) == 5


def test_unfolding_shows_reports_and_dotted_reports_as_references(outline):
    outline.unfold_all()
    assert shown(outline) == ["ann", "  ben", "    dan", "    eva", "    fay~", "  cem", "fay"]


def test_the_same_key_unfolds_and_then_steps_down_and_back_up(outline):
    assert outline.unfold(0) == 0
    assert shown(outline) == ["ann", "  ben", "  cem", "fay"]
    assert outline.unfold(0) == 1
    assert outline.fold(2) == 0
    assert outline.fold(0) == 0
    assert shown(outline) == ["ann", "fay"]
    assert outline.fold(1) == 1


def test_a_person_deep_below_is_revealed_with_everybody_above(outline):
    row = outline.reveal("eva")
    assert row is not None
    assert outline.key(row) == "eva"
    assert shown(outline) == ["ann", "  ben", "    dan", "    eva", "    fay~", "  cem", "fay"]
    assert outline.reveal("nobody") is None


def test_root_here_shows_one_part_with_the_way_to_it(outline):
    assert outline.root_at("ben")
    assert shown(outline) == ["ben", "  dan", "  eva", "  fay~"]
    assert outline.trail() == ["ann", "ben"]
    assert outline.fold(1) == 0
    assert outline.fold(0) == 0
    assert outline.fold(0) == 0
    assert outline.root_at(None)
    assert outline.trail() == []
    assert not outline.root_at("nobody")


def test_revealing_somebody_outside_the_root_leaves_it(outline):
    outline.root_at("ben")
    outline.reveal("cem")
    assert outline.root is None


def test_a_filter_keeps_those_who_fit_and_everybody_above(outline):
    assert outline.filter("FINANCE") == 2
    assert shown(outline) == ["ann", "  ben", "    dan", "    eva"]
    assert [outline.is_match(row) for row in range(4)] == [False, False, True, True]
    assert outline.filter("finance eva") == 1
    assert outline.filter("no such word") == 0
    assert shown(outline) == []
    outline.filter("")
    assert shown(outline) == ["ann", "fay"]


def test_a_search_goes_round_and_finds_the_folded_too(outline):
    assert outline.find("finance", after=0) == "dan"
    outline.reveal("dan")
    row = outline.row_of("dan")
    assert row is not None
    assert outline.find("finance", after=row) == "eva"
    assert outline.find("sales", after=row, forwards=False) == "ben"
    assert outline.find("finance", after=row, forwards=False) == "eva"
    assert outline.find("xyz", after=0) is None
    assert outline.find("", after=0) is None


def test_a_circle_of_managers_is_opened_not_followed():
    outline = Outline(places(["x", "y", "z"]), [1, 0, 1])
    outline.unfold_all()
    assert shown(outline) == ["x", "  y", "    z"]


def test_a_very_deep_chain_needs_no_recursion():
    deep = 20_000
    outline = Outline(places([str(n) for n in range(deep)]), list(range(-1, deep - 1)))
    outline.unfold_all()
    assert len(outline) == deep
    assert outline.depth(deep - 1) == deep - 1


trees = st.integers(1, 30).flatmap(
    lambda size: st.lists(st.integers(-1, size - 1), min_size=size, max_size=size)
)


@given(trees, st.data())
def test_everybody_is_in_the_open_outline_once_whatever_the_lines(parents, data):
    keys = [f"k{n}" for n in range(len(parents))]
    outline = Outline(places(keys), parents)
    outline.unfold_all()
    assert sorted(outline.key(row) for row in range(len(outline))) == sorted(keys)
    assert all(outline.row_of(outline.key(row)) == row for row in range(len(outline)))
    opened = outline.open_keys()
    outline.fold_all()
    outline.reopen(opened)
    assert len(outline) == len(keys)
    wanted = data.draw(st.sampled_from(keys))
    outline.fold_all()
    row = outline.reveal(wanted)
    assert row is not None
    assert outline.key(row) == wanted
    lowest = [outline.depth(row) for row in range(len(outline))]
    assert all(after - before <= 1 for before, after in pairwise(lowest))

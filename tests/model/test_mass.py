"""Critical mass as D4 defines it."""

from __future__ import annotations

from datetime import date

import pytest
from builders import asked, chart, edited, judged, on_board, seen, settled
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from cxmap.model.hierarchy import Hierarchy
from cxmap.model.initiative import MassRule
from cxmap.model.mass import is_on_board, mass_over_time, read_mass
from cxmap.model.orgmap import Edit
from cxmap.model.words import Commitment, Flag, MassWeights, Stance

EIGHT = "ceo > a b c d e f g h"


def test_five_of_eight_leaders_make_the_mass_by_default():
    four = on_board(chart(EIGHT), "a", "b", "c", "d")
    assert (read_mass(four).have, read_mass(four).needed, read_mass(four).met) == (4, 5, False)
    five = on_board(four, "e")
    assert read_mass(five).met
    assert not read_mass(five).survives_any_loss
    assert read_mass(on_board(five, "f")).survives_any_loss


@pytest.mark.parametrize("state", ["draft", "made", "declined", "missed", "withdrawn"])
def test_help_without_an_agreed_ask_does_not_count(state):
    org = asked(judged(chart("ceo > a"), "a", "commitment", "help"), "a", state)
    reading = read_mass(org)
    assert reading.counts == ()
    assert reading.nearly == ("a",)
    assert reading.says_not_does == ("a",)


def test_evidence_of_a_deed_counts_and_a_proof_of_a_claim_does_not():
    helps = judged(chart("ceo > a"), "a", "commitment", "make")
    assert is_on_board(seen(helps, "a", "budget"), "a")
    assert not is_on_board(seen(helps, "a", "data"), "a")


def test_letting_it_happen_is_buy_in_and_not_yet_a_deed():
    org = asked(judged(chart("ceo > a"), "a", "commitment", "let"), "a", "kept")
    assert read_mass(org).nearly == ("a",)


def test_a_guess_never_counts():
    org = asked(judged(chart("ceo > a"), "a", "commitment", "make", basis="guess"), "a")
    assert read_mass(org).counts == ()


def test_the_newest_judgement_decides():
    org = on_board(chart("ceo > a"), "a", on=date(2026, 1, 1))
    turned = judged(org, "a", "commitment", "none", on=date(2026, 1, 2))
    assert read_mass(turned).counts == ()


def test_a_co_owner_is_on_board_from_the_start():
    org = chart("ceo > a b")
    owner = replace(org.people["a"], flags=(Flag.CO_OWNER,))
    assert read_mass(edited(org, Edit("people", "a", owner))).counts == ("a",)


def test_assistants_and_vacant_posts_are_left_out_until_put_back():
    org = chart("ceo > a pa* post?")
    assert read_mass(org).level == ("a",)
    assert read_mass(settled(org, level_plus=("pa",))).level == ("a", "pa")
    assert Hierarchy(org).candidates == ("a", "pa", "post")


def test_i_am_never_on_the_level():
    org = settled(chart("ceo > a me"), me="me", level_plus=("me",))
    assert read_mass(org).level == ("a",)


def test_a_missing_must_have_or_a_veto_against_keeps_it_from_being_met():
    org = on_board(chart("ceo > a b c"), "a", "b")
    assert read_mass(org).met
    must = settled(org, mass=MassRule(must_haves=("c",)))
    assert read_mass(must).must_haves_missing == ("c",)
    assert not read_mass(must).met
    veto = settled(judged(org, "c", "commitment", "against"), mass=MassRule(vetoes=("c",)))
    assert read_mass(veto).vetoes_against == ("c",)
    assert not read_mass(veto).met


def test_a_must_have_is_a_single_pillar():
    org = on_board(chart("ceo > a b c"), "a", "b", "c")
    assert read_mass(org).survives_any_loss
    assert not read_mass(settled(org, mass=MassRule(must_haves=("a",)))).survives_any_loss


def test_weights_by_power_count_power():
    org = chart("ceo > a b")
    org = judged(judged(org, "a", "power", 5), "b", "power", 1)
    org = settled(on_board(org, "a"), mass=MassRule(weights=MassWeights.POWER))
    reading = read_mass(org)
    assert (reading.have, reading.needed, reading.of, reading.met) == (5, 4, 6, True)


@pytest.mark.parametrize(("share", "of", "needed"), [(0.6, 5, 3), (0.75, 8, 6), (2 / 3, 9, 6)])
def test_a_share_of_my_own_is_rounded_up_without_float_noise(share, of, needed):
    org = chart("ceo > " + " ".join("abcdefghi"[:of]))
    assert read_mass(settled(org, mass=MassRule(quorum=share))).needed == needed


def test_without_a_president_nothing_is_met():
    reading = read_mass(chart("a; b"))
    assert (reading.level, reading.have, reading.of, reading.met) == ((), 0, 0, False)


def test_the_reading_over_time_rises_as_leaders_join():
    org = on_board(chart("ceo > a b c"), "a", on=date(2026, 1, 5))
    org = on_board(org, "b", on=date(2026, 2, 5))
    history = mass_over_time(org, until=date(2026, 3, 2))
    assert [(day, past.have) for day, past in history] == [
        (date(2026, 1, 5), 1),
        (date(2026, 2, 5), 2),
        (date(2026, 3, 2), 2),
    ]


people = st.sampled_from("abcdef")
facts = st.lists(
    st.one_of(
        st.tuples(st.just("stance"), people, st.sampled_from(list(Stance))),
        st.tuples(st.just("commitment"), people, st.sampled_from(list(Commitment))),
        st.tuples(st.just("ask"), people, st.sampled_from(["made", "accepted", "kept"])),
        st.tuples(st.just("seen"), people, st.sampled_from(["budget", "data"])),
    ),
    max_size=12,
)


def _told(org, told):
    for what, who, value in told:
        if what == "ask":
            org = asked(org, who, value)
        elif what == "seen":
            org = seen(org, who, value)
        else:
            org = judged(org, who, what, value.value)
    return org


@given(facts)
def test_counts_nearly_and_missing_partition_the_level(told):
    reading = read_mass(_told(chart("ceo > a b c d e f"), told))
    parts = [*reading.counts, *reading.nearly, *reading.missing]
    assert sorted(parts) == sorted(reading.level)
    assert reading.met == (reading.have >= reading.needed)
    assert reading.have == len(reading.counts)


@given(facts, people)
def test_one_more_on_board_never_lowers_the_mass(told, who):
    org = _told(chart("ceo > a b c d e f"), told)
    assert read_mass(on_board(org, who)).have >= read_mass(org).have

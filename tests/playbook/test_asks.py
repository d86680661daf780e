"""Vague asks are told apart, and the next ask fits."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.model.words import Barrier, Commitment, Stance
from cxmap.playbook.asks import propose_ask, vague
from cxmap.playbook.book import playbook

DUE = date(2026, 4, 1)
BOOK = playbook()


@pytest.mark.parametrize(
    "text",
    [
        "Support CX",
        "support the CX programme",
        "Be supportive",
        "Please get on board",
        "Raise awareness",
        "Improve the customer experience",
        "Prioritise CX",
        "Budget",
        "think about it",
        "",
    ],
)
def test_an_attitude_is_vague_even_with_a_date(text):
    assert vague(text, DUE)


@pytest.mark.parametrize(
    "text",
    [
        "Lend an analyst for half a day to check the assumptions",
        "Open the kick-off with two sentences",
        "Support the pilot with two agents for a day a week",
        "Add the causing function to the contact codes for one month",
        "Kundenstimmen als f\u00fcnf Minuten auf die Agenda setzen",
    ],
)
def test_a_deed_with_a_date_is_clear(text):
    assert vague(text, DUE) == []


def test_a_deed_without_a_date_lacks_only_the_date():
    assert vague("Read twenty loss notes with me", None) == ["No date: by when would it be done?"]
    assert vague("Read twenty loss notes with me asap", None) == ['No date: "asap" is no day.']


def test_every_ask_of_the_playbook_is_clear_once_it_has_a_date():
    assert [ask.id for ask in BOOK.asks.values() if vague(ask.text, DUE)] == []


def test_the_ask_fits_what_stands_in_the_way():
    ask = propose_ask(BOOK, "finance", barrier="roi_doubt", stance="neutral")
    assert ask is not None
    assert ask.id == "fin_check_assumptions"
    assert "doubts that it pays" in ask.why
    other = propose_ask(BOOK, "hr", barrier="fears_disruption")
    assert other is not None
    assert other.id == "any_review_plan"


def test_nothing_is_asked_twice():
    first = propose_ask(BOOK, "service")
    assert first is not None
    second = propose_ask(BOOK, "service", asked=(first.text,))
    reworded = propose_ask(BOOK, "service", asked=(first.text.lower().rstrip(".") + ", please",))
    assert second == reworded
    assert second is not None
    assert second.id != first.id


def test_when_everything_has_been_asked_nothing_is_proposed():
    everything = tuple(ask.text for ask in BOOK.asks.values())
    assert propose_ask(BOOK, "sales", asked=everything) is None


def test_the_size_grows_with_what_the_person_does():
    small = propose_ask(BOOK, "bu_gm", stance="unknown")
    large = propose_ask(BOOK, "bu_gm", stance="leading", commitment="make")
    assert small is not None
    assert large is not None
    assert (small.size, large.size) == ("s", "l")


def test_only_who_has_acted_is_asked_to_tell_a_peer():
    offered = {
        ask.id
        for stance in (Stance.UNKNOWN, Stance.NEUTRAL, Stance.RESISTANT)
        for family in BOOK.families
        if (ask := propose_ask(BOOK, family, stance=stance))
    }
    assert not offered & {"any_tell_peer", "any_first_word", "bu_tell_peer"}


@given(
    family=st.sampled_from([*BOOK.families, "?"]),
    barrier=st.sampled_from(["", *Barrier]),
    stance=st.sampled_from(list(Stance)),
    commitment=st.sampled_from(list(Commitment)),
    middle=st.booleans(),
)
def test_there_is_always_a_first_ask_and_it_is_open_to_the_function(
    family, barrier, stance, commitment, middle
):
    ask = propose_ask(
        BOOK, family, barrier=barrier, stance=stance, commitment=commitment, middle=middle
    )
    assert ask is not None
    template = BOOK.asks[ask.id]
    own = {*BOOK.family(family).asks, *(BOOK.middle.asks if middle else ())}
    assert template.anybody or ask.id in own
    assert ask.why


def test_who_wants_to_see_it_work_is_asked_what_would_convince_them():
    entry = BOOK.barriers["needs_proof"]
    assert entry.label == "Wants to see it work first"
    assert entry.asks[0] == "any_proof_rule"
    assert "any_lessons" not in entry.asks

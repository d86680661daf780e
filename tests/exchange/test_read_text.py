"""Text is cleaned once, at the border."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.text import clean_line, clean_text, fold, holds_unwanted


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Ben\x1b[31m Li\x1b[0m", "Ben Li"),
        ("Ann\x1b]52;c;aGVsbG8=\x07a", "Anna"),
        ("C1 \x9b31mred", "C1 red"),
        ("\u202eevil\u2066 name\u2069", "evil name"),
        ("\ufeffLena\u200b Ott", "Lena Ott"),
        ("half \ud800 pair", "half pair"),
        ("e\u0301te\u0301", "\u00e9t\u00e9"),
        ("  two\u00a0\u00a0blanks\tand\r\na line ", "two blanks and a line"),
        ("R&D [x=1] [/]", "R&D [x=1] [/]"),
        ("\U0001f469\u200d\U0001f4bc", "\U0001f469\u200d\U0001f4bc"),
    ],
)
def test_a_line_from_outside_is_made_fit_to_be_shown(raw, clean):
    assert clean_line(raw) == clean


def test_a_note_keeps_its_tabs_and_lines():
    assert clean_text("one\ttwo\r\nthree\rfour\x00") == "one\ttwo\nthree\nfour"


def test_the_place_of_a_hidden_sequence_can_be_named():
    assert holds_unwanted("a\x1b[2J")
    assert not holds_unwanted("Zo\u00eb [ext]\n")


def test_folding_takes_case_and_accents_away_but_leaves_other_scripts_whole():
    assert fold("Jos\u00e9 O\u2019Neill") == fold("JOSE O'NEILL")
    assert fold("Stra\u00dfe") == fold("STRASSE")
    assert fold("\u0141\u00f3d\u017a") == "lodz"
    assert fold("\uae40\ucca0\uc218") == "\uae40\ucca0\uc218"
    assert fold("\u0939\u093f\u0928\u094d\u0926\u0940") != fold("\u0939\u0926")


@given(st.text(alphabet=st.characters(), max_size=40))
def test_cleaning_twice_changes_nothing_and_leaves_no_control(raw):
    once = clean_text(raw)
    assert clean_text(once) == once
    assert not any(unicodedata.category(c) in {"Cc", "Cs"} and c not in "\t\n" for c in once)
    assert clean_line(clean_line(raw)) == clean_line(raw)

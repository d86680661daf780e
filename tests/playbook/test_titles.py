"""Which function a title stands for: measured, and lawful."""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.playbook.assistants import is_assistant
from cxmap.playbook.book import playbook
from cxmap.playbook.titles import LIKELY, guess_function, own_reader

TABLE = Path(__file__).parent / "titles.csv"
"""Made-up titles in four languages with the families that somebody would accept."""


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


TITLES = [(row["title"], row["families"].split(";")) for row in rows_of(TABLE)]


def measured(titles: list[tuple[str, list[str]]]) -> tuple[float, float, float]:
    """Shares: acceptable; right among the likely ones; likely among all."""
    guesses = [(guess_function(title), families) for title, families in titles]
    likely = [(guess, families) for guess, families in guesses if guess.confidence >= LIKELY]
    acceptable = sum(guess.family in families for guess, families in guesses)
    right = sum(guess.family in families for guess, families in likely)
    return acceptable / len(guesses), right / len(likely), len(likely) / len(guesses)


def test_real_titles_are_read_as_people_read_them(shared_data: Path):
    rows = rows_of(shared_data / "titles" / "titles_dev.csv")
    titles = [(row["title"], [row["family"], *row["also_ok"].split(";")]) for row in rows]
    acceptable, right, likely = measured(titles)
    assert len(titles) == 376
    assert acceptable >= 0.95
    assert right >= 0.97
    assert likely >= 0.5


def test_made_up_titles_are_read_in_four_languages():
    acceptable, right, likely = measured(TITLES)
    assert acceptable >= 0.97
    assert right >= 0.98
    assert likely >= 0.5


@pytest.mark.parametrize("lang", ["en", "de", "fr", "es"])
def test_no_language_falls_behind(lang):
    titles = [
        (row["title"], row["families"].split(";")) for row in rows_of(TABLE) if row["lang"] == lang
    ]
    assert len(titles) >= 90
    assert measured(titles)[0] >= 0.95


@pytest.mark.parametrize(
    ("title", "family"),
    [
        ("ChiefExecutiveOfficer", "ceo"),
        ("ITAdmin", "it"),
        ("HumanResourceSpecialist", "hr"),
        ("SVP Global Sales", "sales"),
        ("Exec. VP & CFO", "finance"),
        ("Geschaeftsfuehrerin Finanzen", "finance"),
        ("Director of R&D", "product"),
        ("Head of Sales (m/w/d)", "sales"),
        ("HEAD OF CUSTOMER CARE", "service"),
        ("Vertriebscontroller", "finance"),
        ("Vice President and Controller", "finance"),
        ("Head of e-commerce", "marketing"),
    ],
)
def test_spellings_lead_to_the_same_function(title, family):
    assert guess_function(title).family == family


def test_the_name_of_another_organisation_says_nothing():
    assert guess_function("Executive at Harbour Finance Ltd").family == "other"
    assert guess_function("Chief Information Officer, Banking Partners, Inc.").family == "it"


def test_several_hats_make_the_guess_less_sure_and_name_the_others():
    guess = guess_function("Director of Finance and IT")
    assert guess.family == "finance"
    assert "it" in guess.alternatives
    assert guess.confidence < LIKELY < guess_function("Director of Finance").confidence


def test_a_longer_term_swallows_the_shorter_one():
    assert guess_function("Vice President Sales").family == "sales"
    assert guess_function("Director of Civil Service").family == "other"
    assert guess_function("Customer Relationship Management Lead").family == "marketing"


def test_a_deputy_chief_executive_is_less_sure():
    assert guess_function("Deputy Chief Executive").confidence < LIKELY
    assert guess_function("Chief Executive").confidence >= LIKELY


def test_the_unit_speaks_where_the_title_is_only_a_rank():
    guess = guess_function("Vice President", "Customer Care")
    assert guess.family == "service"
    assert guess.confidence < LIKELY
    assert "unit" in guess.rule
    assert guess_function("Vice President").family == "other"
    assert guess_function("Director", "", more="Supply chain team").family == "supply"


def test_the_unit_never_overrules_the_title():
    guess = guess_function("Head of Sales", "Finance")
    assert guess.family == "sales"
    assert "finance" in guess.alternatives
    assert guess_function("Head of Sales", "Sales").confidence > guess.confidence


def test_the_office_of_the_chief_executive_makes_nobody_chief_executive():
    assert guess_function("Analyst", "Chief Executive").family == "other"


def test_an_empty_title_is_no_reason_to_fail():
    for blank in ("", "   ", "---", "\U0001f600"):
        guess = guess_function(blank)
        assert guess.family == "other"
        assert guess.confidence <= 0.1


@pytest.mark.parametrize(
    "title",
    [
        "Executive Assistant",
        "AdministrativeAssistant",
        "Assistant to the Chief Financial Officer",
        "Marketing Assistant",
        "Principal Private Secretary - Office of the Permanent Secretary",
        "Director, Principal Private Secretary to the Minister",
        "Chief of Staff",
        "PA to Managing Director",
        "Assistentin der Gesch\u00e4ftsf\u00fchrung",
        "Vorstandssekretariat",
        "Secr\u00e9taire de direction",
        "Asistente de gerencia",
    ],
)
def test_assistants_are_recognised(title):
    assert is_assistant(title)


@pytest.mark.parametrize(
    "title",
    [
        "Assistant Director",
        "Assistant Vice President, Claims",
        "Assistant Treasurer",
        "Senior Assistant Parliamentary Counsel",
        "Permanent Secretary",
        "General Counsel and Corporate Secretary",
        "Chief Executive Officer",
        "Head of Executive Education",
        "",
    ],
)
def test_ranks_with_assistant_or_secretary_are_no_assistants(title):
    assert not is_assistant(title)


@given(st.sampled_from(TITLES))
def test_case_and_accents_do_not_change_the_guess(row):
    title = row[0]
    bare = "".join(c for c in unicodedata.normalize("NFKD", title) if not unicodedata.combining(c))
    guess = guess_function(title)
    assert guess_function(bare) == guess
    assert guess_function(title.lower()) == guess_function(title.upper())


@given(st.text(max_size=60))
def test_any_text_gives_a_lawful_guess(text):
    guess = own_reader().guess(text, text[:20])
    assert guess.family in playbook().families
    assert 0 < guess.confidence <= 1
    assert guess.family not in guess.alternatives
    assert guess.rule
    assert own_reader().guess(text, text[:20]) == guess


@given(st.text(max_size=60) | st.sampled_from([title for title, _ in TITLES]))
def test_the_plain_spelling_is_reached_in_one_step(text):
    form = own_reader().titles.normal_form
    assert form(form(text)) == form(text)

"""What holds for every sample: it opens, it is what its story tells, and it shows every word."""

from __future__ import annotations

import csv
import re
from datetime import date

import pytest

from cxmap.model.words import (
    AskCategory,
    AskState,
    Barrier,
    Basis,
    Commitment,
    Dimension,
    EngagementKind,
    EvidenceKind,
    Flag,
    Role,
    Stance,
    TieKind,
    Visibility,
)
from cxmap.text import clean_text

ALL = ("meridian-financial", "harbor-telecom", "blank-startup")
BIG = ALL[:2]
LAST_DAY = date(2026, 3, 2)
MONTHS_AND_SEASONS = re.compile(
    r"\b(January|February|March|April|June|July|August|September|October|November|December"
    r"|spring|autumn|winter|in May|20[12]\d)\b"
)
NOT_NEUTRAL = re.compile(
    r"\b(enem\w+|blocker\w*|dangerous|laggards?|stubborn|lazy|hostile|ignorant|weak|difficult"
    r"|naysayer\w*|detractors?)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize(
    ("sample", "people"),
    [("meridian-financial", 62), ("harbor-telecom", 200), ("blank-startup", 12)],
)
def test_a_built_map_opens_with_everybody_on_it(open_sample, sample, people):
    assert len(open_sample(sample).people) == people


@pytest.mark.parametrize("sample", ALL)
def test_telling_the_story_again_gives_the_built_records(building, open_sample, sample):
    told = building.told_in_memory(sample).org
    assert told == open_sample(sample), "run: python sample_orgs/build.py"


def test_a_rebuilt_file_holds_the_same_lines(building, tmp_path, samples):
    built = building.build("blank-startup", tmp_path)
    assert building.is_same(built, samples / "blank-startup" / "blank-startup.json")


@pytest.mark.parametrize("sample", BIG)
def test_the_last_day_of_a_story_is_the_second_of_march(open_sample, sample):
    org = open_sample(sample)
    past = [met.on for met in org.engagements.values()]
    past += [seen.as_of for seen in org.observations.values()]
    past += [seen.on for seen in org.evidence.values()]
    past += [ask.made_on for ask in org.asks.values()]
    past += [ask.settled_on for ask in org.asks.values() if ask.settled_on]
    assert max(past) == LAST_DAY
    assert any(ask.due and ask.due > LAST_DAY for ask in org.asks.values())


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (AskState, lambda org: [ask.state for ask in org.asks.values()]),
        (AskCategory, lambda org: [ask.category for ask in org.asks.values()]),
        (EvidenceKind, lambda org: [seen.kind for seen in org.evidence.values()]),
        (Role, lambda org: [role for who in org.people.values() for role in who.roles]),
        (Flag, lambda org: [flag for who in org.people.values() for flag in who.flags]),
        (Basis, lambda org: [seen.basis for seen in org.observations.values()]),
        (Dimension, lambda org: [seen.dimension for seen in org.observations.values()]),
        (Visibility, lambda org: [met.visibility for met in org.engagements.values()]),
    ],
)
def test_every_word_of_a_scale_stands_somewhere_in_the_two_big_samples(open_sample, words, found):
    seen = {word for sample in BIG for word in found(open_sample(sample))}
    assert not set(words) - seen


def test_every_kind_of_meeting_but_the_imported_one_stands_somewhere(open_sample):
    kinds = {met.kind for sample in BIG for met in open_sample(sample).engagements.values()}
    assert kinds == set(EngagementKind) - {EngagementKind.UNKNOWN}


@pytest.mark.parametrize(
    ("dimension", "words"),
    [(Dimension.STANCE, Stance), (Dimension.COMMITMENT, Commitment), (Dimension.BARRIER, Barrier)],
)
def test_every_judgement_stands_somewhere(open_sample, dimension, words):
    seen = set()
    for sample in BIG:
        for judged in open_sample(sample).observations.values():
            if judged.dimension is dimension:
                seen |= {judged.value} if isinstance(judged.value, str) else set(judged.value)
    assert seen == {word.value for word in words}


@pytest.mark.parametrize("sample", BIG)
def test_a_big_sample_has_ties_of_every_kind(open_sample, sample):
    org = open_sample(sample)
    kinds = {tie.kind for tie in org.ties.values()}
    kinds |= {TieKind.REPORTS_TO for who in org.people.values() if who.manager}
    assert kinds == set(TieKind)
    assert {tie.strength for tie in org.ties.values()} >= {2, 3, 4}


@pytest.mark.parametrize("sample", BIG)
def test_a_big_sample_has_an_assistant_a_vacant_post_and_names_that_try_a_screen(
    open_sample, sample
):
    people = open_sample(sample).people.values()
    assert any(who.has(Flag.GATEKEEPER) for who in people)
    assert any(who.placeholder for who in people)
    assert any(who.department == "R&D" for who in people)
    assert any(who.display_name == "Lars Holm [ext]" for who in people)
    assert sum(not who.display_name.isascii() for who in people) >= 3


@pytest.mark.parametrize("sample", ALL)
def test_all_text_is_clean_and_addresses_lead_nowhere(open_sample, sample):
    for who in open_sample(sample).people.values():
        assert clean_text(who.display_name) == who.display_name
        assert all(mail.endswith(".example") for mail in who.emails)


@pytest.mark.parametrize("sample", BIG)
def test_what_is_written_could_be_read_by_the_person_concerned(open_sample, sample):
    org = open_sample(sample)
    texts = [met.note for met in org.engagements.values()]
    texts += [seen.note for seen in org.observations.values()]
    texts += [tie.note for tie in org.ties.values()]
    texts += [who.notes for who in org.people.values()]
    texts += [ask.note for ask in org.asks.values()]
    assert not [text for text in texts if NOT_NEUTRAL.search(text)]


@pytest.mark.parametrize("sample", ALL)
def test_titles_are_read_as_the_people_file_says_where_it_is_a_guess(samples, sample):
    from cxmap.playbook.titles import guess_function

    with (samples / sample / "people.csv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["Guess"] and row["Reports to"]]
    right = [
        guess_function(row["Title"], row["Department"]).family == row["Function"] for row in rows
    ]
    assert sum(right) >= 0.95 * len(right)


@pytest.mark.parametrize("sample", BIG)
def test_no_text_names_a_month_so_that_the_story_may_be_moved_in_time(samples, sample):
    lines = (samples / sample / f"{sample}.json").read_text(encoding="utf-8").splitlines()[1:]
    texts = [re.sub(r"\d{4}-\d\d-\d\d", "", line) for line in lines]
    assert not [text for text in texts if MONTHS_AND_SEASONS.search(text)]

"""What people type for the scales of the map."""

from __future__ import annotations

from enum import StrEnum

import pytest

from cxmap.errors import UsageError
from cxmap.model.words import (
    AskState,
    Barrier,
    Commitment,
    EngagementKind,
    Stance,
    TieKind,
    Visibility,
)
from cxmap.playbook import stances
from cxmap.playbook.load import own_table

SCALES: list[tuple[str, type[StrEnum], object]] = [
    ("stance", Stance, stances.read_stance),
    ("commitment", Commitment, stances.read_commitment),
    ("tie", TieKind, stances.read_tie_kind),
    ("barrier", Barrier, stances.read_barrier),
    ("engagement", EngagementKind, stances.read_engagement_kind),
    ("ask", AskState, stances.read_ask_state),
    ("visibility", Visibility, stances.read_visibility),
]


@pytest.mark.parametrize(
    ("typed", "stance"),
    [
        ("Sceptical", "resistant"),
        ("skeptical", "resistant"),
        ("intrigued", "neutral"),
        ("interested", "supportive"),
        ("Hopeful", "supportive"),
        ("champion", "leading"),
        ("not aware", "unaware"),
        ("?", "unknown"),
        ("1", "resistant"),
        ("2", "unaware"),
        ("3", "neutral"),
        ("4", "supportive"),
        ("5", "leading"),
        (" LEADING ", "leading"),
    ],
)
def test_looser_words_for_a_stance(typed, stance):
    assert stances.read_stance(typed) == stance


def test_older_words_are_read_into_todays():
    assert stances.read_engagement_kind("one_to_one") is EngagementKind.ONE_ON_ONE
    assert stances.read_engagement_kind("chance") is EngagementKind.CORRIDOR
    assert stances.read_engagement_kind("1:1") is EngagementKind.ONE_ON_ONE
    assert [stances.read_ask_state(word) for word in ("asked", "done", "lapsed")] == [
        AskState.MADE,
        AskState.KEPT,
        AskState.MISSED,
    ]
    older = {
        "no_roi": "roi_doubt",
        "unclear_role": "unclear_part",
        "disruption": "fears_disruption",
        "not_here": "not_strategic",
        "competing": "other_priority",
        "metric_hurt": "metric_conflict",
        "service_only": "not_aware",
        "burnt": "needs_proof",
    }
    assert {word: stances.read_barrier(word) for word in older} == older
    assert stances.read_visibility("private") is Visibility.ME
    assert stances.read_visibility("share") is Visibility.OPEN
    assert stances.read_commitment("let it happen") is Commitment.LET


@pytest.mark.parametrize(("scale", "words", "read"), SCALES)
def test_every_word_of_the_map_is_read_as_itself(scale, words, read):
    for word in words:
        assert read(word.value) is word, scale
        assert read(word.value.upper().replace("_", "-")) is word, scale


@pytest.mark.parametrize(("scale", "words", "read"), SCALES)
def test_no_typed_form_means_two_words_and_none_hides_a_word(scale, words, read):
    del read
    forms = [
        (stances.plain(form), word)
        for word, many in own_table("words")[scale].items()
        for form in many
    ]
    assert len({form for form, _ in forms}) == len(forms)
    assert not {form for form, _ in forms} & {stances.plain(word.value) for word in words}
    assert {word for _, word in forms} <= set(words)


def test_an_unknown_word_is_refused_with_the_choices():
    with pytest.raises(UsageError) as refused:
        stances.read_stance("sideways")
    assert refused.value.field == "stance"
    assert "resistant" in refused.value.hint

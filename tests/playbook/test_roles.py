"""Which part somebody may play, from function and place in the chart."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.model.words import Flag, Role
from cxmap.playbook.book import playbook
from cxmap.playbook.roles import propose_role


def role(family: str, confidence: float = 0.9, **facts: Any):
    place: dict[str, Any] = {
        "is_root": False,
        "level": 1,
        "outside_my_unit": True,
        "has_boss": True,
        "title": "",
    }
    return propose_role(family, confidence, **(place | facts))


@pytest.mark.parametrize(
    ("family", "roles"),
    [
        ("finance", ("outcome_owner",)),
        ("sales", ("outcome_owner",)),
        ("bu_gm", ("outcome_owner",)),
        ("product", ("outcome_owner", "operational_driver")),
        ("operations", ("operational_driver",)),
        ("legal", ("operational_driver",)),
        ("brand", ("ally",)),
        ("opex", ("ally",)),
        ("board", ("other",)),
        ("other", ("other",)),
        ("", ("other",)),
        ("no such family", ("other",)),
    ],
)
def test_the_function_proposes_the_role(family, roles):
    assert role(family).roles == roles


def test_the_root_is_the_president_whatever_the_title_says():
    assert role("it", is_root=True, level=0, has_boss=False).roles == ("president",)
    assert role("", 0.1, is_root=True, level=0, has_boss=False).confidence > 0.9


def test_a_chief_executive_with_a_boss_heads_a_unit():
    guess = role("ceo", 0.95)
    assert guess.roles == ("outcome_owner",)
    assert guess.confidence < 0.85


def test_assistants_are_flagged_and_get_no_part():
    for guess in (role("gatekeeper"), role("hr", title="Assistant to the Chief Executive")):
        assert guess.roles == ("other",)
        assert guess.flags == ("gatekeeper",)


def test_an_unknown_function_is_a_weak_guess():
    assert role("", 0.0).confidence <= 0.2
    assert role("other", 0.5).confidence < 0.5


def test_an_ally_function_inside_my_unit_and_owners_far_below_are_less_sure():
    assert role("brand", outside_my_unit=False).confidence < role("brand").confidence
    assert role("sales", level=4).confidence < role("sales", level=1).confidence
    assert role("sales", level=None).confidence == role("sales").confidence


@given(
    family=st.sampled_from([*playbook().families, "", "?"]),
    confidence=st.floats(0, 1),
    place=st.fixed_dictionaries(
        {
            "is_root": st.booleans(),
            "level": st.none() | st.integers(0, 9),
            "outside_my_unit": st.booleans(),
            "has_boss": st.booleans(),
        }
    ),
)
def test_every_proposal_uses_the_words_of_the_map(family, confidence, place):
    guess = role(family, confidence, **place)
    assert guess.roles
    assert all(Role(word) for word in guess.roles)
    assert all(Flag(word) for word in guess.flags)
    assert 0 <= guess.confidence <= 1
    assert guess.why
    assert ("president" in guess.roles) == place["is_root"]


def test_far_below_the_president_nobody_is_proposed_as_owner_or_driver():
    near = propose_role(
        "operations", 0.9, is_root=False, level=3, outside_my_unit=True, has_boss=True
    )
    far = propose_role(
        "operations", 0.9, is_root=False, level=4, outside_my_unit=True, has_boss=True
    )
    ally = propose_role("opex", 0.9, is_root=False, level=5, outside_my_unit=True, has_boss=True)
    assert near.roles == ("operational_driver",)
    assert far.roles == ("other",)
    assert ally.roles == ("ally",)

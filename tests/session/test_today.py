"""What is said of a suggestion holds today: counts, points, whom to see first, what was asked."""

from __future__ import annotations

from datetime import date

import pytest
from builders import asked, chart, judged, met, on_board, role, settled, tied

from cxmap.session.desk import Desk
from cxmap.session.planning.advice import next_view
from cxmap.session.showing.messages import proposal_for

TODAY = date(2026, 3, 2)


@pytest.fixture
def org():
    """Ann is trusted by both others: on board, she saves talks with them."""
    made = role(chart("ceo > ann bob cy me"), ann="ally", bob="ally", cy="ally")
    made = tied(tied(made, "bob", "trusts", "ann", 5), "cy", "trusts", "ann", 5)
    return settled(made, me="me")


def suggested(org):
    return {one.id: one for one in next_view(Desk(org, TODAY)).suggestions}


def reason(found, code):
    return next((one for one in found if one.code == code), None)


def test_the_mass_in_a_reason_is_that_of_the_header(org):
    view = next_view(Desk(org, TODAY))
    for one in view.suggestions:
        said = reason(one.reasons, "needed_for_mass")
        assert said.text == f"Counts towards critical mass: {view.mass.have} of 2 today."
        assert said.values["have"] == view.mass.have == 0


def test_who_makes_another_easier_is_to_be_seen_first(org):
    found = suggested(org)
    assert next(iter(found)) == "ann"
    assert not found["ann"].against
    first = reason(found["bob"].against, "see_first")
    assert first.values == {"ids": ["ann"], "talks_now": 2, "talks": 1}
    assert "Ann" in first.text


def test_the_talks_to_go_are_those_of_today(org):
    points = reason(suggested(org)["bob"].reasons, "points")
    assert points.values["have"] == 0
    assert points.values["talks"] == 2
    won = suggested(on_board(org, "ann"))
    points = reason(won["bob"].reasons, "points")
    assert (points.values["have"], points.values["talks"]) == (12, 1)
    assert reason(won["bob"].against, "see_first") is None


def test_a_first_talk_with_somebody_unknown_asks_for_little_or_nothing(org):
    from msgspec.structs import replace

    from cxmap.model.orgmap import Edit

    money = org.with_edits([Edit("people", "bob", replace(org.people["bob"], function="finance"))])
    little = "Tell me what you answer for and whom I should talk to next."
    assert proposal_for(Desk(money, TODAY), "bob").ask == little
    assert proposal_for(Desk(judged(money, "bob", "stance", "neutral"), TODAY), "bob").ask != little
    assert proposal_for(Desk(met(money, "bob"), TODAY), "bob").ask != little


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("made", "Already asked on 2026-02-01, due 2026-02-20; ask how it stands: Fund a pilot"),
        (
            "accepted",
            "Agreed already on 2026-02-01, due 2026-02-20; ask how it stands: Fund a pilot",
        ),
        ("draft", "Fund a pilot"),
    ],
)
def test_an_open_ask_says_that_it_was_asked(org, state, said):
    told = asked(org, "bob", state, due=date(2026, 2, 20))
    proposal = proposal_for(Desk(told, TODAY), "bob")
    assert proposal.ask == said
    assert proposal.is_open == (state != "draft")


def test_an_ask_that_was_settled_is_no_more_in_the_way(org):
    told = asked(org, "bob", "declined")
    assert "Fund a pilot" not in (proposal_for(Desk(told, TODAY), "bob").ask or "")
    assert not proposal_for(Desk(told, TODAY), "bob").is_open

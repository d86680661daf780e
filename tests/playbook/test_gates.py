"""The forum gate, and the phases that lead to it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from cxmap.errors import UsageError
from cxmap.playbook.gates import Attendee, Missing, forum_gate
from cxmap.playbook.phases import phases_of, weeks_of

READY = Attendee(id="a", name="Ann", met_one_on_one=True, stance="neutral", has_message=True)


def test_the_gate_opens_when_nobody_lacks_anything():
    gate = forum_gate([READY, replace(READY, id="b", name="Bob", stance="resistant")])
    assert gate.open
    assert (gate.ready, gate.of) == (2, 2)
    assert gate.text == "All 2 are ready for the forum."


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"met_one_on_one": False}, Missing.NOT_MET),
        ({"stance": "unknown"}, Missing.UNKNOWN_STANCE),
        ({"stance_basis": "guess"}, Missing.UNKNOWN_STANCE),
        ({"open_concerns": 2}, Missing.OPEN_CONCERN),
        ({"has_message": False}, Missing.NO_MESSAGE),
    ],
)
def test_one_thing_missing_closes_the_gate_and_is_named(change, missing):
    gate = forum_gate([READY, replace(READY, id="b", name="Bob", **change)])
    assert not gate.open
    assert [gap.missing for gap in gate.gaps] == [missing]
    assert gate.gaps[0].text.startswith("Bob: ")
    assert gate.text.startswith("1 of 2 ready")


def test_a_forum_without_anybody_is_not_ready():
    gate = forum_gate([])
    assert not gate.open
    assert (gate.ready, gate.of) == (0, 0)


@given(
    st.lists(
        st.builds(
            Attendee,
            id=st.uuids().map(str),
            name=st.just("Ann"),
            met_one_on_one=st.booleans(),
            stance=st.sampled_from(["unknown", "neutral", "leading"]),
            open_concerns=st.integers(0, 2),
            has_message=st.booleans(),
        ),
        max_size=6,
    )
)
def test_open_means_all_ready_and_ready_never_grows_with_another_gap(people):
    gate = forum_gate(people)
    assert gate.open == (bool(people) and gate.ready == gate.of)
    if people:
        worse = [replace(people[0], has_message=False), *people[1:]]
        assert forum_gate(worse).ready <= gate.ready


def test_the_broad_route_runs_from_bearings_to_reinforcement():
    names = [planned.phase.id for planned in phases_of("broad")]
    assert names == [
        "orient",
        "evidence",
        "outcomes",
        "drivers",
        "case",
        "mass",
        "forum",
        "launch",
        "run",
    ]
    assert [planned.number for planned in phases_of("broad")] == list(range(1, 10))


def test_openings_insert_their_phases_after_the_evidence():
    assert [p.phase.id for p in phases_of("broad", "ladder")][1:3] == ["evidence", "gather"]
    assert [p.phase.id for p in phases_of("broad", "prove_it")][1:3] == ["evidence", "pilot"]
    narrow = [p.phase.id for p in phases_of("narrow", "prove_it")]
    assert narrow.count("pilot") == 1


def test_checks_of_the_other_route_are_left_out():
    def names(route: str) -> set[str]:
        return {c.id for p in phases_of(route) if p.phase.id == "case" for c in p.checks}

    assert "discipline_story" in names("broad")
    assert "discipline_story" not in names("narrow")


def test_the_forum_is_checked_by_the_gate_and_the_mass_by_the_rule_of_the_map():
    measures = {p.phase.id: {c.measure for c in p.checks} for p in phases_of("broad")}
    assert "forum_gate" in measures["forum"]
    assert {"mass", "mass_survives"} <= measures["mass"]


def test_the_broad_route_to_the_end_of_the_forum_takes_about_ten_months():
    before = phases_of("broad")[:7]
    assert weeks_of(before) == (27, 47)


def test_an_unknown_route_or_opening_is_refused():
    with pytest.raises(UsageError, match="route"):
        phases_of("zigzag")
    with pytest.raises(UsageError, match="opening"):
        phases_of("broad", "magic")

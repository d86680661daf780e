"""What a map contradicts itself in, found once each, whatever the map looks like."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from cxmap.model.initiative import INITIATIVE, Initiative, MassRule, OpenQuestion
from cxmap.model.orgmap import Edit, OrgMap
from cxmap.model.people import Person, Tie
from cxmap.model.programme import Body, Engagement
from cxmap.model.words import TieKind
from cxmap.session.desk import Desk
from cxmap.session.showing.health import Weight, circles, findings

TODAY = date(2026, 3, 2)


def org_of(bosses: dict[str, str | None]) -> OrgMap:
    """A map from person to manager."""
    return OrgMap().with_edits(
        [
            Edit("people", who, Person(id=who, display_name=who.title(), manager=boss))
            for who, boss in bosses.items()
        ]
    )


def codes(org: OrgMap) -> list[str]:
    return [finding.code for finding in findings(Desk(org, TODAY))]


def test_an_empty_map_says_only_that_it_is_empty():
    assert codes(OrgMap()) == ["empty"]


def test_two_circles_are_two_findings_and_a_tail_is_none():
    org = org_of({"a": "b", "b": "a", "c": "d", "d": "e", "e": "c", "f": "a", "g": "g"})
    assert circles(org) == (("a", "b"), ("c", "d", "e"), ("g",))
    assert codes(org).count("circle") == 3


@given(st.dictionaries(st.sampled_from("abcdef"), st.sampled_from([*"abcdefz", None])))
def test_everybody_in_a_circle_is_above_themselves(bosses):
    for ring in circles(org_of(bosses)):
        assert [bosses[who] for who in ring] == [*ring[1:], ring[0]]


@given(st.dictionaries(st.sampled_from("abcdef"), st.sampled_from([*"abcdefz", None])))
def test_any_chart_is_checked_without_a_stop(bosses):
    found = findings(Desk(org_of(bosses), TODAY))
    nobody = [who for who, boss in bosses.items() if boss is not None and boss not in bosses]
    assert sum(finding.code == "line_to_nobody" for finding in found) == len(nobody)


def test_whoever_is_named_and_not_there_is_found_everywhere():
    settings = Initiative(
        id=INITIATIVE,
        me="x1",
        level_plus=("x2",),
        mass=MassRule(must_haves=("x3",), vetoes=("x4",)),
    )
    org = org_of({"a": None}).with_edits(
        [
            Edit("ties", "t1", Tie(id="t1", a="a", b="x5", kind=TieKind.TRUSTS)),
            Edit("engagements", "e1", Engagement(id="e1", on=TODAY, people=("x6",))),
            Edit("bodies", "b1", Body(id="b1", name="Forum", members=("a", "x7"))),
            Edit("settings", INITIATIVE, settings),
        ]
    )
    broken = [finding for finding in findings(Desk(org, TODAY)) if finding.code == "broken_end"]
    assert {finding.ids[1] for finding in broken} == {f"x{number}" for number in range(1, 8)}


def test_what_is_wrong_comes_before_what_is_open():
    settings = Initiative(
        id=INITIATIVE,
        open_questions=(OpenQuestion(id="q", kind="top", message="Who?", proposal="Ann"),),
    )
    later = Engagement(id="e1", on=date(2026, 4, 1), people=("a",))
    org = org_of({"a": None, "b": "a"}).with_edits(
        [Edit("settings", INITIATIVE, settings), Edit("engagements", "e1", later)]
    )
    found = findings(Desk(org, TODAY))
    assert [finding.code for finding in found] == ["in_the_future", "no_me", "question_top"]
    assert [finding.weight for finding in found] == [Weight.WRONG, Weight.OPEN, Weight.OPEN]


def test_settings_that_only_another_program_can_have_written_are_found():
    org = org_of({"ceo": None, "a": "ceo", "b": "ceo", "me": "a"})
    wrong = Initiative(
        id=INITIATIVE,
        me="me",
        mass=MassRule(quorum=7.0, must_haves=("ceo", "me", "a")),
        rules={"need_neutral": 3000},
    )
    found = findings(Desk(org.with_edits([Edit("settings", INITIATIVE, wrong)]), TODAY))
    said = {one.code: one for one in found if one.weight is Weight.WRONG}
    assert [one.code for one in found].count("number") == 2
    assert [one.ids for one in found if one.code == "circular_must_have"] == [("ceo",), ("me",)]
    assert all(one.hint for one in said.values())

"""What would be different: changes typed as text, tried on a copy, kept under a name."""

from __future__ import annotations

from datetime import date

import pytest
from builders import chart, judged, on_board, role, settled, tied
from msgspec.structs import replace

from cxmap.errors import CxmapError, PersonNotFound, UsageError
from cxmap.model.initiative import MassRule
from cxmap.model.mass import read_mass
from cxmap.model.orgmap import Edit
from cxmap.model.words import Stance, TieKind
from cxmap.session.desk import Desk
from cxmap.session.intents.people import remove_person
from cxmap.session.intents.scenarios import drop_scenario, keep_scenario, scenario_named
from cxmap.session.planning.comparing import compare_scenarios, say_expected, what_if
from cxmap.session.planning.supposing import FORMS, split_changes, suppose

TODAY = date(2026, 3, 2)


@pytest.fixture
def desk() -> Desk:
    made = role(chart("ceo > ann bob cy dan eve; ann > me; bob > fay"), ann="outcome_owner")
    made = tied(on_board(made, "ann"), "cy", "trusts", "bob", 5)
    return Desk(settled(judged(made, "bob", "stance", "supportive"), me="me"), TODAY)


def after(desk, *changes):
    return suppose(desk, changes).desk


def test_every_form_of_the_help_is_understood():
    org = settled(chart("ceo > A B; A > NAME me"), me="me")
    there = {"untie": tied(org, "A", "trusts", "B")}
    for kind, form in FORMS.items():
        made = suppose(Desk(there.get(kind, org), TODAY), [form.replace("MANAGER", "B")])
        assert made.changes[0].text.startswith(f"{kind}:")
        assert made.desk.org != there.get(kind, org)


def test_who_leaves_takes_seat_and_ties_along_and_leaves_the_reports(desk):
    then = after(desk, "leaves:Bob")
    assert "bob" not in then.hierarchy.leadership
    assert "fay" not in then.hierarchy.leadership
    assert read_mass(then.org).needed == 3
    assert read_mass(after(desk, "leaves:bob", "leaves:cy").org).needed == 2


def test_a_must_have_who_leaves_is_none_any_more(desk):
    must = Desk(settled(desk.org, mass=MassRule(must_haves=("bob",))), TODAY)
    assert read_mass(after(must, "leaves:bob").org).must_haves_missing == ()


def test_who_joins_can_be_tied_in_the_same_breath(desk):
    then = after(desk, "joins:Gus Ortiz>ceo", "tie:Gus>Cy=influences:4", "commits:gus=make")
    gus = next(who for who in then.org.people.values() if who.display_name == "Gus Ortiz")
    assert gus.id in then.hierarchy.leadership
    assert gus.id in read_mass(then.org).counts
    drawn = then.org.ties_of(gus.id)[0]
    assert (drawn.kind, drawn.b, drawn.strength, drawn.confidence) == (
        TieKind.INFLUENCES, "cy", 4, 3,
    )  # fmt: skip


def test_turning_away_takes_off_board_and_praise_does_not(desk):
    assert "ann" in read_mass(after(desk, "stance:ann=leading").org).counts
    turned = after(desk, "stance:ann=resistant")
    assert turned.org.judgements("ann").stance is Stance.RESISTANT
    assert "ann" not in read_mass(turned.org).counts
    assert "ann" not in read_mass(after(desk, "commits:ann=against").org).counts


def test_a_rule_changes_as_in_the_settings(desk):
    assert read_mass(after(desk, "rule:quorum=100%").org).needed == 5
    then = after(desk, "rule:capacity=5", "rule:must_have+=dan")
    assert then.org.initiative.rules == {"capacity_per_week": 5}
    assert then.org.initiative.mass.must_haves == ("dan",)


def test_a_unit_moves_with_everybody_below(desk):
    then = after(desk, "moves:bob>ann")
    assert "bob" not in then.hierarchy.leadership
    assert then.hierarchy.chain("fay") == ("bob", "ann", "ceo")


def test_a_unit_is_moved_by_its_name(desk):
    def in_unit(org, *people):
        return org.with_edits(
            Edit("people", who, replace(org.people[who], department="Care")) for who in people
        )

    care = Desk(in_unit(desk.org, "bob", "fay"), TODAY)
    assert suppose(care, ["moves:care>Dan"]).changes[0].text == "moves:bob>dan"
    two = Desk(in_unit(desk.org, "bob", "cy"), TODAY)
    with pytest.raises(PersonNotFound, match="several lead care") as refused:
        suppose(two, ["moves:care>Dan"])
    assert "Bob (bob), Cy (cy)" in refused.value.hint
    with pytest.raises(PersonNotFound):
        suppose(two, ["moves:nowhere>Dan"])


def test_the_map_itself_stays_as_it_was(desk):
    before = desk.org
    what_if(desk, ["leaves:bob", "commits:cy=help"])
    assert desk.org is before


@pytest.mark.parametrize(
    "typed",
    ["", "leaves", "leaves:", "goes:ann", "commits:ann", "commits:ann=perhaps", "tie:ann=trusts",
     "tie:ann>bob=likes", "tie:ann>bob=trusts:9", "untie:ann>bob=trusts", "moves:ceo>bob",
     "rule:quorum", "rule:quorum=2", "rule:nothing=1", "leaves:nobody", "joins:>ceo"],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_a_hint_or_the_place(desk, typed):
    with pytest.raises(CxmapError) as refused:
        suppose(desk, [typed])
    assert refused.value.hint or refused.value.field


def test_before_and_after_are_side_by_side(desk):
    view = what_if(desk, split_changes("commits:bob=help; stance:cy=supportive"))
    assert [change.says for change in view.changes] == ["Bob commits: help", "Cy says: supportive"]
    assert view.before.plan.talks == view.after.plan.talks - view.more
    assert view.more < 0
    assert view.before.mass.have + 1 == view.after.mass.have
    assert "bob" in view.gone
    assert f"instead of {view.before.plan.talks}" in view.message


def test_a_goal_that_slips_out_of_reach_is_said(desk):
    view = what_if(desk, ["rule:must_have+=dan", "rule:need_neutral=200", "rule:need_unknown=200"])
    assert view.after.plan.talks is None
    assert "cannot be reached any more: at most 2 of 5 can be won instead of 5" in view.message


def test_both_sides_say_what_to_expect_and_share_their_luck(desk):
    quick = Desk(settled(desk.org, rules={"forecast_quick": 200}), TODAY)
    same = what_if(quick, ["stance:fay=unknown"], expect=True)
    assert same.before.expect == same.after.expect
    assert list(same.before.expect) == [50, 80]
    assert same.before.expect[50] >= same.before.plan.talks
    assert say_expected(same.before).startswith(str(same.before.expect[50]))
    easier = what_if(quick, ["commits:bob=help", "commits:cy=help"], expect=True)
    assert easier.after.expect[80] < easier.before.expect[80]
    assert say_expected(what_if(quick, ["leaves:dan"]).after) == ""


def test_the_way_in_of_a_leader_is_compared(desk):
    view = what_if(desk, ["untie:cy>bob=trusts", "commits:fay=help"])
    assert "bob" in [change.person for change in view.ways]
    changed = next(change for change in view.ways if change.person == "bob")
    assert (changed.before.state, changed.after.state) == ("none", "introduced")


def test_the_same_changes_give_the_same_view(desk):
    typed = ["joins:Gus>ceo", "leaves:dan"]
    first, second = what_if(desk, typed), what_if(desk, typed)
    assert first.after.plan == second.after.plan
    assert first.message == second.message


def test_a_scenario_is_kept_by_id_replaced_by_name_and_dropped(desk):
    kept = Desk(desk.org.with_edits(keep_scenario(desk, "Bob goes", ["leaves:Bob"]).edits), TODAY)
    assert scenario_named(kept, "bob GOES").changes == ("leaves:bob",)
    again = keep_scenario(kept, "BOB goes", ["leaves:bob", "leaves:dan"])
    kept = Desk(kept.org.with_edits(again.edits), TODAY)
    assert [one.name for one in kept.org.initiative.scenarios] == ["BOB goes"]
    both = keep_scenario(kept, "More", ["rule:quorum=0.8"])
    kept = Desk(kept.org.with_edits(both.edits), TODAY)
    compared = compare_scenarios(kept)
    assert [scenario.name for scenario, _ in compared.kept] == ["BOB goes", "More"]
    assert compared.today is not None
    gone = kept.org.with_edits(drop_scenario(kept, "More").edits)
    assert [one.name for one in gone.initiative.scenarios] == ["BOB goes"]
    with pytest.raises(UsageError, match="no scenario"):
        drop_scenario(Desk(gone, TODAY), "More")


def test_a_scenario_goes_with_the_person_it_names(desk):
    kept = Desk(desk.org.with_edits(keep_scenario(desk, "Bob", ["leaves:bob"]).edits), TODAY)
    gone = kept.org.with_edits(remove_person(kept, "bob").edits)
    assert gone.initiative.scenarios == ()


def test_a_scenario_that_does_not_fit_any_more_says_why(desk):
    kept = Desk(
        desk.org.with_edits(keep_scenario(desk, "Untie", ["untie:cy>bob=trusts"]).edits), TODAY
    )
    bare = Desk(
        kept.org.with_edits(
            [type(keep_scenario(kept, "x", ["leaves:dan"]).edits[0])("ties", "t0", None)]
        ),
        TODAY,
    )
    ((_, why),) = compare_scenarios(bare).kept
    assert isinstance(why, UsageError)


@pytest.mark.parametrize(
    ("name", "changes"), [("", ["leaves:bob"]), ("x" * 61, ["leaves:bob"]), ("x", [])]
)
def test_a_scenario_needs_a_name_and_a_change(desk, name, changes):
    with pytest.raises(UsageError):
        keep_scenario(desk, name, changes)


@pytest.mark.parametrize(
    ("typed", "name", "boss", "kept"),
    [
        ("joins:Gus > Ortiz>ceo", "Gus > Ortiz", "ceo", "joins:Gus > Ortiz>ceo"),
        ("joins:Gus > Ortiz>", "Gus > Ortiz", None, "joins:Gus > Ortiz>"),
        ("joins:Gus Ortiz>", "Gus Ortiz", None, "joins:Gus Ortiz"),
        ("joins:Gus Ortiz", "Gus Ortiz", None, "joins:Gus Ortiz"),
    ],
)
def test_a_newcomer_whose_name_holds_the_sign_can_be_written_and_kept(
    desk, typed, name, boss, kept
):
    made = suppose(desk, [typed])
    (new,) = (who for who in made.desk.org.people.values() if who.id not in desk.org.people)
    assert (new.display_name, new.manager) == (name, boss)
    assert made.changes[0].text == kept
    assert suppose(desk, [kept]).changes == made.changes


def test_a_name_with_the_sign_and_no_manager_of_that_name_says_how_it_is_written(desk):
    with pytest.raises(CxmapError, match="Ortiz") as refused:
        suppose(desk, ["joins:Gus > Ortiz"])
    assert "one more > behind it" in refused.value.hint


def test_people_whose_names_hold_the_sign_are_tied(desk):
    then = suppose(desk, ["joins:A > B>ceo", "tie:A > B>Cy=trusts:4", "moves:A > B>bob"])
    assert [change.says for change in then.changes] == [
        "A > B joins under Ceo",
        "A > B trusts Cy, strength 4",
        "A > B moves, with the unit, under Bob",
    ]


def test_people_in_a_supposed_rule_are_kept_by_id_and_told_by_name(desk):
    (made,) = suppose(desk, ["rule:must_have+=Dan"]).changes
    assert made.text == "rule:mass.must_haves+=dan"
    assert made.says == "rule mass.must_haves+=Dan"

"""FIELD=VALUE and KEY=VALUE: every field and setting, its aliases, its refusals, one step each."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.clock import FixedClock
from cxmap.errors import UsageError
from cxmap.model.initiative import Initiative
from cxmap.model.people import Person
from cxmap.model.words import Flag, MassWeights, PersonId, Role, Scope, Visibility
from cxmap.plan.rules import RULES
from cxmap.playbook.book import playbook
from cxmap.session.entry.fields import canonical_field, set_fields, settings_from_text, split_pair
from cxmap.session.entry.person_fields import ALIASES, DIMENSIONS, FIELDS, FLAGS, PLACES
from cxmap.session.entry.settings_fields import setting_named
from cxmap.session.intents.people import add_person
from cxmap.session.intents.settings import change_settings
from cxmap.session.planning.mapping import rules_of, unusable_rule
from cxmap.session.session import Session
from cxmap.session.showing.settings_lines import SettingLine, settings_lines
from cxmap.store.memory import InMemoryStore


class Small:
    """A president, two leaders and the lead, on 2 March 2026."""

    def __init__(self) -> None:
        self.session = Session(InMemoryStore(), clock=FixedClock(date(2026, 3, 2)))
        self.pat = self._add("Pat Roe")
        self.ann = self._add("Ann Ortiz", manager=self.pat)
        self.bob = self._add("Bob Li", manager=self.pat)
        self.mia = self._add("Mia Lead", manager=self.ann)

    def _add(self, name: str, **fields: object) -> PersonId:
        return self.session.carry_out(add_person(self.session.desk, name, **fields)).id

    def set(self, person: PersonId, **fields: str) -> Person:
        self.session.do(set_fields, person, fields)
        return self.session.org.people[person]

    def settle(self, *pairs: tuple[str, str]) -> Initiative:
        self.session.do(settings_from_text, pairs)
        return self.session.org.initiative


@pytest.fixture
def small() -> Small:
    return Small()


@pytest.mark.parametrize(
    ("field", "text", "stored", "value"),
    [
        ("name", " Ann  Ortiz-Reyes ", "display_name", "Ann Ortiz-Reyes"),
        ("given_name", "Ann", "given_name", "Ann"),
        ("surname", "Ortiz", "family_name", "Ortiz"),
        ("job title", "CFO", "title", "CFO"),
        ("E-Mail", "a@x.example; b@x.example", "emails", ("a@x.example", "b@x.example")),
        ("number", "0042", "employee_number", "0042"),
        ("company", "Acme", "organization", "Acme"),
        ("division", "Europe", "division", "Europe"),
        ("dept", "Finance", "department", "Finance"),
        ("location", "Lyon", "location", "Lyon"),
        ("function", "Finance", "function", "finance"),
        ("role", "outcome owner, operational-driver", "roles",
         (Role.OUTCOME_OWNER, Role.OPERATIONAL_DRIVER)),
        ("flags", "partner,signs_off", "flags", (Flag.SIGNS_OFF, Flag.PARTNER)),
        ("gatekeeper", "yes", "flags", (Flag.GATEKEEPER,)),
        ("reach", "no", "reach", False),
        ("reach", "unknown", "reach", None),
        ("outside", "yes", "outside", True),
        ("brings", "data\nand method", "brings", "data\nand method"),
        ("priorities", "Fewer returns", "priorities", "Fewer returns"),
        ("objectives", "Margin", "objectives", "Margin"),
        ("expects", "Numbers", "expects_of_program", "Numbers"),
        ("frame", "Cost of poor quality", "frame", "Cost of poor quality"),
        ("cadence", "30", "cadence_days", 30),
        ("vacant", "yes", "placeholder", True),
        ("left", "2026-02-01", "left_on", date(2026, 2, 1)),
        ("active", "no", "left_on", date(2026, 3, 2)),
        ("visibility", "me", "visibility", Visibility.ME),
        ("tags", "pilot, pilot,north", "tags", ("pilot", "north")),
        ("note", "met at lunch", "notes", "met at lunch"),
    ],
)  # fmt: skip
def test_every_field_is_read_from_text(small, field, text, stored, value):
    assert getattr(small.set(small.ann, **{field: text}), stored) == value


def test_setting_a_function_or_role_by_hand_takes_the_doubt_off(small):
    ann = small.set(small.ann, function="finance", role="ally")
    assert (ann.function_confidence, ann.roles_confidence) == (None, None)


def test_flags_given_one_by_one_leave_the_others(small):
    small.set(small.ann, signs_off="yes", partner="yes")
    assert small.set(small.ann, partner="no").flags == (Flag.SIGNS_OFF,)


def test_somebody_who_left_is_no_longer_active_and_can_come_back(small):
    assert not small.set(small.ann, left_on="2026-02-01").active
    back = small.set(small.ann, active="yes")
    assert (back.active, back.left_on) == (True, None)


def test_the_manager_is_found_by_name_and_can_be_nobody(small):
    assert small.set(small.mia, manager="bob li").manager == small.bob
    assert small.set(small.mia, manager="nobody").manager is None


def test_me_and_president_are_held_by_one_person_each(small):
    small.set(small.mia, me="yes")
    small.set(small.pat, president="yes")
    small.set(small.ann, president="yes")
    org = small.session.org
    assert (org.initiative.me, org.initiative.president) == (small.mia, small.ann)
    assert [p.id for p in org.people.values() if Role.PRESIDENT in p.roles] == [small.ann]
    small.set(small.ann, president="no")
    assert small.session.org.initiative.president is None
    assert Role.PRESIDENT not in small.session.org.people[small.ann].roles
    small.set(small.ann, me="no")
    assert small.session.org.initiative.me == small.mia


def test_mixed_fields_are_one_step_of_the_history(small):
    before = small.session.org
    rev = small.session.rev
    small.set(small.ann, title="CFO", me="yes", power="H", barrier="turf,no_time", partner="yes")
    assert small.session.rev == rev + 1
    judged = small.session.org.judgements(small.ann)
    assert judged.power.value == 5
    assert judged.barriers == ("turf", "no_time")
    small.session.undo()
    assert small.session.org == before


def test_no_barrier_is_a_judgement_too(small):
    small.set(small.ann, barrier="turf")
    small.set(small.ann, barrier="none")
    assert small.session.org.judgements(small.ann).barriers == ()


@pytest.mark.parametrize("alias", [*ALIASES])
def test_every_alias_leads_to_a_field(alias):
    assert canonical_field(alias) in {*FIELDS, *DIMENSIONS, *FLAGS, *PLACES}


@pytest.mark.parametrize(
    ("typed", "near"), [("titel", "title"), ("powr", "power"), ("managr", "manager")]
)
def test_an_unknown_field_names_the_nearest(typed, near):
    with pytest.raises(UsageError) as refused:
        canonical_field(typed)
    assert near in refused.value.hint
    assert refused.value.field == typed


@pytest.mark.parametrize(
    "fields",
    [
        {"name": " "},
        {"manager": "Ann Ortiz"},
        {"manager": "zzz"},
        {"function": "finanse"},
        {"role": "boss"},
        {"role": "president"},
        {"gatekeeper": "perhaps"},
        {"reach": "perhaps"},
        {"cadence": "often"},
        {"cadence": "0"},
        {"left_on": "2027-01-01"},
        {"visibility": "all"},
        {"power": "6"},
        {"power": "many"},
        {"stance": "happy"},
        {"commitment": "some"},
        {"barrier": "rain"},
        {"power": "3", "influence": "4"},
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_changes(small, fields):
    before = small.session.org
    with pytest.raises(UsageError):
        small.session.do(set_fields, small.ann, fields)
    assert small.session.org == before


@given(st.text())
def test_any_text_is_a_pair_or_a_refusal(text):
    try:
        field, value = split_pair(text)
    except UsageError:
        assert not text.partition("=")[0].strip() or "=" not in text
    else:
        assert text.endswith("=" + value)
        assert field == text.partition("=")[0].strip()


@given(name=st.text(max_size=12), text=st.text(max_size=12))
def test_whatever_is_typed_ends_in_a_step_or_a_refusal(name, text):
    small = Small()
    for read in (lambda pairs: set_fields(small.session.desk, small.ann, pairs),
                 lambda pairs: settings_from_text(small.session.desk, pairs)):  # fmt: skip
        with suppress(UsageError):
            small.session.carry_out(read([(name, text)]))


@given(field=st.sampled_from([*FIELDS, *DIMENSIONS, *FLAGS, *PLACES]), text=st.text(max_size=8))
def test_no_text_breaks_a_field(field, text):
    small = Small()
    with suppress(UsageError):
        assert small.set(small.ann, **{field: text}).display_name


# The settings of the initiative.


@pytest.mark.parametrize(
    ("key", "text", "read", "value"),
    [
        ("name", "CX 2026", lambda s: s.name, "CX 2026"),
        ("scope", "own span", lambda s: s.scope, Scope.OWN_SPAN),
        ("opening", "ladder", lambda s: s.opening, "ladder"),
        ("opening", "", lambda s: s.opening, ""),
        ("route", "narrow", lambda s: s.route, "narrow"),
        ("phase", "mass", lambda s: s.phase, "mass"),
        ("forum", "2026-06-18", lambda s: s.forum_on, date(2026, 6, 18)),
        ("walk_away_on", "+7", lambda s: s.walk_away_on, date(2026, 3, 9)),
        ("walk_away_rule", "no budget", lambda s: s.walk_away_rule, "no budget"),
        ("override_gates", "the year ends", lambda s: s.override_gates, "the year ends"),
        ("mass.quorum", "0.6", lambda s: s.mass.quorum, 0.6),
        ("quorum", "60%", lambda s: s.mass.quorum, 0.6),
        ("mass.quorum", "majority", lambda s: s.mass.quorum, None),
        ("mass.quorum", "two thirds", lambda s: s.mass.quorum, 2 / 3),
        ("plan.quorum_share", "0.6", lambda s: s.mass.quorum, 0.6),
        ("weights", "power", lambda s: s.mass.weights, MassWeights.POWER),
        ("plan.capacity_per_week", "3", lambda s: s.rules, {"capacity_per_week": 3}),
        ("capacity", "4", lambda s: s.rules, {"capacity_per_week": 4}),
        ("max_talks", "6", lambda s: s.rules, {"max_talks": 6}),
    ],
)
def test_every_setting_is_read_from_text(small, key, text, read, value):
    assert read(small.settle((key, text))) == value


def test_people_are_put_on_lists_and_taken_off(small):
    small.set(small.pat, president="yes")
    now = small.settle(
        ("me", "mia"), ("level+", "mia"), ("level-", "bob"), ("must_have+", "ann"),
        ("veto+", "ann"), ("veto+", "bob"), ("my_unit", "ann"),
    )  # fmt: skip
    assert (now.me, now.my_unit) == (small.mia, small.ann)
    assert now.level_minus == (small.bob,)
    assert now.mass.must_haves == (small.ann,)
    assert now.mass.vetoes == (small.ann, small.bob)
    now = small.settle(("veto-", "ann"), ("must_haves", "none"), ("level+", "bob"))
    assert now.mass.vetoes == (small.bob,)
    assert now.mass.must_haves == ()
    assert now.level_minus == ()
    assert small.settle(("vetoes", "ann, pat")).mass.vetoes == (small.ann, small.pat)


def test_several_settings_are_one_step(small):
    before, rev = small.session.org, small.session.rev
    small.settle(("name", "CX"), ("president", "pat"), ("quorum", "0.7"), ("max_talks", "4"))
    assert small.session.rev == rev + 1
    small.session.undo()
    assert small.session.org == before


def test_a_number_goes_back_to_its_default(small):
    small.settle(("plan.max_talks", "4"))
    assert small.settle(("plan.max_talks", "default")).rules == {}


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("nmae", "x"),
        ("name", " "),
        ("plan.capacity_per_wek", "3"),
        ("plan.capacity_per_week", "0"),
        ("plan.capacity_per_week", "three"),
        ("plan.capacity_per_week", "2.5"),
        ("mass.quorum", "0"),
        ("mass.quorum", "1.2"),
        ("mass.quorum", "most"),
        ("mass.quorum", "nan"),
        ("weights", "rank"),
        ("scope", "world"),
        ("opening", "loud"),
        ("route", "long"),
        ("phase", "someday"),
        ("level", "ann"),
        ("level+", "zzz"),
        ("name+", "x"),
        ("forum_on", "soon"),
        ("me", "zzz"),
    ],
)
def test_a_setting_that_does_not_fit_is_refused(small, key, text):
    before = small.session.org
    with pytest.raises(UsageError) as refused:
        small.settle((key, text))
    assert refused.value.message
    assert small.session.org == before


def test_an_unknown_setting_names_the_nearest():
    with pytest.raises(UsageError, match="no setting") as refused:
        setting_named("mass.qorum")
    assert "mass.quorum" in refused.value.hint


def test_every_setting_is_listed_with_default_unit_and_source(small):
    small.settle(("quorum", "0.6"), ("max_talks", "4"))
    lines = {line.key: line for line in settings_lines(small.session.desk)}
    assert lines["mass.quorum"].changed
    assert lines["mass.quorum"].default == "majority"
    assert (lines["plan.max_talks"].value, lines["plan.max_talks"].default) == ("4", "5")
    assert all(line.source and line.says for line in lines.values())
    numbers = {"plan." + rule.name for rule in RULES} - {"plan.quorum_share"}
    assert numbers <= lines.keys()


def test_every_number_says_what_is_allowed_and_the_critical_mass_where_it_is_from(small):
    lines = {line.key: line for line in settings_lines(small.session.desk)}
    assert all(bool(line.allowed) == key.startswith("plan.") for key, line in lines.items())
    assert lines["plan.max_talks"].allowed == "1 to 50"
    assert "without a number" in lines["mass.quorum"].source


def test_a_number_out_of_range_is_refused_with_what_is_allowed(small):
    for typed in ("-1", "999", "many"):
        with pytest.raises(UsageError) as refused:
            small.settle(("max_talks", typed))
        assert refused.value.field == "plan.max_talks"
        assert refused.value.hint == "write 1 to 50, or default for 5"


def test_numbers_that_another_program_wrote_are_named_shown_and_mended(small):
    small.session.do(change_settings, {"rules": {"need_neutral": 3000, "nope": 1, "max_talks": 4}})
    desk = small.session.desk
    with pytest.raises(UsageError, match="outside 0 to 200") as refused:
        rules_of(desk.org)
    assert refused.value.field == "plan.need_neutral"
    assert "plan.need_neutral=default" in refused.value.hint
    assert "3000" in unusable_rule(desk.org)
    shown = {line.key: line.value for line in settings_lines(desk)}
    assert (shown["plan.need_neutral"], shown["plan.max_talks"]) == ("20", "4")
    assert small.settle(("need_neutral", "default")).rules == {"max_talks": 4}
    assert unusable_rule(small.session.org) == ""


@pytest.mark.parametrize("key", ["must_have+", "mass.must_haves"])
def test_nobody_is_a_must_have_who_comes_on_board_only_after_the_must_haves(small, key):
    desk = small.session.desk
    leader = next(iter(desk.hierarchy.leadership))
    me = next(who for who in desk.org.people if who not in desk.hierarchy.leadership)
    small.settle(("me", me))
    for person in (me, desk.hierarchy.president):
        with pytest.raises(UsageError, match="wait for itself") as refused:
            small.settle((key, person))
        assert desk.org.people[person].display_name in refused.value.hint
    small.settle((key, leader))
    for role in ("me", "president"):
        with pytest.raises(UsageError, match="wait for itself"):
            small.settle((role, leader))


def test_the_president_of_the_chart_is_named_until_one_is_chosen(small):
    def line() -> SettingLine:
        return next(one for one in settings_lines(small.session.desk) if one.key == "president")

    org = small.session.org
    top = org.people[small.session.desk.hierarchy.president]
    assert (line().value, line().changed) == (f"whom the chart names: {top.display_name}", False)
    other = next(person for person in org.people.values() if person.id != top.id)
    small.settle(("president", other.id))
    assert (line().value, line().default) == (other.display_name, "whom the chart names")


def test_every_listed_setting_can_be_named(small):
    for line in settings_lines(small.session.desk):
        assert setting_named(line.key).key == line.key


def test_the_words_offered_are_those_of_the_playbook(small):
    units = {line.key: line.unit for line in settings_lines(small.session.desk)}
    assert set(units["opening"].split(", ")) == set(playbook().openings)
    assert set(units["route"].split(", ")) == set(playbook().routes)


def test_the_help_of_set_names_every_field():
    from cxmap.cli.people import set_

    shown = set_.help.split()
    assert {*FIELDS, *DIMENSIONS, *FLAGS, *PLACES} <= {*shown}

"""What leaves the program: the right people, the right facts, for the right eyes."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import icalendar
import openpyxl
import pytest

from cxmap.errors import UsageError
from cxmap.model.initiative import INITIATIVE, Initiative
from cxmap.model.judgements import Observation
from cxmap.model.orgmap import OrgMap
from cxmap.model.people import Person, Tie
from cxmap.model.programme import Ask, Concern, Engagement, Promise
from cxmap.model.words import (
    AskState,
    Dimension,
    Role,
    Stance,
    TieKind,
    Visibility,
)
from cxmap.plan.solve import solve
from cxmap.session.desk import Desk
from cxmap.session.papers.handover import FORMATS, export, format_for, left_out
from cxmap.session.planning.mapping import problem_of
from cxmap.session.planning.outlook import outlook
from cxmap.session.showing.views import PlanView

TODAY = date(2026, 3, 2)
STANCES = [word.value for word in Stance if word not in (Stance.UNKNOWN, Stance.LEADING)]
PRIVATE = "afraid of losing the branches"
NOTE = "plays golf with the auditor"
FEW = {"forecast_full": 1000}
"""Futures enough for a report that is not read for its forecast."""


def person(key, name, manager=None, **fields):
    given, _, family = name.partition(" ")
    return Person(
        id=key,
        display_name=name,
        given_name=given,
        family_name=family,
        manager=manager,
        emails=(f"{given.lower()}@acme.example",),
        employee_number=f"77{key[1:]}001",
        source_key=f"77{key[1:]}001",
        **fields,
    )


PEOPLE = [
    person("p1", "Petra Holm", title="President", roles=(Role.PRESIDENT,)),
    person("p2", "Maya Okoro", "p1", title="CFO", roles=(Role.OUTCOME_OWNER,), notes=NOTE),
    person("p3", "Lars Vinter", "p1", title="COO, with Maya Okoro", department="Operations"),
    person("p4", "Ines Duarte", "p3", title="Head of Brand", roles=(Role.ALLY,)),
    person("p5", "Tom Reyes", "p2", title="Controller", department="Finance"),
    person("p6", "Zo\u00eb Quist", "p2", title="=cmd|calc", roles=(Role.OTHER,)),
    person("p7", "Sam Lead", "p3", title="Head of CX"),
    person("p8", "Hidden Kovac", "p2", visibility=Visibility.ME, title="Strategy"),
]


def judged(key, who, dimension, value):
    return Observation(id=key, person=who, dimension=dimension, value=value, as_of=date(2026, 2, 1))


def ask(key, who, visibility=Visibility.CIRCLE, state=AskState.ACCEPTED, **fields):
    text = fields.pop("text", f"Send two analysts to Maya Okoro by May ({key})")
    made_on = date(2026, 2, 2)
    return Ask(
        id=key, person=who, text=text, state=state, visibility=visibility, made_on=made_on, **fields
    )


def make_org(*extra):
    tables = {
        "people": PEOPLE,
        "ties": [
            Tie(id="t1", a="p5", b="p3", kind=TieKind.DOTTED),
            Tie(id="t2", a="p4", b="p2", kind=TieKind.TRUSTS, strength=4),
            Tie(id="t3", a="p5", b="p2", kind=TieKind.FRICTION, visibility=Visibility.ME),
        ],
        "observations": [
            judged("o1", "p2", Dimension.STANCE, "resistant"),
            judged("o2", "p5", Dimension.STANCE, "supportive"),
            judged("o3", "p3", Dimension.STANCE, "neutral"),
            judged("o4", "p2", Dimension.POWER, 5),
            judged("o5", "p4", Dimension.COMMITMENT, "help"),
            judged("o6", "p2", Dimension.BARRIER, ("turf",)),
        ],
        "asks": [
            ask("a1", "p6", Visibility.OPEN, due=date(2026, 5, 1)),
            ask("a2", "p2"),
            ask("a3", "p8", Visibility.OPEN, text="Open the door"),
        ],
        "promises": [Promise(id="m1", person="p2", text="Share the numbers")],
        "engagements": [Engagement(id="e1", on=date(2026, 2, 20), people=("p2",), note=NOTE)],
        "concerns": [Concern(id="c1", person="p2", words=PRIVATE, visibility=Visibility.ME)],
        "settings": [Initiative(id=INITIATIVE, name="Acme CX", me="p7", rules=FEW)],
    }
    for table, record in extra:
        tables.setdefault(table, []).append(record)
    return OrgMap({name: {record.id: record for record in rows} for name, rows in tables.items()})


@pytest.fixture(scope="module")
def desk():
    return Desk(make_org(), TODAY)


@pytest.fixture(scope="module")
def plan(desk):
    problem = problem_of(desk)
    names = {person.id: desk.org.people[person.id].display_name for person in problem.people}
    return PlanView(plan=solve(problem, names=names), names=names, message="Three talks.")


def rows_of(exported):
    return list(csv.DictReader(io.StringIO(exported.data.decode("utf-8-sig"))))


def names_of(exported):
    return [row["Name"] for row in rows_of(exported)]


def every_paper():
    return [(what, form) for what, forms in FORMATS.items() for form in forms]


def test_people_as_json_have_the_shape_that_scripts_rely_on(desk):
    people = json.loads(export(desk, "people", "json").data)
    tom = next(person for person in people if person["id"] == "p5")
    assert list(tom)[:3] == ["id", "display_name", "title"]
    assert {key: tom[key] for key in ("manager", "dotted", "emails", "source_key", "level")} == {
        "manager": "p2",
        "dotted": ["p3"],
        "emails": ["tom@acme.example"],
        "source_key": "775001",
        "level": 2,
    }
    assert tom["active"] is True
    assert tom["placeholder"] is False
    assert tom["roles"] == []
    assert tom["function"] == ""
    assert tom["function_confidence"] is None
    assert people[0]["manager"] is None
    assert people[0]["roles"] == ["president"]


def test_the_open_ally_list_shows_nobody_for_what_it_may_not_show(desk):
    assert names_of(export(desk, "allies", "csv")) == ["Ines Duarte", "Zo\u00eb Quist"]
    circle = export(desk, "allies", "csv", audience="circle")
    assert names_of(circle) == ["Ines Duarte", "Maya Okoro", "Tom Reyes", "Zo\u00eb Quist"]
    said = left_out(desk, "allies")
    assert said[0].startswith("3 allies")
    assert "stance" in said[1]


def test_somebody_whom_the_audience_may_not_see_is_on_no_paper(desk, plan):
    for what, form in every_paper():
        for audience in ("open", "circle"):
            data = export(desk, what, form, audience=audience, plan=plan).data
            if form != "xlsx":
                assert b"Kovac" not in data
                assert b"p8" not in data
    assert "Hidden Kovac" in names_of(export(desk, "people", "csv", audience="me"))
    assert any("1 person" in said for said in left_out(desk, "people"))


def test_asks_keep_to_their_own_visibility(desk):
    assert [row["Ask"] for row in rows_of(export(desk, "asks"))] == [
        "Send two analysts to Maya Okoro by May (a1)"
    ]
    assert len(rows_of(export(desk, "asks", audience="me"))) == 3
    assert any("2 asks" in said for said in left_out(desk, "asks"))


def test_the_plan_is_given_week_by_week_and_as_scripts_know_it(desk, plan):
    document = json.loads(export(desk, "plan", "json", plan=plan).data)
    assert list(document) == [
        "objective", "status", "talks", "effort", "weeks", "lower_bound", "order", "week_plan",
        "most", "blocked", "steps",
    ]  # fmt: skip
    rows = rows_of(export(desk, "plan", "csv", plan=plan))
    weeks = document["week_plan"]
    assert [row["Name"] for row in rows] == [
        next(p.display_name for p in PEOPLE if p.id == who) for week in weeks for who in week
    ]
    assert rows[0]["Week of"] == "2026-03-02"
    assert all(step["reasons"] == [] for step in document["steps"])
    frank = json.loads(export(desk, "plan", "json", audience="circle", plan=plan).data)
    assert all(step["reasons"] for step in frank["steps"])


def test_the_format_comes_from_the_ending_or_from_what_is_usual(tmp_path):
    assert format_for("allies", tmp_path / "a.XLSX") == "xlsx"
    assert [format_for(what) for what in ("allies", "people", "plan")] == ["csv", "csv", "md"]
    with pytest.raises(UsageError) as refused:
        format_for("allies", tmp_path / "a.pdf")
    assert "csv" in refused.value.hint


@pytest.mark.parametrize(
    ("what", "form", "audience", "field"),
    [
        ("pensions", "", "open", "what"),
        ("people", "docx", "open", "format"),
        ("people", "csv", "all", "audience"),
    ],
)
def test_a_wrong_word_is_refused_with_the_right_ones(desk, what, form, audience, field):
    with pytest.raises(UsageError) as refused:
        export(desk, what, form, audience=audience)
    assert refused.value.field == field
    assert refused.value.hint


def test_the_suggested_name_says_what_is_in_the_file(desk):
    assert export(desk, "allies", "xlsx").suggested_name == "acme-cx-allies-2026-03-02.xlsx"


def test_the_calendar_has_one_event_a_talk_in_its_week(desk, plan):
    calendar = icalendar.Calendar.from_ical(export(desk, "calendar", plan=plan).data)
    events = calendar.walk("VEVENT")
    assert len(events) == plan.plan.talks
    assert len({str(event["UID"]) for event in events}) == len(events)
    assert {event["DTSTART"].dt.weekday() for event in events} == {0}
    assert events[0]["DTSTART"].dt == date(2026, 3, 2)
    mine = icalendar.Calendar.from_ical(export(desk, "calendar", audience="me", plan=plan).data)
    due = [event for event in mine.walk("VEVENT") if str(event["UID"]).startswith("ask-")]
    assert [event["DTSTART"].dt for event in due] == [date(2026, 5, 1)]


def test_allies_go_into_an_address_book_with_their_address_and_without_notes(desk):
    (ines, zoe) = icalendar.Component.from_ical(export(desk, "allies", "vcf").data, multiple=True)
    assert (str(ines["FN"]), str(ines["EMAIL"])) == ("Ines Duarte", "ines@acme.example")
    assert str(zoe["FN"]) == "Zo\u00eb Quist"
    masked = export(desk, "allies", "vcf", mask=True).data.decode()
    assert "EMAIL" not in masked
    assert "FN:Leader " in masked


def test_the_open_graph_is_the_chart_and_a_wider_audience_sees_what_is_marked_for_it(desk):
    def kinds(audience):
        data = export(desk, "graph", "kumu", audience=audience).data
        return sorted(tie["type"] for tie in json.loads(data)["connections"])

    assert kinds("open") == ["dotted", *["reports to"] * 6]
    assert kinds("circle") == ["dotted", *["reports to"] * 6, "trusts"]
    assert kinds("me") == ["dotted", "friction", *["reports to"] * 7, "trusts"]
    assert any("2 ties" in said for said in left_out(desk, "graph"))


def test_the_pre_wire_goes_by_the_plan_and_ends_with_the_president(desk, plan):
    rows = rows_of(export(desk, "forum", "csv", plan=plan))
    planned = [row["Name"] for row in rows_of(export(desk, "plan", "csv", plan=plan))]
    first = list(dict.fromkeys(planned))
    assert [row["Name"] for row in rows if row["To see in week of"]] == [
        name for name in first if name in {row["Name"] for row in rows}
    ]
    assert rows[-1]["Name"] == "Petra Holm"
    assert "Sam Lead" not in {row["Name"] for row in rows}


def test_the_report_shows_the_mass_to_my_circle_alone(desk, plan):
    everybody = export(desk, "report", plan=plan).data.decode()
    assert "Critical mass" not in everybody
    assert "Maya Okoro" in everybody
    circle = export(desk, "report", audience="circle", plan=plan).data.decode()
    assert "Critical mass" in circle
    assert "commitment: none" in circle
    assert "not to be passed on" in circle


def test_the_report_tells_gates_and_forecast_to_my_circle_alone(desk, plan):
    everybody = export(desk, "report", plan=plan)
    assert "The gates" not in everybody.data.decode()
    assert "futures" not in everybody.data.decode()
    assert "the critical mass, the forecast and the gates" in everybody.left_out
    circle = export(desk, "report", "md", audience="circle", plan=plan).data.decode()
    assert "| People ready for the forum |" in circle
    assert "| Leaders who act: critical mass, before the forum |" in circle
    told = outlook(desk, plan.plan, band=False).message
    assert told
    assert all(" ".join(sentence.split()[:4]) in circle for sentence in told)
    assert (
        "not met one-on-one yet"
        in export(desk, "forum", audience="circle", plan=plan).data.decode()
    )


def test_a_format_with_room_for_one_list_says_what_it_has_no_room_for(desk):
    one = export(desk, "asks", "csv", audience="me").left_out
    both = export(desk, "asks", "xlsx", audience="me")
    assert any("my promises" in said for said in one)
    assert both.left_out == ()
    book = openpyxl.load_workbook(io.BytesIO(both.data))
    assert book.sheetnames == ["Asks", "My promises"]
    assert book["My promises"]["B2"].value == "Share the numbers"


@pytest.mark.parametrize(("what", "form"), every_paper())
def test_an_empty_map_gives_every_paper(what, form):
    made = export(Desk(OrgMap(), TODAY), what, form)
    assert made.suggested_name.startswith(what)
    assert made.data or form == "vcf"


def test_the_plan_is_made_where_it_is_not_at_hand(desk, plan):
    assert json.loads(export(desk, "plan", "json").data)["order"] == list(plan.plan.order)

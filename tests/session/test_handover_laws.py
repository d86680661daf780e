"""Laws over every paper in every format: audiences, masks and formulas."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxmap.exchange.writers.csv_table import starts_formula
from cxmap.model.initiative import INITIATIVE, Initiative
from cxmap.model.judgements import Observation
from cxmap.model.orgmap import OrgMap
from cxmap.model.people import Person, Tie
from cxmap.model.programme import Ask, Concern, Engagement, Evidence, Promise
from cxmap.model.words import (
    AskState,
    Commitment,
    ConcernState,
    Dimension,
    EvidenceKind,
    Role,
    Stance,
    TieKind,
    Visibility,
)
from cxmap.plan.solve import solve
from cxmap.session.desk import Desk
from cxmap.session.papers.handover import FORMATS, export
from cxmap.session.planning.mapping import problem_of
from cxmap.session.showing.views import PlanView

TODAY = date(2026, 3, 2)
EVERY = [(what, form) for what, forms in FORMATS.items() for form in forms]
NAMES = ["Petra Holmqvist", "Maya Okoro", "Lars Vinterberg", "Ines Duarte", "Tomasz Reyko"]
NAMES += ["Zo\u00eb Quistgaard", "\uae40\ucca0\uc218", "Bruno Salvatierra"]
SECRETS = {
    "note": "zzplays golf",
    "concern": "zzfears the branches",
    "priority": "zzgrow the north",
    "frame": "zzspeak of margins",
    "ask note": "zzsaid it twice",
    "talk note": "zztalked of budget",
}
"""Words that may leave the program for nobody but me."""
FEW = {"forecast_full": 100}
"""Futures enough for a paper about which nobody reads the forecast."""


@st.composite
def maps(draw):
    """A map of eight people whose judgements and visibilities are drawn."""
    shown = st.sampled_from(list(Visibility))
    people, observations, asks, concerns, talks = [], [], [], [], []
    for n, name in enumerate(NAMES):
        role = draw(st.sampled_from([Role.OUTCOME_OWNER, Role.OPERATIONAL_DRIVER, Role.ALLY]))
        person = Person(
            id=f"p{n}q",
            display_name=name,
            given_name=name.partition(" ")[0],
            family_name=name.partition(" ")[2],
            title=draw(st.sampled_from(["=2+5", "Deputy of Maya Okoro", "COO", "@home"])),
            department=draw(st.sampled_from(["+Sales", "R&D [x=1]", "Duarte's office"])),
            emails=(f"{n}.person@acme.example",),
            employee_number=f"880000{n}",
            source_key=f"880000{n}",
            manager=None if n == 0 else "p0q" if n < 6 else "p1q",
            roles=(Role.PRESIDENT,) if n == 0 else (role,),
            notes=SECRETS["note"],
            priorities=SECRETS["priority"],
            frame=SECRETS["frame"],
            visibility=draw(st.sampled_from([Visibility.OPEN] * 3 + [Visibility.ME])),
        )
        people.append(person)
        stance = draw(st.sampled_from(list(Stance)))
        commitment = draw(st.sampled_from(list(Commitment)))
        day = date(2026, 1, 5)
        observations += [
            Observation(
                id=f"s{n}",
                person=person.id,
                dimension=Dimension.STANCE,
                value=stance.value,
                as_of=day,
            ),
            Observation(
                id=f"c{n}",
                person=person.id,
                dimension=Dimension.COMMITMENT,
                value=commitment.value,
                as_of=day,
            ),
        ]
        asks.append(
            Ask(
                id=f"a{n}",
                person=person.id,
                text="Lend Lars Vinterberg an analyst",
                note=SECRETS["ask note"],
                state=draw(st.sampled_from(list(AskState))),
                visibility=draw(shown),
            )
        )
        concerns.append(
            Concern(
                id=f"w{n}",
                person=person.id,
                words=SECRETS["concern"],
                state=ConcernState.OPEN,
                visibility=Visibility.ME,
            )
        )
        talks.append(Engagement(id=f"e{n}", on=day, people=(person.id,), note=SECRETS["talk note"]))
    tables = {
        "people": people,
        "observations": observations,
        "asks": asks,
        "concerns": concerns,
        "engagements": talks,
        "promises": [Promise(id="m1", person="p1q", text="Call Ines")],
        "evidence": [Evidence(id="v1", kind=EvidenceKind.TIME, on=date(2026, 2, 1), person="p2q")],
        "ties": [Tie(id="t1", a="p3q", b="p1q", kind=TieKind.TRUSTS, note=SECRETS["note"])],
        "settings": [Initiative(id=INITIATIVE, name="With Maya", me="p5q", rules=FEW)],
    }
    return OrgMap({name: {row.id: row for row in rows} for name, rows in tables.items()})


def papers(org, **options):
    """Every paper in every format as text, the XML of a workbook included."""
    desk = Desk(org, TODAY)
    problem = problem_of(desk)
    names = {person.id: org.people[person.id].display_name for person in problem.people}
    plan = PlanView(plan=solve(problem, names=names), names=names, message="Talks with Maya Okoro")
    for what, form in EVERY:
        made = export(desk, what, form, plan=plan, **options)
        text = f"{made.suggested_name}\n{readable(made.data, form)}"
        yield what, form, text


def readable(data, form):
    if form in {"ics", "vcf"}:
        return data.replace(b"\r\n ", b"").decode()
    if form != "xlsx":
        return data.decode("utf-8-sig")
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        names = [
            name for name in book.namelist() if name.startswith(("xl/worksheets", "xl/shared"))
        ]
        return "".join(book.read(name).decode() for name in names)


LAW = settings(
    max_examples=max(
        2, settings.default.max_examples // 10
    ),  # an example is every paper in every format
    suppress_health_check=list(HealthCheck),
)
JUDGING = re.compile(
    r"\b(?:resistant|supportive|unaware|stance|against|commitment|barrier|power|interest)\b",
    re.IGNORECASE,
)


@LAW
@given(maps())
def test_no_paper_for_everybody_judges_anybody_or_holds_my_words(org):
    for what, form, text in papers(org):
        assert not JUDGING.search(text), (what, form)
        assert not any(secret in text for secret in SECRETS.values()), (what, form)


@LAW
@given(maps())
def test_no_paper_for_my_circle_holds_what_is_for_me_alone(org):
    for what, form, text in papers(org, audience="circle"):
        assert not any(secret in text for secret in SECRETS.values()), (what, form)


@LAW
@given(maps(), st.sampled_from(["open", "circle", "me"]))
def test_no_paper_names_somebody_whom_its_audience_may_not_see(org, audience):
    hidden = [
        person
        for person in org.people.values()
        if not person.visibility.is_shown_to(Visibility(audience))
    ]
    for what, form, text in papers(org, audience=audience):
        for person in hidden:
            assert person.id not in text, (what, form)
            assert person.display_name not in text, (what, form)
            assert person.employee_number not in text, (what, form)


@LAW
@given(maps(), st.sampled_from(["open", "circle", "me"]))
def test_no_masked_paper_holds_a_name_an_address_or_a_number(org, audience):
    words = {word for name in NAMES for word in name.split()} | {"person@", "880000"}
    for what, form, text in papers(org, audience=audience, mask=True):
        assert not any(word in text for word in words), (what, form)
        assert not any(secret in text for secret in SECRETS.values()), (what, form)


@LAW
@given(maps())
def test_no_cell_of_any_paper_begins_a_formula(org):
    for what, form, text in papers(org, audience="me"):
        if form == "csv":
            cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
            assert not any(starts_formula(cell) for cell in cells), what
        if form == "xlsx":
            assert "<f>" not in text
            assert "<f " not in text


@pytest.mark.parametrize("audience", ["open", "circle"])
def test_whoever_sees_more_sees_all_that_others_see(audience):
    org = OrgMap({"people": {"p1": Person(id="p1", display_name="Ann Li")}})
    desk = Desk(org, TODAY)
    less = json.loads(export(desk, "people", "json", audience=audience).data)[0]
    more = json.loads(export(desk, "people", "json", audience="me").data)[0]
    assert less.items() <= more.items()

"""What a people file comes to on the map, beside names and lines: tags, job shares, ties."""

from __future__ import annotations

from datetime import date

import msgspec

from cxmap.exchange.people_file import NamedBytes
from cxmap.model.orgmap import Edit, OrgMap
from cxmap.session.desk import Desk
from cxmap.session.importing.intake import import_people, read_sources, resolve_for

TODAY = date(2026, 3, 2)
EMPTY = OrgMap()
SHARED = (
    "id,name,title,manager,e-mail\n1,Ann Berg,CEO,,\n"
    "2,Bo Dahl / Cy Falk,COO,1,bo@x.example; cy@x.example\n3,Dora Holm,Lead,2,\n"
)


def brought_in(text, org=EMPTY, answers=None):
    """The map after an import, and the questions that were asked."""
    desk = Desk(org, TODAY)
    file = read_sources([NamedBytes(name="people.csv", data=text.encode())])
    result = resolve_for(desk, file, answers or {}, take_proposals=True)
    return org.with_edits(import_people(desk, result).intent.edits), result.questions


def chart(org):
    names = {key: person.display_name for key, person in org.people.items()}
    return {p.display_name: names.get(p.manager or "") for p in org.people.values()}


def by_name(org, name):
    return next(person for person in org.people.values() if person.display_name == name)


def test_who_comes_from_outside_is_tagged_until_a_newer_file_says_otherwise():
    text = "id,name,manager,worker type\n1,Ann Berg,,Employee\n2,Bo Dahl,1,{}\n"
    first, _ = brought_in(text.format("Contractor"))
    bo = by_name(first, "Bo Dahl")
    assert (by_name(first, "Ann Berg").tags, bo.tags) == ((), ("external",))
    tagged = msgspec.structs.replace(bo, tags=("mine", *bo.tags))
    later, _ = brought_in(
        text.format("Employee"), first.with_edits([Edit("people", bo.id, tagged)])
    )
    assert by_name(later, "Bo Dahl").tags == ("mine",)


def test_two_names_in_one_row_are_asked_about_before_anything_is_written():
    org, questions = brought_in(SHARED)
    (question,) = questions
    assert question.blocking
    assert [choice.id for choice in question.choices] == ["job_share", "two"]
    assert by_name(org, "Bo Dahl / Cy Falk").tags == ("job share",)
    org, _ = brought_in(SHARED, answers={question.id: "two"})
    assert chart(org) == {
        "Ann Berg": None, "Bo Dahl": "Ann Berg", "Cy Falk": "Ann Berg", "Dora Holm": "Bo Dahl",
    }  # fmt: skip
    assert by_name(org, "Cy Falk").emails == ("cy@x.example",)
    assert by_name(org, "Cy Falk").title == "COO"


def test_two_rows_of_one_post_become_two_people_under_one_manager_when_the_lead_says_so():
    text = "id,name,manager\n1,Ann Berg,\n2,Bo Dahl,1\n2,Cy Falk,\n3,Dora Holm,2\n"
    _, (question,) = brought_in(text)
    assert question.proposal == "job_share"
    org, _ = brought_in(text, answers={question.id: "two"})
    assert chart(org) == {
        "Ann Berg": None, "Bo Dahl": "Ann Berg", "Cy Falk": "Ann Berg", "Dora Holm": "Bo Dahl",
    }  # fmt: skip


def test_names_of_units_with_a_slash_are_no_job_share():
    text = "id,name,manager\n1,Ann Berg,\n2,Sales/Marketing,1\n3,N/A,1\n4,Bo Dahl (ops/it),1\n"
    assert brought_in(text)[1] == ()


def test_a_team_counted_in_groups_is_said_of_the_post_above_it():
    desk = Desk(EMPTY, TODAY)
    seniors = "Post Unique Reference,Name,Job Title,Reports to Senior Post\n1,Ann Berg,CEO,XX\n"
    groups = (
        "Reporting Senior Post,Number of Posts in FTE,Generic Job Title\n1,2.5,Clerk\n1,1,Clerk\n"
    )
    file = read_sources(
        [NamedBytes(name="s", data=seniors.encode()), NamedBytes(name="j", data=groups.encode())]
    )
    edits = import_people(desk, resolve_for(desk, file, {})).intent.edits
    assert by_name(EMPTY.with_edits(edits), "Ann Berg").tags == ("team of 3.5 FTE",)

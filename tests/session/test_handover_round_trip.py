"""What was handed over can be brought in again: the same people, lines and dotted lines."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cxmap.exchange.people_file import NamedBytes
from cxmap.model.orgmap import OrgMap
from cxmap.model.people import Person, Tie
from cxmap.model.words import TieKind
from cxmap.session.desk import Desk
from cxmap.session.handover import export
from cxmap.session.intake import import_people, read_sources, resolve_for

TODAY = date(2026, 3, 2)


def imported(*sources):
    """The map that an import of some sources makes."""
    empty = Desk(OrgMap(), TODAY)
    file = read_sources(sources)
    result = resolve_for(empty, file, {})
    return empty.org.with_edits(import_people(empty, result).intent.edits)


def facts(org):
    """Names, titles, units, addresses, and lines by name: what must survive."""
    names = {key: person.display_name for key, person in org.people.items()}
    people = sorted(
        (
            person.display_name,
            person.title,
            person.department,
            person.emails,
            person.employee_number,
            names.get(person.manager or ""),
        )
        for person in org.people.values()
    )
    dotted = sorted(
        (names[tie.a], names[tie.b]) for tie in org.ties.values() if tie.kind is TieKind.DOTTED
    )
    return people, dotted


def small():
    people = [
        Person(id="p1aa", display_name="Petra Holm", title="CEO", department="=Board"),
        Person(id="p2bb", display_name="Zo\u00eb O'Neill", title='-Head, "R&D"', manager="p1aa"),
        Person(id="p3cc", display_name="Lars [ext]", title="Line one", manager="p1aa"),
        Person(
            id="p4dd",
            display_name="\u674e\u660e",
            title="@Ops; Europe",
            manager="p2bb",
            emails=("li@acme.example",),
            employee_number="00042",
        ),
        Person(id="p5ee", display_name="Lars [ext]", title="Another", manager="p2bb"),
    ]
    ties = [Tie(id="t1", a="p4dd", b="p3cc", kind=TieKind.DOTTED)]
    return OrgMap({"people": {p.id: p for p in people}, "ties": {t.id: t for t in ties}})


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_list_of_people_comes_back_as_it_was(form):
    org = small()
    data = export(Desk(org, TODAY), "people", form).data
    assert facts(imported(NamedBytes(name=f"people.{form}", data=data))) == facts(org)


@pytest.mark.parametrize(("name", "form"), [("adventureworks-hr", "csv"), ("oracle-hr", "xlsx")])
def test_a_real_organisation_comes_back_as_it_was(shared_data: Path, name, form):
    org = imported(shared_data / name / "derived" / "employees.csv")
    assert len(org.people) > 50
    data = export(Desk(org, TODAY), "people", form, audience="me").data
    assert facts(imported(NamedBytes(name=f"people.{form}", data=data))) == facts(org)

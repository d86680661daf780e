"""Every sample of a dialect gives exactly what its description expects."""

from __future__ import annotations

import json

import pytest

from cxmap.exchange.reading import read_people
from cxmap.exchange.resolving import resolve

FILES = (
    "workday_worker_report.csv", "workday_headcount.xlsx", "bamboohr_orgchart_unformatted.csv",
    "bamboohr_employee_report.csv", "entra_users_bulk_download.csv", "entra_graph_managers.csv",
    "ad_export_csv_ps51.csv", "uk_organogram_senior.csv", "uk_organogram_junior.csv",
    "kumu_blueprint.json", "kumu_elements.csv", "openldap_people.ldif",
    "plain_semicolon_latin1.csv", "contacts.vcf", "drawio_orgchart.csv", "kumu_project_export.json",
)  # fmt: skip


@pytest.fixture(scope="module")
def expected(shared_data):
    text = (shared_data / "dialects" / "EXPECTED.json").read_text("utf-8")
    return {entry["file"]: entry for entry in json.loads(text)["files"]}


def test_no_dialect_is_forgotten(expected):
    assert set(expected) == set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_a_dialect_is_read_exactly(shared_data, expected, name):
    wanted = expected[name]
    names = [name, *(wanted[key] for key in ("companion", "joins") if key in wanted)]
    result = resolve(
        read_people([shared_data / "dialects" / one for one in names]), {}, take_proposals=True
    )
    everybody = {person.key: person for person in result.people}
    assert len(everybody) == wanted.get("joined_people", wanted["people"])
    people = {key: everybody[key] for key in wanted["persons"]}
    assert {
        key: {
            "name": person.display_name or None,
            "title": person.title or None,
            "unit": person.department or None,
            "email": person.emails[0] if person.emails else None,
        }
        for key, person in people.items()
    } == wanted["persons"]
    assert {k: p.manager_key for k, p in people.items() if p.manager_key} == wanted["reports_to"]
    assert result.lines == wanted["reporting_lines"]
    assert sorted(key for key in result.roots if key in people) == sorted(wanted["roots"])
    assert {u.person: u.value for u in result.unresolved} == wanted.get("unresolved", {})
    assert [k for k, p in people.items() if not p.active] == wanted.get("inactive", [])
    assert [k for k, p in people.items() if p.placeholder] == wanted.get("vacant", [])
    assert [k for k, p in people.items() if p.undisclosed] == wanted.get("undisclosed", [])
    assert result.team_sizes == wanted.get("team_sizes_fte", {})
    if "joins" not in wanted:
        assert [k for k, p in people.items() if p.external] == wanted.get("external", [])
    if wanted["delimiter"] is None and wanted["encoding"] == "utf-8":
        stated = {
            (*ends(a, b, way), word, way) for a, b, word, way in wanted.get("other_relations", [])
        }
        assert relations(result) == stated


def ends(a, b, way):
    return (a, b) if way == "directed" else tuple(sorted((a, b)))


def relations(result):
    """Ties and other relations as the file states them: two ties both ways are one mutual word."""
    ties = {(tie.a, tie.b, tie.word) for tie in result.ties}
    told = {(r.word, r.a, r.b, r.direction) for r in result.other_relations}
    told |= {(word, a, b, "mutual" if (b, a, word) in ties else "directed") for a, b, word in ties}
    return {(*ends(a, b, way), word, way) for word, a, b, way in told}

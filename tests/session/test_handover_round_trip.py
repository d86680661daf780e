"""What was handed over can be brought in again, and opens in other programs, as it was."""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import icalendar
import networkx as nx
import openpyxl
import pytest
from msgspec.structs import replace

from cxmap.clock import FixedClock
from cxmap.exchange.people_file import NamedBytes
from cxmap.model.initiative import INITIATIVE
from cxmap.model.orgmap import Edit, OrgMap
from cxmap.model.people import Person, Tie
from cxmap.model.words import TieKind
from cxmap.session.desk import Desk
from cxmap.session.importing.intake import import_people, read_sources, resolve_for
from cxmap.session.papers.handover import export
from cxmap.session.papers.lens import Lens
from cxmap.session.papers.network import network
from cxmap.session.session import Session

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


def ties(org):
    """Ties by the names of their ends, a mutual one in either order."""
    names = {key: person.display_name for key, person in org.people.items()}
    found = Counter()
    for tie in org.ties.values():
        ends = (names[tie.a], names[tie.b])
        found[tie.kind, *(sorted(ends) if tie.kind.is_mutual else ends), tie.strength] += 1
    return found


@pytest.fixture(scope="module")
def bank():
    """A sample bank: 62 people, all still there, 6 dotted lines, 20 informal ties of many kinds."""
    samples = Path(__file__).parents[2] / "sample_orgs"
    file = samples / "meridian-financial" / "meridian-financial.json"
    with Session.open(file, read_only=True, clock=FixedClock(TODAY)) as session:
        return session.org


def handed(org, what, form):
    """An export for me as a source, named without a telling ending: the content has to decide."""
    data = export(Desk(org, TODAY), what, form, audience="me").data
    return NamedBytes(name=f"handed over as {form}", data=data)


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_a_list_of_people_comes_back_as_it_was(form, bank):
    for org in (small(), bank):
        assert facts(imported(handed(org, "people", form))) == facts(org)


@pytest.mark.parametrize("form", ["graphml", "gexf", "kumu"])
def test_a_graph_comes_back_with_people_lines_and_ties(form, bank):
    for org in (small(), bank):
        back = imported(handed(org, "graph", form))
        assert facts(back) == facts(org)
        assert ties(back) == ties(org)


@pytest.mark.parametrize("form", ["xlsx", "json"])
def test_a_list_of_people_holds_the_ties_too(form, bank):
    assert ties(imported(handed(bank, "people", form))) == ties(bank)


def test_a_list_for_everybody_holds_no_tie_that_is_not_for_everybody(bank):
    for audience, informal in (("open", 0), ("circle", 20), ("me", 20)):
        made = export(Desk(bank, TODAY), "people", "json", audience=audience)
        assert sum(len(person["ties"]) for person in json.loads(made.data)) == informal
        assert any("20 ties not marked" in said for said in made.left_out) == (not informal)


def test_people_and_pairs_as_csv_are_the_whole_map(bank):
    both = (handed(bank, "people", "csv"), handed(bank, "graph", "pairs"))
    back = imported(*both)
    assert facts(back) == facts(bank)
    assert ties(back) == ties(bank)
    said = export(Desk(bank, TODAY), "people", "csv", audience="me").left_out
    assert any("ties: csv holds one list" in sentence for sentence in said)


def test_an_address_book_brings_the_same_people(bank):
    back = imported(handed(bank, "people", "vcf"))

    def cards(org):
        return sorted((p.display_name, p.title, p.unit, p.emails) for p in org.people.values())

    assert cards(back) == cards(bank)


def test_a_directory_goes_out_as_csv_and_comes_back(shared_data: Path):
    org = imported(shared_data / "dialects" / "openldap_people.ldif")
    assert any(person.manager for person in org.people.values())
    assert facts(imported(handed(org, "people", "csv"))) == facts(org)


def test_networkx_counts_the_same_nodes_and_edges(bank):
    graph = network(Lens(Desk(bank, TODAY), "me"))
    counts = len(graph.nodes), len(graph.edges)
    for form, read in (("graphml", nx.read_graphml), ("gexf", nx.read_gexf)):
        data = handed(bank, "graph", form).data
        made = read(io.BytesIO(data))
        assert made.number_of_nodes() == counts[0]
        mutual = sum(1 for edge in graph.edges if edge.mutual)
        assert counts[1] <= made.number_of_edges() <= counts[1] + mutual, form


def test_igraph_counts_the_same_nodes_and_edges(bank, tmp_path):
    igraph = pytest.importorskip("igraph")
    file = tmp_path / "map.graphml"
    file.write_bytes(handed(bank, "graph", "graphml").data)
    graph, made = network(Lens(Desk(bank, TODAY), "me")), igraph.Graph.Read_GraphML(str(file))
    assert made.vcount() == len(graph.nodes)
    assert made.ecount() == len(graph.edges)


def test_calendars_and_cards_are_read_by_another_program():
    desk = harbor()
    days = icalendar.Calendar.from_ical(export(desk, "calendar", "ics").data)
    talks = export(desk, "plan", "csv").data.decode("utf-8-sig").splitlines()[1:]
    assert len(days.walk("VEVENT")) == len(talks) > 3
    assert all(event.walk("VALARM") for event in days.walk("VEVENT"))
    cards = export(desk, "allies", "vcf").data.decode()
    read = icalendar.Component.from_ical(cards, multiple=True)
    assert len(read) == cards.count("BEGIN:VCARD") > 3
    assert all(str(card["FN"]) for card in read)


@cache
def harbor():
    """A sample company with a plan, asks and promises."""
    samples = Path(__file__).parents[2] / "sample_orgs"
    file = samples / "harbor-telecom" / "harbor-telecom.json"
    with Session.open(file, read_only=True, clock=FixedClock(TODAY)) as session:
        few = replace(session.org.initiative, rules={"forecast_full": 100})
        return Desk(session.org.with_edits([Edit("settings", INITIATIVE, few)]), TODAY)


@pytest.mark.parametrize("what", ["allies", "people", "plan", "forum", "asks"])
def test_no_workbook_holds_a_formula(what):
    data = export(harbor(), what, "xlsx", audience="me").data
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert len(cells) > 20
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]


@pytest.mark.parametrize("what", ["allies", "people", "plan", "forum", "asks", "report"])
def test_no_page_holds_a_script_a_handler_or_a_foreign_address(what):
    page = export(harbor(), what, "html", audience="me").data.decode()
    markup = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    assert not re.search(
        r"<(script|iframe|object|embed|link|img|base|form)\b", markup, re.IGNORECASE
    )
    assert not re.search(r"<[^>]*\son\w+\s*=", markup, re.IGNORECASE)
    assert not re.search(r"<[^>]*\s(href|src|action|xlink:href)\s*=", markup, re.IGNORECASE)
    assert "url(" not in page
    assert "@import" not in page
    assert page.count("default-src 'none'") == 1


@pytest.mark.parametrize(("name", "form"), [("adventureworks-hr", "csv"), ("oracle-hr", "xlsx")])
def test_a_real_organisation_comes_back_as_it_was(shared_data: Path, name, form):
    org = imported(shared_data / name / "derived" / "employees.csv")
    assert len(org.people) > 50
    data = export(Desk(org, TODAY), "people", form, audience="me").data
    assert facts(imported(NamedBytes(name=f"people.{form}", data=data))) == facts(org)

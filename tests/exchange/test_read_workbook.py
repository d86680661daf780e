"""XLSX workbooks: report rows, several sheets, dates, formulas, and files that mean harm."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

import pytest
import xlsxwriter

from cxmap.errors import SourceError
from cxmap.exchange.people_file import NamedBytes
from cxmap.exchange.reading import read_people
from cxmap.exchange.resolving import resolve

HEADER = ["Employee ID", "Name", "Title", "Manager ID", "Last contact"]


def book(fill):
    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(stream, {"in_memory": True})
    fill(workbook)
    workbook.close()
    return stream.getvalue()


def table(sheet, rows, start=0):
    for number, row in enumerate(rows):
        sheet.write_row(start + number, 0, row)


def brought_in(data):
    return resolve(
        read_people([NamedBytes(name="people.xlsx", data=data)]), {}, take_proposals=True
    )


def test_ids_that_are_numbers_stay_whole_and_dates_become_iso():
    def fill(workbook):
        sheet = workbook.add_worksheet("HR")
        day = workbook.add_format({"num_format": "dd.mm.yyyy"})
        table(sheet, [["Headcount"], ["As of", "2026-01-01"], [], HEADER, [21000, "Ana", "CEO"]], 0)
        table(sheet, [[21004.0, "Bo", "COO", 21000], ["P-7", "Cy", "Agent", 21004]], 5)
        sheet.write_datetime(5, 4, datetime(2026, 3, 4), day)  # noqa: DTZ001 - a cell has no zone

    result = brought_in(book(fill))
    assert {p.key: p.manager_key for p in result.people} == {
        "21000": None,
        "21004": "21000",
        "P-7": "21004",
    }
    assert result.people[1].last_contact == "2026-03-04"
    assert result.people[1].source.row == 6


def test_sheets_of_people_and_relations_are_read_together_and_hidden_ones_are_not():
    def fill(workbook):
        table(
            workbook.add_worksheet("Vertices"),
            [["Graph"], ["Vertex", "Title"], ["Ana", "CEO"], ["Bo", "COO"]],
        )
        table(
            workbook.add_worksheet("Edges"), [["From", "To", "Type"], ["Bo", "Ana", "Reports to"]]
        )
        secret = workbook.add_worksheet("Secret")
        table(secret, [["Name"], ["Hidden Person"]])
        secret.hide()
        table(workbook.add_worksheet("Draft (ignore)"), [["Name"], ["Draft Person"]])

    result = brought_in(book(fill))
    assert {p.key: p.manager_key for p in result.people} == {"Ana": None, "Bo": "Ana"}


def test_a_sheet_that_names_nobody_is_left_out_and_said():
    def fill(workbook):
        table(workbook.add_worksheet("People"), [["id", "name"], [1, "Ana"], [2, "Bo"]])
        table(workbook.add_worksheet("Overall"), [["Graph Metric", "Value"], ["Density", 0.5]])

    result = brought_in(book(fill))
    assert [person.key for person in result.people] == ["1", "2"]
    assert any("[Overall]: left out" in note for note in result.notes)


def test_of_a_formula_the_stored_value_is_read():
    def fill(workbook):
        sheet = workbook.add_worksheet()
        table(sheet, [["id", "name"], [1, ""]])
        sheet.write_formula("B2", '=CONCAT("A","na")', value="Ana")

    assert brought_in(book(fill)).people[0].display_name == "Ana"


def test_an_error_value_in_a_taken_column_is_refused_and_elsewhere_not():
    def fill(column):
        def filled(workbook):
            sheet = workbook.add_worksheet()
            table(sheet, [["id", "name", "shoe size"], [1, "Ana", 1]])
            sheet.write_formula(1, column, "=1/0", value="#DIV/0!")

        return filled

    with pytest.raises(SourceError, match=r"B2 holds the error #DIV/0!"):
        brought_in(book(fill(1)))
    assert brought_in(book(fill(2))).people[0].display_name == "Ana"


def swapped(data, part, content):
    source, stream = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, content if name == part else source.read(name))
    return stream.getvalue()


def plain():
    return book(lambda workbook: table(workbook.add_worksheet(), [["id", "name"], [1, "Ana"]]))


def test_a_lone_cell_at_the_far_end_neither_hangs_nor_counts():
    sheet = (
        b'<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>id</v></c><c r="B1" t="str">'
        b'<v>name</v></c></row><row r="2"><c r="A2"><v>1</v></c><c r="B2" t="str"><v>Ana</v></c>'
        b'</row><row r="1048576"><c r="XFD1048576" t="str"><v>far</v></c></row></sheetData></worksheet>'
    )
    assert len(brought_in(swapped(plain(), "xl/worksheets/sheet1.xml", sheet)).people) == 1


def test_a_part_that_unpacks_too_far_is_refused_before_it_is_unpacked():
    bomb = swapped(plain(), "xl/worksheets/sheet1.xml", b" " * 11_000_000)
    assert len(bomb) < 100_000
    with pytest.raises(SourceError, match="unpacks to more"):
        brought_in(bomb)


def test_a_document_type_is_refused():
    evil = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'
    with pytest.raises(SourceError, match="DTD"):
        brought_in(swapped(plain(), "xl/worksheets/sheet1.xml", evil))


@pytest.mark.parametrize("cut", [30, 400, 0.5, 0.9])
def test_a_workbook_cut_short_is_refused(cut):
    data = plain()
    with pytest.raises(SourceError, match="damaged"):
        brought_in(data[: int(cut if cut > 1 else len(data) * cut)])


def test_broken_xml_and_foreign_archives_are_refused():
    with pytest.raises(SourceError, match="damaged"):
        brought_in(swapped(plain(), "xl/worksheets/sheet1.xml", b"<worksheet><row>"))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("people.csv", "id,name\n1,Ana\n")
    with pytest.raises(SourceError, match="not a workbook"):
        brought_in(stream.getvalue())


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("xlsx_billion_laughs", "DTD"),
        ("xlsx_cut_short", "damaged"),
        ("xlsx_formulas", "B3 is a formula without a stored value; C3 holds the error"),
        ("xlsx_password", "password-protected or an old .xls"),
    ],
)
def test_bad_workbooks_are_refused_as_stated(shared_data, name, told):
    with pytest.raises(SourceError, match=told):
        read_people([shared_data / "bad_inputs" / f"{name}.xlsx"])

"""Tables on their way out: what is read back is what was there, and no cell runs as a formula."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.exchange.writers.csv_table import csv_cell, write_csv
from cxmap.exchange.writers.json_text import write_json
from cxmap.exchange.writers.plain import Column, Kind, Table
from cxmap.exchange.writers.workbook import write_workbook
from cxmap.text import clean_text

TODAY = date(2026, 3, 2)
COLUMNS = (
    Column(key="name", header="Name"),
    Column(key="power", header="Power", kind=Kind.NUMBER),
    Column(key="due", header="Due", kind=Kind.DATE),
    Column(key="sure", header="Sure", kind=Kind.SHARE),
    Column(key="role", header="Role", kind=Kind.WORD),
    Column(key="id", header="ID", for_programs=True),
)
SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20"
texts = st.text(st.sampled_from(f"{SIGNS}'\t\n \u00a0,;\"|aZ\u00eb\u674e0x_<&"), max_size=8)


def table(*rows):
    return Table(name="Allies", columns=COLUMNS, rows=rows)


def named(*names):
    return table(*((name, None, None, None, None, "p1") for name in names))


def read_csv(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def read_sheet(data):
    import openpyxl

    return openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("  =1+1", "'  =1+1"),
        ("\u00a0@SUM(A1)", "'\u00a0@SUM(A1)"),
        ("\uff1dHYPERLINK()", "'\uff1dHYPERLINK()"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("\nx", "'\nx"),
        ("+49 30 1234", "'+49 30 1234"),
        ("-", "'-"),
        ("R&D = fun", "R&D = fun"),
        ("'quoted'", "'quoted'"),
        ("", ""),
        (-5, "-5"),
        (-0.25, "-0.25"),
        (True, "yes"),
        (None, ""),
        (date(2026, 5, 1), "2026-05-01"),
        (("a", "b"), "a; b"),
        (("=a", "b"), "'=a; b"),
    ],
)
def test_a_cell_that_a_spreadsheet_might_run_gets_an_apostrophe(cell, written):
    assert csv_cell(cell) == written


@given(st.lists(texts, max_size=4))
def test_no_cell_of_a_csv_begins_a_formula_and_every_text_comes_back(names):
    header, *rows = read_csv(write_csv(named(*names)))
    assert header == ["Name", "Power", "Due", "Sure", "Role"]
    for name, row in zip(names, rows, strict=True):
        assert row[0].lstrip()[:1] not in set(SIGNS)
        assert row[0][:1] not in {"\t", "\r", "\n"}
        guarded = row[0][:1] == "'" and csv_cell(row[0][1:]) == row[0]
        assert name in ((row[0][1:], row[0]) if guarded else (row[0],))


def test_a_csv_has_a_mark_for_excel_only_where_letters_need_one():
    assert write_csv(named("Ann Li")).startswith(b"Name,Power")
    assert write_csv(named("Zo\u00eb")).startswith(b"\xef\xbb\xbfName,Power")


def test_a_list_without_people_is_a_header():
    assert read_csv(write_csv(table())) == [["Name", "Power", "Due", "Sure", "Role"]]
    assert read_sheet(write_workbook([table()], made_on=TODAY)).max_row >= 1


def test_a_sheet_is_a_real_table_with_a_filter_and_a_frozen_header():
    rows = [("Ann Li", 4, date(2026, 5, 1), 0.85, "outcome_owner", "p1")]
    sheet = read_sheet(write_workbook([table(*rows)], made_on=TODAY))
    (made,) = sheet.tables.values()
    assert made.ref == "A1:E2"
    assert made.autoFilter.ref == "A1:E2"
    assert sheet.freeze_panes == "B2"
    assert [cell.value for cell in sheet[1]] == ["Name", "Power", "Due", "Sure", "Role"]
    name, power, due, sure, role = sheet[2]
    assert (name.value, power.value, sure.value, role.value) == (
        "Ann Li", 4, 0.85, "outcome owner",
    )  # fmt: skip
    assert due.is_date
    assert due.value.date() == date(2026, 5, 1)
    assert sure.number_format == "0%"
    assert sheet.column_dimensions["E"].width > sheet.column_dimensions["A"].width


@given(st.lists(texts | st.text(max_size=5).map(clean_text), max_size=4))
def test_no_cell_of_a_workbook_is_a_formula_and_every_text_comes_back(names):
    data = write_workbook([named("=1+1", *names)], made_on=TODAY)
    sheet = read_sheet(data)
    for line, name in enumerate(["=1+1", *names], start=2):
        cell = sheet.cell(line, 1)
        assert cell.data_type != "f"
        assert (cell.value or "").replace("\r", "") == name
        assert cell.hyperlink is None
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        xml = book.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in xml
    assert b"<f " not in xml


def test_a_text_like_a_formula_stays_text_when_somebody_edits_the_cell():
    sheet = read_sheet(write_workbook([named("=1+1", "Ann")], made_on=TODAY))
    assert sheet["A2"].quotePrefix
    assert not sheet["A3"].quotePrefix


def test_the_same_tables_on_the_same_day_are_the_same_bytes():
    first = write_workbook([named("Ann")], made_on=TODAY)
    assert write_workbook([named("Ann")], made_on=TODAY) == first


def test_sheets_get_names_that_a_workbook_can_hold():
    import openpyxl

    tables = [
        Table(name=name, columns=COLUMNS) for name in ("A/B: [x]", "a b   x", "History", "N" * 40)
    ]
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(tables, made_on=TODAY)))
    assert len({name.casefold() for name in book.sheetnames}) == 4
    assert all(len(name) <= 31 for name in book.sheetnames)


def test_a_text_too_long_for_a_cell_is_cut_and_an_old_day_is_kept_as_text():
    rows = [("x" * 40_000, None, date(1850, 1, 1), None, None, "p1")]
    sheet = read_sheet(write_workbook([table(*rows)], made_on=TODAY))
    assert len(sheet["A2"].value) == 32_767
    assert sheet["C2"].value == "1850-01-01"


def test_json_keeps_what_a_list_for_people_leaves_out():
    data = write_json(table(("Ann", 4, TODAY, None, "ally", "p1")).as_objects())
    assert json.loads(data) == [
        {"name": "Ann", "power": 4, "due": "2026-03-02", "sure": None, "role": "ally", "id": "p1"}
    ]
    assert data.endswith(b"]\n")

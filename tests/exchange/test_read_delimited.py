"""Delimited text of every habit: delimiters, encodings, what stands above and below the table."""

from __future__ import annotations

import pytest

from cxmap.errors import SourceError
from cxmap.exchange.people_file import NamedBytes
from cxmap.exchange.reading import read_people
from cxmap.exchange.resolving import resolve

PEOPLE = "Employee ID;Name;Title;Manager ID\n1;Ana Díaz;CEO;\n2;Bo Ek;COO;1\n3;Cy Fox;Agent;2\n"


def people(text, name="people.csv", **options):
    data = text if isinstance(text, bytes) else text.encode()
    return resolve(
        read_people([NamedBytes(name=name, data=data)], **options), {}, take_proposals=True
    )


def lines(result):
    return {person.key: person.manager_key for person in result.people}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_common_delimiter_is_found(delimiter):
    assert lines(people(PEOPLE.replace(";", delimiter))) == {"1": None, "2": "1", "3": "2"}


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("cp1252", "cp1252"),
    ],
)
def test_any_common_encoding_is_read_and_said(encoding, said):
    result = people(PEOPLE.encode(encoding))
    assert result.people[0].display_name == "Ana Díaz"
    told = [note for note in result.notes if "encoding" in note]
    assert len(told) == bool(said)
    assert all(f" as {said};" in note for note in told)


def test_an_encoding_can_be_insisted_on():
    assert people("id,name\n1,Ана\n".encode("cp1251"), encoding="cp1251").people[0].display_name
    with pytest.raises(SourceError, match="is not utf-8"):
        people("id,name\n1,Ана\n".encode("cp1251"), encoding="utf-8")
    with pytest.raises(SourceError, match="not an encoding"):
        people("id,name\n1,A\n", encoding="klingon")


@pytest.mark.parametrize(
    "above",
    [
        "sep=;\n",
        "#TYPE Selected.ADUser\n",
        "## drawn from this list\n# label: %name%\n",
        "Headcount report\nEffective as of;2026-01-01\n\n",
        "\ufeff\n\n",
    ],
)
def test_what_stands_above_the_header_is_passed_over(above):
    assert lines(people(above + PEOPLE)) == {"1": None, "2": "1", "3": "2"}


def test_total_lines_below_are_listed_and_left_out():
    result = people(PEOPLE + ";;;\nTotal:;3;;\nGenerated on 2026-01-01 by the HR system\n")
    assert len(result.people) == 3
    assert [row.why.split(":")[0] for row in result.skipped] == ["total line", "total line"]


def test_a_second_header_row_with_labels_is_left_out():
    result = people(
        "STATUS,USERID,FIRSTNAME,LASTNAME,MANAGER,TITLE\n"
        "Status,User ID,First Name,Last Name,Manager,Title\n"
        "active,cgrant,Carla,Grant,NO_MANAGER,CEO\n"
        "active,admin,Ada,Min,cgrant,COO\n"
    )
    assert lines(result) == {"cgrant": None, "admin": "cgrant"}


def test_a_list_without_a_header_is_read_by_its_values():
    result = people(
        "17|Ana Diaz|Chief Executive|ana@x.example|\n"
        "23|Bo Ek|Operations Director|bo@x.example|17\n"
        "31|Cy Fox|Service Agent|cy@x.example|23\n"
        "32|Di Gee|Service Agent|di@x.example|23\n"
    )
    assert lines(result) == {"17": None, "23": "17", "31": "23", "32": "23"}
    assert result.people[1].display_name == "Bo Ek"
    assert result.people[1].emails == ("bo@x.example",)


def test_cells_may_hold_line_breaks_and_the_line_of_the_row_is_its_first():
    result = people('id,name,title,manager_id\n1,Ana,"Chief\nExecutive",\n2,Bo,COO,9\n')
    assert result.people[0].title == "Chief Executive"
    assert result.unresolved[0].row == 4


def test_unnamed_and_unknown_columns_are_left_alone():
    result = people(",id,,name,shoe size,manager_id\n0,1,x,Ana,39,\n1,2,y,Bo,44,1\n")
    assert lines(result) == {"1": None, "2": "1"}
    assert set(result.columns) == {"id", "name", "manager"}


def test_a_formula_that_an_export_made_harmless_is_whole_again():
    result = people("id,name,title\n1,'=Ana,'-VP\n2,O'Neill,'quoted'\n")
    assert [person.display_name for person in result.people] == ["=Ana", "O'Neill"]
    assert result.people[0].title == "-VP"


def test_control_characters_are_taken_out_and_the_line_is_named():
    result = people("id,name\n1,Ana\x1b[31m Diaz\n2,Bo\u202e Ek\n")
    assert [person.display_name for person in result.people] == ["Ana Diaz", "Bo Ek"]
    assert any("line 2, line 3" in note for note in result.notes)


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("", "empty", 1),
        (" \n\n", "empty", 1),
        ("id,name,manager\n", "lists nobody", 1),
        ("id,name,name\n1,Ana,Diaz\n", "two columns are called 'name'", 1),
        ("id,name,title\n1,Ana\n2,Bo,COO\n", "line 2 has 2", 2),
        ("id,name,title\n1,Ana,CEO\n2,Bo,COO,x\n", "line 3 has 4", 3),
        ('id,name\n1,"Ana\n2,Bo\n', "quotation marks", 2),
        ("id,name,stance\n1,Ana,6\n2,Bo,happy\n", r"line 2 \(6\), line 3 \(happy\)", 2),
        ("id,name,last_contact\n1,Ana,03/04/2026\n", r"line 2 \(03/04/2026\)", 2),
        ("id,name,last_contact\n1,Ana,2026-02-30\n", r"line 2 \(2026-02-30\)", 2),
    ],
)
def test_a_malformed_file_is_refused_with_its_line(text, message, line):
    with pytest.raises(SourceError, match=message) as refused:
        people(text)
    assert refused.value.line == line
    assert refused.value.hint


@pytest.mark.parametrize("data", [b"%PDF-1.7 x", b"\x89PNG\r\n\x1a\n", b"id,name\n1,A\x00na\n"])
def test_what_is_no_text_is_refused(data):
    with pytest.raises(SourceError):
        people(data)


def test_a_day_is_taken_only_where_the_column_settles_day_and_month():
    settled = people("id,name,last contact\n1,Ana,25/12/2025\n2,Bo,03/04/2026\n3,Cy,2026-01-09\n")
    assert [p.last_contact for p in settled.people] == ["2025-12-25", "2026-04-03", "2026-01-09"]
    dotted = people("id;name;Letzter Kontakt\n1;Ana;3.4.2026\n")
    assert dotted.people[0].last_contact == "2026-04-03"


def test_a_stance_is_a_word_of_the_scale_or_a_number():
    result = people("id,name,stance\n1,Ana,5\n2,Bo,Supportive\n3,Cy,\n4,Di,1\n")
    assert [p.stance for p in result.people] == ["leading", "supportive", "", "resistant"]


def test_only_columns_that_are_taken_are_judged():
    result = people("id,name,name of dog,founded\n1,Ana,Rex,99/99/9999\n")
    assert result.people[0].display_name == "Ana"


def test_private_columns_are_never_taken_and_said():
    result = people(
        "id,name,Password,Birth Date,Salary,SSN,Photo\n"
        "1,Ana,hunter2,1980-01-01,99000,123-45-6789,/9j/4AAQ\n"
    )
    told = repr(result.people)
    assert not any(secret in told for secret in ("hunter2", "1980", "99000", "6789", "/9j/"))
    (note,) = [note for note in result.notes if "never taken" in note]
    assert all(name in note for name in ("Password", "Birth Date", "Salary", "SSN", "Photo"))


def test_the_preview_shows_taken_columns_only():
    text = "id,name,Password,SSN,manager\n1,Ana,hunter2,123-45-6789,\n2,Bo,hunter3,987-65-4321,1\n"
    people_file = read_people([NamedBytes(name="p.csv", data=text.encode())])
    assert people_file.preview == (("id", "name", "manager"), ("1", "Ana", ""), ("2", "Bo", "1"))
    assert "6789" not in repr(people_file)
    assert "hunter2" not in repr(people_file)


def test_a_secret_under_a_harmless_header_is_not_taken():
    hashed = "{SSHA}x9KQ1qkzqNbcl0ZzQ0aD0w=="
    result = people(f"id,name,title,note\n1,Ana,CEO,{hashed}\n2,Bo,COO,{hashed}\n")
    assert hashed not in repr(result)


@pytest.mark.parametrize(
    "name",
    ["csv_cp1252", "csv_deep_chain", "csv_html_names", "csv_markup", "csv_urls", "csv_utf16"],
)
def test_hostile_but_well_formed_files_are_read(shared_data, name):
    result = resolve(
        read_people([shared_data / "bad_inputs" / f"{name}.csv"]), {}, take_proposals=False
    )
    assert not result.blocked
    assert result.lines == len(result.people) - 1


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("csv_bad_dates", ["line 2", "line 3", "line 4", "line 5", "last_contact"]),
        ("csv_duplicate_header", ["line 1"]),
        ("csv_ragged", ["line 4", "line 5"]),
    ],
)
def test_bad_files_are_refused_with_their_places(shared_data, name, told):
    with pytest.raises(SourceError) as refused:
        read_people([shared_data / "bad_inputs" / f"{name}.csv"])
    text = f"{refused.value.where}: {refused.value.message}"
    assert all(place in text for place in told)


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    with pytest.raises(SourceError, match="no file"):
        read_people([tmp_path / "none.csv"])
    with pytest.raises(SourceError):
        read_people([tmp_path])

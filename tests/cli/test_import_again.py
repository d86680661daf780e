"""Imports that follow one another: kept columns, newer files, second files, and what progress says."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from cxmap.cli.contents import load
from cxmap.cli.progress import Progress
from cxmap.exchange.readers.registry import READERS
from cxmap.paths import column_map_folder
from cxmap.session.entry.persons import find_person
from cxmap.session.session import Session

FIRST = (
    "id,name,title,manager\n1,Pat Roe,President,\n2,Ann Ortiz,CFO,1\n3,Bob Li,COO,1\n"
    "4,Cy Mo,Clerk,3\n5,Ånn Dahl,Clerk,3\n"
)
LATER = (
    "id,name,title,manager\n1,Pat Roe,President,\n2,Ann Ortiz-Hale,CFO,1\n3,Bob Li,CEO,1\n"
    "5,ann dahl,Clerk,2\n6,Eve Fox,CIO,1\n"
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CXMAP_HOME", str(tmp_path / "home"))


def written(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


@pytest.fixture
def filled(cxmap, tmp_path: Path) -> Path:
    """A map of the first file, with one judgement."""
    file = tmp_path / "acme.json"
    cxmap("import", file, written(tmp_path, "first.csv", FIRST))
    assert cxmap("set", file, "Cy Mo", "stance=leading").code == 0
    return file


def test_a_newer_file_names_who_came_left_moved_and_is_called_otherwise(cxmap, tmp_path, filled):
    later = written(tmp_path, "later.csv", LATER)
    tried = cxmap("import", filled, later, "--dry-run", "--json").document["changes"]
    done = cxmap("import", filled, later, "--json").document["changes"]
    for changes in (tried, done):
        assert [row["display_name"] for row in changes["came"]] == ["Eve Fox"]
        assert [(r["display_name"], r["answer"]) for r in changes["gone"]] == [("Cy Mo", "keep")]
        assert [row["new"] for row in changes["renamed"]] == ["Ann Ortiz-Hale"]
        assert [row["new"] for row in changes["retitled"]] == ["CEO"]
        assert [row["new"] for row in changes["spelling"]] == ["ann dahl"]
        assert len(changes["moved"]) == 1
    with Session.open(filled, read_only=True) as session:
        moved = done["moved"][0]
        assert session.org.people[moved["old"]].display_name == "Bob Li"
        assert session.org.people[moved["new"]].display_name == "Ann Ortiz-Hale"
        assert session.org.people[done["came"][0]["id"]].display_name == "Eve Fox"


def test_the_difference_stands_before_the_counts_and_in_words(cxmap, tmp_path, filled):
    lines = cxmap("import", filled, written(tmp_path, "later.csv", LATER)).out.splitlines()
    assert lines[:4] == ["came 1", "  Eve Fox", "gone from the file 1", "  Cy Mo"]
    assert lines.index("moved 1") < lines.index("5 people, 4 reporting lines")
    assert "  ann dahl: from Bob Li to Ann Ortiz-Hale" not in lines
    assert "  Ånn Dahl: from Bob Li to Ann Ortiz-Hale" in lines


def test_gone_people_stay_until_the_answer_says_they_left(cxmap, tmp_path, filled):
    later = written(tmp_path, "later.csv", LATER)
    asked = cxmap("import", filled, later, "--json").document["questions"]
    gone = next(question for question in asked if question["kind"] == "gone")
    assert ([choice["id"] for choice in gone["choices"]], gone["blocking"]) == (
        ["keep", "left"],
        False,
    )
    with Session.open(filled, read_only=True) as session:
        assert session.org.people[find_person(session.org, "Cy Mo")].active
        assert [open_.kind for open_ in session.org.initiative.open_questions] == ["gone"]
    answers = written(tmp_path, "answers.json", json.dumps({gone["id"]: "left"}))
    cxmap("import", filled, later, "--answers", answers)
    with Session.open(filled, read_only=True) as session:
        cy = find_person(session.org, "Cy Mo")
        assert not session.org.people[cy].active
        assert session.org.judgements(cy).stance == "leading"
        assert session.org.initiative.open_questions == ()
    cxmap("undo", filled)
    with Session.open(filled, read_only=True) as session:
        assert session.org.people[cy].active


def test_somebody_who_comes_back_has_not_left_any_more(cxmap, tmp_path, filled):
    answers = written(tmp_path, "answers.json", json.dumps({"gone:4": "left"}))
    cxmap("import", filled, written(tmp_path, "later.csv", LATER), "--answers", answers)
    cxmap("import", filled, written(tmp_path, "first.csv", FIRST))
    with Session.open(filled, read_only=True) as session:
        cy = session.org.people[find_person(session.org, "Cy Mo")]
        assert (cy.active, cy.left_on) == (True, None)


def test_a_file_without_managers_takes_no_manager_from_anybody(cxmap, tmp_path, filled):
    phones = written(tmp_path, "phones.csv", "id,name,title\n2,Ann Ortiz,CFO\n3,Bob Li,COO\n")
    done = cxmap("import", filled, phones)
    assert "moved" not in done.out
    with Session.open(filled, read_only=True) as session:
        bob = session.org.people[find_person(session.org, "Bob Li")]
        assert session.org.people[bob.manager].display_name == "Pat Roe"


def test_a_manager_the_file_gets_wrong_stays_as_the_map_has_it(cxmap, tmp_path, filled):
    wrong = written(tmp_path, "wrong.csv", FIRST.replace("Cy Mo,Clerk,3", "Cy Mo,Clerk,99"))
    done = cxmap("import", filled, wrong)
    assert "'99' names nobody here" in done.err
    with Session.open(filled, read_only=True) as session:
        cy = session.org.people[find_person(session.org, "Cy Mo")]
        assert session.org.people[cy.manager].display_name == "Bob Li"


def test_how_a_file_is_read_is_kept_privately_and_used_again(cxmap, tmp_path):
    odd = written(tmp_path, "odd.txt", "key|who|up\n1|Ann|\n2|Ben|1\n3|Cy|1\n")
    said = ["--map", "name=who", "--map", "manager=up", "--map", "id=key", "--delimiter", "|"]
    first = cxmap("import", tmp_path / "a.json", odd, *said, "--save-map", "From HR")
    assert first.code == 0
    file = column_map_folder() / "From HR.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    again = cxmap("import", tmp_path / "b.json", odd, "--use-map", "From HR", "--json").document
    assert (again["people"], again["lines"], again["columns"]["manager"]) == (3, 2, "up")
    other = cxmap("import", tmp_path / "c.json", odd, "--use-map", "From HR", "--map", "name=key")
    assert other.code == 0
    with Session.open(tmp_path / "c.json", read_only=True) as session:
        assert {person.display_name for person in session.org.people.values()} == {"1", "2", "3"}


@pytest.mark.parametrize("name", ["../x", "", ".", "a/b", "x" * 50, "\x1b"])
def test_a_name_that_leads_elsewhere_is_refused_before_anything_is_written(cxmap, tmp_path, name):
    file = written(tmp_path, "first.csv", FIRST)
    for option in ("--save-map", "--use-map"):
        refused = cxmap("import", tmp_path / "a.json", file, option, name)
        assert (refused.code, (tmp_path / "a.json").exists()) == (2, False)
    assert not column_map_folder().exists()


def test_columns_that_were_not_kept_or_were_spoilt_are_named(cxmap, tmp_path):
    file = written(tmp_path, "first.csv", FIRST)
    cxmap("import", tmp_path / "a.json", file, "--map", "name=name", "--save-map", "hr")
    unknown = cxmap("import", tmp_path / "b.json", file, "--use-map", "finance", "--json")
    assert unknown.code == 2
    assert "hr" in unknown.error["hint"]
    (column_map_folder() / "hr.json").write_text("[]", encoding="utf-8")
    spoilt = cxmap("import", tmp_path / "b.json", file, "--use-map", "hr", "--json")
    assert spoilt.code == 2
    assert spoilt.error["file"].endswith("hr.json")


def test_a_source_without_managers_says_so_and_how_to_name_a_second_one(cxmap, tmp_path):
    users = written(tmp_path, "users.csv", "id,name,title\n1,Ann,CEO\n2,Ben,COO\n")
    alone = cxmap("import", tmp_path / "a.json", users)
    assert alone.code == 0
    assert "name a second file beside it" in alone.err
    assert f"{tmp_path / 'a.json'} users.csv MANAGERS.csv" in alone.err
    lines = written(tmp_path, "lines.csv", "id,manager\n1,\n2,1\n")
    both = cxmap("import", tmp_path / "b.json", users, lines, "--json").document
    assert (both["people"], both["lines"]) == (2, 1)


def test_managers_that_come_in_a_later_file_take_nobody_s_name(cxmap, tmp_path):
    users = written(tmp_path, "users.csv", "id,name,title\n1,Ann,CEO\n2,Ben,COO\n3,Cy,CFO\n")
    cxmap("import", tmp_path / "a.json", users)
    later = cxmap(
        "import", tmp_path / "a.json", written(tmp_path, "lines.csv", "id,manager\n1,\n2,1\n3,1\n")
    )
    assert "renamed" not in later.out
    assert later.out.splitlines()[:3] == [
        "moved 2",
        "  Ben: from nobody to Ann",
        "  Cy: from nobody to Ann",
    ]
    with Session.open(tmp_path / "a.json", read_only=True) as session:
        people = {person.display_name: person for person in session.org.people.values()}
        assert set(people) == {"Ann", "Ben", "Cy"}
        assert people["Ben"].manager == people["Ann"].id


def test_downloads_that_have_no_manager_column_are_told(cxmap, tmp_path, shared_data):
    file = shared_data / "dialects" / "entra_users_bulk_download.csv"
    done = cxmap("import", tmp_path / "a.json", file)
    assert (done.code, "name a second file beside it" in done.err) == (0, True)
    assert "6 people, 0 reporting lines" in done.out


def test_the_help_and_the_completion_of_as_name_every_reader():
    command = load("import", "importing")
    option = next(one for one in command.params if one.name == "kind")
    offered = option.type.shell_complete(None, option, "")
    assert [item.value for item in offered] == [reader.kind for reader in READERS]
    for reader in READERS:
        assert reader.kind in option.help


def test_a_name_that_two_carry_is_not_called_nobody(cxmap, tmp_path):
    text = "id,name,manager\n1,Ann,\n2,Ben Li,Ann\n3,Ben Li,Ann\n4,Cy,Ben Li\n"
    done = cxmap("import", tmp_path / "a.json", written(tmp_path, "two.csv", text), "--yes")
    assert "'Ben Li' names 2 people: 2, 3" in done.err
    assert "names nobody" not in done.err


def test_progress_is_said_on_a_terminal_alone_and_leaves_no_trace(capsys):
    with Progress(is_wanted=True) as progress:
        progress.step("quick", 0.1)
        progress.step("reading", 0.5, is_long=True)
        progress.step("so", 0.75, is_long=True)
    bar, shorter, gone = capsys.readouterr().err.split("\r")[1:4]
    assert bar == f"{'#' * 12}{'.' * 12}  50% reading"
    assert shorter == f"{'#' * 18}{'.' * 6}  75% so".ljust(len(bar))
    assert not gone.strip()
    with Progress() as progress:
        progress.step("reading", 0.5, is_long=True)
    assert capsys.readouterr().err == ""


def test_a_bar_is_drawn_once_for_each_step_that_shows(capsys):
    with Progress(is_wanted=True) as progress:
        for share in (0.5, 0.501, 0.502, 0.52):
            progress.step("reading", share, is_long=True)
    assert capsys.readouterr().err.count("reading") == 2

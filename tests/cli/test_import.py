"""Bringing people in: questions, answers, proposals, documents, and maps that stay as they were."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cxmap.session.session import Session

CLEAN = "id,name,title,manager_id\n1,Pat Roe,President,\n2,Ann Ortiz,CFO,1\n3,Bob Li,COO,1\n"
TWICE = CLEAN + "2,Bea Lim,CMO,1\n"


@pytest.fixture
def people(tmp_path: Path) -> Path:
    file = tmp_path / "people.csv"
    file.write_text(CLEAN, encoding="utf-8")
    return file


@pytest.fixture
def twice(tmp_path: Path) -> Path:
    file = tmp_path / "twice.csv"
    file.write_text(TWICE, encoding="utf-8")
    return file


def names(file: Path) -> set[str]:
    with Session.open(file, read_only=True) as session:
        return {person.display_name for person in session.org.people.values()}


def test_a_map_that_is_not_there_yet_is_made_and_a_plan_is_there_at_once(cxmap, tmp_path, people):
    file = tmp_path / "new.json"
    done = cxmap("import", file, people, "--me", "bob")
    assert done.code == 0
    assert "3 people, 2 reporting lines" in done.out
    assert "Pat Roe" in done.out
    assert names(file) == {"Pat Roe", "Ann Ortiz", "Bob Li"}
    assert cxmap("next", file, "--json").document["state"] == "talk"
    with Session.open(file, read_only=True) as session:
        settings = session.org.initiative
        assert session.org.people[settings.me].display_name == "Bob Li"


def test_somebody_is_also_named_by_the_key_of_the_file(cxmap, tmp_path, people):
    file = tmp_path / "new.json"
    assert cxmap("import", file, people, "--me", "3").code == 0
    assert cxmap("show", file, "2").out.startswith("Ann Ortiz")
    with Session.open(file, read_only=True) as session:
        settings = session.org.initiative
        assert session.org.people[settings.me].display_name == "Bob Li"


def test_the_document_counts_people_lines_and_columns(cxmap, acme, people):
    made = cxmap("import", acme, people, "--json").document
    assert (made["people"], made["lines"], made["managers_by"]) == (3, 2, "id")
    assert made["columns"]["manager"] == "manager_id"
    assert set(made) == {
        "people", "lines", "roots", "columns", "managers_by", "questions", "unresolved", "skipped",
        "changes",
    }  # fmt: skip
    with Session.open(acme, read_only=True) as session:
        assert set(made["roots"]) <= set(session.org.people)


def test_one_undo_takes_the_whole_import_back(cxmap, acme, people):
    before = names(acme)
    cxmap("import", acme, people, "--yes")
    assert names(acme) >= {"Pat Roe", "Ann Ortiz", "Bob Li", "Mia Lead"}
    cxmap("undo", acme)
    assert names(acme) == before


def test_a_blocking_question_ends_with_1_prints_its_document_and_writes_nothing(
    cxmap, acme, twice, tmp_path
):
    before = acme.read_bytes()
    asked = cxmap("import", acme, twice, "--json")
    assert asked.code == 1
    blocking = [question for question in asked.document["questions"] if question["blocking"]]
    assert [question["kind"] for question in blocking] == ["same_id"]
    assert blocking[0]["rows"] == [3, 5]
    assert acme.read_bytes() == before
    fresh = tmp_path / "fresh.json"
    assert cxmap("import", fresh, twice).code == 1
    assert not fresh.exists()


def test_answers_come_from_a_file_and_proposals_from_yes(cxmap, tmp_path, twice):
    fresh, answers = tmp_path / "fresh.json", tmp_path / "answers.json"
    asked = cxmap("import", fresh, twice, "--json").document["questions"]
    key = next(question["id"] for question in asked if question["blocking"])
    answers.write_text(json.dumps({key: "apart"}), encoding="utf-8")
    assert cxmap("import", fresh, twice, "--answers", answers).code == 0
    assert len(names(fresh)) == 4
    other = tmp_path / "other.json"
    taken = cxmap("import", other, twice, "--yes")
    assert taken.code == 0
    assert "question same_id:2, settled: " in taken.err
    assert other.exists()


def test_the_question_says_in_words_how_to_answer(cxmap, tmp_path, twice):
    asked = cxmap("import", tmp_path / "fresh.json", twice)
    assert "must be answered" in asked.err
    assert "line 3" in asked.err
    assert '{"same_id:2": ' in asked.err


def test_a_dry_run_writes_nothing_and_says_what_would_come(cxmap, acme, people, tmp_path):
    before = acme.read_bytes()
    tried = cxmap("import", acme, people, "--dry-run")
    assert tried.code == 0
    assert "3 people" in tried.out
    assert "Nothing was written." in tried.out
    assert acme.read_bytes() == before
    fresh = tmp_path / "fresh.json"
    assert cxmap("import", fresh, people, "--dry-run", "--json").document["people"] == 3
    assert not fresh.exists()


def test_standard_input_is_a_source(cxmap, tmp_path):
    fresh = tmp_path / "fresh.json"
    assert cxmap("import", fresh, "-", stdin=CLEAN).code == 0
    assert len(names(fresh)) == 3


def test_a_column_can_be_named_and_a_newer_file_shows_the_difference(cxmap, tmp_path, people):
    fresh = tmp_path / "fresh.json"
    cxmap("import", fresh, people)
    cxmap("set", fresh, "Ann Ortiz", "stance=leading")
    newer = tmp_path / "newer.csv"
    newer.write_text(CLEAN.replace("2,Ann Ortiz,CFO,1", "2,Ann Ortiz,CFO,3"), encoding="utf-8")
    again = cxmap("import", fresh, newer, "--map", "title=title")
    assert again.code == 0
    assert [line.split() for line in again.out.splitlines() if "moved" in line] == [["moved", "1"]]
    with Session.open(fresh, read_only=True) as session:
        ann = next(p for p in session.org.people.values() if p.display_name == "Ann Ortiz")
        assert session.org.people[ann.manager].display_name == "Bob Li"
        assert session.org.judgements(ann.id).stance == "leading"


@pytest.mark.parametrize(
    "words",
    [
        ("none.csv",),
        ("{people}", "--map", "title"),
        ("{people}", "--map", "nonsense=title"),
        ("{people}", "--as", "nonsense"),
        ("{people}", "--me", "zzz qqq"),
        ("{people}", "--answers", "none.json"),
        ("{people}", "--answers", "{people}"),
        ("{people}", "--encoding", "nonsense"),
        ("-", "-"),
        (),
    ],
)
def test_wrong_sources_and_options_end_with_2_and_an_untouched_map(cxmap, acme, people, words):
    before = acme.read_bytes()
    given = [word.format(people=people) for word in words]
    refused = cxmap("import", acme, *given, "--json")
    assert (refused.code, refused.out) == (2, "")
    assert refused.error["message"]
    assert acme.read_bytes() == before


def test_answers_must_be_texts(cxmap, acme, people, tmp_path):
    answers = tmp_path / "answers.json"
    for wrong in ("[]", '{"a": 1}', "{", "\xff"):
        answers.write_bytes(wrong.encode("latin-1"))
        refused = cxmap("import", acme, people, "--answers", answers, "--json")
        assert refused.code == 2
        assert "answers" in refused.error["message"]


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        (["adventureworks-hr/derived/employees.csv"], None),
        (["oracle-hr/derived/employees.csv"], (107, 106)),
        (
            [
                "uk-natural-england/300913-Natural-England-Organogram-senior.csv",
                "uk-natural-england/300913-Natural-England-Organogram-junior.csv",
            ],
            (23, 22),
        ),
    ],
)
def test_real_files_come_in_and_give_a_plan(cxmap, tmp_path, shared_data, sources, expected):
    fresh = tmp_path / "fresh.json"
    files = [shared_data / source for source in sources]
    done = cxmap("import", fresh, *files, "--yes", "--json")
    assert done.code == 0
    if expected:
        assert (done.document["people"], done.document["lines"]) == expected
    assert cxmap("next", fresh, "--json").document["state"] == "talk"


def test_bad_sources_are_refused_or_survived_without_a_traceback(cxmap, tmp_path, shared_data):
    index = json.loads((shared_data / "bad_inputs" / "index.json").read_text(encoding="utf-8"))
    for entry in index:
        name = entry["file"]
        if not name.startswith("csv_") or name == "csv_deep_chain.csv":
            continue
        fresh = tmp_path / f"{name}.json"
        ended = cxmap("import", fresh, shared_data / "bad_inputs" / name)
        allowed = (1, 2) if entry["kind"] == "error" else (0,)
        assert ended.code in allowed, (name, ended)
        assert fresh.exists() == (ended.code == 0)
        assert not set(ended.out + ended.err) & set("\x1b\x9b\x07\u202e"), name
        if ended.code == 2:
            assert ended.out == ""

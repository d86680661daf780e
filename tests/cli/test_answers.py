"""What is read out of a map: next, plan, mass, show, check, export, solve; as text and document."""

from __future__ import annotations

import csv
import io
import json
import stat
from datetime import date
from itertools import chain
from pathlib import Path

import pytest

from cxmap.cli.advice import solver_note
from cxmap.plan.solve import Status
from cxmap.session.demo import copy_sample

TODAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def harbor_original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("harbor") / "harbor.json"
    copy_sample("harbor-telecom", file, today=TODAY)
    return file


@pytest.fixture
def harbor(harbor_original: Path, tmp_path: Path) -> Path:
    file = tmp_path / "harbor.json"
    file.write_bytes(harbor_original.read_bytes())
    return file


def test_next_as_a_document_has_the_shape_scripts_rely_on(cxmap, harbor):
    found = cxmap("next", harbor, "-n", "2", "--json").document
    assert set(found) == {"state", "message", "suggestions", "waiting_for"}
    assert found["state"] in {"talk", "wait", "forum_due", "done", "no_way", "no_president"}
    assert 1 <= len(found["suggestions"]) <= 2
    for person in found["suggestions"]:
        assert set(person) == {
            "id", "display_name", "stage", "talks_needed", "reasons", "against", "frame", "ask",
        }  # fmt: skip
        assert person["reasons"]
        for reason in [*person["reasons"], *person["against"]]:
            assert set(reason) == {"code", "text", "values"}
    for out in found["waiting_for"]:
        assert set(out) == {"id", "display_name", "since", "for"}
        assert date.fromisoformat(out["since"]) <= TODAY


def test_next_in_words_says_who_why_and_what_to_ask(cxmap, harbor):
    said = cxmap("next", harbor)
    first = cxmap("next", harbor, "--json").document["suggestions"][0]
    assert f"1  {first['display_name']}" in said.out
    assert " ".join(first["reasons"][0]["text"].split()[:3]) in said.out
    assert "   ask  " in said.out
    assert said.err == ""


def test_next_is_the_same_every_time(cxmap, harbor):
    assert cxmap("next", harbor, "--json").out == cxmap("next", harbor, "--json").out


def test_next_without_a_president_says_so(cxmap, tmp_path):
    empty = tmp_path / "empty.json"
    cxmap("new", empty, "--name", "Empty")
    assert cxmap("next", empty, "--json").document["state"] == "no_president"
    assert "Nobody is on the map yet" in cxmap("next", empty).out


@pytest.mark.parametrize("objective", ["talks", "effort", "weeks"])
def test_plan_as_a_document_has_the_shape_scripts_rely_on(cxmap, harbor, objective):
    plan = cxmap("plan", harbor, "--objective", objective, "--json").document
    assert set(plan) == {
        "objective", "status", "talks", "effort", "weeks", "lower_bound", "order", "week_plan",
        "most", "blocked", "steps",
    }  # fmt: skip
    assert plan["objective"] == objective
    assert plan["status"] in {"optimal", "feasible", "infeasible"}
    assert plan["talks"] == len(plan["order"]) == len(plan["steps"])
    assert sorted(chain.from_iterable(plan["week_plan"])) == sorted(plan["order"])
    assert [step["talk_with"] for step in plan["steps"]] == plan["order"]


def test_plan_in_words_names_weeks_and_steps(cxmap, harbor):
    said = cxmap("plan", harbor).out
    assert "week 1" in said
    assert "In this order:" in said
    assert "Then on board:" in said


def test_mass_counts_nearly_and_missing_partition_the_level(cxmap, harbor):
    mass = cxmap("mass", harbor, "--json").document
    assert set(mass) == {
        "level", "counts", "nearly", "missing", "have", "needed", "of", "met",
        "must_haves_missing", "vetoes_against", "survives_any_loss",
    }  # fmt: skip
    parts = mass["counts"] + mass["nearly"] + mass["missing"]
    assert sorted(parts) == sorted(mass["level"])
    assert len(set(parts)) == len(parts)
    assert f"{mass['have']} of {mass['of']} leaders act" in cxmap("mass", harbor).out


def test_an_agreed_deed_moves_the_bar(cxmap, acme):
    assert cxmap("mass", acme, "--json").document["have"] == 0
    cxmap("log", acme, "ann", "--commitment", "help", "--ask", "Lend two analysts")
    assert cxmap("mass", acme, "--json").document["have"] == 0
    cxmap("ask", acme, "ann", "accept")
    mass = cxmap("mass", acme, "--json").document
    assert (mass["have"], mass["needed"], mass["of"]) == (1, 2, 2)


def test_show_holds_the_same_facts_in_words_and_as_a_document(cxmap, harbor):
    card = cxmap("show", harbor, "Tveit", "--json").document
    said = cxmap("show", harbor, "Tveit").out
    assert card["row"]["name"] in said
    for text in ("Judgements", "Ties", "Story", "Reports to"):
        assert text in said
    for entry in card["timeline"][:3]:
        assert entry["on"] in said


def test_check_finds_nothing_in_a_map_in_good_order(cxmap, acme):
    for name in ("ann", "bob"):
        cxmap("log", acme, name, "--stance", "neutral")
    clean = cxmap("check", acme)
    assert (clean.code, clean.out) == (0, "")
    assert cxmap("check", acme, "--json").document == {"findings": [], "notices": []}


def test_check_ends_with_1_and_names_what_it_found(cxmap, acme):
    cxmap("set", acme, "mia", "me=no")
    cxmap("ask", acme, "ann", "make", "Lend two analysts")
    cxmap("set", acme, "bob", "stance=neutral", "--on", "2025-06-01")
    cxmap("add", acme, "Ann Twin", "--email", "same@acme.example")
    cxmap("add", acme, "Bea Twin", "--email", "same@acme.example")
    found = cxmap("check", acme, "--json")
    assert found.code == 1
    codes = {finding["code"] for finding in found.document["findings"]}
    assert codes == {"no_me", "ask_without_date", "stale", "same_email"}
    said = cxmap("check", acme)
    assert said.code == 1
    assert "The map does not know who you are." in said.out


def test_check_sees_circles_lines_to_nobody_and_broken_ends(cxmap, tmp_path):
    file = tmp_path / "plain.json"
    people = {
        "1": {"id": "p1", "display_name": "Ann", "manager": "p2"},
        "2": {"id": "p2", "display_name": "Bob", "manager": "p1"},
        "3": {"id": "p3", "display_name": "Cid", "manager": "p404"},
    }
    ties = {"1": {"id": "t1", "a": "p3", "b": "p405", "kind": "trusts"}}
    file.write_text(json.dumps({"people": people, "ties": ties}), encoding="utf-8")
    found = cxmap("check", file, "--json")
    assert found.code == 1
    assert {"circle", "line_to_nobody", "broken_end", "no_me", "no_president"} == {
        finding["code"] for finding in found.document["findings"]
    }


def test_check_of_a_people_file_is_an_import_that_writes_nothing(cxmap, tmp_path):
    people = tmp_path / "people.csv"
    people.write_text("id,name,manager_id\n1,Pat,\n2,Ann,1\n", encoding="utf-8")
    assert cxmap("check", people).code == 0
    people.write_text("id,name,manager_id\n1,Pat,\n2,Ann,9\n", encoding="utf-8")
    asked = cxmap("check", people, "--json")
    assert asked.code == 1
    assert asked.document["questions"]
    assert "line_to_nobody" in cxmap("check", people).out
    assert sorted(tmp_path.glob("*")) == [people]


def test_check_of_a_file_that_is_neither_is_refused(cxmap, tmp_path):
    nothing = tmp_path / "empty.json"
    nothing.write_bytes(b"")
    assert cxmap("check", nothing).code == 4
    assert cxmap("check", tmp_path / "none.csv").code == 2


def test_people_are_exported_as_json_and_csv(cxmap, harbor, tmp_path):
    people = json.loads(cxmap("export", harbor, "people", "--format", "json").out)
    assert {"id", "display_name", "title", "department", "emails", "employee_number", "manager",
            "dotted", "source_key", "active", "placeholder", "roles", "function",
            "function_confidence", "level"} <= set(people[0])  # fmt: skip
    file = tmp_path / "people.csv"
    done = cxmap("export", harbor, "people", "-o", file)
    assert (done.code, done.out) == (0, "")
    assert f"Wrote {file}" in done.err
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    rows = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
    assert len(rows) == len(people) + 1


def test_an_export_says_what_it_leaves_out_and_mask_hides_names(cxmap, harbor):
    shown = cxmap("export", harbor, "allies")
    assert shown.err.startswith("note: ")
    masked = cxmap("export", harbor, "people", "--mask", "--format", "json")
    assert "Tveit" not in masked.out
    assert "Tveit" in cxmap("export", harbor, "people").out


def test_the_config_decides_the_audience_unless_it_is_named(cxmap, harbor, home):
    (home / "config").mkdir(parents=True)
    (home / "config" / "config.toml").write_text('audience = "me"\n', encoding="utf-8")
    to_me = cxmap("export", harbor, "people", "--format", "json").out
    named = cxmap("export", harbor, "people", "--format", "json", "--audience", "open").out
    assert "stance" in json.loads(to_me)[0]
    assert "stance" not in json.loads(named)[0]


@pytest.mark.parametrize(
    "words",
    [
        ("salaries",),
        ("people", "--format", "papyrus"),
        ("people", "--audience", "all"),
        ("people", "-o", "people.exe"),
        ("people", "-o", "{map}"),
    ],
)
def test_an_export_that_cannot_be_is_refused(cxmap, acme, words):
    before = acme.read_bytes()
    given = [word.format(map=acme) for word in words]
    refused = cxmap("export", acme, *given)
    assert (refused.code, refused.out) == (2, "")
    assert acme.read_bytes() == before


CASE = {
    "format": "cxmap plan cases 1",
    "cases": [
        {
            "id": "two leaders",
            "people": [
                {"id": "a", "stage": "outcome", "need": 10, "gain": 10, "leader_weight": 1},
                {"id": "b", "stage": "outcome", "need": 20, "gain": 10, "leader_weight": 1},
            ],
            "ties": [],
            "params": {"quorum": 2, "capacity_per_week": 2},
        }
    ],
}


def test_solve_reads_problems_from_a_file_or_standard_input(cxmap, tmp_path):
    text = json.dumps(CASE)
    file = tmp_path / "cases.json"
    file.write_text(text, encoding="utf-8")
    (solved,) = cxmap("solve", file, "--json").document["cases"]
    assert (solved["talks"], solved["effort"], solved["weeks"]) == (3, 3, 2)
    assert solved["status"] == "optimal"
    (again,) = cxmap("solve", "-", "--json", stdin=text).document["cases"]
    assert again["order"] == solved["order"]
    assert "two leaders" in cxmap("solve", file).out


def test_solve_refuses_what_is_no_problem(cxmap, tmp_path):
    file = tmp_path / "cases.json"
    file.write_text('{"cases": [{"people": []}]}', encoding="utf-8")
    refused = cxmap("solve", file, "--json")
    assert (refused.code, refused.out) == (2, "")
    assert cxmap("solve", tmp_path / "none.json").code == 2


def test_a_plan_that_is_not_proved_names_the_optional_solver(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    assert "cxmap[exact]" in solver_note(Status.FEASIBLE)
    assert [solver_note(status) for status in Status if status is not Status.FEASIBLE] == [""] * 3
    monkeypatch.setattr("importlib.util.find_spec", lambda name: name)
    assert solver_note(Status.FEASIBLE) == ""


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"ties": [{"from": "a", "to": "z", "pull": 1}]}, "ties.1.to"),
        ({"people": [{"id": "a", "stage": "outcome", "need": -1}]}, "people.a.need"),
        ({"people": [{"id": "a", "stage": "boss", "need": 1}]}, "people.1.stage"),
        ({"people": [{"id": "a", "stage": "outcome", "need": 1, "reach": 1}]}, "people.1.reach"),
        ({"params": {"quorum": 1, "capacity_per_week": 0}}, "params.capacity_per_week"),
        ({"params": {"quorum": 1, "required": ["nobody"]}}, "params.required"),
        ({"params": []}, "params"),
        ({"people": {}}, "people"),
    ],
)
def test_solve_refuses_a_problem_with_place_and_remedy(cxmap, change, field):
    case = {**CASE["cases"][0], **change}
    refused = cxmap("solve", "-", "--json", stdin=json.dumps({"cases": [case]}))
    assert (refused.code, refused.out) == (2, "")
    assert refused.error["field"].endswith(field)
    assert refused.error["hint"]


def test_a_must_have_who_hears_it_last_is_refused(cxmap):
    chief = {"id": "p", "stage": "president", "need": 0}
    case = CASE["cases"][0]
    circular = {
        **case,
        "people": [*case["people"], chief],
        "params": {"quorum": 2, "required": ["p"]},
    }
    refused = cxmap("solve", "-", "--json", stdin=json.dumps({"cases": [circular]}))
    assert (refused.code, refused.out) == (2, "")
    assert "wait for itself" in refused.error["message"]


def test_a_goal_out_of_reach_is_an_answer_with_the_most_and_what_blocks_the_rest(cxmap):
    case = CASE["cases"][0]
    shut = [{**case["people"][0]}, {**case["people"][1], "reach": False}]
    text = json.dumps({"cases": [{**case, "people": shut}]})
    solved = cxmap("solve", "-", "--json", stdin=text)
    (found,) = solved.document["cases"]
    assert (solved.code, found["status"], found["most"]) == (0, "infeasible", 1)
    assert [found[key] for key in ("talks", "order", "effort", "weeks", "week_plan")] == [None] * 5
    assert found["blocked"] == [{"id": "b", "code": "no_way_in"}]
    said = cxmap("solve", "-", stdin=text).out
    assert "at most 1 of the 2 needed can be won; b cannot be introduced" in said


def test_every_stated_optimum_is_met(cxmap, shared):
    cases = json.loads((shared / "plan_cases_dev.json").read_text(encoding="utf-8"))["cases"]
    solved = cxmap("solve", shared / "plan_cases_dev.json", "--json").document["cases"]
    assert [case["id"] for case in solved] == [case["id"] for case in cases]
    for stated, found in zip(cases, solved, strict=True):
        for key in ("talks", "effort", "weeks"):
            assert found[key] == stated["optimum"][key], (stated["id"], key)

"""The neutral format of planning problems: proven optima, and refusals that name the place."""

from __future__ import annotations

import json

import pytest

from cxmap.errors import SourceError
from cxmap.plan.cases import read_cases
from cxmap.plan.replay import Replay
from cxmap.plan.solve import solve_cases

GOOD = {
    "format": "cxmap plan cases 1",
    "cases": [
        {
            "id": "one",
            "title": "fields nobody asked for are allowed",
            "people": [
                {"id": "Ann", "stage": "outcome", "need": 20, "leader_weight": 1},
                {"id": "Bob", "stage": "ally", "need": 10},
            ],
            "ties": [{"from": "Bob", "to": "Ann", "pull": 10, "intro": False}],
            "params": {"quorum": 1},
        }
    ],
}


def changed(path, value):
    """The good document with one place changed; None removes it."""
    document = json.loads(json.dumps(GOOD))
    spot = document
    for key in path[:-1]:
        spot = spot[key]
    if value is None:
        del spot[path[-1]]
    else:
        spot[path[-1]] = value
    return json.dumps(document).encode()


def test_every_stated_optimum_is_met_and_every_order_is_legal(shared):
    source = shared / "plan_cases_dev.json"
    stated = {case["id"]: case["optimum"] for case in json.loads(source.read_bytes())["cases"]}
    problems = read_cases(source)
    document = solve_cases(problems, timer=lambda: 0.0)
    assert [case["id"] for case in document["cases"]] == list(stated)
    for problem, case in zip(problems, document["cases"], strict=True):
        optimum = stated[problem.id]
        assert [case[key] for key in ("talks", "effort", "weeks")] == [
            optimum[key] for key in ("talks", "effort", "weeks")
        ], problem.id
        if optimum["talks"] is None:
            assert case["status"] == "infeasible"
            assert case["order"] is case["effort_order"] is case["week_plan"] is None
            continue
        assert case["status"] == "optimal"
        replay = Replay(problem)
        flat = [person_id for week in case["week_plan"] for person_id in week]
        for order in (case["order"], case["effort_order"], flat):
            assert replay.play(order).enough
        cost = {person.id: person.cost for person in problem.people}
        assert sum(cost[person_id] for person_id in case["effort_order"]) == case["effort"]
        assert len(case["order"]) == case["talks"]
        assert len(case["week_plan"]) == case["weeks"]
        for week in case["week_plan"]:
            assert len(set(week)) == len(week) <= problem.params.capacity_per_week


def test_the_document_of_a_case_holds_exactly_the_promised_fields():
    [case] = solve_cases(read_cases(json.dumps(GOOD).encode()), timer=iter([1.0, 1.5]).__next__)[
        "cases"
    ]
    assert case == {
        "id": "one",
        "talks": 2,
        "order": ["Bob", "Ann"],
        "effort": 2,
        "effort_order": ["Ann", "Ann"],
        "weeks": 1,
        "week_plan": [["Ann", "Bob"]],
        "status": "optimal",
        "seconds": 0.5,
    }


def test_no_cases_give_no_answers():
    assert read_cases(b'{"cases": []}') == ()
    assert solve_cases((), timer=lambda: 0.0) == {"cases": []}


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        (("cases", 0, "people", 0, "need"), -1, "case one.people.Ann.need"),
        (("cases", 0, "people", 0, "need"), 1.5, "case one.people.1.need"),
        (("cases", 0, "people", 0, "need"), None, "case one.people.1.need"),
        (("cases", 0, "people", 0, "need"), True, "case one.people.1.need"),
        (("cases", 0, "people", 0, "reach"), 1, "case one.people.1.reach"),
        (("cases", 0, "people", 0, "stage"), "boss", "case one.people.1.stage"),
        (("cases", 0, "people", 1, "id"), "Ann", "case one.people.Ann.id"),
        (("cases", 0, "people", 1, "id"), "", "case one.people.2.id"),
        (("cases", 0, "people", 1), 7, "case one.people.2"),
        (("cases", 0, "people"), None, "case one.people"),
        (("cases", 0, "ties", 0, "to"), "Cy", "case one.ties.1.to"),
        (("cases", 0, "ties", 0, "from"), None, "case one.ties.1.from"),
        (("cases", 0, "ties", 0, "pull"), "3", "case one.ties.1.pull"),
        (("cases", 0, "params"), None, "case one.params"),
        (("cases", 0, "params", "quorum"), None, "case one.params.quorum"),
        (("cases", 0, "params", "quorum"), -2, "case one.params.quorum"),
        (("cases", 0, "params", "gate_driver"), -2, "case one.params.gate_driver"),
        (("cases", 0, "params", "capacity_per_week"), 0, "case one.params.capacity_per_week"),
        (("cases", 0, "params", "required"), ["Cy"], "case one.params.required"),
        (("cases", 0, "params", "required"), [3], "case one.params.required"),
        (("cases", 0, "people", 1, "stage"), 4, "case one.people.2.stage"),
        (("cases", 0, "people", 0, "rank"), 4, "case one.people.1.rank"),
        (("cases", 0, "id"), 4, "cases.1.id"),
        (("cases",), {}, "document.cases"),
        (("format",), "cxmap plan cases 9", "format"),
    ],
)
def test_a_refusal_names_the_place(path, value, field):
    with pytest.raises(SourceError) as refusal:
        read_cases(changed(path, value))
    assert refusal.value.field == field


def test_a_president_among_the_must_haves_would_wait_for_itself():
    document = json.loads(json.dumps(GOOD))
    document["cases"][0]["people"].append({"id": "Top", "stage": "president", "need": 0})
    document["cases"][0]["params"]["required"] = ["Top"]
    with pytest.raises(SourceError, match="wait for itself"):
        read_cases(json.dumps(document).encode())


def test_two_cases_of_one_id_are_refused():
    document = json.loads(json.dumps(GOOD))
    document["cases"] *= 2
    with pytest.raises(SourceError, match="Two cases"):
        read_cases(json.dumps(document).encode())


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[]", b"NaN", b"7"])
def test_what_is_no_document_is_refused(content):
    with pytest.raises(SourceError):
        read_cases(content)


def test_a_bottomless_document_is_refused():
    with pytest.raises(SourceError):
        read_cases(b"[" * 100_000)


def test_a_missing_file_is_refused_by_name(tmp_path):
    with pytest.raises(SourceError) as refusal:
        read_cases(tmp_path / "none.json")
    assert refusal.value.file == str(tmp_path / "none.json")


def test_a_file_refusal_names_the_file(tmp_path):
    file = tmp_path / "cases.json"
    file.write_bytes(changed(("cases", 0, "params", "quorum"), -2))
    with pytest.raises(SourceError) as refusal:
        read_cases(file)
    assert refusal.value.file == str(file)

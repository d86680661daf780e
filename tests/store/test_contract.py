"""What every store promises, whatever keeps the map."""

from __future__ import annotations

import copy
import json

import pytest

from cxmap.errors import Conflict, SaveFailed, UsageError
from cxmap.store.changes import difference, insertion, inverted, removal
from cxmap.store.port import Change

CARL = {"id": "p3", "display_name": "Carl Roy", "hold": {"since": "2026-01-01"}}


def test_a_new_store_holds_what_it_was_given_at_rev_0(opened, two_people):
    store = opened(two_people)
    assert store.load() == (0, two_people)
    assert store.rev == 0
    assert list(store.history()) == []


def test_the_callers_records_stay_the_callers(opened, two_people):
    store = opened(two_people)
    two_people["people"]["p1"]["emails"].append("x")
    assert store.load()[1]["people"]["p1"]["emails"] == ["ann@example.com"]


def test_a_commit_inserts_updates_and_removes_in_one_step(opened, two_people, command):
    store = opened(two_people)
    ann = two_people["people"]["p1"]
    changes = [
        insertion("people", CARL),
        difference("people", ann, ann | {"title": "CEO"}),
        removal("people", two_people["people"]["p2"]),
    ]
    assert store.commit(command(), changes) == 1
    rev, tables = store.load()
    assert rev == store.rev == 1
    assert tables["people"] == {"p1": ann | {"title": "CEO"}, "p3": CARL}


def test_a_field_that_becomes_none_is_gone_and_one_that_was_none_is_new(
    opened, two_people, command
):
    store = opened(two_people)
    store.commit(command(), [Change("people", "p2", {"manager": None}, {"manager": "p1"})])
    assert "manager" not in store.load()[1]["people"]["p2"]
    store.commit(command(), [Change("people", "p2", {"title": "VP"}, {"title": None})])
    assert store.load()[1]["people"]["p2"]["title"] == "VP"


def test_later_changes_of_one_commit_see_the_earlier_ones(opened, command):
    store = opened({})
    store.commit(
        command(),
        [insertion("people", CARL), Change("people", "p3", {"title": "COO"}, {"title": None})],
    )
    assert store.load()[1]["people"]["p3"] == CARL | {"title": "COO"}


def test_a_table_nobody_knew_is_made(opened, command):
    store = opened({})
    store.commit(command(), [insertion("asks", {"id": "a1", "text": "Fund it"})])
    assert store.load()[1]["asks"] == {"a1": {"id": "a1", "text": "Fund it"}}


def test_a_view_stays_as_it_was_when_the_map_goes_on(opened, two_people, command):
    store = opened(two_people)
    _, before = store.load()
    kept = copy.deepcopy(before)
    store.commit(command(), [Change("people", "p1", {"title": "CEO"}, {"title": None})])
    store.commit(command(), [insertion("people", CARL)])
    assert before == kept


CLASHING = [
    (Change("people", "p1", {"title": "CEO"}, {"title": "CFO"}), ("title", "CFO", None)),
    (Change("people", "p9", {"title": "CEO"}, {"title": None}), ("id", "p9", None)),
    (insertion("people", {"id": "p1", "display_name": "Other"}), ("id", None, "p1")),
    (
        removal("people", {"id": "p2", "display_name": "Ben", "manager": "p1"}),
        ("display_name", "Ben", "Ben Li"),
    ),
    (removal("people", {"id": "p2", "display_name": "Ben Li"}), ("manager", None, "p1")),
    (removal("ties", {"id": "t1"}), ("id", "t1", None)),
]


@pytest.mark.parametrize(("change", "clash"), CLASHING)
def test_a_change_made_for_another_state_is_refused_field_by_field(
    opened, two_people, command, change, clash
):
    store = opened(two_people)
    with pytest.raises(Conflict) as refused:
        store.commit(command(), [change])
    assert [c[2:] for c in refused.value.clashes] == [clash]
    assert store.load() == (0, two_people)


def test_of_a_refused_commit_nothing_remains_and_no_rev_is_used(opened, two_people, command):
    store = opened(two_people)
    with pytest.raises(Conflict):
        store.commit(command(), [insertion("people", CARL), CLASHING[0][0]])
    assert store.load() == (0, two_people)
    assert list(store.history()) == []
    assert store.commit(command(), [insertion("people", CARL)]) == 1


NONSENSE = [
    Change("people", "p1"),
    Change("", "p1", {"id": "p1"}),
    Change("_cxmap", "1", {"id": "1"}),
    Change("people", "", {"id": ""}),
    Change("people", "p3", {"id": "p4"}),
    Change("people", "p3", {"display_name": "No id"}),
    Change("people", "p1", {"title": "CEO"}, {}),
    Change("people", "p1", {}, {}),
    Change("people", "p1", {"id": "p7"}, {"id": "p1"}),
    Change("people", "p3", {"id": "p3", "n": float("nan")}),
    Change("people", "p3", {"id": "p3", "n": float("-inf")}),
    Change("people", "p3", {"id": "p3", "n": 2**63}),
    Change("people", "p3", {"id": "p3", "n": {1, 2}}),
    Change("people", "p3", {"id": "p3", "n": (1, 2)}),
    Change("people", "p3", {"id": "p3", "n": {"a": [object()]}}),
    Change("people", "p3", {"id": "p3", "n": {1: 2}}),
    Change("people", "p3", {"id": "p3", "n": "half \ud800"}),
    Change("people", "p3", {"id": "p3", "n": json.loads("[" * 70 + "]" * 70)}),
]


@pytest.mark.parametrize("change", NONSENSE)
def test_a_change_that_means_nothing_is_refused(opened, two_people, command, change):
    store = opened(two_people)
    with pytest.raises(UsageError):
        store.commit(command(), [change])
    assert store.load() == (0, two_people)


def test_without_changes_nothing_is_saved(opened, two_people, command):
    store = opened(two_people)
    assert store.commit(command(), []) == 0
    assert list(store.history()) == []


def test_changes_tell_command_and_old_and_new_values(opened, two_people, command):
    store = opened(two_people)
    first = command("set_title", summary="Ann Ortiz: title CEO")
    change = Change("people", "p1", {"title": "CEO"}, {"title": None})
    store.commit(first, [change])
    store.commit(command("undo", about=1), inverted([change]))
    commits = list(store.changes(0))
    assert [c.rev for c in commits] == [1, 2]
    assert commits[0].command == first
    assert commits[0].changes == (change,)
    assert commits[1].command.about == 1
    assert [c.rev for c in store.changes(1)] == [2]
    assert list(store.changes(2)) == []
    assert [c.rev for c in store.history()] == [1, 2]
    assert [c.rev for c in store.history(newest_first=True)] == [2, 1]


def test_the_inverse_of_a_commit_brings_everything_back(opened, two_people, command):
    store = opened(two_people)
    ann = two_people["people"]["p1"]
    store.commit(
        command(),
        [
            insertion("people", CARL),
            difference("people", ann, ann | {"title": "CEO"}),
            difference("people", ann | {"title": "CEO"}, {"id": "p1", "display_name": "A"}),
            removal("people", two_people["people"]["p2"]),
        ],
    )
    (commit,) = store.changes(0)
    store.commit(command("undo"), inverted(commit.changes))
    assert store.load() == (2, two_people)


def test_whoever_watches_hears_of_commits_until_told_to_stop(opened, command):
    store = opened({})
    heard = []
    stop = store.watch(heard.append)
    store.commit(command(), [insertion("people", CARL)])
    assert heard == [1]
    stop()
    stop()
    store.commit(command(), [removal("people", CARL)])
    assert heard == [1]


def test_a_backup_is_a_map_file_that_plain_tinydb_reads(opened, two_people, tmp_path):
    from tinydb import TinyDB, where

    store = opened(two_people)
    copy_of_it = tmp_path / "copy.json"
    store.backup(copy_of_it)
    with TinyDB(copy_of_it, access_mode="r") as db:
        assert db.table("people").get(where("id") == "p2")["display_name"] == "Ben Li"
    with pytest.raises(SaveFailed, match="name already"):
        store.backup(copy_of_it)


def test_every_kind_of_text_and_number_comes_back_as_it_was(opened, command):
    values = ["", "\n\t\x1b\x00", 'quo"te\\', "日本語 👩‍💼", 0, -1, 2**62, 1.5, 1e-9, True, [], {}]
    record = {"id": "x", "values": values, "nested": {"b": None, "a": [None]}}
    store = opened({})
    store.commit(command(), [insertion("notes", record)])
    assert store.load()[1]["notes"]["x"] == record

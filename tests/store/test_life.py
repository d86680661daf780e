"""A map lived through at random: edits, undo, folding, kills, other writers' files; against a model."""

from __future__ import annotations

import copy
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from cxmap.errors import Conflict
from cxmap.store.changes import difference, insertion, inverted, removal
from cxmap.store.opening import create_map, open_map
from cxmap.store.port import Change, Command
from tests.store.conftest import MovingClock

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
VALUES = st.one_of(
    TEXTS,
    st.integers(-(2**63), 2**63 - 1),
    st.booleans(),
    st.floats(-1e9, 1e9),
    st.lists(TEXTS, max_size=2),
    st.dictionaries(TEXTS, st.none() | TEXTS, max_size=2),
)
TABLES = st.sampled_from(["people", "ties", "asks"])
IDS = st.sampled_from([f"x{n}" for n in range(6)])
FIELDS = st.dictionaries(st.sampled_from(["a", "b", "c", "d"]), VALUES, max_size=3)
COMMAND = Command(name="edit", at="2026-03-02T12:00:00+00:00", by="Lena")


class Life(RuleBasedStateMachine):
    """Whatever happens, the map is what the model says, and so is its history."""

    @initialize()
    def make(self):
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "map.json"
        self.clock = MovingClock()
        self.store = create_map(self.path, {}, clock=self.clock)
        self.follower = open_map(self.path, read_only=True)
        self.model: dict[str, dict[str, dict]] = {}
        self.commits: list[tuple[Change, ...]] = []

    def teardown(self):
        self.store.close()
        shutil.rmtree(self.folder)

    def do(self, *changes: Change) -> None:
        rev = self.store.commit(COMMAND, changes)
        self.commits.append(changes)
        assert rev == len(self.commits)

    @rule(table=TABLES, key=IDS, fields=FIELDS)
    def put(self, table, key, fields):
        before = self.model.get(table, {}).get(key)
        after = {"id": key, **fields}
        change = difference(table, before, after)
        if change is not None:
            self.do(change)
            self.model.setdefault(table, {})[key] = after

    @rule(table=TABLES, key=IDS)
    def take_out(self, table, key):
        record = self.model.get(table, {}).pop(key, None)
        if record is not None:
            self.do(removal(table, record))

    @rule(table=TABLES, keys=st.lists(IDS, unique=True, min_size=2), fields=FIELDS)
    def bring_in_many(self, table, keys, fields):
        new = [{"id": k, **fields} for k in keys if k not in self.model.get(table, {})]
        if new:
            self.do(*(insertion(table, record) for record in new))
            self.model.setdefault(table, {}).update({r["id"]: r for r in new})

    @rule(table=TABLES, key=IDS)
    def an_edit_for_another_state_changes_nothing(self, table, key):
        with pytest.raises(Conflict):
            self.store.commit(
                COMMAND,
                [
                    insertion(table, {"id": "fresh"}),
                    Change(table, key, {"a": "new"}, {"a": "never there"}),
                ],
            )

    @rule(steps=st.integers(1, 4))
    def undo_and_redo(self, steps):
        before = copy.deepcopy(self.model)
        done = self.commits[-steps:]
        for changes in reversed(done):
            self.do(*inverted(changes))
        for changes in done:
            self.do(*changes)
        self.model = before

    @rule()
    def fold(self):
        self.store.fold()
        self.clock.move(hours=1)

    @rule()
    def close_and_open(self):
        self.store.close()
        self.store = open_map(self.path, clock=self.clock)
        assert self.store.notices == ()

    @rule(garbage=st.sampled_from([b"", b'{"n":', b"\0" * 30, b"x\n"]))
    def kill_and_open(self, garbage):
        self.store._journal.close()
        self.store._lock.release()
        with self.path.with_name("map.json.log").open("ab") as log:
            log.write(garbage)
        self.clock.move(seconds=1)
        self.store = open_map(self.path, clock=self.clock)
        assert len(self.store.notices) == (2 if garbage else 0)

    @invariant()
    def the_map_is_what_was_saved(self):
        expected = {table: rows for table, rows in self.model.items() if rows}
        for store in (self.store, self.follower):
            rev, tables = store.load()
            assert rev == len(self.commits)
            assert {table: rows for table, rows in tables.items() if rows} == expected

    @invariant()
    def the_history_tells_every_command(self):
        assert [c.changes for c in self.store.history()] == self.commits
        assert [c.rev for c in self.follower.changes(len(self.commits) // 2)] == list(
            range(len(self.commits) // 2 + 1, len(self.commits) + 1)
        )


TestLife = Life.TestCase
TestLife.settings = settings(
    max_examples=8,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def test_a_thousand_steps_can_be_undone_after_a_restart(tmp_path, clock):
    path = tmp_path / "map.json"
    first = {"people": {"p": {"id": "p", "n": 0}}}
    with create_map(path, first, clock=clock) as store:
        for n in range(1000):
            store.commit(COMMAND, [Change("people", "p", {"n": n + 1}, {"n": n})])
            if n == 500:
                store.fold()
    with open_map(path, clock=clock) as store:
        past = list(store.history(newest_first=True))
        assert [c.rev for c in past[:2]] == [1000, 999]
        for commit in past:
            store.commit(COMMAND, inverted(commit.changes))
        assert store.load() == (2000, first)

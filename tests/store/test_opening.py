"""Every state in which the files of a whole map can be found, and what is made of it."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from tinydb import TinyDB

from cxmap.errors import (
    SaveFailed,
    StoreError,
    UsageError,
)
from cxmap.store import disk
from cxmap.store.changes import insertion
from cxmap.store.opening import create_map, open_map
from cxmap.store.port import Change
from tests.store.conftest import people, person, set_aside


def test_after_a_clean_exit_the_file_alone_holds_everything(made, clock, tmp_path):
    places = made(2, 1)
    open_map(places.map, clock=clock).close()
    mailed = tmp_path / "mailed.json"
    shutil.copy(places.map, mailed)
    with open_map(mailed, clock=clock) as store:
        assert people(store) == ["p1", "p2", "p3"]
        assert store.notices == ()


def test_after_a_kill_the_journal_gives_every_edit_back(made, opened_twice):
    made(2, 3)
    reader, writer = opened_twice()
    assert people(writer) == ["p1", "p2", "p3", "p4", "p5"]
    assert reader.notices == writer.notices == ()


def test_the_file_is_read_by_plain_tinydb_and_holds_one_record_a_line(made):
    places = made(3)
    with TinyDB(places.map, access_mode="r") as db:
        assert [d["id"] for d in db.table("people").all()] == ["p1", "p2", "p3"]
    lines = places.map.read_text().splitlines()
    assert lines[2] == '"1":{"display_name":"Person 1","id":"p1"},'
    assert json.loads(lines[0].rstrip(",") + "}")["_cxmap"]["1"]["seq"] == 3


def test_document_numbers_are_kept_for_life_and_never_given_again(made, clock, command):
    places = made(3)
    with open_map(places.map, clock=clock) as store:
        store.commit(command(), [Change("people", "p3", None, person(3))])
        store.commit(command(), [Change("people", "p1", None, person(1))])
    with open_map(places.map, clock=clock) as store:
        store.commit(command(), [insertion("people", person(9))])
    documents = json.loads(places.map.read_bytes())["people"]
    assert {key: row["id"] for key, row in documents.items()} == {"2": "p2", "4": "p9"}


def test_a_reader_touches_no_file(made):
    places = made(2, 1)
    places.log.write_bytes(places.log.read_bytes()[:-3])
    before = {p: p.read_bytes() for p in places.map.parent.rglob("*") if p.is_file()}
    open_map(places.map, read_only=True).close()
    assert {p: p.read_bytes() for p in places.map.parent.rglob("*") if p.is_file()} == before


def test_a_map_behind_a_link_keeps_its_files_beside_the_real_one(made, clock, command, tmp_path):
    places = made(1)
    link = tmp_path / "link.json"
    link.symlink_to(places.map)
    with open_map(link, clock=clock) as store:
        store.commit(command(), [insertion("people", person(2))])
    assert link.is_symlink()
    assert b"Person 2" in places.map.read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["link.json", "maps"]


def test_paths_where_no_map_can_be_are_refused_in_words(map_path, tmp_path, clock):
    with pytest.raises(StoreError, match="no map here"):
        open_map(map_path, clock=clock)
    with pytest.raises(StoreError, match="no file that could be a map"):
        open_map(tmp_path, clock=clock)
    with pytest.raises(StoreError, match="no such folder"):
        create_map(tmp_path / "nowhere" / "a.json", clock=clock)
    map_path.write_text("somebody's words")
    with pytest.raises(UsageError, match="already"):
        create_map(map_path, clock=clock)
    assert map_path.read_text() == "somebody's words"
    with pytest.raises(StoreError, match="not a folder"):
        open_map(map_path / "a.json", clock=clock)
    ring = tmp_path / "ring.json"
    ring.symlink_to(ring)
    with pytest.raises(StoreError):
        open_map(ring, clock=clock)


def test_a_new_map_does_not_take_the_journal_that_an_earlier_one_left(made, clock):
    places = made(1, 1)
    places.map.unlink()
    left = places.log.read_bytes()
    with create_map(places.map, {}, clock=clock) as store:
        assert people_or_none(store) == []
        assert "left by an earlier map" in store.notices[0]
        assert list(store.history()) == []
    assert left in set_aside(places).values()


def people_or_none(store) -> list[str]:
    return list(store.load()[1].get("people", {}))


def test_a_folder_that_cannot_be_written_shows_the_map_for_reading(made, clock, monkeypatch):
    places = made(1, 1)

    def refuse(*_args, **_kw):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("cxmap.store.writer_lock.WriterLock.acquire", refuse)
    store = open_map(places.map, clock=clock)
    assert people(store) == ["p1", "p2"]
    assert "no permission" in store.caps.why_read_only


def test_every_file_is_private_whatever_the_umask_says(made, clock, command):
    old = os.umask(0)
    try:
        places = made(1, 2)
        places.log.write_bytes(places.log.read_bytes()[:-3])
        places.map.chmod(0o666)
        with open_map(places.map, clock=clock) as store:
            assert any("others on this machine could read acme.json" in n for n in store.notices)
            store.commit(command(), [insertion("people", person(9))])
            store.backup(places.map.parent / "copy.json")
        entries = list(places.map.parent.rglob("*"))
        assert len(entries) > 6
        modes = {p.name: oct(p.stat().st_mode & 0o777) for p in entries}
        assert {m for p, m in modes.items() if p != "acme.json.bak"} == {"0o600"}
        assert modes["acme.json.bak"] == "0o700"
    finally:
        os.umask(old)


def test_what_a_fold_left_half_done_is_cleared_away(made, clock):
    places = made(1, 1)
    disk.temporary(places.map).write_bytes(b"half")
    open_map(places.map, clock=clock).close()
    assert set_aside(places) == {}


def test_a_kill_between_the_two_steps_of_a_fold_loses_and_doubles_nothing(made, clock, command):
    places = made(1, 2)
    old_journal = places.log.read_bytes()
    open_map(places.map, clock=clock).close()
    places.log.write_bytes(old_journal)
    with open_map(places.map, clock=clock) as store:
        assert store.notices == ()
        store.commit(command(), [insertion("people", person(4))])
    with open_map(places.map, clock=clock) as store:
        assert people(store) == ["p1", "p2", "p3", "p4"]
        assert [c.rev for c in store.history()] == [1, 2, 3, 4]
    assert places.history.read_bytes().count(b'"n":3') == 1


def test_a_closed_store_takes_no_more_edits(made, clock, command):
    store = open_map(made(1).map, clock=clock)
    store.close()
    store.close()
    with pytest.raises(SaveFailed):
        store.commit(command(), [insertion("people", person(2))])


def test_path_is_where_the_map_is(made, clock):
    places = made(1)
    with open_map(places.map, clock=clock) as store:
        assert store.path == places.map
        assert isinstance(open_map(places.map, read_only=True).path, Path)

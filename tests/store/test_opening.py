"""Every state in which the files of a map can be found, and what is made of it."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from tinydb import TinyDB

from cxmap.errors import (
    DamagedMap,
    MapLocked,
    NewerMap,
    ReadOnlyMap,
    SaveFailed,
    StoreError,
    UsageError,
)
from cxmap.store import disk
from cxmap.store.changes import insertion
from cxmap.store.opening import create_map, open_map
from cxmap.store.places import Places
from cxmap.store.port import Change
from tests.store.conftest import killed, people, person, set_aside


@pytest.fixture
def opened_twice(map_path, clock):
    """Opens the map first for reading, then for writing; both must see the same people."""
    stores = []

    def open_both() -> tuple:
        reader = open_map(map_path, read_only=True)
        writer = open_map(map_path, clock=clock)
        stores.append(writer)
        assert reader.load()[1] == writer.load()[1]
        return reader, writer

    yield open_both
    for store in stores:
        store.close()


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


@pytest.mark.parametrize("cut", [1, 5, 40])
def test_a_torn_tail_is_set_aside_under_a_name_and_told(made, opened_twice, cut):
    places = made(2, 2)
    whole = places.log.read_bytes()
    places.log.write_bytes(whole[:-cut])
    torn = whole[whole[:-1].rfind(b"\n") + 1 : -cut]
    reader, writer = opened_twice()
    assert people(writer) == ["p1", "p2", "p3"]
    assert any("no complete edit" in n for n in reader.notices)
    assert set_aside(places) == {"acme.json.log.torn-20260302T120000Z": torn}
    assert any("acme.json.log.torn-20260302T120000Z" in n for n in writer.notices)
    assert any("1 edit that were saved are missing" in n or "missing" in n for n in reader.notices)


def test_an_edit_that_was_never_acknowledged_is_not_called_missing(made, opened_twice):
    places = made(1, 1)
    with places.log.open("ab") as log:
        log.write(b'{"n":3,"h":"0123456789abcdef","b":{"t":')
    reader, _ = opened_twice()
    assert [n for n in reader.notices if "missing" in n] == []
    assert any("no complete edit" in n for n in reader.notices)


@pytest.mark.parametrize("sample", ["journal_nul.jsonl", "journal_other_program.jsonl"])
@pytest.mark.parametrize("instead", [True, False])
def test_foreign_bytes_in_the_journal_are_set_aside_whole(
    made, opened_twice, shared_data, sample, instead
):
    places = made(2, 2)
    foreign = (shared_data / "bad_inputs" / sample).read_bytes()
    places.log.write_bytes(foreign if instead else places.log.read_bytes() + foreign)
    reader, writer = opened_twice()
    assert people(writer) == ["p1", "p2"] if instead else ["p1", "p2", "p3", "p4"]
    assert list(set_aside(places).values()) == [foreign]
    assert any("acme.json.log" in n for n in reader.notices)
    assert any("2 edits" in n and "missing" in n for n in reader.notices) is instead


def test_damage_in_the_middle_shows_the_map_before_it_and_takes_no_edits(made, clock, command):
    places = made(1, 3)
    lines = places.log.read_bytes().splitlines(keepends=True)
    lines[2] = lines[2].replace(b"Person", b"Parson")
    places.log.write_bytes(b"".join(lines))
    before = places.log.read_bytes()
    store = open_map(places.map, clock=clock)
    assert people(store) == ["p1", "p2"]
    assert store.caps.read_only
    assert "damaged at line 3" in store.caps.why_read_only
    assert len(store.notices) == 1, "said once"
    with pytest.raises(ReadOnlyMap, match="damaged at line 3") as refused:
        store.commit(command(), [insertion("people", person(9))])
    assert refused.value.hint == "cxmap repair saves what can be saved"
    assert places.log.read_bytes() == before


@pytest.mark.parametrize(
    "rearrange",
    [
        lambda x: [x[0], x[1], x[3], x[4]],
        lambda x: [x[0], x[1], x[3], x[2], x[4]],
        lambda x: [x[0], x[1], x[2], b"\0" * 50 + b"\n", x[4]],
    ],
    ids=["line removed", "lines swapped", "line zeroed"],
)
def test_a_journal_with_a_gap_is_damage(made, clock, rearrange):
    places = made(1, 4)
    lines = places.log.read_bytes().splitlines(keepends=True)
    places.log.write_bytes(b"".join(rearrange(lines)))
    store = open_map(places.map, clock=clock)
    assert store.caps.read_only
    assert "damaged at line" in store.notices[0]


def test_doubled_lines_are_set_aside_without_loss(made, opened_twice):
    places = made(1, 2)
    raw = places.log.read_bytes()
    places.log.write_bytes(raw + raw)
    reader, writer = opened_twice()
    assert people(writer) == ["p1", "p2", "p3"]
    assert list(set_aside(places).values()) == [raw]
    assert reader.notices


def test_a_damaged_first_line_of_the_journal_costs_no_edit(made, opened_twice, clock, command):
    places = made(1, 2)
    raw = places.log.read_bytes()
    places.log.write_bytes(b"X" + raw[1:])
    reader, writer = opened_twice()
    assert people(writer) == ["p1", "p2", "p3"]
    assert "first line" in reader.notices[0]
    assert list(set_aside(places).values()) == [b"X" + raw[1:]]
    writer.commit(command(), [insertion("people", person(4))])
    killed(writer)
    with open_map(places.map, clock=clock) as store:
        assert people(store) == ["p1", "p2", "p3", "p4"]
        assert store.notices == ()


@pytest.mark.parametrize("how", ["removed", "emptied", "cut at a line end"])
def test_a_journal_that_lost_edits_neatly_is_noticed(made, opened_twice, how):
    places = made(1, 2)
    if how == "removed":
        places.log.unlink()
    elif how == "emptied":
        places.log.write_bytes(b"")
    else:
        places.log.write_bytes(b"".join(places.log.read_bytes().splitlines(keepends=True)[:2]))
    reader, writer = opened_twice()
    missing = "1 edit" if how.startswith("cut") else "2 edits"
    assert any(missing in n and "missing" in n for n in reader.notices)
    assert any(missing in n and "missing" in n for n in writer.notices)


def test_that_edits_are_missing_is_said_until_the_map_goes_on(made, clock, command):
    places = made(1, 2)
    places.log.unlink()
    for _ in range(2):
        with open_map(places.map, clock=clock) as store:
            assert any("missing" in n for n in store.notices)
    with open_map(places.map, clock=clock) as store:
        store.commit(command(), [insertion("people", person(9))])
    with open_map(places.map, clock=clock) as store:
        assert store.notices == ()


def test_an_older_copy_put_back_is_noticed_and_used(made, opened_twice, clock, command):
    places = made(1)
    older = places.map.read_bytes()
    with open_map(places.map, clock=clock) as store:
        store.commit(command(), [insertion("people", person(7))])
    places.map.write_bytes(older)
    reader, writer = opened_twice()
    assert people(writer) == ["p1"]
    assert "older copy" in reader.notices[0]
    assert any("1 edit" in n and "missing" in n for n in reader.notices)
    writer.commit(command("other"), [insertion("people", person(8))])
    assert [c.rev for c in writer.history()] == [1, 2]
    writer.close()
    with open_map(places.map, clock=clock) as store:
        assert [c.command.name for c in store.history()] == ["set_field", "other"]
    assert b"p7" in places.history.read_bytes()


def test_an_older_journal_put_back_is_set_aside(made, opened_twice, clock, command):
    places = made(1, 1)
    older = places.log.read_bytes()
    with open_map(places.map, clock=clock) as store:
        store.commit(command(), [insertion("people", person(7))])
    places.log.write_bytes(older)
    reader, writer = opened_twice()
    assert people(writer) == ["p1", "p2", "p7"]
    assert "older than the map" in reader.notices[0]
    assert list(set_aside(places).values()) == [older]


def test_the_journal_of_another_map_is_set_aside(made, opened_twice, clock, command, tmp_path):
    places = made(1)
    other = tmp_path / "other.json"
    store = create_map(other, {}, clock=clock)
    store.commit(command(), [insertion("people", person(66))])
    killed(store)
    foreign = Places.of(other).log.read_bytes()
    places.log.write_bytes(foreign)
    reader, writer = opened_twice()
    assert people(writer) == ["p1"]
    assert "belongs to another map" in reader.notices[0]
    assert list(set_aside(places).values()) == [foreign]


def test_a_map_exchanged_for_another_branch_of_itself_is_noticed(made, clock, command):
    places = made(1)
    fork = places.map.read_bytes(), places.log.read_bytes()
    with open_map(places.map, clock=clock) as store:
        store.commit(command(), [insertion("people", person(7))])
        left = store.fold() and places.map.read_bytes()
    places.map.write_bytes(fork[0])
    places.log.write_bytes(fork[1])
    store = open_map(places.map, clock=clock)
    store.commit(command(), [insertion("people", person(8))])
    store.commit(command(), [insertion("people", person(9))])
    killed(store)
    places.map.write_bytes(left)
    store = open_map(places.map, read_only=True)
    assert people(store) == ["p1", "p7"]
    assert "do not belong together" in store.notices[0]


def test_an_outside_edit_is_adopted_with_its_values_in_the_history(made, opened_twice, clock):
    places = made(2)
    with TinyDB(places.map) as db:
        db.table("people").update({"title": "CEO"}, doc_ids=[1])
        db.table("people").remove(doc_ids=[2])
        db.table("people").insert(person(5))
    reader, writer = opened_twice()
    assert people(writer) == ["p1", "p5"]
    assert "changed by another program" in reader.notices[0]
    (*_, commit) = writer.history()
    assert commit.command.name == "outside_edit"
    assert commit.changes == (
        Change("people", "p2", None, person(2)),
        Change("people", "p1", {"title": "CEO"}, {"title": None}),
        Change("people", "p5", person(5)),
    )
    writer.close()
    with open_map(places.map, clock=clock) as store:
        assert store.notices == ()
        assert [c.rev for c in store.history()] == [1, 2, 3]


def test_an_outside_edit_over_edits_in_the_journal_is_refused(made, clock):
    places = made(1, 2)
    with TinyDB(places.map) as db:
        db.table("people").update({"title": "CEO"}, doc_ids=[1])
    before = places.map.read_bytes(), places.log.read_bytes()
    for read_only in (True, False):
        with pytest.raises(DamagedMap, match="2 edits in acme"):
            open_map(places.map, read_only=read_only, clock=clock)
    assert (places.map.read_bytes(), places.log.read_bytes()) == before


def test_a_single_flipped_bit_is_no_edit(made, clock):
    places = made(2)
    raw = bytearray(places.map.read_bytes())
    raw[raw.index(b"Person 2") + 7] ^= 1
    places.map.write_bytes(raw)
    with pytest.raises(DamagedMap, match="single bit") as refused:
        open_map(places.map, clock=clock)
    assert refused.value.line == 4
    assert places.map.read_bytes() == raw


BROKEN = {
    "empty": (b"", "empty"),
    "blank": (b" \n\n", "blanks"),
    "zeros": (b"\0" * 4096, "blanks"),
    "half": (b'{"people": {"1": {"id": "p', "line 1, column"),
    "list": (b"[]", "a list"),
    "number": (b"7", "a number"),
    "latin-1": (b'{"people": {"1": {"id": "p1", "name": "Jos\xe9"}}}', "0xe9"),
    "two lines": (b'{"people": {\n"1": {"id": "p1",}}}', "line 2"),
    "nan": (b'{"people": {"1": {"id": "p1", "n": NaN}}}', "NaN"),
    "deep": (b'{"people": ' + b"[" * 5000 + b"]" * 5000 + b"}", "deep"),
    "no people": (b"{}", "people"),
    "foreign table": (b'{"people": {}, "films": {"1": {}}}', "films"),
    "header": (b'{"_cxmap": {"1": {"schema": 1}}, "people": {}}', "_cxmap"),
    "header list": (b'{"_cxmap": [], "people": {}}', "_cxmap"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_bytes_that_are_no_map_are_refused_and_the_newest_version_is_named(made, clock, kind):
    places = made(2)
    raw, words = BROKEN[kind]
    places.map.write_bytes(raw)
    names = sorted(p.name for p in places.map.parent.iterdir())
    for read_only in (True, False):
        with pytest.raises(DamagedMap, match=words) as refused:
            open_map(places.map, read_only=read_only, clock=clock)
        assert refused.value.file == str(places.map)
        assert "acme.json.bak/20260302T120000Z-000000.json" in refused.value.hint
    assert places.map.read_bytes() == raw
    assert sorted(p.name for p in places.map.parent.iterdir()) == names


def test_a_map_of_a_later_cxmap_is_refused(made, clock):
    places = made(1)
    raw = places.map.read_bytes().replace(b'"schema":1', b'"schema":2')
    places.map.write_bytes(raw)
    with pytest.raises(NewerMap):
        open_map(places.map, clock=clock)
    assert places.map.read_bytes() == raw


def test_records_that_are_none_are_named_with_table_document_and_field(made, clock):
    places = made(3)
    raw = places.map.read_bytes()
    raw = raw.replace(b'"id":"p1"', b'"id":7').replace(b'"3":{', b'"x":{')
    raw = raw.replace(b'{"display_name":"Person 2","id":"p2"}', b'"Person 2"')
    places.map.write_bytes(raw)
    with pytest.raises(DamagedMap) as refused:
        open_map(places.map, clock=clock)
    for place in ("people 1 id: a number", "people 2: a text", "people x", "line 3", "line 5"):
        assert place in refused.value.message


def test_a_file_that_tinydb_or_an_editor_saved_with_a_mark_is_adopted(made, opened_twice):
    places = made(1)
    places.map.write_bytes(b"\xef\xbb\xbf" + places.map.read_bytes())
    _, writer = opened_twice()
    assert people(writer) == ["p1"]


def test_the_second_writer_is_told_who_writes(made, clock):
    places = made(1)
    with open_map(places.map, clock=clock):
        with pytest.raises(MapLocked, match=f"process {os.getpid()}") as locked:
            open_map(places.map, wait=0, clock=clock)
        assert locked.value.exit_code == 5
        second = open_map(places.map, wait=0, follow_if_locked=True, clock=clock)
        assert second.caps.read_only
        assert str(os.getpid()) in second.notices[0]
    open_map(places.map, wait=0, clock=clock).close()


def test_a_follower_sees_what_the_writer_does_also_across_folds(made, clock, command):
    places = made(1)
    with open_map(places.map, clock=clock) as writer:
        follower = open_map(places.map, read_only=True)
        writer.commit(command(), [insertion("people", person(2))])
        assert [c.rev for c in follower.changes(1)] == [2]
        assert follower.rev == 2
        writer.fold()
        writer.commit(command(), [insertion("people", person(3))])
        assert [c.rev for c in follower.changes(1)] == [2, 3]
        writer.commit(command(), [insertion("people", person(4))])
        writer.fold()
        assert people(follower) == ["p1", "p2", "p3", "p4"]
        assert [c.rev for c in follower.history()] == [1, 2, 3, 4]
        assert follower.notices == ()


def test_a_follower_passes_over_the_line_that_is_just_being_written(made, clock, command):
    places = made(1)
    with open_map(places.map, clock=clock) as writer:
        writer.commit(command(), [insertion("people", person(2))])
        with places.log.open("ab") as log:
            log.write(b'{"n":3,"h":"0123')
        follower = open_map(places.map, read_only=True)
        assert follower.notices == ()
        assert people(follower) == ["p1", "p2"]


def test_whoever_watches_a_followed_map_hears_of_edits_within_a_second(made, clock, command):
    import threading

    places = made(1)
    heard = threading.Event()
    with (
        open_map(places.map, clock=clock) as writer,
        open_map(places.map, read_only=True) as follower,
    ):
        stop = follower.watch(lambda rev: heard.set() if rev == 2 else None)
        writer.commit(command(), [insertion("people", person(2))])
        assert heard.wait(timeout=5)
        stop()


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


@pytest.mark.parametrize(
    "name",
    [
        "acme (Lena's conflicted copy 2026-03-01).json",
        "acme.sync-conflict-20260301-120000-ABCDEFG.json",
        "Acme (Case Conflict).json",
    ],
)
def test_a_copy_that_a_sync_program_left_is_named(made, clock, name):
    places = made(1)
    (places.map.parent / name).write_bytes(b"{}")
    (places.map.parent / "other (conflicted copy).json").write_bytes(b"{}")
    with open_map(places.map, clock=clock) as store:
        assert len(store.notices) == 1
        assert store.notices[0].startswith(f"{name} lies beside")


def test_what_another_program_wrote_is_cleaned_and_named(made, clock):
    places = made(2)
    with TinyDB(places.map) as db:
        evil = {"title": "C\x1b[31mE\u202eO", "tags": ["\x9b2Ja"]}
        db.table("people").update(evil, doc_ids=[2])
    with open_map(places.map, clock=clock) as store:
        assert any("people 2 title, people 2 tags" in notice for notice in store.notices)
        assert store.load()[1]["people"]["p2"] == person(2) | {"title": "CEO", "tags": ["a"]}
    assert "\\u001b" not in places.map.read_text()


def test_ids_that_nobody_can_see_are_refused(made, clock):
    places = made(1)
    with TinyDB(places.map) as db:
        db.table("people").insert({"id": "p\u202e2", "display_name": "Ben"})
    with pytest.raises(DamagedMap, match="people 2 id: the id holds control"):
        open_map(places.map, clock=clock)


def test_notices_carry_no_raw_control_characters(made, clock):
    places = made(1)
    evil = places.map.with_name("a\x1b]52;c;QUJD\x07cme.json")
    places.map.rename(evil)
    raw = Places.of(evil)
    raw.log.write_bytes(b"junk")
    for read_only in (True, False):
        with open_map(evil, read_only=read_only, clock=clock) as store:
            assert store.notices
            assert not any("\x1b" in notice for notice in store.notices)

"""A journal that is torn, damaged, swapped, older, emptied or foreign, and edits from outside."""

from __future__ import annotations

import pytest
from tinydb import TinyDB

from cxmap.errors import (
    DamagedMap,
    ReadOnlyMap,
)
from cxmap.store.changes import insertion
from cxmap.store.opening import create_map, open_map
from cxmap.store.places import Places
from cxmap.store.port import Change
from tests.store.conftest import killed, people, person, set_aside


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

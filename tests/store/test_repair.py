"""What is saved of a map whose files are damaged, and that nothing is ever deleted."""

from __future__ import annotations

import pytest
from tinydb import TinyDB

from cxmap.errors import DamagedMap, MapLocked
from cxmap.store.changes import insertion
from cxmap.store.opening import open_map
from cxmap.store.port import Change
from cxmap.store.repair import repair
from tests.store.conftest import killed, people, person, set_aside


def opened(places, clock) -> list[str]:
    with open_map(places.map, clock=clock) as store:
        assert store.notices == ()
        assert not store.caps.read_only
        return people(store)


def test_a_sound_map_is_left_alone(made, clock):
    places = made(2, 1)
    before = places.map.read_bytes(), places.log.read_bytes()
    done = repair(places.map, clock=clock)
    assert not done.is_changed
    assert done.rev == 3
    assert (places.map.read_bytes(), places.log.read_bytes()) == before


def test_edits_behind_damage_in_the_journal_are_fitted_in_where_they_fit(made, clock, command):
    places = made(1, 1)
    store = open_map(places.map, clock=clock)
    store.commit(command(), [Change("people", "p2", {"title": "A"}, {"title": None})])
    store.commit(command("late"), [Change("people", "p2", {"title": "B"}, {"title": "A"})])
    store.commit(command(), [insertion("people", person(7))])
    killed(store)
    lines = places.log.read_bytes().splitlines(keepends=True)
    damaged = b"".join([*lines[:2], b"#" * 40 + b"\n", *lines[3:]])
    places.log.write_bytes(damaged)
    done = repair(places.map, clock=clock)
    assert done.is_changed
    assert any("edit 4 (late), people p2" in words for words in done.words)
    assert any("1 later edits were fitted in" in words for words in done.words)
    assert set_aside(places)["acme.json.log.damaged-20260302T120000Z"] == damaged
    assert opened(places, clock) == ["p1", "p2", "p7"]
    with open_map(places.map, clock=clock) as again:
        assert [c.command.name for c in again.history()][-1] == "repair"


def test_an_outside_edit_and_the_edits_of_the_journal_are_brought_together(made, clock):
    places = made(2, 2)
    with TinyDB(places.map) as db:
        db.table("people").update({"title": "CEO"}, doc_ids=[1])
    changed = places.map.read_bytes()
    repair(places.map, clock=clock)
    assert set_aside(places)["acme.json.damaged-20260302T120000Z"] == changed
    assert opened(places, clock) == ["p1", "p2", "p3", "p4"]
    with open_map(places.map, clock=clock) as store:
        assert store.load()[1]["people"]["p1"]["title"] == "CEO"


def test_a_flipped_bit_is_put_back(made, clock):
    places = made(2)
    sound = places.map.read_bytes()
    raw = bytearray(sound)
    raw[raw.index(b"Person 2") + 7] ^= 1
    places.map.write_bytes(raw)
    repair(places.map, clock=clock)
    assert set_aside(places)["acme.json.damaged-20260302T120000Z"] == raw
    with open_map(places.map, clock=clock) as store:
        assert store.load()[1]["people"]["p2"] == person(2)


@pytest.mark.parametrize("raw", [b"", b"\0" * 100, b'{"people": {"1": {"id": "p'])
def test_a_lost_file_is_put_together_from_earlier_version_history_and_journal(made, clock, raw):
    places = made(3, 2)
    places.map.write_bytes(raw)
    with pytest.raises(DamagedMap):
        open_map(places.map, clock=clock)
    repair(places.map, clock=clock)
    assert opened(places, clock) == ["p1", "p2", "p3", "p4", "p5"]


def test_without_earlier_versions_whole_lines_of_the_file_are_saved(made, clock):
    places = made(4)
    for path in places.kept.iterdir():
        path.unlink()
    raw = places.map.read_bytes().replace(b'"id":"p3"', b'"id":"p3')
    places.map.write_bytes(raw)
    done = repair(places.map, clock=clock)
    assert any("3 records" in words for words in done.words)
    assert opened(places, clock) == ["p1", "p2", "p4"]
    assert done.rev == 5


def test_where_nothing_is_left_nothing_is_touched(made, clock):
    places = made(1)
    for path in places.kept.iterdir():
        path.unlink()
    places.map.write_bytes(b"")
    with pytest.raises(DamagedMap, match="no readable line"):
        repair(places.map, clock=clock)
    assert places.map.read_bytes() == b""
    assert set_aside(places) == {}


def test_a_map_in_use_is_not_repaired(made, clock):
    places = made(1)
    with open_map(places.map, clock=clock), pytest.raises(MapLocked):
        repair(places.map, wait=0, clock=clock)


def test_an_earlier_version_is_better_than_nothing_when_the_history_is_gone(made, clock):
    places = made(3)
    places.history.unlink()
    places.map.write_bytes(places.map.read_bytes().split(b"\n")[0])
    done = repair(places.map, clock=clock)
    assert any("up to edit 0" in words for words in done.words)
    assert opened(places, clock) == []


def test_whole_lines_of_a_newer_file_are_better_than_an_earlier_version(made, clock):
    places = made(3)
    places.history.unlink()
    places.map.write_bytes(places.map.read_bytes()[:-20])
    repair(places.map, clock=clock)
    assert opened(places, clock) == ["p1", "p2"]


@pytest.mark.parametrize("hurt", ["the journal", "the map", "from outside"])
def test_edits_of_a_chain_that_holds_stay_steps_of_their_own(made, clock, command, hurt):
    places = made(1, 2)
    store = open_map(places.map, clock=clock)
    for number in (7, 8, 9):
        store.commit(command(f"add {number}"), [insertion("people", person(number))])
    killed(store)
    if hurt == "the journal":
        lines = places.log.read_bytes().splitlines(keepends=True)
        places.log.write_bytes(b"".join([*lines[:4], b"#" * 40 + b"\n", *lines[5:]]))
    elif hurt == "the map":
        places.map.write_bytes(b"")
    else:
        with TinyDB(places.map) as db:
            db.table("people").update({"title": "CEO"}, doc_ids=[1])
    assert repair(places.map, clock=clock).is_changed
    with open_map(places.map, clock=clock) as again:
        steps = list(again.history())
        assert again.notices == ()
    names = [step.command.name for step in steps]
    own = ["add 7"] if hurt == "the journal" else ["add 7", "add 8", "add 9"]
    assert names == ["set_field"] * 3 + [*own, "repair"]
    if hurt == "from outside":
        assert steps[-1].changes == (Change("people", "p1", {"title": "CEO"}, {"title": None}),)

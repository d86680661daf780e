"""The history across folds, when its file was away, was damaged or belongs to another branch."""

from __future__ import annotations

import shutil

import pytest

from cxmap.store import lines
from cxmap.store.changes import insertion
from cxmap.store.journal import Journal, Start
from cxmap.store.lines import Pen
from cxmap.store.opening import create_map, open_map
from cxmap.store.port import Change
from tests.store.conftest import killed, people, person


def revs(store) -> list[int]:
    return [commit.rev for commit in store.history()]


def add(store, command, number: int) -> None:
    store.commit(command(), [insertion("people", person(number))])


def test_a_history_that_was_away_goes_on_after_the_gap(made, clock, command):
    places = made(2)
    away = places.kept.with_name("away")
    shutil.move(places.kept, away)
    with open_map(places.map, clock=clock) as store:
        assert revs(store) == []
        add(store, command, 3)
    with open_map(places.map, clock=clock) as store:
        assert revs(store) == [3]
    shutil.rmtree(places.kept)
    shutil.move(away, places.kept)
    with open_map(places.map, clock=clock) as store:
        assert revs(store) == [1, 2]
        add(store, command, 4)
    with open_map(places.map, clock=clock) as store:
        assert revs(store) == [1, 2, 4]
        assert people(store) == ["p1", "p2", "p3", "p4"]


def test_a_damaged_line_of_the_history_costs_that_line_and_is_told(made, clock, command):
    places = made(4)
    raw = places.history.read_bytes()
    places.history.write_bytes(raw.replace(b"Person 2", b"Persom 2"))
    with open_map(places.map, clock=clock) as store:
        assert revs(store) == [1, 3, 4]
        assert any("1 lines of" in notice for notice in store.notices)
        add(store, command, 5)
    with open_map(places.map, clock=clock) as store:
        assert revs(store) == [1, 3, 4, 5]


@pytest.mark.parametrize("rest", [b'{"n":3,', b"\0" * 70, b"x"])
def test_a_torn_end_of_the_history_is_written_again(made, clock, rest):
    places = made(2, 1)
    places.history.write_bytes(places.history.read_bytes() + rest)
    open_map(places.map, clock=clock).close()
    with open_map(places.map, clock=clock) as store:
        assert revs(store) == [1, 2, 3]
        assert store.notices == ()


def test_a_long_last_line_is_found(made, clock, command):
    places = made(1)
    with open_map(places.map, clock=clock) as store:
        store.commit(command(), [insertion("notes", {"id": "n", "text": "x" * 300_000})])
    with open_map(places.map, clock=clock) as store:
        add(store, command, 2)
    assert places.history.read_bytes().count(b'"cxmap":"journal"') == 1


def test_the_history_of_an_earlier_map_of_the_name_is_passed_over(made, clock, command):
    places = made(2)
    places.map.unlink()
    with create_map(places.map, {}, clock=clock) as store:
        add(store, command, 9)
    with open_map(places.map, clock=clock) as store:
        assert revs(store) == [1]
        assert people(store) == ["p9"]


def test_a_line_that_does_not_fit_the_map_stops_the_reading_there(made, clock, command):
    places = made(1, 1)
    store = open_map(places.map, clock=clock)
    pen, mark = store._pen, store._mark
    killed(store)
    impossible = [Change("people", "p2", {"title": "A"}, {"title": "never"})]
    line = lines.next_line(mark, pen.encode(3, command(), impossible))
    fine = lines.next_line(line.mark, pen.encode(4, command(), [insertion("asks", {"id": "a"})]))
    journal = Journal.resume(places.log, Start("", mark), places.log.stat().st_size)
    journal.append(line)
    journal.append(fine)
    journal.close()
    shown = open_map(places.map, clock=clock)
    assert shown.caps.read_only
    assert "edit 3" in shown.caps.why_read_only
    assert people(shown) == ["p1", "p2"]
    assert revs(shown) == [1, 2]


def test_a_line_sealed_for_a_map_that_is_not_does_not_open():
    from cxmap.errors import DamagedMap

    with pytest.raises(DamagedMap, match="encrypted"):
        Pen("m").decode(lines.Line(1, "0" * 16, b'"c2VhbGVk"'))
    with pytest.raises(DamagedMap, match="cannot be read"):
        Pen("m").decode(lines.Line(1, "0" * 16, b'{"x":1}'))


def test_documents_out_of_order_are_put_in_order_and_doubled_numbers_refused(made, clock):
    from cxmap.errors import DamagedMap

    places = made(2)
    raw = places.map.read_bytes()
    places.map.write_bytes(raw.replace(b'"1":{"display', b'"7":{"display'))
    with open_map(places.map, clock=clock) as store:
        assert people(store) == ["p2", "p1"]
    raw = places.map.read_bytes()
    places.map.write_bytes(raw.replace(b'"7":{"display', b'"02":{"display'))
    with pytest.raises(DamagedMap, match="same number"):
        open_map(places.map, clock=clock)


def test_a_follower_goes_on_when_the_files_are_exchanged_under_it(made, tmp_path):
    places = made(2)
    follower = open_map(places.map, read_only=True)
    sound = places.map.read_bytes()
    places.map.write_bytes(b"half a ma")
    assert people(follower) == ["p1", "p2"]
    assert any("no complete JSON" in notice for notice in follower.notices)
    places.map.unlink()
    places.map.write_bytes(sound.replace(b"Person 1", b"Somebody"))
    assert follower.load()[1]["people"]["p1"]["display_name"] == "Somebody"
    follower.backup(tmp_path / "copy.json")
    assert not follower.fold()
    assert not follower.fold_if_idle()

"""The second writer: it is told who writes, follows, and hears of every edit."""

from __future__ import annotations

import os
import threading

import pytest

from cxmap.errors import MapLocked
from cxmap.store import follower as following
from cxmap.store.changes import insertion
from cxmap.store.opening import open_map
from tests.store.conftest import people, person


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


def test_whoever_watches_a_followed_map_hears_of_edits_within_a_second(
    made, clock, command, monkeypatch
):
    assert following.POLL_SECONDS < 1
    monkeypatch.setattr(following, "POLL_SECONDS", 0.01)
    places = made(1)
    heard = threading.Event()
    with (
        open_map(places.map, clock=clock) as writer,
        open_map(places.map, read_only=True) as reader,
    ):
        stop = reader.watch(lambda rev: heard.set() if rev == 2 else None)
        writer.commit(command(), [insertion("people", person(2))])
        assert heard.wait(timeout=5)
        stop()

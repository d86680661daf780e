"""What happens to an edit when the disk refuses."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from cxmap.errors import SaveFailed, StoreError
from cxmap.store import disk
from cxmap.store.changes import insertion
from cxmap.store.opening import create_map, open_map
from cxmap.store.places import Places
from cxmap.store.port import Change, Command
from tests.store.conftest import person


def command() -> Command:
    return Command(name="set_field", at="2026-03-02T12:00:00+00:00", by="Lena")


@pytest.fixture
def store(map_path, clock):
    with create_map(map_path, {"people": {"p0": person(0)}}, clock=clock) as made:
        yield made


@pytest.fixture
def fail(monkeypatch):
    """Makes one of the system's calls fail with an error, after some good ones."""

    def make(call: str, number: int, *, after: int = 0, half: bool = False) -> None:
        real = getattr(os, call)
        seen = 0

        def failing(*args, **kw):
            nonlocal seen
            seen += 1
            if seen <= after:
                return real(*args, **kw)
            if half and seen == after + 1 and call == "write":
                return real(args[0], bytes(args[1])[:7])
            raise OSError(number, os.strerror(number))

        monkeypatch.setattr(os, call, failing)

    make.stop = monkeypatch.undo
    yield make
    monkeypatch.undo()


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
@pytest.mark.parametrize("call", ["write", "fdatasync"])
@pytest.mark.parametrize("half", [False, True])
def test_without_space_the_edit_is_refused_and_the_next_one_is_taken(
    store, fail, number, call, half
):
    store.commit(command(), [insertion("people", person(1))])
    length = Places.of(store.path).log.stat().st_size
    fail(call, number, half=half)
    with pytest.raises(SaveFailed, match="what came before is safe"):
        store.commit(command(), [insertion("people", person(2))])
    fail.stop()
    assert Places.of(store.path).log.stat().st_size == length
    assert not store.caps.read_only
    assert list(store.load()[1]["people"]) == ["p0", "p1"]
    assert store.commit(command(), [insertion("people", person(3))]) == 2


def test_after_the_disk_failed_no_edit_is_taken_but_a_copy_can_be_saved(
    store, fail, tmp_path, clock
):
    store.commit(command(), [insertion("people", person(1))])
    fail("fdatasync", errno.EIO)
    with pytest.raises(SaveFailed) as refused:
        store.commit(command(), [insertion("people", person(2))])
    assert refused.value.hint == "save a copy to another place"
    fail.stop()
    assert store.caps.read_only
    with pytest.raises(SaveFailed, match="no more edits"):
        store.commit(command(), [insertion("people", person(3))])
    assert list(store.load()[1]["people"]) == ["p0", "p1"]
    copy = tmp_path / "copy.json"
    store.backup(copy)
    store.close()
    for path in (copy, store.path):
        with open_map(path, clock=clock) as again:
            assert list(again.load()[1]["people"]) == ["p0", "p1"]


@pytest.mark.parametrize("call", ["fsync", "write", "link", "ftruncate"])
@pytest.mark.parametrize("after", range(4))
def test_a_fold_that_fails_leaves_every_edit_in_the_journal(store, fail, clock, call, after):
    for number in (1, 2):
        store.commit(command(), [insertion("people", person(number))])
    fail(call, errno.ENOSPC, after=after)
    store.close()
    fail.stop()
    with open_map(store.path, clock=clock) as again:
        assert list(again.load()[1]["people"]) == ["p0", "p1", "p2"]
        assert [c.rev for c in again.history()] == [1, 2]
        again.commit(command(), [insertion("people", person(3))])
    with open_map(store.path, clock=clock) as again:
        assert list(again.load()[1]["people"]) == ["p0", "p1", "p2", "p3"]
        assert [c.rev for c in again.history()] == [1, 2, 3]
        assert again.notices == ()


def test_a_fold_that_fails_when_asked_for_says_why(store, fail):
    store.commit(command(), [insertion("people", person(1))])
    fail("fsync", errno.ENOSPC)
    with pytest.raises(SaveFailed, match="the disk is full; every edit is safe in acme"):
        store.fold()


def test_a_fold_that_fails_on_closing_is_a_notice(store, fail):
    store.commit(command(), [insertion("people", person(1))])
    fail("fsync", errno.EACCES)
    store.close()
    assert "no permission" in store.notices[-1]


def test_one_edit_is_exactly_one_fdatasync_and_no_other_sync(store, monkeypatch):
    calls = []
    for name in ("fsync", "fdatasync"):
        real = getattr(os, name)
        monkeypatch.setattr(os, name, lambda fd, n=name, r=real: (calls.append(n), r(fd))[1])
    for number in (1, 2, 3):
        store.commit(command(), [insertion("people", person(number))])
        assert calls == ["fdatasync"] * number


def test_an_edit_is_on_the_disk_before_anybody_hears_of_it(store, monkeypatch):
    order = []
    real = os.fdatasync
    monkeypatch.setattr(os, "fdatasync", lambda fd: (order.append("disk"), real(fd))[1])
    store.watch(lambda rev: order.append(f"heard {rev}"))
    store.commit(command(), [insertion("people", person(1))])
    assert order == ["disk", "heard 1"]


def test_a_journal_that_somebody_removes_is_written_again(store):
    store.commit(command(), [insertion("people", person(1))])
    Places.of(store.path).log.unlink()
    store.commit(command(), [insertion("people", person(2))])
    assert "was removed by somebody" in store.notices[-1]
    with open_map(store.path, read_only=True) as reader:
        assert list(reader.load()[1]["people"]) == ["p0", "p1", "p2"]


def test_a_map_file_that_somebody_changes_while_it_is_open_is_kept(store, clock):
    store.commit(command(), [insertion("people", person(1))])
    foreign = store.path.read_bytes().replace(b"Person 0", b"Somebody")
    store.path.write_bytes(foreign)
    store.close()
    kept = store.path.with_name("acme.json.outside-20260302T120000Z")
    assert kept.read_bytes() == foreign
    assert kept.name in store.notices[-1]
    with open_map(store.path, clock=clock) as again:
        assert again.load()[1]["people"]["p0"] == person(0)
        assert "p1" in again.load()[1]["people"]


def test_a_map_file_that_somebody_removes_while_it_is_open_comes_back(store, clock):
    store.commit(command(), [insertion("people", person(1))])
    store.path.unlink()
    store.close()
    with open_map(store.path, clock=clock) as again:
        assert list(again.load()[1]["people"]) == ["p0", "p1"]


def test_a_store_without_a_journal_makes_it_with_the_first_edit(store, clock, monkeypatch):
    store.close()
    Places.of(store.path).log.unlink()
    real = disk.replace
    monkeypatch.setattr(
        disk, "replace", lambda *_: (_ for _ in ()).throw(OSError(errno.ENOSPC, "full"))
    )
    again = open_map(store.path, clock=clock)
    assert "no journal yet" in again.notices[0]
    with pytest.raises(SaveFailed, match="the disk is full"):
        again.commit(command(), [insertion("people", person(1))])
    monkeypatch.setattr(disk, "replace", real)
    assert again.commit(command(), [insertion("people", person(1))]) == 1
    again.close()


def test_the_journal_is_folded_at_a_megabyte(store):
    places = Places.of(store.path)
    for number in range(1, 8):
        record = person(number) | {"notes": "x" * 200_000}
        store.commit(command(), [insertion("people", record)])
    assert places.log.stat().st_size < 900_000
    assert b'"seq":5' in places.map.read_bytes()[:300] or b'"seq":6' in places.map.read_bytes()


def test_half_a_minute_of_rest_folds(store, clock):
    assert store.fold_if_idle() is False
    store.commit(command(), [insertion("people", person(1))])
    clock.move(seconds=29)
    assert store.fold_if_idle() is False
    clock.move(seconds=1)
    assert store.fold_if_idle() is True
    assert b"Person 1" in store.path.read_bytes()
    assert store.fold_if_idle() is False


def test_ten_versions_and_one_a_day_for_a_month_are_kept(store, clock):
    title = None
    for day in range(40):
        for hour in range(3):
            title, old = f"day {day} hour {hour}", title
            store.commit(command(), [Change("people", "p0", {"title": title}, {"title": old})])
            store.fold()
            clock.move(hours=2)
        clock.move(hours=18)
    kept = sorted(p.name for p in Places.of(store.path).kept.glob("*.json"))
    days = [name[:8] for name in kept]
    assert len(kept) <= 10 + 31
    assert days[-10:] == sorted(days)[-10:]
    assert len(set(days)) >= 29
    assert next(iter(store.history())).rev == 1
    assert store.rev == 120


@pytest.mark.parametrize("after", range(2))
def test_a_map_that_could_not_be_made_leaves_nothing_in_the_way(map_path, clock, fail, after):
    fail("write", errno.ENOSPC, after=after)
    with pytest.raises(StoreError, match="the disk is full"):
        create_map(map_path, {"people": {"p0": person(0)}}, clock=clock)
    fail.stop()
    assert [p.name for p in map_path.parent.iterdir()] == ["acme.json.lock"]
    create_map(map_path, {}, clock=clock).close()


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs the names of open files")
def test_a_fold_makes_each_step_durable_before_the_next(store, monkeypatch):
    """History, earlier version, map, journal: file before its name, name before what rests on it."""
    steps = []
    home = str(store.path.parent)

    def name(fd: int) -> str:
        return (
            str(Path(f"/proc/self/fd/{fd}").readlink())
            .removeprefix(home)
            .removesuffix(" (deleted)")
        )

    for call in ("fsync", "fdatasync"):
        monkeypatch.setattr(os, call, lambda fd: steps.append(f"sync {name(fd)}"))
    for call in ("replace", "link"):
        real = getattr(os, call)

        def record(source, target, real=real, call=call, **kw):
            steps.append(f"{call} {str(target).removeprefix(home)}")
            return real(source, target, **kw)

        monkeypatch.setattr(os, call, record)
    store.commit(command(), [insertion("people", person(1))])
    store.fold()
    version = "/acme.json.bak/20260302T120000Z-000000.json"
    assert steps == [
        "sync /acme.json.log",
        "sync ",
        "sync /acme.json.bak/history.log",
        "sync /acme.json.bak",
        f"link {version}",
        "sync /acme.json.bak",
        "sync /acme.json.tmp",
        "replace /acme.json",
        "sync ",
        "sync /acme.json.log.tmp",
        "replace /acme.json.log",
        "sync ",
    ]

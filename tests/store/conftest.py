"""What every test of the store may ask for."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from cxmap.store.changes import insertion
from cxmap.store.memory import InMemoryStore
from cxmap.store.opening import create_map, open_map
from cxmap.store.places import Places
from cxmap.store.port import Command, MapStore, Tables

ANN = {"id": "p1", "display_name": "Ann Ortiz", "emails": ["ann@example.com"]}
BEN = {"id": "p2", "display_name": "Ben Li", "manager": "p1"}


class MovingClock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 3, 2, 12, tzinfo=UTC)

    def today(self) -> date:
        return self.moment.date()

    def now(self) -> datetime:
        return self.moment

    def move(self, **by: float) -> None:
        self.moment += timedelta(**by)


@pytest.fixture(autouse=True)
def no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody cuts the power in these tests; what is synced, and when, is counted where it matters."""
    monkeypatch.setattr("os.fsync", lambda _: None)
    monkeypatch.setattr("os.fdatasync", lambda _: None)


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock()


@pytest.fixture
def two_people() -> Tables:
    return copy.deepcopy({"people": {"p1": ANN, "p2": BEN}, "ties": {}})


@pytest.fixture
def command() -> Callable[..., Command]:
    def make(name: str = "set_field", **more: object) -> Command:
        return Command(name=name, at="2026-03-02T12:00:00+00:00", by="Lena", **more)

    return make


@pytest.fixture
def map_path(tmp_path: Path) -> Path:
    folder = tmp_path / "maps"
    folder.mkdir()
    return folder / "acme.json"


Opened = Callable[[Tables], MapStore]


@pytest.fixture(params=["memory", "file"])
def opened(request, tmp_path: Path, clock: MovingClock):
    """Makes a store of each kind with some records in it."""
    made = []

    def make(tables: Tables | None = None) -> MapStore:
        if request.param == "memory":
            made.append(InMemoryStore(tables))
        else:
            path = tmp_path / f"map{len(made)}.json"
            made.append(create_map(path, tables, clock=clock))
        return made[-1]

    yield make
    for store in made:
        store.close()


def person(number: int) -> dict:
    return {"id": f"p{number}", "display_name": f"Person {number}"}


@pytest.fixture
def made(map_path, clock, command):
    """Makes a map with edits folded into the file and edits in the journal only, as after a kill."""

    def make(folded: int = 2, in_journal: int = 0) -> Places:
        store = create_map(map_path, {"people": {}}, clock=clock)
        for number in range(1, folded + 1):
            store.commit(command(), [insertion("people", person(number))])
        store.fold()
        for number in range(folded + 1, folded + in_journal + 1):
            store.commit(command(), [insertion("people", person(number))])
        killed(store)
        return Places.of(map_path)

    return make


def killed(store) -> None:
    """What the kernel does when a process dies: nothing is folded, the lock is free."""
    if store._journal is not None:
        store._journal.close()
    store._lock.release()
    store._is_open = False


def people(store) -> list[str]:
    return list(store.load()[1]["people"])


def set_aside(places: Places) -> dict[str, bytes]:
    known = {places.map, places.log, places.lock, places.kept}
    return {p.name: p.read_bytes() for p in places.map.parent.iterdir() if p not in known}


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

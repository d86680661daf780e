"""What every test of the store may ask for."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from cxmap.store.memory import InMemoryStore
from cxmap.store.opening import create_map
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

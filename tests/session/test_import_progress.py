"""How far a long import is: told while it reads and while it saves, and to nobody else."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from cxmap import headway
from cxmap.clock import FixedClock
from cxmap.exchange.people_file import NamedBytes
from cxmap.headway import counted, part_of, to_nobody
from cxmap.session.importing.intake import (
    SHARES,
    Step,
    bring_in,
    read_sources,
    resolve_for,
    step_teller,
)
from cxmap.session.session import Session

ROWS = 60
PEOPLE = NamedBytes(
    name="people.csv",
    data="\n".join(
        ["id,name,manager", "0,Ann,", *(f"{n},Ben {n},{n // 7}" for n in range(1, ROWS))]
    ).encode(),
)


@pytest.fixture(autouse=True)
def every_fifth_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(headway, "_FEWEST", 5)


def test_reading_and_saving_go_on_in_small_steps(tmp_path: Path):
    read: list[float] = []
    file = read_sources([PEOPLE], None, read.append)
    saved: list[float] = []
    clock = FixedClock(date(2026, 3, 2))
    with Session.create(tmp_path / "map.json", name="Map", clock=clock) as session:
        intent = bring_in(session.desk, resolve_for(session.desk, file, {}))
        session.carry_out(intent, tell=saved.append)
    for told in (read, saved):
        assert len(told) > 10
        assert told == sorted(told)
        assert 0.0 < told[0] < 0.2
        assert 0.5 < told[-1] <= 1.0


def test_the_steps_of_an_import_follow_one_another_without_a_gap():
    shares = [SHARES[step] for step in Step]
    assert shares[0][0] == 0.0
    assert shares[-1][1] == 1.0
    assert all(before[1] == after[0] for before, after in pairwise(shares))
    shown: list[tuple[Step, float]] = []
    tell = step_teller(Step.SAVE, lambda step, share: shown.append((step, share)))
    tell(0.5)
    tell(1.0)
    assert shown == [(Step.SAVE, 0.65), (Step.SAVE, 0.825), (Step.SAVE, 1.0)]


def test_nothing_is_counted_when_nobody_waits():
    items = [1, 2, 3]
    assert counted(items, 3, part_of(to_nobody, 0.2, 0.4)) is items

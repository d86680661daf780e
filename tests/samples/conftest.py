"""The sample organisations: their built maps, and their stories told anew."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from cxmap.clock import FixedClock
from cxmap.model.orgmap import OrgMap
from cxmap.session.desk import Desk
from cxmap.session.session import Session

SAMPLES = Path(__file__).resolve().parents[2] / "sample_orgs"
BIG = ("meridian-financial", "harbor-telecom")
LAST_DAY = date(2026, 3, 2)
NEXT_MORNING = date(2026, 3, 3)


@pytest.fixture(scope="session")
def samples() -> Path:
    return SAMPLES


@pytest.fixture(scope="session")
def building() -> ModuleType:
    sys.path.insert(0, str(SAMPLES))
    import build

    return build


@pytest.fixture(scope="session")
def open_sample(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], OrgMap]:
    """The built map of a sample, opened by the program itself from a copy."""

    @cache
    def opened(sample: str) -> OrgMap:
        copy = tmp_path_factory.mktemp("sample") / f"{sample}.json"
        copy.write_bytes((SAMPLES / sample / f"{sample}.json").read_bytes())
        copy.chmod(0o600)
        with Session.open(copy, clock=FixedClock(LAST_DAY)) as session:
            assert session.notices == ()
            return session.org

    return opened


@pytest.fixture(scope="session")
def morning_after(open_sample: Callable[[str], OrgMap]) -> Callable[[str], Desk]:
    """The desk of a sample on the morning after its last day, as ``cxmap demo`` shows it."""
    return lambda sample: Desk(open_sample(sample), NEXT_MORNING)

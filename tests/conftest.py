"""What every test may ask for: the real sample files, a fixed day, a home of its own."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

from cxmap.clock import FixedClock

SHARED = Path(__file__).resolve().parents[2] / "shared"
"""Real files lie beside the repository where it is developed; elsewhere those tests are skipped."""

settings.register_profile("quick", max_examples=10, deadline=None, derandomize=True, database=None)
settings.register_profile("thorough", settings.get_profile("quick"), max_examples=200)
settings.load_profile(os.environ.get("CXMAP_LAWS", "quick"))


def pytest_collection_finish() -> None:
    """Spare the tests themselves from garbage collection: it would walk them again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with real files and planning problems."""
    if not SHARED.is_dir():
        pytest.skip("the folder with real sample files is not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def shared_data(shared: Path) -> Path:
    """The folder of real people files."""
    return shared / "data"


@pytest.fixture
def clock() -> FixedClock:
    """The day on which every test happens."""
    return FixedClock(date(2026, 3, 2))


_HOMES = count()
_ALL_HOMES = Path(tempfile.gettempdir()) / f"cxmap-homes-{os.getpid()}"


def pytest_unconfigure() -> None:
    """Leave no home behind."""
    shutil.rmtree(_ALL_HOMES, ignore_errors=True)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Give every test a home of its own, so that none touches the user's.

    A hook and no fixture, and a folder that is not made: most tests need neither.
    """
    os.environ["CXMAP_HOME"] = str(_ALL_HOMES / str(next(_HOMES)))
    os.environ.pop("COLUMNS", None)  # lines break where a test says, not where it ran


@pytest.fixture
def home() -> Path:
    """The home for config, data and state of this test."""
    return Path(os.environ["CXMAP_HOME"])


_FOLDERS = count()


@pytest.fixture
def tmp_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of the test's own; pytest's looks through those of all earlier tests for its number."""
    folder = tmp_path_factory.getbasetemp() / f"test{next(_FOLDERS)}"
    folder.mkdir(mode=0o700)
    return folder

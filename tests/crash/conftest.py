"""How much is tried: a sample in the usual run, everything with ``CXMAP_CRASH=full``."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from cxmap.session.intents.people import add_person
from cxmap.session.session import Session

FULL = os.environ.get("CXMAP_CRASH") == "full"
"""``CXMAP_CRASH=full pytest -m crash`` takes about ten minutes."""


@dataclass
class Maps:
    """Maps that are hurt, and what must be in them."""

    folder: Path
    number: int = 0
    sent: set[str] = field(default_factory=set)

    def fresh(self, edits: int) -> tuple[Path, set[str]]:
        """A map with so many edits, the last of them in the journal alone as after a kill."""
        self.number += 1
        place = self.folder / f"m{self.number}"
        place.mkdir()
        file = place / "map.json"
        Session.create(file, name="t").close()
        saved = set()
        for at in range(edits):
            with Session.open(file) as session:
                session.do(add_person, f"early-{at}")
            saved.add(f"early-{at}")
        return file, saved


@pytest.fixture
def maps(tmp_path: Path) -> Maps:
    """Maps to be hurt."""
    return Maps(tmp_path)


def names(file: Path) -> set[str]:
    """Everybody on a map, as the next reader sees it."""
    with Session.open(file, read_only=True) as session:
        return {person.display_name for person in session.org.people.values()}


def verdict(file: Path, saved: set[str], allowed: set[str]) -> str:
    """What is wrong with a map after an accident; empty when nothing is.

    Args:
        file: The map.
        saved: Names that were said to be saved.
        allowed: Names that may be there as well: what was tried when it happened.
    """
    found = names(file)
    if saved - found:
        return f"lost {sorted(saved - found)}"
    if found - saved - allowed:
        return f"out of nowhere {sorted(found - saved - allowed)}"
    with Session.open(file) as session:
        if session.read_only:
            return f"takes no more edits: {session.why_read_only}"
        session.do(add_person, "after it")
    after = names(file)
    return "" if saved | {"after it"} <= after else f"lost afterwards {sorted(saved - after)}"

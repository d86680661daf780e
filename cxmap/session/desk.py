"""What an intent is given and what it gives back.

An intent is a plain function: it gets the desk (the map as it is, the day, fresh ids) and what the
lead typed, and returns the edits to make. It never saves; ``Session.do`` does.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from cxmap.errors import UsageError
from cxmap.model.hierarchy import Hierarchy
from cxmap.model.orgmap import Edit, OrgMap
from cxmap.model.people import Person
from cxmap.model.words import PersonId

if TYPE_CHECKING:
    from cxmap.plan.problem import Problem

IdMaker = Callable[[str], str]
"""Makes a fresh id that begins with the given letter."""

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
_PAIRS = tuple(one + two for one in _ALPHABET for two in _ALPHABET)
_DRAWN_BYTES = 12
"""So many that no sign is likelier than another by more than one in 10**18."""


def random_id(letter: str) -> str:
    """A short random id such as ``p7kq3m2x``: no look-alike characters, never reused.

    Seven places of 31 signs: among 100,000 people two meet with a chance of 1 in 5, so the desk
    asks again when an id is taken.
    """
    # One draw for all places, two signs a step: a large import makes 100,000 of these.
    drawn = int.from_bytes(secrets.token_bytes(_DRAWN_BYTES), "big")
    drawn, first = divmod(drawn, len(_PAIRS))
    drawn, second = divmod(drawn, len(_PAIRS))
    drawn, third = divmod(drawn, len(_PAIRS))
    last = _ALPHABET[drawn % len(_ALPHABET)]
    return f"{letter}{_PAIRS[first]}{_PAIRS[second]}{_PAIRS[third]}{last}"


class Intent(msgspec.Struct, frozen=True, kw_only=True):
    """What one intent comes to: its name, a sentence for the history, and the edits."""

    name: str
    """Stable word, for example ``log_talk``."""
    summary: str
    """What happened in words, for history, toasts and undo: ``Talked with Ann Ortiz``."""
    edits: tuple[Edit, ...]
    """Empty when nothing would change."""
    id: str = ""
    """Id of the record that was made, if one was."""
    about: int | None = None
    """The earlier command that it is about, for a way back."""


class Desk:
    """The map, the day and fresh ids, as an intent sees them.

    Args:
        org: The map as it is.
        today: The lead's calendar day.
        make_id: Makes ids; random unless a test or a sample wants them repeatable.
    """

    def __init__(self, org: OrgMap, today: date, make_id: IdMaker = random_id) -> None:
        self.org = org
        self.today = today
        self._make_id = make_id
        self.problem: Problem | None = None
        """What the planner is given; kept by ``mapping.problem_of``."""

    @cached_property
    def hierarchy(self) -> Hierarchy:
        """The reporting lines."""
        return Hierarchy(self.org)

    def after(self, edits: Iterable[Edit]) -> Desk:
        """The desk with some edits made, for an intent that builds on another."""
        return Desk(self.org.with_edits(edits), self.today, self._make_id)

    def new_id(self, table: str) -> str:
        """A fresh id for a table, not in use there."""
        taken = self.org.table(table)
        while (made := self._make_id(_LETTERS.get(table, "x"))) in taken:
            pass
        return made

    def person(self, person: PersonId) -> Person:
        """A person by id.

        Raises:
            UsageError: If the id is not on the map.
        """
        found = self.org.people.get(person)
        if found is None:
            raise UsageError("that person is not on the map", field=person)
        return found

    def past_day(self, on: date | None) -> date:
        """The day on which something happened: today unless given, never in the future."""
        if on is not None and on > self.today:
            raise UsageError(
                f"{on.isoformat()} is in the future",
                field="on",
                hint="log a talk on the day it happened; plan one with its due date",
            )
        return on or self.today


_LETTERS = {
    "people": "p",
    "units": "u",
    "ties": "t",
    "observations": "o",
    "engagements": "e",
    "concerns": "c",
    "asks": "a",
    "promises": "m",
    "evidence": "v",
    "bodies": "b",
    "snapshots": "s",
}

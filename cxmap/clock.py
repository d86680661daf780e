"""Today and now, handed in from outside so that every rule can be tested on a fixed day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the day (local calendar) and the moment (aware, UTC)."""

    def today(self) -> date:
        """The lead's calendar day."""
        ...

    def now(self) -> datetime:
        """The moment, with time zone UTC."""
        ...


class SystemClock:
    """The machine's own clock."""

    def today(self) -> date:
        """The local calendar day."""
        return datetime.now().astimezone().date()

    def now(self) -> datetime:
        """The moment, UTC."""
        return datetime.now(UTC)


class FixedClock:
    """Always the same day, for tests, samples and screenshots."""

    def __init__(self, day: date) -> None:
        self._day = day

    def today(self) -> date:
        """The day it was made with."""
        return self._day

    def now(self) -> datetime:
        """Noon of that day, UTC."""
        return datetime(self._day.year, self._day.month, self._day.day, 12, tzinfo=UTC)

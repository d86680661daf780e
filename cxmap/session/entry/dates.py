"""Days as people type them: ISO, ``today``, ``fri``, ``+7``, ``2w``."""

from __future__ import annotations

import re
from datetime import date, timedelta

from cxmap.errors import UsageError

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_UNITS = {"": 1, "d": 1, "w": 7}


def parse_day(text: str, today: date, *, field: str = "date") -> date:
    """Read a day.

    Args:
        text: ``2026-03-09``, ``today``, ``yesterday``, ``tomorrow``, a weekday (the next one, today
            excluded), ``+7`` or ``+2w`` from today, ``-3`` days ago.
        today: The day it is counted from.
        field: Name of the field, for the message.

    Raises:
        UsageError: If it is none of these; says which forms are understood.
    """
    word = text.strip().casefold()
    named = {"today": 0, "now": 0, "tomorrow": 1, "yesterday": -1}
    if word in named:
        return today + timedelta(days=named[word])
    if word[:3] in _WEEKDAYS and word.isalpha():
        ahead = (_WEEKDAYS.index(word[:3]) - today.weekday()) % 7 or 7
        return today + timedelta(days=ahead)
    if step := re.fullmatch(r"([+-])(\d{1,4})([dw]?)", word):
        days = int(step[2]) * _UNITS[step[3]]
        return today + timedelta(days=days if step[1] == "+" else -days)
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise UsageError(
            f"{text!r} is no day",
            field=field,
            hint="write 2026-03-09, fri, tomorrow, +7 or +2w",
        ) from None

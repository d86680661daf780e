"""Days to keep as a calendar file (iCalendar, RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from cxmap.exchange.writers.content_lines import block, list_line, text_line, write_lines

_REMINDER = "PT8H"
"""The reminder comes at eight in the morning of the first day."""
_FIRST_VERSION = date(2020, 1, 1)
"""The number of a version is the days since then, so a later export replaces an earlier one."""


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Something that takes place on whole days. Nobody is invited to it."""

    uid: str
    """Stays the same, so that a second import moves the event."""
    title: str
    first_day: date
    last_day: date
    """Belongs to the event."""
    description: str = ""
    categories: tuple[str, ...] = ()


def write_calendar(name: str, events: Iterable[Event], *, made_on: date) -> bytes:
    """Events as a calendar, private and without blocking the days.

    Whole days carry no time zone, so every program shows them on the right day.

    Args:
        name: What the calendar is called.
        events: Each with a reminder on the morning of its first day.
        made_on: The day of the export.
    """
    lines = ["VERSION:2.0", "PRODID:-//cxmap//cxmap//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines.append(text_line("X-WR-CALNAME", name))
    for event in events:
        lines += block("VEVENT", _event(event, made_on))
    return write_lines(block("VCALENDAR", lines))


def _event(event: Event, made_on: date) -> list[str]:
    after = date.fromordinal(event.last_day.toordinal() + 1)
    lines = [
        text_line("UID", event.uid),
        f"DTSTAMP:{made_on:%Y%m%d}T120000Z",
        f"SEQUENCE:{max((made_on - _FIRST_VERSION).days, 0)}",
        f"DTSTART;VALUE=DATE:{event.first_day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{after:%Y%m%d}",
        text_line("SUMMARY", event.title),
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
    ]
    if event.description:
        lines.append(text_line("DESCRIPTION", event.description))
    if event.categories:
        lines.append(list_line("CATEGORIES", event.categories))
    alarm = ["ACTION:DISPLAY", text_line("DESCRIPTION", event.title), f"TRIGGER:{_REMINDER}"]
    return [*lines, *block("VALARM", alarm)]

"""Typing in leaders: one line a person, indented under the one they report to."""

from __future__ import annotations

import msgspec

from cxmap.errors import UsageError
from cxmap.model.initiative import INITIATIVE
from cxmap.model.orgmap import Edit
from cxmap.model.people import Person
from cxmap.model.words import PersonId
from cxmap.session.desk import Desk, Intent
from cxmap.session.importing.guesses import with_guesses
from cxmap.text import clean_line

_TAB = 4
"""Columns of a tab in front of a name."""


class OutlineLine(msgspec.Struct, frozen=True, kw_only=True):
    """One person of an outline."""

    line: int
    """Its line, counted from 1."""
    indent: int
    """Columns in front of the name."""
    name: str
    title: str
    unit: str


def read_outline(text: str) -> tuple[OutlineLine, ...]:
    """The people of an outline: ``Name, title, unit``, the last two may be missing.

    Empty lines are passed over; bullets in front of a name are taken off. A tab or a semicolon
    separates as well as a comma, so that rows pasted from a sheet read the same.

    Raises:
        UsageError: If a line has no name; names the line.
    """
    found = []
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.replace("\t", " " * _TAB) if not raw.strip().count("\t") else raw
        if not line.strip():
            continue
        body = line.lstrip()
        indent = len(line) - len(body)
        body = body.lstrip("-*•·").strip()
        mark = next((mark for mark in ("\t", ";", ",") if mark in body), ",")
        name, title, unit = (clean_line(part) for part in (*body.split(mark, 2), "", "")[:3])
        if not name:
            raise UsageError(f"line {number} has no name", field="people", hint="Name, title, unit")
        found.append(OutlineLine(line=number, indent=indent, name=name, title=title, unit=unit))
    return tuple(found)


def add_people(desk: Desk, text: str, *, under: PersonId | None = None) -> Intent:
    """Put everybody of an outline on the map, with function and role guessed from the titles.

    A line that is indented more than the one before reports to it. Lines at the left edge report to
    ``under``; on an empty map the first one is the president and the others report to them.

    Args:
        desk: The map and the day.
        text: The outline.
        under: To whom the lines at the left edge report; None for nobody.

    Raises:
        UsageError: If nobody is typed, or a line has no name.
    """
    lines = read_outline(text)
    if not lines:
        raise UsageError("nobody is typed yet", field="people", hint="Name, title, unit")
    begins = not desk.org.people and under is None
    now = desk
    edits: list[Edit] = []
    above: list[tuple[int, PersonId]] = []
    for line in lines:
        while above and above[-1][0] >= line.indent:
            above.pop()
        boss = above[-1][1] if above else under
        if boss is None and begins and edits:
            boss = edits[0].id
        person = Person(
            id=now.new_id("people"),
            display_name=line.name,
            title=line.title,
            department=line.unit,
            manager=boss,
        )
        made = [Edit("people", person.id, person)]
        if begins and not edits:
            crown = msgspec.structs.replace(now.org.initiative, president=person.id)
            made.append(Edit("settings", INITIATIVE, crown))
        now = now.after(made)
        known = with_guesses(now, person)
        made[0] = Edit("people", person.id, known)
        now = now.after(made[:1])
        edits += made
        above.append((line.indent, person.id))
    count = f"{len(lines)} people" if len(lines) > 1 else lines[0].name
    return Intent(
        name="add_people",
        summary=f"Added {count}",
        edits=tuple(edits),
        id=edits[0].id,
    )

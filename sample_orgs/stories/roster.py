"""Reading a sample's ``people.csv``: a personnel list with what the lead has made of it.

The first columns are what a personnel system would give (the file can be imported as it is). The last
three are the lead's: ``Function`` and ``Role`` as words of the map, ``Guess`` the confidence 0-1 where
both are still guessed from the title, empty where the lead has confirmed them.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from cxmap.model.orgmap import Edit
from cxmap.model.people import Person, Tie, Unit
from cxmap.model.words import Basis, Flag, PersonId, Role, TieKind
from cxmap.session.desk import Desk, Intent

VACANT = "Vacant: "
"""How the name of a post begins that nobody holds."""

GUESSED_FROM_TITLE = 1
"""Confidence (1-3) of what a list shows without anybody having said so."""


def bring_in(desk: Desk, file: Path) -> Intent:
    """Everybody in a ``people.csv`` with units and reporting lines, as one step of the history.

    Managers and dotted lines are given by name; every name in the file must be there once.
    """
    rows = list(_rows(file))
    ids = {row["Name"]: desk.new_id("people") for row in rows}
    if len(ids) < len(rows):
        raise ValueError(f"{file}: a name stands there twice")
    edits = [
        Edit("people", ids[row["Name"]], _person(row, ids, f"{file.name}:{line}"))
        for line, row in enumerate(rows, start=2)
    ]
    edits += _dotted(desk, rows, ids)
    edits += _units(desk, rows, ids)
    return Intent(
        name="import", summary=f"Brought in {len(rows)} people from {file.name}", edits=tuple(edits)
    )


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _person(row: dict[str, str], ids: dict[str, PersonId], source: str) -> Person:
    guess = float(row["Guess"]) if row["Guess"] else None
    vacant = row["Name"].startswith(VACANT)
    aside = row["Function"] == "gatekeeper"
    return Person(
        id=ids[row["Name"]],
        display_name=row["Name"],
        title=row["Title"],
        emails=(row["Email"],) if row["Email"] else (),
        employee_number=row["Employee Number"],
        organization=row["Organisation"],
        division=row["Division"],
        department=row["Department"],
        location=row["Location"],
        manager=ids[row["Reports to"]] if row["Reports to"] else None,
        function=row["Function"],
        function_confidence=guess,
        roles=tuple(Role(word) for word in row["Role"].split()),
        roles_confidence=guess,
        flags=(Flag.GATEKEEPER,) if aside else (),
        placeholder=vacant,
        source=source,
        source_key=row["Employee Number"],
    )


def _dotted(desk: Desk, rows: list[dict[str, str]], ids: dict[str, PersonId]) -> list[Edit]:
    edits = []
    for row in rows:
        for boss in filter(None, row["Dotted line manager"].split(";")):
            tie = Tie(
                id=desk.new_id("ties"),
                a=ids[row["Name"]],
                b=ids[boss.strip()],
                kind=TieKind.DOTTED,
                as_of=desk.today,
                basis=Basis.OBSERVED,
            )
            edits.append(Edit("ties", tie.id, tie))
    return edits


def _units(desk: Desk, rows: list[dict[str, str]], ids: dict[str, PersonId]) -> list[Edit]:
    """Divisions, and the departments in them; the first person listed in one heads it."""
    units: dict[tuple[str, str], Unit] = {}
    for row in rows:
        division = units.get((row["Division"], ""))
        if division is None:
            division = Unit(id=desk.new_id("units"), name=row["Division"], head=ids[row["Name"]])
            units[row["Division"], ""] = division
        place = (row["Division"], row["Department"])
        if row["Department"] != row["Division"] and place not in units:
            units[place] = Unit(
                id=desk.new_id("units"),
                name=row["Department"],
                parent=division.id,
                head=ids[row["Name"]],
            )
    return [Edit("units", unit.id, unit) for unit in units.values()]

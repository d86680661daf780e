"""Keeping what was supposed under a name, and letting go of it."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from cxmap.errors import UsageError
from cxmap.model.initiative import INITIATIVE, Initiative, Scenario
from cxmap.model.orgmap import Edit
from cxmap.session.desk import Desk, Intent
from cxmap.session.planning.supposing import suppose
from cxmap.text import clean_line, fold

LONGEST_NAME = 60
"""Letters of a scenario's name; it heads a column."""


def keep_scenario(desk: Desk, name: str, changes: Iterable[str]) -> Intent:
    """Keep some changes under a name; a scenario of that name is replaced.

    Args:
        desk: The map and the day.
        name: How it is called.
        changes: As for ``suppose``.

    Raises:
        UsageError: If the name is empty or too long, there is nothing to keep, or a change does not
            fit the map.
    """
    shown = clean_line(name)
    if not shown or len(shown) > LONGEST_NAME:
        raise UsageError(
            "a scenario needs a name of at most 60 letters", field="name", hint="e.g. Carla leaves"
        )
    understood = suppose(desk, changes).changes
    if not understood:
        raise UsageError(
            "there is nothing to keep", field="changes", hint="suppose something first"
        )
    made = Scenario(name=shown, changes=tuple(one.text for one in understood), kept_on=desk.today)
    rest = tuple(kept for kept in desk.org.initiative.scenarios if fold(kept.name) != fold(shown))
    return _settled(desk, (*rest, made), "keep_scenario", f"Kept the scenario {shown}")


def drop_scenario(desk: Desk, name: str) -> Intent:
    """Let go of a scenario.

    Raises:
        UsageError: If there is none of that name; lists those there are.
    """
    found = scenario_named(desk, name)
    rest = tuple(kept for kept in desk.org.initiative.scenarios if kept is not found)
    return _settled(desk, rest, "drop_scenario", f"Dropped the scenario {found.name}")


def scenario_named(desk: Desk, name: str) -> Scenario:
    """The kept scenario of a name; case and accents ignored.

    Raises:
        UsageError: If there is none; lists those there are.
    """
    kept = desk.org.initiative.scenarios
    for scenario in kept:
        if fold(scenario.name) == fold(clean_line(name)):
            return scenario
    known = ", ".join(scenario.name for scenario in kept)
    raise UsageError(
        f"there is no scenario {clean_line(name)!r}",
        field="name",
        hint=f"kept: {known}" if known else "none is kept yet",
    )


def _settled(desk: Desk, scenarios: tuple[Scenario, ...], name: str, summary: str) -> Intent:
    before = desk.org.initiative
    after: Initiative = msgspec.structs.replace(before, scenarios=scenarios)
    edits = () if after == before else (Edit("settings", INITIATIVE, after),)
    return Intent(name=name, summary=summary, edits=edits)

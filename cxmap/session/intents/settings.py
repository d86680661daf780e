"""The initiative's settings: who I am, who decides, who counts, and the planning numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from cxmap.errors import UsageError
from cxmap.model.initiative import INITIATIVE, Initiative
from cxmap.model.orgmap import Edit
from cxmap.model.people import Person
from cxmap.model.words import PersonId, Role
from cxmap.session.desk import Desk, Intent


def change_settings(desk: Desk, changes: Mapping[str, Any]) -> Intent:
    """Change fields of the initiative; the rest stays.

    Setting ``president`` moves the role: the person gets it, the one who had it becomes ``other``.

    Raises:
        UsageError: If a person named is not on the map, or a must-have would make the
            critical mass wait for itself: the president hears it last, and I am never counted.
    """
    before = desk.org.initiative
    after: Initiative = msgspec.structs.replace(before, **changes)
    for person in (after.me, after.president, *after.level_plus, *after.level_minus):
        if person is not None:
            desk.person(person)
    if not changes.keys().isdisjoint({"mass", "me", "president"}):
        _refuse_circles(desk, after)
    edits: list[Edit] = []
    if after != before or INITIATIVE not in desk.org.table("settings"):
        edits.append(Edit("settings", INITIATIVE, after))
    if "president" in changes and after.president is not None:
        edits += crown(desk, after.president)
    said = ", ".join(name.replace("_", " ") for name in sorted(changes))
    return Intent(
        name="change_settings", summary=f"Changed the settings: {said}", edits=tuple(edits)
    )


def _refuse_circles(desk: Desk, after: Initiative) -> None:
    """Let nobody be a must-have who comes on board only after the must-haves, or never.

    Raises:
        UsageError: With the setting, and what to do.
    """
    before = desk.org.initiative
    president = after.president or desk.hierarchy.president
    is_same = (after.me, president) == (before.me, desk.hierarchy.president)
    known = before.mass.must_haves if is_same else ()
    for person in after.mass.must_haves:
        if person in known or person not in (after.me, president):
            continue
        name = desk.person(person).display_name
        why = f"{name} is you, and you are never counted"
        if person == president:
            why = f"{name} is the president, who hears it once critical mass is there"
        raise UsageError(
            f"{why}; as a must-have critical mass would wait for itself",
            field="mass.must_haves",
            hint=f"leave {name} out of the must-haves",
        )


def crown(desk: Desk, president: PersonId) -> list[Edit]:
    """The edits that give one person, and nobody else, the role of president."""
    edits: list[Edit] = []
    for person in desk.org.people.values():
        has = Role.PRESIDENT in person.roles
        if has == (person.id == president):
            continue
        roles = (Role.PRESIDENT,) if person.id == president else (Role.OTHER,)
        after: Person = msgspec.structs.replace(person, roles=roles, roles_confidence=None)
        edits.append(Edit("people", person.id, after))
    return edits


def set_on_level(desk: Desk, person: PersonId, *, on_level: bool) -> Intent:
    """Count somebody on the leadership level, or leave them out, whatever the chart says."""
    name = desk.person(person).display_name
    settings = desk.org.initiative
    plus = tuple(who for who in settings.level_plus if who != person)
    minus = tuple(who for who in settings.level_minus if who != person)
    bare = msgspec.structs.replace(settings, level_plus=plus, level_minus=minus)
    there = (
        person
        in type(desk.hierarchy)(
            desk.org.with_edits([Edit("settings", INITIATIVE, bare)])
        ).leadership
    )
    if on_level and not there:
        bare = msgspec.structs.replace(bare, level_plus=(*plus, person))
    elif not on_level and there:
        bare = msgspec.structs.replace(bare, level_minus=(*minus, person))
    where = "counts on the leadership level" if on_level else "is left out of the leadership level"
    return Intent(
        name="set_on_level",
        summary=f"{name} {where}",
        edits=() if bare == settings else (Edit("settings", INITIATIVE, bare),),
        id=person,
    )

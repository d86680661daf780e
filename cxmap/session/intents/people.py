"""Adding people, changing what is known of them, taking them out, pinning and skipping."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from cxmap.errors import UsageError
from cxmap.model.initiative import INITIATIVE, Initiative
from cxmap.model.orgmap import Edit
from cxmap.model.people import Hold, Person
from cxmap.model.words import PersonId, Role
from cxmap.session.desk import Desk, Intent
from cxmap.session.importing.guesses import with_guesses
from cxmap.text import clean_line, clean_text


def add_person(desk: Desk, /, name: str, **fields: Any) -> Intent:  # noqa: ANN401 - any field of a person
    """Put somebody on the map, with function and role guessed from the title unless given.

    Args:
        desk: The map and the day.
        name: Full name as it is to be shown; cleaned, must not be empty.
        fields: Any field of ``Person``: title, department, manager, emails, notes, …

    Raises:
        UsageError: If the name is empty or the manager is not on the map.
    """
    shown = clean_line(name)
    if not shown:
        raise UsageError("a person needs a name", field="name")
    if fields.get("manager") is not None:
        desk.person(fields["manager"])
    made = Person(id=desk.new_id("people"), display_name=shown, **_cleaned(fields))
    person = with_guesses(desk, made)
    return Intent(
        name="add_person",
        summary=f"Added {shown}",
        edits=(Edit("people", person.id, person),),
        id=person.id,
    )


def change_person(desk: Desk, person: PersonId, changes: Mapping[str, Any]) -> Intent:
    """Change fields of a person; the rest stays.

    Args:
        desk: The map and the day.
        person: Whose fields.
        changes: Field of ``Person`` to its new value.

    Raises:
        UsageError: If a change would make the person their own manager, directly or in a circle.
    """
    before = desk.person(person)
    changes = _cleaned(changes)
    boss = changes.get("manager")
    if boss is not None:
        desk.person(boss)
        if boss == person or person in desk.hierarchy.chain(boss):
            raise UsageError(
                f"{before.display_name} would report to themselves",
                field="manager",
                hint="change the other reporting line first",
            )
    if "display_name" in changes and not changes["display_name"]:
        raise UsageError("a person needs a name", field="display_name")
    after = msgspec.structs.replace(before, **changes)
    said = ", ".join(sorted(changes))
    return Intent(
        name="change_person",
        summary=f"Changed {said} of {before.display_name}",
        edits=() if after == before else (Edit("people", person, after),),
        id=person,
    )


def confirm_role(
    desk: Desk, person: PersonId, roles: tuple[Role, ...] = (), *, function: str = ""
) -> Intent:
    """Say that a proposed role is right, or what it is instead (by hand, so no confidence stays).

    Args:
        desk: The map and the day.
        person: Whose role.
        roles: The part they play; as it stands unless given.
        function: Family of the playbook that is right as well; untouched unless given.
    """
    before = desk.person(person)
    after = msgspec.structs.replace(
        before, roles=roles or before.roles or (Role.OTHER,), roles_confidence=None
    )
    if function:
        after = msgspec.structs.replace(after, function=function, function_confidence=None)
    words = " and ".join(role.value.replace("_", " ") for role in after.roles)
    return Intent(
        name="confirm_role",
        summary=f"{before.display_name} is {words}",
        edits=() if after == before else (Edit("people", person, after),),
        id=person,
    )


def remove_person(desk: Desk, person: PersonId) -> Intent:
    """Take somebody off the map with everything that is only about them.

    Reports move up to the next manager; ties, judgements, asks, promises, concerns go; talks stay
    with those who remain; evidence stays without the name. One undo brings all of it back.
    """
    gone = desk.person(person)
    org = desk.org
    edits: list[Edit] = [Edit("people", person, None)]
    edits += [
        Edit("people", other.id, msgspec.structs.replace(other, manager=gone.manager))
        for other in org.people.values()
        if other.manager == person and other.id != person
    ]
    edits += [Edit("ties", tie.id, None) for tie in org.ties.values() if person in (tie.a, tie.b)]
    for table in ("observations", "asks", "promises", "concerns"):
        edits += [
            Edit(table, key, None)
            for key, row in org.table(table).items()
            if getattr(row, "person", None) == person
        ]
    for met in org.engagements_of(person):
        others = tuple(who for who in met.people if who != person)
        left = msgspec.structs.replace(met, people=others) if others else None
        edits.append(Edit("engagements", met.id, left))
    edits += [
        Edit("evidence", seen.id, msgspec.structs.replace(seen, person=None))
        for seen in org.evidence_of(person)
    ]
    edits += [
        Edit(
            "bodies",
            body.id,
            msgspec.structs.replace(body, members=tuple(m for m in body.members if m != person)),
        )
        for body in org.bodies.values()
        if person in body.members
    ]
    settings = without_person(org.initiative, person)
    if settings != org.initiative:
        edits.append(Edit("settings", INITIATIVE, settings))
    return Intent(
        name="remove_person",
        summary=f"Took {gone.display_name} off the map",
        edits=tuple(edits),
        id=person,
    )


def without_person(settings: Initiative, person: PersonId) -> Initiative:
    """The initiative with no mention of a person."""

    def rest(people: tuple[PersonId, ...]) -> tuple[PersonId, ...]:
        return tuple(who for who in people if who != person)

    return msgspec.structs.replace(
        settings,
        me=None if settings.me == person else settings.me,
        president=None if settings.president == person else settings.president,
        my_unit=None if settings.my_unit == person else settings.my_unit,
        level_plus=rest(settings.level_plus),
        level_minus=rest(settings.level_minus),
        scenarios=tuple(
            kept
            for kept in settings.scenarios
            if not any(person in names_in(change) for change in kept.changes)
        ),
        mass=msgspec.structs.replace(
            settings.mass,
            must_haves=rest(settings.mass.must_haves),
            vetoes=rest(settings.mass.vetoes),
        ),
    )


def names_in(change: str) -> list[str]:
    """The ids that a kept change of a scenario names: ``tie:p1>p2=trusts:4`` has ``p1`` and ``p2``."""
    return re.split(r"[:>=]", change)


def pin(desk: Desk, person: PersonId, *, off: bool = False) -> Intent:
    """Put somebody first in the plan, or take the pin off."""
    before = desk.person(person)
    after = msgspec.structs.replace(before, pinned=not off, hold=before.hold if off else None)
    return Intent(
        name="pin",
        summary=f"{'Took the pin off' if off else 'Pinned'} {before.display_name}",
        edits=() if after == before else (Edit("people", person, after),),
        id=person,
    )


def skip(
    desk: Desk,
    person: PersonId,
    *,
    reason: str = "",
    until: date | None = None,
    off: bool = False,
) -> Intent:
    """Keep somebody out of the suggestions: until a day (snoozed) or until taken off (skipped)."""
    before = desk.person(person)
    if until is not None and until <= desk.today:
        raise UsageError("that day has passed", field="until", hint="name a day to come, e.g. +14")
    hold = None if off else Hold(since=desk.today, until=until, reason=clean_text(reason).strip())
    after = msgspec.structs.replace(before, hold=hold, pinned=before.pinned if off else False)
    if off:
        said = f"{before.display_name} may be suggested again"
    elif until:
        said = f"Snoozed {before.display_name} until {until.isoformat()}"
    else:
        said = f"Skipped {before.display_name}"
    return Intent(
        name="skip" if until is None else "snooze",
        summary=said,
        edits=() if after == before else (Edit("people", person, after),),
        id=person,
    )


def _cleaned(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Typed text, fit to be stored: one line except for notes."""
    many = {"notes", "priorities", "objectives", "expects_of_program", "brings", "frame"}
    made: dict[str, Any] = {}
    for name, value in fields.items():
        if isinstance(value, str) and type(value) is str:
            made[name] = clean_text(value).strip() if name in many else clean_line(value)
        else:
            made[name] = value
    return made

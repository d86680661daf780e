"""FIELD=VALUE: what is typed about a person, read into one step that one undo takes back.

Fields of the person, judgements (power, stance, …), flags (``gatekeeper=yes``) and the two places in
the initiative (``me=yes``, ``president=yes``) may be mixed freely.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from cxmap.errors import UsageError
from cxmap.model.judgements import Value
from cxmap.model.words import (
    Barrier,
    Basis,
    Commitment,
    Dimension,
    Flag,
    PersonId,
    Role,
    Stance,
    Visibility,
)
from cxmap.session.dates import parse_day
from cxmap.session.desk import Desk, Intent
from cxmap.session.intents.judgements import check_value, judge
from cxmap.session.intents.people import change_person
from cxmap.session.intents.settings import change_settings
from cxmap.session.persons import find_person
from cxmap.session.together import Together
from cxmap.session.typed import (
    nearest,
    plain_word,
    whole_number,
    word_of,
    words_in,
    yes_no_or_unknown,
    yes_or_no,
)

Pairs = Mapping[str, str] | Iterable[tuple[str, str]]
"""Fields and their typed values; pairs where a field may stand twice."""

TYPED, GUESSED = 2, 1
"""Confidence of what is typed, and of what is said to be a guess (1 guess, 2 likely, 3 sure)."""

_LONGEST_CADENCE = 3660
_NOBODY = frozenset({"", "nobody", "none", "-"})


def set_fields(
    desk: Desk,
    person: PersonId,
    fields: Pairs,
    *,
    basis: Basis = Basis.OBSERVED,
    told_by: str = "",
    confidence: int | None = None,
    on: date | None = None,
    note: str = "",
) -> Intent:
    """Change what is known about a person, from typed text.

    Args:
        desk: The map and the day.
        person: Whose fields.
        fields: Name or alias of a field to its text; see ``FIELDS``, ``DIMENSIONS``, ``FLAGS``.
        basis: Where the judgements among them come from.
        told_by: Who said so; makes the basis ``told_by``.
        confidence: 1 guess, 2 likely, 3 sure; 2 unless given, 1 for a guess.
        on: The day on which the judgements were made; today unless given.
        note: The lead's words on the judgements.

    Raises:
        UsageError: If a field is unknown (names the nearest), given twice, or its value does not
            fit.
    """
    before = desk.person(person)
    typed = _named(fields)
    if told_by:
        basis = Basis.TOLD_BY
    if confidence is None:
        confidence = GUESSED if basis is Basis.GUESS else TYPED
    step = Together(desk)
    changes = _changes(desk, person, typed)
    if changes:
        step.take(change_person, person, changes)
    for place in ("me", "president"):
        if place in typed:
            _seat(step, person, place, taken=yes_or_no(typed[place], place))
    for name, text in typed.items():
        if name in DIMENSIONS:
            dimension = Dimension(name)
            step.take(
                judge, person, dimension, _judged(dimension, text),
                basis=basis, told_by=told_by, confidence=confidence, on=on, note=note,
            )  # fmt: skip
    said = ", ".join(name.replace("_", " ") for name in typed)
    return step.as_intent("set", f"Set {said} of {before.display_name}", made=person)


def canonical_field(name: str) -> str:
    """The field that is meant by a typed name.

    Raises:
        UsageError: If there is none; names the nearest and all there are.
    """
    word = plain_word(name)
    word = ALIASES.get(word, word)
    known = (*FIELDS, *DIMENSIONS, *FLAGS, *PLACES)
    if word in known:
        return word
    try:
        found = nearest(word, (*known, *ALIASES), name)
    except UsageError as error:
        raise UsageError(
            f"there is no field {name.strip()!r}", field=name.strip(), hint=error.hint
        ) from None
    return ALIASES.get(found, found)


def split_pair(text: str) -> tuple[str, str]:
    """``FIELD=VALUE`` in two.

    Raises:
        UsageError: If there is no equals sign or no field before it.
    """
    field, sign, value = text.partition("=")
    if not sign or not field.strip():
        raise UsageError(
            f"{text!r} is no FIELD=VALUE", field=text, hint='for example title="VP Sales"'
        )
    return field.strip(), value


def _named(fields: Pairs) -> dict[str, str]:
    """Canonical field to text, in the order typed."""
    pairs = fields.items() if isinstance(fields, Mapping) else fields
    typed: dict[str, str] = {}
    for name, text in pairs:
        field = canonical_field(name)
        if field in typed:
            raise UsageError(f"{field} is given twice", field=field)
        typed[field] = text
    return typed


def _changes(desk: Desk, person: PersonId, typed: Mapping[str, str]) -> dict[str, Any]:
    """Fields of the person to their new values; flags given one by one are merged."""
    made: dict[str, Any] = {}
    for name, text in typed.items():
        if name in FIELDS:
            made |= FIELDS[name](desk, text)
    flags = set(made.get("flags", desk.person(person).flags))
    for name in typed:
        if name in FLAGS:
            flags = flags | {Flag(name)} if yes_or_no(typed[name], name) else flags - {Flag(name)}
    if "flags" in made or any(name in FLAGS for name in typed):
        made["flags"] = tuple(flag for flag in Flag if flag in flags)
    return made


def _seat(step: Together, person: PersonId, place: str, *, taken: bool) -> None:
    """Say that somebody is me or the president, or no longer."""
    held = getattr(step.desk.org.initiative, place) == person
    if taken and not held:
        step.take(change_settings, {place: person})
    if not taken:
        if held:
            step.take(change_settings, {place: None})
        roles = step.desk.person(person).roles
        if place == "president" and Role.PRESIDENT in roles:
            rest = tuple(role for role in roles if role is not Role.PRESIDENT) or (Role.OTHER,)
            step.take(change_person, person, {"roles": rest, "roles_confidence": None})


def _judged(dimension: Dimension, text: str) -> Value:
    """A judgement's value; words in any spelling of blanks, hyphens and case."""
    if dimension is Dimension.BARRIER:
        words = () if plain_word(text) in _NOBODY else words_in(text)
        return tuple(word_of(Barrier, word, dimension.value).value for word in words)
    if dimension in (Dimension.STANCE, Dimension.STANCE_REQUIRED):
        return word_of(Stance, text, dimension.value).value
    if dimension in (Dimension.COMMITMENT, Dimension.COMMITMENT_REQUIRED):
        return word_of(Commitment, text, dimension.value).value
    return check_value(dimension, text)


def _text(field: str) -> Callable[[Desk, str], dict[str, Any]]:
    return lambda _, text: {field: text}


def _maybe(field: str) -> Callable[[Desk, str], dict[str, Any]]:
    return lambda _, text: {field: yes_no_or_unknown(text, field)}


def _manager(desk: Desk, text: str) -> dict[str, Any]:
    gone = plain_word(text) in _NOBODY
    return {"manager": None if gone else find_person(desk.org, text)}


def _roles(_: Desk, text: str) -> dict[str, Any]:
    roles = tuple(dict.fromkeys(word_of(Role, word, "role") for word in words_in(text)))
    if Role.PRESIDENT in roles:
        raise UsageError("the president is one person", field="role", hint="write president=yes")
    return {"roles": roles, "roles_confidence": None}


def _flags(_: Desk, text: str) -> dict[str, Any]:
    return {"flags": tuple(word_of(Flag, word, "flags") for word in words_in(text))}


def _function(_: Desk, text: str) -> dict[str, Any]:
    return {"function": plain_word(text), "function_confidence": None}


def _cadence(_: Desk, text: str) -> dict[str, Any]:
    if plain_word(text) in _NOBODY:
        return {"cadence_days": None}
    return {"cadence_days": whole_number(text, "cadence", low=1, high=_LONGEST_CADENCE)}


def _left_on(desk: Desk, text: str) -> dict[str, Any]:
    if plain_word(text) in _NOBODY:
        return {"left_on": None, "active": True}
    day = desk.past_day(parse_day(text, desk.today, field="left_on"))
    return {"left_on": day, "active": False}


def _active(desk: Desk, text: str) -> dict[str, Any]:
    here = yes_or_no(text, "active")
    return {"active": here, "left_on": None if here else desk.today}


FIELDS: Mapping[str, Callable[[Desk, str], dict[str, Any]]] = MappingProxyType(
    {
        "name": _text("display_name"),
        "given_name": _text("given_name"),
        "family_name": _text("family_name"),
        "title": _text("title"),
        "email": lambda _, text: {"emails": words_in(text)},
        "employee_number": _text("employee_number"),
        "organization": _text("organization"),
        "division": _text("division"),
        "department": _text("department"),
        "location": _text("location"),
        "manager": _manager,
        "function": _function,
        "role": _roles,
        "flags": _flags,
        "reach": _maybe("reach"),
        "outside": _maybe("outside"),
        "brings": _text("brings"),
        "priorities": _text("priorities"),
        "objectives": _text("objectives"),
        "expects": _text("expects_of_program"),
        "frame": _text("frame"),
        "cadence": _cadence,
        "placeholder": lambda _, text: {"placeholder": yes_or_no(text, "placeholder")},
        "active": _active,
        "left_on": _left_on,
        "visibility": lambda _, text: {"visibility": word_of(Visibility, text, "visibility")},
        "tags": lambda _, text: {"tags": words_in(text)},
        "notes": _text("notes"),
    }
)
"""Every field of a person by the name under which it is typed, and what its text becomes."""

DIMENSIONS = tuple(dimension.value for dimension in Dimension)
"""Judgements: dated, with a basis, never overwritten."""

FLAGS = tuple(flag.value for flag in Flag)
"""Flags that may be typed alone, with yes or no."""

PLACES = ("me", "president")
"""What only one person of the map can be, with yes or no."""

ALIASES: Mapping[str, str] = MappingProxyType(
    {
        "display_name": "name", "full_name": "name", "first_name": "given_name",
        "given": "given_name", "last_name": "family_name", "surname": "family_name",
        "family": "family_name", "job_title": "title", "emails": "email", "e_mail": "email",
        "mail": "email", "number": "employee_number", "employee": "employee_number",
        "organisation": "organization", "company": "organization", "dept": "department",
        "unit": "department", "reports_to": "manager", "boss": "manager", "roles": "role",
        "expects_of_program": "expects", "message": "frame", "cadence_days": "cadence",
        "vacant": "placeholder", "left": "left_on", "tag": "tags", "note": "notes",
        "influence": "power", "barriers": "barrier",
    }
)  # fmt: skip
"""Other names under which fields may be typed."""

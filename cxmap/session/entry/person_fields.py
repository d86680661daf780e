"""What can be typed about a person: every field by its name, and what its text becomes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from cxmap.errors import UsageError
from cxmap.model.words import Dimension, Flag, Role, Visibility
from cxmap.session.desk import Desk
from cxmap.session.entry.dates import parse_day
from cxmap.session.entry.persons import find_person
from cxmap.session.entry.typed import (
    nearest,
    plain_word,
    whole_number,
    word_of,
    words_in,
    yes_no_or_unknown,
    yes_or_no,
)

_LONGEST_CADENCE = 3660

NOBODY = frozenset({"", "nobody", "none", "-"})
"""Words that empty a field which names somebody or lists something."""


def _text(field: str) -> Callable[[Desk, str], dict[str, Any]]:
    return lambda _, text: {field: text}


def _maybe(field: str) -> Callable[[Desk, str], dict[str, Any]]:
    return lambda _, text: {field: yes_no_or_unknown(text, field)}


def _manager(desk: Desk, text: str) -> dict[str, Any]:
    gone = plain_word(text) in NOBODY
    return {"manager": None if gone else find_person(desk.org, text)}


def _roles(_: Desk, text: str) -> dict[str, Any]:
    roles = tuple(dict.fromkeys(word_of(Role, word, "role") for word in words_in(text)))
    if Role.PRESIDENT in roles:
        raise UsageError("the president is one person", field="role", hint="write president=yes")
    return {"roles": roles, "roles_confidence": None}


def _flags(_: Desk, text: str) -> dict[str, Any]:
    return {"flags": tuple(word_of(Flag, word, "flags") for word in words_in(text))}


def _function(_: Desk, text: str) -> dict[str, Any]:
    word = plain_word(text)
    if word in NOBODY:
        return {"function": "", "function_confidence": None}
    from cxmap.playbook.book import playbook

    return {"function": nearest(word, playbook().families, "function"), "function_confidence": None}


def _cadence(_: Desk, text: str) -> dict[str, Any]:
    if plain_word(text) in NOBODY:
        return {"cadence_days": None}
    return {"cadence_days": whole_number(text, "cadence", low=1, high=_LONGEST_CADENCE)}


def _left_on(desk: Desk, text: str) -> dict[str, Any]:
    if plain_word(text) in NOBODY:
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

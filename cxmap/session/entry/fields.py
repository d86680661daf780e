"""FIELD=VALUE and KEY=VALUE: typed text, read into one step that one undo takes back.

About a person, fields, judgements (power, stance, …), flags (``gatekeeper=yes``) and the two places
in the initiative (``me=yes``, ``president=yes``) may be mixed freely.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any

from cxmap.errors import UsageError
from cxmap.model.judgements import Value
from cxmap.model.words import Barrier, Basis, Commitment, Dimension, Flag, PersonId, Role, Stance
from cxmap.session.desk import Desk, Intent
from cxmap.session.entry.person_fields import ALIASES, DIMENSIONS, FIELDS, FLAGS, NOBODY, PLACES
from cxmap.session.entry.settings_fields import change_setting, setting_named
from cxmap.session.entry.typed import plain_word, word_of, words_in, yes_or_no
from cxmap.session.intents.judgements import check_value, judge
from cxmap.session.intents.people import change_person
from cxmap.session.intents.settings import change_settings
from cxmap.session.together import Together
from cxmap.text import clean_line

Pairs = Mapping[str, str] | Iterable[tuple[str, str]]
"""Fields and their typed values; pairs where a field may stand twice."""

TYPED, GUESSED = 2, 1
"""Confidence of what is typed, and of what is said to be a guess (1 guess, 2 likely, 3 sure)."""


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


def settings_from_text(desk: Desk, changes: Pairs) -> Intent:
    """Change the settings of the initiative, from typed text.

    Args:
        desk: The map and the day.
        changes: Key to text, as ``settings_lines`` lists them: ``mass.quorum`` to ``0.6``,
            ``level+`` to a person, ``plan.capacity_per_week`` to ``3``.

    Raises:
        UsageError: If a key is unknown (names the nearest) or its value does not fit.
    """
    pairs = list(changes.items() if isinstance(changes, Mapping) else changes)
    step = Together(desk)
    for key, text in pairs:
        change_setting(step, setting_named(key), text)
    said = ", ".join(dict.fromkeys(setting_named(key).key for key, _ in pairs))
    return step.as_intent("change_settings", f"Changed the settings: {said}")


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
    near = get_close_matches(word, (*known, *ALIASES), n=1)
    raise UsageError(
        f"there is no field {clean_line(name)!r}",
        field=clean_line(name),
        hint=f"did you mean {ALIASES.get(near[0], near[0])}?"
        if near
        else f"there is: {', '.join(known)}",
    )


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
        words = () if plain_word(text) in NOBODY else words_in(text)
        return tuple(word_of(Barrier, word, dimension.value).value for word in words)
    if dimension in (Dimension.STANCE, Dimension.STANCE_REQUIRED):
        return word_of(Stance, text, dimension.value).value
    if dimension in (Dimension.COMMITMENT, Dimension.COMMITMENT_REQUIRED):
        return word_of(Commitment, text, dimension.value).value
    return check_value(dimension, text)

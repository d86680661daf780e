"""Judging people: stance, commitment, power, barrier and the rest, dated and with a basis."""

from __future__ import annotations

from datetime import date

from cxmap.errors import UsageError
from cxmap.model.judgements import Observation, Value
from cxmap.model.orgmap import Edit
from cxmap.model.words import Barrier, Basis, Commitment, Dimension, PersonId, Stance
from cxmap.session.desk import Desk, Intent
from cxmap.text import clean_line, clean_text

_LOWEST, _HIGHEST = 1, 5
_LEVELS = {"l": 1, "low": 1, "m": 3, "medium": 3, "h": 5, "high": 5}


def judge(
    desk: Desk,
    person: PersonId,
    dimension: Dimension,
    value: Value,
    *,
    on: date | None = None,
    basis: Basis = Basis.OBSERVED,
    told_by: str = "",
    confidence: int = 2,
    note: str = "",
) -> Intent:
    """Note a judgement; it becomes the current one unless a newer one is known.

    Args:
        desk: The map and the day.
        person: Who is judged.
        dimension: What is judged.
        value: A word of the scale, 1-5 (or L, M, H) for power, interest and receptiveness, or the
            barriers with the main one first.
        on: The day on which it was seen; today unless given, never in the future.
        basis: Observed, told by somebody, or a guess.
        told_by: Who said so.
        confidence: 1 guess, 2 likely, 3 sure.
        note: The lead's own words.

    Raises:
        UsageError: If the value is not on the scale of the dimension; names the scale.
    """
    found = desk.person(person)
    seen = Observation(
        id=desk.new_id("observations"),
        person=person,
        dimension=dimension,
        value=check_value(dimension, value),
        as_of=desk.past_day(on),
        basis=basis,
        told_by=clean_line(told_by),
        confidence=confidence,
        note=clean_text(note).strip(),
    )
    return Intent(
        name="judge",
        summary=f"{_name(dimension)} of {found.display_name}: {say_value(seen.value)}",
        edits=(Edit("observations", seen.id, seen),),
        id=seen.id,
    )


def check_value(dimension: Dimension, value: Value) -> Value:
    """The value as it is stored, or a refusal that names the scale."""
    try:
        if dimension in (Dimension.STANCE, Dimension.STANCE_REQUIRED):
            return Stance(str(value)).value
        if dimension in (Dimension.COMMITMENT, Dimension.COMMITMENT_REQUIRED):
            return Commitment(str(value)).value
        if dimension is Dimension.BARRIER:
            words = value if isinstance(value, tuple) else tuple(str(value).split(","))
            return tuple(Barrier(word.strip()).value for word in words if word.strip())
        number = _LEVELS.get(str(value).strip().casefold())
        if number is None:
            number = int(value) if not isinstance(value, tuple) else 0
        if _LOWEST <= number <= _HIGHEST:
            return number
    except ValueError:
        pass
    raise UsageError(
        f"{say_value(value)!r} is not on the scale",
        field=dimension.value,
        hint=f"use {scale_of(dimension)}",
    )


def scale_of(dimension: Dimension) -> str:
    """The words or numbers that a dimension takes, for messages and completion."""
    if dimension in (Dimension.STANCE, Dimension.STANCE_REQUIRED):
        return ", ".join(Stance)
    if dimension in (Dimension.COMMITMENT, Dimension.COMMITMENT_REQUIRED):
        return ", ".join(Commitment)
    if dimension is Dimension.BARRIER:
        return ", ".join(Barrier)
    return "1 to 5 (or L, M, H)"


def say_value(value: Value) -> str:
    """A judgement's value in words."""
    if isinstance(value, tuple):
        return ", ".join(word.replace("_", " ") for word in value) or "none"
    return str(value).replace("_", " ")


def _name(dimension: Dimension) -> str:
    return dimension.value.replace("_", " ").capitalize()

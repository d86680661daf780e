"""The forum gate: nobody should hear it for the first time in the room (design of the forum).

Everybody who will attend has been met one-on-one, nobody's stance is unknown, every open concern is
answered, and there is a message for each, the president included. Groups dwell on what all of them
know already (Lu, Yuan and McLeod 2012), so the forum confirms what the talks have settled.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from cxmap.model.words import Basis, Stance


class Attendee(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who will sit in the forum."""

    id: str
    name: str
    met_one_on_one: bool
    """A corridor talk or a group is not enough."""
    stance: str = Stance.UNKNOWN
    stance_basis: str = Basis.OBSERVED
    """A guess never satisfies a gate."""
    open_concerns: int = 0
    has_message: bool = False


class Missing(StrEnum):
    """What somebody still lacks before the forum."""

    NOT_MET = "not_met"
    UNKNOWN_STANCE = "unknown_stance"
    OPEN_CONCERN = "open_concern"
    NO_MESSAGE = "no_message"


class Gap(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to do before the forum."""

    person: str
    name: str
    missing: Missing
    text: str
    """What is missing, in words."""


class ForumGate(msgspec.Struct, frozen=True, kw_only=True):
    """Whether the forum may be held, and what is missing."""

    open: bool
    """True when nothing is missing and somebody attends."""
    ready: int
    """Attendees who lack nothing."""
    of: int
    """Attendees."""
    gaps: tuple[Gap, ...]
    text: str
    """The gate in one line: counts, then what is missing most."""


def forum_gate(attendees: Iterable[Attendee]) -> ForumGate:
    """Judge the forum gate.

    Args:
        attendees: Everybody who will sit in the forum, the president included, without the lead.

    Returns:
        The gate, closed with its gaps in the order of the attendees; over nobody it is closed.
    """
    people = list(attendees)
    gaps = tuple(gap for person in people for gap in _gaps_of(person))
    lacking = {gap.person for gap in gaps}
    ready = sum(person.id not in lacking for person in people)
    return ForumGate(
        open=bool(people) and not gaps,
        ready=ready,
        of=len(people),
        gaps=gaps,
        text=_text(len(people), ready, gaps),
    )


def _gaps_of(person: Attendee) -> list[Gap]:
    found: list[tuple[Missing, str]] = []
    if not person.met_one_on_one:
        found.append((Missing.NOT_MET, "not met one-on-one yet"))
    if person.stance == Stance.UNKNOWN:
        found.append((Missing.UNKNOWN_STANCE, "stance not known"))
    elif person.stance_basis == Basis.GUESS:
        found.append((Missing.UNKNOWN_STANCE, "stance only guessed"))
    if person.open_concerns:
        number = "one concern" if person.open_concerns == 1 else f"{person.open_concerns} concerns"
        found.append((Missing.OPEN_CONCERN, f"{number} not answered"))
    if not person.has_message:
        found.append((Missing.NO_MESSAGE, "no message prepared"))
    return [
        Gap(person=person.id, name=person.name, missing=kind, text=f"{person.name}: {text}")
        for kind, text in found
    ]


def _text(of: int, ready: int, gaps: tuple[Gap, ...]) -> str:
    if not of:
        return "Nobody is named for the forum yet."
    if not gaps:
        return f"All {of} are ready for the forum." if of > 1 else "The one attendee is ready."
    words = {
        Missing.NOT_MET: "to meet one-on-one",
        Missing.UNKNOWN_STANCE: "with a stance to find out",
        Missing.OPEN_CONCERN: "with a concern to answer",
        Missing.NO_MESSAGE: "without a message",
    }
    counts = [
        f"{sum(gap.missing is kind for gap in gaps)} {text}"
        for kind, text in words.items()
        if any(gap.missing is kind for gap in gaps)
    ]
    return f"{ready} of {of} ready: {', '.join(counts)}."

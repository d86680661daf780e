"""Drawing and removing ties; a solid reporting line is the manager, every other kind is a tie."""

from __future__ import annotations

import msgspec

from cxmap.errors import UsageError
from cxmap.model.orgmap import Edit
from cxmap.model.people import Tie
from cxmap.model.words import Basis, PersonId, TieKind
from cxmap.session.desk import Desk, Intent
from cxmap.session.intents.people import change_person
from cxmap.text import clean_text

_WEAKEST, _STRONGEST = 1, 5


def tie(
    desk: Desk,
    a: PersonId,
    kind: TieKind,
    b: PersonId,
    *,
    strength: int | None = None,
    note: str = "",
    basis: Basis = Basis.OBSERVED,
    confidence: int = 2,
) -> Intent:
    """Draw a tie from ``a`` to ``b``, or change the one of that kind that is there.

    ``reports_to`` sets the manager of ``a``. Mutual kinds (``allied_with``, ``friction``) are one
    tie whichever end is named first.

    Raises:
        UsageError: If both ends are the same person, or the strength is not 1-5.
    """
    ann, bob = desk.person(a), desk.person(b)
    if a == b:
        raise UsageError(f"{ann.display_name} cannot be tied to themselves", field="b")
    if strength is not None and not _WEAKEST <= strength <= _STRONGEST:
        raise UsageError(
            f"{strength} is no strength",
            field="strength",
            hint="1 met, 2 acquainted, 3 work together, 4 close, 5 decisive",
        )
    if kind is TieKind.REPORTS_TO:
        moved = change_person(desk, a, {"manager": b})
        said = f"{ann.display_name} reports to {bob.display_name}"
        return msgspec.structs.replace(moved, name="tie", summary=said)
    before = tie_between(desk, a, kind, b)
    made = Tie(
        id=before.id if before else desk.new_id("ties"),
        a=before.a if before else a,
        b=before.b if before else b,
        kind=kind,
        strength=strength if strength is not None else (before.strength if before else None),
        note=clean_text(note).strip() or (before.note if before else ""),
        as_of=desk.today,
        basis=basis,
        confidence=confidence,
    )
    return Intent(
        name="tie",
        summary=f"{ann.display_name} {say_kind(kind)} {bob.display_name}",
        edits=() if made == before else (Edit("ties", made.id, made),),
        id=made.id,
    )


def untie(desk: Desk, a: PersonId, kind: TieKind, b: PersonId) -> Intent:
    """Remove the tie of a kind between two people.

    Raises:
        UsageError: If there is none.
    """
    ann, bob = desk.person(a), desk.person(b)
    if kind is TieKind.REPORTS_TO and ann.manager == b:
        gone = change_person(desk, a, {"manager": None})
        said = f"{ann.display_name} no longer reports to {bob.display_name}"
        return msgspec.structs.replace(gone, name="untie", summary=said)
    before = tie_between(desk, a, kind, b)
    if before is None:
        raise UsageError(f"there is no tie: {ann.display_name} {say_kind(kind)} {bob.display_name}")
    return Intent(
        name="untie",
        summary=f"No longer: {ann.display_name} {say_kind(kind)} {bob.display_name}",
        edits=(Edit("ties", before.id, None),),
        id=before.id,
    )


def tie_between(desk: Desk, a: PersonId, kind: TieKind, b: PersonId) -> Tie | None:
    """The tie of a kind from ``a`` to ``b`` (either way for mutual kinds), or None."""
    for found in desk.org.ties_of(a):
        same_way = (found.a, found.b) == (a, b)
        if found.kind is kind and (same_way or (kind.is_mutual and (found.b, found.a) == (a, b))):
            return found
    return None


def say_kind(kind: TieKind) -> str:
    """A kind of tie as it reads between two names."""
    return _WORDS[kind]


_WORDS = {
    TieKind.REPORTS_TO: "reports to",
    TieKind.DOTTED: "also reports to",
    TieKind.INFLUENCES: "influences",
    TieKind.TRUSTS: "trusts",
    TieKind.ALLIED_WITH: "is allied with",
    TieKind.INTRODUCES: "can introduce me to",
    TieKind.FRICTION: "has friction with",
    TieKind.DRIVES: "drives a result of",
}

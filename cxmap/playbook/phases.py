"""The phases of a programme in order: a route, with what its opening inserts."""

from __future__ import annotations

import msgspec

from cxmap.errors import UsageError
from cxmap.playbook.book import Playbook, playbook
from cxmap.playbook.entries import Check, Phase

_INSERT_AFTER = "evidence"
"""Openings insert their phases once the first facts are there."""


class PlannedPhase(msgspec.Struct, frozen=True, kw_only=True):
    """A phase at its place in a programme."""

    phase: Phase
    number: int
    """Counted from 1."""
    checks: tuple[Check, ...]
    """Those that hold on this route."""


def phases_of(
    route: str, opening: str = "", book: Playbook | None = None
) -> tuple[PlannedPhase, ...]:
    """The phases of a route with an opening, in order.

    Args:
        route: ``narrow`` or ``broad``.
        opening: Id of an opening; empty when none is chosen.
        book: The playbook; the program's own when not given.

    Raises:
        UsageError: There is no such route or opening.
    """
    book = book or playbook()
    if route not in book.routes:
        raise UsageError(
            f"there is no route {route!r}", field="route", hint=f"one of {', '.join(book.routes)}"
        )
    if opening and opening not in book.openings:
        raise UsageError(
            f"there is no opening {opening!r}",
            field="opening",
            hint=f"one of {', '.join(book.openings)}",
        )
    order = list(book.routes[route].phases)
    inserted = book.openings[opening].inserts if opening else ()
    place = order.index(_INSERT_AFTER) + 1 if _INSERT_AFTER in order else len(order)
    for name in inserted:
        if name not in order and route in book.phases[name].routes:
            order.insert(place, name)
            place += 1
    return tuple(
        PlannedPhase(
            phase=book.phases[name],
            number=number,
            checks=tuple(
                check for check in book.phases[name].check if check.only_route in ("", route)
            ),
        )
        for number, name in enumerate(order, start=1)
    )


def weeks_of(phases: tuple[PlannedPhase, ...]) -> tuple[int, int]:
    """Shortest and longest usual duration of some phases, in weeks (judgement, not measured)."""
    return (
        sum(planned.phase.weeks[0] for planned in phases),
        sum(planned.phase.weeks[1] for planned in phases),
    )

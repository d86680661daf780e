"""Proved optima where people in friction hold each other back.

With friction an order of recruits is not enough: somebody may have to join in the very moment in
which others do, before the friction reaches them, and that takes talks in advance. But talks in
advance have no effect until their person joins, so they can all be put off until right before the
talk that sets off the settling in which they pay. A plan therefore is a chain of *surges*: talks in
advance with some, then all talks with one person, whose joining brings in everybody talked to in
advance, in the round in which they become ready. Between surges no talk is outstanding, so the
search still walks over sets of people.

Talks in advance are tried only with people whose joining a moment earlier can matter: those who
are held back themselves, or pull (over others too) at somebody who is.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import msgspec

from cxmap.plan.board import Board, bits
from cxmap.plan.bound import Bound
from cxmap.plan.exact import Ground


class Surge(msgspec.Struct, frozen=True):
    """One settling on its way: who is in, and the talks in advance that were needed for it."""

    group: int
    """The set on board after the rounds so far."""
    earlier: tuple[int, ...]
    """The sets before it, in all of which those still to join were not ready."""
    advance: tuple[tuple[int, int], ...]
    """Talks in advance, as (number, talks)."""


def swaying(board: Board) -> int:
    """Everybody whose joining a moment earlier can matter because of friction."""
    sway = 0
    for at in range(board.size):
        if any(points < 0 for _, points in board.pulls[at]):
            sway |= 1 << at
    pending = sway
    while pending:
        grown = sway
        for at in bits(pending):
            grown |= board.pullers[at]
        pending = grown & ~sway
        sway = grown
    return sway


def surges(
    board: Board, group: int, at: int, candidates: int
) -> Iterator[tuple[int, tuple[tuple[int, int], ...]]]:
    """Every settling that one person's joining can set off.

    Args:
        board: The problem.
        group: The set on board, settled.
        at: Who joins by a talk.
        candidates: With whom talks in advance are allowed and can matter.

    Yields:
        The settled set afterwards, and the talks in advance that it takes.
    """
    pending = [Surge(group | 1 << at, (group,), ())]
    while pending:
        surge = pending.pop()
        ready = 0
        for other in bits(board.unmet & ~surge.group):
            if not board.talks(other, surge.group):
                ready |= 1 << other
        offers = _offers(board, surge, candidates & ~ready)
        for size in range(len(offers) + 1):
            for chosen in combinations(offers, size):
                joined = ready | sum(1 << other for other, _ in chosen)
                if not joined:
                    yield surge.group, surge.advance
                    continue
                pending.append(
                    Surge(
                        surge.group | joined,
                        (*surge.earlier, surge.group),
                        (*surge.advance, *chosen),
                    )
                )


def _offers(board: Board, surge: Surge, candidates: int) -> list[tuple[int, int]]:
    """Who would join in the next round, and no sooner, with how many talks in advance."""
    offers: list[tuple[int, int]] = []
    for other in bits(candidates & ~surge.group):
        talks = board.talks(other, surge.group)
        if 0 < talks < min(board.talks(other, before) for before in surge.earlier):
            offers.append((other, talks))
    return offers


class Surges(Ground[int]):
    """Every surge is a step: for problems with friction and without pins."""

    def __init__(self, board: Board, bound: Bound) -> None:
        super().__init__(board, bound)
        self.sway = swaying(board)

    def start(self) -> int:
        """Today's people on board, settled."""
        return self.board.settle(self.board.today)

    def group(self, state: int) -> int:
        """The set on board: no talk is outstanding."""
        return state

    def due(self, state: int) -> int:
        """Least price of the rest."""
        return self.bound.rest(state)

    def onward(self, state: int) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Every surge that somebody's joining can set off."""
        allowed = self.board.open(state) & self.sway
        for at, talks in self.board.recruits(state):
            for after, advance in surges(self.board, state, at, allowed & ~(1 << at)):
                held = (*advance, (at, talks))
                yield after, tuple(who for who, times in held for _ in range(times))

"""Whom to win next, and whom to leave for the end: what a search has to try in a set, and no more.

Without friction it never hurts to have somebody on board earlier, and a plan keeps its price when a
person is moved to where they cost no more and others lose nothing. Two things follow.

* Somebody who can help nobody any more can as well be won last. Helping is: giving points to
  somebody who does not stand at their least price yet, introducing somebody who cannot be asked
  yet, filling a gate that is still closed, being waited for. A plan is therefore an order of those
  who help, and then the cheapest of the rest: its *end*.
* A leader who costs no more now than the cheapest optional leader ever can is in some best plan, if
  no must-have is missing: the leader who comes last in a plan can be exchanged for them.
"""

from __future__ import annotations

import msgspec

from cxmap.plan.board import NEVER, Board, bits
from cxmap.plan.bound import Bound


class Choice(msgspec.Struct, frozen=True):
    """What may come next in one set."""

    first: list[tuple[int, int]]
    """Whom to try next, as (number, talks)."""
    price: int
    """Price of the end from here; ``NEVER`` when there is none."""
    end: list[tuple[int, int]]
    """The people of the end, as (number, talks)."""


class Choices:
    """The choices on one board.

    Args:
        board: The problem; with friction, pins or unequal weights everybody is tried everywhere.
        bound: Its lower bounds.
    """

    def __init__(self, board: Board, bound: Bound) -> None:
        self.board = board
        self.simple = board.monotone and not board.pinned and board.equal_weights
        self.floor = bound.floor
        self.winnable = board.useful & bound.within
        self.opens = [0] * board.size
        for target, openers in enumerate(board.openers):
            for opener in bits(openers):
                self.opens[opener] |= 1 << target
        # Leaders who could come by themselves would make the last step worth more than one seat.
        optional = board.leaders & ~board.required
        self.single = not optional & board.unmet
        self.optional = sorted(
            (self.floor[at] * board.cost[at], at) for at in bits(optional & bound.within)
        )

    def of(self, group: int) -> Choice:
        """The choices in a settled set that is not enough yet."""
        board = self.board
        if not self.simple:
            return Choice(board.recruits(group), NEVER, [])
        allowed = board.open(group)
        recruits: list[tuple[int, int]] = []
        lacking = 0
        floor = self.floor
        for at, talks in board.prices(self.winnable & ~group, group):
            if talks > floor[at]:
                lacking |= 1 << at
            if allowed >> at & 1 and talks < NEVER:
                recruits.append((at, talks))
        sure = self._sure(group, recruits)
        if sure is not None:
            return Choice([sure], NEVER, [])
        shut = self.winnable & ~group & ~board.accessible(group)
        wanted = self._wanted(group)
        first: list[tuple[int, int]] = []
        last: list[tuple[int, int]] = []
        pulled_by, opens = board.pulled_by, self.opens
        for entry in recruits:
            at = entry[0]
            helps = pulled_by[at] & lacking or opens[at] & shut or wanted >> at & 1
            (first if helps else last).append(entry)
        price, end = self._end(group, last)
        return Choice(first, price, end)

    def _wanted(self, group: int) -> int:
        """Who fills a gate that is closed, or is waited for."""
        board = self.board
        wanted = 0
        if (group & board.outcome).bit_count() < board.gate_outcome:
            wanted = board.outcome
        if (group & board.drivers).bit_count() < board.gate_driver:
            wanted |= board.drivers
        for waiting, others in board.waits:
            if not group >> waiting & 1:
                wanted |= others
        return wanted

    def _sure(self, group: int, recruits: list[tuple[int, int]]) -> tuple[int, int] | None:
        """A leader who is in some best plan and costs no more now than at any time."""
        board = self.board
        if not self.single or board.required & ~group:
            return None
        for least, at in self.optional:
            if not group >> at & 1:
                for number, talks in recruits:
                    if talks * board.cost[number] <= least and board.leaders >> number & 1:
                        return number, talks
                return None
        return None

    def _end(self, group: int, last: list[tuple[int, int]]) -> tuple[int, list[tuple[int, int]]]:
        """The cheapest people who help nobody and make it enough."""
        board = self.board
        missing = board.required & ~group
        seats = board.quorum - board.weigh(group | missing)
        cost = board.cost
        end: list[tuple[int, int]] = []
        free: list[tuple[int, int, int]] = []
        for at, talks in last:
            if missing >> at & 1:
                missing &= ~(1 << at)
                end.append((at, talks))
            elif board.leaders >> at & 1:
                free.append((talks * cost[at], at, talks))
        if missing or len(free) < seats:
            return NEVER, []
        if seats > 0:
            free.sort()
            end += [(at, talks) for _, at, talks in free[:seats]]
        return sum(cost[at] * talks for at, talks in end), end

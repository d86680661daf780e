"""Whom to win next, and whom to leave for the end: what a search has to try in a set, and no more.

Without friction it never hurts to have somebody on board earlier, and a plan keeps its price when a
person is moved to where they cost no more and others lose nothing. Three things follow.

* Somebody who can help nobody any more can as well be won last. Helping is: giving points to
  somebody who does not stand at their least price yet, introducing somebody who cannot be asked
  yet, filling a gate that is still closed, being waited for. A plan is therefore an order of those
  who help, and then the cheapest of the rest: its *end*.
* A must-have who costs no more now than with everybody's help can as well be won at once.
* So can a leader who costs no more now than the cheapest optional leader ever can, if no must-have is
  missing: the leader who comes last in a plan can be exchanged for them.
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
        board: The problem; with friction or pins everybody is tried everywhere.
        bound: Its lower bounds.
        rough: Among leaders of unequal weights a good end is enough; the best one takes longer.
    """

    def __init__(self, board: Board, bound: Bound, *, rough: bool = False) -> None:
        self.board = board
        self.simple = board.monotone and not board.pinned
        self.rough = rough
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

    def of(self, group: int, room: int = NEVER) -> Choice:
        """The choices in a settled set that is not enough yet.

        Args:
            group: The set on board.
            room: Price from which on an end is of no use.
        """
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
        price, end = self._end(group, last, room)
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
        """Somebody in some best plan who costs no more now than at any time."""
        board = self.board
        missing = board.required & ~group
        for at, talks in recruits:
            if missing >> at & 1 and talks == self.floor[at]:
                return at, talks
        if missing or not self.single:
            return None
        left = [(least, at) for least, at in self.optional if not group >> at & 1]
        if not left:
            return None
        weight = 1 if board.equal_weights else max(board.weight[at] for _, at in left)
        for at, talks in recruits:
            if (
                talks * board.cost[at] <= left[0][0]
                and board.leaders >> at & 1
                and board.weight[at] >= weight
            ):
                return at, talks
        return None

    def _end(
        self, group: int, last: list[tuple[int, int]], room: int
    ) -> tuple[int, list[tuple[int, int]]]:
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
        if missing or (board.equal_weights and len(free) < seats):
            return NEVER, []
        paid = sum(cost[at] * talks for at, talks in end)
        if seats > 0:
            chosen = (
                sorted(free)[:seats]
                if board.equal_weights
                else self._cover(free, seats, room - paid)
            )
            if chosen is None:
                return NEVER, []
            paid += sum(price for price, _, _ in chosen)
            end += [(at, talks) for _, at, talks in chosen]
        return paid, end

    def _cover(
        self, free: list[tuple[int, int, int]], seats: int, room: int
    ) -> list[tuple[int, int, int]] | None:
        """The cheapest leaders of unequal weights who together weigh enough, below some price."""
        weight = self.board.weight
        free = sorted(free, key=lambda one: (one[0] / weight[one[1]], one))
        greedy: list[tuple[int, int, int]] = []
        lacking, least = seats, 0
        for one in free:
            part = min(weight[one[1]], lacking)
            least += -(-one[0] * part // weight[one[1]]) if part < weight[one[1]] else one[0]
            lacking -= part
            greedy.append(one)
            if not lacking:
                break
        if lacking or least >= room:
            return None
        spare = sum(weight[at] for _, at, _ in greedy) - seats
        for one in sorted(greedy, reverse=True):
            if weight[one[1]] <= spare:
                spare -= weight[one[1]]
                greedy.remove(one)
        if self.rough or sum(price for price, _, _ in greedy) <= least:
            return greedy
        return _cheapest_cover(free, [weight[at] for _, at, _ in free], seats)


def _cheapest_cover(
    free: list[tuple[int, int, int]], weights: list[int], seats: int
) -> list[tuple[int, int, int]]:
    """The cheapest choice that weighs enough, for every weight up to it from the lightest on."""
    best: list[tuple[int, int]] = [(0, 0), *([(NEVER, 0)] * seats)]
    for number, (price, _, _) in enumerate(free):
        for lacking in range(seats, 0, -1):
            before, mask = best[max(0, lacking - weights[number])]
            if before + price < best[lacking][0]:
                best[lacking] = (before + price, mask | 1 << number)
    return [free[number] for number in bits(best[seats][1])]

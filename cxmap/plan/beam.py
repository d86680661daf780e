"""A good plan quickly: beam search over orders of recruits.

From every set in the beam each person who can be won now is tried; the sets that look cheapest,
talks so far plus an estimate of the rest, go on. The estimate prices the missing leaders as they
stand today, adds the cheapest introduction for those who are blocked and the cheapest people that
a closed gate still lacks; people who fill a gate and are leaders themselves are discounted by a
factor, since they are paid for once. No single factor suits every problem, so several are run.

References:
    [1] B. T. Lowerre, "The HARPY Speech Recognition System", Carnegie Mellon University, 1976
        (beam search).
"""

from __future__ import annotations

from typing import TypeAlias

from cxmap.plan.board import NEVER, Board, bits

WIDTH = 32
"""Sets that go on from one recruit to the next."""
DISCOUNTS = (0, 30, 60, 100)
"""Per cent of its price that a gate-filling leader is charged for a second time, one run each."""


class Guess:
    """Estimates of the rest of a plan at one discount.

    Args:
        board: The problem.
        discount: Per cent of the price of a leader who fills a gate that counts again.
    """

    def __init__(self, board: Board, discount: int) -> None:
        self.board = board
        self.discount = discount

    def rest(self, group: int) -> int:
        """Estimated price of the rest in hundredths; large, but never ``NEVER``, in doubt."""
        board = self.board
        lack_outcome = board.gate_outcome - (group & board.outcome).bit_count()
        lack_driver = board.gate_driver - (group & board.drivers).bit_count()
        prices: list[tuple[int, int, int]] = []
        required = 0
        for at in bits((board.leaders | board.required) & ~group):
            price = self._price(at, group)
            if board.required >> at & 1:
                required += price
            else:
                prices.append((price, board.weight[at], at))
        filled = group | board.required
        missing = board.quorum - board.weigh(filled)
        chosen = board.required & ~group
        total = required
        prices.sort(key=lambda entry: (entry[0] / entry[1], entry[2]))
        for price, weight, at in prices:
            if missing <= 0:
                break
            total += price
            missing -= weight
            chosen |= 1 << at
        later = chosen & (board.drivers | board.others)
        if later and lack_outcome > 0:
            total += self._gate(board.outcome & ~group, lack_outcome, chosen, group)
        if chosen & board.others and lack_driver > 0:
            total += self._gate(board.drivers & ~group, lack_driver, chosen, group)
        return total

    def _price(self, at: int, group: int) -> int:
        """Price of a person as things stand, introduction included, in hundredths."""
        board = self.board
        talks = board.talks(at, group)
        if talks >= NEVER:
            talks = board.most_talks[at] + 1
        price = 100 * talks * board.cost[at]
        if talks and not (board.reach >> at & 1 or group & board.openers[at]):
            doors = [
                100 * board.talks(opener, group) * board.cost[opener]
                for opener in bits(board.openers[at])
            ]
            price += min(doors, default=NEVER)
        return min(price, 100 * board.cost[at] * 50 + 10_000)

    def _gate(self, fillers: int, lacking: int, chosen: int, group: int) -> int:
        """Price of the cheapest people who fill a gate, leaders discounted, in hundredths."""
        prices = []
        for at in bits(fillers):
            price = self._price(at, group)
            if chosen >> at & 1:
                price = 0
            elif self.board.weight[at]:
                price = price * self.discount // 100
            prices.append(price)
        prices.sort()
        return sum(prices[:lacking])


def beam_order(
    board: Board, *, width: int = WIDTH, discounts: tuple[int, ...] = DISCOUNTS
) -> tuple[int, ...] | None:
    """A good order of talks.

    Args:
        board: The problem; with friction the settling is the true one.
        width: Sets kept from one recruit to the next.
        discounts: One run for each, the best is kept.

    Returns:
        Numbers of the people in the order of the talks, or None when no run reached the goal.
    """
    start = board.settle(board.today)
    if board.enough(start):
        return ()
    best: tuple[int, tuple[int, ...]] | None = None
    for discount in discounts:
        ends = _run(board, start, width, Guess(board, discount), best[0] if best else NEVER)
        if ends is not None and (best is None or ends[0] < best[0]):
            best = ends
    return best[1] if best else None


Trail: TypeAlias = "tuple[Trail, int, int] | None"
"""How a set was reached: the trail before, the person, the talks; None at the start."""


def _run(
    board: Board, start: int, width: int, guess: Guess, below: int
) -> tuple[int, tuple[int, ...]] | None:
    """One run of the beam; the cheapest plan it met that costs less than ``below``."""
    beam: list[tuple[int, int, Trail]] = [(0, start, None)]
    best: tuple[int, Trail] | None = None
    estimates: dict[int, int] = {}
    while beam:
        grown: dict[int, tuple[int, Trail]] = {}
        for paid, group, trail in beam:
            for at, talks in board.recruits(group):
                price = paid + talks * board.cost[at]
                if price >= below:
                    continue
                after = board.settle(group | 1 << at)
                known = grown.get(after)
                if known is None or price < known[0]:
                    grown[after] = (price, (trail, at, talks))
        ranked: list[tuple[int, int]] = []
        for after, (price, trail) in grown.items():
            if board.enough(after):
                if price < below:
                    below, best = price, (price, trail)
                continue
            rest = estimates.get(after)
            if rest is None:
                rest = estimates[after] = guess.rest(after)
            ranked.append((100 * price + rest, after))
        ranked.sort()
        beam = [(grown[after][0], after, grown[after][1]) for _, after in ranked[:width]]
    return (best[0], _talks(best[1])) if best else None


def _talks(trail: Trail) -> tuple[int, ...]:
    """The talks of a trail, first one first."""
    order: list[int] = []
    while trail is not None:
        before, at, talks = trail
        order.extend([at] * talks)
        trail = before
    return tuple(reversed(order))

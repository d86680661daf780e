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

from cxmap.plan.board import NEVER, Board

WIDTH = 32
"""Sets that go on from one recruit to the next."""
DISCOUNTS = (0, 30, 60, 100)
"""Per cent of its price that a gate-filling leader is charged for a second time, one run each."""


class Guess:
    """Estimates of the rest of a plan, one for each discount.

    Args:
        board: The problem.
        discounts: Per cent of the price of a leader who fills a gate that counts again.
    """

    def __init__(self, board: Board, discounts: tuple[int, ...]) -> None:
        self.board = board
        self.discounts = discounts
        self.seats = board.leaders | board.required
        self._known: dict[int, tuple[int, ...]] = {}

    def rest(self, group: int) -> tuple[int, ...]:
        """Estimated prices of the rest in hundredths; large in doubt, never endless."""
        known = self._known.get(group)
        if known is None:
            known = self._known[group] = self._rest(group)
        return known

    def _rest(self, group: int) -> tuple[int, ...]:
        """The estimates behind ``rest``."""
        board = self.board
        ways = board.accessible(group)
        required = board.required & ~group
        total = 100 * sum(price for price, _ in self._priced(required, group, ways))
        missing = board.quorum - board.weigh(group | required)
        chosen = required
        free = self._priced(self.seats & ~group & ~required, group, ways)
        if not board.equal_weights:
            free.sort(key=lambda entry: (entry[0] / board.weight[entry[1]], entry[1]))
        for price, at in free:
            if missing <= 0:
                break
            total += 100 * price
            missing -= board.weight[at]
            chosen |= 1 << at
        gates: list[tuple[int, int]] = []
        lack = board.gate_outcome - (group & board.outcome).bit_count()
        if lack > 0 and chosen & (board.drivers | board.others):
            gates.append((board.outcome, lack))
        lack = board.gate_driver - (group & board.drivers).bit_count()
        if lack > 0 and chosen & board.others:
            gates.append((board.drivers, lack))
        if not gates:
            return (total,) * len(self.discounts)
        extra = [self._gate(fillers & ~group, gap, chosen, group) for fillers, gap in gates]
        return tuple(total + sum(prices) for prices in zip(*extra, strict=True))

    def _priced(self, mask: int, group: int, ways: int) -> list[tuple[int, int]]:
        """Prices of a set as things stand, introductions included, cheapest first."""
        board = self.board
        cost = board.cost
        priced = []
        for at, talks in board.prices(mask, group):
            price = cost[at] * (talks if talks < NEVER else board.most_talks[at] + 1)
            if talks and not ways >> at & 1:
                price += self._door(at, group)
            priced.append((price, at))
        priced.sort()
        return priced

    def _door(self, at: int, group: int) -> int:
        """Price of the cheapest introduction to somebody, as things stand."""
        board = self.board
        return min(
            (
                board.cost[opener] * min(talks, board.most_talks[opener] + 1)
                for opener, talks in board.prices(board.openers[at], group)
            ),
            default=FAR,
        )

    def _gate(self, fillers: int, gap: int, chosen: int, group: int) -> list[int]:
        """Price of the cheapest people who fill a gate, leaders discounted, in hundredths."""
        board = self.board
        leaders: list[int] = []
        helpers: list[int] = []
        for price, at in self._priced(fillers, group, board.accessible(group)):
            if chosen >> at & 1:
                gap -= 1
            elif board.weight[at]:
                leaders.append(price)
            else:
                helpers.append(100 * price)
        if gap <= 0:
            return [0] * len(self.discounts)
        return [
            sum(sorted(helpers + [price * discount for price in leaders])[:gap])
            for discount in self.discounts
        ]


FAR = 100
"""Price put on a way in that nobody is known to have."""


def beam_order(
    board: Board, *, width: int = WIDTH, discounts: tuple[int, ...] = DISCOUNTS
) -> tuple[int, ...] | None:
    """A good order of talks.

    Args:
        board: The problem; with friction the settling is the true one.
        width: Sets kept from one recruit to the next.
        discounts: One run for each, the best is kept; a problem without gates needs one only.

    Returns:
        Numbers of the people in the order of the talks, or None when no run reached the goal.
    """
    start = board.settle(board.today)
    if board.enough(start):
        return ()
    if not (board.gate_outcome or board.gate_driver):
        discounts = discounts[:1]
    guess = Guess(board, discounts)
    best: tuple[int, tuple[int, ...]] | None = None
    for turn in range(len(discounts)):
        ends = _run(start, width, guess, turn, below=best[0] if best else NEVER)
        if ends is not None:
            best = ends
    return best[1] if best else None


def plain_order(board: Board) -> tuple[int, ...] | None:
    """An order without any foresight: always the cheapest seat, or the cheapest of all if none is open.

    For a leadership level of hundreds, where it is often as good as the bound and the beam is slow.
    """
    seats = board.leaders | board.required
    group = board.settle(board.today)
    order: list[int] = []
    while not board.enough(group):
        found = [
            (not seats >> at & 1, talks * board.cost[at], at) for at, talks in board.recruits(group)
        ]
        if not found:
            return None
        at = min(found)[2]
        order += [at] * board.talks(at, group)
        group = board.join(group, at)
    return tuple(order)


Trail: TypeAlias = "tuple[Trail, int, int] | None"
"""How a set was reached: the trail before, the person, the talks; None at the start."""


def _run(
    start: int, width: int, guess: Guess, turn: int, *, below: int
) -> tuple[int, tuple[int, ...]] | None:
    """One run of the beam; the cheapest plan it met that costs less than ``below``."""
    board = guess.board
    beam: list[tuple[int, int, Trail]] = [(0, start, None)]
    best: tuple[int, Trail] | None = None
    while beam:
        grown: dict[int, tuple[int, Trail]] = {}
        for paid, group, trail in beam:
            for at, talks in board.recruits(group):
                price = paid + talks * board.cost[at]
                if price >= below:
                    continue
                after = board.join(group, at)
                known = grown.get(after)
                if known is None or price < known[0]:
                    grown[after] = (price, (trail, at, talks))
        ranked: list[tuple[int, int]] = []
        for after, (price, trail) in grown.items():
            if board.enough(after):
                if price < below:
                    below, best = price, (price, trail)
                continue
            ranked.append((100 * price + guess.rest(after)[turn], after))
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

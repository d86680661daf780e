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

from collections.abc import Iterable
from typing import TypeAlias

from cxmap.plan.board import NEVER, Board, bits
from cxmap.plan.bound import Bound
from cxmap.plan.choices import Choice, Choices
from cxmap.plan.exact import Stop

NARROW, WIDE, WIDEST = 6, 32, 96
"""Sets that go on from one recruit to the next: for a first plan, a good one, and once a proof has
run out of work."""
DISCOUNTS = (30, 0, 60, 100)
"""Per cent of its price that a gate-filling leader is charged for a second time, one run each."""
FULL_WIDTH = 60_000
"""People times seats times seats to be won up to which a beam has its full width."""


class Guess:
    """Estimates of the rest of a plan, one for each discount.

    Args:
        board: The problem.
        discounts: Per cent of the price of a leader who fills a gate that counts again.
    """

    def __init__(self, board: Board, discounts: tuple[int, ...]) -> None:
        self.board = board
        self.discounts = discounts
        self.mattering = board.leaders | board.required
        if board.gate_outcome:
            self.mattering |= board.outcome
        if board.gate_driver:
            self.mattering |= board.drivers
        self._known: dict[int, tuple[int, ...]] = {}
        self._prices: list[dict[int, int]] = [{} for _ in board.ids]
        self.looks = [0] * board.size
        for at, openers in enumerate(board.openers):
            self.looks[at] = board.pullers[at] | openers
            for opener in bits(openers):
                self.looks[at] |= board.pullers[opener]

    def rest(self, group: int) -> tuple[int, ...]:
        """Estimated prices of the rest in hundredths; large in doubt, never endless."""
        known = self._known.get(group)
        if known is None:
            known = self._known[group] = self._rest(group)
        return known

    def _rest(self, group: int) -> tuple[int, ...]:
        """The estimates behind ``rest``."""
        board = self.board
        priced = self._priced(self.mattering & ~group, group)
        required = board.required & ~group
        missing = board.quorum - board.weigh(group | required)
        chosen = required
        total = 0
        free = priced
        if not board.equal_weights:
            free = sorted(priced, key=lambda one: (one[0] / (board.weight[one[1]] or 1), one))
        for price, at in free:
            if required >> at & 1:
                total += 100 * price
            elif missing > 0 and board.leaders >> at & 1:
                # The last one counts in part, or a heavy leader would look dearer than two light ones.
                part = min(missing, board.weight[at])
                total += 100 * price * part // board.weight[at]
                missing -= part
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
        extra = [self._gate(fillers, gap, chosen, priced) for fillers, gap in gates]
        return tuple(total + sum(prices) for prices in zip(*extra, strict=True))

    def _priced(self, mask: int, group: int) -> list[tuple[int, int]]:
        """Prices of a set as things stand, introductions included, cheapest first."""
        looks, prices = self.looks, self._prices
        priced = []
        while mask:
            lowest = mask & -mask
            mask ^= lowest
            at = lowest.bit_length() - 1
            key = group & looks[at]
            price = prices[at].get(key)
            if price is None:
                price = prices[at][key] = self._price(at, group)
            priced.append((price, at))
        priced.sort()
        return priced

    def _price(self, at: int, group: int) -> int:
        """Price of one person as things stand, with the cheapest introduction if one is needed."""
        board = self.board
        talks = board.talks(at, group)
        price = board.cost[at] * (talks if talks < NEVER else board.most_talks[at] + 1)
        if not talks or board.reach >> at & 1 or board.openers[at] & group:
            return price
        return price + min(
            (
                board.cost[opener] * min(board.talks(opener, group), board.most_talks[opener] + 1)
                for opener in bits(board.openers[at])
            ),
            default=FAR,
        )

    def _gate(
        self, fillers: int, gap: int, chosen: int, priced: list[tuple[int, int]]
    ) -> list[int]:
        """Price of the cheapest people who fill a gate, leaders discounted, in hundredths."""
        gap -= (fillers & chosen).bit_count()
        if gap <= 0:
            return [0] * len(self.discounts)
        leaders: list[int] = []
        helpers: list[int] = []
        fillers &= ~chosen
        weight = self.board.weight
        for price, at in priced:
            if fillers >> at & 1:
                if weight[at]:
                    leaders.append(price)
                else:
                    helpers.append(100 * price)
        del leaders[gap:], helpers[gap:]
        return [
            sum(sorted(helpers + [price * discount for price in leaders])[:gap])
            for discount in self.discounts
        ]


FAR = 100
"""Price put on a way in that nobody is known to have."""


Trail: TypeAlias = "tuple[Trail, int, int] | None"
"""How a set was reached: the trail before, the person, the talks; None at the start."""


class Beam:
    """Beam searches of one problem, from narrow to wide; what one run learns serves the next.

    Args:
        board: The problem; with friction the settling is the true one.
        bound: Lower bounds of the same problem without friction.
        stop: Asked before every recruit; a true answer ends a run early.
    """

    def __init__(self, board: Board, bound: Bound, stop: Stop | None = None) -> None:
        gates = board.gate_outcome or board.gate_driver
        self.guess = Guess(board, DISCOUNTS if gates else DISCOUNTS[:1])
        self.choices = Choices(board, bound, rough=True)
        self.stop = stop
        self._known: dict[int, Choice] = {}
        self.price = NEVER
        """Price of the best plan so far; ``NEVER`` without one."""
        self.order: tuple[int, ...] | None = None
        """Numbers of the people in the order of its talks; None without one."""
        self._best = 0
        people = board.useful.bit_count()
        seats = (board.leaders | board.required).bit_count()
        self._share = min(1.0, FULL_WIDTH / max(1, people * seats * (seats // 2 + 1)))

    def narrow(self) -> None:
        """A first plan, quickly."""
        self._run(0, NARROW)

    def wide(self) -> None:
        """A good plan: every discount narrowly, then the best one widely."""
        for turn in range(1, len(self.guess.discounts)):
            self._run(turn, NARROW)
        self._run(self._best, WIDE)

    def widest(self) -> None:
        """A better plan, where there is time."""
        self._run(self._best, WIDEST)

    def _run(self, turn: int, width: int) -> None:
        """One run; keeps its plan when it is cheaper."""
        ends = self._ends(turn, max(2, int(width * self._share)))
        if ends is not None:
            self.price, trail = ends
            self.order = _talks(trail)
            self._best = turn

    def _choice(self, group: int) -> Choice:
        """What may come next in a set."""
        choice = self._known.get(group)
        if choice is None:
            choice = self._known[group] = self.choices.of(group)
        return choice

    def _ends(self, turn: int, width: int) -> tuple[int, Trail] | None:
        """The cheapest plan that a run meets, if it is cheaper than the best so far."""
        guess, board = self.guess, self.guess.board
        start = board.settle(board.today)
        if board.enough(start):
            return (0, None) if self.price else None
        ends: tuple[int, Trail] | None = None
        beam: list[tuple[int, int, Trail]] = [(0, start, None)]
        while beam and not (self.stop and self.stop()):
            grown, ends = self._grown(beam, ends)
            ranked = [
                (100 * price + guess.rest(after)[turn], after)
                for after, (price, _) in grown.items()
            ]
            ranked.sort()
            beam = [(grown[after][0], after, grown[after][1]) for _, after in ranked[:width]]
        return ends

    def _grown(
        self, beam: list[tuple[int, int, Trail]], ends: tuple[int, Trail] | None
    ) -> tuple[dict[int, tuple[int, Trail]], tuple[int, Trail] | None]:
        """The sets one recruit further that are not enough yet, and the cheapest end so far."""
        board = self.guess.board
        below = ends[0] if ends else self.price
        grown: dict[int, tuple[int, Trail]] = {}
        for paid, group, trail in beam:
            choice = self._choice(group)
            if paid + choice.price < below:
                below = paid + choice.price
                ends = (below, _with_end(trail, choice.end))
            for at, talks in choice.first:
                price = paid + talks * board.cost[at]
                if price >= below:
                    continue
                after = board.join(group, at)
                if board.enough(after):
                    below = price
                    ends = (below, (trail, at, talks))
                elif after not in grown or price < grown[after][0]:
                    grown[after] = (price, (trail, at, talks))
        return grown, ends


def plain_order(board: Board, like: Iterable[int] = ()) -> tuple[int, ...] | None:
    """An order without any foresight: always the cheapest seat, or the cheapest of all if none is open.

    For a leadership level of hundreds, where it is often as good as the bound and the beam is slow.

    Args:
        board: The problem.
        like: People who come first, in this order, as far as the rules allow: those of a plan for
            a problem that differs little.
    """
    seats = board.leaders | board.required
    waiting = list(dict.fromkeys(like))
    group = board.settle(board.today)
    order: list[int] = []
    while not board.enough(group):
        found = {at: talks for at, talks in board.recruits(group) if talks}
        if not found:
            return None
        at = next((at for at in waiting if at in found), None)
        if at is None:
            at = min(found, key=lambda at: (not seats >> at & 1, found[at] * board.cost[at], at))
        order += [at] * found[at]
        group = board.join(group, at)
    return tuple(order)


def _with_end(trail: Trail, end: list[tuple[int, int]]) -> Trail:
    """A trail with the people of its end."""
    for at, talks in end:
        trail = (trail, at, talks)
    return trail


def _talks(trail: Trail) -> tuple[int, ...]:
    """The talks of a trail, first one first."""
    order: list[int] = []
    while trail is not None:
        before, at, talks = trail
        order.extend([at] * talks)
        trail = before
    return tuple(reversed(order))

"""The least that is still to be paid: a lower bound on the talks or the effort from any point on.

Let friction be dropped, which never makes a problem harder. The people whose being on board the
goal asks for (leaders, must-haves) are its *seats*; everybody else is a *helper*. Then

* a seat costs at least the talks it needs when every other seat pulls at it already;
* a helper's pull is not free: its own least price is shared out among all the seats it could help
  (and one more share for the gate it counts for), and a seat that wants the pull pays its share.
  The shares of a helper add up to no more than its price, so nothing is counted twice;
* a seat that nobody on board can introduce pays the cheapest share of those who could;
* the goal is met by the cheapest choice of seats of enough weight; a choice that talks to a driver
  also fills the outcome gate, one that talks to others fills both gates;
* a leader dearer than the dearest that the quorum needs is probably not among those chosen: half
  of what is above is taken off the price as a seat and shared out as a helper's is.

The sum is admissible: no plan can do with less. It is the bound of the model's description made
tighter by the shares, a form of cost splitting as in dual bounds for covering problems
(D. S. Hochbaum, SIAM Journal on Computing 11(3), 1982).
"""

from __future__ import annotations

from collections.abc import Sequence

from cxmap.plan.board import NEVER, Board, bits

UNIT = 840
"""Parts into which one talk is divided so that shares stay whole numbers (rounded down)."""
HELD_BITS = 20
"""Room for the conversations held in the key under which a price is remembered."""
UNPAYABLE = NEVER * UNIT
"""A sum that no plan can pay."""


class Bound:
    """Lower bounds for the states of one board.

    Args:
        board: A board without friction (build it ``relaxed`` if there is any).
    """

    def __init__(self, board: Board) -> None:
        self.board = board
        self.within = board.reachable()
        self.seats = (board.leaders | board.required) & self.within
        self.helpers = self.within & ~self.seats
        self.floor = [
            board.talks(at, self.within) if self.within >> at & 1 else NEVER
            for at in range(board.size)
        ]
        self.dear, self.surplus = self._find_dear()
        self._lay_shares()
        self._known: list[dict[int, int]] = [{} for _ in board.ids]

    def _find_dear(self) -> tuple[int, list[int]]:
        """The leaders dearer than the quorum needs, and how much of each price is shared out."""
        board = self.board
        surplus = [0] * board.size
        optional = list(bits(self.seats & ~board.required & board.leaders))
        prices = sorted(self.floor[at] * board.cost[at] for at in optional)
        missing = board.quorum - board.weigh(board.required)
        if not board.equal_weights or not 0 < missing <= len(prices):
            return 0, surplus
        dear = 0
        for at in optional:
            more = self.floor[at] * board.cost[at] - prices[missing - 1]
            if more > 0 and board.pulled_by[at] & self.seats:
                dear |= 1 << at
                surplus[at] = more * UNIT // 2
        return dear, surplus

    def _lay_shares(self) -> None:
        """Each helper's share, and for every seat who could help it and by how much."""
        board = self.board
        size = board.size
        degree = [0] * size
        gates = (board.outcome if board.gate_outcome else 0) | (
            board.drivers if board.gate_driver else 0
        )
        self.ungated = board.everybody & ~(board.drivers | board.others)
        paid = self.helpers | self.dear
        for at in bits(self.seats):
            for helper in bits((board.pullers[at] | board.openers[at]) & paid):
                degree[helper] += 1
            if not board.must[at] and not self.floor[at]:
                self.ungated |= 1 << at
        self.share = [0] * size
        for at in bits(self.helpers):
            parts = degree[at] + (gates >> at & 1)
            if parts:
                self.share[at] = self.floor[at] * board.cost[at] * UNIT // parts
        for at in bits(self.dear):
            self.share[at] = self.surplus[at] // degree[at]
        self.free = self.seats & ~self.dear
        self.aids: list[list[tuple[int, int, int]]] = [[] for _ in range(size)]
        self.looks = [0] * size
        for at in bits(self.seats):
            self.looks[at] = board.pullers[at] | board.openers[at]
            helps = [
                (self.share[bit.bit_length() - 1], points, bit)
                for bit, points in board.pulls[at]
                if bit & paid
            ]
            self.aids[at] = sorted(helps, key=lambda help_: (help_[0] / help_[1], help_[2]))
        self.gate_outcome = self._by_share(self.helpers & board.outcome)
        self.gate_driver = self._by_share(self.helpers & board.drivers)
        self.kind = [self._kind(at) for at in range(size)]

    def _by_share(self, group: int) -> list[int]:
        """A group, cheapest share first."""
        return sorted(bits(group), key=lambda at: (self.share[at], at))

    def _kind(self, at: int) -> int:
        """Which gates somebody waits for: 0 an outcome owner, 1 none, 2 one, 3 both."""
        if self.board.outcome >> at & 1:
            return 0
        if self.ungated >> at & 1:
            return 1
        return 2 if self.board.drivers >> at & 1 else 3

    def _seat_price(self, at: int, group: int, held: int) -> int:
        """Least that one seat adds to any plan; every number of talks that could do is tried."""
        board = self.board
        least = board.talks(at, group | self.within, held)
        if least >= NEVER:
            return UNPAYABLE
        free = board.pulled(at, group | self.free)
        present = board.talks(at, group | self.free, held)
        most = board.most_talks[at] - held
        door = self._door(at, group)
        best = UNPAYABLE
        for talks in range(least, min(present, most) + 1):
            lacking = board.need[at] - free - board.gain[at] * (talks + held)
            shares = self._aid(at, group, lacking) if lacking > 0 else 0
            if talks:
                shares = max(shares, door)
            best = min(best, talks * board.cost[at] * UNIT + shares)
        return best - self.surplus[at] if not held and best < UNPAYABLE else best

    def _aid(self, at: int, group: int, lacking: int) -> int:
        """Least shares for that many points of helpers' pull, the last helper taken in part."""
        paid = 0
        for share, points, bit in self.aids[at]:
            if group & bit:
                continue
            if points >= lacking:
                return paid + share * lacking // points
            paid += share
            lacking -= points
        return UNPAYABLE

    def _door(self, at: int, group: int) -> int:
        """Least share for an introduction, 0 when none is needed or a seat could give it."""
        board = self.board
        openers = board.openers[at] & self.within
        if board.reach >> at & 1 or openers & (group | self.free):
            return 0
        return min((self.share[opener] for opener in bits(openers)), default=UNPAYABLE)

    def rest(self, group: int, held: Sequence[int] | None = None) -> int:
        """Least talks (or effort) from this state to the goal.

        Args:
            group: The set on board, settled.
            held: Conversations already held with each person; None for none.

        Returns:
            A whole number, 0 at the goal, ``NEVER`` or more when the goal is out of reach.
        """
        board = self.board
        if board.required & ~group & ~self.within:
            return NEVER
        begun = 0
        if held is not None:
            begun = sum(1 << at for at in bits((self.helpers | self.dear) & ~group) if held[at])
        prices = self._prices(group, begun, held)
        due = 0
        filled = group
        for at in bits(board.required & ~group):
            due += prices.pop(at)
            filled |= 1 << at
        missing = board.quorum - board.weigh(filled)
        if not board.equal_weights:
            return -(-(due + self._cover(prices, missing)) // UNIT)
        missing = max(0, missing)
        if len(prices) < missing:
            return NEVER
        lacks = (
            board.gate_outcome - (filled & board.outcome).bit_count(),
            board.gate_driver - (filled & board.drivers).bit_count(),
        )
        if lacks[0] <= 0 and (lacks[1] <= 0 or not board.others & self.seats):
            total = sum(sorted(prices.values())[:missing])
        else:
            total = self._gated(prices, missing, lacks, filled, (group, begun))
        return -(-(due + total) // UNIT) if total < UNPAYABLE else NEVER

    def _prices(self, group: int, begun: int, held: Sequence[int] | None) -> dict[int, int]:
        """The least price of every seat outside the group, by number."""
        known, looks = self._known, self.looks
        helped = group | begun
        prices: dict[int, int] = {}
        mask = self.seats & ~group
        while mask:
            lowest = mask & -mask
            mask ^= lowest
            at = lowest.bit_length() - 1
            count = held[at] if held is not None else 0
            key = (helped & looks[at]) << HELD_BITS | count
            price = known[at].get(key)
            if price is None:
                price = known[at][key] = self._seat_price(at, helped, count)
            prices[at] = price
        return prices

    def _gate(self, helpers: list[int], sets: tuple[int, int], most: int) -> list[int]:
        """Running sums of the cheapest shares that fill a gate; helpers begun are free."""
        group, begun = sets
        sums = [0] * (1 + sum(begun >> at & 1 and not group >> at & 1 for at in helpers))
        taken = group | begun
        for at in helpers:
            if len(sums) > most:
                break
            if not taken >> at & 1:
                sums.append(sums[-1] + self.share[at])
        return sums

    def _cover(self, prices: dict[int, int], missing: int) -> int:
        """Least price of leaders of that much weight, the last taken in part."""
        paid = 0
        weight = self.board.weight
        leaders = [at for at in prices if weight[at]]
        for at in sorted(leaders, key=lambda at: (prices[at] / weight[at], at)):
            if missing <= 0:
                break
            if weight[at] >= missing:
                return paid + prices[at] * missing // weight[at]
            paid += prices[at]
            missing -= weight[at]
        return paid if missing <= 0 else UNPAYABLE

    def _gated(
        self,
        prices: dict[int, int],
        missing: int,
        lacks: tuple[int, int],
        filled: int,
        sets: tuple[int, int],
    ) -> int:
        """Least price of the missing leaders when a gate is closed, over what could be opened."""
        board = self.board
        classes: tuple[list[int], ...] = ([], [], [], [])
        for at, price in prices.items():
            classes[self.kind[at]].append(price)
        owners, free, drivers, others = classes
        must_gate = filled & ~sets[0] & ~self.ungated
        gate_one = self._gate(self.gate_outcome, sets, lacks[0])
        owners_paid = _sums(owners, max(missing, lacks[0]))
        best = UNPAYABLE
        if not must_gate and len(owners) + len(free) >= missing:
            best = sum(sorted(owners + free)[:missing])
        if drivers or must_gate & board.drivers:
            rest = _sums(free + drivers, missing)
            best = min(best, _filled(owners_paid, gate_one, lacks[0], missing, rest))
        if others or must_gate & board.others:
            gate_two = self._gate(self.gate_driver, sets, lacks[1])
            rest = _sums(free + others, missing)
            for taken, paid in enumerate(_sums(drivers, max(missing, lacks[1]))):
                gate = _total(gate_two, max(0, lacks[1] - taken))
                left = _filled(owners_paid, gate_one, lacks[0], missing - taken, rest)
                best = min(best, paid + gate + left)
        return best


def _sums(prices: list[int], most: int) -> list[int]:
    """Running sums of at most so many prices from the cheapest on, starting with 0."""
    sums = [0]
    for price in sorted(prices)[: max(0, most)]:
        sums.append(sums[-1] + price)
    return sums


def _total(sums: list[int], count: int) -> int:
    """The sum of the cheapest so many."""
    return sums[count] if count < len(sums) else UNPAYABLE


def _filled(owners: list[int], gate: list[int], lacking: int, missing: int, rest: list[int]) -> int:
    """Least price of filling the outcome gate and the missing seats together."""
    best = UNPAYABLE
    for taken, paid in enumerate(owners):
        price = paid + _total(gate, max(0, lacking - taken))
        best = min(best, price + _total(rest, max(0, missing - taken)))
    return best

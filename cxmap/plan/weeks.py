"""Plans in weeks: the fewest weeks, and among these the fewest talks.

A week holds at most ``capacity`` conversations, nobody twice, and each has its effect at once. The
exact search walks from week to week over the set on board and the talks held so far (A*); a plan
made for fewest talks is laid into weeks by list scheduling, longest remaining chain first.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator
from enum import Enum

import msgspec

from cxmap.plan.board import NEVER, Board, bits
from cxmap.plan.bound import Bound
from cxmap.plan.exact import Spot, Stop, talk, talkable

Week = tuple[int, ...]
"""Numbers of the people talked to in one week, in order."""
WEEK = 1 << 20
"""Price of a week when talks are counted with it, so that weeks always come first."""


class FoundWeeks(msgspec.Struct, frozen=True, kw_only=True):
    """What the exact search in weeks found."""

    weeks: tuple[Week, ...] | None
    """The plan; None when nothing better than the known plan was found."""
    bound: int
    """No plan takes fewer weeks; ``NEVER`` when there is no plan."""
    proved: bool
    """Whether the search ended by itself."""
    work: int
    """States looked at."""


def fewest_weeks(
    board: Board,
    bound: Bound,
    *,
    work_limit: int,
    below: tuple[int, int] = (NEVER, 0),
    talks_first: bool = False,
    stop: Stop | None = None,
) -> FoundWeeks:
    """Fewest weeks, then fewest talks; or the other way round.

    Args:
        board: The true problem.
        bound: Lower bounds of the same problem without friction, counted in talks.
        work_limit: Most states to look at.
        below: Weeks and talks of a plan already known; only better ones are looked for.
        talks_first: Whether fewer talks count for more than fewer weeks.
        stop: Ends the search early when it says so.
    """
    calendar = _Calendar(board, bound, below, talks_first=talks_first)
    calendar.is_over = lambda: calendar.work > work_limit or bool(stop and stop())
    nobody = (0,) * board.size
    start: Spot = (board.settle(board.today, nobody), nobody)
    paid: dict[Spot, tuple[int, int]] = {start: (0, 0)}
    came: dict[Spot, tuple[Spot, Week]] = {}
    heap = [(calendar.least(start, (0, 0)), 0, 0, start)]
    while heap:
        estimate, minus_paid, weeks, spot = heapq.heappop(heap)
        if estimate >= calendar.limit:
            break
        spent = paid[spot]
        if calendar.price(*spent) < -minus_paid:
            continue
        least = estimate % WEEK if talks_first else estimate // WEEK
        if board.enough(spot[0]):
            known = _back(came, start, spot)
            return FoundWeeks(weeks=known, bound=least, proved=True, work=calendar.work)
        for after, week in calendar.one_week(spot, spent):
            now = (weeks + 1, spent[1] + len(week))
            price = calendar.price(*now)
            if after not in paid or price < calendar.price(*paid[after]):
                total = max(estimate, calendar.least(after, now))
                if total < calendar.limit:
                    paid[after] = now
                    came[after] = (spot, week)
                    heapq.heappush(heap, (total, -price, now[0], after))
        if calendar.is_over():
            return FoundWeeks(weeks=None, bound=least, proved=False, work=calendar.work)
    return FoundWeeks(weeks=None, bound=below[0], proved=True, work=calendar.work)


class _Calendar:
    """The steps of the search from week to week, and what is still due.

    Args:
        board: The true problem.
        bound: Lower bounds in talks.
        below: Weeks and talks of the plan to beat.
        talks_first: Whether talks count for more than weeks.
    """

    def __init__(
        self, board: Board, bound: Bound, below: tuple[int, int], *, talks_first: bool
    ) -> None:
        self.board = board
        self.bound = bound
        self.talks_first = talks_first
        self.limit = self.price(*below)
        self.work = 0
        """States looked at."""
        self.is_over: Stop = lambda: False
        """Whether there is no more work to be done, or a stop was asked for."""
        self._known: dict[Spot, int] = {}

    def price(self, weeks: int, talks: int) -> int:
        """Weeks and talks as one number, by what counts for more."""
        return talks * WEEK + weeks if self.talks_first else weeks * WEEK + talks

    def due(self, spot: Spot) -> int:
        """Least talks still due in a state."""
        talks = self._known.get(spot)
        if talks is None:
            talks = self._known[spot] = self.bound.rest(*spot)
        return talks

    def least(self, spot: Spot, spent: tuple[int, int]) -> int:
        """Least price of a plan that comes by here at the end of a week."""
        talks = self.due(spot)
        if talks >= NEVER:
            return NEVER * WEEK
        weeks = max(-(-talks // self.board.capacity), _longest(self.board, self.bound, spot))
        return self.price(spent[0] + weeks, spent[1] + talks)

    def one_week(self, spot: Spot, spent: tuple[int, int]) -> Iterator[tuple[Spot, Week]]:
        """Every state that one week can lead to, with its talks; goals end the week early.

        Weeks that cannot end in a better plan, however they go on, are left out; when the work is
        over the rest is missing.
        """
        board, room = self.board, self.board.capacity
        seen = {(spot, 0)}
        ways: list[tuple[Spot, int, Week]] = [(spot, 0, ())]
        for _ in range(room):
            longer: list[tuple[Spot, int, Week]] = []
            for now, busy, week in ways:
                for at in talkable(board, now, busy):
                    after = talk(board, now, at)
                    key = (after, busy | 1 << at)
                    if key in seen:
                        continue
                    self.work += 1
                    if self.is_over():
                        return
                    seen.add(key)
                    held = (*week, at)
                    due = self.due(after)
                    later = -(-max(0, due - room + len(held)) // room)
                    total = self.price(spent[0] + 1 + later, spent[1] + len(held) + due)
                    if total >= self.limit:
                        continue
                    yield after, held
                    if not board.enough(after[0]):
                        longer.append((after, busy | 1 << at, held))
            ways = longer


def _longest(board: Board, bound: Bound, spot: Spot) -> int:
    """Weeks that single people need, since nobody is met twice a week."""
    group, held = spot
    everybody = group | bound.within
    longest = 0
    left: list[tuple[int, int]] = []
    missing = board.quorum - board.weigh(group)
    for at in bits(bound.seats & ~group):
        talks = bound.board.talks(at, everybody, held[at])
        if board.required >> at & 1:
            longest = max(longest, talks)
        if board.weight[at]:
            left.append((talks, board.weight[at]))
    for talks, weight in sorted(left):
        if missing <= 0:
            break
        longest = max(longest, talks)
        missing -= weight
    return longest


def _back(came: dict[Spot, tuple[Spot, Week]], start: Spot, spot: Spot) -> tuple[Week, ...]:
    """The weeks that led to a state, first one first."""
    weeks: list[Week] = []
    while spot != start:
        spot, week = came[spot]
        weeks.append(week)
    return tuple(reversed(weeks))


def lay_weeks(board: Board, order: tuple[int, ...]) -> tuple[Week, ...]:
    """Lay the talks of a plan into few weeks.

    Args:
        board: The true problem.
        order: An allowed order of talks that reaches the goal.

    Returns:
        The same talks in weeks, allowed in the order of the weeks and reaching the goal as well:
        the order cut where it has to be, or a shorter way by list scheduling where that works.
    """
    best = _cut(board, order)
    ways = [_Way.LONGEST, _Way.ORDER]
    if not board.monotone:
        ways.append(_Way.JOINING)
    for way in ways:
        laid = _schedule(board, order, way)
        if laid is not None and len(laid) < len(best):
            best = laid
    return best


class _Way(Enum):
    """Whose talk of the plan is held first."""

    LONGEST = 1
    """Who has most talks left."""
    ORDER = 2
    """Who comes first in the plan."""
    JOINING = 3
    """Who joins first in the plan, and nobody joins out of turn: friction may forbid it."""


def _cut(board: Board, order: tuple[int, ...]) -> tuple[Week, ...]:
    """The order cut into weeks where a week is full or would meet somebody twice."""
    weeks: list[Week] = []
    week: Week = ()
    for at in order:
        if len(week) == board.capacity or at in week:
            weeks.append(week)
            week = ()
        week = (*week, at)
    return (*weeks, week) if week else tuple(weeks)


def _schedule(board: Board, order: tuple[int, ...], way: _Way) -> tuple[Week, ...] | None:
    """List scheduling of the same talks; None when it does not reach the goal."""
    left = Counter(order)
    turn = {at: place for place, at in reversed(list(enumerate(order)))}
    if way is _Way.JOINING:
        turn = {at: place for place, at in enumerate(order)}
    nobody = (0,) * board.size
    spot: Spot = (board.settle(board.today, nobody), nobody)
    weeks: list[Week] = []
    while not board.enough(spot[0]):
        week: Week = ()
        busy = 0
        while len(week) < board.capacity and not board.enough(spot[0]):
            ready = [at for at in talkable(board, spot, busy) if left[at]]
            if way is _Way.JOINING:
                ready = _in_turn(board, spot, ready, +left, turn)
            if not ready:
                break
            at = min(ready, key=lambda at: (-left[at] if way is _Way.LONGEST else 0, turn[at]))
            left[at] -= 1
            busy |= 1 << at
            week = (*week, at)
            spot = talk(board, spot, at)
        if not week:
            return None
        weeks.append(week)
    return tuple(weeks)


def _in_turn(
    board: Board, spot: Spot, ready: list[int], left: Counter[int], turn: dict[int, int]
) -> list[int]:
    """Those whose next talk does not bring them on board before somebody whose turn is earlier."""
    group, held = spot
    first = min((turn[at] for at in left if not group >> at & 1), default=0)
    return [at for at in ready if turn[at] == first or board.talks(at, group, held[at]) > 1]

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
    stop: Stop | None = None,
) -> FoundWeeks:
    """Fewest weeks, then fewest talks.

    Args:
        board: The true problem.
        bound: Lower bounds of the same problem without friction, counted in talks.
        work_limit: Most states to look at.
        below: Weeks and talks of a plan already known; only better ones are looked for.
        stop: Ends the search early when it says so.
    """
    limit = below[0] * WEEK + below[1]
    nobody = (0,) * board.size
    start: Spot = (board.settle(board.today, nobody), nobody)
    paid: dict[Spot, int] = {start: 0}
    came: dict[Spot, tuple[Spot, Week]] = {}
    heap = [(_rest(board, bound, start), 0, start)]
    work = 0
    while heap:
        estimate, minus_paid, spot = heapq.heappop(heap)
        if estimate >= limit:
            break
        if paid[spot] < -minus_paid:
            continue
        least = estimate // WEEK
        if board.enough(spot[0]):
            return FoundWeeks(weeks=_back(came, start, spot), bound=least, proved=True, work=work)
        if work >= work_limit or (stop and stop()):
            return FoundWeeks(weeks=None, bound=least, proved=False, work=work)
        for after, week in _one_week(board, spot):
            work += 1
            price = paid[spot] + WEEK + len(week)
            if price < paid.get(after, limit):
                total = max(estimate, price + _rest(board, bound, after))
                if total < limit:
                    paid[after] = price
                    came[after] = (spot, week)
                    heapq.heappush(heap, (total, -price, after))
    return FoundWeeks(weeks=None, bound=below[0], proved=True, work=work)


def _one_week(board: Board, spot: Spot) -> Iterator[tuple[Spot, Week]]:
    """Every state that one week can lead to, with its talks; goals end the week early."""
    seen = {(spot, 0)}
    ways: list[tuple[Spot, int, Week]] = [(spot, 0, ())]
    for _ in range(board.capacity):
        longer: list[tuple[Spot, int, Week]] = []
        for now, busy, week in ways:
            for at in talkable(board, now, busy):
                after = talk(board, now, at)
                key = (after, busy | 1 << at)
                if key in seen:
                    continue
                seen.add(key)
                yield after, (*week, at)
                if not board.enough(after[0]):
                    longer.append((after, busy | 1 << at, (*week, at)))
        ways = longer


def _rest(board: Board, bound: Bound, spot: Spot) -> int:
    """Least weeks and talks still due, as one number."""
    group, held = spot
    talks = bound.rest(group, held)
    if talks >= NEVER:
        return NEVER * WEEK
    weeks = max(-(-talks // board.capacity), _longest(board, bound, spot))
    return weeks * WEEK + talks


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

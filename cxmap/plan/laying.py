"""The talks of the cheapest plan in a good order and in few weeks.

Many plans cost the same. Among those with fewest talks one with fewest weeks is taken, and its people
by rank; where fewest weeks are what is wanted, talks come second. Both are proved for small problems
and tried within a work limit for others.
"""

from __future__ import annotations

from collections import Counter
from enum import StrEnum

import msgspec

from cxmap.plan.board import NEVER, Board
from cxmap.plan.bound import Bound
from cxmap.plan.exact import Stop, holds
from cxmap.plan.weeks import FoundWeeks, Week, fewest_weeks, lay_weeks

WEEKS_SHARE, LAYING_SHARE = 60, 10
"""The search in weeks, and the one that lays a plan of fewest talks, looks at so many sets for each
set of the limit, shared out among people times people: the more there are, the more each costs."""
SMALL, SMALL_LIMIT = 14, 150_000
"""People up to whom fewest weeks are looked for with so much work, whatever the limit if it is not 0."""


class Objective(StrEnum):
    """What a plan is best at."""

    TALKS = "talks"
    """Fewest conversations."""
    EFFORT = "effort"
    """Least sum of cost."""
    WEEKS = "weeks"
    """Fewest weeks at the weekly capacity, among these fewest conversations."""


class Best(msgspec.Struct, frozen=True, kw_only=True):
    """What a search ended with."""

    order: tuple[int, ...] | None
    """The talks; None without a plan."""
    weeks: tuple[Week, ...] = ()
    """The talks in weeks."""
    bound: int
    """No plan does with less; ``NEVER`` when there is none."""
    proved: bool
    """Whether nothing better exists."""
    weeks_proved: bool = False
    """Whether no plan as good takes fewer weeks."""
    work: int
    """Sets looked at."""
    stopped: bool = False
    """Whether the search was asked to stop."""
    most: int = 0
    """Largest leader weight that the search saw on board."""


class Laying:
    """Lays plans of one problem.

    Args:
        board: The true problem in talks; everybody is in it, since weeks can need those by whom no
            talk is saved.
        work_limit: Most sets that a search for the plan may look at; a share of it is used here.
        stop: Ends a search early when it says so.
    """

    def __init__(self, board: Board, *, work_limit: int, stop: Stop) -> None:
        self.board = board
        self.work_limit = work_limit
        self.stop = stop

    def laid(self, best: Best, objective: Objective) -> Best:
        """The best plan in weeks.

        Args:
            best: The plan with fewest talks, or least effort.
            objective: What it has to be best at in the end.
        """
        if objective is Objective.WEEKS:
            return self._fewest_weeks(best)
        if best.order is None:
            return best
        return self._in_few_weeks(best, self._by_rank(best.order), objective)

    def _fewest_weeks(self, best: Best) -> Best:
        """Fewest weeks, starting from the plan with fewest talks laid into weeks."""
        if best.order is None and best.proved:
            return best
        weeks = None if best.order is None else lay_weeks(self.board, best.order)
        least = -(-best.bound // self.board.capacity)
        work, bound = best.work, least
        proved = best.proved and _length(weeks) <= (least, best.bound)
        if not proved:
            found = self._calendar(_length(weeks), talks_first=False)
            weeks = found.weeks if found.weeks is not None else weeks
            work += found.work
            proved = found.proved
            bound = found.bound if proved else max(least, found.bound)
        return Best(
            order=None if weeks is None else tuple(at for week in weeks for at in week),
            weeks=weeks or (),
            bound=bound,
            proved=proved,
            weeks_proved=proved,
            work=work,
        )

    def _in_few_weeks(self, best: Best, order: tuple[int, ...], objective: Objective) -> Best:
        """The plan in weeks: with fewest among the plans with as few talks, where that is proved."""
        weeks = lay_weeks(self.board, order)
        least = -(-len(order) // self.board.capacity)
        is_least = objective is Objective.TALKS and best.proved
        proved = is_least and len(weeks) <= least
        # Somebody pinned comes first in the order, whatever that does to the weeks.
        if is_least and not proved and not self.board.pinned:
            found = self._calendar((len(weeks), len(order)), talks_first=True)
            weeks = found.weeks if found.weeks is not None else weeks
            proved = found.proved
            best = msgspec.structs.replace(best, work=best.work + found.work)
        talks = tuple(at for week in weeks for at in week)
        if sorted(talks) != sorted(order):
            ways = (_in_one_go(talks), talks)
            order = next((way for way in ways if holds(self.board, way)), order)
            order = self._by_rank(order)
            laid = lay_weeks(self.board, order)
            weeks = laid if len(laid) <= len(weeks) else weeks
        return msgspec.structs.replace(best, order=order, weeks=weeks, weeks_proved=proved)

    def _by_rank(self, order: tuple[int, ...]) -> tuple[int, ...]:
        """The same talks without friction, whoever can be won with theirs by rank."""
        board = self.board
        if not board.monotone or board.pinned:
            return order
        planned = Counter(order)
        left = set(order)
        group = board.settle(board.today)
        talks: list[int] = []
        while not board.enough(group):
            allowed = board.open(group)
            ready = (at for at in sorted(left) if allowed >> at & 1)
            at = next((at for at in ready if board.talks(at, group) <= planned[at]), None)
            if at is None:
                return order
            talks += [at] * board.talks(at, group)
            left.remove(at)
            group = board.join(group, at)
        return tuple(talks)

    def _calendar(self, below: tuple[int, int], *, talks_first: bool) -> FoundWeeks:
        """The exact search in weeks for something better than so many weeks and talks."""
        board = self.board
        bound = Bound(board if board.monotone else Board(board.problem, relaxed=True))
        share = LAYING_SHARE if talks_first else WEEKS_SHARE
        limit = share * self.work_limit // board.size**2
        if self.work_limit and board.size <= SMALL:
            limit = SMALL_LIMIT
        return fewest_weeks(
            board,
            bound,
            work_limit=limit,
            below=below,
            talks_first=talks_first,
            stop=self.stop,
        )


def _in_one_go(talks: tuple[int, ...]) -> tuple[int, ...]:
    """The same talks, those with one person one after the other."""
    last = {at: place for place, at in enumerate(talks)}
    return tuple(sorted(talks, key=lambda at: last[at]))


def _length(weeks: tuple[Week, ...] | None) -> tuple[int, int]:
    """Weeks and talks of a plan in weeks; more than any plan takes when there is none."""
    return (NEVER, 0) if weeks is None else (len(weeks), sum(map(len, weeks)))

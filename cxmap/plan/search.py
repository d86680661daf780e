"""One search: a beam for a good plan, a bound, a proof, and a second look where proof fails."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

import msgspec

from cxmap.plan.beam import WIDTH, beam_order, plain_order
from cxmap.plan.board import NEVER, Board, bits
from cxmap.plan.bound import Bound
from cxmap.plan.constraints import best_by_solver
from cxmap.plan.exact import Found, Spot, Stop, best_recruits, best_talks, talk, talkable
from cxmap.plan.friction import best_surges
from cxmap.plan.idle import idle
from cxmap.plan.problem import Problem
from cxmap.plan.weeks import Week, fewest_weeks, lay_weeks

WORK_LIMIT = 50_000
"""Sets that the exact search looks at by default; about a second of work."""
QUICK_LIMIT = 3_000
"""Sets looked at for one of many variations of a problem."""
QUICK_WIDTH = 6
"""Width of the beam for one of many variations."""
QUICK_DISCOUNTS = (30,)
"""Its runs."""
QUICK_PROOF = 1_000
"""Sets looked at before a plan that is not proved at once is searched for thoroughly."""
FULL_WIDTH = 200_000
"""People times people times leaders to be won up to which a beam has its full width."""
CROWD = 60
"""Leaders from which on the plainest order is tried before any beam."""
WEEKS_SHARE = 5
"""The search in weeks looks at this many times fewer sets, since each costs more to look at."""
WIDE = 96
"""Width of the beam that is tried once a default proof has run out of work."""
NEIGHBOURS = 10
"""People beside those of a plan among whom a better one is looked for exactly."""


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
    work: int
    """Sets looked at."""
    stopped: bool = False
    """Whether the search was asked to stop."""
    most: int = 0
    """Largest leader weight that the search saw on board."""


class Search:
    """One search: beam, bound, proof."""

    def __init__(
        self,
        problem: Problem,
        objective: Objective,
        work_limit: int,
        stop: Stop | None,
        *,
        narrow: bool = False,
    ) -> None:
        self.narrow = narrow
        by_effort = objective is Objective.EFFORT
        self.objective = objective
        self.board = Board(problem, by_effort=by_effort)
        self.relaxed = (
            self.board if self.board.monotone else Board(problem, by_effort=by_effort, relaxed=True)
        )
        self.idle = idle(self.board) if self.board.monotone else 0
        self.board.useful &= ~self.idle
        self.bound = Bound(self.relaxed)
        self.work_limit = work_limit
        self._stop = stop
        self.stopped = False

    def stop(self) -> bool:
        """Ask the caller, and remember a yes."""
        if self._stop is not None and self._stop():
            self.stopped = True
        return self.stopped

    def run(self) -> Best:
        """The best plan within the work limit."""
        if not self.relaxed.enough(self.bound.within):
            return Best(order=None, bound=NEVER, proved=True, work=0)
        best = self._cheapest()
        if self.objective is Objective.WEEKS:
            return self._in_weeks(best)
        if best.order is None or self.narrow:
            return best
        return msgspec.structs.replace(best, weeks=lay_weeks(self.board, best.order))

    def _price(self, order: Iterable[int]) -> int:
        """Talks or effort of an order."""
        return sum(self.board.cost[at] for at in order)

    def _width(self, width: int) -> int:
        """The width of a beam, less where many people and a long way would make it slow."""
        people = self.board.useful.bit_count()
        way = (self.board.leaders | self.board.required).bit_count() // 2 + 1
        return max(2, min(width, width * FULL_WIDTH // max(1, people * people * way)))

    def _cheapest(self) -> Best:
        """Fewest talks or least effort: at once where a narrow beam is soon proved, else thoroughly."""
        if not self.narrow:
            at_once = self._at_once()
            if at_once is not None:
                return at_once
        return self._thorough()

    def _at_once(self) -> Best | None:
        """The plan of a narrow beam, improved and proved by a little exact search; None if it is not.

        Most maps are of this kind, and the answer comes in a fraction of the wide beam's time.
        """
        least = self.bound.rest(self.board.settle(self.board.today))
        if self.board.leaders.bit_count() > CROWD:
            order = plain_order(self.board)
            if order is not None and self._price(order) <= least:
                return Best(order=order, bound=least, proved=True, work=0)
        order = beam_order(self.board, width=self._width(QUICK_WIDTH), discounts=QUICK_DISCOUNTS)
        if order is None:
            return None
        known = self._price(order)
        if known <= least:
            return Best(order=order, bound=known, proved=True, work=0)
        limit = min(QUICK_PROOF, self.work_limit)
        found = best_recruits(
            self.relaxed, self.bound, work_limit=limit, below=known, stop=self.stop
        )
        if not (found.proved or found.bound >= known) or self.stopped:
            return None
        # A better order without friction proves nothing unless the true rules bear it.
        if found.order is not None and not (self.board.monotone or self._holds(found.order)):
            return None
        best = found.order if found.order is not None else order
        return Best(order=best, bound=self._price(best), proved=True, work=found.work)

    def _thorough(self) -> Best:
        """The plan of a wide beam, then the exact search within the work limit."""
        order = (
            beam_order(self.board, width=QUICK_WIDTH, discounts=QUICK_DISCOUNTS)
            if self.narrow
            else beam_order(self.board, width=self._width(WIDTH))
        )
        known = NEVER if order is None else self._price(order)
        least = self.bound.rest(self.board.settle(self.board.today))
        if known <= least:
            return Best(order=order, bound=known, proved=True, work=0)
        found = self._relaxed(known)
        if not self.board.monotone:
            found = self._with_friction(found, known)
        if found.order is not None:
            order, known = found.order, self._price(found.order)
        work = found.work
        if order is not None and not found.proved and self.board.monotone and not self.narrow:
            better, more = self._improved(order, found.work)
            if self._price(better) < known:
                order, known = better, self._price(better)
            work += more
        return Best(
            order=order,
            bound=max(least, min(known, found.bound)),
            proved=found.proved or found.bound >= known,
            work=work,
            stopped=self.stopped,
            most=found.most,
        )

    def _relaxed(self, known: int) -> Found:
        """The best order without friction: by the solver where there is one, else by the search."""
        asked: Found | None = None
        if not self.narrow and self.work_limit >= WORK_LIMIT and not self.relaxed.pinned:
            asked = best_by_solver(self.relaxed, self.bound, below=known, stop=self.stop)
        if asked is not None and (asked.proved or asked.order is not None):
            return asked
        found = best_recruits(
            self.relaxed, self.bound, work_limit=self.work_limit, below=known, stop=self.stop
        )
        if asked is None:
            return found
        return msgspec.structs.replace(found, bound=max(found.bound, asked.bound))

    def _improved(self, order: tuple[int, ...], done: int) -> tuple[tuple[int, ...], int]:
        """A better plan where the proof ran out of work, and the work it took.

        A wider beam, then an exact search among the people of the plan and those who pull most
        at them.
        """
        if done >= WORK_LIMIT:
            wide = beam_order(self.board, width=self._width(WIDE))
            if wide is not None and self._price(wide) < self._price(order):
                order = wide
        by_effort = self.objective is Objective.EFFORT
        narrow = Board(self.board.problem, by_effort=by_effort)
        narrow.useful &= self._around(order)
        found = best_recruits(
            narrow, Bound(narrow), work_limit=done, below=self._price(order), stop=self.stop
        )
        return found.order or order, found.work

    def _around(self, order: tuple[int, ...]) -> int:
        """The people of a plan and the few others who pull at most of them."""
        board = self.board
        inside = sum(1 << at for at in set(order))
        others = [at for at in bits(board.useful & ~inside) if self.bound.floor[at] < NEVER]
        others.sort(
            key=lambda at: (
                -(board.pulled_by[at] & inside).bit_count(),
                self.bound.floor[at] * board.cost[at],
                at,
            )
        )
        return inside | sum(1 << at for at in others[:NEIGHBOURS])

    def _with_friction(self, relaxed: Found, known: int) -> Found:
        """Judge the relaxed optimum by the true rules; search with friction where it fails."""
        if relaxed.proved and (relaxed.order is None or self._holds(relaxed.order)):
            return relaxed
        find = best_talks if self.board.pinned else best_surges
        found = find(
            self.board, self.bound, work_limit=self.work_limit, below=known, stop=self.stop
        )
        return msgspec.structs.replace(
            found, bound=max(found.bound, relaxed.bound), work=found.work + relaxed.work
        )

    def _holds(self, order: tuple[int, ...]) -> bool:
        """Whether an order of talks is allowed and enough by the true rules, pins included."""
        board = self.board
        nobody = (0,) * board.size
        spot: Spot = (board.settle(board.today, nobody), nobody)
        for at in order:
            if at not in talkable(board, spot):
                return False
            spot = talk(board, spot, at)
        return board.enough(spot[0])

    def _in_weeks(self, best: Best) -> Best:
        """Fewest weeks, starting from the plan with fewest talks laid into weeks."""
        if best.order is None and best.proved:
            return best
        weeks = None if best.order is None else lay_weeks(self.board, best.order)
        least = -(-best.bound // self.board.capacity)
        work, bound, proved = best.work, least, False
        for board, low in self._boards():
            if best.proved and _length(weeks) <= (least, best.bound):
                break
            found = fewest_weeks(
                board,
                low,
                work_limit=self.work_limit // WEEKS_SHARE,
                below=_length(weeks),
                stop=self.stop,
            )
            weeks = found.weeks if found.weeks is not None else weeks
            work += found.work
            if board.useful | self.idle == board.useful:
                proved = found.proved
                bound = found.bound if found.proved else max(least, found.bound)
        if best.proved and _length(weeks) <= (least, best.bound):
            bound, proved = least, True
        return Best(
            order=None if weeks is None else tuple(at for week in weeks for at in week),
            weeks=weeks or (),
            bound=bound,
            proved=proved,
            work=work,
            stopped=self.stopped,
        )

    def _boards(self) -> Iterator[tuple[Board, Bound]]:
        """Where to look for fewer weeks: without the idle, then with them, since weeks can need them."""
        yield self.board, self.bound
        if self.idle:
            whole = Board(self.board.problem)
            yield whole, Bound(whole)


def _length(weeks: tuple[Week, ...] | None) -> tuple[int, int]:
    """Weeks and talks of a plan in weeks; more than any plan takes when there is none."""
    return (NEVER, 0) if weeks is None else (len(weeks), sum(map(len, weeks)))


class Least(msgspec.Struct, frozen=True, kw_only=True):
    """The fewest talks of a problem, without a plan's trimmings."""

    talks: int | None
    """Fewest talks found; None when the goal is out of reach or no plan was found."""
    first: str | None
    """Id of the first person of that plan; None when there is none."""
    proved: bool
    """Whether there is nothing better."""


def least_talks(problem: Problem, *, work_limit: int = QUICK_LIMIT) -> Least:
    """The fewest talks, quickly: a narrow beam and a proof, for many small variations.

    Args:
        problem: A problem without faults.
        work_limit: Most sets that the proof looks at.
    """
    search = Search(problem, Objective.TALKS, work_limit, None, narrow=True)
    best = search.run()
    if best.order is None:
        return Least(talks=None, first=None, proved=best.proved)
    first = search.board.ids[best.order[0]] if best.order else None
    return Least(talks=len(best.order), first=first, proved=best.proved)

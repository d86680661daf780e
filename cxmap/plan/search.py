"""One search: a beam for a good plan, a bound, a proof, and a second look where proof fails."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import msgspec

from cxmap.plan.beam import Beam, plain_order
from cxmap.plan.board import NEVER, Board, bits
from cxmap.plan.bound import Bound
from cxmap.plan.constraints import best_by_solver
from cxmap.plan.exact import Found, SingleTalks, Stop, best_recruits, cheapest_walk, holds
from cxmap.plan.friction import Surges
from cxmap.plan.idle import idle
from cxmap.plan.laying import Best, Laying, Objective
from cxmap.plan.problem import Problem

WORK_LIMIT = 20_000
"""Sets that the exact search looks at by default; a third of a second of work at 60 people."""
SEATS = 25
"""People whom the goal asks for up to whom the exact search looks at as many sets as the limit says."""
QUICK_PROOF = 1_000
"""Sets looked at before a plan that is not proved at once is searched for thoroughly."""
CROWD = 60
"""Leaders from which on the plainest order is tried before any beam."""
NEAR_LIMIT = 2_000
"""Sets looked at among the people around a plan that the proof left open."""
NEIGHBOURS = 10
"""People beside those of a plan among whom a better one is looked for exactly."""


class Search:
    """One search: beam, bound, proof."""

    def __init__(
        self,
        problem: Problem,
        objective: Objective,
        work_limit: int,
        stop: Stop | None,
    ) -> None:
        by_effort = objective is Objective.EFFORT
        self.objective = objective
        self.board = Board(problem, by_effort=by_effort)
        self.relaxed = (
            self.board if self.board.monotone else Board(problem, by_effort=by_effort, relaxed=True)
        )
        # Friction can make it worth while to win somebody idle, but not to be without friction.
        self.relaxed.useful &= ~idle(self.relaxed)
        self.bound = Bound(self.relaxed)
        self.work_limit = work_limit
        self._stop = stop
        self.stopped = False
        self.beam = Beam(self.relaxed, self.bound, self.stop)

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
        laying = Laying(self.whole, work_limit=self.work_limit, stop=self.stop)
        best = laying.laid(best, self.objective)
        return msgspec.structs.replace(best, stopped=self.stopped)

    def least(self, like: Iterable[str]) -> Best:
        """The price of the best plan, quickly; its order is any, and it is not laid into weeks.

        Args:
            like: Ids in the order of a plan for a problem that differs little.
        """
        if not self.relaxed.enough(self.bound.within):
            return Best(order=None, bound=NEVER, proved=True, work=0)
        number = self.board.number
        order = plain_order(self.board, [number[one] for one in like if one in number])
        known = NEVER if order is None else self._price(order)
        if known <= self.bound.rest(self.board.settle(self.board.today)):
            return Best(order=order, bound=known, proved=True, work=0)
        found = self._exact(self.work_limit, known)
        if not (found.proved or self.stopped):
            self.beam.narrow()
            order = self._better(self.beam.order, order)
        return self._best(order, found)

    def _price(self, order: Iterable[int]) -> int:
        """Talks or effort of an order."""
        return sum(self.board.cost[at] for at in order)

    def _cheapest(self) -> Best:
        """Fewest talks or least effort: a narrow beam soon proved, else everything else in turn."""
        least = self.bound.rest(self.board.settle(self.board.today))
        order = self._first(least)
        known = NEVER if order is None else self._price(order)
        if known <= least:
            return Best(order=order, bound=least, proved=True, work=0)
        limit = min(QUICK_PROOF, self.work_limit)
        found = self._exact(limit, known)
        if found.proved or self.stopped:
            return self._best(order, found)
        self.beam.wide()
        order = self._better(self.beam.order, order)
        if order is not None:
            order = self._better(self._reordered(order), order)
        known = NEVER if order is None else self._price(order)
        if known > max(least, found.bound) and self.work_limit > limit and not self.stopped:
            found = self._exact(self._thorough_limit(), known)
            order = found.order or order
            if order is not None and not found.proved:
                order, found = self._improved(order, found)
        return self._best(order, found)

    def _thorough_limit(self) -> int:
        """Sets that the exact search looks at: fewer where each costs more, for its many seats."""
        seats = (self.board.leaders | self.board.required).bit_count()
        return self.work_limit * SEATS // max(SEATS, seats)

    def _first(self, least: int) -> tuple[int, ...] | None:
        """A plan to begin with: the plainest order of a crowd if it is best, else a narrow beam's."""
        if self.board.leaders.bit_count() > CROWD:
            order = plain_order(self.board)
            if order is not None and self._price(order) <= least:
                return order
        self.beam.narrow()
        order = self._better(self.beam.order, None)
        if order is None and not self.board.monotone:
            self.beam = Beam(self.board, self.bound, self.stop)
            self.beam.narrow()
            order = self.beam.order
        return order

    def _better(
        self, order: tuple[int, ...] | None, known: tuple[int, ...] | None
    ) -> tuple[int, ...] | None:
        """An order, if the true rules bear it and it is cheaper than the one that is known."""
        if order is None or (known is not None and self._price(order) >= self._price(known)):
            return known
        return order if self.board.monotone or holds(self.whole, order) else known

    def _best(self, order: tuple[int, ...] | None, found: Found) -> Best:
        """The plan that is known, or the cheaper one that was found, with what is known about it."""
        order = found.order or order
        known = NEVER if order is None else self._price(order)
        least = self.bound.rest(self.board.settle(self.board.today))
        return Best(
            order=order,
            bound=max(least, min(known, found.bound)),
            proved=found.proved or found.bound >= known,
            work=found.work,
            stopped=self.stopped,
            most=found.most,
        )

    def _exact(self, limit: int, known: int) -> Found:
        """The exact search for something cheaper than what is known."""
        found = best_recruits(
            self.relaxed, self.bound, work_limit=limit, below=known, stop=self.stop
        )
        return found if self.board.monotone else self._with_friction(found, limit, known)

    def _improved(self, order: tuple[int, ...], found: Found) -> tuple[tuple[int, ...], Found]:
        """A better plan where the proof ran out of work, and what is known then.

        A wider beam, an exact search among the people of the plan and those who pull most at them,
        and the solver where there is one.
        """
        self.beam.widest()
        order = self._better(self.beam.order, order) or order
        narrow = self._among(self._around(order))
        known = self._price(order)
        near = best_recruits(
            narrow, Bound(narrow), work_limit=NEAR_LIMIT, below=known, stop=self.stop
        )
        order = self._better(near.order, order) or order
        known, bound = self._price(order), found.bound
        is_asked = self.work_limit >= WORK_LIMIT and not self.relaxed.pinned
        if is_asked and bound < known and not self.stopped:
            asked = best_by_solver(
                self.relaxed, self.bound, below=known, least=bound, stop=self.stop
            )
            if asked is not None:
                order = self._better(asked.order, order) or order
                bound = max(bound, asked.bound)
        work = found.work + near.work
        return order, msgspec.structs.replace(found, order=None, bound=bound, work=work)

    def _among(self, people: int) -> Board:
        """The problem without friction among a few people."""
        by_effort = self.objective is Objective.EFFORT
        narrow = Board(self.board.problem, by_effort=by_effort, relaxed=not self.board.monotone)
        narrow.useful &= people
        return narrow

    def _reordered(self, order: tuple[int, ...]) -> tuple[int, ...] | None:
        """The best order that a wide beam finds among the people of a plan alone."""
        narrow = self._among(sum(1 << at for at in set(order)))
        beam = Beam(narrow, Bound(narrow), self.stop)
        beam.narrow()
        beam.wide()
        return beam.order

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

    def _with_friction(self, relaxed: Found, limit: int, known: int) -> Found:
        """Judge the relaxed optimum by the true rules; search with friction where it fails."""
        order = self._better(relaxed.order, None)
        if order == relaxed.order:
            return relaxed
        if not relaxed.proved and known < NEVER:
            return msgspec.structs.replace(relaxed, order=None)
        by_effort = self.objective is Objective.EFFORT
        bound = Bound(Board(self.board.problem, by_effort=by_effort, relaxed=True))
        # Where many people are to be looked at, a surge costs several times what a recruit does.
        limit = limit * SEATS // max(SEATS, self.board.useful.bit_count())
        single, surges = SingleTalks(self.board, bound), Surges(self.board, bound)
        found = (
            cheapest_walk(single, work_limit=limit, below=known, stop=self.stop)
            if self.board.pinned
            else cheapest_walk(surges, work_limit=limit, below=known, stop=self.stop)
        )
        return msgspec.structs.replace(
            found, bound=max(found.bound, relaxed.bound), work=found.work + relaxed.work
        )

    @cached_property
    def whole(self) -> Board:
        """The true problem in talks, the idle included."""
        return Board(self.board.problem)

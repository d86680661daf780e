"""The problem as a constraint model, for the optional solver (OR-tools CP-SAT, extra ``exact``).

Whoever a plan wins is on board (a flag), after so many talks (a whole number), at a place in the
order. Points count along arcs that run forward in that order, introductions and gates likewise. The
model is that of a problem without friction, where plans are orders of recruits; it asks for a plan
that is cheaper than the one already known, so that "there is none" is the proof.

Nothing here is needed: without the solver the search does with what it has. One worker, a fixed
seed and a limit in the solver's own measure of work give the same answer on every run.

References:
    [1] D. Gunnec, S. Raghavan, R. Zhang, "Least-Cost Influence Maximization on Social Networks",
        INFORMS Journal on Computing 32(2), 2020 (integer programs with support that runs forward).
"""

from __future__ import annotations

from collections.abc import Iterable
from threading import Thread
from typing import Any

from cxmap.plan.board import NEVER, Board, bits
from cxmap.plan.bound import Bound
from cxmap.plan.exact import Found, Stop

WORK = 0.5
"""Limit in the solver's own measure of work; about two seconds."""
SEED = 1
"""Of the solver's random choices."""
LOOK = 0.02
"""Seconds after which it is asked again whether to stop; the answer does not depend on it."""


class Model:
    """The constraint model of one board.

    Args:
        cp_model: The solver's module.
        board: The problem, without friction and pins.
        bound: Its lower bounds.
        prices: No plan costs less than the first, and only plans below the second are asked for;
            ``NEVER`` for any.
    """

    def __init__(
        self,
        cp_model: Any,  # noqa: ANN401 - the solver has no types
        board: Board,
        bound: Bound,
        prices: tuple[int, int],
    ) -> None:
        self.model = cp_model.CpModel()
        self.board = board
        self.start = board.settle(board.today)
        self.people = tuple(bits(board.useful & bound.within & ~self.start))
        last = len(self.people)
        new = self.model
        self.joins = {at: new.new_bool_var("") for at in self.people}
        self.asked = {at: new.new_bool_var("") for at in self.people}
        self.talks = {at: new.new_int_var(0, board.most_talks[at], "") for at in self.people}
        self.place = {at: new.new_int_var(0, last, "") for at in self.people}
        self.arcs: dict[tuple[int, int], Any] = {}
        for at in self.people:
            self._person(at, bound)
        closed = (board.drivers | board.others, board.others)
        gates = ((board.outcome, board.gate_outcome), (board.drivers, board.gate_driver))
        for (fillers, needed), waiting in zip(gates, closed, strict=True):
            self._gate(fillers, needed - (self.start & fillers).bit_count(), waiting)
        self._goal(*prices)

    def _person(self, at: int, bound: Bound) -> None:
        """Points, talks, the way in, and who is waited for."""
        model, board = self.model, self.board
        joins, asked, talks = self.joins[at], self.asked[at], self.talks[at]
        model.add(talks <= board.most_talks[at] * asked)
        model.add(talks >= asked)
        model.add_implication(asked, joins)
        model.add(talks >= max(board.must[at], bound.floor[at]) * joins)
        lacking = board.need[at] - board.pulled(at, self.start)
        if lacking > 0:
            helps = [
                points * self._before(bit.bit_length() - 1, at)
                for bit, points in board.pulls[at]
                if bit.bit_length() - 1 in self.joins
            ]
            model.add(board.gain[at] * talks + sum(helps) >= lacking * joins)
        if not board.reach >> at & 1 and not board.openers[at] & self.start:
            doors = (other for other in bits(board.openers[at]) if other in self.joins)
            model.add_bool_or([*(self._before(other, at) for other in doors), ~asked])
        for waiting, others in board.waits:
            if waiting == at and others & ~self.start:
                awaited = (others & ~self.start).bit_length() - 1
                is_there = self._before(awaited, at) if awaited in self.joins else 0
                model.add(asked <= is_there)

    def _before(self, first: int, second: int) -> Any:  # noqa: ANN401 - the solver's own type
        """Whether somebody is on board before somebody else; one way round at most."""
        arc = self.arcs.get((first, second))
        if arc is None:
            arc = self.arcs[first, second] = self.model.new_bool_var("")
            self.model.add_implication(arc, self.joins[first])
            self.model.add(self.place[first] < self.place[second]).only_enforce_if(arc)
            back = self.arcs.get((second, first))
            if back is not None:
                self.model.add_bool_or([~arc, ~back])
        return arc

    def _gate(self, fillers: int, lacking: int, waiting: int) -> None:
        """Nobody of the later stages is asked before so many are on board."""
        if lacking <= 0:
            return
        model = self.model
        opens = model.new_bool_var("")
        at_place = model.new_int_var(0, len(self.people), "")
        inside = []
        for at in self.people:
            if fillers >> at & 1:
                fills = model.new_bool_var("")
                model.add_implication(fills, self.joins[at])
                model.add(self.place[at] < at_place).only_enforce_if(fills)
                inside.append(fills)
            if waiting >> at & 1:
                model.add_implication(self.asked[at], opens)
                model.add(self.place[at] >= at_place).only_enforce_if(self.asked[at])
        model.add(sum(inside) >= lacking * opens)

    def _goal(self, least: int, below: int) -> None:
        """Critical mass, must-haves, and the price."""
        model, board = self.model, self.board
        weights = [board.weight[at] * self.joins[at] for at in self.people if board.weight[at]]
        model.add(sum(weights) >= board.quorum - board.weigh(self.start))
        for at in bits(board.required & ~self.start):
            model.add(self.joins[at] == 1)
        price = sum(board.cost[at] * self.talks[at] for at in self.people)
        model.add(price >= least)
        if below < NEVER:
            model.add(price < below)
        model.minimize(price)

    def order(self, place: Iterable[tuple[int, int]]) -> tuple[int, ...] | None:
        """The talks of an answer by the rules of the board; None if they do not lead to the goal.

        Args:
            place: Place and number of everybody who is talked to.
        """
        board = self.board
        group = self.start
        talks: list[int] = []
        for _, at in sorted(place):
            if group >> at & 1:
                continue
            price = board.talks(at, group)
            if price >= NEVER or not board.open(group) >> at & 1:
                return None
            talks += [at] * price
            group = board.join(group, at)
        return tuple(talks) if board.enough(group) else None


def best_by_solver(
    board: Board,
    bound: Bound,
    *,
    below: int = NEVER,
    least: int = 0,
    stop: Stop | None = None,
) -> Found | None:
    """Cheapest order of recruits of a problem without friction and pins, by the solver.

    Args:
        board: The problem.
        bound: Its lower bounds; the goal is within reach.
        below: Price of a plan already known; only cheaper ones are looked for.
        least: Price below which there is known to be no plan.
        stop: Asked now and then; a true answer ends the solver, and nothing it found is used.

    Returns:
        What was found; None when the solver is not installed or was stopped.
    """
    try:
        from ortools.sat.python import cp_model
    except ImportError:
        return None
    least = max(least, bound.rest(board.settle(board.today)))
    made = Model(cp_model, board, bound, (least, below))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = SEED
    solver.parameters.max_deterministic_time = WORK
    solver.parameters.catch_sigint_signal = False
    status = _run(solver, made.model, stop)
    if status is None:
        return None
    if status == "INFEASIBLE":
        return Found(order=None, bound=below, proved=True, work=0)
    order = None
    if status in ("OPTIMAL", "FEASIBLE"):
        asked = (at for at in made.people if solver.value(made.asked[at]))
        order = made.order((solver.value(made.place[at]), at) for at in asked)
    # The solver's bound is a float a hair beside a whole number.
    least = max(least, -int(-(solver.best_objective_bound - 1e-6) // 1))
    return Found(order=order, bound=least, proved=status == "OPTIMAL" and order is not None, work=0)


def _run(solver: Any, model: Any, stop: Stop | None) -> str | None:  # noqa: ANN401 - solver's types
    """Let the solver work beside this thread; its last word, None when it was stopped."""
    words: list[str] = []
    worker = Thread(
        target=lambda: words.append(solver.status_name(solver.solve(model))),
        name="solver",
        daemon=True,
    )
    worker.start()
    is_stopped = False
    try:
        while worker.is_alive():
            worker.join(LOOK)
            if stop is not None and stop():
                is_stopped = True
                solver.stop_search()
    except BaseException:
        solver.stop_search()
        raise
    return None if is_stopped or not words else words[0]

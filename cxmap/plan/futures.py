"""Many possible futures of one problem at once, and the lead following the plan through them.

A future draws what is not known for sure: how much each person really needs, whether each tie
really holds and how much it gives, what a conversation really gives. Then the lead goes down the
plan's order: always the first person of the list who may be talked to now, the rest of the list
after the plan, until critical mass or too many talks. Everything is counted in thousandths of a
point as whole numbers, so sums do not depend on their order.

Rows are people in the order of the list, columns are futures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from cxmap.plan.board import Board, bits
from cxmap.plan.luck import key_of, uniforms
from cxmap.plan.problem import PlanPerson, Problem, Pull, Stage
from cxmap.plan.rules import PlanRules

MILLI = 1000
"""Parts of a point."""
Flags = NDArray[np.bool_]
Whole = NDArray[np.int64]
Columns = NDArray[np.uint64]


class Tie(msgspec.Struct, frozen=True):
    """One pull between two people of the list."""

    source: int
    """Row of who pulls."""
    target: int
    """Row of who is pulled."""
    intro: bool
    """Whether the source can introduce the target."""


class Futures:
    """The draws of some futures, ready to be played.

    Args:
        problem: The problem.
        listed: Everybody the lead might talk to or who matters, in the order of the list.
        rules: The spreads.
        seed: The run's seed.
        scenarios: Numbers of the futures to draw.
        redraws: The model's own guesses are drawn anew this many times over, so many futures
            share one draw; 0 leaves them as they are.
    """

    def __init__(
        self,
        problem: Problem,
        listed: Sequence[PlanPerson],
        rules: PlanRules,
        *,
        seed: int,
        scenarios: Columns,
        redraws: int = 0,
    ) -> None:
        self.problem = problem
        self.people = listed
        self.rules = rules
        self.seed = seed
        self.scenarios = scenarios
        self.need, self.gain = self._draw_people(redraws)
        self.ties, self.pull, self.holds = self._draw_ties(redraws)

    def _uniform(self, purpose: str, name: str) -> NDArray[np.float64]:
        """One number a future."""
        return uniforms(key_of(self.seed, purpose, name), self.scenarios)

    def _normal(self, purpose: str, name: str) -> NDArray[np.float64]:
        """Nearly normal numbers of mean 0 and variance 1, within 3: three uniforms added up."""
        drawn = [self._uniform(f"{purpose}{turn}", name) for turn in range(3)]
        return 2.0 * (drawn[0] + drawn[1] + drawn[2]) - 3.0

    def _factor(self, purpose: str, low: float, wide: float, redraws: int) -> NDArray[np.float64]:
        """One factor a redraw, the same for all futures that share it."""
        if not redraws:
            return np.ones(len(self.scenarios))
        numbers = np.arange(redraws, dtype=np.uint64)
        drawn = low + wide * uniforms(key_of(self.seed, purpose, ""), numbers)
        return drawn[(self.scenarios % np.uint64(redraws)).astype(np.int64)]

    def _draw_people(self, redraws: int) -> tuple[Whole, Whole]:
        """What each person needs, and what a conversation with each gives."""
        rules = self.rules
        factor = self._factor("gains", 0.7, 0.6, redraws)
        need = np.empty((len(self.people), len(self.scenarios)), dtype=np.int64)
        gain = np.empty_like(need)
        low, high = rules["spread_gain_low"] / 100, rules["spread_gain_high"] / 100
        for row, person in enumerate(self.people):
            spread = rules.spread_need(person.confidence)
            drawn = person.need + spread * self._normal("need", person.id)
            need[row] = np.rint(np.maximum(drawn, 0.0) * MILLI)
            share = 1.0 + rules["spread_gain"] / 100 * self._normal("gain", person.id)
            gain[row] = np.rint(np.clip(share, low, high) * factor * (person.gain * MILLI))
        return need, gain

    def _draw_ties(self, redraws: int) -> tuple[list[Tie], Whole, Flags]:
        """What each pull gives in each future, and whether its tie holds there."""
        rules = self.rules
        row_of = {person.id: row for row, person in enumerate(self.people)}
        factor = self._factor("pulls", 0.5, 1.0, redraws)
        named = [
            (name, pull)
            for name, pull in _named(self.problem.pulls)
            if pull.source in row_of and pull.target in row_of and pull.source != pull.target
        ]
        ties = [Tie(row_of[pull.source], row_of[pull.target], pull.intro) for _, pull in named]
        points = np.empty((len(named), len(self.scenarios)), dtype=np.int64)
        holds = np.empty(points.shape, dtype=np.bool_)
        low, wide = rules["spread_pull_low"] / 100, rules["spread_pull_wide"] / 100
        for row, (name, pull) in enumerate(named):
            holds[row] = self._uniform("holds", name) < rules.holds_tie(pull.confidence) / 100
            share = (low + wide * self._uniform("pull", name)) * factor
            points[row] = np.rint(share * (pull.pull * MILLI)) * holds[row]
        return ties, points, holds


def _named(pulls: Sequence[Pull]) -> list[tuple[str, Pull]]:
    """Every pull with the name its luck hangs on: its tie's id, or its two ends and a number."""
    times: Counter[str] = Counter()
    named: list[tuple[str, Pull]] = []
    for pull in sorted(pulls, key=lambda one: (one.source, one.target, one.pull, one.intro)):
        name = pull.tie
        if not name:
            ends = f"{pull.source}\x1e{pull.target}"
            name = f"{ends}\x1e{times[ends]}"
            times[ends] += 1
        named.append((name, pull))
    return named


def the_list(problem: Problem, order: Sequence[str]) -> list[PlanPerson]:
    """Everybody in the order in which the lead would turn to them.

    First the people of the plan, then the rest, leaders first, lowest need first; people who can
    change nothing come last and are talked to only when nobody else is left. The president is
    left out.
    """
    board = Board(problem)
    useful = {board.ids[at] for at in bits(board.useful)}
    place = {person_id: at for at, person_id in reversed(list(enumerate(order)))}
    return sorted(
        (person for person in problem.people if person.stage is not Stage.PRESIDENT),
        key=lambda person: (
            place.get(person.id, len(order)),
            person.id not in useful,
            not person.leader_weight,
            person.need,
            person.rank,
            person.id,
        ),
    )


class Run:
    """Plays futures talk by talk, or week by week."""

    def __init__(self, futures: Futures) -> None:
        self.futures = futures
        people = futures.people
        self.must = np.array([person.must_meet for person in people], dtype=np.int64)
        self.most = np.array([person.max_talks for person in people], dtype=np.int64)
        self.weight = [person.leader_weight for person in people]
        self.stage = [person.stage for person in people]
        self.drivers = np.array([stage is Stage.DRIVER for stage in self.stage], dtype=np.bool_)
        self.others = np.array([stage is Stage.OTHER for stage in self.stage], dtype=np.bool_)
        row_of = {person.id: row for row, person in enumerate(people)}
        params = futures.problem.params
        self.required = [row_of[person_id] for person_id in sorted(set(params.required))]
        self.pulls_of: list[list[int]] = [[] for _ in people]
        for number, tie in enumerate(futures.ties):
            self.pulls_of[tie.source].append(number)
        self._begin()

    def _begin(self) -> None:
        """Everybody who is on board today, settled, in every future."""
        futures = self.futures
        shape = futures.need.shape
        reach = np.array([person.reach for person in futures.people], dtype=np.bool_)
        self.on_board = np.zeros(shape, dtype=np.bool_)
        self.door = np.broadcast_to(reach[:, None], shape).copy()
        self.talks = np.zeros(shape, dtype=np.int64)
        self.support = np.zeros(shape, dtype=np.int64)
        self.mass = np.zeros(shape[1], dtype=np.int64)
        self.owners = np.zeros(shape[1], dtype=np.int64)
        self.driving = np.zeros(shape[1], dtype=np.int64)
        self.columns = np.arange(shape[1])
        everywhere = np.arange(shape[1])
        for row, person in enumerate(futures.people):
            if person.on_board:
                self._join(row, everywhere)
        self._settle(everywhere)

    def _join(self, row: int, where: NDArray[np.intp]) -> None:
        """One person comes on board in some futures; those they pull feel it at once."""
        self.on_board[row, where] = True
        self.mass[where] += self.weight[row]
        if self.stage[row] is Stage.OUTCOME:
            self.owners[where] += 1
        elif self.stage[row] is Stage.DRIVER:
            self.driving[where] += 1
        at = self.columns[where]
        for number in self.pulls_of[row]:
            tie = self.futures.ties[number]
            self.support[tie.target, where] += self.futures.pull[number, at]
            if tie.intro:
                self.door[tie.target, where] |= self.futures.holds[number, at]

    def _settle(self, where: NDArray[np.intp]) -> None:
        """Let everybody who is ready come on board, round by round, in some futures."""
        while len(where):
            at = self.columns[where]
            ready = (
                ~self.on_board[:, where]
                & (self.talks[:, where] >= self.must[:, None])
                & (self.support[:, where] >= self.futures.need[:, at])
            )
            for row in np.flatnonzero(ready.any(axis=1)):
                self._join(int(row), where[ready[row]])
            where = where[ready.any(axis=0)]

    def enough(self) -> Flags:
        """In which futures critical mass is reached."""
        met = self.mass >= self.futures.problem.params.quorum
        for row in self.required:
            met &= self.on_board[row]
        return met

    def talk(self, busy: Flags | None = None, held: Flags | None = None) -> Flags:
        """One conversation in every future, with the first of the list who may be talked to.

        Args:
            busy: People who had their turn this week already; the one chosen is added.
            held: Futures in which the conversation takes place; elsewhere it slips.

        Returns:
            Futures in which somebody could be talked to.
        """
        params = self.futures.problem.params
        allowed = ~self.on_board & self.door & (self.talks < self.most[:, None])
        first = self.owners >= params.gate_outcome
        if not first.all():
            allowed[self.drivers] &= first
        both = first & (self.driving >= params.gate_driver)
        if not both.all():
            allowed[self.others] &= both
        if busy is not None:
            allowed &= ~busy
        chosen = allowed.argmax(axis=0)
        where = np.flatnonzero(allowed[chosen, np.arange(len(chosen))])
        anybody = np.zeros(len(chosen), dtype=np.bool_)
        anybody[where] = True
        if busy is not None:
            busy[chosen[where], where] = True
        if held is not None:
            where = where[held[where]]
        self._hold(chosen[where], where)
        return anybody

    def _hold(self, rows: NDArray[np.intp], where: NDArray[np.intp]) -> None:
        """Hold one conversation in each of some futures, and settle."""
        at = self.columns[where]
        self.talks[rows, where] += 1
        self.support[rows, where] += self.futures.gain[rows, at]
        ready = (self.talks[rows, where] >= self.must[rows]) & (
            self.support[rows, where] >= self.futures.need[rows, at]
        )
        rows, where = rows[ready], where[ready]
        for row in np.unique(rows):
            self._join(int(row), where[rows == row])
        self._settle(where)

    def keep(self, going: Flags) -> None:
        """Go on with some of the futures only."""
        self.on_board, self.door = self.on_board[:, going], self.door[:, going]
        self.talks, self.support = self.talks[:, going], self.support[:, going]
        self.mass, self.owners = self.mass[going], self.owners[going]
        self.driving, self.columns = self.driving[going], self.columns[going]


NEVER_REACHED = -1
"""Stands for a future in which critical mass never comes."""


def talks_to_goal(futures: Futures) -> Whole:
    """Talks after which each future has its critical mass; ``NEVER_REACHED`` where it has none."""
    run = Run(futures)
    reached = np.full(len(futures.scenarios), NEVER_REACHED, dtype=np.int64)
    for count in range(futures.rules["forecast_talks"] + 1):
        met = run.enough()
        reached[run.columns[met]] = count
        if met.any():
            run.keep(~met)
        if not len(run.columns):
            break
        anybody = run.talk()
        if not anybody.all():
            run.keep(anybody)
    return reached


def weeks_to_goal(futures: Futures) -> Whole:
    """Weeks after which each future has its critical mass, slipped conversations included."""
    run = Run(futures)
    capacity = futures.problem.params.capacity_per_week
    slip = futures.rules["forecast_slip"] / 100
    reached = np.full(len(futures.scenarios), NEVER_REACHED, dtype=np.int64)
    for week in range(futures.rules["forecast_talks"] + 1):
        met = run.enough()
        reached[run.columns[met]] = week
        if met.any():
            run.keep(~met)
        if not len(run.columns):
            break
        busy = np.zeros(run.on_board.shape, dtype=np.bool_)
        anybody = np.zeros(len(run.columns), dtype=np.bool_)
        for slot in range(capacity):
            key = key_of(futures.seed, "slip", f"{week}.{slot}")
            held = uniforms(key, futures.scenarios[run.columns]) >= slip
            anybody |= run.talk(busy, held & ~run.enough())
        if not anybody.all():
            run.keep(anybody)
    return reached

"""Proved optima for fewest talks and least effort.

Without friction some best plan holds all talks with a person back to back and ends with that
person on board, so a plan is an order of recruits and the best one a cheapest path over sets of
people (A*, with the bound of ``bound.py``). With friction that is not true: winning one person
before another, or a talk in advance, can matter; then every single talk is a step of the search.

Work is counted in sets looked at, never in seconds, so the same problem gives the same answer on
every machine.

References:
    [1] P. E. Hart, N. J. Nilsson, B. Raphael, "A Formal Basis for the Heuristic Determination of
        Minimum Cost Paths", IEEE Transactions on Systems Science and Cybernetics 4(2), 1968.
"""

from __future__ import annotations

import heapq
from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterator, Mapping
from itertools import count
from typing import Generic, TypeVar

import msgspec

from cxmap.plan.board import NEVER, Board, bits
from cxmap.plan.bound import Bound
from cxmap.plan.choices import Choices

Stop = Callable[[], bool]
"""Asked before every expansion; a true answer ends the search with what is known."""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What an exact search found."""

    order: tuple[int, ...] | None
    """Numbers of the people in the order of the talks; None when no better plan was found."""
    bound: int
    """No plan costs less; ``NEVER`` when there is no plan at all."""
    proved: bool
    """Whether the search ended by itself: the order is best, or nothing beats the known plan."""
    work: int
    """Sets looked at."""
    most: int = 0
    """Largest leader weight seen on board."""


def best_recruits(
    board: Board,
    bound: Bound,
    *,
    work_limit: int,
    below: int = NEVER,
    stop: Stop | None = None,
) -> Found:
    """Cheapest order of recruits of a problem without friction.

    Args:
        board: The problem, without friction.
        bound: Its lower bounds.
        work_limit: Most sets to look at.
        below: Price of a plan already known; only cheaper ones are looked for.
        stop: Ends the search early when it says so.

    Returns:
        The cheapest order when it is cheaper than ``below`` and was found within the limit.
    """
    start = board.settle(board.today)
    paid = {start: 0}
    came: dict[int, tuple[int, int, int]] = {}
    choices = Choices(board, bound)
    heap = [(bound.rest(start), 0, start)]
    ends: tuple[int, list[tuple[int, int]]] | None = None
    work = 0
    while heap and heap[0][0] < below:
        estimate, minus_paid, group = heapq.heappop(heap)
        if paid[group] < -minus_paid:
            continue
        if board.enough(group):
            order = _back(came, start, group)
            return Found(order=order, bound=estimate, proved=True, work=work)
        if work >= work_limit or (stop and stop()):
            known = _closed(came, start, ends)
            return Found(order=known, bound=estimate, proved=False, work=work)
        choice = choices.of(group, below - paid[group])
        if paid[group] + choice.price < below:
            below = paid[group] + choice.price
            ends = (group, choice.end)
        for at, talks in choice.first:
            after = board.join(group, at)
            price = paid[group] + talks * board.cost[at]
            if price < paid.get(after, NEVER):
                work += 1
                total = max(estimate, price + bound.rest(after))
                if total < below:
                    paid[after] = price
                    came[after] = (group, at, talks)
                    heapq.heappush(heap, (total, -price, after))
    return Found(order=_closed(came, start, ends), bound=below, proved=True, work=work)


def _closed(
    came: dict[int, tuple[int, int, int]],
    start: int,
    ends: tuple[int, list[tuple[int, int]]] | None,
) -> tuple[int, ...] | None:
    """The talks that led to a set and those of its end; None when there is none."""
    if ends is None:
        return None
    group, end = ends
    return (*_back(came, start, group), *(at for at, talks in end for _ in range(talks)))


def _back(came: dict[int, tuple[int, int, int]], start: int, group: int) -> tuple[int, ...]:
    """The talks that led to a set, first one first."""
    order: list[int] = []
    while group != start:
        group, at, talks = came[group]
        order.extend([at] * talks)
    return tuple(reversed(order))


Spot = tuple[int, tuple[int, ...]]
"""A state of the talk-by-talk search: the set on board, and talks held with those outside it."""
State = TypeVar("State", bound=Hashable)


class Ground(ABC, Generic[State]):
    """States of a problem, and how talks lead from one to the next.

    Args:
        board: The true problem.
        bound: Lower bounds of the same problem without friction.
    """

    def __init__(self, board: Board, bound: Bound) -> None:
        self.board = board
        self.bound = bound

    @abstractmethod
    def start(self) -> State:
        """The state before the first talk."""

    @abstractmethod
    def group(self, state: State) -> int:
        """The set on board in a state."""

    @abstractmethod
    def due(self, state: State) -> int:
        """Least price from a state to the goal."""

    @abstractmethod
    def onward(self, state: State) -> Iterator[tuple[State, tuple[int, ...]]]:
        """The next states, with the talks that lead there."""


def cheapest_walk(
    ground: Ground[State], *, work_limit: int, below: int = NEVER, stop: Stop | None = None
) -> Found:
    """The cheapest way from the start to a state that is enough.

    Args:
        ground: The states.
        work_limit: Most states to look at.
        below: Price of a plan already known; only cheaper ones are looked for.
        stop: Ends the search early when it says so.

    Returns:
        The cheapest order when it is cheaper than ``below``; and the largest leader weight seen.
    """
    board, start = ground.board, ground.start()
    paid: dict[State, int] = {start: 0}
    came: dict[State, tuple[State, tuple[int, ...]]] = {}
    # States of equal price and place are taken as they came, so states need no order of their own.
    turns = count()
    heap = [(ground.due(start), 0, next(turns), start)]
    work = most = 0
    while heap and heap[0][0] < below:
        estimate, minus_paid, _, state = heapq.heappop(heap)
        if paid[state] < -minus_paid:
            continue
        most = max(most, board.weigh(ground.group(state)))
        if board.enough(ground.group(state)):
            order = _walked(came, start, state)
            return Found(order=order, bound=estimate, proved=True, work=work, most=most)
        for after, talks in ground.onward(state):
            work += 1
            if work > work_limit or (stop and stop()):
                return Found(order=None, bound=estimate, proved=False, work=work, most=most)
            price = paid[state] + sum(board.cost[at] for at in talks)
            if price >= min(below, paid.get(after, NEVER)):
                continue
            total = max(estimate, price + ground.due(after))
            if total < below:
                paid[after] = price
                came[after] = (state, talks)
                heapq.heappush(heap, (total, -price, next(turns), after))
    return Found(order=None, bound=below, proved=True, work=work, most=most)


def _walked(
    came: Mapping[State, tuple[State, tuple[int, ...]]], start: State, state: State
) -> tuple[int, ...]:
    """The talks that led to a state, first one first."""
    pieces: list[tuple[int, ...]] = []
    while state != start:
        state, piece = came[state]
        pieces.append(piece)
    return tuple(at for piece in reversed(pieces) for at in piece)


class SingleTalks(Ground[Spot]):
    """Every single talk is a step, friction, pins and all."""

    def start(self) -> Spot:
        """Nobody was talked to."""
        nobody = (0,) * self.board.size
        return self.board.settle(self.board.today, nobody), nobody

    def group(self, state: Spot) -> int:
        """The set on board."""
        return state[0]

    def due(self, state: Spot) -> int:
        """Least price of the rest, talks held counted."""
        return self.bound.rest(*state)

    def onward(self, state: Spot) -> Iterator[tuple[Spot, tuple[int, ...]]]:
        """One talk with everybody who may be talked to."""
        for at in talkable(self.board, state):
            yield talk(self.board, state, at), (at,)


def talkable(board: Board, spot: Spot, busy: int = 0) -> list[int]:
    """Who may be talked to in a state; while a pinned person can be won, only the first of them.

    Args:
        board: The problem.
        spot: The state.
        busy: People who had their talk of the week already.
    """
    group, held = spot
    allowed = [at for at in bits(board.open(group) & ~busy) if held[at] < board.most_talks[at]]
    for at in allowed:
        if board.pinned >> at & 1 and board.talks(at, group, held[at]) < NEVER:
            return [at]
    return allowed


def talk(board: Board, spot: Spot, at: int) -> Spot:
    """The state after one talk; talks with people on board no longer matter and are forgotten."""
    group, held = spot
    now = (*held[:at], held[at] + 1, *held[at + 1 :])
    if board.talks(at, group, now[at]):
        return group, now
    after = board.join(group, at, now)
    return after, tuple(0 if after >> at & 1 else count for at, count in enumerate(now))


def holds(board: Board, order: tuple[int, ...]) -> bool:
    """Whether an order of talks is allowed and enough by the rules of a board, pins included."""
    nobody = (0,) * board.size
    spot: Spot = (board.settle(board.today, nobody), nobody)
    for at in order:
        if at not in talkable(board, spot):
            return False
        spot = talk(board, spot, at)
    return board.enough(spot[0])

"""Does the coalition survive the loss of any one person, and who does everything hang on?

A *pillar* is somebody without whom the goal is lost, leaders cannot be reached any more, or the
plan takes more talks. The remedy against a loss is given in talks: what a coalition costs that
still makes the critical mass when its heaviest member goes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial

import msgspec

from cxmap.plan.board import Board, bits
from cxmap.plan.exact import Stop
from cxmap.plan.explain import Names, count
from cxmap.plan.least import QUICK_LIMIT, Least, is_firm, least_talks
from cxmap.plan.problem import Problem, Stage
from cxmap.plan.replay import Replay
from cxmap.plan.solve import Plan
from cxmap.plan.whatif import Leaves, changed


class Pillar(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody on whom much hangs."""

    id: str
    """Who."""
    cuts_off: tuple[str, ...]
    """Leaders and must-haves who cannot be won without this person, by rank and id."""
    price: int | None
    """Talks more that the plan takes without them; None when the goal is out of reach then."""
    text: str
    """The warning as a sentence."""


class Robustness(msgspec.Struct, frozen=True, kw_only=True):
    """How much a plan can bear."""

    survives_any_loss: bool
    """Whether critical mass stands, at the plan's end, after the loss of any one person."""
    hangs_on: tuple[str, ...]
    """Ids of the people on board whose loss would break it."""
    remedy: int | None
    """Talks more for a coalition that bears the loss of its heaviest leader; 0 when this one does,
    None when there is no such coalition."""
    pillars: tuple[Pillar, ...]
    """Who everything hangs on: first those whose loss ends it, then by price, rank and id."""


def robustness(
    problem: Problem,
    plan: Plan,
    *,
    names: Mapping[str, str] | None = None,
    work_limit: int = QUICK_LIMIT,
    stop: Stop | None = None,
) -> Robustness:
    """Look for the people whose loss a plan could not bear.

    Args:
        problem: The problem.
        plan: A plan of it.
        names: Display names by id.
        work_limit: Work for each of the many small searches.
        stop: Asked now and then; a true answer ends with the pillars found so far.
    """
    replay = Replay(problem)
    end = replay.play(plan.order).end
    hangs_on = breaking(problem, end.on_board)
    survives = replay.enough(end) and not hangs_on
    quick = partial(least_talks, work_limit=work_limit, like=plan.order, stop=stop)
    pillars = _pillars(problem, plan, Names(names or {}), quick, stop)
    return Robustness(
        survives_any_loss=survives,
        hangs_on=hangs_on,
        remedy=0 if survives else _remedy(problem, plan, quick),
        pillars=pillars,
    )


def breaking(problem: Problem, on_board: Iterable[str]) -> tuple[str, ...]:
    """Who of a coalition could not leave without breaking the critical mass.

    Args:
        problem: The problem.
        on_board: Ids of the coalition.

    Returns:
        Ids by rank and id; empty when it survives any single loss, or is no critical mass anyway.
    """
    inside = set(on_board)
    people = [
        one for one in problem.people if one.id in inside and one.stage is not Stage.PRESIDENT
    ]
    people.sort(key=lambda one: (one.rank, one.id))
    mass = sum(one.leader_weight for one in people)
    required = set(problem.params.required)
    if mass < problem.params.quorum or not required <= inside:
        return ()
    return tuple(
        one.id
        for one in people
        if one.id in required or mass - one.leader_weight < problem.params.quorum
    )


Quick = Callable[[Problem], Least]
"""Gives the fewest talks of a variation of the problem."""


def _remedy(problem: Problem, plan: Plan, quick: Quick) -> int | None:
    """Talks more for a critical mass with the heaviest leader's weight to spare."""
    if plan.talks is None:
        return None
    spare = max((person.leader_weight for person in problem.people), default=0)
    params = msgspec.structs.replace(problem.params, quorum=problem.params.quorum + spare)
    safe = quick(msgspec.structs.replace(problem, params=params))
    return None if safe.talks is None else max(0, safe.talks - plan.talks)


def _pillars(
    problem: Problem, plan: Plan, names: Names, quick: Quick, stop: Stop | None
) -> tuple[Pillar, ...]:
    """Everybody whose absence costs talks, leaders or the goal."""
    board = Board(problem, relaxed=True)
    seats = (board.leaders | board.required) & board.reachable()
    firm = is_firm(problem, plan)
    found: list[tuple[tuple[bool, int, int], Pillar]] = []
    for at in bits(board.useful):
        person_id = board.ids[at]
        without = changed(problem, [Leaves(person_id)])
        alone = Board(without, relaxed=True)
        won = {alone.ids[other] for other in bits(alone.reachable())}
        cuts_off = tuple(
            board.ids[seat] for seat in bits(seats & ~(1 << at)) if board.ids[seat] not in won
        )
        lost = person_id in problem.params.required
        price = None
        if not lost and plan.talks is not None:
            reached = Replay(without).reaches(plan.order) if firm else None
            talks = reached if reached == plan.talks else quick(without).talks
            price = None if talks is None else max(0, talks - plan.talks)
        if stop and stop():
            break
        if price == 0 and not cuts_off:
            continue
        pillar = Pillar(
            id=person_id,
            cuts_off=cuts_off,
            price=price,
            text=_warning(names, person_id, cuts_off, price),
        )
        found.append(((price is not None, -(price or 0), at), pillar))
    return tuple(pillar for _, pillar in sorted(found, key=lambda entry: entry[0]))


def _warning(names: Names, person_id: str, cuts_off: tuple[str, ...], price: int | None) -> str:
    """A pillar in words."""
    ends = []
    if price is None:
        ends.append("critical mass is out of reach")
    elif price:
        ends.append(f"the plan takes {count(price, 'talk')} more")
    if cuts_off:
        ends.append(f"{names.several(cuts_off)} cannot be won")
    return f"Without {names.one(person_id)} {' and '.join(ends)}."


def lone_allies(problem: Problem, unit_of: Mapping[str, str]) -> dict[str, str]:
    """Units in which there is a single ally.

    Args:
        problem: The problem.
        unit_of: Unit by person id; people without one are left out.

    Returns:
        The ally's id by unit, units in their own order.
    """
    allies: dict[str, list[str]] = {}
    for person in problem.people:
        unit = unit_of.get(person.id)
        if unit and person.stage is Stage.ALLY:
            allies.setdefault(unit, []).append(person.id)
    return {unit: ids[0] for unit, ids in sorted(allies.items()) if len(ids) == 1}

"""People by whom no plan gets cheaper, so that the search need not look at them.

Take somebody whom the goal does not ask for. A plan that wins them pays their talks; the same plan
without them pays the talks that their points would have saved. Help along a tie flows one way, from
who joins first to who joins later, so for every choice of who came before them the talks they take,
less what those before give, are weighed against what is saved at the others. If the first is never
smaller, they are left out; then the next person is judged among those who are left.

This holds without friction, for talks and for effort; not for weeks, where more talks side by side
can be sooner.
"""

from __future__ import annotations

from cxmap.plan.board import NEVER, Board, bits

_EXACT = 10
"""Ties up to which every choice is tried; beyond, the balance is drawn tie by tie."""


def idle(board: Board) -> int:
    """The useful people of a problem without friction who need not be looked at."""
    seats = board.leaders | board.required | board.pinned | board.today
    if board.gate_outcome:
        seats |= board.outcome
    if board.gate_driver:
        seats |= board.drivers
    # Who can always be talked to: what is lost at them can be made good by talks.
    always = board.reach & ~_late(board)
    for at, others in board.waits:
        seats |= 1 << at | others
        always &= ~(1 << at)
    firm = sum(
        1 << at
        for at in range(board.size)
        if board.talks(at, 0) < NEVER and (always >> at & 1 or board.must[at])
    )
    left = board.useful
    pending = left & ~seats
    while pending:
        at = pending.bit_length() - 1
        pending &= ~(1 << at)
        if _is_idle(board, at, left, firm):
            left &= ~(1 << at)
            pending |= (board.pullers[at] | board.pulled_by[at]) & left & ~seats
    return board.useful & ~left


def _late(board: Board) -> int:
    """Everybody whose stage is closed at first."""
    if board.gate_outcome:
        return board.drivers | board.others
    return board.others if board.gate_driver else 0


def _is_idle(board: Board, at: int, left: int, firm: int) -> bool:
    """Whether no plan among those left gets cheaper by somebody."""
    bit = 1 << at
    helped = board.pulled_by[at] & left & ~board.today
    if helped & ~firm or any(
        board.openers[other] & bit for other in bits(left & ~board.reach & ~board.today)
    ):
        return False
    given = {source.bit_length() - 1: points for source, points in board.pulls[at]}
    need = board.need[at] - board.pulled(at, left & board.today)
    gets = sum(
        points
        for other, points in given.items()
        if left >> other & 1 and not (helped | board.today) >> other & 1
    )
    ties = [(_saved(board, at, other), given.get(other, 0)) for other in bits(helped)]
    need -= gets + sum(points for saved, points in ties if not saved)
    ties = [tie for tie in ties if tie[0]]
    if len(ties) > _EXACT:
        points = sum(
            max(there * max(1, board.gain[at]), back * board.cost[at]) for there, back in ties
        )
        return points <= need * board.cost[at]
    return not _pays(board, at, need, ties)


def _pays(board: Board, at: int, need: int, ties: list[tuple[int, int]]) -> bool:
    """Whether for some choice of who came before, what is saved exceeds the talks."""
    gain, must, cost = board.gain[at], board.must[at], board.cost[at]
    ways = {(need, 0)}
    for saved, points in ties:
        ways |= {(lacking - points, total) for lacking, total in ways} | {
            (lacking, total + saved) for lacking, total in ways
        }
    for lacking, saved in ways:
        if lacking > 0 and not gain:
            continue
        talks = max(must, -(-lacking // gain)) if lacking > 0 else must
        if talks <= board.most_talks[at] and saved > cost * talks:
            return True
    return False


def _saved(board: Board, at: int, other: int) -> int:
    """Most that somebody's points save at another, in talks or effort."""
    points = next(points for bit, points in board.pulls[other] if bit == 1 << at)
    gain, must = board.gain[other], board.must[other]
    alone = board.talks(other, board.today)
    return board.cost[other] * min(max(0, alone - must), -(-points // gain) if gain else 0)

"""The plan behind the screens: worked out once for each state of the map, beside the screen."""

from __future__ import annotations

from collections.abc import Callable
from time import thread_time
from typing import TYPE_CHECKING

from cxmap.plan.solve import Plan, solve
from cxmap.session.planning.mapping import problem_of
from cxmap.session.planning.names import names_of

if TYPE_CHECKING:
    from cxmap.tui.app import CxmapApp


MANY_LEADERS = 25
"""Leaders from which a first plan is shown before the proof is tried, as long as nothing else is
known about how long that takes."""
LONG = 0.1
"""Seconds of work after which the next plan is shown in two steps, too."""


def first_plan_of(
    program: CxmapApp, stop: Callable[[], bool] | None = None, *, aim: str = "talks"
) -> Plan | None:
    """A plan without the proof, to be shown while the proof is tried.

    Args:
        program: The app.
        stop: Asked now and then; a true answer ends the search early.
        aim: What the plan is best at.

    Returns:
        None when the plan itself is at hand or will be in a blink.

    Raises:
        CxmapError: If a planning number is out of range.
    """
    known = program.planned
    if known is not None and known[0] == program.state and aim in known[1]:
        return None
    problem = problem_of(program.session.desk)
    if program.took is None:
        is_long = sum(one.leader_weight > 0 for one in problem.people) >= MANY_LEADERS
    else:
        is_long = program.took > LONG
    if not is_long:
        return None
    names = names_of(program.desk, problem)
    return solve(problem, aim, work_limit=0, names=names, stop=stop)


def plan_of(
    program: CxmapApp, stop: Callable[[], bool] | None = None, *, aim: str = "talks"
) -> Plan:
    """The plan of the map as it is now; fit to be called beside the screen's own thread.

    Names break ties, so the plan is made of the real map and only told with the names that show.

    Args:
        program: The app; remembers its plans until the map changes.
        stop: Asked now and then; a true answer ends the search early, and such a plan is not
            remembered.
        aim: What the plan is best at: ``talks``, ``effort`` or ``weeks``.

    Raises:
        CxmapError: If a planning number is out of range.
    """
    with program.planning:
        state = program.state
        if program.planned is None or program.planned[0] != state:
            program.planned = (state, {})
        known = program.planned[1]
        found = known.get(aim)
        if found is not None:
            return found
        begun = thread_time()
        problem = problem_of(program.session.desk)
        plan = solve(problem, aim, names=names_of(program.desk, problem), stop=stop)
        if stop is None or not stop():
            known[aim] = plan
            program.took = thread_time() - begun
        return plan

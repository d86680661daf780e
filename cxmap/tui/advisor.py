"""The plan behind the screens: worked out once for each state of the map, beside the screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from cxmap.plan.solve import Plan, solve
from cxmap.session.mapping import problem_of

if TYPE_CHECKING:
    from cxmap.tui.app import CxmapApp


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
        names = {key: person.display_name for key, person in program.desk.org.people.items()}
        plan = solve(problem_of(program.session.desk), aim, names=names, stop=stop)
        if stop is None or not stop():
            known[aim] = plan
        return plan

"""The plan behind the screens: worked out once for each state of the map, beside the screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from cxmap.plan.solve import Plan, solve
from cxmap.session.mapping import problem_of

if TYPE_CHECKING:
    from cxmap.tui.app import CxmapApp


def plan_of(program: CxmapApp, stop: Callable[[], bool] | None = None) -> Plan:
    """The plan of the map as it is now; fit to be called beside the screen's own thread.

    Names break ties, so the plan is made of the real map and only told with the names that show.

    Args:
        program: The app; remembers the plan until the map changes.
        stop: Asked now and then; a true answer ends the search early, and such a plan is not
            remembered.

    Raises:
        CxmapError: If a planning number is out of range.
    """
    state = program.state
    known = program.planned
    if known is not None and known[0] == state:
        return known[1]
    names = {key: person.display_name for key, person in program.desk.org.people.items()}
    plan = solve(problem_of(program.session.desk), names=names, stop=stop)
    if stop is None or not stop():
        program.planned = (state, plan)
    return plan

"""What would be different: today and what is supposed, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from cxmap.errors import CxmapError
from cxmap.model.initiative import Scenario
from cxmap.model.mass import MassReading, is_on_board, read_mass
from cxmap.model.words import PersonId
from cxmap.plan.exact import Stop
from cxmap.plan.solve import Plan
from cxmap.plan.whatif import Comparison, compared
from cxmap.session.desk import Desk
from cxmap.session.planning.mapping import problem_of, rules_of
from cxmap.session.planning.names import names_of
from cxmap.session.planning.plan_words import say_plan
from cxmap.session.planning.supposing import Supposed, suppose
from cxmap.session.planning.ways import WayView, way_view, whom_i_know
from cxmap.session.showing.standing import say_mass

EXPECTED = (50, 80)
"""Per cent of the futures for which a side says its talks."""
EXPECT_SAYS = "Expect: talks in every second future to talks in 8 of 10."
"""What the row of expected talks means."""
TODAY = "as it stands"
"""Name of the side that nothing is supposed of."""


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One state of the map with its plan."""

    name: str
    plan: Plan
    message: str
    """The plan in one sentence."""
    mass: MassReading
    mass_says: str
    next: tuple[PersonId, ...]
    """Whom to talk to next."""
    names: dict[PersonId, str]
    """Display names of everybody in scope."""
    expect: dict[int, int | None] | None = None
    """Talks within which 50 and 80 % of quickly drawn futures are there; None when not asked for.
    Both sides share their luck, so that a difference is none of the draw."""


def say_expected(side: Side) -> str:
    """What to expect of a side: ``10 to 16``; empty when futures were not drawn."""
    if side.expect is None:
        return ""
    even, careful = ("never" if one is None else str(one) for one in side.expect.values())
    return even if even == careful else f"{even} to {careful}"


class WayChange(msgspec.Struct, frozen=True, kw_only=True):
    """A way in that is another one."""

    person: PersonId
    name: str
    before: WayView
    after: WayView


class WhatIfView(msgspec.Struct, frozen=True, kw_only=True):
    """Before and after some changes."""

    changes: tuple[Supposed, ...]
    before: Side
    after: Side
    more: int | None
    """Talks more, or fewer when negative; None unless both sides have a plan."""
    new: tuple[PersonId, ...]
    """In the plan after and not before."""
    gone: tuple[PersonId, ...]
    """In the plan before and not after."""
    moved: tuple[PersonId, ...]
    """In both, at another place."""
    ways: tuple[WayChange, ...]
    """Leaders and people named whose way in is another one."""
    message: str
    """The difference in one sentence."""


class Scenarios(msgspec.Struct, frozen=True, kw_only=True):
    """Kept scenarios side by side with today."""

    today: Side | None
    """None when no scenario is kept."""
    kept: tuple[tuple[Scenario, WhatIfView | CxmapError], ...]
    """Each with its comparison, or why it does not fit the map any more."""


def what_if(
    desk: Desk,
    changes: Iterable[str],
    *,
    name: str = "supposed",
    expect: bool = False,
    plan: Plan | None = None,
    stop: Stop | None = None,
) -> WhatIfView:
    """Before and after some changes: talks, bound, order, mass, whom next, ways in.

    Args:
        desk: The map and the day.
        changes: As for ``suppose``.
        name: How the side with the changes is called.
        expect: Whether to draw futures, too.
        plan: The plan of the map as it stands if it is at hand; made otherwise.
        stop: Asked now and then; a true answer ends the searches early.

    Raises:
        UsageError: As ``suppose``, or a planning number is out of range.
    """
    supposed = suppose(desk, changes)
    then = supposed.desk
    first, second = problem_of(desk), problem_of(then)
    names = names_of(then, second) | names_of(desk, first)
    found = compared(first, second, names=names, plan=plan, stop=stop)
    before = _side(desk, TODAY, found.before, found.next_before, names)
    after = _side(then, name, found.after, found.next_after, names)
    if expect:
        before, after = _expecting(desk, before), _expecting(then, after)
    named = [who for change in supposed.changes for who in change.people]
    return WhatIfView(
        changes=supposed.changes,
        before=before,
        after=after,
        more=found.more,
        new=found.new,
        gone=found.gone,
        moved=found.moved,
        ways=tuple(_ways(desk, then, named)),
        message=_difference(before, after, found),
    )


def compare_scenarios(
    desk: Desk, *, expect: bool = False, plan: Plan | None = None, stop: Stop | None = None
) -> Scenarios:
    """Every kept scenario beside today; one that does not fit any more says why.

    Args:
        desk: The map and the day.
        expect: Whether to draw futures, too.
        plan: The plan of the map as it stands if it is at hand; made otherwise.
        stop: Asked now and then; a true answer ends the work early.
    """
    kept: list[tuple[Scenario, WhatIfView | CxmapError]] = []
    today: Side | None = None
    for scenario in desk.org.initiative.scenarios:
        try:
            view = what_if(
                desk, scenario.changes, name=scenario.name, expect=expect, plan=plan, stop=stop
            )
        except CxmapError as error:
            kept.append((scenario, error))
            continue
        today, plan = view.before, view.before.plan
        kept.append((scenario, view))
    return Scenarios(today=today, kept=tuple(kept))


def _side(
    desk: Desk, name: str, plan: Plan, following: tuple[PersonId, ...], names: dict[PersonId, str]
) -> Side:
    mass = read_mass(desk.org, desk.hierarchy)
    return Side(
        name=name,
        plan=plan,
        message=say_plan(desk, plan),
        mass=mass,
        mass_says=say_mass(mass),
        next=following,
        names=names,
    )


def _expecting(desk: Desk, side: Side) -> Side:
    """A side with what is to be expected of it."""
    from cxmap.plan.forecast import forecast

    if not desk.hierarchy.leadership:
        return side
    rules = rules_of(desk.org)
    drawn = forecast(
        problem_of(desk), side.plan, rules=rules, scenarios=rules["forecast_quick"]
    ).talks.levels
    return msgspec.structs.replace(side, expect={level: drawn[level] for level in EXPECTED})


def _ways(before: Desk, after: Desk, named: Sequence[PersonId]) -> Iterable[WayChange]:
    """Ways in that differ, of leaders who are not on board and of people named."""
    knew, know = whom_i_know(before), whom_i_know(after)
    people = dict.fromkeys((*before.hierarchy.leadership, *named))
    for person in people:
        there = (before.org.people.get(person), after.org.people.get(person))
        if not all(found is not None and found.active for found in there):
            continue
        if is_on_board(before.org, person) and is_on_board(after.org, person):
            continue
        old, new = way_view(before, person, knew), way_view(after, person, know)
        if (old.state, old.through) != (new.state, new.through):
            yield WayChange(person=person, name=old.name, before=old, after=new)


def _difference(before: Side, after: Side, found: Comparison) -> str:
    """What the changes come to, in one sentence."""
    was, now = (f"{side.mass.have} of {side.mass.needed}" for side in (before, after))
    counts = "" if was == now else f"; counting today: {now} needed instead of {was}"
    if after.plan.talks is None:
        said = "Critical mass cannot be reached any more"
        if before.plan.talks is None:
            said = "Critical mass cannot be reached, before and after"
        said += f": at most {after.plan.most} of {after.mass.of} can be won"
        if after.plan.most != before.plan.most:
            said += f" instead of {before.plan.most}"
    elif before.plan.talks is None:
        said = f"Critical mass comes within reach: {_talks(after.plan.talks)}"
    elif not found.more:
        same = after.plan.order == before.plan.order
        said = f"{_talks(after.plan.talks)} as before" + (", the same order" if same else "")
    else:
        word = "more" if found.more > 0 else "fewer"
        said = (
            f"{_talks(after.plan.talks)} instead of {before.plan.talks}: {abs(found.more)} {word}"
        )
    return f"{said}{counts}."


def _talks(number: int) -> str:
    return f"{number} talk{'' if number == 1 else 's'}"

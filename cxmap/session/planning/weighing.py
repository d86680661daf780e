"""Why this person, and why before another: the plan's reasons, and the price of the other order."""

from __future__ import annotations

import msgspec

from cxmap.errors import UsageError
from cxmap.model.hierarchy import short_title
from cxmap.model.mass import read_mass
from cxmap.model.people import Person
from cxmap.model.words import PersonId
from cxmap.plan.contrast import Contrast, contrast
from cxmap.plan.exact import Stop
from cxmap.plan.explain import Reason, joined
from cxmap.plan.solve import Plan, solve
from cxmap.session.desk import Desk
from cxmap.session.planning.mapping import problem_of
from cxmap.session.planning.names import names_of
from cxmap.session.planning.reasons import reasons_against, reasons_for
from cxmap.session.planning.today import Today
from cxmap.session.planning.ways import access_of, tied_to_me
from cxmap.session.showing.standing import why_counts


class WhyView(msgspec.Struct, frozen=True, kw_only=True):
    """What speaks for a talk with somebody, what against, and where the plan has them."""

    person: PersonId
    name: str
    title: str
    stands: str
    """Why they count, or what is missing."""
    turns: tuple[int, ...]
    """Which talks of the plan are theirs, counted from 1; empty for none."""
    talks: int | None
    """Talks in the plan; None when there is no plan."""
    planned: str
    """Where the plan has them, in words."""
    reasons: tuple[Reason, ...]
    against: tuple[Reason, ...]
    others: tuple[tuple[PersonId, str], ...]
    """The other people of the plan, in its order: whom to compare with; empty for somebody the
    plan does not look at."""


def why_view(desk: Desk, person: PersonId, plan: Plan | None = None) -> WhyView:
    """What speaks for and against a talk with somebody today.

    Args:
        desk: The map and the day.
        person: Whom it is about.
        plan: The plan if it is at hand; made otherwise.

    Raises:
        UsageError: If the person is not on the map, or a planning number is out of range.
    """
    found = desk.person(person)
    problem = problem_of(desk)
    names = names_of(desk, problem)
    plan = plan or solve(problem, names=names)
    today = Today(problem, plan, read_mass(desk.org, desk.hierarchy), names)
    turns = tuple(at for at, who in enumerate(plan.order, start=1) if who == person)
    in_scope = person in names
    return WhyView(
        person=person,
        name=found.display_name,
        title=short_title(found),
        stands=why_counts(desk.org, person),
        turns=turns,
        talks=plan.talks,
        planned=_aside(desk, found) or _planned(found.display_name, turns, plan, in_scope=in_scope),
        reasons=_for(desk, person, today),
        against=(*today.against(person), *reasons_against(desk, person)),
        others=tuple(
            (who, names[who])
            for who in dict.fromkeys(plan.order)
            if who != person and in_scope and not _aside(desk, found)
        ),
    )


def why_before(
    desk: Desk,
    person: PersonId,
    other: PersonId,
    *,
    objective: str = "talks",
    plan: Plan | None = None,
    stop: Stop | None = None,
) -> Contrast:
    """Why one person comes before another, with the price of the other order.

    Args:
        desk: The map and the day.
        person: The one.
        other: The other; the answer turns the two round when the plan does.
        objective: ``talks``, ``effort`` or ``weeks``.
        plan: The plan for that objective if it is at hand; made otherwise.
        stop: Asked now and then; a true answer ends the search early.

    Raises:
        UsageError: If one is not on the map, never part of a plan or not in its scope, or neither is
            in the plan.
    """
    problem = problem_of(desk)
    names = names_of(desk, problem)
    for who in (person, other):
        found = desk.person(who)
        if who not in names or _aside(desk, found):
            why = _aside(desk, found) or "is not known to the plan"
            raise UsageError(
                f"{found.display_name} {why}: there is no order to explain",
                field=found.display_name,
                hint="compare two people of the plan; judge, tie or pin somebody to bring them in",
            )
    return contrast(problem, person, other, objective=objective, names=names, plan=plan, stop=stop)


def _for(desk: Desk, person: PersonId, today: Today) -> tuple[Reason, ...]:
    """What speaks for a talk: the plan's reasons with the access, then the day's."""
    if person == desk.org.initiative.me or not desk.org.people[person].active:
        return ()
    planned = today.reasons(person)
    access = access_of(desk, person, tied_to_me(desk)) if planned else None
    return (*planned[:1], *([access] if access else []), *planned[1:], *reasons_for(desk, person))


def _aside(desk: Desk, person: Person) -> str:
    """Why the plan never holds a talk with somebody, whatever is known of them; empty for others."""
    if person.id == desk.org.initiative.me:
        return "is you: never counted, never proposed"
    if person.id == desk.hierarchy.president:
        return "decides in the forum, once critical mass is there; no talk is planned before"
    if not person.active:
        return f"has left{f' on {person.left_on.isoformat()}' if person.left_on else ''}"
    return ""


def _planned(name: str, turns: tuple[int, ...], plan: Plan, *, in_scope: bool) -> str:
    """Where the plan has somebody."""
    if plan.talks is None:
        return "critical mass cannot be reached as the map stands"
    if turns:
        said = joined([str(turn) for turn in turns])
        return f"talk{'s' if len(turns) > 1 else ''} {said} of {plan.talks}"
    if not in_scope:
        return f"knows nothing of {name} yet: judge, tie or pin, and the plan looks at it"
    return f"needs no talk with {name}"

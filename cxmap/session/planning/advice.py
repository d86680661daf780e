"""Whom to talk to next, the whole plan, and what to say: planner, playbook and map brought together."""

from __future__ import annotations

from datetime import date

from cxmap.model.hierarchy import short_title
from cxmap.model.mass import read_mass
from cxmap.model.words import AskState, EngagementKind, PersonId, PromiseState
from cxmap.plan.explain import Reason
from cxmap.plan.problem import Problem
from cxmap.plan.replay import Replay
from cxmap.plan.solve import Plan, solve
from cxmap.session.desk import Desk
from cxmap.session.planning.mapping import problem_of, stage_of
from cxmap.session.planning.names import names_of
from cxmap.session.planning.plan_words import say_next, say_plan
from cxmap.session.planning.reasons import (
    is_awaited,
    reasons_against,
    reasons_for,
    talked_this_week,
)
from cxmap.session.planning.today import Today
from cxmap.session.planning.ways import access_of, tied_to_me
from cxmap.session.showing.messages import proposal_for
from cxmap.session.showing.rows import name_of, person_row
from cxmap.session.showing.views import NextView, Overdue, PlanView, Suggestion, Waiting

SHOWN = 3
"""Names on the home screen: enough to choose from, few enough to act on."""

READY = Reason(
    code="needed_for_mass",
    text="Convinced by the numbers; an agreed deed is what is missing: ask for it.",
    values={},
)
"""Why somebody is suggested with whom the plan needs no further talk."""


def plan_view(desk: Desk, objective: str = "talks", *, plan: Plan | None = None) -> PlanView:
    """The whole plan of the map as it stands.

    Args:
        desk: The map and the day.
        objective: ``talks``, ``effort`` or ``weeks``.
        plan: A plan for that objective if it is at hand; made otherwise.

    Raises:
        UsageError: If there is no such objective, or a planning number is out of range.
    """
    problem = problem_of(desk)
    names = names_of(desk, problem)
    plan = plan or solve(problem, objective, names=names)
    near = tied_to_me(desk)
    access = {who: access_of(desk, who, near) for who in dict.fromkeys(plan.order)}
    return PlanView(
        plan=plan,
        names=names,
        message=say_plan(desk, plan),
        access={who: reason for who, reason in access.items() if reason is not None},
        against=_against(desk, plan),
    )


def _against(desk: Desk, plan: Plan) -> dict[PersonId, tuple[Reason, ...]]:
    """What the map holds against talks of a plan; a talk of late is forgotten by the second week."""
    soon = set(plan.week_plan[0]) if plan.week_plan else set()
    found = {
        who: tuple(
            reason
            for reason in reasons_against(desk, who)
            if who in soon or reason.code != "talked_recently"
        )
        for who in dict.fromkeys(plan.order)
    }
    return {who: reasons for who, reasons in found.items() if reasons}


def next_view(desk: Desk, n: int = SHOWN, *, plan: Plan | None = None) -> NextView:
    """Whom to talk to next, why, and what to ask.

    The first ``n`` different people of the plan who may be talked to today: access and stage open,
    not on hold, no talk in the last seven days. There is no second ranking.

    Args:
        desk: The map and the day.
        n: Most names.
        plan: The plan if it is at hand; made otherwise.
    """
    mass = read_mass(desk.org, desk.hierarchy)
    problem = problem_of(desk)
    names = names_of(desk, problem)
    if plan is None:
        plan = solve(problem, names=names)
    today = _allowed_today(desk, problem, plan)
    if plan.talks == 0 and not mass.met:
        today = _ready_to_be_asked(desk, problem)
    said = Today(problem, plan, mass, names)
    waiting = waiting_for(desk)
    state = _state(desk, plan, today, met=mass.met)
    return NextView(
        state=state,
        message=say_next(desk, state, plan, waiting),
        suggestions=tuple(_suggestion(desk, plan, said, who) for who in today[:n]),
        waiting_for=waiting,
        overdue=overdue(desk),
        mass=mass,
        talks_left=plan.talks,
    )


def overdue(desk: Desk) -> tuple[Overdue, ...]:
    """Promises whose day has passed: mine first, then theirs, oldest first."""
    org = desk.org
    mine = [
        (promise.id, promise.person, promise.text, promise.due)
        for promise in org.promises.values()
        if promise.state is PromiseState.OPEN and promise.due and promise.due < desk.today
    ]
    theirs = [
        (ask.id, ask.person, ask.text, ask.due)
        for ask in org.asks.values()
        if ask.state in (AskState.MADE, AskState.ACCEPTED) and ask.due and ask.due < desk.today
    ]
    found = [_overdue(desk, *late, mine=True) for late in mine]
    found += [_overdue(desk, *late, mine=False) for late in theirs]
    return tuple(sorted(found, key=lambda late: (not late.mine, late.due, late.record)))


def _overdue(desk: Desk, record: str, person: str, text: str, due: date, *, mine: bool) -> Overdue:
    name = name_of(desk.org, person)
    return Overdue(record=record, person=person, display_name=name, text=text, due=due, mine=mine)


def waiting_for(desk: Desk) -> tuple[Waiting, ...]:
    """Whose answers are out, longest first."""
    found = [
        Waiting(
            id=ask.person,
            display_name=name_of(desk.org, ask.person),
            since=ask.made_on,
            awaited=ask.text,
        )
        for ask in desk.org.asks.values()
        if is_awaited(ask, desk.today)
    ]
    return tuple(sorted(found, key=lambda out: (out.since or date.min, out.display_name)))


def _allowed_today(desk: Desk, problem: Problem, plan: Plan) -> list[PersonId]:
    """Different people of the plan, in its order, whom one may talk to today."""
    replay = Replay(problem)
    start = replay.start()
    return [
        who
        for who in dict.fromkeys(plan.order)
        if replay.barred(start, who) is None and not talked_this_week(desk, who)
    ]


def _ready_to_be_asked(desk: Desk, problem: Problem) -> list[PersonId]:
    """Leaders who are convinced by the numbers and do not count yet: a deed was never agreed.

    The plan needs no more talks with them; the critical mass (D4) still does.
    """
    convinced = Replay(problem).start().on_board
    waiting = [
        person
        for person in problem.people
        if person.id in convinced and not person.on_board and person.leader_weight
    ]
    waiting.sort(key=lambda person: (person.rank, person.id))
    return [person.id for person in waiting if not talked_this_week(desk, person.id)]


def _state(desk: Desk, plan: Plan, today: list[PersonId], *, met: bool) -> str:
    if desk.hierarchy.president is None or not desk.hierarchy.leadership:
        return "no_president"
    if plan.talks is None:
        return "no_way"
    if met:
        return "done" if forum_held(desk) else "forum_due"
    return "talk" if today else "wait"


def forum_held(desk: Desk) -> bool:
    """Whether the forum with the president has taken place."""
    if desk.org.initiative.forum_held_on is not None:
        return True
    president = desk.hierarchy.president or ""
    return any(
        met.kind is EngagementKind.FORUM and president in met.people
        for met in desk.org.engagements.values()
    )


def _suggestion(desk: Desk, plan: Plan, today: Today, person: PersonId) -> Suggestion:
    row = person_row(desk, person)
    planned = today.reasons(person)
    proposal = proposal_for(desk, person)
    return Suggestion(
        id=person,
        display_name=row.name,
        title=short_title(desk.person(person)),
        stage=stage_of(desk, desk.person(person)).value,
        talks_needed=plan.order.count(person),
        stance=row.stance,
        commitment=row.commitment,
        reasons=(*(planned or (READY,)), *reasons_for(desk, person)),
        against=(*(today.against(person) if planned else ()), *reasons_against(desk, person)),
        last_touch=row.last_touch,
        barrier=row.barrier,
        frame=proposal.frame,
        ask=proposal.ask,
        ask_is_open=proposal.is_open,
        role_is_guess=row.role_is_guess,
    )

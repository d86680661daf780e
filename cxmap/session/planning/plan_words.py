"""The plan and the answer to "whom next" in one sentence."""

from __future__ import annotations

from cxmap.model.mass import read_mass
from cxmap.plan.laying import Objective
from cxmap.plan.replay import Barred
from cxmap.plan.solve import Plan, Status
from cxmap.session.desk import Desk
from cxmap.session.showing.standing import say_mass
from cxmap.session.showing.views import Waiting

CONVINCED = "Enough leaders are convinced; their agreed deeds are missing"
"""What is said when the plan needs no talk and the critical mass is not met all the same."""

BARRED_WORDS = {
    Barred.NO_WAY_IN: "cannot be introduced to you by anybody on board",
    Barred.MAX_TALKS: "has granted all the talks there are",
    Barred.GATE_CLOSED: "waits for a stage that does not open",
    Barred.ON_BOARD: "is on board",
    Barred.PRESIDENT: "is the president",
    Barred.WAITS: "waits for somebody else",
}
"""What is in the way of somebody who cannot be won, as the end of a sentence."""


def say_next(desk: Desk, state: str, plan: Plan, waiting: tuple[Waiting, ...]) -> str:
    """The answer to "whom next" in one sentence, for each of its states."""
    if state == "forum_due":
        return f"{_mass(desk)}. The forum with the president is due."
    if state == "done":
        return f"{_mass(desk)}, and the forum has been held. Keep the coalition warm."
    if state == "wait":
        names = ", ".join(dict.fromkeys(out.display_name for out in waiting)) or "this week's talks"
        return f"{_talks(plan)}; everybody in line was talked to this week. Waiting for {names}."
    if state == "talk":
        return f"{_talks(plan)}."
    return say_no_way(desk, plan) if state == "no_way" else say_no_president(desk)


def say_plan(desk: Desk, plan: Plan) -> str:
    """The plan in one sentence: talks, weeks, and whether it is proved that no plan does with less."""
    if desk.hierarchy.president is None or not desk.hierarchy.leadership:
        return say_no_president(desk)
    if plan.talks is None:
        return say_no_way(desk, plan)
    if plan.talks == 0:
        met = read_mass(desk.org, desk.hierarchy).met
        return f"{_mass(desk)}. No talk is needed." if met else f"{CONVINCED}."
    weeks = f" in {plan.weeks} week{'s' if plan.weeks != 1 else ''}" if plan.weeks else ""
    return f"{_talks(plan)}{weeks}: {_proof(plan)}."


def _proof(plan: Plan) -> str:
    """What is known about better plans."""
    if plan.status is Status.OPTIMAL:
        if plan.fewest_weeks:
            return "no plan does with less"
        less = {Objective.TALKS: "fewer talks", Objective.EFFORT: "less effort"}
        return f"no plan does with {less.get(plan.objective, 'fewer weeks')}"
    how = "stopped early" if plan.status is Status.STOPPED else "not proved"
    unit = {Objective.TALKS: "talks", Objective.EFFORT: "of effort"}
    least = f"{plan.lower_bound} {unit.get(plan.objective, 'weeks')}"
    return f"{how}; at least {least} are needed"


def say_no_president(desk: Desk) -> str:
    """What is missing before there can be a plan."""
    if not desk.org.people:
        return "Nobody is on the map yet: import a people file, or add the leaders by hand."
    if desk.hierarchy.president is None:
        return "Say who the president is, then the plan can begin."
    return "Nobody reports to the president yet: add the leaders who do."


def say_no_way(desk: Desk, plan: Plan) -> str:
    """Why critical mass is out of reach as things stand, person by person."""
    reading = read_mass(desk.org, desk.hierarchy)
    who = "leaders" if reading.of == len(reading.level) else "by weight"
    most = f"at most {plan.most} of {reading.of} {who} can be won, {reading.needed} needed"
    if plan.most >= reading.needed:
        most = "enough leaders can be won, but not everybody without whom it does not count"
    blocked = "; ".join(say_blocked(desk, plan))
    reach = f"Critical mass is out of reach as the map stands: {most}"
    return f"{reach}. {blocked}." if blocked else f"{reach}."


def say_blocked(desk: Desk, plan: Plan) -> list[str]:
    """Who cannot be won as things stand, and what is in the way, one sentence each."""
    blocked = []
    for stop in plan.blocked:
        person = desk.person(stop.id)
        why = "is skipped by you" if person.is_on_hold(desk.today) else BARRED_WORDS[stop.code]
        blocked.append(f"{person.display_name} {why}")
    return blocked


def _talks(plan: Plan) -> str:
    if not plan.talks:
        return CONVINCED
    return f"{plan.talks} talk{'s' if plan.talks != 1 else ''} to critical mass"


def _mass(desk: Desk) -> str:
    line = say_mass(read_mass(desk.org, desk.hierarchy))
    return line[:1].upper() + line[1:]

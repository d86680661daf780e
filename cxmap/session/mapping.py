"""From the map's judgements to the planner's numbers: the one place where they meet.

Who is in the problem: the leadership level, everybody on board, whoever the lead has judged, met,
asked, pinned or tied, and, around those who need an introduction, whoever could give it within two
steps of the chart. Somebody known only from the chart is left out otherwise: a report who nobody
has judged gives the boss 3 points and costs two talks of 10, so no plan gets shorter by them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from cxmap.model.mass import is_on_board, quorum_of, weight_of
from cxmap.model.orgmap import OrgMap
from cxmap.model.people import Person
from cxmap.model.words import (
    Commitment,
    Dimension,
    EngagementKind,
    PersonId,
    Role,
    Stance,
    TieKind,
)
from cxmap.plan.problem import PlanParams, PlanPerson, Problem, Pull, Stage
from cxmap.plan.rules import PlanRules
from cxmap.session.desk import Desk
from cxmap.text import fold

_SURE, _LIKELY, _GUESS = 3, 2, 1
_FURTHER = {
    Stance.LEADING: Stance.SUPPORTIVE,
    Stance.SUPPORTIVE: Stance.NEUTRAL,
    Stance.NEUTRAL: Stance.RESISTANT,
    Stance.UNKNOWN: Stance.RESISTANT,
    Stance.UNAWARE: Stance.RESISTANT,
    Stance.RESISTANT: Stance.RESISTANT,
}
_NEARER = {
    Stance.LEADING: Stance.LEADING,
    Stance.SUPPORTIVE: Stance.LEADING,
    Stance.NEUTRAL: Stance.SUPPORTIVE,
    Stance.UNKNOWN: Stance.SUPPORTIVE,
    Stance.UNAWARE: Stance.SUPPORTIVE,
    Stance.RESISTANT: Stance.NEUTRAL,
}


def rules_of(org: OrgMap) -> PlanRules:
    """The planning numbers in force: the table's defaults and the lead's own.

    Raises:
        UsageError: If the map holds a number that the table does not allow.
    """
    return PlanRules().with_changes(org.initiative.rules)


def problem_of(desk: Desk) -> Problem:
    """The planning problem of a map as it stands today.

    Without a president it has nobody on the leadership level and a quorum that cannot be met.
    """
    org, rules = desk.org, rules_of(desk.org)
    scope = people_in_scope(desk, rules)
    people = tuple(_plan_person(desk, rules, org.people[person]) for person in scope)
    return Problem(
        people=people,
        pulls=tuple(_pulls(desk, rules, frozenset(scope))),
        params=_params(desk, rules, people),
    )


def stage_of(desk: Desk, person: Person) -> Stage:
    """When a person's turn comes; an owner who also drives is treated as an owner."""
    if person.id == desk.hierarchy.president:
        return Stage.PRESIDENT
    if Role.OUTCOME_OWNER in person.roles:
        return Stage.OUTCOME
    if Role.OPERATIONAL_DRIVER in person.roles:
        return Stage.DRIVER
    return Stage.ALLY if Role.ALLY in person.roles else Stage.OTHER


def people_in_scope(desk: Desk, rules: PlanRules) -> list[PersonId]:
    """Ids of everybody in the problem, in the order of the map; never me, nobody who left."""
    org = desk.org
    core = {
        *desk.hierarchy.leadership,
        *org.initiative.mass.must_haves,
        *org.initiative.mass.vetoes,
    }
    core |= {person.id for person in org.people.values() if _is_marked(org, person)}
    shut = [who for who in core if who in org.people and org.people[who].reach is False]
    core |= _openers(desk, shut, rules["scope_steps"])
    core.discard(org.initiative.me or "")
    return [who for who, person in org.people.items() if who in core and person.active]


def _is_marked(org: OrgMap, person: Person) -> bool:
    """Whether the lead has said or done something about somebody, the chart aside."""
    judged = org.judgements(person.id)
    return bool(
        person.pinned
        or (person.flags and is_on_board(org, person.id))
        or judged.stance_
        or judged.commitment_
        or org.ties_of(person.id)
        or org.asks_of(person.id)
        or org.engagements_of(person.id)
    )


def _openers(desk: Desk, shut: Iterable[PersonId], steps: int) -> set[PersonId]:
    """Who could lead to people that cannot be asked directly, over the chart, within some steps."""
    found: set[PersonId] = set()
    rim = set(shut)
    for _ in range(steps):
        around: set[PersonId] = set()
        for person in rim:
            boss = desk.org.people[person].manager
            if boss is not None and boss in desk.org.people and boss != desk.hierarchy.president:
                around.add(boss)
            around |= set(desk.org.reports.get(person, ()))
        rim = around - found
        found |= around
    return found


def _plan_person(desk: Desk, rules: PlanRules, person: Person) -> PlanPerson:
    org = desk.org
    judged = org.judgements(person.id)
    leader = person.id in desk.hierarchy.leadership
    on_board = is_on_board(org, person.id)
    held = sum(1 for met in org.engagements_of(person.id) if met.kind is EngagementKind.ONE_ON_ONE)
    stance, commitment = judged.stance, judged.commitment

    def need(word: Stance) -> int:
        return 0 if on_board else rules.need(word.value, commitment.value)

    talks = 0 if person.is_on_hold(desk.today) else max(0, rules["max_talks"] - held)
    return PlanPerson(
        id=person.id,
        stage=stage_of(desk, person),
        need=need(stance),
        gain=rules.gain(judged.number(Dimension.RECEPTIVENESS)),
        cost=rules["cost_talk"],
        max_talks=talks,
        must_meet=0 if on_board else max(0, rules.must_meet(leader=leader) - held),
        reach=person.reach is not False,
        leader_weight=weight_of(org, person.id) if leader else 0,
        on_board=on_board,
        rank=rank_of(desk, person),
        pinned=person.pinned,
        confidence=judged.stance_.confidence if judged.stance_ else _GUESS,
        need_low=need(_NEARER[stance]),
        need_high=need(_FURTHER[stance]),
    )


def rank_of(desk: Desk, person: Person) -> str:
    """The text that breaks ties: leaders first, then power, name, employee number.

    Ids are random and come last, so that two imports of one file give the same plan.
    """
    power = desk.org.judgements(person.id).number(Dimension.POWER) or 0
    leader = "0" if person.id in desk.hierarchy.leadership else "1"
    return "\x1f".join((leader, str(9 - power), fold(person.display_name), person.employee_number))


def _params(desk: Desk, rules: PlanRules, people: tuple[PlanPerson, ...]) -> PlanParams:
    org = desk.org
    here = {person.id for person in people}
    mass = org.initiative.mass
    against = [who for who in mass.vetoes if org.judgements(who).commitment is Commitment.AGAINST]
    required = dict.fromkeys(who for who in (*mass.must_haves, *against) if who in here)
    gates = {
        name: 0 if org.initiative.override_gates else rules.gate(name, _gate_of(people, stage))
        for name, stage in (("outcome", Stage.OUTCOME), ("driver", Stage.DRIVER))
    }
    total = sum(person.leader_weight for person in people)
    return PlanParams(
        quorum=quorum_of(org, total),
        gate_outcome=gates["outcome"],
        gate_driver=gates["driver"],
        required=tuple(required),
        capacity_per_week=rules["capacity_per_week"],
    )


def _gate_of(people: tuple[PlanPerson, ...], stage: Stage) -> int:
    """How many of a stage a gate is a share of: those on the level, else 1 if there is anybody."""
    there = [person for person in people if person.stage is stage]
    leaders = sum(1 for person in there if person.leader_weight)
    return leaders or min(1, len(there))


def _pulls(desk: Desk, rules: PlanRules, scope: frozenset[PersonId]) -> Iterator[Pull]:
    """What ties and reporting lines do between people in scope."""
    added: defaultdict[tuple[PersonId, PersonId, str], list[tuple[int, bool, int]]]
    added = defaultdict(list)
    for who in scope:
        boss = desk.org.people[who].manager
        if boss in scope:
            _add(added, rules, (who, str(boss)), TieKind.REPORTS_TO, (None, _SURE, f"line-{who}"))
    for tie in desk.org.ties.values():
        if tie.active and tie.a in scope and tie.b in scope and tie.a != tie.b:
            _add(added, rules, (tie.a, tie.b), tie.kind, (tie.strength, tie.confidence, tie.id))
    for (source, target, tie_id), found in sorted(added.items()):
        for pull, intro, confidence in found:
            yield Pull(
                source=source,
                target=target,
                pull=pull,
                intro=intro,
                tie=tie_id,
                confidence=confidence,
            )


def _add(
    added: defaultdict[tuple[PersonId, PersonId, str], list[tuple[int, bool, int]]],
    rules: PlanRules,
    ends: tuple[PersonId, PersonId],
    kind: TieKind,
    facts: tuple[int | None, int, str],
) -> None:
    a, b = ends
    strength, confidence, tie_id = facts
    does = rules.tie(kind.value, strength)
    if does.forward_pull or does.forward_intro:
        added[a, b, tie_id].append((does.forward_pull, does.forward_intro, confidence))
    if does.backward_pull or does.backward_intro:
        added[b, a, tie_id].append((does.backward_pull, does.backward_intro, confidence))

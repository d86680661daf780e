"""From the map's judgements to the planner's numbers: the one place where they meet.

``scoping.py`` chooses who is in the problem; planning on them is as good as on the whole map.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress

from cxmap.errors import UsageError
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
from cxmap.plan.rules import BY_NAME, PlanRules
from cxmap.session.desk import Desk
from cxmap.session.planning.scoping import Scoping
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
        UsageError: If the map holds a number that the table does not allow; only another program
            can have written it.
    """
    try:
        return PlanRules().with_changes(org.initiative.rules)
    except UsageError as error:
        name = str(error.field)
        error.field = f"plan.{name}"
        error.hint = (
            f"cxmap settings MAP plan.{name}=default puts it right; on the screen d on the numbers (=)"
            if name in BY_NAME
            else "it is left out with the next change of a planning number (= on the screen)"
        )
        raise


def unusable_rule(org: OrgMap) -> str:
    """What is wrong with the planning numbers of the map, and what to do; empty when nothing is."""
    try:
        rules_of(org)
    except UsageError as error:
        return f"{error.message}: {error.hint}"
    return ""


def usable_rules(org: OrgMap) -> PlanRules:
    """The planning numbers less those that the table does not allow: to be shown and mended."""
    rules = PlanRules()
    for name, value in org.initiative.rules.items():
        with suppress(UsageError):
            rules = rules.with_changes({name: value})
    return rules


def problem_of(desk: Desk) -> Problem:
    """The planning problem of a map as it stands today; drawn up once for each desk.

    Without a president it has nobody on the leadership level and a quorum that cannot be met.
    """
    if desk.problem is None:
        desk.problem = _problem_of(desk)
    return desk.problem


def _problem_of(desk: Desk) -> Problem:
    rules = rules_of(desk.org)
    scoping = Scoping(desk, rules, lambda person: _plan_person(desk, rules, person))
    people = scoping.people(lambda total: quorum_of(desk.org, total))
    return _problem(desk, rules, people)


def problem_among(desk: Desk, people: Iterable[PersonId]) -> Problem:
    """The planning problem among given people, for example the whole map."""
    org, rules = desk.org, rules_of(desk.org)
    chosen = {who: _plan_person(desk, rules, org.people[who]) for who in people}
    return _problem(desk, rules, chosen)


def _problem(desk: Desk, rules: PlanRules, people: Mapping[PersonId, PlanPerson]) -> Problem:
    return Problem(
        people=tuple(people.values()),
        pulls=tuple(_pulls(desk, rules, people)),
        params=_params(desk, rules, tuple(people.values())),
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


def _pulls(desk: Desk, rules: PlanRules, scope: Collection[PersonId]) -> Iterator[Pull]:
    """What ties and reporting lines do between people in scope."""
    added: defaultdict[tuple[PersonId, PersonId, str], list[tuple[int, bool, int]]]
    added = defaultdict(list)
    for who in scope:
        boss = desk.org.people[who].manager
        if boss in scope:
            _add(added, rules, (who, str(boss)), TieKind.REPORTS_TO, (None, _SURE, f"line-{who}"))
        for tie in desk.org.ties_of(who):
            if who != tie.a or tie.b not in scope or tie.a == tie.b:
                continue
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

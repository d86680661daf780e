"""Who is in the plan: the map as the planner's bounded search sees it.

Marked is whoever the lead has judged (stance, commitment), met, asked, tied, pinned or given a role
by hand, and everybody on board; the others are known only from the chart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from heapq import nsmallest

from cxmap.model.mass import is_on_board
from cxmap.model.people import Person
from cxmap.model.words import PersonId, Role, TieKind
from cxmap.plan.problem import PlanPerson, Stage
from cxmap.plan.rules import Effect, PlanRules
from cxmap.plan.scope import Limits, Link, Organisation, patience, scope, talks_alone
from cxmap.session.desk import Desk

_HELD = frozenset((Role.OUTCOME_OWNER, Role.OPERATIONAL_DRIVER, Role.ALLY))
"""Roles that matter to the order of talks."""


class Scoping:
    """The search on one map.

    Args:
        desk: The map and the day.
        rules: The planning numbers.
        plan_person: Somebody of the map in the planner's numbers.
    """

    def __init__(
        self, desk: Desk, rules: PlanRules, plan_person: Callable[[Person], PlanPerson]
    ) -> None:
        self.desk = desk
        self.org = desk.org
        self.rules = rules
        self._plan_person = plan_person
        self._seen: dict[PersonId, PlanPerson | None] = {}
        self._effects: dict[tuple[TieKind, int | None], Effect] = {}

    def people(self, quorum: Callable[[int], int]) -> dict[PersonId, PlanPerson]:
        """Everybody in the plan; never me, nobody who left.

        Args:
            quorum: The weight that makes the mass of a level of some weight.
        """
        mass = self.org.initiative.mass
        wanted = [*mass.must_haves, *mass.vetoes]
        asked_for = dict.fromkeys((*self.desk.hierarchy.leadership, *wanted))
        seats = [one for one in map(self.person, asked_for) if one is not None]
        seats += self._fillers(seats)
        total = sum(one.leader_weight for one in seats)
        limits = Limits(
            steps=self.rules["scope_steps"],
            most=self.rules["scope_people"],
            patience=patience(seats, quorum(total), wanted, self.rules["capacity_per_week"]),
        )
        around = Organisation(links=self.links, person=self.helper, is_marked=self.is_marked)
        return scope(around, [one.id for one in seats], self._others(), limits)

    def person(self, who: PersonId) -> PlanPerson | None:
        """Somebody as the plan sees them; None for me, leavers and ids that are not on the map."""
        if who not in self._seen:
            found = self.org.people.get(who)
            is_here = found is not None and found.active and who != self.org.initiative.me
            self._seen[who] = self._plan_person(found) if found is not None and is_here else None
        return self._seen[who]

    def helper(self, who: PersonId) -> PlanPerson | None:
        """The same without the president, whose ties do nothing before the forum."""
        return None if who == self.desk.hierarchy.president else self.person(who)

    def is_marked(self, who: PersonId) -> bool:
        """Whether the lead has said or done something about somebody, the chart aside."""
        return who in self.org.noted or who in self._by_hand

    @cached_property
    def _by_hand(self) -> frozenset[PersonId]:
        """Who is pinned, has a role of the plan by hand, or is on board by a flag."""
        return frozenset(
            who
            for who, person in self.org.people.items()
            if person.pinned
            or (
                person.roles
                and person.roles_confidence is None
                and _HELD.intersection(person.roles)
            )
            or (person.flags and is_on_board(self.org, who))
        )

    def _others(self) -> Iterator[PersonId]:
        """Marked people, fewest talks first; nothing is looked at before the first is asked for."""
        marked = (self.person(who) for who in self.org.noted | self._by_hand)
        people = (one for one in marked if one is not None)
        most = self.rules["scope_people"]
        yield from (one.id for one in nsmallest(most, people, key=_by_price))

    def _fillers(self, seats: list[PlanPerson]) -> Iterator[PlanPerson]:
        """Who could open a gate with fewer talks than the leaders of that stage, cheapest first."""
        if self.org.initiative.override_gates:
            return
        here = {one.id for one in seats}
        for name, stage, role in (
            ("outcome", Stage.OUTCOME, Role.OUTCOME_OWNER),
            ("driver", Stage.DRIVER, Role.OPERATIONAL_DRIVER),
        ):
            leaders = [one for one in seats if one.stage is stage]
            dearest = max((_by_price(one)[0] for one in leaders if not one.on_board), default=0)
            people = (
                self.helper(who)
                for who, person in self.org.people.items()
                if role in person.roles and who not in here
            )
            able = [one for one in people if one is not None and one.stage is stage]
            cheaper = [one for one in able if _by_price(one)[0] < dearest]
            yield from sorted(cheaper, key=_by_price)[: self.rules.gate(name, len(leaders))]

    def links(self, who: PersonId) -> Iterator[Link[PersonId]]:
        """All lines and ties of somebody."""
        boss = self.org.people[who].manager
        does = self._effect(TieKind.REPORTS_TO, None)
        if boss is not None:
            yield Link(boss, does.backward_pull, does.forward_pull, does.backward_intro, boss=True)
        for report in self.org.reports.get(who, ()):
            yield Link(report, does.forward_pull, does.backward_pull, does.forward_intro)
        for tie in self.org.ties_of(who):
            does = self._effect(tie.kind, tie.strength)
            if tie.a == who:
                yield Link(tie.b, does.backward_pull, does.forward_pull, does.backward_intro)
            else:
                yield Link(tie.a, does.forward_pull, does.backward_pull, does.forward_intro)

    def _effect(self, kind: TieKind, strength: int | None) -> Effect:
        known = self._effects.get((kind, strength))
        if known is None:
            known = self._effects[kind, strength] = self.rules.tie(kind.value, strength)
        return known


def _by_price(person: PlanPerson) -> tuple[int, str, str]:
    """Fewest talks first; who cannot be won by talks comes last."""
    talks = talks_alone(person)
    return (_MANY if talks is None else talks, person.rank, person.id)


_MANY = 1 << 20
"""Stands for talks that nobody grants."""

"""Who matters for a plan in an organisation of any size: a bounded search around the leaders.

Nobody but the people near the leaders is ever looked at, so the work does not grow with the
organisation. In come, until the room is used up:

1. the *seats*, whom the goal asks for: leaders, must-haves, whoever may open a gate; all of them;
2. step by step around the seats whoever the lead has *marked* (judged, met, tied, ...), those first
   whose being on board saves most beyond their own talks, and then people known only from the chart
   by whom a plan could be better;
3. the other marked people.

Somebody known only from the chart who stands beside one person of the plan cannot make a plan
shorter. Take everybody of that kind whom a plan wins, and the lines among them and to the people of
the plan. Along each line help flows one way: from who joins first to who joins later. So winning
them takes at least their needs less what flows in, a line among them counted once, at the report;
and without them at most ``ceil(points / gain)`` talks are lost at each person whom they help. Who
could turn that balance comes in. So do a few around each person who *wants help*, because talks
alone do not do: no way in, too few talks granted, or more weeks than everything else takes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable
from typing import Generic, TypeVar

import msgspec

from cxmap.plan.board import NEVER
from cxmap.plan.problem import PlanPerson

STEPS = 2
"""How far from the seats helpers are looked for, unless said otherwise."""
PEOPLE = 150
"""Most people in one plan, unless said otherwise."""
OPENERS = 10
"""Most people known only from the chart who come in for the sake of one who wants help."""

Key = TypeVar("Key", bound=Hashable)


class Link(msgspec.Struct, Generic[Key], frozen=True):
    """One tie or line, seen from one end."""

    other: Key
    """Who is at the other end."""
    gets: int
    """Points that the other, on board, gives."""
    gives: int
    """Points that the other gets in return."""
    opens: bool = False
    """Whether the other, on board, can introduce."""
    boss: bool = False
    """Whether the other is the boss."""


class Organisation(msgspec.Struct, Generic[Key], frozen=True, kw_only=True):
    """What the search may ask about an organisation: one person at a time, never the whole."""

    links: Callable[[Key], Iterable[Link[Key]]]
    """All ties and lines of somebody."""
    person: Callable[[Key], PlanPerson | None]
    """Somebody as a plan sees them; None for who never comes in (the lead, the president, leavers)."""
    is_marked: Callable[[Key], bool]
    """Whether the lead has said or done something about somebody, the chart aside."""


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """How far the search goes, and what it has to know of the goal."""

    steps: int = STEPS
    """How many ties away from the seats helpers may stand."""
    most: int = PEOPLE
    """Most people; seats are in all the same."""
    patience: int | None = None
    """Talks with one person, one a week, that fit into the weeks of all others; None: any number."""


DEFAULT = Limits()
"""Room and steps unless said otherwise."""


def scope(
    organisation: Organisation[Key],
    seats: Iterable[Key],
    marked: Iterable[Key] = (),
    limits: Limits = DEFAULT,
) -> dict[Key, PlanPerson]:
    """Choose the people of a plan.

    Args:
        organisation: Answers about single people.
        seats: Whom the goal asks for.
        marked: Everybody marked, dearest first; read only as far as there is room.
        limits: Room, steps and goal.

    Returns:
        The people as the plan sees them: seats, then helpers ring by ring, then other marked people.
    """
    inside: dict[Key, PlanPerson] = {}
    _let_in(organisation, inside, seats, None)
    search = _Search(organisation, inside, limits)
    ring = list(inside)
    for _ in range(limits.steps):
        ring = search.ring(ring)
    _let_in(organisation, inside, marked, limits.most)
    return inside


def _let_in(
    organisation: Organisation[Key],
    inside: dict[Key, PlanPerson],
    keys: Iterable[Key],
    most: int | None,
) -> None:
    """Let people in, in order, as long as there is room."""
    waiting = iter(keys)
    while most is None or len(inside) < most:
        key = next(waiting, None)
        if key is None:
            return
        person = None if key in inside else organisation.person(key)
        if person is not None:
            inside[key] = person


class _Worth(msgspec.Struct, frozen=True):
    """What somebody could do for the people inside."""

    order: tuple[int, int, int, str, str]
    """Smaller comes first: talks lost less talks saved, then points, introductions, rank, id."""
    talks: int
    """Talks that win the person once everybody inside helps."""
    pays: bool
    """Whether a plan could be better by this person."""


class _Search(Generic[Key]):
    """The search from ring to ring."""

    def __init__(
        self, organisation: Organisation[Key], inside: dict[Key, PlanPerson], limits: Limits
    ) -> None:
        self.organisation = organisation
        self.inside = inside
        self.most = limits.most
        self.patience = limits.patience

    def ring(self, around: Iterable[Key]) -> list[Key]:
        """Let in who helps somebody of a ring; they are the next ring."""
        beside = {key: self._beside(key) for key in around}
        found: dict[Key, PlanPerson] = {}
        for helper in dict.fromkeys(one for helpers in beside.values() for one in helpers):
            person = self.organisation.person(helper)
            if person is not None:
                found[helper] = person
        is_marked = self.organisation.is_marked
        marked = self._admit({key: one for key, one in found.items() if is_marked(key)})
        plain = {key: one for key, one in found.items() if not is_marked(key)}
        worth = {key: self._worth(key, one) for key, one in plain.items()}
        chosen = {key for key, its in worth.items() if its.pays}
        for key, helpers in beside.items():
            least = self._least_help(self.inside[key])
            if least is not None:
                able = [one for one in helpers if one in worth and worth[one].talks <= least]
                chosen.update(sorted(able, key=lambda one: worth[one].order)[:OPENERS])
        return [*marked, *self._admit({key: plain[key] for key in plain if key in chosen})]

    def _beside(self, key: Key) -> list[Key]:
        """Who outside could help somebody inside, or stand in the way."""
        return [
            link.other
            for link in self.organisation.links(key)
            if link.other not in self.inside and (link.gets or link.opens)
        ]

    def _admit(self, found: dict[Key, PlanPerson]) -> list[Key]:
        """Let in as many as there is room for, those first who are worth most."""
        room = max(0, self.most - len(self.inside))
        order = sorted(found, key=lambda key: self._worth(key, found[key]).order)[:room]
        self.inside.update((key, found[key]) for key in order)
        return order

    def _least_help(self, person: PlanPerson) -> int | None:
        """Most talks that a helper of somebody may take; None for somebody who wants no help."""
        if person.on_board or person.must_meet > person.max_talks:
            return None
        alone = talks_alone(person)
        if alone is None or not person.reach:
            return NEVER
        # A helper who takes as long as the person helped does not save a week.
        return alone - 2 if self.patience is not None and alone > self.patience else None

    def _worth(self, key: Key, person: PlanPerson) -> _Worth:
        """What somebody outside could do for those inside, and what it would take."""
        flows = inward = saved = points = opened = line = 0
        for link in self.organisation.links(key):
            helped = self.inside.get(link.other)
            if helped is None:
                if link.boss and self.organisation.person(link.other) is not None:
                    line = max(link.gets, link.gives, 0)
                continue
            saves = 0 if helped.on_board else _saves(helped, link.gives)
            saved += saves
            inward += max(0, link.gets)
            points += abs(link.gives)
            opened += not helped.reach and not helped.on_board
            flows += max(link.gets, saves * max(1, person.gain))
        needs = 0 if person.on_board else max(person.need, person.must_meet * person.gain)
        talks = -(-max(0, needs - inward) // max(1, person.gain))
        return _Worth(
            order=(talks - saved, -points, -opened, person.rank, person.id),
            talks=talks,
            pays=flows > needs - line,
        )


def talks_alone(person: PlanPerson) -> int | None:
    """Talks that win somebody whom nobody helps; None when that many are not granted."""
    if person.on_board:
        return 0
    if person.need and not person.gain:
        return None
    talks = max(person.must_meet, -(-person.need // max(1, person.gain)))
    return talks if talks <= person.max_talks else None


def _saves(helped: PlanPerson, points: int) -> int:
    """Most talks that somebody's points save at another."""
    if points <= 0 or not helped.gain:
        return 0
    most = max(helped.must_meet, -(-helped.need // helped.gain)) - helped.must_meet
    return min(most, -(-points // helped.gain))


def patience(
    people: Iterable[PlanPerson], quorum: int, required: Collection[str], capacity: int
) -> int:
    """Talks with one person that fit, one a week, into the weeks that a plan without help takes.

    Args:
        people: The seats.
        quorum: Leader weight that makes the critical mass.
        required: Ids without whom it does not count.
        capacity: Conversations in a week.
    """
    prices: list[tuple[float, int, int]] = []
    total = 0
    for person in people:
        talks = talks_alone(person)
        if person.on_board or person.id in required:
            total += talks or 0
            quorum -= person.leader_weight
        elif talks is not None and person.leader_weight:
            prices.append((talks / person.leader_weight, talks, person.leader_weight))
    for _, talks, weight in sorted(prices):
        if quorum > 0:
            total += talks
            quorum -= weight
    return -(-total // capacity)

"""The people around somebody: by reporting lines and ties, some steps out."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import msgspec

from cxmap.model.orgmap import OrgMap
from cxmap.model.people import Tie
from cxmap.model.words import PersonId, TieKind
from cxmap.session.desk import Desk
from cxmap.session.showing.rows import name_of

MOST_STEPS = 3
"""Further out everybody knows everybody."""
MOST_AROUND = 400
"""People of one picture; a span of thousands is for the organisation chart."""
LINE_STRENGTH = 3
"""Strength at which a solid reporting line is shown: they work together."""


class Bond(msgspec.Struct, frozen=True, kw_only=True):
    """One tie of a picture, as it runs."""

    a: PersonId
    b: PersonId
    kind: TieKind
    strength: int | None
    """1-5; None when nobody has said."""
    tie: str
    """Id of the tie; empty for a solid reporting line."""
    note: str = ""


class Surroundings(msgspec.Struct, frozen=True, kw_only=True):
    """Who is around somebody."""

    person: PersonId
    steps: dict[PersonId, int]
    """Steps from the person to each, nearest first; the person themselves at 0."""
    bonds: tuple[Bond, ...]
    """Every tie and line between people of the picture, the person's own first."""
    more: int
    """People that were left out because the picture was full."""


def surroundings(
    desk: Desk, person: PersonId, steps: int = 1, *, without: Collection[PersonId] = ()
) -> Surroundings:
    """The people around somebody, and how they hang together.

    Args:
        desk: The map and the day.
        person: Who stands in the middle.
        steps: How far out, 1 to 3.
        without: People through whom nothing is followed and who are left out.

    Raises:
        UsageError: If the person is not on the map.
    """
    desk.person(person)
    org = desk.org
    found = {person: 0}
    more = 0
    rim = [person]
    for step in range(1, max(1, min(steps, MOST_STEPS)) + 1):
        further: list[PersonId] = []
        for one in rim:
            for other in _beside(org, one):
                if other in found or other in without:
                    continue
                if len(found) > MOST_AROUND:
                    more += 1
                    continue
                found[other] = step
                further.append(other)
        rim = further
    bonds = sorted(_bonds(org, found), key=lambda bond: person not in (bond.a, bond.b))
    return Surroundings(person=person, steps=found, bonds=tuple(bonds), more=more)


def _beside(org: OrgMap, person: PersonId) -> list[PersonId]:
    """Active people one step away: ties first, strongest first, then the boss, then reports."""
    ties = sorted(org.ties_of(person), key=lambda tie: (-(tie.strength or LINE_STRENGTH), tie.id))
    ends = [tie.b if tie.a == person else tie.a for tie in ties]
    boss = org.people[person].manager
    ends += [boss] if boss else []
    ends += org.reports.get(person, ())
    here = org.people
    return [who for who in dict.fromkeys(ends) if who in here and here[who].active]


def _bonds(org: OrgMap, here: Collection[PersonId]) -> Iterator[Bond]:
    seen: set[str] = set()
    for person in here:
        boss = org.people[person].manager
        if boss in here:
            yield Bond(a=person, b=str(boss), kind=TieKind.REPORTS_TO, strength=None, tie="")
        for tie in org.ties_of(person):
            if tie.id not in seen and tie.a in here and tie.b in here:
                seen.add(tie.id)
                yield _bond(tie)


def _bond(tie: Tie) -> Bond:
    return Bond(a=tie.a, b=tie.b, kind=tie.kind, strength=tie.strength, tie=tie.id, note=tie.note)


def say_bond(desk: Desk, bond: Bond, person: PersonId) -> str:
    """A tie as it reads from one end: ``trusts Ben Li``, ``is trusted by Ben Li``."""
    from cxmap.session.showing.cards import say_tie

    forward = bond.a == person
    other = bond.b if forward else bond.a
    return say_tie(bond.kind, name_of(desk.org, other), forward=forward, note=bond.note)

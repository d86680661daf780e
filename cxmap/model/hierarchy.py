"""Who stands where: the president, the levels below, the leadership level, my unit and the rest.

Everything here walks with loops, never by recursion, and stops at a circle: a chart may be thousands
of levels deep or wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from cxmap.model.orgmap import OrgMap
from cxmap.model.people import Person
from cxmap.model.words import Flag, PersonId, Role


class Hierarchy:
    """The reporting lines of one map, read once.

    Args:
        org: The map; may have no top, several tops, or circles.
    """

    def __init__(self, org: OrgMap) -> None:
        self.org = org

    @cached_property
    def tops(self) -> tuple[PersonId, ...]:
        """Active people who report to nobody on the map, most people below first, then file order."""
        people = self.org.people
        found = [
            person.id
            for person in people.values()
            if person.active and (person.manager is None or person.manager not in people)
        ]
        if len(found) < 2:  # noqa: PLR2004 - one top needs no order
            return tuple(found)
        size = {top: sum(1 for _ in self.below(top)) for top in found}
        return tuple(sorted(found, key=lambda top: -size[top]))

    @cached_property
    def president(self) -> PersonId | None:
        """The final approver: set by hand, else the one with the role, else the only top with people.

        None when nobody qualifies; several tops are the lead's decision.
        """
        chosen = self.org.initiative.president
        if chosen is not None and self._is_here(chosen):
            return chosen
        named = [
            person.id
            for person in self.org.people.values()
            if Role.PRESIDENT in person.roles and person.active
        ]
        if len(named) == 1:
            return named[0]
        heads = [top for top in self.tops if self.org.reports.get(top)]
        return heads[0] if len(heads) == 1 else None

    def _is_here(self, person: PersonId) -> bool:
        found = self.org.people.get(person)
        return found is not None and found.active

    @cached_property
    def levels(self) -> dict[PersonId, int]:
        """Steps below the president (0) for everybody in that tree; others are absent."""
        if self.president is None:
            return {}
        return dict(self.walk(self.president))

    def walk(self, top: PersonId) -> Iterator[tuple[PersonId, int]]:
        """Everybody from a person downwards with the steps below, level by level; circles end."""
        seen = {top}
        row = [top]
        depth = 0
        while row:
            below: list[PersonId] = []
            for person in row:
                yield person, depth
                for report in self.org.reports.get(person, ()):
                    if report not in seen:
                        seen.add(report)
                        below.append(report)
            row = below
            depth += 1

    def below(self, top: PersonId) -> Iterator[PersonId]:
        """Everybody below a person, without the person."""
        walk = self.walk(top)
        next(walk)
        return (person for person, _ in walk)

    def chain(self, person: PersonId) -> tuple[PersonId, ...]:
        """The line of managers above a person, nearest first; ends at a top or a circle."""
        found: list[PersonId] = []
        seen = {person}
        here = self.org.people.get(person)
        while here is not None and here.manager is not None and here.manager not in seen:
            seen.add(here.manager)
            here = self.org.people.get(here.manager)
            if here is not None:
                found.append(here.id)
        return tuple(found)

    @cached_property
    def leadership(self) -> tuple[PersonId, ...]:
        """The leadership level (D4), in the order of the file.

        Who reports to the president, less assistants and vacant posts, plus and minus the lead's
        own choice; never me.
        """
        settings = self.org.initiative
        chosen = [
            person
            for person in self.candidates
            if person not in settings.level_minus and not self.is_left_out(person)
        ]
        chosen += [
            person
            for person in settings.level_plus
            if person not in chosen and self._is_here(person)
        ]
        return tuple(p for p in chosen if p not in (settings.me, self.president))

    @cached_property
    def candidates(self) -> tuple[PersonId, ...]:
        """Everybody who reports to the president, assistants and vacant posts included, never me."""
        if self.president is None:
            return ()
        reports = self.org.reports.get(self.president, ())
        return tuple(person for person in reports if person != self.org.initiative.me)

    def is_left_out(self, person: PersonId) -> bool:
        """Whether a direct report is greyed from the start: gatekeeper or vacant, not put back."""
        found = self.org.people[person]
        aside = found.has(Flag.GATEKEEPER) or found.placeholder
        return aside and person not in self.org.initiative.level_plus

    @cached_property
    def my_unit_head(self) -> PersonId | None:
        """Head of the part under the president that I sit in; None when I am not on the map."""
        settings = self.org.initiative
        if settings.my_unit is not None and settings.my_unit in self.org.people:
            return settings.my_unit
        if settings.me is None or settings.me not in self.org.people:
            return None
        line = (settings.me, *self.chain(settings.me))
        if self.president in line:
            place = line.index(self.president)
            return line[place - 1] if place else settings.me
        return line[-1]

    @cached_property
    def my_unit(self) -> frozenset[PersonId]:
        """Everybody in my unit, its head included; empty when I am not on the map."""
        head = self.my_unit_head
        return frozenset(person for person, _ in self.walk(head)) if head else frozenset()

    def is_outside(self, person: PersonId) -> bool | None:
        """Whether somebody sits outside my unit; None when my unit is not known."""
        by_hand = self.org.people[person].outside
        if by_hand is not None:
            return by_hand
        return person not in self.my_unit if self.my_unit else None


def short_title(person: Person) -> str:
    """Title and unit in one line: ``VP Operations, Europe``; empty when neither is known."""
    unit = person.unit
    if unit and unit.casefold() not in person.title.casefold():
        return f"{person.title}, {unit}" if person.title else unit
    return person.title

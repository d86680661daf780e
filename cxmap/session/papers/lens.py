"""The map as an audience may see it: what is shown, under which names, and what is left out."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from cxmap.model.hierarchy import Hierarchy
from cxmap.model.orgmap import OrgMap
from cxmap.model.people import Person, Tie
from cxmap.model.words import PersonId, TieKind, Visibility
from cxmap.session.desk import Desk
from cxmap.session.papers.mask import SOMEBODY, Mask

if TYPE_CHECKING:
    from cxmap.graph.measures import Measures

CHART_KINDS = (TieKind.REPORTS_TO, TieKind.DOTTED)
"""Lines of the organisation chart: facts that anybody in the house may look up."""


class Marked(Protocol):
    """Anything of the map that carries its own visibility."""

    @property
    def visibility(self) -> Visibility:
        """Who may see it."""
        ...


class Lens:
    """One way of looking at the map.

    Three audiences, each seeing all that the next one sees:

    ``open``    the chart, names, roles, order and days; nothing that judges anybody
    ``circle``  also stance, commitment, influence and what is marked for my circle
    ``me``      also concerns, barriers, notes and everything marked for me

    Args:
        desk: The map and the day.
        audience: For whom the paper is.
        mask: Whether names become aliases; then e-mail addresses, numbers and notes go as well.
    """

    def __init__(
        self, desk: Desk, audience: Visibility = Visibility.OPEN, *, mask: bool = False
    ) -> None:
        self.desk = desk
        self.org: OrgMap = desk.org
        self.hierarchy: Hierarchy = desk.hierarchy
        self.audience = audience
        self.masked = mask
        """Whether names are replaced."""

    @cached_property
    def _mask(self) -> Mask | None:
        """Replaces the names of everybody, or of those alone who may not be shown."""
        everybody = self.org.people.values()
        hidden = [person.id for person in everybody if not self.has(person.id)]
        if self.masked:
            return Mask(everybody, hidden)
        people = [self.org.people[person] for person in hidden]
        return Mask(people, hidden, any_address=False) if people else None

    def shows(self, thing: Marked | None) -> bool:
        """Whether a thing of the map may be shown; nothing is not shown."""
        return thing is not None and thing.visibility.is_shown_to(self.audience)

    def sees(self, what: Visibility) -> bool:
        """Whether the audience may see facts that are meant for ``what`` and those nearer."""
        return what.is_shown_to(self.audience)

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """Everybody who may be shown, those who left included, in the order of the map."""
        return tuple(person for person in self.org.people.values() if self.shows(person))

    @cached_property
    def _shown(self) -> frozenset[PersonId]:
        return frozenset(person.id for person in self.people)

    def has(self, person: PersonId | None) -> bool:
        """Whether a person may be shown."""
        return person in self._shown

    def name(self, person: PersonId | None) -> str:
        """A person's name or alias; a word that says nothing for somebody who may not be shown."""
        if person is None:
            return ""
        if not self.has(person):
            return SOMEBODY
        if self.masked and self._mask is not None:
            return self._mask.name(person)
        return self.org.people[person].display_name

    def text(self, text: str) -> str:
        """Words of the map as they may be read.

        Under a mask all names become aliases; without one, only the names of people who may not be
        shown at all are taken out.
        """
        return self._mask.text(text) if self._mask is not None else text

    @cached_property
    def ties(self) -> tuple[Tie, ...]:
        """Active ties that may be shown, with both ends shown.

        A dotted line belongs to the chart, like the solid one, unless it is marked for me alone.
        """
        return tuple(
            tie
            for tie in self.org.ties.values()
            if tie.active and self.has(tie.a) and self.has(tie.b) and self._shows_tie(tie)
        )

    @cached_property
    def measures(self) -> dict[PersonId, Measures]:
        """What the ties that may be shown say of everybody who has an informal one."""
        from cxmap.session.showing.informal import informal_measures

        return informal_measures(self.org, self.ties)

    def _shows_tie(self, tie: Tie) -> bool:
        if tie.kind in CHART_KINDS and tie.visibility is not Visibility.ME:
            return True
        return self.shows(tie)

    @cached_property
    def dotted(self) -> dict[PersonId, tuple[PersonId, ...]]:
        """Further managers of each person, in the order of the map."""
        found: dict[PersonId, list[PersonId]] = {}
        for tie in self.ties:
            if tie.kind is TieKind.DOTTED:
                found.setdefault(tie.a, []).append(tie.b)
        return {person: tuple(bosses) for person, bosses in found.items()}

    def manager(self, person: Person) -> PersonId | None:
        """Whom a person reports to, if that one may be shown."""
        return person.manager if self.has(person.manager) else None

    def hidden(self, things: Iterable[Marked]) -> int:
        """How many of some things the audience may not see."""
        return sum(1 for thing in things if not self.shows(thing))

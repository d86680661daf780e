"""Names that must not show while they are masked: of those on the map, and of those who have left it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cxmap.model.people import Person
from cxmap.model.words import PersonId
from cxmap.session.papers.mask import Mask


class Veil:
    """Puts aliases in place of names.

    People on the map get the aliases that masked exports give them. Those who were on it before get
    none: what was said of them names a leader.
    """

    def __init__(self) -> None:
        self._people: Mapping[PersonId, Person] = {}
        self._ever: dict[PersonId, Person] = {}
        self._masks: tuple[Mask, ...] = ()

    def over(self, people: Mapping[PersonId, Person]) -> Mask:
        """The mask of those who are on the map now."""
        if people is not self._people or not self._masks:
            self._people = people
            self._ever |= people
            self._make()
        return self._masks[0]

    def remember(self, former: Iterable[Person]) -> None:
        """Learn of people who were on the map once."""
        new = {person.id: person for person in former if person.id not in self._ever}
        if new:
            self._ever |= new
            self._make()

    def text(self, text: str, people: Mapping[PersonId, Person]) -> str:
        """A text with every name in it replaced."""
        self.over(people)
        for mask in self._masks:
            text = mask.text(text)
        return text

    def real(self, text: str, people: Mapping[PersonId, Person]) -> str:
        """A text that was typed under the mask, with the names that its aliases stand for."""
        mask = self.over(people)
        if "Leader " not in text:
            return text
        for person, alias in sorted(mask.aliases.items(), key=lambda pair: -len(pair[1])):
            text = text.replace(alias, people[person].display_name)
        return text

    def _make(self) -> None:
        former = [person for key, person in self._ever.items() if key not in self._people]
        nameless = frozenset(person.id for person in former)
        self._masks = (Mask(self._people.values()),)
        if former:
            self._masks += (Mask(former, nameless=nameless),)

"""Who is meant: from what was typed to one person on the map (D7)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from cxmap.errors import PersonNotFound
from cxmap.model.hierarchy import short_title
from cxmap.model.orgmap import OrgMap
from cxmap.model.people import Person
from cxmap.model.words import PersonId
from cxmap.text import fold

_SHOWN = 8


def find_person(org: OrgMap, typed: str) -> PersonId:
    """Find the one person that is meant.

    Exact id; e-mail; employee number; full name; then a part of a name; last the key that the
    people file used; case and accents ignored. The first step with one match wins.

    Raises:
        PersonNotFound: Several match at a step (they are listed), or nobody does (the nearest three
            are named).
    """
    wanted = fold(typed.strip())
    if typed.strip() in org.people:
        return typed.strip()
    steps: tuple[Callable[[Person], bool], ...] = (
        lambda person: any(fold(email) == wanted for email in person.emails),
        lambda person: fold(person.employee_number) == wanted,
        lambda person: fold(person.display_name) == wanted,
        lambda person: _is_part(wanted, fold(person.display_name)),
        lambda person: fold(person.source_key) == wanted,
    )
    for step in steps if wanted else ():
        found = [person for person in org.people.values() if step(person)]
        if len(found) == 1:
            return found[0].id
        if found:
            raise _several(typed, found)
    raise _nobody(org, typed, wanted)


class PeopleSearch:
    """Finds people letter by letter: what is looked at is folded once, not with every key.

    Args:
        org: The map.
    """

    def __init__(self, org: OrgMap) -> None:
        self._org = org

    @cached_property
    def _texts(self) -> dict[PersonId, str]:
        return {
            person.id: fold(f"{person.display_name} {person.title} {person.unit}")
            for person in self._org.people.values()
        }

    def find(self, typed: str) -> list[PersonId]:
        """Everybody whose name, title or unit contains every word typed, in the order of the map."""
        found = list(self._texts.items())
        for word in fold(typed).split():
            found = [(who, text) for who, text in found if word in text]
        return [who for who, _ in found]


def search_people(org: OrgMap, typed: str) -> list[PersonId]:
    """The same for a text that is typed already."""
    return PeopleSearch(org).find(typed)


def _is_part(wanted: str, name: str) -> bool:
    return all(word in name for word in wanted.split())


def _several(typed: str, found: list[Person]) -> PersonNotFound:
    listed = "; ".join(_introduce(person) for person in found[:_SHOWN])
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return PersonNotFound(
        f"{len(found)} people answer to {typed!r}: {listed}{more}",
        field="person",
        hint="say more of the name, or use the e-mail address or the id",
    )


def _nobody(org: OrgMap, typed: str, wanted: str) -> PersonNotFound:
    from rapidfuzz import fuzz, process

    names = {person.id: fold(person.display_name) for person in org.people.values()}
    near = process.extract(wanted, names, scorer=fuzz.WRatio, limit=3)
    listed = "; ".join(_introduce(org.people[key]) for _, _, key in near)
    return PersonNotFound(
        f"nobody on the map answers to {typed!r}",
        field="person",
        hint=f"nearest: {listed}" if listed else "the map has no people yet: import or add some",
    )


def _introduce(person: Person) -> str:
    title = short_title(person)
    return f"{person.display_name}{f', {title}' if title else ''} ({person.id})"

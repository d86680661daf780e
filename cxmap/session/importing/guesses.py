"""First guesses about people: what they are responsible for, and what part they may play.

Function is judged from title and unit alone; the chart changes the proposed role only. Every guess
carries its confidence until the lead confirms or changes it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import msgspec

from cxmap.model.orgmap import Edit
from cxmap.model.people import Person
from cxmap.model.words import Flag, Role
from cxmap.playbook.roles import propose_role
from cxmap.playbook.titles import guess_function
from cxmap.session.desk import Desk


def guessed_function(person: Person) -> Person:
    """The person with a function guessed from title and unit; one set by hand stays."""
    if person.function and person.function_confidence is None:
        return person
    guess = guess_function(person.title, person.unit)
    return msgspec.structs.replace(
        person, function=guess.family, function_confidence=guess.confidence
    )


def with_guesses(desk: Desk, person: Person) -> Person:
    """Somebody new on the map, with function and role guessed unless they are given."""
    guessed = guessed_function(person)
    if guessed.roles:
        return guessed
    after = desk.after([Edit("people", guessed.id, guessed)])
    return proposed_roles(after)(guessed)


def proposed_roles(desk: Desk) -> Callable[[Person], Person]:
    """A function that proposes role and flags for people of one map."""
    hierarchy = desk.hierarchy
    president, levels = hierarchy.president, hierarchy.levels

    def propose(person: Person) -> Person:
        guess = propose_role(
            person.function,
            person.function_confidence if person.function_confidence is not None else 1.0,
            is_root=person.id == president,
            level=levels.get(person.id),
            outside_my_unit=hierarchy.is_outside(person.id) is not False,
            has_boss=person.manager is not None,
            title=person.title,
        )
        flags = person.flags
        if guess.flags:
            flags = tuple(dict.fromkeys((*flags, *map(Flag, guess.flags))))
        return msgspec.structs.replace(
            person,
            roles=_roles(guess.roles),
            roles_confidence=guess.confidence,
            flags=flags,
        )

    return propose


@cache
def _roles(words: tuple[str, ...]) -> tuple[Role, ...]:
    """Words of a guess as roles."""
    return tuple(map(Role, words))

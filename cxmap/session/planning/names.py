"""What people are called in the sentences of a plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from cxmap.model.words import PersonId
from cxmap.plan.problem import Problem
from cxmap.session.desk import Desk
from cxmap.session.showing.rows import name_of


def names_among(desk: Desk, people: Iterable[PersonId]) -> dict[PersonId, str]:
    """Display name of each; where two have the same, title or unit tells them apart.

    Args:
        desk: The map and the day.
        people: Who is spoken of together.
    """
    names = {who: name_of(desk.org, who) for who in people}
    often = Counter(names.values())
    return {who: _with_title(desk, who) if often[name] > 1 else name for who, name in names.items()}


def name_apart(desk: Desk, person: PersonId) -> str:
    """Name of one person; with title or unit where somebody else on the map has the same."""
    name = name_of(desk.org, person)
    alike = sum(1 for one in desk.org.people.values() if one.display_name == name)
    return _with_title(desk, person) if alike > 1 else name


def _with_title(desk: Desk, person: PersonId) -> str:
    found = desk.org.people.get(person)
    name = name_of(desk.org, person)
    return name if found is None else f"{name} ({found.title or found.unit or person})"


def names_of(desk: Desk, problem: Problem) -> dict[PersonId, str]:
    """The same for everybody in a problem."""
    return names_among(desk, (person.id for person in problem.people))

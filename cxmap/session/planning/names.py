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
    for who, name in names.items():
        found = desk.org.people.get(who)
        if often[name] > 1 and found is not None:
            names[who] = f"{name} ({found.title or found.unit or who})"
    return names


def names_of(desk: Desk, problem: Problem) -> dict[PersonId, str]:
    """The same for everybody in a problem."""
    return names_among(desk, (person.id for person in problem.people))

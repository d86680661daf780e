"""Shapes of a reporting chart given as one manager index a person; loops only, no recursion."""

from __future__ import annotations

from collections.abc import Sequence


def circles(bosses: Sequence[int]) -> list[list[int]]:
    """Every circle of two or more, each from its smallest index, in order of these.

    Args:
        bosses: Index of each person's manager; -1 at a top. Nobody is their own manager.
    """
    seen = [0] * len(bosses)
    found = []
    for start in range(len(bosses)):
        walk, here = [], start
        while here >= 0 and not seen[here]:
            seen[here] = start + 1
            walk.append(here)
            here = bosses[here]
        if here >= 0 and seen[here] == start + 1 and here in walk:
            circle = walk[walk.index(here) :]
            first = circle.index(min(circle))
            found.append(circle[first:] + circle[:first])
    return found


def below(bosses: Sequence[int]) -> list[int]:
    """How many people are below each, at any depth; the lines hold no circle."""
    waiting = [0] * len(bosses)
    for boss in bosses:
        if boss >= 0:
            waiting[boss] += 1
    counts = [0] * len(bosses)
    ready = [person for person, reports in enumerate(waiting) if not reports]
    while ready:
        person = ready.pop()
        boss = bosses[person]
        if boss >= 0:
            counts[boss] += counts[person] + 1
            waiting[boss] -= 1
            if not waiting[boss]:
                ready.append(boss)
    return counts


def without(bosses: Sequence[int], gone: Sequence[bool]) -> list[int]:
    """Lines that led to somebody who is left out go to the next one above who is not.

    Args:
        bosses: Index of each person's manager; -1 at a top.
        gone: Who is left out.

    Returns:
        The lines; people who are left out keep theirs, which nobody follows.
    """
    lifted = []
    for person, boss in enumerate(bosses):
        here, steps = boss, 0
        while here >= 0 and gone[here] and steps <= len(bosses):
            here, steps = bosses[here], steps + 1
        lifted.append(-1 if here >= 0 and gone[here] else here)
        if lifted[person] == person:
            lifted[person] = -1
    return lifted

"""Who matters for a plan in an organisation of any size: a bounded search around the leaders.

The organisation is given as arrays of who pulls at whom, sorted by target; nothing but the few
rows around the leaders is ever read, so the work does not grow with the organisation.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import msgspec

STEPS = 2
"""How far from the leaders helpers are looked for, unless said otherwise."""
PEOPLE = 150
"""Most people in one plan, unless said otherwise."""


class Ties(msgspec.Struct, frozen=True, kw_only=True):
    """All ties of an organisation by target (compressed sparse rows); people are numbers from 0.

    Any sequences of whole numbers do: lists, ``array``, memory views or numpy arrays.
    """

    starts: Sequence[int]
    """Ties towards person ``i`` are those from ``starts[i]`` up to before ``starts[i + 1]``."""
    sources: Sequence[int]
    """Who pulls, one entry a tie."""
    pulls: Sequence[int]
    """Points, one entry a tie."""
    intros: Sequence[int]
    """1 where the source can introduce, else 0; one entry a tie."""


class _Help(msgspec.Struct):
    """What one person can do for those who are closer."""

    pull: int = 0
    intros: int = 0


def scope(
    ties: Ties,
    leaders: Iterable[int],
    marked: Iterable[int] = (),
    *,
    steps: int = STEPS,
    most: int = PEOPLE,
    left_out: Collection[int] = frozenset(),
) -> tuple[int, ...]:
    """Choose the people of a plan.

    Args:
        ties: All ties of the organisation.
        leaders: The leadership level.
        marked: People the lead has marked, judged or met; they are in as well.
        steps: How many ties away from leaders and marked people helpers may stand.
        most: Most people chosen; leaders are never left out, marked people only by this.
        left_out: People who never come in: the lead, those who left.

    Returns:
        Numbers of the people: leaders, then marked people, then helpers, nearest ring first,
        within a ring by summed positive pull on people nearer in, then introductions, then number.
    """
    chosen = list(dict.fromkeys(one for one in leaders if one not in left_out))
    inside = set(chosen)
    for person in marked:
        if person not in inside and person not in left_out and len(chosen) < most:
            chosen.append(person)
            inside.add(person)
    ring = list(chosen)
    for _ in range(steps):
        helpers = _around(ties, ring, inside, left_out)
        ring = sorted(helpers, key=lambda one: (-helpers[one].pull, -helpers[one].intros, one))
        ring = ring[: max(0, most - len(chosen))]
        chosen += ring
        inside.update(ring)
    return tuple(chosen)


def _around(
    ties: Ties, ring: Iterable[int], inside: Collection[int], left_out: Collection[int]
) -> dict[int, _Help]:
    """Everybody outside who pulls at somebody of a ring or can introduce them."""
    helpers: dict[int, _Help] = {}
    for person in ring:
        for at in range(int(ties.starts[person]), int(ties.starts[person + 1])):
            source, pull, intro = int(ties.sources[at]), int(ties.pulls[at]), int(ties.intros[at])
            if source in inside or source in left_out or (pull <= 0 and not intro):
                continue
            help_ = helpers.setdefault(source, _Help())
            help_.pull += max(0, pull)
            help_.intros += intro
    return helpers

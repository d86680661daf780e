"""The lead's own talks-to-commitment beside the defaults: measured, where nothing else is.

Once enough people are won, what it really took from each stance says more than any starting guess.
"""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median

import msgspec

from cxmap.plan.rules import BY_NAME, PlanRules


class OwnNumber(msgspec.Struct, frozen=True, kw_only=True):
    """What people of one starting stance took, beside what the rules say."""

    stance: str
    """Where they started."""
    people: int
    """How many were won from there."""
    talks: float
    """Median of the conversations each took."""
    need: int
    """Points the rules in force ask for."""
    offered: int | None
    """Points that would match the record, in the rule's range; None while too few are won."""


def own_record(won: Iterable[tuple[str, int]], rules: PlanRules) -> tuple[OwnNumber, ...]:
    """Read the lead's own numbers off the people won so far.

    Args:
        won: Starting stance and conversations held, one entry a person won.
        rules: The rules in force; they also say after how many people the record is offered.

    Returns:
        One entry a stance met, in the order of the table; stances without a rule are left out.
    """
    taken: dict[str, list[int]] = {}
    for stance, talks in won:
        taken.setdefault(stance, []).append(talks)
    enough = sum(len(talks) for talks in taken.values()) >= rules["own_record"]
    gain = rules.gain(None)
    found = []
    for name, rule in BY_NAME.items():
        stance = name.removeprefix("need_")
        if stance == name or stance not in taken:
            continue
        middle = median(taken[stance])
        offered = min(rule.high, max(rule.low, round(middle * gain)))
        found.append(
            OwnNumber(
                stance=stance,
                people=len(taken[stance]),
                talks=float(middle),
                need=rules[name],
                offered=offered if enough else None,
            )
        )
    return tuple(found)

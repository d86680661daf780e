"""Which part somebody may play: proposed from function and place in the chart, never decided.

Function is judged from title and unit alone; the chart changes the proposed role only: the root is
the president whatever the title says, and a chief executive with a boss runs a unit.
"""

from __future__ import annotations

from functools import lru_cache

import msgspec

from cxmap.model.words import Flag, Role
from cxmap.playbook.assistants import is_assistant
from cxmap.playbook.book import OTHER_FAMILY, playbook
from cxmap.playbook.entries import Family

_LEAST = 0.1
"""Confidence of a role when nothing is known of the function."""
_BY_CHART = 0.95
"""Confidence that the root of a chart is the president."""
_PLACE_BEATS_TITLE = 0.80
"""Factor when the chart changes what the title says."""
_INSIDE_ALLY = 0.75
"""Factor for an ally's function inside my own unit: help may well come, a strategic ally sits outside."""
_DEEP = 0.80
"""Factor for outcome owners and drivers far below the president: they seldom answer for the whole."""
_NEAR_LEVELS = 2
"""Steps below the president within which functions answer for results."""
_FAR_LEVELS = 3
"""Beyond so many steps nobody is proposed as owner or driver: the work is done there, not answered for."""


class RoleGuess(msgspec.Struct, frozen=True, kw_only=True):
    """A proposed part; a guess never satisfies a gate."""

    roles: tuple[str, ...]
    """Words of ``Role``; owner and driver both where a function is both."""
    flags: tuple[str, ...] = ()
    """Words of ``Flag``."""
    confidence: float
    """0-1."""
    why: str
    """The reason in words that the person concerned could read."""


@lru_cache(maxsize=1 << 16)
def propose_role(
    family: str,
    confidence: float,
    *,
    is_root: bool,
    level: int | None,
    outside_my_unit: bool,
    has_boss: bool,
    title: str = "",
) -> RoleGuess:
    """The role that fits a function at a place in the chart.

    Args:
        family: Id of a family of the playbook; empty or unknown counts as not known.
        confidence: Of the family, 0-1; 1 when set by hand.
        is_root: The person heads the mapped organisation.
        level: Steps below the president; None when not connected.
        outside_my_unit: Sits outside the lead's own unit.
        has_boss: Reports to somebody on the map.
        title: The job title, to recognise assistants.
    """
    if is_root:
        return RoleGuess(
            roles=(Role.PRESIDENT.value,), confidence=_BY_CHART, why="heads the organisation"
        )
    entry = playbook().family(family)
    if entry.gatekeeper or is_assistant(title):
        return RoleGuess(
            roles=(Role.OTHER.value,),
            flags=(Flag.GATEKEEPER.value,),
            confidence=round(max(confidence, 0.7), 2),
            why="keeps a leader's diary and papers",
        )
    if entry.side is Role.PRESIDENT:
        return _head_of_unit(confidence, has_boss=has_boss)
    if entry.id == "board":
        return RoleGuess(
            roles=(Role.OTHER.value,),
            confidence=round(confidence, 2),
            why="oversight: reached through the president",
        )
    if entry.id == OTHER_FAMILY:
        return RoleGuess(
            roles=(Role.OTHER.value,),
            confidence=round(min(confidence, 1.0) * 0.5, 2) or _LEAST,
            why="function not known yet: ask what they answer for",
        )
    return _by_side(entry, confidence, level=level, outside_my_unit=outside_my_unit)


def _by_side(
    entry: Family, confidence: float, *, level: int | None, outside_my_unit: bool
) -> RoleGuess:
    """The role that goes with a function, the less sure the farther the chart is from it."""
    if entry.side is not Role.ALLY and level is not None and level > _FAR_LEVELS:
        return RoleGuess(
            roles=(Role.OTHER.value,),
            confidence=round(confidence * _DEEP, 2),
            why=f"{level} steps below the president: others answer for the results",
        )
    roles = [entry.side.value]
    if entry.drives:
        roles.append(Role.OPERATIONAL_DRIVER.value)
    why = {
        Role.OUTCOME_OWNER: f"answers for results: {entry.label}",
        Role.OPERATIONAL_DRIVER: f"runs what produces results: {entry.label}",
        Role.ALLY: f"can help from the side: {entry.label}",
    }[entry.side]
    factor = 1.0
    if entry.side is Role.ALLY and not outside_my_unit:
        factor = _INSIDE_ALLY
    elif entry.side is not Role.ALLY and level is not None and level > _NEAR_LEVELS:
        factor = _DEEP
        why += f", {level} steps below the president"
    return RoleGuess(roles=tuple(roles), confidence=round(confidence * factor, 2), why=why)


def _head_of_unit(confidence: float, *, has_boss: bool) -> RoleGuess:
    """A chief executive who is not the root: of a unit, or of something not on the map."""
    return RoleGuess(
        roles=(Role.OUTCOME_OWNER.value,),
        confidence=round(confidence * _PLACE_BEATS_TITLE, 2),
        why=(
            "heads a unit: a chief executive's title with somebody above"
            if has_boss
            else "heads a part of the organisation"
        ),
    )

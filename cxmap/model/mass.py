"""Critical mass among the leaders who report to the president (D4), person by person."""

from __future__ import annotations

import math
from datetime import date

import msgspec

from cxmap.model.hierarchy import Hierarchy
from cxmap.model.judgements import Judgements
from cxmap.model.orgmap import TABLES, OrgMap
from cxmap.model.words import Commitment, Dimension, Flag, MassWeights, PersonId, Stance

MIDDLE_POWER = 3
"""Weight of a leader whose power nobody has judged, when leaders weigh by power (1-5)."""


class MassReading(msgspec.Struct, frozen=True, kw_only=True):
    """How far the leadership level is. ``counts``, ``nearly`` and ``missing`` partition ``level``."""

    level: tuple[PersonId, ...]
    counts: tuple[PersonId, ...]
    """Commitment at least ``help`` with an agreed ask or evidence, not by guess."""
    nearly: tuple[PersonId, ...]
    """Commitment at least ``let`` or stance at least ``supportive``."""
    missing: tuple[PersonId, ...]
    have: int
    """Weight of those who count; people when leaders weigh the same."""
    needed: int
    of: int
    """Weight of the whole level; 0 for an empty one."""
    met: bool
    must_haves_missing: tuple[PersonId, ...]
    vetoes_against: tuple[PersonId, ...]
    survives_any_loss: bool
    """Whether it would still be met if any single supporter turned away; False unless met."""
    says_not_does: tuple[PersonId, ...]
    """On the level or beside it: says yes, or is down for ``help`` or ``make``, with nothing to show."""


def has_shown(org: OrgMap, person: PersonId) -> bool:
    """Whether somebody has agreed to a specific ask or been seen to act; guesses do not show."""
    if any(ask.state.is_agreed and ask.basis != "guess" for ask in org.asks_of(person)):
        return True
    return any(
        item.kind.proves_commitment and item.basis != "guess" for item in org.evidence_of(person)
    )


def is_on_board(org: OrgMap, person: PersonId) -> bool:
    """Whether somebody counts (D4): does ``help`` or ``make``, shown and not guessed; co-owners do."""
    found = org.people.get(person)
    if found is None or not found.active:
        return False
    if found.has(Flag.CO_OWNER):
        return True
    judged = org.judgements(person)
    if judged.commitment.score < Commitment.HELP.score:
        return False
    if judged.commitment_ is None or judged.commitment_.is_guess:
        return False
    return has_shown(org, person)


def is_nearly(judged: Judgements) -> bool:
    """Whether somebody who does not count is close: lets it happen, or says yes."""
    return (
        judged.commitment.score >= Commitment.LET.score
        or judged.stance.score >= Stance.SUPPORTIVE.score
    )


def says_not_does(org: OrgMap, person: PersonId) -> bool:
    """Whether words run ahead of deeds: supportive or down for help, with nothing shown."""
    judged = org.judgements(person)
    says = (
        judged.stance.score >= Stance.SUPPORTIVE.score
        or judged.commitment.score >= Commitment.HELP.score
    )
    return says and not has_shown(org, person) and not is_on_board(org, person)


def weight_of(org: OrgMap, person: PersonId) -> int:
    """A leader's weight: 1, or the judged power 1-5 when the rule weighs by power."""
    if org.initiative.mass.weights is MassWeights.EQUAL:
        return 1
    return org.judgements(person).number(Dimension.POWER) or MIDDLE_POWER


def quorum_of(org: OrgMap, total: int) -> int:
    """The weight that makes the mass: strictly more than half, or the lead's own share rounded up."""
    share = org.initiative.mass.quorum
    if share is None:
        return total // 2 + 1
    # A share such as 0.6 of 5 is 3.0000000000000004 in floats; a hair must not ask for one more.
    return max(1, math.ceil(share * total - 1e-9))


def read_mass(org: OrgMap, hierarchy: Hierarchy | None = None) -> MassReading:
    """Read the critical mass as it stands.

    Args:
        org: The map; without a president the level is empty and nothing is met.
        hierarchy: The map's reporting lines if they are at hand.
    """
    level = (hierarchy or Hierarchy(org)).leadership
    rule = org.initiative.mass
    counts = tuple(person for person in level if is_on_board(org, person))
    rest = tuple(person for person in level if person not in counts)
    nearly = tuple(person for person in rest if is_nearly(org.judgements(person)))
    weights = {person: weight_of(org, person) for person in level}
    have = sum(weights[person] for person in counts)
    total = sum(weights.values())
    needed = quorum_of(org, total)
    missing_must = tuple(
        person
        for person in rule.must_haves
        if not is_on_board(org, person) and person in org.people
    )
    against = tuple(
        person
        for person in rule.vetoes
        if person in org.people and org.judgements(person).commitment is Commitment.AGAINST
    )
    met = have >= needed and not missing_must and not against
    pillars = [*counts, *(person for person in rule.must_haves if person not in counts)]
    survives = met and all(
        person not in rule.must_haves and have - weights.get(person, 0) >= needed
        for person in pillars
    )
    return MassReading(
        level=level,
        counts=counts,
        nearly=nearly,
        missing=tuple(person for person in rest if person not in nearly),
        have=have,
        needed=needed,
        of=total,
        met=met,
        must_haves_missing=missing_must,
        vetoes_against=against,
        survives_any_loss=survives,
        says_not_does=tuple(person for person in level if says_not_does(org, person)),
    )


def as_of(org: OrgMap, day: date) -> OrgMap:
    """The judgements, asks and evidence as they stood on a day; people and ties as they are today.

    An ask counts as accepted from ``accepted_on`` (or ``settled_on`` when it was kept at once).
    """
    tables = {name: org.table(name) for name in TABLES}
    tables["observations"] = {
        key: seen for key, seen in org.observations.items() if seen.as_of <= day
    }
    tables["evidence"] = {key: seen for key, seen in org.evidence.items() if seen.on <= day}
    tables["asks"] = {
        key: ask
        for key, ask in org.asks.items()
        if not ask.state.is_agreed or (ask.accepted_on or ask.settled_on or day) <= day
    }
    return OrgMap(tables)


def mass_over_time(org: OrgMap, *, until: date) -> tuple[tuple[date, MassReading], ...]:
    """The reading on every day on which it changed, oldest first, and on the last day.

    Empty when nothing was ever judged, asked or seen.
    """
    days = {seen.as_of for seen in org.observations.values()}
    days |= {seen.on for seen in org.evidence.values()}
    days |= {day for ask in org.asks.values() if (day := ask.accepted_on or ask.settled_on)}
    if not days:
        return ()
    hierarchy = Hierarchy(org)
    level = hierarchy.leadership
    readings: list[tuple[date, MassReading]] = []
    for day in sorted({*(d for d in days if d <= until), until}):
        past = as_of(org, day)
        there = Hierarchy(past)
        there.__dict__["leadership"] = level
        reading = read_mass(past, there)
        if not readings or day == until or readings[-1][1] != reading:
            readings.append((day, reading))
    return tuple(readings)

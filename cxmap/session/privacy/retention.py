"""What has been kept for longer than it is needed: a reminder, never a deletion."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from cxmap.model.orgmap import OrgMap
from cxmap.model.words import PersonId

LEFT_DAYS = 365
"""Days after which notes about somebody who has left the organisation are no longer of use."""

OLD_DAYS = 3 * 365
"""Days after which a judgement or a talk says nothing about today."""


class Overkept(msgspec.Struct, frozen=True, kw_only=True):
    """Something that may be time to erase."""

    code: str
    """``left_long_ago`` or ``old_records``."""
    people: tuple[PersonId, ...]
    message: str
    hint: str


def overkept(org: OrgMap, today: date) -> Iterator[Overkept]:
    """What has been kept for long: people who left a year ago, and records of three years ago.

    Both spans are this program's own choice; the rules of your organisation come first.
    """
    for person in org.people.values():
        if person.left_on is None or (today - person.left_on).days <= LEFT_DAYS:
            continue
        yield Overkept(
            code="left_long_ago",
            people=(person.id,),
            message=f"{person.display_name} left on {person.left_on.isoformat()}, more than a year "
            "ago, and is still on the map with everything that was noted.",
            hint="cxmap person erase takes it out of every file",
        )
    old = [seen.person for seen in org.observations.values() if _is_old(seen.as_of, today)]
    old += [who for met in org.engagements.values() if _is_old(met.on, today) for who in met.people]
    if old:
        people = tuple(dict.fromkeys(old))
        yield Overkept(
            code="old_records",
            people=people,
            message=f"{len(old)} judgements and talks about {len(people)} "
            f"{'person' if len(people) == 1 else 'people'} are older than three years.",
            hint="ask yourself whether they are still needed",
        )


def _is_old(day: date, today: date) -> bool:
    return (today - day).days > OLD_DAYS

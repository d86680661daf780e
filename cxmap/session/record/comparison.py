"""Two days side by side: who came and went, who reports to whom, what people say and do, the mass."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

import msgspec

from cxmap.errors import UsageError
from cxmap.model.mass import MassReading, as_of, read_mass
from cxmap.model.orgmap import TABLES, OrgMap
from cxmap.model.words import PersonId
from cxmap.session.record.past import Past
from cxmap.session.showing.standing import say_mass

if TYPE_CHECKING:
    from cxmap.session.session import Session

_AS_HELD = ("people", "units", "ties", "settings", "bodies")
"""Tables that are compared as the map held them; the others carry the day of each fact."""


class Shift(msgspec.Struct, frozen=True, kw_only=True):
    """One person for whom something is different."""

    person: PersonId
    name: str
    before: str
    """In words; empty for somebody who came."""
    after: str
    """In words; empty for somebody who left."""


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """What is different on the later of two days; each list in the order of names."""

    first: date
    second: date
    came: tuple[Shift, ...]
    left: tuple[Shift, ...]
    lines: tuple[Shift, ...]
    """Whose manager is another one."""
    stance: tuple[Shift, ...]
    commitment: tuple[Shift, ...]
    counts: tuple[Shift, ...]
    """Leaders who began or ceased to count; ``before`` and ``after`` say counts or not yet."""
    mass_before: MassReading
    mass_after: MassReading
    notes: tuple[str, ...]
    """What the history does not tell."""

    @property
    def sections(self) -> tuple[tuple[str, tuple[Shift, ...]], ...]:
        """Heading and shifts, empty ones left out."""
        every = (
            ("Came", self.came),
            ("Left", self.left),
            ("Reports to somebody else", self.lines),
            ("Says something else", self.stance),
            ("Does something else", self.commitment),
            ("Counts, or no longer", self.counts),
        )
        return tuple((heading, shifts) for heading, shifts in every if shifts)

    @property
    def mass_words(self) -> tuple[str, str]:
        """The critical mass on both days, a sentence each."""
        return say_mass(self.mass_before), say_mass(self.mass_after)


def compare(session: Session, first: date, second: date) -> Comparison:
    """Compare the map on two days, as it stood when each of them ended.

    People, reporting lines and settings are what the map held at the end of the day; judgements,
    asks and evidence are those that carry that day or an earlier one, also when they were written
    down later. So a talk logged a day late counts from the day of the talk.

    Args:
        session: The open map.
        first: A day.
        second: Another; they are put in order.

    Raises:
        UsageError: If one of them is in the future.
    """
    first, second = min(first, second), max(first, second)
    if second > session.clock.today():
        raise UsageError(f"{second.isoformat()} is in the future", field="compare")
    earlier, is_known = _map_on(session, first)
    later, _ = _map_on(session, second)
    notes = () if is_known else (f"the history does not reach back to {first.isoformat()}",)
    before, after = as_of(earlier, first), as_of(later, second)
    mass = read_mass(before), read_mass(after)
    both = [who for who in after.people if who in before.people]
    return Comparison(
        first=first,
        second=second,
        came=_sorted(_introduced(after, after.people.keys() - before.people.keys(), is_new=True)),
        left=_sorted(_introduced(before, before.people.keys() - after.people.keys(), is_new=False)),
        lines=_differences(before, after, both, _manager),
        stance=_differences(before, after, both, lambda org, who: org.judgements(who).stance.value),
        commitment=_differences(
            before, after, both, lambda org, who: org.judgements(who).commitment.value
        ),
        counts=_counting(before, after, *mass),
        mass_before=mass[0],
        mass_after=mass[1],
        notes=notes,
    )


def _map_on(session: Session, day: date) -> tuple[OrgMap, bool]:
    """The map at the end of a day with every fact known today, and whether the history reaches it."""
    past = Past(session.store.load()[1])
    is_known = False
    for commit in session.store.history(newest_first=True):
        if _day(commit.command.at) <= day:
            is_known = True
            break
        past.take_back(commit.changes)
        is_known = commit.rev == 1 and not past.table("people")
    held = past.as_map()
    tables = {name: held.table(name) for name in _AS_HELD}
    for name in TABLES:
        if name not in _AS_HELD:
            gone = {
                key: record
                for key, record in held.table(name).items()
                if getattr(record, "person", None) not in session.org.people
            }
            tables[name] = {**gone, **session.org.table(name)}
    return OrgMap(tables), is_known


def _day(text: str) -> date:
    try:
        return datetime.fromisoformat(text).astimezone().date()
    except (ValueError, OverflowError):
        return date.min


def _introduced(org: OrgMap, people: Iterable[PersonId], *, is_new: bool) -> Iterable[Shift]:
    for who in people:
        person = org.people[who]
        said = person.title or person.unit or "on the map"
        yield Shift(
            person=who,
            name=person.display_name,
            before="" if is_new else said,
            after=said if is_new else "",
        )


def _differences(
    before: OrgMap,
    after: OrgMap,
    people: Iterable[PersonId],
    of: Callable[[OrgMap, PersonId], str],
) -> tuple[Shift, ...]:
    return _sorted(
        Shift(
            person=who,
            name=after.people[who].display_name,
            before=old.replace("_", " "),
            after=new.replace("_", " "),
        )
        for who in people
        if (old := of(before, who)) != (new := of(after, who))
    )


def _manager(org: OrgMap, who: PersonId) -> str:
    boss = org.people[who].manager
    if boss is None:
        return "nobody"
    found = org.people.get(boss)
    return found.display_name if found else boss


def _counting(
    before: OrgMap, after: OrgMap, earlier: MassReading, later: MassReading
) -> tuple[Shift, ...]:
    words = {True: "counts", False: "not yet"}
    return _sorted(
        Shift(
            person=who,
            name=(after.people.get(who) or before.people[who]).display_name,
            before=words[who in earlier.counts],
            after=words[who in later.counts],
        )
        for who in {*earlier.counts} ^ {*later.counts}
    )


def _sorted(shifts: Iterable[Shift]) -> tuple[Shift, ...]:
    return tuple(sorted(shifts, key=lambda shift: (shift.name, shift.person)))

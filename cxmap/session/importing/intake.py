"""Bringing people in, as a conversation: read, ask, show what would come of it, and only then save.

The exchange reads files and asks; here its result becomes people, ties and first guesses, as one
intent that one undo takes back. Judgements of people who are on the map already stay.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path

import msgspec

from cxmap.exchange.people_file import ImportResult, KnownPerson, NamedBytes, PeopleFile
from cxmap.headway import Tell, part_of, to_nobody
from cxmap.model.initiative import INITIATIVE
from cxmap.model.orgmap import Edit
from cxmap.model.words import PersonId
from cxmap.session.desk import Desk, Intent
from cxmap.session.entry.persons import find_person
from cxmap.session.importing.arrivals import (
    arrived,
    ids_for,
    judged,
    left,
    settled,
    ties,
    with_roles,
)
from cxmap.session.importing.column_maps import ColumnMap
from cxmap.store.contents import collector_at_rest


class Step(StrEnum):
    """Where a large import is, for whoever waits."""

    READ = "reading the file"
    RESOLVE = "finding managers"
    PLACE = "placing people on the map"
    SAVE = "saving"


SHARES: Mapping[Step, tuple[float, float]] = {
    Step.READ: (0.0, 0.3),
    Step.RESOLVE: (0.3, 0.45),
    Step.PLACE: (0.45, 0.65),
    Step.SAVE: (0.65, 1.0),
}
"""What part of the work is done when a step begins and ends, 0-1, as measured on 100,000 rows."""


def step_teller(step: Step, show: Callable[[Step, float], None]) -> Tell:
    """How a step of an import is told as a share of the whole; its beginning is told at once.

    Args:
        step: The step that begins.
        show: Is given the step and the share of the whole that is done, 0-1.
    """
    begin, end = SHARES[step]
    show(step, begin)
    return part_of(lambda share: show(step, share), begin, end)


@collector_at_rest()
def read_sources(
    sources: Sequence[Path | NamedBytes], said: ColumnMap | None = None, tell: Tell = to_nobody
) -> PeopleFile:
    """Read people files that belong together; nothing is asked or resolved yet.

    Args:
        sources: Files, folders or named bytes.
        said: What the lead insists on; everything is detected unless given.
        tell: Is told which share of the reading is done, 0-1.

    Raises:
        SourceError: A source is refused; it names file, line or cell, what, and what to do.
    """
    from cxmap.exchange.reading import read_people

    told = said or ColumnMap()
    return read_people(
        sources,
        kind=told.kind,
        mapping=told.columns,
        encoding=told.encoding,
        delimiter=told.delimiter,
        tell=tell,
    )


@collector_at_rest()
def resolve_for(
    desk: Desk, file: PeopleFile, answers: Mapping[str, str], *, take_proposals: bool = True
) -> ImportResult:
    """What a people file comes to on this map.

    Args:
        desk: The map as it is.
        file: What was read.
        answers: Question id to choice id.
        take_proposals: Whether a blocking question that nobody answered takes its proposal.

    Raises:
        SourceError: An answer is no choice of its question.
    """
    from cxmap.exchange.resolving import resolve

    return resolve(file, answers, take_proposals=take_proposals, known=known_people(desk))


def known_people(desk: Desk) -> tuple[KnownPerson, ...]:
    """Everybody on the map, as a re-import has to know them."""
    return tuple(
        KnownPerson(
            id=person.id,
            source_key=person.source_key,
            emails=person.emails,
            employee_number=person.employee_number,
            display_name=person.display_name,
            title=person.title,
            department=person.department,
            manager_id=person.manager,
            active=person.active,
        )
        for person in desk.org.people.values()
    )


class Arrival(msgspec.Struct, frozen=True, kw_only=True):
    """An import that is ready to be saved."""

    intent: Intent
    ids: dict[str, PersonId]
    """The file's key to the id on the map, for everybody in the file."""
    after: Desk
    """The map as it will be, roles not proposed yet."""


@collector_at_rest()
def import_people(desk: Desk, result: ImportResult, *, me: str = "", me_key: str = "") -> Arrival:
    """Turn a resolved import into one step on the map.

    New people get ids and first guesses (function, role, president); people who are on the map keep
    their ids, judgements and everything typed by hand, and take over what the file says of name,
    title, unit, addresses and manager. People gone from the file stay unless the answer said so.

    Args:
        desk: The map and the day.
        result: What the exchange made of the file; must not be blocked.
        me: Who the lead is, as typed; looked up among the people after the import.
        me_key: The same by the file's key, where one was chosen.

    Raises:
        PersonNotFound: If ``me`` fits nobody, or several.
    """
    ids = ids_for(desk, result)
    people = {person.id: person for person in arrived(desk, result, ids)}
    settings = settled(desk.org.initiative, result, ids)
    others = [*left(desk, result), *ties(desk, result, ids), *judged(desk, result, ids)]
    placed = [Edit("people", person.id, person) for person in people.values()]
    place = desk.after([*placed, *others, Edit("settings", INITIATIVE, settings)])
    if me or me_key in ids:
        who = find_person(place.org, me) if me else ids[me_key]
        settings = msgspec.structs.replace(settings, me=who)
        place = place.after([Edit("settings", INITIATIVE, settings)])
    edits = [*with_roles(place, people), *others]
    if settings != desk.org.initiative:
        edits.append(Edit("settings", INITIATIVE, settings))
    count = f"{len(result.people):,} people" if len(result.people) != 1 else "1 person"
    intent = Intent(
        name="import",
        summary=f"Imported {count} from {', '.join(result.sources)}",
        edits=tuple(edits),
    )
    return Arrival(intent=intent, ids=ids, after=place)


def bring_in(desk: Desk, result: ImportResult, *, me: str = "", me_key: str = "") -> Intent:
    """The step that an import comes to; see ``import_people``."""
    return import_people(desk, result, me=me, me_key=me_key).intent

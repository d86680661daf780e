"""Bringing people in: from a file that was read and resolved to one step on the map.

The exchange reads files and asks; here its result becomes people, ties and first guesses, as one
intent that one undo takes back. Judgements of people who are on the map already stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from cxmap.exchange.people_file import (
    ImportResult,
    KnownPerson,
    NamedBytes,
    PeopleFile,
    QuestionKind,
    ReadPerson,
)
from cxmap.model.initiative import INITIATIVE, Initiative, OpenQuestion
from cxmap.model.judgements import Observation
from cxmap.model.orgmap import Edit
from cxmap.model.people import Person, Tie
from cxmap.model.programme import Engagement
from cxmap.model.words import Basis, Dimension, EngagementKind, PersonId, TieKind
from cxmap.session.desk import Desk, Intent
from cxmap.session.guesses import guessed_function, proposed_roles
from cxmap.session.persons import find_person

LIKELY, GUESS = 2, 1
"""Confidence of what a file says, and of what the program concludes from it."""


def read_sources(sources: Sequence[Path | NamedBytes]) -> PeopleFile:
    """Read people files that belong together; nothing is asked or resolved yet.

    Raises:
        SourceError: A source is refused; it names file, line or cell, what, and what to do.
    """
    from cxmap.exchange.reading import read_people

    return read_people(sources)


def resolve_for(desk: Desk, file: PeopleFile, answers: Mapping[str, str]) -> ImportResult:
    """What a people file comes to on this map, open questions answered by their proposals.

    Raises:
        SourceError: An answer is no choice of its question.
    """
    from cxmap.exchange.resolving import resolve

    return resolve(file, answers, take_proposals=True, known=known_people(desk))


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


def import_people(desk: Desk, result: ImportResult, *, me: str = "") -> Arrival:
    """Turn a resolved import into one step on the map.

    New people get ids and first guesses (function, role, president); people who are on the map keep
    their ids, judgements and everything typed by hand, and take over what the file says of name,
    title, unit, addresses and manager. People gone from the file stay unless the answer said so.

    Args:
        desk: The map and the day.
        result: What the exchange made of the file; must not be blocked.
        me: Who the lead is, as typed; looked up among the people after the import.

    Raises:
        PersonNotFound: If ``me`` fits nobody, or several.
    """
    same = dict(result.changes.same) if result.changes else {}
    ids = _ids_for(desk, result, same)
    people = {ids[read.key]: _person(desk, read, ids) for read in result.people}
    edits = [Edit("people", person.id, person) for person in people.values()]
    edits += _left(desk, result)
    edits += _ties(desk, result, ids)
    edits += _judged(desk, result, ids)
    settings = _settings(desk.org.initiative, result, ids)
    after = desk.org.with_edits([*edits, Edit("settings", INITIATIVE, settings)])
    if me:
        settings = msgspec.structs.replace(settings, me=find_person(after, me))
        after = after.with_edits([Edit("settings", INITIATIVE, settings)])
    edits = _with_roles(Desk(after, desk.today), edits, skip=frozenset(same.values()))
    if settings != desk.org.initiative:
        edits.append(Edit("settings", INITIATIVE, settings))
    count = f"{len(result.people):,} people" if len(result.people) != 1 else "1 person"
    intent = Intent(
        name="import",
        summary=f"Imported {count} from {', '.join(result.sources)}",
        edits=tuple(edits),
    )
    return Arrival(intent=intent, ids=ids)


def import_document(
    result: ImportResult, ids: Mapping[str, PersonId] | None = None
) -> dict[str, Any]:
    """The document of ``import --json``.

    Args:
        result: What came of the file.
        ids: The file's keys to ids on the map once it is written; None before, then the keys stand.
    """
    known = ids or {}
    return {
        "people": len(result.people),
        "lines": result.lines,
        "roots": [known.get(key, key) for key in result.roots],
        "columns": dict(result.columns),
        "managers_by": result.managers_by.value if result.managers_by else None,
        "questions": [
            {
                "id": question.id,
                "kind": question.kind.value,
                "blocking": question.blocking,
                "message": question.message,
                "rows": list(question.rows),
                "choices": [
                    {"id": choice.id, "label": choice.label} for choice in question.choices
                ],
                "proposal": question.proposal,
            }
            for question in result.questions
        ],
        "unresolved": [
            {"row": line.row, "person": known.get(line.person, line.person), "value": line.value}
            for line in result.unresolved
        ],
        "skipped": [{"row": row.row, "why": row.why} for row in result.skipped],
    }


def _ids_for(desk: Desk, result: ImportResult, same: dict[str, str]) -> dict[str, PersonId]:
    """An id for every key: the known one, or a fresh one that nobody else gets."""
    taken = set(desk.org.people)
    ids = {}
    for read in result.people:
        made = same.get(read.key)
        while made is None:
            fresh = desk.new_id("people")
            made = None if fresh in taken else fresh
        taken.add(made)
        ids[read.key] = made
    return ids


def _person(desk: Desk, read: ReadPerson, ids: Mapping[str, PersonId]) -> Person:
    """One person of the file, on top of what the map knows."""
    fields: dict[str, Any] = {
        "display_name": read.display_name or _post_name(read),
        "given_name": read.given_name,
        "family_name": read.family_name,
        "title": read.title,
        "emails": read.emails,
        "employee_number": read.employee_number,
        "organization": read.organization,
        "division": read.division,
        "department": read.department,
        "location": read.location,
    }
    fields = {name: value for name, value in fields.items() if value}
    fields |= {
        "manager": ids.get(read.manager_key) if read.manager_key is not None else None,
        "placeholder": read.placeholder,
        "active": read.active,
        "source": f"{read.source.file}, line {read.source.row}",
        "source_key": read.key,
    }
    before = desk.org.people.get(ids[read.key])
    made = (
        msgspec.structs.replace(before, **fields)
        if before
        else Person(id=ids[read.key], notes=read.note, **fields)
    )
    return guessed_function(made)


def _post_name(read: ReadPerson) -> str:
    """How a post is called whose holder the file does not name."""
    return f"{read.title or 'Post'} (name not given)"


def _left(desk: Desk, result: ImportResult) -> Iterator[Edit]:
    """People gone from the file, where the answer was that they left."""
    if result.changes is None:
        return
    for change in result.changes.left:
        person = desk.org.people.get(change.id)
        if person is not None and change.new == "left":
            gone = msgspec.structs.replace(person, active=False, left_on=desk.today)
            yield Edit("people", person.id, gone)


def _ties(desk: Desk, result: ImportResult, ids: Mapping[str, PersonId]) -> list[Edit]:
    """Dotted lines and informal ties, those that are on the map already left out."""
    there = {(tie.a, tie.b, tie.kind) for tie in desk.org.ties.values()}
    edits: list[Edit] = []
    wanted: list[tuple[str, str, TieKind, int | None]] = [
        (read.key, other, TieKind.DOTTED, None)
        for read in result.people
        for other in read.dotted_keys
    ]
    wanted += [(tie.a, tie.b, TieKind(tie.kind), tie.strength) for tie in result.ties]
    taken = set(desk.org.ties)
    for a, b, kind, strength in wanted:
        if a not in ids or b not in ids or (ids[a], ids[b], kind) in there:
            continue
        there.add((ids[a], ids[b], kind))
        if kind.is_mutual:
            there.add((ids[b], ids[a], kind))
        made = Tie(
            id=_fresh(desk, "ties", taken),
            a=ids[a],
            b=ids[b],
            kind=kind,
            strength=strength,
            as_of=desk.today,
            confidence=LIKELY,
        )
        edits.append(Edit("ties", made.id, made))
    return edits


def _judged(desk: Desk, result: ImportResult, ids: Mapping[str, PersonId]) -> list[Edit]:
    """Stances and last contacts that the file holds."""
    edits: list[Edit] = []
    taken = {*desk.org.observations, *desk.org.engagements}
    for read in result.people:
        person = ids[read.key]
        if read.stance and desk.org.judgements(person).stance_ is None:
            seen = Observation(
                id=_fresh(desk, "observations", taken),
                person=person,
                dimension=Dimension.STANCE,
                value=read.stance,
                as_of=desk.today,
                basis=Basis.TOLD_BY,
                told_by=read.source.file,
                confidence=LIKELY,
            )
            edits.append(Edit("observations", seen.id, seen))
        if read.last_contact:
            day = date.fromisoformat(read.last_contact)
            if any(met.on == day for met in desk.org.engagements_of(person)):
                continue
            met = Engagement(
                id=_fresh(desk, "engagements", taken),
                on=day,
                people=(person,),
                kind=EngagementKind.UNKNOWN,
                note=f"last contact, from {read.source.file}",
            )
            edits.append(Edit("engagements", met.id, met))
    return edits


def _fresh(desk: Desk, table: str, taken: set[str]) -> str:
    """An id that neither the map nor this import uses."""
    while (made := desk.new_id(table)) in taken:
        pass
    taken.add(made)
    return made


def _settings(before: Initiative, result: ImportResult, ids: Mapping[str, PersonId]) -> Initiative:
    """President and open questions, as far as the lead has not settled them."""
    president = before.president
    if president is None and result.president is not None:
        president = ids[result.president]
    waiting = set(result.open_questions)
    asked = tuple(
        OpenQuestion(
            id=question.id,
            kind=question.kind.value,
            message=question.message,
            proposal=next((c.label for c in question.choices if c.id == question.proposal), ""),
            source=", ".join(dict.fromkeys(question.sources)),
        )
        for question in result.questions
        if question.id in waiting and question.kind is not QuestionKind.COLUMNS
    )
    kept = tuple(old for old in before.open_questions if old.id not in {new.id for new in asked})
    return msgspec.structs.replace(before, president=president, open_questions=(*kept, *asked))


def _with_roles(desk: Desk, edits: list[Edit], *, skip: frozenset[PersonId]) -> list[Edit]:
    """The edits with a proposed role for everybody new and everybody whose role is still a guess."""
    propose = proposed_roles(desk)
    made: list[Edit] = []
    for edit in edits:
        person = edit.record
        if isinstance(person, Person) and not (person.id in skip and _settled_by_hand(person)):
            made.append(Edit("people", person.id, propose(person)))
        else:
            made.append(edit)
    return made


def _settled_by_hand(person: Person) -> bool:
    return bool(person.roles) and person.roles_confidence is None


def bring_in(desk: Desk, result: ImportResult, *, me: str = "") -> Intent:
    """The step that an import comes to; see ``import_people``."""
    return import_people(desk, result, me=me).intent


def say_counts(result: ImportResult) -> str:
    """An import in one line: people, reporting lines, tops, ties, and what was left out."""
    parts = [
        _count(len(result.people), "person", "people"),
        _count(result.lines, "reporting line"),
        _count(len(result.roots), "top"),
    ]
    if result.ties:
        parts.append(_count(len(result.ties), "tie"))
    if result.unresolved:
        parts.append(_count(len(result.unresolved), "line to nobody", "lines to nobody"))
    if result.skipped:
        parts.append(_count(len(result.skipped), "row left out", "rows left out"))
    return ", ".join(parts)


def _count(number: int, one: str, several: str = "") -> str:
    return f"{number:,} {one if number == 1 else several or one + 's'}"

"""What a resolved import comes to on the map: people, ties, judgements, settings, as edits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

import msgspec

from cxmap.exchange.people_file import ImportResult, Question, QuestionKind, ReadPerson
from cxmap.model.initiative import Initiative, OpenQuestion
from cxmap.model.judgements import Observation
from cxmap.model.orgmap import Edit
from cxmap.model.people import Person, Tie
from cxmap.model.programme import Engagement
from cxmap.model.words import Basis, Dimension, EngagementKind, PersonId, TieKind
from cxmap.playbook.titles import guess_function
from cxmap.session.desk import Desk
from cxmap.session.importing.guesses import guessed_function, proposed_roles

_LIKELY = 2
"""Confidence of what a file says."""
_TEXTS = (
    "given_name", "family_name", "title", "emails", "employee_number", "organization", "division",
    "department", "location",
)  # fmt: skip
"""What a file may say of somebody; what it leaves blank stays as it is on the map."""

_OF_FILES = re.compile(r"external|job share|team of [\d.e+]+ FTE")
"""Tags that a file gives, and a newer file takes back."""
_NAMING = frozenset(("name", "given_name", "family_name"))
"""Columns that hold names."""

Ids = Mapping[str, PersonId]
"""The file's key to the id on the map."""


def ids_for(desk: Desk, result: ImportResult) -> dict[str, PersonId]:
    """An id for every key: the known one, or a fresh one that nobody else gets."""
    same = result.changes.same if result.changes else {}
    taken: set[str] = set()
    ids = {}
    for read in result.people:
        made = same.get(read.key)
        while made is None:
            fresh = desk.new_id("people")
            made = None if fresh in taken else fresh
        taken.add(made)
        ids[read.key] = made
    return ids


def arrived(desk: Desk, result: ImportResult, ids: Ids) -> Iterator[Person]:
    """Everybody in the file, on top of what the map knows of them, with a function guessed."""
    unsure = {line.person for line in result.unresolved}
    has_names = says_names(result)
    in_file = frozenset(ids.values()) if desk.org.people else frozenset()
    once: dict[str, str] = {}
    for read in result.people:
        before = desk.org.people.get(ids[read.key])
        if before is None:
            yield _new(read, ids, once)
        else:
            is_top = result.managers_by is not None and read.key not in unsure
            loses_boss = is_top and read.manager_key is None and before.manager in in_file
            if not has_names:
                read = msgspec.structs.replace(read, display_name=before.display_name)  # noqa: PLW2901 - the file has none
            yield guessed_function(_renewed(before, read, ids, loses_boss=loses_boss))


def says_names(result: ImportResult) -> bool:
    """Whether the file names its people; where it does not, their keys stand in for names."""
    return bool(_NAMING & set(result.columns)) or any(
        read.display_name != read.key for read in result.people
    )


def _new(read: ReadPerson, ids: Ids, once: dict[str, str]) -> Person:
    """Somebody new, with a function guessed; texts that many share are held once."""
    same = once.setdefault
    guess = guess_function(read.title, read.department or read.division or read.organization)
    return Person(
        id=ids[read.key],
        display_name=read.display_name or _post_name(read),
        given_name=read.given_name,
        family_name=read.family_name,
        title=same(read.title, read.title),
        emails=read.emails,
        employee_number=read.employee_number,
        organization=same(read.organization, read.organization),
        division=same(read.division, read.division),
        department=same(read.department, read.department),
        location=same(read.location, read.location),
        function=guess.family,
        function_confidence=guess.confidence,
        manager=None if read.manager_key is None else ids.get(read.manager_key),
        placeholder=read.placeholder,
        active=read.active,
        tags=_tags(read),
        notes=read.note,
        source=_place(read),
        source_key=read.key,
    )


def _renewed(before: Person, read: ReadPerson, ids: Ids, *, loses_boss: bool) -> Person:
    """Somebody who is on the map already: what the file leaves open stays as it was."""
    fields: dict[str, Any] = {
        name: value for name in _TEXTS if (value := getattr(read, name)) not in ("", ())
    }
    if read.display_name or not before.display_name:
        fields["display_name"] = read.display_name or _post_name(read)
    if read.manager_key is not None:
        fields["manager"] = ids.get(read.manager_key)
    elif loses_boss:
        fields["manager"] = None
    if read.active:
        fields["left_on"] = None
    return msgspec.structs.replace(
        before,
        **fields,
        placeholder=read.placeholder,
        active=read.active,
        tags=(*(tag for tag in before.tags if not _OF_FILES.fullmatch(tag)), *_tags(read)),
        source=_place(read),
        source_key=read.key,
    )


def _tags(read: ReadPerson) -> tuple[str, ...]:
    """What a file says of somebody that has no field of its own."""
    said = []
    if read.external:
        said.append("external")
    if read.shared_by:
        said.append("job share")
    if read.team_size is not None:
        said.append(f"team of {read.team_size:g} FTE")
    return tuple(said)


def _place(read: ReadPerson) -> str:
    return f"{read.source.file}, line {read.source.row}"


def _post_name(read: ReadPerson) -> str:
    """How a post is called whose holder the file does not name."""
    return f"{read.title or 'Post'} (name not given)"


def left(desk: Desk, result: ImportResult) -> Iterator[Edit]:
    """People gone from the file, where the answer was that they left."""
    if result.changes is None:
        return
    for change in result.changes.left:
        person = desk.org.people.get(change.id)
        if person is not None and change.new == "left":
            gone = msgspec.structs.replace(person, active=False, left_on=desk.today)
            yield Edit("people", person.id, gone)


def ties(desk: Desk, result: ImportResult, ids: Ids) -> Iterator[Edit]:
    """Dotted lines and informal ties, those that are on the map already left out."""
    there = {(tie.a, tie.b, tie.kind) for tie in desk.org.ties.values()}
    wanted: list[tuple[str, str, TieKind, int | None]] = [
        (read.key, other, TieKind.DOTTED, None)
        for read in result.people
        for other in read.dotted_keys
    ]
    wanted += [(tie.a, tie.b, TieKind(tie.kind), tie.strength) for tie in result.ties]
    fresh = _fresh_ids(desk, "ties")
    for a, b, kind, strength in wanted:
        if a not in ids or b not in ids or (ids[a], ids[b], kind) in there:
            continue
        there.add((ids[a], ids[b], kind))
        if kind.is_mutual:
            there.add((ids[b], ids[a], kind))
        made = Tie(
            id=fresh(),
            a=ids[a],
            b=ids[b],
            kind=kind,
            strength=strength,
            as_of=desk.today,
            confidence=_LIKELY,
        )
        yield Edit("ties", made.id, made)


def judged(desk: Desk, result: ImportResult, ids: Ids) -> Iterator[Edit]:
    """Stances and last contacts that the file holds; a judgement that is there stays."""
    seen_id, met_id = _fresh_ids(desk, "observations"), _fresh_ids(desk, "engagements")
    for read in result.people:
        person = ids[read.key]
        if read.stance and desk.org.judgements(person).stance_ is None:
            seen = Observation(
                id=seen_id(),
                person=person,
                dimension=Dimension.STANCE,
                value=read.stance,
                as_of=desk.today,
                basis=Basis.TOLD_BY,
                told_by=read.source.file,
                confidence=_LIKELY,
            )
            yield Edit("observations", seen.id, seen)
        if read.last_contact:
            day = date.fromisoformat(read.last_contact)
            if any(met.on == day for met in desk.org.engagements_of(person)):
                continue
            made = Engagement(
                id=met_id(),
                on=day,
                people=(person,),
                kind=EngagementKind.UNKNOWN,
                note=f"last contact, from {read.source.file}",
            )
            yield Edit("engagements", made.id, made)


def _fresh_ids(desk: Desk, table: str) -> Callable[[], str]:
    """Makes ids that neither the map nor this import uses."""
    taken: set[str] = set()

    def fresh() -> str:
        while (made := desk.new_id(table)) in taken:
            pass
        taken.add(made)
        return made

    return fresh


def settled(before: Initiative, result: ImportResult, ids: Ids) -> Initiative:
    """President and open questions, as far as the lead has not settled them.

    A question of an earlier run of the same file that was answered now, or is asked no longer, is
    open no more.
    """
    president = before.president
    if president is None and result.president is not None:
        president = ids[result.president]
    waiting = set(result.open_questions)
    asked = tuple(
        _open_question(question, result)
        for question in result.questions
        if question.id in waiting and question.kind is not QuestionKind.COLUMNS
    )
    here = {_said_sources(question, result) for question in result.questions}
    here |= {"", ", ".join(result.sources), *result.sources}
    again = {question.id for question in result.questions}
    kept = tuple(
        old for old in before.open_questions if old.id not in again and old.source not in here
    )
    return msgspec.structs.replace(before, president=president, open_questions=(*kept, *asked))


def _open_question(question: Question, result: ImportResult) -> OpenQuestion:
    chosen = next((c.label for c in question.choices if c.id == question.proposal), "")
    return OpenQuestion(
        id=question.id,
        kind=question.kind.value,
        message=question.message,
        proposal=chosen,
        source=_said_sources(question, result),
    )


def _said_sources(question: Question, result: ImportResult) -> str:
    """The files of a question; all of the import where it concerns no line."""
    return ", ".join(dict.fromkeys(filter(None, question.sources or result.sources)))


def with_roles(desk: Desk, people: Mapping[PersonId, Person]) -> Iterator[Edit]:
    """The people with a proposed role wherever the role is still a guess."""
    propose = proposed_roles(desk)
    for person in people.values():
        is_settled = bool(person.roles) and person.roles_confidence is None
        yield Edit("people", person.id, person if is_settled else propose(person))

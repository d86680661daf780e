"""Taking a person out of a map and all its past: first what it would do, then the doing."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from cxmap.errors import ReadOnlyMap, SaveFailed, UsageError
from cxmap.model.orgmap import Edit
from cxmap.model.people import Person
from cxmap.model.programme import Note
from cxmap.model.words import PersonId
from cxmap.session.desk import Desk, Intent
from cxmap.session.intents.people import remove_person
from cxmap.session.papers.handed_over import papers_naming, remove_papers
from cxmap.session.privacy.disclosure import full_names, is_about, records_of, somebody, texts_in
from cxmap.store.forgetting import Mention, forget, mentions, naming
from cxmap.store.port import Commit, Record, Tables
from cxmap.text import fold

if TYPE_CHECKING:
    from cxmap.session.session import Session

ERASED_SUMMARY = "Erased somebody at their wish"
"""What the history says of an erasure; it names nobody."""

_SHORTEST_PART = 2
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")  # noqa: RUF001 - as names are typeset
_ADDRESS = re.compile(r"\S+@\S+")
_PARTICLES = frozenset(
    ("al", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "ibn",
     "la", "le", "les", "of", "ter", "the", "van", "vom", "von", "y", "zu", "zum", "zur",
     "dr", "prof", "mr", "mrs", "ms", "sir", "jr", "sr", "phd", "mba", "md")
)  # fmt: skip
_NAME_FIELDS = frozenset({"display_name", "given_name", "family_name"})
_PLAIN_FIELDS = frozenset(
    {"title", "department", "division", "organization", "location", "name", "function"}
)
"""Fields whose words are no names of people: a part of a name that stands there is left alone."""

Place = tuple[str, str]
"""Table and id of a record."""


class Erasure(msgspec.Struct, frozen=True, kw_only=True):
    """What erasing a person would do; nothing is done yet."""

    person: PersonId
    display_name: str
    names: tuple[str, ...]
    """Texts that are replaced wherever they stand as whole words, in every file."""
    left_alone: tuple[tuple[str, str], ...]
    """Parts of the name that stay, and why."""
    records: tuple[Place, ...]
    """Everything that is or was only about them, their own record first."""
    mentions: tuple[Mention, ...]
    """Places in records about others where one of the names stands; it is replaced there."""
    steps: int
    """Commands of the history that concern them or name them."""
    papers: tuple[Path, ...] = ()
    """Files that were handed over, name them and were not changed since: they are removed."""


def plan_erasure(
    session: Session,
    person: PersonId,
    *,
    also: Sequence[str] = (),
    keep: Collection[str] = (),
) -> Erasure:
    """Say what erasing a person would take out, and where records about others would change.

    Full names, addresses and long numbers go in any case. A part of the name goes too, unless
    somebody else bears it, a title or a unit holds it, or it is written in small letters somewhere,
    as an ordinary word is.

    Args:
        session: The open map.
        person: Somebody on the map, or somebody whom only the history knows.
        also: Further texts to be replaced: nicknames, initials, a part that would be left alone.
        keep: Parts of the name to be left alone.

    Raises:
        UsageError: If nobody has that id.
    """
    found = somebody(session, person)
    tables = session.store.load()[1]
    commits = list(session.store.history())
    own = _only_about(person, tables, commits)
    gone = own | {("people", person)}
    parts, stays = _parts(found, _others(gone, tables, commits), keep)
    names = dict.fromkeys([*full_names(found), *parts, *(text.strip() for text in also)])
    names.pop("", None)
    return Erasure(
        person=person,
        display_name=found.display_name,
        names=tuple(names),
        left_alone=tuple((part, why) for part, why in stays.items() if part not in names),
        records=(("people", person), *sorted(own)),
        mentions=tuple(one for one in mentions(tables, names) if (one.table, one.id) not in gone),
        papers=_papers(session, names),
        steps=sum(1 for commit in commits if is_about(commit, person, names, gone)),
    )


def erase(
    session: Session, erasure: Erasure, *, ask: Callable[[], str] | None = None
) -> tuple[str, ...]:
    """Take a person out of the map and all its past; the session is closed by it.

    First the person leaves the map as by hand (reports move up, shared talks stay with the
    others), then the papers that name them go, then every file is written again without the
    records and the names. What was interrupted is finished by doing it again.

    Args:
        session: The open map, for writing; of no use afterwards.
        erasure: What ``plan_erasure`` said.
        ask: Gives the passphrase of an encrypted map.

    Returns:
        Which set-aside files and papers were removed, in words.

    Raises:
        ReadOnlyMap: If the map may not be written.
        SaveFailed: If a paper cannot be removed.
        CxmapError: As on opening and saving.
    """
    if session.read_only:
        raise ReadOnlyMap(session.why_read_only, file=session.file)
    if session.file is None:
        raise UsageError("a map that is kept nowhere has no files to take somebody out of")
    from cxmap.store.sealing import Keys

    session.carry_out(_leaving(session.desk, erasure))
    session.close()
    try:
        remove_papers(erasure.papers, naming(erasure.names))
    except OSError as error:
        raise SaveFailed(
            f"a paper that names the person cannot be removed: {error.strerror or error}",
            file=error.filename,
            hint="remove it by hand, then do it again",
        ) from error
    words = forget(
        session.file, erasure.records, erasure.names, clock=session.clock, keys=Keys(ask)
    )
    return (*(f"{paper} was removed" for paper in erasure.papers), *words)


def _papers(session: Session, names: Iterable[str]) -> tuple[Path, ...]:
    """The papers about the map that hold one of the names."""
    if session.file is None:
        return ()
    return papers_naming(session.file, naming(names))


def _leaving(desk: Desk, erasure: Erasure) -> Intent:
    """The person's leaving as one command that nothing leads back behind."""
    org, person = desk.org, erasure.person
    edits: dict[Place, Edit] = {}
    if person in org.people:
        edits = {(edit.table, edit.id): edit for edit in remove_person(desk, person).edits}
    made: list[Edit] = [
        Edit("observations", key, msgspec.structs.replace(seen, told_by=""))
        for key, seen in org.observations.items()
        if seen.told_by == person
    ]
    for table in ("pilots", "assumptions", "pains", "artefacts", "assessments", "projects"):
        for key, note in org.table(table).items():
            if isinstance(note, Note) and person in (note.owner, note.driver):
                after = msgspec.structs.replace(
                    note,
                    owner=None if note.owner == person else note.owner,
                    driver=None if note.driver == person else note.driver,
                )
                made.append(Edit(table, key, after))
    made += [Edit(table, key, None) for table, key in erasure.records if key in org.table(table)]
    edits |= {(edit.table, edit.id): edit for edit in made}
    return Intent(name="erase_person", summary=ERASED_SUMMARY, edits=tuple(edits.values()))


def _only_about(person: PersonId, tables: Tables, commits: Iterable[Commit]) -> set[Place]:
    """Records that are or were only about a person; a talk with others is theirs as well."""
    own: set[Place] = set()
    shared: set[Place] = set()
    for some in (*_tables_of(commits), tables):
        for table, keys in records_of(some, person).items():
            for key in keys:
                record = some[table][key]
                if set(record.get("people") or {person}) != {person}:
                    shared.add((table, key))
                elif table not in _BOOKS:
                    own.add((table, key))
                    if some is tables:
                        shared.discard((table, key))
    return own - shared


_BOOKS = frozenset({"pilots", "assumptions", "pains", "artefacts", "assessments", "projects"})
"""Tables whose records belong to the programme, whoever owns them."""


def _tables_of(commits: Iterable[Commit]) -> Iterator[Tables]:
    """The old and the new values of a history, command by command, in the shape of tables."""
    for commit in commits:
        for side in ("old", "new"):
            tables: dict[str, dict[str, Record]] = {}
            for change in commit.changes:
                values: Record | None = getattr(change, side)
                if values is not None:
                    tables.setdefault(change.table, {})[change.id] = values
            yield tables


def _others(
    gone: Collection[Place], tables: Tables, commits: Iterable[Commit]
) -> Iterator[tuple[str, str, str]]:
    """Table, field and text of everything that is not about the person, now and ever."""
    for some in (tables, *_tables_of(commits)):
        for table, records in some.items():
            for key, record in records.items():
                if (table, key) not in gone:
                    for field, text in texts_in(record):
                        yield table, field, text


def _parts(
    person: Person, others: Iterable[tuple[str, str, str]], keep: Collection[str]
) -> tuple[list[str], dict[str, str]]:
    """Spellings of the parts of a name that go, and the parts that stay with the reason."""
    wanted = {
        fold(word): word
        for name in (person.display_name, person.given_name, person.family_name)
        for word in _WORD.findall(name)
        if len(word) >= _SHORTEST_PART and fold(word) not in _PARTICLES
    }
    stays = {fold(word): "you asked to leave it" for word in keep}
    spellings: dict[str, dict[str, None]] = {part: {word: None} for part, word in wanted.items()}
    for table, field, text in others:
        for word in _WORD.findall(_ADDRESS.sub(" ", text)):
            part = fold(word)
            if part in wanted:
                spellings[part][word] = None
                why = _why_it_stays(table, field, word, wanted[part])
                if why:
                    stays.setdefault(part, why)
    goes = [word for part in wanted if part not in stays for word in sorted(spellings[part])]
    return goes, {wanted[part]: why for part, why in stays.items() if part in wanted}


def _why_it_stays(table: str, field: str, word: str, in_name: str) -> str:
    if table == "people" and field in _NAME_FIELDS:
        return "somebody else bears it too"
    if field in _PLAIN_FIELDS:
        return "a title, a place or a unit holds it"
    is_ordinary = word[0].islower() and not in_name[0].islower()
    return "it is also an ordinary word here" if is_ordinary else ""

"""What a person may ask for: everything that is stored about them, the history included."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from cxmap.errors import UsageError
from cxmap.model.people import Person
from cxmap.model.words import PersonId
from cxmap.session.record.change_words import people_in
from cxmap.session.record.history import History
from cxmap.store.forgetting import mentions
from cxmap.store.port import Change, Commit, Tables

if TYPE_CHECKING:
    from cxmap.session.session import Session

SHORTEST_NUMBER = 5
"""An employee number is looked for in texts from so many signs on; shorter ones are any number."""

_OTHER_TABLES = frozenset({"people", "settings"})
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|])")


def person_file(session: Session, person: PersonId) -> dict[str, Any]:
    """Everything that the map's files hold about a person, as one document.

    Args:
        session: The open map.
        person: Somebody on the map, or somebody whom only the history knows.

    Returns:
        ``person``, ``records`` by table, ``mentions`` in records about others, ``settings`` that
        name the person, ``history`` with old and new values, and ``kept_in``, the map's files.

    Raises:
        UsageError: If nobody has that id.
    """
    found = somebody(session, person)
    tables = session.store.load()[1]
    own = records_of(tables, person)
    names = full_names(found)
    about = {("people", person), *((table, key) for table, keys in own.items() for key in keys)}
    return {
        "person": tables.get("people", {}).get(person),
        "records": {
            table: [tables[table][key] for key in keys] for table, keys in own.items() if keys
        },
        "mentions": [
            msgspec.structs.asdict(one)
            for one in mentions(tables, names)
            if (one.table, one.id) not in about
        ],
        "settings": sorted(
            {
                field
                for record in tables.get("settings", {}).values()
                for field in _fields_holding(record, person)
            }
        ),
        "history": list(_history(session, person, names, about)),
        "kept_in": None if session.file is None else f"{session.file} and the files beside it",
    }


def as_markdown(document: Mapping[str, Any], name: str) -> str:
    """The document of ``person_file`` for reading.

    Args:
        document: The document.
        name: How the person is called.
    """
    person = document["person"]
    lines = [f"# Everything stored about {_plain(name)}", "", "## Person", ""]
    lines += _facts(person) if person else ["Not on the map any more."]
    for table, records in document["records"].items():
        lines += ["", f"## {table.capitalize()}", ""]
        lines += [f"- {'; '.join(fact[2:] for fact in _facts(record))}" for record in records]
    if document["mentions"]:
        lines += ["", "## Mentioned in records about others", ""]
        lines += [
            f"- {one['table']} {one['id']}, {one['field']}: {_plain(one['text'])}"
            for one in document["mentions"]
        ]
    if document["settings"]:
        lines += ["", "## Settings that name the person", ""]
        lines += [f"- {field.replace('_', ' ')}" for field in document["settings"]]
    lines += ["", "## History", ""]
    for step in document["history"]:
        lines.append(f"- {step['at']} {_plain(step['summary'])}")
        lines += [f"  - {_plain(words)}" for words in step["words"]]
    return "\n".join(lines) + "\n"


def somebody(session: Session, person: PersonId) -> Person:
    """A person on the map, or as the history knew them last.

    Raises:
        UsageError: If nobody has or had that id.
    """
    here = session.org.people.get(person)
    if here is not None:
        return here
    for gone in History(session, told=0).former:
        if gone.id == person:
            return gone
    raise UsageError("nobody on the map or in its history has that id", field=person)


def full_names(person: Person) -> tuple[str, ...]:
    """The texts that can only mean this person: whole names, addresses, a long employee number."""
    given, family = person.given_name.strip(), person.family_name.strip()
    words = person.display_name.split()
    if not (given and family) and len(words) == 2:  # noqa: PLR2004 - a given and a family name
        given, family = words
    names = [person.display_name.strip(), *person.emails]
    if given and family:
        names += [f"{given} {family}", f"{family}, {given}", f"{family} {given}"]
    if len(person.employee_number) >= SHORTEST_NUMBER:
        names.append(person.employee_number)
    return tuple(dict.fromkeys(name for name in names if name.strip()))


def records_of(tables: Tables, person: PersonId) -> dict[str, list[str]]:
    """Ids of the records that concern a person, by table; not the person's own record."""
    return {
        table: [key for key, record in records.items() if person in people_in(table, record)]
        for table, records in tables.items()
        if table not in _OTHER_TABLES
    }


def is_about(
    commit: Commit, person: PersonId, names: Iterable[str], about: Collection[tuple[str, str]] = ()
) -> bool:
    """Whether a command concerns a person or names them."""
    named = name_pattern(names)
    return named.search(commit.command.summary) is not None or any(
        _concerns(change, person, named, about) for change in commit.changes
    )


def name_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Any of some names as whole words, whatever their case."""
    parts = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{parts})(?!\w)", re.IGNORECASE)


def texts_in(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every text of a record, however deep, with its field."""
    for field, value in record.items():
        if isinstance(value, str):
            yield field, value
        elif isinstance(value, list):
            for part in value:
                yield from texts_in(part if isinstance(part, dict) else {field: part})
        elif isinstance(value, dict):
            yield from texts_in(value)


def _history(
    session: Session,
    person: PersonId,
    names: Iterable[str],
    about: Collection[tuple[str, str]],
) -> Iterator[dict[str, Any]]:
    """The commands that concern a person, oldest first, with the changes that do."""
    told = {step.rev: step for step in History(session, told=None).steps}
    named = name_pattern(names)
    for commit in session.store.history():
        at = [
            number
            for number, change in enumerate(commit.changes)
            if _concerns(change, person, named, about)
        ]
        if at or named.search(commit.command.summary):
            step = told[commit.rev]
            yield {
                "step": commit.rev,
                "at": commit.command.at,
                "by": step.by,
                "summary": step.summary,
                "words": [step.lines[number] for number in at],
                "changes": [msgspec.to_builtins(commit.changes[number]) for number in at],
            }


def _concerns(
    change: Change,
    person: PersonId,
    named: re.Pattern[str],
    about: Collection[tuple[str, str]],
) -> bool:
    if change.id == person or (change.table, change.id) in about:
        return True
    if person in people_in(change.table, change.new, change.old):
        return True
    return any(
        text == person or named.search(text)
        for record in (change.new, change.old)
        if record is not None
        for _, text in texts_in(record)
    )


def _fields_holding(record: Mapping[str, Any], person: PersonId) -> Iterator[str]:
    for field, value in record.items():
        if value == person or (isinstance(value, list) and person in value):
            yield field
        elif isinstance(value, dict):
            yield from _fields_holding(value, person)


def _facts(record: Mapping[str, Any]) -> list[str]:
    made = []
    for field, value in record.items():
        said = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        made.append(f"- {field.replace('_', ' ')}: {_plain(said)}")
    return made


def _plain(text: str) -> str:
    """A text on one line in which Markdown finds nothing to format."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))

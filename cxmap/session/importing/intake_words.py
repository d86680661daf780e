"""What an import says: its document, its counts, and the difference to the map as it was."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from cxmap.exchange.people_file import Change, Changes, ImportResult
from cxmap.model.words import PersonId
from cxmap.session.desk import Desk
from cxmap.session.importing.arrivals import says_names


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """People who are otherwise in the file than on the map, in one way."""

    word: str
    """came, gone, moved, renamed, retitled or spelling."""
    label: str
    """The same as a screen says it."""
    lines: tuple[str, ...]
    """One a person, in words."""


def differences(desk: Desk, result: ImportResult) -> tuple[Difference, ...]:
    """How a newer file differs from the map as it is; empty on a first import or when nothing does.

    Args:
        desk: The map before the import.
        result: What came of the file.
    """
    changes = told_changes(result)
    if changes is None or not desk.org.people:
        return ()
    id_names = {person.id: person.display_name for person in desk.org.people.values()}
    key_names = {read.key: read.display_name or read.title for read in result.people}
    if not says_names(result):
        key_names |= {key: id_names[id_] for key, id_ in changes.same.items()}

    def moved(change: Change) -> str:
        before = id_names.get(change.old, "nobody")
        return f"{id_names[change.id]}: from {before} to {key_names.get(change.new, 'nobody')}"

    def renamed(change: Change) -> str:
        return f"{change.old}: now {change.new}"

    def retitled(change: Change) -> str:
        return f"{id_names[change.id]}: {change.old or 'no title'}, now {change.new}"

    told: tuple[tuple[str, str, Sequence[Change], Callable[[Change], str]], ...] = (
        ("came", "came", changes.came, lambda change: change.new or key_names[change.key]),
        ("gone", "gone from the file", changes.left, lambda change: change.old),
        ("moved", "moved", changes.moved, moved),
        ("renamed", "renamed", changes.renamed, renamed),
        ("retitled", "other title", changes.retitled, retitled),
        ("spelling", "spelling only", changes.spelling, renamed),
    )
    return tuple(
        Difference(word=word, label=label, lines=tuple(map(say, found)))
        for word, label, found, say in told
        if found
    )


def told_changes(result: ImportResult) -> Changes | None:
    """The changes that will be made: a line or name the file does not give stays as it was."""
    changes = result.changes
    if changes is None:
        return None
    unsure = {line.person for line in result.unresolved}
    moved = tuple(
        change
        for change in changes.moved
        if change.new or (result.managers_by is not None and change.key not in unsure)
    )
    if says_names(result):
        return msgspec.structs.replace(changes, moved=moved)
    return msgspec.structs.replace(changes, moved=moved, renamed=(), spelling=())


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


def lacks_managers(result: ImportResult) -> bool:
    """Whether people were read and nothing says who reports to whom: a second file could."""
    return bool(result.people) and result.managers_by is None and not result.lines


def import_document(
    result: ImportResult, ids: Mapping[str, PersonId] | None = None
) -> dict[str, Any]:
    """The document of ``import --json``; ``changes`` stands in it when the map had people already.

    Args:
        result: What came of the file.
        ids: The file's keys to ids on the map once it is written; None before, then the keys stand.
    """
    known = ids or {}
    made: dict[str, Any] = {
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
    changes = told_changes(result)
    if changes is not None:
        made["changes"] = _changes_document(changes, known)
    return made


def _changes_document(changes: Changes, known: Mapping[str, PersonId]) -> dict[str, Any]:
    """The differences by kind; ids where there are any, else the file's keys."""

    def row(change: Change) -> dict[str, str]:
        return {
            "id": change.id or known.get(change.key, change.key),
            "old": change.old,
            "new": change.new,
        }

    made: dict[str, Any] = {
        "came": [
            {"id": known.get(change.key, change.key), "display_name": change.new}
            for change in changes.came
        ],
        "gone": [
            {"id": change.id, "display_name": change.old, "answer": change.new}
            for change in changes.left
        ],
        "moved": [
            {
                "id": change.id,
                "old": change.old or None,
                "new": known.get(change.new, change.new) or None,
            }
            for change in changes.moved
        ],
    }
    made |= {
        word: [row(change) for change in getattr(changes, word)]
        for word in ("renamed", "retitled", "spelling")
    }
    return made


def _count(number: int, one: str, several: str = "") -> str:
    return f"{number:,} {one if number == 1 else several or one + 's'}"

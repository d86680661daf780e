"""The history of a map: every command in words, whom it concerns, and the way back to any of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

import msgspec

from cxmap.errors import PersonNotFound, UsageError
from cxmap.model.orgmap import TABLES, Edit, OrgMap
from cxmap.model.people import Person
from cxmap.model.words import PersonId
from cxmap.session.desk import Intent
from cxmap.session.entry.persons import find_person
from cxmap.session.record.change_words import people_in, say_change
from cxmap.session.record.past import Past
from cxmap.session.record.undo import BARRIERS
from cxmap.store.port import Commit, Rev
from cxmap.text import clean_line, fold

if TYPE_CHECKING:
    from cxmap.session.session import Changed, Session

LINES_TOLD = 12
"""Changes of one command that are told one by one; an import of thousands is cut here."""


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One command as the history tells it."""

    rev: Rev
    at: datetime | None
    """The moment, local time; None where the store could not tell."""
    by: str
    """Who did it: ``me``, a name, or another program."""
    name: str
    """Stable word of the command, for example ``log_talk``."""
    summary: str
    lines: tuple[str, ...]
    """What changed from what to what, one change a line."""
    more: int
    """Changes that are not told one by one."""
    people: frozenset[PersonId]
    """Whom it concerns."""
    takes_back: Rev | None
    """For an undo: the command that it took back."""
    is_undone: bool
    """Whether what it did has been taken back since."""

    @property
    def day(self) -> date | None:
        """The local calendar day; None where the moment is not known."""
        return None if self.at is None else self.at.date()

    @property
    def when(self) -> str:
        """Day and time of day for a list; empty where not known."""
        return "" if self.at is None else f"{self.at:%Y-%m-%d %H:%M}"


class History:
    """Every command of a map, newest first, read once.

    Args:
        session: The open map; commands that come later are not seen.
        told: How many changes of one command are told one by one; None for all of them.
    """

    def __init__(self, session: Session, *, told: int | None = LINES_TOLD) -> None:
        commits = list(session.store.history(newest_first=True))
        past = Past(session.store.load()[1])
        undone = _undone(commits)
        targets = _originals(commits)
        self.steps: Sequence[Step] = tuple(
            _step(commit, past, undone, targets, told) for commit in commits
        )
        """Newest first."""
        self.former: Sequence[Person] = tuple(_people(past.former))
        """People whom the history knows and the map has no more, as they were last."""

    def find_person(self, org: OrgMap, typed: str) -> PersonId:
        """The person who is meant, also one who has been taken off the map since.

        Raises:
            PersonNotFound: If nobody ever answered to that, or several did.
        """
        try:
            return find_person(org, typed)
        except PersonNotFound:
            gone = OrgMap({"people": {person.id: person for person in self.former}})
            try:
                return find_person(gone, typed)
            except PersonNotFound:
                pass
            raise


def matching(
    steps: Sequence[Step],
    *,
    person: PersonId | None = None,
    words: str = "",
    since: date | None = None,
) -> Iterator[Step]:
    """The steps that concern somebody, hold all of some words, and are not older than a day."""
    sought = fold(words).split()
    for step in steps:
        if person is not None and person not in step.people:
            continue
        if since is not None and (step.day is None or step.day < since):
            continue
        if sought and not _holds(step, sought):
            continue
        yield step


def back_to(session: Session, rev: Rev) -> Changed:
    """Make the map what it was right after a command, as one command that one undo takes back.

    Args:
        session: The open map.
        rev: Number of the command after which the map is to stand.

    Raises:
        UsageError: If there is no such command, it lies before an erasure, or what was there then
            does not fit the map of today.
        CxmapError: If it cannot be saved.
    """
    past = Past(session.store.load()[1])
    touched: dict[tuple[str, str], None] = {}
    target: Commit | None = None
    for commit in session.store.history(newest_first=True):
        if commit.rev <= rev:
            target = commit if commit.rev == rev else None
            break
        if commit.command.name in BARRIERS:
            raise UsageError(
                f"step {rev} lies before somebody was erased; nothing leads back there",
                field=str(rev),
            )
        touched |= dict.fromkeys((change.table, change.id) for change in commit.changes)
        past.take_back(commit.changes)
    if target is None:
        raise UsageError(
            f"the history has no step {rev}", field=str(rev), hint="cxmap history MAP lists them"
        )
    said = clean_line(target.command.summary) or target.command.name
    intent = Intent(
        name="back_to",
        summary=f"Back to step {rev}: {said}",
        edits=tuple(_edit(past, table, key) for table, key in touched),
        about=rev,
    )
    return session.carry_out(intent)


def steps_after(steps: Sequence[Step], rev: Rev) -> int:
    """How many commands a way back to a command takes back."""
    return sum(1 for step in steps if step.rev > rev)


def _edit(past: Past, table: str, key: str) -> Edit:
    record = past.record(table, key)
    if record is None:
        return Edit(table, key, None)
    try:
        return Edit(table, key, msgspec.convert(record, type=TABLES[table]))
    except (msgspec.ValidationError, KeyError) as error:
        raise UsageError(
            "what was there then does not fit the map of today",
            field=f"{table} {key}",
            hint="choose a later step",
        ) from error


def _step(
    commit: Commit,
    past: Past,
    undone: Collection[Rev],
    targets: dict[Rev, Rev],
    told: int | None,
) -> Step:
    """Tell one command; the past stands right after it before, and right before it afterwards."""
    keys = dict.fromkeys((change.table, change.id) for change in commit.changes)
    after = {key: past.record(*key) for key in keys}
    past.take_back(commit.changes)
    shown = commit.changes if told is None else commit.changes[:told]
    people: set[PersonId] = set()
    for key in keys:
        people |= people_in(key[0], past.record(*key), after[key])
    command = commit.command
    return Step(
        rev=commit.rev,
        at=_moment(command.at),
        by=clean_line(command.by) or "another program",
        name=command.name,
        summary=clean_line(command.summary) or command.name.replace("_", " "),
        lines=tuple(
            say_change(
                change,
                past.record(change.table, change.id),
                after[(change.table, change.id)],
                past,
            )
            for change in shown
        ),
        more=len(commit.changes) - len(shown),
        people=frozenset(people),
        takes_back=targets.get(commit.rev) if command.name == "undo" else None,
        is_undone=commit.rev in undone,
    )


def _originals(commits: Sequence[Commit]) -> dict[Rev, Rev]:
    """For each undo and redo the first command that it is about in the end."""
    about = {commit.rev: commit.command.about for commit in commits}
    named = {commit.rev for commit in commits if commit.command.name in ("undo", "redo")}
    found: dict[Rev, Rev] = {}
    for rev in sorted(named):
        target = about[rev]
        if target is not None:
            found[rev] = found.get(target, target)
    return found


def _undone(commits: Sequence[Commit]) -> set[Rev]:
    """The commands that stand taken back, by an undo or by a way back to an earlier one.

    Args:
        commits: The history, newest first.
    """
    originals = _originals(commits)
    undone: set[Rev] = set()
    around: dict[Rev, tuple[set[Rev], set[Rev]]] = {}
    edits: list[Rev] = []
    for at, commit in enumerate(reversed(commits)):
        name, rev = commit.command.name, commit.rev
        original = originals.get(rev, rev)
        if name == "undo":
            undone = (set(around[original][0]) if original in around else undone) | {original}
        elif name == "redo" and original in around:
            undone = set(around[original][1])
        elif name == "redo":
            undone.discard(original)
        elif name == "back_to" and commit.command.about is not None:
            then = commit.command.about
            earlier = [one for one in commits[len(commits) - at :] if one.rev <= then]
            after = _undone(earlier) | {one for one in edits if one > then}
            around[rev] = (undone, after)
            undone = set(after)
        if name not in ("undo", "redo"):
            edits.append(rev)
    return undone


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError):
        return None


def _holds(step: Step, sought: Sequence[str]) -> bool:
    text = fold(" ".join((step.when, step.by, step.summary, *step.lines)))
    return all(word in text for word in sought)


def _people(records: dict[str, dict[str, object]]) -> Iterator[Person]:
    for key, record in records.items():
        try:
            yield msgspec.convert(record, type=Person)
        except msgspec.ValidationError:
            yield Person(id=key, display_name=str(record.get("display_name", key)))

"""The one door between the session and wherever a map is kept.

The session says what changed; the store makes it safe and remembers it. Only plain records pass:

    Record   one thing of the map as JSON values; its field ``id`` is its text id in the table
    Tables   table -> id -> record, in the order in which records came

Engines and how to come by one:

    opening.create_map(path, tables=None, *, wait=2.0, clock) -> MapStore   a new file, for writing
    opening.open_map(path, *, read_only=False, wait=2.0, follow_if_locked=False, clock,
                     keys=None) -> MapStore
    memory.InMemoryStore(tables=None)                                       nothing is kept

What every engine promises (one contract suite runs against all of them):

    store.load()                    (rev, tables): one consistent state, cheap, never to be changed
    store.commit(command, changes)  all or nothing; returns the new rev once it is safe
    store.changes(since)            the commits after a rev, oldest first
    store.history(newest_first=…)   every commit that is still known, also from earlier runs
    store.watch(fn)                 fn(rev) after somebody's commit; returns the function that stops
    store.rev, store.caps, store.notices
    store.fold(), store.fold_if_idle(), store.backup(to), store.close()

What only the file engine can do; all but the first want the map closed:

    store.tinydb()                                      TinyDB's query interface, for reading
    repair.repair(path, *, clock, keys) -> Repair       save what can be saved of damaged files
    forgetting.mentions(tables, names)                  where somebody's name stands
    forgetting.forget(path, records, names, *, clock, keys)     take it out of every file
    rewriting.encrypt(path, passphrase), decrypt(path, passphrase), change_passphrase(path, old, new)
    sealing.Keys(ask)                                   asks for the passphrase of an encrypted map

Changes are made with ``changes.insertion``, ``changes.removal`` and ``changes.difference``; undo is
``commit(Command(name="undo", about=rev, …), changes.inverted(commit.changes))``.

Raises, everywhere: ``Conflict`` (a precondition does not hold), ``ReadOnlyMap`` (with the reason),
``MapLocked`` (somebody else writes), ``PassphraseNeeded``, ``SaveFailed`` (not saved; what came before stays),
``DamagedMap`` and ``NewerMap`` (on opening), ``UsageError`` (a change that means nothing).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Protocol, TypeAlias

import msgspec

from cxmap.headway import Tell, to_nobody

Rev: TypeAlias = int
"""Number of a commit: 0 for a map nobody has edited, then one more for each commit."""

Record: TypeAlias = dict[str, Any]
"""JSON values by field name. A field that is None is the same as a field that is absent."""

Tables: TypeAlias = dict[str, dict[str, Record]]
"""Table name -> id -> record."""


class Change(msgspec.Struct, frozen=True):
    """What happens to one record.

    An insertion has no ``old``, a removal no ``new``; both carry the whole record. An update carries
    the changed fields alone, the same in ``new`` and ``old``; None stands for an absent field.
    ``old`` is also the precondition: the change is refused where the map holds something else.
    """

    table: str
    id: str
    new: Record | None = None
    old: Record | None = None


class Command(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody did, in one step that can be undone."""

    name: str
    """Short stable word, for example ``log_talk``, ``import``, ``undo``."""
    summary: str = ""
    """The same in words for the history; names and facts as the reader should see them."""
    at: str
    """Moment, ISO 8601 with time zone."""
    by: str = ""
    """Who did it."""
    about: Rev | None = None
    """For undo and redo: the commit that is taken back or done again."""


class Commit(msgspec.Struct, frozen=True):
    """A command and all it changed, as it was saved."""

    rev: Rev
    command: Command
    changes: tuple[Change, ...]


class Caps(msgspec.Struct, frozen=True, kw_only=True):
    """What the screen may offer with this store."""

    read_only: bool = False
    why_read_only: str = ""
    """One sentence; empty when the map can be written."""
    shared: bool = False
    """Several people write to it at once."""
    private_notes: bool = False
    """The store itself keeps one reader's notes from another."""
    encrypted: bool = False


class MapStore(Protocol):
    """Keeps one map. See the text of this module for what each method promises."""

    @property
    def rev(self) -> Rev:
        """Number of the newest commit that this store has seen."""
        ...

    @property
    def caps(self) -> Caps:
        """What can be done now; may turn read-only after a fault of the disk."""
        ...

    @property
    def notices(self) -> tuple[str, ...]:
        """What the lead has to be told about the files, oldest first; grows while open."""
        ...

    def load(self) -> tuple[Rev, Tables]:
        """One consistent state. The records are shared with the store: read, never change them."""
        ...

    def commit(self, command: Command, changes: Iterable[Change], *, tell: Tell = to_nobody) -> Rev:
        """Save one command, all of it or nothing.

        Later changes of one commit see the earlier ones. Without changes nothing is saved and the
        present rev comes back. ``tell`` is told how far it is, 0-1, where that takes a while.

        Raises:
            Conflict: If the map no longer holds what a change expects.
            ReadOnlyMap: If this store may not write.
            SaveFailed: If the disk refused; everything before stays.
            UsageError: If a change means nothing or holds what JSON cannot.
        """
        ...

    def changes(self, since: Rev) -> Iterator[Commit]:
        """The commits after ``since``, oldest first, whoever made them."""
        ...

    def history(self, *, newest_first: bool = False) -> Iterator[Commit]:
        """Every commit that is still known, read lazily."""
        ...

    def watch(self, fn: Callable[[Rev], None]) -> Callable[[], None]:
        """Have ``fn(rev)`` called after commits, perhaps late, twice or on another thread.

        Returns:
            The function that stops it; may be called twice.
        """
        ...

    def fold(self) -> bool:
        """Write everything into the one map file now; whether there was anything to write.

        Raises:
            SaveFailed: If the disk refused; the edits stay safe where they are.
        """
        ...

    def fold_if_idle(self) -> bool:
        """Fold when the last commit is half a minute old; never raises for the disk."""
        ...

    def backup(self, to: Path) -> None:
        """Write a copy that holds everything to a new file.

        Raises:
            SaveFailed: If it cannot be written, or something is there already.
        """
        ...

    def close(self) -> None:
        """Fold and let go of the map. Never fails for the disk: a notice says what was not done."""
        ...

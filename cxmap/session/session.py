"""One open map: what the lead does is checked, saved, and only then shown.

``Session.do`` is the one way to change anything: it runs an intent (a plain function of
``session/intents``), saves the edits as one command, and says what changed. Undo and redo are
commands like any other, so the history tells the whole story.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Self

import msgspec

from cxmap.clock import Clock, SystemClock
from cxmap.errors import UsageError
from cxmap.headway import Tell, counted, part_of, to_nobody
from cxmap.model.initiative import INITIATIVE, Initiative
from cxmap.model.orgmap import OrgMap, record_of
from cxmap.session.changes import changes_of, edits_of
from cxmap.session.desk import Desk, IdMaker, Intent, random_id
from cxmap.session.record.undo import UndoStacks
from cxmap.store.changes import inverted
from cxmap.store.port import Change, Command, MapStore
from cxmap.text import clean_line

if TYPE_CHECKING:
    from cxmap.store.sealing import Keys

P = ParamSpec("P")


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """What one command did, for the screens that must be drawn anew."""

    rev: int
    """Number of the command in the map; unchanged when nothing was to do."""
    name: str
    summary: str
    """In words, fit for a toast."""
    id: str
    """The record that was made, if one was."""
    tables: frozenset[str]
    """Tables that were touched; empty when nothing changed."""


class Session:
    """One open map with its undo.

    Args:
        store: Where the map is kept; the session closes it.
        clock: Tells the day.
        make_id: Makes ids; random unless repeatable ones are wanted.
        file: The map's file, for messages; None in memory.
        keys: What opened the map, where it is encrypted.
    """

    def __init__(
        self,
        store: MapStore,
        *,
        clock: Clock | None = None,
        make_id: IdMaker = random_id,
        file: Path | None = None,
        keys: Keys | None = None,
    ) -> None:
        self.store = store
        self._keys = keys
        self._follows = False
        self.clock = clock or SystemClock()
        self.file = file
        self._make_id = make_id
        self._desk: Desk | None = None
        self.rev, tables = store.load()
        self.org = OrgMap.from_records(tables, file=str(file or ""))
        self._undo: UndoStacks | None = None

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        read_only: bool = False,
        follow_if_locked: bool = False,
        clock: Clock | None = None,
        ask: Callable[[], str] | None = None,
    ) -> Self:
        """Open a map from its file.

        Args:
            path: The file.
            read_only: Whether to look only.
            follow_if_locked: Whether to look only, and follow, when somebody else is writing.
            clock: Tells the day.
            ask: Gives the passphrase of an encrypted map; None where nobody can be asked.

        Raises:
            CxmapError: As the store says: damaged, newer, locked, missing, encrypted.
        """
        from cxmap.store.opening import open_map
        from cxmap.store.sealing import Keys

        keys = Keys(ask)
        store = open_map(
            path,
            read_only=read_only,
            follow_if_locked=follow_if_locked,
            clock=clock,
            keys=keys,
        )
        session = cls(store, clock=clock, file=path, keys=keys)
        session._follows = follow_if_locked
        return session

    @classmethod
    def create(
        cls, path: Path, *, name: str, clock: Clock | None = None, make_id: IdMaker = random_id
    ) -> Self:
        """Make a new map with a name and nobody on it.

        Raises:
            CxmapError: If the file is there already or cannot be written.
        """
        from cxmap.store.opening import create_map

        shown = clean_line(name)
        if not shown:
            raise UsageError("a map needs a name", field="name")
        first = {"settings": {INITIATIVE: record_of(Initiative(id=INITIATIVE, name=shown))}}
        return cls(create_map(path, first), clock=clock, make_id=make_id, file=path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Put everything into the file and let go of it."""
        self.store.close()

    @property
    def notices(self) -> tuple[str, ...]:
        """What the lead should know about the file: recovered, adopted, read-only."""
        return tuple(self.store.notices)

    @property
    def read_only(self) -> bool:
        """Whether somebody else is writing, so that nothing can be changed here."""
        return self.store.caps.read_only

    @property
    def why_read_only(self) -> str:
        """Why nothing can be changed here, one sentence; empty when the map can be written."""
        return self.store.caps.why_read_only

    def watch(self, fn: Callable[[int], None]) -> Callable[[], None]:
        """Have ``fn(rev)`` called, on another thread, soon after another writer has saved.

        Nothing is looked at while this session itself writes.

        Returns:
            The function that stops it.
        """
        return self.store.watch(fn) if self.read_only else lambda: None

    def become_writer(self) -> bool:
        """Take over the writing when the one who wrote has closed the map since.

        Only for a map that was opened to be followed while somebody else writes.

        Returns:
            Whether the map can be written here now, when it could not before.

        Raises:
            CxmapError: If the map cannot be opened any more.
        """
        from cxmap.store.opening import open_map

        if not self.read_only or not self._follows or self.file is None:
            return False
        store = open_map(
            self.file, wait=0, follow_if_locked=True, clock=self.clock, keys=self._keys
        )
        if store.caps.read_only:
            store.close()
            return False
        self.store.close()
        self.store = store
        self.rev, tables = store.load()
        self.org = OrgMap.from_records(tables, file=str(self.file))
        self._undo = None
        return True

    def rest(self) -> bool:
        """Write everything into the one file when nothing was changed for half a minute.

        What goes wrong becomes a notice: every edit is safe in the journal.

        Returns:
            Whether the file was written.
        """
        return self.store.fold_if_idle()

    def save_copy(self, to: Path) -> None:
        """Write everything that is saved to another file, a map of its own.

        Raises:
            SaveFailed: If it cannot be written, or something is there already.
        """
        self.store.backup(to)

    @property
    def desk(self) -> Desk:
        """The map as it is, the day and fresh ids; the same one until either changes."""
        today = self.clock.today()
        if self._desk is None or self._desk.org is not self.org or self._desk.today != today:
            self._desk = Desk(self.org, today, self._make_id)
        return self._desk

    def do(
        self, intent: Callable[Concatenate[Desk, P], Intent], *args: P.args, **kwargs: P.kwargs
    ) -> Changed:
        """Carry out an intent of the lead: check, save, and take over the new map.

        Args:
            intent: A function of ``session/intents``, for example ``log_talk``.
            args: What it takes after the desk.
            kwargs: The same, named.

        Raises:
            UsageError: If what was typed does not fit.
            CxmapError: If it cannot be saved; then nothing has changed.
        """
        return self.carry_out(intent(self.desk, *args, **kwargs))

    def carry_out(self, intent: Intent, *, tell: Tell = to_nobody) -> Changed:
        """Save an intent that is at hand, for example one made of several.

        Args:
            intent: What is to be done.
            tell: Is told how far it is, 0-1, where that takes a while: a large import.
        """
        edits = counted(intent.edits, len(intent.edits), part_of(tell, 0.0, 0.2))
        changes = changes_of(self.org, edits)
        if not changes:
            return self._unchanged(intent)
        command = self._command(intent.name, intent.summary, about=intent.about)
        kept = () if self._undo is None else changes
        handed = iter(changes)
        del changes  # an import may hold the whole map: the store lets go of what it has taken
        rev = self.store.commit(command, handed, tell=part_of(tell, 0.2, 1.0))
        self.org = self.org.with_edits(intent.edits)
        self.rev = rev  # after the map: whoever draws meanwhile must not take the old one for this
        if self._undo is not None:
            self._undo.note(self.rev, command, kept)
        return Changed(
            rev=self.rev,
            name=intent.name,
            summary=intent.summary,
            id=intent.id,
            tables=frozenset(edit.table for edit in intent.edits),
        )

    def undo(self) -> Changed | None:
        """Take back the last command that is not taken back yet; None when there is none."""
        return self._step_back(redo=False)

    def redo(self) -> Changed | None:
        """Do again what was taken back last; None when there is nothing."""
        return self._step_back(redo=True)

    def refresh(self) -> bool:
        """Take over what another writer has saved since; True when something came in."""
        came = False
        for commit in self.store.changes(self.rev):
            self._take_over(commit.rev, commit.command, commit.changes)
            came = True
        return came

    def _step_back(self, *, redo: bool) -> Changed | None:
        if self._undo is None:
            self._undo = UndoStacks.read(self.store.history())
        found = self._undo.last_undone() if redo else self._undo.last_done()
        if found is None:
            return None
        changes = inverted(found.changes)
        name = "redo" if redo else "undo"
        summary = found.command.summary if redo else f"Undone: {found.command.summary}"
        if redo:
            summary = summary.removeprefix("Undone: ")
        command = self._command(name, summary, about=found.rev)
        rev = self.store.commit(command, changes)
        self._take_over(rev, command, changes)
        tables = frozenset(change.table for change in changes)
        return Changed(rev=self.rev, name=name, summary=summary, id="", tables=tables)

    def _take_over(self, rev: int, command: Command, changes: tuple[Change, ...]) -> None:
        """Bring the map up to a command that the store holds already."""
        self.org = self.org.with_edits(edits_of(self.org, changes))
        self.rev = rev
        if self._undo is not None:
            self._undo.note(rev, command, changes)

    def _command(self, name: str, summary: str, *, about: int | None = None) -> Command:
        at = self.clock.now().isoformat(timespec="seconds")
        return Command(name=name, summary=summary, at=at, by="me", about=about)

    def _unchanged(self, intent: Intent) -> Changed:
        return Changed(
            rev=self.rev,
            name=intent.name,
            summary=intent.summary,
            id=intent.id,
            tables=frozenset(),
        )

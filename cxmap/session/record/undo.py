"""Undo and redo, read from the record of commands; nothing is remembered apart from it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from cxmap.store.port import Change, Command, Commit

BARRIERS = frozenset({"erase_person"})
"""Commands that nothing leads back behind: what they took out is in no file any more."""


class UndoStacks:
    """Commands that can be taken back and commands that can be done again.

    An undo is a command that is ``about`` the one it takes back; a redo is about the undo.
    A new command of any other kind empties the redo side; one of ``BARRIERS`` empties both.
    """

    def __init__(self) -> None:
        self._done: list[Commit] = []
        self._undone: list[Commit] = []

    @classmethod
    def read(cls, commits: Iterable[Commit]) -> Self:
        """Rebuild both stacks from the history, oldest first."""
        stacks = cls()
        for commit in commits:
            stacks.note(commit.rev, commit.command, commit.changes)
        return stacks

    def note(self, rev: int, command: Command, changes: tuple[Change, ...]) -> None:
        """Take in one command that was just saved or read."""
        commit = Commit(rev, command, tuple(changes))
        if command.name == "undo":
            if self._done:
                self._done.pop()
            self._undone.append(commit)
        elif command.name == "redo":
            if self._undone:
                self._undone.pop()
            self._done.append(commit)
        elif command.name in BARRIERS:
            self._done.clear()
            self._undone.clear()
        else:
            self._done.append(commit)
            self._undone.clear()

    def last_done(self) -> Commit | None:
        """The command that undo takes back, or None."""
        return self._done[-1] if self._done else None

    def last_undone(self) -> Commit | None:
        """The undo that redo takes back, or None."""
        return self._undone[-1] if self._undone else None

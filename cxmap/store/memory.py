"""A map that is kept nowhere: for tests, trials and what-if scenarios."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from cxmap.headway import Tell, to_nobody
from cxmap.store import lines, tinyfile
from cxmap.store.backups import write_copy
from cxmap.store.changes import refuse_nonsense
from cxmap.store.contents import Contents
from cxmap.store.lines import Mark, Pen
from cxmap.store.port import Caps, Change, Command, Commit, Rev, Tables


class InMemoryStore:
    """A store that behaves like the others and forgets everything when it goes.

    Args:
        tables: The first state; copied, so that the caller's records stay its own.
    """

    def __init__(self, tables: Tables | None = None) -> None:
        self._contents = Contents()
        self._commits: list[Commit] = []
        self._watchers: list[Callable[[Rev], None]] = []
        first = [
            Change(table, key, new=record)
            for table, records in (tables or {}).items()
            for key, record in records.items()
        ]
        for table in tables or {}:
            self._contents.tables.setdefault(table, {})
        self._contents.apply(self._as_saved(Command(name="new", at=""), first).changes)

    @property
    def rev(self) -> Rev:
        """How many commits were made."""
        return len(self._commits)

    @property
    def caps(self) -> Caps:
        """Everything is allowed."""
        return Caps()

    @property
    def notices(self) -> tuple[str, ...]:
        """There are no files to speak of."""
        return ()

    def load(self) -> tuple[Rev, Tables]:
        """The present state."""
        return self.rev, self._contents.view()

    def commit(self, command: Command, changes: Iterable[Change], *, tell: Tell = to_nobody) -> Rev:
        """Remember one command; see ``port.MapStore``."""
        del tell
        wanted = tuple(changes)
        if not wanted:
            return self.rev
        made = self._as_saved(command, wanted)
        self._contents.apply(made.changes)
        self._commits.append(made)
        for watcher in tuple(self._watchers):
            watcher(self.rev)
        return self.rev

    def changes(self, since: Rev) -> Iterator[Commit]:
        """The commits after a rev."""
        return iter(self._commits[max(since, 0) :])

    def history(self, *, newest_first: bool = False) -> Iterator[Commit]:
        """All commits."""
        return iter(self._commits[::-1] if newest_first else self._commits[:])

    def watch(self, fn: Callable[[Rev], None]) -> Callable[[], None]:
        """Call ``fn`` right after each commit."""
        self._watchers.append(fn)

        def stop() -> None:
            if fn in self._watchers:
                self._watchers.remove(fn)

        return stop

    def fold(self) -> bool:
        """There is no file to write."""
        return False

    def fold_if_idle(self) -> bool:
        """There is no file to write."""
        return False

    def backup(self, to: Path) -> None:
        """Write the present state as a map file of its own."""
        map_id = lines.new_map_id()
        data = tinyfile.write(Pen(map_id), Mark(0, lines.first_head(map_id)), self._contents)
        write_copy(to, data)

    def close(self) -> None:
        """Forget who was watching."""
        self._watchers.clear()

    def _as_saved(self, command: Command, changes: Iterable[Change]) -> Commit:
        """The commit as a file would give it back: checked, and sharing nothing with the caller."""
        wanted = tuple(changes)
        for change in wanted:
            refuse_nonsense(change)
        return lines.decode(self.rev + 1, lines.encode(command, wanted))

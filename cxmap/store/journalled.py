"""The engine for one person's map: a TinyDB-format file with a journal beside it.

An edit is one line at the end of the journal, whatever the size of the map. The file itself is
written anew when the map is closed, after half a minute of rest, when the journal has grown to a
megabyte, or when asked for; that is called folding.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from cxmap.clock import Clock
from cxmap.errors import CxmapError, SaveFailed
from cxmap.headway import Tell, counted, part_of, to_nobody
from cxmap.store import backups, disk, lines, past, tinyfile
from cxmap.store.assessment import Assessment
from cxmap.store.changes import refuse_nonsense
from cxmap.store.contents import collector_at_rest
from cxmap.store.journal import AppendFailed, Journal, Start
from cxmap.store.lines import Line
from cxmap.store.places import Places, free_name
from cxmap.store.port import Caps, Change, Command, Commit, Rev, Tables
from cxmap.store.writer_lock import WriterLock
from cxmap.text import clean_line

if TYPE_CHECKING:
    from tinydb import TinyDB

FOLD_BYTES = 1_000_000
"""The journal is folded when it has grown by this much."""

IDLE_SECONDS = 30
"""After so long without an edit ``fold_if_idle`` folds."""


_JOURNAL_WRITTEN = 0.6
"""Share of the work of a large commit, 0-1, as measured on 100,000 people; the rest is the map file."""


class JournalledStore:
    """A map that this process may write. Made by ``opening``; safe to use from several threads.

    Args:
        places: The map's files.
        lock: The right to write, held until the store is closed.
        found: The state of the files, in order.
        open_journal: The journal to go on with; None where it could not be made yet.
        clock: Tells the moment, for names and for resting.
    """

    def __init__(
        self,
        places: Places,
        lock: WriterLock,
        found: Assessment,
        open_journal: Journal | None,
        clock: Clock,
    ) -> None:
        self._places = places
        self._lock = lock
        self._pen = found.pen
        self._contents = found.contents
        self._mark = found.mark
        self._snapshot = found.snapshot
        self._journal = open_journal
        self._start = found.start or Start(found.pen.map_id, found.mark)
        self._live = list(found.live)
        self._clock = clock
        self._notices = list(found.notices)
        self._broken = ""
        self._is_open = True
        self._last_commit: datetime | None = None
        self._fold_at = FOLD_BYTES
        self._map_seen = _identity(places.map)
        self._watchers: list[Callable[[Rev], None]] = []
        self._guard = threading.RLock()

    @property
    def path(self) -> Path:
        """The map file."""
        return self._places.map

    @property
    def rev(self) -> Rev:
        """Number of the newest commit."""
        return self._mark.rev

    @property
    def caps(self) -> Caps:
        """Writable, until the disk has failed."""
        return Caps(
            read_only=bool(self._broken),
            why_read_only=self._broken,
            encrypted=self._pen.seal is not None,
        )

    @property
    def notices(self) -> tuple[str, ...]:
        """What the lead has to be told about the files."""
        return tuple(map(clean_line, self._notices))

    def load(self) -> tuple[Rev, Tables]:
        """The present state; see ``port.MapStore``."""
        with self._guard:
            return self._mark.rev, self._contents.view()

    def commit(self, command: Command, changes: Iterable[Change], *, tell: Tell = to_nobody) -> Rev:
        """Save one command: on the disk when this returns; see ``port.MapStore``."""
        wanted = list(changes)
        with self._guard, collector_at_rest():
            if not self._is_open:
                raise SaveFailed("the map is closed already", file=self.path)
            if not wanted:
                return self._mark.rev
            many = len(wanted)
            for change in counted(wanted, many, part_of(tell, 0.0, 0.15)):
                refuse_nonsense(change)
            body = self._pen.encode(self._mark.rev + 1, command, wanted)
            line = lines.next_line(self._mark, body)
            taken = counted(_taken(wanted), many, part_of(tell, 0.3, 0.5))
            after = self._contents.overlay(taken)
            self._append(line)
            tell(_JOURNAL_WRITTEN)
            self._contents.install(after)
            self._live.append(line)
            self._mark = line.mark
            self._lock.remember(self._pen.map_id, self._mark)
            self._last_commit = self._clock.now()
            if self._journal is not None and self._journal.length > self._fold_at:
                self._fold_or_say()
        for watcher in tuple(self._watchers):
            watcher(line.rev)
        return line.rev

    def changes(self, since: Rev) -> Iterator[Commit]:
        """The commits after a rev, oldest first."""
        found = self._live if since >= self._start.mark.rev else self._lines()
        return (self._pen.decode(x) for x in tuple(found) if x.rev > since)

    def history(self, *, newest_first: bool = False) -> Iterator[Commit]:
        """Every commit since the map was made, as far as the files still hold it."""
        found = self._lines()
        return (self._pen.decode(x) for x in (reversed(found) if newest_first else found))

    def watch(self, fn: Callable[[Rev], None]) -> Callable[[], None]:
        """Call ``fn`` right after each commit, in the thread that makes it."""
        self._watchers.append(fn)

        def stop() -> None:
            with suppress(ValueError):
                self._watchers.remove(fn)

        return stop

    def tinydb(self) -> TinyDB:
        """The TinyDB query interface over the live records, for reading."""
        from cxmap.store.queries import queried

        return queried(lambda: self._contents)

    def fold(self) -> bool:
        """Write everything into the map file; see ``port.MapStore``."""
        with self._guard:
            if self._mark == self._snapshot or self._broken or not self._is_open:
                return False
            try:
                self._write_map()
            except OSError as error:
                raise SaveFailed(
                    f"the map file was not rewritten: {disk.reason(error)}; every edit is safe in "
                    f"{self._places.log.name}",
                    file=self.path,
                    hint="make room and try again",
                ) from error
            return True

    def fold_if_idle(self) -> bool:
        """Fold when the last commit is half a minute old."""
        with self._guard:
            if self._last_commit is None:
                return False
            if (self._clock.now() - self._last_commit).total_seconds() < IDLE_SECONDS:
                return False
            self._last_commit = None
            return self._fold_or_say()

    def backup(self, to: Path) -> None:
        """Write a copy that holds everything to a new file."""
        with self._guard:
            data = tinyfile.write(self._pen, self._mark, self._contents)
        backups.write_copy(to, data)

    def close(self) -> None:
        """Fold and let others write; may be called twice."""
        with self._guard:
            if not self._is_open:
                return
            self._fold_or_say()
            self._is_open = False
            if self._journal is not None:
                self._journal.close()
            self._watchers.clear()
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _append(self, line: Line) -> None:
        """Make one line safe, or say why not."""
        if self._broken:
            raise SaveFailed(self._broken, file=self.path, hint="save a copy to another place")
        try:
            self._present_journal().append(line)
        except OSError as error:
            raise SaveFailed(
                f"the edit was not saved: {disk.reason(error)}; what came before is safe",
                file=self._places.log,
                hint="make room or get permission, then repeat it",
            ) from error
        except AppendFailed as failed:
            why = f"the edit was not saved: {disk.reason(failed.error)}; what came before is safe"
            if failed.is_sound:
                raise SaveFailed(why, file=self.path, hint="make room, then repeat it") from failed
            self._broken = "no more edits are taken, since the disk failed"
            raise SaveFailed(
                f"{why}; {self._broken}", file=self.path, hint="save a copy to another place"
            ) from failed

    def _present_journal(self) -> Journal:
        """The journal, made anew where it could not be made before or was removed."""
        if self._journal is None or self._journal.is_gone:
            if self._journal is not None:
                self._say(f"{self._places.log.name} was removed by somebody; it was written again")
            self._journal = Journal.create(self._places.log, self._start, self._live)
        return self._journal

    def _lines(self) -> list[Line]:
        """History and journal together."""
        with self._guard:
            old, unreadable = past.recall(self._places.history, self._pen.map_id)
            if unreadable:
                self._say(f"{unreadable} lines of {self._places.history} cannot be read")
            return past.joined(old, self._start, self._live)

    def _fold_or_say(self) -> bool:
        """Fold; a fault of the disk becomes a notice, since every edit is in the journal."""
        try:
            return self.fold()
        except CxmapError as error:
            self._say(error.message)
            if self._journal is not None:
                self._fold_at = self._journal.length + FOLD_BYTES
            return False

    def _write_map(self) -> None:
        """History, earlier version, map file, journal: in this order nothing is ever only half."""
        now = self._clock.now()
        past.remember(self._places, self._start, self._live)
        self._keep_foreign_version(now)
        if self._places.map.exists():
            backups.put_away(self._places, self._snapshot.rev, now)
        data = tinyfile.write(self._pen, self._mark, self._contents)
        disk.replace(self._places.map, data)
        self._map_seen = _identity(self._places.map)
        self._snapshot = self._mark
        self._start_journal()
        backups.prune(self._places, now)

    def _start_journal(self) -> None:
        """A fresh journal; where that fails the present one goes on, its edits are known."""
        length = 0
        if self._journal is not None:  # some systems do not replace an open file
            length = self._journal.length
            self._journal.close()
            self._journal = None
        start = Start(self._pen.map_id, self._mark)
        try:
            self._journal = Journal.create(self._places.log, start)
        except OSError as error:
            self._say(f"{self._places.log.name} goes on: {disk.reason(error)}")
            self._fold_at = length + FOLD_BYTES
            with suppress(OSError):
                self._journal = Journal.resume(self._places.log, self._start, length)
            return
        self._start = start
        self._live.clear()
        self._fold_at = FOLD_BYTES

    def _keep_foreign_version(self, now: datetime) -> None:
        """Bytes that somebody put in the place of the map while it was open get another name."""
        seen = _identity(self._places.map)
        if seen is None or seen == self._map_seen:
            return
        with suppress(CxmapError):
            file = tinyfile.read(disk.read_file(self._places.map), "", self._places.keys)
            if file.is_intact and file.header and file.header.mark == self._snapshot:
                return
        aside = free_name(self._places.map, "outside", now)
        disk.link_or_copy(self._places.map, aside)
        self._say(
            f"another program changed {self.path.name} while it was open; its version is kept "
            f"as {aside.name}"
        )

    def _say(self, words: str) -> None:
        if words not in self._notices:
            self._notices.append(words)


def _taken(wanted: list[Change]) -> Iterator[Change]:
    """The changes in order, each let go once it is taken: an import can hold the whole map."""
    wanted.reverse()
    while wanted:
        yield wanted.pop()


def _identity(path: Path) -> tuple[int, int, int] | None:
    """What changes when somebody else writes to a file; None when it is not there."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_ino, stat.st_size, stat.st_mtime_ns

"""A map that is only read: because somebody else writes to it, or because it may not be written.

It touches no file. What the writer does is seen by reading on in the journal; when the writer has
folded, the reading goes on in the new journal.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Self

from cxmap.clock import Clock
from cxmap.errors import Conflict, DamagedMap, NewerMap, ReadOnlyMap, StoreError
from cxmap.headway import Tell, to_nobody
from cxmap.store import backups, disk, journal, past, tinyfile, writer_lock
from cxmap.store.journal import Start
from cxmap.store.lines import Line
from cxmap.store.places import Places
from cxmap.store.port import Caps, Change, Command, Commit, Rev, Tables
from cxmap.store.reading import looks, read_state
from cxmap.text import clean_line

if TYPE_CHECKING:
    from tinydb import TinyDB

POLL_SECONDS = 0.3
"""So often a watched map is looked at: a few calls that read no data."""

_READ_ONLY = "the map was opened for reading"


class FollowingStore:
    """A map opened for reading. Made by ``opening``; safe to use from several threads.

    Args:
        places: The map's files.
        clock: Not needed for reading; kept so that both engines are made alike.
        why: Why it is not writable, as a sentence; empty when reading was asked for.

    Raises:
        DamagedMap, NewerMap, StoreError: As ``opening.open_map``.
    """

    def __init__(self, places: Places, clock: Clock, *, why: str = "") -> None:
        del clock
        self._places = places
        self._why = why or _READ_ONLY
        self._guard = threading.RLock()
        self._stops: list[threading.Event] = []
        self._take()
        is_told = any(notice.startswith(why) for notice in self._found.notices)
        self._notices = [] if is_told or not why else [why]
        self._notices += self._found.notices

    def _take(self) -> None:
        """Read everything anew."""
        self._seen = looks(self._places)
        found = self._found = read_state(self._places)
        is_in_the_making = found.torn and b"\n" not in found.torn and not found.missing
        if is_in_the_making and writer_lock.is_held(self._places.lock):
            found.notices.pop()  # the end of a line that a writer is just adding is no damage
        self._start = found.start or Start(found.pen.map_id, found.snapshot)
        self._live = list(found.live)

    @property
    def path(self) -> Path:
        """The map file."""
        return self._places.map

    @property
    def rev(self) -> Rev:
        """Number of the newest commit seen so far."""
        return self._found.mark.rev

    @property
    def caps(self) -> Caps:
        """Read-only, with the reason."""
        is_sealed = self._found.pen.seal is not None
        return Caps(read_only=True, why_read_only=self._why, encrypted=is_sealed)

    @property
    def notices(self) -> tuple[str, ...]:
        """What the lead has to be told about the files."""
        return tuple(map(clean_line, self._notices))

    def load(self) -> tuple[Rev, Tables]:
        """The newest state that the files hold."""
        with self._guard:
            self._read_on()
            return self.rev, self._found.contents.view()

    def commit(self, command: Command, changes: Iterable[Change], *, tell: Tell = to_nobody) -> Rev:
        """Refused.

        Raises:
            ReadOnlyMap: Always, with the reason.
        """
        del command, changes, tell
        hint = "cxmap repair saves what can be saved" if self._found.why_read_only else ""
        raise ReadOnlyMap(f"the edit was not made: {self._why}", file=self.path, hint=hint)

    def changes(self, since: Rev) -> Iterator[Commit]:
        """The commits after a rev, also those made by others meanwhile."""
        with self._guard:
            self._read_on()
            known = self._live if since >= self._start.mark.rev else self._lines()
        return (self._found.pen.decode(x) for x in tuple(known) if x.rev > since)

    def history(self, *, newest_first: bool = False) -> Iterator[Commit]:
        """Every commit that the files still hold."""
        with self._guard:
            self._read_on()
            known = self._lines()
        return (self._found.pen.decode(x) for x in (reversed(known) if newest_first else known))

    def watch(self, fn: Callable[[Rev], None]) -> Callable[[], None]:
        """Call ``fn`` on a thread of its own within a second of somebody's commit."""
        stop = threading.Event()
        self._stops.append(stop)
        last = self.rev

        def look() -> None:
            nonlocal last
            while not stop.wait(POLL_SECONDS):
                with self._guard:
                    self._read_on()
                    now = self.rev
                if now != last:
                    last = now
                    fn(now)

        threading.Thread(target=look, name="cxmap follows a map", daemon=True).start()
        return stop.set

    def tinydb(self) -> TinyDB:
        """The TinyDB query interface over the records."""
        from cxmap.store.queries import queried

        return queried(lambda: self._found.contents)

    def fold(self) -> bool:
        """Nothing is ever written."""
        return False

    def fold_if_idle(self) -> bool:
        """Nothing is ever written."""
        return False

    def backup(self, to: Path) -> None:
        """Write a copy of what was read to a new file."""
        with self._guard:
            found = self._found
            data = tinyfile.write(found.pen, found.mark, found.contents)
        backups.write_copy(to, data)

    def close(self) -> None:
        """Stop following; may be called twice."""
        for stop in self._stops:
            stop.set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _lines(self) -> list[Line]:
        old, _ = past.recall(self._places.history, self._found.pen.map_id)
        return past.joined(old, self._start, self._live)

    def _read_on(self) -> None:
        """See what others have done; what cannot be read just now is read next time."""
        now = looks(self._places)
        if now == self._seen or self._found.why_read_only:
            return
        try:
            only_map_changed = now[0] != self._seen[0] and now[1] == self._seen[1]
            if only_map_changed or not self._read_on_in_journal():
                self._take()
                self._notices += [n for n in self._found.notices if n not in self._notices]
            self._seen = now
        except (DamagedMap, NewerMap, StoreError) as error:
            if error.message not in self._notices:
                self._notices.append(error.message)

    def _read_on_in_journal(self) -> bool:
        """Carry out the new lines of the journal; False when it does not continue this state."""
        try:
            reading = journal.read(disk.read_file(self._places.log))
        except OSError:
            return False
        mark = self._found.mark
        if reading.start is None or reading.start.map_id != self._found.pen.map_id:
            return False
        if mark not in {reading.start.mark, *(line.mark for line in reading.lines)}:
            return False
        newer = [line for line in reading.lines if line.rev > mark.rev]
        try:
            for line in newer:
                self._found.contents.apply(self._found.pen.decode(line).changes)
                self._found.mark = line.mark
        except (Conflict, DamagedMap):
            return False
        self._start = reading.start
        self._live = list(reading.lines)
        return True

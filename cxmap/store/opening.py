"""Making and opening maps: who may write, which state the files are in, and putting them in order.

Nothing is dropped without a word: bytes that are no edits get a name of their own and a notice;
what cannot be trusted is shown for reading only, or refused with the newest earlier version named.
"""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from cxmap.clock import Clock, SystemClock
from cxmap.errors import MapLocked, StoreError, UsageError
from cxmap.store import backups, disk, lines, past, tinyfile
from cxmap.store.assessment import Assessment
from cxmap.store.changes import differences, insertion, refuse_nonsense
from cxmap.store.contents import Contents
from cxmap.store.follower import FollowingStore
from cxmap.store.journal import Journal, Start
from cxmap.store.journalled import JournalledStore
from cxmap.store.lines import Line, Mark, Pen
from cxmap.store.places import Places, free_name
from cxmap.store.port import Command, Tables
from cxmap.store.reading import read_state
from cxmap.store.sealing import Keys
from cxmap.store.writer_lock import WriterLock

WAIT_SECONDS = 2.0
"""So long a writer waits for another one to finish."""


def create_map(
    path: Path,
    tables: Tables | None = None,
    *,
    wait: float = WAIT_SECONDS,
    clock: Clock | None = None,
) -> JournalledStore:
    """Make a new map file and open it for writing.

    Args:
        path: Where; nothing may be there yet.
        tables: What it holds from the start, at rev 0.
        wait: Seconds to wait for another writer of the same name.
        clock: Tells the moment.

    Raises:
        UsageError: If there is a file already, or the records mean nothing.
        MapLocked: If somebody writes to a map of this name.
        StoreError: If the folder is missing or cannot be written to.
    """
    clock = clock or SystemClock()
    places = Places.of(path)
    contents = _first_contents(tables or {})
    map_id = lines.new_map_id()
    pen = Pen(map_id)
    mark = Mark(0, lines.first_head(map_id))
    with _in_words(path, "the map cannot be made"):
        if not places.map.parent.is_dir():
            raise StoreError(
                "there is no such folder", file=places.map.parent, hint="make the folder first"
            )
        lock = WriterLock.acquire(places.lock, places.map, wait=wait, now=clock.now())
    found = Assessment(contents=contents, pen=pen, mark=mark, snapshot=mark)
    try:
        with _in_words(path, "the map cannot be made"):
            disk.write_new(places.map, tinyfile.write(pen, mark, contents))
            journal = _first_journal(places, found, clock.now())
    except (StoreError, UsageError):
        lock.release()
        raise
    lock.remember(map_id, mark)
    return JournalledStore(places, lock, found, journal, clock)


def open_map(
    path: Path,
    *,
    read_only: bool = False,
    wait: float = WAIT_SECONDS,
    follow_if_locked: bool = False,
    clock: Clock | None = None,
    keys: Keys | None = None,
) -> JournalledStore | FollowingStore:
    """Open a map.

    A map that is damaged inside its journal, or lies where this user may not write, is opened for
    reading; ``caps`` and ``notices`` say why.

    Args:
        path: The map file.
        read_only: Read and follow whoever writes; no file is touched.
        wait: Seconds to wait for another writer to finish.
        follow_if_locked: If somebody still writes then, read and follow instead of refusing.
        clock: Tells the moment.
        keys: What opens the map if it is encrypted: ``Keys(ask)`` asks for the passphrase.

    Raises:
        PassphraseNeeded: If it is encrypted and cannot be opened.
        MapLocked: If somebody else writes.
        DamagedMap: If there is no state to be shown; names place and newest earlier version.
        NewerMap: If a later cxmap wrote it.
        StoreError: If there is no such file or it cannot be read.
    """
    clock = clock or SystemClock()
    places = Places.of(path, keys)
    _refuse_what_is_no_file(places)
    if read_only:
        return FollowingStore(places, clock)
    try:
        lock = WriterLock.acquire(places.lock, places.map, wait=wait, now=clock.now())
    except MapLocked as locked:
        if follow_if_locked:
            return FollowingStore(places, clock, why=f"{locked.message}; it is shown for reading")
        raise
    except OSError as error:
        why = f"edits are not possible: {places.lock.name} cannot be made, {disk.reason(error)}"
        return FollowingStore(places, clock, why=why)
    try:
        return _opened_for_writing(places, lock, clock)
    except BaseException:
        lock.release()
        raise


def _first_contents(tables: Tables) -> Contents:
    """Records that share nothing with the caller's.

    Raises:
        UsageError: If one of them is none.
    """
    contents = Contents()
    for table, records in tables.items():
        changes = [insertion(table, record) for record in records.values()]
        for change in changes:
            refuse_nonsense(change)
        made = lines.encode(Command(name="new", at=""), changes)
        contents.apply(lines.decode(0, made).changes)
        contents.tables.setdefault(table, {})
        contents.next_number.setdefault(table, 1)
    return contents


def _opened_for_writing(
    places: Places, lock: WriterLock, clock: Clock
) -> JournalledStore | FollowingStore:
    found = read_state(places)
    if found.why_read_only:
        lock.release()
        return FollowingStore(places, clock, why=found.why_read_only)
    try:
        journal = _put_in_order(places, found, clock.now())
    except OSError as error:
        lock.release()
        why = f"edits are not possible: the map's files cannot be written, {disk.reason(error)}"
        return FollowingStore(places, clock, why=why)
    if not found.missing:
        lock.remember(found.pen.map_id, found.mark)
    return JournalledStore(places, lock, found, journal, clock)


def _put_in_order(places: Places, found: Assessment, now: datetime) -> Journal | None:
    """Make the files what the assessment says they should be; the journal to go on with.

    Raises:
        OSError: If that is not possible; then nothing has been lost, and it is tried next time.
    """
    _make_private(places, found)
    for path in (places.map, places.log):
        with suppress(FileNotFoundError):
            disk.temporary(path).unlink()
    if found.torn:
        aside = free_name(places.log, "torn", now)
        disk.write_new(aside, found.torn)
        found.notices.append(f"they are kept in {aside.name}")
    if found.copy_journal_aside:
        aside = free_name(places.log, "damaged", now)
        disk.write_new(aside, disk.read_file(places.log))
        found.notices.append(f"the damaged journal is kept as {aside.name}")
        return Journal.create(places.log, Start(found.pen.map_id, found.snapshot), found.live)
    if found.set_journal_aside:
        _set_aside(places, found, now)
    if found.is_migrated or found.is_outside_edit:
        _adopt(places, found, now)
    if found.start is None:
        try:
            return Journal.create(places.log, Start(found.pen.map_id, found.mark))
        except OSError as error:
            found.notices.append(f"there is no journal yet: {disk.reason(error)}")
            return None
    return Journal.resume(places.log, found.start, found.journal_length)


def _adopt(places: Places, found: Assessment, now: datetime) -> None:
    """Keep what was there, then write the map as cxmap does, with a line in the history."""
    backups.put_away(places, found.snapshot.rev, now)
    if found.is_outside_edit:
        command = Command(
            name="outside_edit",
            summary="the map file was changed by another program",
            at=now.isoformat(timespec="seconds"),
        )
        line = _line_of_outside_edit(found, command)
        past.remember(places, Start(found.pen.map_id, found.snapshot), [line])
        found.mark = line.mark
    disk.replace(places.map, tinyfile.write(found.pen, found.mark, found.contents))
    found.snapshot = found.mark
    found.start = None
    found.live = ()


def _line_of_outside_edit(found: Assessment, command: Command) -> Line:
    """The history's line for what another program did; without values where nobody knows them."""
    before = found.before
    changes = differences(before.tables, found.contents.tables) if before is not None else ()
    try:
        body = found.pen.encode(found.snapshot.rev + 1, command, changes)
    except UsageError:
        body = found.pen.encode(found.snapshot.rev + 1, command, ())
    return lines.next_line(found.snapshot, body)


def _set_aside(places: Places, found: Assessment, now: datetime) -> None:
    if not places.log.stat().st_size:
        return
    aside = free_name(places.log, "set-aside", now)
    disk.move_aside(places.log, aside)
    found.notices.append(f"it is kept as {aside.name}")


def _first_journal(places: Places, found: Assessment, now: datetime) -> Journal:
    """The journal of a new map; one that an earlier map of the name left is no part of it."""
    try:
        if places.log.exists():
            found.notices.append(f"{places.log.name} was left by an earlier map")
            _set_aside(places, found, now)
        return Journal.create(places.log, Start(found.pen.map_id, found.mark))
    except OSError:
        places.map.unlink()
        raise


def _make_private(places: Places, found: Assessment) -> None:
    """Close files that others could read until now, and say so."""
    narrowed = disk.make_private([places.map, places.log])
    if narrowed:
        names = " and ".join(path.name for path in narrowed)
        found.notices.append(f"others on this machine could read {names}; now only you can")


def _refuse_what_is_no_file(places: Places) -> None:
    with _in_words(places.map, "the map cannot be read"):
        try:
            kind = places.map.stat().st_mode
        except FileNotFoundError:
            newest = backups.newest(places)
            hint = f"the newest earlier version is {newest}" if newest else "cxmap new makes one"
            raise StoreError("there is no map here", file=places.map, hint=hint) from None
        if not stat.S_ISREG(kind):
            raise StoreError("this is no file that could be a map", file=places.map)


@contextmanager
def _in_words(path: Path, what: str) -> Iterator[None]:
    """Turn what the operating system says into a refusal of ours."""
    try:
        yield
    except FileExistsError as error:
        raise UsageError(
            "there is a file of that name already", file=path, hint="choose another name"
        ) from error
    except OSError as error:
        raise StoreError(f"{what}: {disk.reason(error)}", file=path) from error

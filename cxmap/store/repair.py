"""Saving what can be saved of a map whose files are damaged. Nothing is ever deleted.

Whatever is taken apart here is kept first, under a name that says so. What cannot be fitted in is
told line by line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from cxmap.clock import Clock, SystemClock
from cxmap.errors import Conflict, DamagedMap, PassphraseNeeded, SaveFailed
from cxmap.store import disk, lines, past, tinyfile
from cxmap.store.assessment import Assessment
from cxmap.store.changes import differences
from cxmap.store.contents import Contents
from cxmap.store.journal import Journal, Start
from cxmap.store.lines import Line, Mark, Pen
from cxmap.store.places import Places, free_name
from cxmap.store.port import Change, Command, Record, Rev
from cxmap.store.reading import line_of_flipped_bit, read_state
from cxmap.store.sealing import Keys
from cxmap.store.writer_lock import WriterLock
from cxmap.text import clean_line

_TABLE_LINE = re.compile(rb'"([a-z_]+)":\{')
_RECORD_LINE = re.compile(rb'"(\d{1,12})":(\{.*\}),?')


class Repair(msgspec.Struct, frozen=True, kw_only=True):
    """What a repair did."""

    words: tuple[str, ...]
    """What was found, saved, kept and not saved, one sentence each."""
    is_changed: bool
    """Whether the files are now others than before."""
    rev: Rev
    """The newest commit of the map now."""


class _Rescue(msgspec.Struct, kw_only=True):
    """A state put together from what is left."""

    contents: Contents
    pen: Pen
    mark: Mark
    """The newest commit that is certain."""
    start: Mark
    """From where on the history may have to be told what follows."""
    known: list[Line] = msgspec.field(default_factory=list)
    """The lines that lead from there to the mark, edits in their own right."""
    before: Contents | None = None
    """The records as the history leads to them, where that is not what the files hold."""
    later: list[Line] = msgspec.field(default_factory=list)
    """Lines that may still fit in, in the order of their numbers."""
    words: list[str] = msgspec.field(default_factory=list)


def repair(
    path: Path,
    *,
    wait: float = 2.0,
    clock: Clock | None = None,
    keys: Keys | None = None,
) -> Repair:
    """Bring a damaged map back to a state that can be edited.

    Args:
        path: The map file.
        wait: Seconds to wait for another writer.
        clock: Tells the moment.
        keys: What opens the map if it is encrypted.

    Returns:
        What was done; nothing where the map opens as it is.

    Raises:
        DamagedMap: If nothing at all can be saved.
        MapLocked: If somebody writes to it.
        SaveFailed: If the disk refuses; the files are then as they were.
    """
    clock = clock or SystemClock()
    places = Places.of(path, keys)
    try:
        lock = WriterLock.acquire(places.lock, places.map, wait=wait, now=clock.now())
    except OSError as error:
        raise SaveFailed(f"the map cannot be locked: {disk.reason(error)}", file=path) from error
    try:
        rescue = _rescue(places)
        if isinstance(rescue, Assessment):
            words = ("nothing is damaged: the map opens as it is", *rescue.notices)
            return Repair(words=words, is_changed=False, rev=rescue.mark.rev)
        certain = rescue.before or Contents(rescue.contents.view())
        _go_on(rescue, certain)
        _fit_in(rescue)
        mark = _write(places, rescue, certain, clock.now())
        lock.remember(rescue.pen.map_id, mark)
        return Repair(words=tuple(rescue.words), is_changed=True, rev=mark.rev)
    except OSError as error:
        raise SaveFailed(f"the repair failed: {disk.reason(error)}", file=path) from error
    finally:
        lock.release()


def _rescue(places: Places) -> _Rescue | Assessment:
    """The best state that the files give, or the state of a map that needs no repair."""
    raw = _bytes(places.map)
    lines_left = _parseable(_bytes(places.log))
    try:
        found = read_state(places)
    except DamagedMap as error:
        why = error.message
    except PassphraseNeeded as error:
        if past.newest_state(places) is None:  # the passphrase opens nothing: it is another one
            raise
        why = f"{error.message}, but it opens earlier versions"
    else:
        if not found.why_read_only:
            return found
        return _Rescue(
            contents=found.contents,
            pen=found.pen,
            mark=found.mark,
            start=found.start.mark if found.start else found.mark,
            known=list(found.live),
            later=_after(found.mark, lines_left),
            words=[found.why_read_only],
        )
    try:
        file = tinyfile.read(raw, str(places.map), places.keys)
    except (DamagedMap, PassphraseNeeded):
        return _rebuilt(places, raw, lines_left, why)
    if file.header is None:
        return _rebuilt(places, raw, lines_left, why)
    contents = file.contents
    before = past.state_at(places, file.pen, file.header.mark)
    if before is not None:
        written = tinyfile.write(file.pen, file.header.mark, before)
        if line_of_flipped_bit(written, raw):
            contents, before = before, None
    return _Rescue(
        contents=contents,
        before=before,
        pen=file.pen,
        mark=file.header.mark,
        start=file.header.mark,
        later=_after(file.header.mark, lines_left),
        words=[why],
    )


def _rebuilt(places: Places, raw: bytes, left: Sequence[Line], why: str) -> _Rescue:
    """A state from earlier versions and the history, or from the readable lines of the map file."""
    version = past.newest_state(places)
    single, header = _readable_lines(raw)
    count = sum(len(records) for records in single.tables.values())
    if version is not None:
        contents, pen, mark = version
        words = f"put together from an earlier version and the history, up to edit {mark.rev}"
        is_older = header is not None and header.map == pen.map_id and mark.rev < header.mark.rev
        if not (is_older and count):
            return _Rescue(
                contents=contents,
                pen=pen,
                mark=mark,
                start=mark,
                later=_after(mark, left),
                words=[why, words],
            )
    if not count:
        raise DamagedMap(
            f"{why}; no earlier version and no readable line is left",
            file=places.map,
            hint="nothing was touched",
        )
    map_id = header.map if header else lines.new_map_id()
    mark = header.mark if header else Mark(0, lines.first_head(map_id))
    words = f"{count} records were taken from the lines of the map file that can be read"
    return _Rescue(
        contents=single,
        pen=Pen(map_id),
        mark=mark,
        start=mark,
        later=_after(mark, left),
        words=[why, words],
    )


def _readable_lines(raw: bytes) -> tuple[Contents, tinyfile.Header | None]:
    """Records from single lines of a map file, as far as each is whole, and the header likewise."""
    tables: dict[str, dict[str, Record]] = {}
    numbers: dict[str, dict[str, int]] = {}
    table = ""
    for piece in raw.split(b"\n"):
        start = _TABLE_LINE.fullmatch(piece)
        if start is not None:
            table = start[1].decode()
            continue
        match = _RECORD_LINE.fullmatch(piece)
        if match is None or not table:
            continue
        try:
            record = msgspec.json.decode(match[2], type=dict)
        except (msgspec.DecodeError, UnicodeDecodeError):
            continue
        key = record.get("id")
        if isinstance(key, str) and key and key not in tables.get(table, {}):
            tables.setdefault(table, {})[key] = record
            numbers.setdefault(table, {})[key] = int(match[1])
    return Contents(tables, numbers), tinyfile.header_of_line(raw.split(b"\n", 1)[0])


def _go_on(rescue: _Rescue, certain: Contents) -> None:
    """Carry out the later lines as long as the chain holds: each stays an edit of its own."""
    taken = 0
    for line in rescue.later:
        if not lines.follows(rescue.mark, line):
            break
        try:
            changes = rescue.pen.decode(line).changes
            after = certain.overlay(changes), rescue.contents.overlay(changes)
        except (Conflict, DamagedMap):
            break
        certain.install(after[0])
        rescue.contents.install(after[1])
        rescue.known.append(line)
        rescue.mark = line.mark
        taken += 1
    del rescue.later[:taken]
    if taken:
        rescue.words.append(f"{taken} later edits were taken as they are")


def _fit_in(rescue: _Rescue) -> None:
    """Carry out the later lines as far as they fit; what does not is told."""
    done = 0
    for line in rescue.later:
        try:
            commit = rescue.pen.decode(line)
        except DamagedMap:
            continue
        refused = [change for change in commit.changes if not _fits(rescue.contents, change)]
        done += not refused
        what = clean_line(commit.command.summary) or commit.command.name
        rescue.words += [
            f"not saved, since the map holds something else there: edit {line.rev} ({what}), "
            f"{clean_line(f'{change.table} {change.id}')}"
            for change in refused
        ]
    if done:
        rescue.words.append(f"{done} later edits were fitted in")


def _fits(contents: Contents, change: Change) -> bool:
    try:
        contents.apply([change])
    except Conflict:
        return False
    return True


def _write(places: Places, rescue: _Rescue, certain: Contents, now: datetime) -> Mark:
    """Keep copies of the damaged files, then write map, history and a fresh journal."""
    for path in (places.map, places.log):
        raw = _bytes(path)
        if raw:
            aside = free_name(path, "damaged", now)
            disk.write_new(aside, raw)
            rescue.words.append(f"{path.name} as it was is kept as {aside.name}")
    command = Command(
        name="repair",
        summary="; ".join(rescue.words),
        at=now.isoformat(timespec="seconds"),
    )
    changes = differences(certain.tables, rescue.contents.tables)
    line = lines.next_line(rescue.mark, rescue.pen.encode(rescue.mark.rev + 1, command, changes))
    past.remember(places, Start(rescue.pen.map_id, rescue.start), [*rescue.known, line])
    disk.replace(places.map, tinyfile.write(rescue.pen, line.mark, rescue.contents))
    Journal.create(places.log, Start(rescue.pen.map_id, line.mark)).close()
    return line.mark


def _parseable(raw: bytes) -> list[Line]:
    """Every line of a journal that has the shape of one, whether or not the chain holds."""
    found = [lines.parse(piece) for _, piece in lines.split(raw)]
    return [line for line in found if line is not None]


def _after(mark: Mark, found: Iterable[Line]) -> list[Line]:
    """The lines behind a point in the order of their numbers, each number once."""
    by_rev = {line.rev: line for line in found if line.rev > mark.rev}
    return [by_rev[rev] for rev in sorted(by_rev)]


def _bytes(path: Path) -> bytes:
    try:
        return disk.read_file(path)
    except FileNotFoundError:
        return b""

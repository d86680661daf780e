"""Reading the files of a map as they are now, whether or not somebody writes to them."""

from __future__ import annotations

from cxmap.errors import DamagedMap, StoreError
from cxmap.store import backups, disk, past, tinyfile, writer_lock
from cxmap.store.assessment import Assessment, assess
from cxmap.store.contents import collector_at_rest
from cxmap.store.places import Places, copies_beside

Looks = tuple[tuple[int, ...], int, int]
"""What changes when somebody writes: the map file, which journal it is, how long that is."""

_TRIES = 20
"""A writer may fold while the files are read; then they are read again."""


def read_state(places: Places) -> Assessment:
    """Judge the files of a map as they are now, whether or not somebody writes.

    Raises:
        DamagedMap, NewerMap: As ``assessment.assess``; the hint names the newest earlier version.
        StoreError: If the files cannot be read.
    """
    for attempt in range(_TRIES):
        before = looks(places)[:2]
        try:
            saved = writer_lock.saved(places.lock)
            raw = disk.read_file(places.map)
            with collector_at_rest():
                found = assess(places, raw, _journal_bytes(places), saved)
            if found.is_outside_edit:
                _look_at_change(places, found, raw)
        except (DamagedMap, OSError) as error:
            if looks(places)[:2] != before and attempt + 1 < _TRIES:
                continue
            raise _with_advice(places, error) from error
        if looks(places)[:2] == before:
            break
    found.notices += [
        f"{name} lies beside the map: a copy that a sync program made; see which one is right"
        for name in copies_beside(places.map)
    ]
    return found


def _with_advice(places: Places, error: DamagedMap | OSError) -> StoreError:
    if isinstance(error, OSError):
        return StoreError(f"the map cannot be read: {disk.reason(error)}", file=places.map)
    newest = backups.newest(places)
    if newest:
        advice = f"the newest earlier version is {newest}"
        error.hint = f"{error.hint}; {advice}" if error.hint else advice
    elif not error.hint:
        error.hint = "there is no earlier version; the file was not touched"
    return error


def _journal_bytes(places: Places) -> bytes | None:
    try:
        return disk.read_file(places.log)
    except FileNotFoundError:
        return None


def _look_at_change(places: Places, found: Assessment, raw: bytes) -> None:
    """Compare a file that another program changed with what cxmap wrote, where that is known.

    Raises:
        DamagedMap: If a single bit differs: that is how a failing disk or memory changes a file.
    """
    found.before = past.state_at(places, found.pen, found.snapshot)
    if found.before is None:
        return
    written = tinyfile.write(found.pen, found.snapshot, found.before)
    line = line_of_flipped_bit(written, raw)
    if line:
        raise DamagedMap(
            "one single bit differs from what cxmap wrote, as after a fault of the disk",
            file=places.map,
            line=line,
            hint="cxmap repair puts back what was written and keeps this file",
        )


def line_of_flipped_bit(written: bytes, raw: bytes) -> int:
    """The line in which two texts differ by one bit and nothing else; 0 when they do not."""
    if len(written) != len(raw):
        return 0
    bits = int.from_bytes(written, "big") ^ int.from_bytes(raw, "big")
    if bits.bit_count() != 1:
        return 0
    offset = len(raw) - 1 - (bits.bit_length() - 1) // 8
    return raw.count(b"\n", 0, offset) + 1


def looks(places: Places) -> Looks:
    """What changes when somebody writes: the map file, which journal, how long it is."""
    map_looks: tuple[int, ...] = ()
    log_number = log_size = 0
    try:
        of_map = places.map.stat()
        map_looks = (of_map.st_ino, of_map.st_size, of_map.st_mtime_ns)
        of_log = places.log.stat()
        log_number, log_size = of_log.st_ino, of_log.st_size
    except OSError:
        pass
    return map_looks, log_number, log_size

"""What the files of a map amount to: judged from their bytes alone, nothing is touched.

Every case of damage and exchange ends here in a state that can be shown, with words for the lead,
or in a refusal. Those who may write then put the files in order (see ``opening``).
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from cxmap.errors import Conflict, DamagedMap
from cxmap.store import journal, lines, tinyfile
from cxmap.store.contents import Contents
from cxmap.store.documents import clean_foreign_texts
from cxmap.store.journal import Reading, Start
from cxmap.store.lines import Line, Mark, Pen
from cxmap.store.places import Places
from cxmap.store.writer_lock import Saved

_NAMED_PLACES = 8


class Assessment(msgspec.Struct, kw_only=True):
    """The state of a map and what is to be done about its files."""

    contents: Contents
    pen: Pen
    """The map's own id, and its key where it is encrypted."""
    mark: Mark
    """The newest commit found."""
    snapshot: Mark
    """Up to where the map file itself holds everything."""
    start: Start | None = None
    """Of a journal that can be continued; None when there is none."""
    live: tuple[Line, ...] = ()
    """The good lines of that journal."""
    journal_length: int = 0
    torn: bytes = b""
    """Bytes to be cut off the end of the journal and kept under another name."""
    set_journal_aside: bool = False
    """The whole journal is to get another name."""
    copy_journal_aside: bool = False
    """The journal's edits were taken, but its first line is damaged: keep a copy, write anew."""
    is_outside_edit: bool = False
    """Another program wrote to the map file, and that is taken as it is."""
    before: Contents | None = None
    """The records as they were before that; None where nobody knows."""
    is_migrated: bool = False
    """The records come from an older format."""
    missing: int = 0
    """So many saved edits are in no file."""
    why_read_only: str = ""
    notices: list[str] = msgspec.field(default_factory=list)


def assess(
    places: Places, map_raw: bytes, journal_raw: bytes | None, saved: Saved | None
) -> Assessment:
    """Judge the files of a map.

    Args:
        places: Their names, for messages.
        map_raw: The map file.
        journal_raw: The journal; None when there is none.
        saved: What the lock file remembers; None when it says nothing.

    Raises:
        DamagedMap: If there is no state that could be shown without losing edits.
        NewerMap: If a later cxmap wrote the map.
    """
    file = tinyfile.read(map_raw, str(places.map), places.keys)
    if file.header is None:
        return _older_format(places, file, journal_raw)
    found = Assessment(
        contents=file.contents,
        pen=file.pen,
        mark=file.header.mark,
        snapshot=file.header.mark,
        is_outside_edit=not file.is_intact,
    )
    if journal_raw is not None:
        _judge_journal(places, found, journal_raw)
    if found.is_outside_edit:
        found.notices.append(
            f"{places.map.name} was changed by another program; it is taken as it is now"
        )
    if file.cleaned:
        found.notices.append(about_cleaned(file.cleaned))
    _look_for_missing(places, found, saved)
    return found


def _judge_journal(places: Places, found: Assessment, raw: bytes) -> None:
    name = places.log.name
    reading = journal.read(raw)
    if reading.start is None:
        _judge_headless(places, found, raw)
        return
    if reading.start.map_id != found.pen.map_id:
        found.set_journal_aside = True
        found.notices.append(
            f"{name} belongs to another map; its {_edits(len(reading.lines))} were not read"
        )
        return
    strange = _strangeness(places, found.snapshot, reading)
    if strange:
        found.set_journal_aside = True
        found.notices.append(strange)
        return
    found.start = reading.start
    found.live = reading.lines
    found.journal_length = reading.length
    newer = [line for line in reading.lines if line.rev > found.snapshot.rev]
    if newer and found.is_outside_edit:
        raise DamagedMap(
            f"the map was changed by another program while {_edits(len(newer))} in {name} "
            "were not yet part of it",
            file=places.map,
            hint="cxmap repair shows both and keeps both",
        )
    _replay(places, found, newer)
    if reading.damaged_line:
        found.why_read_only = (
            f"{name} is damaged at line {reading.damaged_line}, and later edits follow; "
            f"the map is shown as it was after edit {found.mark.rev}"
        )
        found.notices.append(f"{found.why_read_only}; cxmap repair saves what can be saved")
    elif reading.rest:
        found.torn = reading.rest
        found.notices.append(
            f"{name} ends with {len(reading.rest)} bytes (line {len(reading.lines) + 2}) that are "
            "no complete edit"
        )


def _judge_headless(places: Places, found: Assessment, raw: bytes) -> None:
    """A journal whose first line is none of ours."""
    name = places.log.name
    if not raw:
        found.set_journal_aside = True
        found.notices.append(f"{name} was emptied by somebody else")
        return
    newer = () if found.is_outside_edit else journal.salvage(raw, found.snapshot)
    if newer:
        found.copy_journal_aside = True
        found.notices.append(
            f"the first line of {name} is damaged; {_edits(len(newer))} after it were taken, "
            "since they continue the map"
        )
        found.live = newer
        found.start = Start(found.pen.map_id, found.snapshot)
        _replay(places, found, newer)
    else:
        found.set_journal_aside = True
        found.notices.append(f"{name} is no journal of this map ({len(raw)} bytes)")


def _strangeness(places: Places, snapshot: Mark, reading: Reading) -> str:
    """Why a journal of the same map does not belong to this state of it; empty when it does."""
    name = places.log.name
    start, last = reading.start, reading.last
    if start is None or last is None:
        return ""
    if snapshot.rev < start.mark.rev:
        return (
            f"{places.map.name} is an older copy: it holds everything up to edit {snapshot.rev}, "
            f"while {name} goes on from edit {start.mark.rev}"
        )
    if snapshot.rev > last.rev:
        return f"{name} is older than the map: it ends at edit {last.rev}"
    marks = {start.mark, *(line.mark for line in reading.lines)}
    if snapshot not in marks:
        return (
            f"{places.map.name} and {name} do not belong together: they differ at edit "
            f"{snapshot.rev}; {_edits(last.rev - snapshot.rev)} of the journal were not read"
        )
    return ""


def _replay(places: Places, found: Assessment, newer: Sequence[Line]) -> None:
    """Carry out the edits that the map file does not hold yet."""
    for line in newer:
        try:
            found.contents.apply(found.pen.decode(line).changes)
        except (Conflict, DamagedMap):
            found.why_read_only = (
                f"edit {line.rev} in {places.log.name} does not fit the map; "
                f"it is shown as it was after edit {found.mark.rev}"
            )
            found.notices.append(f"{found.why_read_only}; cxmap repair saves what can be saved")
            found.live = tuple(known for known in found.live if known.rev <= found.mark.rev)
            return
        found.mark = line.mark


def _look_for_missing(places: Places, found: Assessment, saved: Saved | None) -> None:
    if saved is None or saved.map_id != found.pen.map_id or saved.rev <= found.mark.rev:
        return
    found.missing = saved.rev - found.mark.rev
    if not found.why_read_only:
        found.notices.append(
            f"{_edits(found.missing)} that were saved are missing: the last one was edit "
            f"{saved.rev}, {places.map.name} and its journal end at edit {found.mark.rev}; "
            f"look into {places.kept.name}"
        )


def _older_format(places: Places, file: tinyfile.MapFile, raw: bytes | None) -> Assessment:
    """A file without a header: the format of plain TinyDB."""
    from cxmap.store import migrations

    newer = journal.read(raw).lines if raw else ()
    if newer:
        raise DamagedMap(
            f"the map was replaced by a file without its first line while "
            f"{_edits(len(newer))} in {places.log.name} may not be part of it",
            file=places.map,
            hint="cxmap repair shows both and keeps both",
        )
    contents, notices = migrations.from_plain_tinydb(file.document, file.text, str(places.map))
    map_id = lines.new_map_id()
    mark = Mark(0, lines.first_head(map_id))
    found = Assessment(
        contents=contents, pen=Pen(map_id), mark=mark, snapshot=mark, is_migrated=True
    )
    found.notices += notices
    cleaned = clean_foreign_texts(contents)
    if cleaned:
        found.notices.append(about_cleaned(cleaned))
    if raw is not None:
        found.set_journal_aside = True
        found.notices.append(f"{places.log.name} belongs to another file")
    return found


def about_cleaned(places: Sequence[str]) -> str:
    """Where characters were taken out of texts, for a notice; the first few places by name."""
    named = ", ".join(places[:_NAMED_PLACES])
    more = len(places) - _NAMED_PLACES
    return f"characters that could disturb the screen were taken out of {named}" + (
        f" and {more} more places" if more > 0 else ""
    )


def _edits(count: int) -> str:
    return "1 edit" if count == 1 else f"{count} edits"

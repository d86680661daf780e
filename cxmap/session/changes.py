"""Between the map's records and the store's changes: what an edit alters, and what a change makes."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from cxmap.model.orgmap import TABLES, Edit, OrgMap, record_of
from cxmap.store.changes import changed_record, difference
from cxmap.store.port import Change, Record


def changes_of(org: OrgMap, edits: Iterable[Edit]) -> tuple[Change, ...]:
    """Old and new values of what some edits alter; records that stay the same are left out."""
    made: list[Change] = []
    for edit in edits:
        before = org.table(edit.table).get(edit.id)
        after = None if edit.record is None else record_of(edit.record)
        if before is None and after is not None and None not in after.values():
            change: Change | None = Change(edit.table, edit.id, new=after)
        else:
            had = None if before is None else record_of(before)
            change = difference(edit.table, had, after)
        if change is not None:
            made.append(change)
    return tuple(made)


def edits_of(org: OrgMap, changes: Iterable[Change]) -> list[Edit]:
    """The edits that stored changes come to, on the map as it was before them."""
    records: dict[tuple[str, str], Record | None] = {}
    for change in changes:
        key = (change.table, change.id)
        if key not in records:
            before = org.table(change.table).get(change.id)
            records[key] = None if before is None else record_of(before)
        records[key] = changed_record(records[key], change)
    return [
        Edit(table, key, None if record is None else msgspec.convert(record, type=TABLES[table]))
        for (table, key), record in records.items()
    ]

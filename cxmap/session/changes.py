"""Between the map's records and the store's changes: what an edit alters, and what a change makes."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from cxmap.model.orgmap import TABLES, Edit, OrgMap, record_of
from cxmap.store.port import Change


def changes_of(org: OrgMap, edits: Iterable[Edit]) -> tuple[Change, ...]:
    """Old and new values of what some edits alter; records that stay the same are left out."""
    made = (_change(org, edit) for edit in edits)
    return tuple(change for change in made if change is not None)


def edits_of(org: OrgMap, changes: Iterable[Change]) -> list[Edit]:
    """The edits that stored changes come to, on the map as it was before them."""
    records: dict[tuple[str, str], dict[str, object] | None] = {}
    for change in changes:
        key = (change.table, change.id)
        if change.new is None:
            records[key] = None
        elif change.old is None:
            records[key] = dict(change.new)
        else:
            before = records.get(key)
            if before is None:
                before = record_of(org.table(change.table)[change.id])
            merged = {**before, **change.new}
            records[key] = {name: value for name, value in merged.items() if value is not None}
    return [
        Edit(
            table,
            key,
            None if record is None else msgspec.convert(record, type=TABLES[table]),
        )
        for (table, key), record in records.items()
    ]


def inverse(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes that take these back, last first."""
    return tuple(
        Change(change.table, change.id, change.old, change.new)
        for change in reversed(tuple(changes))
    )


def _change(org: OrgMap, edit: Edit) -> Change | None:
    before = org.table(edit.table).get(edit.id)
    old = None if before is None else record_of(before)
    new = None if edit.record is None else record_of(edit.record)
    if old is None or new is None:
        return None if old is new else Change(edit.table, edit.id, new, old)
    fields = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    if not fields:
        return None
    return Change(
        edit.table,
        edit.id,
        {name: new.get(name) for name in fields},
        {name: old.get(name) for name in fields},
    )

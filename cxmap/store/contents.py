"""The records of a map in memory, with the document number each one has in the file."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from cxmap.errors import Clash, Conflict
from cxmap.store.changes import changed_record
from cxmap.store.port import Change, Record, Tables

Overlay = dict[tuple[str, str], Record | None]
"""Records as they will be after a commit, by table and id; None for one that goes."""


class Contents:
    """All records of one map.

    A record is never changed in place: an edit puts a new object there, so that a reader who holds
    the old one keeps a consistent view. Document numbers are TinyDB's keys in the file: given once,
    kept for the life of the record, never given again.

    Args:
        tables: Records by table and id.
        numbers: Document number by table and id; counted from 1 where missing.
        next_number: First free document number by table.
    """

    def __init__(
        self,
        tables: Tables | None = None,
        numbers: dict[str, dict[str, int]] | None = None,
        next_number: dict[str, int] | None = None,
    ) -> None:
        self.tables: Tables = {} if tables is None else tables
        self.numbers: dict[str, dict[str, int]] = numbers or {}
        self.next_number: dict[str, int] = next_number or {}
        for table, records in self.tables.items():
            if table not in self.numbers:
                self.numbers[table] = {key: n for n, key in enumerate(records, start=1)}
            highest = max(self.numbers[table].values(), default=0)
            self.next_number[table] = max(self.next_number.get(table, 1), highest + 1)

    def overlay(self, changes: Iterable[Change]) -> Overlay:
        """What the records will be after some changes; nothing is changed yet.

        Raises:
            Conflict: If a record or a field is not what a change expects; lists every place.
        """
        after: Overlay = {}
        clashes: list[Clash] = []
        for change in changes:
            place = (change.table, change.id)
            if place in after:
                record = after[place]
            else:
                record = self.tables.get(change.table, {}).get(change.id)
            clashes += _clashes(record, change)
            after[place] = changed_record(record, change)
        if clashes:
            first = clashes[0]
            raise Conflict(
                f"{first.table} {first.id}, {first.field}: somebody changed it meanwhile",
                clashes=clashes,
                hint="look at it again and repeat the change",
            )
        return after

    def install(self, after: Overlay) -> None:
        """Make an overlay the present state."""
        for (table, key), record in after.items():
            records = self.tables.setdefault(table, {})
            numbers = self.numbers.setdefault(table, {})
            if record is None:
                records.pop(key, None)
                numbers.pop(key, None)
                continue
            if key not in records:
                numbers[key] = self.next_number.get(table, 1)
                self.next_number[table] = numbers[key] + 1
            records[key] = record

    def apply(self, changes: Iterable[Change]) -> None:
        """Carry out changes; ``overlay`` and ``install`` in one."""
        self.install(self.overlay(changes))

    def view(self) -> Tables:
        """The records as a reader may keep them: later edits do not show in it."""
        return {table: dict(records) for table, records in self.tables.items()}


def _clashes(record: Record | None, change: Change) -> list[Clash]:
    """Where a record is not what a change expects."""
    if record is None:
        if change.old is None:
            return []
        return [Clash(change.table, change.id, "id", change.id, None)]
    if change.old is None:
        return [Clash(change.table, change.id, "id", None, change.id)]
    old = change.old
    fields = old if change.new is not None else old | record
    return [
        Clash(change.table, change.id, field, old.get(field), record.get(field))
        for field in fields
        if old.get(field) != record.get(field)
    ]


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Hold the garbage collector while many objects are made: a third of the time at 100,000 people."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()

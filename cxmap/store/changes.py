"""Changes as plain facts: made from records, turned round, checked for sense. No file is touched."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cxmap.errors import UsageError
from cxmap.store.port import Change, Record, Tables

DEEPEST = 64
"""Lists and objects may stand inside one another this many times in one field."""

LARGEST_NUMBER = 2**63
"""Whole numbers stay below this, so that every reader of JSON sees the same number."""


def insertion(table: str, record: Record) -> Change:
    """The change that puts a new record into a table."""
    return Change(table, record["id"], new=_present(record))


def removal(table: str, record: Record) -> Change:
    """The change that takes a record out, provided it is still exactly this."""
    return Change(table, record["id"], old=_present(record))


def difference(table: str, before: Record | None, after: Record | None) -> Change | None:
    """The change that makes one state of a record into another; None when they are equal.

    Args:
        table: Where the record is.
        before: The record as it is; None when it is not there.
        after: The record as it is to be; None to take it out.
    """
    if before is None:
        return None if after is None else insertion(table, after)
    if after is None:
        return removal(table, before)
    fields = [f for f in (before | after) if before.get(f) != after.get(f)]
    if not fields:
        return None
    new = {f: after.get(f) for f in fields}
    return Change(table, before["id"], new=new, old={f: before.get(f) for f in fields})


def differences(before: Tables, after: Tables) -> tuple[Change, ...]:
    """All changes that make one state of the map into another, removals first."""
    found: list[Change | None] = []
    for table in before:
        gone = before[table].keys() - after.get(table, {}).keys()
        found += [removal(table, r) for key, r in before[table].items() if key in gone]
    for table, records in after.items():
        had = before.get(table, {})
        found += [difference(table, had.get(key), record) for key, record in records.items()]
    return tuple(change for change in found if change is not None)


def inverted(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes that take these back, last one first."""
    return tuple(Change(c.table, c.id, new=c.old, old=c.new) for c in reversed(tuple(changes)))


def changed_record(record: Record | None, change: Change) -> Record | None:
    """A record after a change; None when it is taken out.

    A new object with lists and objects of its own, so that the caller's later edits do not reach it.
    Texts are shared: decoding the saved line again would hold every one of them twice.
    """
    if change.new is None:
        return None
    new = _present(change.new)
    for field, value in new.items():
        if type(value) is list or type(value) is dict:
            new[field] = _own(value)
    if record is None or change.old is None:
        return new
    after = record | new
    for field, value in change.new.items():
        if value is None:
            after.pop(field, None)
    return after


def refuse_nonsense(change: Change) -> None:
    """Check that a change means something and holds only what JSON can hold.

    Raises:
        UsageError: If not; names table, id and field.
    """
    place = f"{change.table} {change.id}"
    if not change.table or change.table.startswith("_"):
        raise UsageError(f"{change.table!r} is no name for a table")
    if not change.id:
        raise UsageError(f"a record of {change.table} has no id", field="id")
    new, old = change.new, change.old
    if new is None and old is None:
        raise UsageError(f"{place}: a change needs what is new or what was there")
    if new is not None and old is not None:
        if new.keys() != old.keys() or not new:
            raise UsageError(
                f"{place}: an update says for each field what was there and what comes"
            )
        if "id" in new:
            raise UsageError(f"{place}: the id of a record stays as it is", field="id")
    elif (new or old or {}).get("id") != change.id:
        raise UsageError(f"{place}: the record does not carry its own id", field="id")
    for record in (new, old):
        if record is not None:
            _refuse_foreign_values(record, place)


def _present(record: Record) -> Record:
    """A record of its own without the fields that are None."""
    if None in record.values():
        return {field: value for field, value in record.items() if value is not None}
    return record.copy()


def _own(value: Any) -> Any:  # noqa: ANN401 - any value that JSON can hold
    if type(value) is dict:
        return {key: _own(part) for key, part in value.items()}
    if type(value) is list:
        return [part if type(part) is str else _own(part) for part in value]
    return value


def _refuse_foreign_values(record: Record, place: str) -> None:
    for field, value in record.items():
        if type(value) is not str:
            _refuse_foreign_value(value, place, field, DEEPEST)


def _refuse_foreign_value(value: Any, place: str, field: str, deeper: int) -> None:  # noqa: ANN401 - it is what the caller typed
    kind = type(value)
    if kind is str or kind is bool or value is None:
        return
    if kind is int or kind is float:
        if not -LARGEST_NUMBER <= value < LARGEST_NUMBER:  # also false for what is no number
            raise UsageError(f"{place}: the number in {field} cannot be written", field=field)
        return
    if kind is not list and kind is not dict:
        raise UsageError(f"{place}: {field} holds a {kind.__name__}, not plain data", field=field)
    if deeper == 0:
        raise UsageError(f"{place}: {field} is nested too deeply", field=field)
    if kind is dict and not all(type(key) is str for key in value):
        raise UsageError(f"{place}: {field} has a key that is no text", field=field)
    for part in value.values() if kind is dict else value:
        _refuse_foreign_value(part, place, field, deeper - 1)

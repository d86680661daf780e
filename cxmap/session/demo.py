"""Sample organisations: found, copied, and moved in time so that their story ended yesterday."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

import msgspec

import cxmap
from cxmap.errors import UsageError
from cxmap.model.orgmap import TABLES, OrgMap, record_of
from cxmap.text import clean_line

_HAPPENED = frozenset(
    {"as_of", "made_on", "settled_on", "accepted_on", "raised_on", "reported_back_on", "since"}
    | {"left_on", "forum_held_on"}
)
"""Fields that hold a day on which something has happened; others may lie ahead."""
_HAPPENED_ON = frozenset({"engagements", "evidence", "snapshots"})
"""Tables whose ``on`` is such a day too."""

_Struct = TypeVar("_Struct", bound=msgspec.Struct)


def samples_folder() -> Path:
    """Where the samples lie: inside the installed program, or beside it in a checkout.

    Raises:
        UsageError: If this copy of the program has none.
    """
    package = Path(cxmap.__file__).parent
    for folder in (package / "_sample_orgs", package.parent / "sample_orgs"):
        if folder.is_dir():
            return folder
    raise UsageError("this copy of cxmap came without its samples", hint="install it again")


def sample_names() -> tuple[str, ...]:
    """The samples there are, by name."""
    folder = samples_folder()
    return tuple(
        sorted(file.stem for file in folder.glob("*/*.json") if file.parent.name == file.stem)
    )


def copy_sample(name: str, to: Path, *, today: date) -> None:
    """Make a map of one's own from a sample; the sample itself is only read.

    Args:
        name: One of ``sample_names``.
        to: The new map; nothing may be there yet.
        today: The day after the last one of the story.

    Raises:
        UsageError: If there is no such sample, or something is at that place already.
        StoreError: If the copy cannot be written.
    """
    from cxmap.store.opening import create_map, open_map

    if name not in sample_names():
        raise UsageError(
            f"there is no sample {clean_line(name)!r}",
            hint=f"there is: {', '.join(sample_names())}",
        )
    store = open_map(samples_folder() / name / f"{name}.json", read_only=True)
    try:
        org = OrgMap.from_records(store.load()[1], file=name)
    finally:
        store.close()
    last = last_day(org)
    days = 0 if last is None else (today - last).days - 1
    tables = {
        table: {key: record_of(shifted(record, days)) for key, record in org.table(table).items()}
        for table in TABLES
        if org.table(table)
    }
    create_map(to, tables).close()


def last_day(org: OrgMap) -> date | None:
    """The newest day on which something has happened; None when nothing has.

    Days that lie ahead (due dates, the forum to come) do not count.
    """
    return max((day for table in TABLES for day in _days_of(table, org.table(table))), default=None)


def shifted(record: _Struct, days: int) -> _Struct:
    """A record with every day in it moved by so many days, those that lie ahead as well."""
    changed = {
        field: _moved(value, days)
        for field in record.__struct_fields__
        if (value := getattr(record, field)) is not None
    }
    return msgspec.structs.replace(record, **changed)


def _days_of(table: str, records: Mapping[str, msgspec.Struct]) -> Iterator[date]:
    fields = _HAPPENED | {"on"} if table in _HAPPENED_ON else _HAPPENED
    for record in records.values():
        yield from _days_in(record, fields)


def _days_in(record: msgspec.Struct, fields: frozenset[str]) -> Iterator[date]:
    for field in record.__struct_fields__:
        value = getattr(record, field)
        if isinstance(value, date) and field in fields:
            yield value
        elif isinstance(value, msgspec.Struct):
            yield from _days_in(value, fields)


def _moved(value: object, days: int) -> object:
    if isinstance(value, date):
        return value + timedelta(days=days)
    if isinstance(value, msgspec.Struct):
        return shifted(value, days)
    if isinstance(value, tuple):
        return tuple(_moved(item, days) for item in value)
    return value

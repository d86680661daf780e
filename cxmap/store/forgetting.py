"""Forgetting a person: no file that cxmap made holds the name afterwards.

A person may ask for it. The records about them go, their name goes from everybody else's notes,
from the history and from the earlier versions. On a flash disk overwritten bytes may live on for a
while below the file system; with an encrypted map, change the passphrase afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from cxmap.clock import Clock
from cxmap.errors import UsageError
from cxmap.store.contents import Contents
from cxmap.store.port import Change, Commit, Record, Tables
from cxmap.store.rewriting import Alteration, rewrite
from cxmap.store.sealing import Keys

ERASED = "[erased]"
"""What stands where a name stood."""

_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")


class Mention(msgspec.Struct, frozen=True):
    """A place where a name stands."""

    table: str
    id: str
    field: str
    text: str
    """The whole text of the field, as JSON values print."""


def mentions(tables: Tables, names: Iterable[str]) -> tuple[Mention, ...]:
    """Where names stand in a map, in the order of tables and records.

    Args:
        tables: The records, as the store loads them.
        names: Full names, parts of names, addresses, numbers; case is ignored, whole words count.
    """
    pattern = _pattern(names)
    return tuple(
        Mention(table, key, field, str(value))
        for table, records in tables.items()
        for key, record in records.items()
        for field, value in record.items()
        if field != "id" and any(pattern.search(text) for text in _texts(value))
    )


def naming(names: Iterable[str]) -> Callable[[str], bool]:
    """A judge of texts: whether one of the names stands in it as whole words."""
    pattern = _pattern(names)
    return lambda text: pattern.search(text) is not None


def forget(
    path: Path,
    records: Collection[tuple[str, str]],
    names: Sequence[str],
    *,
    wait: float = 2.0,
    clock: Clock | None = None,
    keys: Keys | None = None,
) -> tuple[str, ...]:
    """Take records and names out of a map and all its past.

    Nobody may have the map open for writing; readers have to open it again. Commands keep their
    numbers; what they did to forgotten records can no longer be undone.

    Args:
        path: The map file.
        records: Table and id of each record to go; what refers to them is the caller's to change.
        names: Texts to be replaced by ``[erased]`` wherever they stand as whole words.
        wait: Seconds to wait for another writer.
        clock: Tells the moment.
        keys: What opens the map if it is encrypted.

    Returns:
        Which set-aside files had to be removed, in words.

    Raises:
        UsageError: If a name is empty.
        MapLocked, DamagedMap, ReadOnlyMap, SaveFailed: As on opening and saving. After SaveFailed
        do it again.
    """
    eraser = _Eraser(_pattern(names), frozenset(records))
    alteration = Alteration(eraser.contents, eraser.commit, eraser.is_told_of_in)
    return rewrite(path, alteration, lambda pen: pen, keys or Keys(), wait=wait, clock=clock)


class _Eraser(msgspec.Struct, frozen=True):
    """Takes records and names out of what is stored."""

    pattern: re.Pattern[str]
    gone: frozenset[tuple[str, str]]

    def contents(self, old: Contents) -> Contents:
        """The records without the forgotten ones and without the names."""
        tables = {
            table: {k: self.record(row) for k, row in rows.items() if (table, k) not in self.gone}
            for table, rows in old.tables.items()
        }
        numbers = {
            table: {key: number for key, number in known.items() if (table, key) not in self.gone}
            for table, known in old.numbers.items()
        }
        return Contents(tables, numbers, dict(old.next_number))

    def commit(self, old: Commit) -> Commit:
        """A command without what it did to forgotten records and without the names."""
        changes = tuple(
            Change(c.table, c.id, c.new and self.record(c.new), c.old and self.record(c.old))
            for c in old.changes
            if (c.table, c.id) not in self.gone
        )
        command = msgspec.structs.replace(
            old.command,
            summary=self.pattern.sub(ERASED, old.command.summary),
            by=self.pattern.sub(ERASED, old.command.by),
        )
        return Commit(old.rev, command, changes)

    def record(self, old: Record) -> Record:
        """A record without the names; its id stays."""
        return {
            field: value if field == "id" else _without(self.pattern, value)
            for field, value in old.items()
        }

    def is_told_of_in(self, raw: bytes) -> bool:
        """Whether bytes that are no map may tell of somebody: by name, escaped or not, or by id."""
        text = raw.decode("utf-8", "replace")
        text += _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
        return self.pattern.search(text) is not None or any(
            f'"{key}"' in text for _, key in self.gone
        )


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Any of the names as whole words, longest first."""
    given = sorted({name.strip() for name in names}, key=lambda name: (-len(name), name))
    if not given or not all(given):
        raise UsageError("a name to forget is empty")
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, given))})(?!\w)", re.IGNORECASE)


def _without(pattern: re.Pattern[str], value: Any) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, str):
        return pattern.sub(ERASED, value)
    if isinstance(value, list):
        return [_without(pattern, part) for part in value]
    if isinstance(value, dict):
        return {key: _without(pattern, part) for key, part in value.items()}
    return value


def _texts(value: object) -> Iterable[str]:
    """Every text inside a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)

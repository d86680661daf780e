"""The map as it was: walking back from the present, command by command."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from cxmap.model.orgmap import TABLES, OrgMap
from cxmap.store.changes import changed_record, inverted
from cxmap.store.port import Change, Record, Tables

Judged = tuple[str, str]
"""A person's id and a dimension."""


class Past:
    """The records of a map at one point of its history; each step back is a little further.

    Args:
        tables: The records at present, as the store loads them; they are never changed.
    """

    def __init__(self, tables: Tables) -> None:
        self._tables: dict[str, dict[str, Record]] = dict(tables)
        self._own: set[str] = set()
        self._names = {
            key: str(row.get("display_name", key)) for key, row in tables.get("people", {}).items()
        }
        self.former: dict[str, Record] = {}
        """People who are on the map no more, as they were last."""
        self._judged: dict[Judged, dict[str, Record]] = defaultdict(dict)
        for key, row in tables.get("observations", {}).items():
            self._judged[_judged_in(row)][key] = row

    def table(self, name: str) -> Mapping[str, Record]:
        """The records of a table at this point, by id."""
        return self._tables.get(name, {})

    def record(self, table: str, key: str) -> Record | None:
        """One record at this point; None when it is not there."""
        return self._tables.get(table, {}).get(key)

    def name(self, person: str) -> str:
        """How somebody is called: the present name, or the last one of somebody who has gone."""
        return self._names.get(person) or f"{person} (not on the map)"

    def judgement_before(self, person: str, dimension: str) -> Any:  # noqa: ANN401 - any value of a scale
        """The value that counted in a dimension at this point; None where nobody had judged."""
        known = self._judged.get((person, dimension), {}).values()
        newest: Record | None = None
        for row in known:
            if newest is None or str(row.get("as_of", "")) >= str(newest.get("as_of", "")):
                newest = row
        return None if newest is None else newest.get("value")

    def take_back(self, changes: Iterable[Change]) -> None:
        """Go one command back."""
        for change in inverted(tuple(changes)):
            rows = self._rows(change.table)
            before = rows.get(change.id)
            after = changed_record(before, change)
            if after is None:
                rows.pop(change.id, None)
            else:
                rows[change.id] = after
            if change.table == "people" and after is not None and change.id not in self._names:
                self._names[change.id] = str(after.get("display_name", change.id))
                self.former[change.id] = after
            if change.table == "observations":
                self._judge_anew(change.id, before, after)

    def as_map(self, tables: Iterable[str] = tuple(TABLES)) -> OrgMap:
        """The map at this point, or some tables of it.

        Raises:
            DamagedMap: If a record of then does not fit the map of today.
        """
        return OrgMap.from_records({name: self._tables.get(name, {}) for name in tables})

    def _rows(self, table: str) -> dict[str, Record]:
        """A table that may be changed."""
        if table not in self._own:
            self._own.add(table)
            self._tables[table] = dict(self._tables.get(table, {}))
        return self._tables[table]

    def _judge_anew(self, key: str, before: Record | None, after: Record | None) -> None:
        if before is not None:
            self._judged[_judged_in(before)].pop(key, None)
        if after is not None:
            self._judged[_judged_in(after)][key] = after


def _judged_in(row: Record) -> Judged:
    return str(row.get("person", "")), str(row.get("dimension", ""))

"""The playbook as a whole: the program's own entries, with the lead's changes laid over them.

A lead's playbook is one TOML file with the same tables (``[[family]]``, ``[[ask]]``, ``[[barrier]]``,
``[[phase]]``, …). An entry with a known id changes the fields it names; a new id adds an entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeVar

from cxmap.errors import PlaybookError
from cxmap.playbook.entries import (
    AskTemplate,
    BarrierEntry,
    Default,
    Document,
    Entry,
    Family,
    Figure,
    MessageRule,
    MiddleManager,
    Opening,
    Phase,
    Privacy,
    Rhythm,
    RouteEntry,
    SelfAssessment,
    StanceOpening,
    WalkAway,
)
from cxmap.playbook.load import DATA, as_record, own_table, read_table

E = TypeVar("E", bound=Entry)

OTHER_FAMILY = "other"
"""The family of people whose function is not known."""

_TABLES = {
    "family": "families",
    "middle": "families",
    "ask": "asks",
    "barrier": "barriers",
    "phase": "phases",
    "opening": "phases",
    "route": "phases",
    "walk_away": "phases",
    "message": "messages",
    "stance": "messages",
    "rhythm": "messages",
    "document": "messages",
    "privacy": "messages",
    "figure": "figures",
    "default": "figures",
}
"""Table of a playbook to the file of the program's own playbook that holds it."""


class Playbook:
    """Entries by id; each file is read when something in it is first asked for.

    Args:
        own: The lead's own playbook file; None for the program's alone.

    Raises:
        PlaybookError: The lead's file cannot be used; names the entry.
    """

    def __init__(self, own: Path | None = None) -> None:
        self._file = own
        self._own: dict[str, Any] = {} if own is None else read_table(own)
        if own is not None:
            self._refuse_unknown_tables(own)
            self._refuse_unknown_names(own)

    @cached_property
    def families(self) -> Mapping[str, Family]:
        """Families of functions by id."""
        return self._by_id("family", Family)

    @cached_property
    def middle(self) -> MiddleManager:
        """What middle managers of any family need besides."""
        return self._one("middle", MiddleManager)

    @cached_property
    def asks(self) -> Mapping[str, AskTemplate]:
        """Deeds to ask for by id."""
        return self._by_id("ask", AskTemplate)

    @cached_property
    def barriers(self) -> Mapping[str, BarrierEntry]:
        """Barriers by word."""
        return self._by_id("barrier", BarrierEntry)

    @cached_property
    def phases(self) -> Mapping[str, Phase]:
        """Phases by id, in order."""
        return self._by_id("phase", Phase)

    @cached_property
    def phase_sets(self) -> Mapping[str, str]:
        """Names of the sets that checks count over, with their meaning in words."""
        table = own_table("phases")
        return {**table["people_sets"], **table["other_sets"]}

    @cached_property
    def openings(self) -> Mapping[str, Opening]:
        """Openings by id."""
        return self._by_id("opening", Opening)

    @cached_property
    def routes(self) -> Mapping[str, RouteEntry]:
        """Routes by id."""
        return self._by_id("route", RouteEntry)

    @cached_property
    def walk_away(self) -> WalkAway:
        """The walk-away review."""
        return self._one("walk_away", WalkAway)

    @cached_property
    def stances(self) -> Mapping[str, StanceOpening]:
        """How a talk begins, by stance."""
        return self._by_id("stance", StanceOpening)

    @cached_property
    def message(self) -> MessageRule:
        """Rules for every talk."""
        return self._one("message", MessageRule)

    @cached_property
    def rhythm(self) -> Mapping[str, Rhythm]:
        """The model week."""
        return self._by_id("rhythm", Rhythm)

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """Papers that are handed over."""
        return self._by_id("document", Document)

    @cached_property
    def privacy(self) -> Privacy:
        """How notes about colleagues are written."""
        return self._one("privacy", Privacy)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Figures for help texts."""
        rows = [*own_table("figures")["figure"], *self._own.get("figure", [])]
        return tuple(self._records("figure", rows, Figure))

    @cached_property
    def defaults(self) -> Mapping[str, Default]:
        """Numbers behind checks by name."""
        return self._by_id("default", Default)

    @cached_property
    def sources(self) -> Mapping[str, str]:
        """Codes of sources to their names."""
        return dict(own_table("figures")["sources"])

    @cached_property
    def self_assessment(self) -> SelfAssessment:
        """The maturity conversation."""
        return as_record(own_table("maturity"), SelfAssessment, DATA / "maturity.toml")

    def family(self, name: str) -> Family:
        """A family; the one for unknown functions where the name is not known."""
        return self.families.get(name) or self.families[OTHER_FAMILY]

    def _by_id(self, table: str, kind: type[E]) -> Mapping[str, E]:
        merged = {row["id"]: row for row in own_table(_TABLES[table])[table]}
        for row in self._rows(table):
            name = row.get("id")
            if not isinstance(name, str):
                raise PlaybookError(
                    f"an entry of [[{table}]] has no id", file=self._file, field=table
                )
            merged[name] = merged.get(name, {}) | row
        records = self._records(table, merged.values(), kind)
        return dict(zip(merged, records, strict=True))

    def _one(self, table: str, kind: type[E]) -> E:
        row = own_table(_TABLES[table])[table] | self._own.get(table, {})
        return as_record(row, kind, self._file_of(table))

    def _rows(self, table: str) -> list[dict[str, Any]]:
        rows = self._own.get(table, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise PlaybookError(
                f"{table} should be written as [[{table}]]", file=self._file, field=table
            )
        return rows

    def _records(self, table: str, rows: Iterable[dict[str, Any]], kind: type[E]) -> list[E]:
        records = []
        for row in rows:
            try:
                records.append(as_record(row, kind, self._file_of(table)))
            except PlaybookError as error:
                place = f"{table} {row.get('id', '')}".strip()
                error.field = f"{place}: {error.field}" if error.field else place
                raise
        return records

    def _file_of(self, table: str) -> Path:
        """The file to name in a message: the lead's own where it touches the table."""
        if self._file is not None and table in self._own:
            return self._file
        return DATA / f"{_TABLES[table]}.toml"

    def _refuse_unknown_tables(self, file: Path) -> None:
        for table in self._own:
            if table not in _TABLES and table != "schema":
                raise PlaybookError(
                    f"the playbook has no table {table!r}",
                    file=file,
                    field=table,
                    hint=f"the tables are {', '.join(sorted(set(_TABLES)))}",
                )

    def _refuse_unknown_names(self, file: Path) -> None:
        """Every ask that an entry names must exist."""
        named = [
            (f"{table} {entry.id}", ask)
            for table, entries in (("family", self.families), ("barrier", self.barriers))
            for entry in entries.values()
            for ask in entry.asks
        ]
        named += [("middle", ask) for ask in self.middle.asks]
        for place, ask in named:
            if ask not in self.asks:
                raise PlaybookError(f"there is no ask {ask!r}", file=file, field=f"{place}: asks")


@lru_cache(maxsize=8)
def playbook(own: Path | None = None) -> Playbook:
    """The playbook, read once.

    Args:
        own: The lead's own playbook file; None for the program's alone.
    """
    return Playbook(own)

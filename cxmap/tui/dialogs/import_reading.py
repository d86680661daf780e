"""What an import is to read, and what was read: handed between the dialog and its threads."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from cxmap.exchange.people_file import ImportResult, PeopleFile
from cxmap.session.importing.column_maps import ColumnMap, column_map_from, saved_column_map
from cxmap.session.importing.intake import Arrival


class Wanted(NamedTuple):
    """What is to be read, and how."""

    paths: tuple[Path, ...]
    typed: str
    """Columns as typed."""
    used: str
    """Name of kept columns; empty for none."""

    @property
    def said(self) -> ColumnMap:
        """How to read.

        Raises:
            UsageError: If what was typed is no FIELD=COLUMN, or nothing is kept under the name.
        """
        said = column_map_from([pair for pair in self.typed.split(";") if pair.strip()])
        return saved_column_map(self.used).under(said) if self.used else said


class ReadFile(NamedTuple):
    """A file that was read, and what it comes to with the answers as they stand."""

    wanted: Wanted
    file: PeopleFile
    result: ImportResult
    arrival: Arrival | None
    """The people as they would stand on the map; None when nobody has to be found among them."""

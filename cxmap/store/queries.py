"""TinyDB's query interface over the live records, for reading: searches, scripts, trials.

Writing goes through ``MapStore.commit`` alone, since only there old values are kept. Documents that
a query gives are copies; lists and objects inside them are shared with the map and only to be read.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

from tinydb import Storage, TinyDB
from tinydb.table import Table

from cxmap.errors import ReadOnlyMap
from cxmap.store.contents import Contents


class LiveRecords(Storage):
    """What TinyDB sees as its file: the records in memory under their document numbers.

    Args:
        contents: Gives the present records each time they are asked for.
    """

    def __init__(self, contents: Callable[[], Contents]) -> None:
        self._contents = contents

    def read(self) -> dict[str, dict[str, Any]]:
        """Every table as TinyDB has it, document number to document."""
        now = self._contents()
        return {
            table: {str(now.numbers[table][key]): record for key, record in records.items()}
            for table, records in now.tables.items()
        }

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Refused.

        Raises:
            ReadOnlyMap: Always.
        """
        del data
        _refuse()


class ReadTable(Table):
    """A table that refuses to be changed before anything is touched."""

    def _update_table(self, updater: Callable[[dict[int, Any]], None]) -> None:
        """Every way of writing goes through here; TinyDB would change the records first."""
        del updater
        _refuse()


class ReadDB(TinyDB):
    """A TinyDB whose tables only read."""

    table_class = ReadTable


def queried(contents: Callable[[], Contents]) -> TinyDB:
    """A TinyDB over live records."""
    return ReadDB(contents, storage=LiveRecords)


def _refuse() -> NoReturn:
    raise ReadOnlyMap("the query interface only reads", hint="edits go through the store's commit")

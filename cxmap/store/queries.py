"""TinyDB's query interface over the live records, for reading: searches, scripts, trials.

Writing goes through ``MapStore.commit`` alone, since only there old values are kept.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tinydb import Storage, TinyDB

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
        raise ReadOnlyMap(
            "the query interface only reads", hint="edits go through the store's commit"
        )


def queried(contents: Callable[[], Contents]) -> TinyDB:
    """A TinyDB over live records."""
    return TinyDB(contents, storage=LiveRecords)

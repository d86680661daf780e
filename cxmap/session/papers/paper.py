"""A paper before it is put into a format: tables, words, and plain data for programs."""

from __future__ import annotations

from typing import Any

import msgspec

from cxmap.exchange.writers.plain import Document, Table


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to hand over, as the audience may see it."""

    document: Document
    """To be read: Markdown and HTML."""
    tables: tuple[Table, ...]
    """To be worked with: CSV takes the first, a workbook has a sheet for each."""
    data: Any
    """For programs: JSON."""


def list_paper(title: str, *tables: Table) -> Paper:
    """A paper that is one list; further tables come after it where a format can hold them."""
    return Paper(
        document=Document(title=title, blocks=tables),
        tables=tables,
        data=tables[0].as_objects(),
    )

"""Where a list gets its rows from: asked one by one, only for what is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from cxmap.tui.widgets.cells import Cell


class Rows(Protocol):
    """What a list shows. Rows are asked for one by one, only when they are drawn."""

    def __len__(self) -> int:
        """Number of rows."""
        ...

    def key(self, row: int) -> str:
        """What the row stands for; the cursor and the marks follow it when rows change."""
        ...

    def row_of(self, key: str) -> int | None:
        """Row of a key, None when it is not shown."""
        ...

    def cells(self, row: int) -> Sequence[Cell]:
        """One cell for each column."""
        ...


class NoRows:
    """An empty list."""

    def __len__(self) -> int:
        """Nothing."""
        return 0

    def key(self, row: int) -> str:
        """There is no row."""
        raise IndexError(row)

    def row_of(self, key: str) -> int | None:
        """Never shown."""
        return None

    def cells(self, row: int) -> Sequence[Cell]:
        """There is no row."""
        raise IndexError(row)

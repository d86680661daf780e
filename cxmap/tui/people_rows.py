"""People as rows of a table, whatever stands in its columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from cxmap.model.words import PersonId
from cxmap.session.showing.views import PersonRow
from cxmap.tui.widgets.cells import Cell

if TYPE_CHECKING:
    from cxmap.tui.app import CxmapApp

Cells = Sequence[Cell]
"""One cell for each column of a table."""


class PeopleRows:
    """Some people in some order as rows of a list.

    Args:
        keys: Who, in order.
        program: The app.
        cells: What stands in the row of a person.
    """

    def __init__(
        self, keys: Sequence[PersonId], program: CxmapApp, cells: Callable[[PersonRow], Cells]
    ) -> None:
        self.keys = keys
        self._program = program
        self._cells = cells
        self._places = {key: at for at, key in enumerate(keys)}

    def __len__(self) -> int:
        """Number of people."""
        return len(self.keys)

    def key(self, row: int) -> str:
        """The person in a row."""
        return self.keys[row]

    def row_of(self, key: str) -> int | None:
        """Row of a person, None when not on the list."""
        return self._places.get(key)

    def cells(self, row: int) -> Cells:
        """One cell for each column."""
        return self._cells(self._program.row(self.keys[row]))

"""The measures of the informal network as columns of the table of people."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from cxmap.model.words import PersonId
from cxmap.session.showing.informal import TITLES, measure_numbers, measure_texts
from cxmap.session.showing.views import PersonRow
from cxmap.tui.widgets.cells import Cell, Column, Span, Tone
from cxmap.tui.widgets.person_cells import name_cell, stance_cell

if TYPE_CHECKING:
    from cxmap.graph.measures import Measures
    from cxmap.tui.app import CxmapApp

OfPeople = Mapping[PersonId, "Measures"]
"""Measures of everybody who has an informal tie."""

MEASURED = (
    Column(title="Name", share=3, least=20),
    Column(title="Title", share=3, least=14, from_width=98),
    Column(title="Says", width=12, from_width=98),
    *(Column(title=title, width=10, is_number=True) for title, _ in TITLES),
)
"""What stands in the table while the measures are shown."""

_FIRST = len(MEASURED) - len(TITLES)


class MeasuredRows:
    """Some people in some order with their measures; blank for who has no informal tie.

    Args:
        keys: Who, in order.
        program: The app.
        measures: What the network says.
    """

    def __init__(self, keys: Sequence[PersonId], program: CxmapApp, measures: OfPeople) -> None:
        self.keys = keys
        self._program = program
        self._measures = measures
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

    def cells(self, row: int) -> Sequence[Cell]:
        """One cell for each column of :data:`MEASURED`."""
        program = self._program
        person = program.row(self.keys[row])
        texts = measure_texts(self._measures.get(person.id))
        return (
            name_cell(person, program.glyphs),
            (Span(person.title, Tone.MUTED),),
            stance_cell(person, program.glyphs),
            *((Span(text),) for text in texts),
        )


Order = tuple[int, str, Callable[[PersonRow], tuple[object, ...]]]
"""Column, word and key of an order."""


def orders_of(measures: OfPeople) -> tuple[Order, ...]:
    """One order a measure, greatest first; who has none comes last."""

    def by(at: int) -> Callable[[PersonRow], tuple[object, ...]]:
        def key(row: PersonRow) -> tuple[object, ...]:
            number = measure_numbers(measures.get(row.id))[at]
            return (number is None, -(number or 0))

        return key

    return tuple((_FIRST + at, title.lower(), by(at)) for at, (title, _) in enumerate(TITLES))

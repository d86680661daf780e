"""The measures of the informal network as columns of the table of people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from cxmap.model.words import PersonId
from cxmap.session.showing.informal import TITLES, measure_numbers, measure_texts
from cxmap.session.showing.views import PersonRow
from cxmap.tui.glyphs import Glyphs
from cxmap.tui.people_rows import Cells
from cxmap.tui.widgets.cells import Column, Span, Tone
from cxmap.tui.widgets.person_cells import name_cell, stance_cell

if TYPE_CHECKING:
    from cxmap.graph.measures import Measures

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


def measured(person: PersonRow, measures: OfPeople, glyphs: Glyphs) -> Cells:
    """One cell for each column of :data:`MEASURED`; blank for who has no informal tie."""
    return (
        name_cell(person, glyphs),
        (Span(person.title, Tone.MUTED),),
        stance_cell(person, glyphs),
        *((Span(text),) for text in measure_texts(measures.get(person.id))),
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

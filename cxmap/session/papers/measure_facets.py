"""The measures of the informal network as columns of a list; for me alone: they judge people."""

from __future__ import annotations

from collections.abc import Callable

from cxmap.exchange.writers.plain import Cell, Kind
from cxmap.model.people import Person
from cxmap.model.words import Visibility
from cxmap.session.papers.facets import Facet
from cxmap.session.papers.lens import Lens
from cxmap.session.showing.informal import TITLES, measure_numbers

KEYS = ("trusted_by", "go_between", "brokers", "reach_two")
"""Keys of the columns, in the order in which the measures are shown."""


def _number(at: int) -> Callable[[Lens, Person], Cell]:
    """One of the measures of a person; nothing for who has no informal tie."""
    return lambda lens, person: measure_numbers(lens.measures.get(person.id))[at]


MEASURES: tuple[Facet[Person], ...] = tuple(
    Facet(
        key=key,
        header=title,
        value=_number(at),
        kind=Kind.NUMBER,
        audience=Visibility.ME,
        has_names=False,
        called="measures of the network",
    )
    for at, (key, (title, _)) in enumerate(zip(KEYS, TITLES, strict=True))
)
"""One column a measure; go-between in per cent."""

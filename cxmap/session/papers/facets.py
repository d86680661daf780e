"""What a list says of its items: one facet a column, with who may read it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, Protocol, TypeVar

import msgspec

from cxmap.exchange.writers.plain import Cell, Column, Kind, Table
from cxmap.model.people import Person
from cxmap.model.words import Visibility
from cxmap.session.papers.lens import Lens

Item = TypeVar("Item")


class Facet(msgspec.Struct, Generic[Item], frozen=True, kw_only=True):
    """One column of a list: how it is called, what it says, and who may read it."""

    key: str
    header: str
    value: Callable[[Lens, Item], Cell]
    kind: Kind = Kind.TEXT
    audience: Visibility = Visibility.OPEN
    """The widest audience that may read it."""
    identifies: bool = False
    """Gives a person away beside the name, or is a note: left out under a mask."""
    empty: Cell = ""
    """What stands in JSON where a mask leaves the facet out."""
    has_names: bool = True
    """Words of the map in which names may occur; False for ids, aliases and words of a scale."""
    for_programs: bool = False
    called: str = ""
    """Name in the list of what is left out; the header in small letters unless given."""


class AboutPerson(Protocol):
    """Anything that is about one person: a planned talk, a seat."""

    @property
    def person(self) -> Person:
        """The person it is about."""
        ...


About = TypeVar("About", bound=AboutPerson)


def of_person(facet: Facet[Person]) -> Facet[About]:
    """The same facet, asked of the person that something is about."""

    def value(lens: Lens, about: About) -> Cell:
        return facet.value(lens, about.person)

    facts = {name: getattr(facet, name) for name in Facet.__struct_fields__}
    return Facet[About](**{**facts, "value": value})


def make_table(
    name: str, facets: Sequence[Facet[Item]], items: Iterable[Item], lens: Lens
) -> Table:
    """A table of the facets that the audience may read, one row an item."""
    shown = [facet for facet in facets if lens.sees(facet.audience)]
    columns = tuple(
        Column(
            key=facet.key,
            header=facet.header,
            kind=facet.kind,
            for_programs=facet.for_programs or (facet.identifies and lens.masked),
        )
        for facet in shown
    )
    rows = tuple(tuple(_cell(facet, lens, item) for facet in shown) for item in items)
    return Table(name=name, columns=columns, rows=rows)


def left_out_facets(facets: Sequence[Facet[Item]], lens: Lens) -> tuple[str, ...]:
    """What the audience and the mask keep from a list, in sentences; empty when nothing."""
    said = []
    circle = [f for f in facets if f.audience is Visibility.CIRCLE and not lens.sees(f.audience)]
    mine = [f for f in facets if f.audience is Visibility.ME and not lens.sees(f.audience)]
    gone = [f for f in facets if f.identifies and lens.masked and lens.sees(f.audience)]
    if circle:
        said.append(f"for my circle only: {_called(circle)}")
    if mine:
        said.append(f"for me only: {_called(mine)}")
    if lens.masked:
        words = f"; left out: {_called(gone)}" if gone else ""
        said.append(f"names are replaced by aliases{words}")
    return tuple(said)


def _called(facets: Iterable[Facet[Item]]) -> str:
    return ", ".join(dict.fromkeys(facet.called or facet.header.lower() for facet in facets))


def _cell(facet: Facet[Item], lens: Lens, item: Item) -> Cell:
    if facet.identifies and lens.masked:
        return facet.empty
    cell = facet.value(lens, item)
    if not facet.has_names:
        return cell
    if isinstance(cell, str):
        return lens.text(cell)
    if isinstance(cell, tuple):
        return tuple(lens.text(word) for word in cell)
    return cell

"""What every writer takes: plain tables, documents and graphs that know nothing of the map."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TypeAlias

import msgspec

Cell: TypeAlias = str | int | float | bool | date | tuple[str, ...] | None
"""One value of a table. Several texts are one cell; None is an empty one."""


class Kind(StrEnum):
    """What the cells of a column are, so that a sheet can sort and add them."""

    TEXT = "text"
    WORD = "word"
    """A word of a scale such as ``outcome_owner``, shown as ``outcome owner`` where people read."""
    NUMBER = "number"
    DATE = "date"
    SHARE = "share"
    """A number 0-1, shown as a percentage where people read."""


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """One column: its name for programs, its header for people."""

    key: str
    """Name of the field in JSON."""
    header: str
    """Unique in its table, also when case is ignored: a sheet's table asks for it."""
    kind: Kind = Kind.TEXT
    for_programs: bool = False
    """Shown in JSON alone: ids that only clutter a list for people."""


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """Rows under columns. A table without rows is written with its header alone."""

    name: str
    """Short plain words, for example ``Allies``; a sheet and a heading are called so."""
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...] = ()
    """Every row has a cell for every column."""

    def for_people(self) -> Table:
        """The table without the columns that only programs want."""
        places = [n for n, column in enumerate(self.columns) if not column.for_programs]
        return Table(
            name=self.name,
            columns=tuple(self.columns[n] for n in places),
            rows=tuple(tuple(row[n] for n in places) for row in self.rows),
        )

    def as_objects(self) -> list[dict[str, Cell]]:
        """The rows as objects for programs, the keys in the order of the columns."""
        keys = [column.key for column in self.columns]
        return [dict(zip(keys, row, strict=True)) for row in self.rows]


class Heading(msgspec.Struct, frozen=True, kw_only=True):
    """A heading inside a document; the title of the document stands above level 2."""

    text: str
    level: int = 2
    """2 to 4."""


class Paragraph(msgspec.Struct, frozen=True, kw_only=True):
    """Running text; line ends are kept."""

    text: str
    quiet: bool = False
    """A remark on the paper itself, set smaller where that is possible."""


class Bullets(msgspec.Struct, frozen=True, kw_only=True):
    """A list of short texts."""

    items: tuple[str, ...]
    numbered: bool = False


class Branch(msgspec.Struct, frozen=True, kw_only=True):
    """A box of a drawn tree with the boxes below it."""

    label: str
    detail: str = ""
    """Second line of the box."""
    mark: str = ""
    """Further lines: a role, a state; what a colour says stands here in words too."""
    tone: str = "plain"
    """Colour of the box: plain, quiet, good, near, far or top."""
    below: tuple[Branch, ...] = ()
    more: int = 0
    """People further down who are not drawn."""


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """A few numbers that say the most, each with what it counts."""

    items: tuple[tuple[str, str], ...]
    """Number and what it is: ``("3 of 11", "leaders act")``."""


class Chart(msgspec.Struct, frozen=True, kw_only=True):
    """A count over time against the count that is needed."""

    caption: str
    points: tuple[tuple[date, int, int], ...]
    """Day, count, needed; oldest first, at least one."""
    of: int
    """Top of the scale."""
    ahead: tuple[tuple[date, str], ...] = ()
    """Days on which the needed count may be reached, the surest last, each with how sure."""
    is_open: bool = False
    """Whether it may also be reached later than the last of these days, or never."""


Block: TypeAlias = Heading | Paragraph | Bullets | Figures | Table | Branch | Chart
"""One part of a document."""


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A paper: a title and blocks under it."""

    title: str
    blocks: tuple[Block, ...] = ()


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """One node of a graph."""

    id: str
    label: str
    values: Mapping[str, Cell] = {}
    """By attribute key; absent or None where there is nothing."""


class Edge(msgspec.Struct, frozen=True, kw_only=True):
    """One edge of a graph; both ends are nodes of it."""

    id: str
    source: str
    target: str
    kind: str
    """The relation in the map's word, for example ``reports_to``."""
    mutual: bool = False
    """The relation holds both ways."""
    strength: int | None = None
    """1-5, None when not said."""


class Graph(msgspec.Struct, frozen=True, kw_only=True):
    """Nodes, edges and the attributes that nodes carry."""

    name: str
    attributes: tuple[Column, ...]
    """What nodes carry beside id and label; one kind of value each."""
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def say_cell(cell: Cell, kind: Kind = Kind.TEXT) -> str:
    """A cell as people read it: ``yes``, ``2026-03-02``, ``a; b``, ``80%``; empty for None."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, tuple):
        return "; ".join(say_cell(part, kind) for part in cell)
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, int | float) and kind is Kind.SHARE:
        return f"{cell:.0%}"
    return str(cell).replace("_", " ") if kind is Kind.WORD else str(cell)

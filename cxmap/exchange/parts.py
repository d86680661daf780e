"""What a source is made of: tables and relations as read, columns told apart, rows as entries.

A reader gives a ``Reading``; the columns of its tables are told apart (``ColumnPlan``); the rows
become entries. Everything is frozen: no step changes what an earlier one found.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import msgspec


class ManagersBy(StrEnum):
    """What the column of managers holds."""

    ID = "id"
    NAME = "name"
    EMAIL = "email"
    DN = "dn"
    PATH = "path"
    POST = "post"
    ROLE = "role"


class Skipped(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A row that did not become a person, and why."""

    row: int
    why: str
    source: str = ""


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """Rows under a header, as text; every row has as many cells as the header.

    Attributes:
        source: The file, with the sheet in brackets where there are several.
        header: Column names as written; empty for a column without one.
        header_line: Line of the header, 0 when the file has none.
        rows: Cells, cleaned.
        lines: The line (or sheet row) each row begins on, counted from 1.
        preset: Field to column, where the format itself says what a column is.
        faults: Cells that have no usable value, ``(row index, column)`` to what is wrong; they
            matter only in a column that is taken.
        is_graph: Whether the rows are elements of a graph file, of which some are no people.
    """

    source: str
    header: tuple[str, ...]
    header_line: int = 1
    rows: list[list[str]]
    lines: list[int]
    preset: Mapping[str, tuple[int, ...]] = {}
    faults: Mapping[tuple[int, int], str] = {}
    is_graph: bool = False


class Arc(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A relation between two entries, as the file states it.

    Attributes:
        a: Reference to the entry it starts from.
        b: Reference to the entry it goes to.
        word: What the file calls the relation; empty when it does not say.
        direction: ``directed``, ``mutual`` or ``undirected``.
        strength: As in the file; None when it does not say.
        line: Line in the source.
        source: The file.
        uncertain: Whether the direction had to be inferred.
        downward: Whether an arrow without a word is drawn from the manager down.
        a_name: Name of the one it starts from, where the row tells it; ``b_name`` likewise.
    """

    a: str
    b: str
    word: str = ""
    direction: str = "directed"
    strength: float | None = None
    line: int = 0
    source: str = ""
    uncertain: bool = False
    downward: bool = False
    a_name: str = ""
    b_name: str = ""


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What one reader found in one source.

    Attributes:
        kind: The reader's name, as for ``--as``.
        source: The file.
        tables: Tables of people, possibly none.
        arcs: Relations, possibly none.
        skipped: Entries that are no people.
        notes: What the lead should know: encoding, what was cleaned, what was left out.
    """

    kind: str
    source: str
    tables: tuple[Table, ...] = ()
    arcs: tuple[Arc, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()


class Reference(msgspec.Struct, frozen=True, gc=False):
    """How a row names its manager.

    Attributes:
        text: As written.
        by: What the column holds.
    """

    text: str
    by: ManagersBy


class ManagerColumn(msgspec.Struct, frozen=True, kw_only=True):
    """A column that names managers, and the kind of key its values fit.

    Attributes:
        column: Index of the column.
        by: What the values are.
        share: Part of the rows with a value that name exactly one row, 0 to 1.
    """

    column: int
    by: ManagersBy
    share: float = 0.0


class ColumnPlan(msgspec.Struct, frozen=True, kw_only=True):
    """Which column of a table is what.

    Attributes:
        fields: Field to columns, best first; a field may be filled from several.
        managers: Manager columns, the one that fits best first; the others fill its gaps.
        rivals: Manager columns that fit as well as the first and say something else.
        chain: Columns of a management chain, the top first.
        left_out: Headers of private columns that are never taken.
        family_first: Whether the name column holds ``Last, First``.
    """

    fields: Mapping[str, tuple[int, ...]]
    managers: tuple[ManagerColumn, ...] = ()
    rivals: tuple[ManagerColumn, ...] = ()
    chain: tuple[int, ...] = ()
    left_out: tuple[str, ...] = ()
    family_first: bool = False


class Entry(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One row, post or card, before anything is resolved.

    Attributes:
        source: The file.
        line: Its line there.
        row: Index of its row in the table; lines repeat where a folder is one table.
        key: The file's own key; empty when it has none.
        aliases: Other keys of the same row: directory names, object ids, older row keys.
        name: Clean display name; empty when it is not disclosed.
        post: A role or post by which others may name this entry.
        identity: An identity number, only ever used to join rows, never kept.
        shared_by: Names of those who share the post; empty otherwise.
    """

    source: str
    line: int
    row: int = 0
    key: str = ""
    aliases: tuple[str, ...] = ()
    name: str = ""
    given_name: str = ""
    family_name: str = ""
    title: str = ""
    emails: tuple[str, ...] = ()
    login: str = ""
    employee_number: str = ""
    department: str = ""
    organization: str = ""
    division: str = ""
    location: str = ""
    dotted: tuple[str, ...] = ()
    post: str = ""
    identity: str = ""
    shared_by: tuple[str, ...] = ()
    stance: str = ""
    last_contact: str = ""
    note: str = ""
    has_mail_column: bool = False
    active: bool = True
    current: bool = True
    external: bool = False
    vacant: bool = False
    dead: str = ""
    likely_thing: bool = False

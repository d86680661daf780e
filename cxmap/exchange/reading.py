"""Sources in, a people file out: picks readers, tells columns apart, joins what belongs together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from cxmap.errors import SourceError
from cxmap.exchange.columns import has_column, plan_columns
from cxmap.exchange.directory import Directory
from cxmap.exchange.edges import as_edge_table, entries_of_arcs, is_edge_table, read_arcs
from cxmap.exchange.entries import (
    key_columns,
    read_entries,
    read_references,
    taken_columns,
)
from cxmap.exchange.groups import is_group_table, read_team_sizes
from cxmap.exchange.header_words import header_tokens
from cxmap.exchange.joining import join_history, join_sources, tidy_units, with_login_as_email
from cxmap.exchange.levels import with_levels
from cxmap.exchange.manager_names import with_manager_names
from cxmap.exchange.managers import choose_managers, find_unnamed_keys
from cxmap.exchange.parts import (
    Arc,
    ColumnPlan,
    Entry,
    ManagersBy,
    Reading,
    Reference,
    Skipped,
    Table,
)
from cxmap.exchange.people_file import NamedBytes, PeopleFile
from cxmap.exchange.posts import with_posts
from cxmap.exchange.readers.reader import ReadOptions
from cxmap.exchange.readers.registry import read_source
from cxmap.exchange.reports import with_reports
from cxmap.exchange.types import people_only
from cxmap.headway import Tell, part_of, to_nobody
from cxmap.text import fold

_READ, _TAKEN = 0.35, 0.8
"""Share of the reading, 0-1, when the sources are read and when their rows are entries."""
_PREVIEW_ROWS = 5
_SHOWN_FIELDS = (
    "id", "login", "guid", "dn", "name", "given_name", "family_name", "title", "email",
    "employee_number", "department", "unit", "division", "organization", "location", "dotted",
    "description", "path", "active", "deleted", "usertype", "stance", "last_contact", "note",
)  # fmt: skip


_NAMING = frozenset(("name", "given_name", "family_name", "id", "login", "employee_number"))
"""A table of people has one of these."""

_Pair = tuple[Entry, tuple[Reference, ...]]


class _Part(msgspec.Struct):
    """One table on its way."""

    table: Table
    plan: ColumnPlan
    entries: list[Entry]


def read_people(
    sources: Sequence[Path | NamedBytes],
    *,
    kind: str | None = None,
    mapping: Mapping[str, str] | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    tell: Tell = to_nobody,
) -> PeopleFile:
    """Read people from one or several files that belong together.

    Args:
        sources: Files, folders or named bytes.
        kind: The reader to use; None lets the content decide.
        mapping: Field to header that the lead insists on; fields as in ``columns.FIELDS``.
        encoding: Encoding of text; None to detect it.
        delimiter: Delimiter of delimited text; None to detect it.
        tell: Is told which share of the reading is done, 0-1.

    Returns:
        Rows read and columns found; nothing is resolved yet.

    Raises:
        SourceError: A source is refused; it names file, line or cell, what, and what to do.
    """
    headers = frozenset(fold(header.strip()) for header in (mapping or {}).values())
    readings = []
    for number, source in enumerate(sources):
        share = part_of(tell, number / len(sources) * _READ, (number + 1) / len(sources) * _READ)
        options = ReadOptions(encoding=encoding, delimiter=delimiter, headers=headers, tell=share)
        readings.append(read_source(source, kind, options))
    tell(_READ)
    if not readings:
        raise SourceError("no source was named", hint="Name a file: cxmap import MAP people.csv.")
    notes = [note for reading in readings for note in reading.notes]
    skipped = [row for reading in readings for row in reading.skipped]
    arcs = [arc for reading in readings for arc in reading.arcs]
    people, sizes = _sort_tables(readings, arcs, notes)
    people = with_posts(people)
    wanted = _mapping_by_table(people, mapping or {})
    taking = part_of(tell, _READ, _TAKEN)
    parts = [
        _part(with_reports(with_levels(with_manager_names(table))), own, skipped, taking)
        for table, own in zip(people, wanted, strict=True)
    ]
    if not parts and arcs:
        alone: list[_Pair] = [(entry, ()) for entry in entries_of_arcs(arcs)]
        return _finish(readings, [], [alone], arcs=arcs, sizes=sizes, notes=notes, skipped=skipped)
    parts = _named_parts(parts, notes, needed=not arcs)
    borrowed = _without_borrowed_names(parts)
    directory = Directory([entry for part in parts for entry in part.entries])
    for part in parts:
        part.plan = choose_managers(
            part.table, part.plan, directory, part.entries, has_arcs=bool(arcs)
        )
    pairs = []
    for part in parts:
        references = read_references(part.table, part.plan, part.entries)
        history, note = join_history(
            list(zip(part.entries, references, strict=True)), has_periods=_has_periods(part)
        )
        pairs.append(history)
        if note:
            notes.append(f"{part.table.source}: {note}")
    found = _finish(readings, parts, pairs, arcs=arcs, sizes=sizes, notes=notes, skipped=skipped)
    if borrowed:
        entries = tuple(
            msgspec.structs.replace(entry, name=entry.key)
            if not entry.name and not entry.title and entry.key in borrowed
            else entry
            for entry in found.entries
        )
        found = msgspec.structs.replace(found, entries=entries)
    return _refuse_empty(found)


def _mapping_by_table(tables: Sequence[Table], mapping: Mapping[str, str]) -> list[dict[str, str]]:
    """What the lead named, table by table: a column need not stand in every one of them.

    A field whose column no table has stays with all of them, so that it is refused.
    """
    told = {
        field: [has_column(table, header) for table in tables] for field, header in mapping.items()
    }
    return [
        {field: mapping[field] for field, here in told.items() if here[number] or not any(here)}
        for number in range(len(tables))
    ]


def _sort_tables(
    readings: Sequence[Reading], arcs: list[Arc], notes: list[str]
) -> tuple[list[Table], dict[str, float]]:
    """People to one side, relations and groups to theirs."""
    tables = [table for reading in readings for table in reading.tables]
    alone = len(tables) == 1
    tables = [as_edge_table(table) if alone or not table.header_line else table for table in tables]
    edges = [table for table in tables if is_edge_table(table)]
    sizes: dict[str, float] = {}
    people = []
    for table in tables:
        if table in edges:
            arcs.extend(read_arcs(table))
        elif is_group_table(table):
            for post, size in read_team_sizes(table).items():
                sizes[post] = round(sizes.get(post, 0.0) + size, 4)
            notes.append(
                f"{table.source}: rows stand for groups of posts, not for people: team sizes only"
            )
        elif edges or header_tokens("".join(table.header[:1])) == ("label",):
            people.append(msgspec.structs.replace(table, is_graph=True))
        else:
            people.append(table)
    return people, sizes


def _part(table: Table, mapping: Mapping[str, str], skipped: list[Skipped], tell: Tell) -> _Part:
    plan = find_unnamed_keys(table, plan_columns(table, mapping))
    if table.is_graph:
        table, others = people_only(table, plan)
        skipped.extend(others)
    return _Part(table, plan, read_entries(table, plan, tell))


def _named_parts(parts: Sequence[_Part], notes: list[str], *, needed: bool) -> list[_Part]:
    """The tables that name anybody; the others are notes, unless nothing else is there."""
    parts = [part for part in parts if part.table.header]
    named = [part for part in parts if _names_people(part.plan)]
    if not named and parts and needed:
        first = parts[0].table
        raise SourceError(
            f"no column of {first.source} holds names or ids",
            file=first.source,
            line=first.header_line or None,
            hint="Say which one does: --map name=COLUMN (a header, or its number).",
        )
    notes.extend(
        f"{part.table.source}: left out, no column holds names or ids"
        for part in parts
        if part not in named
    )
    return named


def _names_people(plan: ColumnPlan) -> bool:
    """Whether a table says who its rows are; an address does where it is told to whom they report."""
    fields = set(plan.fields)
    return bool(_NAMING & fields) or {"email", "manager"} <= fields


def _without_borrowed_names(parts: Sequence[_Part]) -> frozenset[str]:
    """Take back the names that a table without names borrowed from its keys.

    Beside a table that has names they would be second names of the same people.

    Returns:
        The keys that served as names.
    """
    nameless = [p for p in parts if not {"name", "given_name", "family_name"} & set(p.plan.fields)]
    if len(nameless) == len(parts):
        return frozenset()
    borrowed: set[str] = set()
    for part in nameless:
        borrowed.update(entry.key for entry in part.entries if entry.name == entry.key)
        part.entries = [
            msgspec.structs.replace(entry, name="") if entry.name == entry.key else entry
            for entry in part.entries
        ]
    return frozenset(borrowed)


def _refuse_empty(people_file: PeopleFile) -> PeopleFile:
    """A source that holds a header and nobody is a mistake, not an organisation of nobody."""
    if people_file.entries or people_file.arcs or people_file.team_sizes:
        return people_file
    name = people_file.sources[0]
    others = len(people_file.skipped)
    raise SourceError(
        f"{name} lists nobody{f': {others} entries are no people' if others else ''}",
        file=name,
        line=1,
        hint="Export the list again, with its rows.",
    )


def _has_periods(part: _Part) -> bool:
    """Whether the table tells current rows of a person from past ones."""
    if "end_date" in part.plan.fields:
        return True
    return any(
        all(row[column] in {"Current", ""} for row in part.table.rows)
        and any(row[column] for row in part.table.rows)
        for column in range(len(part.table.header))
    )


def _finish(
    readings: Sequence[Reading],
    parts: Sequence[_Part],
    pairs: Sequence[Sequence[_Pair]],
    *,
    arcs: Sequence[Arc],
    sizes: Mapping[str, float],
    notes: list[str],
    skipped: Sequence[Skipped],
) -> PeopleFile:
    joined = join_sources(pairs) if pairs else []
    entries = tidy_units([with_login_as_email(entry) for entry, _ in joined])
    entries = [msgspec.structs.replace(e, identity="") if e.identity else e for e in entries]
    for part in parts:
        if part.plan.left_out:
            told = ", ".join(part.plan.left_out)
            notes.append(f"{part.table.source}: never taken: {told}")
    managers = [part.plan.managers[0].by for part in parts if part.plan.managers]
    by_path = any(part.plan.chain or "path" in part.plan.fields for part in parts)
    return PeopleFile(
        sources=tuple(reading.source for reading in readings),
        kinds=tuple(reading.kind for reading in readings),
        plans=tuple(part.plan for part in parts),
        entries=tuple(entries),
        references=tuple(references for _, references in joined),
        arcs=tuple(arcs),
        rivals=_rivals(parts, len(joined)),
        columns=_shown_columns(parts),
        managers_by=managers[0] if managers else (ManagersBy.PATH if by_path else None),
        team_sizes=dict(sizes),
        skipped=tuple(skipped),
        notes=tuple(dict.fromkeys(notes)),
        preview=_preview(parts[0]) if parts else (),
    )


def _rivals(
    parts: Sequence[_Part], people: int
) -> tuple[tuple[str, tuple[tuple[Reference, ...], ...]], ...]:
    """Other manager columns, with what every entry would say by them; one plain table only."""
    if len(parts) != 1 or len(parts[0].entries) != people:
        return ()
    part = parts[0]
    found = []
    for rival in part.plan.rivals:
        plan = msgspec.structs.replace(part.plan, managers=(rival,))
        references = read_references(part.table, plan, part.entries)
        found.append((part.table.header[rival.column], tuple(references)))
    return tuple(found)


def _preview(part: _Part) -> tuple[tuple[str, ...], ...]:
    """Header and first rows, of the taken columns alone: what is private is not even shown."""
    identity = part.plan.fields.get("identity", ())
    columns = sorted(taken_columns(part.plan) - set(identity))
    header = tuple(part.table.header[c] or f"column {c + 1}" for c in columns)
    return (header, *(tuple(row[c] for c in columns) for row in part.table.rows[:_PREVIEW_ROWS]))


def _shown_columns(parts: Sequence[_Part]) -> dict[str, str]:
    """Field to header, as taken; the first table that has a field tells it."""
    shown: dict[str, str] = {}
    for part in parts:
        header = part.table.header
        found = dict(part.plan.fields)
        if part.plan.managers:
            found["manager"] = (part.plan.managers[0].column,)
        elif part.plan.chain:
            found["path"] = part.plan.chain
        keys = key_columns(part.table, part.plan)
        if keys and keys[0] not in found.get("name", ()):
            found["id"] = (keys[0],)
        for field in (*_SHOWN_FIELDS, "manager"):
            columns = found.get(field)
            if columns and (field != "manager" or part.plan.managers):
                name = header[columns[0]] or f"column {columns[0] + 1}"
                field_shown = {"unit": "department", "description": "title"}.get(field, field)
                shown.setdefault(field_shown, name)
    return shown

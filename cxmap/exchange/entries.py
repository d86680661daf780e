"""Rows as entries: one pass over a table, every cell already clean.

Values of taken columns are judged here, all at once, so that a refusal names every line: a stance
that is none, a date that is impossible or open between day and month, a cell without a value.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import itemgetter

from cxmap.errors import SourceError
from cxmap.exchange.cell_words import (
    active_reader,
    is_active,
    is_external,
    is_thing,
    is_top_mark,
    is_undisclosed,
    is_vacant,
    person_type,
    read_dates,
    read_stance,
)
from cxmap.exchange.header_words import header_tokens
from cxmap.exchange.names import (
    in_order,
    is_family_first,
    says_external,
    without_key,
    without_status,
)
from cxmap.exchange.parts import ColumnPlan, Entry, ManagersBy, Reference, Table
from cxmap.exchange.paths import above_in_chain, lead_upward, path_steps
from cxmap.exchange.post_states import name_state, why_dead
from cxmap.headway import Tell, counted, to_nobody
from cxmap.text import fold

_NAMED_LINES = 8
_TITLE_LENGTH = 80
"""A description of an element serves as its title up to this many characters."""
_EMPLOYEE_TOKENS = frozenset(
    (
        "employee", "emp", "personal", "personnel", "pers", "staff", "worker", "matricule",
        "legajo", "empleado", "mitarbeiter", "personalnummer", "mitarbeiternummer", "payroll",
        "personalnr", "matricola",
    )
)  # fmt: skip
_KEY_ORDER = ("id", "login", "employee_number", "email", "name", "guid", "dn")
_ALIASES = ("id", "guid", "dn", "login", "employee_number")
_ONE_COLUMN = (
    "name", "given_name", "family_name", "title", "description", "login", "employee_number",
    "organization", "division", "location", "post", "identity", "note", "deleted", "end_date", "kind",
)  # fmt: skip
_STATUS = ("active", "inactive", "usertype")
_NAMELESS = frozenset(("undisclosed", "vacant", "dead"))
"""States of a post whose name cell holds no name."""
_ALWAYS = 0.95
"""A key stands on this share of the rows at least; others only fill its gaps."""
_LISTED = re.compile(r"[;,|\s]+")


def read_entries(table: Table, plan: ColumnPlan, tell: Tell = to_nobody) -> list[Entry]:
    """Turn the rows of a table into entries.

    Args:
        table: The table.
        plan: Its columns.
        tell: Is told which share of the rows is done, 0-1.

    Returns:
        One entry a row that says anything about anybody.

    Raises:
        SourceError: A taken cell has no usable value.
    """
    _refuse_faults(table, plan)
    stances = _stances(table, plan)
    contacts = _contacts(table, plan)
    make = _EntryMaker(table, plan)
    entries = []
    for index, row in enumerate(counted(table.rows, len(table.rows), tell)):
        entry = make.entry(row, index, stances[index], contacts[index])
        if entry is not None:
            entries.append(entry)
    return entries


def taken_columns(plan: ColumnPlan) -> frozenset[int]:
    """All columns whose values reach the result."""
    taken = {column for field, found in plan.fields.items() for column in found if field != "kind"}
    return frozenset(taken | {manager.column for manager in plan.managers})


def _refuse_faults(table: Table, plan: ColumnPlan) -> None:
    taken = taken_columns(plan)
    wrong = [(place, why) for place, why in sorted(table.faults.items()) if place[1] in taken]
    if not wrong:
        return
    (index, _), why = wrong[0]
    told = "; ".join(why for _, why in wrong[:_NAMED_LINES])
    raise SourceError(
        told,
        file=table.source,
        line=table.lines[index],
        field=why.split(" ", 1)[0],
        hint="Open the workbook, let it compute, save it; or put plain values into the cells.",
    )


def _refuse_values(table: Table, column: int, wrong: Sequence[int], what: str, hint: str) -> None:
    told = ", ".join(
        f"line {table.lines[index]} ({table.rows[index][column][:40]})"
        for index in wrong[:_NAMED_LINES]
    )
    more = f" and {len(wrong) - _NAMED_LINES} more" if len(wrong) > _NAMED_LINES else ""
    header = table.header[column] or f"column {column + 1}"
    raise SourceError(
        f"{header}: {what} in {told}{more}",
        file=table.source,
        line=table.lines[wrong[0]],
        field=header,
        hint=hint,
    )


def _stances(table: Table, plan: ColumnPlan) -> list[str]:
    columns = plan.fields.get("stance")
    if not columns:
        return [""] * len(table.rows)
    read = [read_stance(row[columns[0]]) for row in table.rows]
    wrong = [index for index, stance in enumerate(read) if stance is None]
    if wrong:
        _refuse_values(
            table,
            columns[0],
            wrong,
            "no stance",
            "Use resistant, unaware, neutral, supportive, leading, unknown, or 1 to 5.",
        )
    return [stance or "" for stance in read]


def _contacts(table: Table, plan: ColumnPlan) -> list[str]:
    columns = plan.fields.get("last_contact")
    if not columns:
        return [""] * len(table.rows)
    read = read_dates([row[columns[0]] for row in table.rows])
    wrong = [index for index, day in enumerate(read) if day is None]
    if wrong:
        _refuse_values(
            table,
            columns[0],
            wrong,
            "impossible or ambiguous date",
            "Write dates as YYYY-MM-DD, for example 2026-03-04.",
        )
    return [day or "" for day in read]


def read_references(
    table: Table, plan: ColumnPlan, entries: Sequence[Entry]
) -> list[tuple[Reference, ...]]:
    """How each entry of a table names its manager.

    Args:
        table: The table.
        plan: Its columns, managers chosen.
        entries: Its entries, as ``read_entries`` gave them.

    Returns:
        References in step with the entries, best column first; empty at a top.
    """
    columns = [(manager.column, manager.by) for manager in plan.managers]
    if not columns and ("path" in plan.fields or plan.chain):
        return _references_by_chain(table, plan, entries)
    found = []
    for entry in entries:
        row = table.rows[entry.row]
        texts = [Reference(row[c], by) for c, by in columns if not is_top_mark(row[c])]
        found.append(tuple(texts))
    return found


def _references_by_chain(
    table: Table, plan: ColumnPlan, entries: Sequence[Entry]
) -> list[tuple[Reference, ...]]:
    """The step above each entry in its path, or in its columns of a chain."""
    path = plan.fields.get("path", (None,))[0]
    rows = [table.rows[entry.row] for entry in entries]
    if path is None:
        chains = [[row[c] for c in plan.chain] for row in rows]
    else:
        chains = [path_steps(row[path]) for row in rows]
        if lead_upward(chains):
            chains = [chain[::-1] for chain in chains]
    found: list[tuple[Reference, ...]] = []
    for entry, chain in zip(entries, chains, strict=True):
        own = {fold(text) for text in (entry.name, entry.key, *entry.emails) if text}
        above = above_in_chain(chain, own)
        found.append((Reference(above, ManagersBy.PATH),) if above else ())
    return found


class _EntryMaker:
    """The columns of one table, looked up once; -1 is the blank that stands behind every row."""

    def __init__(self, table: Table, plan: ColumnPlan) -> None:
        fields = plan.fields
        first = {field: found[0] for field, found in fields.items()}
        self.source = table.source
        self.lines = table.lines
        self.plan = plan
        at = {field: first.get(field, -1) for field in _ONE_COLUMN}
        self.describes = table.is_graph and "title" not in first and "description" in first
        self.keys = key_columns(table, plan)
        self.aliases = [column for field in _ALIASES for column in fields.get(field, ())]
        self.others = fields.get("alias", ())
        self.mails = fields.get("email", ())
        self.dotted = fields.get("dotted", ())
        departments = (*fields.get("department", ()), *fields.get("unit", ()))
        self.departments = departments or fields.get("division", ())
        self.has_name = bool({"name", "given_name", "family_name"} & set(fields))
        if "id" in first and _EMPLOYEE_TOKENS & set(header_tokens(table.header[first["id"]])):
            at["employee_number"] = first.get("employee_number", first["id"])
        self.pick = itemgetter(*at.values())
        self.pick_status = itemgetter(*(first.get(field, -1) for field in _STATUS))
        self.has_mail_column = "email" in first
        self.has_aliases = bool(self.others) or self.aliases != self.keys[:1]
        self.has_state = bool({"active", "inactive", "usertype"} & set(fields))
        self.is_active = (
            active_reader(row[first["active"]] for row in table.rows)
            if "active" in first
            else is_active
        )

    def entry(self, cells: Sequence[str], index: int, stance: str, contact: str) -> Entry | None:
        """One row; None for a row that says nothing about anybody."""
        row = (*cells, "")
        (
            raw, given, family, title, description, login, employee_number, organization, division,
            location, post, identity, note, deleted, end_date, kind,
        ) = self.pick(row)  # fmt: skip
        if self.describes and len(description) <= _TITLE_LENGTH:
            title = description
        key = self._key(row)
        if not self.has_name:
            raw = key
        if not (raw or given or family or key or title):
            return None
        state = name_state(raw or given or family)
        withheld = state in _NAMELESS
        name = "" if withheld else self._name(without_key(_one_line(raw), key), given, family)
        active, external = self._status(row) if self.has_state else (True, False)
        return Entry(
            source=self.source,
            line=self.lines[index],
            row=index,
            key=key,
            aliases=self._other_keys(row, key) if self.has_aliases else (),
            name=name,
            given_name="" if withheld else given,
            family_name="" if withheld else family,
            title="" if is_undisclosed(title) else _one_line(title),
            emails=self._emails(row),
            login=login,
            employee_number=employee_number,
            department=self._department(row),
            organization=organization,
            division=division,
            location=location,
            dotted=tuple(row[c] for c in self.dotted if row[c]) if self.dotted else (),
            post=post,
            identity=identity,
            stance=stance,
            last_contact=contact,
            note=note,
            has_mail_column=self.has_mail_column,
            active=active,
            current=not end_date,
            external=external or says_external(raw),
            vacant=state in {"vacant", "open"} or is_vacant(kind),
            dead=why_dead(state, deleted, key, raw, title),
            likely_thing=bool(name)
            and not (given and family)
            and (is_thing(name) or (kind != "" and person_type(kind) is False)),
        )

    def _key(self, row: Sequence[str]) -> str:
        for column in self.keys:
            key = row[column]
            if key:
                return _one_line(key.lower() if "@" in key else key)
        return ""

    def _other_keys(self, row: Sequence[str], key: str) -> tuple[str, ...]:
        found = {row[column]: None for column in self.aliases}
        for column in self.others:
            found.update(dict.fromkeys(_LISTED.split(row[column])))
        return tuple(
            other for other in found if other and other != key and not is_undisclosed(other)
        )

    def _emails(self, row: Sequence[str]) -> tuple[str, ...]:
        found: list[str] = []
        for column in self.mails:
            cell = row[column]
            if cell.count("@") == 1 and " " not in cell and cell[-1] not in ",;":
                found.append(cell)
            elif "@" in cell:
                parts = cell.replace(";", " ").replace(",", " ").split()
                found.extend(part for part in parts if "@" in part)
        return tuple(found) if len(found) < 2 else tuple(dict.fromkeys(found))  # noqa: PLR2004 - one has no double

    def _name(self, raw: str, given: str, family: str) -> str:
        if not raw:
            return f"{given} {family}".strip()
        name = without_status(raw)
        if "," in name and is_family_first(name):
            swapped = in_order(name)
            if self.plan.family_first or fold(swapped) == fold(f"{given} {family}"):
                return swapped
        return name

    def _department(self, row: Sequence[str]) -> str:
        for column in self.departments:
            value = row[column]
            if value and not is_undisclosed(value):
                if value[0] == "/":
                    value = value.rstrip("/").rpartition("/")[2]
                return _one_line(value)
        return ""

    def _status(self, row: Sequence[str]) -> tuple[bool, bool]:
        """Whether the person is active, and whether from outside."""
        state, away, usertype = self.pick_status(row)
        active = self.is_active(state)
        is_away = bool(away) and is_active(away) is True
        return active is not False and not is_away, is_external(usertype)


def key_columns(table: Table, plan: ColumnPlan) -> list[int]:
    """Columns that may be the file's own key: the customary one first, if every row has it.

    Args:
        table: The table.
        plan: Its columns.

    Returns:
        Columns, best first; later ones fill the gaps of earlier ones.
    """
    found = [column for field in _KEY_ORDER for column in plan.fields.get(field, ())]
    filled = {column: sum(1 for row in table.rows if row[column]) for column in found}
    return sorted(found, key=lambda column: filled[column] < len(table.rows) * _ALWAYS)


def _one_line(text: str) -> str:
    return " ".join(text.split()) if "\n" in text or "\t" in text else text

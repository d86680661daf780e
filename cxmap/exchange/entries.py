"""Rows as entries: one pass over a table, every cell already clean.

Values of taken columns are judged here, all at once, so that a refusal names every line: a stance
that is none, a date that is impossible or open between day and month, a cell without a value.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cxmap.errors import SourceError
from cxmap.exchange.cell_words import (
    DEAD,
    FILLER_KEYS,
    NOT_IN_POST,
    UNDISCLOSED,
    VACANT,
    VACANT_NAMES,
    is_active,
    is_external,
    is_thing,
    is_top_mark,
    read_dates,
    read_stance,
    word,
)
from cxmap.exchange.header_words import header_tokens
from cxmap.exchange.names import in_order, is_family_first, says_external, without_status
from cxmap.exchange.paths import above_in_chain, above_in_path
from cxmap.exchange.people_file import ColumnPlan, Entry, ManagersBy, Reference, Table
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
_JUDGED = ("stance", "last_contact")

_Getter = Callable[[Sequence[str]], str]


def read_entries(table: Table, plan: ColumnPlan) -> list[Entry]:
    """Turn the rows of a table into entries.

    Args:
        table: The table.
        plan: Its columns.

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
    for index, row in enumerate(table.rows):
        entry = make.entry(row, table.lines[index], stances[index], contacts[index])
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
    rows = dict(zip(table.lines, table.rows, strict=True))
    columns = [(manager.column, manager.by) for manager in plan.managers]
    path = plan.fields.get("path", (None,))[0]
    found = []
    for entry in entries:
        row = rows[entry.line]
        texts = [Reference(_one_line(row[c]), by) for c, by in columns if not is_top_mark(row[c])]
        if not columns and (path is not None or plan.chain):
            own = {fold(text) for text in (entry.name, entry.key, *entry.emails) if text}
            above = (
                above_in_path(row[path], own)
                if path is not None
                else above_in_chain([row[c] for c in plan.chain], own)
            )
            texts = [Reference(above, ManagersBy.PATH)] if above else []
        found.append(tuple(texts))
    return found


class _EntryMaker:
    """The columns of one table, looked up once."""

    def __init__(self, table: Table, plan: ColumnPlan) -> None:
        fields = plan.fields
        self.source = table.source
        self.plan = plan
        self.is_graph = table.is_graph
        self.first = {field: found[0] for field, found in fields.items()}
        self.keys = _key_columns(plan)
        self.aliases = [
            column
            for field in ("id", "guid", "dn", "login", "employee_number")
            for column in fields.get(field, ())
        ]
        self.departments = [
            *fields.get("department", ()), *fields.get("unit", ()),
        ] or list(fields.get("division", ()))  # fmt: skip
        self.has_name = bool({"name", "given_name", "family_name"} & set(fields))
        self.employee_id = "id" in self.first and bool(
            _EMPLOYEE_TOKENS & set(header_tokens(table.header[self.first["id"]]))
        )

    def entry(self, row: Sequence[str], line: int, stance: str, contact: str) -> Entry | None:
        """One row; None for a row that says nothing about anybody."""
        get = self._get(row)
        given, family = get("given_name"), get("family_name")
        raw = get("name")
        login, emails = get("login"), self._emails(row)
        key, aliases = self._keys(row)
        raw = raw if self.has_name else key
        if not (raw or given or family or key or get("title")):
            return None
        title = get("title")
        if not title and self.is_graph and len(get("description")) <= _TITLE_LENGTH:
            title = get("description")
        state = _name_state(raw or given or family)
        name = "" if state in {"undisclosed", "vacant", "dead"} else self._name(raw, given, family)
        return Entry(
            source=self.source,
            line=line,
            key=key,
            aliases=aliases,
            name=name,
            given_name=given if name else "",
            family_name=family if name else "",
            title="" if word(title) in UNDISCLOSED else _one_line(title),
            emails=emails,
            login=login,
            employee_number=get("employee_number") or (get("id") if self.employee_id else ""),
            department=self._department(row),
            organization=get("organization"),
            division=get("division"),
            location=get("location"),
            dotted=tuple(row[c] for c in self.plan.fields.get("dotted", ()) if row[c]),
            post=get("post"),
            identity=get("identity"),
            stance=stance,
            last_contact=contact,
            note=row[self.first["note"]] if "note" in self.first else "",
            has_mail_column="email" in self.first,
            active=is_active(get("active")) is not False,
            current=self._current(get),
            external=says_external(raw) or is_external(get("usertype")),
            vacant=state in {"vacant", "open"},
            dead=_dead(state, get, key),
            likely_thing=bool(name) and not (given and family) and is_thing(name),
        )

    def _get(self, row: Sequence[str]) -> Callable[[str], str]:
        first = self.first

        def get(field: str) -> str:
            column = first.get(field)
            if column is None:
                return ""
            value = row[column]
            return _one_line(value) if "\n" in value else value

        return get

    def _keys(self, row: Sequence[str]) -> tuple[str, tuple[str, ...]]:
        """The key of a row, and its other keys."""
        key = ""
        for column in self.keys:
            if row[column]:
                key = row[column].lower() if "@" in row[column] else row[column]
                break
        return _one_line(key), tuple(
            dict.fromkeys(
                row[column]
                for column in self.aliases
                if row[column] not in {"", key} and word(row[column]) not in UNDISCLOSED
            )
        )

    def _emails(self, row: Sequence[str]) -> tuple[str, ...]:
        found = []
        for column in self.plan.fields.get("email", ()):
            for part in row[column].replace(";", " ").replace(",", " ").split():
                if "@" in part and part not in found:
                    found.append(part)
        return tuple(found)

    def _name(self, raw: str, given: str, family: str) -> str:
        if not raw:
            return " ".join(part for part in (given, family) if part)
        name = without_status(_one_line(raw))
        if "," in name and is_family_first(name):
            swapped = in_order(name)
            both = fold(f"{given} {family}")
            if self.plan.family_first or fold(swapped) == both:
                return swapped
        return name

    def _department(self, row: Sequence[str]) -> str:
        for column in self.departments:
            value = row[column]
            if value and word(value) not in UNDISCLOSED:
                return _one_line(value.rstrip("/").rsplit("/", 1)[-1] if value[0] == "/" else value)
        return ""

    @staticmethod
    def _current(get: Callable[[str], str]) -> bool:
        """Whether the row is the newest of a person with several."""
        return not get("end_date")


def _key_columns(plan: ColumnPlan) -> list[int]:
    """Columns that may be the file's own key, best first."""
    found: list[int] = []
    for field in _KEY_ORDER:
        found.extend(plan.fields.get(field, ()))
    return found


def _one_line(text: str) -> str:
    return " ".join(text.split()) if "\n" in text or "\t" in text else text


def _name_state(name: str) -> str:
    """``undisclosed``, ``vacant`` (the word is no name), ``open`` (it is one), ``dead`` or empty."""
    plain = word(name)
    if not plain or plain in UNDISCLOSED:
        return "undisclosed"
    if plain in VACANT:
        return "vacant"
    if plain in VACANT_NAMES:
        return "open"
    return "dead" if plain in DEAD else ""


def _dead(state: str, get: Callable[[str], str], key: str) -> str:
    """Why a row is left out; empty for a living post."""
    if state == "dead":
        return word(get("name")) or "eliminated"
    if get("deleted") and is_active(get("deleted")) is True:
        return "deleted"
    if state == "undisclosed" and word(key) in FILLER_KEYS and word(get("title")) in NOT_IN_POST:
        return "not in post"
    return ""

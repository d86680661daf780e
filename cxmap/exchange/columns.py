"""Which column is what: header words first, then whether the values agree.

No vendor is known here. A column gets a field when its header says so and its values can be that;
what is still missing is taken from the values alone, so that a list without a header can be read.
Managers are chosen apart (``managers``), because they depend on all rows at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from cxmap.errors import SourceError
from cxmap.exchange.cell_words import (
    active_reader,
    are_states,
    is_salutation,
    person_type,
    says_title,
)
from cxmap.exchange.header_vocabulary import HOLDERS
from cxmap.exchange.header_words import HeaderWords, header_tokens, header_words
from cxmap.exchange.names import is_family_first
from cxmap.exchange.parts import ColumnPlan, Table
from cxmap.exchange.profile import Profile, profile
from cxmap.text import fold

FIELDS = (
    "id",
    "name",
    "given_name",
    "family_name",
    "title",
    "email",
    "employee_number",
    "department",
    "organization",
    "division",
    "location",
    "manager",
    "dotted",
    "path",
    "active",
    "stance",
    "last_contact",
    "note",
)
"""Fields the lead may map by hand."""

_EDGE_FIELDS = frozenset(("from", "to", "relation", "direction", "strength"))
_SINGLE = ("name", "given_name", "family_name", "title", "stance", "last_contact", "note")
_GENERIC_IDS = frozenset(("id", "no", "nr", "nummer", "key", "ref", "reference", "uid", "codigo"))
_WHOLE_NAME_OR_PART = frozenset(("name", "nom", "nombre", "nome", "naam"))
_POSTS = frozenset(("post", "position", "planstelle", "stelle", "poste", "puesto"))
_LATE_TITLES = frozenset(("role", "function", "funktion", "designation", "rolle", "cargo"))
_TITLE_TOKENS = frozenset(("title", "titel", "bezeichnung", "stellenbezeichnung", "intitule"))
_MANY = 0.5
"""More than half of the values decide what a column is."""
_MOST = 0.8
"""Without a header word the values must be this sure, share 0-1."""

_FEW_STATES = 8
"""A column of states has at most so many different ones; those nobody knows are no end."""
_LONGEST_TITLE = 80
_SMALL = 40
"""In a list with fewer rows every title may be another one."""

_Columns = dict[str, list[int]]


def plan_columns(table: Table, mapping: Mapping[str, str] | None = None) -> ColumnPlan:
    """Tell the columns of a table apart.

    Args:
        table: The table.
        mapping: Field to header (or number from 1) that the lead insists on.

    Returns:
        The plan, with manager candidates under ``manager`` and no choice among them yet.

    Raises:
        SourceError: A mapped column does not exist, or a taken column exists twice.
    """
    words = [header_words(header) for header in table.header]
    shapes = [profile(table.rows, column) for column in range(len(table.header))]
    fixed = _mapped(table, mapping or {})
    columns: _Columns = {field: list(found) for field, found in table.preset.items()}
    columns.update({field: [column] for field, column in fixed.items()})
    _by_header(table, words, shapes, columns)
    _settle_names(table, columns, fixed)
    if not table.preset:
        _by_values(shapes, columns, words, table)
    left_out = [table.header[c] for c, word in enumerate(words) if word.private]
    for field, found in columns.items():
        secret = [c for c in found if shapes[c].secrets > _MANY]
        left_out.extend(table.header[c] or f"column {c + 1}" for c in secret)
        columns[field] = [c for c in found if c not in secret]
    plan = ColumnPlan(
        fields={field: tuple(found) for field, found in columns.items() if found},
        chain=tuple(
            sorted((c for c, w in enumerate(words) if w.level), key=lambda c: words[c].level)
        ),
        left_out=tuple(dict.fromkeys(left_out)),
        family_first=_family_first(table, columns),
    )
    _refuse_twins(table, plan)
    return plan


def _mapped(table: Table, mapping: Mapping[str, str]) -> dict[str, int]:
    """Columns the lead named, by header or by number."""
    found: dict[str, int] = {}
    for field, wanted in mapping.items():
        if field not in FIELDS:
            raise SourceError(
                f"{field!r} is not a field that can be mapped",
                field=field,
                hint=f"Fields: {', '.join(FIELDS)}.",
            )
        same = _columns_called(table, wanted)
        if not same:
            raise SourceError(
                f"there is no column {wanted!r}",
                file=table.source,
                line=table.header_line or None,
                field=field,
                hint=f"Columns: {', '.join(header for header in table.header if header)}.",
            )
        found[field] = same[0]
    return found


def _columns_called(table: Table, wanted: str) -> list[int]:
    """Columns of that header; else the one of that number, from 1."""
    same = [c for c, header in enumerate(table.header) if fold(header) == fold(wanted.strip())]
    number = wanted.strip().lstrip("#")
    if not same and number.isdigit() and 1 <= int(number) <= len(table.header):
        same = [int(number) - 1]
    return same


def has_column(table: Table, wanted: str) -> bool:
    """Whether a table has a column of that header or number."""
    return bool(_columns_called(table, wanted))


def _by_header(
    table: Table, words: Sequence[HeaderWords], shapes: Sequence[Profile], columns: _Columns
) -> None:
    """Give every column the first field its header names and its values allow."""
    settled = frozenset(columns)
    used = {column for found in columns.values() for column in found}
    for column, word in enumerate(words):
        if column in used:
            continue
        if word.private:
            if word.identity:
                columns.setdefault("identity", []).append(column)
            continue
        for field in word.fields:
            if field in _EDGE_FIELDS or field in settled:
                continue
            fitting = _fitting(field, table, column, shapes[column])
            if fitting:
                columns.setdefault(fitting, []).append(column)
                break
    for field, found in columns.items():
        if field not in settled:
            ranks = {c: (_rank(field, table.header[c], shapes[c]), c) for c in found}
            found.sort(key=ranks.__getitem__)


def _fitting(field: str, table: Table, column: int, shape: Profile) -> str:
    """The field a column may take by its values; empty when they speak against it."""
    values = _values(table, column)
    fits = True
    if field == "email" and shape.filled and shape.mails < _MANY:
        return "login"
    if field == "id" and max(shape.guids, shape.mails) > _MANY:
        return "guid" if shape.guids > _MANY else "login"
    if field == "title":
        fits = not values or sum(map(is_salutation, values)) <= len(values) * _MANY
        if "".join(header_tokens(table.header[column])) in _POSTS and _are_codes(values):
            return "id"
    elif field == "name":
        tokens = header_tokens(table.header[column])
        if set(tokens) <= HOLDERS and _are_codes(values):
            return "id"
    elif field in {"active", "inactive", "deleted"}:
        says = active_reader(values)
        known = sum(1 for value in values if says(value) is not None)
        few = len(set(values)) <= _FEW_STATES and any(
            len(value) > 1 and says(value) is False for value in values
        )
        fits = known > len(values) * _MANY or not values or few
    elif field == "kind":
        fits = table.is_graph or {True, False} <= {person_type(value) for value in values}
    elif field == "description":
        fits = table.is_graph
    return field if fits else ""


def _are_codes(values: Sequence[str]) -> bool:
    """Whether values are codes such as P-17 rather than words."""
    coded = sum(1 for v in values if " " not in v and any(letter.isdigit() for letter in v))
    return coded > len(values) * _MANY


def _values(table: Table, column: int) -> list[str]:
    step = max(1, len(table.rows) // 400)
    return [row[column] for row in table.rows[::step] if row[column]]


def _rank(field: str, header: str, shape: Profile) -> int:
    """Order of several columns for one field: the particular before the general."""
    squeezed = "".join(header_tokens(header))
    if field == "id":
        return (squeezed in _GENERIC_IDS) + 2 * (shape.filled < _MANY)
    if field == "title":
        named = bool(_TITLE_TOKENS & set(header_tokens(header)))
        return (squeezed in _LATE_TITLES) - named + 2 * (not shape.filled)
    if field in {"department", "unit"}:
        return (shape.words < _MANY) + 2 * (not shape.filled)
    return 2 * (not shape.filled)


def _settle_names(table: Table, columns: _Columns, fixed: Mapping[str, int]) -> None:
    """``Name`` beside ``Vorname`` is a family name, ``nombre`` beside ``apellidos`` a first name."""
    if "name_last_first" in columns:
        columns["name"] = columns.pop("name_last_first") + columns.get("name", [])
    name, given, family = (columns.get(key, []) for key in ("name", "given_name", "family_name"))
    if not name or "name" in fixed:
        return
    first = name[0]
    if "".join(header_tokens(table.header[first])) not in _WHOLE_NAME_OR_PART:
        return
    if given and not family and not _holds(table, first, given[0]):
        columns["family_name"] = [first]
        columns["name"] = name[1:]
    elif family and not given and not _holds(table, first, family[0]):
        columns["given_name"] = [first]
        columns["name"] = name[1:]


def _holds(table: Table, whole: int, part: int) -> bool:
    """Whether the values of one column contain those of another."""
    pairs = [(row[whole], row[part]) for row in table.rows[:400] if row[part]]
    return sum(1 for full, piece in pairs if piece in full) > len(pairs) * _MANY


def _by_values(
    shapes: Sequence[Profile], columns: _Columns, words: Sequence[HeaderWords], table: Table
) -> None:
    """What no header told: e-mail, name, title and unit of a list without known headers."""
    used = {column for found in columns.values() for column in found}
    free = [
        c
        for c, shape in enumerate(shapes)
        if c not in used and shape.filled and not words[c].private and shape.secrets < _MANY
        and not words[c].level
    ]  # fmt: skip
    if "active" not in columns:
        states = [c for c in free if not words[c].fields and are_states(_values(table, c))]
        _take(columns, "active", states, free)
    if "email" not in columns and "login" not in columns:
        _take(columns, "email", [c for c in free if shapes[c].mails > _MOST], free)
    if not {"name", "given_name", "family_name"} & set(columns) and "group_parent" not in columns:
        names = [c for c in free if shapes[c].full_names > _MOST and not shapes[c].mails]
        names.sort(key=lambda c: (-round(shapes[c].distinct, 2), c))
        single = [c for c in free if shapes[c].one_words > _MOST and shapes[c].words > _MOST]
        if names and shapes[names[0]].distinct > _MANY:
            _take(columns, "name", names, free)
        elif len(single) > 1 and single[1] == single[0] + 1:
            _take(columns, "given_name", single[:1], free)
            _take(columns, "family_name", single[1:2], free)
    if "title" not in columns:
        titles = [c for c in free if not words[c].fields and _are_titles(table, c)]
        _take(columns, "title", titles, free)
    if not any(words[c].fields for c in range(len(words))):
        _texts_by_values(shapes, columns, free, table)


def _are_titles(table: Table, column: int) -> bool:
    """Whether most values of a column, in few words each, are job titles."""
    values = _values(table, column)
    titles = sum(1 for value in values if len(value) <= _LONGEST_TITLE and says_title(value))
    return titles > len(values) * _MANY


def _take(columns: _Columns, field: str, found: Sequence[int], free: list[int]) -> None:
    if found:
        columns[field] = [found[0]]
        free.remove(found[0])


def _texts_by_values(
    shapes: Sequence[Profile], columns: _Columns, free: list[int], table: Table
) -> None:
    """In a list without a header: the texts with most values are titles, with fewest units."""
    most = 1.0 if len(table.rows) < _SMALL else _MOST
    texts = [
        c
        for c in free
        if shapes[c].words > _MOST and not shapes[c].dates and shapes[c].distinct <= most
    ]
    texts.sort(key=lambda c: (-shapes[c].distinct, c))
    if "title" not in columns:
        _take(columns, "title", [c for c in texts if shapes[c].one_words < 1.0], free)
    units = [c for c in texts if c in free and shapes[c].distinct < _MOST and _differ(table, c)]
    _take(columns, "department", units[-1:], free)


def _differ(table: Table, column: int) -> bool:
    """Whether a column says different things of different people."""
    return len(set(_values(table, column))) > 1


def _family_first(table: Table, columns: _Columns) -> bool:
    """Whether names are written ``Last, First``."""
    if not columns.get("name"):
        return False
    column = columns["name"][0]
    if header_words(table.header[column]).fields[:1] == ("name_last_first",):
        return True
    values = _values(table, column)
    return sum(map(is_family_first, values)) > len(values) * _MANY


def _refuse_twins(table: Table, plan: ColumnPlan) -> None:
    """Two columns of one name, one of them taken: nobody can say which is meant."""
    seen: dict[str, int] = {}
    twins: set[str] = set()
    for header in table.header:
        plain = fold(header)
        seen[plain] = seen.get(plain, 0) + 1
        if plain and seen[plain] > 1:
            twins.add(plain)
    for field in _taken_once(plan):
        for column in plan.fields[field][:1]:
            if fold(table.header[column]) in twins:
                raise SourceError(
                    f"two columns are called {table.header[column]!r}",
                    file=table.source,
                    line=table.header_line,
                    field=table.header[column],
                    hint="Rename one of them, or delete the one that is not meant.",
                )


def _taken_once(plan: ColumnPlan) -> Iterable[str]:
    return (
        field for field in plan.fields if field in _SINGLE or field in {"id", "manager", "email"}
    )

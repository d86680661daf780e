"""Rows that are one person: periods of one job history, the same person in two files.

Only keys join: an identity number (used here and dropped), the file's own key, an e-mail address.
A shared key with two different names joins nothing: that is a question.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

import msgspec

from cxmap.exchange.names import name_parts
from cxmap.exchange.parts import Entry, Reference
from cxmap.text import fold

_FILLED = (
    "name", "given_name", "family_name", "title", "employee_number", "department", "organization",
    "division", "location", "post", "stance", "last_contact", "note", "login",
)  # fmt: skip


_CODED = re.compile(r"\s*\((?=[^)]*[A-Z0-9])[A-Z0-9._-]{1,12}\)$")
_NEARLY_ALL = 0.8
"""Share of units that carry a code before it is taken for one."""

_Pair = tuple[Entry, tuple[Reference, ...]]


def join_history(pairs: Sequence[_Pair], *, has_periods: bool) -> tuple[list[_Pair], str]:
    """Join the rows of one person within one table.

    Args:
        pairs: Entries and their references.
        has_periods: Whether the table tells current rows from past ones; only then do an e-mail
            address and a name together mean that two rows are periods of one person.

    Returns:
        One pair a person in the order of the first row, and a note (empty when nothing joined).
    """
    if not has_periods and not any(entry.identity for entry, _ in pairs):
        return list(pairs), ""
    groups: dict[object, list[_Pair]] = {}
    for number, pair in enumerate(pairs):
        entry = pair[0]
        same: object = number
        if entry.identity and entry.name:
            same = ("identity", entry.identity, name_parts(entry.name))
        elif has_periods and entry.emails and entry.name:
            same = ("mail", fold(entry.emails[0]), name_parts(entry.name))
        elif has_periods and entry.key and entry.name:
            same = ("key", entry.key, name_parts(entry.name))
        groups.setdefault(same, []).append(pair)
    for same, group in list(groups.items()):
        current = sum(1 for entry, _ in group if entry.current)
        if isinstance(same, tuple) and same[0] == "key" and current > 1:
            del groups[same]
            groups.update({(same, number): [pair] for number, pair in enumerate(group)})
    if len(groups) == len(pairs):
        return list(pairs), ""
    joined = [_newest(group) if len(group) > 1 else group[0] for group in groups.values()]
    note = f"{len(pairs)} rows are {len(joined)} people: rows of one person joined"
    if any(entry.identity for entry, _ in pairs):
        note += ", the identity number dropped"
    return joined, note


def _newest(group: Sequence[_Pair]) -> _Pair:
    """The current row of a person, with the keys of all rows."""
    current = [pair for pair in group if pair[0].current and pair[0].active]
    entry, references = current[-1] if current else group[-1]
    keys = dict.fromkeys(
        key for other, _ in group for key in (other.key, *other.aliases) if key != entry.key
    )
    return msgspec.structs.replace(entry, aliases=tuple(keys)), references


def join_sources(tables: Sequence[Sequence[_Pair]]) -> list[_Pair]:
    """Join the people of several tables by key and e-mail.

    Args:
        tables: Entries and references, table by table.

    Returns:
        Everybody once, in the order of first mention; blanks are filled from later tables.
    """
    if len(tables) == 1:
        return list(tables[0])
    found: list[_Pair] = []
    index: dict[str, list[int]] = {}
    for pairs in tables:
        before = len(found)
        for entry, references in pairs:
            twins = {
                number
                for key in _join_keys(entry)
                for number in index.get(key, ())
                if number < before and _may_be_one(found[number][0], entry)
            }
            if len(twins) == 1:
                number = twins.pop()
                found[number] = _merged(found[number], (entry, references))
            else:
                number = len(found)
                found.append((entry, references))
            for key in _join_keys(entry):
                places = index.setdefault(key, [])
                if number not in places:
                    places.append(number)
    return found


def _join_keys(entry: Entry) -> Iterable[str]:
    keys = (entry.key, entry.login, entry.employee_number, *entry.aliases, *entry.emails)
    return dict.fromkeys(fold(key) for key in keys if key)


def _may_be_one(first: Entry, second: Entry) -> bool:
    """Whether the names of two entries do not contradict each other."""
    if not first.name or not second.name:
        return True
    return name_parts(first.name) == name_parts(second.name)


def _merged(first: _Pair, second: _Pair) -> _Pair:
    (a, refs_a), (b, refs_b) = first, second
    changes: dict[str, object] = {
        field: getattr(b, field) for field in _FILLED if not getattr(a, field) and getattr(b, field)
    }
    aliases = dict.fromkeys((*a.aliases, b.key, *b.aliases))
    changes["aliases"] = tuple(key for key in aliases if key and key != a.key)
    changes["key"] = a.key or b.key
    changes["emails"] = tuple(dict.fromkeys((*a.emails, *b.emails)))
    changes["dotted"] = tuple(dict.fromkeys((*a.dotted, *b.dotted)))
    changes["has_mail_column"] = a.has_mail_column or b.has_mail_column
    changes["active"] = a.active and b.active
    changes["external"] = a.external or b.external
    references = refs_a + tuple(reference for reference in refs_b if reference not in refs_a)
    return msgspec.structs.replace(a, **changes), references


def with_login_as_email(entry: Entry) -> Entry:
    """A login that is an e-mail address stands for it only where no file has e-mails."""
    if entry.emails or entry.has_mail_column or "@" not in entry.login:
        return entry
    return msgspec.structs.replace(entry, emails=(entry.login.lower(),))


def tidy_units(entries: Sequence[Entry]) -> list[Entry]:
    """Take managers' names and codes in brackets off the names of units.

    ``Claims (Floor Hendrikse)`` loses a name that stands in the file; ``Operations (OP)`` loses
    its code where nearly every unit carries one.
    """
    units = dict.fromkeys(entry.department for entry in entries if entry.department)
    coded = sum(1 for unit in units if _CODED.search(unit))
    every = len(units) > 1 and coded >= len(units) * _NEARLY_ALL
    names: set[str] = set()
    if any(unit.endswith(")") for unit in units):
        names = {fold(entry.name) for entry in entries if entry.name}
    seen: dict[str, str] = {}

    def tidy(unit: str) -> str:
        if not unit.endswith(")"):
            return unit
        if unit not in seen:
            plain = _without_people(unit, lambda text: fold(text) in names)
            seen[unit] = _CODED.sub("", plain) if every else plain
        return seen[unit]

    return [
        entry
        if (department := tidy(entry.department)) == entry.department
        else msgspec.structs.replace(entry, department=department)
        for entry in entries
    ]


def _without_people(unit: str, is_name: Callable[[str], bool]) -> str:
    while unit.endswith(")"):
        head, bracket, inside = unit[:-1].rpartition("(")
        if not bracket or not head.strip():
            break
        if not (is_name(inside.strip()) or fold(inside) == "inherited"):
            break
        unit = head.strip()
    return unit

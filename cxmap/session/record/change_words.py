"""What a stored change says, in words: who or what it is about, and from what to what."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

import msgspec

from cxmap.model.orgmap import TABLES
from cxmap.session.planning.supposed_words import say_scenario
from cxmap.session.record.past import Past
from cxmap.store.port import Change, Record
from cxmap.text import clean_line

_LONGEST_TEXT = 90
"""Letters of a note that a line of the history shows."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

_PEOPLE_FIELDS = frozenset(
    {"manager", "me", "president", "my_unit", "head", "owner", "driver", "person", "a", "b"}
    | {"people", "members", "level_plus", "level_minus", "must_haves", "vetoes"}
)
"""Fields that hold ids of people, one or several."""

_WORD_FIELDS = frozenset(
    {"roles", "flags", "function", "kind", "state", "category", "basis", "visibility", "scope"}
    | {"opening", "route", "phase", "dimension", "value", "weights", "initiated_by"}
)
"""Fields that hold words of a scale."""

_LABELS = {
    "display_name": "name",
    "roles_confidence": "how sure the role is",
    "function_confidence": "how sure the function is",
    "as_of": "day",
    "made_on": "asked on",
    "settled_on": "settled on",
    "accepted_on": "accepted on",
    "raised_on": "raised on",
    "next_on": "next talk",
    "on": "day",
    "level_plus": "also on the level",
    "level_minus": "left out of the level",
    "my_unit": "head of my unit",
    "hold": "left out of the suggestions",
    "rules": "planning numbers",
    "mass": "mass rule",
}
"""How a field is called where its own name would not do."""

_TIES = {
    "dotted": "also reports to",
    "influences": "influences",
    "trusts": "trusts",
    "allied_with": "is allied with",
    "introduces": "introduces",
    "friction": "has friction with",
    "drives": "drives a result of",
    "reports_to": "reports to",
}

_BOOKS = {
    "pilots": "Pilot",
    "assumptions": "Assumption",
    "pains": "Pain",
    "artefacts": "Artefact",
    "assessments": "Assessment",
    "projects": "Project",
}


def say_change(change: Change, before: Record | None, after: Record | None, past: Past) -> str:
    """One change as a line of the history.

    Args:
        change: What was stored.
        before: The record as it was; None where it is new.
        after: The record as it became; None where it went.
        past: The map just before the change, for names and for what was judged until then.
    """
    record = after or before or {}
    subject = _subject(change.table, record, past)
    if after is None:
        if change.table == "observations":
            value = _value("value", record.get("value"), past)
            subject = f"{subject}: {_word(record.get('dimension'))} {value}"
        return f"{subject} taken out"
    if before is None:
        return _said_of_new(change.table, after, subject, past)
    fields = change.new or {}
    return f"{subject}: " + "; ".join(
        _from_to(field, _held(change.table, before, field), _held(change.table, after, field), past)
        for field in fields
    )


def people_in(table: str, *records: Record | None) -> set[str]:
    """Ids of the people whom a record is about, in any of its states."""
    found: set[str] = set()
    for record in records:
        if record is None:
            continue
        if table == "people":
            found.add(str(record.get("id", "")))
        for field in ("person", "a", "b", "people", "owner", "driver"):
            value = record.get(field)
            found |= set(value) if isinstance(value, list) else {value} if value else set()
    return found


def _subject(table: str, record: Record, past: Past) -> str:
    who = past.name(str(record["person"])) if record.get("person") else ""
    saying: dict[str, Callable[[], str]] = {
        "people": lambda: past.name(str(record.get("id", ""))),
        "ties": lambda: _tie(record, past),
        "observations": lambda: who,
        "engagements": lambda: (
            f"Talk with {_value('people', record.get('people', []), past)}"
            f" on {record.get('on', 'a day not known')}"
        ),
        "asks": lambda: f"Ask of {who} {_text(record.get('text', ''))}",
        "promises": lambda: f"Promise to {who} {_text(record.get('text', ''))}",
        "concerns": lambda: f"Concern of {who} {_text(record.get('words', ''))}",
        "evidence": lambda: f"Evidence{f' of {who}' if who else ''}: {_word(record.get('kind'))}",
        "bodies": lambda: f"{_word(record.get('kind', 'forum')).capitalize()} {_name(record)}",
        "units": lambda: f"Unit {_name(record)}",
        "snapshots": lambda: "Reading of the mass",
        "settings": lambda: "The initiative",
    }
    if table in saying:
        return saying[table]()
    return f"{_BOOKS.get(table, table)} {_text(record.get('text', ''))}"


def _said_of_new(table: str, record: Record, subject: str, past: Past) -> str:
    """A record that was made: what is worth telling of it."""
    if table == "observations":
        dimension = str(record.get("dimension", ""))
        old = past.judgement_before(str(record.get("person", "")), dimension)
        now = _value("value", record.get("value"), past)
        label = dimension.replace("_", " ")
        said = f"{label} from {_value('value', old, past)} to {now}" if old else f"{label} {now}"
        return f"{subject}: {said}{_told(record, ('note',), past)}"
    if table == "people":
        return f"{subject}: new{_told(record, ('title', 'department', 'manager', 'notes'), past)}"
    if table == "ties":
        return f"{subject}: new{_told(record, ('strength', 'note'), past)}"
    if table == "engagements":
        return f"{subject}{_told(record, ('kind', 'note', 'outcome', 'next_on'), past)}"
    if table == "settings":
        return f"{subject}: begun{_told(record, ('name',), past)}"
    return f"{subject}{_told(record, ('state', 'due', 'amount', 'note', 'response'), past)}"


def _told(record: Record, fields: tuple[str, ...], past: Past) -> str:
    said = [
        f"{_label(field)} {_value(field, record[field], past)}"
        for field in fields
        if record.get(field) not in (None, "", [])
    ]
    return f"; {'; '.join(said)}" if said else ""


def _held(table: str, record: Record, field: str) -> Any:  # noqa: ANN401 - any JSON value
    """The value of a field; the default where it is left out of the file."""
    return record[field] if field in record else _defaults(table).get(field)


@cache
def _defaults(table: str) -> Mapping[str, Any]:
    kind = TABLES.get(table)
    if kind is None:
        return {}
    fields = msgspec.structs.fields(kind)
    return {
        one.name: msgspec.to_builtins(one.default)
        for one in fields
        if one.default is not msgspec.NODEFAULT
    }


def _from_to(field: str, old: Any, new: Any, past: Past) -> str:  # noqa: ANN401 - any JSON value
    if field == "scenarios":
        return _scenarios(old or (), new or (), past)
    if field == "notes" and isinstance(new, str) and isinstance(old, str) and new.startswith(old):
        return f"added to the notes: {_text(new[len(old) :])}"
    return f"{_label(field)} from {_value(field, old, past)} to {_value(field, new, past)}"


def _scenarios(old: Iterable[Record], new: Iterable[Record], past: Past) -> str:
    """Which scenarios were kept, and what they suppose; which were let go of."""
    before = {str(one.get("name", "")): one for one in old}
    after = {str(one.get("name", "")): one for one in new}
    said = [
        f"scenario {_text(name)} kept: {say_scenario(one.get('changes', ()), past.name)}"
        for name, one in after.items()
        if before.get(name) != one
    ]
    said += [f"scenario {_text(name)} dropped" for name in before if name not in after]
    return "; ".join(said)


def _value(field: str, value: Any, past: Past) -> str:  # noqa: ANN401 - any JSON value
    if value is None or value in ("", [], {}):
        return "nothing"
    if isinstance(value, list):
        return ", ".join(_value(field, part, past) for part in value)
    if isinstance(value, Mapping):
        return ", ".join(
            f"{_label(name)} {_value(name, part, past)}" for name, part in value.items()
        )
    if isinstance(value, str):
        return _said(field, value, past)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _said(field: str, text: str, past: Past) -> str:
    """A text of a field: a person's name, a word of a scale, a day, or what somebody wrote."""
    if field in _PEOPLE_FIELDS:
        return past.name(text)
    if field in _WORD_FIELDS or _DAY.fullmatch(text):
        return _word(text)
    return _text(text)


def _tie(record: Record, past: Past) -> str:
    kind = str(record.get("kind", ""))
    words = _TIES.get(kind, kind)
    return f"{past.name(str(record.get('a', '')))} {words} {past.name(str(record.get('b', '')))}"


def _label(field: str) -> str:
    return _LABELS.get(field, field.replace("_", " "))


def _word(value: object) -> str:
    return clean_line(str(value or "")).replace("_", " ")


def _name(record: Record) -> str:
    return _text(record.get("name", ""))


def _text(value: object) -> str:
    line = clean_line(str(value))
    if len(line) > _LONGEST_TEXT:
        line = line[: _LONGEST_TEXT - 1].rstrip() + "…"
    return f"“{line}”" if line else "nothing"

"""Older formats brought to the present one.

Format 0 is a plain TinyDB file of people and ties, without a first line of ours, as scripts and the
first trials wrote it. Its fields had other names; what has no place in the present records goes
into the notes in words, so that nothing is dropped.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cxmap.errors import DamagedMap
from cxmap.store import strict_json, tinyfile
from cxmap.store.contents import Contents
from cxmap.store.documents import DEFAULT_TABLE, Path, Problem, kind_of
from cxmap.store.port import Record
from cxmap.text import clean_line

_PERSON_FIELDS = {
    "name": "display_name",
    "display_name": "display_name",
    "given_name": "given_name",
    "family_name": "family_name",
    "title": "title",
    "unit": "department",
    "department": "department",
    "division": "division",
    "organization": "organization",
    "location": "location",
    "manager_id": "manager",
    "manager": "manager",
    "employee_number": "employee_number",
    "email": "emails",
    "emails": "emails",
    "note": "notes",
    "notes": "notes",
    "tags": "tags",
}
"""Field of a person in format 0, and where it goes."""

_LISTS = frozenset({"emails", "tags"})
_TIE_FIELDS = {"from": "a", "a": "a", "to": "b", "b": "b", "kind": "kind", "note": "note"}
_TIE_FIELDS |= {"strength": "strength"}

_TIE_KINDS = {
    "ally": "allied_with",
    "allied": "allied_with",
    "allied_with": "allied_with",
    "dotted": "dotted",
    "dotted_line": "dotted",
    "influence": "influences",
    "influences": "influences",
    "trust": "trusts",
    "trusts": "trusts",
    "introduces": "introduces",
    "intro": "introduces",
    "friction": "friction",
    "conflict": "friction",
    "drives": "drives",
    "reports_to": "reports_to",
}
"""Kind of a tie in format 0, and the present word."""

_STRONGEST = 5


def from_plain_tinydb(
    document: Mapping[str, Any], text: str, file: str
) -> tuple[Contents, list[str]]:
    """Records of the present format from a file of format 0.

    Args:
        document: The parsed file.
        text: Its text, to name lines.
        file: Its name, for the messages.

    Returns:
        The records and what the lead should know about them: ties to people who are not there.

    Raises:
        DamagedMap: If it is no map of that format; names every table, document and field.
    """
    problems: list[Problem] = []
    tables = {
        name: rows
        for name, rows in document.items()
        if not (name == DEFAULT_TABLE and rows == {}) and name not in {"people", "ties"}
    }
    problems += [Problem((name,), "cxmap does not know this table") for name in tables]
    people = _rows(document.get("people"), "people", problems)
    ties = _rows(document.get("ties", {}), "ties", problems)
    made_people = {key: _person(key, row, problems) for key, row in people.items()}
    made_ties = {key: _tie(key, row, problems) for key, row in ties.items()}
    for table, made in (("people", made_people), ("ties", made_ties)):
        problems += _repeated(table, made)
    if problems:
        raise _refusal(problems, text, file)
    contents = Contents(
        {
            "people": {row["id"]: row for row in made_people.values()},
            "ties": {row["id"]: row for row in made_ties.values()},
        },
        {
            "people": {row["id"]: int(key) for key, row in made_people.items()},
            "ties": {row["id"]: int(key) for key, row in made_ties.items()},
        },
    )
    notices = ["the map is in an older format; it was read as the present one"]
    return contents, notices + _dangling(contents, made_ties, text)


def _refusal(problems: list[Problem], text: str, file: str) -> DamagedMap:
    error = tinyfile.damaged(problems, text, file)
    error.hint = "the file was not touched"
    return error


def _rows(table: object, name: str, problems: list[Problem]) -> dict[str, Record]:
    """The documents of a table that are objects under whole numbers."""
    if not isinstance(table, dict):
        what = "there is no such table" if table is None else f"{kind_of(table)}, not a table"
        problems.append(Problem((name,), what))
        return {}
    rows = {}
    for key, row in table.items():
        if not (key.isascii() and key.isdigit() and int(key) > 0 and str(int(key)) == key):
            problems.append(Problem((name, key), "the document's key is not a whole number"))
        elif not isinstance(row, dict):
            what = f"{kind_of(row)} where a record is expected"
            problems.append(Problem((name, key), what))
        else:
            rows[key] = row
    return dict(sorted(rows.items(), key=lambda pair: int(pair[0])))


def _person(key: str, row: Record, problems: list[Problem]) -> Record:
    made: Record = {"id": row.get("id", key)}
    rest = []
    if not isinstance(made["id"], str) or not made["id"]:
        problems.append(
            Problem(("people", key, "id"), f"{kind_of(row.get('id'))} where a text is due")
        )
        made["id"] = key
    for field, value in row.items():
        target = _PERSON_FIELDS.get(field)
        if field == "id" or (value is None and target != "display_name"):
            continue
        if target is None:
            rest.append(f"{field}: {_as_text(value)}")
        elif target in _LISTS:
            _take_list(("people", key, field), target, value, made, problems)
        elif isinstance(value, str):
            made[target] = value
        else:
            problems.append(
                Problem(("people", key, field), f"{kind_of(value)} where a text is due")
            )
    if not {"name", "display_name"} & row.keys():
        problems.append(Problem(("people", key), "the person has no name"))
    if made.get("manager") == "":
        del made["manager"]
    if rest:
        made["notes"] = "\n".join([*filter(None, [made.get("notes", "")]), *rest])
    return made


def _take_list(
    path: Path, target: str, value: object, made: Record, problems: list[Problem]
) -> None:
    """A field that holds several texts now, and one text or several in format 0."""
    texts = [value] if isinstance(value, str) else value
    if isinstance(texts, list) and all(isinstance(text, str) for text in texts):
        made[target] = made.get(target, []) + [text for text in texts if text]
    else:
        problems.append(Problem(path, f"{kind_of(value)} where a text is due"))


def _tie(key: str, row: Record, problems: list[Problem]) -> Record:
    made: Record = {"id": row.get("id", f"t{key}")}
    rest = []
    for field, value in row.items():
        target = "id" if field == "id" else _TIE_FIELDS.get(field)
        if value is None:
            continue
        if target is None:
            rest.append(f"{field}: {_as_text(value)}")
            continue
        fault = _tie_fault(target, value)
        if fault:
            problems.append(Problem(("ties", key, field), fault))
        made[target] = _TIE_KINDS.get(_word(value), value) if target == "kind" else value
    problems += [
        Problem(("ties", key), f"the tie does not say {word}")
        for field, word in (("a", "from whom"), ("b", "to whom"), ("kind", "of what kind"))
        if field not in made
    ]
    if rest:
        made["note"] = "\n".join([*filter(None, [made.get("note", "")]), *rest])
    return made


def _tie_fault(target: str, value: object) -> str:
    """What is wrong with a value of a tie; empty when nothing is."""
    if target == "strength":
        is_strength = type(value) is int and 1 <= value <= _STRONGEST
        return "" if is_strength else "a number from 1 to 5 is due"
    if not isinstance(value, str) or not (value or target == "note"):
        return f"{kind_of(value)} where a text is due"
    if target == "kind" and _word(value) not in _TIE_KINDS:
        return f"cxmap knows no tie of the kind {value}"
    return ""


def _word(value: object) -> str:
    return str(value).strip().lower().replace(" ", "_")


def _repeated(table: str, made: Mapping[str, Record]) -> list[Problem]:
    seen: dict[str, str] = {}
    found = []
    for key, row in made.items():
        if not isinstance(row["id"], str):
            continue
        if row["id"] in seen:
            what = f"the id {row['id']} is taken by {table} {seen[row['id']]} already"
            found.append(Problem((table, key, "id"), what))
        seen.setdefault(row["id"], key)
    return found


def _dangling(contents: Contents, ties: Mapping[str, Record], text: str) -> list[str]:
    """Ties and reporting lines to people who are not there; they are kept as they are."""
    people = contents.tables["people"]
    found = []
    for key, tie in ties.items():
        for end in ("a", "b"):
            if tie[end] not in people:
                place = strict_json.place_of(text, ("ties", key))
                found.append(
                    f"tie {tie['id']} ({tie['a']} {tie['kind']} {tie['b']}, line {place.line}) "
                    f"leads to {tie[end]}, who is not in the map; it is kept"
                )
    found += [
        f"{person} reports to {row['manager']}, who is not in the map; it is kept"
        for person, row in people.items()
        if row.get("manager", person) not in people
    ]
    return [clean_line(words) for words in found]


def _as_text(value: object) -> str:
    return value if isinstance(value, str) else tinyfile.as_json(value)

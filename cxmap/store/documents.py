"""TinyDB documents as records, and back: the shape of the file, without its bytes.

In the file a table is an object of documents under whole numbers, as TinyDB wants them; a document
carries its text id as a field. In memory a table is an object of records under their text ids.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from cxmap.store.changes import DEEPEST
from cxmap.store.contents import Contents
from cxmap.text import clean_text, holds_unwanted

Path = tuple[str | int, ...]
"""Keys and list positions from the top of a document to a value."""

HEADER_TABLE = "_cxmap"
"""The table that holds what the store itself needs to know."""

DEFAULT_TABLE = "_default"
"""Plain TinyDB makes this table on its own; empty, it means nothing."""


class Problem(NamedTuple):
    """Something in the file that no map can hold."""

    path: Path
    what: str

    @property
    def words(self) -> str:
        """Table, document and field, then what is wrong."""
        return f"{' '.join(map(str, self.path)) or 'the file'}: {self.what}"


def read_documents(
    document: Mapping[str, Any], next_number: Mapping[str, int]
) -> tuple[Contents, list[Problem]]:
    """The records of a parsed map file.

    Args:
        document: The whole file; the header table is passed over.
        next_number: First free document number by table, as the header says.

    Returns:
        The records, and every problem found; with problems the records are not to be used.
    """
    problems: list[Problem] = []
    tables: dict[str, dict[str, dict[str, Any]]] = {}
    numbers: dict[str, dict[str, int]] = {}
    for table, documents in document.items():
        if table == HEADER_TABLE or (table == DEFAULT_TABLE and documents == {}):
            continue
        if not isinstance(documents, dict):
            problems.append(Problem((table,), f"{kind_of(documents)} where a table is expected"))
            continue
        tables[table], numbers[table], found = _read_table(table, documents)
        problems += found
    free = dict(next_number)
    for table in free:
        tables.setdefault(table, {})
        numbers.setdefault(table, {})
    return Contents(tables, numbers, free), problems


def _read_table(
    table: str, documents: dict[str, Any]
) -> tuple[dict[str, dict[str, Any]], dict[str, int], list[Problem]]:
    records: dict[str, dict[str, Any]] = {}
    numbers: dict[str, int] = {}
    problems: list[Problem] = []
    last = 0
    in_order = True
    for key, record in documents.items():
        try:
            key_of_record = record["id"]
            number = int(key)
        except (TypeError, KeyError, ValueError):
            problems += _faults(table, key, record)
            continue
        if type(key_of_record) is not str or key_of_record in records or not key_of_record:
            problems += _faults(table, key, record, records)
            continue
        if None in record.values():
            record = {field: value for field, value in record.items() if value is not None}  # noqa: PLW2901 - the same record, less what means nothing
        in_order = in_order and number > last
        last = number
        records[key_of_record] = record
        numbers[key_of_record] = number
    if not in_order and not problems:
        numbers = dict(sorted(numbers.items(), key=lambda pair: pair[1]))
        records = {key: records[key] for key in numbers}
        taken = sorted(numbers.values())
        if taken[0] < 1 or len(set(taken)) != len(taken):
            problems.append(Problem((table,), "two documents have the same number, or one below 1"))
    return records, numbers, problems


def _faults(
    table: str, key: str, record: object, known: Mapping[str, object] | None = None
) -> list[Problem]:
    """What is wrong with one document, in words."""
    faults = []
    if not key.isascii() or not key.isdigit():
        faults.append(Problem((table, key), "the document's key is not a whole number"))
    if not isinstance(record, dict):
        faults.append(Problem((table, key), f"{kind_of(record)} where a record is expected"))
    elif type(record.get("id")) is not str or not record["id"]:
        faults.append(
            Problem((table, key, "id"), f"{kind_of(record.get('id'))} where a text is due")
        )
    elif known is not None and record["id"] in known:
        faults.append(Problem((table, key, "id"), f"the id {record['id']} is taken already"))
    return faults


def clean_foreign_texts(contents: Contents) -> list[str]:
    """Take terminal sequences and invisible characters out of records that others wrote.

    Returns:
        Where there were any: ``people 3 display_name``.
    """
    found = []
    for table, records in contents.tables.items():
        for key, record in records.items():
            unclean = [f for f, value in record.items() if f != "id" and _is_unclean(value)]
            if unclean:
                clean = {f: _cleaned(record[f]) for f in unclean}
                records[key] = record | clean
                number = contents.numbers[table][key]
                found += [f"{table} {number} {field}" for field in unclean]
    return found


def _is_unclean(value: object) -> bool:
    if isinstance(value, str):
        return holds_unwanted(value)
    if isinstance(value, dict):
        return any(map(_is_unclean, value.values()))
    return isinstance(value, list) and any(map(_is_unclean, value))


def _cleaned(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, dict):
        return {key: _cleaned(part) for key, part in value.items()}
    return [_cleaned(part) for part in value] if isinstance(value, list) else value


def foreign_faults(contents: Contents) -> list[Problem]:
    """What only files from outside can hold: values nested too deeply, ids nobody can see."""
    unseen = [
        Problem((table, str(contents.numbers[table][key]), "id"), "the id holds control characters")
        for table, records in contents.tables.items()
        for key in records
        if holds_unwanted(key)
    ]
    return unseen + [
        Problem((table, str(contents.numbers[table][key]), field), "it is nested too deeply")
        for table, records in contents.tables.items()
        for key, record in records.items()
        for field, value in record.items()
        if isinstance(value, (dict, list)) and _is_deeper(value, DEEPEST)
    ]


def _is_deeper(value: object, deepest: int) -> bool:
    if not isinstance(value, (dict, list)):
        return False
    if deepest == 0:
        return True
    parts = value.values() if isinstance(value, dict) else value
    return any(_is_deeper(part, deepest - 1) for part in parts)


def kind_of(value: object) -> str:
    """What a JSON value is, in words: nothing, a text, a number, a list, an object, yes or no."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "yes or no"
    names = {dict: "an object", list: "a list", str: "a text", int: "a number", float: "a number"}
    return names.get(type(value), "something else")

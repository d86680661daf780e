"""JSON: a list of people, SCIM resources, a directory service's answer, nodes and links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cxmap.errors import SourceError
from cxmap.exchange.parts import Arc, Reading, Skipped
from cxmap.exchange.readers.json_shapes import are_pairs, by_place, list_within, plain, unwrapped
from cxmap.exchange.readers.json_text import flat_text, load_json
from cxmap.exchange.readers.json_tree import as_list
from cxmap.exchange.readers.reader import Reader, ReadOptions
from cxmap.exchange.readers.records import Record, records_table

_OPENING = re.compile(rb'\A(?:\xef\xbb\xbf)?\s*(?:\{\s*["}]|\[\s*[\[{"\]\d-]|[\[{]\s*\Z)')
_LISTS = (
    "people", "Resources", "persons", "employees", "users", "value", "members", "nodes", "items",
    "data", "results", "staff", "contacts", "team",
)  # fmt: skip
_ARC_LISTS = ("ties", "links", "edges", "relations", "connections")
_FROM = ("from", "source", "a", "start")
_TO = ("to", "target", "b", "end")
_KEYS = ("id", "key", "employee_number", "email", "userName", "display_name", "name")
"""What a person is known by, best first."""
_WORD = ("kind", "type", "relation", "label", "relationship")
_ENTERPRISE = re.compile(r"urn:.*(?:enterprise|workspace)", re.IGNORECASE)
_NAMED_PROBLEMS = 8
_DEEPEST = 6
"""Objects within objects of one person are followed this far."""
_SCALAR = (str, int, float, bool, type(None), list)


def sniff(data: bytes, name: str) -> int:
    """JSON opens with a brace or a bracket."""
    del name
    return 80 if _OPENING.match(data[:100]) else 0


def read(data: bytes, name: str, options: ReadOptions) -> Reading:
    """Read people, and ties where the document has them.

    Raises:
        SourceError: Not JSON, or of another shape; every wrong place is named.
    """
    del options
    document = load_json(data, name)
    problems: list[str] = []
    document = plain(as_list(document))
    people, where = _people(document, problems)
    people = [unwrapped(person) for person in plain(as_list(people))]
    arcs = _arcs(document, people, problems, name)
    records, skipped = [], []
    for index, item in enumerate(people):
        place = f"{where}[{index}]"
        if not isinstance(item, Mapping):
            problems.append(f"{place} is no object")
        elif _is_group(item):
            skipped.append(Skipped(row=index + 1, why="a group, not a person", source=name))
        else:
            person, own = _own_arcs(item, index + 1, name)
            records.append(Record(index + 1, _values(person)))
            arcs.extend(own)
    if problems:
        told = "; ".join(problems[:_NAMED_PROBLEMS])
        more = len(problems) - _NAMED_PROBLEMS
        raise SourceError(
            f"{told}{f' and {more} more' if more > 0 else ''}",
            file=name,
            field=problems[0].split(" ", 1)[0],
            hint='A people file reads {"people": [{"id": …, "name": …}], "ties": [{"a": …, "b": …}]}.',
        )
    if not records and not arcs:
        raise SourceError(f"{name} lists nobody", file=name, hint="Export the list again.")
    is_graph = bool(arcs) and where == "nodes"
    table, notes = records_table(records, name, preset={}, is_graph=is_graph)
    return Reading(
        kind="json",
        source=name,
        tables=(table,) if records else (),
        arcs=tuple(arcs),
        skipped=tuple(skipped),
        notes=notes,
    )


def _people(document: Any, problems: list[str]) -> tuple[list[Any], str]:  # noqa: ANN401 - any JSON
    """The list of people and the name of its place."""
    if isinstance(document, list):
        return document, "people"
    if not isinstance(document, Mapping):
        problems.append("people is missing: the document is neither a list nor an object")
        return [], "people"
    named = next((key for key in _LISTS if key in document), "")
    if isinstance(document.get(named), list):
        return document[named], named
    if any(key in document for key in ("userName", "displayName")):
        return [document], "people"
    found = list_within(document)
    if found is None:
        problems.append(f"{named} is no list" if named else "people is missing")
    return found or ([], named or "people")


def _arcs(
    document: Any,  # noqa: ANN401 - any JSON
    people: Sequence[Any],
    problems: list[str],
    name: str,
) -> list[Arc]:
    arcs: list[Arc] = []
    if not isinstance(document, Mapping):
        return arcs
    if not any(key in document for key in _ARC_LISTS):
        inner = [one for one in document.values() if isinstance(one, Mapping)]
        document = next((one for one in inner if _has_arcs(one)), document)
    pairs = [key for key, value in document.items() if key not in _ARC_LISTS and are_pairs(value)]
    for key in (*_ARC_LISTS, *pairs):
        items = document.get(key, [])
        if not isinstance(items, list):
            problems.append(f"{key} is no list")
            continue
        for index, item in enumerate(by_place([unwrapped(one) for one in items], people)):
            ends = _ends(item) if isinstance(item, Mapping) else None
            if ends is None:
                problems.append(f"{key}[{index}] names no two people")
                continue
            arcs.append(_arc(*ends, item, index + 1, name))
    return arcs


def _has_arcs(document: Mapping[str, Any]) -> bool:
    return any(isinstance(document.get(key), list) for key in _ARC_LISTS)


def _own_arcs(item: Mapping[str, Any], line: int, name: str) -> tuple[Mapping[str, Any], list[Arc]]:
    """The relations that a person carries along, and what remains of the person without them."""
    arcs: list[Arc] = []
    key = _first(item, _KEYS)
    for listed in _ARC_LISTS:
        ties = item.get(listed)
        if not key or not isinstance(ties, list) or not all(isinstance(t, Mapping) for t in ties):
            continue
        told = [_arc(key, _first(tie, _TO), tie, line, name) for tie in ties]
        if all(arc.b for arc in told):
            arcs.extend(told)
            item = {field: value for field, value in item.items() if field != listed}
    return item, arcs


def _arc(a: str, b: str, item: Mapping[str, Any], line: int, name: str) -> Arc:
    strength = item.get("strength", item.get("weight"))
    return Arc(
        a=a,
        b=b,
        word=_first(item, _WORD),
        direction=_first(item, ("direction",)) or "directed",
        strength=float(strength) if isinstance(strength, int | float) else None,
        line=line,
        source=name,
    )


def _ends(item: Mapping[str, Any]) -> tuple[str, str] | None:
    a, b = _first(item, _FROM), _first(item, _TO)
    return (a, b) if a and b else None


def _first(item: Mapping[str, Any], keys: Iterable[str]) -> str:
    for key in keys:
        value = item.get(key)
        if isinstance(value, str | int) and str(value):
            return str(value)
    return ""


def _is_group(item: Mapping[str, Any]) -> bool:
    schemas = item.get("schemas")
    if isinstance(schemas, list):
        return any(str(schema).endswith(":Group") for schema in schemas)
    return (
        item.get("meta", {}).get("resourceType") == "Group"
        if isinstance(item.get("meta"), dict)
        else False
    )


def _values(item: Mapping[str, Any]) -> dict[str, str]:
    """The values of one person by name; parts of nested objects as ``name.part``.

    A schema extension in the name of its URN is opened, so that its fields stand beside the rest.
    """
    values: dict[str, str] = {}
    for key, value in item.items():
        if isinstance(value, Mapping):
            prefix = "" if _ENTERPRISE.match(key) else f"{key}."
            for part, inner in value.items():
                for told, leaf in _leaves(f"{prefix}{part}", inner, _DEEPEST):
                    values.setdefault(_told(told), flat_text(leaf))
        elif isinstance(value, list) and value and all(isinstance(p, Mapping) for p in value):
            values.update(_of_objects(key, value, values))
        elif isinstance(value, _SCALAR):
            values.setdefault(_told(key), flat_text(value))
    return values


def _leaves(told: str, value: Any, deeper: int) -> Iterable[tuple[str, Any]]:  # noqa: ANN401 - any JSON
    """The plain values below a name; wrappers such as *attributes* are not told."""
    if not isinstance(value, Mapping):
        yield told, value
        return
    if "value" in value and ("label" in value or isinstance(value["value"], Mapping)):
        value = {"": value["value"]}
    elif isinstance(value.get("attributes"), Mapping):
        value = value["attributes"]
    for part, inner in value.items() if deeper else ():
        yield from _leaves(f"{told}.{part}" if part else told, inner, deeper - 1)


def _of_objects(
    key: str, items: Sequence[Mapping[str, Any]], known: Mapping[str, str]
) -> dict[str, str]:
    """A list of objects: one that is marked as the manager, or the parts of the first of them.

    Objects with a value or a name are told as that, one after the other.
    """
    bosses = [item for item in items if str(item.get("type", "")).lower() == "manager"]
    if any("type" in item and "value" in item for item in items) and bosses:
        return {} if "manager_id" in known else {"manager": flat_text(bosses[0].get("value"))}
    if any(item.get("value") or item.get("name") for item in items):
        return {} if key in known else {_told(key): flat_text(list(items))}
    first = min(items, key=lambda item: item.get("primary") is not True)
    parts = [
        leaf for part, inner in first.items() for leaf in _leaves(f"{key}.{part}", inner, _DEEPEST)
    ]
    texts = {told: flat_text(leaf) for told, leaf in parts}
    return {told: text for told, text in texts.items() if text and told not in known}


def _told(name: str) -> str:
    """Names of parts as a column header would call them."""
    known = {
        "name.givenName": "given_name",
        "name.familyName": "family_name",
        "name.formatted": "full_name",
        "manager.value": "manager_id",
        "manager.managerId": "manager_id",
        "manager.id": "manager_id",
        "manager.displayName": "manager_name",
        "manager.name": "manager_name",
        "manager.mail": "manager_email",
        "manager.email": "manager_email",
        "manager.userPrincipalName": "manager_email",
        "meta.resourceType": "resource",
    }
    return known.get(name, name)


READER = Reader(kind="json", title="JSON list of people", sniff=sniff, read=read)
"""People as JSON: plain, SCIM, nodes and links."""

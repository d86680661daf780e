"""Other ways to write a list of people, or a graph of them, in JSON: told as plain lists."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

_NAMES = frozenset(
    ("name", "displayname", "display_name", "fullname", "full_name", "firstname", "first_name",
     "label", "manager", "title", "email")
)  # fmt: skip
"""A person has one of these keys, case ignored."""
_WRAPPERS = ("data", "node")
"""Keys under which some programs put everything there is to say."""
_PAIRS = (("from", "to"), ("source", "target"))
_DEEPEST = 8
"""Objects within objects are followed this far."""
_MOST_PARTS = 100
"""Of a list of answers so many are looked into."""
_ENDS = ("source", "target", "from", "to")


def plain(document: Any) -> Any:  # noqa: ANN401 - a document of any shape
    """A document with rows under a header, or people by their keys, as a list of objects.

    Args:
        document: Any JSON document.

    Returns:
        The list; the document itself where it has another shape.
    """
    if isinstance(document, list):
        return _of_rows(document)
    if isinstance(document, Mapping) and _is_by_key(document):
        return [{"id": key, **person} for key, person in document.items()]
    return document


def unwrapped(item: Any) -> Any:  # noqa: ANN401 - any JSON
    """An object with what stands under a wrapper, such as ``data``, beside the rest."""
    if not isinstance(item, Mapping):
        return item
    for key in _WRAPPERS:
        inner = item.get(key)
        if isinstance(inner, Mapping) and not any(
            isinstance(value, str) for name, value in item.items() if name.lower() in _NAMES
        ):
            rest = {name: value for name, value in item.items() if name != key}
            return {**rest, **inner}
    return item


def by_place(edges: Sequence[Any], nodes: Sequence[Any]) -> Sequence[Any]:
    """Edges whose ends are places in the list of nodes, with the keys of these nodes instead.

    Only where every end is a whole number that is a place, and some is no node's key.
    """
    ends = [edge.get(end) for edge in edges if isinstance(edge, Mapping) for end in _ENDS]
    places = {end for end in ends if end is not None}
    if not places or not all(type(end) is int and 0 <= end < len(nodes) for end in places):
        return edges
    keys = [_key(node) for node in nodes]
    if {str(end) for end in places} <= set(keys) or not all(keys):
        return edges
    return [
        {name: keys[value] if name in _ENDS else value for name, value in edge.items()}
        for edge in edges
    ]


def are_pairs(value: Any) -> bool:  # noqa: ANN401 - any JSON
    """Whether a value is a list of objects that each have two ends."""
    return (
        isinstance(value, list)
        and bool(value)
        and all(
            isinstance(one, Mapping) and any({a, b} <= set(one) for a, b in _PAIRS) for one in value
        )
    )


def list_within(document: Mapping[str, Any]) -> tuple[list[Any], str] | None:
    """The list of people somewhere in a document that no known name tells, and its place.

    Lists at the same place of several answers are one list. The first list whose objects look like
    people is taken, else the first of objects.
    """
    found: dict[str, list[Any]] = {}
    waiting: deque[tuple[Any, str, int]] = deque([(document, "", 0)])
    while waiting:
        value, place, depth = waiting.popleft()
        if isinstance(value, Mapping) and depth < _DEEPEST:
            inner = ((one, f"{place}.{key}" if place else key) for key, one in value.items())
            waiting.extend((one, told, depth + 1) for one, told in inner)
        elif isinstance(value, list) and value and all(isinstance(one, Mapping) for one in value):
            if are_pairs(value):
                continue
            found.setdefault(place, []).extend(value)
            if not _look_like_people(value):
                waiting.extend((one, place + "[]", depth) for one in value[:_MOST_PARTS])
    people = next(((items, at) for at, items in found.items() if _look_like_people(items)), None)
    first = next(((items, at) for at, items in found.items()), None)
    return people or first


def _look_like_people(items: Sequence[Mapping[str, Any]]) -> bool:
    return any(key.lower() in _NAMES for key in items[0])


def _key(node: Any) -> str:  # noqa: ANN401 - any JSON
    if not isinstance(node, Mapping):
        return ""
    return next((str(node[key]) for key in ("id", "key", "name", "label") if key in node), "")


def _of_rows(document: list[Any]) -> list[Any]:
    """Lists under a first list of names, as objects."""
    rows = [row for row in document if isinstance(row, list)]
    if len(rows) < 2 or len(rows) != len(document):  # noqa: PLR2004 - a header and a row
        return document
    header, *others = rows
    names = [_header(cell) for cell in header]
    if not all(names) or len(set(names)) < len(names):
        return document
    return [dict(zip(names, row, strict=False)) for row in others]


def _header(cell: Any) -> str:  # noqa: ANN401 - any JSON
    if isinstance(cell, Mapping):
        cell = cell.get("label") or cell.get("id")
    return cell if isinstance(cell, str) else ""


def _is_by_key(document: Mapping[str, Any]) -> bool:
    """Whether every value is an object that says something of a person."""
    people: Iterable[Any] = document.values()
    return len(document) > 1 and all(
        isinstance(person, Mapping) and any(key.lower() in _NAMES for key in person)
        for person in people
    )

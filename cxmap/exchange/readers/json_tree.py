"""A tree of people in JSON, each with the list of those below: told as a list with managers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_BELOW = (
    "children", "reports", "directReports", "direct_reports", "subordinates", "_children",
    "members", "team",
)  # fmt: skip
_NAMES = ("name", "displayName", "label", "title", "fullName", "text")
_KEY, _MANAGER = "id", "manager_id"


def as_list(document: Any) -> Any:  # noqa: ANN401 - a document of any shape
    """Lay a tree of people out as a list.

    Args:
        document: Any JSON document.

    Returns:
        The people of the tree from the top down, each with a key and the key of the manager; the
        document itself when it is no such tree.
    """
    tops = document if isinstance(document, list) else [document]
    if not any(isinstance(top, Mapping) and _below(top) for top in tops):
        return document
    if not all(isinstance(top, Mapping) and any(name in top for name in _NAMES) for top in tops):
        return document
    people: list[dict[str, Any]] = []
    walk: list[tuple[Mapping[str, Any], str]] = [(top, "") for top in reversed(tops)]
    while walk:
        person, manager = walk.pop()
        field = _below(person)
        key = str(person.get(_KEY) or f"n{len(people) + 1}")
        told = {part: value for part, value in person.items() if part != field}
        people.append({**told, _KEY: key, _MANAGER: manager})
        if field:
            walk.extend(
                (below, key) for below in reversed(person[field]) if isinstance(below, Mapping)
            )
    return people


def _below(person: Mapping[str, Any]) -> str:
    """The field that lists those below; empty for somebody without any."""
    for field in _BELOW:
        value = person.get(field)
        if isinstance(value, list) and value and all(isinstance(one, Mapping) for one in value):
            return field
    return ""

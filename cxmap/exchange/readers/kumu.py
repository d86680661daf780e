"""Kumu: the JSON blueprint and the project export (its sheets are read as tables)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from cxmap.errors import SourceError
from cxmap.exchange.parts import Arc, Reading
from cxmap.exchange.readers.json_text import flat_text, load_json
from cxmap.exchange.readers.reader import Reader, ReadOptions
from cxmap.exchange.readers.records import Record, records_table

_ELEMENTS = re.compile(rb'"elements"\s*:\s*\[')
_OPENING = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*\{")
_DIRECTIONS = frozenset(("directed", "mutual", "undirected"))


def sniff(data: bytes, name: str) -> int:
    """A Kumu document is an object with elements and connections."""
    del name
    if _OPENING.match(data[:100]) and _ELEMENTS.search(data) and b'"connections"' in data:
        return 90
    return 0


def read(data: bytes, name: str, options: ReadOptions) -> Reading:
    """Read elements and connections.

    Raises:
        SourceError: Not JSON, or elements and connections of another shape.
    """
    del options
    document = load_json(data, name)
    elements, connections = _list(document, "elements", name), _list(document, "connections", name)
    records = [Record(index + 1, _element(item)) for index, item in enumerate(elements)]
    table, notes = records_table(
        records, name, preset={"id": "id", "name": "label", "kind": "element type"}, is_graph=True
    )
    arcs = tuple(_arc(item, index + 1, name) for index, item in enumerate(connections))
    return Reading(kind="kumu", source=name, tables=(table,), arcs=arcs, notes=notes)


def _list(document: Any, key: str, name: str) -> list[Mapping[str, Any]]:  # noqa: ANN401 - any JSON
    items = document.get(key) if isinstance(document, Mapping) else None
    if not isinstance(items, list):
        raise SourceError(
            f"{key} is no list", file=name, field=key, hint="Export the project again."
        )
    for index, item in enumerate(items):
        if not isinstance(item, Mapping):
            raise SourceError(
                f"{key}[{index}] is no object",
                file=name,
                field=f"{key}[{index}]",
                hint="Export the project again.",
            )
    return items


def _attributes(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """Attributes of both generations: beside the id, or under ``attributes`` in lower case."""
    inner = item.get("attributes")
    return inner if isinstance(inner, Mapping) else item


def _element(item: Mapping[str, Any]) -> dict[str, str]:
    attributes = _attributes(item)
    values = {
        key: flat_text(value) for key, value in attributes.items() if key not in {"id", "_id"}
    }
    label = flat_text(attributes.get("label"))
    values["label"] = label
    values["id"] = flat_text(item.get("id") or item.get("_id")) or label
    values["element type"] = flat_text(attributes.get("element type") or attributes.get("type"))
    values.pop("type", None)
    return values


def _arc(item: Mapping[str, Any], number: int, name: str) -> Arc:
    attributes = _attributes(item)
    a, b = flat_text(item.get("from")), flat_text(item.get("to"))
    if not a or not b:
        raise SourceError(
            f"connections[{number - 1}] names no two elements",
            file=name,
            field=f"connections[{number - 1}]",
            hint="Export the project again.",
        )
    swapped = item.get("reversed") is True
    direction = flat_text(item.get("direction"))
    strength = attributes.get("strength")
    return Arc(
        a=b if swapped else a,
        b=a if swapped else b,
        word=flat_text(
            attributes.get("connection type") or attributes.get("type") or attributes.get("label")
        ),
        direction=direction if direction in _DIRECTIONS else "directed",
        strength=float(strength) if isinstance(strength, int | float) else None,
        line=number,
        source=name,
        uncertain=swapped,
    )


READER = Reader(kind="kumu", title="Kumu map", sniff=sniff, read=read)
"""Blueprint and project export."""

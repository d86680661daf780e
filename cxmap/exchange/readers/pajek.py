"""Pajek networks and projects, several named relations in one file."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from cxmap.errors import SourceError
from cxmap.exchange.encoding import decode
from cxmap.exchange.parts import Arc, Reading
from cxmap.exchange.readers.graphml import as_number
from cxmap.exchange.readers.reader import Reader, ReadOptions
from cxmap.exchange.readers.records import Record, records_table

_OPENING = re.compile(
    rb"\A(?:\xef\xbb\xbf)?(?:\s|%[^\n]*\n)*\*(?:network|vertices)\b", re.IGNORECASE
)
_SECTION = re.compile(r"\*(\w+)\s*(?::\s*(\d+))?\s*(.*)$")
_RELATION_NUMBER = re.compile(r"^\d+\s*:\s*")
"""In a network of several relations a line may begin with the number of its own."""
_LABEL = re.compile(r'\s*(\d+)\s+(?:"((?:[^"\\]|\\.)*)"|(\S+))?')


class _Place(msgspec.Struct):
    """Where in the file the reader stands.

    Attributes:
        section: What the lines are: vertices, arcs, edges, lists, values of a partition.
        word: Name of the relation or the partition.
        number: Place of the next value of a partition.
    """

    section: str = ""
    word: str = ""
    number: int = 0


def sniff(data: bytes, name: str) -> int:
    """A Pajek file begins with *Network or *Vertices."""
    del name
    return 95 if _OPENING.match(data[:4000]) else 0


def read(data: bytes, name: str, options: ReadOptions) -> Reading:
    """Read vertices, all relations and partitions; vectors are left out.

    Raises:
        SourceError: A line that is neither a vertex nor a relation.
    """
    decoded = decode(data, name, options.encoding)
    place = _Place()
    vertices: dict[str, dict[str, str]] = {}
    lines: dict[str, int] = {}
    arcs: list[Arc] = []
    for line, raw in enumerate(decoded.text.splitlines(), start=1):
        text = raw.strip()
        if not text or text.startswith("%"):
            continue
        if text.startswith("*"):
            _enter(place, text)
        elif place.section == "vertices":
            match = _LABEL.match(text)
            if match is None:
                raise _refused(name, line, "vertex")
            vertices[match[1]] = {"vertex": match[1], "label": match[2] or match[3] or match[1]}
            lines[match[1]] = line
        elif place.section in _RELATIONS:
            arcs.extend(_RELATIONS[place.section](text, place, name, line))
        elif place.section == "partition":
            place.number += 1
            if str(place.number) in vertices:
                vertices[str(place.number)][place.word] = text
    if not vertices:
        raise SourceError(f"{name} has no vertices", file=name, line=1, hint="Export it again.")
    records = [Record(lines[key], values) for key, values in vertices.items()]
    table, notes = records_table(
        records, name, preset={"id": "vertex", "name": "label"}, is_graph=True
    )
    told = [note for note in (decoded.note(name),) if note]
    return Reading(
        kind="pajek", source=name, tables=(table,), arcs=tuple(arcs), notes=(*told, *notes)
    )


def _enter(place: _Place, text: str) -> None:
    """A section begins. The vertices of a partition are its values, not new vertices."""
    match = _SECTION.match(text)
    section = match[1].lower() if match else ""
    rest = match[3].strip().strip('"') if match else ""
    if section == "vertices" and place.section in {"partition", "vector"}:
        return
    place.section, place.word, place.number = section, rest, 0
    if section in _RELATIONS and rest.isdigit():
        place.word = ""


def _arcs(text: str, place: _Place, name: str, line: int) -> list[Arc]:
    parts = _RELATION_NUMBER.sub("", text).split()
    if len(parts) < 2 or not all(part.lstrip("-").isdigit() for part in parts[:2]):  # noqa: PLR2004 - two ends
        raise _refused(name, line, "relation")
    listed = place.section.endswith("list")
    weight = None if listed or len(parts) < 3 else as_number(parts[2])  # noqa: PLR2004 - a third is the weight
    ends = parts[1:] if listed else parts[1:2]
    direction = "directed" if place.section.startswith("arcs") else "undirected"
    return [
        Arc(
            a=parts[0],
            b=end,
            word=place.word,
            direction=direction,
            strength=weight,
            line=line,
            source=name,
        )
        for end in ends
    ]


def _row(text: str, place: _Place, name: str, line: int) -> list[Arc]:
    """A row of a matrix: the weights of the arcs from one vertex to all."""
    weights = [as_number(part) for part in text.split()]
    if any(weight is None for weight in weights):
        raise _refused(name, line, "row of a matrix")
    place.number += 1
    return [
        Arc(
            a=str(place.number),
            b=str(number),
            word=place.word,
            strength=weight,
            line=line,
            source=name,
        )
        for number, weight in enumerate(weights, start=1)
        if weight
    ]


def _refused(name: str, line: int, what: str) -> SourceError:
    return SourceError(
        f"a line that is no {what}", file=name, line=line, hint="The file may be cut."
    )


_RELATIONS: dict[str, Callable[[str, _Place, str, int], list[Arc]]] = {
    "arcs": _arcs,
    "edges": _arcs,
    "arcslist": _arcs,
    "edgeslist": _arcs,
    "matrix": _row,
}
"""How a line of a section tells relations."""

READER = Reader(kind="pajek", title="Pajek network", sniff=sniff, read=read)
"""Pajek networks and projects."""

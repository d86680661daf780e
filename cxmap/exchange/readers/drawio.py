"""draw.io's *Insert from CSV*: a block of comments above the table says which columns connect."""

from __future__ import annotations

import json
import re

import msgspec

from cxmap.exchange.header_words import header_words
from cxmap.exchange.parts import Arc, Table
from cxmap.exchange.relations import relation_meaning
from cxmap.text import fold

_CONTINUED = re.compile(r"\\\s*\r?\n#")
_CONNECT = re.compile(r"^# ?connect:\s*(\{.*\})\s*$", re.MULTILINE)


class Connect(msgspec.Struct, frozen=True):
    """One ``connect`` line: cells of a column name rows by another column.

    Attributes:
        start: Column whose cells name others.
        end: Column they are named by.
        word: What the arrow is called; empty when it is not.
    """

    start: str
    end: str
    word: str


def drawio_connects(preamble: str) -> list[Connect]:
    """The connect lines of a comment block; what cannot be read is no connect line."""
    found = []
    for text in _CONNECT.findall(_CONTINUED.sub("", preamble)):
        try:
            told = json.loads(text)
        except (json.JSONDecodeError, RecursionError):
            continue
        start, end = told.get("from"), told.get("to")
        if isinstance(start, str) and isinstance(end, str):
            found.append(Connect(start, end, str(told.get("label", ""))))
    return found


def connect(table: Table, connects: list[Connect]) -> tuple[Table, tuple[Arc, ...]]:
    """Give a table the lines its comment block describes.

    A column that is called like a manager, or holds one reference a row under an arrow that a
    manager would draw, is the manager column; cells with several references are relations.

    Returns:
        The table, with the manager column settled where one was found, and the relations.
    """
    columns = {fold(header): number for number, header in enumerate(table.header)}
    arcs: list[Arc] = []
    preset: dict[str, tuple[int, ...]] = dict(table.preset)
    for told in connects:
        start, end = columns.get(fold(told.start)), columns.get(fold(told.end))
        if start is None or end is None:
            continue
        if "manager" in header_words(told.start).fields:
            preset.setdefault("manager", (start,))
            continue
        word = told.word
        if relation_meaning(word).kind == "reports_to" and "manager" in preset:
            continue
        for row, line in zip(table.rows, table.lines, strict=True):
            arcs.extend(
                Arc(a=row[end], b=part.strip(), word=word, line=line, source=table.source)
                for part in row[start].split(",")
                if part.strip() and row[end]
            )
    return msgspec.structs.replace(table, preset=preset), tuple(arcs)

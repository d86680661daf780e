"""JSON read with suspicion: no key twice, no number that is none, no bottomless nesting."""

from __future__ import annotations

import json
import math
from typing import Any

from cxmap.errors import SourceError
from cxmap.exchange.bounds import MAX_OBJECTS, MAX_TREE_BYTES
from cxmap.exchange.encoding import decode

_MOST_DIGITS = 18
"""Longer whole numbers are identifiers at best and an attack at worst."""


class _Refused(str):
    """A number that cannot be taken, until the key it belongs to is known."""

    __slots__ = ()


def load_json(data: bytes, name: str) -> Any:  # noqa: ANN401 - a document of any shape
    """Parse a JSON document.

    Args:
        data: The bytes.
        name: The file, for messages.

    Returns:
        Dictionaries, lists and plain values.

    Raises:
        SourceError: Not JSON, a key twice, a number nobody can hold, too big or too deep.
    """
    if len(data) > MAX_TREE_BYTES:
        raise SourceError(
            f"{name} is {len(data):,} bytes; {MAX_TREE_BYTES:,} are allowed for JSON",
            file=name,
            hint="Export a part of the organisation, or CSV.",
        )
    if data.count(b"{") + data.count(b"[") > MAX_OBJECTS:
        raise SourceError(
            f"{name} holds more than {MAX_OBJECTS:,} objects and lists",
            file=name,
            hint="Export a part of the organisation, or CSV.",
        )
    text = decode(data, name).text
    try:
        document = _parsed(text, name)
    except json.JSONDecodeError as error:
        raise SourceError(
            f"{name} is not JSON: {error.msg}",
            file=name,
            line=error.lineno,
            hint="The file may be cut; export it again.",
        ) from error
    except RecursionError as error:
        raise SourceError(
            f"{name} is nested too deeply", file=name, hint="This is no people file."
        ) from error
    if isinstance(document, _Refused):
        raise _bad_number(name, "the document")
    return document


def _parsed(text: str, name: str) -> Any:  # noqa: ANN401 - a document of any shape
    """One document, or one document a line as a list."""
    decoder = json.JSONDecoder(
        object_pairs_hook=lambda pairs: _object(pairs, name),
        parse_int=_whole,
        parse_float=_fraction,
        parse_constant=_Refused,
    )
    try:
        return decoder.decode(text)
    except json.JSONDecodeError as error:
        lines = [line for line in text.splitlines() if line.strip()]
        if error.msg != "Extra data" or len(lines) < 2:  # noqa: PLR2004 - one line is one document
            raise
        try:
            return [decoder.decode(line) for line in lines]
        except json.JSONDecodeError:
            raise error from None


def _fraction(text: str) -> float | _Refused:
    number = float(text)
    return number if math.isfinite(number) else _Refused(text)


def _whole(text: str) -> int | _Refused:
    return int(text) if len(text) <= _MOST_DIGITS else _Refused(text)


def _object(pairs: list[tuple[str, Any]], name: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise SourceError(
                f"the key {key[:60]!r} stands twice in one object",
                file=name,
                field=key[:60],
                hint="Keep one of the two.",
            )
        if isinstance(value, _Refused) or (
            isinstance(value, list) and any(isinstance(part, _Refused) for part in value)
        ):
            raise _bad_number(name, key[:60])
        found[key] = value
    return found


def _bad_number(name: str, field: str) -> SourceError:
    return SourceError(
        f"{field} holds a number that cannot be taken",
        file=name,
        field=field,
        hint=f"Use at most {_MOST_DIGITS} digits, and no NaN or Infinity.",
    )


def flat_text(value: Any) -> str:  # noqa: ANN401 - any plain value
    """A value as a cell: lists joined, of objects in lists the value marked primary first.

    Nested objects give the empty text: their parts are read by name.
    """
    if value is None or isinstance(value, dict):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        parts = sorted(
            (part for part in value if part is not None),
            key=lambda part: not (isinstance(part, dict) and part.get("primary") is True),
        )
        texts = [
            flat_text(part.get("value") or part.get("name")) if isinstance(part, dict)
            else flat_text(part) if not isinstance(part, list) else ""
            for part in parts
        ]  # fmt: skip
        return " | ".join(text for text in texts if text)
    return str(value)

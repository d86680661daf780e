"""JSON from outside, read so that nothing is lost without a word.

Usual parsers keep the last of two equal keys, take NaN and half characters, and lose digits of long
numbers. Here each of these is refused with its line and column. It costs a second pass over the
text, so files whose checksum shows that cxmap wrote them do not come this way.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from cxmap.errors import DamagedMap
from cxmap.store.changes import DEEPEST, LARGEST_NUMBER
from cxmap.store.documents import Path
from cxmap.text import clean_line

_TOKEN = re.compile(r'[\s,:]*("(?:[^"\\]|\\.)*"|[\[\]{}]|[^\s,:\[\]{}"]+)', re.DOTALL)
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
_FRAME_DEPTH = 4
"""Table, document and field stand around a value that may be ``DEEPEST`` deep itself."""


class Place(NamedTuple):
    """Where something stands in a text, both counted from 1."""

    line: int
    column: int


class _Refused(ValueError):  # noqa: N818 - never leaves this module
    """Something that parses but is not to be taken; ``what`` in words."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


def parse(raw: bytes, file: str) -> tuple[Any, str]:
    """Read one JSON document.

    Args:
        raw: The bytes; UTF-8, with or without a byte-order mark.
        file: Name for the messages.

    Returns:
        The document and its text, for ``place_of``.

    Raises:
        DamagedMap: With line and column of the first thing that cannot be taken.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = _place(raw[: error.start].decode("utf-8-sig", "replace"), -1)
        raise _damaged(f"byte 0x{raw[error.start]:02x} is no UTF-8 text", file, place) from None
    try:
        document = json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_whole_number,
            parse_float=_number,
            parse_constant=_refuse_constant,
        )
    except json.JSONDecodeError as error:
        place = Place(error.lineno, error.colno)
        raise _damaged(f"it is no complete JSON: {error.msg}", file, place) from None
    except RecursionError:
        raise _damaged("it is nested too deeply", file, _first_fault(text)[1]) from None
    except _Refused as refused:
        what, place = _first_fault(text)
        raise _damaged(what or refused.what, file, place) from None
    what, place = _text_fault(text)
    if what:
        raise _damaged(what, file, place)
    return document, text


def place_of(text: str, path: Path) -> Place:
    """Where a value stands in a text that parses; its nearest container if it is not there."""
    best, depth = 0, -1
    for found, offset, _ in _walk(text):
        common = next(
            (n for n, (a, b) in enumerate(zip(found, path, strict=False)) if a != b),
            min(len(found), len(path)),
        )
        if common == len(found) and common > depth:
            best, depth = offset, common
        if found == path:
            break
    return _place(text, best)


def _damaged(what: str, file: str, place: Place) -> DamagedMap:
    return DamagedMap(
        f"{clean_line(what)} (line {place.line}, column {place.column})",
        file=file,
        line=place.line,
    )


def _place(text: str, offset: int) -> Place:
    before = text if offset < 0 else text[:offset]
    return Place(before.count("\n") + 1, len(before) - before.rfind("\n"))


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise _Refused("a key stands twice")
    return made


def _whole_number(digits: str) -> int:
    if len(digits) > len(str(LARGEST_NUMBER)) + 1 or not (
        -LARGEST_NUMBER <= int(digits) < LARGEST_NUMBER
    ):
        raise _Refused("the number is too large")
    return int(digits)


def _number(digits: str) -> float:
    value = float(digits)
    if not math.isfinite(value):
        raise _Refused("the number is too large")
    return value


def _refuse_constant(word: str) -> float:
    raise _Refused(f"{word} is no number that JSON knows")


def _text_fault(text: str) -> tuple[str, Place]:
    """Half characters come only from escapes; valid UTF-8 holds none."""
    if "\\ud" not in text and "\\uD" not in text:
        return "", Place(1, 1)
    for _, offset, token in _walk(text):
        if token.startswith('"') and _HALF_CHARACTER.search(json.loads(token)):
            return "half a character stands in a text", _place(text, offset)
    return "", Place(1, 1)


def _first_fault(text: str) -> tuple[str, Place]:
    """What ``parse`` refuses first, found by walking the text token by token."""
    seen: set[Path] = set()
    for path, offset, token in _walk(text):
        if len(path) > DEEPEST + _FRAME_DEPTH:
            return "it is nested too deeply", _place(text, offset)
        if path and path in seen:
            return f"{path[-1]} stands twice in {_named(path[:-1])}", _place(text, offset)
        seen.add(path)
        if token[0] in "-0123456789NI":
            try:
                json.loads(
                    token,
                    parse_int=_whole_number,
                    parse_float=_number,
                    parse_constant=_refuse_constant,
                )
            except _Refused as refused:
                return f"{_named(path)}: {refused.what}", _place(text, offset)
    return "", Place(1, 1)


def _named(path: Path) -> str:
    return " ".join(str(part) for part in path) or "the file"


def _walk(text: str) -> Iterator[tuple[Path, int, str]]:
    """Every value of a text that is JSON: its path, where its key (or itself) starts, its token."""
    path: list[str | int] = []
    objects: list[bool] = []
    key_offset: int | None = None
    for match in _TOKEN.finditer(text):
        word, start = match[1], match.start(1)
        if word in "]}":
            if not objects.pop():
                path.pop()
            if objects and objects[-1]:
                path.pop()
            continue
        if objects and objects[-1] and key_offset is None:
            path.append(json.loads(word))
            key_offset = start
            continue
        if objects and not objects[-1]:
            last = path.pop()
            path.append(last + 1 if isinstance(last, int) else 0)
        yield tuple(path), start if key_offset is None else key_offset, word
        if word in "[{":
            objects.append(word == "{")
            if word == "[":
                path.append(-1)
            key_offset = None
            continue
        if objects and objects[-1]:
            path.pop()
        key_offset = None

"""Plain values as a JSON document."""

from __future__ import annotations

from typing import Any


def write_json(document: Any) -> bytes:  # noqa: ANN401 - whatever JSON can hold
    """A document of objects, lists, texts, numbers and days as indented UTF-8 JSON.

    Days are ISO 8601; the order of keys is kept; the file ends with a line end.
    """
    import orjson

    return orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)

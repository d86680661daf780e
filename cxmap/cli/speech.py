"""Everything that is said: results on stdout, talk on stderr, never a raw control byte.

Names and notes come from files of all kinds. Text is cleaned here once more before it is printed,
so that a map written by another program cannot reach the terminal's controls either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import click

from cxmap.text import clean_text

_UNSAFE_IN_JSON = re.compile("[\x7f-\x9f\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
"""What JSON may hold raw and a terminal should not get; written as an escape, nothing is lost."""

_GAP = "  "
_UNBROKEN = 100_000
"""Columns of a line that goes into a file or a pipe."""
_WIDEST, _NARROWEST = 100, 24
"""Columns of the longest line, and of the narrowest column that text is broken into."""


def tell(text: str = "") -> None:
    """Print a line, or lines, of the result on stdout."""
    click.echo(clean_text(text))


def say(text: str) -> None:
    """Print a remark on stderr."""
    click.echo(clean_text(text), err=True)


def document(value: Any) -> None:  # noqa: ANN401 - any value that JSON can hold
    """Print one JSON document on stdout: UTF-8, two blanks a level, structs and dates included."""
    import orjson

    written = orjson.dumps(value, default=_plain, option=orjson.OPT_INDENT_2)
    click.echo(_escaped(written.decode()).encode())


def one_line_document(value: Any) -> str:  # noqa: ANN401 - any value that JSON can hold
    """A JSON document in one line of ASCII, as it ends stderr on a refusal."""
    import json

    return json.dumps(value, ensure_ascii=True)


def aligned(rows: Iterable[Sequence[str]], *, indent: str = "") -> str:
    """Rows in columns, each as wide as its widest cell; a long last cell goes on below itself.

    Args:
        rows: Cells of one line each; rows may be of different length. Cleaned here.
        indent: Put before every row.

    Returns:
        The lines, joined; empty when there are no rows.
    """
    from rich.cells import cell_len

    cells = [[" ".join(clean_text(cell).split()) for cell in row] for row in rows]
    columns = max((len(row) for row in cells), default=0)
    widths = [0] * columns
    for row in cells:
        for at, cell in enumerate(row[:-1]):
            widths[at] = max(widths[at], cell_len(cell))
    lines = []
    for row in cells:
        begin = indent + "".join(
            cell + " " * (widths[at] - cell_len(cell)) + _GAP for at, cell in enumerate(row[:-1])
        )
        last = row[-1] if row else ""
        lines.append(_hanging(last, begin, cell_len(begin)).rstrip())
    return "\n".join(lines)


def _hanging(text: str, begin: str, width: int) -> str:
    """Text behind a beginning; what does not fit goes on below, if there is room to speak of."""
    import textwrap

    room = _line_width() - width
    if room < _NARROWEST or len(text) <= room:
        return begin + text
    first, *more = textwrap.wrap(text, room, break_on_hyphens=False, break_long_words=False)
    return "\n".join([begin + first, *(" " * width + line for line in more)])


def _line_width() -> int:
    """Columns of a line of text: those of the terminal, within reason; no end where nobody reads.

    A script that looks for ``line 9`` must not find it broken in two.
    """
    import shutil

    columns = shutil.get_terminal_size(fallback=(0, 0)).columns
    return max(40, min(_WIDEST, columns)) if columns else _UNBROKEN


def wrapped(text: str, *, indent: str = "", hanging: str | None = None) -> str:
    """Text broken into lines that fit the terminal (at most 100 columns), the first one indented.

    Args:
        text: One or several paragraphs. Cleaned here.
        indent: Put before the first line.
        hanging: Put before the others; as ``indent`` unless given.
    """
    import textwrap

    width = _line_width()
    later = indent if hanging is None else hanging
    lines: list[str] = []
    for part in clean_text(text).split("\n"):
        first = indent if not lines else later
        lines += textwrap.wrap(
            part,
            width,
            initial_indent=first,
            subsequent_indent=later,
            break_on_hyphens=False,
            break_long_words=False,  # a path that was broken cannot be copied
        ) or [""]
    return "\n".join(lines)


def _escaped(text: str) -> str:
    return _UNSAFE_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _plain(value: object) -> object:
    import msgspec

    return msgspec.to_builtins(value)

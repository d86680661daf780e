"""Content lines: the grammar that calendars (RFC 5545) and cards (RFC 2426) are written in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_WIDEST = 75
"""Octets of a line without its end; a longer one is folded."""


def escape(text: str) -> str:
    """A text as the value of a line: backslash, comma, semicolon and line ends are marked."""
    marked = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return marked.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def text_line(name: str, text: str) -> str:
    """A line whose value is one text."""
    return f"{name}:{escape(text)}"


def parts_line(name: str, parts: Sequence[str]) -> str:
    """A line whose value has parts, for example a family and a given name."""
    return f"{name}:{';'.join(escape(part) for part in parts)}"


def list_line(name: str, items: Iterable[str]) -> str:
    """A line whose value is a list of texts."""
    return f"{name}:{','.join(escape(item) for item in items)}"


def block(name: str, lines: Iterable[str]) -> list[str]:
    """Lines between BEGIN and END of a component."""
    return [f"BEGIN:{name}", *lines, f"END:{name}"]


def write_lines(lines: Iterable[str]) -> bytes:
    """Lines as a file: folded at 75 octets and never inside a letter, ended as the standard asks."""
    return b"".join(_folded(line) + b"\r\n" for line in lines)


def _folded(line: str) -> bytes:
    rows: list[bytes] = []
    row = b""
    for letter in line:
        octets = letter.encode()
        if len(row) + len(octets) > _WIDEST:
            rows.append(row)
            # The blank that begins a continuation counts as one of its octets.
            row = b" "
        row += octets
    return b"\r\n".join((*rows, row))

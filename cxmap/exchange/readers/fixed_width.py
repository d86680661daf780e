"""Text in columns of a fixed width, as a shell prints a table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cxmap.exchange.header_words import header_words

_CELL = re.compile(r"\S+(?: \S+)*")
_FEWEST = 2


def columns_of(text: str) -> list[int] | None:
    """Where the columns begin; None for text that is no such table.

    The header's cells are parted by two blanks at least, two of them are known words, and in the
    lines below no word stands across the beginning of a column.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) < _FEWEST or "\t" in text:
        return None
    cells = list(_CELL.finditer(lines[0]))
    known = sum(bool(header_words(cell.group()).fields) for cell in cells)
    starts = [cell.start() for cell in cells]
    if len(cells) < _FEWEST or known < _FEWEST or starts[0]:
        return None
    return starts if all(_fits(line, starts) for line in lines[1:]) else None


def cells_of(line: str, starts: Sequence[int]) -> list[str]:
    """The cells of one line."""
    ends = [*starts[1:], len(line)]
    return [line[start:end] for start, end in zip(starts, ends, strict=True)]


def _fits(line: str, starts: Sequence[int]) -> bool:
    return all(start >= len(line) or line[start - 1] == " " for start in starts[1:])

"""What one row of a list shows, and how it is fitted to its columns by terminal cells.

A text from the map is never markup here: it is cut, padded and drawn letter by letter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from rich.cells import cell_len, chop_cells, set_cell_size

from cxmap.tui.border import one_line


class Tone(StrEnum):
    """How a piece of text sounds; the theme says which colour that is."""

    PLAIN = "plain"
    STRONG = "strong"
    MUTED = "muted"
    PRIMARY = "primary"
    ACCENT = "accent"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


class Span(NamedTuple):
    """A piece of text in one tone."""

    text: str
    tone: Tone = Tone.PLAIN


Cell = tuple[Span, ...]
"""What stands in one column of one row; empty for nothing."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of a list.

    The first column gets what is left when the others have theirs, so it carries the name.
    """

    title: str
    """Word in the line above the rows."""
    width: int = 0
    """Fixed width in cells; 0 for a column that shares what is left."""
    share: int = 1
    """Weight among the columns that share."""
    least: int = 8
    """Fewest cells of a sharing column."""
    from_width: int = 0
    """Width of the list, in cells, from which on the column is shown."""
    is_number: bool = False
    """Set to the right."""


GAP = 2
"""Blank cells between two columns."""


def column_widths(columns: Sequence[Column], width: int) -> tuple[int, ...]:
    """Share a width out among columns.

    Args:
        columns: In the order of the screen.
        width: Cells to fill, the gaps included.

    Returns:
        One width for each column, 0 for a column that does not fit. The shown widths and the gaps
        between them add up to ``width`` when a sharing column is shown.
    """
    shown = [at for at, column in enumerate(columns) if width >= column.from_width]
    while len(shown) > 1 and _least(columns, shown) > width:
        shown.pop()
    sharing = [at for at in shown if not columns[at].width]
    left = width - GAP * (len(shown) - 1) - sum(columns[at].width for at in shown)
    weights = sum(columns[at].share for at in sharing)
    found = [columns[at].width if at in shown else 0 for at in range(len(columns))]
    spare = left
    for at in sharing:
        found[at] = max(0, left * columns[at].share // weights)
        spare -= found[at]
    if sharing and spare > 0:
        found[sharing[0]] += spare
    return tuple(found)


def _least(columns: Sequence[Column], shown: Sequence[int]) -> int:
    return GAP * (len(shown) - 1) + sum(columns[at].width or columns[at].least for at in shown)


def fit(cell: Cell, width: int, *, is_number: bool = False, ellipsis: str = "…") -> list[Span]:
    """A cell cut or padded to exactly some terminal cells.

    Args:
        cell: The pieces of text.
        width: Cells to fill, 0 or more.
        is_number: Pad on the left instead of the right.
        ellipsis: Written where text was cut; one cell wide.

    Returns:
        Pieces whose cell widths add up to ``width``.
    """
    if width <= 0:
        return []
    spans: list[Span] = []
    room = width
    for text, tone in cell:
        shown = one_line(text)
        size = cell_len(shown)
        if size > room:
            cut = _cut(shown, room, ellipsis)
            if cut:
                spans.append(Span(cut, tone))
            elif spans:
                last = spans[-1]
                spans[-1] = Span(_cut(last.text + "  ", cell_len(last.text), ellipsis), last.tone)
            return spans
        if size:
            spans.append(Span(shown, tone))
            room -= size
    if room:
        pad = Span(" " * room)
        return [pad, *spans] if is_number else [*spans, pad]
    return spans


def _cut(text: str, width: int, ellipsis: str) -> str:
    """The beginning of a text that is too long, with the ellipsis, exactly ``width`` cells."""
    if width <= 0:
        return ""
    return set_cell_size(text, width - 1) + ellipsis


def cell_width(text: str) -> int:
    """Terminal cells that a text takes when it is shown."""
    return cell_len(one_line(text))


def head(text: str, width: int) -> str:
    """A text shortened to at most some cells, with an ellipsis when it was cut."""
    shown = one_line(text)
    return shown if cell_len(shown) <= width else _cut(shown, width, "…")


def wrap(text: str, width: int) -> list[str]:
    """A text broken into lines of at most some cells, between words where there are any.

    Args:
        text: Anything; its own line ends stay.
        width: Cells of a line, at least 1.

    Returns:
        The lines; none for an empty text.
    """
    lines: list[str] = []
    for part in text.splitlines():
        line, size = "", 0
        for word in one_line(part).split():
            length = cell_len(word)
            if line and size + 1 + length <= width:
                line, size = f"{line} {word}", size + 1 + length
                continue
            if line:
                lines.append(line)
            *whole, line = chop_cells(word, max(1, width)) or [""]
            lines += whole
            size = cell_len(line)
        if line:
            lines.append(line)
    return lines

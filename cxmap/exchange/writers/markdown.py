"""Documents as Markdown (CommonMark with GitHub's tables)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cxmap.exchange.writers.plain import (
    Block,
    Branch,
    Bullets,
    Chart,
    Document,
    Figures,
    Heading,
    Kind,
    Paragraph,
    Table,
    say_cell,
)

_SIGNS = re.compile(r"([\\`*_\[\]<>~|]|(?<!\S)#)")
"""Signs that mean something anywhere in a line; a number sign only where it begins a word."""
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LINE_START = re.compile(r"^(\s*)([-+=](?=[\s=-]|$)|\d{1,9}(?=[.)]))")
"""What would begin a heading, a list or a rule."""


def escape(text: str) -> str:
    """One line of text as it must stand so that every letter is shown, and nothing is a link.

    A marker at the start of the line is broken as well; the text must not hold line ends.
    """
    safe = _ENTITY.sub("&amp;", _SIGNS.sub(r"\\\1", text))
    start = _LINE_START.match(safe)
    if start is None:
        return safe
    blanks, marker = start.groups()
    rest = safe[start.end() :]
    if marker.isdigit():
        return f"{blanks}{marker}\\{rest}"
    return f"{blanks}\\{marker}{rest}"


def write_markdown(document: Document) -> bytes:
    """A document as Markdown, UTF-8, one blank line between its parts."""
    parts = [f"# {escape(_one_line(document.title))}"]
    parts += ["\n".join(_lines(block)) for block in document.blocks]
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * block.level} {escape(_one_line(block.text))}"
        case Paragraph():
            lines = [escape(line.strip()) for line in block.text.splitlines()] or [""]
            # A backslash at the end of a line keeps the line end.
            yield "\\\n".join(lines)
        case Bullets():
            for number, item in enumerate(block.items, start=1):
                marker = f"{number}." if block.numbered else "-"
                yield f"{marker} {escape(_one_line(item))}"
        case Figures():
            for figure, what in block.items:
                yield f"- **{escape(_one_line(figure))}** {escape(_one_line(what))}"
        case Table():
            yield from _table(block.for_people())
        case Branch():
            yield from _branch(block)
        case Chart():
            yield from _chart(block)


def _table(table: Table) -> Iterator[str]:
    yield _row([escape(column.header) for column in table.columns])
    right = (Kind.NUMBER, Kind.SHARE)
    yield _row(["---:" if column.kind in right else "---" for column in table.columns])
    for row in table.rows:
        cells = zip(row, table.columns, strict=True)
        yield _row([_cell(say_cell(cell, column.kind)) for cell, column in cells])


def _cell(text: str) -> str:
    return "<br>".join(escape(line.strip()) for line in text.splitlines())


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _branch(top: Branch) -> Iterator[str]:
    """A tree as nested points, without recursion: a chart may be thousands of levels deep."""
    waiting = [(top, 0)]
    while waiting:
        branch, depth = waiting.pop()
        words = ", ".join(line for line in (branch.detail, *branch.mark.splitlines()) if line)
        text = f"{branch.label} ({words})" if words else branch.label
        more = f", {branch.more} more below" if branch.more else ""
        yield f"{'  ' * depth}- {escape(_one_line(text + more))}"
        waiting += [(below, depth + 1) for below in reversed(branch.below)]


def _chart(chart: Chart) -> Iterator[str]:
    yield f"{escape(_one_line(chart.caption))}\n"
    yield _row(["Day", "Count", "Needed"])
    yield _row(["---", "---:", "---:"])
    for day, have, needed in chart.points:
        yield _row([day.isoformat(), str(have), str(needed)])
    for day, how_sure in chart.ahead:
        yield _row([day.isoformat(), "", escape(_one_line(how_sure))])


def _one_line(text: str) -> str:
    return " ".join(text.split())

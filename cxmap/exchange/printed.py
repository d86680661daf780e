"""What is printed around the rows of a list: rules, repeated headers, numbers of pages, sums."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from cxmap.exchange.parts import Skipped
from cxmap.text import clean_line, fold

_BREAKS = frozenset("PpSsTtZz")
"""What the first cell of such a row begins with."""
_TOTAL_WORDS = re.compile(
    r"^(?:grand )?(?:total|totals|sum|summe|gesamt|anzahl|count|nombre|suma|recuento|end of report|"
    r"ende|fin|records?|rows?|generated|confidential|vertraulich|stand|exported|report run|as of|"
    r"source|quelle|subtotal|number of|copyright|all rights|grand totals?|page|seite|printed|"
    r"gedruckt|erstellt|filters?|filtered by|report (?:generated|name|date|filters?)|"
    r"\(?[\d,.]+ (?:rows?|records?|items?|zeilen|lignes|filas)(?: in set| selected| affected)?)\b"
)
_RULE = re.compile(r"\s*[+:]?[-=]+(?:\+[-=]+)*[+:]?\s*$")
_PAGE = re.compile(
    r"(?:page|seite|pagina) \d+(?: (?:of|von|de|/) \d+)?$|(?:sub)?totals?\b[^a-z]*$|"
    r"(?:zwischen|teil)summe\b[^a-z]*$"
)
"""What a printed list says between its rows."""


class RawRow(msgspec.Struct, frozen=True, gc=False):
    """Cells as read, and the line they begin on."""

    line: int
    cells: list[str]


def says_something(row: RawRow) -> bool:
    """Whether a row is neither blank nor only the line under the header of a pasted table."""
    if row.cells and row.cells[0][:1].isalnum():
        return True
    filled = [cell for cell in row.cells if cell.strip()]
    is_rule = any(len(cell.strip()) > 2 for cell in filled)  # noqa: PLR2004 - a lone sign stands for nothing
    return bool(filled) and not (is_rule and all(map(_RULE.match, filled)))


def without_totals(
    rows: Sequence[RawRow], width: int, source: str
) -> tuple[Sequence[RawRow], list[Skipped]]:
    """The rows less a block of totals and remarks at the end."""
    end, skipped = len(rows), []
    while end > 1:
        row = rows[end - 1]
        filled = [cell.strip() for cell in row.cells if cell.strip()]
        first = fold(filled[0])
        sparse = len(filled) * 2 <= max(width, 4)
        total = _TOTAL_WORDS.match(first) is not None or first.endswith(":")
        remark = len(filled) == 1 and len(row.cells) < width and len(filled[0].split()) > 3  # noqa: PLR2004
        if not (sparse and (total or remark)):
            break
        skipped.append(
            Skipped(row=row.line, why=f"total line: {clean_line(filled[0])}", source=source)
        )
        end -= 1
    return rows[:end], skipped[::-1]


def without_breaks(
    rows: Sequence[RawRow], header: Sequence[str], source: str
) -> tuple[Sequence[RawRow], list[Skipped]]:
    """The rows less what a printed list repeats on every page: its header, numbers of pages, sums."""
    first = next((name for name in header if name), "")
    skipped = []
    kept = []
    for row in rows:
        cell = row.cells[0] if row.cells else ""
        if first and cell == header[0] and tuple(map(clean_line, row.cells)) == tuple(header):
            skipped.append(Skipped(row=row.line, why="repeats the header", source=source))
        elif cell[:1] in _BREAKS and _is_break(row):
            why = f"no row of the list: {clean_line(cell)}"
            skipped.append(Skipped(row=row.line, why=why, source=source))
        else:
            kept.append(row)
    return (kept, skipped) if skipped else (rows, [])


def _is_break(row: RawRow) -> bool:
    """Whether a row counts pages or sums up: its first cell says so, the others are numbers."""
    others = [cell for cell in row.cells[1:] if cell.strip()]
    return _PAGE.match(fold(row.cells[0].strip())) is not None and not any(
        letter.isalpha() for cell in others for letter in cell
    )

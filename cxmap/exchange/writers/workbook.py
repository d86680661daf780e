"""Tables as an XLSX workbook: one sheet and one real table each, with filter and frozen header."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from cxmap.exchange.writers.csv_table import is_number, starts_formula
from cxmap.exchange.writers.plain import Cell, Kind, Table, say_cell

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

_NARROWEST, _WIDEST = 8, 60
_LONGEST_TEXT = 32_767
"""Letters that a cell of a sheet can hold."""
_FIRST_DAY = date(1900, 3, 1)
"""Older days are written as text: before it the calendar of the sheets is a day off."""
_FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
_LONGEST_NAME = 31


class _Styles:
    """The formats of one workbook."""

    def __init__(self, book: Workbook) -> None:
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        # Without the prefix, a text such as "=1+1" would become a formula once somebody edits it.
        self.guarded = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
        self.date = book.add_format({"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"})
        self.share = book.add_format({"num_format": "0%", "valign": "top"})
        self.number = book.add_format({"valign": "top"})


def write_workbook(tables: Sequence[Table], *, made_on: date) -> bytes:
    """Tables as a workbook.

    Texts are never taken for formulas, numbers or links, whatever they begin with; days are days
    and shares are percentages. The same tables on the same day give the same bytes.

    Args:
        tables: One sheet each, at least one; sheets are called after them.
        made_on: The day that the file names as its own.
    """
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = Workbook(out, options)
    day = datetime(made_on.year, made_on.month, made_on.day, tzinfo=UTC)
    book.set_properties({"created": day})
    styles = _Styles(book)
    taken: set[str] = set()
    for number, table in enumerate(tables, start=1):
        sheet = book.add_worksheet(_sheet_name(table.name, taken))
        _fill(sheet, table.for_people(), styles, table_name=f"Table{number}")
    book.close()
    return out.getvalue()


def _fill(sheet: Worksheet, table: Table, styles: _Styles, *, table_name: str) -> None:
    """Write one table into its sheet."""
    last = max(len(table.rows), 1)
    headers: list[dict[str, Any]] = [{"header": column.header} for column in table.columns]
    sheet.add_table(
        0,
        0,
        last,
        len(table.columns) - 1,
        {"name": table_name, "columns": headers, "style": "Table Style Light 9"},
    )
    for line, row in enumerate(table.rows, start=1):
        for place, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
            _put(sheet, (line, place), cell, column.kind, styles)
    for place, width in enumerate(_widths(table)):
        sheet.set_column(place, place, width)
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _put(sheet: Worksheet, place: tuple[int, int], cell: Cell, kind: Kind, styles: _Styles) -> None:
    """Write one cell as what it is; an empty one is left empty."""
    line, column = place
    if isinstance(cell, int | float) and is_number(cell, kind):
        style = styles.share if kind is Kind.SHARE else styles.number
        sheet.write_number(line, column, cell, style)
    elif isinstance(cell, date) and cell >= _FIRST_DAY:
        day = datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001 - a sheet knows no zones
        sheet.write_datetime(line, column, day, styles.date)
    elif text := say_cell(cell, kind):
        style = styles.guarded if starts_formula(text) else styles.text
        sheet.write_string(line, column, text[:_LONGEST_TEXT], style)


def _widths(table: Table) -> list[int]:
    """Width of each column in letters, from its longest line; the filter's button included."""
    from rich.cells import cell_len

    widths = [cell_len(column.header) + 4 for column in table.columns]
    for row in table.rows:
        for place, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
            lines = say_cell(cell, column.kind).splitlines() or [""]
            longest = max(cell_len(line) for line in lines)
            widths[place] = max(widths[place], longest + 2)
    return [min(max(width, _NARROWEST), _WIDEST) for width in widths]


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name that a sheet may have, unlike the others of the workbook."""
    plain = _FORBIDDEN_IN_NAMES.sub(" ", name).strip()[:_LONGEST_NAME] or "Sheet"
    made, number = plain, 2
    while made.casefold() in taken or made.casefold() == "history":
        tail = f" {number}"
        made = plain[: _LONGEST_NAME - len(tail)] + tail
        number += 1
    taken.add(made.casefold())
    return made

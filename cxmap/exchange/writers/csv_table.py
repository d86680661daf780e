"""Tables as CSV (RFC 4180), safe to be opened in a spreadsheet."""

from __future__ import annotations

import csv
import io

from cxmap.exchange.writers.plain import Cell, Kind, Table, say_cell

FORMULA_SIGNS = frozenset("=+-@\uff1d\uff0b\uff0d\uff20")
"""Signs with which a spreadsheet begins a formula, and their full-width twins."""

_UNSAFE_STARTS = ("\t", "\r", "\n")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def starts_formula(text: str) -> bool:
    """Whether a spreadsheet might run the text: a formula sign after blanks, or a control first."""
    return text.startswith(_UNSAFE_STARTS) or text.lstrip()[:1] in FORMULA_SIGNS


def csv_cell(cell: Cell, kind: Kind = Kind.TEXT) -> str:
    """A cell as it stands in the file.

    A text that a spreadsheet might run gets an apostrophe before it; an import takes one off again.
    Numbers are never touched: ``-5`` stays a number.
    """
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return str(cell)
    text = say_cell(cell, kind)
    return f"'{text}" if starts_formula(text) else text


def write_csv(table: Table) -> bytes:
    """A table as CSV: comma, line ends as the standard asks, UTF-8.

    A byte-order mark stands in front as soon as a letter is not plain ASCII: without it Excel reads
    names such as Zo\u00eb in the code page of the machine. A plain file is the same in both, and
    stays free of a mark that other programs might take for a part of the first header.
    """
    shown = table.for_people()
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet, lineterminator="\r\n")
    writer.writerow([csv_cell(column.header) for column in shown.columns])
    for row in shown.rows:
        cells = zip(row, shown.columns, strict=True)
        writer.writerow([csv_cell(cell, column.kind) for cell, column in cells])
    text = sheet.getvalue()
    return text.encode() if text.isascii() else _BYTE_ORDER_MARK + text.encode()


def is_number(cell: Cell, kind: Kind) -> bool:
    """Whether a cell is a number to be added up, not a text, a date or a yes."""
    return (
        kind in (Kind.NUMBER, Kind.SHARE)
        and isinstance(cell, int | float)
        and not isinstance(cell, bool)
    )

"""XLSX workbooks, read with suspicion: sizes from the zip directory, no DTD, stored values only."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from cxmap.errors import SourceError
from cxmap.exchange.bounds import (
    MAX_PART_BYTES,
    MAX_PARTS,
    MAX_RATIO,
    MAX_ROWS,
    MAX_SHEET_COLUMNS,
    MAX_WORKBOOK_BYTES,
    RATIO_FLOOR,
)
from cxmap.exchange.parts import Reading, Skipped, Table
from cxmap.exchange.printed import RawRow
from cxmap.exchange.readers.reader import Reader, ReadOptions
from cxmap.exchange.readers.sheet_cells import Book, address
from cxmap.exchange.table import find_table
from cxmap.headway import Tell, part_of

_OLD_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BLANK_RUN = 1_000
"""After this many blank rows the list is over: a lone cell far below is a slip or an attack."""
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def sniff(data: bytes, name: str) -> int:
    """A workbook is a zip with workbook parts; a compound file is its old or encrypted form."""
    if data.startswith(_OLD_CONTAINER):
        return 90
    if not data.startswith(b"PK"):
        return 0
    if b"xl/" in data or name.lower().endswith((".xlsx", ".xlsm")):
        return 95
    return 60


def read(data: bytes, name: str, options: ReadOptions) -> Reading:
    """Read every visible sheet that holds a table.

    Raises:
        SourceError: Damaged, encrypted, too big, with a DTD, or without any table.
    """
    if data.startswith(_OLD_CONTAINER):
        raise SourceError(
            f"{name} is password-protected or an old .xls workbook",
            file=name,
            hint="Open it, save it as .xlsx without a password, and import that.",
        )
    _check_parts(data, name)
    tables: list[Table] = []
    skipped: list[Skipped] = []
    notes: list[str] = []
    sheets = [sheet for sheet in _sheets(data, name, options.tell) if sheet[1]]
    for title, rows, faults, cut in sheets:
        source = name if len(sheets) == 1 else f"{name} [{title}]"
        found = find_table(
            rows, source, ragged=False, faults=faults, what="row", wanted=options.headers
        )
        if cut:
            notes.append(f"{source}: columns after the {MAX_SHEET_COLUMNS}th left out")
        if found is None:
            continue
        tables.append(found.table)
        skipped.extend(found.skipped)
        notes.extend(found.notes)
    named = [table for table in tables if table.header_line]
    if named and any(len(table.header) > 1 for table in named):
        covers = [table for table in tables if not table.header_line and len(table.header) == 1]
        notes.extend(f"{cover.source}: left out, text and no table" for cover in covers)
        tables = [table for table in tables if table not in covers]
    if not tables:
        raise SourceError(
            f"{name} has no sheet with a table", file=name, hint="Put the list on a visible sheet."
        )
    return Reading(
        kind="xlsx",
        source=name,
        tables=tuple(tables),
        skipped=tuple(skipped),
        notes=tuple(notes),
    )


def _damaged(name: str, why: str) -> SourceError:
    return SourceError(
        f"the workbook {name} is damaged: {why}",
        file=name,
        hint="Download it again, or open it and save it anew.",
    )


def _check_parts(data: bytes, name: str) -> None:
    """Refuse what would unpack too far or holds a DTD."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if not any(part.filename == "xl/workbook.xml" for part in parts):
                raise SourceError(
                    f"{name} is a zip archive, not a workbook",
                    file=name,
                    hint="Unpack it and import the list inside.",
                )
            _check_sizes(parts, name)
            for part in parts:
                if not part.filename.endswith((".xml", ".rels")):
                    continue
                content = archive.read(part)
                if len(content) > MAX_PART_BYTES:
                    raise _too_big(name, part.filename)
                if _DTD.search(content[:4096]) or b"<!ENTITY" in content:
                    raise SourceError(
                        f"{part.filename} in {name} holds a DTD, which has no place in a workbook",
                        file=name,
                        field=part.filename,
                        hint="Do not trust this file; ask for it again.",
                    )
    except zipfile.BadZipFile as error:
        raise _damaged(
            name, "its directory is missing, a download may have been cut short"
        ) from error
    except (zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise _damaged(name, str(error)) from error


def _too_big(name: str, part: str) -> SourceError:
    return SourceError(
        f"{part} in {name} unpacks to more than a people file needs",
        file=name,
        field=part,
        hint="Save the sheet with the people alone, or as CSV.",
    )


def _check_sizes(parts: list[zipfile.ZipInfo], name: str) -> None:
    if len(parts) > MAX_PARTS:
        raise _too_big(name, f"the list of {len(parts):,} parts")
    for part in parts:
        tight = part.file_size > RATIO_FLOOR and part.file_size > MAX_RATIO * part.compress_size
        if part.file_size > MAX_PART_BYTES or tight:
            raise _too_big(name, part.filename)
        if part.flag_bits & 1:
            raise SourceError(
                f"{name} is password-protected", file=name, hint="Save it without a password."
            )
    if sum(part.file_size for part in parts) > MAX_WORKBOOK_BYTES:
        raise _too_big(name, "the whole")


_Sheet = tuple[str, list[RawRow], dict[tuple[int, int], str], bool]


def _sheets(data: bytes, name: str, tell: Tell) -> list[_Sheet]:
    """Title, rows, faulty cells and whether columns were cut, sheet by sheet."""
    from xml.etree.ElementTree import ParseError

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            book = Book.open(archive)
            many = len(book.sheets)
            return [
                _sheet(book, title, path, name, part_of(tell, at / many, (at + 1) / many))
                for at, (title, path) in enumerate(book.sheets)
            ]
    except (ParseError, KeyError, ValueError, TypeError, EOFError, OSError) as error:
        raise _damaged(name, str(error).strip("'\"")) from error
    except (zipfile.BadZipFile, zlib.error, IndexError, NotImplementedError) as error:
        raise _damaged(name, str(error)) from error


def _sheet(book: Book, title: str, path: str, name: str, tell: Tell) -> _Sheet:
    rows: list[RawRow] = []
    faults: dict[tuple[int, int], str] = {}
    cut, width = False, 0
    for line, cells in book.rows(path, tell):
        if rows and line - rows[-1].line > _BLANK_RUN:
            break
        values: list[str] = []
        for cell in cells:
            if cell.column >= MAX_SHEET_COLUMNS:
                cut = True
                continue
            values.extend([""] * (cell.column + 1 - len(values)))
            values[cell.column] = cell.text
            if cell.fault:
                faults[line, cell.column] = f"{address(line, cell.column)} {cell.fault}"
        if not values:
            continue
        width = max(width, len(values))
        rows.append(RawRow(line, values))
        if len(rows) > MAX_ROWS:
            raise SourceError(
                f"a sheet of more than {MAX_ROWS:,} rows", file=name, line=line, field=title
            )
    padded = [RawRow(row.line, row.cells + [""] * (width - len(row.cells))) for row in rows]
    return title, padded, faults, cut


READER = Reader(kind="xlsx", title="Excel workbook", sniff=sniff, read=read)
"""XLSX and XLSM."""

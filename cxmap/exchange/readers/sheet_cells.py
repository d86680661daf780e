"""The cells of a workbook, one pass over the stored XML.

Of a formula the stored value is read. A formula without one and an error value are told apart from
an empty cell, which a general reader does not do; nothing is computed and nothing is fetched.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import datetime, time
from typing import IO
from xml.etree.ElementTree import Element

import msgspec

from cxmap.exchange.bounds import MAX_SHARED_TEXTS
from cxmap.headway import Tell, to_nobody

_TOLD_ROWS = 2_000
"""After so many rows each it is told how far the sheet is."""
_TAG = re.compile(r"^\{[^}]*\}")
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})$")
_COMMENT = re.compile(r"\(ignore\)", re.IGNORECASE)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_RELATION = "http://purl.oclc.org/ooxml/officeDocument/relationships"


class Cell(msgspec.Struct, frozen=True):
    """A cell that holds something.

    Attributes:
        column: From 0.
        text: Its value as text; whole numbers without a fraction, dates in ISO form.
        fault: What is wrong with it; empty for a good cell.
    """

    column: int
    text: str
    fault: str = ""


class Book(msgspec.Struct):
    """An open workbook: its visible sheets, its texts, which formats are dates.

    Attributes:
        archive: The zip.
        sheets: Title and part of every visible sheet, in order.
        texts: The shared texts.
        date_formats: Numbers of the cell formats that show dates.
        epoch_1904: Whether days are counted from 1904.
    """

    archive: zipfile.ZipFile
    sheets: list[tuple[str, str]]
    texts: list[str]
    date_formats: frozenset[int]
    epoch_1904: bool

    @classmethod
    def open(cls, archive: zipfile.ZipFile) -> Book:
        """Read what all sheets share."""
        targets = {
            relation.get("Id", ""): relation.get("Target", "")
            for relation in _tree(archive, "xl/_rels/workbook.xml.rels")
        }
        sheets: list[tuple[str, str]] = []
        epoch_1904 = False
        names = set(archive.namelist())
        for node in _tree(archive, "xl/workbook.xml").iter():
            tag = _TAG.sub("", node.tag)
            if tag == "workbookPr":
                epoch_1904 = node.get("date1904", "0") in {"1", "true"}
            if tag != "sheet" or node.get("state", "visible") != "visible":
                continue
            title = node.get("name", "")
            relation = node.get(f"{{{_RELATION}}}id") or node.get(f"{{{_STRICT_RELATION}}}id", "")
            target = targets.get(relation or "", "")
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if path in names and "worksheets/" in path and not _COMMENT.search(title):
                sheets.append((title, path))
        texts = _shared_texts(archive) if "xl/sharedStrings.xml" in names else []
        dates = _date_formats(archive) if "xl/styles.xml" in names else frozenset()
        return cls(archive, sheets, texts, dates, epoch_1904)

    def rows(self, path: str, tell: Tell = to_nobody) -> Iterator[tuple[int, list[Cell]]]:
        """Line number and filled cells, row by row; ``tell`` is told the share that is read."""
        line, size = 0, max(self.archive.getinfo(path).file_size, 1)
        with self.archive.open(path) as stream:
            for number, node in enumerate(_elements(stream, "row"), start=1):
                if number % _TOLD_ROWS == 0:
                    tell(stream.tell() / size)
                line = int(node.get("r") or line + 1)
                cells, column = [], -1
                for child in node:
                    if _TAG.sub("", child.tag) != "c":
                        continue
                    column = _column(child.get("r", ""), column + 1)
                    cell = self._cell(child, column)
                    if cell is not None:
                        cells.append(cell)
                yield line, cells

    def _cell(self, node: Element, column: int) -> Cell | None:
        value, formula, inline = None, False, ""
        for child in node:
            tag = _TAG.sub("", child.tag)
            if tag == "v":
                value = child.text or ""
            elif tag == "f":
                formula = True
            elif tag == "is":
                inline = _rich_text(child)
        kind = node.get("t", "n")
        if kind == "e" or (value is not None and value.startswith("#") and kind == "n"):
            return Cell(column, "", f"holds the error {value}")
        if formula and value is None:
            return Cell(column, "", "is a formula without a stored value")
        text = inline if kind == "inlineStr" else value
        return self._value(text, column, kind, node.get("s", "0")) if text else None

    def _value(self, text: str, column: int, kind: str, style: str) -> Cell:
        """A cell by the kind of value it says it holds."""
        if kind == "n":
            return self._number(text, column, style)
        if kind == "s":
            return Cell(column, self.texts[int(text)])
        if kind == "b":
            return Cell(column, "True" if text in {"1", "true"} else "False")
        return Cell(column, text)

    def _number(self, value: str, column: int, style: str) -> Cell:
        number = float(value)
        if int(style) in self.date_formats:
            from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

            epoch = CALENDAR_MAC_1904 if self.epoch_1904 else CALENDAR_WINDOWS_1900
            try:
                moment = from_excel(number, epoch)
            except (OverflowError, ValueError):
                return Cell(column, "", f"holds {value}, which is no date")
            if isinstance(moment, datetime):
                whole = moment.time() == time()
                return Cell(column, moment.date().isoformat() if whole else moment.isoformat(" "))
            return Cell(column, str(moment))
        if number.is_integer() and abs(number) < 1e15:  # noqa: PLR2004 - exact in a float
            return Cell(column, str(int(number)))
        return Cell(column, value)


def address(line: int, column: int) -> str:
    """The name of a cell, ``B3``."""
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{line}"


def _column(reference: str, following: int) -> int:
    """Index of the column a cell says it is in, or the following one."""
    match = _REFERENCE.match(reference)
    if match is None:
        return following
    number = 0
    for letter in match.group(1):
        number = number * 26 + ord(letter) - 64
    return number - 1


def _tree(archive: zipfile.ZipFile, path: str) -> Element:
    from defusedxml.ElementTree import fromstring

    root: Element = fromstring(archive.read(path), forbid_dtd=True)
    return root


def _elements(stream: IO[bytes], wanted: str) -> Iterator[Element]:
    """Complete elements of one name, as they come; each is let go before the next."""
    from defusedxml.ElementTree import iterparse

    above: list[Element] = []
    for event, node in iterparse(stream, events=("start", "end"), forbid_dtd=True):
        if event == "start":
            above.append(node)
            continue
        above.pop()
        if _TAG.sub("", node.tag) == wanted:
            yield node
            if above:
                above[-1].clear()


def _rich_text(node: Element) -> str:
    """The text of a string with formats, without the reading aids of East Asian text."""
    parts = []
    for child in node:
        tag = _TAG.sub("", child.tag)
        if tag == "t":
            parts.append(child.text or "")
        elif tag == "r":
            parts.extend(t.text or "" for t in child if _TAG.sub("", t.tag) == "t")
    return "".join(parts)


def _shared_texts(archive: zipfile.ZipFile) -> list[str]:
    texts = []
    with archive.open("xl/sharedStrings.xml") as stream:
        for node in _elements(stream, "si"):
            texts.append(_rich_text(node))
            if len(texts) > MAX_SHARED_TEXTS:
                raise ValueError(f"it shares more than {MAX_SHARED_TEXTS:,} texts")
    return texts


def _date_formats(archive: zipfile.ZipFile) -> frozenset[int]:
    """Indexes of the cell formats whose number format shows a date."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

    own: dict[int, str] = {}
    indexes: list[int] = []
    for node in _tree(archive, "xl/styles.xml"):
        tag = _TAG.sub("", node.tag)
        if tag == "numFmts":
            own = {int(form.get("numFmtId", "0")): form.get("formatCode", "") for form in node}
        elif tag == "cellXfs":
            indexes = [int(form.get("numFmtId", "0")) for form in node]
    return frozenset(
        index
        for index, number in enumerate(indexes)
        if is_date_format(own.get(number) or BUILTIN_FORMATS.get(number, "General"))
    )

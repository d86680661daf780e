"""All readers, and which of them a source belongs to: the content decides, not the ending."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from cxmap.errors import SourceError
from cxmap.exchange.bounds import MAX_BYTES, MAX_FILES
from cxmap.exchange.encoding import decode
from cxmap.exchange.parts import Reading
from cxmap.exchange.people_file import NamedBytes
from cxmap.exchange.readers import (
    delimited,
    gexf,
    graphml,
    json_people,
    kumu,
    ldif,
    outline,
    pajek,
    vcard,
    workbook,
    yaml_people,
)
from cxmap.exchange.readers.reader import Reader, ReadOptions
from cxmap.text import clean_line

READERS: tuple[Reader, ...] = (
    delimited.READER,
    workbook.READER,
    ldif.READER,
    vcard.READER,
    json_people.READER,
    kumu.READER,
    graphml.READER,
    gexf.READER,
    pajek.READER,
    yaml_people.READER,
    outline.READER,
)
"""Every format that can be read."""

_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_WEB_PAGE = re.compile(
    rb"\s*(?:<!--.*?-->\s*)?<(?:!doctype html|html|table|head)\b", re.IGNORECASE | re.DOTALL
)
"""Many systems call a web page with a table an Excel file."""
_DRAWING = re.compile(
    rb"\s*(?:(?:strict\s+)?(?:di)?graph\b[^\n{]*\{|(?:flowchart|graph)\s+(?:TB|TD|BT|RL|LR)\b)"
)
"""Graphs as text that only draw."""
_OTHER_NAMES = {"tsv": "csv", "text": "outline", "excel": "xlsx", "xlsm": "xlsx", "vcf": "vcard"}


def read_source(source: Path | NamedBytes, kind: str | None, options: ReadOptions) -> Reading:
    """Read one source.

    Args:
        source: A file, a folder or named bytes.
        kind: The reader to use; None lets the content decide.
        options: What the lead insists on.

    Raises:
        SourceError: Not there, too big, of no known format, or refused by its reader.
    """
    if isinstance(source, Path) and source.is_dir():
        return yaml_people.read_files(_folder(source), clean_line(source.name), options)
    name, data = _load(source)
    reader = _named(kind) if kind else _sniffed(data, name)
    return reader.read(data, name, options)


def _load(source: Path | NamedBytes) -> tuple[str, bytes]:
    if isinstance(source, NamedBytes):
        return clean_line(source.name), source.data
    name = clean_line(source.name) or clean_line(str(source))
    try:
        size = source.stat().st_size
        if size > MAX_BYTES:
            raise SourceError(
                f"{name} is {size:,} bytes; {MAX_BYTES:,} are allowed",
                file=name,
                hint="Export a part of the organisation.",
            )
        return name, source.read_bytes()
    except FileNotFoundError:
        raise SourceError(
            f"there is no file {name}", file=name, hint="Check the path and the spelling."
        ) from None
    except OSError as error:
        raise SourceError(
            f"{name} cannot be read: {error.strerror or error}",
            file=name,
            hint="Check that it is a file and that you may read it.",
        ) from error


def _folder(folder: Path) -> list[NamedBytes]:
    """The files of a folder of people, by name."""
    name = clean_line(folder.name)
    try:
        paths = sorted(
            path for path in folder.iterdir() if path.suffix.lower() in {".yml", ".yaml"}
        )
    except OSError as error:
        raise SourceError(
            f"{name} cannot be read: {error.strerror or error}",
            file=name,
            hint="Check that you may read the folder.",
        ) from error
    if not paths or len(paths) > MAX_FILES:
        raise SourceError(
            f"the folder {name} holds {len(paths):,} YAML files; 1 to {MAX_FILES:,} can be read",
            file=name,
            hint="Name the file itself, or a folder of one YAML file a person.",
        )
    loaded = []
    for path in paths:
        file, data = _load(path)
        loaded.append(NamedBytes(name=file, data=data))
    return loaded


def _named(kind: str) -> Reader:
    wanted = _OTHER_NAMES.get(kind.lower(), kind.lower())
    for reader in READERS:
        if reader.kind == wanted:
            return reader
    raise SourceError(
        f"{kind!r} is not a kind of source",
        field="as",
        hint=f"Kinds: {', '.join(reader.kind for reader in READERS)}.",
    )


def _sniffed(data: bytes, name: str) -> Reader:
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise SourceError(
            f"{name} is empty", file=name, line=1, hint="Export the list again, with its header."
        )
    probe = data
    if data.startswith(_WIDE_MARKS):
        probe = decode(data, name).text.encode("utf-8", "replace")
    if _WEB_PAGE.match(probe[:1000]):
        raise SourceError(
            f"{name} is a web page, not a people file",
            file=name,
            hint="Open it in a spreadsheet program, save it as .xlsx or CSV, and import that.",
        )
    if _DRAWING.match(probe[:1000]):
        raise SourceError(
            f"{name} is a drawing in DOT or Mermaid, not a people file",
            file=name,
            hint="Export the graph as GraphML, GEXF or CSV, and import that.",
        )
    return max(READERS, key=lambda reader: reader.sniff(probe, name))

"""YAML as people keep it: one file a person in a folder, or a list of people in one file.

Only what such files use is read: keys with plain values, lists, one level of nesting, text blocks.
Tags, anchors and everything else of the language are left as text; nothing is ever executed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from cxmap.errors import SourceError
from cxmap.exchange.bounds import MAX_CELL
from cxmap.exchange.encoding import decode
from cxmap.exchange.header_words import header_words
from cxmap.exchange.parts import Reading
from cxmap.exchange.people_file import NamedBytes
from cxmap.exchange.readers.reader import Reader, ReadOptions
from cxmap.exchange.readers.records import Record, records_table
from cxmap.exchange.readers.yaml_tree import people_of_tree

_KEY = re.compile(
    r"^(?P<indent> *)(?P<dash>- +)?(?P<key>[A-Za-z_][\w .-]*?) *:(?: +(?P<value>.*))?$"
)
_ITEM = re.compile(r"^ *- +(?P<value>.*)$")
_COMMENT = re.compile(r"\s+#.*$")
_NO_PERSON_KEYS = frozenset(("---", "..."))
_KNOWN = 2
"""A YAML file of people has at least this many keys that a people file uses."""

_Line = tuple[int, str]


def sniff(data: bytes, name: str) -> int:
    """Lines of ``key: value`` of which several are known fields."""
    del name
    if b"\x00" in data[:8000]:
        return 0
    lines = [line for line in data[:8000].decode("utf-8", "replace").splitlines() if line.strip()]
    keys = {match["key"] for line in lines if (match := _KEY.match(line))}
    known = sum(1 for key in keys if header_words(key).fields)
    shaped = sum(1 for line in lines if _KEY.match(line) or line.startswith((" ", "-", "#")))
    return 60 if known >= _KNOWN and shaped * 10 >= len(lines) * 9 else 0


def read(data: bytes, name: str, options: ReadOptions) -> Reading:
    """Read one file: one person, or a list of people."""
    return read_files([NamedBytes(name=name, data=data)], name, options)


def read_files(files: Sequence[NamedBytes], name: str, options: ReadOptions) -> Reading:
    """Read the files of a folder as one source.

    Args:
        files: The files, in a settled order; a person without a key of their own is called by
            the name of the file.
        name: The folder, or the one file.
        options: What the lead insists on.

    Raises:
        SourceError: A line that is no YAML of this kind, or no person at all.
    """
    records: list[Record] = []
    notes: list[str] = []
    for file in files:
        decoded = decode(file.data, file.name, options.encoding)
        notes.extend(note for note in (decoded.note(file.name),) if note)
        found = list(_people(decoded.text, file.name))
        for line, values in found:
            if len(found) == 1 and len(files) > 1:
                values.setdefault("slug", PurePath(file.name).stem)
            records.append(Record(line, values))
    if not records:
        raise SourceError(f"{name} describes nobody", file=name, hint="Check the folder.")
    table, hidden = records_table(records, name, preset={"kind": "type", "id": "slug"})
    return Reading(kind="yaml", source=name, tables=(table,), notes=(*notes, *hidden))


def _people(text: str, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The line and the values of every person of a file."""
    lines = [raw.rstrip() for raw in text.splitlines()]
    places = [n for n, line in enumerate(lines, 1) if line and not line.lstrip().startswith("#")]
    tree = people_of_tree([lines[n - 1].replace("\t", "    ") for n in places], _scalar)
    if tree:
        yield from ((places[number - 1], values) for number, values in tree)
        return
    block: list[_Line] = []
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.rstrip()
        if not line or line.lstrip().startswith("#"):
            continue
        if line in _NO_PERSON_KEYS or line.startswith("--- "):
            yield from _person(block, name)
            block = []
        elif block and (again := _KEY.match(line)) and _begins(block, again):
            yield from _person(block, name)
            block = [(number, line)]
        elif line.startswith("- ") and _KEY.match(line):
            yield from _person(block, name)
            block = [(number, "  " + line[2:])]
        else:
            block.append((number, line.replace("\t", "    ")))
    yield from _person(block, name)


def _begins(block: Sequence[_Line], match: re.Match[str]) -> bool:
    """Whether a line repeats the first key of a block: then the next person begins."""
    first = _KEY.match(block[0][1])
    return (
        first is not None
        and not match["indent"]
        and not match["dash"]
        and not first["indent"]
        and match["key"] == first["key"]
    )


def _by_name(block: Sequence[_Line], base: int) -> list[list[_Line]]:
    """The parts of a block in which every key at the left stands for a person described below it."""
    parts: list[list[_Line]] = []
    for number, line in block:
        match = _KEY.match(line)
        if len(line) - len(line.lstrip()) == base:
            if match is None or match["dash"] or match["value"]:
                return []
            parts.append([(number, f"{' ' * (base + 1)}slug: {match['key']}")])
        elif not parts or match is None or match["dash"]:
            return []
        else:
            parts[-1].append((number, line))
    described = all(len(part) > 2 for part in parts)  # noqa: PLR2004 - the name and two facts
    return parts if len(parts) > 1 and described else []


def _person(block: Sequence[_Line], name: str) -> Iterator[tuple[int, dict[str, str]]]:
    if not block:
        return
    base = min(len(line) - len(line.lstrip()) for _, line in block)
    parts = _by_name(block, base)
    for part in parts:
        indent = min(len(line) - len(line.lstrip()) for _, line in part[1:])
        part[0] = (part[0][0], " " * indent + part[0][1].lstrip())
        yield from _person(part, name)
    if parts:
        return
    values: dict[str, str] = {}
    key, style = "", ""
    for number, line in block:
        match = _KEY.match(line)
        indent = len(line) - len(line.lstrip())
        if indent == base and match is not None and not match["dash"]:
            key, value = match["key"].strip(), (match["value"] or "").strip()
            style = value if value[:1] in {"|", ">"} else ""
            values[key] = "" if style else _scalar(value)
        elif not key:
            raise SourceError(
                "a line that is no key with a value",
                file=name,
                line=number,
                hint="Lines read key: value, one person a file or a list of people.",
            )
        else:
            _nested(values, key, line.strip(), style)
    if values:
        yield block[0][0], {key: value for key, value in values.items() if value}


def _nested(values: dict[str, str], key: str, line: str, style: str) -> None:
    """A line below a key: part of a text block, an item of a list, or a key of its own."""
    if len(values.get(key, "")) > MAX_CELL:
        return  # long enough to be refused with its place
    if style:
        values[key] = f"{values[key]}{' ' if style[0] == '>' else chr(10)}{line}".strip()
        return
    item, inner = _ITEM.match(line), _KEY.match(line)
    if inner is not None and not inner["dash"]:
        values[f"{key}.{inner['key']}"] = _scalar((inner["value"] or "").strip())
    elif item is not None:
        told = _scalar(item["value"])
        values[key] = f"{values[key]} | {told}" if values[key] else told
    else:
        values[key] = f"{values[key]} {line}".strip()


def _scalar(text: str) -> str:
    """A plain, quoted or bracketed value as text."""
    if text[:1] in {"'", '"'}:
        quote = text[0]
        end = text.rfind(quote)
        if end > 0:
            inner = text[1:end]
            return inner.replace("''", "'") if quote == "'" else inner.replace('\\"', '"')
    text = _COMMENT.sub("", text)
    if text.startswith("[") and text.endswith("]"):
        return " | ".join(_scalar(part.strip()) for part in text[1:-1].split(",") if part.strip())
    return "" if text in {"~", "null", "{}"} else text


READER = Reader(kind="yaml", title="YAML people", sniff=sniff, read=read)
"""A folder of one-person files, or a list in one file."""

"""Indented outline text: who stands deeper reports to who stands above, typed or pasted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cxmap.errors import SourceError
from cxmap.exchange.bounds import MAX_ROWS
from cxmap.exchange.encoding import decode
from cxmap.exchange.header_words import header_words
from cxmap.exchange.parts import Reading, Skipped
from cxmap.exchange.readers.chains import are_chains, steps_of
from cxmap.exchange.readers.reader import Reader, ReadOptions
from cxmap.exchange.readers.records import Record, records_table
from cxmap.text import clean_line

_LINE = re.compile(
    r"^(?P<indent>[ \t\u00a0\u2502|]*)"
    r"(?P<branch>(?:[\u251c\u2514+`][\u2500-]+ ?|(?P<mark>[-*\u2022\u25e6\u2013>.=])(?P=mark)* +|#+ +"
    r"|\d+[.)] +|[a-z]\) +|[ivxlc]{1,5}\) +)?)(?P<text>.*)$"
)
_NUMBERED = re.compile(r"^\s*(?P<number>\d+(?:\.\d+)*)[.)]?\s+(?P<text>[^\W\d_].*)$")
_HEADING = re.compile(r"^#{1,6} +\S")
_MAIL = re.compile(r"\s*[<(]([^<>()\s]+@[^<>()\s]+)[>)]")
_EMPHASIS = re.compile(r"(\*{1,3}|_{1,3}|`)(?=\S)(.+?)(?<=\S)\1")
_BRACKET = re.compile(r"^(?P<name>[^()]+?)\s*\((?P<title>[^()]+)\)$")
_SPLITS = (" \u2013 ", " \u2014 ", " - ", ": ", ", ", "\t", " | ")
_INDENTS = frozenset(" \t\u00a0\u2502\u251c\u2514")
_TAB = 4
_MOST_LETTERS = 200
_SAMPLE = 8_000


def sniff(data: bytes, name: str) -> int:
    """Short lines, some of them indented, numbered, headings or chains, and no table."""
    del name
    if b"\x00" in data[:_SAMPLE]:
        return 0
    lines = [
        line for line in data[:_SAMPLE].decode("utf-8", "replace").splitlines() if line.strip()
    ]
    if not lines or any(len(line) > _MOST_LETTERS for line in lines):
        return 0
    if not _is_header(lines[0]) and are_chains(lines):
        return 55
    several = len(lines) > 1  # one line is no outline
    if several and (_is_numbered(lines) or _has_headings(lines)):
        return 50
    return 50 if several and _is_indented(lines) else 0


def _is_indented(lines: Sequence[str]) -> bool:
    """Whether lines are indented or marked often enough, and hold no cells."""
    if lines[0][:1] in {" ", "\t", '"', "{", "[", "<"} or _is_header(lines[0]):
        return False
    found = [match for line in lines if (match := _LINE.match(line))]
    indented = sum(1 for line in lines if line[:1] in _INDENTS)
    marked = sum(1 for match in found if match["branch"])
    bullets = [len(match["branch"]) for match in found if match["mark"]]
    tabular = sum(
        1 for line in lines if line.strip().count(";") > 1 or line.strip("\t").count("\t") > 1
    )
    if tabular * 2 > len(lines):
        return False
    if not indented:  # a bullet repeated, or bullets below a line without one, tell the depth
        return len({0, *bullets}) > 1 and len(bullets) * 3 >= len(lines) * 2
    return (indented + marked) * 3 >= len(lines)


def _is_numbered(lines: Sequence[str]) -> bool:
    """Whether every line begins with its place in the chart, such as 1.2.1."""
    found = [match["number"] for line in lines if (match := _NUMBERED.match(line))]
    return len(found) == len(lines) and any("." in number for number in found)


def _has_headings(lines: Sequence[str]) -> bool:
    """Whether people stand in headings of several levels, with a line of text below at most.

    The first heading is the top; what stands below headings is neither marked nor a table.
    """
    levels = [line.count("#", 0, 6) for line in lines if _HEADING.match(line)]
    others = [line for line in lines if not _HEADING.match(line)]
    if not others:
        return True
    if len(set(levels)) < 2 or levels[0] > min(levels) or not _HEADING.match(lines[0]):  # noqa: PLR2004 - one level is no chart
        return False
    marked = any((found := _LINE.match(line)) and found["branch"] for line in others)
    cells = any(line.count(sign) > 1 for line in others for sign in ",;\t|")
    return not marked and not cells and len(levels) * 3 >= len(lines)


def _is_header(line: str) -> bool:
    """Whether a line holds two header words between delimiters: then it is a table after all."""
    cells = re.split(r"[,;|\t]", line)
    return sum(1 for cell in cells if header_words(cell.strip()).fields) > 1


def read(data: bytes, name: str, options: ReadOptions) -> Reading:
    """Read an outline: ``Name, Title`` a line, deeper lines below their manager.

    Raises:
        SourceError: No line at all, or too many.
    """
    decoded = decode(data, name, options.encoding)
    lines = decoded.text.splitlines()
    filled = [line for line in lines if line.strip()]
    titles: list[int] = []
    if are_chains(filled):
        records = _of_chains(lines)
    else:
        titles = _titles_above(lines)
        records = _of_outline(["" if n in titles else line for n, line in enumerate(lines)])
    if not records:
        raise SourceError(
            f"{name} has no line with a name", file=name, line=1, hint="Type a name a line."
        )
    fields = ("id", "name", "title", "email", "manager")
    table, notes = records_table(records, name, preset={field: field for field in fields})
    told = [note for note in (decoded.note(name),) if note]
    skipped = tuple(
        Skipped(row=number + 1, why=f"a title: {clean_line(lines[number])}", source=name)
        for number in titles
    )
    return Reading(
        kind="outline", source=name, tables=(table,), skipped=skipped, notes=(*told, *notes)
    )


def _titles_above(lines: Sequence[str]) -> list[int]:
    """Places of lines that only name a marked outline with one top: they stand above all of it.

    A line that may be somebody stays: with a title or an address, or a plain name.
    """
    found = [_LINE.match(line) if line.strip() else None for line in lines]
    marks = [bool(match and match["branch"] and match["branch"][0] != "#") for match in found]
    plain = [number for number, match in enumerate(found) if match and not marks[number]]
    if True not in marks or any(number > marks.index(True) for number in plain):
        return []
    if any(_may_be_somebody(lines[number]) for number in plain):
        return []
    depths = [_depth(match) for match, mark in zip(found, marks, strict=True) if match and mark]
    are_headings = all(_HEADING.match(lines[number]) for number in plain)
    return plain if are_headings or depths.count(min(depths)) == 1 else []


def _may_be_somebody(line: str) -> bool:
    """Whether a line above an outline may name the top of it."""
    told = _values(line.strip().lstrip("# "))
    if any(letter.isdigit() for letter in told["name"] + told["title"]):
        return False
    if told["title"] or told["email"]:
        return True
    words = told["name"].split()
    return not _HEADING.match(line) and len(words) > 1 and all(word[0].isupper() for word in words)


def _of_chains(lines: Sequence[str]) -> list[Record]:
    """Everybody on reporting chains, with the step above."""
    records = []
    for number, step, above in steps_of(lines):
        records.append(Record(number, _values(step) | {"id": step, "manager": above}))
        if len(records) > MAX_ROWS:
            break
    return records


def _of_outline(lines: Sequence[str]) -> list[Record]:
    """Everybody on an outline, with the nearest line above that stands further left."""
    records: list[Record] = []
    above: list[tuple[int, str]] = []
    seen: dict[str, int] = {}
    filled = [line for line in lines if line.strip()]
    numbered, headed = _is_numbered(filled), _has_headings(filled)
    for number, raw in enumerate(lines, start=1):
        if headed and not _HEADING.match(raw):
            if records and raw.strip() and len(raw) <= _MOST_LETTERS:
                records[-1] = _with_title(records[-1], raw.strip())
            continue
        match = (_NUMBERED if numbered else _LINE).match(raw)
        if match is None or not match["text"].strip():
            continue
        depth = match["number"].count(".") if numbered else _depth(match)
        while above and above[-1][0] >= depth:
            above.pop()
        values = _values(match["text"].strip())
        count = seen[values["name"]] = seen.get(values["name"], 0) + 1
        key = values["name"] if count == 1 else f"{values['name']} #{count}"
        values |= {"id": key, "manager": above[-1][1] if above else ""}
        above.append((depth, key))
        records.append(Record(number, values))
        if len(records) > MAX_ROWS:
            break
    return records


def _with_title(record: Record, text: str) -> Record:
    """A person of a heading with what the first line below it says."""
    if record.values["title"]:
        return record
    return Record(record.line, {**record.values, "title": _plain(text)})


def _depth(match: re.Match[str]) -> int:
    """How far a line is indented; heading marks and repeated bullets count as their number."""
    branch = match["branch"]
    if branch.startswith("#"):
        return branch.count("#") - 1000
    width = sum(_TAB if letter == "\t" else 1 for letter in match["indent"])
    return width + (len(branch.rstrip()) if match["mark"] else bool(branch))


def _plain(text: str) -> str:
    """A text without marks of emphasis; one too long for a name stays as it is."""
    return _EMPHASIS.sub(r"\2", text) if len(text) <= _MOST_LETTERS else text


def _values(text: str) -> dict[str, str]:
    mail = _MAIL.search(text)
    email = mail.group(1) if mail else ""
    text = _plain(_MAIL.sub("", text)).strip()
    bracket = _BRACKET.match(text)
    if bracket is not None:
        return {"name": bracket["name"].strip(), "title": bracket["title"].strip(), "email": email}
    places = [(text.find(split), split) for split in _SPLITS if split in text]
    if not places:
        return {"name": text, "title": "", "email": email}
    place, split = min(places)
    return {
        "name": text[:place].strip(),
        "title": text[place + len(split) :].strip(),
        "email": email,
    }


READER = Reader(kind="outline", title="indented outline", sniff=sniff, read=read)
"""One person a line, deeper lines report to the line above them."""

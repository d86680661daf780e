"""vCard 2.1, 3.0 and 4.0, mixed in one file; nothing a card points to is ever fetched."""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from cxmap.errors import SourceError
from cxmap.exchange.bounds import MAX_ROWS
from cxmap.exchange.encoding import decode
from cxmap.exchange.parts import Arc, Reading, Skipped
from cxmap.exchange.readers.reader import Reader, ReadOptions
from cxmap.exchange.readers.records import Record, records_table
from cxmap.headway import Tell, counted
from cxmap.text import clean_line, fold

_BEGIN = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*BEGIN:VCARD", re.IGNORECASE)
_SPLIT = re.compile(r"(?<!\\);")
_ESCAPE = re.compile(r"\\([nN,;:\\])")
_MANAGER_PROPERTIES = frozenset(
    ("x-ms-manager", "x-manager", "x-evolution-manager", "x-managersname")
)
_PRIVATE = frozenset(
    ("photo", "bday", "key", "sound", "anniversary", "gender", "logo", "birthplace")
)
_PLACES = frozenset(("work", "home", "pref"))
"""Types of a relation that do not say which it is."""
_NO_PERSON_KINDS = frozenset(("group", "org", "location", "device", "application"))
_FIELDS = (
    "id", "name", "given_name", "family_name", "title", "email", "department", "organization",
    "manager", "note",
)  # fmt: skip


class _Property(msgspec.Struct, frozen=True):
    group: str
    name: str
    parameters: dict[str, str]
    value: str
    line: int


class _Card(msgspec.Struct, frozen=True):
    line: int
    properties: list[_Property]

    def all(self, *names: str) -> list[_Property]:
        """The properties of these names, in the order of the card."""
        return [prop for prop in self.properties if prop.name in names and prop.value]

    def first(self, *names: str) -> str:
        """The value of the first of them; empty when there is none."""
        return next((_unescaped(prop.value) for prop in self.all(*names)), "")


def sniff(data: bytes, name: str) -> int:
    """A vCard begins with BEGIN:VCARD."""
    del name
    return 97 if _BEGIN.match(data[:200]) else 0


def read(data: bytes, name: str, options: ReadOptions) -> Reading:
    """Read the cards of a file.

    Raises:
        SourceError: A card without a name, or one that is not closed.
    """
    decoded = decode(data, name, options.encoding)
    cards = _cards(decoded.text, name, options.tell)
    records, arcs, skipped = [], [], []
    dropped: dict[str, None] = {}
    known = {_plain_key(uid): uid for card in cards if (uid := card.first("uid"))}
    for card in cards:
        if fold(card.first("kind")) in _NO_PERSON_KINDS:
            skipped.append(Skipped(row=card.line, why="not a person", source=name))
            continue
        record = _record(card, name, known)
        records.append(record)
        arcs.extend(_relations(card, record.values["id"], name, known))
        dropped.update({prop.name: None for prop in card.all(*_PRIVATE)})
    table, hidden = records_table(records, name, preset={field: field for field in _FIELDS})
    notes = [note for note in (decoded.note(name),) if note]
    if dropped:
        notes.append(f"{name}: never taken: {', '.join(dropped)}")
    return Reading(
        kind="vcard",
        source=name,
        tables=(table,),
        arcs=tuple(arcs),
        skipped=tuple(skipped),
        notes=(*notes, *hidden),
    )


def _logical_lines(lines: Sequence[str], tell: Tell) -> Iterator[tuple[int, str]]:
    """Unfolded lines with the number of their first; soft breaks of quoted-printable joined."""
    first, parts, quoted = 0, [""], False
    for number, line in enumerate(counted(lines, len(lines), tell), start=1):
        if quoted and parts[-1].endswith("="):
            parts[-1] = parts[-1][:-1]
            parts.append(line)
        elif line.startswith((" ", "\t")) and first:
            parts.append(line[1:])
        elif line.strip():
            if first:
                yield first, "".join(parts)
            first, parts = number, [line]
            quoted = "QUOTED-PRINTABLE" in line.upper()
    if first:
        yield first, "".join(parts)


def _cards(text: str, name: str, tell: Tell) -> list[_Card]:
    cards: list[_Card] = []
    current: _Card | None = None
    for number, line in _logical_lines(text.lstrip("\ufeff").splitlines(), tell):
        plain = line.strip().upper()
        if plain == "BEGIN:VCARD":
            if current is not None:
                raise _unclosed(current, name)
            current = _Card(number, [])
        elif plain == "END:VCARD":
            if current is not None:
                cards.append(current)
                if len(cards) > MAX_ROWS:
                    return cards
            current = None
        elif current is not None:
            current.properties.append(_property(line, number, name))
    if current is not None:
        raise _unclosed(current, name)
    return cards


def _unclosed(card: _Card, name: str) -> SourceError:
    return SourceError(
        "a card is not closed by END:VCARD",
        file=name,
        line=card.line,
        hint="The file may be cut; export the contacts again.",
    )


def _property(line: str, number: int, name: str) -> _Property:
    head, colon, value = _at_colon(line)
    if not colon:
        raise SourceError(
            "a line that is no property of a card",
            file=name,
            line=number,
            hint="Lines read NAME:value.",
        )
    parts = head.split(";")
    parameters: dict[str, str] = {}
    for part in parts[1:]:
        key, equals, told = part.partition("=")
        key, told = (key.lower(), told) if equals else ("type", key)
        parameters[key] = f"{parameters[key]},{told}" if key in parameters else told.strip('"')
    if parameters.get("encoding", "").upper() == "QUOTED-PRINTABLE":
        value = _quoted_printable(value, parameters.get("charset", "utf-8"), number, name)
    group, _, plain = parts[0].strip().lower().rpartition(".")
    return _Property(group, plain, parameters, value, number)


def _at_colon(line: str) -> tuple[str, str, str]:
    """Split at the first colon outside quotation marks."""
    quoted = False
    for place, letter in enumerate(line):
        if letter == '"':
            quoted = not quoted
        elif letter == ":" and not quoted:
            return line[:place], ":", line[place + 1 :]
    return line, "", ""


def _quoted_printable(value: str, charset: str, line: int, name: str) -> str:
    try:
        return quopri.decodestring(value.encode("latin-1", "replace")).decode(charset)
    except (UnicodeDecodeError, LookupError) as error:
        raise SourceError(
            f"a quoted-printable value is not {charset}",
            file=name,
            line=line,
            hint="Export the contacts as vCard 3.0 or 4.0.",
        ) from error


def _unescaped(value: str) -> str:
    return _ESCAPE.sub(lambda match: "\n" if match.group(1) in "nN" else match.group(1), value)


def _parts(value: str) -> list[str]:
    return [_unescaped(part).strip() for part in _SPLIT.split(value)]


def _plain_key(key: str) -> str:
    """A key without what says that it is one."""
    plain = fold(key.strip())
    for scheme in ("urn:uuid:", "mailto:", "uid:"):
        plain = plain.removeprefix(scheme)
    return plain


def _reference(value: str, known: Mapping[str, str]) -> str:
    """The key of another card of the file, however it is written; else what is written."""
    plain = _plain_key(value)
    if plain in known:
        return known[plain]
    return value.strip()[len("mailto:") :] if fold(value).startswith("mailto:") else value


def _record(card: _Card, name: str, known: Mapping[str, str]) -> Record:
    family, given = ([*_parts(_raw(card, "n")), "", ""])[:2]
    shown = card.first("fn") or f"{given} {family}".strip()
    if not clean_line(shown):
        raise SourceError(
            "a card without a name (FN or N)",
            file=name,
            line=card.line,
            field="FN",
            hint="Give the contact a name, or take the card out.",
        )
    organization, department = ([*_parts(_raw(card, "org")), "", ""])[:2]
    mails = [_unescaped(prop.value).removeprefix("mailto:") for prop in card.all("email")]
    values = {
        "id": card.first("uid") or (mails[0] if mails else shown),
        "name": shown,
        "given_name": given,
        "family_name": family,
        "title": card.first("title") or card.first("role"),
        "email": " ".join(mails),
        "organization": organization,
        "department": department,
        "manager": _reference(_manager(card), known),
        "note": card.first("note"),
    }
    lines = {"name": next((prop.line for prop in card.all("fn", "n")), card.line)}
    return Record(card.line, values, lines)


def _raw(card: _Card, name: str) -> str:
    return next((prop.value for prop in card.all(name)), "")


def _types(prop: _Property) -> Sequence[str]:
    return [part.strip().lower() for part in prop.parameters.get("type", "").split(",")]


def _manager(card: _Card) -> str:
    for prop in card.all("related"):
        if _names_manager(prop):
            return _unescaped(prop.value)
    labelled = {prop.group for prop in card.all("x-ablabel") if "manager" in prop.value.lower()}
    for prop in card.all("x-abrelatednames"):
        if prop.group and prop.group in labelled:
            return _unescaped(prop.value)
    return card.first(*_MANAGER_PROPERTIES)


def _relations(card: _Card, key: str, name: str, known: Mapping[str, str]) -> list[Arc]:
    """Relations other than the manager: colleague, friend and so on."""
    return [
        Arc(
            a=key,
            b=clean_line(_reference(_unescaped(prop.value), known)),
            word=kind,
            direction="undirected",
            line=prop.line,
            source=name,
        )
        for prop in card.all("related")
        if not _names_manager(prop)
        for kind in [one for one in _types(prop) if one not in _PLACES][:1]
        if kind
    ]


def _names_manager(prop: _Property) -> bool:
    return any("manager" in kind or kind in {"x-boss", "supervisor"} for kind in _types(prop))


READER = Reader(kind="vcard", title="vCard contacts", sniff=sniff, read=read)
"""Address-book cards."""

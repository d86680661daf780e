"""LDIF, the text form of a directory (RFC 2849): entries only, no change records, no URLs opened."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from cxmap.errors import SourceError
from cxmap.exchange.bounds import MAX_ROWS
from cxmap.exchange.encoding import decode
from cxmap.exchange.header_words import header_words
from cxmap.exchange.parts import Reading, Skipped
from cxmap.exchange.readers.reader import Reader, ReadOptions
from cxmap.exchange.readers.records import Record, records_table
from cxmap.headway import Tell, counted
from cxmap.text import clean_line, fold

_ENTRY = re.compile(rb"(?:\A|\n)dn::? *\S", re.IGNORECASE)
_BINARY = re.compile(
    r"^(?:jpegphoto|thumbnail\w*|photo|audio|userpassword|unicodepwd|\w*password\w*|\w*pwd\w*|"
    r"usercertificate\w*|usersmimecertificate|objectguid|objectsid|\w*key|\w*hash|msexch\w*|"
    r"logonhours|userparameters)$"
)
"""Values of these attributes are never decoded."""
_PERSON_CLASSES = frozenset(
    ("person", "inetorgperson", "organizationalperson", "user", "posixaccount")
)
_NO_PERSON_CLASSES = frozenset(
    ("computer", "group", "groupofnames", "organizationalunit", "contactgroup")
)
_PERSON_SIGNS = frozenset(("sn", "givenname", "mail", "title", "manager", "employeenumber", "uid"))
_FIELDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("name", ("displayname", "cn", "name")),
    ("given_name", ("givenname",)),
    ("family_name", ("sn", "surname")),
    ("title", ("title",)),
    ("department", ("departmentnumber", "department", "ou")),
    ("organization", ("o", "company")),
    ("location", ("l", "physicaldeliveryofficename")),
    ("employee_number", ("employeenumber", "employeeid")),
    ("usertype", ("employeetype", "usertype")),
    ("manager", ("manager",)),
)
_CONTAINERS = frozenset(("people", "users", "persons", "staff", "accounts", "employees"))
_DISABLED = 2
"""Bit of userAccountControl: the account is disabled."""
_CN = re.compile(r"^[a-z]+ *= *((?:\\.|[^,\\])+)", re.IGNORECASE)
_ESCAPED = re.compile(r"\\(.)")


class _Value(msgspec.Struct, frozen=True):
    text: str
    line: int


_Entry = dict[str, list[_Value]]


def sniff(data: bytes, name: str) -> int:
    """LDIF has entries that begin with ``dn:``."""
    del name
    return 92 if _ENTRY.search(data[:50_000]) else 0


def read(data: bytes, name: str, options: ReadOptions) -> Reading:
    """Read the people of a directory.

    Raises:
        SourceError: A line that belongs nowhere, broken base64, a change record.
    """
    decoded = decode(data, name, options.encoding)
    entries = _entries(decoded.text, name, options.tell)
    records, skipped = [], []
    urls = private = 0
    for entry in entries:
        urls += sum(1 for values in entry.values() for value in values if value.text == _URL)
        private += sum(1 for attribute in entry if _is_private(attribute))
        if _is_person(entry):
            records.append(_record(entry))
        else:
            dn = entry["dn"][0]
            skipped.append(
                Skipped(row=dn.line, why=f"not a person: {clean_line(dn.text)}", source=name)
            )
    preset = {field: field for field, _ in _FIELDS} | {
        "id": "id", "dn": "dn", "email": "email", "active": "active"
    }  # fmt: skip
    table, notes = records_table(records, name, preset=preset)
    told = [note for note in (decoded.note(name),) if note]
    if private:
        told.append(f"{name}: never taken: {private} password, photo or key value(s)")
    if urls:
        told.append(f"{name}: {urls} value(s) given by a URL were not fetched")
    return Reading(
        kind="ldif", source=name, tables=(table,), skipped=tuple(skipped), notes=(*told, *notes)
    )


_URL = "\x00url"
"""Stands for a value that would have to be fetched."""


def _logical_lines(lines: Sequence[str], name: str, tell: Tell) -> Iterator[tuple[int, str]]:
    """Unfolded lines with the number of their first; comments are gone, blank lines stay."""
    first, parts, comment = 0, [""], False
    for number, line in enumerate(counted(lines, len(lines), tell), start=1):
        if line.startswith((" ", "\t")) and line.strip():
            if comment:
                continue
            if not parts[0]:
                raise SourceError(
                    "a continuation line with nothing to continue",
                    file=name,
                    line=number,
                    hint="A folded line follows its own attribute; the file may be cut.",
                )
            parts.append(line[1:])
            continue
        comment = line.startswith("#")
        if not comment:
            if first:
                yield first, "".join(parts)
            first, parts = number, [line]
    if first:
        yield first, "".join(parts)
    yield 0, ""


def _entries(text: str, name: str, tell: Tell) -> list[_Entry]:
    entries: list[_Entry] = []
    entry: _Entry = {}
    for number, line in _logical_lines(text.splitlines(), name, tell):
        if not line.strip():
            if entry:
                entries.append(entry)
            if len(entries) > MAX_ROWS:
                break
            entry = {}
            continue
        attribute, value = _attribute(line, number, name)
        if attribute == "version" and not entry:
            continue
        if not entry and attribute != "dn":
            raise SourceError(
                f"an entry begins with dn:, not with {attribute}:",
                file=name,
                line=number,
                hint="A blank line may stand inside the entry.",
            )
        if attribute == "changetype" and value.text != "add":
            raise SourceError(
                "this file holds changes to a directory, not its entries",
                file=name,
                line=number,
                hint="Export the entries: ldapsearch or ldifde without change records.",
            )
        entry.setdefault(attribute, []).append(value)
    if not entries:
        raise SourceError(f"{name} has no entry", file=name, line=1, hint="Export it again.")
    return entries


def _attribute(line: str, number: int, name: str) -> tuple[str, _Value]:
    attribute, colon, rest = line.partition(":")
    if not colon or not attribute.strip():
        raise SourceError(
            "a line that is neither an attribute nor its continuation",
            file=name,
            line=number,
            hint="Lines read attribute: value.",
        )
    plain = attribute.partition(";")[0].strip().lower()
    if rest.startswith("<"):
        return plain, _Value(_URL, number)
    if not rest.startswith(":"):
        return plain, _Value(rest.strip(), number)
    if _is_private(plain):
        return plain, _Value("", number)
    try:
        value = base64.b64decode("".join(rest[1:].split()), validate=True).decode("utf-8")
    except ValueError as error:
        raise SourceError(
            f"{plain} is not base64 of UTF-8 text",
            file=name,
            line=number,
            field=plain,
            hint="Export the entry again; the value may be cut or in another encoding.",
        ) from error
    return plain, _Value(value.strip(), number)


def _is_private(attribute: str) -> bool:
    return _BINARY.match(attribute) is not None or header_words(attribute).private


def _is_person(entry: Mapping[str, Sequence[_Value]]) -> bool:
    classes = {fold(value.text) for value in entry.get("objectclass", ())}
    if classes:
        return bool(classes & _PERSON_CLASSES) and not classes & _NO_PERSON_CLASSES
    return "cn" in entry and bool(_PERSON_SIGNS & set(entry))


def _record(entry: _Entry) -> Record:
    values: dict[str, str] = {}
    lines: dict[str, int] = {}
    dn = entry["dn"][0].text
    for field, attributes in _FIELDS:
        told = [
            found
            for attribute in attributes
            if (found := _first(entry.get(attribute, ()), attribute)) is not None
        ]
        # Of a unit's number and its name, the name.
        told.sort(key=lambda one: field == "department" and one.text.isdigit())
        if told:
            values[field], lines[field] = told[0].text, told[0].line
    if "name" not in values:
        match = _CN.match(dn)
        values["name"] = _ESCAPED.sub(r"\1", match.group(1)) if match else dn
    key = _first([*entry.get("uid", ()), *entry.get("samaccountname", ())], "uid")
    values["id"] = key.text if key is not None else dn
    values["dn"] = dn
    mails = [value.text for value in entry.get("mail", ()) if value.text and value.text != _URL]
    values["email"] = " ".join(mails)
    values["active"] = "no" if _is_disabled(entry) else ""
    return Record(entry["dn"][0].line, values, lines)


def _first(values: Sequence[_Value], attribute: str) -> _Value | None:
    """The first usable value; of units the first that is not merely the branch of people."""
    for value in values:
        if not value.text or value.text == _URL:
            continue
        if attribute == "ou" and fold(value.text) in _CONTAINERS:
            continue
        return value
    return None


def _is_disabled(entry: Mapping[str, Sequence[_Value]]) -> bool:
    control = entry.get("useraccountcontrol", ())
    if control and control[0].text.isdigit():
        return bool(int(control[0].text[:9]) & _DISABLED)
    lock = entry.get("nsaccountlock", ())
    return bool(lock) and fold(lock[0].text) == "true"


READER = Reader(kind="ldif", title="LDIF directory", sniff=sniff, read=read)
"""A directory in text form."""

"""People as cards for an address book: vCard 3.0, the version that every address book reads."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from cxmap.exchange.writers.content_lines import (
    block,
    list_line,
    parts_line,
    text_line,
    write_lines,
)


class Contact(msgspec.Struct, frozen=True, kw_only=True):
    """One card. Empty texts are left out of it."""

    uid: str
    """Stays the same, so that a second import brings the card up to date."""
    name: str
    given_name: str = ""
    family_name: str = ""
    title: str = ""
    organization: str = ""
    unit: str = ""
    emails: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    note: str = ""


def write_vcards(contacts: Iterable[Contact]) -> bytes:
    """Cards in one file, one after the other; without people the file is empty."""
    return write_lines(line for contact in contacts for line in block("VCARD", _card(contact)))


def _card(contact: Contact) -> list[str]:
    family, given = contact.family_name, contact.given_name
    if not family and not given:
        family = contact.name
    lines = [
        "VERSION:3.0",
        text_line("FN", contact.name),
        parts_line("N", (family, given, "", "", "")),
    ]
    if contact.organization or contact.unit:
        parts = (contact.organization, contact.unit) if contact.unit else (contact.organization,)
        lines.append(parts_line("ORG", parts))
    if contact.title:
        lines.append(text_line("TITLE", contact.title))
    lines += [text_line("EMAIL;TYPE=INTERNET,WORK", email) for email in contact.emails]
    if contact.categories:
        lines.append(list_line("CATEGORIES", contact.categories))
    if contact.note:
        lines.append(text_line("NOTE", contact.note))
    return [*lines, text_line("UID", contact.uid)]

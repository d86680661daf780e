"""People as cards for an address book."""

from __future__ import annotations

from collections.abc import Iterable

from cxmap.exchange.writers.plain import Kind, say_cell
from cxmap.exchange.writers.vcard import Contact
from cxmap.model.people import Person
from cxmap.model.words import Visibility
from cxmap.session.papers.lens import Lens
from cxmap.session.papers.person_facets import roles


def contacts(lens: Lens, people: Iterable[Person]) -> list[Contact]:
    """A card for everybody of a list who has not left; my notes are on it for me alone."""
    return [_contact(lens, person) for person in people if person.active]


def _contact(lens: Lens, person: Person) -> Contact:
    has_notes = lens.sees(Visibility.ME) and not lens.masked
    return Contact(
        uid=f"{person.id}@cxmap",
        name=lens.name(person.id),
        given_name="" if lens.masked else person.given_name,
        family_name="" if lens.masked else person.family_name,
        title=lens.text(person.title),
        organization=lens.text(person.organization),
        unit=lens.text(person.department or person.division),
        emails=() if lens.masked else person.emails,
        categories=tuple(say_cell(role, Kind.WORD) for role in roles(lens, person)),
        note=person.notes if has_notes else "",
    )

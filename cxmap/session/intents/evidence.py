"""What was seen of a commitment: money, people, time, a public act."""

from __future__ import annotations

from datetime import date

from cxmap.model.orgmap import Edit
from cxmap.model.programme import Evidence
from cxmap.model.words import (
    EvidenceKind,
    PersonId,
)
from cxmap.session.desk import Desk, Intent
from cxmap.text import clean_line, clean_text


def add_evidence(
    desk: Desk,
    person: PersonId | None,
    kind: EvidenceKind,
    *,
    note: str = "",
    amount: str = "",
    unit: str = "",
    source: str = "",
    ask: str | None = None,
    on: date | None = None,
) -> Intent:
    """Record what was seen: money, people, time, authority, a public act, a metric owned, or proof."""
    name = desk.person(person).display_name if person else "the programme"
    seen = Evidence(
        id=desk.new_id("evidence"),
        kind=kind,
        on=desk.past_day(on),
        person=person,
        ask=ask,
        amount=clean_line(amount),
        unit=clean_line(unit),
        source=clean_line(source),
        note=clean_text(note).strip(),
    )
    return Intent(
        name="add_evidence",
        summary=f"Evidence of {name}: {kind.value.replace('_', ' ')}",
        edits=(Edit("evidence", seen.id, seen),),
        id=seen.id,
    )

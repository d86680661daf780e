"""What happens in the programme: talks, asks, promises, evidence, concerns, and the work around them."""

from __future__ import annotations

from datetime import date

from cxmap.model.record import Record
from cxmap.model.words import (
    AskCategory,
    AskState,
    Basis,
    ConcernState,
    EngagementKind,
    EvidenceKind,
    PersonId,
    PromiseState,
    Visibility,
)


class Engagement(Record, frozen=True):
    """One time that people met or wrote; only one-on-one and corridor talks persuade."""

    id: str
    on: date
    people: tuple[PersonId, ...]
    kind: EngagementKind = EngagementKind.ONE_ON_ONE
    initiated_by: str = ""
    """``me`` or ``them``; empty when not said."""
    frame: str = ""
    """The message frame that was used."""
    frame_version: str = ""
    note: str = ""
    """What was said, in the lead's words."""
    input: str = ""
    """What they offered."""
    challenge: str = ""
    """What they questioned."""
    outcome: str = ""
    lesson: str = ""
    next_on: date | None = None
    visibility: Visibility = Visibility.CIRCLE


class Ask(Record, frozen=True):
    """A specific thing asked of a specific person (their promise once accepted)."""

    id: str
    person: PersonId
    text: str
    """Verb and object: what they would do."""
    why: str = ""
    category: AskCategory | None = None
    state: AskState = AskState.MADE
    made_on: date | None = None
    due: date | None = None
    settled_on: date | None = None
    """When it was accepted, kept, declined, missed or withdrawn."""
    accepted_on: date | None = None
    engagement: str | None = None
    basis: Basis = Basis.OBSERVED
    note: str = ""
    visibility: Visibility = Visibility.CIRCLE


class Promise(Record, frozen=True):
    """What I promised to somebody."""

    id: str
    person: PersonId
    text: str
    due: date | None = None
    made_on: date | None = None
    state: PromiseState = PromiseState.OPEN
    settled_on: date | None = None
    visibility: Visibility = Visibility.CIRCLE


class Evidence(Record, frozen=True):
    """Something seen that proves a commitment (money, people, time, …) or a claim (data, result)."""

    id: str
    kind: EvidenceKind
    on: date
    person: PersonId | None = None
    ask: str | None = None
    amount: str = ""
    unit: str = ""
    source: str = ""
    basis: Basis = Basis.OBSERVED
    note: str = ""
    visibility: Visibility = Visibility.CIRCLE


class Concern(Record, frozen=True):
    """A worry in the person's own words, and whether it has been answered."""

    id: str
    person: PersonId
    words: str
    root: str = ""
    response: str = ""
    state: ConcernState = ConcernState.OPEN
    raised_on: date | None = None
    reported_back_on: date | None = None
    visibility: Visibility = Visibility.ME


class Body(Record, frozen=True):
    """A forum or council: who sits in it and when it meets."""

    id: str
    name: str
    kind: str = "forum"
    """``forum`` or ``council``."""
    on: date | None = None
    members: tuple[PersonId, ...] = ()
    note: str = ""


class Snapshot(Record, frozen=True):
    """A reading of the critical mass on a day, kept so that the chart over time survives edits."""

    id: str
    on: date
    have: int
    needed: int
    of: int


class Note(Record, frozen=True):
    """An entry of the programme's own books: pain, pilot, assumption, artefact, assessment, project."""

    id: str
    text: str = ""
    kind: str = ""
    state: str = ""
    on: date | None = None
    due: date | None = None
    owner: PersonId | None = None
    driver: PersonId | None = None
    value: str = ""
    source: str = ""
    note: str = ""
    visibility: Visibility = Visibility.OPEN

"""What a screen or a command shows, as plain values: no ids to look up, no rules left to apply."""

from __future__ import annotations

from datetime import date

import msgspec

from cxmap.model.mass import MassReading
from cxmap.model.words import (
    AskState,
    Commitment,
    EngagementKind,
    Flag,
    PersonId,
    Role,
    Stance,
    TieKind,
)
from cxmap.plan.explain import Reason
from cxmap.plan.solve import Plan


class PersonRow(msgspec.Struct, frozen=True, kw_only=True):
    """One person in a list or tree."""

    id: PersonId
    name: str
    title: str
    """Title and unit in one line."""
    unit: str
    roles: tuple[Role, ...]
    role_is_guess: bool
    flags: tuple[Flag, ...]
    stance: Stance
    commitment: Commitment
    power: int | None
    outside: bool | None
    """Outside my unit; None when my unit is not known."""
    on_leadership: bool
    counts: bool
    """On board by the rule of the critical mass."""
    is_me: bool
    is_president: bool
    placeholder: bool
    active: bool
    pinned: bool
    on_hold: bool
    last_touch: date | None
    """Newest talk or meeting of any kind."""
    barrier: str
    """Main barrier in words; empty when none is known."""
    open_asks: int
    reports: int
    """Active direct reports."""


class Suggestion(msgspec.Struct, frozen=True, kw_only=True):
    """Whom to talk to next, why, and what to ask."""

    id: PersonId
    display_name: str
    title: str
    stage: str
    """outcome, driver, ally or other."""
    talks_needed: int
    """Talks the plan holds with this person."""
    stance: Stance
    commitment: Commitment
    reasons: tuple[Reason, ...]
    against: tuple[Reason, ...]
    last_touch: date | None
    barrier: str
    frame: str | None
    ask: str | None
    ask_is_open: bool
    """Whether it has been asked already, so that ``ask`` says how to come back to it."""
    role_is_guess: bool


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody whose answer or deed is awaited."""

    id: PersonId
    display_name: str
    since: date | None
    awaited: str


class Overdue(msgspec.Struct, frozen=True, kw_only=True):
    """A promise whose day has passed, mine or theirs."""

    record: str
    """Id of the promise or ask."""
    person: PersonId
    display_name: str
    text: str
    due: date
    mine: bool


class NextView(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to "whom next": a state, a sentence, and at most a few names."""

    state: str
    """talk, wait, forum_due, done, no_way or no_president."""
    message: str
    suggestions: tuple[Suggestion, ...]
    waiting_for: tuple[Waiting, ...]
    overdue: tuple[Overdue, ...]
    """My overdue promises first, then theirs; oldest first."""
    mass: MassReading
    talks_left: int | None
    """Talks in the plan to critical mass; None when there is no plan."""


class PlanView(msgspec.Struct, frozen=True, kw_only=True):
    """The whole plan with the names that go with it."""

    plan: Plan
    names: dict[PersonId, str]
    """Display name of everybody in the plan's scope."""
    message: str
    """The plan in one sentence."""
    access: dict[PersonId, Reason] = {}
    """How the first talk with somebody of the plan comes about, where no introduction is needed."""
    against: dict[PersonId, tuple[Reason, ...]] = {}
    """What speaks against a talk with somebody of the plan all the same."""


class LeaderLine(msgspec.Struct, frozen=True, kw_only=True):
    """One leader on the mass screen, and why they count or not yet."""

    row: PersonRow
    group: str
    """counts, nearly or missing; left_out for greyed direct reports."""
    why: str


class MassView(msgspec.Struct, frozen=True, kw_only=True):
    """The critical mass as it is shown."""

    reading: MassReading
    leaders: tuple[LeaderLine, ...]
    """The level in the order of commitment, then those left out."""
    sentence: str
    """For example ``3 of 8 leaders act; 5 needed, 2 more``."""
    history: tuple[tuple[date, int, int], ...]
    """Day, have, needed: every change, oldest first."""


class TieLine(msgspec.Struct, frozen=True, kw_only=True):
    """One tie as it reads from one person's card."""

    other: PersonId
    other_name: str
    kind: TieKind
    sentence: str
    """For example ``trusts Ben Li`` or ``is trusted by Ben Li``."""
    strength: int | None
    record: str
    """Id of the tie; empty for a solid reporting line."""


class TimelineEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One dated thing in a person's story."""

    on: date
    what: str
    """talk, judgement, ask, promise, evidence or concern."""
    text: str
    note: str = ""
    kind: EngagementKind | None = None


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """One judgement with its age and basis."""

    dimension: str
    value: str
    as_of: date | None
    basis: str
    """observed, told by …, a guess; empty when nobody has judged."""
    age_days: int | None


class AskLine(msgspec.Struct, frozen=True, kw_only=True):
    """An ask of a person as it stands."""

    record: str
    text: str
    state: AskState
    due: date | None
    overdue: bool
    vague: tuple[str, ...]
    """What makes the ask hard to keep; empty when it is specific."""


class PersonCard(msgspec.Struct, frozen=True, kw_only=True):
    """Everything about one person on one page."""

    row: PersonRow
    emails: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    """Label and value of what is known: employee number, location, function, manager, …"""
    judged: tuple[Judged, ...]
    priorities: str
    objectives: str
    expects_of_program: str
    brings: str
    notes: str
    frame: str
    asks: tuple[AskLine, ...]
    promises: tuple[Overdue, ...]
    """My open promises; ``due`` may lie ahead."""
    concerns: tuple[tuple[str, str, bool], ...]
    """Id, words, answered."""
    ties: tuple[TieLine, ...]
    timeline: tuple[TimelineEntry, ...]
    """Newest first."""
    chain: tuple[tuple[PersonId, str], ...]
    """Managers up to the top, nearest first."""
    reports: tuple[tuple[PersonId, str], ...]
    on_board_because: str
    """Why they count or what is missing, in words."""

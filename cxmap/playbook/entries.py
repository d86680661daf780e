"""The playbook's entries as records: families, asks, barriers, phases, messages, figures."""

from __future__ import annotations

from typing import Literal

import msgspec

from cxmap.model.words import AskCategory, Barrier, Role, Stance, Visibility

Size = Literal["s", "m", "l"]
"""Of an ask: under an hour; a few hours or one decision; budget, people or a rule change."""

Grade = Literal["solid", "practice", "single-case", "judgement", "folklore", "measured"]
"""How well a figure is founded."""

Route = Literal["narrow", "broad"]
"""Within the lead's own span, or across the functions."""


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of all entries: unknown fields are refused, so that a typing error is found."""


class Family(Entry, frozen=True, kw_only=True):
    """A family of functions, such as finance: what it answers for and how to talk with it."""

    id: str
    label: str
    side: Role
    """The part such a person usually plays."""
    drives: bool = False
    """An outcome owner who also runs what produces the outcome."""
    gatekeeper: bool = False
    """Keeps the way to a leader."""
    owns: tuple[str, ...]
    runs: tuple[str, ...]
    metrics: tuple[str, ...]
    worries: tuple[Barrier, ...]
    """Likeliest first."""
    angle: str
    """The argument in the terms of this responsibility, one sentence."""
    evidence: tuple[str, ...]
    asks: tuple[str, ...]
    """Ids of asks, the first one first."""
    listen: tuple[str, ...]
    """Questions to listen with."""
    avoid: str


class MiddleManager(Entry, frozen=True, kw_only=True):
    """What a middle manager of any family needs besides."""

    label: str
    owns: tuple[str, ...]
    runs: tuple[str, ...]
    worries: tuple[Barrier, ...]
    angle: str
    asks: tuple[str, ...]
    note: str


class AskTemplate(Entry, frozen=True, kw_only=True):
    """A small, named, checkable deed to ask for."""

    id: str
    text: str
    category: AskCategory
    size: Size
    discipline: str
    """Line of the self-assessment that it raises."""
    done_when: str
    """What can be seen when it is done."""
    anybody: bool = False
    """Fits every function; the others belong to the families that list them."""
    after_deed: bool = False
    """Only for somebody who has acted already or argues for it unasked."""


class BarrierEntry(Entry, frozen=True, kw_only=True):
    """Why somebody does not act yet, how it sounds, and what helps."""

    id: Barrier
    label: str
    missing: Literal["awareness", "desire", "knowledge", "ability", "reinforcement"]
    """First missing element of ADKAR (Prosci)."""
    signs: tuple[str, ...]
    response: str
    evidence: tuple[str, ...]
    asks: tuple[str, ...]
    """Ids of asks that fit, best first; only those open to the person's function are offered."""
    size: Literal["s", "m", "l", ""]
    """The size of ask that fits; empty when any does."""
    questions: tuple[str, ...]
    avoid: str
    src: tuple[str, ...]


class Check(Entry, frozen=True, kw_only=True):
    """Something that should be true before a phase is left."""

    id: str
    text: str
    severity: Literal["must", "should"]
    measure: Literal[
        "share",
        "count",
        "exists",
        "artefact",
        "mass",
        "mass_survives",
        "forum_gate",
        "age_days",
        "score",
        "manual",
    ]
    set: str = ""
    """Name of a set of people or things."""
    of_where: tuple[str, ...] = ()
    """Predicates that narrow the set before a share is taken."""
    where: tuple[str, ...] = ()
    """Predicates, joined by AND."""
    min: float | str | None = None
    """Least value, or the name of a default."""
    max: float | str | None = None
    artefact: str = ""
    min_state: Literal["", "draft", "reviewed", "approved"] = ""
    reviewed_by_family: str = ""
    score: str = ""
    """Name of a computed score."""
    only_route: Literal["", "narrow", "broad"] = ""


class Phase(Entry, frozen=True, kw_only=True):
    """A phase of the programme."""

    id: str
    label: str
    routes: tuple[Route, ...]
    weeks: tuple[int, int]
    """Shortest and longest usual duration (judgement)."""
    purpose: str
    outputs: tuple[str, ...]
    trap: str
    src: tuple[str, ...]
    only_opening: str = ""
    """The phase is inserted only with this opening."""
    only_opening_on_broad: str = ""
    """The same, on the broad route only."""
    scope_kinds: tuple[str, ...] = ()
    check: tuple[Check, ...]


class Opening(Entry, frozen=True, kw_only=True):
    """How a programme begins; an opening inserts phases, it is no route of its own."""

    id: str
    label: str
    when: str
    effect: str
    inserts: tuple[str, ...]
    """Phases inserted after ``evidence``."""
    src: tuple[str, ...]


class RouteEntry(Entry, frozen=True, kw_only=True):
    """The phases of a route in order."""

    id: Route
    label: str
    use_when: str
    phases: tuple[str, ...]
    change_when: tuple[str, ...]
    change_to: Route
    src: tuple[str, ...]


class Question(Entry, frozen=True, kw_only=True):
    """A yes-or-no question of the walk-away review."""

    id: str
    text: str


class WalkAway(Entry, frozen=True, kw_only=True):
    """When to stop, narrow or go on."""

    src: tuple[str, ...]
    rule: str
    review_months: int
    stop_at: int
    """From this many "no" on: stop or move."""
    narrow_at: int
    """From this many "no" on: the narrow route and a new date."""
    questions: tuple[Question, ...]


class StanceOpening(Entry, frozen=True, kw_only=True):
    """How a talk begins, by what the person has said so far."""

    id: Stance
    opening: str
    question: str
    size: Size
    """Of the ask that fits."""


class MessageRule(Entry, frozen=True, kw_only=True):
    """Rules that hold for every talk."""

    src: tuple[str, ...]
    rules: tuple[str, ...]


class Rhythm(Entry, frozen=True, kw_only=True):
    """A piece of the model week."""

    id: str
    when: str
    does: str


class Document(Entry, frozen=True, kw_only=True):
    """A paper that is handed over, with its sections in order."""

    id: str
    label: str
    audience: Visibility
    format: tuple[str, ...]
    sections: tuple[str, ...]


class Privacy(Entry, frozen=True, kw_only=True):
    """How notes about colleagues are written."""

    note: str
    rules: tuple[str, ...]


class Figure(Entry, frozen=True, kw_only=True):
    """A figure shown as a help text, with its grade."""

    claim: str
    value: str
    grade: Grade
    source: str


class Default(Entry, frozen=True, kw_only=True):
    """A number behind a check, editable."""

    id: str
    value: float
    min: float | None = None
    max: float | None = None
    grade: Grade
    why: str


class Discipline(Entry, frozen=True, kw_only=True):
    """A discipline of the self-assessment with its four statements."""

    id: str
    statements: tuple[str, ...]


class SelfAssessment(Entry, frozen=True, kw_only=True):
    """The light maturity conversation: statements scored 0-4 by several assessors."""

    schema: Literal["cxmap-maturity/1"]
    levels: tuple[str, ...]
    min_assessors: int
    min_functions: int
    show: tuple[str, ...]
    note: str
    discipline: tuple[Discipline, ...]

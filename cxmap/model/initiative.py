"""The initiative: who I am, who decides, who counts, and the lead's own numbers."""

from __future__ import annotations

from datetime import date

import msgspec

from cxmap.model.record import Record
from cxmap.model.words import MassWeights, PersonId, Scope

INITIATIVE = "initiative"
"""Id of the one record of the ``settings`` table."""


class MassRule(Record, frozen=True):
    """When the leadership level carries the programme (D4).

    The number is the lead's own choice: no source gives one, Byrne's story says only
    "critical mass".
    """

    quorum: float | None = None
    """Share of the level's weight, 0-1, rounded up; None means strictly more than half."""
    must_haves: tuple[PersonId, ...] = ()
    """People without whom it does not count."""
    vetoes: tuple[PersonId, ...] = ()
    """People who must not be against."""
    weights: MassWeights = MassWeights.EQUAL


class OpenQuestion(Record, frozen=True):
    """A question of an import that was answered by proposal and waits for the lead's word."""

    id: str
    kind: str
    message: str
    proposal: str = ""
    source: str = ""


class Scenario(Record, frozen=True):
    """What the lead has supposed and kept: some changes under a name."""

    name: str
    changes: tuple[str, ...]
    """As on the command line, people by id: ``leaves:p7kq3m2x``, ``rule:quorum=0.6``."""
    kept_on: date | None = None


class Initiative(Record, frozen=True):
    """What the lead has settled about the programme as a whole."""

    id: str
    name: str = ""
    scope: Scope = Scope.ENTERPRISE
    opening: str = ""
    """How it began: prove_it, ladder, charged or sponsored; empty when not said."""
    route: str = "broad"
    """broad or narrow."""
    phase: str = ""
    me: PersonId | None = None
    president: PersonId | None = None
    """Set by hand or by import; None means the only top of the chart, if there is one."""
    my_unit: PersonId | None = None
    """Head of my unit, set by hand; None means the part under the president that I sit in."""
    level_plus: tuple[PersonId, ...] = ()
    """People counted on the leadership level though they do not report to the president."""
    level_minus: tuple[PersonId, ...] = ()
    """People left out of the leadership level though they report to the president."""
    mass: MassRule = MassRule()
    rules: dict[str, float | int] = msgspec.field(default_factory=dict)
    """The lead's own planning numbers, by their name in the table of planning rules."""
    override_gates: str = ""
    """Reason why the stages are not to wait for each other; empty keeps the gates."""
    walk_away_on: date | None = None
    walk_away_rule: str = ""
    forum_on: date | None = None
    forum_held_on: date | None = None
    open_questions: tuple[OpenQuestion, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    """What the lead has supposed and kept, in the order of keeping."""

"""Every number by which judgements become a planning problem, in one table.

Nobody has measured these numbers. They are starting guesses, chosen to be easy to reason with (one
conversation = 10 points, so a need of 20 reads as "two good conversations"), and are replaced by
the user's own record as it grows. Each entry of ``RULES`` says what it is, its unit, its range and
where it comes from; ``PlanRules`` holds the values in force. The share that makes the critical mass
stands in the table with the others, but its value is kept with the map's mass rule, which is the
one truth about who counts: a problem is given its quorum. Keys and words are those of the map
(stance, commitment, tie kind) as plain text: the planner knows no map.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from cxmap.errors import UsageError

DISCLAIMER = (
    "Nobody has measured these numbers: they are starting guesses that you can change, "
    "and your own record counts for more."
)
"""Said wherever the table is shown."""

OWN = "our own assumption; no published measurement"
"""Source of most entries."""


class Rule(msgspec.Struct, frozen=True):
    """One entry of the table."""

    name: str
    """Name of the entry, the key in the settings file."""
    default: int
    """Value as delivered."""
    low: int
    """Smallest value allowed."""
    high: int
    """Largest value allowed."""
    unit: str
    """What the number counts."""
    text: str
    """What it says, in the words of the screen."""
    source: str = OWN
    """Where the default comes from."""

    @property
    def group(self) -> str:
        """Heading under which it is shown."""
        return _GROUPS[self.name.split("_")[0]]


_GROUPS = {
    "need": "Points needed",
    "gain": "Points of one conversation",
    "talk": "Conversations",
    "must": "Conversations",
    "max": "Conversations",
    "cost": "Conversations",
    "capacity": "Conversations",
    "pull": "Points of ties",
    "strength": "Points of ties",
    "intro": "Introductions",
    "gate": "Gates and critical mass",
    "quorum": "Gates and critical mass",
    "spread": "Uncertainty",
    "holds": "Uncertainty",
    "forecast": "Uncertainty",
    "own": "Uncertainty",
    "scope": "Scope",
}
"""Headings by the first word of a name."""

_POINTS, _PERCENT, _TALKS = "points", "per cent", "conversations"
_PER_STEP = "points per step of tie strength (strength 1-5 halved and rounded up: 1, 1, 2, 2, 3)"
_DOORS = "0 nobody, 1 the way of the pull, 2 both ways"
_SEEDS = "seed documents: one-on-one and by repetition"
_PEER = "reinforcement by peers: Centola and Macy 2007; the size is our own assumption"

RULES: tuple[Rule, ...] = (
    Rule("need_leading", 5, 0, 200, _POINTS, "A person who already leads still needs"),
    Rule("need_supportive", 10, 0, 200, _POINTS, "A supportive person still needs"),
    Rule("need_neutral", 20, 0, 200, _POINTS, "A neutral person needs"),
    Rule("need_unknown", 20, 0, 200, _POINTS, "A person whose stance is unknown needs"),
    Rule("need_unaware", 20, 0, 200, _POINTS, "A person who has not heard of it needs"),
    Rule("need_resistant", 35, 0, 200, _POINTS, "A resistant person needs"),
    Rule("need_against", 50, 0, 200, _POINTS, "A resistant person committed against it needs"),
    Rule("gain_unknown", 10, 1, 100, _POINTS, "One conversation gives, receptiveness not known"),
    Rule("gain_receptive_1", 6, 1, 100, _POINTS, "One conversation gives at receptiveness 1"),
    Rule("gain_receptive_2", 8, 1, 100, _POINTS, "One conversation gives at receptiveness 2"),
    Rule("gain_receptive_3", 10, 1, 100, _POINTS, "One conversation gives at receptiveness 3"),
    Rule("gain_receptive_4", 12, 1, 100, _POINTS, "One conversation gives at receptiveness 4"),
    Rule("gain_receptive_5", 14, 1, 100, _POINTS, "One conversation gives at receptiveness 5"),
    Rule("cost_talk", 1, 0, 100, "effort", "Effort of one conversation"),
    Rule("max_talks", 5, 1, 50, _TALKS, "Most conversations one person grants", _SEEDS),
    Rule("must_meet_leader", 1, 0, 10, _TALKS, "Least one-on-ones before a leader counts", _SEEDS),
    Rule("must_meet_other", 0, 0, 10, _TALKS, "Least one-on-ones before anybody else counts"),
    Rule("capacity_per_week", 2, 1, 50, _TALKS, "Conversations in a week"),
    Rule("pull_boss", 6, 0, 100, _POINTS, "A boss on board gives a report", _PEER),
    Rule("pull_report", 3, 0, 100, _POINTS, "A report on board gives the boss", _PEER),
    Rule("pull_dotted_boss", 3, 0, 100, _POINTS, "A dotted-line boss gives (half of a boss)"),
    Rule(
        "pull_dotted_report", 2, 0, 100, _POINTS,
        "A dotted-line report gives (half of a report, rounded up)",
    ),
    Rule("pull_influences", 4, 0, 50, _PER_STEP, "Who influences somebody gives", _PEER),
    Rule(
        "pull_trusts", 4, 0, 50, _PER_STEP, "Who is trusted by somebody gives",
        "advice networks carry power: Krackhardt 1990; the size is our own assumption",
    ),
    Rule("pull_allied_with", 3, 0, 50, _PER_STEP, "Allied people give each other", _PEER),
    Rule("pull_drives", 2, 0, 50, _PER_STEP, "A driver gives the owner of the outcome"),
    Rule("pull_introduces", 0, 0, 50, _PER_STEP, "Who introduces somebody gives besides"),
    Rule(
        "pull_friction", -3, -50, 0, _PER_STEP, "People in friction give each other",
        "ties to people who resist can be a liability: Battilana and Casciaro 2013; "
        "the size is our own assumption",
    ),
    Rule("strength_unknown", 3, 1, 5, "strength", "Strength of a tie that has none"),
    Rule("intro_reports_to", 2, 0, 2, _DOORS, "Boss and report introduce"),
    Rule("intro_dotted", 2, 0, 2, _DOORS, "Dotted-line boss and report introduce"),
    Rule("intro_influences", 1, 0, 2, _DOORS, "Who influences somebody introduces"),
    Rule("intro_trusts", 2, 0, 2, _DOORS, "People who trust each other introduce"),
    Rule("intro_allied_with", 2, 0, 2, _DOORS, "Allied people introduce"),
    Rule("intro_introduces", 1, 0, 2, _DOORS, "Who offered to introduce does so"),
    Rule("intro_drives", 0, 0, 2, _DOORS, "A driver introduces the owner"),
    Rule("intro_friction", 0, 0, 2, _DOORS, "People in friction introduce"),
    Rule(
        "gate_outcome_share", 50, 0, 100, _PERCENT,
        "Outcome owners of the leadership level on board before drivers (rounded up, at least 1)",
        "order of socialisation: seed documents; the share is our own assumption",
    ),
    Rule(
        "gate_driver_share", 50, 0, 100, _PERCENT,
        "Drivers of the leadership level on board before others (rounded up, at least 1)",
        "order of socialisation: seed documents; the share is our own assumption",
    ),
    Rule(
        "quorum_share", 500, 1, 1000, "per mille of the leadership level",
        "Critical mass; 500 means strictly more than half, any other share at least that much",
        "critical mass before the forum: seed documents, without a number",
    ),
    Rule("spread_need_sure", 3, 0, 100, _POINTS, "A need that is sure is off by about"),
    Rule("spread_need_likely", 8, 0, 100, _POINTS, "A need that is likely is off by about"),
    Rule("spread_need_guess", 15, 0, 100, _POINTS, "A need that is a guess is off by about"),
    Rule("spread_gain", 35, 0, 100, _PERCENT, "What a conversation gives is off by about"),
    Rule("spread_gain_low", 20, 0, 100, _PERCENT, "A conversation gives at least"),
    Rule("spread_gain_high", 200, 100, 500, _PERCENT, "A conversation gives at most"),
    Rule("spread_pull_low", 60, 0, 100, _PERCENT, "A tie that holds gives at least"),
    Rule("spread_pull_wide", 100, 0, 300, _PERCENT, "and up to this much more"),
    Rule("holds_tie_sure", 95, 0, 100, _PERCENT, "A tie that is sure holds"),
    Rule("holds_tie_likely", 80, 0, 100, _PERCENT, "A tie that is likely holds"),
    Rule("holds_tie_guess", 50, 0, 100, _PERCENT, "A tie that is a guess holds"),
    Rule("forecast_slip", 15, 0, 90, _PERCENT, "A week's conversation slips by a week"),
    Rule("forecast_talks", 60, 1, 500, _TALKS, "A forecast gives up after"),
    Rule("forecast_quick", 2000, 100, 100_000, "scenarios", "Futures drawn while you type"),
    Rule("forecast_full", 10_000, 100, 100_000, "scenarios", "Futures drawn on demand"),
    Rule("forecast_redraws", 20, 0, 200, "redraws", "Draws of the model's own guesses"),
    Rule("forecast_history", 5, 1, 100, _TALKS, "Talks on record before a pace is shown"),
    Rule("own_record", 10, 1, 100, "people", "People won before your own record is offered"),
    Rule("scope_steps", 2, 0, 5, "steps", "How far from the leaders helpers are looked for"),
    Rule(
        "scope_people", 150, 5, 1000, "people",
        "Most people in one plan; leaders and must-haves are always in",
    ),
)  # fmt: skip
"""The table, in the order in which it is shown."""

BY_NAME: Mapping[str, Rule] = {rule.name: rule for rule in RULES}
"""The table by name."""


class Effect(msgspec.Struct, frozen=True):
    """What one tie ``a KIND b`` does in the plan."""

    forward_pull: int
    """Points that a, on board, gives b."""
    backward_pull: int
    """Points that b, on board, gives a."""
    forward_intro: bool
    """Whether a, on board, can introduce b."""
    backward_intro: bool
    """Whether b, on board, can introduce a."""


class PlanRules(msgspec.Struct, frozen=True):
    """The values in force: the table's defaults and the changes made to them."""

    changes: Mapping[str, int] = {}
    """Entries that differ from the default, by name."""

    def __getitem__(self, name: str) -> int:
        """The value of one entry.

        Raises:
            UsageError: If no entry has that name.
        """
        return self.changes.get(name, _rule(name).default)

    def with_changes(self, changes: Mapping[str, Any]) -> PlanRules:
        """The rules with some entries changed; a default given again is no change.

        Raises:
            UsageError: If a name is unknown, or a value is no whole number in its range.
        """
        merged = dict(self.changes)
        for name, value in changes.items():
            rule = _rule(name)
            if not isinstance(value, int) or isinstance(value, bool):
                raise UsageError(f"{name} is {value!r}, not a whole number", field=name)
            if not rule.low <= value <= rule.high:
                raise UsageError(
                    f"{name} is {value}, outside {rule.low} to {rule.high} {rule.unit}",
                    field=name,
                    hint=f"The default is {rule.default}.",
                )
            merged[name] = value
        kept = {name: merged[name] for name in sorted(merged)}
        return PlanRules({name: at for name, at in kept.items() if at != BY_NAME[name].default})

    def need(self, stance: str, commitment: str = "none") -> int:
        """Points that somebody not yet on board still needs.

        Raises:
            UsageError: If the stance is none of the map's words.
        """
        if stance == "resistant" and commitment == "against":
            return self["need_against"]
        return self[f"need_{stance}"]

    def gain(self, receptiveness: int | None) -> int:
        """Points of one conversation at receptiveness 1 to 5, or when it is not known."""
        return self["gain_unknown" if receptiveness is None else f"gain_receptive_{receptiveness}"]

    def must_meet(self, *, leader: bool) -> int:
        """Least one-on-ones before somebody counts."""
        return self["must_meet_leader" if leader else "must_meet_other"]

    def tie(self, kind: str, strength: int | None = None) -> Effect:
        """What a tie ``a KIND b`` of a strength (1 to 5, None for not given) does.

        Raises:
            UsageError: If the kind is none of the map's words.
        """
        step = -(-(self["strength_unknown"] if strength is None else strength) // 2)
        forward, backward = _pulls(self, kind, step)
        doors = self[f"intro_{kind}"]
        against_pull = kind in _PULLS_BACK
        return Effect(
            forward,
            backward,
            doors == _BOTH_WAYS or (doors == 1 and not against_pull),
            doors == _BOTH_WAYS or (doors == 1 and against_pull),
        )

    def gate(self, name: str, of: int) -> int:
        """People of a stage that open the next one.

        Args:
            name: ``outcome`` or ``driver``.
            of: People of that stage in the leadership level, or, when there are none, 1 if there
                is anybody of that stage in scope, else 0.

        Returns:
            The share of them, rounded up, at least 1 unless ``of`` is 0.
        """
        if not of:
            return 0
        return max(1, -(-of * self[f"gate_{name}_share"] // 100))

    def spread_need(self, confidence: int) -> int:
        """Points by which a need is off at confidence 3, 2 or 1."""
        return self[f"spread_need_{_CONFIDENCE[confidence]}"]

    def holds_tie(self, confidence: int) -> int:
        """Per cent chance that a tie holds at confidence 3, 2 or 1."""
        return self[f"holds_tie_{_CONFIDENCE[confidence]}"]


_CONFIDENCE = {3: "sure", 2: "likely", 1: "guess"}
"""Confidence in words."""
_PULLS_BACK = frozenset({"trusts", "reports_to", "dotted"})
"""Ties whose main pull goes from b to a."""
_BOTH_WAYS = 2
"""Value of an ``intro`` entry that opens doors both ways."""


def _rule(name: str) -> Rule:
    """The entry of that name."""
    rule = BY_NAME.get(name)
    if rule is None:
        raise UsageError(
            f"There is no planning number {name!r}", field=name, hint="The settings list them all."
        )
    return rule


def _pulls(rules: PlanRules, kind: str, step: int) -> tuple[int, int]:
    """Points a gives b and b gives a for a tie ``a KIND b``."""
    if kind == "reports_to":
        return rules["pull_report"], rules["pull_boss"]
    if kind == "dotted":
        return rules["pull_dotted_report"], rules["pull_dotted_boss"]
    points = rules[f"pull_{kind}"] * step
    if kind == "trusts":
        return 0, points
    if kind in ("allied_with", "friction"):
        return points, points
    return points, 0

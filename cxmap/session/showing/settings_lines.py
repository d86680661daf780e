"""Every setting of the initiative as it stands: value, default, unit, and where the default is from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

import msgspec

from cxmap.model.initiative import INITIATIVE, Initiative
from cxmap.model.words import PersonId
from cxmap.plan.rules import BY_NAME
from cxmap.session.desk import Desk
from cxmap.session.entry.settings_fields import PLAN, SHARES, rules_shown
from cxmap.session.planning.mapping import usable_rules
from cxmap.session.planning.own_record import RecordLine, own_record

OWN_CHOICE = "your own choice"
"""Source of what the lead settles."""
_QUORUM = BY_NAME["quorum_share"]


class SettingLine(msgspec.Struct, frozen=True, kw_only=True):
    """One setting as it stands."""

    key: str
    value: str
    """In words; people by name."""
    default: str
    unit: str
    says: str
    """What it is, one sentence."""
    source: str
    """Where the default comes from."""
    changed: bool
    """Whether it differs from the default."""
    allowed: str = ""
    """Smallest and largest number, for example ``0 to 200``; empty for the lead's choices."""
    record: RecordLine | None = None
    """My own talks to commitment beside a planning number, once enough people are won."""


def settings_lines(desk: Desk) -> tuple[SettingLine, ...]:
    """Every setting as it stands, the lead's choices first, then the planning numbers by group."""
    now, first = desk.org.initiative, Initiative(id=INITIATIVE)
    lines = [
        SettingLine(
            key=key,
            value=read(desk, now),
            default=read(desk, first),
            unit=unit,
            says=says,
            source=_QUORUM.source if key == "mass.quorum" else OWN_CHOICE,
            changed=read(desk, now) != read(desk, first),
        )
        for key, (unit, says, read) in _SHOWN.items()
    ]
    rules = usable_rules(desk.org)
    record = {line.name: line for line in own_record(desk).lines}
    lines += [
        SettingLine(
            key=PLAN + rule.name,
            value=str(rules[rule.name]),
            default=str(rule.default),
            unit=rule.unit,
            says=rule.text,
            source=rule.source,
            changed=rules[rule.name] != rule.default,
            allowed=f"{rule.low} to {rule.high}",
            record=record.get(rule.name),
        )
        for rule in rules_shown()
    ]
    return tuple(lines)


def _people(desk: Desk, people: tuple[PersonId, ...]) -> str:
    known = desk.org.people
    return ", ".join(known[who].display_name for who in people if who in known)


def _whom(field: str) -> Callable[[Desk, Initiative], str]:
    def read(desk: Desk, settings: Initiative) -> str:
        person = getattr(settings, field)
        return _people(desk, (person,)) if person else ""

    return read


def _say_president(desk: Desk, settings: Initiative) -> str:
    if settings.president:
        return _people(desk, (settings.president,))
    found = None if desk.org.initiative.president else desk.hierarchy.president
    return "whom the chart names" + (f": {_people(desk, (found,))}" if found else "")


def _plain(field: str) -> Callable[[Desk, Initiative], str]:
    def read(_: Desk, settings: Initiative) -> str:
        value = getattr(settings, field)
        return value.isoformat() if isinstance(value, date) else str(value or "")

    return read


def _say_quorum(_: Desk, settings: Initiative) -> str:
    share = settings.mass.quorum
    words = {value: word for word, value in SHARES.items()}
    return words.get(share) or f"{share:g}"


def _say_level(desk: Desk, settings: Initiative) -> str:
    plus, minus = _people(desk, settings.level_plus), _people(desk, settings.level_minus)
    parts = ["the president's direct reports"]
    parts += [f"plus {plus}"] if plus else []
    parts += [f"less {minus}"] if minus else []
    return ", ".join(parts)


_Shown = tuple[str, str, Callable[[Desk, Initiative], str]]

_SHOWN: Mapping[str, _Shown] = MappingProxyType(
    {
        "name": ("", "What the initiative is called", _plain("name")),
        "scope": ("own_span, with_peer, enterprise", "How far it reaches", _plain("scope")),
        "opening": (
            "prove_it, ladder, charged, sponsored", "How it began", _plain("opening"),
        ),
        "route": ("broad, narrow", "Which way the phases go", _plain("route")),
        "phase": ("", "Where the programme stands", _plain("phase")),
        "me": ("person", "Who you are; never counted, never proposed", _whom("me")),
        "president": ("person", "Who approves in the end", _say_president),
        "my_unit": ("person", "Head of your unit, if the chart does not say", _whom("my_unit")),
        "level": ("people", "Who counts; change with level+= and level-=", _say_level),
        "mass.quorum": ("share", "Critical mass: majority, two_thirds, 0.6, 60%", _say_quorum),
        "mass.weights": (
            "equal, power", "How leaders weigh", lambda _, now: now.mass.weights.value,
        ),
        "mass.must_haves": (
            "people", "Without whom it does not count; must_have+= and -=",
            lambda desk, now: _people(desk, now.mass.must_haves),
        ),
        "mass.vetoes": (
            "people", "Who must not be against; veto+= and -=",
            lambda desk, now: _people(desk, now.mass.vetoes),
        ),
        "override_gates": (
            "reason", "Why the stages need not wait for each other", _plain("override_gates"),
        ),
        "forum_on": ("day", "When the forum is to be", _plain("forum_on")),
        "forum_held_on": ("day", "When the forum was", _plain("forum_held_on")),
        "walk_away_on": ("day", "When to decide whether to go on", _plain("walk_away_on")),
        "walk_away_rule": ("", "What would make you stop", _plain("walk_away_rule")),
    }
)  # fmt: skip
"""Key to unit, sentence and how it reads, in the order in which they are shown."""

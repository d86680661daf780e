"""What can be settled about the initiative: every setting by its key, and what its text becomes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any

import msgspec

from cxmap.errors import UsageError
from cxmap.model.words import MassWeights, PersonId, Scope
from cxmap.plan.rules import BY_NAME, RULES, Rule
from cxmap.session.desk import Desk, Intent
from cxmap.session.entry.dates import parse_day
from cxmap.session.entry.person_fields import NOBODY
from cxmap.session.entry.persons import find_person
from cxmap.session.entry.typed import nearest, plain_word, word_of
from cxmap.session.intents.settings import change_settings, set_on_level
from cxmap.session.planning.mapping import usable_rules
from cxmap.session.together import Together
from cxmap.text import clean_line

PLAN = "plan."
"""What the keys of the planning numbers begin with."""

SHARES = {"majority": None, "two_thirds": 2 / 3, "three_quarters": 0.75, "all": 1.0}
"""Shares of the leadership level that have a word; the majority is strictly more than half."""
_KEPT_ELSEWHERE = frozenset({"quorum_share"})
"""Planning numbers that are settled under another key: the quorum is ``mass.quorum``."""


class Key(msgspec.Struct, frozen=True):
    """A setting that was named, and what is to be done with its value."""

    key: str
    """The setting, for example ``mass.vetoes`` or ``plan.max_talks``."""
    sign: str = ""
    """``+`` adds somebody, ``-`` takes somebody out, nothing sets."""


def setting_named(typed: str) -> Key:
    """The setting that is meant by a typed key, for example ``level+`` or ``weights``.

    Raises:
        UsageError: If there is none; names the nearest.
    """
    word = plain_word(typed)
    sign = word[-1:] if word[-1:] in ("+", "_") and typed.rstrip()[-1:] in "+-" else ""
    name = word.removesuffix(sign) if sign else word
    sign = "-" if sign == "_" else sign
    name = _ALIASES.get(name, name)
    if name in BY_NAME and name not in _KEPT_ELSEWHERE:
        name = PLAN + name
    known = [*_FIELDS, *_LISTS, *(PLAN + rule.name for rule in rules_shown())]
    if name not in known:
        near = get_close_matches(name, [*known, *_ALIASES], n=1)
        raise UsageError(
            f"there is no setting {clean_line(typed)!r}",
            field=clean_line(typed),
            hint=f"did you mean {_ALIASES.get(near[0], near[0])}?"
            if near
            else "cxmap settings MAP lists them all",
        )
    if sign and name not in _LISTS:
        raise UsageError(f"{name} is no list", field=typed.strip(), hint=f"write {name}=VALUE")
    return Key(name, sign)


def change_setting(step: Together, key: Key, text: str) -> None:
    """Take one change of a setting into a step.

    Raises:
        UsageError: If the value does not fit.
    """
    if key.key in _LISTS:
        _change_list(step, key, text)
    elif key.key.startswith(PLAN):
        step.take(_with_rule, key.key.removeprefix(PLAN), text)
    elif key.key.startswith("mass."):
        mass = step.desk.org.initiative.mass
        change = _FIELDS[key.key](step.desk, text)
        step.take(change_settings, {"mass": msgspec.structs.replace(mass, **change)})
    else:
        step.take(change_settings, _FIELDS[key.key](step.desk, text))


def rules_shown() -> list[Rule]:
    """The planning numbers that are settled by their own key."""
    return [rule for rule in RULES if rule.name not in _KEPT_ELSEWHERE]


def _change_list(step: Together, key: Key, text: str) -> None:
    """Add somebody to a list of people, or take somebody out; a plain value replaces the list."""
    org = step.desk.org
    if key.key == "level":
        if not key.sign:
            raise UsageError(
                "the leadership level follows the chart",
                field="level",
                hint="write level+=PERSON or level-=PERSON",
            )
        step.take(set_on_level, find_person(org, text), on_level=key.sign == "+")
        return
    field = _LISTS[key.key]
    listed: tuple[PersonId, ...] = getattr(org.initiative.mass, field)
    if key.sign:
        person = find_person(org, text)
        rest = tuple(who for who in listed if who != person)
        listed = (*rest, person) if key.sign == "+" else rest
    else:
        parts = [] if plain_word(text) in NOBODY else text.split(",")
        listed = tuple(dict.fromkeys(find_person(org, part) for part in parts))
    mass = msgspec.structs.replace(org.initiative.mass, **{field: listed})
    step.take(change_settings, {"mass": mass})


def _with_rule(desk: Desk, name: str, text: str) -> Intent:
    """Change one planning number; ``default`` takes the change back.

    Raises:
        UsageError: If it is no whole number in its range; names both.
    """
    rule = BY_NAME[name]
    typed = clean_line(text)
    number: object = rule.default
    if plain_word(typed) != "default":
        try:
            number = int(typed)
        except ValueError:
            number = typed
    try:
        rules = usable_rules(desk.org).with_changes({name: number})
    except UsageError as error:
        error.field = PLAN + name
        error.hint = f"write {rule.low} to {rule.high}, or default for {rule.default}"
        raise
    return change_settings(desk, {"rules": dict(rules.changes)})


def _share(_: Desk, text: str) -> dict[str, Any]:
    word = plain_word(text)
    if word in SHARES:
        return {"quorum": SHARES[word]}
    try:
        share = float(word.rstrip("%")) / (100 if word.endswith("%") else 1)
    except ValueError:
        share = -1.0
    if not 0 < share <= 1:
        raise UsageError(
            f"{clean_line(text)!r} is no share of the leadership level",
            field="mass.quorum",
            hint="write majority, two_thirds, 0.6 or 60%",
        )
    return {"quorum": share}


def _person(field: str) -> Callable[[Desk, str], dict[str, Any]]:
    def read(desk: Desk, text: str) -> dict[str, Any]:
        gone = plain_word(text) in NOBODY
        return {field: None if gone else find_person(desk.org, text)}

    return read


def _line(field: str) -> Callable[[Desk, str], dict[str, Any]]:
    return lambda _, text: {field: clean_line(text)}


def _day(field: str) -> Callable[[Desk, str], dict[str, Any]]:
    def read(desk: Desk, text: str) -> dict[str, Any]:
        gone = plain_word(text) in NOBODY
        return {field: None if gone else parse_day(text, desk.today, field=field)}

    return read


def _name(_: Desk, text: str) -> dict[str, Any]:
    if not clean_line(text):
        raise UsageError("a map needs a name", field="name")
    return {"name": clean_line(text)}


def _from_playbook(field: str, table: str) -> Callable[[Desk, str], dict[str, Any]]:
    """A word that is the id of an entry in a table of the playbook; nothing takes it out."""

    def read(_: Desk, text: str) -> dict[str, Any]:
        from cxmap.playbook.book import playbook

        word = plain_word(text)
        known = getattr(playbook(), table)
        return {field: nearest(word, known, field) if word else ""}

    return read


_FIELDS: Mapping[str, Callable[[Desk, str], dict[str, Any]]] = MappingProxyType(
    {
        "name": _name,
        "scope": lambda _, text: {"scope": word_of(Scope, text, "scope")},
        "opening": _from_playbook("opening", "openings"),
        "route": _from_playbook("route", "routes"),
        "phase": _from_playbook("phase", "phases"),
        "me": _person("me"),
        "president": _person("president"),
        "my_unit": _person("my_unit"),
        "mass.quorum": _share,
        "mass.weights": lambda _, text: {"weights": word_of(MassWeights, text, "mass.weights")},
        "override_gates": _line("override_gates"),
        "forum_on": _day("forum_on"),
        "forum_held_on": _day("forum_held_on"),
        "walk_away_on": _day("walk_away_on"),
        "walk_away_rule": _line("walk_away_rule"),
    }
)

_LISTS: Mapping[str, str] = MappingProxyType(
    {"level": "", "mass.must_haves": "must_haves", "mass.vetoes": "vetoes"}
)

_ALIASES: Mapping[str, str] = MappingProxyType(
    {
        "quorum": "mass.quorum", "weights": "mass.weights", "must_have": "mass.must_haves",
        "must_haves": "mass.must_haves", "mass.must_have": "mass.must_haves",
        "veto": "mass.vetoes", "vetoes": "mass.vetoes", "mass.veto": "mass.vetoes",
        "capacity": "plan.capacity_per_week", "plan.capacity": "plan.capacity_per_week",
        "leadership": "level", "leadership_level": "level", "forum": "forum_on",
        "plan.quorum_share": "mass.quorum", "unit": "my_unit",
    }
)  # fmt: skip

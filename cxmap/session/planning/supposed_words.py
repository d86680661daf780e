"""What is supposed, in words: from a change as it is kept to a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from cxmap.model.words import PersonId, TieKind
from cxmap.session.intents.ties import say_kind

Named = Callable[[PersonId], str]
"""Gives the name of a person; of an id that is not known, the id."""

LISTS_OF_PEOPLE = frozenset({"level", "mass.must_haves", "mass.vetoes"})
"""Settings whose value is people."""
NEWCOMER = "-supposed-"
"""Stands in the id of somebody who is only supposed to be there."""


def say_scenario(changes: Iterable[str], named: Named) -> str:
    """Everything that a kept scenario supposes, in words, without making it.

    Args:
        changes: As they are kept.
        named: Gives names of people on the map.
    """
    texts = list(changes)
    newcomers = [text for text in texts if text.startswith("joins:")]
    newcomer = "the newcomer"
    if len(newcomers) == 1:
        newcomer = newcomers[0].removeprefix("joins:").rpartition(">")[0] or newcomer
    return "; ".join(
        say_supposed(text, lambda who: newcomer if NEWCOMER in who else named(who))
        for text in texts
    )


def say_supposed(text: str, named: Named) -> str:
    """A kept change in words: ``leaves:p7kq`` becomes ``Ann Ortiz leaves``.

    Args:
        text: The change with people by id, as ``suppose`` understood it.
        named: Gives names.

    Returns:
        The words; the text itself when it is no change that is known.
    """
    kind, _, rest = text.partition(":")
    say = _SAYING.get(kind)
    return say(rest, named) if say is not None and rest else text


def _joins(rest: str, named: Named) -> str:
    name, _, boss = rest.rpartition(">") if ">" in rest else (rest, "", "")
    return f"{name} joins" + (f" under {named(boss)}" if boss else "")


def _says(verb: str) -> Callable[[str, Named], str]:
    def say(rest: str, named: Named) -> str:
        who, _, word = rest.rpartition("=")
        return f"{named(who)} {verb}: {word}"

    return say


def _tie(rest: str, named: Named) -> str:
    ends, _, what = rest.rpartition("=")
    a, _, b = ends.partition(">")
    kind, _, strength = what.partition(":")
    firm = f", strength {strength}" if strength else ""
    return f"{named(a)} {_kind(kind)} {named(b)}{firm}"


def _untie(rest: str, named: Named) -> str:
    return f"no longer: {_tie(rest, named)}"


def _moves(rest: str, named: Named) -> str:
    a, _, b = rest.partition(">")
    return f"{named(a)} moves, with the unit, under {named(b)}"


def _rule(rest: str, named: Named) -> str:
    key, sign, value = rest.partition("=")
    if key.rstrip("+-") in LISTS_OF_PEOPLE:
        value = ", ".join(named(who) for who in value.split(","))
    return f"rule {key}{sign}{value}"


def _kind(word: str) -> str:
    return say_kind(TieKind(word)) if word in set(TieKind) else word


_SAYING: Mapping[str, Callable[[str, Named], str]] = MappingProxyType(
    {
        "leaves": lambda rest, named: f"{named(rest)} leaves",
        "joins": _joins,
        "commits": _says("commits"),
        "stance": _says("says"),
        "tie": _tie,
        "untie": _untie,
        "moves": _moves,
        "rule": _rule,
    }
)

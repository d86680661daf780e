"""Rules that lead from terms in a title to a family."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import msgspec

from cxmap.playbook.lexicon import Hit, Lexicon, longest
from cxmap.playbook.title_words import TitleWords

Tier = Literal[
    "gatekeeper",
    "ceo",
    "division",
    "function",
    "generic",
    "acronym",
    "subject",
    "unit_head",
    "ceo_weak",
    "board",
    "rank",
]
"""How telling a term is; the first tier with a hit decides."""

NO_FAMILY = "-"
"""Family of phrases that sound like a function and are none."""


class TitleRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Terms that point to one family."""

    tier: Tier
    family: str
    confidence: float
    terms: tuple[str, ...]
    also: tuple[str, ...] = ()
    """Families worth offering beside this one."""
    unless: tuple[str, ...] = ()
    """Words that switch the rule off."""
    doubt: tuple[str, ...] = ()
    """Words that make the rule less sure."""
    with_: tuple[str, ...] = msgspec.field(name="with", default=())
    """Words of which one must be there; empty when none is needed."""


class TitleRules:
    """Rules with their terms indexed.

    Args:
        rules: The rules, in order.
        is_light: Tells words that carry little, such as ranks.
    """

    def __init__(self, rules: tuple[TitleRule, ...], is_light: Callable[[str], bool]) -> None:
        self._rules = rules
        self._lexicon = Lexicon(
            ((term, number) for number, rule in enumerate(rules) for term in rule.terms),
            is_light=is_light,
        )

    def rule_of(self, hit: Hit) -> TitleRule:
        """The rule that a hit belongs to."""
        return self._rules[hit.owner]

    def hits(self, words: TitleWords) -> list[Hit]:
        """Terms that count: of rules that are not switched off, not inside a longer term."""
        text = words.text
        hits = [
            hit
            for hit in self._lexicon.find(words)
            if hit.start not in words.elsewhere and _applies(self._rules[hit.owner], text)
        ]
        return [hit for hit in longest(hits) if self.rule_of(hit).family != NO_FAMILY]


def occurs(term: str, text: str) -> bool:
    """Whether a word, phrase or stem (``word*``) occurs in words with blanks around them."""
    return (f" {term[:-1]}" if term.endswith("*") else f" {term} ") in text


def _applies(rule: TitleRule, text: str) -> bool:
    if any(occurs(word, text) for word in rule.unless):
        return False
    return not rule.with_ or any(occurs(word, text) for word in rule.with_)

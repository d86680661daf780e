"""How high a title sounds. A tie-break only: where somebody stands in the chart says more."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal

import msgspec

from cxmap.playbook.assistants import is_assistant, own_assistants
from cxmap.playbook.lexicon import Hit, Lexicon, longest
from cxmap.playbook.load import DATA, as_record, own_table
from cxmap.playbook.title_rules import occurs

Seniority = Literal["staff", "middle", "senior", "top", "board", "unknown"]
"""Rank as the title words it, from no reports to the board."""


class LevelRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Terms that point to one level."""

    level: Seniority
    terms: tuple[str, ...]
    unless: tuple[str, ...] = ()
    """Words that switch the rule off."""


class _LevelBook(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    schema: Literal["cxmap-levels/1"]
    level: tuple[LevelRule, ...]
    """Highest first."""


@cache
def _levels() -> tuple[tuple[LevelRule, ...], Lexicon]:
    book = as_record(own_table("levels"), _LevelBook, DATA / "levels.toml")
    terms = [(term, number) for number, rule in enumerate(book.level) for term in rule.terms]
    return book.level, Lexicon(terms)


@lru_cache(maxsize=1 << 16)
def seniority(title: str) -> Seniority:
    """The level that a title words: the highest that occurs, staff for an assistant.

    Args:
        title: The job title.

    Returns:
        The level; ``unknown`` when no word says one.
    """
    if is_assistant(title):
        return "staff"
    rules, lexicon = _levels()
    words = own_assistants().titles.read(title)
    hits = [
        hit
        for hit in lexicon.find(words)
        if not any(occurs(word, words.text) for word in rules[hit.owner].unless)
    ]
    found: dict[int, Hit] = {}
    for hit in longest(hits):
        rival = found.get(hit.start)
        if hit.start not in words.elsewhere and (rival is None or rival.letters < hit.letters):
            found[hit.start] = hit
    return rules[min(hit.owner for hit in found.values())].level if found else "unknown"

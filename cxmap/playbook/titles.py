"""Which function a job title stands for: a guess with its confidence, from title and unit alone."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal

import msgspec

from cxmap.playbook.assistants import AssistantReader, own_assistants
from cxmap.playbook.lexicon import Hit
from cxmap.playbook.load import DATA, as_record, own_table
from cxmap.playbook.title_rules import Tier, TitleRule, TitleRules, occurs
from cxmap.playbook.title_words import TitleWords

_BY_TITLE_ALONE = ("ceo", "board", "gatekeeper", "other")
"""Families that a unit's name never gives: a controller in the chief executive's office is none."""

_FUNCTIONAL: tuple[Tier, ...] = ("function", "generic", "acronym", "division")
"""Tiers of terms that name what somebody does; ranks beside them say nothing against them."""

LIKELY = 0.85
"""From here on a guess is right in at least 97 of 100 cases (measured) and shown as likely."""

_SEVERAL = 0.85
"""Factor when terms of another family stand in the same tier."""
_OVERSHADOWED = 0.9
"""Factor when a weaker term of another family stands further left."""
_CODED = 0.85
"""Factor for a short acronym in a title with a bare number: both may be codes."""
_CODE_LETTERS = 3
"""Acronyms up to this length may be codes."""
_DOUBTED = 0.76
"""Factor when a word such as "deputy" or a region makes the rule less sure."""
_FROM_UNIT = 0.80
"""Factor for a title that is only a rank: the unit says the rest."""
_FROM_UNIT_LOOSE = 0.60
"""Factor for a title whose words say nothing known."""
_FROM_MORE = 0.60
"""Factor for what else the file says (team, job family)."""
_UNIT_AGREES = 0.06
"""Added when title and unit point the same way."""
_HIGHEST = 0.96
"""A title alone is never certain."""
_ONLY_RANK = 0.5
"""A rank without a function: unknown, and known to be."""
_NOTHING_KNOWN = 0.35
"""Words, and none of them known."""
_NO_TITLE = 0.1
"""Nothing to go by."""
_NAMED_LEADER = 0.9
"""An assistant whose leader is named ("assistant to")."""
_JUST_ASSISTANT = 0.72
"""An assistant of somebody or of a team."""


class FunctionGuess(msgspec.Struct, frozen=True, kw_only=True):
    """What a title seems to stand for. A guess never satisfies a gate."""

    family: str
    """Id of a family of the playbook; ``other`` when nothing known is said."""
    confidence: float
    """0-1; from ``LIKELY`` on it may stand without asking."""
    alternatives: tuple[str, ...] = ()
    """Other families worth offering, likeliest first."""
    rule: str = ""
    """Why, in words: the term that decided and where it stood."""


class TitleBook(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole of ``titles.toml``."""

    schema: Literal["cxmap-titles/1"]
    tiers: tuple[Tier, ...]
    rule: tuple[TitleRule, ...]


class FunctionReader:
    """Guesses functions by one book of title rules.

    Args:
        book: The rules to go by.
        assistants: How words are read, and the rules for assistants.
    """

    def __init__(self, book: TitleBook, assistants: AssistantReader) -> None:
        self.titles = assistants.titles
        self.rules = (*assistants.rules, *book.rule)
        self._assistants = assistants
        self._order = [book.tiers.index(rule.tier) for rule in self.rules]
        self._terms = TitleRules(self.rules, is_light=assistants.ranks.knows)
        self._hint = lru_cache(maxsize=1 << 12)(self._hint_of)

    def guess(self, title: str, unit: str = "", *, more: str = "") -> FunctionGuess:
        """The function of a title, helped by the unit where the title is silent.

        Args:
            title: The job title, in any of the known languages.
            unit: Department or unit the person works in.
            more: What else the file says: team, job family, division.
        """
        words = self.titles.read(title)
        said = self._read(words)
        if said:
            return self._with_unit(said, unit)
        only_rank = all(self._assistants.ranks.knows(word) for word in words.words)
        for text, name, factor in (
            (unit, "unit", _FROM_UNIT if only_rank else _FROM_UNIT_LOOSE),
            (more, "description", _FROM_MORE),
        ):
            hint = self._hint(text)
            if hint:
                return FunctionGuess(
                    family=hint.family,
                    confidence=round(hint.confidence * factor, 2),
                    alternatives=(*hint.alternatives, "other"),
                    rule=f"{hint.rule} of the {name} ({text.strip()})",
                )
        if not words.words:
            return FunctionGuess(family="other", confidence=_NO_TITLE, rule="no title")
        if only_rank:
            return FunctionGuess(
                family="other", confidence=_ONLY_RANK, rule="the title names a rank only"
            )
        return FunctionGuess(
            family="other", confidence=_NOTHING_KNOWN, rule="no known word in the title"
        )

    def _hint_of(self, text: str) -> FunctionGuess | None:
        """The function that a unit's name stands for; nothing for the top or no known word."""
        said = self._read(self.titles.read(text)) if text else None
        return None if said is None or said.family in _BY_TITLE_ALONE else said

    def _with_unit(self, said: FunctionGuess, unit: str) -> FunctionGuess:
        """A guess from the title, more or less sure by what the unit says."""
        hint = self._hint(unit)
        if hint is None or said.family in ("ceo", "board", "gatekeeper"):
            return said
        if hint.family == said.family:
            sure = min(_HIGHEST, said.confidence + _UNIT_AGREES)
            return msgspec.structs.replace(said, confidence=round(sure, 2))
        if hint.family in said.alternatives:
            return said
        return msgspec.structs.replace(said, alternatives=(*said.alternatives, hint.family))

    def _read(self, words: TitleWords) -> FunctionGuess | None:
        """What the words say by themselves; nothing when no term occurs."""
        hits = self._terms.hits(words)
        noun = self._assistants.noun_in(words)
        if noun is not None and not any(self.rules[hit.owner].tier == "gatekeeper" for hit in hits):
            return self._assistant_guess(words, noun, hits)
        return self._chosen(words, hits) if hits else None

    def _chosen(self, words: TitleWords, hits: list[Hit]) -> FunctionGuess:
        """The leftmost hit of the first tier, less sure when others contradict it."""
        factor = 1.0
        order, rules = self._order, self.rules
        ranked = sorted(
            hits,
            key=lambda hit: (
                order[hit.owner],
                hit.start,
                hit.start - hit.end,
                -hit.reach,
                hit.owner,
            ),
        )
        first = ranked[0]
        rule = rules[first.owner]
        if first.letters <= _CODE_LETTERS and any(word.isdecimal() for word in words.words):
            factor *= _CODED
        if any(occurs(word, words.text) for word in rule.doubt):
            factor *= _DOUBTED
        rivals = [hit for hit in ranked if rules[hit.owner].family != rule.family]
        if any(order[hit.owner] == order[first.owner] and hit.start >= first.end for hit in rivals):
            factor *= _SEVERAL
        elif any(
            hit.start < first.start and rules[hit.owner].tier in _FUNCTIONAL for hit in rivals
        ):
            factor *= _OVERSHADOWED
        others = [rules[hit.owner].family for hit in rivals] + list(rule.also)
        return FunctionGuess(
            family=rule.family,
            confidence=round(min(_HIGHEST, rule.confidence * factor), 2),
            alternatives=tuple(
                dict.fromkeys(name for name in others if name not in (rule.family, "other"))
            ),
            rule=f'"{" ".join(words.words[first.start : first.end])}"',
        )

    def _assistant_guess(self, words: TitleWords, noun: int, hits: list[Hit]) -> FunctionGuess:
        """An assistant of a leader stands beside that leader; one of a team belongs to the team."""
        rule = f'"{words.words[noun]}"'
        before = [hit for hit in hits if hit.end <= noun]
        if before:
            said = self._chosen(words, before)
            return msgspec.structs.replace(
                said,
                confidence=round(said.confidence * _SEVERAL, 2),
                alternatives=(*said.alternatives, "gatekeeper"),
            )
        named = not words.ends_piece(noun)
        others = tuple(dict.fromkeys(self.rules[hit.owner].family for hit in hits))
        return FunctionGuess(
            family="gatekeeper",
            confidence=_NAMED_LEADER if named else _JUST_ASSISTANT,
            alternatives=others,
            rule=rule,
        )


@cache
def own_reader() -> FunctionReader:
    """The reader by the program's own title rules, made at first use."""
    book = as_record(own_table("titles"), TitleBook, DATA / "titles.toml")
    return FunctionReader(book, own_assistants())


@lru_cache(maxsize=1 << 16)
def guess_function(title: str, unit: str = "", *, more: str = "") -> FunctionGuess:
    """The function of a title by the program's own rules; remembered per title and unit.

    Args:
        title: The job title.
        unit: Department or unit.
        more: What else the file says: team, job family, division.

    Returns:
        The family with its confidence; ``other`` with a low one when nothing known is said.
    """
    return own_reader().guess(title, unit, more=more)

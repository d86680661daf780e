"""Which titles are an assistant's: people who keep a leader's diary, papers and door."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal

import msgspec

from cxmap.playbook.lexicon import Lexicon
from cxmap.playbook.load import DATA, as_record, own_table
from cxmap.playbook.title_rules import TitleRule, TitleRules
from cxmap.playbook.title_words import Spelling, TitleReader, TitleWords


class RankWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that say how high somebody stands, not what for."""

    terms: tuple[str, ...]


class AssistantRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When "assistant" is the person's own work and not a rank."""

    nouns: frozenset[str]
    """Words for an assistant; as a rank they stand before another rank without a break."""
    always: frozenset[str]
    """Those that are never a rank."""


class TitleWordBook(Spelling, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole of ``title_words.toml``."""

    schema: Literal["cxmap-title-words/1"]
    rank: RankWords
    assistant: AssistantRule
    rule: tuple[TitleRule, ...]
    """Terms of assistants and gatekeepers."""


class AssistantReader:
    """Reads titles into words and tells assistants, by one book.

    Args:
        book: The words to go by.
    """

    def __init__(self, book: TitleWordBook) -> None:
        self.ranks = Lexicon((term, 0) for term in book.rank.terms)
        self.titles = TitleReader(book, is_rank=self.ranks.knows)
        self.rules = book.rule
        self._assistant = book.assistant
        self._gatekeepers = TitleRules(book.rule, is_light=self.ranks.knows)

    def is_assistant(self, title: str) -> bool:
        """Whether the person keeps a leader's diary and papers: assistants, private secretaries."""
        words = self.titles.read(title)
        return self.noun_in(words) is not None or bool(self._gatekeepers.hits(words))

    def noun_in(self, words: TitleWords) -> int | None:
        """Position of "assistant" where it is what the person is, not a rank ("assistant director")."""
        for position, word in enumerate(words.words):
            if word in self._assistant.nouns and (
                word in self._assistant.always
                or words.ends_piece(position)
                or words.gaps[position + 1] == "of"
            ):
                return position
        return None


@cache
def own_assistants() -> AssistantReader:
    """The reader by the program's own words, made at first use."""
    book = as_record(own_table("title_words"), TitleWordBook, DATA / "title_words.toml")
    return AssistantReader(book)


@lru_cache(maxsize=1 << 16)
def is_assistant(title: str) -> bool:
    """Whether the title is an assistant's, so that the person starts off the leadership level.

    Args:
        title: The job title.
    """
    return own_assistants().is_assistant(title)

"""A job title as a row of plain words, and what stands between them.

Case and accents go, words run together are split, abbreviations are written out, articles and
prepositions are left out. What separates two words is kept beside the second: a title such as
``Director, Finance and IT`` hangs together differently from ``Finance IT Director``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

import msgspec

from cxmap.text import fold

Gap = Literal["", "of", "and", ",", "@"]
"""What stands before a word: nothing, a preposition, "and", a break, or "at" (somewhere else)."""

_JOINED = re.compile(
    "(?<=[a-z\u00df-\u00ff])(?=[A-Z\u00c0-\u00de][a-z\u00df-\u00ff])"
    "|(?<=[A-Z\u00c0-\u00de])(?=[A-Z\u00c0-\u00de][a-z\u00df-\u00ff]{2})"
)
"""The seams of ``ChiefExecutiveOfficer`` and ``ITAdmin``."""

_UNSPACED = re.compile(r"(?:^|(?<=[\s,;/|()\[\]:]))[^\s,;/|()\[\]:]+(?=$|[,;/|()\[\]:])")
"""A piece between two breaks that ends without a blank before it: a candidate for seams."""

_WORD = re.compile(r"[^\W_]+")
_BREAK = re.compile(r"[,;:/|()\[\]{}<>*\u2022\u00b7\"\n\t]|\s-|-\s")
_WEIGHT: dict[Gap, int] = {"": 0, "of": 1, "and": 2, "@": 3, ",": 4}


class Spelling(msgspec.Struct, frozen=True, kw_only=True):
    """How words of titles are written out; the first tables of ``titles.toml``."""

    words: dict[str, str]
    """Abbreviation to full words."""
    spellings: dict[str, str]
    """Part of a word to its plain spelling (German without umlauts, British and American)."""
    phrases: dict[str, str]
    """Phrase to the words that stand for it, replaced before anything else."""
    skip: Skip


class Skip(msgspec.Struct, frozen=True, kw_only=True):
    """Words that are left out, and those of them that leave a trace."""

    words: frozenset[str]
    """Articles and prepositions."""
    of: frozenset[str]
    """Prepositions that say what a title is for."""
    and_: frozenset[str] = msgspec.field(name="and")
    """Words that join two functions."""
    elsewhere: frozenset[str]
    """Words after which another organisation follows ("at", "bei", "chez")."""
    legal_forms: frozenset[str]
    """Endings of company names; a later piece that holds one is not about the function."""


class TitleWords(msgspec.Struct, frozen=True):
    """The words of one title, in order."""

    words: tuple[str, ...]
    """Plain lower-case words; empty when the title holds none."""
    gaps: tuple[Gap, ...]
    """What stands before each word; the first is always empty."""
    elsewhere: frozenset[int]
    """Positions of words that name another organisation."""

    def ends_piece(self, position: int) -> bool:
        """Whether a break, an "and" or the end follows the word at a position."""
        after = position + 1
        return after >= len(self.words) or self.gaps[after] in (",", "and", "@")

    @property
    def text(self) -> str:
        """The words with one blank between and around them, to look for a phrase."""
        return f" {' '.join(self.words)} "


class TitleReader:
    """Reads titles into words by one spelling table.

    Args:
        spelling: The tables to read by.
        is_rank: Tells words such as "director"; a piece that holds one is no company's name.
    """

    def __init__(self, spelling: Spelling, is_rank: Callable[[str], bool]) -> None:
        self._is_rank = is_rank
        self._words = spelling.words
        self._skip = spelling.skip
        self._spellings = {part: spelling.spellings[part] for part in _longest(spelling.spellings)}
        self._phrases = {phrase: spelling.phrases[phrase] for phrase in _longest(spelling.phrases)}

    def read(self, title: str) -> TitleWords:
        """The words of a title; no words for a blank one."""
        text = fold(_split_joined(title))
        for phrase in [phrase for phrase in self._phrases if phrase in text]:
            text = re.sub(_bounded(phrase), self._phrases[phrase], text)
        for part in [part for part in self._spellings if part in text]:
            text = text.replace(part, self._spellings[part])
        words: list[str] = []
        gaps: list[Gap] = []
        gap: Gap = ""
        end = 0
        for hit in _WORD.finditer(text):
            gap = _stronger(gap, _gap_of(text[end : hit.start()]))
            end = hit.end()
            trace = self._trace_of(hit[0])
            if trace is not None:
                gap = _stronger(gap, trace)
                continue
            for word in self._words.get(hit[0], hit[0]).split():
                words.append(word)
                gaps.append(gap if gaps else "")
                gap = ""
        return TitleWords(tuple(words), tuple(gaps), self._elsewhere(words, gaps))

    def normal_form(self, title: str) -> str:
        """The title in one plain spelling; reading that again gives the same words."""
        read = self.read(title)
        marks = {"": " ", "of": " of ", "and": " and ", ",": " , ", "@": " @ "}
        parts = [
            marks[gap] + word if position else word
            for position, (gap, word) in enumerate(zip(read.gaps, read.words, strict=True))
        ]
        return "".join(parts)

    def _trace_of(self, word: str) -> Gap | None:
        """What a left-out word leaves behind; nothing said for a word that stays."""
        skip = self._skip
        if word in skip.and_:
            return "and"
        if word in skip.elsewhere:
            return "@"
        if word in skip.words:
            return "of" if word in skip.of else ""
        return None

    def _elsewhere(self, words: list[str], gaps: list[Gap]) -> frozenset[int]:
        """Positions after "at", and later pieces that end in the legal form of a company."""
        places: set[int] = set()
        pieces: list[list[int]] = []
        for position, gap in enumerate(gaps):
            if gap == "@":
                places.update(range(position, len(words)))
                break
            if gap == "," or not pieces:
                pieces.append([])
            pieces[-1].append(position)
        for number, piece in enumerate(pieces[1:], start=1):
            if any(self._is_rank(words[position]) for position in piece):
                continue
            if words[piece[-1]] in self._skip.legal_forms:
                places.update(piece)
                if len(piece) == 1 and number > 1:
                    places.update(pieces[number - 1])
        return frozenset(places)


def _longest(table: dict[str, str]) -> list[str]:
    return sorted(table, key=lambda phrase: (-len(phrase), phrase))


def _bounded(phrase: str) -> str:
    ending = r"(?![^\W_])" if phrase[-1].isalnum() else ""
    return rf"(?<![^\W_]){re.escape(phrase)}{ending}"


def _split_joined(title: str) -> str:
    """The title with a blank at every seam of a piece that has none."""
    return _UNSPACED.sub(lambda hit: _JOINED.sub(" ", hit[0]), title)


def _gap_of(between: str) -> Gap:
    if not between or between == " ":
        return ""
    if _BREAK.search(between):
        return ","
    if "@" in between:
        return "@"
    return "and" if "&" in between or "+" in between else ""


def _stronger(first: Gap, second: Gap) -> Gap:
    return first if _WEIGHT[first] >= _WEIGHT[second] else second

"""Finding known terms in a row of words, quickly.

A term is one or more words; a word is exact (``sales``) or a stem (``finan*`` begins with,
``*leiter`` ends with, ``*vertrieb*`` contains). ``,`` or ``of`` at the end of a term asks for a break
or a preposition after it, with another word behind. Terms never reach across a break or an "and".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple

from cxmap.playbook.title_words import TitleWords

Kind = Literal["exact", "begins", "ends", "holds"]
"""How a word of a term is compared."""

_SHORTEST_STEM = 2
"""Stems have at least two letters; anything shorter would match everything."""

_MOST_KNOWN = 1 << 15
"""Words remembered before starting afresh, so that memory stays small on any file."""


class Hit(NamedTuple):
    """A term found in a title."""

    start: int
    """Position of its first word."""
    end: int
    """Position behind its last word."""
    reach: int
    """Letters of the first word up to the end of the stem: in a compound the later part leads."""
    owner: int
    """Number of the rule that the term belongs to."""
    weight: int
    """Words of the term that are not a mere rank."""
    letters: int
    """Letters of the term: of two stems in one word the longer says more."""

    def gives_way_to(self, other: Hit) -> bool:
        """Whether a longer term covers this one, or a weightier one overlaps it."""
        if other.start <= self.start and self.end <= other.end:
            return other.end - other.start > self.end - self.start
        overlaps = other.start < self.end and self.start < other.end
        return overlaps and other.weight > self.weight


class _Word(NamedTuple):
    kind: Kind
    stem: str

    def reach_in(self, word: str) -> int:
        """Letters up to the end of the stem in a word, 0 when it does not fit."""
        if self.kind == "exact":
            return len(word) if word == self.stem else 0
        if self.kind == "begins":
            return len(self.stem) if word.startswith(self.stem) else 0
        if self.kind == "ends":
            return len(word) if word.endswith(self.stem) else 0
        return word.rfind(self.stem) + len(self.stem) if self.stem in word else 0


class _Term(NamedTuple):
    rest: tuple[_Word, ...]
    behind: str
    owner: int
    letters: int


class Lexicon:
    """Terms indexed by their first word; a term is taken apart when its first word first occurs.

    Args:
        terms: Pairs of a term and the number of the rule it belongs to.
        is_light: Tells words that carry little, such as ranks; none when not given.
    """

    def __init__(
        self, terms: Iterable[tuple[str, int]], is_light: Callable[[str], bool] | None = None
    ) -> None:
        self._is_light = is_light
        self._known: dict[str, list[tuple[int, _Term]]] = {}
        self._index: dict[Kind, dict[str, list[tuple[str, int]]]] = {
            "exact": {},
            "begins": {},
            "ends": {},
            "holds": {},
        }
        for text, owner in terms:
            first = _parsed(text.partition(" ")[0])
            self._index[first.kind].setdefault(first.stem, []).append((text, owner))

    def find(self, title: TitleWords) -> list[Hit]:
        """Every term that occurs, longer ones and shorter ones alike, by position."""
        light = self._is_light
        heavy = [light is None or not light(word) for word in title.words]
        hits: list[Hit] = []
        for position, word in enumerate(title.words):
            for reach, term in self._candidates(word):
                if end := _end_of(title, position, term):
                    weight = sum(heavy[position:end])
                    hits.append(Hit(position, end, reach, term.owner, weight, term.letters))
        return hits

    def knows(self, word: str) -> bool:
        """Whether a one-word term fits the word."""
        return any(not term.rest for _, term in self._candidates(word))

    def _candidates(self, word: str) -> list[tuple[int, _Term]]:
        """Terms whose first word fits, remembered: titles share few words."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            known = self._known[word] = [
                (reach, _taken_apart(text, owner))
                for reach, terms in self._looked_up(word)
                for text, owner in terms
            ]
        return known

    def _looked_up(self, word: str) -> Iterator[tuple[int, list[tuple[str, int]]]]:
        length = len(word)
        if terms := self._index["exact"].get(word):
            yield length, terms
        begins, ends = self._index["begins"], self._index["ends"]
        for cut in range(_SHORTEST_STEM, length + 1):
            if terms := begins.get(word[:cut]):
                yield cut, terms
        for cut in range(length - _SHORTEST_STEM + 1):
            if terms := ends.get(word[cut:]):
                yield length, terms
        for stem, terms in self._index["holds"].items():
            if stem in word:
                yield word.rfind(stem) + len(stem), terms


def _taken_apart(text: str, owner: int) -> _Term:
    parts = text.split()
    behind = parts.pop() if parts[-1] in (",", "of") else ""
    return _Term(tuple(map(_parsed, parts[1:])), behind, owner, len(text.replace("*", "")))


def longest(hits: list[Hit]) -> list[Hit]:
    """The hits without those inside a longer one or overlapped by a weightier one."""
    if len(hits) < 2:  # noqa: PLR2004 - one hit has nothing to lie in
        return hits
    return [hit for hit in hits if not any(hit.gives_way_to(other) for other in hits)]


def _parsed(word: str) -> _Word:
    if word.startswith("*") and word.endswith("*"):
        return _Word("holds", word[1:-1])
    if word.startswith("*"):
        return _Word("ends", word[1:])
    if word.endswith("*"):
        return _Word("begins", word[:-1])
    return _Word("exact", word)


def _end_of(title: TitleWords, start: int, term: _Term) -> int:
    """Position behind the term when it starts at a word, 0 when it does not fit."""
    position = start + 1
    for part in term.rest:
        if position >= len(title.words) or title.gaps[position] in (",", "and", "@"):
            return 0
        if not part.reach_in(title.words[position]):
            return 0
        position += 1
    if term.behind and (position >= len(title.words) or title.gaps[position] != term.behind):
        return 0
    return position

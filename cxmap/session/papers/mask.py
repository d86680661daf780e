"""Names replaced by aliases, the same ones everywhere, also inside running text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from hashlib import blake2b

from cxmap.model.people import Person
from cxmap.model.words import PersonId
from cxmap.text import fold

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""First signs of an alias: no I and no O, which read as 1 and 0."""
_WORD = re.compile(r"[^\W_]+")
"""Names are compared piece by piece: ``O'Neill`` is two words, and so is ``Ann-Marie``."""
_ADDRESS = re.compile(r"[\w.+'%-]+@[\w-]+(?:\.[\w-]+)+")
_PARTICLES = frozenset(
    ("al", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "ibn",
     "la", "le", "les", "of", "ter", "the", "van", "vom", "von", "y", "zu", "zum", "zur",
     "dr", "prof", "mr", "mrs", "ms", "sir", "jr", "sr", "phd", "mba", "md")
)  # fmt: skip
"""Parts of names that are ordinary words; alone they give nobody away."""
_SHORTEST_NUMBER = 5
SOMEBODY = "a leader"
"""Stands for a part of a name that several people share."""
ADDRESS = "(address)"
"""Stands for an e-mail address inside a text."""


def aliases(people: Iterable[Person]) -> dict[PersonId, str]:
    """An alias such as ``Leader K48`` for everybody, by id.

    It is drawn from the person's id, not from the name or the place in the file, so it tells
    nothing of either, and it stays the same from paper to paper while people come and go. Where two
    ids meet (about once among 200 people), the later one in the file takes the next free alias.
    """
    everybody = list(people)
    numbers = 99
    while len(everybody) * 4 > numbers * len(_LETTERS):
        numbers = numbers * 10 + 9
    size = numbers * len(_LETTERS)
    taken: set[int] = set()
    made: dict[PersonId, str] = {}
    for person in everybody:
        drawn = int.from_bytes(blake2b(person.id.encode(), digest_size=8).digest(), "big") % size
        while drawn in taken:
            drawn = (drawn + 1) % size
        taken.add(drawn)
        letter, number = divmod(drawn, numbers)
        made[person.id] = f"Leader {_LETTERS[letter]}{number + 1}"
    return made


class Mask:
    """Replaces the names of some people wherever they occur.

    Found are full names in either order, whatever their case and accents; single parts of names,
    accents ignored, where they are written with a capital; names in scripts without capitals
    anywhere; e-mail addresses; employee numbers of five signs and more.

    Args:
        people: Everybody whose name must not show, those who left included.
        nameless: Those of them who do not even get an alias: nothing may tell that they are there.
        any_address: Whether every e-mail address goes, or those of these people alone.
    """

    def __init__(
        self,
        people: Iterable[Person],
        nameless: Collection[PersonId] = frozenset(),
        *,
        any_address: bool = True,
    ) -> None:
        everybody = list(people)
        self._any_address = any_address
        self._addresses = {fold(email) for person in everybody for email in person.emails}
        self.aliases = aliases(everybody) | dict.fromkeys(nameless, SOMEBODY)
        self._phrases: dict[tuple[str, ...], str] = {}
        self._starts: dict[str, int] = {}
        self._scripts: dict[str, str] = {}
        for person in everybody:
            self._learn(person)
        self._longest_first = sorted(self._scripts, key=len, reverse=True)

    def name(self, person: PersonId) -> str:
        """The alias of a person; a word that says nothing for somebody unknown."""
        return self.aliases.get(person, SOMEBODY)

    def text(self, text: str) -> str:
        """A text with every name in it replaced; one without names comes back as it is."""
        if not text:
            return text
        if "@" in text:
            text = _ADDRESS.sub(self._address, text)
        for name in self._longest_first:
            if name in text:
                text = text.replace(name, self._scripts[name])
        return "".join(self._replaced(text))

    def _address(self, found: re.Match[str]) -> str:
        goes = self._any_address or fold(found[0]) in self._addresses
        return ADDRESS if goes else found[0]

    def _replaced(self, text: str) -> Iterator[str]:
        words = [(found.start(), found.end(), found[0]) for found in _WORD.finditer(text)]
        folded = [fold(word) for _, _, word in words]
        done = place = 0
        while place < len(words):
            length = self._match(words, folded, place)
            if not length:
                place += 1
                continue
            yield text[done : words[place][0]]
            yield self._phrases[tuple(folded[place : place + length])]
            done = words[place + length - 1][1]
            place += length
        yield text[done:]

    def _match(self, words: list[tuple[int, int, str]], folded: list[str], place: int) -> int:
        """How many words from a place on are a name; 0 when none are. The longest name wins."""
        for length in range(self._starts.get(folded[place], 0), 0, -1):
            phrase = tuple(folded[place : place + length])
            if len(phrase) < length or phrase not in self._phrases:
                continue
            first = words[place][2][0]
            if length > 1 or not first.islower():
                return length
        return 0

    def _learn(self, person: Person) -> None:
        """Take in the ways in which one person may be written."""
        alias = self.aliases[person.id]
        given, family = person.given_name, person.family_name
        for name in (person.display_name, f"{given} {family}", given, family):
            for words in _spellings(_words(name), is_post=names_a_post(person)):
                self._add(words, alias)
            bare = name.strip()
            if len(bare) > 1 and not any(letter.isupper() or letter.islower() for letter in bare):
                self._scripts[bare] = alias
                self._scripts[bare.replace(" ", "")] = alias
        number = tuple(_words(person.employee_number))
        if number and len(person.employee_number) >= _SHORTEST_NUMBER:
            self._add(number, alias)

    def _add(self, words: tuple[str, ...], alias: str) -> None:
        known = self._phrases.get(words)
        self._phrases[words] = alias if known in (None, alias) else SOMEBODY
        self._starts[words[0]] = max(self._starts.get(words[0], 0), len(words))


def names_a_post(person: Person) -> bool:
    """Whether the shown name is that of a post: vacant, or held by somebody the file does not name.

    Its words are words of titles; taken for names, they would turn every director into an alias.
    """
    title, name = _words(person.title), _words(person.display_name)
    is_nameless = not person.given_name and not person.family_name
    return person.placeholder or (is_nameless and bool(title) and name[: len(title)] == title)


def _words(text: str) -> list[str]:
    return [fold(word) for word in _WORD.findall(text)]


def _spellings(words: list[str], *, is_post: bool) -> Iterator[tuple[str, ...]]:
    """The ways in which a name may be written: whole in any order of its parts, or a part of it.

    Particles such as "van" and single letters are no part on their own; a name of one word is. Of
    a post, the whole name alone counts.
    """
    if is_post:
        if len(words) > 1:
            yield tuple(words)
        return
    if len(words) == 1:
        yield (words[0],)
        return
    for place in range(len(words)):
        yield (*words[place:], *words[:place])
        for end in range(place + 1, len(words) + 1):
            part = tuple(words[place:end])
            if any(len(word) > 1 and word not in _PARTICLES for word in part):
                yield part

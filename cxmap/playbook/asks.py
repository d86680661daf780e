"""Whether an ask names a deed, and which deed to ask for next."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date
from functools import cache

import msgspec

from cxmap.model.words import Stance
from cxmap.playbook.book import Playbook
from cxmap.playbook.entries import AskTemplate, Size
from cxmap.playbook.load import own_table
from cxmap.playbook.stances import plain

_FEWEST_WORDS = 4
"""Verb, object and what about it: fewer words seldom name a deed."""
_SAME = 0.75
"""Share of words in common from which two asks are taken for the same."""
FIRST_ASK = "any_intro"
"""The lightest ask, the only one fit for a first talk with somebody of whom nothing is known."""
_SIZES: tuple[Size, ...] = ("s", "m", "l")
_WORD = re.compile(r"[^\W_]+")
_ACTING = ("help", "make")
"""Commitments after which a larger ask is fair."""


class ProposedAsk(msgspec.Struct, frozen=True, kw_only=True):
    """A deed to ask for, small enough to be done and clear enough to be checked."""

    id: str
    text: str
    category: str
    """Word of ``AskCategory``."""
    size: str
    """``s`` under an hour, ``m`` a few hours or one decision, ``l`` budget, people or a rule."""
    done_when: str
    why: str
    """Why this one, in words."""


@cache
def _vague_words() -> dict[str, frozenset[str]]:
    table = own_table("words")["vague"]
    return {name: frozenset(plain(word) for word in words) for name, words in table.items()}


def vague(text: str, due: date | None) -> list[str]:
    """Why an ask is vague, in words; nothing when it names a deed and a date.

    Args:
        text: The ask: verb, object, what about it.
        due: The day by which it would be done; None when there is none.

    Returns:
        Reasons, each a short sentence; empty for a good ask.
    """
    known = _vague_words()
    form = plain(text)
    words = _WORD.findall(form)
    padded = f" {' '.join(words)} "
    reasons: list[str] = []
    if not words:
        return ["Nothing is asked yet."]
    phrase = next((p for p in sorted(known["phrases"]) if f" {p} " in padded), None)
    content = [word for word in words[1:] if word not in known["fillers"]]
    if phrase and len(content) < _FEWEST_WORDS:
        reasons.append(f'"{phrase}" names no deed: what would one see them do?')
    elif words[0] in known["attitudes"] and len(content) <= 1:
        reasons.append(f'"{words[0]}" asks for an attitude: what would one see them do?')
    elif not content:
        reasons.append("No object: what exactly would be done?")
    elif len(words) < _FEWEST_WORDS and len(content) < 2:  # noqa: PLR2004 - verb and one word
        reasons.append("Too short to check: name the thing and how much of it.")
    some_day = next((w for w in sorted(known["some_day"]) if f" {w} " in padded), None)
    if due is None:
        reasons.append(
            f'No date: "{some_day}" is no day.'
            if some_day
            else "No date: by when would it be done?"
        )
    return reasons


def open_asks(book: Playbook, family: str, *, middle: bool = False) -> tuple[str, ...]:
    """Ids of the deeds that people of a function may be asked for, their own first.

    Args:
        book: The playbook.
        family: Function family; an unknown one counts as ``other``.
        middle: A middle manager: small deeds within the team come first.
    """
    own = book.family(family).asks
    team = book.middle.asks if middle else ()
    common = [ask.id for ask in book.asks.values() if ask.anybody]
    return tuple(dict.fromkeys((*team, *own, *common)))


def propose_ask(
    book: Playbook,
    family: str,
    *,
    barrier: str = "",
    stance: str = Stance.UNKNOWN,
    commitment: str = "none",
    middle: bool = False,
    asked: Sequence[str] = (),
    first_talk: bool = False,
) -> ProposedAsk | None:
    """The deed to ask for next: fits the function, the barrier and how far the person has come.

    Args:
        book: The playbook.
        family: Function family.
        barrier: Main barrier; empty when none is known.
        stance: What they say.
        commitment: What they do.
        middle: A middle manager.
        asked: Texts of everything asked before, so that nothing is asked twice.
        first_talk: Nothing is known of the person and there was no talk yet: the talk is theirs,
            so only the lightest ask is offered.

    Returns:
        The ask with its reason; None when everything that fits has been asked.
    """
    done = [_word_set(text) for text in asked]
    if first_talk:
        return _lightest(book, done)
    entry = book.barriers.get(barrier)
    has_acted = commitment in _ACTING or stance == Stance.LEADING
    allowed = [
        name
        for name in open_asks(book, family, middle=middle)
        if has_acted or not book.asks[name].after_deed
    ]
    fitting = [name for name in entry.asks if name in allowed] if entry else []
    answers = {name for known in book.barriers.values() for name in known.asks}
    own = {*book.family(family).asks, *(book.middle.asks if middle else ())}
    free = [name for name in allowed if name in own or name not in answers]
    size = _size(book, barrier, stance, commitment)
    ranked = [(0, order, name) for order, name in enumerate(fitting)] + [
        (1 + _distance(book.asks[name], size), order, name)
        for order, name in enumerate(free)
        if name not in fitting
    ]
    for place, _, name in sorted(ranked):
        ask = book.asks[name]
        if not _was_asked(ask, done):
            return _proposed(ask, _why(book, barrier if place == 0 else "", family, ask.size, size))
    return None


def _lightest(book: Playbook, done: Sequence[frozenset[str]]) -> ProposedAsk | None:
    """The ask of a first talk, unless it was asked before."""
    ask = book.asks[FIRST_ASK]
    return None if _was_asked(ask, done) else _proposed(ask, "a first talk: listen, ask for little")


def _was_asked(ask: AskTemplate, done: Sequence[frozenset[str]]) -> bool:
    return any(_alike(_word_set(ask.text), text) for text in done)


def _proposed(ask: AskTemplate, why: str) -> ProposedAsk:
    return ProposedAsk(
        id=ask.id,
        text=ask.text,
        category=ask.category.value,
        size=ask.size,
        done_when=ask.done_when,
        why=why,
    )


def _size(book: Playbook, barrier: str, stance: str, commitment: str) -> Size:
    entry = book.barriers.get(barrier)
    if entry and entry.size:
        return entry.size
    if commitment in _ACTING:
        return "l" if commitment == "make" else "m"
    opening = book.stances.get(stance)
    return opening.size if opening else "s"


def _distance(ask: AskTemplate, size: Size) -> int:
    return abs(_SIZES.index(ask.size) - _SIZES.index(size))


def _why(book: Playbook, barrier: str, family: str, size: Size, wanted: Size) -> str:
    if barrier:
        return f"fits what stands in the way: {book.barriers[barrier].label.lower()}"
    length = {
        "s": "under an hour",
        "m": "a few hours or one decision",
        "l": "people, money or a rule",
    }
    label = book.family(family).label
    fit = "the right size today" if size == wanted else "the nearest in size"
    return f"a deed for {label}, {fit} ({length[size]})"


def _word_set(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(plain(text)))


def _alike(first: Collection[str], second: Collection[str]) -> bool:
    if not first or not second:
        return False
    common = len(set(first) & set(second))
    return common / min(len(first), len(second)) >= _SAME

"""How far a long piece of work is, told to whoever waits for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Tell = Callable[[float], None]
"""Is told which share of the work is done, 0-1, now and then, on the thread that does it."""

_Item = TypeVar("_Item")

_TIMES = 20
"""A piece of work is told about so many times."""
_FEWEST = 1_000
"""So many items pass between two times at least: a short list is told of once."""


def to_nobody(share: float) -> None:
    """Nobody waits."""
    del share


def part_of(tell: Tell, begin: float, end: float) -> Tell:
    """For a part of the work: its own shares, 0-1, as shares of the whole.

    Args:
        tell: Is told of the whole.
        begin: Share of the whole that is done when the part begins.
        end: The same when it ends.
    """
    if tell is to_nobody:
        return to_nobody
    return lambda share: tell(begin + (end - begin) * min(share, 1.0))


def counted(items: Iterable[_Item], size: int, tell: Tell) -> Iterable[_Item]:
    """The same items, told about as they pass.

    Args:
        items: What is worked through, once.
        size: How many there are; may be a guess.
        tell: Is told of this work alone.
    """
    return items if tell is to_nobody else _told(items, size, tell)


def _told(items: Iterable[_Item], size: int, tell: Tell) -> Iterator[_Item]:
    step = max(_FEWEST, size // _TIMES)
    following = step
    for number, item in enumerate(items):
        if number == following:
            tell(number / max(size, number))
            following += step
        yield item

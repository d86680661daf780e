"""Managers named by a path: the whole way from the top, or one column a level."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from cxmap.exchange.cell_words import is_top_mark
from cxmap.exchange.names import split_bracket
from cxmap.text import fold

_UPWARD = (" < ", " \u2190 ", " <- ", " \u2039 ")
"""What parts the steps of a path that begins with the person."""
_SEPARATORS = (" > ", ">", " / ", " \u203a ", " \u2192 ", " -> ", "|", "\\", "/", ";", " - ")


def path_steps(path: str) -> list[str]:
    """The steps of a path, the top first; a path without a separator is one step."""
    for separator in _UPWARD:
        if separator in path:
            return [step.strip() for step in path.split(separator) if step.strip()][::-1]
    for separator in _SEPARATORS:
        if separator in path:
            return [step.strip() for step in re.split(re.escape(separator), path) if step.strip()]
    return [path] if path else []


def lead_upward(chains: Iterable[Sequence[str]]) -> bool:
    """Whether chains of a table end at the top instead of beginning there.

    All chains of one organisation share their top: the end with fewer different steps is it.
    """
    ends = {(chain[0], chain[-1]) for chain in chains if len(chain) > 1}
    return len({last for _, last in ends}) < len({first for first, _ in ends})


def above_in_chain(levels: Sequence[str], own: AbstractSet[str]) -> str:
    """The last filled level that is not the person.

    Args:
        levels: References, the top first; empty cells allowed.
        own: The person's own name and keys, folded.

    Returns:
        A reference to the manager; empty at the top.
    """
    for level in reversed(levels):
        name, inside = split_bracket(level)
        if is_top_mark(level) or {fold(level), fold(name), fold(inside)} & own:
            continue
        return level
    return ""

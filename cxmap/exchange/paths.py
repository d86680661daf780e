"""Managers named by a path: the whole way from the top, or one column a level."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from cxmap.exchange.cell_words import is_top_mark
from cxmap.exchange.names import split_bracket
from cxmap.text import fold

_SEPARATORS = (" > ", ">", " / ", " \u203a ", " \u2192 ", " -> ", "|", "\\", "/", ";", " - ")


def path_steps(path: str) -> list[str]:
    """The steps of a path, the top first; a path without a separator is one step."""
    for separator in _SEPARATORS:
        if separator in path:
            return [step.strip() for step in re.split(re.escape(separator), path) if step.strip()]
    return [path] if path else []


def above_in_path(path: str, own: AbstractSet[str]) -> str:
    """The step above a person: the last one, or the one before when the last is the person.

    Args:
        path: As written.
        own: The person's own name and keys, folded.

    Returns:
        A reference to the manager; empty at the top.
    """
    return above_in_chain(path_steps(path), own)


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

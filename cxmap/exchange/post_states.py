"""What a row says about its post: withheld, vacant, open, or no longer there."""

from __future__ import annotations

from cxmap.exchange.cell_words import (
    DEAD,
    FILLER_KEYS,
    NOT_IN_POST,
    UNDISCLOSED,
    VACANT,
    VACANT_NAMES,
    is_active,
    word,
)

_LONGEST_STATE = 24
"""No word for a vacant, withheld or dead post is longer."""


def name_state(name: str) -> str:
    """``undisclosed``, ``vacant`` (the word is no name), ``open`` (it is one), ``dead`` or empty."""
    if len(name) > _LONGEST_STATE:
        return ""
    plain = word(name).strip("<>[]()")
    if not plain or plain in UNDISCLOSED:
        return "undisclosed"
    if plain in VACANT:
        return "vacant"
    if plain in VACANT_NAMES:
        return "open"
    return "dead" if plain in DEAD else ""


def why_dead(state: str, deleted: str, key: str, name: str, title: str) -> str:
    """Why a row is left out; empty for a living post."""
    if state == "dead":
        return word(name) or "eliminated"
    if deleted and is_active(deleted) is True:
        return "deleted"
    if state == "undisclosed" and word(key) in FILLER_KEYS and word(title) in NOT_IN_POST:
        return "not in post"
    return ""

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

_STATES = {
    said: state
    for state, words in (
        ("dead", DEAD),
        ("open", VACANT_NAMES),
        ("vacant", VACANT),
        ("undisclosed", {*UNDISCLOSED, ""}),
    )
    for said in words
}
"""Every word for a state; of a word with two meanings the one further down counts."""
_LONGEST_STATE = 24
"""No word for a vacant, withheld or dead post is longer."""


def name_state(name: str) -> str:
    """``undisclosed``, ``vacant`` (the word is no name), ``open`` (it is one), ``dead`` or empty."""
    if len(name) > _LONGEST_STATE:
        return ""
    return _STATES.get(word(name).strip("<>[]()"), "")


def why_dead(state: str, deleted: str, key: str, name: str, title: str) -> str:
    """Why a row is left out; empty for a living post."""
    if state == "dead":
        return word(name) or "eliminated"
    if deleted and is_active(deleted) is True:
        return "deleted"
    if state == "undisclosed" and word(key) in FILLER_KEYS and word(title) in NOT_IN_POST:
        return "not in post"
    return ""

"""What people type for the scales of the map, read into its words."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import TypeVar

from cxmap.errors import UsageError
from cxmap.model.words import (
    AskState,
    Barrier,
    Commitment,
    EngagementKind,
    Stance,
    TieKind,
    Visibility,
)
from cxmap.playbook.load import own_table
from cxmap.text import fold

W = TypeVar("W", bound=StrEnum)

_PLAIN = str.maketrans({"-": " ", "_": " ", "'": None, "\u2019": None, ".": " ", "/": " "})


def read_stance(typed: str) -> Stance:
    """A stance from a word, an older or looser one, or 1-5 (resistant to leading).

    Args:
        typed: What was typed or stands in a column, for example ``Sceptical``.

    Raises:
        UsageError: No stance goes by that word; the hint lists them.
    """
    return _read(typed, Stance, "stance")


def read_commitment(typed: str) -> Commitment:
    """A commitment from a word, or 1-5 (against to make).

    Args:
        typed: What was typed, for example ``let it happen``.

    Raises:
        UsageError: No commitment goes by that word.
    """
    return _read(typed, Commitment, "commitment")


def read_tie_kind(typed: str) -> TieKind:
    """A kind of tie.

    Args:
        typed: What was typed, for example ``ally``.

    Raises:
        UsageError: No kind goes by that word.
    """
    return _read(typed, TieKind, "tie")


def read_barrier(typed: str) -> Barrier:
    """A barrier.

    Args:
        typed: What was typed, for example ``busy``.

    Raises:
        UsageError: No barrier goes by that word.
    """
    return _read(typed, Barrier, "barrier")


def read_engagement_kind(typed: str) -> EngagementKind:
    """How people met.

    Args:
        typed: What was typed, for example ``1:1``.

    Raises:
        UsageError: No kind goes by that word.
    """
    return _read(typed, EngagementKind, "engagement")


def read_ask_state(typed: str) -> AskState:
    """Where an ask stands.

    Args:
        typed: What was typed, for example ``done``.

    Raises:
        UsageError: No state goes by that word.
    """
    return _read(typed, AskState, "ask")


def read_visibility(typed: str) -> Visibility:
    """Who may see something.

    Args:
        typed: What was typed, for example ``private``.

    Raises:
        UsageError: No visibility goes by that word.
    """
    return _read(typed, Visibility, "visibility")


def plain(typed: str) -> str:
    """The form in which words are compared: no case, accents, hyphens or double blanks."""
    return " ".join(fold(typed).translate(_PLAIN).split())


@cache
def _aliases(scale: str) -> Mapping[str, str]:
    """Typed forms to words of one scale."""
    return {
        plain(typed): word
        for word, forms in own_table("words")[scale].items()
        for typed in (word, *forms)
    }


def _read(typed: str, words: type[W], scale: str) -> W:
    form = plain(typed)
    by_itself = {plain(word.value): word for word in words}
    if form in by_itself:
        return by_itself[form]
    if form in (aliases := _aliases(scale)):
        return words(aliases[form])
    raise UsageError(
        f"{typed.strip()!r} is no known {scale}",
        field=scale,
        hint=f"one of {', '.join(word.value for word in words)}",
    )

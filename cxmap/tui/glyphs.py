"""The signs of the screen: one cell wide each, always beside a word, never a meaning by colour alone.

Every sign has a plain twin for terminals that know letters only (``CXMAP_ASCII=1``, or an output
that is not Unicode).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from cxmap.model.words import Commitment, Role, Stance
from cxmap.tui.widgets.cells import Span, Tone

_ROLE_SIGNS = {
    Role.PRESIDENT: ("★", "P"),
    Role.OUTCOME_OWNER: ("◆", "O"),
    Role.OPERATIONAL_DRIVER: ("■", "D"),
    Role.ALLY: ("✦", "A"),
    Role.OTHER: ("·", "-"),
}
_STANCE_SIGNS = {
    Stance.LEADING: ("▲", "^"),
    Stance.SUPPORTIVE: ("△", "+"),
    Stance.NEUTRAL: ("─", "="),
    Stance.UNAWARE: ("○", "o"),
    Stance.UNKNOWN: ("?", "?"),
    Stance.RESISTANT: ("▽", "v"),
}
_COMMITMENT_SIGNS = {
    Commitment.MAKE: ("●", "4"),
    Commitment.HELP: ("◑", "3"),
    Commitment.LET: ("◔", "2"),
    Commitment.NONE: ("○", "1"),
    Commitment.AGAINST: ("✕", "x"),
}
_OTHER_SIGNS = {
    "cursor": ("❯", ">"),  # noqa: RUF001 - a sign, not a letter
    "mark": ("✓", "*"),
    "open": ("▾", "v"),
    "folded": ("▸", ">"),
    "reference": ("┄", "~"),
    "fan": ("░", ":"),
    "even": ("◆", "o"),
    "outside": ("↗", "/"),
    "me": ("◉", "@"),
    "counts": ("✓", "*"),
    "nearly": ("◔", "~"),
    "missing": ("○", "o"),
    "pinned": ("⚑", "!"),
    "held": ("‖", "="),
    "bullet": ("•", "-"),
    "against": ("▹", "-"),
    "arrow": ("→", ">"),
    "trail": ("›", ">"),  # noqa: RUF001 - a sign, not a letter
    "full": ("━", "#"),
    "empty": ("─", "-"),
    "needed": ("┃", "|"),
    "ellipsis": ("…", "."),
    "rule": ("─", "-"),
}

_STANCE_TONES = {
    Stance.LEADING: Tone.GOOD,
    Stance.SUPPORTIVE: Tone.GOOD,
    Stance.RESISTANT: Tone.BAD,
    Stance.UNKNOWN: Tone.MUTED,
    Stance.UNAWARE: Tone.MUTED,
}
_COMMITMENT_TONES = {
    Commitment.MAKE: Tone.GOOD,
    Commitment.HELP: Tone.GOOD,
    Commitment.LET: Tone.WARN,
    Commitment.NONE: Tone.MUTED,
    Commitment.AGAINST: Tone.BAD,
}
_ROLE_TONES = {
    Role.PRESIDENT: Tone.ACCENT,
    Role.OUTCOME_OWNER: Tone.STRONG,
    Role.ALLY: Tone.GOOD,
    Role.OTHER: Tone.MUTED,
}


@dataclass(frozen=True)
class Glyphs:
    """The signs in one alphabet."""

    is_plain: bool = False
    """Letters and marks of ASCII only."""
    signs: Mapping[str, str] = field(init=False, repr=False)
    """Signs that stand for no value of a scale, by name."""

    def __post_init__(self) -> None:
        """Take the column of the table once."""
        column = int(self.is_plain)
        chosen = {name: pair[column] for name, pair in _OTHER_SIGNS.items()}
        object.__setattr__(self, "signs", MappingProxyType(chosen))

    def __getitem__(self, name: str) -> str:
        """The sign of that name."""
        return self.signs[name]

    def role(self, role: Role) -> Span:
        """The sign of a role in its tone."""
        return Span(_ROLE_SIGNS[role][self.is_plain], _ROLE_TONES.get(role, Tone.PLAIN))

    def stance(self, stance: Stance) -> Span:
        """The sign of a stance in its tone."""
        return Span(_STANCE_SIGNS[stance][self.is_plain], _STANCE_TONES.get(stance, Tone.PLAIN))

    def commitment(self, commitment: Commitment) -> Span:
        """The sign of a commitment in its tone: a circle that fills."""
        sign = _COMMITMENT_SIGNS[commitment][self.is_plain]
        return Span(sign, _COMMITMENT_TONES[commitment])


UNICODE = Glyphs()
"""The signs of a modern terminal."""

PLAIN = Glyphs(is_plain=True)
"""The same in ASCII."""


def glyphs_for(environment: Mapping[str, str], encoding: str | None) -> Glyphs:
    """The signs that a terminal can show.

    Args:
        environment: ``CXMAP_ASCII`` set to anything but ``0`` asks for plain signs.
        encoding: Of the output; None when it is not known.
    """
    if environment.get("CXMAP_ASCII", "0") not in ("", "0"):
        return PLAIN
    return UNICODE if (encoding or "").lower().replace("-", "").startswith("utf") else PLAIN


def in_words(value: str) -> str:
    """A value of a scale as people say it: ``outcome_owner`` is outcome owner."""
    return value.replace("_", " ")

"""What a relation is called in a file, and which tie of the map that is."""

from __future__ import annotations

import re

import msgspec

from cxmap.text import fold

_NOT_WORD = re.compile(r"[^0-9a-z]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


class Meaning(msgspec.Struct, frozen=True):
    """What a relation word means.

    Attributes:
        kind: ``reports_to``, ``dotted`` or another tie kind; empty for a word nobody knows.
        inverse: Whether the file draws it from the other end.
    """

    kind: str = ""
    inverse: bool = False


_UNKNOWN = Meaning()
_REPORTS = frozenset(
    (
        "reports to", "reports", "report to", "reporting to", "reports directly to", "works for",
        "managed by", "is managed by", "supervised by", "is supervised by", "subordinate of",
        "led by", "berichtet an", "unterstellt", "rapporte a", "depend de", "reporta a",
        "depende de", "manager", "line manager", "solid line", "solid", "direct report of",
        "has manager", "boss", "has boss", "direct line", "line", "hierarchy", "formal",
    )
)  # fmt: skip
_MANAGES = frozenset(
    (
        "manages", "supervises", "leads", "manager of", "is manager of", "boss of", "is boss of",
        "supervisor of", "directs", "heads", "leitet", "fuhrt", "dirige", "direct report",
        "has report", "has direct report", "oversees", "vorgesetzter von", "encadre",
    )
)  # fmt: skip
_STARTS = (
    (re.compile(r"(?:dotted|matrix|functional|fachlich|fonctionnel|indirectly reports)"), "dotted"),
    (re.compile(r"(?:.* )?(?:advice|advises? by|asks|consults|goes to|trusts?|trusted|vertraut)"), "trusts"),
    (re.compile(r"(?:influences?|advis|advocates|persuades|beeinflusst|influence|influye)"), "influences"),
    (re.compile(r"(?:.* )?(?:friends?|friendship|friend of|ally|allies|allied|allied with|supports)$"), "allied_with"),
    (re.compile(r"(?:introduces|can introduce|introduced|opens the door)"), "introduces"),
    (re.compile(r"(?:friction|conflicts?|rival|rivals|tension|opposes|konflikt|disagrees)"), "friction"),
    (re.compile(r"(?:drives|is driver of|driver of)"), "drives"),
)  # fmt: skip
_BACKWARD = frozenset(("trusted by", "is trusted by", "influenced by", "is influenced by"))
MUTUAL = frozenset(("allied_with", "friction"))
"""Tie kinds that hold both ways: one unordered pair is one tie."""


def relation_meaning(word: str) -> Meaning:
    """What a relation is, by the file's word for it.

    Args:
        word: As written: ``Reports to``, ``reports_to``, ``gives_advice_to``.

    Returns:
        The meaning; an empty kind for a word nobody knows, and for no word.
    """
    plain = " ".join(_NOT_WORD.sub(" ", fold(_CAMEL.sub(" ", word))).split())
    if not plain:
        return _UNKNOWN
    if plain in _REPORTS:
        return Meaning("reports_to")
    if plain in _MANAGES:
        return Meaning("reports_to", inverse=True)
    if plain in _BACKWARD:
        return Meaning("trusts" if "trust" in plain else "influences", inverse=True)
    for pattern, kind in _STARTS:
        if pattern.match(plain):
            return Meaning(kind)
    return _UNKNOWN


def tie_strength(value: float | None, highest: float) -> int | None:
    """A weight as strength 1 to 5.

    Args:
        value: As in the file.
        highest: The highest weight of the file: up to 5 the numbers stand as they are, above they
            are scaled.

    Returns:
        The strength; None where the file gives none, or none above zero.
    """
    if value is None or value <= 0:
        return None
    top = 5
    scaled = value if highest <= top else value / highest * top
    return max(1, min(top, round(scaled)))

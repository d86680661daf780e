"""How a name is written, and when two writings are the same name.

``Okonjo, Adaeze``, ``Adaeze Okonjo`` and ``Dr. Adaeze  OKONJO (On Leave)`` are one name written in
three ways; ``A. Okonjo`` is not the same name, only a likely one, and is never linked by itself.
"""

from __future__ import annotations

import re
from functools import lru_cache

from cxmap.text import fold

_STATUS = re.compile(
    r"\s*[(\[](?:on leave|on long leave|leave|loa|terminated|inactive|inherited|ext|ext\.|extern|"
    r"external|contractor|contingent worker|contingent|c|cw|guest|retired|elternzeit|mutterschutz|"
    r"en cong[e\u00e9]|baja|acting|interim|intern|temp|parental leave|maternity leave|sabbatical|"
    r"future hire|new hire|left|former)[)\]]\s*$",
    re.IGNORECASE,
)
_EXTERNAL = re.compile(
    r"[(\[](?:ext|ext\.|extern|external|contractor|contingent worker|contingent|c|cw|guest)[)\]]\s*$",
    re.IGNORECASE,
)
_LITERAL = re.compile(r"\[(?!c\]|cw\])[^\]]*\]\s*$", re.IGNORECASE)
"""Words in square brackets are kept letter by letter, but for the codes of contingent workers."""
_TITLES = frozenset(
    """
    dr prof professor mr mrs ms miss mx sir dame lord lady herr frau mme mlle sr sra ing dipl rev
    hon ir drs jr phd md mba obe cbe mbe kcb cb qc kc ii iii iv esq cpa msc bsc engr capt adm cdr
    """.split()  # noqa: SIM905 - a list of words
)
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "phd", "md", "mba", "esq", "cpa", "msc"))
_BRACKET = re.compile(r"^(?P<name>.*\S)\s*[(\[<](?P<inside>[^()\[\]<>]+)[)\]>]$")
_PARTS = re.compile(r"[\s,.;]+")


@lru_cache(maxsize=65536)
def without_status(name: str) -> str:
    """A name less status words in brackets at its end, however many."""
    if not name.endswith((")", "]")):
        return name
    while not _LITERAL.search(name):
        shorter = _STATUS.sub("", name)
        if shorter == name or not shorter:
            break
        name = shorter
    return name


def says_external(name: str) -> bool:
    """Whether a status word says that the person is no employee."""
    return name.endswith((")", "]")) and _EXTERNAL.search(name) is not None


def split_bracket(text: str) -> tuple[str, str]:
    """``Nadia El Amrani (21004)`` as name and what stands in brackets; empty without any."""
    if not text.endswith((")", "]", ">")):
        return text, ""
    match = _BRACKET.match(text)
    return (match["name"], match["inside"].strip()) if match else (text, "")


def without_key(name: str, key: str) -> str:
    """``Nadia El Amrani (21004)`` without the bracket, where that is the row's own key."""
    if not key or not name.endswith((")", "]", ">")):
        return name
    plain, inside = split_bracket(name)
    return plain if fold(inside) == fold(key) else name


def is_family_first(name: str) -> bool:
    """Whether a name is written ``Last, First``; a suffix after the comma does not count."""
    family, comma, given = name.partition(",")
    if not comma or not given.strip() or not family.strip() or "," in given:
        return False
    return fold(given).strip(" .") not in _SUFFIXES


def in_order(name: str) -> str:
    """``Last, First`` as ``First Last``."""
    family, _, given = name.partition(",")
    return f"{given.strip()} {family.strip()}"


@lru_cache(maxsize=131072)
def name_parts(name: str) -> tuple[str, ...]:
    """The parts of a name in alphabetical order, folded, without titles, stops and brackets."""
    plain = fold(without_status(name))
    parts = [part for part in _PARTS.split(plain) if part and part not in _TITLES]
    return tuple(sorted(parts))


def without_initials(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The parts that are more than one letter; empty when fewer than two remain."""
    long = tuple(part for part in parts if len(part) > 1)
    return long if len(long) > 1 and len(long) < len(parts) else ()

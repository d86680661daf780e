"""Who a name may mean that nobody in the file carries letter by letter: offered, never taken."""

from __future__ import annotations

from collections.abc import Sequence

from cxmap.exchange.names import name_parts
from cxmap.exchange.parts import Entry

_MOST = 4
"""So many are offered for one name."""
_MOST_NAMES, _MOST_PEOPLE = 20, 20_000
"""Names are compared letter by letter up to so many, and in a file of so many people."""
_ALIKE = 85
"""How alike two spellings are at least, 0-100."""


class LikelyPeople:
    """The people of a file by initial and family name, and by likeness.

    Args:
        entries: Everybody; dead posts are never offered.
        names: How many names are looked for: many are looked for by their initials alone.
    """

    def __init__(self, entries: Sequence[Entry], names: int) -> None:
        self._entries = entries
        self._by_initial: dict[tuple[str, str], list[int]] | None = None
        self._spellings: dict[str, int] | None = None
        self._compares = names <= _MOST_NAMES and len(entries) <= _MOST_PEOPLE

    def of(self, text: str) -> tuple[int, ...]:
        """Indexes of those whom a name may mean, the likeliest first; often nobody."""
        parts = name_parts(text)
        if not 1 < len(parts) <= _MOST:
            return ()
        found = self._initials().get(_initial_and_family(parts), []) if _has_initial(parts) else []
        return tuple(found[:_MOST]) or self._alike(parts)

    def _initials(self) -> dict[tuple[str, str], list[int]]:
        if self._by_initial is None:
            self._by_initial = {}
            for number, entry in enumerate(self._entries):
                words = entry.name.replace(",", " ").split()
                if entry.dead or len(words) < 2:  # noqa: PLR2004 - one word has no initial beside it
                    continue
                for given, family in ((words[0], words[-1]), (words[-1], words[0])):
                    key = name_parts(f"{given[0]} {family}")
                    self._by_initial.setdefault(_initial_and_family(key), []).append(number)
        return self._by_initial

    def _alike(self, parts: tuple[str, ...]) -> tuple[int, ...]:
        """Those whose name is written nearly like this one."""
        if not self._compares:
            return ()
        from rapidfuzz import fuzz, process

        if self._spellings is None:
            living = ((n, entry) for n, entry in enumerate(self._entries) if not entry.dead)
            self._spellings = {" ".join(name_parts(entry.name)): n for n, entry in living}
        near = process.extract(
            " ".join(parts), self._spellings.keys(), scorer=fuzz.ratio, limit=_MOST,
            score_cutoff=_ALIKE,
        )  # fmt: skip
        return tuple(self._spellings[spelling] for spelling, _, _ in near)


def _has_initial(parts: tuple[str, ...]) -> bool:
    return any(len(part) == 1 for part in parts) and any(len(part) > 1 for part in parts)


def _initial_and_family(parts: tuple[str, ...]) -> tuple[str, str]:
    """The first initial and the longest part of a name."""
    initials = [part for part in parts if len(part) == 1]
    return (initials[0] if initials else "", max(parts, key=len))

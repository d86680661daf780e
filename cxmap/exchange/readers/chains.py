"""Reporting chains as text, one a line: ``Ann Berg > Bo Dahl > Cy Falk``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

_DOWN = re.compile(r" (?:>+|-+>|=+>|\u2192|\u00bb|\u203a|\u25b6) ")
_UP = re.compile(
    r" (?:<+|<-+|<=+|\u2190|\u00ab|\u2039|reports to|is managed by|berichtet an|"
    r"rapporte \u00e0|reporta a) "
)
_CELLS = (",", ";", "\t", "|")


def are_chains(lines: Sequence[str]) -> bool:
    """Whether most lines are steps with arrows between, and no table with a column of them."""
    if not any(_steps(line)[2:] for line in lines) and len(lines) < 3:  # noqa: PLR2004 - one arrow may stand in any text
        return False
    chains = sum(1 for line in lines if len(_steps(line)) > 1)
    if chains * 2 < len(lines):
        return False
    return not any(
        len(counts := {line.count(sign) for line in lines}) == 1 and counts != {0}
        for sign in _CELLS
    )


def steps_of(lines: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """Everybody on the chains once: the line, the step, and the step above (empty at a top)."""
    seen: dict[str, None] = {}
    chains = [_steps(line) for line in lines]
    if _several_above(chains) and not _several_above([chain[::-1] for chain in chains]):
        chains = [chain[::-1] for chain in chains]
    for number, chain in enumerate(chains, start=1):
        above = ""
        for step in chain:
            if step not in seen:
                seen[step] = None
                yield number, step, above
            above = step


def _several_above(chains: Sequence[Sequence[str]]) -> bool:
    """Whether somebody would stand below several people."""
    above: dict[str, str] = {}
    return any(
        above.setdefault(below, boss) != boss for chain in chains for boss, below in pairwise(chain)
    )


def _steps(line: str) -> list[str]:
    """The steps of a line, the top first."""
    plain = " ".join(line.split())
    steps = _DOWN.split(plain)
    if len(steps) == 1:
        steps = _UP.split(plain)[::-1]
    return [step for step in steps if step]

"""Maps of any size, the same every time: seven reports each, every twentieth person judged."""

from __future__ import annotations

from pathlib import Path

from cxmap.model.initiative import INITIATIVE, Initiative
from cxmap.model.judgements import Observation
from cxmap.model.orgmap import record_of
from cxmap.model.people import Person
from cxmap.model.words import Dimension, Role, Stance
from cxmap.store.opening import create_map

REPORTS = 7
_STANCES = tuple(Stance)
_TITLES = ("Director, Operations", "Vice President, Finance", "Manager, Care", "Lead, Networks")


def make_map(file: Path, people: int) -> Path:
    """Write a map file with so many people; returns the file."""
    from datetime import date

    persons = {}
    seen = {}
    for n in range(people):
        key = f"p{n:06d}"
        boss = f"p{(n - 1) // REPORTS:06d}" if n else None
        roles = (Role.PRESIDENT,) if not n else (Role.OUTCOME_OWNER,) if n <= REPORTS else ()
        person = Person(
            id=key,
            display_name=f"Person {n:06d}",
            title=_TITLES[n % len(_TITLES)],
            department=f"Unit {n % 40}",
            manager=boss,
            roles=roles,
        )
        persons[key] = record_of(person)
        if n % 20 == 0:
            observation = Observation(
                id=f"o{n:06d}",
                person=key,
                dimension=Dimension.STANCE,
                value=_STANCES[n // 20 % len(_STANCES)],
                as_of=date(2026, 1, 5),
            )
            seen[observation.id] = record_of(observation)
    settings = {INITIATIVE: record_of(Initiative(id=INITIATIVE, name="Made map"))}
    store = create_map(file, {"people": persons, "observations": seen, "settings": settings})
    store.close()
    return file

"""What would break the plan, in words, each with its remedy in talks.

Codes: ``hangs_on`` (at the plan's end one loss breaks critical mass), ``pillar`` (without somebody
the plan takes longer, leaders are cut off, or the goal is lost), ``lone_ally`` (a unit with a single
ally). Values hold the ids and, as ``remedy``, the talks that would mend it: null where none do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cxmap.model.words import PersonId
from cxmap.plan.explain import Reason, count, joined, talks_needed
from cxmap.plan.problem import Problem, Stage
from cxmap.plan.replay import Replay
from cxmap.plan.robust import Pillar, Robustness, lone_allies
from cxmap.session.desk import Desk

SHOWN = 5
"""Pillars that are said; the rest is noise."""


Names = Mapping[PersonId, str]
"""What people are called."""


def warnings_of(
    desk: Desk, problem: Problem, borne: Robustness, names: Names
) -> tuple[Reason, ...]:
    """Everything that would break the plan, what would end it first.

    Args:
        desk: The map and the day.
        problem: The problem of the map.
        borne: What the plan can bear.
        names: Of everybody in the problem.
    """
    return (
        *_hangs(borne, names),
        *(_pillar(problem, pillar, names) for pillar in borne.pillars[:SHOWN]),
        *_lone(desk, problem, names),
    )


def _hangs(borne: Robustness, names: Names) -> Iterator[Reason]:
    """Whether the coalition at the plan's end bears a loss, and what bearing one would cost."""
    if borne.survives_any_loss or not borne.hangs_on:
        return
    number = len(borne.hangs_on)
    who = names[borne.hangs_on[0]] if number == 1 else f"any one of {number} people"
    text = f"At the plan's end the loss of {who} would break critical mass"
    if borne.remedy is None:
        text += "; no larger coalition is within reach."
    else:
        text += f"; {count(borne.remedy, 'talk')} more would make it bear one loss."
    values = {"people": list(borne.hangs_on), "remedy": borne.remedy}
    yield Reason(code="hangs_on", text=text, values=values)


def _pillar(problem: Problem, pillar: Pillar, names: Names) -> Reason:
    """Somebody without whom the plan is longer, or there is none."""
    text = pillar.text
    if pillar.id in problem.params.required:
        text = text.removesuffix(".") + ": a must-have, whom nobody can stand in for."
    elif pillar.cuts_off:
        shut = joined([names[who] for who in pillar.cuts_off])
        text += f" Somebody else who can introduce you to {shut} would mend it."
    values = {"id": pillar.id, "cuts_off": list(pillar.cuts_off), "remedy": pillar.price}
    return Reason(code="pillar", text=text, values=values)


def _lone(desk: Desk, problem: Problem, names: Names) -> Iterator[Reason]:
    """Units with a single ally, and who could be the second."""
    units = {one.id: desk.org.people[one.id].unit for one in problem.people}
    for unit, who in lone_allies(problem, units).items():
        mates = [one for one in units if units[one] == unit and one != who]
        second = _second(problem, mates)
        text = f"{names[who]} is the only ally in {unit}"
        values: dict[str, Any] = {"id": who, "unit": unit, "second": None, "remedy": None}
        if second is not None:
            mate, talks = second
            values |= {"second": mate, "remedy": talks}
            text += f"; {count(talks, 'talk')} would win {names[mate]} as well"
        else:
            text += "; judge or tie somebody there, and the plan can say what a second takes"
        yield Reason(code="lone_ally", text=f"{text}.", values=values)


def _second(problem: Problem, mates: list[PersonId]) -> tuple[PersonId, int] | None:
    """Who of a unit is won with the fewest talks as things stand, and with how many."""
    replay = Replay(problem)
    start = replay.start()
    found = []
    for mate in mates:
        person = replay.people[mate]
        if mate in start.on_board or person.stage is Stage.PRESIDENT or not person.reach:
            continue
        talks = talks_needed(person, replay.support(start, mate))
        if 0 < talks <= person.max_talks:
            found.append((talks, person.rank, mate))
    return None if not found else (min(found)[2], min(found)[0])

"""The plan's reasons as they read today.

The plan gives every step the reasons of its turn, with everybody before it on board. Whoever decides
whom to see this week needs them as things stand now, and what speaks for seeing somebody else first.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from cxmap.model.mass import MassReading
from cxmap.model.words import PersonId
from cxmap.plan.explain import Reason, count, step_reasons, talks_needed
from cxmap.plan.problem import Problem
from cxmap.plan.replay import Replay, Replayed
from cxmap.plan.solve import Plan
from cxmap.plan.standing import standing


class Today:
    """Reads the reasons of one plan as of today.

    Args:
        problem: The problem of the plan.
        plan: A plan of it.
        mass: The critical mass as it stands.
        names: Display names by id.
    """

    def __init__(
        self, problem: Problem, plan: Plan, mass: MassReading, names: Mapping[PersonId, str]
    ) -> None:
        self._problem = problem
        self._plan = plan
        self._mass = mass
        self._names = names
        self._replay = Replay(problem)
        self._played = self._replay.play(plan.order)

    def reasons(self, person: PersonId) -> tuple[Reason, ...]:
        """What speaks for a talk with somebody today; nothing for who is not in the plan."""
        if person not in self._plan.order:
            return ()
        at = self._plan.order.index(person)
        now = self._replay.start()
        steps = list(self._played.steps)
        steps[at] = replace(steps[at], before=now)
        shifted = Replayed(tuple(steps), self._played.end, self._played.enough)
        found = step_reasons(self._replay, shifted, self._names)[at]
        return tuple(self._read(reason, person) for reason in found)

    def against(self, person: PersonId) -> tuple[Reason, ...]:
        """What speaks for waiting, as far as the plan knows: a closed stage, somebody to see first."""
        if person not in self._replay.people:
            return ()
        return standing(self._problem, self._plan, person, self._names).against

    def _read(self, reason: Reason, person: PersonId) -> Reason:
        if reason.code == "needed_for_mass" and not reason.values["must_have"]:
            have, needed = self._mass.have, self._mass.needed
            text = f"Counts towards critical mass: {have} of {needed} today."
            return replace(reason, text=text, values={**reason.values, "have": have})
        if reason.code == "points":
            return self._points(reason, person)
        return reason

    def _points(self, reason: Reason, person: PersonId) -> Reason:
        """The talks that would be needed today, not after the steps before."""
        values = reason.values
        talks = talks_needed(self._replay.people[person], values["have"])
        text = reason.text.replace(f"{count(values['talks'], 'talk')} to go", _to_go(talks))
        return replace(reason, text=text, values={**values, "talks": talks})


def _to_go(talks: int) -> str:
    return f"{count(talks, 'talk')} to go"

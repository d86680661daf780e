"""Why A before B: the plan beside one in which B has to be on board before any talk with A.

The price is the difference between the two; the cause is read off what A does for B in the first
plan (opens the gate, introduces, pulls) and off the talks that change hands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import msgspec

from cxmap.errors import UsageError
from cxmap.plan.exact import Stop
from cxmap.plan.explain import STAGE_NAMES, Names, Reason, count, joined, pulls_from, talks_needed
from cxmap.plan.problem import Problem, Stage
from cxmap.plan.replay import Replay, Replayed
from cxmap.plan.search import WORK_LIMIT
from cxmap.plan.solve import Plan, Status, solve


class Contrast(msgspec.Struct, frozen=True, kw_only=True):
    """Two people, the plan as it stands, and the plan with their order forced the other way."""

    first: str
    """Id of who comes first in the plan."""
    second: str
    """Id of who comes later, or not at all."""
    plan: Plan
    """The plan as it stands."""
    swapped: Plan
    """The plan in which ``second`` has to be on board before any talk with ``first``."""
    price: int | None
    """What the other order costs more, in the unit of the objective; None when it has no plan."""
    sure: bool
    """Whether both plans are proved, so that the price is exact."""
    causes: tuple[Reason, ...]
    """Why: ``gate``, ``introduction``, ``points``, ``talks``, ``not_needed`` or ``no_matter``."""
    text: str
    """The answer as a sentence."""


def contrast(
    problem: Problem,
    first: str,
    second: str,
    *,
    objective: str = "talks",
    names: Mapping[str, str] | None = None,
    work_limit: int = WORK_LIMIT,
    plan: Plan | None = None,
    stop: Stop | None = None,
) -> Contrast:
    """Say why one person comes before another.

    Args:
        problem: The problem.
        first: Id of the one person.
        second: Id of the other; the two change places when the plan has them the other way round.
        objective: What the plans are best at.
        names: Display names by id.
        work_limit: Work for each of the two searches.
        plan: The plan for that objective as it stands if it is at hand; made otherwise.
        stop: Asked now and then; a true answer ends the searches early, and nothing is ``sure``.

    Raises:
        UsageError: If an id is unknown, both are the same, or neither is in the plan.
    """
    for person_id in (first, second):
        problem.person(person_id)
    if first == second:
        raise UsageError("A person does not come before themselves", field="person")
    plan = plan or solve(problem, objective, work_limit=work_limit, names=names, stop=stop)
    places = {person_id: at for at, person_id in reversed(list(enumerate(plan.order)))}
    if first not in places and second not in places:
        raise UsageError(
            "Neither of the two is in the plan, so there is no order to explain", field="person"
        )
    if places.get(second, len(plan.order)) < places.get(first, len(plan.order)):
        first, second = second, first
    forced = msgspec.structs.replace(problem, waits=(*problem.waits, (first, second)))
    swapped = solve(forced, objective, work_limit=work_limit, names=names, stop=stop)
    now, then = _value(plan), _value(swapped)
    price = None if then is None or now is None else then - now
    sayer = _Causes(problem, plan, swapped, Names(names or {}))
    causes = tuple(sayer.find(first, second, price))
    return Contrast(
        first=first,
        second=second,
        plan=plan,
        swapped=swapped,
        price=price,
        sure=plan.status is Status.OPTIMAL
        and swapped.status in (Status.OPTIMAL, Status.INFEASIBLE),
        causes=causes,
        text=sayer.sentence(first, second, price, causes),
    )


def _value(plan: Plan) -> int | None:
    """The number that the plan's objective counts."""
    return {"talks": plan.talks, "effort": plan.effort, "weeks": plan.weeks}[plan.objective]


class _Causes:
    """Reads the causes of an order off two plans."""

    def __init__(self, problem: Problem, plan: Plan, swapped: Plan, names: Names) -> None:
        self.replay = Replay(problem)
        self.played: Replayed = self.replay.play(plan.order)
        self.plan = plan
        self.swapped = swapped
        self.names = names

    def find(self, first: str, second: str, price: int | None) -> list[Reason]:
        """The causes, the hardest first."""
        if second not in self.plan.order:
            text = f"The plan does without {self.names.one(second)}."
            if second in self.replay.start().on_board:
                text = f"{self.names.one(second)} is on board already."
            return [Reason(code="not_needed", text=text, values={"id": second})]
        causes = [
            *self._gate(first, second),
            *self._introduction(first, second),
            *self._points(first, second),
        ]
        if price == 0 and Counter(self.plan.order) == Counter(self.swapped.order):
            text = "Rank alone decides."
            return causes or [Reason(code="no_matter", text=text, values={})]
        return [*causes, *self._talks()] if price == 0 else causes or self._talks()

    def _gate(self, first: str, second: str) -> list[Reason]:
        """The gate of the second one's stage, when the first one counts for it."""
        params = self.replay.problem.params
        stage = self.replay.people[first].stage
        waiting = self.replay.people[second].stage
        needed = {Stage.OUTCOME: params.gate_outcome, Stage.DRIVER: params.gate_driver}.get(stage)
        waits = waiting is Stage.OTHER or (waiting is Stage.DRIVER and stage is Stage.OUTCOME)
        if not needed or not waits or self.replay.open(self.replay.start(), waiting):
            return []
        several = STAGE_NAMES[waiting][1]
        text = (
            f"{self.names.one(first)} is one of the {count(needed, *STAGE_NAMES[stage])} "
            f"that {several} wait for."
        )
        values = {"stage": str(stage), "needed": needed}
        return [Reason(code="gate", text=text, values=values)]

    def _introduction(self, first: str, second: str) -> list[Reason]:
        """The introduction that the first one gives to the second."""
        if self.replay.people[second].reach:
            return []
        before = self.played.steps[self.plan.order.index(second)].before
        by = self.replay.introducers(before, second)
        if first not in by:
            return []
        others = "nobody else is known who could" if by == (first,) else "as could others"
        text = f"{self.names.one(first)} introduces you to {self.names.one(second)}; {others}."
        values = {"to": second, "by": list(by)}
        return [Reason(code="introduction", text=text, values=values)]

    def _points(self, first: str, second: str) -> list[Reason]:
        """The talks that the first one's pull saves with the second."""
        before = self.played.steps[self.plan.order.index(second)].before
        points = dict(pulls_from(self.replay, before, second)).get(first, 0)
        if points <= 0:
            return []
        person = self.replay.people[second]
        support = self.replay.support(before, second)
        talks, without = talks_needed(person, support), talks_needed(person, support - points)
        text = (
            f"{self.names.one(first)} on board gives {self.names.one(second)} "
            f"{count(points, 'point')}: {count(talks, 'talk')} instead of {without}."
        )
        values = {"points": points, "talks": talks, "without": without}
        return [Reason(code="points", text=text, values=values)]

    def _talks(self) -> list[Reason]:
        """The talks that change hands, when nothing between the two explains it."""
        if self.swapped.talks is None:
            return []
        now, then = Counter(self.plan.order), Counter(self.swapped.order)
        changes = [
            (person_id, now[person_id], then[person_id])
            for person_id in dict.fromkeys((*self.plan.order, *self.swapped.order))
            if now[person_id] != then[person_id]
        ]
        words = [
            f"{self.names.one(person_id)} takes {count(after, 'talk')} instead of {before}"
            for person_id, before, after in changes
        ]
        text = f"The other way round {joined(words)}." if words else "The weeks do not fit as well."
        listed = [{"id": who, "talks": before, "then": after} for who, before, after in changes]
        return [Reason(code="talks", text=text, values={"changes": listed})]

    def sentence(
        self, first: str, second: str, price: int | None, causes: tuple[Reason, ...]
    ) -> str:
        """The answer in words."""
        unit = {"talks": "talk", "effort": "point of effort", "weeks": "week"}
        order = f"{self.names.one(first)} before {self.names.one(second)}"
        why = " ".join(cause.text for cause in causes)
        if price is None:
            cost = "The other way round there is no plan."
            if self.swapped.status is not Status.INFEASIBLE:
                cost = "The other way round no plan was found."
        elif price <= 0:
            cost = "The other way round costs nothing more."
        else:
            more = count(price, unit[self.plan.objective]).replace("point of efforts", "points")
            cost = f"The other way round costs {more} more."
        return f"{order}: {why} {cost}".replace("  ", " ")

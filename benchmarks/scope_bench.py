"""Processor time from a map to its plan, in organisations of any size.

    python benchmarks/scope_bench.py               maps of 2,000 and 100,000 people
    python benchmarks/scope_bench.py --arrays      3,000,000 people as compact arrays
    python benchmarks/scope_bench.py --whole       the plan of the scope beside that of the whole map

Maps are made in memory: ten leaders, seven reports each, the same for the same size. Making them is
not counted; the indexes of a map are, since they are made when the plan asks for them. ``edit`` is
the plan renewed after one edit.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from array import array
from collections.abc import Iterator
from datetime import date
from statistics import median

from cxmap.model.initiative import INITIATIVE, Initiative
from cxmap.model.judgements import Observation
from cxmap.model.orgmap import Edit, OrgMap
from cxmap.model.people import Person, Tie
from cxmap.model.words import Dimension, Role, Stance, TieKind
from cxmap.plan.problem import PlanParams, PlanPerson, Problem, Pull, Stage
from cxmap.plan.scope import Limits, Link, Organisation, patience, scope
from cxmap.plan.solve import solve
from cxmap.session.desk import Desk
from cxmap.session.planning.mapping import problem_among, problem_of

TODAY = date(2026, 3, 2)
LEVEL, REPORTS = 10, 7
KINDS = (TieKind.INFLUENCES, TieKind.TRUSTS, TieKind.ALLIED_WITH, TieKind.INTRODUCES)
ROLES = (Role.OUTCOME_OWNER, Role.OUTCOME_OWNER, Role.OPERATIONAL_DRIVER, Role.OTHER)
FLAVOURS = {
    "chart only": (0.0, 0.0),
    "5 % judged": (0.05, 0.0),
    "all judged": (1.0, 0.0),
    "5 % judged, 0.2 ties each": (0.05, 0.2),
    "all judged, 1.5 ties each": (1.0, 1.5),
}
"""Share of the people who are judged, and ties for each."""


def boss_of(at: int) -> int:
    return 0 if at <= LEVEL else (at - LEVEL - 1) // REPORTS + 1


def made_map(size: int, judged: float, ties: float) -> OrgMap:
    luck = random.Random(size)
    people, seen, bonds = {}, {}, {}
    for at in range(size):
        role = Role.PRESIDENT if not at else luck.choice(ROLES)
        people[f"p{at}"] = Person(
            id=f"p{at}",
            display_name=f"Person {at:07}",
            manager=f"p{boss_of(at)}" if at else None,
            roles=(role,) if at <= LEVEL else (),
        )
        if at and luck.random() < judged:
            stance = luck.choice(tuple(Stance))
            seen[f"o{at}"] = Observation(
                id=f"o{at}", person=f"p{at}", dimension=Dimension.STANCE, value=stance, as_of=TODAY
            )
    for at in range(int(ties * size)):
        a, b = luck.sample(range(1, size), 2)
        kind = luck.choice(KINDS)
        bonds[f"t{at}"] = Tie(id=f"t{at}", a=f"p{a}", b=f"p{b}", kind=kind, strength=at % 5 + 1)
    settings = {INITIATIVE: Initiative(id=INITIATIVE, name="Made")}
    return OrgMap({"people": people, "observations": seen, "ties": bonds, "settings": settings})


def maps(sizes: list[int], *, whole: bool) -> None:
    print(f"{'people':>9}  {'':28}{'scope s':>9}{'plan s':>9}{'edit s':>9}{'in scope':>10}  plan")
    for size in sizes:
        for name, (judged, ties) in FLAVOURS.items():
            desk = Desk(made_map(size, judged, ties), TODAY)
            began = time.process_time()
            problem = problem_of(desk)
            between = time.process_time()
            plan = solve(problem)
            done = time.process_time()
            said = f"{plan.talks} talks, {plan.status}"
            if whole:
                everybody = problem_among(desk, [who for who in desk.org.people if who != "p0"])
                all_ = solve(everybody)
                said += (
                    f"; whole map {all_.talks} talks, {all_.status}, at least {all_.lower_bound}"
                )
            print(
                f"{size:9,}  {name:28}{between - began:9.3f}{done - between:9.3f}{renewed(desk):9.3f}"
                f"{len(problem.people):10}  {said}"
            )


def renewed(desk: Desk) -> float:
    """Processor seconds, median, until the plan is renewed after a leader's stance is judged."""
    took = []
    for at in range(1, LEVEL + 1):
        stance = (Stance.RESISTANT, Stance.SUPPORTIVE)[at % 2]
        seen = Observation(
            id="new", person=f"p{at}", dimension=Dimension.STANCE, value=stance, as_of=TODAY
        )
        began = time.process_time()
        solve(problem_of(Desk(desk.org.with_edits([Edit("observations", seen.id, seen)]), TODAY)))
        took.append(time.process_time() - began)
    return median(took)


class Arrays:
    """An organisation as compact arrays: ties by person, bosses by rule, needs by person."""

    def __init__(self, size: int, ties: float) -> None:
        import numpy as np

        luck = np.random.default_rng(size)
        ends = luck.integers(1, size, (2, int(ties * size)), dtype=np.int32)
        points = luck.choice(np.array([4, 8, 12], dtype=np.int8), ends.shape[1])
        order = np.argsort(ends[1], kind="stable")
        self.size = size
        self.sources = ends[0][order]
        self.points = points[order]
        self.starts = np.searchsorted(ends[1][order], np.arange(size + 1)).astype(np.int32)
        back = np.argsort(ends[0], kind="stable")
        self.targets = ends[1][back]
        self.given = points[back]
        self.from_ = np.searchsorted(ends[0][back], np.arange(size + 1)).astype(np.int32)
        self.needs = array("b", luck.choice(np.array([5, 10, 20, 20, 35]), size).astype("b"))

    def links(self, at: int) -> Iterator[Link[int]]:
        if at:
            yield Link(boss_of(at), gets=6, gives=3, opens=True, boss=True)
        first = REPORTS * (at - 1) + LEVEL + 1 if at else 1
        for report in range(first, min(self.size, first + (REPORTS if at else LEVEL))):
            yield Link(report, gets=3, gives=6, opens=True)
        for tie in range(self.starts[at], self.starts[at + 1]):
            yield Link(int(self.sources[tie]), gets=int(self.points[tie]), gives=0, opens=True)
        for tie in range(self.from_[at], self.from_[at + 1]):
            yield Link(int(self.targets[tie]), gets=0, gives=int(self.given[tie]))

    def person(self, at: int) -> PlanPerson | None:
        if not at:
            return None
        leader = at <= LEVEL
        stage = (Stage.OUTCOME, Stage.OUTCOME, Stage.DRIVER)[at % 3] if leader else Stage.OTHER
        return PlanPerson(
            id=str(at),
            stage=stage,
            need=self.needs[at],
            must_meet=int(leader),
            reach=at % 4 > 0 or not leader,
            leader_weight=int(leader),
            rank=f"{at:08}",
        )

    def problem(self) -> Problem:
        seats = [one for one in map(self.person, range(1, LEVEL + 1)) if one is not None]
        quorum = LEVEL // 2 + 1
        around = Organisation(links=self.links, person=self.person, is_marked=lambda _: True)
        limits = Limits(patience=patience(seats, quorum, (), 2))
        chosen = scope(around, range(1, LEVEL + 1), (), limits)
        pulls = tuple(
            Pull(source=str(link.other), target=str(at), pull=link.gets, intro=link.opens)
            for at in chosen
            for link in self.links(at)
            if link.other in chosen and (link.gets or link.opens)
        )
        params = PlanParams(quorum=quorum, gate_outcome=3, gate_driver=2)
        return Problem(people=tuple(chosen.values()), pulls=pulls, params=params)


def arrays(sizes: list[int]) -> None:
    print(f"{'people':>10}{'scope s':>9}{'plan s':>9}{'in scope':>10}{'memory MB':>11}  plan")
    for size in sizes:
        made = Arrays(size, 1.5)
        began = time.process_time()
        problem = made.problem()
        between = time.process_time()
        plan = solve(problem)
        done = time.process_time()
        print(
            f"{size:10,}{between - began:9.3f}{done - between:9.3f}{len(problem.people):10}"
            f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:11.0f}"
            f"  {plan.talks} talks, {plan.status}, at least {plan.lower_bound}"
        )


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--arrays", action="store_true", help="compact arrays of 3,000,000 people")
    words.add_argument("--whole", action="store_true", help="plan the whole map, too")
    words.add_argument("--sizes", default="", help="people, with commas")
    options = words.parse_args()
    sizes = [int(size) for size in options.sizes.split(",") if size]
    if options.arrays:
        arrays(sizes or [10_000, 100_000, 3_000_000])
    else:
        maps(sizes or ([300, 2_000] if options.whole else [2_000, 100_000]), whole=options.whole)


if __name__ == "__main__":
    main()

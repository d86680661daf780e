"""Processor time and quality of the planner on generated organisations, and beside ranked lists.

    python benchmarks/plan_bench.py              times, proofs, forecasts, re-solves
    python benchmarks/plan_bench.py --quality    beside lists a user would pick instead (slower)

Organisations are generated from a seed: a leadership level, people around it, boss and report,
influence, trust and alliances among them; gated (stages, part of the people out of reach) or open.
Times are processor seconds, so other load hardly matters; medians over the organisations.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import time
from collections.abc import Callable, Iterable, Iterator
from statistics import median
from typing import TypeVar

import msgspec
from lists import real, table

from cxmap.plan.facts import facts_to_check
from cxmap.plan.forecast import forecast
from cxmap.plan.problem import PlanParams, PlanPerson, Problem, Pull, Stage
from cxmap.plan.robust import robustness
from cxmap.plan.solve import Plan, Status, solve

Outcome = TypeVar("Outcome")
NEEDS = (5, 10, 20, 20, 20, 35, 50)
GAINS = (6, 8, 10, 12, 14)
LEVEL = (Stage.OUTCOME, Stage.OUTCOME, Stage.DRIVER)
AROUND = (Stage.OUTCOME, Stage.DRIVER, Stage.ALLY, Stage.ALLY, Stage.OTHER)
TIES = ((6, 3), (8, 0), (8, 0), (6, 6), (0, 0))
"""Points both ways: boss, influence, trust, alliance, introduction."""


def organisation(seed: int, size: int, *, gated: bool = True) -> Problem:
    """A problem of so many people, the same for the same seed."""
    luck = random.Random(seed)
    leaders = max(4, size // 3)
    people = tuple(
        PlanPerson(
            id=f"p{at:03}",
            stage=luck.choice(LEVEL if at < leaders else AROUND) if gated else Stage.OUTCOME,
            need=luck.choice(NEEDS),
            gain=luck.choice(GAINS),
            must_meet=int(at < leaders),
            reach=luck.random() < 0.4 or not gated,
            leader_weight=int(at < leaders),
            confidence=luck.choice((1, 2, 3)),
        )
        for at in range(size)
    )
    stages = [person.stage for person in people[:leaders]]
    params = PlanParams(
        quorum=leaders // 2 + 1,
        gate_outcome=-(-stages.count(Stage.OUTCOME) // 2) if gated else 0,
        gate_driver=-(-stages.count(Stage.DRIVER) // 2) if gated else 0,
    )
    return Problem(people=people, pulls=tuple(_ties(luck, size)), params=params)


def _ties(luck: random.Random, size: int) -> Iterator[Pull]:
    for number in range(3 * size // 2):
        a, b = luck.sample(range(size), 2)
        forth, back = luck.choice(TIES)
        sure = luck.choice((1, 2, 3))
        for source, target, points in ((a, b, forth), (b, a, back)):
            if points or source == a:
                yield Pull(
                    source=f"p{source:03}",
                    target=f"p{target:03}",
                    pull=points,
                    intro=True,
                    tie=f"t{number}",
                    confidence=sure,
                )


def reachable(size: int, wanted: int, *, gated: bool) -> list[Problem]:
    """The first organisations whose goal can be reached."""
    found: list[Problem] = []
    seed = 0
    while len(found) < wanted:
        problem = organisation(seed, size, gated=gated)
        seed += 1
        if solve(problem, work_limit=0).talks is not None:
            found.append(problem)
    return found


def timed(run: Callable[[], Outcome]) -> tuple[float, Outcome]:
    began = time.process_time()
    outcome = run()
    return time.process_time() - began, outcome


def plans(problems: Iterable[Problem]) -> list[tuple[float, float, Plan]]:
    """Processor seconds, seconds on the wall and plan of each problem."""
    rows = []
    for problem in problems:
        began = time.perf_counter()
        seconds, plan = timed(lambda problem=problem: solve(problem))
        rows.append((seconds, time.perf_counter() - began, plan))
    return rows


def level(seed: int, size: int) -> Problem:
    """A leadership level of so many people and nobody else, with a tie for every second."""
    luck = random.Random(seed)
    people = tuple(
        PlanPerson(
            id=f"p{at:03}",
            stage=luck.choice(LEVEL),
            need=luck.choice(NEEDS),
            must_meet=1,
            reach=luck.random() < 0.8,
            leader_weight=1,
        )
        for at in range(size)
    )
    stages = [person.stage for person in people]
    params = PlanParams(
        quorum=size // 2 + 1,
        gate_outcome=-(-stages.count(Stage.OUTCOME) // 2),
        gate_driver=-(-stages.count(Stage.DRIVER) // 2),
    )
    return Problem(people=people, pulls=tuple(_ties(luck, size))[: size // 2], params=params)


def quarrelling(problem: Problem, seed: int) -> Problem:
    """The same problem with friction between every tenth person and another."""
    luck = random.Random(seed)
    ids = [person.id for person in problem.people]
    pairs = [luck.sample(ids, 2) for _ in range(len(ids) // 10)]
    friction = (
        Pull(source=source, target=target, pull=-6, tie=f"q{number}")
        for number, (a, b) in enumerate(pairs)
        for source, target in ((a, b), (b, a))
    )
    return msgspec.structs.replace(problem, pulls=(*problem.pulls, *friction))


def times(sizes: Iterable[int], wanted: int) -> None:
    extra = importlib.util.find_spec("ortools") is not None
    print("first: a plan without the proof; plan: as the program makes it, with proof or bound")
    print(f"median / most; the optional solver is {'there' if extra else 'not installed'}")
    print(
        f"{'':14}{'first ms':>15}{'plan ms':>16}{'wall':>7}{'weeks ms':>15}{'proved':>9}"
        f"{'talks':>7}{'gap %':>7}"
    )
    kinds = [("gated", True), ("open", False)]
    families = [
        (f"{name} {size}", reachable(size, wanted, gated=gated))
        for name, gated in kinds
        for size in sizes
    ]
    families.append(
        ("friction 60", [quarrelling(one, 1) for one in reachable(60, wanted, gated=True)])
    )
    families.append(("60 leaders", [level(seed, 60) for seed in range(wanted)]))
    for name, problems in families:
        first = [timed(lambda p=problem: solve(p, work_limit=0))[0] for problem in problems]
        full = plans(problems)
        weeks = [timed(lambda p=problem: solve(p, "weeks"))[0] for problem in problems]
        talks = [plan.talks or 0 for *_, plan in full]
        gap = 100 * (sum(talks) / sum(plan.lower_bound or 0 for *_, plan in full) - 1)
        proved = sum(plan.status is Status.OPTIMAL for *_, plan in full)
        print(
            f"{name:14}{spread(first)}{spread([row[0] for row in full], 9)}"
            f"{1000 * max(row[1] for row in full):7.0f}{spread(weeks, 8)}"
            f"{proved:6}/{len(full)}{sum(talks) / len(talks):7.1f}{gap:7.1f}"
        )


def spread(seconds: list[float], width: int = 8) -> str:
    """Median and most, in ms."""
    return f"{1000 * median(seconds):{width}.1f} /{1000 * max(seconds):5.0f}"


def forecasts(wanted: int) -> None:
    print("\nforecast, ms: 10,000 futures / 2,000 / 2,000 with weeks and band; P50 over the floor")
    for size in (21, 60):
        rows = []
        for problem in reachable(size, wanted, gated=True):
            plan = solve(problem, work_limit=0)
            full, drawn = timed(lambda p=problem, q=plan: forecast(p, q, scenarios=10_000))
            quick, _ = timed(lambda p=problem, q=plan: forecast(p, q, scenarios=2_000))
            wide, _ = timed(
                lambda p=problem, q=plan: forecast(p, q, scenarios=2_000, weeks=True, band=True)
            )
            half = drawn.talks.levels[50]
            rows.append((full, quick, wide, half / plan.talks if half and plan.talks else None))
        ratios = [row[3] for row in rows if row[3] is not None]
        print(
            f"{size:5} "
            + " / ".join(f"{1000 * median(row[at] for row in rows):.0f}" for at in range(3))
            + f"   {median(ratios):.2f}"
        )


def calibration(wanted: int) -> None:
    print(
        "\n2,000 futures of another seed that are there by the stated level, %: mean / least / most"
    )
    came: dict[int, list[float]] = {50: [], 80: []}
    for problem in reachable(21, wanted, gated=True):
        plan = solve(problem)
        stated = forecast(problem, plan, scenarios=10_000)
        drawn = forecast(problem, plan, scenarios=2_000, seed=4711)
        for level, shares in came.items():
            count = stated.talks.levels[level]
            if count is not None:
                curve = drawn.talks.shares
                shares.append(100 * curve[min(count, len(curve) - 1)].share)
    for level, shares in came.items():
        mean = sum(shares) / len(shares)
        print(f"  P{level}  {mean:.1f} / {min(shares):.1f} / {max(shares):.1f}")


def variations(wanted: int) -> None:
    print("\n21 people, ms: 100 changed problems / all facts to check / pillars; limit 500 for 100")
    problems = reachable(21, wanted, gated=True)
    changes, facts, pillars, asked = [], [], [], []
    for problem in problems:
        luck = random.Random(1)
        changed = []
        for _ in range(100):
            person = luck.choice(problem.people)
            people = tuple(
                msgspec.structs.replace(one, need=luck.choice(NEEDS)) if one is person else one
                for one in problem.people
            )
            changed.append(msgspec.structs.replace(problem, people=people))
        changes.append(timed(lambda many=changed: [solve(one) for one in many])[0])
        plan = solve(problem)
        facts.append(timed(lambda p=problem, q=plan: facts_to_check(p, q))[0])
        pillars.append(timed(lambda p=problem, q=plan: robustness(p, q))[0])
        asked.append(sum(one.confidence < 3 for one in (*problem.people, *problem.pulls)))
    print(f"  {spread(changes)}   {spread(facts)} ({median(asked):.0f} facts)   {spread(pillars)}")


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--quality", action="store_true", help="beside ranked lists")
    words.add_argument("--each", type=int, default=8, help="organisations of each size")
    words.add_argument("--sizes", default="21,60,100", help="people, with commas")
    options = words.parse_args()
    if options.quality:
        table("60 gated organisations of 21", reachable(21, 60, gated=True))
        table("24 gated organisations of 60", reachable(60, 24, gated=True))
        real(300)
        return
    times([int(size) for size in options.sizes.split(",")], options.each)
    forecasts(options.each)
    calibration(5 * options.each)
    variations(options.each)


if __name__ == "__main__":
    main()

"""Organisations by number; apart from the tests, so that another interpreter makes them quickly."""

from __future__ import annotations

import random

from cxmap.plan.problem import PlanParams, PlanPerson, Problem, Pull, Stage


def organisation(seed, size=9):
    """A random problem: the same for the same seed."""
    luck = random.Random(seed)
    stages = [Stage.OUTCOME, Stage.OUTCOME, Stage.DRIVER, Stage.ALLY]
    people = tuple(
        PlanPerson(
            id=f"p{at:02}",
            stage=luck.choice(stages),
            need=luck.choice([5, 10, 20, 20, 35]),
            cost=luck.choice([1, 2]),
            must_meet=luck.choice([0, 1]),
            reach=luck.random() < 0.7,
            leader_weight=luck.choice([0, 1]),
            rank=f"{at:02}",
        )
        for at in range(size)
    )
    pulls = tuple(
        Pull(
            source=f"p{luck.randrange(size):02}",
            target=f"p{luck.randrange(size):02}",
            pull=luck.choice([3, 6, 8, 12]),
            intro=luck.random() < 0.5,
        )
        for _ in range(2 * size)
    )
    return Problem(people=people, pulls=pulls, params=PlanParams(quorum=2, gate_outcome=1))

"""Who matters in a large organisation: a bounded search, and the same plan as on the whole."""

from __future__ import annotations

import random

import pytest

from cxmap.plan.problem import PlanParams, PlanPerson, Problem, Pull, Stage
from cxmap.plan.scope import Ties, scope
from cxmap.plan.search import least_talks


def rows(people, ties):
    """Ties (source, target, pull, intro) as rows by target."""
    ties = sorted(ties, key=lambda tie: (tie[1], tie[0]))
    starts = [0] * (people + 1)
    for _, target, _, _ in ties:
        starts[target + 1] += 1
    for at in range(people):
        starts[at + 1] += starts[at]
    return Ties(
        starts=starts,
        sources=[tie[0] for tie in ties],
        pulls=[tie[2] for tie in ties],
        intros=[tie[3] for tie in ties],
    )


CHAIN = [(1, 0, 6, 0), (2, 1, 6, 0), (3, 2, 6, 0)]


@pytest.mark.parametrize(("steps", "found"), [(0, (0,)), (1, (0, 1)), (2, (0, 1, 2))])
def test_helpers_are_looked_for_so_many_steps_away(steps, found):
    assert scope(rows(4, CHAIN), [0], steps=steps) == found


def test_the_strongest_pull_comes_first_then_introductions_then_the_number():
    ties = [(1, 0, 3, 0), (2, 0, 3, 1), (3, 0, 9, 0), (4, 0, 0, 1), (5, 0, 0, 0), (6, 0, -9, 0)]
    assert scope(rows(7, ties), [0]) == (0, 3, 2, 1, 4)
    assert scope(rows(7, ties), [0], most=3) == (0, 3, 2)


def test_several_ties_of_one_person_add_up():
    ties = [(2, 0, 4, 0), (3, 0, 3, 0), (3, 1, 3, 0)]
    assert scope(rows(4, ties), [0, 1]) == (0, 1, 3, 2)


def test_leaders_are_always_in_marked_people_too_and_the_lead_never():
    ties = [(1, 0, 9, 0), (2, 3, 9, 0)]
    assert scope(rows(5, ties), [0], [3, 4], left_out={1, 4}) == (0, 3, 2)
    assert scope(rows(5, ties), [0, 3], [4], most=1) == (0, 3)


def organisation(seed, size):
    """A tree of bosses and reports, a few informal ties, and ten leaders under the top."""
    luck = random.Random(seed)
    ties = []
    for report in range(10, size):
        boss = luck.randrange(max(0, report // 8 - 2), report // 8 + 1)
        ties += [(boss, report, 6, 1), (report, boss, 3, 1)]
    for _ in range(size):
        a, b = luck.sample(range(size), 2)
        ties.append((a, b, luck.choice([4, 8, 12]), 1))
    people = [
        PlanPerson(
            id=f"{at:05}",
            stage=luck.choice([Stage.OUTCOME, Stage.DRIVER]) if at < 10 else Stage.ALLY,
            need=luck.choice([10, 20, 20, 35]),
            must_meet=int(at < 10),
            leader_weight=int(at < 10),
        )
        for at in range(size)
    ]
    return people, ties


def plan_among(people, ties, chosen):
    inside = set(chosen)
    problem = Problem(
        people=tuple(people[at] for at in sorted(inside)),
        pulls=tuple(
            Pull(source=people[a].id, target=people[b].id, pull=points, intro=bool(intro))
            for a, b, points, intro in ties
            if a in inside and b in inside
        ),
        params=PlanParams(quorum=6, gate_outcome=2),
    )
    return least_talks(problem)


@pytest.mark.parametrize("seed", [1, 2])
def test_the_plan_of_the_scope_is_the_plan_of_the_whole(seed):
    people, ties = organisation(seed, 100)
    chosen = scope(rows(len(people), ties), range(10), most=60)
    inside = plan_among(people, ties, chosen)
    whole = plan_among(people, ties, range(len(people)))
    assert len(chosen) <= 60 < len(people)
    assert inside.talks == whole.talks


def test_only_the_rows_around_the_leaders_are_read():
    class Counted(list):
        reads = 0

        def __getitem__(self, at):
            Counted.reads += 1
            return super().__getitem__(at)

    people, ties = organisation(5, 3000)
    table = rows(len(people), ties)
    watched = Ties(
        starts=Counted(table.starts),
        sources=Counted(table.sources),
        pulls=Counted(table.pulls),
        intros=Counted(table.intros),
    )
    assert len(scope(watched, range(10))) == 150
    assert Counted.reads < 5 * 3 * 150 * 20
    assert Counted.reads < len(ties) * 3

"""Who matters in a large organisation: a bounded search, and the same plan as on the whole."""

from __future__ import annotations

import random

import pytest

from cxmap.plan.board import Board
from cxmap.plan.bound import Bound
from cxmap.plan.exact import best_recruits
from cxmap.plan.problem import PlanParams, PlanPerson, Problem, Pull, Stage
from cxmap.plan.scope import OPENERS, Limits, Link, Organisation, patience, scope, talks_alone


def person(key, **fields):
    given = {"stage": Stage.OTHER, "need": 20, "rank": f"{key:06}", **fields}
    return PlanPerson(id=str(key), **given)


class Chart:
    """Bosses by number, ties (a, b, points, opens), and people; counts whom it is asked about."""

    def __init__(self, bosses, ties=(), *, marked=(), left_out=(), **people):
        self.bosses = bosses
        self.ties = ties
        self.marked = set(marked)
        self.left_out = set(left_out)
        self.people = {int(key[1:]): fields for key, fields in people.items()}
        self.reports = {}
        for report, boss in bosses.items():
            self.reports.setdefault(boss, []).append(report)
        self.asked = set()

    def links(self, key):
        self.asked.add(key)
        if key in self.bosses:
            yield Link(self.bosses[key], gets=6, gives=3, opens=True, boss=True)
        for report in self.reports.get(key, ()):
            yield Link(report, gets=3, gives=6, opens=True)
        for a, b, points, opens in self.ties:
            if b == key:
                yield Link(a, gets=points, gives=0, opens=opens)
            if a == key:
                yield Link(b, gets=0, gives=points)

    def person(self, key):
        self.asked.add(key)
        return None if key in self.left_out else person(key, **self.people.get(key, {}))

    def scope(self, seats, **limits):
        organisation = Organisation(
            links=self.links, person=self.person, is_marked=self.marked.__contains__
        )
        return tuple(scope(organisation, seats, sorted(self.marked), Limits(**limits)))


CHAIN = [(1, 0, 6, False), (2, 1, 6, False), (3, 2, 6, False)]


@pytest.mark.parametrize(("steps", "found"), [(0, (0,)), (1, (0, 1)), (2, (0, 1, 2))])
def test_helpers_are_looked_for_so_many_steps_away_and_marked_people_fill_the_room(steps, found):
    chart = Chart({}, CHAIN, marked=[1, 2, 3])
    assert chart.scope([0], steps=steps, most=len(found)) == found
    assert chart.scope([0], steps=steps) == (0, 1, 2, 3)


def test_who_saves_most_beyond_their_own_talks_comes_first_then_points_then_the_rank():
    ties = [(1, 0, 3, False), (2, 0, 20, False), (3, 0, 20, False), (4, 0, 4, False)]
    chart = Chart({}, [*ties, (5, 0, -9, False)], marked=[1, 2, 3, 4, 5], p3={"need": 10})
    assert chart.scope([0]) == (0, 3, 2, 4, 1, 5)
    assert chart.scope([0], most=3) == (0, 3, 2)


def test_seats_are_in_however_many_and_others_only_while_there_is_room():
    chart = Chart({}, marked=[5, 6])
    assert chart.scope([0, 1, 2], most=2) == (0, 1, 2)
    assert chart.scope([0, 1, 2], most=4) == (0, 1, 2, 5)


def test_the_lead_and_leavers_never_come_in():
    chart = Chart({1: 0}, [(2, 0, 9, True)], marked=[1, 2], left_out=[2])
    assert chart.scope([0]) == (0, 1)


def test_reports_known_only_from_the_chart_stay_out():
    assert Chart({1: 0, 2: 0, 3: 1}).scope([0]) == (0,)


def test_a_boss_of_several_people_of_the_plan_comes_in():
    chart = Chart({1: 9, 2: 9, 3: 9, 8: 9}, marked=[1, 2, 3])
    assert chart.scope([1, 2, 3]) == (1, 2, 3, 9)


@pytest.mark.parametrize(
    "want", [{"reach": False}, {"need": 80}, {"need": 40, "must_meet": 1}, {"gain": 0}]
)
def test_somebody_whom_talks_alone_do_not_win_brings_in_a_few_who_could_help(want):
    chart = Chart(dict.fromkeys(range(1, 40), 0), p0=want)
    assert len(chart.scope([0], patience=3)) == 1 + OPENERS


@pytest.mark.parametrize(
    "calm", [{"on_board": True, "reach": False}, {"max_talks": 0, "must_meet": 1}]
)
def test_who_is_on_board_or_cannot_be_won_at_all_wants_no_help(calm):
    assert Chart({1: 0}, p0=calm).scope([0]) == (0,)


def test_patience_is_the_weeks_that_everything_else_takes():
    seats = [person(at, leader_weight=1) for at in range(4)]
    seats.append(person(4, need=50, leader_weight=1))
    assert patience(seats, 3, (), 2) == 3
    assert patience(seats, 3, ("4",), 2) == 5
    assert patience(seats, 3, (), 6) == 1


def test_talks_alone_are_those_of_the_rules():
    assert talks_alone(person(1)) == 2
    assert talks_alone(person(1, need=0, must_meet=1)) == 1
    assert talks_alone(person(1, need=60)) is None
    assert talks_alone(person(1, gain=0)) is None
    assert talks_alone(person(1, on_board=True)) == 0


def test_only_people_around_the_leaders_are_looked_at():
    chart = Chart({at: at // 8 for at in range(10, 30_000)})
    assert chart.scope(range(10), patience=6) == tuple(range(10))
    assert len(chart.asked) < 1000


def organisation(seed, size):
    """Ten leaders, bosses and reports below, some ties, and judgements of every tenth person."""
    luck = random.Random(seed)
    bosses = {at: luck.randrange(max(0, at // 6 - 2), at // 6 + 1) for at in range(10, size)}
    ties = [
        (*luck.sample(range(size), 2), luck.choice([4, 8, 12]), True)
        for _ in range(luck.choice([0, size // 10, size // 3]))
    ]
    marked = {a for a, *_ in ties} | {b for _, b, *_ in ties}
    marked |= {at for at in range(size) if luck.random() < 0.1}
    people = {
        f"p{at}": {
            "need": luck.choice([5, 10, 20, 35]) if at in marked else 20,
            "gain": luck.choice([6, 10, 10, 14]) if at in marked else 10,
            "reach": at not in marked or luck.random() < 0.8,
            "stage": luck.choice([Stage.OUTCOME, Stage.DRIVER]) if at < 10 else Stage.OTHER,
            "must_meet": int(at < 10),
            "leader_weight": int(at < 10),
        }
        for at in range(size)
        if at in marked or at < 10
    }
    return Chart(bosses, ties, marked=marked, **people)


def plan_among(chart, size, chosen):
    inside = set(chosen)
    pulls = [
        Pull(source=str(link.other), target=str(key), pull=link.gets, intro=link.opens)
        for key in inside
        for link in chart.links(key)
        if link.other in inside
    ]
    people = tuple(chart.person(key) for key in range(size) if key in inside)
    params = PlanParams(quorum=6, gate_outcome=2)
    board = Board(Problem(people=people, pulls=tuple(pulls), params=params))
    found = best_recruits(board, Bound(board), work_limit=100_000)
    assert found.proved
    return found.bound


@pytest.mark.parametrize("seed", range(10))
def test_the_plan_of_the_scope_is_the_plan_of_the_whole(seed):
    size = 60
    chart = organisation(seed, size)
    chosen = chart.scope(range(10), patience=6)
    inside = plan_among(chart, size, chosen)
    whole = plan_among(chart, size, range(size))
    assert inside == whole

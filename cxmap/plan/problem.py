"""The planning problem: people with points still to win, ties that help, and what counts as enough.

A problem is small and explicit, knows no map, and is all the planner ever sees. All numbers are
whole. ``cases.py`` reads problems from the neutral file format; ``replay.py`` gives them meaning.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum

import msgspec

from cxmap.errors import UsageError


class Stage(StrEnum):
    """When a person's turn comes in the socialisation order."""

    OUTCOME = "outcome"
    """Owns a business outcome; open from the start."""
    DRIVER = "driver"
    """Runs an operation behind an outcome; opens once enough outcome owners are on board."""
    ALLY = "ally"
    """A strategic ally outside the unit; open from the start."""
    OTHER = "other"
    """Everybody else; opens once enough drivers are on board too."""
    PRESIDENT = "president"
    """Hears it in the broad forum, after critical mass; never talked to, never counted."""


class PlanPerson(msgspec.Struct, frozen=True, kw_only=True):
    """One person of a problem: what is still needed and what one conversation gives."""

    id: str
    """Unique in the problem, never empty."""
    stage: Stage
    """When the person's turn comes."""
    need: int
    """Points still needed before the person commits to a named action, at least 0."""
    gain: int = 10
    """Points that one conversation gives, at least 0."""
    cost: int = 1
    """Effort of one conversation, at least 0."""
    max_talks: int = 5
    """Most conversations the person will still grant; 0 leaves the person out of every plan."""
    must_meet: int = 0
    """Least conversations before the person can count, at least 0."""
    reach: bool = True
    """Whether the lead can ask directly; otherwise somebody on board has to introduce."""
    leader_weight: int = 0
    """Weight in the critical mass; 0 for everybody below the leadership level."""
    on_board: bool = False
    """Whether the person counts already today."""
    rank: str = ""
    """Text that breaks ties between equal plans, smaller first; the id decides after it."""
    pinned: bool = False
    """Whether the lead wants this person first, as soon as a talk is allowed."""
    confidence: int = 3
    """How well ``need`` is known: 3 sure, 2 likely, 1 guess."""
    need_low: int | None = None
    """Need if the person stands one step nearer than thought; None when that is not known."""
    need_high: int | None = None
    """Need if the person stands one step further away than thought; None when not known."""


class Pull(msgspec.Struct, frozen=True, kw_only=True):
    """What one person on board does for another: points, an introduction, or both."""

    source: str
    """Id of the person whose being on board matters."""
    target: str
    """Id of the person it matters to."""
    pull: int = 0
    """Points added at the target; negative is friction. Several pulls between two people add up."""
    intro: bool = False
    """Whether the source, on board, can introduce the lead to the target."""
    tie: str = ""
    """Id of the tie on the map it comes from; the two directions of one tie share it."""
    confidence: int = 3
    """How well the tie is known: 3 sure, 2 likely, 1 guess."""


class PlanParams(msgspec.Struct, frozen=True, kw_only=True):
    """What counts as enough, and what opens when."""

    quorum: int
    """Leader weight that makes the critical mass, at least 0."""
    gate_outcome: int = 0
    """Outcome owners on board before drivers are talked to."""
    gate_driver: int = 0
    """Drivers on board before others are talked to; the outcome gate holds for them as well."""
    required: tuple[str, ...] = ()
    """Ids of the people without whom it does not count."""
    capacity_per_week: int = 2
    """Most conversations in a week, at least 1; nobody twice in one week."""


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """A whole planning problem."""

    people: tuple[PlanPerson, ...]
    """Everybody in scope; their order means nothing."""
    pulls: tuple[Pull, ...] = ()
    """Who helps whom; their order means nothing."""
    params: PlanParams
    """What counts as enough."""
    waits: tuple[tuple[str, str], ...] = ()
    """Pairs (a, b): no talk with a before b is on board. Asks what another order would cost."""
    id: str = ""
    """Name of the case in a file of several; empty otherwise."""

    def person(self, person_id: str) -> PlanPerson:
        """The person with that id.

        Raises:
            UsageError: If nobody in the problem has it.
        """
        for person in self.people:
            if person.id == person_id:
                return person
        raise UsageError(f"Nobody in this problem has the id {person_id!r}", field="people")


class Fault(msgspec.Struct, frozen=True):
    """One thing that makes a problem meaningless."""

    field: str
    """Where, for example ``people.Ann.need`` or ``params.required``."""
    message: str
    """What is wrong."""
    hint: str
    """What to do."""


COUNTS = ("need", "gain", "cost", "max_talks", "must_meet", "leader_weight")
"""Numbers of a person that are counts and so never negative."""
LIMITS = ("quorum", "gate_outcome", "gate_driver")
"""Numbers of the parameters that are counts and so never negative."""


def faults(problem: Problem) -> Iterator[Fault]:
    """Everything that makes the problem meaningless, in the order of its fields.

    A goal that cannot be reached is not a fault; it is an answer of the planner.
    """
    yield from _faults_of_people(problem.people)
    ids = {person.id for person in problem.people}
    for number, pull in enumerate(problem.pulls, start=1):
        for end, person_id in (("from", pull.source), ("to", pull.target)):
            if person_id not in ids:
                yield Fault(
                    f"ties.{number}.{end}",
                    f"tie {number} names {person_id!r}, who is not among the people",
                    "Add the person or drop the tie.",
                )
    for pair in problem.waits:
        for person_id in pair:
            if person_id not in ids:
                yield Fault(
                    "waits",
                    f"{person_id!r}, who waits or is waited for, is not among the people",
                    "Name people of the problem.",
                )
    yield from _faults_of_params(problem)


def _faults_of_people(people: tuple[PlanPerson, ...]) -> Iterator[Fault]:
    """Ids that are empty or used twice, and counts below zero."""
    for person_id, times in Counter(person.id for person in people).items():
        if times > 1:
            yield Fault(
                f"people.{person_id}.id",
                f"{times} people have the id {person_id!r}",
                "Give every person an id of their own.",
            )
    for number, person in enumerate(people, start=1):
        if not person.id:
            yield Fault(f"people.{number}.id", f"person {number} has an empty id", "Give an id.")
        for name in COUNTS:
            if getattr(person, name) < 0:
                yield Fault(
                    f"people.{person.id}.{name}",
                    f"{name} of {person.id} is {getattr(person, name)}, below 0",
                    "Use a whole number from 0 up.",
                )


def _faults_of_params(problem: Problem) -> Iterator[Fault]:
    """Counts below zero, must-haves nobody knows, and the president as a must-have."""
    params = problem.params
    for name in LIMITS:
        if getattr(params, name) < 0:
            yield Fault(
                f"params.{name}",
                f"{name} is {getattr(params, name)}, below 0",
                "Use a whole number from 0 up.",
            )
    if params.capacity_per_week < 1:
        yield Fault(
            "params.capacity_per_week",
            f"capacity_per_week is {params.capacity_per_week}, below 1",
            "At least one conversation has to fit into a week.",
        )
    stages = {person.id: person.stage for person in problem.people}
    for person_id in params.required:
        if person_id not in stages:
            yield Fault(
                "params.required",
                f"the must-have {person_id!r} is not among the people",
                "Add the person or drop the must-have.",
            )
        elif stages[person_id] is Stage.PRESIDENT:
            yield Fault(
                "params.required",
                f"the must-have {person_id!r} is the president, whose turn comes only after "
                "the must-haves: the plan would wait for itself",
                "Drop the president from the must-haves.",
            )


def check(problem: Problem) -> None:
    """Refuse a problem that has a fault.

    Raises:
        UsageError: With the first fault's place and remedy.
    """
    for fault in faults(problem):
        name = f"Problem {problem.id}: " if problem.id else ""
        raise UsageError(f"{name}{fault.message}", field=fault.field, hint=fault.hint)

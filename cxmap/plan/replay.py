"""The plain rules of socialisation: who may be talked to, who comes on board, when it is enough.

This is the single source of truth of the planner. Every search may use any trick it likes, but a
plan is shown only after it was played through here. The rules, in the domain's words:

* Support of a person = points of the conversations held + pulls of everybody on board.
* A person is ready when met often enough and supported enough; the president never is.
* Settling: all who are ready against the same set come on board at once, until nobody is ready.
* A talk is allowed with somebody outside the set who still grants one, whose stage is open and
  who can be asked directly or be introduced by somebody on board.
* Outcome owners and allies are open always, drivers once enough outcome owners are on board,
  others once enough drivers are as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

import msgspec

from cxmap.errors import UsageError
from cxmap.plan.problem import PlanPerson, Problem, Pull, Stage


class Barred(StrEnum):
    """Why a talk with somebody is not allowed now."""

    PRESIDENT = "president"
    """The president hears it in the forum."""
    ON_BOARD = "on_board"
    """Nothing is left to win."""
    MAX_TALKS = "max_talks"
    """The person grants no further conversation."""
    GATE_CLOSED = "gate_closed"
    """Not enough people of an earlier stage are on board."""
    NO_WAY_IN = "no_way_in"
    """Out of reach, and nobody on board can introduce."""
    WAITS = "waits"
    """Another order is being tried: somebody else has to be on board first."""


class State(msgspec.Struct, frozen=True):
    """Where things stand between two conversations."""

    on_board: frozenset[str]
    """Ids of everybody on board."""
    talks: Mapping[str, int]
    """Conversations held within the plan, by id; who is missing had none."""


class Step(msgspec.Struct, frozen=True):
    """One conversation of a replayed plan."""

    talk_with: str
    """Id of the person talked to."""
    adds: tuple[str, ...]
    """Ids that came on board because of it, in the order of settling, then by rank and id."""
    before: State
    """Where things stood before it."""


class Replayed(msgspec.Struct, frozen=True):
    """An order of conversations, played through."""

    steps: tuple[Step, ...]
    """One step a conversation."""
    end: State
    """Where things stand afterwards."""
    enough: bool
    """Whether critical mass is reached, must-haves included."""


class Replay:
    """Plays orders of conversations on one problem by the plain rules."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.people: dict[str, PlanPerson] = {person.id: person for person in problem.people}
        self.towards: dict[str, list[Pull]] = {person_id: [] for person_id in self.people}
        self.waits: dict[str, set[str]] = {}
        for waiting, other in problem.waits:
            self.waits.setdefault(waiting, set()).add(other)
        for pull in problem.pulls:
            self.towards[pull.target].append(pull)

    def start(self) -> State:
        """Where things stand before the first conversation: today's people on board, settled."""
        today = frozenset(
            person.id
            for person in self.people.values()
            if person.on_board and person.stage is not Stage.PRESIDENT
        )
        return self.settle(State(today, {}))[0]

    def support(self, state: State, person_id: str) -> int:
        """Points the person has now: conversations held plus the pulls of who is on board."""
        pulls = sum(pull.pull for pull in self.towards[person_id] if pull.source in state.on_board)
        return self.people[person_id].gain * state.talks.get(person_id, 0) + pulls

    def ready(self, state: State, person_id: str) -> bool:
        """Whether the person would come on board now."""
        person = self.people[person_id]
        return (
            person.stage is not Stage.PRESIDENT
            and state.talks.get(person_id, 0) >= person.must_meet
            and self.support(state, person_id) >= person.need
        )

    def settle(self, state: State) -> tuple[State, tuple[str, ...]]:
        """Let everybody who is ready come on board, round by round.

        Returns:
            The settled state and the ids that joined, by round, within a round by rank and id.
        """
        joined: list[str] = []
        while True:
            ready = [
                person
                for person_id, person in self.people.items()
                if person_id not in state.on_board and self.ready(state, person_id)
            ]
            if not ready:
                return state, tuple(joined)
            ready.sort(key=lambda person: (person.rank, person.id))
            joined.extend(person.id for person in ready)
            state = State(state.on_board | {person.id for person in ready}, state.talks)

    def count(self, state: State, stage: Stage) -> int:
        """How many people of a stage are on board, leaders or not."""
        return sum(self.people[person_id].stage is stage for person_id in state.on_board)

    def open(self, state: State, stage: Stage) -> bool:
        """Whether a stage is open for conversations."""
        params = self.problem.params
        if stage in (Stage.OUTCOME, Stage.ALLY):
            return True
        if stage is Stage.PRESIDENT or self.count(state, Stage.OUTCOME) < params.gate_outcome:
            return False
        return stage is Stage.DRIVER or self.count(state, Stage.DRIVER) >= params.gate_driver

    def introducers(self, state: State, person_id: str) -> tuple[str, ...]:
        """Ids on board who can introduce the lead to the person, by rank and id."""
        found = {
            pull.source
            for pull in self.towards[person_id]
            if pull.intro and pull.source in state.on_board
        }
        return tuple(sorted(found, key=lambda source: (self.people[source].rank, source)))

    def barred(self, state: State, person_id: str) -> Barred | None:
        """Why a talk with the person is not allowed now; None when it is."""
        person = self.people[person_id]
        if person.stage is Stage.PRESIDENT:
            return Barred.PRESIDENT
        if person_id in state.on_board:
            return Barred.ON_BOARD
        if state.talks.get(person_id, 0) >= person.max_talks:
            return Barred.MAX_TALKS
        if not self.open(state, person.stage):
            return Barred.GATE_CLOSED
        if not person.reach and not self.introducers(state, person_id):
            return Barred.NO_WAY_IN
        return None if self.waits.get(person_id, set()) <= state.on_board else Barred.WAITS

    def talk(self, state: State, person_id: str) -> Step:
        """Hold one conversation; the step's ``adds`` and ``after`` tell what it did.

        Raises:
            UsageError: If nobody has that id, or the talk is not allowed now.
        """
        if person_id not in self.people:
            raise UsageError(f"Nobody in this problem has the id {person_id!r}", field="order")
        why = self.barred(state, person_id)
        if why is not None:
            raise UsageError(f"A talk with {person_id} is not allowed here: {why}", field="order")
        return Step(person_id, self.settle(self.held(state, person_id))[1], state)

    def held(self, state: State, person_id: str) -> State:
        """The state with one more conversation counted, not yet settled."""
        talks = {**state.talks, person_id: state.talks.get(person_id, 0) + 1}
        return State(state.on_board, talks)

    def after(self, step: Step) -> State:
        """Where things stand after a step."""
        counted = self.held(step.before, step.talk_with)
        return State(counted.on_board | set(step.adds), counted.talks)

    def weight(self, state: State) -> int:
        """Leader weight on board."""
        return sum(
            self.people[person_id].leader_weight
            for person_id in state.on_board
            if self.people[person_id].stage is not Stage.PRESIDENT
        )

    def enough(self, state: State) -> bool:
        """Whether critical mass is reached, must-haves included."""
        params = self.problem.params
        return self.weight(state) >= params.quorum and state.on_board.issuperset(params.required)

    def play(self, order: Iterable[str]) -> Replayed:
        """Play an order of conversations from today on.

        Raises:
            UsageError: If a talk of it is not allowed when its turn comes.
        """
        state = self.start()
        steps: list[Step] = []
        for person_id in order:
            step = self.talk(state, person_id)
            steps.append(step)
            state = self.after(step)
        return Replayed(tuple(steps), state, self.enough(state))

    def reaches(self, order: Iterable[str]) -> int | None:
        """Conversations of an order after which it is enough.

        Returns:
            A count; None when a talk before that is not allowed, or it is never enough.
        """
        state = self.start()
        for held, person_id in enumerate(order):
            if self.enough(state):
                return held
            if person_id not in self.people or self.barred(state, person_id) is not None:
                return None
            state = self.after(self.talk(state, person_id))
        return sum(state.talks.values()) if self.enough(state) else None

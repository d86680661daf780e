"""Why a step stands where it does: codes with numbers, and sentences made from them.

Codes of a step: ``stage_due`` (its stage is open), ``needed_for_mass`` (counts as a leader or is a
must-have), ``introduced_by`` (needs an introduction), ``points`` (what is needed, what is there and
from whom), ``opens_way`` (introductions and stages it opens for later steps), ``pulls_others``
(talks it saves later), ``brings`` (people who join without a talk of their own). Codes against a
person: ``gate_closed``, ``no_way_in``, ``max_talks``, ``on_board``, ``president``, ``see_first``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from cxmap.plan.problem import PlanPerson, Stage
from cxmap.plan.replay import Barred, Replay, Replayed, State, Step

STAGE_NAMES = {
    Stage.OUTCOME: ("outcome owner", "outcome owners"),
    Stage.DRIVER: ("operational driver", "operational drivers"),
    Stage.ALLY: ("ally", "allies"),
    Stage.OTHER: ("person of the other stage", "people of the other stage"),
    Stage.PRESIDENT: ("president", "presidents"),
}
"""The stages in words, one and several."""


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """One reason for or against a step."""

    code: str
    """Stable word for scripts and screens."""
    text: str
    """The reason as a sentence."""
    values: dict[str, Any]
    """The numbers and ids behind the sentence."""


class Names:
    """Display names by id; an id without a name stands for itself."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def one(self, person_id: str) -> str:
        """One name."""
        return self._names.get(person_id) or person_id

    def several(self, person_ids: Iterable[str]) -> str:
        """Names joined as in a sentence: ``Ann``, ``Ann and Bob``, ``Ann, Bob and Cy``."""
        return joined([self.one(person_id) for person_id in person_ids])


def joined(words: Sequence[str]) -> str:
    """Words joined as in a sentence."""
    if len(words) < 2:  # noqa: PLR2004 - one word needs no "and"
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def count(number: int, one: str, several: str = "") -> str:
    """A count in words: ``1 talk``, ``3 talks``."""
    return f"{number} {one if number == 1 else several or one + 's'}"


def step_reasons(
    replay: Replay, played: Replayed, names: Mapping[str, str]
) -> tuple[tuple[Reason, ...], ...]:
    """Reasons for every step of a replayed plan.

    Args:
        replay: The problem.
        played: The plan, played through.
        names: Display names by id; ids stand in for missing ones.

    Returns:
        One tuple of reasons a step, in the order of the steps; the first talk with a person
        carries all of them, later talks with the same person ``points`` alone.
    """
    writer = _Writer(replay, played, Names(names))
    seen: set[str] = set()
    found: list[tuple[Reason, ...]] = []
    for at, step in enumerate(played.steps):
        if step.talk_with in seen:
            found.append((writer.points(at, step),))
        else:
            found.append(tuple(writer.reasons(at, step)))
        seen.add(step.talk_with)
    return tuple(found)


class _Writer:
    """Writes the reasons of one plan."""

    def __init__(self, replay: Replay, played: Replayed, names: Names) -> None:
        self.replay = replay
        self.played = played
        self.names = names
        self.first_step: dict[str, int] = {}
        self.joins: dict[str, int] = {}
        for at, step in enumerate(played.steps):
            self.first_step.setdefault(step.talk_with, at)
            for person_id in step.adds:
                self.joins[person_id] = at

    def reasons(self, at: int, step: Step) -> Iterable[Reason]:
        """All reasons for the first talk with a person."""
        person = self.replay.people[step.talk_with]
        yield self.stage_due(step, person)
        if person.leader_weight or person.id in self.replay.problem.params.required:
            yield self.needed_for_mass(step, person)
        if not person.reach:
            yield self.introduced_by(step, person)
        yield self.points(at, step)
        yield from self.opens_way(person)
        yield from self.pulls_others(person)
        yield from self.brings(person)

    def stage_due(self, step: Step, person: PlanPerson) -> Reason:
        """Why the stage is open."""
        params = self.replay.problem.params
        one, several = STAGE_NAMES[person.stage]
        values: dict[str, Any] = {"stage": str(person.stage)}
        if person.stage in (Stage.OUTCOME, Stage.ALLY):
            text = f"{several.capitalize()} can be talked to at any time."
            if person.stage is Stage.OUTCOME:
                text = f"Is an {one}; these come first."
            return Reason(code="stage_due", text=text, values=values)
        before = Stage.OUTCOME if person.stage is Stage.DRIVER else Stage.DRIVER
        needed = params.gate_outcome if before is Stage.OUTCOME else params.gate_driver
        have = self.replay.count(step.before, before)
        text = (
            f"{have} {STAGE_NAMES[before][have != 1]} on board, {needed} needed: {several} are due."
        )
        return Reason(
            code="stage_due", text=text, values={**values, "have": have, "needed": needed}
        )

    def needed_for_mass(self, step: Step, person: PlanPerson) -> Reason:
        """What the person adds to the critical mass."""
        params = self.replay.problem.params
        have = self.replay.weight(step.before)
        required = person.id in params.required
        values = {
            "weight": person.leader_weight,
            "have": have,
            "needed": params.quorum,
            "must_have": required,
        }
        if required:
            text = "Is a must-have: without this person it does not count."
        else:
            text = f"Counts towards critical mass: would make it {have + person.leader_weight}"
            text += f" of {params.quorum}."
        return Reason(code="needed_for_mass", text=text, values=values)

    def introduced_by(self, step: Step, person: PlanPerson) -> Reason:
        """Who on board can introduce."""
        by = self.replay.introducers(step.before, person.id)
        text = f"{self.names.several(by)} can introduce you."
        return Reason(code="introduced_by", text=text, values={"by": list(by)})

    def points(self, at: int, step: Step) -> Reason:
        """What is needed, what is there and from whom, and how many talks that leaves."""
        person = self.replay.people[step.talk_with]
        sources = pulls_from(self.replay, step.before, person.id)
        held = step.before.talks.get(person.id, 0)
        left = sum(later.talk_with == person.id for later in self.played.steps[at:])
        values = {
            "need": person.need,
            "have": self.replay.support(step.before, person.id),
            "held": held,
            "gain": person.gain,
            "talks": left,
            "from": [{"id": source, "points": points} for source, points in sources],
        }
        have = f"has {values['have']}"
        if sources:
            have += f" ({self.shares(sources)})"
        text = f"Needs {count(person.need, 'point')}, {have}: {count(left, 'talk')} to go."
        return Reason(code="points", text=text, values=values)

    def shares(self, sources: Sequence[tuple[str, int]]) -> str:
        """Who gives how many points, in words."""
        return joined([f"{points:+d} from {self.names.one(source)}" for source, points in sources])

    def opens_way(self, person: PlanPerson) -> Iterable[Reason]:
        """The introductions and the stage that this person opens for later steps."""
        joins = self.joins.get(person.id)
        if joins is None:
            return
        for other_id, at in self.first_step.items():
            other = self.replay.people[other_id]
            if at <= joins or other.reach:
                continue
            by = self.replay.introducers(self.played.steps[at].before, other_id)
            if person.id in by:
                only = by == (person.id,)
                ending = ", who has no other introduction." if only else "."
                yield Reason(
                    code="opens_way",
                    text=f"Opens the way to {self.names.one(other_id)}{ending}",
                    values={"to": other_id, "only": only},
                )
        yield from self.opens_stage(joins)

    def opens_stage(self, joins: int) -> Iterable[Reason]:
        """The stage whose gate this person's joining opens, if a later step is of it."""
        before = self.played.steps[joins].before
        after = self.replay.after(self.played.steps[joins])
        for stage in (Stage.DRIVER, Stage.OTHER):
            if self.replay.open(before, stage) or not self.replay.open(after, stage):
                continue
            if any(self.replay.people[other].stage is stage for other in self.first_step):
                several = STAGE_NAMES[stage][1]
                yield Reason(
                    code="opens_way",
                    text=f"Opens the turn of the {several}.",
                    values={"stage": str(stage)},
                )

    def pulls_others(self, person: PlanPerson) -> Iterable[Reason]:
        """The talks that this person saves at later steps."""
        joins = self.joins.get(person.id)
        if joins is None:
            return
        saved: list[dict[str, Any]] = []
        for other_id, at in self.first_step.items():
            if at <= joins or other_id == person.id:
                continue
            before = self.played.steps[at].before
            points = dict(pulls_from(self.replay, before, other_id)).get(person.id, 0)
            if points > 0:
                other = self.replay.people[other_id]
                now = talks_needed(other, self.replay.support(before, other_id))
                without = talks_needed(other, self.replay.support(before, other_id) - points)
                saved.append({"id": other_id, "points": points, "saves": without - now})
        if not saved:
            return
        words = [
            f"{self.names.one(entry['id'])} ({entry['points']:+d} points"
            + (f", saves {count(entry['saves'], 'talk')})" if entry["saves"] else ")")
            for entry in saved
        ]
        text = f"Makes it easier with {joined(words)}."
        yield Reason(code="pulls_others", text=text, values={"helps": saved})

    def brings(self, person: PlanPerson) -> Iterable[Reason]:
        """The people who join by themselves once this person is on board."""
        joins = self.joins.get(person.id)
        if joins is None:
            return
        adds = self.played.steps[joins].adds
        along = [other for other in adds if other != person.id and other not in self.first_step]
        if along:
            text = f"Brings along {self.names.several(along)} without a talk."
            yield Reason(code="brings", text=text, values={"adds": along})


def pulls_from(replay: Replay, state: State, person_id: str) -> list[tuple[str, int]]:
    """Who on board pulls at a person, with the points, strongest first, then by rank and id."""
    sums: dict[str, int] = {}
    for pull in replay.towards[person_id]:
        if pull.source in state.on_board and pull.source != person_id:
            sums[pull.source] = sums.get(pull.source, 0) + pull.pull
    found = [(source, points) for source, points in sums.items() if points]
    return sorted(found, key=lambda entry: (-entry[1], replay.people[entry[0]].rank, entry[0]))


def talks_needed(person: PlanPerson, support: int) -> int:
    """Talks that bring a person with that support on board; large when no number does."""
    lacking = person.need - support
    if lacking <= 0:
        return person.must_meet
    if not person.gain:
        return person.max_talks + 1
    return max(person.must_meet, -(-lacking // person.gain))


def barred_reason(
    replay: Replay, state: State, person_id: str, names: Mapping[str, str]
) -> Reason | None:
    """Why a talk with somebody is not allowed in a state; None when it is.

    Args:
        replay: The problem.
        state: Where things stand, for example ``replay.start()``.
        person_id: The person.
        names: Display names by id.
    """
    why = replay.barred(state, person_id)
    if why is None:
        return None
    person = replay.people[person_id]
    text = _BARRED_TEXTS[why]
    values: dict[str, Any] = {}
    if why is Barred.MAX_TALKS:
        values = {"max_talks": person.max_talks}
    elif why is Barred.GATE_CLOSED:
        text, values = _gate_closed(replay, state, person.stage)
    elif why is Barred.NO_WAY_IN:
        by = sorted({pull.source for pull in replay.towards[person_id] if pull.intro})
        values = {"by": by}
        if by:
            text = f"Out of reach until {Names(names).several(by)} can introduce you."
    return Reason(code=str(why), text=text, values=values)


_BARRED_TEXTS = {
    Barred.PRESIDENT: "Hears it in the forum, once critical mass is reached.",
    Barred.ON_BOARD: "Is on board already.",
    Barred.MAX_TALKS: "Grants no further conversation.",
    Barred.GATE_CLOSED: "The stage is not open yet.",
    Barred.WAITS: "Somebody else has to be on board first.",
    Barred.NO_WAY_IN: "Out of reach, and nobody is known who could introduce you.",
}
"""What is said when a talk is not allowed."""


def _gate_closed(replay: Replay, state: State, stage: Stage) -> tuple[str, dict[str, Any]]:
    """Which gate is closed, and how many are missing."""
    params = replay.problem.params
    before, needed = Stage.OUTCOME, params.gate_outcome
    if stage is Stage.OTHER and replay.count(state, Stage.OUTCOME) >= params.gate_outcome:
        before, needed = Stage.DRIVER, params.gate_driver
    have = replay.count(state, before)
    text = f"First {count(needed, *STAGE_NAMES[before])} on board; so far {have}."
    return text, {"stage": str(before), "have": have, "needed": needed}

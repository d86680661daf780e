"""My own record: how many talks it has taken to win somebody, by where they stood at first."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import msgspec

from cxmap.errors import UsageError
from cxmap.model.mass import is_on_board
from cxmap.model.words import Commitment, Dimension, Flag, PersonId, Stance
from cxmap.plan.rules import BY_NAME
from cxmap.session.desk import Desk, Intent
from cxmap.session.intents.settings import change_settings
from cxmap.session.planning.mapping import usable_rules

LEAST_OF_A_STANCE = 3
"""People won from a stance before its number is offered: two are an anecdote."""


class RecordLine(msgspec.Struct, frozen=True, kw_only=True):
    """What it took from one starting stance."""

    stance: Stance
    people: int
    """Won from there."""
    talks: float
    """Talks on average until they were on board."""
    assumed: int
    """Talks that the planning numbers in force assume, nobody else helping."""
    offered: int | None
    """Points needed that would fit the record; None for too few people or no change."""

    @property
    def name(self) -> str:
        """The planning number that it stands beside."""
        return f"need_{self.stance.value}"

    @property
    def says(self) -> str:
        """The record in a sentence, to be read beside the planning number."""
        fits = f"; {self.offered} would fit" if self.offered is not None else ""
        return (
            f"your record: {self.people} won from {self.stance.value} with {self.talks:.1f} talks"
            f" on average, {self.assumed} assumed{fits}"
        )


class OwnRecord(msgspec.Struct, frozen=True, kw_only=True):
    """The record beside the planning numbers."""

    won: int
    """People on board after at least one talk."""
    needed: int
    """People won before the record is shown."""
    lines: tuple[RecordLine, ...]
    """Empty before that."""

    @property
    def offers(self) -> dict[str, int]:
        """Planning numbers that would fit the record, by name."""
        return {line.name: line.offered for line in self.lines if line.offered is not None}

    @property
    def says(self) -> str:
        """Whether the record counts already, in a sentence."""
        if not self.lines:
            return f"Your own record counts after {self.needed} people won; {self.won} so far."
        if not self.offers:
            return "Your own record bears these numbers out so far."
        return "Your own record stands beside the numbers, and offers others."


def own_record(desk: Desk) -> OwnRecord:
    """Talks to commitment by starting stance, from the map's own dates.

    Somebody is on board from the later of two days: the first commitment of help or make that was no
    guess, and the first agreed ask or deed seen. Co-owners were never won. What colleagues on board
    have added is in these talks: they came easier for it.
    """
    rules = usable_rules(desk.org)
    taken: defaultdict[Stance, list[int]] = defaultdict(list)
    for person in desk.org.people:
        found = _won(desk, person)
        if found is not None:
            taken[found[0]].append(found[1])
    won = sum(len(talks) for talks in taken.values())
    needed = rules["own_record"]
    lines = []
    for stance in Stance:
        if won < needed or not taken[stance]:
            continue
        mean = sum(taken[stance]) / len(taken[stance])
        name = f"need_{stance.value}"
        rule, gain = BY_NAME[name], rules.gain(None)
        fitting = min(rule.high, max(rule.low, round(mean * gain)))
        is_offered = len(taken[stance]) >= LEAST_OF_A_STANCE and fitting != rules[name]
        lines.append(
            RecordLine(
                stance=stance,
                people=len(taken[stance]),
                talks=mean,
                assumed=-(-rules[name] // gain),
                offered=fitting if is_offered else None,
            )
        )
    return OwnRecord(won=won, needed=needed, lines=tuple(lines))


def adopt_record(desk: Desk) -> Intent:
    """Take the numbers that the record offers in place of those in force.

    Raises:
        UsageError: If the record offers none.
    """
    offers = own_record(desk).offers
    if not offers:
        raise UsageError(
            "your record offers no other number yet",
            field="own_record",
            hint="log talks and what came of them; it needs ten people won",
        )
    rules = usable_rules(desk.org).with_changes(offers)
    made = change_settings(desk, {"rules": dict(rules.changes)})
    said = ", ".join(f"{name} {value}" for name, value in offers.items())
    return msgspec.structs.replace(
        made, name="adopt_record", summary=f"Took the numbers of your own record: {said}"
    )


def _won(desk: Desk, person: PersonId) -> tuple[Stance, int] | None:
    """Where somebody on board stood at first, and the talks until then; None for who was not won."""
    org = desk.org
    if not is_on_board(org, person) or org.people[person].has(Flag.CO_OWNER):
        return None
    since = _on_board_since(desk, person)
    talks = [met for met in org.engagements_of(person) if met.kind.persuades and met.on <= since]
    if not talks:
        return None
    stances = sorted(
        (seen.as_of, seen.id, seen.value)
        for seen in org.observations.values()
        if seen.person == person and seen.dimension is Dimension.STANCE
    )
    first = Stance(str(stances[0][2])) if stances else Stance.UNKNOWN
    return first, len(talks)


def _on_board_since(desk: Desk, person: PersonId) -> date:
    """The day from which somebody counts; today when the map does not date it."""
    org = desk.org
    committed = [
        seen.as_of
        for seen in org.observations.values()
        if seen.person == person
        and seen.dimension is Dimension.COMMITMENT
        and not seen.is_guess
        and Commitment(str(seen.value)).score >= Commitment.HELP.score
    ]
    shown = [
        day
        for ask in org.asks_of(person)
        if ask.state.is_agreed and (day := ask.accepted_on or ask.settled_on)
    ]
    shown += [seen.on for seen in org.evidence_of(person) if seen.kind.proves_commitment]
    if not committed or not shown:
        return desk.today
    return max(min(committed), min(shown))

"""What to say to somebody and what to ask for: the playbook, filled in from the map."""

from __future__ import annotations

import msgspec

from cxmap.model.programme import Ask
from cxmap.model.words import AskState, Flag, PersonId, Role
from cxmap.playbook.frames import Listener, Preparation, ask_for, frame_for, prepare
from cxmap.playbook.seniority import seniority
from cxmap.session.desk import Desk


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """What to say in the next talk with somebody, and what to ask."""

    frame: str
    """The lead's own message, else the playbook's."""
    ask: str | None
    """One specific thing; None when everything that fits has been asked."""
    is_open: bool = False
    """Whether it has been asked already, so that the question is how it stands."""


def proposal_for(desk: Desk, person: PersonId) -> Proposal:
    """Message frame and proposed ask for a person.

    The frame that the lead wrote comes before the playbook's. An ask that is still open comes before
    a new one, and says so: it is the thing to talk about.
    """
    found = desk.person(person)
    listener = listener_for(desk, person)
    frame = found.frame or frame_for(listener).text
    waiting = [ask for ask in desk.org.asks_of(person) if ask.state.is_open]
    if waiting:
        newest = waiting[-1]
        is_draft = newest.state is AskState.DRAFT
        said = newest.text if is_draft else how_it_stands(newest)
        return Proposal(frame=frame, ask=said, is_open=not is_draft)
    proposed = ask_for(listener)
    return Proposal(frame=frame, ask=proposed.text if proposed else None)


def how_it_stands(ask: Ask) -> str:
    """An ask that is out already, as what to come back to: ``Asked on 2026-02-09, …: Fund it``."""
    agreed = ask.state is AskState.ACCEPTED
    day = (ask.accepted_on or ask.settled_on) if agreed else ask.made_on
    said = "Agreed already" if agreed else "Already asked"
    when = f" on {day.isoformat()}" if day else ""
    due = f", due {ask.due.isoformat()}" if ask.due else ""
    return f"{said}{when}{due}; ask how it stands: {ask.text}"


def preparation_for(desk: Desk, person: PersonId) -> Preparation:
    """Everything the playbook offers for one talk with a person."""
    return prepare(listener_for(desk, person))


def listener_for(desk: Desk, person: PersonId) -> Listener:
    """A person as the playbook sees them."""
    found = desk.person(person)
    judged = desk.org.judgements(person)
    roles = (Role.PRESIDENT,) if person == desk.hierarchy.president else found.roles
    return Listener(
        family=found.function,
        roles=tuple(role.value for role in roles),
        gatekeeper=found.has(Flag.GATEKEEPER),
        level=seniority(found.title),
        stance=judged.stance.value,
        commitment=judged.commitment.value,
        barrier=judged.barriers[0].value if judged.barriers else "",
        priority=found.priorities or found.objectives,
        asked=tuple(ask.text for ask in desk.org.asks_of(person)),
        met=bool(desk.org.engagements_of(person)),
    )

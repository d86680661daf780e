"""What to say to somebody and what to ask for: the playbook, filled in from the map."""

from __future__ import annotations

from cxmap.model.words import Flag, PersonId, Role
from cxmap.playbook.frames import Listener, Preparation, ask_for, frame_for, prepare
from cxmap.playbook.seniority import seniority
from cxmap.session.desk import Desk


def message_for(desk: Desk, person: PersonId) -> tuple[str, str | None]:
    """Message frame and proposed ask for a person.

    The frame that the lead wrote comes before the playbook's. An ask that is still open comes before
    a new one: it is the thing to talk about.

    Returns:
        Frame, and the ask or None when everything that fits has been asked.
    """
    found = desk.person(person)
    listener = listener_for(desk, person)
    frame = found.frame or frame_for(listener).text
    waiting = [ask for ask in desk.org.asks_of(person) if ask.state.is_open]
    if waiting:
        return frame, waiting[-1].text
    proposed = ask_for(listener)
    return frame, proposed.text if proposed else None


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
    )

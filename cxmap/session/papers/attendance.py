"""Who will sit in the forum, and what each of them still lacks before it."""

from __future__ import annotations

from cxmap.model.people import Person
from cxmap.model.words import Basis, ConcernState, EngagementKind, Flag, PersonId, Stance
from cxmap.playbook.gates import Attendee, ForumGate, forum_gate
from cxmap.session.papers.lens import Lens


def forum_members(lens: Lens) -> list[Person]:
    """Who will sit in the forum and may be shown, in the order of the map.

    The leadership level and the president, whoever is marked as a member or signs off, and the
    members of the forums on the map. I myself, those who left and vacant posts are not among them.
    """
    named: set[PersonId | None] = {*lens.hierarchy.leadership, lens.hierarchy.president}
    for body in lens.org.bodies.values():
        if body.kind == "forum":
            named |= set(body.members)
    return [
        person
        for person in lens.people
        if (person.id in named or person.has(Flag.FORUM_MEMBER) or person.has(Flag.SIGNS_OFF))
        and person.active
        and not person.placeholder
        and person.id != lens.org.initiative.me
    ]


def forum_gate_of(lens: Lens) -> ForumGate:
    """Whether the forum may be held, for my circle or me; a concern it may not see is not counted."""
    return forum_gate([_attendee(lens, person) for person in forum_members(lens)])


def _attendee(lens: Lens, person: Person) -> Attendee:
    org = lens.org
    stance = org.judgements(person.id).stance_
    worries = [worry for worry in org.concerns_of(person.id) if lens.shows(worry)]
    return Attendee(
        id=person.id,
        name=lens.name(person.id),
        met_one_on_one=any(
            met.kind is EngagementKind.ONE_ON_ONE for met in org.engagements_of(person.id)
        ),
        stance=str(stance.value) if stance else Stance.UNKNOWN,
        stance_basis=stance.basis if stance else Basis.OBSERVED,
        open_concerns=sum(1 for worry in worries if worry.state is ConcernState.OPEN),
        has_message=bool(person.frame),
    )

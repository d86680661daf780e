"""Preparing one talk: the playbook's one-page brief, filled in from the map."""

from __future__ import annotations

from collections.abc import Iterator

from cxmap.model.hierarchy import short_title
from cxmap.model.words import (
    AskState,
    ConcernState,
    Dimension,
    EvidenceKind,
    PersonId,
    PromiseState,
)
from cxmap.playbook.brief import Brief, Meeting, brief_for
from cxmap.session.desk import Desk
from cxmap.session.intents.judgements import say_value
from cxmap.session.planning.ways import way_view
from cxmap.session.showing.messages import how_it_stands, listener_for


def brief_of(desk: Desk, person: PersonId) -> Brief:
    """The brief for a talk with somebody.

    Raises:
        UsageError: If the person is not on the map.
    """
    return brief_for(meeting_of(desk, person))


def meeting_of(desk: Desk, person: PersonId) -> Meeting:
    """What the map knows about a talk to come."""
    org, found = desk.org, desk.person(person)
    open_asks = [ask for ask in org.asks_of(person) if ask.state.is_open]
    newest = open_asks[-1] if open_asks else None
    ask = ""
    if newest is not None:
        ask = newest.text if newest.state is AskState.DRAFT else how_it_stands(newest)
    return Meeting(
        name=found.display_name,
        title=short_title(found),
        listener=listener_for(desk, person),
        goal=found.priorities or found.objectives,
        metric="; ".join(_measures(desk, person)),
        way_in=way_view(desk, person).message,
        history=tuple(_history(desk, person)),
        concerns=tuple(
            worry.words for worry in org.concerns_of(person) if worry.state is ConcernState.OPEN
        ),
        promises=tuple(
            f"{mine.text}{f', due {mine.due.isoformat()}' if mine.due else ''}"
            for mine in org.promises_to(person)
            if mine.state is PromiseState.OPEN
        ),
        fact=_fact(desk, person),
        ask=ask,
    )


def _measures(desk: Desk, person: PersonId) -> Iterator[str]:
    """The measures that others drive for this person: the notes of ties of the kind ``drives``."""
    for tie in desk.org.ties_of(person):
        if tie.kind == "drives" and tie.b == person and tie.note:
            yield tie.note


def _history(desk: Desk, person: PersonId) -> Iterator[str]:
    """Talks, newest first, then where they stand in words."""
    judged = desk.org.judgements(person)
    for met in reversed(desk.org.engagements_of(person)):
        note = " ".join((met.note or met.outcome).split())
        kind = say_value((met.kind.value,))
        yield f"{met.on.isoformat()} {kind}{f': {note}' if note else ''}"
    if judged.stance_ is not None:
        dimension = say_value((Dimension.STANCE.value,)).capitalize()
        yield f"{judged.stance_.as_of.isoformat()} {dimension}: {say_value(judged.stance_.value)}"


def _fact(desk: Desk, person: PersonId) -> str:
    """The newest result or figure seen since the last talk with them; empty for none."""
    met = desk.org.engagements_of(person)
    since = met[-1].on if met else None
    seen = [
        item
        for item in desk.org.evidence.values()
        if item.kind in (EvidenceKind.DATA, EvidenceKind.RESULT)
        and item.note
        and (since is None or item.on > since)
    ]
    if not seen:
        return ""
    newest = max(seen, key=lambda item: (item.on, item.id))
    return f"{' '.join(newest.note.split())} ({newest.on.isoformat()})"

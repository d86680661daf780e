"""The plan as days to keep: one event a talk in its week, and what is due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from cxmap.exchange.writers.calendar_file import Event
from cxmap.model.hierarchy import short_title
from cxmap.model.words import PromiseState, Visibility
from cxmap.session.papers.lens import Lens
from cxmap.session.papers.plan import PlannedTalk, planned_talks
from cxmap.session.showing.views import PlanView

_WORKING_WEEK = timedelta(days=4)


def days(lens: Lens, view: PlanView) -> list[Event]:
    """The talks of the plan; for my circle and me also what was asked and promised with a day.

    A talk keeps its identity by the person and its number, so a later plan moves the event.
    """
    events = [_talk(lens, talk) for talk in planned_talks(lens, view)]
    if lens.sees(Visibility.CIRCLE):
        events += _due(lens)
    return events


def _talk(lens: Lens, talk: PlannedTalk) -> Event:
    said = [lens.text(short_title(talk.person))]
    if lens.sees(Visibility.CIRCLE):
        said += [lens.text(reason.text) for reason in talk.reasons]
    return Event(
        uid=f"talk-{talk.person.id}-{talk.which}@cxmap",
        title=f"Talk with {lens.name(talk.person.id)}",
        first_day=talk.monday,
        last_day=talk.monday + _WORKING_WEEK,
        description="\n".join(line for line in said if line),
        categories=("cxmap", "talk"),
    )


def _due(lens: Lens) -> Iterator[Event]:
    """Open asks and promises of mine that have a day and may be shown."""
    for ask in lens.org.asks.values():
        if ask.state.is_open and ask.due and lens.shows(ask) and lens.has(ask.person):
            yield Event(
                uid=f"ask-{ask.id}@cxmap",
                title=f"Due from {lens.name(ask.person)}: {lens.text(ask.text)}",
                first_day=ask.due,
                last_day=ask.due,
                categories=("cxmap", "ask"),
            )
    for promise in lens.org.promises.values():
        is_open = promise.state is PromiseState.OPEN
        if is_open and promise.due and lens.shows(promise) and lens.has(promise.person):
            yield Event(
                uid=f"promise-{promise.id}@cxmap",
                title=f"My promise to {lens.name(promise.person)}: {lens.text(promise.text)}",
                first_day=promise.due,
                last_day=promise.due,
                categories=("cxmap", "promise"),
            )

"""What was asked of whom, and what I promised in return."""

from __future__ import annotations

from datetime import date

from cxmap.exchange.writers.plain import Kind, Table
from cxmap.model.programme import Ask, Promise
from cxmap.model.words import Visibility
from cxmap.session.papers.facets import Facet, left_out_facets, make_table
from cxmap.session.papers.lens import Lens

_OPEN_LAST = date.max
"""Stands for a due day that was not set: such asks come after those with one."""

ASK_FACETS: tuple[Facet[Ask], ...] = (
    Facet(key="id", header="ID", value=lambda _, ask: ask.id, has_names=False, for_programs=True),
    Facet(
        key="person",
        header="Person ID",
        value=lambda _, ask: ask.person,
        has_names=False,
        for_programs=True,
    ),
    Facet(
        key="display_name",
        header="Name",
        value=lambda lens, ask: lens.name(ask.person),
        has_names=False,
    ),
    Facet(key="text", header="Ask", value=lambda _, ask: ask.text),
    Facet(
        key="category",
        header="Category",
        value=lambda _, ask: ask.category,
        kind=Kind.WORD,
        has_names=False,
    ),
    Facet(
        key="state",
        header="State",
        value=lambda _, ask: ask.state.value,
        kind=Kind.WORD,
        has_names=False,
    ),
    Facet(key="made_on", header="Made on", value=lambda _, ask: ask.made_on, kind=Kind.DATE),
    Facet(key="due", header="Due", value=lambda _, ask: ask.due, kind=Kind.DATE),
    Facet(
        key="overdue",
        header="Overdue",
        value=lambda lens, ask: (
            ask.state.is_open and ask.due is not None and ask.due < lens.desk.today
        ),
    ),
    Facet(
        key="settled_on", header="Settled on", value=lambda _, ask: ask.settled_on, kind=Kind.DATE
    ),
    Facet(
        key="why",
        header="Why",
        value=lambda _, ask: ask.why,
        audience=Visibility.CIRCLE,
        called="reasons for an ask",
    ),
    Facet(
        key="note",
        header="Note",
        value=lambda _, ask: ask.note,
        audience=Visibility.ME,
        identifies=True,
        called="notes",
    ),
)
"""What the list of asks says, in the order of its columns."""

PROMISE_FACETS: tuple[Facet[Promise], ...] = (
    Facet(
        key="display_name",
        header="To",
        value=lambda lens, promise: lens.name(promise.person),
        has_names=False,
    ),
    Facet(key="text", header="What I promised", value=lambda _, promise: promise.text),
    Facet(
        key="state",
        header="State",
        value=lambda _, promise: promise.state.value,
        kind=Kind.WORD,
        has_names=False,
    ),
    Facet(
        key="made_on", header="Made on", value=lambda _, promise: promise.made_on, kind=Kind.DATE
    ),
    Facet(key="due", header="Due", value=lambda _, promise: promise.due, kind=Kind.DATE),
)
"""What the list of my promises says."""


def asks_table(lens: Lens) -> Table:
    """Every ask that may be shown: open ones first, by due day, then the settled ones."""
    shown = [ask for ask in lens.org.asks.values() if _shown(ask, lens)]
    shown.sort(key=lambda ask: (not ask.state.is_open, ask.due or _OPEN_LAST))
    return make_table("Asks", ASK_FACETS, shown, lens)


def promises_table(lens: Lens) -> Table:
    """Every promise of mine that may be shown, by due day."""
    shown = [promise for promise in lens.org.promises.values() if _shown(promise, lens)]
    shown.sort(key=lambda promise: promise.due or _OPEN_LAST)
    return make_table("My promises", PROMISE_FACETS, shown, lens)


def asks_left_out(lens: Lens) -> tuple[str, ...]:
    """What the lists of asks and promises keep back, in sentences."""
    said = []
    for word, things in (
        ("ask", lens.org.asks.values()),
        ("promise of mine", lens.org.promises.values()),
    ):
        hidden = sum(1 for thing in things if not _shown(thing, lens))
        if hidden:
            one, many = word, word.replace("ask", "asks").replace("promise", "promises")
            said.append(f"{hidden} {one if hidden == 1 else many} not marked for this audience")
    return (*said, *left_out_facets(ASK_FACETS, lens))


def _shown(thing: Ask | Promise, lens: Lens) -> bool:
    return lens.shows(thing) and lens.has(thing.person)

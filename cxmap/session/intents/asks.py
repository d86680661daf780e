"""Asks: made, shown with what they are for, and what became of them."""

from __future__ import annotations

from datetime import date

import msgspec

from cxmap.errors import UsageError
from cxmap.model.orgmap import Edit
from cxmap.model.programme import Ask
from cxmap.model.words import (
    AskCategory,
    AskState,
    PersonId,
    Visibility,
)
from cxmap.session.desk import Desk, Intent
from cxmap.text import clean_line, clean_text

MOVES = {
    "accept": AskState.ACCEPTED,
    "keep": AskState.KEPT,
    "decline": AskState.DECLINED,
    "miss": AskState.MISSED,
    "withdraw": AskState.WITHDRAWN,
}
"""What can become of an ask, by the verb that says so."""


def make_ask(
    desk: Desk,
    person: PersonId,
    text: str,
    *,
    category: AskCategory | None = None,
    why: str = "",
    due: date | None = None,
    on: date | None = None,
    state: AskState = AskState.MADE,
    visibility: Visibility = Visibility.CIRCLE,
) -> Intent:
    """Ask a specific person for a specific thing.

    Args:
        desk: The map and the day.
        person: Of whom.
        text: What for.
        category: What kind of help it is.
        why: Why it matters to them.
        due: By when.
        on: When it was asked; today unless given.
        state: How far it is already.
        visibility: Who may read it on lists that are handed over.

    Raises:
        UsageError: If the text is empty.
    """
    found = desk.person(person)
    if not clean_line(text):
        raise UsageError("an ask needs words: a verb and an object", field="text")
    made = Ask(
        id=desk.new_id("asks"),
        person=person,
        text=clean_line(text),
        why=clean_text(why).strip(),
        category=category,
        state=state,
        made_on=desk.past_day(on),
        due=due,
        visibility=visibility,
    )
    return Intent(
        name="make_ask",
        summary=f"Asked {found.display_name}: {made.text}",
        edits=(Edit("asks", made.id, made),),
        id=made.id,
    )


def settle_ask(
    desk: Desk, ask: str, state: AskState, *, on: date | None = None, note: str = ""
) -> Intent:
    """Say what became of an ask: accepted, kept, declined, missed or withdrawn.

    Raises:
        UsageError: If there is no such ask.
    """
    before = desk.org.asks.get(ask)
    if before is None:
        raise UsageError("there is no such ask on the map", field=ask)
    day = desk.past_day(on)
    accepted = before.accepted_on or (day if state.is_agreed else None)
    after = msgspec.structs.replace(
        before,
        state=state,
        settled_on=day,
        accepted_on=accepted,
        note=clean_text(note).strip() or before.note,
    )
    name = desk.person(before.person).display_name
    return Intent(
        name="settle_ask",
        summary=f"{name}, {state.value}: {before.text}",
        edits=(Edit("asks", ask, after),),
        id=ask,
    )


def show_ask(desk: Desk, ask: str, visibility: Visibility) -> Intent:
    """Say who may read an ask on lists that are handed over.

    Raises:
        UsageError: If there is no such ask.
    """
    before = desk.org.asks.get(ask)
    if before is None:
        raise UsageError("there is no such ask on the map", field=ask)
    after = msgspec.structs.replace(before, visibility=visibility)
    return Intent(
        name="show_ask",
        summary=f"{before.text}: shown to {_SHOWN_TO[visibility]}",
        edits=(Edit("asks", ask, after),),
        id=ask,
    )


_SHOWN_TO = {
    Visibility.ME: "me alone",
    Visibility.CIRCLE: "my circle",
    Visibility.OPEN: "anybody",
}


def open_ask_of(desk: Desk, person: PersonId, state: AskState, typed: str = "") -> Ask:
    """The ask that is meant by ``accept``, ``keep`` and so on: by id, by words, or the only open one.

    Raises:
        UsageError: If none or several fit; lists them.
    """
    name = desk.person(person).display_name
    asks = desk.org.asks_of(person)
    wanted = clean_line(typed).casefold()
    if wanted:
        fitting = [ask for ask in asks if ask.id == wanted or wanted in ask.text.casefold()]
    else:
        waiting = (AskState.DRAFT, AskState.MADE)
        fits = (*waiting, AskState.ACCEPTED) if state is not AskState.ACCEPTED else waiting
        fitting = [ask for ask in asks if ask.state in fits]
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        raise UsageError(f"{name} has no open ask that fits", field=typed or None)
    listed = "; ".join(f"{ask.id} {ask.text}" for ask in fitting)
    raise UsageError(f"{name} has several: {listed}", hint="name one by its id or its words")

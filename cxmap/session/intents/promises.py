"""What I promised, and what became of it."""

from __future__ import annotations

from datetime import date

import msgspec

from cxmap.errors import UsageError
from cxmap.model.orgmap import Edit
from cxmap.model.programme import Promise
from cxmap.model.words import (
    PersonId,
    PromiseState,
)
from cxmap.session.desk import Desk, Intent
from cxmap.text import clean_line


def make_promise(
    desk: Desk, person: PersonId, text: str, *, due: date | None = None, on: date | None = None
) -> Intent:
    """Note what I promised to somebody.

    Raises:
        UsageError: If the text is empty.
    """
    found = desk.person(person)
    if not clean_line(text):
        raise UsageError("a promise needs words", field="text")
    made = Promise(
        id=desk.new_id("promises"),
        person=person,
        text=clean_line(text),
        due=due,
        made_on=desk.past_day(on),
    )
    return Intent(
        name="make_promise",
        summary=f"Promised {found.display_name}: {made.text}",
        edits=(Edit("promises", made.id, made),),
        id=made.id,
    )


def settle_promise(
    desk: Desk, promise: str, state: PromiseState, *, on: date | None = None
) -> Intent:
    """Say what became of a promise of mine.

    Raises:
        UsageError: If there is no such promise.
    """
    before = desk.org.promises.get(promise)
    if before is None:
        raise UsageError("there is no such promise on the map", field=promise)
    after = msgspec.structs.replace(before, state=state, settled_on=desk.past_day(on))
    name = desk.person(before.person).display_name
    return Intent(
        name="settle_promise",
        summary=f"My promise to {name}, {state.value}: {before.text}",
        edits=(Edit("promises", promise, after),),
        id=promise,
    )

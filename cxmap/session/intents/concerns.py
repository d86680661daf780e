"""Worries in their own words, and the answers reported back."""

from __future__ import annotations

from datetime import date

import msgspec

from cxmap.errors import UsageError
from cxmap.model.orgmap import Edit
from cxmap.model.programme import Concern
from cxmap.model.words import (
    ConcernState,
    PersonId,
    Visibility,
)
from cxmap.session.desk import Desk, Intent
from cxmap.text import clean_line, clean_text


def raise_concern(
    desk: Desk,
    person: PersonId,
    words: str,
    *,
    root: str = "",
    on: date | None = None,
    visibility: Visibility = Visibility.ME,
) -> Intent:
    """Note a worry in the person's own words.

    Raises:
        UsageError: If there are no words.
    """
    found = desk.person(person)
    if not clean_line(words):
        raise UsageError("a concern needs their words", field="words")
    worry = Concern(
        id=desk.new_id("concerns"),
        person=person,
        words=clean_text(words).strip(),
        root=clean_text(root).strip(),
        raised_on=desk.past_day(on),
        visibility=visibility,
    )
    return Intent(
        name="raise_concern",
        summary=f"Concern of {found.display_name}",
        edits=(Edit("concerns", worry.id, worry),),
        id=worry.id,
    )


def answer_concern(desk: Desk, concern: str, response: str, *, on: date | None = None) -> Intent:
    """Note the answer to a worry and that it was reported back.

    Raises:
        UsageError: If there is no such concern.
    """
    before = desk.org.concerns.get(concern)
    if before is None:
        raise UsageError("there is no such concern on the map", field=concern)
    after = msgspec.structs.replace(
        before,
        response=clean_text(response).strip(),
        state=ConcernState.ANSWERED,
        reported_back_on=desk.past_day(on),
    )
    return Intent(
        name="answer_concern",
        summary=f"Answered a concern of {desk.person(before.person).display_name}",
        edits=(Edit("concerns", concern, after),),
        id=concern,
    )

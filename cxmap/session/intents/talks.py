"""Logging a talk: one line, a stance, what they do, an ask, all as one step that can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cxmap.errors import UsageError
from cxmap.model.orgmap import Edit
from cxmap.model.programme import Ask, Concern, Engagement, Promise
from cxmap.model.words import (
    AskCategory,
    Basis,
    Commitment,
    Dimension,
    EngagementKind,
    PersonId,
    Stance,
    Visibility,
)
from cxmap.session.desk import Desk, Intent
from cxmap.session.intents.judgements import judge
from cxmap.text import clean_line, clean_text

SURE = 3
"""Confidence of what the lead has just seen with their own eyes."""


def log_talk(
    desk: Desk,
    people: PersonId | Sequence[PersonId],
    *,
    kind: EngagementKind = EngagementKind.ONE_ON_ONE,
    on: date | None = None,
    note: str = "",
    stance: Stance | None = None,
    commitment: Commitment | None = None,
    barriers: tuple[str, ...] = (),
    concern: str = "",
    ask: str = "",
    ask_category: AskCategory | None = None,
    due: date | None = None,
    my_promise: str = "",
    my_promise_due: date | None = None,
    next_on: date | None = None,
    frame: str = "",
    visibility: Visibility = Visibility.CIRCLE,
) -> Intent:
    """Log a talk or meeting with one person or several, with what was seen and asked in it.

    Stance, commitment, barrier, concern, ask and promise belong to the first person named.

    Args:
        desk: The map and the day.
        people: Whom it was with.
        kind: How they met; only a one-on-one and a corridor talk are persuasion touches.
        on: When; today unless given, never in the future.
        note: What was said.
        stance: What they said, if it showed.
        commitment: What they do, if it showed.
        barriers: Why they do not act yet, the main one first.
        concern: A worry in their own words.
        ask: What was asked of them, verb and object.
        ask_category: What kind of deed it is.
        due: When the ask is due.
        my_promise: What I promised in return.
        my_promise_due: When that is due.
        next_on: When to talk again.
        frame: The message frame that was used.
        visibility: Who may see the talk.

    Raises:
        UsageError: If nobody is named or the day is in the future.
    """
    who = (people,) if isinstance(people, str) else tuple(people)
    if not who:
        raise UsageError("a talk needs a person", field="people")
    names = [desk.person(person).display_name for person in who]
    day = desk.past_day(on)
    met = Engagement(
        id=desk.new_id("engagements"),
        on=day,
        people=who,
        kind=kind,
        note=clean_text(note).strip(),
        frame=clean_text(frame).strip(),
        next_on=next_on,
        visibility=visibility,
    )
    edits = [Edit("engagements", met.id, met)]
    seen = {
        Dimension.STANCE: stance,
        Dimension.COMMITMENT: commitment,
        Dimension.BARRIER: barriers or None,
    }
    for dimension, value in seen.items():
        if value is not None:
            judged = judge(
                desk, who[0], dimension, value, on=day, basis=Basis.OBSERVED, confidence=SURE
            )
            edits += judged.edits
    if concern.strip():
        worry = Concern(
            id=desk.new_id("concerns"),
            person=who[0],
            words=clean_text(concern).strip(),
            raised_on=day,
        )
        edits.append(Edit("concerns", worry.id, worry))
    if ask.strip():
        made = Ask(
            id=desk.new_id("asks"),
            person=who[0],
            text=clean_line(ask),
            category=ask_category,
            made_on=day,
            due=due,
            engagement=met.id,
        )
        edits.append(Edit("asks", made.id, made))
    if my_promise.strip():
        mine = Promise(
            id=desk.new_id("promises"),
            person=who[0],
            text=clean_line(my_promise),
            due=my_promise_due,
            made_on=day,
        )
        edits.append(Edit("promises", mine.id, mine))
    return Intent(
        name="log_talk",
        summary=f"Talked with {', '.join(names)}",
        edits=tuple(edits),
        id=met.id,
    )

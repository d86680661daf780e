"""Why somebody is worth a talk now, and what speaks for waiting: what the map itself says.

The planner gives the reasons of the order (stage, mass, points, introductions); these are the
reasons of the day: promises due, answers owed, silence, stale judgements.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from cxmap.model.mass import is_on_board, says_not_does
from cxmap.model.people import Person
from cxmap.model.programme import Ask
from cxmap.model.words import (
    AskState,
    Barrier,
    ConcernState,
    EvidenceKind,
    PersonId,
    PromiseState,
    TieKind,
    Visibility,
)
from cxmap.plan.explain import Reason
from cxmap.session.desk import Desk
from cxmap.session.showing.rows import name_of

TOUCH_DAYS = 21
"""Days between touches unless the person has a cadence of their own (practice, not measured)."""
STALE_DAYS = 45
"""After this many days a judgement is worth checking (practice, not measured)."""
ANSWER_DAYS = 14
"""An ask without a due date is given this long before the silence counts."""
PROOF_BARRIERS = frozenset({Barrier.NEEDS_PROOF, Barrier.ROI_DOUBT, Barrier.DATA_DOUBT})
"""Barriers that new evidence answers."""


def reasons_for(desk: Desk, person: PersonId) -> Iterator[Reason]:
    """What speaks for talking with somebody today, besides the plan."""
    found = desk.person(person)
    if found.pinned:
        yield Reason(code="pinned", text="You want to talk to them first.", values={})
    yield from _promises_due(desk, found)
    yield from _input_unanswered(desk, found)
    yield from _fits_new_evidence(desk, found)
    yield from _quiet(desk, found)
    yield from _unit_uncovered(desk, found)
    if not found.priorities and not found.objectives:
        yield Reason(
            code="priorities_unknown",
            text="What matters to them is not noted yet: a talk to listen.",
            values={},
        )
    if says_not_does(desk.org, person):
        yield Reason(
            code="says_not_does",
            text="Says yes, and nothing has been agreed or seen yet.",
            values={},
        )
    judged = desk.org.judgements(person).stance_
    if judged is not None and (age := (desk.today - judged.as_of).days) > STALE_DAYS:
        yield Reason(
            code="judgement_stale",
            text=f"Their stance was last judged {age} days ago.",
            values={"days": age},
        )
    forum = desk.org.initiative.forum_on
    if forum is not None and _is_forum_member(desk, person) and not _met_alone(desk, person):
        yield Reason(
            code="forum_unmet",
            text=f"Sits in the forum on {forum.isoformat()} and has not been met one-on-one.",
            values={"on": forum.isoformat()},
        )


def reasons_against(desk: Desk, person: PersonId) -> Iterator[Reason]:
    """What speaks for waiting."""
    found = desk.person(person)
    met = [e for e in desk.org.engagements_of(person) if e.kind.persuades]
    if met and (days := (desk.today - met[-1].on).days) < _cadence(found):
        yield Reason(
            code="talked_recently",
            text=f"You talked {_ago(days)}.",
            values={"days": days},
        )
    for ask in desk.org.asks_of(person):
        if is_awaited(ask, desk.today):
            yield Reason(
                code="waiting_for_reply",
                text=f"Their answer is still out: {ask.text}",
                values={"ask": ask.id},
            )
    for tie in desk.org.ties_of(person):
        other = tie.b if tie.a == person else tie.a
        if tie.kind is TieKind.FRICTION and is_on_board(desk.org, other):
            yield Reason(
                code="conflict",
                text=f"There is friction with {name_of(desk.org, other)}, who is on board.",
                values={"person": other},
            )
    if found.visibility is Visibility.ME:
        yield Reason(code="below_radar", text="Kept below the radar for now.", values={})


def is_awaited(ask: Ask, today: date) -> bool:
    """Whether an answer to an ask is out and not yet late."""
    if ask.state is not AskState.MADE:
        return False
    if ask.due is not None:
        return today <= ask.due
    return ask.made_on is None or today - ask.made_on <= timedelta(days=ANSWER_DAYS)


def talked_this_week(desk: Desk, person: PersonId) -> bool:
    """Whether there was a persuasion talk in the seven days up to today: nobody twice a week."""
    met = [e.on for e in desk.org.engagements_of(person) if e.kind.persuades]
    return bool(met) and (desk.today - met[-1]).days < 7  # noqa: PLR2004 - a week


def _cadence(person: Person) -> int:
    return person.cadence_days or TOUCH_DAYS


def _ago(days: int) -> str:
    return "today" if days == 0 else "yesterday" if days == 1 else f"{days} days ago"


def _promises_due(desk: Desk, person: Person) -> Iterator[Reason]:
    for mine in desk.org.promises_to(person.id):
        if mine.state is PromiseState.OPEN and mine.due is not None and mine.due <= desk.today:
            late = (desk.today - mine.due).days
            since = "due today" if not late else f"{late} day{'s' if late != 1 else ''} late"
            yield Reason(
                code="promise_due",
                text=f"You promised: {mine.text} ({since}).",
                values={"promise": mine.id, "days": late},
            )


def _input_unanswered(desk: Desk, person: Person) -> Iterator[Reason]:
    open_ = [c for c in desk.org.concerns_of(person.id) if c.state is ConcernState.OPEN]
    if open_:
        count = len(open_)
        what = "A concern of theirs has" if count == 1 else f"{count} concerns of theirs have"
        yield Reason(
            code="input_unanswered",
            text=f"{what} no answer yet: {open_[0].words}",
            values={"count": count},
        )


def _fits_new_evidence(desk: Desk, person: Person) -> Iterator[Reason]:
    """A person who asks for proof, and proof that came in since the last talk."""
    if PROOF_BARRIERS.isdisjoint(desk.org.judgements(person.id).barriers):
        return
    met = [e.on for e in desk.org.engagements_of(person.id) if e.kind.persuades]
    since = met[-1] if met else date.min
    proof = [
        seen
        for seen in desk.org.evidence.values()
        if seen.kind in (EvidenceKind.DATA, EvidenceKind.RESULT) and seen.on > since
    ]
    if proof:
        newest = max(proof, key=lambda seen: (seen.on, seen.id))
        yield Reason(
            code="barrier_fits_new_evidence",
            text=f"Asked for proof, and there is some now: {newest.note or newest.kind.value}",
            values={"evidence": newest.id},
        )


def _quiet(desk: Desk, person: Person) -> Iterator[Reason]:
    met = desk.org.engagements_of(person.id)
    if not met:
        return
    last = met[-1]
    if last.next_on is not None and last.next_on <= desk.today:
        yield Reason(
            code="touch_due",
            text=f"You meant to talk again by {last.next_on.isoformat()}.",
            values={"on": last.next_on.isoformat()},
        )
    elif (days := (desk.today - last.on).days) >= _cadence(person):
        yield Reason(
            code="touch_due", text=f"Last touch was {days} days ago.", values={"days": days}
        )


def _unit_uncovered(desk: Desk, person: Person) -> Iterator[Reason]:
    """Nobody of the person's unit has been met or is on board."""
    if not person.unit or person.id not in desk.hierarchy.leadership:
        return
    org = desk.org
    # Nobody is met or on board without a note or a flag; of a big map few have either.
    known = (who for who in org.people.values() if who.flags or who.id in org.noted)
    for other in (who for who in known if who.unit == person.unit):
        if org.engagements_of(other.id) or is_on_board(org, other.id):
            return
    yield Reason(
        code="unit_uncovered",
        text=f"Nobody of {person.unit} has been talked to yet.",
        values={"unit": person.unit},
    )


def _is_forum_member(desk: Desk, person: PersonId) -> bool:
    members = {who for body in desk.org.bodies.values() for who in body.members}
    return person in members or "forum_member" in desk.person(person).flags


def _met_alone(desk: Desk, person: PersonId) -> bool:
    return any(met.kind == "one_on_one" for met in desk.org.engagements_of(person))

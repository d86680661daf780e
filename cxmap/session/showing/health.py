"""What is inconsistent in a map, and what still waits for the lead's word."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum

import msgspec

from cxmap.errors import UsageError
from cxmap.model.hierarchy import Hierarchy
from cxmap.model.mass import says_not_does
from cxmap.model.orgmap import OrgMap
from cxmap.model.words import AskState, PersonId
from cxmap.session.desk import Desk
from cxmap.session.planning.mapping import rules_of
from cxmap.session.planning.reasons import STALE_DAYS
from cxmap.session.privacy.retention import overkept
from cxmap.session.showing.rows import name_of
from cxmap.text import fold


class Weight(StrEnum):
    """How much a finding weighs."""

    WRONG = "wrong"
    """The map contradicts itself."""
    OPEN = "open"
    """Something waits for the lead's word."""


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was found."""

    code: str
    """Stable word for scripts."""
    weight: Weight
    message: str
    """What it is and whom it concerns, one sentence."""
    ids: tuple[str, ...] = ()
    """People or records it concerns."""
    hint: str = ""
    """What to do."""


def findings(desk: Desk) -> tuple[Finding, ...]:
    """Everything that was found, what is wrong first; empty for a map in good order."""
    checks: tuple[Callable[[Desk], Iterator[Finding]], ...] = (
        _lines,
        _circles,
        _ends,
        _future,
        _twins,
        _tops,
        _numbers,
        _seats,
        _questions,
        _asks,
        _stale,
        _words_without_deeds,
        _overkept,
    )
    found = [finding for check in checks for finding in check(desk)]
    return tuple(sorted(found, key=lambda finding: finding.weight is not Weight.WRONG))


def _overkept(desk: Desk) -> Iterator[Finding]:
    """What may be time to erase."""
    for one in overkept(desk.org, desk.today):
        yield Finding(
            code=one.code, weight=Weight.OPEN, message=one.message, ids=one.people, hint=one.hint
        )


def _numbers(desk: Desk) -> Iterator[Finding]:
    """Settings that only another program can have written."""
    try:
        rules_of(desk.org)
    except UsageError as error:
        message, hint = f"The planning numbers: {error.message}.", error.hint
        yield Finding(code="number", weight=Weight.WRONG, message=message, hint=hint)
    mass = desk.org.initiative.mass
    if mass.quorum is not None and not 0 < mass.quorum <= 1:
        message = f"Critical mass at {mass.quorum:g} of the leadership level is no share."
        hint = "cxmap settings MAP mass.quorum=majority, two_thirds, 0.6 or 60%"
        yield Finding(code="number", weight=Weight.WRONG, message=message, hint=hint)
    circular = {desk.org.initiative.me, desk.hierarchy.president}.intersection(mass.must_haves)
    for who in sorted(one for one in circular if one is not None):
        message = f"{name_of(desk.org, who)} is a must-have, and critical mass waits for itself."
        hint = f"cxmap settings MAP must_have-={who}"
        yield Finding(
            code="circular_must_have", weight=Weight.WRONG, message=message, ids=(who,), hint=hint
        )


def _lines(desk: Desk) -> Iterator[Finding]:
    people = desk.org.people
    for person in people.values():
        if person.manager is not None and person.manager not in people:
            yield Finding(
                code="line_to_nobody",
                weight=Weight.WRONG,
                message=f"{person.display_name} reports to {person.manager}, who is not on the map.",
                ids=(person.id, person.manager),
                hint="set the manager, or empty it",
            )


def _circles(desk: Desk) -> Iterator[Finding]:
    for ring in circles(desk.org):
        names = " > ".join(name_of(desk.org, person) for person in (*ring, ring[0]))
        yield Finding(
            code="circle",
            weight=Weight.WRONG,
            message=f"The reporting lines go in a circle: {names}.",
            ids=ring,
            hint="give one of them another manager",
        )


def circles(org: OrgMap) -> tuple[tuple[PersonId, ...], ...]:
    """Every circle of reporting lines, once, in the order of the map."""
    done: set[PersonId] = set()
    found: list[tuple[PersonId, ...]] = []
    for start in org.people:
        path: dict[PersonId, int] = {}
        here: PersonId | None = start
        while here is not None and here in org.people and here not in done and here not in path:
            path[here] = len(path)
            here = org.people[here].manager
        if here is not None and here in path:
            found.append(tuple(list(path)[path[here] :]))
        done |= path.keys()
    return tuple(found)


def _ends(desk: Desk) -> Iterator[Finding]:
    """Records that name somebody who is not on the map."""
    people = desk.org.people
    for kind, key, named in _naming(desk.org):
        for person in named:
            if person is not None and person not in people:
                yield _dangling(kind, key, person)


def _naming(org: OrgMap) -> Iterator[tuple[str, str, tuple[PersonId | None, ...]]]:
    """Every record that names people: what it is, its id, and whom it names."""
    for key, tie in org.ties.items():
        yield "tie", key, (tie.a, tie.b)
    for table, kind in _ABOUT_ONE.items():
        for key, record in org.table(table).items():
            yield kind, key, (getattr(record, "person", None),)
    for key, met in org.engagements.items():
        yield "talk", key, met.people
    for key, body in org.bodies.items():
        yield "forum", key, body.members
    settings = org.initiative
    yield "settings", settings.id, (settings.me, settings.president, settings.my_unit)
    yield "settings", settings.id, (*settings.level_plus, *settings.level_minus)
    yield "settings", settings.id, (*settings.mass.must_haves, *settings.mass.vetoes)


_ABOUT_ONE = {
    "observations": "judgement",
    "asks": "ask",
    "promises": "promise",
    "concerns": "concern",
    "evidence": "evidence",
}
"""Tables whose records are about one person, and what a record is called."""


def _dangling(kind: str, key: str, person: str) -> Finding:
    return Finding(
        code="broken_end",
        weight=Weight.WRONG,
        message=f"The {kind} {key} names {person}, who is not on the map.",
        ids=(key, person),
    )


def _future(desk: Desk) -> Iterator[Finding]:
    for key, met in desk.org.engagements.items():
        if met.on > desk.today:
            yield Finding(
                code="in_the_future",
                weight=Weight.WRONG,
                message=f"The talk {key} is dated {met.on}, which is still to come.",
                ids=(key,),
            )


def _twins(desk: Desk) -> Iterator[Finding]:
    by_mail: dict[str, list[PersonId]] = {}
    for person in desk.org.people.values():
        for mail in person.emails:
            by_mail.setdefault(fold(mail), []).append(person.id)
    for mail, people in by_mail.items():
        if len(people) > 1:
            names = " and ".join(name_of(desk.org, person) for person in people)
            yield Finding(
                code="same_email",
                weight=Weight.WRONG,
                message=f"{names} have the same address {mail}.",
                ids=tuple(people),
                hint="if it is one person, remove the double",
            )


def _tops(desk: Desk) -> Iterator[Finding]:
    if not desk.org.people:
        yield Finding(
            code="empty",
            weight=Weight.OPEN,
            message="Nobody is on the map yet.",
            hint="import a people file, or add the leaders by hand",
        )
        return
    president = desk.hierarchy.president
    heads = [top for top in desk.hierarchy.tops if desk.org.reports.get(top) and top != president]
    if president is None:
        yield Finding(
            code="no_president",
            weight=Weight.OPEN,
            message="Nobody is the president.",
            ids=tuple(heads),
            hint="set PERSON president=yes",
        )
    elif not desk.hierarchy.leadership:
        yield Finding(
            code="no_level",
            weight=Weight.OPEN,
            message="Nobody is on the leadership level.",
            hint="add who reports to the president, or settings level+=PERSON",
        )
    if heads and (president is not None or len(heads) > 1):
        names = ", ".join(name_of(desk.org, head) for head in heads)
        beside = "Outside the president's tree" if president else "At the top"
        yield Finding(
            code="several_tops",
            weight=Weight.OPEN,
            message=f"{beside}, with people of their own: {names}.",
            ids=tuple(heads),
            hint="say whom they report to, or leave it so",
        )


def _seats(desk: Desk) -> Iterator[Finding]:
    if desk.org.people and desk.org.initiative.me is None:
        yield Finding(
            code="no_me",
            weight=Weight.OPEN,
            message="The map does not know who you are.",
            hint="set PERSON me=yes",
        )


def _questions(desk: Desk) -> Iterator[Finding]:
    for question in desk.org.initiative.open_questions:
        proposal = f"taken as proposed: {question.proposal}" if question.proposal else ""
        yield Finding(
            code=f"question_{question.kind}",
            weight=Weight.OPEN,
            message=question.message,
            ids=(question.id,),
            hint=proposal,
        )


def _asks(desk: Desk) -> Iterator[Finding]:
    for key, ask in desk.org.asks.items():
        if ask.state in (AskState.MADE, AskState.ACCEPTED) and ask.due is None:
            yield Finding(
                code="ask_without_date",
                weight=Weight.OPEN,
                message=f"An ask of {name_of(desk.org, ask.person)} has no day: {ask.text}.",
                ids=(key, ask.person),
            )


def _stale(desk: Desk) -> Iterator[Finding]:
    for person in Hierarchy(desk.org).leadership:
        judged = desk.org.judgements(person).stance_
        if judged is not None and (age := (desk.today - judged.as_of).days) > STALE_DAYS:
            yield Finding(
                code="stale",
                weight=Weight.OPEN,
                message=f"The stance of {name_of(desk.org, person)} was judged {age} days ago.",
                ids=(person,),
            )


def _words_without_deeds(desk: Desk) -> Iterator[Finding]:
    for person in desk.hierarchy.leadership:
        if says_not_does(desk.org, person):
            yield Finding(
                code="says_not_does",
                weight=Weight.OPEN,
                message=f"{name_of(desk.org, person)} says yes, and nothing was agreed or seen yet.",
                ids=(person,),
            )

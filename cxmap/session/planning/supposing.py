"""What if: changes typed as text, made to a copy of the map that nobody saves.

``leaves:A``, ``joins:NAME>MANAGER``, ``commits:A=help``, ``stance:A=supportive``,
``tie:A>B=trusts:4``, ``untie:A>B=trusts``, ``moves:A>B`` and ``rule:quorum=0.6``. A and B are found
as everywhere: id, e-mail, employee number, name or a part of it; ``moves`` takes the name of a unit,
too, and moves whoever leads it with everybody below. Each change sees the ones before
it, so somebody who joins can be tied at once. A name may hold the sign ``>`` itself: the manager of
``joins`` stands behind the last one, and nothing behind it means nobody above.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import count
from types import MappingProxyType

import msgspec

from cxmap.errors import CxmapError, PersonNotFound, UsageError
from cxmap.model.initiative import INITIATIVE
from cxmap.model.mass import is_on_board
from cxmap.model.orgmap import Edit, OrgMap
from cxmap.model.people import Tie
from cxmap.model.words import (
    Commitment,
    Dimension,
    EvidenceKind,
    PersonId,
    Stance,
    TieKind,
)
from cxmap.session.desk import Desk, Intent
from cxmap.session.entry.person_fields import NOBODY
from cxmap.session.entry.persons import find_person
from cxmap.session.entry.settings_fields import change_setting, setting_named
from cxmap.session.entry.typed import plain_word, word_of
from cxmap.session.intents.evidence import add_evidence
from cxmap.session.intents.judgements import judge
from cxmap.session.intents.people import add_person, change_person, without_person
from cxmap.session.intents.ties import tie, untie
from cxmap.session.planning.names import name_apart
from cxmap.session.planning.supposed_words import (
    LISTS_OF_PEOPLE,
    NEWCOMER,
    say_supposed,
)
from cxmap.session.together import Together
from cxmap.text import clean_line, fold

FORMS: Mapping[str, str] = MappingProxyType(
    {
        "leaves": "leaves:A",
        "joins": "joins:NAME>MANAGER",
        "commits": "commits:A=help",
        "stance": "stance:A=supportive",
        "tie": "tie:A>B=trusts:4",
        "untie": "untie:A>B=trusts",
        "moves": "moves:A>B",
        "rule": "rule:quorum=0.6",
    }
)
"""Every kind of change and how it is written."""

_SURE = 3


class Supposed(msgspec.Struct, frozen=True, kw_only=True):
    """One change as it was understood."""

    text: str
    """The change with people by id, fit to be kept."""
    says: str
    """The same in words: ``Ann Ortiz leaves``."""
    people: tuple[PersonId, ...]
    """Whom it names."""


class Supposition(msgspec.Struct, frozen=True, kw_only=True):
    """The map as it would be."""

    desk: Desk
    """With all changes made; never saved."""
    changes: tuple[Supposed, ...]


def suppose(desk: Desk, changes: Iterable[str]) -> Supposition:
    """The map after some changes, each understood on the map that the ones before it have left.

    Args:
        desk: The map and the day.
        changes: As typed, or as kept in a scenario.

    Raises:
        UsageError: If a change cannot be read, with the way to write it, or does not fit the map.
        PersonNotFound: If a person is not found.
    """
    number = count(1)
    step = Together(Desk(desk.org, desk.today, lambda letter: f"{letter}{NEWCOMER}{next(number)}"))
    understood = []
    for typed in changes:
        kind, rest = _split_kind(typed)
        try:
            understood.append(_CHANGES[kind](step, rest))
        except CxmapError as error:
            error.field = error.field or clean_line(typed)
            raise
    return Supposition(desk=step.desk, changes=tuple(understood))


def split_changes(typed: str) -> tuple[str, ...]:
    """Several changes typed in one line, separated by semicolons."""
    return tuple(part for part in (clean_line(part) for part in typed.split(";")) if part)


def _split_kind(typed: str) -> tuple[str, str]:
    kind, colon, rest = typed.partition(":")
    kind = kind.strip().casefold()
    if not colon or kind not in FORMS or not rest.strip():
        ways = FORMS.get(kind) or ", ".join(FORMS.values())
        raise UsageError(
            f"{clean_line(typed)!r} is no change", field=clean_line(typed), hint=f"write {ways}"
        )
    return kind, rest.strip()


def _halves(rest: str, mark: str, kind: str, *, last: bool = False) -> tuple[str, str]:
    """Two parts of a change around a sign.

    Raises:
        UsageError: If the sign or a part is missing.
    """
    first, found, second = rest.rpartition(mark) if last else rest.partition(mark)
    if not found or not first.strip() or not second.strip():
        raise UsageError(
            f"{clean_line(rest)!r} does not say both", field=kind, hint=f"write {FORMS[kind]}"
        )
    return first.strip(), second.strip()


def _understood(step: Together, text: str, *people: PersonId, more: str = "") -> Supposed:
    """A change that was made, told with the names of the map as it is then."""
    says = say_supposed(text, lambda who: name_apart(step.desk, who))
    return Supposed(text=text, says=f"{says}{more}", people=people)


def _leaves(step: Together, rest: str) -> Supposed:
    who = find_person(step.desk.org, rest)
    step.take(change_person, who, {"active": False, "left_on": step.desk.today})
    step.take(_without_seat, who)
    return _understood(step, f"leaves:{who}", who)


def _without_seat(desk: Desk, person: PersonId) -> Intent:
    """Seat, must-have and veto of somebody who leaves go too."""
    bare = without_person(desk.org.initiative, person)
    return Intent(name="leaves", summary="", edits=(Edit("settings", INITIATIVE, bare),))


def _joins(step: Together, rest: str) -> Supposed:
    name, sign, typed = rest.rpartition(">")
    if not sign:
        name, typed = rest, ""
    boss = _manager(step.desk, typed.strip()) if typed.strip() else None
    made = step.take(add_person, name, manager=boss)
    text = f"joins:{clean_line(name)}"
    if boss is not None or ">" in name:
        text += f">{boss or ''}"
    return _understood(step, text, *((made.id, boss) if boss else (made.id,)))


def _manager(desk: Desk, typed: str) -> PersonId:
    """Whom a newcomer reports to.

    Raises:
        PersonNotFound: If nobody or several are meant; says how a name with the sign is written.
    """
    try:
        return find_person(desk.org, typed)
    except PersonNotFound as error:
        error.hint += "; for a name with > in it and nobody above, put one more > behind it"
        raise


def _commits(step: Together, rest: str) -> Supposed:
    typed, word = _halves(rest, "=", "commits", last=True)
    who = find_person(step.desk.org, typed)
    commitment = word_of(Commitment, word, "commitment")
    step.take(judge, who, Dimension.COMMITMENT, commitment.value, confidence=_SURE)
    if commitment.score >= Commitment.HELP.score:
        step.take(add_evidence, who, EvidenceKind.PUBLIC_ACT, note="supposed")
    return _understood(step, f"commits:{who}={commitment.value}", who)


def _stance(step: Together, rest: str) -> Supposed:
    typed, word = _halves(rest, "=", "stance", last=True)
    who = find_person(step.desk.org, typed)
    stance = word_of(Stance, word, "stance")
    turned_away = is_on_board(step.desk.org, who) and stance.score <= 0
    step.take(judge, who, Dimension.STANCE, stance.value, confidence=_SURE)
    if turned_away:
        step.take(judge, who, Dimension.COMMITMENT, Commitment.NONE.value, confidence=_SURE)
    more = ", and is on board no more" if turned_away else ""
    return _understood(step, f"stance:{who}={stance.value}", who, more=more)


def _tie(step: Together, rest: str) -> Supposed:
    ends, what = _halves(rest, "=", "tie", last=True)
    a, b = _ends(step.desk, ends, "tie")
    word, _, typed = what.partition(":")
    kind = word_of(TieKind, word, "tie")
    strength = _strength(typed) if typed.strip() else None
    step.take(_drawn, a, kind, b, strength=strength)
    firm = f":{strength}" if strength else ""
    return _understood(step, f"tie:{a}>{b}={kind.value}{firm}", a, b)


def _drawn(desk: Desk, a: PersonId, kind: TieKind, b: PersonId, *, strength: int | None) -> Intent:
    """A tie that is taken for sure, as everything supposed is."""
    made = tie(desk, a, kind, b, strength=strength)
    edits = tuple(
        Edit(edit.table, edit.id, msgspec.structs.replace(edit.record, confidence=_SURE))
        if isinstance(edit.record, Tie)
        else edit
        for edit in made.edits
    )
    return msgspec.structs.replace(made, edits=edits)


def _untie(step: Together, rest: str) -> Supposed:
    ends, word = _halves(rest, "=", "untie", last=True)
    a, b = _ends(step.desk, ends, "untie")
    kind = word_of(TieKind, word, "tie")
    step.take(untie, a, kind, b)
    return _understood(step, f"untie:{a}>{b}={kind.value}", a, b)


def _moves(step: Together, rest: str) -> Supposed:
    a, b = _ends(step.desk, rest, "moves", first=_person_or_head)
    step.take(change_person, a, {"manager": b})
    return _understood(step, f"moves:{a}>{b}", a, b)


def _rule(step: Together, rest: str) -> Supposed:
    typed, text = _halves(rest, "=", "rule")
    key = setting_named(typed)
    change_setting(step, key, text)
    value = clean_line(text)
    if key.key in LISTS_OF_PEOPLE and plain_word(text) not in NOBODY:
        value = ",".join(find_person(step.desk.org, part) for part in text.split(","))
    return _understood(step, f"rule:{key.key}{key.sign}={value}")


def _person_or_head(org: OrgMap, typed: str) -> PersonId:
    """Somebody, or whoever leads the unit of that name.

    Raises:
        PersonNotFound: If nobody is meant, or several lead a unit of that name.
    """
    try:
        return find_person(org, typed)
    except PersonNotFound:
        wanted = fold(typed.strip())
        unit = {
            who: one for who, one in org.people.items() if one.active and fold(one.unit) == wanted
        }
        heads = [who for who, one in unit.items() if one.manager not in unit]
        if len(heads) == 1:
            return heads[0]
        if heads:
            names = ", ".join(f"{org.people[who].display_name} ({who})" for who in heads)
            raise PersonNotFound(
                f"several lead {clean_line(typed)}",
                field=clean_line(typed),
                hint=f"name one: {names}",
            ) from None
        raise


def _ends(
    desk: Desk, rest: str, kind: str, *, first: Callable[[OrgMap, str], PersonId] = find_person
) -> tuple[PersonId, PersonId]:
    """Two people around the sign; where a name holds it too, the first reading that fits.

    Raises:
        UsageError: If the sign or an end is missing.
        PersonNotFound: If no reading names two people.
    """
    before, behind = _halves(rest, ">", kind)
    for at, sign in enumerate(rest):
        if sign == ">":
            try:
                return first(desk.org, rest[:at]), find_person(desk.org, rest[at + 1 :])
            except PersonNotFound:
                continue
    return first(desk.org, before), find_person(desk.org, behind)


def _strength(typed: str) -> int:
    try:
        return int(typed)
    except ValueError:
        raise UsageError(
            f"{clean_line(typed)!r} is no strength", field="strength", hint="write 1 to 5"
        ) from None


_CHANGES: Mapping[str, Callable[[Together, str], Supposed]] = MappingProxyType(
    {
        "leaves": _leaves,
        "joins": _joins,
        "commits": _commits,
        "stance": _stance,
        "tie": _tie,
        "untie": _untie,
        "moves": _moves,
        "rule": _rule,
    }
)

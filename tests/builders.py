"""Small maps in one line each, for tests that read like sentences."""

from __future__ import annotations

from datetime import date

from cxmap.model.judgements import Observation
from cxmap.model.orgmap import Edit, OrgMap
from cxmap.model.people import Person, Tie
from cxmap.model.programme import Ask, Engagement, Evidence
from cxmap.model.words import (
    AskState,
    Basis,
    Dimension,
    EngagementKind,
    EvidenceKind,
    Flag,
    Role,
    TieKind,
)

DAY = date(2026, 2, 1)


def chart(lines: str) -> OrgMap:
    """A map from ``ceo > coo cfo; coo > ops``; ids are the words, names the words capitalised.

    A word ending in ``*`` is an assistant, in ``?`` a vacant post.
    """
    people: dict[str, Person] = {}

    def add(word: str, manager: str | None) -> None:
        name = word.strip("*?")
        flags = (Flag.GATEKEEPER,) if word.endswith("*") else ()
        boss = (
            manager if manager is not None else (people[name].manager if name in people else None)
        )
        people[name] = Person(
            id=name,
            display_name=name.capitalize(),
            manager=boss,
            flags=flags or (people[name].flags if name in people else ()),
            placeholder=word.endswith("?"),
        )

    for part in lines.split(";"):
        boss, _, below = part.partition(">")
        boss = boss.strip()
        if boss.strip("*?") not in people:
            add(boss, None)
        for word in below.split():
            add(word, boss.strip("*?"))
    return OrgMap({"people": people})


def edited(org: OrgMap, *edits: Edit) -> OrgMap:
    """The map with some records more."""
    return org.with_edits(edits)


def role(org: OrgMap, **roles: str) -> OrgMap:
    """Give people roles: ``role(org, cfo="outcome_owner")``."""
    from msgspec.structs import replace

    return org.with_edits(
        Edit("people", who, replace(org.people[who], roles=(Role(word),)))
        for who, word in roles.items()
    )


def judged(
    org: OrgMap,
    who: str,
    dimension: str,
    value: str | int | tuple[str, ...],
    *,
    on: date = DAY,
    basis: str = "observed",
) -> OrgMap:
    """One judgement more."""
    key = f"o{len(org.observations)}"
    seen = Observation(
        id=key,
        person=who,
        dimension=Dimension(dimension),
        value=value,
        as_of=on,
        basis=Basis(basis),
    )
    return org.with_edits([Edit("observations", key, seen)])


def asked(org: OrgMap, who: str, state: str = "accepted", *, on: date = DAY, due=None) -> OrgMap:
    """One ask more."""
    key = f"a{len(org.asks)}"
    settled = None if state in ("draft", "made") else on
    ask = Ask(
        id=key,
        person=who,
        text="Fund a pilot",
        state=AskState(state),
        made_on=on,
        due=due,
        accepted_on=on if state in ("accepted", "kept") else None,
        settled_on=settled,
    )
    return org.with_edits([Edit("asks", key, ask)])


def seen(org: OrgMap, who: str, kind: str = "budget", *, on: date = DAY) -> OrgMap:
    """One piece of evidence more."""
    key = f"v{len(org.evidence)}"
    item = Evidence(id=key, kind=EvidenceKind(kind), on=on, person=who)
    return org.with_edits([Edit("evidence", key, item)])


def met(org: OrgMap, who: str, kind: str = "one_on_one", *, on: date = DAY) -> OrgMap:
    """One talk more."""
    key = f"e{len(org.engagements)}"
    talk = Engagement(id=key, on=on, people=(who,), kind=EngagementKind(kind))
    return org.with_edits([Edit("engagements", key, talk)])


def tied(org: OrgMap, a: str, kind: str, b: str, strength: int | None = None) -> OrgMap:
    """One tie more."""
    key = f"t{len(org.ties)}"
    return org.with_edits(
        [Edit("ties", key, Tie(id=key, a=a, b=b, kind=TieKind(kind), strength=strength))]
    )


def settled(org: OrgMap, **fields) -> OrgMap:
    """The initiative with some fields changed."""
    from msgspec.structs import replace

    return org.with_edits([Edit("settings", "initiative", replace(org.initiative, **fields))])


def on_board(org: OrgMap, *people: str, on: date = DAY) -> OrgMap:
    """People who help and have agreed to an ask."""
    for who in people:
        org = asked(judged(org, who, "commitment", "help", on=on), who, on=on)
    return org

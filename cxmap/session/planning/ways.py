"""The way in: who could introduce me to somebody, and where the chain is weakest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from cxmap.model.mass import is_on_board
from cxmap.model.words import EngagementKind, PersonId, Stance, TieKind
from cxmap.plan.explain import Reason
from cxmap.session.desk import Desk
from cxmap.session.showing.rows import name_of
from cxmap.session.showing.surroundings import surroundings

STRENGTH_WORDS = {1: "met", 2: "acquainted", 3: "work together", 4: "close", 5: "decisive"}
"""What the strength of a tie is called."""
_REACH = 2
"""Intermediaries at most, so this many steps around the person are looked at."""


class WayStep(msgspec.Struct, frozen=True, kw_only=True):
    """One introduction of a way in."""

    a: PersonId
    a_name: str
    b: PersonId
    b_name: str
    kind: TieKind
    strength: int
    text: str
    """For example ``Ann trusts Bob, close``."""


class WayView(msgspec.Struct, frozen=True, kw_only=True):
    """How to get to somebody."""

    person: PersonId
    name: str
    state: str
    """``known`` (I can ask), ``introduced`` (somebody can introduce me) or ``none``."""
    steps: tuple[WayStep, ...]
    """From somebody I know to the person; empty unless introduced."""
    weakest: WayStep | None
    """The link to be careful with."""
    message: str
    """The answer in a sentence."""

    @property
    def through(self) -> tuple[PersonId, ...]:
        """Who is in between, nearest to me first."""
        return tuple(step.a for step in self.steps)


def whom_i_know(desk: Desk) -> dict[PersonId, str]:
    """Who would introduce me, and why I may count on it; nobody who left, never me.

    On board, met one-on-one and not resistant, tied to me, or said to be within reach.
    """
    near = tied_to_me(desk)
    found = ((who, how_i_know(desk, who, near)) for who in desk.org.people)
    return {who: why for who, why in found if why}


def how_i_know(desk: Desk, person: PersonId, near: Mapping[PersonId, str]) -> str:
    """Why I may ask somebody myself, as the end of a sentence; empty if I do not know them.

    Args:
        desk: The map and the day.
        person: Somebody on the map.
        near: ``tied_to_me``.
    """
    org, found = desk.org, desk.org.people[person]
    if not found.active or found.placeholder or person == org.initiative.me:
        return ""
    if is_on_board(org, person):
        return "is on board"
    alone = [met for met in org.engagements_of(person) if met.kind is EngagementKind.ONE_ON_ONE]
    if alone and org.judgements(person).stance is not Stance.RESISTANT:
        return f"was met one-on-one on {alone[-1].on.isoformat()}"
    return near.get(person, "is within reach" if found.reach is True else "")


def access_of(desk: Desk, person: PersonId, near: Mapping[PersonId, str]) -> Reason | None:
    """How a talk with somebody comes about when no introduction is needed; None where one is.

    Code ``access``: ``known`` (I know them) or ``may_ask`` (nobody said out of reach).

    Args:
        desk: The map and the day.
        person: Somebody on the map.
        near: ``tied_to_me``.
    """
    why = how_i_know(desk, person, near)
    if why:
        text, access = f"You can ask yourself: {why}.", "known"
    elif desk.org.people[person].reach is False:
        return None
    else:
        text, access = "Not met yet, and not out of reach: you may ask directly.", "may_ask"
        if any(met.kind.persuades for met in desk.org.engagements_of(person)):
            text, access = "You have talked before, so you can ask yourself.", "known"
    return Reason(code="access", text=text, values={"access": access})


def tied_to_me(desk: Desk) -> dict[PersonId, str]:
    """Who hangs together with me directly, and how; friction opens no door."""
    org, me = desk.org, desk.org.initiative.me
    if me is None or me not in org.people:
        return {}
    near: dict[PersonId, str] = dict.fromkeys(org.reports.get(me, ()), "reports to you")
    boss = org.people[me].manager
    if boss is not None:
        near[boss] = "is your manager"
    for tie in org.ties_of(me):
        if tie.kind is not TieKind.FRICTION:
            near.setdefault(tie.b if tie.a == me else tie.a, "is tied to you")
    return near


def way_view(desk: Desk, person: PersonId, known: dict[PersonId, str] | None = None) -> WayView:
    """The warmest way to somebody: at most two intermediaries, the weakest link named.

    Neither the president nor I stand in between: the president hears it last.

    Args:
        desk: The map and the day.
        person: Who is to be reached.
        known: ``whom_i_know`` if it is at hand.

    Raises:
        UsageError: If the person is not on the map.
    """
    found = desk.person(person)
    name = found.display_name
    if person == desk.org.initiative.me:
        return _without_steps(desk, person, "known", f"{name} is you.")
    if not found.active:
        return _without_steps(desk, person, "none", f"{name} has left.")
    mine = whom_i_know(desk) if known is None else known
    if person in mine:
        said = f"You can ask {name} yourself: {name} {mine[person]}."
        return _without_steps(desk, person, "known", said)
    steps = _chain(desk, person, mine)
    if not steps:
        return _without_steps(desk, person, "none", _no_path(desk, person))
    weakest = min(steps, key=lambda step: step.strength)
    return WayView(
        person=person,
        name=name,
        state="introduced",
        steps=steps,
        weakest=weakest,
        message=_introduction(steps, weakest, mine),
    )


def _without_steps(desk: Desk, person: PersonId, state: str, message: str) -> WayView:
    """An answer that needs no introduction, or has none."""
    name = name_of(desk.org, person)
    return WayView(person=person, name=name, state=state, steps=(), weakest=None, message=message)


def _chain(desk: Desk, person: PersonId, known: Iterable[PersonId]) -> tuple[WayStep, ...]:
    """The chain that the graph knows, as steps with names."""
    from cxmap.graph.influence import build_graph
    from cxmap.graph.paths import way_in
    from cxmap.model.orgmap import OrgMap

    org = desk.org
    aside = {who for who in (org.initiative.me, desk.hierarchy.president) if who} - {person}
    around = surroundings(desk, person, _REACH, without=aside)
    near = OrgMap(
        {
            "people": {who: org.people[who] for who in around.steps},
            "ties": {bond.tie: org.ties[bond.tie] for bond in around.bonds if bond.tie},
        }
    )
    found = way_in(build_graph(near), known, person)
    if found is None:
        return ()
    return tuple(
        WayStep(
            a=link.a,
            a_name=name_of(org, link.a),
            b=link.b,
            b_name=name_of(org, link.b),
            kind=link.kind,
            strength=link.strength,
            text=f"{_say_link(desk, link.a, link.kind, link.b)}, {STRENGTH_WORDS[link.strength]}",
        )
        for link in found.links
    )


def _say_link(desk: Desk, a: PersonId, kind: TieKind, b: PersonId) -> str:
    """A link in the direction in which the tie runs on the map."""
    from cxmap.session.intents.ties import say_kind

    org = desk.org
    if kind is TieKind.INTRODUCES:
        return f"{name_of(org, a)} offers to introduce you to {name_of(org, b)}"
    if kind is TieKind.REPORTS_TO:
        runs = org.people[a].manager == b
    else:
        runs = any(tie.kind is kind and tie.a == a and tie.b == b for tie in org.ties_of(a))
    first, second = (a, b) if runs else (b, a)
    return f"{name_of(org, first)} {say_kind(kind)} {name_of(org, second)}"


def _introduction(steps: tuple[WayStep, ...], weakest: WayStep, known: dict[PersonId, str]) -> str:
    first, last = steps[0], steps[-1]
    if len(steps) == 1:
        said = f"{first.a_name} can introduce you to {first.b_name}"
    else:
        said = f"{first.a_name} leads to {last.a_name}, who can introduce you to {last.b_name}"
    sure = f"; {first.a_name} {known[first.a]}"
    soft = f". Weakest link: {weakest.text}" if len(steps) > 1 else f": {weakest.text}"
    return f"{said}{soft}{sure}." if len(steps) == 1 else f"{said}{sure}{soft}."


def _no_path(desk: Desk, person: PersonId) -> str:
    """No path known, and what may be done instead."""
    found = desk.person(person)
    said = f"No path known to {found.display_name} over at most two people"
    if found.reach is False:
        return f"{said}: ask whom you know, and note the tie with r."
    return f"{said}; nobody said out of reach, so you may ask directly."

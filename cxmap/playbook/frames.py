"""What to say to whom: the message frame, the evidence, the questions, and what to leave out."""

from __future__ import annotations

import msgspec

from cxmap.model.words import Commitment, Role, Stance
from cxmap.playbook.asks import ProposedAsk, propose_ask
from cxmap.playbook.book import Playbook, playbook
from cxmap.playbook.entries import BarrierEntry, Family

MOST_QUESTIONS = 3
"""A first meeting has three questions and no slides."""
MOST_EVIDENCE = 3
"""Pieces of evidence worth carrying into one talk."""
_NO_FAMILY = ("", "other")
_NOT_HEARD = (Stance.UNKNOWN, Stance.UNAWARE)


class Listener(msgspec.Struct, frozen=True, kw_only=True):
    """The person a talk is prepared for, as far as the playbook needs to know."""

    family: str = ""
    """Function family; empty when not known."""
    roles: tuple[str, ...] = ()
    """Words of ``Role``."""
    gatekeeper: bool = False
    level: str = "unknown"
    """Seniority that the title words."""
    stance: str = Stance.UNKNOWN
    commitment: str = Commitment.NONE
    barrier: str = ""
    """Main barrier; empty when none is known."""
    priority: str = ""
    """What matters to them, in their own words."""
    asked: tuple[str, ...] = ()
    """Texts of everything asked of them before."""
    met: bool = True
    """Whether there was a talk before."""


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """The angle of a talk: their goal first, the argument second."""

    opening: str
    """Their priority in their own words, or how to begin without it."""
    angle: str
    """The argument in the terms of their responsibility."""
    reply: str = ""
    """The answer to what stands in the way; empty when nothing is known to."""

    @property
    def text(self) -> str:
        """One or two sentences for the home screen: opening and angle."""
        return f"{self.opening} {self.angle}".strip()


class Preparation(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the playbook offers for one talk."""

    frame: Frame
    ask: ProposedAsk | None
    """None when everything that fits has been asked already."""
    questions: tuple[str, ...]
    evidence: tuple[str, ...]
    avoid: tuple[str, ...]
    likely_barriers: tuple[str, ...]
    """Labels of barriers that people in this function often have; empty once one is known."""


def frame_for(person: Listener, book: Playbook | None = None) -> Frame:
    """The message frame for a person.

    Args:
        person: Whom the talk is with.
        book: The playbook; the program's own when not given.
    """
    book = book or playbook()
    family = _family(person, book)
    barrier = book.barriers.get(person.barrier)
    return Frame(
        opening=_opening(person, family, book),
        angle=_angle(person, family, book),
        reply=barrier.response if barrier else "",
    )


def ask_for(person: Listener, book: Playbook | None = None) -> ProposedAsk | None:
    """The deed to ask a person for next; None when everything that fits has been asked.

    Args:
        person: Whom the talk is with.
        book: The playbook; the program's own when not given.
    """
    book = book or playbook()
    return propose_ask(
        book,
        _family(person, book).id,
        barrier=person.barrier,
        stance=person.stance,
        commitment=person.commitment,
        middle=person.level == "middle",
        asked=person.asked,
        first_talk=not person.met and person.stance in _NOT_HEARD,
    )


def prepare(person: Listener, book: Playbook | None = None) -> Preparation:
    """Everything for one talk: frame, ask, questions, evidence, what to leave out.

    Args:
        person: Whom the talk is with.
        book: The playbook; the program's own when not given.
    """
    book = book or playbook()
    family = _family(person, book)
    barrier = book.barriers.get(person.barrier)
    return Preparation(
        frame=frame_for(person, book),
        ask=ask_for(person, book),
        questions=_questions(person, family, barrier, book),
        evidence=_first(MOST_EVIDENCE, barrier.evidence if barrier else (), family.evidence),
        avoid=_first(MOST_EVIDENCE, (barrier.avoid,) if barrier else (), (family.avoid,)),
        likely_barriers=(
            () if barrier else tuple(book.barriers[name].label for name in family.worries)
        ),
    )


def _family(person: Listener, book: Playbook) -> Family:
    """The family to speak to: the chart's president and gatekeepers come before the title."""
    if Role.PRESIDENT in person.roles:
        return book.families["ceo"]
    if person.gatekeeper and person.family in _NO_FAMILY:
        return book.families["gatekeeper"]
    if person.family == "ceo":
        return book.families["bu_gm"]
    return book.family(person.family)


def _opening(person: Listener, family: Family, book: Playbook) -> str:
    if person.priority.strip():
        return f"Start from their words: \u201c{person.priority.strip().rstrip('.')}\u201d."
    stance = book.stances.get(person.stance) or book.stances[Stance.UNKNOWN]
    if person.stance in _NOT_HEARD and family.metrics:
        return f"{stance.opening} They probably watch {family.metrics[0]}; ask before assuming."
    return stance.opening


def _angle(person: Listener, family: Family, book: Playbook) -> str:
    if person.level == "middle" and Role.PRESIDENT not in person.roles:
        return f"{family.angle} {book.middle.angle}"
    return family.angle


def _questions(
    person: Listener, family: Family, barrier: BarrierEntry | None, book: Playbook
) -> tuple[str, ...]:
    stance = book.stances.get(person.stance)
    return _first(
        MOST_QUESTIONS,
        barrier.questions if barrier else (),
        family.listen
        if person.priority
        else (*family.listen[:1], "What are you measured on this year?"),
        (stance.question,) if stance else (),
        family.listen,
    )


def _first(most: int, *groups: tuple[str, ...]) -> tuple[str, ...]:
    """The first so many different texts."""
    return tuple(dict.fromkeys(text for group in groups for text in group if text))[:most]

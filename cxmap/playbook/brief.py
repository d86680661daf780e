"""The one-page brief for one talk: what fits on a screen and in a head."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

import msgspec

from cxmap.model.words import Stance
from cxmap.playbook.book import Playbook, playbook
from cxmap.playbook.frames import Listener, Preparation, prepare

LINES = 40
"""A brief fits on one terminal screen of this height at 80 columns."""
_WIDTH = 78
_HISTORY = 3
"""Lines of history; more is for the card."""


class Meeting(msgspec.Struct, frozen=True, kw_only=True):
    """What the map knows about the talk to come."""

    name: str
    title: str = ""
    listener: Listener
    goal: str = ""
    """Their goal in their words, with the day if known."""
    metric: str = ""
    """The figure they are measured by."""
    way_in: str = ""
    """How to reach them: known, or introduced by whom."""
    history: tuple[str, ...] = ()
    """Newest first, one line each."""
    concerns: tuple[str, ...] = ()
    """Open worries in their words."""
    promises: tuple[str, ...] = ()
    """What I promised them and have not kept yet."""
    fact: str = ""
    """One fact for today."""
    ask: str = ""
    """The ask the lead has drafted; the playbook's is offered where empty."""


class Section(msgspec.Struct, frozen=True):
    """A headed part of a brief."""

    title: str
    lines: tuple[str, ...]


class Brief(msgspec.Struct, frozen=True):
    """A brief in sections, in the order in which they are needed."""

    heading: str
    sections: tuple[Section, ...]

    def as_text(self, width: int = _WIDTH) -> str:
        """The brief as plain text, long lines folded.

        Args:
            width: Columns, at least 40.
        """
        lines = [self.heading, ""]
        for section in self.sections:
            lines.append(section.title)
            for line in section.lines:
                lines += textwrap.wrap(
                    line, max(width, 40), initial_indent="  ", subsequent_indent="  "
                ) or [""]
        return "\n".join(lines) + "\n"


def brief_for(meeting: Meeting, book: Playbook | None = None) -> Brief:
    """The one-page brief for a talk.

    Args:
        meeting: What the map knows.
        book: The playbook; the program's own when not given.

    Returns:
        Sections in order; one without anything to say is left out, except goal and ask.
    """
    offered = prepare(meeting.listener, book)
    sections = (
        Section("Their goal", _goal(meeting)),
        Section("Way in", (meeting.way_in,) if meeting.way_in else ()),
        Section("So far", meeting.history[:_HISTORY]),
        Section("I owe them", meeting.promises),
        Section("What may stand in the way", _barrier(meeting, offered, book or playbook())),
        Section("How to begin", (offered.frame.opening, offered.frame.angle)),
        Section("One fact for today", _fact(meeting, offered)),
        Section("One ask", _ask(meeting, offered)),
        Section("Questions", offered.questions),
        Section("Better left out", offered.avoid),
    )
    heading = f"{meeting.name}, {meeting.title}" if meeting.title else meeting.name
    return Brief(heading, tuple(section for section in sections if section.lines))


def _goal(meeting: Meeting) -> tuple[str, ...]:
    known = [text for text in (meeting.goal or meeting.listener.priority, meeting.metric) if text]
    return tuple(known) or ("Not known yet: ask, and note it in their words.",)


def _barrier(meeting: Meeting, offered: Preparation, book: Playbook) -> tuple[str, ...]:
    lines = [f"They said: {concern}" for concern in meeting.concerns]
    entry = book.barriers.get(meeting.listener.barrier)
    if entry:
        lines += [f"{entry.label}.", f"Reply: {entry.response}"]
    elif offered.likely_barriers and meeting.listener.stance not in (
        Stance.SUPPORTIVE,
        Stance.LEADING,
    ):
        often = "; ".join(label[0].lower() + label[1:] for label in offered.likely_barriers)
        lines.append(f"Not known. Often in this function: {often}.")
    return tuple(lines)


def _fact(meeting: Meeting, offered: Preparation) -> tuple[str, ...]:
    if meeting.fact:
        return (meeting.fact,)
    return (f"Bring one of: {'; '.join(offered.evidence)}.",) if offered.evidence else ()


def _ask(meeting: Meeting, offered: Preparation) -> tuple[str, ...]:
    return tuple(_ask_lines(meeting, offered))


def _ask_lines(meeting: Meeting, offered: Preparation) -> Iterator[str]:
    if meeting.ask:
        yield meeting.ask
    elif offered.ask is not None:
        yield offered.ask.text
        yield f"Done when: {offered.ask.done_when}."
    else:
        yield "Everything that fits has been asked: ask what they would do next."

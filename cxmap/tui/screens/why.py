"""Why this person, why now: what speaks for a talk, what against, and where the plan has them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from cxmap.errors import CxmapError
from cxmap.model.words import PersonId
from cxmap.plan.explain import Reason
from cxmap.plan.solve import Plan
from cxmap.tui.advisor import plan_of
from cxmap.tui.app import CxmapApp
from cxmap.tui.pages import Lines, labelled, paragraph
from cxmap.tui.screens.page import PageScreen
from cxmap.tui.widgets.cells import Cell, Span, Tone

_LABEL = 9


class WhyScreen(PageScreen):
    """The reasons about one person, written as soon as the plan is at hand.

    Args:
        program: The app.
        person: About whom.
    """

    TITLE_WORD = "Why"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("w", "dismiss", "close", show=False)]

    @dataclass
    class Planned(Message):
        """The plan is at hand, or why there is none."""

        plan: Plan | CxmapError
        """What the planner says."""

    def __init__(self, program: CxmapApp, person: PersonId) -> None:
        super().__init__()
        self._program = program
        self._person = person
        self._plan: Plan | CxmapError | None = None

    def on_mount(self) -> None:
        """Ask the planner."""
        self.run_worker(self._ask, thread=True, exclusive=True, group="advice", name="why")

    def _ask(self) -> None:
        try:
            plan: Plan | CxmapError = plan_of(self._program)
        except CxmapError as error:
            plan = error
        self.post_message(self.Planned(plan))

    def on_why_screen_planned(self, message: WhyScreen.Planned) -> None:
        """Write the page again, with the plan."""
        self._plan = message.plan
        self.write_again()

    def page(self, width: int) -> Lines:
        """Where they stand, what the plan says, what speaks for and against."""
        from cxmap.session.reasons import reasons_against, reasons_for
        from cxmap.session.standing import why_counts

        desk = self._program.desk
        row = self._program.row(self._person)
        standing = why_counts(desk.org, self._person)
        lines: list[Cell] = [
            (Span(row.name, Tone.STRONG),),
            *paragraph(row.title, width, Tone.MUTED),
        ]
        lines += [(), *labelled("Stands", (Span(standing),), width, label_width=_LABEL)]
        planned, reasons = self._from_plan()
        lines += labelled("Plan", (Span(planned),), width, label_width=_LABEL)
        speaks_for = [*reasons, *reasons_for(desk, self._person)]
        lines += _listed("For", speaks_for, Tone.PLAIN, width)
        lines += _listed("Against", list(reasons_against(desk, self._person)), Tone.WARN, width)
        return lines

    def _from_plan(self) -> tuple[str, Sequence[Reason]]:
        """Where the plan has the person, in words, and the plan's own reasons."""
        plan = self._plan
        if plan is None:
            return "working it out …", ()
        if isinstance(plan, CxmapError):
            return f"there is none: {plan.message}", ()
        if plan.talks is None:
            return "critical mass cannot be reached as the map stands", ()
        turns = [
            at for at, step in enumerate(plan.steps, start=1) if step.talk_with == self._person
        ]
        if not turns:
            return f"needs no talk with {self._program.row(self._person).name}", ()
        said = " and ".join(str(turn) for turn in turns)
        word = "talk" if len(turns) == 1 else "talks"
        return f"{word} {said} of {plan.talks}", plan.steps[turns[0] - 1].reasons


def _listed(label: str, reasons: Sequence[Reason], tone: Tone, width: int) -> list[Cell]:
    lines: list[Cell] = [()] if reasons else []
    for at, reason in enumerate(reasons):
        head = label if not at else ""
        lines += labelled(head, (Span(reason.text, tone),), width, label_width=_LABEL)
    return lines

"""Why this person, why now, and why before somebody else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.worker import get_current_worker

from cxmap.errors import CxmapError
from cxmap.model.words import PersonId
from cxmap.plan.contrast import Contrast
from cxmap.plan.explain import Reason
from cxmap.session.planning.weighing import WhyView
from cxmap.tui.advisor import plan_of
from cxmap.tui.app import CxmapApp
from cxmap.tui.pages import Lines, labelled, paragraph
from cxmap.tui.screens.advised_page import AdvisedPage
from cxmap.tui.widgets.cells import Cell, Span, Tone
from cxmap.tui.widgets.sheet import Sheet

_LABEL = 9


@dataclass(frozen=True)
class Weighed:
    """The reasons, and the comparison that is shown."""

    why: WhyView
    """What speaks for and against."""
    other: PersonId | None
    """With whom the person is compared; None when the plan knows nobody else."""
    contrast: Contrast | CxmapError | None
    """The answer; why there is none; None before it was asked for."""


class WhyScreen(AdvisedPage[Weighed]):
    """The reasons about one person, and what another order would cost.

    Args:
        program: The app.
        person: About whom.
    """

    TITLE_WORD = "Why"
    SUBTITLE_WORD = "← → beside others of the plan · Esc closes"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "dismiss", "close", show=False),
        Binding("right,n", "compare(1)", "with the next", show=False),
        Binding("left,N", "compare(-1)", "with the one before", show=False),
    ]

    def __init__(self, program: CxmapApp, person: PersonId) -> None:
        super().__init__(program)
        self._person = person
        self._place: int | None = None
        self._looks_beside = False

    def work_out(self) -> Weighed:
        """The reasons, and the comparison with whoever is chosen."""
        from cxmap.session.planning.weighing import why_before, why_view

        worker, plan = get_current_worker(), plan_of(self.program)
        why = why_view(self.program.desk, self._person, plan)
        place = self._chosen(why)
        if place is None:
            return Weighed(why, None, None)
        other = why.others[place][0]
        try:
            found: Contrast | CxmapError = why_before(
                self.program.session.desk,
                self._person,
                other,
                plan=plan,
                stop=lambda: worker.is_cancelled,
            )
        except CxmapError as error:
            found = error
        return Weighed(why, other, found)

    def _chosen(self, why: WhyView) -> int | None:
        """Place of the other one: whoever comes next in the plan unless the lead has chosen."""
        if not why.others:
            return None
        if self._place is None:
            first = why.turns[0] if why.turns else 1
            order = [who for who, _ in why.others]
            plan = plan_of(self.program).order
            after = [who for who in plan[first:] if who != self._person]
            self._place = order.index(after[0]) if after else 0
        return self._place % len(why.others)

    def action_compare(self, step: int) -> None:
        """Compare with the next one of the plan, or the one before."""
        if self.view is None or self._place is None:
            return
        self._place += step
        others = self.view.why.others
        self.view = Weighed(self.view.why, others[self._place % len(others)][0], None)
        self._looks_beside = True
        self.write_again()
        self.begin()

    def write_again(self) -> None:
        """Write the page again; whoever has chosen the other one sees what it says of them."""
        super().write_again()
        if self._looks_beside:
            self.call_after_refresh(self.query_one(Sheet).scroll_end, animate=False)

    def write_before(self, width: int) -> Lines:
        """Who it is, at once."""
        row = self.program.row(self._person)
        return [
            (Span(row.name, Tone.STRONG),),
            *paragraph(row.title, width, Tone.MUTED),
            (),
            *labelled("Plan", (Span("working it out …"),), width, label_width=_LABEL),
        ]

    def write(self, view: Weighed, width: int) -> Lines:
        """Where they stand, what the plan says, what speaks for and against, and the comparison."""
        why = view.why
        lines: list[Cell] = [
            (Span(why.name, Tone.STRONG),),
            *paragraph(why.title, width, Tone.MUTED),
            (),
            *labelled("Stands", (Span(why.stands),), width, label_width=_LABEL),
            *labelled("Plan", (Span(why.planned),), width, label_width=_LABEL),
        ]
        lines += _listed("For", why.reasons, Tone.PLAIN, width)
        lines += _listed("Against", why.against, Tone.WARN, width)
        return [*lines, *self._comparison(view, width)]

    def _comparison(self, view: Weighed, width: int) -> Sequence[Cell]:
        if view.other is None:
            return ()
        heading = f"Beside {self.program.row(view.other).name}   ← → others of the plan"
        found = view.contrast
        if found is None:
            text, tone = "Working it out …", Tone.MUTED
        elif isinstance(found, CxmapError):
            text, tone = found.message, Tone.MUTED
        else:
            text, tone = self.program.hidden(found.text), Tone.PLAIN
            if not found.sure:
                text += " One of the two plans is not proved, so the price may be less."
        return [(), (Span(heading, Tone.PRIMARY),), *paragraph(text, width, tone)]


def _listed(label: str, reasons: Sequence[Reason], tone: Tone, width: int) -> list[Cell]:
    lines: list[Cell] = [()] if reasons else []
    for at, reason in enumerate(reasons):
        head = label if not at else ""
        lines += labelled(head, (Span(reason.text, tone),), width, label_width=_LABEL)
    return lines

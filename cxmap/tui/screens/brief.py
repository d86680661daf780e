"""Preparing one talk: the one-page brief."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from cxmap.model.words import PersonId
from cxmap.playbook.brief import Brief
from cxmap.tui.app import CxmapApp
from cxmap.tui.pages import Lines, paragraph
from cxmap.tui.screens.advised_page import AdvisedPage
from cxmap.tui.widgets.cells import Cell, Span, Tone


class BriefScreen(AdvisedPage[Brief]):
    """One page for one talk; ``y`` copies it.

    Args:
        program: The app.
        person: With whom.
    """

    TITLE_WORD = "Prepare the talk"
    SUBTITLE_WORD = "y copies · Esc closes"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("P", "dismiss", "close", show=False),
        Binding("y", "copy", "copy", show=False),
    ]

    def __init__(self, program: CxmapApp, person: PersonId) -> None:
        super().__init__(program)
        self._person = person

    def work_out(self) -> Brief:
        """The brief."""
        from cxmap.session.showing.briefing import brief_of

        return brief_of(self.program.desk, self._person)

    def write(self, view: Brief, width: int) -> Lines:
        """Heading, then each part with its heading."""
        lines: list[Cell] = [*paragraph(view.heading, width, Tone.STRONG)]
        for section in view.sections:
            tone = Tone.ACCENT if section.title == "One ask" else Tone.PLAIN
            lines += [(), (Span(section.title, Tone.PRIMARY),)]
            for line in section.lines:
                lines += paragraph(line, width, tone, indent=2)
        return lines

    def action_copy(self) -> None:
        """Copy the page as text."""
        if self.view is not None:
            self.app.copy_to_clipboard(self.view.as_text())
            self.program.say(
                "Sent the brief to the clipboard; in the shell, cxmap brief writes it to a file"
            )

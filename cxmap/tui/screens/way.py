"""The way in: who can open the door to somebody, link by link."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from cxmap.model.words import PersonId
from cxmap.tui.app import CxmapApp
from cxmap.tui.pages import Lines, labelled, paragraph
from cxmap.tui.screens.page import PageScreen
from cxmap.tui.widgets.cells import Cell, Span, Tone

_LABEL = 9


class WayScreen(PageScreen):
    """The strongest way to one person, with its weakest link.

    Args:
        program: The app.
        person: To whom.
    """

    TITLE_WORD = "Way in"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("p", "dismiss", "close", show=False)]

    def __init__(self, program: CxmapApp, person: PersonId) -> None:
        super().__init__()
        self._program = program
        self._person = person

    def page(self, width: int) -> Lines:
        """The answer, then each introduction."""
        from cxmap.session.ways import way_view

        row = self._program.row(self._person)
        view = way_view(self._program.desk, self._person)
        lines: list[Cell] = [
            (Span(row.name, Tone.STRONG),),
            *paragraph(row.title, width, Tone.MUTED),
        ]
        lines += [(), *paragraph(view.message, width)]
        for number, step in enumerate(view.steps, start=1):
            is_weakest = view.weakest is not None and step == view.weakest and len(view.steps) > 1
            note = " (the weakest link)" if is_weakest else ""
            tone = Tone.WARN if is_weakest else Tone.PLAIN
            text = (Span(f"{step.text}{note}", tone),)
            lines += [*([()] if number == 1 else []),
                      *labelled(f"step {number}", text, width, label_width=_LABEL)]  # fmt: skip
        if not view.steps and view.state == "none":
            lines += [
                (),
                *paragraph("r notes a relation that could open the door.", width, Tone.MUTED),
            ]
        return lines

"""The way in: who can open the door to somebody, link by link, and which talks win them."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from cxmap.model.words import PersonId
from cxmap.session.planning.backwards import Backwards
from cxmap.tui.app import CxmapApp
from cxmap.tui.pages import Lines, labelled, paragraph
from cxmap.tui.screens.advised_page import AdvisedPage
from cxmap.tui.widgets.cells import Cell, Span, Tone

_LABEL = 9


class WayScreen(AdvisedPage[Backwards]):
    """The strongest way to one person with its weakest link, and who softens them.

    Args:
        program: The app.
        person: To whom.
    """

    TITLE_WORD = "Way in"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("p", "dismiss", "close", show=False)]

    def __init__(self, program: CxmapApp, person: PersonId) -> None:
        super().__init__(program)
        self._person = person

    def work_out(self) -> Backwards:
        """The way, and the talks backward from the person."""
        from cxmap.session.planning.backwards import backwards

        return backwards(self.program.desk, self._person)

    def write_before(self, width: int) -> Lines:
        """Who it is, at once."""
        row = self.program.row(self._person)
        return [
            (Span(row.name, Tone.STRONG),),
            *paragraph(row.title, width, Tone.MUTED),
            (),
            *paragraph("Looking for a way …", width, Tone.MUTED),
        ]

    def write(self, view: Backwards, width: int) -> Lines:
        """The answer, each introduction, then the talks that win them."""
        way = view.way
        lines: list[Cell] = [*self.write_before(width)[:-1], *paragraph(way.message, width)]
        for number, step in enumerate(way.steps if len(way.steps) > 1 else (), start=1):
            is_weakest = step == way.weakest
            note = " (the weakest link)" if is_weakest else ""
            text = (Span(f"{step.text}{note}", Tone.WARN if is_weakest else Tone.PLAIN),)
            lines += [*([()] if number == 1 else []),
                      *labelled(f"step {number}", text, width, label_width=_LABEL)]  # fmt: skip
        if way.state == "none":
            hint = "r notes a relation that could open the door."
            lines += [(), *paragraph(hint, width, Tone.MUTED)]
        if view.message:
            lines += [(), (Span("To win them", Tone.PRIMARY),), *paragraph(view.message, width)]
        for at, talk in enumerate(view.steps):
            name = view.names.get(talk.talk_with, talk.talk_with)
            lines.append((Span(f"{at + 1:>2}  ", Tone.MUTED), Span(name)))
            for reason in view.why(at):
                lines += paragraph(reason.text, width, Tone.MUTED, indent=4)
        return lines

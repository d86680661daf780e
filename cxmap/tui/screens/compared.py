"""Two days of the map side by side, on a page over the history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import ClassVar

from textual.binding import Binding, BindingType

from cxmap.session.record.comparison import Comparison, Shift, compare
from cxmap.tui.app import CxmapApp
from cxmap.tui.pages import Lines, paragraph
from cxmap.tui.screens.page import PageScreen
from cxmap.tui.widgets.cells import Cell, Span, Tone

_DAY = timedelta(days=1)


class ComparedScreen(PageScreen):
    """What is different between the ends of two days; the arrows take other days.

    Args:
        program: The app.
        days: On which something was done.
        begin: The day whose morning is compared with today.
    """

    TITLE_WORD = "Two days"
    SUBTITLE_WORD = "← → first day · < > second day · Esc closes"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "dismiss", "close", show=False),
        Binding("left", "move(0, -1)", "first day earlier", show=False),
        Binding("right", "move(0, 1)", "first day later", show=False),
        Binding("less_than_sign", "move(1, -1)", "second day earlier", show=False),
        Binding("greater_than_sign", "move(1, 1)", "second day later", show=False),
    ]

    def __init__(self, program: CxmapApp, days: Sequence[date], begin: date) -> None:
        super().__init__()
        self.program = program
        today = program.session.clock.today()
        known = {day for one in days for day in (one - _DAY, one) if day <= today}
        self._days = sorted({*known, today})
        first = min(begin - _DAY, today)
        self._at = [self._days.index(first) if first in known else 0, len(self._days) - 1]
        self._found: Comparison | None = None

    def action_move(self, which: int, step: int) -> None:
        """Take an earlier or a later day on which something was done, or the one before it."""
        at = self._at[which] + step
        if 0 <= at < len(self._days):
            self._at[which] = at
            self._found = None
            self.write_again()

    def page(self, width: int) -> Lines:
        """The mass on both days, then who came, went, moved, says or does something else."""
        if self._found is None:
            first, second = (self._days[at] for at in self._at)
            self._found = compare(self.program.session, first, second)
        found, hidden = self._found, self.program.hidden
        lines: list[Cell] = []
        for day, words in zip((found.first, found.second), found.mass_words, strict=True):
            lines.append((Span(f"At the end of {day.isoformat()}", Tone.STRONG),))
            lines += [*paragraph(hidden(f"{words}."), width, indent=2), ()]
        for note in found.notes:
            lines += [*paragraph(note, width, Tone.WARN), ()]
        for heading, shifts in found.sections:
            lines.append((Span(heading, Tone.STRONG),))
            for shift in shifts:
                lines += paragraph(hidden(_told(shift)), width, indent=2)
            lines.append(())
        if not found.sections:
            lines.append((Span("Nothing else is different.", Tone.MUTED),))
        return lines


def _told(shift: Shift) -> str:
    if shift.before and shift.after:
        return f"{shift.name}: from {shift.before} to {shift.after}"
    return f"{shift.name}: {shift.before or shift.after}"

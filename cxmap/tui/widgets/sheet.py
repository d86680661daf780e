"""A page of short lines: the card of a person, a detail pane, a reason. Only what changed is redrawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.strip import Strip

from cxmap.tui.keys import bindings_of
from cxmap.tui.widgets.cells import Span
from cxmap.tui.widgets.toned import TonedView

Line = tuple[Span, ...]
"""One line of a sheet; empty for a blank one."""

Page = Callable[[int], Sequence[Line]]
"""Writes a page for a width in cells."""


def _nothing(_: int) -> Sequence[Line]:
    return ()


class Sheet(TonedView, can_focus=False, inherit_bindings=False):
    """A page written for the width it gets.

    Args:
        page: What is written on it.
        id: Id of the widget.
        classes: Style classes of the widget.
    """

    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("sheet"))
    DEFAULT_CSS = """
    Sheet { height: 1fr; padding: 0 1; }
    """

    def __init__(
        self,
        page: Page = _nothing,
        *,
        id: str | None = None,  # noqa: A002 - Textual's own word
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._page = page
        self._lines: list[Line] = []
        self._grounds: list[str] = []
        self._written_for = -1

    @property
    def lines(self) -> Sequence[Line]:
        """What is written, line by line."""
        return self._lines

    def show(self, page: Page) -> None:
        """Write another page; lines that stay the same are not sent to the terminal again."""
        self._page = page
        if self._written_for >= 0:
            self._write(self._written_for)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Lines of the page at a width, for sheets that are as high as what is on them."""
        self._write(width)
        return len(self._lines)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Write the page anew when the width has changed since.

        It is asked for here and not on a resize, because a sheet that was hidden and is shown again
        is not always told its size.
        """
        if self.line_width != self._written_for:
            self._write(self.line_width)
        return super().render_lines(crop)

    def _write(self, width: int) -> None:
        before, grounds = self._lines, self._grounds
        is_same_width = width == self._written_for
        self._lines = list(self._page(width))
        self._grounds = [self.ground(at) for at in range(len(self._lines))]
        self._written_for = width
        # A page that need not scroll has no size of its own: a new size lays the screen out anew.
        size = Size(0, len(self._lines)) if self.styles.overflow_y != "hidden" else Size(0, 0)
        if self.virtual_size != size:
            self.virtual_size = size
        if is_same_width:
            self._redraw_difference(before, grounds)
        else:
            self.refresh()

    def _redraw_difference(self, before: Sequence[Line], grounds: Sequence[str]) -> None:
        top = round(self.scroll_y)
        for at in range(max(len(before), len(self._lines))):
            old = before[at] if at < len(before) else ()
            new = self._lines[at] if at < len(self._lines) else ()
            if not 0 <= at - top < self.size.height:
                continue
            if grounds[at : at + 1] != self._grounds[at : at + 1]:
                self.refresh(Region(0, at - top, self.size.width, 1))
            elif old != new:
                first, end = _changed(old, new)
                self.refresh(Region(first, at - top, max(1, end - first), 1))

    def render_line(self, y: int) -> Strip:
        """One line of the page."""
        width = self.line_width
        at = y + round(self.scroll_y)
        if at >= len(self._lines):
            return self.blank(width)
        return self.strip_of(self._lines[at], width, self._grounds[at])

    def ground(self, at: int) -> str:
        """What lies behind a line; nothing on a plain sheet."""
        return ""

    def action_scroll(self, halves: int) -> None:
        """Move the page by half screens."""
        step = halves * max(1, self.size.height) // 2
        self.scroll_to(y=round(self.scroll_y) + step, animate=False)

    def action_line(self, lines: int) -> None:
        """Move the page by lines."""
        self.scroll_to(y=round(self.scroll_y) + lines, animate=False)


def _changed(old: Line, new: Line) -> tuple[int, int]:
    """First and last cell in which two lines differ, the last one excluded."""
    first = 0
    for before, now in zip(old, new, strict=False):
        if before != now:
            break
        first += cell_len(now.text)
    end = max(sum(cell_len(span.text) for span in line) for line in (old, new))
    return first, end

"""The one list of cxmap: any number of rows, of which only the visible ones are ever made.

Organisation, people and plan are this widget over different rows. It draws line by line, so a
cursor move rewrites two lines of the terminal, whatever the number of rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from cxmap.tui.glyphs import UNICODE, Glyphs
from cxmap.tui.keys import bindings_of
from cxmap.tui.widgets.cells import GAP, Column, Span, Tone, column_widths, fit
from cxmap.tui.widgets.own_keys import OwnKeys
from cxmap.tui.widgets.row_source import NoRows, Rows
from cxmap.tui.widgets.toned import TonedView

GUTTER = 2
"""Cells before the first column: the cursor and the mark."""


class RowList(OwnKeys, TonedView, can_focus=True, inherit_bindings=False):
    """A list of rows with a cursor, marks and a line of column titles.

    Args:
        columns: What the columns are; cells of a row stand in the same order.
        rows: What is shown; :meth:`show` puts other rows in.
        glyphs: Signs for the cursor and the mark.
        has_titles: Whether the first line names the columns.
        id: Id of the widget.
        classes: Style classes of the widget.
    """

    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("list"))
    DEFAULT_CSS = """
    RowList { height: 1fr; overflow-y: scroll; scrollbar-background: $background; }
    """

    cursor: reactive[int] = reactive(0, repaint=False, init=False)
    """Row under the cursor, counted from 0; 0 also when there are no rows."""

    @dataclass
    class Highlighted(Message):
        """The cursor stands on another row."""

        rows: RowList
        """The list."""
        key: str | None
        """What the row stands for; None when the list is empty."""

        def can_replace(self, message: Message) -> bool:
            """Only the last place of a run of moves matters."""
            return isinstance(message, RowList.Highlighted) and message.rows is self.rows

        @property
        def control(self) -> RowList:
            """The list."""
            return self.rows

    @dataclass
    class Opened(Message):
        """A row was opened, by Enter or a double click."""

        rows: RowList
        """The list."""
        key: str
        """What the row stands for."""

        @property
        def control(self) -> RowList:
            """The list."""
            return self.rows

    @dataclass
    class Marked(Message):
        """Marks were set or taken off."""

        rows: RowList
        """The list."""
        keys: tuple[str, ...]
        """Everything that is marked, in the order of marking."""

        @property
        def control(self) -> RowList:
            """The list."""
            return self.rows

    @dataclass
    class TitlePressed(Message):
        """A column title was clicked."""

        rows: RowList
        """The list."""
        column: int
        """Which column, counted from 0."""

        @property
        def control(self) -> RowList:
            """The list."""
            return self.rows

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Rows | None = None,
        *,
        glyphs: Glyphs = UNICODE,
        has_titles: bool = True,
        id: str | None = None,  # noqa: A002 - Textual's own word
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.columns = tuple(columns)
        self.glyphs = glyphs
        self._rows: Rows = rows if rows is not None else NoRows()
        self._top = 1 if has_titles else 0
        self._marks: dict[str, None] = {}
        self._widths: tuple[int, tuple[int, ...]] = (-1, ())
        self.companion: Callable[[], None] | None = None
        """Called in the same breath as the cursor moves, for a pane that shows what is under it:
        a message would come one frame later, and the terminal would be painted twice."""

    # What is shown.

    @property
    def rows(self) -> Rows:
        """What is shown now."""
        return self._rows

    @property
    def key(self) -> str | None:
        """What stands under the cursor; None when the list is empty."""
        return self._rows.key(self.cursor) if len(self._rows) else None

    @property
    def marks(self) -> tuple[str, ...]:
        """Everything that is marked, in the order of marking, shown or not."""
        return tuple(self._marks)

    def on_mount(self) -> None:
        """Take the size of the rows that came with the construction."""
        self._resize()

    def show(self, rows: Rows, *, key: str | None = None) -> None:
        """Put other rows in. The cursor stays on its key, and the key on its line of the screen.

        Args:
            rows: The new rows.
            key: Where the cursor is to stand; None keeps what stands under it. When that is not
                among the new rows, the cursor keeps its number.
        """
        wanted = self.key if key is None else key
        line = self.cursor - round(self.scroll_y)
        self._rows = rows
        found = None if wanted is None else rows.row_of(wanted)
        cursor = self.cursor if found is None else found
        self.set_reactive(RowList.cursor, max(0, min(cursor, len(rows) - 1)))
        self._resize()
        self.scroll_to(y=max(0, self.cursor - line), animate=False, force=True)
        self._keep_in_view()
        self.refresh()
        self._tell()

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Have other columns; the rows that fit them come with :meth:`show`."""
        if tuple(columns) != self.columns:
            self.columns = tuple(columns)
            self._widths = (-1, ())

    def redraw(self, keys: Iterable[str] | None = None) -> None:
        """Draw again: everything, or only the rows of some keys."""
        if keys is None:
            self.refresh()
            return
        for key in keys:
            row = self._rows.row_of(key)
            if row is not None:
                self._draw_row(row)

    def go_to(self, key: str) -> bool:
        """Put the cursor on a key.

        Returns:
            False when it is not shown.
        """
        row = self._rows.row_of(key)
        if row is None:
            return False
        self.cursor = row
        return True

    def mark(self, keys: Iterable[str]) -> None:
        """Set the marks to exactly these keys."""
        self._marks = dict.fromkeys(keys)
        self.refresh()
        self.post_message(self.Marked(self, self.marks))

    def _resize(self) -> None:
        self.virtual_size = Size(0, len(self._rows) + self._top)

    def _tell(self) -> None:
        if self.companion is not None:
            self.companion()
        self.post_message(self.Highlighted(self, self.key))

    # The cursor.

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a row."""
        return max(0, min(cursor, len(self._rows) - 1))

    def watch_cursor(self, before: int, now: int) -> None:
        """Rewrite the two lines concerned, scroll only when needed."""
        if not self._keep_in_view():
            self._draw_row(before)
            self._draw_row(now)
        self._tell()

    @property
    def page(self) -> int:
        """Rows that fit on the screen, at least 1."""
        return max(1, self.size.height - self._top)

    def _keep_in_view(self) -> bool:
        top = round(self.scroll_y)
        wanted = top
        if self.cursor < top:
            wanted = self.cursor
        elif self.cursor >= top + self.page:
            wanted = self.cursor - self.page + 1
        if wanted == top:
            return False
        self.scroll_to(y=wanted, animate=False, force=True)
        return True

    def _draw_row(self, row: int) -> None:
        line = row - round(self.scroll_y) + self._top
        if self._top <= line < self.size.height:
            self.refresh(Region(0, line, self.size.width, 1))

    def action_move(self, steps: int) -> None:
        """Move the cursor by some rows."""
        self.cursor += steps

    def action_page(self, halves: int) -> None:
        """Move by half pages, the view with the cursor."""
        steps = halves * self.page // 2
        if not len(self._rows):
            return
        self.scroll_to(y=max(0, round(self.scroll_y) + steps), animate=False, force=True)
        self.cursor += steps

    def action_first(self) -> None:
        """Go to the first row."""
        self.cursor = 0

    def action_last(self) -> None:
        """Go to the last row."""
        self.cursor = len(self._rows) - 1

    def action_open(self) -> None:
        """Open the row under the cursor."""
        key = self.key
        if key is not None:
            self.post_message(self.Opened(self, key))

    def action_mark(self) -> None:
        """Mark the row under the cursor, or take its mark off, and go on to the next."""
        key = self.key
        if key is None:
            return
        if key in self._marks:
            del self._marks[key]
        else:
            self._marks[key] = None
        self._draw_row(self.cursor)
        self.post_message(self.Marked(self, self.marks))
        self.cursor += 1

    # The mouse.

    def on_click(self, event: events.Click) -> None:
        """A click selects, a double click opens, a click on a title names its column."""
        if event.y < self._top:
            self._press_title(event.x)
            return
        row = event.y - self._top + round(self.scroll_y)
        if row >= len(self._rows):
            return
        self.cursor = row
        if event.chain == 2:  # noqa: PLR2004 - a double click
            self.action_open()

    def _press_title(self, x: int) -> None:
        left = GUTTER
        for column, width in enumerate(self._column_widths(self.line_width)):
            if width and left <= x < left + width:
                self.post_message(self.TitlePressed(self, column))
                return
            left += width + GAP if width else 0

    # Drawing.

    def on_resize(self) -> None:
        """Keep the cursor on the screen when the window changes."""
        self._keep_in_view()

    def on_focus(self) -> None:
        """Show the cursor in full colour."""
        self._draw_row(self.cursor)

    def on_blur(self) -> None:
        """Show the cursor muted."""
        self._draw_row(self.cursor)

    def _column_widths(self, width: int) -> tuple[int, ...]:
        if self._widths[0] != width:
            self._widths = (width, column_widths(self.columns, max(0, width - GUTTER)))
        return self._widths[1]

    def render_line(self, y: int) -> Strip:
        """One line of the screen: the titles, a row, or nothing."""
        width = self.line_width
        if y < self._top:
            return self._titles(width)
        row = y - self._top + round(self.scroll_y)
        if row >= len(self._rows):
            return self.blank(width)
        return self._row(row, width)

    def _titles(self, width: int) -> Strip:
        spans = [Span(" " * GUTTER, Tone.MUTED)]
        widths = self._column_widths(width)
        for column, size in zip(self.columns, widths, strict=True):
            if size:
                title = (Span(column.title, Tone.MUTED),)
                spans += fit(title, size, is_number=column.is_number)
                spans.append(Span(" " * GAP))
        return self.strip_of(spans, width)

    def _row(self, row: int, width: int) -> Strip:
        key = self._rows.key(row)
        is_cursor = row == self.cursor
        is_marked = key in self._marks
        ground = ""
        if is_cursor:
            ground = "cursor" if self.has_focus else "blurred"
        elif is_marked:
            ground = "marked"
        sign = self.glyphs["cursor"] if is_cursor else " "
        mark = self.glyphs["mark"] if is_marked else " "
        spans = [Span(sign + mark, Tone.ACCENT)]
        widths = self._column_widths(width)
        for column, size, cell in zip(self.columns, widths, self._rows.cells(row), strict=True):
            if size:
                spans += fit(
                    cell, size, is_number=column.is_number, ellipsis=self.glyphs["ellipsis"]
                )
                spans.append(Span(" " * GAP))
        return self.strip_of(spans, width, ground)

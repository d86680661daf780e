"""A page on top of a screen: read, scrolled, and closed with Escape."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from cxmap.tui.pages import Lines
from cxmap.tui.widgets.sheet import Sheet


class PageScreen(ModalScreen[None]):
    """A page in a frame."""

    TITLE_WORD: ClassVar[str] = ""
    """The word in the frame."""
    SUBTITLE_WORD: ClassVar[str] = "Esc closes"
    """The keys in the frame."""
    CSS_PATH = "page.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "dismiss", "close", show=False)
    ]

    def compose(self) -> ComposeResult:
        """One page in a frame."""
        with Vertical():
            sheet = Sheet(self.page)
            sheet.can_focus = True
            yield sheet

    def on_mount(self) -> None:
        """Name the frame."""
        box = self.query_one(Vertical)
        box.border_title = self.TITLE_WORD
        box.border_subtitle = self.SUBTITLE_WORD

    def page(self, width: int) -> Lines:
        """What is written, for a width in cells."""
        return ()

    def write_again(self) -> None:
        """Write the page again, after something came in."""
        self.query_one(Sheet).show(self.page)

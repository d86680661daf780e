"""A line below the top line when something holds for the whole map: it can only be read."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from cxmap.tui.widgets.cells import head


class Banner(Widget):
    """One sentence over the whole width; takes no room when there is nothing to say."""

    DEFAULT_CSS = """
    Banner { height: 1; background: $warning-muted; color: $text-warning; display: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._text = ""

    def tell(self, text: str) -> None:
        """Say something, or nothing any more."""
        if text != self._text:
            self._text = text
            self.display = bool(text)
            self.refresh()

    def render(self) -> Content:
        """The sentence, cut to the width."""
        return Content(f" {head(self._text, max(0, self.size.width - 2))}")

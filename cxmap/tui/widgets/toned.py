"""A scrolling view drawn line by line from pieces of text in tones; lists and sheets stand on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.scroll_view import ScrollView
from textual.strip import Strip

from cxmap.tui.widgets.cells import Span, Tone


class TonedView(ScrollView, can_focus=False, inherit_bindings=False):
    """Draws lines of :class:`Span`; the theme says what a tone looks like.

    Grounds are what lies behind the letters: nothing, the cursor, the cursor of a list without the
    focus, a mark.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "toned--cursor",
        "toned--blurred",
        "toned--marked",
        *(f"toned--{tone}" for tone in Tone),
    }
    DEFAULT_CSS = """
    TonedView {
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        background: $background;
        color: $text;
        & > .toned--plain { color: $text; }
        & > .toned--strong { color: $text; text-style: bold; }
        & > .toned--muted { color: $text-muted; }
        & > .toned--primary { color: $text-primary; }
        & > .toned--accent { color: $text-accent; }
        & > .toned--good { color: $text-success; }
        & > .toned--warn { color: $text-warning; }
        & > .toned--bad { color: $text-error; }
        & > .toned--marked { background: $panel; }
        & > .toned--cursor { background: $block-cursor-background; text-style: bold; }
        & > .toned--blurred { background: $block-cursor-blurred-background; }
    }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._styles_of: dict[tuple[Tone, str], Style] = {}

    def notify_style_update(self) -> None:
        """Forget the colours when theme or style sheet change."""
        self._styles_of.clear()
        super().notify_style_update()

    @property
    def line_width(self) -> int:
        """Cells of a line, the scroll bar taken off."""
        return self.scrollable_content_region.width

    def style_of(self, tone: Tone, ground: str = "") -> Style:
        """Colours of a tone on a ground (``cursor``, ``blurred``, ``marked`` or nothing)."""
        found = self._styles_of.get((tone, ground))
        if found is None:
            names = [f"toned--{tone}"] + ([f"toned--{ground}"] if ground else [])
            found = self.get_visual_style(*names).rich_style
            self._styles_of[tone, ground] = found
        return found

    def strip_of(self, spans: Sequence[Span], width: int, ground: str = "") -> Strip:
        """A line from pieces of text, cut or filled to a width.

        Neighbours of one tone become one piece, and blanks go with the piece before them: fewer
        changes of colour on the way to the terminal.
        """
        found: list[tuple[str, Tone]] = []
        for text, tone in spans:
            if found and (tone is found[-1][1] or text.isspace()):
                found[-1] = (found[-1][0] + text, found[-1][1])
            elif text:
                found.append((text, tone))
        segments = [Segment(text, self.style_of(tone, ground)) for text, tone in found]
        return Strip(segments).adjust_cell_length(width, self.style_of(Tone.PLAIN, ground))

    def blank(self, width: int) -> Strip:
        """An empty line."""
        return Strip.blank(width, self.style_of(Tone.PLAIN))

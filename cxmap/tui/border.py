"""The last border before the terminal: no character that steers it gets past.

Text is cleaned where it enters the map. This is the second wall: whatever a widget draws, also a
text that came by a way nobody thought of, leaves the program without terminal sequences, overrides
of the writing direction and invisible characters.
"""

from __future__ import annotations

import re

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_STEERING = re.compile(
    "[\x00-\x1f\x7f-\x9f"  # C0, DEL, C1
    "\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"  # direction, invisible
    "\ud800-\udfff]"  # halves of a pair cannot be written
)
"""ZWJ and ZWNJ are not in it: emoji and several scripts are written with them."""

_BLANKS = re.compile("[\t\n\v\f\r\x85\u2028\u2029]+")


def one_line(text: str) -> str:
    """A text as it may stand in one line of the screen: line ends and tabs become a blank.

    Args:
        text: Anything from the map.

    Returns:
        The text letter by letter, without what steers a terminal.
    """
    if text.isascii() and text.isprintable():
        return text
    return _STEERING.sub("", _BLANKS.sub(" ", text))


class TerminalBorder(LineFilter):
    """Takes steering characters out of every line of every widget, just before it is written."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same line with only characters that show.

        Args:
            segments: The line as the widget drew it.
            background: Colour behind it; not used.
        """
        if all(text.isascii() and text.isprintable() for text, _, _ in segments):
            return segments
        return [
            segment
            if segment.control or not _STEERING.search(segment.text)
            else Segment(_STEERING.sub("", segment.text), segment.style)
            for segment in segments
        ]

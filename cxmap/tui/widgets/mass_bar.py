"""Critical mass as one line: how much there is, and a mark where it is enough."""

from __future__ import annotations

from cxmap.model.mass import MassReading
from cxmap.tui.glyphs import Glyphs
from cxmap.tui.widgets.cells import Cell, Span, Tone


def bar(reading: MassReading, glyphs: Glyphs, width: int) -> Cell:
    """How much there is of what is needed, as a line with a mark where it is enough.

    Args:
        reading: How far the level is.
        glyphs: Signs of the line.
        width: Cells of the line.
    """
    if not reading.of:
        return ()
    full = width * reading.have // reading.of
    mark = min(width - 1, width * reading.needed // reading.of)
    tone = Tone.GOOD if reading.met else Tone.ACCENT
    before, after = glyphs["full"] * width, glyphs["empty"] * width
    line = before[:full] + after[full:]
    spans = [
        Span(line[: min(full, mark)], tone),
        Span(line[min(full, mark) : mark], Tone.MUTED),
        Span(glyphs["needed"], Tone.STRONG),
        Span(line[mark + 1 : max(full, mark + 1)], tone),
        Span(line[max(full, mark + 1) :], Tone.MUTED),
    ]
    return tuple(span for span in spans if span.text)

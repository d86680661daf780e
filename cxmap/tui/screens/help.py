"""What this place is for, what its signs mean, and every key that works here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from cxmap.model.words import Commitment, Role, Stance
from cxmap.tui.frame import MapScreen
from cxmap.tui.glyphs import Glyphs, in_words
from cxmap.tui.keys import PLACES, TABLE, shown_keys
from cxmap.tui.pages import Lines, paragraph
from cxmap.tui.screens.page import PageScreen
from cxmap.tui.widgets.cells import Cell, Span, Tone, cell_width

_KEY_WIDTH = 16
_LABEL = 7


class HelpScreen(PageScreen):
    """The help of one place, generated from the table of keys.

    Args:
        place: The screen that is explained.
    """

    TITLE_WORD = "Help"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1", "dismiss", "close", show=False)
    ]

    def __init__(self, place: MapScreen) -> None:
        super().__init__()
        self._place = place

    def page(self, width: int) -> Lines:
        """What the place is for, its signs, its keys."""
        program, place = self._place.program, self._place
        places = ("app", *place.PLACES)
        return help_page(place.ABOUT, places, program.glyphs, program.config.keys, width)


def help_page(
    about: str, places: Sequence[str], glyphs: Glyphs, chosen: Mapping[str, str], width: int
) -> list[Cell]:
    """The help as lines.

    Args:
        about: What the place is for.
        places: Places of the key table whose keys work there.
        glyphs: Signs to explain.
        chosen: Keys that the lead has chosen, by id.
        width: Cells of the page.
    """
    lines: list[Cell] = [*paragraph(about, width), (), *_legend(glyphs, width)]
    for place, heading in PLACES.items():
        if place not in places:
            continue
        lines += [(), (Span(heading, Tone.PRIMARY),)]
        for entry in TABLE:
            if entry.place == place:
                keys = "  ".join(shown_keys(chosen.get(entry.id, entry.keys)))
                said = Span(entry.says)
                lines.append((Span(keys.ljust(_KEY_WIDTH), Tone.ACCENT), said))
    return lines


def _legend(glyphs: Glyphs, width: int) -> list[Cell]:
    """The signs with their words, one scale a line."""
    roles = [glyphs.role(role) for role in Role]
    stances = [glyphs.stance(stance) for stance in Stance]
    deeds = [glyphs.commitment(commitment) for commitment in Commitment]
    marks = [
        ("me", "me"),
        ("outside", "outside my unit"),
        ("pinned", "pinned"),
        ("held", "skipped"),
    ]
    others = [Span(glyphs[sign], Tone.PRIMARY) for sign, _ in marks]
    return [
        *_scale("Role", roles, [in_words(role) for role in Role], width),
        *_scale("Says", stances, [in_words(stance) for stance in Stance], width),
        *_scale("Does", deeds, [in_words(commitment) for commitment in Commitment], width),
        *_scale("Marks", others, [word for _, word in marks], width),
    ]


def _scale(label: str, signs: Sequence[Span], words: Sequence[str], width: int) -> list[Cell]:
    lines: list[Cell] = []
    line: list[Span] = [Span(label.ljust(_LABEL), Tone.MUTED)]
    used = _LABEL
    for sign, word in zip(signs, words, strict=True):
        size = cell_width(sign.text) + cell_width(word) + 3
        if used + size - 2 > width:
            lines.append(tuple(line))
            line, used = [Span(" " * _LABEL)], _LABEL
        line += [sign, Span(f" {word}  ")]
        used += size
    return [*lines, tuple(line)]

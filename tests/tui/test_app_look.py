"""Two colour worlds that can be read, and signs that never speak by colour alone."""

from __future__ import annotations

import pytest
from textual.color import Color

from cxmap.model.words import Commitment, Role, Stance
from cxmap.tui.glyphs import PLAIN, UNICODE, glyphs_for
from cxmap.tui.theme import GROUNDS, TEXT_COLOURS, THEMES
from cxmap.tui.widgets.cells import cell_width

ENOUGH = 4.5
"""WCAG 2.2, success criterion 1.4.3, for text of normal size."""


def luminance(colour: Color) -> float:
    channels = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in colour.normalized
    )
    return sum(
        part * weight for part, weight in zip(channels, (0.2126, 0.7152, 0.0722), strict=True)
    )


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(Color.parse(one)), luminance(Color.parse(other))))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_letter_can_be_read_on_every_ground(theme):
    colours = {**theme.to_color_system().generate(), **theme.variables}
    weak = [
        (text, ground, round(contrast(colours[text], colours[ground]), 2))
        for text in (*TEXT_COLOURS, "block-cursor-foreground", "footer-key-foreground")
        for ground in GROUNDS
        if contrast(colours[text], colours[ground]) < ENOUGH
    ]
    assert weak == []


@pytest.mark.parametrize("glyphs", [UNICODE, PLAIN], ids=["unicode", "plain"])
def test_every_sign_is_one_cell_and_differs_within_its_scale(glyphs):
    scales = (
        [glyphs.role(role).text for role in Role],
        [glyphs.stance(stance).text for stance in Stance],
        [glyphs.commitment(commitment).text for commitment in Commitment],
    )
    for signs in scales:
        assert len(set(signs)) == len(signs)
        assert all(cell_width(sign) == 1 for sign in signs)
    assert all(cell_width(sign) == 1 for sign in glyphs.signs.values())


def test_plain_signs_are_ascii():
    assert all(sign.isascii() for sign in PLAIN.signs.values())
    assert all(PLAIN.role(role).text.isascii() for role in Role)


def test_signs_follow_the_terminal():
    assert glyphs_for({}, "utf-8") is UNICODE
    assert glyphs_for({}, "ascii") is PLAIN
    assert glyphs_for({}, None) is PLAIN
    assert glyphs_for({"CXMAP_ASCII": "1"}, "utf-8") is PLAIN

"""Nothing that steers a terminal leaves the program, whatever the map holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color

from cxmap.tui.border import TerminalBorder, one_line

STEERING = ("\x1b[2J", "\x1b]52;c;aGk=\x07", "\x9b31m", "\u202etxt.exe\u202c", "\x7f", "\u2028")


def drawn(text: str) -> str:
    segments = TerminalBorder().apply([Segment(text)], Color(0, 0, 0))
    return "".join(segment.text for segment in segments)


@pytest.mark.parametrize("text", STEERING)
def test_sequences_and_overrides_do_not_pass(text):
    for shown in (drawn(f"Ann {text}Ortiz"), one_line(f"Ann {text}Ortiz")):
        assert not any(ord(char) < 32 or 0x7F <= ord(char) <= 0x9F for char in shown)
        assert "\u202e" not in shown


def test_letters_marks_and_emoji_pass_as_they_are():
    for text in ("R&D [x=1]", "[/]", "田中 美咲", "Zoë 👩‍💻", "नमस्ते", "José", "می‌خواهم"):
        assert drawn(text) == text
        assert one_line(text) == text


def test_tabs_and_line_ends_become_a_blank():
    assert one_line("one\ttwo\r\nthree") == "one two three"


def test_control_codes_of_textual_itself_pass():
    control = Segment("\x1b[H", None, [(1,)])  # type: ignore[list-item]
    assert TerminalBorder().apply([control, Segment("\x00x")], Color(0, 0, 0))[0] is control


@given(st.text(max_size=40))
def test_what_is_taken_out_has_no_width_so_columns_stay_straight(text):
    plain = text.replace("\t", " ")
    assert cell_len(drawn(plain)) == cell_len(plain)


async def test_every_widget_of_the_program_is_behind_the_border(session, on_stage):
    async with on_stage(session) as stage:
        filters = stage.app.screen.get_line_filters()
        assert any(isinstance(one, TerminalBorder) for one in filters)

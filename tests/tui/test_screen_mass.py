"""The critical mass leader by leader, and its chart."""

from __future__ import annotations

from datetime import date

import pytest
from rich.cells import cell_len

from cxmap.tui.glyphs import PLAIN, UNICODE
from cxmap.tui.screens.mass import bar
from cxmap.tui.widgets.fan import mass_chart

pytestmark = pytest.mark.screen


async def test_every_leader_stands_in_one_of_five_columns(session, on_stage):
    async with on_stage(session, begin="mass") as stage:
        assert "1 of 3 leaders act; 2 needed" in stage.text
        line = next(line for line in stage.text.splitlines() if "R&D [x=1]" in line)
        assert "◑ ✓" in line
        assert "more than half of the 3 leaders" in stage.text


async def test_one_key_leaves_a_leader_out_and_puts_them_back(session, on_stage):
    async with on_stage(session, begin="mass") as stage:
        await stage.press("j", "l")
        assert "of 2 leaders" in stage.text
        assert "left out by you" in stage.text
        await stage.press("G", "l")
        assert "of 3 leaders" in stage.text


async def test_the_first_deed_of_a_second_leader_makes_the_mass(session, on_stage):
    from cxmap.model.words import AskState, Commitment, Dimension
    from cxmap.session.intents.asks import make_ask
    from cxmap.session.intents.judgements import judge

    session.do(judge, "lars", Dimension.COMMITMENT, Commitment.HELP.value)
    session.do(make_ask, "lars", "Give two analysts", state=AskState.ACCEPTED)
    async with on_stage(session, begin="mass") as stage:
        assert "critical mass, 2 needed, but hangs on one" in stage.text
        assert "2026-02-02" in stage.text
        assert "needed today" in stage.text


def test_the_chart_is_as_high_as_its_numbers_and_ends_today():
    history = ((date(2026, 1, 1), 0, 3), (date(2026, 1, 11), 2, 3), (date(2026, 1, 21), 3, 3))
    lines = ["".join(span.text for span in line) for line in mass_chart(history, UNICODE, 60)]
    assert [line[:3].strip() for line in lines] == ["3", "2", "0", ""]
    assert lines[0].endswith("needed today")
    assert "2026-01-01" in lines[-1]
    assert lines[2].startswith("  0 ━")


@pytest.mark.parametrize("glyphs", [UNICODE, PLAIN])
@pytest.mark.parametrize("have", range(6))
def test_the_bar_is_exactly_as_long_as_asked(have, glyphs):
    from cxmap.model.mass import MassReading

    reading = MassReading(
        level=tuple("abcde"), counts=(), nearly=(), missing=(), have=have, needed=3, of=5,
        met=have >= 3, must_haves_missing=(), vetoes_against=(), survives_any_loss=False,
        says_not_does=(),
    )  # fmt: skip
    line = "".join(span.text for span in bar(reading, glyphs, 24))
    assert cell_len(line) == 24
    assert glyphs["needed"] in line

"""The network on the screen: drawn, listed, steps, the middle, the way in, the measures; and the fan."""

from __future__ import annotations

from datetime import date

import pytest

from cxmap.model.words import TieKind
from cxmap.session.intents.ties import tie
from cxmap.tui.glyphs import PLAIN, UNICODE
from cxmap.tui.network_picture import MOST_LINES, Picture, Spoke, draw
from cxmap.tui.widgets.cells import Tone, cell_width
from cxmap.tui.widgets.fan import Fan, fan_of, mass_chart


@pytest.fixture
def session(session):
    """Trust and friction around the CMO."""
    session.do(tie, "lars", TieKind.TRUSTS, "rnd", strength=4)
    session.do(tie, "misaki", TieKind.INFLUENCES, "lars", strength=5)
    session.do(tie, "lars", TieKind.FRICTION, "end", strength=2)
    return session


@pytest.mark.screen
async def test_the_person_of_the_other_screen_is_in_the_middle(on_stage, session):
    async with on_stage(session, begin="people") as stage:
        text = await stage.press("down", "down", "down", "4")
        assert "┤ Lars [ext] ├" in text
        assert "─ influences 5 ─▶" in text
        assert "trusts 4 " in text
        assert "friction 2" in text
        assert "is trusted by Lars [ext], close" in text
        assert "1 step out" in text


@pytest.mark.screen
async def test_steps_go_further_and_z_puts_somebody_else_in_the_middle(on_stage, session):
    async with on_stage(session, begin="people", size=(120, 40)) as stage:
        await stage.press("down", "4")
        near = len(stage.app.screen.listed())
        assert "2 steps out" in await stage.press("right")
        assert len(stage.app.screen.listed()) > near
        assert "┤ Lars [ext] ├" in await stage.press("down", "z")
        assert "┤ R&D [x=1] ├" in await stage.press("escape")
        assert "Trusted by" in await stage.press("greater_than_sign")
        assert "Rank alone does not find allies" in stage.text


@pytest.mark.screen
async def test_an_empty_map_says_what_to_do(on_stage, empty):
    async with on_stage(empty, begin="network") as stage:
        assert "Nobody is on this map yet" in stage.text
        assert "Nobody is on this map yet" in await stage.press("6")


def spoke(number, label="trusts 3"):
    return Spoke(f"p{number}", f"Person {number}", label, arrow=True, tone=Tone.PLAIN)


@pytest.mark.parametrize("left", [0, 1, 2, 5, 20])
@pytest.mark.parametrize("right", [0, 1, 4])
def test_every_line_of_the_picture_has_the_same_width(left, right):
    made = Picture("田中 美咲", "The boss", "A and B", [spoke(n) for n in range(left)],
                   [spoke(n, "allied 5") for n in range(right)])  # fmt: skip
    for width in (60, 81, 120):
        lines = ["".join(span.text for span in line) for line in draw(made, width)]
        tied = [line for line in lines if "trusts" in line or "allied" in line]
        assert len({cell_width(line) for line in tied}) <= 1
        assert all(cell_width(line) <= width for line in lines)
        assert len(tied) <= MOST_LINES
        assert ("and 12 more" in "\n".join(lines)) == (left == 20)


def test_the_picture_can_be_drawn_in_letters_alone():
    made = Picture("Ann", "Bo", "Cy", [spoke(1)], [spoke(2), spoke(3)])
    text = "\n".join("".join(span.text for span in line) for line in draw(made, 80, is_plain=True))
    assert text.isascii()
    assert "| Ann" in text or "+ Ann" in text


HISTORY = ((date(2026, 1, 5), 1, 4), (date(2026, 2, 2), 2, 4), (date(2026, 3, 2), 2, 4))


def chart(fan, glyphs=UNICODE, width=60):
    lines = mass_chart(HISTORY, glyphs, width, fan)
    return ["".join(span.text for span in line) for line in lines]


def test_the_fan_opens_from_today_to_the_days_of_the_forecast():
    plain = chart(None)
    lines = chart(Fan(date(2026, 4, 1), date(2026, 4, 20), date(2026, 6, 1)))
    assert not any("░" in line for line in plain)
    fanned = [line for line in lines if "░" in line and "of 10" not in line]
    assert [line[:4].strip() for line in fanned] == ["4", "3"]
    widths = [line.count("░") for line in fanned]
    assert widths[0] > widths[1]
    assert all(line.count("◆") == 1 for line in fanned)
    assert "2026-03-02" in lines[-2]
    assert "2026-06-01" in lines[-2]
    assert all(line.isascii() for line in chart(Fan(date(2026, 4, 1), None, None), PLAIN))


def test_without_a_day_there_is_no_fan():
    assert fan_of({}) is None
    assert fan_of({10: None, 50: None, 80: None, 90: None}) is None
    assert fan_of({10: date(2026, 4, 1), 50: None, 80: None}).end == date(2026, 4, 1)

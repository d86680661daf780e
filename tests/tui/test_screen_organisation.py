"""The tree on the screen: folding, searching, filtering, rooting; names letter by letter."""

from __future__ import annotations

import pytest

from cxmap.tui.frame import TABS
from cxmap.tui.widgets.bars import TopBar

pytestmark = pytest.mark.screen

LETTER_BY_LETTER = ("R&D [x=1]", "[/]", "Lars [ext]", "田中 美咲", "Zoë 👩‍💻", "[red]Bo[/red]")


async def test_it_opens_at_the_leadership_level_and_unfolds_to_everybody(session, on_stage):
    async with on_stage(session, begin="organisation") as stage:
        assert "Lars [ext]" in stage.text
        assert "田中" not in stage.text
        assert stage.app.screen.person == "ann"
        text = await stage.press("o")
        assert all(name in text for name in LETTER_BY_LETTER)
        assert "dotted line" in text
        await stage.press("O")
        assert "田中" not in stage.text


async def test_left_and_right_walk_the_lines(session, on_stage):
    async with on_stage(session, begin="organisation") as stage:
        await stage.press("j", "j", "right", "right")
        assert stage.app.screen.person == "misaki"
        await stage.press("left")
        assert stage.app.screen.person == "end"
        await stage.press("left")
        assert "田中" not in stage.text


async def test_search_unfolds_the_way_and_n_goes_on(session, on_stage):
    async with on_stage(session, begin="organisation") as stage:
        await stage.press("slash", *"bo[/")
        assert stage.app.screen.person == "red"
        await stage.press("enter", "g", "slash", *"[ext", "enter")
        assert stage.app.screen.person == "lars"
        text = await stage.press("slash", *"zzz")
        assert "nobody fits" in text
        await stage.press("escape")
        assert stage.app.screen.person == "lars"


async def test_a_filter_keeps_who_fits_and_escape_takes_it_off(session, on_stage):
    async with on_stage(session, begin="organisation") as stage:
        text = await stage.press("f", *"care")
        assert "1 of 8" in text
        assert "田中 美咲" in text
        assert "Lars" not in text
        await stage.press("enter")
        assert "Lars" not in stage.text
        await stage.press("escape")
        assert "Lars" in stage.text


async def test_root_here_shows_the_way_and_escape_leaves_it(session, on_stage):
    async with on_stage(session, begin="organisation") as stage:
        text = await stage.press("o", "j", "j", "z")
        assert "Ann Ortiz › [/]" in text  # noqa: RUF001 - the sign between the names
        assert "Lars [ext]" not in text
        await stage.press("escape")
        assert "Lars [ext]" in stage.text


async def test_a_wide_window_shows_the_person_beside_the_tree(session, on_stage):
    async with on_stage(session, begin="organisation", size=(120, 30)) as stage:
        await stage.press("j")
        assert "Acts: accepted, Fund a pilot" in stage.text
        assert "Barrier none known" in stage.text
        await stage.press("j")
        assert "▽ resistant" in stage.text
        await stage.resize(80, 24)
        assert "Barrier none known" not in stage.text


async def test_the_mouse_selects_opens_and_switches_screens(session, on_stage):
    async with on_stage(session, begin="organisation", size=(80, 24)) as stage:
        await stage.click(x=8, y=4)
        assert stage.app.screen.person == "end"
        await stage.click(x=8, y=4, times=2)
        assert "Not known" in stage.text
        await stage.press("escape")
        bar = stage.app.screen.query_one(TopBar)
        mass = [tab.name for tab in TABS].index("mass")
        text = await stage.click(x=bar.columns()[mass] + 1, y=0)
        assert "leaders act" in text


async def test_what_is_unfolded_stays_so_after_a_change(session, on_stage):
    async with on_stage(session, begin="organisation") as stage:
        await stage.press("o", "j", "exclamation_mark")
        assert "⚑" in stage.text
        assert "田中" in stage.text
        assert stage.app.screen.person == "rnd"
        await stage.press("u")
        assert "⚑" not in stage.text

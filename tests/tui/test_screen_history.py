"""The history on the screen: what was done, found as one types, and the way back."""

from __future__ import annotations

import pytest

from cxmap.session.intents.people import change_person, remove_person

pytestmark = pytest.mark.screen


async def test_the_newest_step_stands_first_with_what_it_changed(session, on_stage):
    session.do(change_person, "rnd", {"title": "Chief [b]Financial[/b] Officer"})
    async with on_stage(session) as stage:
        shown = await stage.press("H")
        assert "15 steps" in shown
        assert "Changed title of R&D [x=1]" in shown
        assert "title from “CFO” to “Chief [b]Financial[/b] Officer”" in " ".join(shown.split())
        assert "step 15, 2026-03-02 12:00, by me" in shown
        shown = await stage.press("G")
        assert "step 1, 2026-03-02" in shown
        assert "Ann Ortiz: new" in shown


async def test_it_is_filtered_while_typing_and_by_person(session, on_stage):
    async with on_stage(session, begin="history") as stage:
        shown = await stage.press("f", *"stance")
        assert "2 of 14 steps, with “stance”" in shown
        shown = await stage.press("enter", "escape")
        assert "14 steps" in shown
        shown = await stage.press("slash", *"promis", "enter")
        assert "Promise to R&D [x=1]" in shown
        shown = await stage.press("h")
        assert "steps, about R&D [x=1]" in shown
        assert "Added Ann Ortiz" not in shown
        assert "14 steps" in await stage.press("escape")
        assert "f changes the filter" in await stage.press("f", *"zzz")


async def test_enter_offers_to_undo_to_here_and_one_undo_brings_it_back(session, on_stage):
    then = session.org
    session.do(change_person, "rnd", {"title": "Treasurer"})
    session.do(remove_person, "end")
    now = session.org
    async with on_stage(session, begin="history", size=(80, 24)) as stage:
        assert "newest step" in await stage.press("enter")
        shown = " ".join((await stage.press("j", "j", "enter")).replace("│", " ").split())
        assert "Undo to here? All 2 steps after" in shown
        await stage.press("n")
        assert session.org is now
        shown = await stage.press("enter", "y")
        assert session.org == then
        assert "Back to step 14" in shown
        await stage.press("u")
        assert session.org == now


async def test_no_name_shows_through_the_mask_not_even_of_those_who_have_gone(session, on_stage):
    session.do(remove_person, "end")
    session.do(change_person, "rnd", {"notes": "Ann Ortiz and 田中 美咲 agree"})
    async with on_stage(session, begin="history") as stage:
        assert "田中" in stage.text
        shown = await stage.press("m")
        for name in ("Ortiz", "田中", "美咲", "Zoë", "Lars"):
            assert name not in shown
            assert name not in await stage.press("f", *"added")
            await stage.press("escape", "escape")
        assert "Leader " in shown


async def test_a_step_about_one_person_takes_the_verbs(session, on_stage):
    session.do(change_person, "rnd", {"title": "Treasurer"})
    async with on_stage(session, begin="history") as stage:
        await stage.press("exclamation_mark")
        assert session.org.people["rnd"].pinned
        assert "Pinned R&D [x=1]" in stage.text


async def test_two_days_are_put_side_by_side(session, on_stage):
    session.do(change_person, "rnd", {"manager": None})
    session.do(remove_person, "end")
    async with on_stage(session, begin="history", size=(80, 24)) as stage:
        assert "d two days" in stage.text
        shown = await stage.press("d")
        assert "At the end of 2026-03-01" in shown
        assert "At the end of 2026-03-02" in shown
        assert "Came" in shown
        assert "Nothing else is different" in await stage.press("right")
        assert "At the end of 2026-03-01" in await stage.press("less_than_sign")
        await stage.press("greater_than_sign", "greater_than_sign", "escape")
        assert "steps" in stage.text


async def test_the_mask_holds_over_two_days(session, on_stage):
    session.do(remove_person, "end")
    async with on_stage(session, begin="history", size=(100, 60)) as stage:
        await stage.press("m")
        shown = await stage.press("d")
        assert "Came" in shown
        for name in ("Ortiz", "田中", "美咲", "Zoë", "Lars"):
            assert name not in shown


async def test_an_empty_history_says_what_it_is_for(empty, on_stage):
    async with on_stage(empty, begin="history") as stage:
        assert "Nothing was done to this map yet" in stage.text
        await stage.press("enter", "h", "d", "slash")

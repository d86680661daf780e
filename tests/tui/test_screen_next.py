"""The first screen: names, reasons, promises; what to do when there is nobody; the card and the why."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.screen


async def test_it_names_whom_to_talk_to_with_reasons_and_what_is_late(session, on_stage):
    async with on_stage(session) as stage:
        assert "1 of 3 leaders act; 2 needed" in stage.text
        assert "1 ◆ Lars [ext]" in stage.text
        assert "Why" in stage.text
        assert "Send the figures  10 d late" in stage.text


async def test_the_cursor_goes_through_names_and_promises(session, on_stage):
    async with on_stage(session) as stage:
        first = stage.app.screen.person
        await stage.press("G")
        assert stage.app.screen.person != first
        await stage.press("g")
        assert stage.app.screen.person == first
        text = await stage.press("enter")
        assert "Not known" in text
        await stage.press("escape")
        assert "leaders act" in stage.text


async def test_why_lists_every_reason_and_the_place_in_the_plan(session, on_stage):
    async with on_stage(session) as stage:
        text = await stage.press("w")
        assert "Stands" in text
        assert "talks 1 and 2 of 2" in text
        await stage.press("escape")
        assert "Stands" not in stage.text


async def test_the_way_in_names_who_can_introduce_me(session, on_stage):
    from cxmap.model.words import TieKind
    from cxmap.session.intents.ties import tie

    session.do(tie, "end", TieKind.TRUSTS, "rnd", strength=4)
    async with on_stage(session, begin="people") as stage:
        text = await stage.press("j", "j", "p")
        assert "Way in" in text
        assert "R&D [x=1]" in text.split("Way in")[1].split("Esc closes")[0]
        await stage.press("escape")
        assert "Way in" not in stage.text


async def test_with_nobody_to_name_the_answer_stands_in_full_on_a_small_screen(session, on_stage):
    from cxmap.session.intents.people import skip

    for leader in session.desk.hierarchy.leadership:
        session.do(skip, leader, reason="away")
    async with on_stage(session, size=(80, 24)) as stage:
        answer = " ".join(stage.text.split())
        assert "Critical mass is out of reach as the map stands: at most" in answer
        for name in ("Lars [ext]", "[/]"):
            assert f"{name} is skipped by you" in answer


async def test_an_empty_map_says_how_to_begin_on_every_screen(empty, on_stage):
    async with on_stage(empty) as stage:
        for key in "1235":
            text = await stage.press(key)
            assert "Nobody is on this map yet" in text
            assert "I import" in text
        await stage.press("t", "w", "exclamation_mark", "y", "D", "z", "n", "enter", "space")
        assert "Nobody is on this map yet" in stage.text


async def test_a_card_shows_judgements_with_age_and_basis(session, on_stage):
    async with on_stage(session, begin="people", size=(130, 36)) as stage:
        text = await stage.press("j", "enter")
        for piece in ("R&D [x=1]", "△ supportive  observed, 4 w ago", "late", "Send the figures",
                      "Fund a pilot", "What happened", "reports to Ann Ortiz"):  # fmt: skip
            assert piece in text, piece
        await stage.press("exclamation_mark")
        assert "pinned" in stage.text

"""The table of people: saved lists, orders, marks; several changed as one step."""

from __future__ import annotations

import pytest

from cxmap.model.words import TieKind
from cxmap.session.intents.ties import tie

pytestmark = pytest.mark.screen


async def test_the_ally_list_is_one_of_the_saved_lists(session, on_stage):
    async with on_stage(session, begin="people") as stage:
        assert "7 people" in stage.text
        await stage.press("right")
        assert "3 people" in stage.text
        await stage.press("right", "right", "right")
        assert [*stage.app.screen.listed()] == ["rnd", "misaki"]
        await stage.press("left", "left", "left", "left", "left")
        assert "Nobody is resistant" not in stage.text
        assert [*stage.app.screen.listed()] == ["end"]


async def test_an_empty_list_says_what_to_do(session, on_stage):
    async with on_stage(session, begin="people") as stage:
        await stage.press("f", *"nobody at all", "enter")
        assert "Nobody fits “nobody at all” by name, title or unit; Esc takes" in stage.text
        await stage.press("escape")
        assert "7 people" in stage.text


async def test_orders_go_forth_and_back_and_keep_the_cursor_on_the_person(session, on_stage):
    async with on_stage(session, begin="people") as stage:
        await stage.press("j", "j")
        assert stage.app.screen.person == "end"
        await stage.press("greater_than_sign")
        assert "ordered by name" in stage.text
        assert next(iter(stage.app.screen.listed())) == "end"
        assert stage.app.screen.person == "end"
        await stage.press("less_than_sign")
        assert "ordered" not in stage.text


async def test_marked_people_are_changed_together_and_undone_as_one(session, on_stage):
    async with on_stage(session, begin="people") as stage:
        await stage.press("j", "space", "space")
        assert "2 marked" in stage.text
        rev = session.rev
        await stage.press("exclamation_mark")
        assert [session.org.people[key].pinned for key in ("rnd", "end", "lars")] == [1, 1, 0]
        assert session.rev == rev + 1
        await stage.press("u")
        assert not any(person.pinned for person in session.org.people.values())
        assert "and the same for 1 more" in await stage.press("s")
        await stage.press("n")
        await stage.press("enter")
        assert session.org.judgements("rnd").stance == session.org.judgements("end").stance
        await stage.press("u")
        await stage.press("escape")
        assert "marked" not in stage.text


async def test_the_last_change_is_repeated_for_the_next_person(session, on_stage):
    async with on_stage(session, begin="people") as stage:
        await stage.press("full_stop")
        assert "Nothing to repeat yet" in stage.text
        await stage.press("j", "exclamation_mark", "j", "full_stop")
        assert [key for key, one in session.org.people.items() if one.pinned] == ["rnd", "end"]


async def test_measures_are_columns_to_order_by_and_explained(session, on_stage):
    for who in ("end", "lars"):
        session.do(tie, who, TieKind.TRUSTS, "misaki")
    async with on_stage(session, begin="people", size=(80, 24)) as stage:
        text = await stage.press("i")
        assert all(word in text for word in ("Trusted by", "Go-between", "Brokers", "Reach"))
        assert "people who trust them" in text
        assert "Rank alone does not find allies" in " ".join(text.split())
        text = await stage.press("greater_than_sign", "greater_than_sign")
        assert "ordered by trusted by" in text
        assert next(iter(stage.app.screen.listed())) == stage.app.screen.person == "misaki"
        row = next(line for line in text.splitlines() if "美咲" in line)
        assert row.split()[-4:] == ["2", "0", "0", "2"]
        session.do(tie, "zoe", TieKind.TRUSTS, "misaki")
        stage.app.show_changes()
        await stage.rest()
        assert next(line for line in stage.text.splitlines() if "美咲" in line).split()[-4] == "3"
        assert "Does" in await stage.press("i")


async def test_a_map_without_informal_ties_says_there_is_nothing_to_measure(session, on_stage):
    async with on_stage(session, begin="people") as stage:
        assert "No tie of trust, influence or alliance is noted yet" in await stage.press("i")

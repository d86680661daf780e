"""Keys that come faster than the program: each waits until what the one before has begun is done."""

from __future__ import annotations

import pytest
from textual import events
from textual.widgets import Input

from cxmap.model.words import Stance

pytestmark = pytest.mark.screen

NAMED = {
    "\t": "tab",
    "\r": "enter",
    "\x1b": "escape",
    " ": "space",
    "!": "exclamation_mark",
    "/": "slash",
}


def send(app, keys):
    """Everything at once, as a terminal hands over what has been typed meanwhile."""
    for key in keys:
        app.post_message(events.Key(NAMED.get(key, key), key))


async def test_letters_behind_a_key_that_opens_a_dialog_are_typed_into_it(session, on_stage):
    async with on_stage(session) as stage:
        person = stage.app.screen.person
        send(stage.app, "tno x or D u\ts\r2")
        await stage.rest()
        talks = [one for one in session.org.engagements.values() if one.note == "no x or D u"]
        assert [one.people for one in talks] == [(person,)]
        assert stage.app.screen.NAME == "organisation"
        assert session.org.judgements(person).stance == Stance.SUPPORTIVE


async def test_a_paste_keeps_its_place_between_the_keys(session, on_stage):
    async with on_stage(session) as stage:
        send(stage.app, "ta")
        stage.app.post_message(events.Paste("b\tc"))
        send(stage.app, "d")
        await stage.rest()
        assert stage.app.screen.query_one("#note", Input).value.replace("\t", " ") == "ab cd"


async def test_a_click_waits_for_the_keys_before_it(session, on_stage):
    async with on_stage(session) as stage:
        send(stage.app, "2t")
        stage.app.post_message(click := events.MouseDown(None, 1, 1, 0, 0, 1, False, False, False))
        await stage.rest()
        assert click.is_forwarded
        assert "Talked with" in stage.text


async def test_keys_typed_while_the_program_starts_reach_its_first_screen(session, on_stage):
    async with on_stage(session, begin="organisation") as stage:
        assert stage.app.screen.NAME == "organisation"
    app = stage.app.__class__(session, begin="organisation")
    async with app.run_test(size=(100, 30)) as pilot:
        send(app, "jj!")
        await pilot.pause()
        assert session.org.people[app.screen.person].pinned


async def test_a_line_that_goes_with_its_key_holds_up_nobody(session, on_stage):
    async with on_stage(session, begin="people") as stage:
        send(stage.app, ["/", "z", "o", "\x1b", "/", "z", "o", "\r", "!", "3"])
        await stage.rest()
        assert [one.id for one in session.org.people.values() if one.pinned] == ["zoe"]
        assert stage.app.screen.NAME == "mass"

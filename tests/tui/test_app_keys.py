"""One table of keys: no clash, nothing a terminal takes away, and every key named somewhere."""

from __future__ import annotations

import importlib
import pkgutil

import pytest

import cxmap.tui.screens
from cxmap.config import Config
from cxmap.tui.app import CxmapApp
from cxmap.tui.frame import MapScreen
from cxmap.tui.keys import NEVER, PLACES, TABLE, TAKEN, clashes, line, shown_keys
from cxmap.tui.screens.card import CardScreen
from cxmap.tui.screens.mass import MassScreen
from cxmap.tui.screens.next import NextScreen
from cxmap.tui.screens.organisation import OrganisationScreen
from cxmap.tui.screens.people import PeopleScreen
from cxmap.tui.widgets.choices import Choices
from cxmap.tui.widgets.rows import RowList
from cxmap.tui.widgets.sheet import Sheet

SCREENS = (NextScreen, OrganisationScreen, MassScreen, PeopleScreen, CardScreen)


def test_no_two_actions_share_a_key_where_both_are_heard():
    assert clashes({}) == []


def test_ids_are_unique_and_every_place_has_a_heading():
    assert len({entry.id for entry in TABLE}) == len(TABLE)
    assert {entry.place for entry in TABLE} == set(PLACES)


def test_every_key_reaches_the_program_in_every_terminal():
    keys = [key.strip() for entry in TABLE for key in entry.keys.split(",")]
    assert not [key for key in keys if key.startswith(NEVER) or key in TAKEN]


def screens_that_hear(place: str, of: type[MapScreen] = MapScreen) -> list[type[MapScreen]]:
    below = [found for kind in of.__subclasses__() for found in screens_that_hear(place, kind)]
    return [*below, *([of] if place in of.PLACES and of.NAME else [])]


def test_every_action_of_the_table_exists():
    for module in pkgutil.iter_modules(cxmap.tui.screens.__path__, "cxmap.tui.screens."):
        importlib.import_module(module.name)
    for entry in TABLE:
        homes = {"app": [CxmapApp], "list": [RowList, Choices], "sheet": [Sheet]}.get(
            entry.place, screens_that_hear(entry.place)
        )
        assert homes, entry.place
        for home in homes:
            assert hasattr(home, "action_" + entry.action.partition("(")[0]), (entry.id, home)


@pytest.mark.parametrize("screen", SCREENS)
def test_the_last_line_offers_at_most_seven_keys(screen):
    assert 0 < len(screen.FOOTER) <= 6
    assert all(line(name) for name in screen.FOOTER)
    assert screen.ABOUT


def test_keys_are_printed_as_on_the_keyboard():
    assert shown_keys("question_mark,f1") == ("?", "F1")
    assert shown_keys("ctrl+p,colon") == ("Ctrl+P", ":")


def test_wrong_keys_in_the_settings_are_named():
    found = clashes({"person.talk": "a", "no.such": "x", "app.undo": "ctrl+h"})
    assert "a is given to both person.talk and person.ask" in found
    assert any("no.such" in sentence for sentence in found)
    assert any("ctrl+h" in sentence for sentence in found)


@pytest.mark.screen
async def test_a_key_of_the_settings_works_and_is_shown(session, on_stage):
    config = Config(keys={"person.pin": "f9"})
    async with on_stage(session, config=config) as stage:
        assert "F9 pin" in stage.text
        person = stage.app.screen.person
        await stage.press("f9")
        assert session.org.people[person].pinned
        assert "f9" not in (await stage.press("question_mark")).lower().split("pin")[0][-2:]


@pytest.mark.screen
async def test_clashing_keys_are_reported_and_left_aside(session, on_stage):
    async with on_stage(session, config=Config(keys={"person.talk": "a"})) as stage:
        assert "a is given to both" in stage.text
        await stage.press("t")
        assert "Talked with" in stage.text


def test_every_key_is_shown_as_it_is_printed_on_a_keyboard():
    words = {"Esc", "Enter", "Space", "Home", "End", "PgUp", "PgDn", "Tab"}
    for entry in TABLE:
        for key in shown_keys(entry.keys):
            plain = key.removeprefix("Ctrl+")
            assert len(plain) == 1 or plain in words or plain[1:].isdigit(), entry.id

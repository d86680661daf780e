"""The welcome answers to its letters from the first moment on."""

from __future__ import annotations

from datetime import date

import pytest

from cxmap.cli import screen
from cxmap.clock import FixedClock
from cxmap.session.session import Session
from cxmap.store.memory import InMemoryStore
from cxmap.tui import welcome
from cxmap.tui.app import BEGIN_WITH_IMPORT, CxmapApp
from cxmap.tui.dialogs.import_people import ImportDialog
from cxmap.tui.welcome import Beginning, WelcomeApp

pytestmark = pytest.mark.screen


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        (["t"], Beginning("tour")),
        (["n", *"Acme q", "enter"], Beginning("new", "Acme q")),
        (["i", *"Acme", "escape", "q"], None),
    ],
)
async def test_a_letter_chooses_and_a_name_is_typed(keys, chosen):
    app = WelcomeApp()
    async with app.run_test() as pilot:
        for key in keys:
            await pilot.press("space" if key == " " else key)
    assert app.return_value == chosen


async def test_a_click_chooses_too_and_no_line_is_broken_at_80_columns():
    app = WelcomeApp()
    async with app.run_test(size=(80, 24)) as pilot:
        ways = list(app.query("_Way"))
        assert [way.region.height for way in ways] == [1] * len(ways)
        await pilot.click(ways[0])
    assert app.return_value == Beginning("tour")


async def test_who_begins_with_a_people_file_is_asked_for_it_at_once():
    session = Session(InMemoryStore(), clock=FixedClock(date(2026, 3, 2)))
    app = CxmapApp(session, begin=BEGIN_WITH_IMPORT)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert isinstance(app.screen, ImportDialog)
        await pilot.press("escape")
        assert app.screen.NAME == "people"


@pytest.mark.parametrize(("how", "begin"), [("new", "people"), ("import", BEGIN_WITH_IMPORT)])
def test_the_way_chosen_decides_where_the_map_opens(cxmap, monkeypatch, how, begin):
    begun: list[str] = []
    monkeypatch.setattr(screen, "is_terminal", lambda: True)
    monkeypatch.setattr(welcome, "welcome", lambda _: Beginning(how, "Acme"))
    monkeypatch.setattr(screen, "show_on_screen", lambda _, *, begin: begun.append(begin) or 0)
    assert cxmap().code == 0
    assert begun == [begin]

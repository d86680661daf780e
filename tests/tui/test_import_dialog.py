"""The import on the screen: what was understood, differences first, second files, kept columns."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from cxmap.clock import FixedClock
from cxmap.model.words import Dimension, Stance
from cxmap.session.entry.persons import find_person
from cxmap.session.importing.column_maps import saved_column_map
from cxmap.session.importing.intake import Step, read_sources
from cxmap.session.intents.judgements import judge
from cxmap.session.session import Session
from cxmap.store.memory import InMemoryStore
from cxmap.tui.app import CxmapApp
from cxmap.tui.dialogs import import_people
from cxmap.tui.dialogs.choice import Choice
from cxmap.tui.dialogs.import_people import ImportDialog

pytestmark = pytest.mark.screen

FIRST = "id,name,title,manager\n1,Ann,CEO,\n2,Ben,COO,1\n3,Cy,CFO,1\n4,Dee,Head of Care,2\n"
LATER = "id,name,title,manager\n1,Ann,CEO,\n2,Ben,COO,1\n4,Dee,Head of Care,1\n5,Eve,CIO,1\n"


@pytest.fixture
def session() -> Session:
    return Session(InMemoryStore(), clock=FixedClock(date(2026, 3, 2)))


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CXMAP_HOME", str(tmp_path / "home"))


def written(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


async def settle(pilot: Pilot[None]) -> None:
    """Let the threads finish and the screen catch up."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


@asynccontextmanager
async def opened(session: Session, file: Path) -> AsyncIterator[Pilot[None]]:
    """The dialog with a file that was read."""
    app = CxmapApp(session)
    async with app.run_test(size=(90, 60)) as pilot:
        await settle(pilot)
        await pilot.press("I")
        app.screen.query_one("#path Input", Input).value = str(file)
        await pilot.press("enter")
        await settle(pilot)
        yield pilot


def said(pilot: Pilot[None], name: str) -> str:
    return str(pilot.app.screen.query_one(f"#{name}", Static).content)


async def test_a_newer_file_shows_the_difference_first_and_the_answer_decides(session, tmp_path):
    async with opened(session, written(tmp_path, "first.csv", FIRST)) as pilot:
        assert not pilot.app.screen.query_one("#differences").display
        await pilot.press("enter")
        await settle(pilot)
    dee, cy = (find_person(session.org, name) for name in ("Dee", "Cy"))
    session.do(judge, dee, Dimension.STANCE, Stance.SUPPORTIVE.value)
    async with opened(session, written(tmp_path, "later.csv", LATER)) as pilot:
        told = said(pilot, "differences").splitlines()
        assert told == [
            "came 1: Eve",
            "gone from the file 1: Cy",
            "moved 1: Dee: from Ben to Ann",
        ]
        rev = session.rev
        pilot.app.screen.query_one("#answer-0", Choice).focus()
        await pilot.press("2", "enter")
        await settle(pilot)
        assert session.rev == rev + 1
    people = session.org.people
    assert (people[cy].active, people[cy].left_on) == (False, date(2026, 3, 2))
    assert people[people[dee].manager].display_name == "Ann"
    assert session.org.judgements(dee).stance == "supportive"
    session.undo()
    assert session.org.people[cy].active
    assert session.org.people[dee].manager == find_person(session.org, "Ben")


async def test_a_list_without_managers_takes_a_second_file_beside_it(session, tmp_path):
    users = written(tmp_path, "users.csv", "id,name,title\n1,Ann,CEO\n2,Ben,COO\n3,Cy,CFO\n")
    lines = written(tmp_path, "lines.csv", "id,manager\n1,\n2,1\n3,1\n")
    async with opened(session, users) as pilot:
        pilot.app.screen.query_one("#second Input", Input).value = str(lines)
        await pilot.press("enter")
        await settle(pilot)
        assert said(pilot, "counts").startswith("3 people, 2 reporting lines, 1 top")
        assert session.rev == 0
        await pilot.press("enter")
        await settle(pilot)
    assert len(session.org.reports[find_person(session.org, "Ann")]) == 2


async def test_columns_are_corrected_and_kept_for_the_next_file(session, tmp_path):
    file = written(tmp_path, "odd.csv", "key,who,up\n1,Ann,\n2,Ben,1\n3,Cy,1\n")
    async with opened(session, file) as pilot:
        screen = pilot.app.screen
        screen.query_one("#columns", Input).value = "id=key; name=who; manager=up"
        screen.query_one("#keep", Input).value = "odd"
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, ImportDialog)
        assert said(pilot, "counts").startswith("3 people, 2 reporting lines")
        await pilot.press("enter")
        await settle(pilot)
    assert saved_column_map("odd").columns == {"id": "key", "name": "who", "manager": "up"}
    assert len(session.org.people) == 3


async def test_a_wrong_column_is_said_and_nothing_is_lost(session, tmp_path):
    async with opened(session, written(tmp_path, "first.csv", FIRST)) as pilot:
        pilot.app.screen.query_one("#columns", Input).value = "manager=Nobody"
        await pilot.press("enter")
        await settle(pilot)
        assert "there is no column 'Nobody'" in said(pilot, "wrong")
        pilot.app.screen.query_one("#columns", Input).value = "manager"
        await pilot.press("enter")
        await settle(pilot)
        assert "FIELD=COLUMN" in said(pilot, "wrong")
    assert session.rev == 0


async def test_who_i_am_is_found_among_two_of_one_name(session, tmp_path):
    text = "id,name,title,manager\n1,Ann,CEO,\n2,Ben Li,COO,1\n3,Ben Li,CFO,1\n"
    async with opened(session, written(tmp_path, "two.csv", text)) as pilot:
        pilot.app.screen.query_one("#me Input", Input).focus()
        await pilot.press("b", "e", "n", "down", "enter")
        await settle(pilot)
    me = session.org.people[session.org.initiative.me]
    assert (me.display_name, me.title) == ("Ben Li", "CFO")


async def test_what_enter_does_is_in_sight_on_a_small_screen_however_many_questions(session):
    sample = Path(__file__).parents[2] / "sample_orgs" / "messy.csv"
    app = CxmapApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("I")
        app.screen.query_one("#path Input", Input).value = str(sample)
        await pilot.press("enter")
        await settle(pilot)
        hint = app.screen.query_one("#hint", Static)
        assert "Enter to what must be answered (2)" in str(hint.content)
        assert app.screen.query_one("#form").content_region.contains_region(hint.region)
        assert not app.screen.query_one("#path .person--found").display


TWICE = "id,name,title,manager\n1,Ann,CEO,\n2,Ben Li,COO,1\n2,Bea Lim,CMO,1\n"


async def test_enter_leads_to_what_must_be_answered_and_saves_only_then(session, tmp_path):
    async with opened(session, written(tmp_path, "twice.csv", TWICE)) as pilot:
        screen = pilot.app.screen
        assert "must be answered (1) · ctrl+t" in said(pilot, "hint")
        await pilot.press("enter")
        assert screen.focused is screen.query_one("#answer-0")
        await pilot.press("enter")
        await settle(pilot)
        assert session.rev == 0
        assert "Enter bring them in" in said(pilot, "hint")
        await pilot.press("2")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
    assert {person.display_name for person in session.org.people.values()} == {
        "Ann", "Ben Li", "Bea Lim",
    }  # fmt: skip


async def test_one_key_of_its_own_takes_every_proposal(session, tmp_path):
    async with opened(session, written(tmp_path, "twice.csv", TWICE)) as pilot:
        await pilot.press("ctrl+t")
        await settle(pilot)
        assert not isinstance(pilot.app.screen, ImportDialog)
    assert session.rev == 1


async def test_letters_typed_while_a_file_is_read_are_not_for_its_name(
    session, tmp_path, monkeypatch
):
    go_on = threading.Event()

    def slowly(*args):
        go_on.wait(5)
        return read_sources(*args)

    monkeypatch.setattr(import_people, "read_sources", slowly)
    app = CxmapApp(session)
    async with app.run_test(size=(90, 60)) as pilot:
        await settle(pilot)
        await pilot.press("I")
        line = app.screen.query_one("#path Input", Input)
        line.value = str(written(tmp_path, "first.csv", FIRST))
        await pilot.press("enter")
        await pilot.press("x", "2", "enter", "ctrl+s", "ctrl+t")
        assert "reading the file" in said(pilot, "progress")
        go_on.set()
        await settle(pilot)
        assert line.value.endswith("first.csv")
        assert said(pilot, "counts").startswith("4 people")
        assert app.screen.focused is line
        assert session.rev == 0


async def test_a_large_list_is_saved_beside_the_screen_and_says_how_far_it_is(
    session, tmp_path, monkeypatch
):
    monkeypatch.setattr(import_people, "_AT_ONCE", 0)
    shown = []
    keep = ImportDialog._show_step
    monkeypatch.setattr(
        ImportDialog, "_show_step",
        lambda self, step, share: (shown.append((step, share)), keep(self, step, share)),
    )  # fmt: skip
    async with opened(session, written(tmp_path, "first.csv", FIRST)) as pilot:
        await pilot.press("enter")
        await settle(pilot)
        assert not isinstance(pilot.app.screen, ImportDialog)
    assert len(session.org.people) == 4
    assert [step for step, _ in shown] == sorted([step for step, _ in shown], key=list(Step).index)
    assert shown[-1][0] is Step.SAVE

"""The dialogs: few keys, a refusal said in place, Escape changes nothing."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input, Static

from cxmap.clock import FixedClock
from cxmap.model.words import AskState, Commitment, Role, Stance, TieKind
from cxmap.session.entry.persons import find_person
from cxmap.session.intents.outline import add_people
from cxmap.session.session import Session
from cxmap.store.memory import InMemoryStore
from cxmap.tui.app import CxmapApp
from cxmap.tui.dialogs.log_talk import LogTalkDialog

pytestmark = pytest.mark.screen

TODAY = date(2026, 3, 2)
LEADERS = """\
Ann Ortiz, President
Ben Li, Chief Financial Officer, Finance
R&D [x=1], Chief Marketing Officer, Marketing
Cy Mo, Chief Operating Officer, Operations
"""
TALK_KEYS_AT_MOST = 6


@pytest.fixture
def session() -> Session:
    made = Session(InMemoryStore(), clock=FixedClock(TODAY))
    made.do(add_people, LEADERS)
    return made


def who(session: Session, typed: str) -> str:
    return find_person(session.org, typed)


async def typed(pilot, text: str) -> None:
    """Put letters where the cursor is, all at once as a paste does."""
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()


async def test_a_talk_takes_six_keys_beyond_the_text(session):
    app = CxmapApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        person = app.screen.person
        keys = 0

        async def press(key: str) -> None:
            nonlocal keys
            keys += 1
            await pilot.press(key)

        await press("t")
        await typed(pilot, "Likes the pilot")
        await press("tab")
        await press("s")
        await press("tab")
        await typed(pilot, "Lend an analyst")
        await press("tab")
        await typed(pilot, "+14")
        await press("enter")
        await pilot.pause()
    assert keys <= TALK_KEYS_AT_MOST
    assert session.org.judgements(person).stance is Stance.SUPPORTIVE
    ask = session.org.asks_of(person)[0]
    assert (ask.text, ask.due) == ("Lend an analyst", date(2026, 3, 16))
    assert [talk.note for talk in session.org.engagements_of(person)] == ["Likes the pilot"]


async def test_what_does_not_fit_is_said_in_the_form_and_escape_changes_nothing(session):
    app = CxmapApp(session)
    rev = session.rev
    async with app.run_test(size=(80, 24)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.press("t")
        app.screen.query_one("#on", Input).value = "someday"
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, LogTalkDialog)
        assert "is no day" in str(app.screen.query_one("#wrong", Static).content)
        assert app.focused.id == "on"
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, LogTalkDialog), "what is typed is not thrown away unasked"
        assert "not saved" in str(app.screen.query_one("#wrong", Static).content)
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(app.screen, LogTalkDialog)
    assert session.rev == rev


async def test_judgements_take_a_letter_each(session):
    app = CxmapApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        person = app.screen.person
        await pilot.press("s", "l", "enter")
        await pilot.press("b", "c", "h", "enter")
        await pilot.press("v", "a")
        await pilot.pause()
        assert session.org.people[person].function_confidence is None
        assert app.screen.person == person
        await pilot.press("c", "h", "tab", "b", "enter")
        await pilot.pause()
    judged = session.org.judgements(person)
    assert judged.stance is Stance.LEADING
    assert judged.commitment is Commitment.HELP
    assert [barrier.value for barrier in judged.barriers] == ["needs_proof", "fears_disruption"]
    assert [seen.kind.value for seen in session.org.evidence_of(person)] == ["budget"]
    assert session.org.people[person].roles == (Role.ALLY,)
    assert session.org.people[person].roles_confidence is None
    assert session.undo().summary.startswith("Undone")


async def test_an_ask_is_made_and_then_settled(session):
    app = CxmapApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        person = app.screen.person
        await pilot.press("a")
        await typed(pilot, "Name an owner for onboarding")
        await pilot.press("tab")
        await typed(pilot, "fri")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("a", "1", "tab", "a", "enter")
        await pilot.pause()
    [ask] = session.org.asks_of(person)
    assert (ask.state, ask.due) == (AskState.ACCEPTED, date(2026, 3, 6))


async def test_a_tie_is_drawn_by_typing_a_part_of_a_name(session):
    app = CxmapApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.press("2", "down", "r", "t", "tab")
        await typed(pilot, "cy")
        await pilot.press("tab", "4", "enter")
        await pilot.pause()
    [tie] = session.org.ties.values()
    assert (tie.kind, tie.b, tie.strength) == (TieKind.TRUSTS, who(session, "Cy Mo"), 4)


async def test_eight_leaders_are_typed_in_on_an_empty_map():
    session = Session(InMemoryStore(), clock=FixedClock(TODAY))
    app = CxmapApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.press("plus")
        await typed(pilot, "Ann, President\n")
        await typed(pilot, "".join(f"Leader {n}, Head of Sales\n" for n in range(1, 9)))
        await pilot.press("ctrl+s")
        await app.workers.wait_for_complete()
        await pilot.pause()
    assert len(session.desk.hierarchy.leadership) == 8
    assert session.org.people[session.desk.hierarchy.president].display_name == "Ann"


async def test_a_person_is_changed_in_one_form(session):
    app = CxmapApp(session)
    async with app.run_test(size=(80, 40)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.press("2", "down", "e")
        app.screen.query_one("#title", Input).value = "Group CFO"
        app.screen.query_one("#priorities", Input).value = "Cash"
        await pilot.press("ctrl+s")
        await pilot.pause()
    ben = session.org.people[who(session, "Ben Li")]
    assert (ben.title, ben.priorities, ben.roles_confidence is None) == ("Group CFO", "Cash", False)
    session.undo()
    assert session.org.people[ben.id].title == "Chief Financial Officer"


async def test_a_messy_file_is_brought_in_with_its_questions_answered(tmp_path):
    file = tmp_path / "people.csv"
    file.write_text(
        "id,name,title,manager\n1,Ann [x],CEO,\n2,Ben,COO,1\n3,Cy,Chair,\n4,Dee,CFO,9\n",
        encoding="utf-8",
    )
    session = Session(InMemoryStore(), clock=FixedClock(TODAY))
    app = CxmapApp(session)
    async with app.run_test(size=(80, 40)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.press("I")
        app.screen.query_one("#path Input", Input).value = str(file)
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        said = str(app.screen.query_one("#counts", Static).content)
        assert said.startswith("4 people")
        assert session.rev == 0
        await pilot.press("enter")
        await pilot.pause()
    assert len(session.org.people) == 4
    assert session.org.people[session.desk.hierarchy.president].display_name == "Ann [x]"
    assert session.undo() is not None
    assert not session.org.people


async def test_a_refused_file_is_named_and_nothing_is_brought_in(tmp_path):
    file = tmp_path / "people.csv"
    file.write_text("id,name,name\n1,Ann,Ann\n", encoding="utf-8")
    session = Session(InMemoryStore(), clock=FixedClock(TODAY))
    app = CxmapApp(session)
    async with app.run_test(size=(80, 40)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.press("I")
        app.screen.query_one("#path Input", Input).value = str(file)
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        said = str(app.screen.query_one("#wrong", Static).content)
    assert "people.csv" in said
    assert "line 1" in said
    assert session.rev == 0


async def test_a_list_is_handed_over_and_says_what_it_keeps_back(session, tmp_path: Path):
    app = CxmapApp(session)
    target = tmp_path / "people.json"
    async with app.run_test(size=(80, 40)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.press("E", "p")
        app.screen.query_one("#file", Input).value = str(target)
        said = str(app.screen.query_one("#left", Static).content)
        await pilot.press("tab", "5", "enter")
        await pilot.pause()
    assert "stance" in said
    assert target.exists()
    assert oct(target.stat().st_mode & 0o777) == "0o600"
    assert "R&D [x=1]" in json.dumps(target.read_text(encoding="utf-8"), ensure_ascii=False)

"""What the screen does for the map unasked: follow another writer, rest, rescue; and keep names to itself."""

from __future__ import annotations

import errno
from datetime import date
from pathlib import Path

import pytest

from cxmap.clock import FixedClock
from cxmap.session.intents.people import add_person, change_person
from cxmap.session.session import Session
from cxmap.store import disk
from cxmap.tui import safekeeping
from cxmap.tui.discretion import window_title

pytestmark = pytest.mark.screen


@pytest.fixture
def acme(tmp_path: Path) -> Path:
    file = tmp_path / "acme.json"
    with Session.create(file, name="Acme", clock=FixedClock(date(2026, 3, 2))) as session:
        session.do(add_person, "Ann Ortiz", title="President")
    return file


async def test_another_writer_is_named_and_followed_within_a_second(acme, on_stage):
    with Session.open(acme) as writer, Session.open(acme, follow_if_locked=True) as reader:
        async with on_stage(reader, begin="people", size=(140, 24)) as stage:
            assert "Read-only: another cxmap is writing to this map: " in stage.text
            assert "process " in stage.text
            writer.do(add_person, "Ben Li", title="COO")
            for _ in range(10):
                if "Ben Li" in stage.text:
                    break
                await stage._pilot.pause(0.1)
            assert "Ben Li" in stage.text
            shown = await stage.press("H", "j", "enter")
            assert "undo to here" not in shown
            await stage.press("exclamation_mark")
            assert "the edit was not made" in stage.text


async def test_when_the_other_window_has_closed_this_one_writes(acme, on_stage):
    writer = Session.open(acme)
    with Session.open(acme, follow_if_locked=True) as reader:
        async with on_stage(reader, begin="people") as stage:
            writer.close()
            await stage.press("exclamation_mark")
            assert "changes are made here now" in " ".join(stage.text.replace("▌", " ").split())
            assert "Read-only" not in stage.text
            await stage.press("exclamation_mark")
            assert reader.org.people[next(iter(reader.org.people))].pinned
    with Session.open(acme, read_only=True) as session:
        assert any(person.pinned for person in session.org.people.values())


async def test_nothing_ticks_while_the_map_can_be_written(acme, on_stage):
    with Session.open(acme) as session:
        async with on_stage(session) as stage:
            assert stage.app._rest_timer is None
            await stage.rest()
            assert not list(stage.app._timers)


async def test_after_a_change_the_map_is_written_once_the_lead_rests(acme, on_stage, monkeypatch):
    monkeypatch.setattr(safekeeping, "REST_SECONDS", 0.01)
    monkeypatch.setattr("cxmap.store.journalled.IDLE_SECONDS", 0)
    with Session.open(acme) as session:
        async with on_stage(session, begin="people") as stage:
            await stage.press("exclamation_mark")
            await stage._pilot.pause(0.05)
            await stage.rest()
            assert b'"pinned":true' in acme.read_bytes()


async def test_a_failing_disk_becomes_an_offer_to_save_a_copy(
    acme, on_stage, monkeypatch, tmp_path
):
    with Session.open(acme) as session:
        async with on_stage(session, begin="people", size=(110, 30)) as stage:

            def fail(_: int) -> None:
                raise OSError(errno.EIO, "Input/output error")

            monkeypatch.setattr(disk, "sync_data", fail)
            shown = await stage.press("exclamation_mark")
            assert "Save a copy to…" in shown
            assert "The edit was not saved: the disk reported an error" in " ".join(
                shown.replace("│", " ").split()
            )
            copy = tmp_path / "copy.json"
            stage.app.screen.query_one("#file").value = str(acme)
            await stage.press("enter")
            assert "a file of that name already" in stage.text
            stage.app.screen.query_one("#file").value = str(copy)
            await stage.press("enter")
            assert "Read-only: no more edits are taken, since the disk failed" in stage.text
            await stage.press("exclamation_mark", "escape")
        with Session.open(copy, read_only=True) as saved:
            assert [p.display_name for p in saved.org.people.values()] == ["Ann Ortiz"]
            assert not any(p.pinned for p in saved.org.people.values())


async def test_a_removed_name_is_not_given_away_by_the_message_about_it(session, on_stage):
    async with on_stage(session, begin="people") as stage:
        await stage.press("m")
        assert "Lars" not in stage.text
        await stage.press("j", "j", "j", "D", "y")
        assert "lars" not in session.org.people
        assert "Lars" not in stage.text
        await stage.press("u")
        assert "Lars" not in stage.text


async def test_what_is_typed_under_the_mask_is_stored_with_the_real_names(session, on_stage):
    async with on_stage(session, begin="people") as stage:
        await stage.press("m")
        alias = stage.app.mask().name("misaki")
        await stage.press("j", "t", *f"See {alias} first", "enter")
        talk = list(session.org.engagements.values())[-1]
        assert talk.note == "See 田中 美咲 first"


async def test_notes_are_not_edited_under_the_mask(session, on_stage):
    session.do(change_person, "rnd", {"notes": "Zoë said: a leader"})
    async with on_stage(session, begin="people") as stage:
        shown = await stage.press("m", "j", "e")
        assert "Show the names first" in shown
        await stage.press("m", "e", "tab", *"X", "enter")
        assert session.org.people["rnd"].notes == "Zoë said: a leader"


async def test_an_export_begun_under_the_mask_begins_masked(session, on_stage):
    async with on_stage(session, begin="people", size=(110, 40)) as stage:
        await stage.press("m", "E")
        assert stage.app.screen.query_one("#mask").value == "yes"


def test_the_window_title_names_the_map_unless_names_are_masked():
    assert window_title("Acme\x1b]2;x\x07 [b]", is_masked=False) == "\x1b]2;Acme [b] - cxmap\x07"
    assert window_title("Acme", is_masked=True) == "\x1b]2;cxmap\x07"

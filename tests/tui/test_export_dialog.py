"""Handing over from the screen: every paper and format, what is left out, the map itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, Static

from cxmap.session.papers.formats import FORMATS
from cxmap.session.session import Session
from cxmap.tui.app import CxmapApp
from cxmap.tui.dialogs.choice import Choice
from cxmap.tui.dialogs.export import BACKUP, ExportDialog

pytestmark = pytest.mark.screen


async def test_every_paper_is_offered_in_every_format_and_says_what_it_leaves_out(
    session, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    app = CxmapApp(session)
    async with app.run_test(size=(100, 40)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.press("E")
        dialog = app.screen
        assert isinstance(dialog, ExportDialog)
        whats = dialog.query_one("#what", Choice)
        assert [option.value for option in whats.options] == [*FORMATS, BACKUP]
        for option in whats.options[:-1]:
            await pilot.press(option.letter)
            await pilot.pause()
            assert whats.value == option.value
            formats = dialog.query_one("#format", Choice)
            assert [one.value for one in formats.options] == list(FORMATS[option.value])
            assert str(dialog.query_one("#left", Static).content)
            assert option.value in dialog.query_one("#file", Input).value
        await pilot.press("r", "tab", "2", "enter")
        await pilot.pause()
    assert [file.suffix for file in tmp_path.iterdir()] == [".md"]


async def test_the_map_itself_is_written_as_a_copy_that_opens(session, tmp_path: Path):
    copy = tmp_path / "copy.json"
    app = CxmapApp(session)
    async with app.run_test(size=(100, 40)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.press("E", "b")
        await pilot.pause()
        assert "Nothing is left out or masked" in str(app.screen.query_one("#left", Static).content)
        app.screen.query_one("#file", Input).value = str(copy)
        await pilot.press("enter")
        await pilot.pause()
    assert oct(copy.stat().st_mode & 0o777) == "0o600"
    with Session.open(copy, read_only=True) as opened:
        assert opened.org.people == session.org.people


async def test_a_copied_list_offers_the_file_beside_it(session):
    app = CxmapApp(session)
    async with app.run_test(size=(100, 40)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.press("5")
        await pilot.pause()
        await pilot.press("Y")
        await pilot.pause()
        said = " ".join(notice.message for notice in app._notifications)
        assert "E writes a file" in said
        assert "Ann Ortiz" in app.clipboard

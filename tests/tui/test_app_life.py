"""Beginning, going round, masking, failing and leaving."""

from __future__ import annotations

import stat
import subprocess
import sys

import pytest

from cxmap.errors import UsageError
from cxmap.paths import state_folder
from cxmap.session.intents.people import skip
from cxmap.session.intents.scenarios import keep_scenario
from cxmap.tui.app import CxmapApp
from cxmap.tui.crash import EXIT_CODE, crash_report, write_report
from cxmap.tui.masks import masked_map

pytestmark = pytest.mark.screen


async def test_numbers_go_to_the_screens_and_escape_goes_home(session, on_stage):
    async with on_stage(session) as stage:
        for key, name in (("2", "organisation"), ("3", "mass"), ("5", "people")):
            await stage.press(key)
            assert name == stage.app.screen.NAME
        await stage.press("escape")
        assert stage.app.screen.NAME == "next"
        assert "q leaves the program" in await stage.press("escape")


async def test_going_to_a_screen_closes_the_card_on_top(session, on_stage):
    async with on_stage(session, begin="people") as stage:
        await stage.press("enter", "2", "5")
        assert stage.app.screen.NAME == "people"


async def test_help_is_made_from_the_table_and_the_palette_finds_actions(session, on_stage):
    async with on_stage(session, begin="people", size=(110, 60)) as stage:
        text = await stage.press("question_mark")
        assert "Mark, to change several together" in text
        assert "◆ outcome owner" in text
        await stage.press("escape", "colon", *"person first")
        await stage.press("enter")
        await stage.press("enter")
        assert [key for key, one in session.org.people.items() if one.pinned] == ["ann"]


async def test_jump_letters_go_to_screens_and_parts(session, on_stage):
    async with on_stage(session, begin="people") as stage:
        assert "A letter jumps there" in await stage.press("ctrl+o")
        await stage.press("3")
        assert stage.app.screen.NAME == "mass"
        await stage.press("ctrl+o", "a")
        assert stage.app.screen.NAME == "mass"


async def test_masking_hides_every_name_on_every_screen_and_changes_no_record(session, on_stage):
    names = [person.display_name for person in session.org.people.values()]
    before = session.org
    async with on_stage(session, size=(130, 40)) as stage:
        await stage.press("m")
        for keys in (("1",), ("2", "o"), ("3",), ("5", "j", "enter"), ("w",)):
            text = await stage.press(*keys)
            await stage.press("escape") if keys == ("w",) else None
            assert not [name for name in names if name in text], keys
            assert "Acme" not in text
        await stage.press("1", "exclamation_mark")
        assert "Leader" in stage.text
        await stage.press("u", "m")
        assert "Lars [ext]" in stage.text
    assert session.org == before


async def test_thirty_fast_keys_end_where_they_should(session, on_stage):
    async with on_stage(session, begin="people") as stage:
        await stage.press(*["j"] * 14, *["k"] * 13, "k", "j", "j")
        assert stage.app.screen.person == "end"


@pytest.mark.parametrize("size", [(5, 2), (30, 8), (60, 18)])
async def test_tiny_windows_break_nothing(session, on_stage, size):
    async with on_stage(session, size=size) as stage:
        await stage.press("2", "o", "3", "5", "j", "enter", "1")
        await stage.resize(100, 30)
        assert "leaders act" in stage.text


def test_a_masked_map_keeps_judgements_and_loses_names(session):
    from cxmap.session.papers.mask import Mask

    mask = Mask(session.org.people.values())
    masked = masked_map(session.org, mask)
    assert {person.display_name for person in masked.people.values()} == set(mask.aliases.values())
    assert masked.judgements("rnd").commitment == session.org.judgements("rnd").commitment
    assert masked.people["red"].manager == "misaki"


def test_a_masked_map_names_nobody_in_a_reason_or_a_kept_scenario(session):
    from cxmap.session.papers.mask import Mask

    session.do(skip, "red", reason="Lars asked to wait")
    session.do(keep_scenario, "Without Lars", ("leaves:lars",))
    masked = masked_map(session.org, Mask(session.org.people.values()))
    reason = masked.people["red"].hold.reason
    (kept,) = masked.initiative.scenarios
    assert session.org.people["red"].hold.reason == "Lars asked to wait"
    assert "Lars" not in reason + kept.name
    assert reason.endswith("asked to wait")
    assert kept.changes == ("leaves:lars",)


class _Failing(CxmapApp):
    """Fails on a key, with a name in a local variable and in the message."""

    def key_f5(self) -> None:
        stakeholder = "Lars Secret"
        raise ValueError(stakeholder)


async def test_a_failure_leaves_a_report_without_names_and_an_exit_code(session):
    app = _Failing(session)
    with pytest.raises(ValueError, match="Lars"):
        async with app.run_test() as pilot:
            await pilot.press("f5")
    assert app.exit_code == EXIT_CODE
    (report,) = state_folder().glob("crash-*.txt")
    text = report.read_text(encoding="utf-8")
    assert "ValueError" in text
    assert "in key_f5" in text
    assert "Secret" not in text
    assert stat.S_IMODE(report.stat().st_mode) == 0o600


def _fail_twice() -> None:
    try:
        _ = {}["Ann"]
    except KeyError as first:
        message = "Ben"
        raise RuntimeError(message) from first


def test_a_report_tells_the_whole_chain_of_errors(tmp_path, clock):
    with pytest.raises(RuntimeError) as caught:
        _fail_twice()
    text = crash_report(caught.value)
    assert text.index("RuntimeError") < text.index("KeyError")
    assert "Ann" not in text
    assert "Ben" not in text
    (tmp_path / "file").touch()
    assert write_report(caught.value, tmp_path / "file" / "state", clock.now()) is None


def test_the_first_screen_loads_nothing_heavy():
    heavy = "networkx numpy pandas scipy openpyxl xlsxwriter tinydb jinja2 rapidfuzz"
    code = (
        "import sys, cxmap.tui.app, cxmap.tui.screens.next, cxmap.tui.advisor, "
        "cxmap.session.planning.advice;"
        f"print([name for name in {heavy.split()!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


async def test_leaving_while_the_plan_is_worked_out_stops_the_work(session, monkeypatch):
    import threading

    begun, stopped = threading.Event(), threading.Event()

    def endless(_program, stop):
        begun.set()
        while not stop():
            stopped.wait(0.01)
        stopped.set()
        raise UsageError("stopped")

    monkeypatch.setattr("cxmap.tui.advisor.plan_of", endless)
    app = CxmapApp(session)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert begun.wait(5)
        app.exit()
    assert stopped.wait(5)


async def test_the_palette_finds_an_action_by_the_word_of_its_footer(session, on_stage):
    async with on_stage(session, begin="people", size=(110, 60)) as stage:
        await stage.press("colon", *"export")
        assert "Hand over" in await stage.press("enter")

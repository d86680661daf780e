"""The plan on the screen: order, reasons, aims; why and what if on top; numbers and the forecast."""

from __future__ import annotations

from datetime import date
from threading import Event

import pytest

from cxmap.model.initiative import MassRule
from cxmap.model.words import Commitment, Dimension, EvidenceKind, Stance, TieKind
from cxmap.session.intents.evidence import add_evidence
from cxmap.session.intents.judgements import judge
from cxmap.session.intents.people import skip
from cxmap.session.intents.settings import change_settings
from cxmap.session.intents.talks import log_talk
from cxmap.session.intents.ties import tie
from cxmap.session.planning.mapping import rules_of
from cxmap.tui.screens.rules import RuleRows

pytestmark = pytest.mark.screen


@pytest.fixture
def session(session):
    """All three leaders are needed, and Lars trusts Misaki, who leads already."""
    session.do(change_settings, {"mass": MassRule(quorum=1.0)})
    session.do(judge, "misaki", Dimension.STANCE, Stance.LEADING.value)
    session.do(tie, "lars", TieKind.TRUSTS, "misaki", strength=5)
    return session


async def test_the_whole_order_stands_by_week_with_the_reasons_beside(on_stage, session):
    async with on_stage(session, begin="plan") as stage:
        text = stage.text
        assert "to critical mass" in text
        assert " 1 02 Mar" in text
        assert "Why  " in text
        assert "After the last talk comes the forum with Ann Ortiz" in await stage.press("G")


async def test_another_aim_makes_another_plan_of_the_same_map(on_stage, session):
    async with on_stage(session, begin="plan") as stage:
        assert "❯fewest talks" in stage.text  # noqa: RUF001 - the sign of the cursor
        assert "❯fewest weeks" in await stage.press("left")  # noqa: RUF001 - as above
        assert set(stage.app.planned[1]) == {"talks", "weeks"}


async def test_pins_and_skips_are_seen_and_the_plan_follows(on_stage, session):
    session.do(skip, "red", reason="away")
    async with on_stage(session, begin="plan") as stage:
        assert "Left out by you: [red]Bo[/red] (away)" in stage.text
        before = stage.app.screen.person
        assert "⚑" in await stage.press("exclamation_mark")
        assert stage.app.screen.person == before


async def test_why_compares_with_the_next_of_the_plan_and_others(on_stage, session):
    async with on_stage(session, begin="plan", size=(120, 40)) as stage:
        text = await stage.press("w")
        assert "Beside " in text
        assert " before " in text
        first, second = (
            next(line for line in shown.splitlines() if "Beside " in line)
            for shown in (text, await stage.press("right"))
        )
        assert first != second or len(stage.app.screen.view.why.others) == 1
        assert "Stands" not in await stage.press("escape")


async def test_the_other_one_is_seen_on_a_small_screen_too(on_stage, session):
    async with on_stage(session, begin="plan", size=(80, 16)) as stage:
        assert "The other way round" not in await stage.press("w")
        text = await stage.press("right")
        assert "Beside " in text
        assert "The other way round" in " ".join(text.replace("│", " ").split())


async def test_what_if_shows_both_sides_and_keeps_a_scenario(on_stage, session):
    async with on_stage(session, begin="plan", size=(120, 40)) as stage:
        text = await stage.press("W", "l")
        assert "leaves?" in text
        assert "as it stands" in text
        assert "supposed" in text
        text = await stage.press("tab", "tab", *"gone", "enter")
        assert "Kept the scenario gone" in text
        assert [one.name for one in session.org.initiative.scenarios] == ["gone"]
        await stage.press("escape", "u")
        assert session.org.initiative.scenarios == ()


async def test_a_change_that_cannot_be_read_is_refused_in_the_form(on_stage, session):
    async with on_stage(session, begin="plan") as stage:
        text = await stage.press("W", "tab", *"leaves nobody", "enter")
        assert "is no change" in text
        assert "write leaves:A" in text


async def test_every_planning_number_is_shown_changed_and_put_back(on_stage, session):
    async with on_stage(session, size=(120, 40)) as stage:
        text = await stage.press("equals_sign")
        assert "Nobody has measured these numbers" in text
        assert "our own assumption" in text
        assert "A supportive person still needs" in text
        text = await stage.press("enter", "7", "enter")
        assert session.org.initiative.rules == {"need_leading": 7}
        await stage.press("enter", *"999", "enter")
        assert "outside 0 to 200" in stage.text
        await stage.press("escape", "escape", "d")
        assert session.org.initiative.rules == {}


async def test_a_number_that_another_program_wrote_is_said_and_mended(on_stage, session):
    session.do(change_settings, {"rules": {"need_leading": 3000}})
    async with on_stage(session, begin="plan", size=(120, 40)) as stage:
        assert "need_leading is 3000, outside 0 to 200" in stage.text
        assert "need_leading is 3000" in await stage.press("equals_sign")
        await stage.press("d", "escape")
        assert session.org.initiative.rules == {}
        assert "to critical mass" in stage.text


async def test_my_own_record_stands_beside_the_numbers_and_is_taken_with_a_key(on_stage, session):
    for person in ("end", "lars", "misaki"):
        session.do(judge, person, Dimension.STANCE, Stance.NEUTRAL.value, on=date(2026, 1, 5))
        for day in (6, 7, 8):
            session.do(log_talk, person, on=date(2026, 1, day))
        session.do(judge, person, Dimension.COMMITMENT, Commitment.HELP.value)
        session.do(add_evidence, person, EvidenceKind.PUBLIC_ACT)
    async with on_stage(session, size=(120, 40)) as stage:
        assert "3 so far" in await stage.press("equals_sign")
        await stage.press("escape")
        session.do(change_settings, {"rules": {"own_record": 3}})
        text = await stage.press("equals_sign", "down", "down")
        assert "3.0 talks" in text
        assert "3 won from neutral with 3.0 talks on average, 2 assumed; 30 would fit" in text
        await stage.press("o")
        assert session.org.initiative.rules == {"need_neutral": 30, "own_record": 3}
        await stage.press("u")
        assert session.org.initiative.rules == {"own_record": 3}


async def test_must_haves_are_named_in_the_settings_and_never_the_president(on_stage, session):
    async with on_stage(session, size=(80, 24)) as stage:
        await stage.press("comma", *["tab"] * 4)
        text = await stage.press(*"ann", "enter")
        assert "critical mass would wait for itself" in " ".join(text.split())
        await stage.press("ctrl+u", *"lars,misaki", "enter")
        assert session.org.initiative.mass.must_haves == ("lars", "misaki")
        assert session.org.initiative.mass.quorum == 1.0
        assert "Lars [ext], 田中 美咲" in await stage.press("comma")
        await stage.press(*["tab"] * 6, *"yes", "enter")
        assert session.org.initiative.override_gates == "yes"
        await stage.press("m")
        assert "Lars" not in await stage.press("comma")


def test_the_table_of_numbers_holds_every_rule_under_a_heading(session):
    rows = RuleRows(rules_of(session.org))
    keys = [rows.key(row) for row in range(len(rows))]
    assert len(set(keys)) == len(keys)
    assert rows.cells(0)[1] == ()
    assert all(
        rows.cells(row)[1]
        for row in range(len(rows))
        if rows.row_of(keys[row]) and "#" not in keys[row]
    )


async def test_the_forecast_names_the_floor_and_what_to_check(on_stage, session):
    async with on_stage(session, size=(120, 40)) as stage:
        text = await stage.press("F")
        assert "The floor is" in text
        assert "No day is named before 5 talks" in text
        assert "Check first" in text
        assert "What the plan hangs on" in text


async def test_leaving_the_forecast_stops_the_weighing_of_facts(on_stage, session, monkeypatch):
    begun, ended = Event(), Event()

    def patient(_desk, _plan, *, stop):
        begun.set()
        while not stop():
            begun.wait(0.001)
        ended.set()

    monkeypatch.setattr("cxmap.session.planning.soundness.soundness", patient)
    async with on_stage(session, size=(120, 40)) as stage:
        await stage.app.run_action("outlook")
        while not begun.is_set():
            await stage._pilot.pause()
        assert "for which to check first" in stage.text
        assert "Esc stops" in stage.text
        await stage.press("escape")
        assert ended.is_set()


async def test_a_talk_is_prepared_on_one_page(on_stage, session):
    async with on_stage(session, begin="people", size=(120, 50)) as stage:
        text = await stage.press("down", "P")
        assert "Prepare the talk" in text
        assert "R&D [x=1], CFO" in text
        assert "One ask" in text
        assert "I owe them" in text


async def test_masked_names_stay_masked_in_plan_why_and_what_if(on_stage, session):
    async with on_stage(session, begin="plan", size=(120, 40)) as stage:
        texts = [
            await stage.press("m"),
            await stage.press("w"),
            await stage.press("escape", "W", "l"),
        ]
        for text in texts:
            assert "Lars" not in text
            assert "田中" not in text

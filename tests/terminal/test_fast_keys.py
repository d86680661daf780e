"""However fast the keys come, each goes where it was meant to go: none is lost, none hits another."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

pytest.importorskip("pyte")
pytest.importorskip("pty", reason="needs a Unix pseudo-terminal")

from screen import run, terminal

pytestmark = pytest.mark.terminal

PEOPLE = "Name,Title,Manager\nAnn Ortiz,Chief Executive Officer,\n" + "".join(
    f"Leader {n:02d},Officer {n:02d},{'Ann Ortiz' if n < 5 else 'Leader 00'}\n" for n in range(40)
)
TAB, ENTER, ESCAPE, DOWN, PASTE = "\t", "\r", "\x1b", "\x1b[B", "\x1b[200~{}\x1b[201~"
LINE = "tSays x! Due D, quits u now" + TAB + "s" + TAB + "Fund it" + ENTER
"""A talk with letters that are verbs elsewhere: x skips, D deletes, u undoes, q leaves."""


@pytest.fixture
def acme(tmp_path, home) -> Path:
    """A president, five leaders, and thirty-five people below the first of them."""
    people, file = tmp_path / "people.csv", tmp_path / "acme.json"
    people.write_text(PEOPLE, encoding="utf-8")
    assert run("new", file, "--name", "Acme", home=home).returncode == 0
    assert run("import", file, people, "--yes", home=home).returncode == 0
    return file


def typed(
    acme: Path, home: Path, keys: list[str], *, pause: float, seen: str = "1 · Leader"
) -> None:
    """Type something when the names are there, and leave with the last key."""
    with terminal(acme, home=home) as shown:
        shown.see(seen)
        for key in keys:
            shown.press(key)
            if pause:
                time.sleep(pause)  # as fast as a keyboard repeats, not to wait for something
        assert shown.leave() == 0


def saved(acme: Path) -> dict[str, list[dict[str, object]]]:
    """The records of the map by table."""
    return {name: list(table.values()) for name, table in json.loads(acme.read_text()).items()}


def names_of(acme: Path, flag: str) -> list[str]:
    """Names of the people with something set."""
    return sorted(str(one["display_name"]) for one in saved(acme)["people"] if one.get(flag))


@pytest.mark.parametrize("pause", [0, 0.005, 0.05], ids=["at once", "5 ms", "50 ms"])
def test_a_talk_is_logged_however_fast_it_is_typed(acme, home, pause):
    typed(acme, home, list(LINE) if pause else [LINE], pause=pause)
    tables = saved(acme)
    assert len(tables["people"]) == 41
    assert [one["note"] for one in tables["engagements"]] == ["Says x! Due D, quits u now"]
    assert [one["text"] for one in tables["asks"]] == ["Fund it"]
    assert [one["value"] for one in tables["observations"] if one["dimension"] == "stance"] == [
        "supportive"
    ]
    assert not [one for one in tables["people"] if "skip" in str(one)]


def test_thirty_cursor_keys_at_once_go_thirty_rows(acme, home):
    typed(acme, home, ["2o" + DOWN * 30 + "!"], pause=0)
    assert names_of(acme, "pinned") == ["Leader 33"]


def test_digits_and_letters_in_one_go_reach_the_screen_they_were_meant_for(acme, home):
    keys = "2jjjj!" + "5gjj!" + "2j!" + "/r 20" + ENTER + "!" + "31" + "5G!" + "tYes" + ENTER + "!"
    typed(acme, home, [keys], pause=0)
    assert names_of(acme, "pinned") == ["Leader 01", "Leader 03", "Leader 04", "Leader 20"]
    assert [one["note"] for one in saved(acme)["engagements"]] == ["Yes"]


def test_a_name_typed_at_once_into_the_welcome_loses_no_letter(home):
    with terminal(home=home, columns=80, lines=24) as shown:
        shown.see("Welcome to cxmap")
        shown.press("iTide" + ENTER)
        assert "Tide  " in shown.see("Bring in people from a file")
        shown.press(ESCAPE)
        while "Bring in" in shown.text:
            assert shown.read(20)
        assert shown.leave() == 0

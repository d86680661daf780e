"""The main job in a real terminal, from a people file to the ally list in somebody's hands."""

from __future__ import annotations

import csv
import json
import os
import re
import signal

import pytest

pyte = pytest.importorskip("pyte")
pytest.importorskip("pty", reason="needs a Unix pseudo-terminal")

from screen import run, terminal  # noqa: E402 - after the skip

pytestmark = pytest.mark.terminal

PEOPLE = """\
Employee ID,Name,Job Title,Department,Manager ID
1,Ffion Marchetti,Chief Executive Officer,,
2,Sunita Oyelowo,Chief Financial Officer,Finance,1
3,R&D [x=1],Chief Marketing Officer,Marketing,1
4,Lars Holm [ext],Chief Operating Officer,Operations,1
5,[/],Head of Brand,Brand,1
6,王小明 🚀,Head of Lean,Operations,1
7,Mo Ek,CX Lead,Operations,4
"""
CAPITAL_I, TAB, ENTER, ESCAPE = "I", "\t", "\r", "\x1b"


def test_from_a_people_file_to_the_ally_list(tmp_path, home):
    people, acme = tmp_path / "people.csv", tmp_path / "acme.json"
    people.write_text(PEOPLE, encoding="utf-8")
    assert run("new", acme, "--name", "Acme CX", home=home).returncode == 0
    with terminal(acme, home=home) as shown:
        shown.see("Nobody is on this map yet")
        shown.press(CAPITAL_I)
        shown.see("Bring in people from a file")
        shown.press(str(people) + ENTER)
        shown.see("7 people, 6 reporting lines, 1 top")
        shown.press(TAB + "Mo" + ENTER)
        shown.see("0 of 5 leaders act; 3 needed")
        shown.see("R&D [x=1]")
        # A talk: t, the line, Tab and a stance letter, the ask, Enter.
        shown.press("t")
        shown.see("Talked with")
        talked_with = re.search(r"Talked with (.+?) +│", shown.text)[1].strip()
        shown.press("Likes the pilot" + TAB + "s" + TAB + "Fund the pilot" + TAB + "+14" + ENTER)
        shown.see("Waiting for an answer")
        shown.press("2")
        screen = shown.see("王小明")
        for name in ("R&D [x=1]", "Lars Holm [ext]", "[/]", "🚀"):
            assert name in screen
        shown.press("3")
        shown.see("none     let      help")
        shown.press("u")
        shown.see("Undone: Talked with")
        shown.press("\x12")
        shown.see("supportive")
        assert shown.leave() == 0
    saved = json.loads(run("export", acme, "people", "--format", "json", home=home).stdout)
    assert len(saved) == 7
    told = json.loads(run("show", acme, talked_with, "--json", home=home).stdout)
    assert "Fund the pilot" in json.dumps(told)
    allies = tmp_path / "allies.csv"
    assert run("export", acme, "allies", "-o", allies, home=home).returncode == 0
    listed = list(csv.reader(allies.read_text(encoding="utf-8-sig").splitlines()))
    assert any("[/]" in row for row in listed)
    assert oct(allies.stat().st_mode & 0o777) == "0o600"


HOSTILE = "Eve\x1b]52;c;aGk=\x07 \x1b[31mRed\x1b[0m\x9b1m \u202egnp\u202c\x00\x08 Adams"


def test_no_control_character_of_the_data_reaches_the_terminal(tmp_path, home):
    acme = tmp_path / "acme.json"
    # Written past every border, as another program might leave it in the file.
    assert run("new", acme, "--name", "Acme", home=home).returncode == 0
    assert run("add", acme, "Ann Ortiz", "--title", "President", home=home).returncode == 0
    db = json.loads(acme.read_text(encoding="utf-8"))
    first = next(iter(db["people"].values()))
    first["notes"] = first["title"] = HOSTILE
    db["people"]["2"] = {"id": "pzzzzzzz", "display_name": HOSTILE, "manager": first["id"]}
    acme.write_text(json.dumps(db), encoding="utf-8")
    with terminal(acme, home=home, columns=120, lines=36) as shown:
        shown.see("Adams")
        for keys in ("2", "j", "\r", ESCAPE, "3", "5"):
            shown.press(keys)
            shown.read(0.6)
        assert shown.leave() == 0
    written = bytes(shown.bytes)
    assert b"\x1b]52" not in written
    assert b"\x1b[31mRed" not in written
    assert "\u202e".encode() not in written
    assert b"\xc2\x9b" not in written
    for command in (("next", acme), ("show", acme, "pzzzzzzz"), ("check", acme)):
        said = run(*command, home=home)
        raw = (said.stdout + said.stderr).replace("\n", "")
        assert not [sign for sign in raw if ord(sign) < 32 or 0x7F <= ord(sign) < 0xA0]
        assert "\u202e" not in raw


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_asked_to_leave_it_puts_the_terminal_back(tmp_path, home, number):
    acme = tmp_path / "acme.json"
    assert run("new", acme, "--name", "Acme", home=home).returncode == 0
    with terminal(acme, home=home) as shown:
        shown.see("Nobody is on this map yet")
        assert shown.signal(number) == 128 + number
    assert b"\x1b[?1049l" in shown.bytes
    assert b"\x1b[?25h" in shown.bytes
    assert shown.bytes.rindex(b"\x1b[?1000l") > shown.bytes.rindex(b"\x1b[?1000h")


@pytest.mark.parametrize("is_its_own", [True, False])
def test_a_closed_window_ends_the_program_and_frees_the_map(tmp_path, home, is_its_own):
    acme = tmp_path / "acme.json"
    assert run("new", acme, "--name", "Acme", home=home).returncode == 0
    with terminal(acme, home=home, is_its_own=is_its_own) as shown:
        shown.see("Nobody is on this map yet")
        shown.press("235")
        assert shown.close() == 128 + signal.SIGHUP
    assert run("add", acme, "Ann Berg", home=home).returncode == 0


def test_it_goes_on_after_it_was_held(tmp_path, home):
    acme = tmp_path / "acme.json"
    assert run("new", acme, "--name", "Acme", home=home).returncode == 0
    with terminal(acme, home=home) as shown:
        shown.see("Nobody is on this map yet")
        for number in (signal.SIGSTOP, signal.SIGTSTP):
            shown.process.send_signal(number)
            os.waitid(os.P_PID, shown.process.pid, os.WSTOPPED | os.WNOWAIT)
            shown.process.send_signal(signal.SIGCONT)
            shown.press("3")
            shown.see("against")
            shown.press("1")
            shown.see("Nobody is on this map yet")
        assert shown.leave() == 0

"""The history on the command line, the way back over many runs, and edits from standard input."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from cxmap.errors import MapLocked
from cxmap.session.session import Session
from cxmap.store.opening import open_map


def test_the_history_tells_who_when_and_from_what_to_what(cxmap, acme):
    cxmap("set", acme, "ann", "title=Chief Financial Officer", "stance=neutral")
    cxmap("set", acme, "ann", "stance=supportive")
    told = cxmap("history", acme, "--person", "ann", "--words", "stance")
    assert told.code == 0
    newest = told.out.splitlines()[:2]
    assert newest[0].split()[1:5] == ["2026-03-02", *newest[0].split()[2:4], "Set"]
    assert newest[1].strip() == "Ann Ortiz: stance from neutral to supportive"
    assert "title from “CFO” to “Chief Financial Officer”" in told.out
    assert "Bob Li" not in told.out
    document = cxmap("history", acme, "-n", "1", "--json").document
    assert document["total"] == 2, "a map that came as one file has no older history"
    assert document["steps"][0]["changes"] == ["Ann Ortiz: stance from neutral to supportive"]
    nothing = cxmap("history", acme, "--words", "zzz")
    assert (nothing.code, nothing.out) == (0, "")
    assert "No step fits" in nothing.err


def test_undo_goes_back_over_many_runs_to_the_first_edit(cxmap, acme):
    for number in range(6):
        assert cxmap("add", acme, f"Person {number}").code == 0
    for _ in range(6):
        assert cxmap("undo", acme).code == 0
    assert "Nothing to undo" in cxmap("undo", acme).err
    with Session.open(acme, read_only=True) as session:
        assert len(session.org.people) == 4
    for _ in range(6):
        assert cxmap("redo", acme).code == 0
    assert cxmap("undo", acme, "--to", 8).code == 0
    with Session.open(acme, read_only=True) as session:
        assert [p.display_name for p in session.org.people.values()][4:] == ["Person 0", "Person 1"]
    assert "no step 99" in cxmap("undo", acme, "--to", 99).err


def test_a_thousand_steps_are_undone_one_by_one_across_openings(acme, monkeypatch):
    from cxmap.session.entry.persons import find_person
    from cxmap.session.intents.people import change_person

    monkeypatch.setattr("os.fdatasync", lambda _: None)
    monkeypatch.setattr("os.fsync", lambda _: None)
    with Session.open(acme) as session:
        ann = find_person(session.org, "ann")
        for number in range(1000):
            session.do(change_person, ann, {"title": f"Title {number}"})
    with Session.open(acme) as session:
        for number in reversed(range(999)):
            session.undo()
            assert session.org.people[ann].title == f"Title {number}"
        session.undo()
        assert session.org.people[ann].title == "CFO"
        assert session.undo() is None


def test_two_days_side_by_side(cxmap, acme, monkeypatch):
    cxmap("set", acme, "ann", "stance=neutral")
    monkeypatch.setenv("CXMAP_TODAY", "2026-03-09")
    cxmap("set", acme, "ann", "stance=supportive", "manager=bob")
    told = cxmap("history", acme, "--compare", "2026-03-02", "today")
    assert told.code == 0
    assert "Ann Ortiz  neutral > supportive" in told.out
    assert "Ann Ortiz  Pat Roe > Bob Li" in told.out
    assert "0 of 2 leaders act" in told.out
    assert cxmap("history", acme, "--compare", "2026-03-02", "+9").code == 2


EDITS = """\
add "Zoë Ek" --title CHRO --manager pat
# a remark

set zoe power=4 stance=neutral
log zoe --note "likes it" --ask "Lend two analysts" --due +14
ask zoe accept
note zoe Back on Monday.
frobnicate
set nobody-here power=9
set zoe power=9
log zoe --note -
add "open
tie zoe trusts ann
undo
skip zoe --reason busy
"""


def test_edits_from_standard_input_are_answered_line_by_line(cxmap, acme):
    told = cxmap("edit", acme, "--serve", stdin=EDITS)
    assert told.code == 0
    answers = told.out.splitlines()
    assert [answer.split()[0] for answer in answers] == [
        "ok", "ok", "ok", "ok", "ok", "no", "no", "no", "no", "no", "ok", "ok", "ok",
    ]  # fmt: skip
    assert [int(one.split()[1]) for one in answers if one.startswith("ok")] == [*range(7, 15)]
    assert answers[5].startswith("no there is no edit 'frobnicate'")
    shown = cxmap("show", acme, "zoe", "--json").out
    for stored in ("Lend two analysts", "likes it", "Back on Monday.", "accepted"):
        assert stored in shown
    with_ids = cxmap("edit", acme, "--serve", "--json", stdin='add "Ben Ek"\nadd ""\n').out
    first, second = map(json.loads, with_ids.splitlines())
    assert first["ok"] == 15
    assert cxmap("show", acme, first["id"]).code == 0
    assert second["error"]["code"] == "usage"
    assert cxmap("edit", acme).code == 2


def test_an_answer_comes_before_the_next_line_is_sent(acme, home):
    """A script may wait for each answer; nothing is held back in a buffer."""
    process = subprocess.Popen(
        [sys.executable, "-m", "cxmap", "edit", str(acme), "--serve"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "CXMAP_HOME": str(home)},
    )
    assert process.stdin
    assert process.stdout
    for number in range(7, 10):
        process.stdin.write(f"add person-{number}\n".encode())
        process.stdin.flush()
        assert process.stdout.readline() == f"ok {number}\n".encode()
    with pytest.raises(MapLocked, match=f"process {process.pid}"):
        open_map(acme, wait=0)
    process.stdin.close()
    assert process.wait(10) == 0
    process.stdout.close()


@pytest.mark.parametrize("name", ["history", "edit", "backup", "repair", "encrypt", "person"])
def test_each_command_explains_itself(cxmap, name):
    assert cxmap(name, "--help").code == 0

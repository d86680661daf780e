"""Exit codes, the two streams, and what never reaches a terminal."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from functools import partial

import click
import pytest

from cxmap.cli.refusals import answer
from cxmap.errors import DamagedMap, MapLocked, MissingExtra, SourceError
from cxmap.store import opening

HARMFUL = "Eve\x1b[31m \x9b5m\x07\u202eevil\u200b [x=1] [/]"


def test_0_is_done(cxmap, acme):
    assert cxmap("set", acme, "ann", "power=3").code == 0


def test_2_names_the_nearest_command_and_field(cxmap, acme):
    assert "did you mean next?" in cxmap("nxt").err
    assert "did you mean power?" in cxmap("set", acme, "ann", "powr=3").err
    assert cxmap("set", acme, "ann", "powr=3", "--json").error["field"] == "powr"
    assert cxmap("set", acme).code == 2


def test_2_lists_several_people_of_one_name(cxmap, acme):
    cxmap("add", acme, "Ann Smith", "--title", "CMO")
    refused = cxmap("set", acme, "ann", "power=3", "--json")
    assert refused.code == 2
    assert refused.error["code"] == "person"
    assert "Ann Ortiz" in refused.error["message"]
    assert "Ann Smith" in refused.error["message"]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (SourceError("no", file="a.csv", line=3, field="stance"), 2),
        (MissingExtra("no"), 3),
        (DamagedMap("no", file="a.json"), 4),
        (MapLocked("no", file="a.json"), 5),
        (click.Abort(), 130),
        (KeyboardInterrupt(), 130),
        (PermissionError(13, "Permission denied", "out.csv"), 2),
        (ZeroDivisionError("oh"), 70),
    ],
)
def test_every_end_has_its_code_and_no_traceback(error, code, capsys):
    def work() -> None:
        raise error

    assert answer(work, []) == code
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "Traceback" not in printed.err


def test_a_fault_comes_out_whole_with_debug():
    def work() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        answer(work, ["next", "--debug"])


def test_4_is_a_damaged_or_missing_map_named_by_its_file(cxmap, tmp_path):
    broken = tmp_path / "broken.json"
    broken.write_bytes(b'{"people": {"1": {')
    refused = cxmap("set", broken, "ann", "power=3", "--json")
    assert (refused.code, refused.out) == (4, "")
    assert str(broken) in refused.error["file"]
    assert broken.read_bytes() == b'{"people": {"1": {'
    assert cxmap("undo", tmp_path / "none.json").code == 4


HOLDER = """
import sys
from pathlib import Path
from cxmap.session.session import Session
with Session.open(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_5_is_another_writer(cxmap, acme, monkeypatch):
    monkeypatch.setattr(opening, "open_map", partial(opening.open_map, wait=0.05))
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(acme)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with holder:
        assert holder.stdout.readline() == b"held\n"
        locked = cxmap("set", acme, "ann", "power=3", "--json")
        holder.stdin.close()
    assert (locked.code, locked.out) == (5, "")
    assert locked.error["code"] == "locked"
    assert cxmap("set", acme, "ann", "power=3").code == 0


def test_errors_in_words_say_what_where_and_what_to_do(cxmap, acme):
    refused = cxmap("set", acme, "ann", "stance=happy")
    first, *rest = refused.err.splitlines()
    assert first == "cxmap: 'happy' is not known here"
    assert any("at: stance" in line for line in rest)
    assert any("supportive" in line for line in rest)


def test_nothing_harmful_reaches_either_stream(cxmap, acme):
    cxmap("add", acme, HARMFUL, "--title", HARMFUL)
    for words in (
        ("add", acme, HARMFUL),
        ("set", acme, "eve", f"title={HARMFUL}"),
        ("set", acme, HARMFUL + "x", "title=x"),
        ("set", acme, "ann", f"{HARMFUL}=x"),
        (HARMFUL,),
        ("settings", acme),
        ("settings", acme, "--json"),
        ("settings", acme, f"{HARMFUL}=1", "--json"),
    ):
        printed = cxmap(*words)
        text = printed.out + printed.err
        assert not set(text) & set("\x1b\x9b\x07\u202e\u200b"), words


def test_markup_is_shown_letter_by_letter(cxmap, acme):
    added = cxmap("add", acme, "R&D [x=1] [/] Lars [ext]")
    assert "R&D [x=1] [/] Lars [ext]" in added.err


def in_bash(words: str) -> subprocess.CompletedProcess[str]:
    program = f"{sys.executable} -m cxmap"
    return subprocess.run(
        ["bash", "-c", words.replace("CXMAP", program)],
        capture_output=True,
        text=True,
        env=os.environ,
        check=False,
    )


def test_a_reader_that_goes_away_is_no_complaint(acme):
    ended = in_bash(f"CXMAP settings {acme} | true; echo ${{PIPESTATUS[0]}}")
    assert ended.stderr == ""
    assert ended.stdout == "141\n"


def test_a_full_disk_is_said_in_words(acme):
    ended = in_bash(f"CXMAP settings {acme} > /dev/full")
    assert ended.returncode == 2
    assert "No space left" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_an_error_that_nobody_reads_is_no_complaint(tmp_path):
    ended = in_bash(f"CXMAP undo {tmp_path / 'none.json'} 2>&1 | true; echo ${{PIPESTATUS[0]}}")
    assert ended.stderr == ""
    assert ended.stdout in ("141\n", "4\n")


def test_closed_streams_are_no_fault(acme):
    ended = in_bash(f"CXMAP log {acme} ann --note - <&-; echo $?; CXMAP mass {acme} >&-; echo $?")
    assert ended.stdout.splitlines()[1:] == ["0", "0"]


def test_a_terminal_without_utf8_gets_names_it_can_show(acme, monkeypatch):
    monkeypatch.setenv("PYTHONIOENCODING", "latin-1")
    ended = in_bash(f"CXMAP add {acme} 遠藤 && CXMAP show {acme} 遠藤")
    assert ended.returncode == 0
    assert r"\u9060\u85e4" in ended.stdout


INTERRUPTED = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have put it off
from cxmap.cli.main import run
run(sys.argv[1:])
"""


def test_ctrl_c_ends_with_130_and_without_a_word(acme):
    waiting = subprocess.Popen(
        [sys.executable, "-c", INTERRUPTED, "import", str(acme), "-"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with waiting:
        waiting.stdin.write("id,name\n" * 20_000)  # more than a pipe holds: it is being read
        waiting.stdin.flush()
        for _ in range(5):  # a signal between two reads is seen at the next one
            waiting.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                waiting.wait(timeout=3)
                break
        assert waiting.returncode == 130
        assert waiting.stderr.read().strip() == ""

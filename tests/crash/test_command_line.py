"""No edit that was said to be saved is ever lost, wherever the program is cut off.

``CXMAP_CRASH=full pytest -m crash`` tries every call of the system instead of a sample.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("kills by signal, and forks", allow_module_level=True)

from tests.crash.conftest import FULL, Maps, verdict
from tests.crash.victim import Blow, attempt

pytestmark = pytest.mark.crash

STEP = 1 if FULL else 5
"""Every call is hit, or every fifth."""


def calls_of_one_edit(maps: Maps, edits: int) -> int:
    file, _ = maps.fresh(edits)
    counted = attempt("add", file, "late")
    assert (counted.code, counted.calls > 30) == (0, True), counted.out
    return counted.calls


def hurt(maps: Maps, edits: int, blow: Blow) -> str:
    """One edit that is hit; what is wrong afterwards."""
    file, saved = maps.fresh(edits)
    ended = attempt("add", file, "late", blow=blow)
    if ended.code == 0:
        saved.add("late")
    if "Traceback" in ended.out:
        return f"{blow}: a traceback"
    wrong = verdict(file, saved, {"late"})
    return f"{blow} after {edits} edits: {wrong}" if wrong else ""


@pytest.mark.parametrize("edits", [0, 2] if FULL else [1])
def test_killed_at_every_call_that_touches_a_file(maps, edits):
    calls = calls_of_one_edit(maps, edits)
    blows = [
        Blow(at, how)
        for how in (("before", "after", "half") if FULL else ("after", "half"))
        for at in range(1 + len(how) % STEP, calls + 1, STEP)
    ]
    wrong = [found for blow in blows if (found := hurt(maps, edits, blow))]
    assert not wrong


@pytest.mark.parametrize("fault", ["ENOSPC", "EIO"])
def test_every_call_fails_in_turn(maps, fault):
    calls = calls_of_one_edit(maps, 1)
    wrong = [found for at in range(1, calls + 1, STEP) if (found := hurt(maps, 1, Blow(at, fault)))]
    assert not wrong


def test_a_limit_for_the_size_of_files_stops_writes_half_way(maps):
    file, _ = maps.fresh(2)
    sizes = {path.stat().st_size for path in file.parent.rglob("*") if path.is_file()}
    limits = {max(1, size + more) for size in sizes for more in (-40, 0, 1, 20, 60, 150, 400)}
    wrong = []
    for limit in sorted(limits)[:: 1 if FULL else 2]:
        file, saved = maps.fresh(2)
        ended = attempt("add", file, "late", largest_file=limit)
        if ended.code == 0:
            saved.add("late")
        found = verdict(file, saved, {"late"})
        if found or "Traceback" in ended.out:
            wrong.append(f"limit {limit}: {found} {ended.out}")
    assert not wrong


def test_killed_at_any_moment_while_edits_come_in(maps, home):
    chance = random.Random(7)
    file, saved = maps.fresh(1)
    sent: set[str] = set()
    number = 0
    for _ in range(60 if FULL else 6):
        process = subprocess.Popen(
            [sys.executable, "-m", "cxmap", "edit", str(file), "--serve"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "CXMAP_HOME": str(home)},
        )
        assert process.stdin
        assert process.stdout
        end = None
        unanswered: list[str] = []
        while end is None or time.monotonic() < end:
            number += 1
            sent.add(f"p{number}")
            unanswered.append(f"p{number}")
            process.stdin.write(f"add p{number}\n".encode())
            process.stdin.flush()
            if chance.random() < 0.2:  # a second line is on its way when it happens
                continue
            assert process.stdout.readline().startswith(b"ok")
            saved.add(unanswered.pop(0))
            end = end or time.monotonic() + chance.random() * 0.03
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        process.stdin.close()
        assert verdict(file, saved, sent | {"after it"}) == ""
    assert len(saved) > 10


def test_several_writers_at_once_lose_nothing(maps, home):
    for _ in range(4 if FULL else 1):
        file, saved = maps.fresh(0)
        racing = {
            f"racer-{at}": subprocess.Popen(
                [sys.executable, "-m", "cxmap", "add", str(file), f"racer-{at}"],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "CXMAP_HOME": str(home)},
            )
            for at in range(4)
        }
        saved |= {name for name, process in racing.items() if process.wait(20) == 0}
        assert verdict(file, saved, set()) == ""
        assert saved


@pytest.mark.skipif(not FULL, reason="takes minutes; CXMAP_CRASH=full runs it")
@pytest.mark.timeout(900)
@pytest.mark.parametrize("modes", ["kill fsize race tear", "points", "errors", "power", "full"])
def test_the_independent_harness_finds_nothing_either(shared, home, tmp_path, modes):
    harness = shared / "tools" / "crash_harness.py"
    if not harness.is_file():
        pytest.skip("the independent harness is not beside this checkout")
    if modes in ("points", "errors", "power") and not shutil.which("strace"):
        pytest.skip("strace, which strikes at single calls, is not installed")
    if modes == "full" and os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    program = f"{sys.executable} -m cxmap"
    ended = subprocess.run(
        [
            sys.executable, str(harness), *modes.split(),
            "--kills", "60", "--offsets", "30", "--races", "4", "--dir", str(tmp_path),
            "--max-points", "70", "--max-states", "300", "--full-rounds", "3",
            "--init", f"{program} new {{map}} --name t",
            "--edit", f"{program} add {{map}} person-{{n}} --title {{token}}",
            "--show", f"{program} export {{map}} people --format json --audience me",
            "--serve", f"{program} edit {{map}} --serve",
            "--line", "add person-{n} --title {token}",
        ],
        capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2],
        env={**os.environ, "CXMAP_HOME": str(home)},
    )  # fmt: skip
    assert ended.returncode == 0, ended.stdout + ended.stderr

"""The screen itself is killed while keys arrive: what it said was saved is there afterwards."""

from __future__ import annotations

import os
import random
import signal
import time

import pytest

pytest.importorskip("pyte")
pytest.importorskip("pty", reason="needs a Unix pseudo-terminal")

from screen import Terminal, terminal

from tests.crash.conftest import FULL, verdict

pytestmark = [pytest.mark.crash, pytest.mark.terminal]


def came(shown: Terminal, text: str, end: float | None) -> bool:
    """Read what comes until a text is there; whether it came before the end."""
    while text not in shown.text:
        if end is not None and time.monotonic() > end:
            return False
        while shown.read(0.01):
            pass
    return True


def test_killed_while_keys_arrive(maps, home):
    chance = random.Random(3)
    file, saved = maps.fresh(1)
    number = 0
    sent: set[str] = set()
    for _ in range(12 if FULL else 2):
        with terminal(file, home=home, columns=90, lines=30) as shown:
            shown.see("? help")
            told: set[str] = set()
            end = None
            while end is None or time.monotonic() < end:
                number += 1
                sent.add(f"person-{number}")
                shown.press("+")
                if came(shown, "Add people: name", end):
                    shown.press(f"person-{number}\x13")  # a line, ctrl+s
                    if came(shown, f"Added person-{number}", end):
                        told.add(f"person-{number}")
                end = end or time.monotonic() + chance.random() / 2
            os.killpg(shown.process.pid, signal.SIGKILL)
            shown.process.wait()
        saved |= told
        assert verdict(file, saved, sent | {"after it"}) == ""
    assert len(saved) > 2, "the screen has said of some that they are saved"

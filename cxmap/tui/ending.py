"""The end from outside: asked to leave, or the terminal is gone.

When a window is closed, the system sends SIGHUP and SIGCONT together. Textual takes every SIGCONT for
the return from a pause and starts the terminal's threads a second time; then it waits for ever for
the first, and a program that nobody sees keeps the map from everybody else. And where no signal
comes, because the program is not the terminal's own, the end of the input looks like a pause in
typing. So here SIGCONT counts only after a pause, and a terminal that is gone ends the program.
"""

from __future__ import annotations

import asyncio
import os
import select
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from types import FrameType
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from cxmap.tui.app import CxmapApp

_ENDING_SIGNALS = ("SIGTERM", "SIGHUP")
"""Asked to leave from outside: the terminal must be put back as it was."""

SIGNAL_EXIT = 128
"""Added to a signal's number to make the exit code, as shells do."""

_HANG_UP = 1
"""The number of SIGHUP, also where a system has no such signal."""


class Ending:
    """Leaves when asked from outside, and when the terminal is gone."""

    def __init__(self) -> None:
        self._is_paused = False

    def listen_for_the_end(self) -> None:
        """Leave on the ending signals and with the terminal; go on only after a pause."""
        loop = asyncio.get_running_loop()
        for name in _ENDING_SIGNALS:
            number = getattr(signal, name, None)
            if number is not None:
                with suppress(NotImplementedError, RuntimeError, ValueError):
                    loop.add_signal_handler(number, self._leave_on, int(number))
        with suppress(AttributeError, ValueError):  # no such signals; not the main thread
            self._tell_pauses()
        watch = _terminal_watch()
        if watch is not None:
            Thread(target=self._wait_for_hang_up, args=(watch, loop), daemon=True).start()

    def _leave_on(self, number: int) -> None:
        if number == _HANG_UP:
            _let_go_of_the_terminal()
        program = cast("CxmapApp", self)
        program.exit(return_code=SIGNAL_EXIT + number)

    def _wait_for_hang_up(self, watch: select.poll, loop: asyncio.AbstractEventLoop) -> None:
        watch.poll()
        with suppress(RuntimeError):  # the program has ended by itself
            loop.call_soon_threadsafe(self._leave_on, _HANG_UP)

    def _tell_pauses(self) -> None:
        """Let Textual hear of SIGCONT only when it has heard of SIGTSTP before."""
        pause, go_on = signal.getsignal(signal.SIGTSTP), signal.getsignal(signal.SIGCONT)
        if not callable(pause) or not callable(go_on):
            return

        def paused(number: int, frame: FrameType | None) -> None:
            self._is_paused = True
            cast("Callable[[int, FrameType | None], object]", pause)(number, frame)

        def back(number: int, frame: FrameType | None) -> None:
            if self._is_paused:
                self._is_paused = False
                cast("Callable[[int, FrameType | None], object]", go_on)(number, frame)

        signal.signal(signal.SIGTSTP, paused)
        signal.signal(signal.SIGCONT, back)


def _terminal_watch() -> select.poll | None:
    """Waits until the terminal is gone, and for nothing else; None where that cannot be told."""
    if not sys.platform.startswith("linux"):
        return None
    with suppress(OSError, ValueError, AttributeError):
        number = sys.stdin.fileno()
        if os.isatty(number):
            watch = select.poll()
            watch.register(number, 0)  # a hang-up is told unasked
            return watch
    return None


def _let_go_of_the_terminal() -> None:
    """Read from and write to nothing, so that no part of the program waits for what is gone."""
    for stream in (sys.__stdin__, sys.__stdout__, sys.__stderr__):
        with suppress(OSError, ValueError, AttributeError):
            number = stream.fileno()  # type: ignore[union-attr]
            if os.isatty(number):
                continue  # somebody sent the signal by hand: the terminal must be put back
            nothing = os.open(os.devnull, os.O_RDWR)
            os.dup2(nothing, number)
            os.close(nothing)

"""The installed program on a real pseudo-terminal: keys in, letters and bytes out."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyte

PATIENCE = 20.0
"""Seconds in which something awaited has to appear; nothing sleeps that long when it does."""

BELONG_TO_IT = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.executable, [sys.executable, "-m", "cxmap", *sys.argv[1:]])
"""
"""Makes the terminal the one that the program belongs to, as a shell does."""


class Terminal:
    """One run of the program; everything that it wrote, as bytes and as a screen."""

    def __init__(
        self, process: subprocess.Popen[bytes], end: int, columns: int, lines: int
    ) -> None:
        self.process = process
        self.bytes = bytearray()
        self._end = end
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)

    @property
    def text(self) -> str:
        """The screen as lines of letters."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def read(self, seconds: float) -> bool:
        """Take in what comes within some seconds; whether anything came."""
        ready, _, _ = select.select([self._end], [], [], seconds)
        if not ready:
            return False
        try:
            chunk = os.read(self._end, 1 << 16)
        except OSError:
            return False
        self.bytes += chunk
        self._stream.feed(chunk)
        return bool(chunk)

    def see(self, wanted: str) -> str:
        """Wait until a text is on the screen; returns the screen."""
        end = time.monotonic() + PATIENCE
        while wanted not in self.text:
            if time.monotonic() > end:
                raise AssertionError(f"{wanted!r} did not appear:\n{self.text}")
            self.read(0.2)
        return self.text

    def press(self, keys: str) -> None:
        """Send keys as a terminal would."""
        os.write(self._end, keys.encode())

    def leave(self, keys: str = "q") -> int:
        """Leave the program and give its exit code."""
        self.press(keys)
        return self.wait()

    def wait(self) -> int:
        """Wait for the end of the program."""
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < end:
            self.read(0.1)
        while self.read(0.05):
            pass
        return self.process.wait(timeout=1)

    def signal(self, number: int) -> int:
        """Send a signal and wait for the end."""
        self.process.send_signal(number)
        return self.wait()

    def close(self) -> int:
        """Close the window, and wait for the end."""
        self.drop()
        return self.process.wait(timeout=PATIENCE)

    def drop(self) -> None:
        """Let go of this end of the terminal."""
        if self._end >= 0:
            os.close(self._end)
            self._end = -1


@contextmanager
def terminal(
    *arguments: str | Path,
    home: Path,
    columns: int = 100,
    lines: int = 30,
    is_its_own: bool = False,
) -> Iterator[Terminal]:
    """Start ``cxmap`` with some arguments on a terminal.

    ``is_its_own`` makes it the terminal that the program belongs to, as in a window; a program that
    belongs to none is not told by the system when the terminal goes.
    """
    parent, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    environment = {
        **os.environ,
        "CXMAP_HOME": str(home),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
    }
    begin = ("-c", BELONG_TO_IT) if is_its_own else ("-m", "cxmap")
    process = subprocess.Popen(
        [sys.executable, *begin, *map(str, arguments)],
        stdin=child,
        stdout=child,
        stderr=child,
        env=environment,
        start_new_session=True,
    )
    os.close(child)
    shown = Terminal(process, parent, columns, lines)
    try:
        yield shown
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        shown.drop()


def run(*arguments: str | Path, home: Path) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "cxmap", *map(str, arguments)],
        env={**os.environ, "CXMAP_HOME": str(home)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )

"""Command lines that die: killed at a chosen call of the system, at any moment, or on a full disk.

Each runs in a fork of the test's own process, so that hundreds of deaths take seconds. The calls
that touch files go through a trap, which counts them and strikes at the one that is wanted.
"""

from __future__ import annotations

import errno
import os
import resource
import signal
import sys
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, NoReturn

from cxmap.cli.main import run

WATCHED = (
    "open", "write", "pwrite", "ftruncate", "fsync", "fdatasync", "replace", "rename", "link",
    "unlink", "mkdir", "chmod", "fchmod",
)  # fmt: skip
"""Calls after each of which the program may be cut off."""

_COUNT = "calls "


class Blow(NamedTuple):
    """What happens at one call."""

    at: int
    """Which call, counted from 1; 0 for none."""
    how: str = "before"
    """``before`` and ``after`` kill; ``half`` kills when half of the bytes are written; an errno's
    name makes the call fail with it."""


NO_BLOW = Blow(0)
"""Nothing happens; the calls are counted."""


class Death(NamedTuple):
    """How a command line ended."""

    code: int | None
    """Its exit code; None when it was killed."""
    out: str
    """What it printed on both outputs."""
    calls: int
    """Calls that were made; 0 when it was killed."""


def attempt(*words: object, blow: Blow = NO_BLOW, largest_file: int | None = None) -> Death:
    """Run one command line in a fork; what it prints comes back."""
    reader, writer = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # a fork with threads; ours are idle
        child = os.fork()
    if child == 0:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(writer, 1)
        os.dup2(writer, 2)
        _be_the_program([str(word) for word in words], blow, largest_file)
    os.close(writer)
    with os.fdopen(reader, "rb") as printed:
        out = printed.read().decode("utf-8", "replace")
    _, status = os.waitpid(child, 0)
    code = None if os.WIFSIGNALED(status) else os.waitstatus_to_exitcode(status)
    said, _, calls = out.rpartition(_COUNT)
    return Death(code, said, int(calls) if calls.strip().isdigit() else 0)


def _be_the_program(words: Sequence[str], blow: Blow, largest_file: int | None) -> NoReturn:
    """In the fork: run the command line as the shell would, then vanish."""
    code = 99
    try:
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - for as long as it lives
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - for as long as it lives
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - for as long as it lives
        if largest_file is not None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))
        trap = Trap(blow)
        try:
            run(words)
        except SystemExit as left:
            code = int(left.code or 0)
        sys.stderr.write(f"{_COUNT}{trap.calls}")
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


class Trap:
    """Stands between the program and the system's calls."""

    def __init__(self, blow: Blow) -> None:
        self.calls = 0
        self._blow = blow
        for name in WATCHED:
            setattr(os, name, self._guarded(name, getattr(os, name)))

    def _guarded(self, name: str, real: Callable[..., object]) -> Callable[..., object]:
        def guarded(*args: object, **named: object) -> object:
            self.calls += 1
            if self.calls != self._blow.at:
                return real(*args, **named)
            how = self._blow.how
            if how == "before":
                _die()
            if how == "half" and name in ("write", "pwrite"):
                real(args[0], bytes(args[1])[: len(args[1]) // 2], *args[2:], **named)  # type: ignore[arg-type,call-overload]
                _die()
            if how in ("after", "half"):
                real(*args, **named)
                _die()
            number = getattr(errno, how)
            raise OSError(
                number,
                os.strerror(number),
                *(str(a) for a in args[:1] if isinstance(a, str | Path)),
            )

        return guarded


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
    signal.pause()

"""How far a long command is, on a terminal's stderr alone; nothing is said about a quick one."""

from __future__ import annotations

import sys
from contextlib import suppress
from time import monotonic
from types import TracebackType
from typing import Self

_QUICK = 0.3
"""Seconds within which nothing is shown."""
_CELLS = 24
"""Width of the bar."""


class Progress:
    """A bar that goes away when the work is done.

    Args:
        is_wanted: Whether anybody waits; None to look whether stderr is a terminal.
    """

    def __init__(self, *, is_wanted: bool | None = None) -> None:
        self._is_wanted = sys.stderr.isatty() if is_wanted is None else is_wanted
        self._began = monotonic()
        self._shown = 0
        self._text = ""

    @property
    def is_wanted(self) -> bool:
        """Whether anybody waits."""
        return self._is_wanted

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.clear()

    def step(self, word: str, share: float, *, is_long: bool = False) -> None:
        """Say what begins now.

        Args:
            word: What, in a few words of the program's own.
            share: What part of the whole is done, 0-1.
            is_long: Whether it is known to take a while, so that it is said at once.
        """
        if not self._is_wanted or (not is_long and monotonic() - self._began < _QUICK):
            return
        full = round(_CELLS * share)
        text = f"{'#' * full}{'.' * (_CELLS - full)} {share:4.0%} {word}"
        if text == self._text:
            return
        self._text = text
        self._write(f"\r{text.ljust(self._shown)}")
        self._shown = len(text)

    def clear(self) -> None:
        """Take the bar away, so that the next line begins where it stood."""
        if self._shown:
            self._write(f"\r{' ' * self._shown}\r")
            self._shown = 0
            self._text = ""

    def _write(self, text: str) -> None:
        with suppress(OSError, ValueError):  # a closed stderr must not stop the work
            sys.stderr.write(text)
            sys.stderr.flush()

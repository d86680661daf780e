"""A few blocks of text to choose from, one under the other: the names of the first screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message

from cxmap.tui.keys import bindings_of
from cxmap.tui.widgets.own_keys import OwnKeys
from cxmap.tui.widgets.sheet import Line, Sheet


@dataclass(frozen=True)
class Choice:
    """One block."""

    key: str
    """What it stands for; empty for a heading, which the cursor passes over."""
    write: Callable[[int, bool], Sequence[Line]]
    """Its lines for a width, and for whether the cursor is on it."""


class Choices(OwnKeys, Sheet, can_focus=True, inherit_bindings=False):
    """Blocks with a cursor. The block under the cursor may say more than the others."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("list"))

    @dataclass
    class Highlighted(Message):
        """The cursor stands on another block."""

        key: str
        """What it stands for."""

    @dataclass
    class Opened(Message):
        """A block was opened, by Enter or a double click."""

        key: str
        """What it stands for."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(self._all_lines, id=id, classes=classes)
        self._choices: Sequence[Choice] = ()
        self._cursor = 0
        self._owners: list[int] = []

    @property
    def key(self) -> str | None:
        """What is under the cursor; None when there is nothing to choose."""
        if self._cursor < len(self._choices):
            return self._choices[self._cursor].key or None
        return None

    @property
    def keys(self) -> tuple[str, ...]:
        """Everything that can be chosen."""
        return tuple(choice.key for choice in self._choices if choice.key)

    def offer(self, choices: Sequence[Choice]) -> None:
        """Put other blocks in; the cursor stays on what it stands on, else goes to the first."""
        before = self.key
        self._choices = tuple(choices)
        able = self._able()
        same = [at for at in able if self._choices[at].key == before]
        self._cursor = (same or able or [0])[0]
        self.show(self._all_lines)
        self._keep_in_view()

    def _able(self) -> list[int]:
        return [at for at, choice in enumerate(self._choices) if choice.key]

    def _all_lines(self, width: int) -> Sequence[Line]:
        lines: list[Line] = []
        self._owners = []
        for at, choice in enumerate(self._choices):
            written = choice.write(width, at == self._cursor)
            lines += written
            self._owners += [at] * len(written)
        return lines

    def ground(self, at: int) -> str:
        """The block under the cursor stands on a ground of its own."""
        chosen = self._choices and self._choices[self._cursor].key
        return "marked" if chosen and self._owners[at] == self._cursor else ""

    def _go(self, cursor: int) -> None:
        if cursor == self._cursor:
            return
        self._cursor = cursor
        self.show(self._all_lines)
        self._keep_in_view()
        self.post_message(self.Highlighted(self._choices[cursor].key))

    def _keep_in_view(self) -> None:
        mine = [line for line, owner in enumerate(self._owners) if owner == self._cursor]
        if not mine or not self.size.height:
            return
        top = round(self.scroll_y)
        first, last = mine[0], mine[-1]
        if self._cursor == (self._able() or [0])[0]:
            first = 0
        if first < top:
            self.scroll_to(y=first, animate=False, force=True)
        elif last >= top + self.size.height:
            self.scroll_to(y=min(first, last - self.size.height + 1), animate=False, force=True)

    def action_move(self, steps: int) -> None:
        """Go to the next block, or the one before."""
        able = self._able()
        if able:
            at = able.index(self._cursor) + steps if self._cursor in able else 0
            self._go(able[max(0, min(at, len(able) - 1))])

    def action_page(self, halves: int) -> None:
        """Scroll by half pages."""
        self.action_scroll(halves)

    def action_first(self) -> None:
        """Go to the first block."""
        self.action_move(-len(self._choices))

    def action_last(self) -> None:
        """Go to the last block."""
        self.action_move(len(self._choices))

    def action_open(self) -> None:
        """Open the block under the cursor."""
        if self.key:
            self.post_message(self.Opened(self.key))

    def on_click(self, event: events.Click) -> None:
        """A click chooses, a double click opens."""
        line = event.y + round(self.scroll_y)
        if line >= len(self._owners) or not self._choices[self._owners[line]].key:
            return
        self._go(self._owners[line])
        if event.chain == 2:  # noqa: PLR2004 - a double click
            self.action_open()

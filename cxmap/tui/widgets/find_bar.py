"""The line in which one types what to search or to show; it comes when it is needed and goes again."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static


class FindBar(Horizontal):
    """Search or filter, as one types.

    Args:
        kind: ``search`` or ``filter``.
        text: What was typed the last time.
    """

    BINDINGS = [Binding("escape", "leave", "leave", show=False)]

    @dataclass
    class Typed(Message):
        """Another text stands in the line."""

        kind: str
        """search or filter."""
        text: str
        """What is typed so far."""

    @dataclass
    class Done(Message):
        """Enter: keep what was found."""

        kind: str
        """search or filter."""

    @dataclass
    class Left(Message):
        """Escape: as it was before."""

        kind: str
        """search or filter."""

    def __init__(self, kind: str, text: str = "") -> None:
        super().__init__()
        self.kind = kind
        self._text = text

    def compose(self) -> ComposeResult:
        """Word, line, count."""
        word = "Search" if self.kind == "search" else "Show only"
        yield Static(word, classes="find--word", markup=False)
        line = Input(self._text, placeholder="name, title or unit", compact=True)
        line.cursor_blink = False
        yield line
        yield Static("", classes="find--count", markup=False)

    def on_mount(self) -> None:
        """Be ready to type."""
        self.query_one(Input).focus()

    def count(self, text: str) -> None:
        """Say how many fit."""
        self.query_one(".find--count", Static).update(text, layout=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search while typing."""
        event.stop()
        self.post_message(self.Typed(self.kind, event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep what was found."""
        event.stop()
        self.post_message(self.Done(self.kind))

    def action_leave(self) -> None:
        """Go back to how it was."""
        self.post_message(self.Left(self.kind))

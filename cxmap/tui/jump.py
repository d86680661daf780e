"""A letter on every part of the screen; the letter goes there."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from cxmap.tui.frame import TABS, MapScreen
from cxmap.tui.widgets.bars import TopBar

LETTERS = "asdfghjklqwertyuiopzxcvbnm"
"""In the order in which they are given out: the home row first."""


class JumpScreen(ModalScreen[None]):
    """Letters over the parts that can have the focus, and over the names of the screens.

    Args:
        below: The screen that the letters lie on.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,ctrl+o", "dismiss", show=False)]

    def __init__(self, below: MapScreen) -> None:
        super().__init__()
        self._parts: dict[str, Widget | str] = {}
        self._places: dict[str, Offset] = {}
        letters = iter(LETTERS)
        for widget in below.focus_chain:
            letter = next(letters, "")
            if letter and isinstance(widget, Widget):
                self._parts[letter] = widget
                self._places[letter] = widget.region.offset
        bar = below.query_one(TopBar)
        for tab, column in zip(TABS, bar.columns(), strict=True):
            self._parts[tab.key] = tab.name
            self._places[tab.key] = Offset(column, 0)
        self._below = below

    def compose(self) -> ComposeResult:
        """The letters."""
        for letter, place in self._places.items():
            label = Static(Content(letter))
            label.styles.offset = (place.x, place.y)
            yield label
        yield Static("A letter jumps there. Esc leaves.", id="say", markup=False)

    def on_key(self, event: events.Key) -> None:
        """Go where the letter stands; any other key leaves."""
        part = self._parts.get(event.character or "")
        event.stop()
        self.dismiss()
        if isinstance(part, Widget):
            self._below.set_focus(part)
        elif part is not None:
            self._below.program.action_go(part)

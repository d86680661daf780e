"""The first screen of a lead who has no map yet: look around, bring in people, or begin empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.filter import LineFilter
from textual.widgets import Input, Static

from cxmap.tui.border import TerminalBorder
from cxmap.tui.theme import THEMES
from cxmap.tui.turns import InTurn

_ABOUT = (
    "cxmap shows whom to talk to next, why, and what to ask, until enough leaders carry your "
    "programme. Everything stays on this machine, readable by you alone."
)

_WAYS = (
    ("t", "begin('tour')", "take a tour in a sample organisation; nothing can go wrong"),
    ("i", "name('import')", "begin with a people file from HR: CSV, Excel, directory export, …"),
    ("n", "name('new')", "begin with a name and add the leaders by hand"),
    ("q", "leave", "leave"),
)
"""Letter, action, and what it does, as it is shown."""


@dataclass(frozen=True)
class Beginning:
    """How the lead wants to begin."""

    how: str
    """tour, import or new."""
    name: str = ""
    """Name of the new map; empty for the tour."""


class _Way(Static):
    """One way to begin; a click does what its letter does."""

    def __init__(self, letter: str, action: str, says: str) -> None:
        super().__init__(f"{letter}   {says}", markup=False)
        self._action = action

    async def on_click(self) -> None:
        """Go this way."""
        await self.app.run_action(self._action)


class WelcomeApp(InTurn[Beginning]):
    """Asks how to begin, and ends with the answer; None when the lead left.

    Args:
        theme: Name of the theme from the options.
    """

    CSS = """
    Screen { align: center middle; background: $background; }
    #welcome { width: 80; max-width: 100%; height: auto; padding: 1 3; background: $surface; border: round $border-blurred; }
    #title { text-style: bold; color: $text-accent; margin-bottom: 1; }
    #about { color: $text-muted; margin-bottom: 1; }
    _Way { padding: 0 0 0 2; }
    _Way:hover { background: $panel; }
    _Way:last-of-type { margin-top: 1; }
    #ask { display: none; margin-top: 1; }
    """
    AUTO_FOCUS = ""
    """Nothing: the line for the name is hidden at first and would swallow the letters."""
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(letter, action, says, show=False) for letter, action, says in _WAYS),
        Binding("escape", "leave", "leave", show=False),
    ]
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, theme: str = "") -> None:
        super().__init__()
        self._how = ""
        for known in THEMES:
            self.register_theme(known)
        self.theme = theme if theme in self.available_themes else THEMES[0].name
        self._border = TerminalBorder()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """No steering character reaches the terminal."""
        return [*super().get_line_filters(), self._border]

    def compose(self) -> ComposeResult:
        """What it is, and three ways to begin."""
        with Vertical(id="welcome"):
            yield Static("Welcome to cxmap", id="title", markup=False)
            yield Static(_ABOUT, id="about", markup=False)
            for letter, action, says in _WAYS:
                yield _Way(letter, action, says)
            line = Input(
                placeholder="Name of your organisation or programme, then Enter",
                id="ask",
                compact=True,
            )
            line.cursor_blink = False
            yield line

    def action_begin(self, how: str) -> None:
        """Begin at once."""
        self.exit(Beginning(how))

    def action_name(self, how: str) -> None:
        """Ask what the map is to be called."""
        self._how = how
        line = self.query_one("#ask", Input)
        line.display = True
        self.screen.set_focus(line)  # at once: focus() lets the next letter go by

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Begin with that name."""
        if event.value.strip():
            self.exit(Beginning(self._how, event.value.strip()))

    def action_leave(self) -> None:
        """Close the line for the name, or leave."""
        line = self.query_one("#ask", Input)
        if line.display:
            line.display = False
            self.screen.set_focus(None)
        else:
            self.exit(None)


def welcome(theme: str = "") -> Beginning | None:
    """Show the welcome; None when the lead left without a choice."""
    return WelcomeApp(theme).run()

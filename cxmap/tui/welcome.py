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

_ABOUT = """\
cxmap shows whom to talk to next, why, and what to ask, until enough leaders
carry your programme. Everything stays on this machine, readable by you alone."""

_CHOICES = """\
  t   take a tour in a sample organisation (a copy; nothing can go wrong)
  i   begin with a people file from HR: CSV, Excel, directory export, …
  n   begin with a name and add the leaders by hand

  q   leave"""


@dataclass(frozen=True)
class Beginning:
    """How the lead wants to begin."""

    how: str
    """tour, import or new."""
    name: str = ""
    """Name of the new map; empty for the tour."""


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
    #ask { display: none; margin-top: 1; }
    #ask.-open { display: block; }
    """
    AUTO_FOCUS = ""
    """Nothing: the line for the name is hidden at first and would swallow the letters."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "begin('tour')", "tour", show=False),
        Binding("i", "name('import')", "import", show=False),
        Binding("n", "name('new')", "new", show=False),
        Binding("q,escape", "leave", "leave", show=False),
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
            yield Static(_CHOICES, id="choices", markup=False)
            line = Input(
                placeholder="Name of your organisation or programme", id="ask", compact=True
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
        line.add_class("-open")
        line.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Begin with that name."""
        if event.value.strip():
            self.exit(Beginning(self._how, event.value.strip()))

    def action_leave(self) -> None:
        """Close the line for the name, or leave."""
        line = self.query_one("#ask", Input)
        if line.has_class("-open"):
            line.remove_class("-open")
            self.screen.set_focus(None)
        else:
            self.exit(None)


def welcome(theme: str = "") -> Beginning | None:
    """Show the welcome; None when the lead left without a choice."""
    return WelcomeApp(theme).run()

"""The yardstick of the screen figures: a bare Textual app with one OptionList of 200 rows."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import OptionList


class Bare(App[None]):
    """Nothing but the list."""

    def compose(self) -> ComposeResult:
        """The list."""
        yield OptionList(*(f"Person {n:04d}  Director, Operations" for n in range(200)))


if __name__ == "__main__":
    Bare().run()

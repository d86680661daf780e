"""A file, found by typing a part of its path."""

from __future__ import annotations

from pathlib import Path

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from cxmap.text import clean_line, fold

SHOWN = 8
"""Entries of a folder that are shown at once."""


class PathField(Vertical):
    """Type a path; the folder's entries that fit stand below, up and down choose among them.

    Args:
        start: Path to begin with.
        id: As for every widget.
    """

    def __init__(self, start: str = "", *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._start = start
        self._found: list[Path] = []
        self._at = -1

    def compose(self) -> ComposeResult:
        """The line, and what fits below it."""
        line = Input(self._start, placeholder="people.csv, org.xlsx, …", compact=True)
        line.cursor_blink = False
        yield line
        yield Static("", classes="person--found", markup=False)

    def on_mount(self) -> None:
        """Show what is here."""
        self._look()

    @property
    def path(self) -> Path | None:
        """The path typed or chosen; None when nothing is."""
        typed = self.query_one(Input).value.strip()
        return Path(typed).expanduser() if typed else None

    def close(self) -> None:
        """Show no entries until the next letter."""
        self._found = []
        self._at = -1
        self._show()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look again with every letter."""
        event.stop()
        self._look()

    def on_key(self, event: events.Key) -> None:
        """Up and down choose; Enter on a folder goes into it."""
        if event.key in ("up", "down") and self._found:
            self._at = (self._at + (1 if event.key == "down" else -1)) % len(self._found)
            self._show()
        elif event.key == "enter" and self._at >= 0:
            chosen = self._found[self._at]
            line = self.query_one(Input)
            line.value = f"{chosen}/" if chosen.is_dir() else str(chosen)
            line.cursor_position = len(line.value)
            self._at = -1
        else:
            return
        event.stop()
        event.prevent_default()

    def _look(self) -> None:
        """The entries of the folder that begin like what is typed, folders first."""
        typed = self.query_one(Input).value
        path = Path(typed or ".").expanduser()
        folder, part = (path, "") if not typed or typed.endswith("/") else (path.parent, path.name)
        try:
            entries = list(folder.iterdir())
        except OSError:
            entries = []
        fitting = [
            entry
            for entry in entries
            if fold(entry.name).startswith(fold(part)) and not entry.name.startswith(".")
        ]
        self._found = sorted(fitting, key=lambda entry: (not entry.is_dir(), fold(entry.name)))
        self._at = -1
        self._show()

    def _show(self) -> None:
        first = max(0, min(self._at - SHOWN + 1, len(self._found) - SHOWN))
        lines = []
        for at, entry in enumerate(self._found[first : first + SHOWN], start=first):
            sign = "→ " if at == self._at else "  "
            lines.append(Content(f"{sign}{clean_line(entry.name)}{'/' if entry.is_dir() else ''}"))
        if len(self._found) > SHOWN:
            lines.append(Content(f"  {len(self._found)} entries; type more, or go down"))
        self._tell(lines)

    def _tell(self, lines: list[Content]) -> None:
        """Show some lines below the field; it takes no room when there are none."""
        found = self.query_one(".person--found", Static)
        found.display = bool(lines)
        found.update(Content("\n").join(lines))

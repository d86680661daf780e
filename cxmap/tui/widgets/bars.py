"""The first and the last line of every screen: where I am, and which keys help here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from cxmap.tui.border import one_line
from cxmap.tui.widgets.cells import cell_width, head


@dataclass(frozen=True)
class Tab:
    """One numbered screen."""

    key: str
    """Its number on the keyboard."""
    name: str
    """Its mode in the app."""
    word: str
    """Its name in words."""


class TopBar(Widget):
    """The map's name on the left, the screens with their numbers on the right."""

    DEFAULT_CSS = """
    TopBar { height: 1; background: $panel; color: $text; }
    """

    @dataclass
    class Chosen(Message):
        """A screen was clicked."""

        name: str
        """Its mode in the app."""

    def __init__(self, tabs: Sequence[Tab], current: str) -> None:
        super().__init__()
        self._tabs = tabs
        self._current = current
        self._title = ""
        self._note = ""

    def show(self, title: str, note: str) -> None:
        """Say which map is open, and what is special about it (read-only, names masked)."""
        if (title, note) != (self._title, self._note):
            self._title, self._note = title, note
            self.refresh()

    def render(self) -> Content:
        """The line."""
        tabs = self._words()
        room = self.size.width - sum(cell_width(word) for _, word in tabs) - 3
        note = f"  {self._note}" if self._note else ""
        title = head(one_line(self._title), max(0, room - cell_width(note)))
        if cell_width(title + note) > room:
            note = ""
        gap = " " * max(1, room - cell_width(title + note))
        pieces: list[str | Content] = [
            Content.styled(f" {title}", "bold"),
            Content.styled(note, "$text-warning"),
            gap,
        ]
        for tab, word in tabs:
            style = "$text-primary bold reverse" if tab.name == self._current else "$text-muted"
            pieces.append(Content.styled(word, style))
        return Content.assemble(*pieces, " ")

    def _words(self) -> list[tuple[Tab, str]]:
        is_wide = self.size.width >= 72  # noqa: PLR2004 - room for a name beside the words
        return [
            (
                tab,
                f" {tab.key} {tab.word} "
                if is_wide or tab.name == self._current
                else f" {tab.key} ",
            )
            for tab in self._tabs
        ]

    def columns(self) -> list[int]:
        """Where each screen's word begins, in cells from the left."""
        widths = [cell_width(word) for _, word in self._words()]
        left = self.size.width - 1 - sum(widths)
        return [left + sum(widths[:at]) for at in range(len(widths))]

    def on_click(self, event: events.Click) -> None:
        """Go to the screen whose word was clicked."""
        for (tab, word), left in zip(self._words(), self.columns(), strict=True):
            if left <= event.x < left + cell_width(word):
                self.post_message(self.Chosen(tab.name))


@dataclass(frozen=True)
class Hint:
    """One key of the last line."""

    key: str
    """As it is printed on the keyboard."""
    word: str
    """What it does."""
    action: str
    """Textual action, run when the hint is clicked."""


class KeyBar(Widget):
    """At most seven keys that help here; each can be clicked."""

    DEFAULT_CSS = """
    KeyBar { height: 1; background: $panel; color: $text-muted; }
    """

    @dataclass
    class Pressed(Message):
        """A hint was clicked."""

        action: str
        """Textual action."""

    def __init__(self, hints: Sequence[Hint] = ()) -> None:
        super().__init__()
        self._hints = tuple(hints)

    def show(self, hints: Sequence[Hint]) -> None:
        """Offer other keys."""
        if tuple(hints) != self._hints:
            self._hints = tuple(hints)
            self.refresh()

    def render(self) -> Content:
        """The line."""
        pieces: list[Content] = []
        for hint, key, word in self._fitting():
            pieces += [
                Content.styled(key, "$text-accent bold"),
                Content.styled(word, "$text" if hint.action else "$text-muted"),
            ]
        return Content.assemble(" ", *pieces)

    def _fitting(self) -> list[tuple[Hint, str, str]]:
        """The hints that fit; the last one, the help, always does."""
        parts = [(hint, hint.key, f" {hint.word}   ") for hint in self._hints]
        while len(parts) > 1 and sum(len(key + word) for _, key, word in parts) > self.size.width:
            del parts[-2]
        return parts

    def on_click(self, event: events.Click) -> None:
        """Do what the clicked hint says."""
        left = 1
        for hint, key, word in self._fitting():
            right = left + len(key + word)
            if left <= event.x < right and hint.action:
                self.post_message(self.Pressed(hint.action))
            left = right

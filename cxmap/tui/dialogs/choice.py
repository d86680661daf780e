"""One value of a short scale, chosen with one letter, the arrows or the mouse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget


@dataclass(frozen=True)
class Option:
    """One value that can be chosen."""

    value: str
    """What the program stores."""
    word: str
    """What the screen says; the letter that chooses it must be in it."""
    letter: str
    """The key that chooses it."""


GAP = " "
"""Between two options; each has a blank or the mark before it besides."""
MARK = "\u2022"
"""Before a chosen option, so that it does not hang on colour."""


class Choice(Widget, can_focus=True):
    """A row of words, one of which (or none) is chosen.

    Args:
        options: The values in their order.
        value: The one chosen at first; empty for none.
        id: As for every widget.
        several: Whether letters switch values on and off, so that several can be chosen; the first
            one switched on is the main one.
    """

    DEFAULT_CSS = """
    Choice { height: auto; width: 1fr; color: $text-muted; }
    Choice > .choice--letter { color: $text-accent; text-style: underline; }
    Choice > .choice--chosen { color: $block-cursor-foreground; background: $block-cursor-background; text-style: bold; }
    Choice:focus { background: $panel; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"choice--letter", "choice--chosen"}
    values: reactive[tuple[str, ...]] = reactive((), layout=True)

    @dataclass
    class Changed(Message):
        """Another value was chosen."""

        choice: Choice
        """Where."""

        @property
        def control(self) -> Choice:
            """Where, by Textual's name."""
            return self.choice

    @dataclass
    class Submitted(Message):
        """Enter: the form is to be saved."""

        choice: Choice
        """Where."""

    def __init__(
        self,
        options: Sequence[Option],
        value: str = "",
        *,
        id: str | None = None,  # noqa: A002 - Textual's name
        several: bool = False,
    ) -> None:
        super().__init__(id=id)
        self.options = tuple(options)
        self.several = several
        self.set_reactive(Choice.values, (value,) if value else ())

    @property
    def value(self) -> str:
        """The chosen value, the first one of several; empty for none."""
        return self.values[0] if self.values else ""

    def _laid(self, width: int) -> list[list[Option]]:
        """The options in lines of a width; no option is broken in two."""
        lines: list[list[Option]] = [[]]
        used = 0
        for option in self.options:
            size = self._cells_of(option)
            if lines[-1] and used + size > width:
                lines.append([])
                used = 0
            lines[-1].append(option)
            used += size + len(GAP)
        return lines

    def _cells_of(self, option: Option) -> int:
        """Cells of an option: the same whether it is chosen or not, so that nothing jumps."""
        size = Content(option.word).cell_length + 1
        if not self.several:
            return size
        return max(Content(one.word).cell_length for one in self.options) + 1

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the options take."""
        return len(self._laid(width))

    def render(self) -> Content:
        """The words, the chosen ones marked."""
        lines = self._laid(max(1, self.content_size.width))
        return Content("\n").join(
            Content(GAP).join(self._word(option) for option in line) for line in lines
        )

    def _word(self, option: Option) -> Content:
        if option.value in self.values:
            chosen = self.get_visual_style("choice--chosen")
            return Content(f"{MARK}{option.word}".ljust(self._cells_of(option))).stylize(chosen)
        letter = self.get_visual_style("choice--letter")
        at = option.word.casefold().find(option.letter) + 1
        return Content(f" {option.word}".ljust(self._cells_of(option))).stylize(letter, at, at + 1)

    def on_key(self, event: events.Key) -> None:
        """A letter chooses, arrows move, Backspace clears, Enter saves the form."""
        if event.key == "enter":
            self.post_message(self.Submitted(self))
        elif event.key in ("left", "right"):
            self._move(1 if event.key == "right" else -1)
        elif event.key in ("backspace", "delete"):
            self._choose(())
        elif event.character and self._letter(event.character):
            pass
        else:
            return
        event.stop()
        event.prevent_default()

    def _letter(self, letter: str) -> bool:
        for option in self.options:
            if option.letter == letter.casefold():
                self._take(option.value)
                return True
        return False

    def _take(self, value: str) -> None:
        if not self.several:
            self._choose((value,))
        elif value in self.values:
            self._choose(tuple(one for one in self.values if one != value))
        else:
            self._choose((*self.values, value))

    def _move(self, step: int) -> None:
        known = [option.value for option in self.options]
        if self.several or not known:
            return
        at = known.index(self.value) + step if self.value in known else (0 if step > 0 else -1)
        self._choose((known[at % len(known)],))

    def _choose(self, values: tuple[str, ...]) -> None:
        if values != self.values:
            self.values = values
            self.post_message(self.Changed(self))

    def on_click(self, event: events.Click) -> None:
        """A click on a word chooses it."""
        self.focus()
        place = event.get_content_offset(self)
        if place is None:
            return
        lines = self._laid(max(1, self.content_size.width))
        at = 0
        for option in lines[place.y] if place.y < len(lines) else ():
            size = self._cells_of(option)
            if at <= place.x < at + size:
                self._take(option.value)
                return
            at += size + len(GAP)

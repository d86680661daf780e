"""The frame of every numbered screen: top line, body, keys; and the verbs that mean the same everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widget import Widget

from cxmap.model.words import PersonId
from cxmap.session.views import PersonRow
from cxmap.tui.deed import Deed
from cxmap.tui.glyphs import in_words
from cxmap.tui.keys import bindings_of, line, shown_keys
from cxmap.tui.widgets.bars import Hint, KeyBar, Tab, TopBar
from cxmap.tui.widgets.rows import RowList

if TYPE_CHECKING:
    from cxmap.tui.app import CxmapApp

TABS = tuple(
    Tab(shown_keys(entry.keys)[0], entry.id.partition(".")[2], entry.word)
    for entry in map(line, ("app.next", "app.organisation", "app.mass", "app.people"))
)
"""The numbered screens, in the order of their numbers."""


class MapScreen(Screen[None]):
    """A screen drawn from the map, with a person under the cursor."""

    NAME: ClassVar[str] = ""
    """Its mode in the app."""
    PLACES: ClassVar[tuple[str, ...]] = ("person", "screen")
    """Places of the key table whose keys are heard here."""
    FOOTER: ClassVar[tuple[str, ...]] = ()
    """Ids of at most seven keys for the last line."""
    ABOUT: ClassVar[str] = ""
    """What the screen is for, in a few sentences, for the help."""
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("person", "screen"))

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[int, bool] | None = None

    @property
    def program(self) -> CxmapApp:
        """The app, by its own type."""
        return cast("CxmapApp", self.app)

    # To be filled by each screen.

    def body(self) -> Iterable[Widget]:
        """The widgets between the top line and the keys."""
        return ()

    def show_map(self) -> None:
        """Draw the body from the map as it is."""

    @property
    def person(self) -> PersonId | None:
        """Who is under the cursor; None when nobody is."""
        return None

    @property
    def people(self) -> tuple[PersonId, ...]:
        """Who is meant by a verb: the marked ones if the screen has marks, else the one."""
        return () if self.person is None else (self.person,)

    # The frame.

    def compose(self) -> ComposeResult:
        """Top line, body, keys."""
        yield TopBar(TABS, self.NAME)
        yield from self.body()
        yield KeyBar(self.hints())

    def on_mount(self) -> None:
        """Draw the first time."""
        self.bring_up_to_date()

    def on_screen_resume(self) -> None:
        """Draw again when something changed while another screen was up."""
        self.bring_up_to_date()

    def bring_up_to_date(self) -> None:
        """Draw the map if it is not drawn as it is now."""
        if self._shown == self.program.state or not self.is_mounted:
            return
        self._shown = self.program.state
        self.query_one(TopBar).show(*self._title())
        self.show_map()

    def _title(self) -> tuple[str, str]:
        name = self.program.desk.org.initiative.name or "cxmap"
        notes = ["names masked"] if self.program.is_masked else []
        notes += ["read-only"] if self.program.session.read_only else []
        return name, ", ".join(notes)

    def hints(self) -> tuple[Hint, ...]:
        """The last line, with the keys that the lead has chosen."""
        chosen = self.program.config.keys
        return tuple(
            Hint(shown_keys(chosen.get(entry.id, entry.keys))[0], entry.word, entry.action)
            for entry in map(line, (*self.FOOTER, "app.help"))
        )

    # Verbs.

    def row(self) -> PersonRow | None:
        """The person under the cursor as a row."""
        return None if self.person is None else self.program.row(self.person)

    def on_row_list_opened(self, message: RowList.Opened) -> None:
        """Enter or a double click on a row: the person's card."""
        self.open_card(message.key)

    def open_card(self, person: PersonId) -> None:
        """Open everything about one person."""
        from cxmap.tui.screens.card import CardScreen

        self.app.push_screen(CardScreen(person))

    def action_open(self) -> None:
        """Open the card of the person under the cursor."""
        if self.person is not None:
            self.open_card(self.person)

    def action_back(self) -> None:
        """One step back: to the screen below, else to the first screen."""
        if len(self.app.screen_stack) > 1:
            self.app.pop_screen()
        elif self.NAME != "next":
            self.program.action_go("next")
        else:
            self.program.say("This is the first screen; q leaves the program")

    def action_pin(self) -> None:
        """Put the person first in the plan, or take the pin off."""
        from cxmap.session.intents.people import pin

        row = self.row()
        if row is not None:
            self.program.carry_out(Deed(pin, row.id, named={"off": row.pinned}), self.people)

    def action_copy(self) -> None:
        """Copy the row under the cursor as text."""
        row = self.row()
        if row is not None:
            self.copy_text(as_text([row]), "row")

    def action_copy_all(self) -> None:
        """Copy everybody on the list as text."""
        rows = [self.program.row(person) for person in self.listed()]
        if rows:
            self.copy_text(as_text(rows), f"list of {len(rows)}")

    def listed(self) -> Iterable[PersonId]:
        """Everybody on the screen's list, in its order."""
        return self.people

    def copy_text(self, text: str, what: str) -> None:
        """Send a text to the terminal's clipboard, and be honest about it."""
        self.app.copy_to_clipboard(text)
        self.program.say(
            f"Sent the {what} to the clipboard. If it does not paste, this terminal does not allow it:"
            " select with Shift and the mouse."
        )


def as_text(rows: Iterable[PersonRow]) -> str:
    """Rows for pasting into a sheet: one person a line, columns separated by tabs."""
    lines = [
        "\t".join(
            (
                row.name,
                row.title,
                " and ".join(in_words(role) for role in row.roles),
                in_words(row.stance),
                in_words(row.commitment),
                row.last_touch.isoformat() if row.last_touch else "",
            )
        )
        for row in rows
    ]
    return "\n".join(lines)

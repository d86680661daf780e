"""The frame of every numbered screen: top line, body, keys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widget import Widget

from cxmap.model.words import PersonId
from cxmap.tui.keys import bindings_of, line, shown_keys
from cxmap.tui.widgets.banner import Banner
from cxmap.tui.widgets.bars import Hint, KeyBar, Tab, TopBar

if TYPE_CHECKING:
    from cxmap.tui.app import CxmapApp

_NUMBERED = (
    "app.next",
    "app.organisation",
    "app.mass",
    "app.network",
    "app.people",
    "app.plan",
)
TABS = tuple(
    Tab(shown_keys(entry.keys)[0], entry.id.partition(".")[2], entry.word)
    for entry in map(line, _NUMBERED)
)
"""The numbered screens, in the order of their numbers."""


FIRST_STEPS = ("app.add", "app.import", "app.settings", "app.palette")
"""Ids of the keys that the last line offers on an empty map."""


class MapScreen(Screen[None]):
    """A screen drawn from the map, with a person under the cursor."""

    NAME: ClassVar[str] = ""
    """Its mode in the app."""
    PLACES: ClassVar[tuple[str, ...]] = ("screen",)
    """Places of the key table whose keys are heard here."""
    FOOTER: ClassVar[tuple[str, ...]] = ()
    """Ids of at most seven keys for the last line."""
    ABOUT: ClassVar[str] = ""
    """What the screen is for, in a few sentences, for the help."""
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("screen"))

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
        yield Banner()
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
        is_leaving = self.program.return_code is not None  # the parts of a screen go one by one
        if self._shown == self.program.state or not self.is_mounted or is_leaving:
            return
        self._shown = self.program.state
        self.query_one(TopBar).show(*self._title())
        self.warn()
        self.query_one(KeyBar).show(self.hints())
        self.show_map()

    def _title(self) -> tuple[str, str]:
        name = self.program.desk.org.initiative.name or "cxmap"
        notes = ["names masked"] if self.program.is_masked else []
        notes += ["read-only"] if self.program.session.read_only else []
        return name, ", ".join(notes)

    def warn(self) -> None:
        """Say why the map can only be read, and who writes to it; nothing when it can be changed."""
        session = self.program.session
        why = f"Read-only: {session.why_read_only}" if session.read_only else ""
        self.query_one(Banner).tell(why)

    def hints(self) -> tuple[Hint, ...]:
        """The last line, with the keys that the lead has chosen."""
        chosen = self.program.config.keys
        offered = self.FOOTER if self.program.desk.org.people else FIRST_STEPS
        return tuple(
            Hint(shown_keys(chosen.get(entry.id, entry.keys))[0], entry.word, entry.action)
            for entry in map(line, (*offered, "app.help"))
        )

    def action_back(self) -> None:
        """One step back: to the screen below, else to the first screen."""
        if len(self.app.screen_stack) > 1:
            self.app.pop_screen()
        elif self.NAME != "next":
            self.program.action_go("next")
        else:
            self.program.say("This is the first screen; q leaves the program")

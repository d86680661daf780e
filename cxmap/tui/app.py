"""The program on the screen: opens the map, switches screens, carries out what the lead decides."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path, PurePath
from threading import Lock
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment, Segments
from textual.binding import BindingType
from textual.filter import LineFilter
from textual.screen import Screen

from cxmap.config import Config
from cxmap.errors import CxmapError, ReadOnlyMap, SaveFailed
from cxmap.model.words import PersonId
from cxmap.paths import state_folder
from cxmap.session.desk import Desk
from cxmap.session.session import Changed, Session
from cxmap.session.showing.rows import row_maker
from cxmap.session.showing.views import PersonRow
from cxmap.session.together import Together
from cxmap.tui.beside import Beside
from cxmap.tui.border import TerminalBorder
from cxmap.tui.crash import EXIT_CODE, write_report
from cxmap.tui.deed import Deed
from cxmap.tui.discretion import BRING_TITLE_BACK, KEEP_TITLE, Discretion
from cxmap.tui.ending import Ending
from cxmap.tui.errands import Errands
from cxmap.tui.frame import MapScreen
from cxmap.tui.glyphs import glyphs_for
from cxmap.tui.keys import bindings_of, clashes
from cxmap.tui.safekeeping import Safekeeping
from cxmap.tui.theme import THEMES
from cxmap.tui.turns import InTurn
from cxmap.tui.widgets.bars import KeyBar, TopBar

if TYPE_CHECKING:
    from textual.command import Provider

    from cxmap.plan.solve import Plan

BEGIN_WITH_IMPORT = "import"
"""Begin with the people, and ask at once which file to bring in."""


def _next() -> Screen[None]:
    from cxmap.tui.screens.next import NextScreen

    return NextScreen()


def _organisation() -> Screen[None]:
    from cxmap.tui.screens.organisation import OrganisationScreen

    return OrganisationScreen()


def _mass() -> Screen[None]:
    from cxmap.tui.screens.mass import MassScreen

    return MassScreen()


def _people() -> Screen[None]:
    from cxmap.tui.screens.people import PeopleScreen

    return PeopleScreen()


def _network() -> Screen[None]:
    from cxmap.tui.screens.network import NetworkScreen

    return NetworkScreen()


def _plan() -> Screen[None]:
    from cxmap.tui.screens.plan import PlanScreen

    return PlanScreen()


def _history() -> Screen[None]:
    from cxmap.tui.screens.history import HistoryScreen

    return HistoryScreen()


def _commands() -> type[Provider]:
    from cxmap.tui.palette import EveryAction

    return EveryAction


class CxmapApp(Errands, Safekeeping, Discretion, Ending, InTurn[None]):
    """cxmap on the screen.

    Args:
        session: The open map; whoever opened it closes it.
        config: The lead's options.
        begin: The screen to begin with, or ``BEGIN_WITH_IMPORT``.
    """

    CSS_PATH: ClassVar[list[str | PurePath]] = [
        Path(__file__).with_name("cxmap.tcss"),
        Path(__file__).parent / "screens" / "next.tcss",
    ]
    """With the sheet of the first screen: one that comes later makes Textual parse all of them anew."""
    TITLE = "cxmap"
    ENABLE_COMMAND_PALETTE = True
    COMMANDS = {_commands}
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-normal"), (120, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("app"))
    MODES: ClassVar[dict[str, Callable[[], Screen[None]]]] = {  # type: ignore[assignment]
        "next": _next,
        "organisation": _organisation,
        "mass": _mass,
        "people": _people,
        "network": _network,
        "plan": _plan,
        "history": _history,
    }
    DEFAULT_MODE = "next"

    def __init__(
        self, session: Session, config: Config | None = None, *, begin: str = "next"
    ) -> None:
        self._imports_first = begin == BEGIN_WITH_IMPORT
        # Each run may begin elsewhere.
        self.DEFAULT_MODE = "people" if self._imports_first else begin  # type: ignore[misc]
        self.session = session
        self.config = config or Config()
        Safekeeping.__init__(self)
        Ending.__init__(self)
        Discretion.__init__(self, is_masked=self.config.mask)
        InTurn.__init__(self)
        self.glyphs = glyphs_for(os.environ, getattr(sys.stdout, "encoding", None))
        self.animation_level = "none"
        self.failure: BaseException | None = None
        self.planned: tuple[tuple[int, bool], dict[str, Plan]] | None = None
        self.took: float | None = None  # seconds of work of the last plan
        self.planning = Lock()  # screens that want the same plan wait for one that makes it
        self.last_person: PersonId | None = None
        self._border = TerminalBorder()
        self._last: Deed | None = None
        self._drawn_from: tuple[int, bool, Desk] | None = None
        self._rows: dict[PersonId, PersonRow] = {}
        for theme in THEMES:
            self.register_theme(theme)
        known = self.config.theme in self.available_themes
        self.theme = self.config.theme if known else THEMES[0].name

    # Life and end.

    def on_mount(self) -> None:
        """Listen for the end from outside, take the lead's keys, say what the store has to say."""
        asyncio.get_running_loop().set_default_executor(Beside())
        self.listen_for_the_end()
        self.begin_keeping()
        self.write_title(KEEP_TITLE)
        self.call_after_refresh(_collect_again)
        wrong = clashes(self.config.keys)
        self.set_keymap({} if wrong else self.config.keys)
        for notice in (*wrong, *self.session.notices):
            self.say(notice, severity="warning")
        if self._imports_first:
            self.call_after_refresh(self.action_import_people)

    def on_unmount(self) -> None:
        """Let go of the other writer and of the window's title."""
        self.end_keeping()
        self.write_title(BRING_TITLE_BACK)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, and the border that no steering character passes."""
        return [*super().get_line_filters(), self._border]

    def _handle_exception(self, error: Exception) -> None:
        self.failure = self.failure or error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        # Textual's own report prints local variables (Textualize/textual has no public switch);
        # here they are names of executives. A test fails when this hook is not called any more.
        if self._exit_renderables:
            self._close_messages_no_wait()
            return
        file = write_report(self.failure or Exception(), state_folder(), self.session.clock.now())
        said = "cxmap has failed and left; everything that was said to be saved is saved.\n"
        place = f"What happened stands in {file} (no names in it)." if file else ""
        self._exit_renderables.append(Segments([Segment(said + place + "\n")]))
        self._close_messages_no_wait()

    @property
    def exit_code(self) -> int:
        """What the shell gets: 0, the signal's code, or 70 after a failure."""
        return EXIT_CODE if self.failure else self.return_code or 0

    # The map as it is shown.

    @property
    def state(self) -> tuple[int, bool]:
        """Changes whenever the screens must be drawn anew."""
        return (self.session.rev, self.is_masked)

    @property
    def desk(self) -> Desk:
        """The map as the screens show it: with aliases while names are masked."""
        if self._drawn_from is None or self._drawn_from[:2] != self.state:
            desk = self.session.desk
            if self.is_masked:
                from cxmap.tui.masks import masked_map

                desk = Desk(masked_map(desk.org, self.mask()), desk.today)
            self._drawn_from = (*self.state, desk)
            self._rows = {}
            self._make_row = row_maker(desk)
        return self._drawn_from[2]

    def row(self, person: PersonId) -> PersonRow:
        """A person as a row; made once for each state of the map."""
        desk = self.desk
        found = self._rows.get(person)
        if found is None:
            found = self._rows[person] = self._make_row(desk.person(person))
        return found

    def show_changes(self) -> None:
        """Draw the open screens from the map as it is now; the others follow when they come up."""
        for screen in self.screen_stack:
            if isinstance(screen, MapScreen):
                screen.bring_up_to_date()
        self.rest_later()

    # Doing.

    def carry_out(self, deed: Deed, people: Sequence[PersonId] = ()) -> Changed | None:
        """Do what the lead decided, and show it.

        Args:
            deed: What a dialog handed back, or a key said.
            people: Do it to all of these as one step; empty for the deed's own person.

        Returns:
            What changed; None when it was refused, which the lead has been told.
        """
        deed = self.with_real_names(deed)
        try:
            if len(people) > 1 and deed.person is not None:
                changed = self._together(deed, people)
            else:
                changed = self.session.carry_out(deed.carried_out_on(self.session.desk))
        except CxmapError as error:
            self.refuse(error)
            return None
        self._last = self._last if deed.person is None else deed
        self.show_done(changed)
        return changed

    def show_done(self, changed: Changed) -> None:
        """Say what was done and draw it."""
        self.say(changed.summary if changed.tables else "Nothing to change")
        self.show_changes()

    def _together(self, deed: Deed, people: Sequence[PersonId]) -> Changed:
        gathered = Together(self.session.desk)
        made = [gathered.take(deed.for_person(one).carried_out_on) for one in people]
        summary = f"{len(people)} people: {made[-1].summary}"
        return self.session.carry_out(gathered.as_intent(made[-1].name, summary))

    def say(self, text: str, *, severity: str = "information") -> None:
        """Tell the lead something in the corner of the screen; names masked when they are."""
        shown = self.hidden(text)
        if severity == "information":
            self.notify(shown, markup=False, timeout=4)
        else:
            self.notify(shown, markup=False, severity="warning", timeout=8)

    def refuse(self, error: CxmapError) -> None:
        """Say why something was not done, and what to do instead."""
        if isinstance(error, SaveFailed) and self.session.read_only:
            self.rescue(error)
            return
        if isinstance(error, ReadOnlyMap) and self.take_over_writing():
            return
        hint = f"\n{error.hint}" if error.hint else ""
        self.say(f"{error.message}{hint}", severity="warning")

    # Keys that work everywhere.

    def action_go(self, name: str) -> None:
        """Go to one of the numbered screens; cards that lie on top are closed."""
        screen = self.screen
        if isinstance(screen, MapScreen) and screen.person is not None:
            self.last_person = screen.person
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.switch_mode(name)

    async def action_undo(self) -> None:
        """Take the last change back."""
        await self._step(self.session.undo, "Nothing to undo")

    async def action_redo(self) -> None:
        """Bring back what was undone."""
        await self._step(self.session.redo, "Nothing to redo")

    async def _step(self, step: Callable[[], Changed | None], nothing: str) -> None:
        try:
            changed = await asyncio.to_thread(step)  # a large import takes a moment to take back
        except CxmapError as error:
            self.refuse(error)
            return
        self.say(changed.summary if changed else nothing)
        self.show_changes()

    def action_repeat(self) -> None:
        """Do the last change again, to the person under the cursor."""
        screen = self.screen
        person = screen.person if isinstance(screen, MapScreen) else None
        if self._last is None or person is None:
            self.say("Nothing to repeat yet: change something first, then . does it again")
            return
        self.carry_out(self._last.for_person(person))

    def action_help(self) -> None:
        """Explain this place."""
        from cxmap.tui.screens.help import HelpScreen

        if isinstance(self.screen, MapScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_jump(self) -> None:
        """Put letters on the parts of the screen."""
        from cxmap.tui.jump import JumpScreen

        if isinstance(self.screen, MapScreen):
            self.push_screen(JumpScreen(self.screen))

    def on_app_focus(self) -> None:
        """Take over what somebody else has saved while the lead looked elsewhere."""
        self.take_over()

    def on_top_bar_chosen(self, message: TopBar.Chosen) -> None:
        """A screen's name was clicked."""
        self.action_go(message.name)

    async def on_key_bar_pressed(self, message: KeyBar.Pressed) -> None:
        """A key hint was clicked."""
        await self.run_action(message.action, self.screen.focused or self.screen)


def _collect_again() -> None:
    """Look for garbage from now on, but not in what was made while the map was opened."""
    gc.freeze()
    gc.enable()


def run_on_screen(session: Session, config: Config | None = None, *, begin: str = "next") -> int:
    """Show a map until the lead leaves.

    Args:
        session: The open map; the caller closes it.
        config: The lead's options.
        begin: Mode of the first screen: next, organisation, mass, network, people or plan; or
            ``BEGIN_WITH_IMPORT``.

    Returns:
        Exit code: 0, 128 + a signal's number, or 70 after a failure.
    """
    app = CxmapApp(session, config, begin=begin)
    # The map stays as it is: looking through it for garbage makes big maps slow to open.
    gc.disable()
    try:
        app.run()
    finally:
        gc.enable()
    return app.exit_code

"""What the app does for the map without being asked: follow another writer, rest, save a copy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual.message import Message

from cxmap.errors import CxmapError, SaveFailed
from cxmap.tui.frame import MapScreen

if TYPE_CHECKING:
    from textual.timer import Timer

    from cxmap.tui.app import CxmapApp

REST_SECONDS = 30.5
"""After so long without a change the map is written into its one file."""


class Safekeeping:
    """Follows another writer, folds the map when the lead rests, rescues it when the disk fails.

    While the map can be written nothing ticks: one timer is set by each change and runs out once.
    """

    class SomebodySaved(Message):
        """Another writer has saved something."""

    def __init__(self) -> None:
        self._rest_timer: Timer | None = None
        self._rest_after = -1
        self._stop_following: Callable[[], None] = lambda: None

    def begin_keeping(self) -> None:
        """Follow the other writer where there is one."""
        program = self._program
        self._rest_after = program.session.rev

        def saved(_: int) -> None:
            program.post_message(self.SomebodySaved())

        self._stop_following = program.session.watch(saved)

    def end_keeping(self) -> None:
        """Follow nobody any more."""
        self._stop_following()

    def on_safekeeping_somebody_saved(self) -> None:
        """Show what another writer has saved."""
        self.take_over()

    def take_over(self) -> None:
        """Take over what another writer has saved, if anything."""
        program = self._program
        try:
            came = program.session.refresh()
        except CxmapError as error:
            program.refuse(error)
            return
        if came:
            program.show_changes()

    def take_over_writing(self) -> bool:
        """After an edit was refused: write here from now on if the other writer has gone."""
        program = self._program
        try:
            is_writer = program.session.become_writer()
        except CxmapError:
            return False
        if is_writer:
            self._stop_following()
            for screen in program.screen_stack:
                if isinstance(screen, MapScreen):
                    screen.warn()
            program.show_changes()
            program.say("The other window has closed: changes are made here now. Do it again")
        return is_writer

    def rest_later(self) -> None:
        """After a change: write the map into its one file when no other change follows for a while."""
        program = self._program
        if program.session.rev == self._rest_after or program.session.read_only:
            return
        self._rest_after = program.session.rev
        if self._rest_timer is not None:
            self._rest_timer.stop()
        self._rest_timer = program.set_timer(REST_SECONDS, self._rest)

    def _rest(self) -> None:
        program = self._program
        program.run_worker(
            self._rest_now, thread=True, exclusive=True, group="rest", description="write the map"
        )

    def _rest_now(self) -> None:
        program = self._program
        heard = len(program.session.notices)
        program.session.rest()
        for notice in program.session.notices[heard:]:
            program.call_from_thread(program.say, notice, severity="warning")

    def rescue(self, error: SaveFailed) -> None:
        """The disk has failed and takes no more edits: offer to save a copy elsewhere."""
        from cxmap.tui.dialogs.save_copy import SaveCopyDialog

        program = self._program
        if isinstance(program.screen, SaveCopyDialog):
            return

        def saved(path: Path | None) -> None:
            if path is not None:
                program.say(f"Saved as {path}; open that one and go on there", severity="warning")

        for screen in program.screen_stack:
            if isinstance(screen, MapScreen):
                screen.warn()
        program.push_screen(SaveCopyDialog(program.session, error.message), saved)

    @property
    def _program(self) -> CxmapApp:
        return cast("CxmapApp", self)

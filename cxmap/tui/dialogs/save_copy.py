"""When the disk has failed: everything that was saved, written to another place."""

from __future__ import annotations

from pathlib import Path

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from cxmap.errors import CxmapError
from cxmap.session.session import Session
from cxmap.tui.dialogs.form import Line, Row


class SaveCopyDialog(ModalScreen[Path | None]):
    """Save a copy to another file; hands back its path, or None when nothing was written.

    Args:
        session: The open map.
        why: What has happened.
    """

    CSS_PATH = "form.tcss"
    BINDINGS = [
        Binding("escape", "cancel", "not now", show=False),
        Binding("ctrl+s", "save", "save", show=False),
    ]

    def __init__(self, session: Session, why: str) -> None:
        super().__init__()
        self._session = session
        self._why = why

    def compose(self) -> ComposeResult:
        """What happened, where to save, keys."""
        with VerticalScroll(id="form", can_focus=False):
            yield Static("Save a copy to…", id="heading", markup=False)
            yield Static(
                f"{self._why[:1].upper()}{self._why[1:]}. Everything before it is here and can be "
                "saved in another place, best on another disk.",
                classes="form--about",
                markup=False,
            )
            yield Row("File", Line(self._proposal(), id="file"))
            yield Static("", id="wrong", markup=False)
            yield Static("Enter save the copy · Esc not now", id="hint", markup=False)

    def on_mount(self) -> None:
        """Be ready to type."""
        self.query_one("#file").focus()

    def _proposal(self) -> str:
        day = self._session.clock.today().isoformat()
        stem = self._session.file.stem if self._session.file else "map"
        return str(Path.home() / f"{stem}-{day}.json")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter saves."""
        event.stop()
        self.action_save()

    def action_cancel(self) -> None:
        """Leave without a copy."""
        self.dismiss(None)

    def action_save(self) -> None:
        """Write the copy, or say why not."""
        path = Path(self.query_one("#file", Input).value.strip() or self._proposal()).expanduser()
        try:
            self._session.save_copy(path)
        except CxmapError as error:
            hint = f": {error.hint}" if error.hint else ""
            self.query_one("#wrong", Static).update(f"{error.message}{hint}")
            return
        self.dismiss(path)

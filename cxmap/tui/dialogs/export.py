"""Handing over a list or the plan: what, for whom, in which format, and what is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static

from cxmap.errors import CxmapError
from cxmap.model.words import Visibility
from cxmap.session.desk import Desk
from cxmap.session.papers.formats import FORMATS, NEED_A_PLAN
from cxmap.session.papers.handover import Offered, export, formats_of, offer
from cxmap.session.papers.private_file import write_private
from cxmap.tui.dialogs.choice import Choice, Option
from cxmap.tui.dialogs.form import Line, Row
from cxmap.tui.dialogs.scales import YES_NO

if TYPE_CHECKING:
    from cxmap.session.showing.views import PlanView

_AUDIENCES = (
    Option(Visibility.OPEN, "anybody", "a"),
    Option(Visibility.CIRCLE, "my circle", "c"),
    Option(Visibility.ME, "only me", "o"),
)
_LETTERS = {"allies": "a", "people": "p", "plan": "l", "asks": "s", "forum": "f", "graph": "g"}
_LETTERS |= {"calendar": "c", "report": "r", "backup": "b"}
BACKUP = "backup"
"""The one choice that is no paper but the map itself."""


class ExportDialog(ModalScreen[Path | None]):
    """Write a file; hands back its path, or None when nothing was written.

    Args:
        desk: The map itself, with the names as they are.
        map_file: The map's own file, which is never written over; None in memory.
        what: What to begin with: allies, people, plan, …
        is_masked: Whether the choice to mask names begins with yes.
        save_copy: Writes the map itself to a new file; None where that is not offered.
    """

    CSS_PATH = "form.tcss"
    BINDINGS = [
        Binding("escape", "cancel", "nothing", show=False),
        Binding("ctrl+s", "save", "write", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
    ]

    def __init__(
        self,
        desk: Desk,
        map_file: Path | None,
        what: str = "allies",
        *,
        is_masked: bool = False,
        save_copy: Callable[[Path], None] | None = None,
    ) -> None:
        super().__init__()
        self._save_copy = save_copy
        self._is_masked = is_masked
        self.desk = desk
        self._map_file = map_file
        self._what = what if what in FORMATS else "allies"
        self._proposed = ""

    def compose(self) -> ComposeResult:
        """What, format, audience, mask, file, and what is left out."""
        with VerticalScroll(id="form", can_focus=False):
            yield Static("Hand over", id="heading", markup=False)
            yield from self._fields()
            yield Static("", id="left", classes="form--about", markup=False)
            yield Static("", id="wrong", markup=False)
            yield Static("Enter write the file · Tab next · Esc nothing", id="hint", markup=False)

    def _fields(self) -> Iterable[Widget]:
        offered = (*FORMATS, BACKUP) if self._save_copy else tuple(FORMATS)
        whats = [Option(what, what, _LETTERS[what]) for what in offered]
        yield Row("What", Choice(whats, self._what, id="what"))
        yield Row("Format", Choice((), id="format"))
        yield Row("For", Choice(_AUDIENCES, Visibility.OPEN, id="audience"))
        yield Row("Mask names", Choice(YES_NO, "yes" if self._is_masked else "no", id="mask"))
        yield Row("File", Line(id="file"))

    def on_mount(self) -> None:
        """Show what fits the first choice."""
        self._offer_formats()
        self.query_one("#what").focus()

    def _offer_formats(self) -> None:
        what = self._value("what")
        known = ("json",) if what == BACKUP else formats_of(what)
        formats = self.query_one("#format", Choice)
        formats.options = tuple(
            Option(form, f"{at} {form}", str(at)) for at, form in enumerate(known, start=1)
        )
        formats.values = (known[0],)
        formats.refresh(layout=True)
        self._say()

    def _value(self, name: str) -> str:
        return self.query_one(f"#{name}", Choice).value

    def _say(self) -> None:
        """Propose a file name, and say what the audience does not see."""
        try:
            offered = self._offered()
        except CxmapError as error:
            self.query_one("#left", Static).update(error.message)
            return
        line = self.query_one("#file", Input)
        if line.value in ("", self._proposed):
            self._proposed = line.value = offered.suggested_name
        said = "\n".join(offered.left_out) or "Nothing is left out."
        self.query_one("#left", Static).update(said)

    def _offered(self) -> Offered:
        """What the paper as it is chosen would be called, and what it leaves out."""
        if self._value("what") == BACKUP:
            name = offer(self.desk, "people", "json").suggested_name.replace("people", BACKUP)
            said = "Nothing is left out or masked: the whole map, for nobody but you."
            return Offered(suggested_name=name, left_out=(said,))
        return offer(
            self.desk,
            self._value("what"),
            self._value("format"),
            audience=self._value("audience") or Visibility.OPEN,
            mask=self._value("mask") == "yes",
            plan=self._plan,
        )

    @property
    def _plan(self) -> PlanView | None:
        """The plan for papers that show it; made once."""
        return self._made_plan if self._value("what") in NEED_A_PLAN else None

    @cached_property
    def _made_plan(self) -> PlanView:
        from cxmap.session.planning.advice import plan_view

        return plan_view(self.desk)

    def _write(self, path: Path) -> None:
        """Write what is chosen, readable by the lead alone.

        Raises:
            CxmapError: If it cannot be written there.
        """
        if self._value("what") == BACKUP and self._save_copy is not None:
            self._save_copy(path)
            return
        made = export(
            self.desk,
            self._value("what"),
            self._value("format"),
            audience=self._value("audience") or Visibility.OPEN,
            mask=self._value("mask") == "yes",
            plan=self._plan,
        )
        write_private(path, made.data, map_file=self._map_file)

    def on_choice_changed(self, event: Choice.Changed) -> None:
        """Offer what goes with the choice."""
        event.stop()
        if event.choice.id == "what":
            self._offer_formats()
        else:
            self._say()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter writes."""
        event.stop()
        self.action_save()

    def on_choice_submitted(self, event: Choice.Submitted) -> None:
        """Enter writes."""
        event.stop()
        self.action_save()

    def action_cancel(self) -> None:
        """Leave without a file."""
        self.dismiss(None)

    def action_save(self) -> None:
        """Write the file, or say why not."""
        path = Path(self.query_one("#file", Input).value.strip() or self._proposed).expanduser()
        try:
            self._write(path)
        except CxmapError as error:
            hint = f": {error.hint}" if error.hint else ""
            self.query_one("#wrong", Static).update(f"{error.message}{hint}")
            return
        self.dismiss(path)

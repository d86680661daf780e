"""What every form has: a title, rows of label and field, a line for what is wrong, Enter and Escape."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from cxmap.errors import CxmapError, UsageError
from cxmap.session.desk import Desk
from cxmap.tui.deed import Deed
from cxmap.tui.dialogs.choice import Choice


class Line(Input):
    """One line to type in: still cursor, a label's width beside it."""

    def __init__(self, value: str = "", *, id: str, hint: str = "") -> None:  # noqa: A002
        super().__init__(value, id=id, placeholder=hint, compact=True)
        self.cursor_blink = False


class Notes(TextArea):
    """Several lines to type in; Tab leaves it."""

    def __init__(self, value: str = "", *, id: str, hint: str = "") -> None:  # noqa: A002
        super().__init__(value, id=id, placeholder=hint, compact=True, tab_behavior="focus")
        self.cursor_blink = False


class Row(Horizontal):
    """A label and its field."""

    def __init__(self, label: str, field: Widget) -> None:
        super().__init__()
        self._label = label
        self._field = field

    def compose(self) -> ComposeResult:
        """Label, field."""
        yield Static(self._label, classes="form--label", markup=False)
        yield self._field


class Form(ModalScreen[Deed | None]):
    """A dialog that hands back a deed.

    Enter saves from every one-line field and choice, ctrl+s from everywhere, Escape changes nothing.
    What is typed is tried on the map before the form closes; a refusal is shown in the form.

    Args:
        desk: The map as it is shown, and the day.
    """

    CSS_PATH = "form.tcss"
    BINDINGS = [
        Binding("escape", "cancel", "nothing", show=False),
        Binding("ctrl+s", "save", "save", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
    ]
    HINT = "Enter save · Tab next · Esc nothing"
    """Last line of the form."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._first: tuple[str, ...] | None = None
        self._warned: tuple[str, ...] | None = None
        self.aside = ""
        """Said after the heading, for example how many others the same is done to."""

    # To be filled by each form.

    def heading(self) -> str:
        """First line: what is asked, and about whom."""
        return ""

    def fields(self) -> Iterable[Widget]:
        """The rows."""
        return ()

    def deed(self) -> Deed:
        """What the filled form comes to.

        Raises:
            CxmapError: If something typed does not fit.
        """
        raise UsageError("there is nothing to save in this form")

    # The frame.

    def compose(self) -> ComposeResult:
        """Heading, rows, what is wrong, keys."""
        with VerticalScroll(id="form", can_focus=False):
            yield Static(self.heading() + self.aside, id="heading", markup=False)
            yield from self.fields()
            yield Static("", id="wrong", markup=False)
            yield Static(self.HINT, id="hint", markup=False)

    def text(self, name: str) -> str:
        """What stands in a line or notes."""
        found = self.query_one(f"#{name}")
        if isinstance(found, TextArea):
            return found.text.strip()
        return found.value.strip() if isinstance(found, Input) else ""

    def chosen(self, name: str) -> str:
        """What is chosen in a row; empty for nothing."""
        return self.query_one(f"#{name}", Choice).value

    def action_cancel(self) -> None:
        """Leave without a change; where something is typed, only when asked a second time."""
        typed = self._texts()
        if typed in (self._first, self._warned):
            self.dismiss(None)
            return
        self._warned = typed
        self.query_one("#wrong", Static).update(
            "What you typed is not saved: Enter or ctrl+s saves it, Esc again lets it go."
        )

    def _texts(self) -> tuple[str, ...]:
        """Everything that stands in a line or in notes."""
        lines = [line.value for line in self.query(Input)]
        return tuple(lines + [notes.text for notes in self.query(TextArea)])

    def on_screen_resume(self) -> None:
        """Remember what stood there before anything was typed."""
        if self._first is None:
            self._first = self._texts()

    def action_save(self) -> None:
        """Hand the deed back, or say what does not fit."""
        try:
            deed = self.deed()
            deed.carried_out_on(self.desk)
        except CxmapError as error:
            self.say_wrong(error)
            return
        self.dismiss(deed)

    def say_wrong(self, error: CxmapError) -> None:
        """Show why it is not saved, and stay."""
        hint = f": {error.hint}" if error.hint else ""
        self.query_one("#wrong", Static).update(f"{error.message}{hint}")
        if error.field and error.field.isidentifier():
            for found in self.query(f"#{error.field}"):
                found.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in a line saves."""
        event.stop()
        self.action_save()

    def on_choice_submitted(self, event: Choice.Submitted) -> None:
        """Enter on a choice saves."""
        event.stop()
        self.action_save()

"""Bringing in people from a file: the file, what was understood of it, a few questions, done."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static

from cxmap.errors import CxmapError, UsageError
from cxmap.exchange.people_file import ImportResult, PeopleFile, Question
from cxmap.session.desk import Desk
from cxmap.session.intake import bring_in, read_sources, resolve_for
from cxmap.session.intake_words import say_counts
from cxmap.tui.deed import Deed
from cxmap.tui.dialogs.choice import Choice, Option
from cxmap.tui.dialogs.form import FOCUS_KEYS, Row
from cxmap.tui.dialogs.path_field import PathField
from cxmap.tui.dialogs.person_field import PersonField

PREVIEW_ROWS = 3
"""Rows of the file that are shown, so that the columns can be judged."""
_CELL = 18
"""Widest cell of the preview."""


class ImportDialog(ModalScreen[Deed | None]):
    """Bring in people: ``Deed(bring_in, None, (result,), {"me": …})``.

    Args:
        desk: The map itself, with the names as they are.
        path: A file to begin with; asked for when None.
    """

    CSS_PATH = "form.tcss"
    BINDINGS = [
        Binding("escape", "cancel", "nothing", show=False),
        *FOCUS_KEYS,
        Binding("ctrl+s", "save", "import", show=False),
    ]

    def __init__(self, desk: Desk, path: Path | None = None) -> None:
        super().__init__()
        self.desk = desk
        self._path = path
        self._file: PeopleFile | None = None
        self._result: ImportResult | None = None

    def compose(self) -> ComposeResult:
        """The file first; the rest appears once it is read."""
        with VerticalScroll(id="form", can_focus=False):
            yield Static("Bring in people from a file", id="heading", markup=False)
            yield Row("File", PathField(str(self._path or ""), id="path"))
            yield VerticalScroll(id="understood", can_focus=False)
            yield Static("", id="wrong", markup=False)
            yield Static("Enter read the file · Esc nothing", id="hint", markup=False)

    def on_mount(self) -> None:
        """Read at once when the file is known."""
        self.query_one("#path Input").focus()
        if self._path is not None:
            self._read(self._path)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter reads the file, then imports it."""
        event.stop()
        self.action_save()

    def on_choice_submitted(self, event: Choice.Submitted) -> None:
        """Enter on an answer imports."""
        event.stop()
        self.action_save()

    def on_choice_changed(self, event: Choice.Changed) -> None:
        """Another answer: count again."""
        event.stop()
        if self._file is not None:
            self._resolve(self._file)

    def action_cancel(self) -> None:
        """Leave; nothing was brought in."""
        self.dismiss(None)

    def action_save(self) -> None:
        """Read the file; when it is read, hand the import back."""
        path = self.query_one("#path", PathField).path
        if self._result is None or path != self._path:
            if path is None:
                self._say(UsageError("name a file to read"))
                return
            self._read(path)
            return
        try:
            deed = Deed(bring_in, None, (self._result,), {"me": self._me()})
            deed.carried_out_on(self.desk)
        except CxmapError as error:
            self._say(error)
            return
        self.dismiss(deed)

    def _me(self) -> str:
        """Who I am, by the name as the file has it."""
        for field in self.query("#me").results(PersonField):
            person = field.person
            if person is not None and self._after is not None:
                return self._after.org.people[person].display_name
        return ""

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _read(self, path: Path) -> None:
        """Read beside the screen: a large file takes a moment."""
        try:
            file = read_sources([path])
        except CxmapError as error:
            self.app.call_from_thread(self._say, error)
            return
        self.app.call_from_thread(self._show, path, file)

    def _show(self, path: Path, file: PeopleFile) -> None:
        """Show what was understood, with the proposals taken."""
        self._path, self._file = path, file
        self._resolve(file, answers={})
        understood = self.query_one("#understood", VerticalScroll)
        understood.remove_children()
        understood.mount_all(list(self._understood(file)))
        self.query_one("#wrong", Static).update("")
        hint = "Enter bring them in · Tab next · one undo takes it all back · Esc nothing"
        self.query_one("#hint", Static).update(hint)

    _after: Desk | None = None

    def _understood(self, file: PeopleFile) -> Iterable[Widget]:
        """Counts, columns, first rows, notes, questions, and who I am."""
        result = self._result
        if result is None:
            return
        yield Static(say_counts(result), id="counts", markup=False)
        taken = "   ".join(f"{field} ← {header}" for field, header in file.columns.items())
        yield Static(taken, classes="form--about", markup=False)
        yield Static(_as_table(file.preview), classes="form--about", markup=False)
        for note in result.notes:
            yield Static(note, classes="form--about", markup=False)
        for at, question in enumerate(result.questions):
            yield Static(question.message, classes="form--question", markup=False)
            yield Choice(_options(question), question.proposal, id=f"answer-{at}")
        if self.desk.org.initiative.me is None:
            arrived = bring_in(self.desk, result)
            self._after = self.desk.after(arrived.edits)
            yield Row(
                "Who are you?", PersonField(self._after, id="me", hint="your name on the list")
            )

    def _resolve(self, file: PeopleFile, answers: dict[str, str] | None = None) -> None:
        """Count again with the answers as they stand."""
        if answers is None:
            questions = self._result.questions if self._result else ()
            answers = {
                question.id: self.query_one(f"#answer-{at}", Choice).value or question.proposal
                for at, question in enumerate(questions)
                if self.query(f"#answer-{at}")
            }
        try:
            result = resolve_for(self.desk, file, answers)
        except CxmapError as error:
            self._say(error)
            return
        self._result = result
        for counts in self.query("#counts").results(Static):
            counts.update(say_counts(result))

    def _say(self, error: CxmapError) -> None:
        """Why it is refused, and where."""
        parts = [part for part in (error.where, error.message, error.hint) if part]
        self.query_one("#wrong", Static).update("\n".join(parts))


def _options(question: Question) -> list[Option]:
    """The answers of a question, each with its digit."""
    return [
        Option(choice.id, f"{at} {choice.label}", str(at))
        for at, choice in enumerate(question.choices[:9], start=1)
    ]


def _as_table(preview: tuple[tuple[str, ...], ...]) -> str:
    """The first rows of the file, in columns."""
    shown = [[cell[:_CELL].ljust(_CELL) for cell in row[:4]] for row in preview[: PREVIEW_ROWS + 1]]
    return "\n".join(" ".join(row).rstrip() for row in shown)

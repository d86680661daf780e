"""Bringing in people from a file: the file, what was understood of it, a few questions, done."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from cxmap.errors import CxmapError, UsageError
from cxmap.exchange.people_file import ImportResult, PeopleFile, Question
from cxmap.session.desk import Desk
from cxmap.session.importing.column_maps import (
    ColumnMap,
    column_map_from,
    save_column_map,
    saved_column_map,
)
from cxmap.session.importing.intake import (
    Arrival,
    Step,
    bring_in,
    import_people,
    read_sources,
    resolve_for,
)
from cxmap.session.importing.intake_words import say_counts
from cxmap.tui.deed import Deed
from cxmap.tui.dialogs.choice import Choice
from cxmap.tui.dialogs.form import Row
from cxmap.tui.dialogs.path_field import PathField
from cxmap.tui.dialogs.person_field import PersonField
from cxmap.tui.dialogs.understood import (
    asked,
    compared,
    corrected,
    counted,
    offered,
    say_differences,
    say_step,
    taken,
)

_ASKS_FOR_FILE = "Enter read the file · ↓ choose below · Esc nothing"
_ASKS_TO_SAVE = "Enter bring them in · Tab next · one undo takes it all back · Esc nothing"


class _Wanted(NamedTuple):
    """What is to be read, and how."""

    paths: tuple[Path, ...]
    typed: str
    """Columns as typed."""
    used: str
    """Name of kept columns; empty for none."""

    @property
    def said(self) -> ColumnMap:
        """How to read.

        Raises:
            UsageError: If what was typed is no FIELD=COLUMN, or nothing is kept under the name.
        """
        said = column_map_from([pair for pair in self.typed.split(";") if pair.strip()])
        return saved_column_map(self.used).under(said) if self.used else said


class _Read(NamedTuple):
    """A file that was read, and what it comes to with the answers as they stand."""

    wanted: _Wanted
    file: PeopleFile
    result: ImportResult
    arrival: Arrival | None
    """The people as they would stand on the map; None when nobody has to be found among them."""


class ImportDialog(ModalScreen[Deed | None]):
    """Bring in people: ``Deed(bring_in, None, (result,), {…})``.

    The file is read and counted on another thread; nothing is saved before Enter is pressed below
    what was understood.

    Args:
        desk: The map itself, with the names as they are.
        path: A file to begin with; asked for when None.
    """

    CSS_PATH = "form.tcss"
    BINDINGS = [
        Binding("escape", "cancel", "nothing", show=False),
        Binding("ctrl+s", "save", "import", show=False),
    ]

    def __init__(self, desk: Desk, path: Path | None = None) -> None:
        super().__init__()
        self.desk = desk
        self._path = path
        self._read: _Read | None = None
        self._shown: tuple[Question, ...] = ()
        """The questions on the screen."""
        self._answers: dict[str, str] = {}
        """What the lead has answered, in this and earlier readings of the file."""
        self._is_reading = False
        self._is_counting = False
        self._saves_when_counted = False

    def compose(self) -> ComposeResult:
        """The file first; the rest appears once it is read."""
        with VerticalScroll(id="form", can_focus=False):
            yield Static("Bring in people from a file", id="heading", markup=False)
            yield Row("File", PathField(str(self._path or ""), id="path"))
            yield Static("", id="progress", markup=False)
            yield VerticalScroll(id="understood", can_focus=False)
            yield Static("", id="wrong", markup=False)
            yield Static(_ASKS_FOR_FILE, id="hint", markup=False)

    def on_mount(self) -> None:
        """Read at once when the file is known."""
        self.query_one("#progress").display = False
        self.query_one("#path Input").focus()
        if self._path is not None:
            self.action_save()

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
        name = event.choice.id or ""
        if self._read is None or not name.startswith("answer-"):
            return
        question = self._shown[int(name.removeprefix("answer-"))]
        self._answers[question.id] = event.choice.value or question.proposal
        self._is_counting = True
        self._count(self._read)

    def action_cancel(self) -> None:
        """Leave; nothing was brought in."""
        self.dismiss(None)

    def action_save(self) -> None:
        """Read the file; when it is read as it is wanted now, hand the import back."""
        if self._is_reading:
            return
        try:
            wanted = self._wanted()
            if self._read is None or wanted != self._read.wanted:
                said = wanted.said
                self._is_reading = True
                self._begin(wanted, said)
            elif self._is_counting:
                self._saves_when_counted = True
            else:
                self._hand_back(self._read)
        except CxmapError as error:
            self._say(error)

    def _wanted(self) -> _Wanted:
        """The files and columns as they are typed.

        Raises:
            UsageError: If no file is named.
        """
        fields = [self.query_one("#path", PathField), *self.query("#second").results(PathField)]
        first, *second = (field.path for field in fields)
        if first is None:
            raise UsageError("name a file to read")
        used = [choice.value for choice in self.query("#used").results(Choice)]
        return _Wanted(
            paths=(first, *(path for path in second if path is not None)),
            typed=self._text("columns"),
            used=used[0] if used else "",
        )

    def _text(self, name: str) -> str:
        """What is typed in a line; empty while it is not there."""
        found = list(self.query(f"#{name}").results(Input))
        return found[0].value.strip() if found else ""

    def _hand_back(self, read: _Read) -> None:
        """Keep the columns if that is wanted, and let the map take the people over.

        Raises:
            CxmapError: If the name to keep them under, or who I am, does not fit.
        """
        me = self._me(read)
        keep = self._text("keep")
        if keep:
            save_column_map(keep, read.wanted.said)
        self.dismiss(Deed(bring_in, None, (read.result,), me))

    def _me(self, read: _Read) -> dict[str, str]:
        """Who I am: by id where I am on the map already, else by the file's key."""
        for field in self.query("#me").results(PersonField):
            person = field.person
            if person is None or read.arrival is None:
                continue
            if person in self.desk.org.people:
                return {"me": person}
            return {"me_key": next(key for key, id_ in read.arrival.ids.items() if id_ == person)}
        return {}

    # On another thread: a large file takes a moment.

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _begin(self, wanted: _Wanted, said: ColumnMap) -> None:
        """Read the files from the beginning."""
        try:
            self._tell(Step.READ)
            file = read_sources(wanted.paths, said)
            self._tell(Step.RESOLVE)
            result = resolve_for(self.desk, file, {})
            self._tell(Step.PLACE)
            read = _Read(wanted, file, result, self._placed(result))
        except CxmapError as error:
            self.app.call_from_thread(self._refuse, error)
            return
        self.app.call_from_thread(self.call_later, self._show, read)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _count(self, before: _Read) -> None:
        """Resolve again with the answers as they stand."""
        known = {question.id for question in before.result.questions}
        answers = {key: value for key, value in self._answers.items() if key in known}
        try:
            result = resolve_for(self.desk, before.file, answers)
            read = before._replace(result=result, arrival=self._placed(result))
        except CxmapError as error:
            self.app.call_from_thread(self._refuse, error)
            return
        self.app.call_from_thread(self.call_later, self._show_again, read)

    def _placed(self, result: ImportResult) -> Arrival | None:
        """The people on the map, where I have to be found among them."""
        if self.desk.org.initiative.me is not None:
            return None
        return import_people(self.desk, result)

    def _tell(self, step: Step) -> None:
        self.app.call_from_thread(self._show_step, step)

    # On the screen's own thread.

    def _show_step(self, step: Step) -> None:
        """How far the reading is."""
        bar = self.query_one("#progress", Static)
        bar.display = True
        bar.update(say_step(step))

    async def _show(self, read: _Read) -> None:
        """Show what was understood, with the proposals taken."""
        self._answers = {}
        self._is_reading = False
        await self._lay_out(read)

    async def _show_again(self, read: _Read) -> None:
        """Show new counts; new questions where other ones are asked now."""
        self._is_counting = False
        if [one.id for one in read.result.questions] != [one.id for one in self._shown]:
            focused = self.focused.id if self.focused else None
            await self._lay_out(read)
            for found in self.query(f"#{focused}") if focused else ():
                found.focus()
        self._read = read
        self.query_one("#counts", Static).update(say_counts(read.result))
        self.query_one("#differences", Static).update(say_differences(self.desk, read.result))
        if self._saves_when_counted:
            self.action_save()

    async def _lay_out(self, read: _Read) -> None:
        """Counts, differences, questions, who I am, columns."""
        second = str(read.wanted.paths[1]) if len(read.wanted.paths) > 1 else ""
        keep = self._text("keep")
        self._read, self._shown = read, read.result.questions
        parts = [
            counted(read.result),
            compared(self.desk, read.result),
            *offered(read.result, second),
            *asked(self._shown, self._answers),
        ]
        if read.arrival is not None:
            field = PersonField(read.arrival.after, id="me", hint="your name on the list")
            parts.append(Row("Who are you?", field))
        parts += taken(read.file, read.result)
        parts += corrected(read.wanted.typed, read.wanted.used, keep)
        understood = self.query_one("#understood", VerticalScroll)
        await understood.remove_children()
        await understood.mount_all(parts)
        self.query_one("#path", PathField).close()
        self.query_one("#progress").display = False
        self.query_one("#wrong", Static).update("")
        self.query_one("#hint", Static).update(_ASKS_TO_SAVE)

    def _refuse(self, error: CxmapError) -> None:
        self._is_reading = self._is_counting = self._saves_when_counted = False
        self.query_one("#progress").display = False
        self._say(error)

    def _say(self, error: CxmapError) -> None:
        """Why it is refused, and where."""
        parts = [part for part in (error.where, error.message, error.hint) if part]
        self.query_one("#wrong", Static).update("\n".join(parts))
        # What is wrong and which keys go on stand below a list that may fill a small screen.
        self.query_one("#form").scroll_end(animate=False)

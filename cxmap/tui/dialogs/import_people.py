"""Bringing in people from a file: the file, what was understood of it, a few questions, done."""

from __future__ import annotations

from pathlib import Path

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from cxmap.errors import CxmapError, UsageError
from cxmap.exchange.people_file import ImportResult, Question
from cxmap.headway import Tell, to_nobody
from cxmap.session.desk import Intent
from cxmap.session.importing.column_maps import (
    ColumnMap,
    save_column_map,
)
from cxmap.session.importing.intake import (
    Arrival,
    Step,
    bring_in,
    import_people,
    read_sources,
    resolve_for,
    step_teller,
)
from cxmap.session.importing.intake_words import say_counts
from cxmap.session.session import Changed, Session
from cxmap.tui.dialogs.choice import Choice
from cxmap.tui.dialogs.form import Row
from cxmap.tui.dialogs.import_reading import ReadFile, Wanted
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
_ASKS_TO_ANSWER = "Enter to what must be answered ({}) · ctrl+t take all · Esc nothing"
_AT_ONCE = 3_000
"""So many people are saved before the next key is looked at, so that it reaches the right screen."""
_PATH = "#path Input"
_ANSWER = "answer-"
"""Beginning of the ids of choices that answer a question; its number follows."""


class ImportDialog(ModalScreen[Changed | CxmapError | None]):
    """Bring in people: hands back what changed, or why it could not be saved.

    The file is read, counted and saved on another thread. Nothing is saved before Enter is pressed
    below what was understood; a question that must be answered is never passed unseen.

    Args:
        session: The map itself, with the names as they are.
        path: A file to begin with; asked for when None.
    """

    CSS_PATH = "form.tcss"
    BINDINGS = [
        Binding("escape", "cancel", "nothing", show=False),
        Binding("ctrl+s", "save", "import", show=False),
        Binding("ctrl+t", "take_all", "take all proposals", show=False),
    ]

    def __init__(self, session: Session, path: Path | None = None) -> None:
        super().__init__()
        self.session = session
        self.desk = session.desk
        self._path = path
        self._read: ReadFile | None = None
        self._shown: tuple[Question, ...] = ()
        """The questions on the screen."""
        self._answers: dict[str, str] = {}
        """What the lead has answered since the file was read."""
        self._is_busy = False
        """Whether the file is being read or saved: no key does anything else meanwhile."""
        self._is_saving = False
        self._left_at = _PATH
        """Where the cursor was before that."""
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
        self.query_one(_PATH).focus()
        if self._path is not None:
            self.action_save()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter reads the file, then imports it."""
        event.stop()
        self.action_save()

    def on_choice_submitted(self, event: Choice.Submitted) -> None:
        """Enter on an answer takes it as it stands and goes on to the next, or imports."""
        event.stop()
        question = self._question_of(event.choice)
        if question is not None and question in self._waiting():
            self._answers[question.id] = event.choice.value or question.proposal
            if not self._waiting():
                self._say_keys()
                return
        self.action_save()

    def on_choice_changed(self, event: Choice.Changed) -> None:
        """Another answer: count again."""
        event.stop()
        question = self._question_of(event.choice)
        if self._read is None or question is None:
            return
        self._answers[question.id] = event.choice.value or question.proposal
        self._say_keys()
        self._is_counting = True
        self._count(self._read)

    def _question_of(self, choice: Choice) -> Question | None:
        """The question that a choice answers; None for another choice."""
        name = choice.id or ""
        return self._shown[int(name[len(_ANSWER) :])] if name.startswith(_ANSWER) else None

    def _waiting(self) -> list[Question]:
        """The questions that must be answered and are not yet."""
        return [one for one in self._shown if one.blocking and one.id not in self._answers]

    def action_cancel(self) -> None:
        """Leave; nothing was brought in. What is being saved is not held up."""
        if not self._is_saving:
            self.dismiss(None)

    def action_take_all(self) -> None:
        """Take the proposals of all questions that must be answered, and import."""
        if self._is_busy or self._read is None:
            return
        for question in self._waiting():
            self._answers[question.id] = question.proposal
        self.action_save()

    def action_save(self) -> None:
        """Read the file; when it is read as it is wanted now, go to what must be answered, or save."""
        if self._is_busy:
            return
        try:
            wanted = self._wanted()
            if self._read is None or wanted != self._read.wanted:
                said = wanted.said
                self._be_busy()
                self._begin(wanted, said)
            elif waiting := self._waiting():
                self.query_one(f"#{_ANSWER}{self._shown.index(waiting[0])}").focus()
            elif self._is_counting:
                self._saves_when_counted = True
            else:
                self._save(self._read)
        except CxmapError as error:
            self._say(error)

    def _be_busy(self) -> None:
        """Take no letters until the work is done: they are not meant for the file's name."""
        self._is_busy = True
        here = self.focused
        if here is not None and here.parent is not None:
            self._left_at = f"#{here.id}" if here.id else f"#{here.parent.id} Input"
        self.set_focus(None)
        self.query_one("#form").disabled = True

    def _be_free(self) -> None:
        """Take letters again."""
        self._is_busy = self._is_saving = False
        self._is_counting = self._saves_when_counted = False
        self.query_one("#progress").display = False
        self.query_one("#form").disabled = False
        (self.query(self._left_at) or self.query(_PATH)).first().focus()

    def _wanted(self) -> Wanted:
        """The files and columns as they are typed.

        Raises:
            UsageError: If no file is named.
        """
        fields = [self.query_one("#path", PathField), *self.query("#second").results(PathField)]
        first, *second = (field.path for field in fields)
        if first is None:
            raise UsageError("name a file to read")
        used = [choice.value for choice in self.query("#used").results(Choice)]
        return Wanted(
            paths=(first, *(path for path in second if path is not None)),
            typed=self._text("columns"),
            used=used[0] if used else "",
        )

    def _text(self, name: str) -> str:
        """What is typed in a line; empty while it is not there."""
        found = list(self.query(f"#{name}").results(Input))
        return found[0].value.strip() if found else ""

    def _save(self, read: ReadFile) -> None:
        """Keep the columns if that is wanted, and let the map take the people over.

        Raises:
            CxmapError: If the name to keep them under, or who I am, does not fit.
        """
        me = self._me(read)
        keep = self._text("keep")
        if keep:
            save_column_map(keep, read.wanted.said)
        if len(read.result.people) <= _AT_ONCE:
            self._close(self._saved(bring_in(self.session.desk, read.result, **me), to_nobody))
            return
        self._be_busy()
        self._is_saving = True
        self._carry_out(read.result, me)

    def _saved(self, intent: Intent, tell: Tell) -> Changed | CxmapError:
        """What changed, or why it could not be saved."""
        try:
            return self.session.carry_out(intent, tell=tell)
        except CxmapError as error:
            return error

    def _me(self, read: ReadFile) -> dict[str, str]:
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
    def _begin(self, wanted: Wanted, said: ColumnMap) -> None:
        """Read the files from the beginning."""
        try:
            file = read_sources(wanted.paths, said, self._tell(Step.READ))
            self._tell(Step.RESOLVE)
            result = resolve_for(self.desk, file, {})
            self._tell(Step.PLACE)
            read = ReadFile(wanted, file, result, self._placed(result))
        except CxmapError as error:
            self.app.call_from_thread(self._refuse, error)
            return
        self.app.call_from_thread(self.call_later, self._show, read)

    @work(thread=True, exclusive=True)
    def _carry_out(self, result: ImportResult, me: dict[str, str]) -> None:
        """Save the import as one step."""
        try:
            self._tell(Step.PLACE)
            intent = bring_in(self.session.desk, result, **me)
        except CxmapError as error:
            self.app.call_from_thread(self._refuse, error)
            return
        done = self._saved(intent, self._tell(Step.SAVE))
        self.app.call_from_thread(self._close, done)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _count(self, before: ReadFile) -> None:
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

    def _tell(self, step: Step) -> Tell:
        def show(now: Step, share: float) -> None:
            self.app.call_from_thread(self._show_step, now, share)

        return step_teller(step, show)

    # On the screen's own thread.

    def _show_step(self, step: Step, share: float) -> None:
        """How far the reading or saving is; nothing once the dialog was left."""
        for bar in self.query("#progress").results(Static):
            bar.display = True
            bar.update(say_step(step, share))

    def _close(self, done: Changed | CxmapError) -> None:
        self.dismiss(done)

    async def _show(self, read: ReadFile) -> None:
        """Show what was understood, with the proposals taken."""
        self._answers = {}
        await self._lay_out(read)
        self._be_free()

    async def _show_again(self, read: ReadFile) -> None:
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

    async def _lay_out(self, read: ReadFile) -> None:
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
        self.query_one("#wrong", Static).update("")
        self._say_keys()

    def _say_keys(self) -> None:
        """What Enter does now."""
        waiting = len(self._waiting())
        keys = _ASKS_TO_ANSWER.format(waiting) if waiting else _ASKS_TO_SAVE
        self.query_one("#hint", Static).update(keys)

    def _refuse(self, error: CxmapError) -> None:
        self._be_free()
        self._say(error)

    def _say(self, error: CxmapError) -> None:
        """Why it is refused, and where."""
        parts = [part for part in (error.where, error.message, error.hint) if part]
        self.query_one("#wrong", Static).update("\n".join(parts))
        # What is wrong and which keys go on stand below a list that may fill a small screen.
        self.query_one("#form").scroll_end(animate=False)

"""Screen 11: every command, what it changed from what to what, and the way back to any of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widget import Widget

from cxmap.errors import CxmapError
from cxmap.model.words import PersonId
from cxmap.session.privacy.retention import overkept
from cxmap.session.record.history import History, Step, back_to, matching, steps_after
from cxmap.text import fold
from cxmap.tui.dialogs.question import Question
from cxmap.tui.finding import FindingScreen
from cxmap.tui.keys import bindings_of
from cxmap.tui.pages import paragraph
from cxmap.tui.widgets.cells import Cell, Column, Span, Tone, head
from cxmap.tui.widgets.rows import RowList
from cxmap.tui.widgets.sheet import Sheet

COLUMNS = (
    Column(title="What", share=1, least=24),
    Column(title="When", width=16, from_width=56),
    Column(title="Who", width=8, from_width=96),
    Column(title="Step", width=6, is_number=True),
)
"""What stands in the list."""


class StepRows:
    """Some steps as rows, the newest first."""

    def __init__(self, steps: Sequence[Step], screen: HistoryScreen) -> None:
        self.steps = steps
        self._screen = screen
        self._places = {str(step.rev): at for at, step in enumerate(steps)}

    def __len__(self) -> int:
        """Number of steps."""
        return len(self.steps)

    def key(self, row: int) -> str:
        """The number of the step."""
        return str(self.steps[row].rev)

    def row_of(self, key: str) -> int | None:
        """Row of a step, None when not on the list."""
        return self._places.get(key)

    def cells(self, row: int) -> Sequence[Cell]:
        """One cell for each column of :data:`COLUMNS`."""
        step = self.steps[row]
        said = self._screen.shown(step.summary)
        what: Cell = (Span(said, Tone.MUTED if step.is_undone else Tone.PLAIN),)
        if step.is_undone:
            what = (*what, Span("  taken back", Tone.WARN))
        return (
            what,
            (Span(step.when, Tone.MUTED),),
            (Span(self._screen.shown(step.by), Tone.MUTED),),
            (Span(str(step.rev), Tone.MUTED),),
        )


class HistoryScreen(FindingScreen):
    """Every command of the map, newest first."""

    NAME = "history"
    CSS_PATH = "history.tcss"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("history"))
    PLACES = ("history", *FindingScreen.PLACES, "list")
    FOOTER = (
        "list.open",
        "find.filter",
        "find.search",
        "history.person",
        "history.compare",
        "app.undo",
        "app.redo",
        "screen.back",
    )
    ABOUT = (
        "Everything that was done to this map, by whom and when, from what to what; the newest first."
        " Enter makes the map what it was right after a step; one undo takes that back."
        " d puts two days side by side."
    )

    def __init__(self) -> None:
        super().__init__()
        self._history: History | None = None
        self._wanted = ""
        self._whom: PersonId | None = None
        self._texts: dict[int, str] = {}

    def body(self) -> Iterable[Widget]:
        """A line about the list, the list, what the step under the cursor changed."""
        listing = RowList(COLUMNS, glyphs=self.program.glyphs)
        listing.companion = self._show_changes
        yield Sheet(self._about_page, id="about")
        yield Horizontal(listing, Sheet(self._changes_page, id="changes"), id="steps")

    def show_map(self) -> None:
        """Read the history anew."""
        self._history = History(self.program.session)
        self.program.remember_former(self._history.former)
        self._texts = {}
        self._show_steps()

    def shown(self, text: str) -> str:
        """A text as it may be shown: with aliases while names are masked."""
        return self.program.hidden(text)

    # The person of a step, for the verbs.

    @property
    def step(self) -> Step | None:
        """What stands under the cursor."""
        rows = self.listing.rows
        if not isinstance(rows, StepRows) or not len(rows):
            return None
        return rows.steps[self.listing.cursor]

    @property
    def person(self) -> PersonId | None:
        """Whom the step concerns, where it is one person who is still on the map."""
        if self.step is None or len(self.step.people) != 1:
            return None
        (who,) = self.step.people
        return who if who in self.program.desk.org.people else None

    def listed(self) -> Iterable[PersonId]:
        """Everybody whom a step of the list concerns."""
        here = self.program.desk.org.people
        return [who for who in here if any(who in step.people for step in self._found())]

    # What is shown.

    def _found(self) -> list[Step]:
        if self._history is None:
            return []
        words = fold(self._wanted).split()
        found = matching(self._history.steps, person=self._whom)
        return [step for step in found if not words or _fits(self._sought_in(step), words)]

    def _sought_in(self, step: Step) -> str:
        """What is looked at: only what can be seen, so that a masked name is not found out."""
        found = self._texts.get(step.rev)
        if found is None:
            text = self.shown(" ".join((step.when, step.by, step.summary, *step.lines)))
            found = self._texts[step.rev] = fold(text)
        return found

    def _show_steps(self) -> None:
        self.listing.show(StepRows(self._found(), self))
        self.query_one("#about", Sheet).show(self._about_page)
        self._show_changes()

    def _show_changes(self) -> None:
        self.query_one("#changes", Sheet).show(self._changes_page)

    def _about_page(self, width: int) -> Sequence[Cell]:
        if self._history is None:
            return ()
        number, known = len(self.listing.rows), len(self._history.steps)
        if not known:
            text = (
                "Nothing was done to this map yet; what you do from now on is kept here for good."
            )
            return paragraph(text, width)
        parts = [f"{number} of {known} steps" if number != known else f"{known} steps"]
        if self._whom is not None:
            parts.append(f"about {self._called(self._whom)}")
        if self._wanted.strip():
            parts.append(f"with “{self._wanted.strip()}”")
        if not number:
            parts.append("f changes the filter, Esc takes it off")
        lines: list[Cell] = [(Span(", ".join(parts), Tone.MUTED),)]
        program = self.program
        late = list(overkept(program.desk.org, program.desk.today))
        if late:
            more = f" (and {len(late) - 1} more: cxmap check)" if len(late) > 1 else ""
            lines += paragraph(f"{late[0].message}{more}", width, Tone.WARN)
        return lines

    def _called(self, person: PersonId) -> str:
        found = self.program.desk.org.people.get(person)
        return found.display_name if found else "somebody who is not on the map any more"

    def _changes_page(self, width: int) -> Sequence[Cell]:
        step = self.step
        if step is None:
            return ()
        lines: list[Cell] = [
            *paragraph(self.shown(step.summary), width, Tone.STRONG),
            (Span(head(self._circumstances(step), width), Tone.MUTED),),
        ]
        for line in step.lines:
            lines += _bulleted(self.shown(line), width, self.program.glyphs["bullet"])
        if step.more:
            lines.append((Span(f"  and {step.more} more changes", Tone.MUTED),))
        return lines

    def _circumstances(self, step: Step) -> str:
        parts = [f"step {step.rev}", step.when, f"by {self.shown(step.by)}"]
        if step.takes_back is not None:
            parts.append(f"takes back step {step.takes_back}")
        if step.is_undone:
            parts.append("taken back since")
        return ", ".join(part for part in parts if part)

    # Going back.

    def on_row_list_opened(self, message: RowList.Opened) -> None:
        """Enter on a step: ask whether to go back to it."""
        self.ask_back_to(int(message.key))

    def ask_back_to(self, rev: int) -> None:
        """Offer to make the map what it was right after a step."""
        program = self.program
        if self._history is None:
            return
        later = steps_after(self._history.steps, rev)
        if not later:
            program.say("This is the newest step: the map stands right after it")
            return
        if program.session.read_only and not program.take_over_writing():
            program.say(program.session.why_read_only, severity="warning")
            return

        def answered(yes: bool | None) -> None:  # noqa: FBT001 - Textual hands the answer over
            if yes:
                self._go_back_to(rev)

        step = next(step for step in self._history.steps if step.rev == rev)
        steps = "the step" if later == 1 else f"all {later} steps"
        text = (
            f"Undo to here? {steps.capitalize()} after “{self.shown(step.summary)}” "
            f"({step.when}) would be taken back, as one step: u brings {'it' if later == 1 else 'them'} back."
        )
        self.app.push_screen(Question(text, yes="undo to here", no="leave it"), answered)

    def _go_back_to(self, rev: int) -> None:
        program = self.program
        try:
            changed = back_to(program.session, rev)
        except CxmapError as error:
            program.refuse(error)
            return
        program.say(changed.summary if changed.tables else "Nothing was different then")
        program.show_changes()

    # Finding.

    def action_person_only(self) -> None:
        """Show only the steps about the person of this one, and back."""
        if self._whom is None and self.person is None:
            self.program.say("This step is not about one person who is on the map")
            return
        self._whom = self.person if self._whom is None else None
        self._show_steps()

    def action_compare_days(self) -> None:
        """Put the map before the day of this step beside the map of today."""
        from cxmap.tui.screens.compared import ComparedScreen

        steps = self._history.steps if self._history is not None else ()
        days = [step.day for step in steps if step.day is not None]
        if not days:
            self.program.say("Nothing was done yet: there are no two days to compare")
            return
        here = self.step.day if self.step is not None else None
        self.app.push_screen(ComparedScreen(self.program, days, here or min(days)))

    def action_back(self) -> None:
        """Take the person's filter off first, then the words, then leave."""
        if self._whom is not None and not self.narrowed:
            self._whom = None
            self._show_steps()
            return
        super().action_back()

    def seek(self, text: str, *, after: int, forwards: bool = True) -> str | None:
        """The next step whose words fit."""
        words = fold(text).split()
        found = self._found()
        step = 1 if forwards else -1
        for away in range(1, len(found) + 1):
            one = found[(after + step * away) % len(found)]
            if words and _fits(self._sought_in(one), words):
                return str(one.rev)
        return None

    def narrow(self, text: str) -> str:
        """Show the steps that fit."""
        self._wanted = text
        self._show_steps()
        return f"{len(self.listing.rows)} fit" if text.strip() else ""

    @property
    def narrowed(self) -> str:
        """The filter that is on."""
        return self._wanted.strip()


def _fits(text: str, words: Sequence[str]) -> bool:
    return all(word in text for word in words)


def _bulleted(text: str, width: int, bullet: str) -> Iterable[Cell]:
    first, *rest = paragraph(text, width, indent=2) or [()]
    if first:
        first = (Span(f"{bullet} ", Tone.ACCENT), Span(first[0].text[2:], first[0].tone))
    return (first, *rest)

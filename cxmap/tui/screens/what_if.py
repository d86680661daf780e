"""What if: suppose something, see before and after side by side, discard it or keep it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from cxmap.errors import CxmapError
from cxmap.model.words import PersonId
from cxmap.session.planning.comparing import EXPECT_SAYS, Side, WhatIfView, say_expected
from cxmap.session.planning.supposed_words import say_supposed
from cxmap.session.planning.supposing import FORMS, split_changes
from cxmap.tui.advisor import plan_of
from cxmap.tui.app import CxmapApp
from cxmap.tui.deed import Deed
from cxmap.tui.dialogs.choice import Choice, Option
from cxmap.tui.dialogs.form import Line, Row
from cxmap.tui.pages import Lines, paragraph
from cxmap.tui.widgets.cells import Cell, Span, Tone, head, wrap
from cxmap.tui.widgets.sheet import Sheet

QUICK = (
    Option("leaves:{}", "leaves", "l"),
    Option("commits:{}=help", "helps", "h"),
    Option("commits:{}=against", "against", "a"),
    Option("stance:{}=supportive", "supportive", "s"),
    Option("stance:{}=neutral", "neutral", "n"),
    Option("stance:{}=resistant", "resistant", "r"),
)
"""What may become of the person under the cursor, one letter each."""

_LABEL = 10
_COLUMN = 18
"""Cells of a column at least."""


@dataclass(frozen=True)
class Compared:
    """What the page shows."""

    view: WhatIfView | None
    """What was supposed last; None when nothing was."""
    kept: tuple[WhatIfView, ...]
    """The kept scenarios that fit the map."""
    broken: tuple[tuple[str, str], ...]
    """Name of each that does not fit any more, and why."""


class WhatIfScreen(ModalScreen[None]):
    """Changes above, before and after below.

    Args:
        program: The app.
        person: Whom the quick changes are about.
    """

    CSS_PATH = ["../dialogs/form.tcss", "what_if.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "discard", show=False),
        Binding("ctrl+s", "keep", "keep", show=False),
        Binding("ctrl+d", "drop", "drop", show=False),
        Binding("pagedown", "scroll(2)", "down", show=False),
        Binding("pageup", "scroll(-2)", "up", show=False),
    ]
    HINT = "Enter tries · Tab next · Ctrl+S keeps under the name · Ctrl+D drops that name · Esc discards"

    @dataclass
    class Tried(Message):
        """Before and after are there, or why not."""

        found: Compared | CxmapError
        """What came of it."""

    def __init__(self, program: CxmapApp, person: PersonId) -> None:
        super().__init__()
        self._program = program
        self._person = person
        self._found: Compared | None = None
        self._says = "Choose with a letter, or type changes, then Enter."

    def compose(self) -> ComposeResult:
        """The quick choice, the line, the name, what came of it."""
        name = self._program.row(self._person).name
        with Vertical(id="form"):
            yield Static(f"What if {name} …", id="heading", markup=False)
            yield Row("… now", Choice(QUICK, id="quick"))
            yield Row("Changes", Line(id="changes", hint="one or several, with ; between them"))
            yield Row("Keep as", Line(id="name", hint="a name, to keep it as a scenario"))
            yield Static("", id="wrong", markup=False)
            yield Sheet(self._page, id="sides")
            yield Static(self.HINT, id="hint", markup=False)

    def on_mount(self) -> None:
        """Begin with the quick choice; kept scenarios are shown at once."""
        self.query_one("#quick").focus()
        if self._program.desk.org.initiative.scenarios:
            self._try()

    def on_choice_changed(self, message: Choice.Changed) -> None:
        """A letter: the change is written into the line, and tried."""
        message.stop()
        if message.choice.value:
            self.query_one("#changes", Line).value = message.choice.value.format(self._shown_id())
            self._try()

    def _shown_id(self) -> str:
        """The person as it is typed: the name if only one has it, else the id."""
        name = self._program.row(self._person).name
        people = self._program.desk.org.people.values()
        alone = sum(1 for person in people if person.display_name == name) == 1
        plain = not any(sign in name for sign in ":>=;")
        return name if alone and plain and not self._program.is_masked else self._person

    def on_choice_submitted(self, message: Choice.Submitted) -> None:
        """Enter on the quick choice tries what stands in the line."""
        message.stop()
        self._try()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter in the line tries it; in the name it keeps."""
        message.stop()
        if message.input.id == "name" and message.value.strip():
            self.action_keep()
        else:
            self._try()

    def _changes(self) -> tuple[str, ...]:
        return split_changes(self.query_one("#changes", Line).value)

    # Trying.

    def _try(self) -> None:
        self._says = "Working it out …"
        self.query_one("#wrong", Static).update("")
        self._write()
        changes = self._changes()
        self.run_worker(
            lambda: self._compare(changes), thread=True, exclusive=True, group="what if", name="try"
        )

    def _compare(self, changes: tuple[str, ...]) -> None:
        from cxmap.session.planning.comparing import compare_scenarios, what_if

        worker, desk = get_current_worker(), self._program.session.desk

        def stop() -> bool:
            return worker.is_cancelled

        try:
            plan = plan_of(self._program, stop)
            view = what_if(desk, changes, expect=True, plan=plan, stop=stop) if changes else None
            kept = compare_scenarios(desk, expect=True, plan=plan, stop=stop).kept
            found: Compared | CxmapError = Compared(
                view,
                tuple(one for _, one in kept if isinstance(one, WhatIfView)),
                tuple(
                    (scenario.name, one.message)
                    for scenario, one in kept
                    if isinstance(one, CxmapError)
                ),
            )
        except CxmapError as error:
            found = error
        if not worker.is_cancelled:
            self.post_message(self.Tried(found))

    def on_what_if_screen_tried(self, message: WhatIfScreen.Tried) -> None:
        """Show before and after, or what does not fit."""
        if isinstance(message.found, CxmapError):
            self._refuse(message.found)
            self._says = ""
        else:
            self._found = message.found
            self._says = ""
        self._write()

    def _refuse(self, error: CxmapError) -> None:
        hint = f": {error.hint}" if error.hint else ""
        self.query_one("#wrong", Static).update(self._program.hidden(f"{error.message}{hint}"))

    def _write(self) -> None:
        self.query_one("#sides", Sheet).show(self._page)

    def action_scroll(self, halves: int) -> None:
        """Move the page below."""
        self.query_one("#sides", Sheet).action_scroll(halves)

    # Keeping.

    def action_keep(self) -> None:
        """Keep the changes under the name."""
        from cxmap.session.intents.scenarios import keep_scenario

        name = self.query_one("#name", Line).value
        self._settle(Deed(keep_scenario, None, (name, self._changes())))

    def action_drop(self) -> None:
        """Let go of the scenario of that name."""
        from cxmap.session.intents.scenarios import drop_scenario

        self._settle(Deed(drop_scenario, None, (self.query_one("#name", Line).value,)))

    def _settle(self, deed: Deed) -> None:
        try:
            deed.carried_out_on(self._program.session.desk)
        except CxmapError as error:
            self._refuse(error)
            return
        if self._program.carry_out(deed) is not None:
            self.query_one("#name", Line).value = ""
            self._try()

    # What is written.

    def _page(self, width: int) -> Lines:
        found = self._found
        lines: list[Cell] = list(paragraph(self._says, width, Tone.MUTED)) if self._says else []
        if found is None:
            return [*lines, (), *_forms(width)]
        hidden = self._program.hidden
        view = found.view
        if view is not None:
            for change in view.changes:
                lines += paragraph(f"What if {hidden(change.says)}?", width, Tone.MUTED)
            lines += [*paragraph(hidden(view.message), width, Tone.STRONG), ()]
        shown = [*([view] if view else []), *found.kept]
        if shown:
            lines += _table([shown[0].before, *(one.after for one in shown)], hidden, width)
            lines += [*paragraph(EXPECT_SAYS, width, Tone.MUTED), ()]
        for one in found.kept:
            said = "; ".join(change.says for change in one.changes)
            lines += paragraph(hidden(f"{one.after.name}: {said}."), width, Tone.MUTED)
        for name, why in found.broken:
            lines += paragraph(hidden(f"{name} does not fit any more: {why}."), width, Tone.WARN)
        return [*lines, *(self._ways(view, width) if view else ())]

    def _ways(self, view: WhatIfView, width: int) -> Iterable[Cell]:
        lines: list[Cell] = [()] if view.ways else []
        for way in view.ways:
            text = self._program.hidden(f"Way in to {way.name}: {way.after.message}")
            lines += paragraph(text, width)
        return lines


def _forms(width: int) -> Iterable[Cell]:
    """Every kind of change, how it is written and what it says."""
    size = max(len(form) for form in FORMS.values()) + 2
    for form in FORMS.values():
        says = head(say_supposed(form, str), max(0, width - size))
        yield (Span(form.ljust(size), Tone.ACCENT), Span(says, Tone.MUTED))


def _table(sides: Sequence[Side], say: Callable[[str], str], width: int) -> list[Cell]:
    """Today beside everything else; where that is too wide, below each other in several tables."""
    others = max(1, (width - _LABEL) // _COLUMN - 1)
    lines: list[Cell] = []
    for at in range(1, len(sides), others):
        lines += _columns([sides[0], *sides[at : at + others]], say, width)
    return lines


def _columns(shown: Sequence[Side], say: Callable[[str], str], width: int) -> list[Cell]:
    """States of the map in columns; only what differs from today is told in full colour."""
    room = (width - _LABEL) // len(shown) - 1
    rows: list[tuple[str, list[str]]] = [
        ("", [say(side.name) for side in shown]),
        ("talks", [_number(side.plan.talks) for side in shown]),
        ("at least", [_number(side.plan.lower_bound) for side in shown]),
        ("expect", [say_expected(side) for side in shown]),
        ("weeks", [_number(side.plan.weeks) for side in shown]),
        *(
            [("winnable", [f"{side.plan.most} of {side.mass.of}" for side in shown])]
            if any(side.plan.talks is None for side in shown)
            else []
        ),
        (
            "act",
            [f"{side.mass.have} of {side.mass.of}, {side.mass.needed} needed" for side in shown],
        ),
        ("next", [say(_names(side, side.next)) for side in shown]),
        ("order", [say(_names(side, dict.fromkeys(side.plan.order))) for side in shown]),
    ]
    lines: list[Cell] = []
    for label, texts in rows:
        folded = [
            wrap(text, room) if label in ("next", "order") else [head(text, room)] for text in texts
        ]
        for at in range(max(len(cell) for cell in folded)):
            line = [Span((label if not at else "").ljust(_LABEL), Tone.MUTED)]
            for number, cell in enumerate(folded):
                text = cell[at] if at < len(cell) else ""
                differs = number and texts[number] != texts[0]
                tone = Tone.PRIMARY if not label else Tone.ACCENT if differs else Tone.PLAIN
                line.append(Span(_padded(text, room + 1), tone))
            lines.append(tuple(line))
    return [*lines, ()]


def _padded(text: str, width: int) -> str:
    from rich.cells import set_cell_size

    return set_cell_size(text, width)


def _number(number: int | None) -> str:
    return "out of reach" if number is None else str(number)


def _names(side: Side, people: Iterable[PersonId]) -> str:
    return ", ".join(side.names.get(who, who) for who in people) or "nobody"

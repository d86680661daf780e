"""Screen 6: the whole order of talks, week by week, with the reasons of the one under the cursor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from msgspec.structs import replace
from textual.binding import BindingType
from textual.containers import Container
from textual.message import Message
from textual.widget import Widget
from textual.worker import get_current_worker

from cxmap.errors import CxmapError
from cxmap.model.words import PersonId
from cxmap.session.planning.talk_order import LeftOut, TalkLine, left_out, talk_order
from cxmap.session.showing.views import PlanView
from cxmap.tui.advisor import first_plan_of, plan_of
from cxmap.tui.app import CxmapApp
from cxmap.tui.glyphs import in_words
from cxmap.tui.keys import bindings_of
from cxmap.tui.pages import Lines, labelled, nobody_yet, paragraph
from cxmap.tui.verbs import PersonScreen
from cxmap.tui.widgets.cells import Cell, Column, Span, Tone
from cxmap.tui.widgets.person_cells import name_cell
from cxmap.tui.widgets.rows import RowList
from cxmap.tui.widgets.sheet import Sheet

COLUMNS = (
    Column(title="Week", width=9),
    Column(title="Talk with", share=2, least=20),
    Column(title="Stage", width=18),
    Column(title="Talk", width=6),
    Column(title="On board with it", share=2, least=14, from_width=92),
)
"""What stands in the list."""

STAGES = {
    "outcome": "outcome owner",
    "driver": "operational driver",
    "ally": "ally",
    "other": "other",
    "president": "president",
}
"""The stages in words."""

AIMS = {"talks": "fewest talks", "effort": "least effort", "weeks": "fewest weeks"}
"""What a plan can be best at, in words."""

_LABEL = 5


class TalkRows:
    """The talks of a plan as rows; a key is the person and the number of the talk with them."""

    def __init__(self, lines: Sequence[TalkLine], program: CxmapApp) -> None:
        self.lines = lines
        self._program = program
        self._places = {self.key(at): at for at in range(len(lines))}

    def __len__(self) -> int:
        """Number of talks."""
        return len(self.lines)

    def key(self, row: int) -> str:
        """Person and which talk."""
        return f"{self.lines[row].person}:{self.lines[row].which}"

    def row_of(self, key: str) -> int | None:
        """Row of a talk; of the first talk with the same person when that one is gone."""
        found = self._places.get(key)
        return self._places.get(f"{key.partition(':')[0]}:1") if found is None else found

    def cells(self, row: int) -> Sequence[Cell]:
        """Week, name, stage, which talk, who comes on board."""
        line, program = self.lines[row], self._program
        is_first = not row or self.lines[row - 1].week != line.week
        week = f"{line.week:>2} {line.monday:%d %b}" if is_first else ""
        joins = ", ".join(program.row(who).name for who in line.adds)
        tick = f"{program.glyphs['counts']} " if joins else ""
        return (
            (Span(week, Tone.PRIMARY),),
            name_cell(program.row(line.person), program.glyphs),
            (Span(STAGES[line.stage], Tone.MUTED),),
            (Span(f"{line.which} of {line.of}", Tone.MUTED if line.of == 1 else Tone.PLAIN),),
            (Span(f"{tick}{joins}", Tone.GOOD),),
        )


@dataclass(frozen=True)
class _Shown:
    """What the screen shows."""

    view: PlanView
    lines: tuple[TalkLine, ...]
    aside: tuple[LeftOut, ...]


class PlanScreen(PersonScreen):
    """The plan as a list, its sentence above, the reasons beside."""

    NAME = "plan"
    CSS_PATH = "plan.tcss"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("plan"))
    PLACES = ("plan", *PersonScreen.PLACES, "list")
    FOOTER = (
        "person.why",
        "person.what_if",
        "person.pin",
        "person.skip",
        "app.outlook",
        "plan.next_objective",
    )
    ABOUT = (
        "The whole order, week by week: outcome owners first, then drivers, allies alongside, the"
        " forum with the president last. Every talk says why it stands there, as things would be"
        " when its turn comes. ! puts somebody first, x leaves out, w compares two, W tries what if."
    )

    @dataclass
    class Planned(Message):
        """The plan is ready, or why there is none."""

        state: tuple[int, bool]
        """What it was made from."""
        aim: str
        """What it is best at."""
        view: PlanView | CxmapError
        """The plan."""

    def __init__(self) -> None:
        super().__init__()
        self._aim = "talks"
        self._plan: _Shown | None = None
        self._trouble: CxmapError | None = None

    def body(self) -> Iterable[Widget]:
        """The sentence, the talks, the reasons."""
        yield Sheet(self._line_page, id="plan-line")
        with Container(id="talks"):
            yield RowList(COLUMNS, glyphs=self.program.glyphs)
            yield Sheet(self._reasons_page, id="reasons")

    def on_mount(self) -> None:
        """The reasons follow the cursor in the same breath."""
        self.query_one(RowList).companion = self._show_reasons

    def show_map(self) -> None:
        """Work the plan out beside the screen, which stays as it was until it is ready."""
        self.run_worker(self._advise, thread=True, exclusive=True, group="plan", name="plan")
        self.query_one("#plan-line", Sheet).show(self._line_page)

    def _advise(self) -> None:
        from cxmap.session.planning.advice import plan_view

        worker, state, aim = get_current_worker(), self.program.state, self._aim
        desk = self.program.desk
        try:
            first = first_plan_of(self.program, lambda: worker.is_cancelled, aim=aim)
            if first is not None and not worker.is_cancelled:
                view = plan_view(desk, aim, plan=first)
                message = f"{view.message} Looking for a better one …"
                self.post_message(self.Planned(state, aim, replace(view, message=message)))
            plan = plan_of(self.program, lambda: worker.is_cancelled, aim=aim)
            made: PlanView | CxmapError = plan_view(desk, aim, plan=plan)
        except CxmapError as error:
            made = error
        if not worker.is_cancelled:
            self.post_message(self.Planned(state, aim, made))

    def on_plan_screen_planned(self, message: PlanScreen.Planned) -> None:
        """Show the plan, unless the map has changed meanwhile."""
        if (message.state, message.aim) != (self.program.state, self._aim):
            return
        if isinstance(message.view, CxmapError):
            self._plan, self._trouble = None, message.view
        else:
            desk = self.program.desk
            lines = talk_order(desk, message.view)
            self._plan, self._trouble = _Shown(message.view, lines, left_out(desk)), None
        shown = self._plan.lines if self._plan else ()
        self.query_one(RowList).show(TalkRows(shown, self.program))
        self.query_one("#plan-line", Sheet).show(self._line_page)
        self._show_reasons()

    def _show_reasons(self) -> None:
        self.query_one("#reasons", Sheet).show(self._reasons_page)

    @property
    def person(self) -> PersonId | None:
        """With whom the talk under the cursor is."""
        key = self.query_one(RowList).key
        return key.partition(":")[0] if key else None

    def listed(self) -> Iterable[PersonId]:
        """Everybody in the plan, in its order."""
        return dict.fromkeys(line.person for line in self._plan.lines) if self._plan else ()

    def on_row_list_opened(self, message: RowList.Opened) -> None:
        """Enter on a talk: the person's card."""
        self.open_card(message.key.partition(":")[0])

    def action_objective(self, step: int) -> None:
        """Plan for something else: fewest talks, least effort, fewest weeks."""
        aims = list(AIMS)
        self._aim = aims[(aims.index(self._aim) + step) % len(aims)]
        self._plan = None
        self.show_map()

    # What is written.

    def _line_page(self, width: int) -> Lines:
        if not self.program.desk.org.people:
            return nobody_yet(width)
        lines: list[Cell] = [self._aims()]
        if self._trouble is not None:
            text = f"{self._trouble.message}. {self._trouble.hint}"
            return [*lines, *paragraph(text, width, Tone.WARN)]
        if self._plan is None:
            return [*lines, *paragraph("Working the plan out …", width, Tone.MUTED)]
        lines += paragraph(self._plan.view.message, width, Tone.STRONG)
        if self._plan.aside:
            names = ", ".join(self._say_aside(one) for one in self._plan.aside)
            lines += paragraph(f"Left out by you: {names}.", width, Tone.MUTED)
        return lines

    def _aims(self) -> Cell:
        """The aims with the current one marked, as the saved lists of people are."""
        line = [Span("Plan for  ", Tone.MUTED)]
        for aim, word in AIMS.items():
            chosen = aim == self._aim
            sign = self.program.glyphs["cursor"] if chosen else " "
            line.append(Span(f"{sign}{word}  ", Tone.PRIMARY if chosen else Tone.MUTED))
        return tuple(line)

    def _say_aside(self, one: LeftOut) -> str:
        until = f" until {one.until.isoformat()}" if one.until else ""
        why = f" ({one.reason.rstrip('.')})" if one.reason else ""
        return f"{self.program.row(one.person).name}{until}{why}"

    def _reasons_page(self, width: int) -> Lines:
        line = self._current()
        if line is None:
            return self._after_the_plan(width)
        row = self.program.row(line.person)
        lines: list[Cell] = [(Span(row.name, Tone.STRONG),)]
        says = f"says {in_words(row.stance)}, does {in_words(row.commitment)}"
        about = f"{row.title} · {says}" if row.title else says
        lines += [*paragraph(about, width, Tone.MUTED), ()]
        for at, reason in enumerate(line.reasons):
            text = (Span(reason.text),)
            lines += labelled("Why" if not at else "", text, width, label_width=_LABEL)
        for at, reason in enumerate(line.against):
            text = (Span(reason.text, Tone.WARN),)
            lines += labelled("But" if not at else "", text, width, label_width=_LABEL)
        joins = ", ".join(self.program.row(who).name for who in line.adds)
        if joins:
            text = (Span(f"on board: {joins}", Tone.GOOD),)
            lines += labelled("Then", text, width, label_width=_LABEL)
        if self._plan is not None and line.number == len(self._plan.lines):
            lines += [(), *self._after_the_plan(width)]
        return lines

    def _current(self) -> TalkLine | None:
        if self._plan is None or not self._plan.lines:
            return None
        at = min(self.query_one(RowList).cursor, len(self._plan.lines) - 1)
        return self._plan.lines[at]

    def _after_the_plan(self, width: int) -> Lines:
        """What comes when the order is through."""
        from cxmap.session.planning.advice import forum_held

        desk = self.program.desk
        president = desk.hierarchy.president
        if self._plan is None or president is None or self._plan.view.plan.talks is None:
            return ()
        if forum_held(desk):
            return ()
        name = self.program.row(president).name
        text = f"After the last talk comes the forum with {name}: that is where it is decided."
        return paragraph(text, width, Tone.MUTED)

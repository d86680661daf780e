"""Screen 3: the critical mass, leader by leader in five columns, and how it came about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message
from textual.widget import Widget
from textual.worker import get_current_worker

from cxmap.errors import CxmapError
from cxmap.model.words import Commitment, PersonId
from cxmap.session.intents.settings import set_on_level
from cxmap.session.showing.standing import mass_view
from cxmap.session.showing.views import LeaderLine, MassView
from cxmap.tui.deed import Deed
from cxmap.tui.glyphs import Glyphs
from cxmap.tui.keys import bindings_of
from cxmap.tui.pages import nobody_yet, paragraph
from cxmap.tui.verbs import PersonScreen
from cxmap.tui.widgets.cells import Cell, Column, Span, Tone
from cxmap.tui.widgets.fan import Fan, fan_of, mass_chart
from cxmap.tui.widgets.mass_bar import bar
from cxmap.tui.widgets.person_cells import name_cell
from cxmap.tui.widgets.rows import RowList
from cxmap.tui.widgets.sheet import Sheet

COLUMNS = (
    Column(title="Leader", share=2, least=20),
    *(Column(title=word.value, width=7) for word in Commitment),
    Column(title="Why", share=3, least=20, from_width=84),
)
"""One column for each step of commitment; the sign stands where the leader stands."""

_GROUP_SIGNS = {
    "counts": ("counts", Tone.GOOD),
    "nearly": ("nearly", Tone.WARN),
    "missing": ("missing", Tone.MUTED),
    "left_out": ("missing", Tone.MUTED),
}
_BAR_LEAST, _BAR_MOST = 12, 60


class LeaderRows:
    """The leadership level as rows."""

    def __init__(self, leaders: Sequence[LeaderLine], glyphs: Glyphs) -> None:
        self._leaders = leaders
        self._glyphs = glyphs
        self._places = {line.row.id: at for at, line in enumerate(leaders)}

    def __len__(self) -> int:
        """Leaders and those left out."""
        return len(self._leaders)

    def key(self, row: int) -> str:
        """The leader in a row."""
        return self._leaders[row].row.id

    def row_of(self, key: str) -> int | None:
        """Row of a leader."""
        return self._places.get(key)

    def cells(self, row: int) -> Sequence[Cell]:
        """Name, five columns, why."""
        line, glyphs = self._leaders[row], self._glyphs
        if line.group == "left_out":
            name: Cell = (Span(f"  {line.row.name}", Tone.MUTED),)
            return (name, (), (), (), (), (), (Span(line.why, Tone.MUTED),))
        steps: list[Cell] = []
        for word in Commitment:
            sign = glyphs.commitment(word)
            here = word is line.row.commitment
            tick = f" {glyphs['counts']}" if here and line.group == "counts" else ""
            steps.append((Span(f"  {sign.text}{tick}", sign.tone),) if here else
                         (Span("  ·", Tone.MUTED),))  # fmt: skip
        return (name_cell(line.row, glyphs), *steps, (Span(line.why, Tone.MUTED),))


class MassScreen(PersonScreen):
    """Bar, leaders, history."""

    NAME = "mass"
    CSS_PATH = "mass.tcss"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("mass"))
    PLACES = ("mass", *PersonScreen.PLACES, "list")
    FOOTER = (
        "person.talk",
        "person.commitment",
        "person.ask",
        "mass.level",
        "list.open",
        "app.palette",
    )
    ABOUT = (
        "A leader counts when they help or make it happen, and at least one ask is agreed or a deed"
        " was seen. Words alone do not move the bar. Greyed people report to the president and are"
        " left out; l puts them on the level, and back."
    )

    @dataclass
    class Foreseen(Message):
        """The forecast is ready."""

        state: tuple[int, bool]
        """What it was made from."""
        fan: Fan | None
        """When it may be enough; None while the record is too short."""

    def __init__(self) -> None:
        super().__init__()
        self._view: MassView | None = None
        self._fan: Fan | None = None

    def body(self) -> Iterable[Widget]:
        """The reading, the leaders, how it came about."""
        yield Sheet(self._reading_page, id="reading")
        yield RowList(COLUMNS, glyphs=self.program.glyphs)
        yield Sheet(self._history_page, id="history")

    def show_map(self) -> None:
        """Read the mass anew."""
        self._view = view = mass_view(self.program.desk)
        self.query_one(RowList).show(LeaderRows(view.leaders, self.program.glyphs))
        self.query_one("#reading", Sheet).show(self._reading_page)
        history = self.query_one("#history", Sheet)
        history.display = len(view.history) > 1
        history.show(self._history_page)
        if history.display and not view.reading.met:
            self.run_worker(self._foresee, thread=True, exclusive=True, group="fan", name="fan")

    def _foresee(self) -> None:
        """Work the forecast out beside the screen; the chart gets its fan when it is ready."""
        from cxmap.session.planning.mapping import rules_of
        from cxmap.session.planning.outlook import outlook
        from cxmap.tui.advisor import plan_of

        worker, program = get_current_worker(), self.program
        state, desk = program.state, program.session.desk
        fan: Fan | None = None
        try:
            plan = plan_of(program, lambda: worker.is_cancelled)
            quick = rules_of(desk.org)["forecast_quick"]
            fan = fan_of(outlook(desk, plan, scenarios=quick, band=False).days)
        except CxmapError:
            pass  # the reading stands without a forecast; the plan's screen says what is wrong
        if not worker.is_cancelled:
            self.post_message(self.Foreseen(state, fan))

    def on_mass_screen_foreseen(self, message: MassScreen.Foreseen) -> None:
        """Draw the fan, unless the map has changed meanwhile."""
        if message.state == self.program.state and message.fan != self._fan:
            self._fan = message.fan
            self.query_one("#history", Sheet).show(self._history_page)

    @property
    def person(self) -> PersonId | None:
        """The leader under the cursor."""
        return self.query_one(RowList).key

    def listed(self) -> Iterable[PersonId]:
        """Everybody on the level."""
        return [line.row.id for line in self._view.leaders] if self._view else ()

    def _reading_page(self, width: int) -> Sequence[Cell]:
        view = self._view
        if view is None:
            return ()
        if not self.program.desk.org.people:
            return nobody_yet(width)
        sentence = view.sentence[:1].upper() + view.sentence[1:]
        tone = Tone.GOOD if view.reading.met else Tone.STRONG
        lines = list(paragraph(sentence, width, tone))
        if view.reading.of:
            size = max(_BAR_LEAST, min(_BAR_MOST, width))
            lines += [bar(view.reading, self.program.glyphs, size)]
        lines += paragraph(self._rule(view), width, Tone.MUTED)
        return lines

    def _rule(self, view: MassView) -> str:
        reading = view.reading
        if not reading.level:
            return "2 shows the tree: v on the president sets the role. + adds people."
        rule = self.program.desk.org.initiative.mass
        share = "more than half" if rule.quorum is None else f"at least {rule.quorum:.0%}"
        weighed = "" if reading.of == len(reading.level) else ", weighed by power"
        parts = [
            f"Rule: {share} of the {len(reading.level)} leaders who report to the president{weighed}."
        ]
        if reading.says_not_does:
            names = [self.program.row(person).name for person in reading.says_not_does]
            parts.append(f"Says, not does: {', '.join(names)}.")
        return " ".join(parts)

    def _history_page(self, width: int) -> Sequence[Cell]:
        if self._view is None or len(self._view.history) < 2:  # noqa: PLR2004 - a line needs two ends
            return ()
        fan = self._fan if not self._view.reading.met else None
        return mass_chart(self._view.history, self.program.glyphs, width, fan)

    def action_level(self) -> None:
        """Put the person on the leadership level, or leave them out."""
        row = self.row()
        if row is not None:
            on_level = not row.on_leadership
            self.program.carry_out(Deed(set_on_level, row.id, named={"on_level": on_level}))

"""Screen 4: the people around somebody, drawn and listed, and the way in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.message import Message
from textual.widget import Widget
from textual.worker import get_current_worker

from cxmap.model.words import PersonId, TieKind
from cxmap.session.intents.ties import say_kind
from cxmap.session.showing.informal import CAUTION, EXPLAINED, NO_TIES, TITLES, measure_texts
from cxmap.session.showing.surroundings import (
    LINE_STRENGTH,
    MOST_STEPS,
    Bond,
    Surroundings,
    say_bond,
    surroundings,
)
from cxmap.tui.app import CxmapApp
from cxmap.tui.keys import bindings_of
from cxmap.tui.network_picture import Picture, Spoke, draw
from cxmap.tui.pages import Lines, nobody_yet, paragraph
from cxmap.tui.verbs import PersonScreen
from cxmap.tui.widgets.cells import Cell, Column, Span, Tone
from cxmap.tui.widgets.person_cells import commitment_cell, name_cell, stance_cell
from cxmap.tui.widgets.rows import RowList
from cxmap.tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from cxmap.graph.measures import Measures

COLUMNS = (
    Column(title="Steps", width=5, is_number=True),
    Column(title="Name", share=2, least=20),
    Column(title="How", share=3, least=20),
    Column(title="Says", width=12),
    Column(title="Does", width=9, from_width=84),
)
"""What stands in the list."""

MEASURED = (
    Column(title="Steps", width=5, is_number=True),
    Column(title="Name", share=2, least=20),
    *(Column(title=title, width=10, is_number=True) for title, _ in TITLES),
)
"""What stands there while the measures are shown."""


class AroundRows:
    """The people around somebody as rows, nearest first; the person in the middle is the first."""

    def __init__(
        self,
        around: Surroundings,
        program: CxmapApp,
        measures: Mapping[PersonId, Measures] | None = None,
    ) -> None:
        self._people = list(around.steps)
        self._around = around
        self._program = program
        self._measures = measures
        self._how = _nearest_bonds(around)
        self._places = {who: at for at, who in enumerate(self._people)}

    def __len__(self) -> int:
        """Number of people."""
        return len(self._people)

    def key(self, row: int) -> str:
        """The person in a row."""
        return self._people[row]

    def row_of(self, key: str) -> int | None:
        """Row of a person."""
        return self._places.get(key)

    def cells(self, row: int) -> Sequence[Cell]:
        """Steps, name, then how they hang together, or the measures."""
        program, who = self._program, self._people[row]
        steps = self._around.steps[who]
        first = ((Span(str(steps) if steps else "", Tone.MUTED),),
                 name_cell(program.row(who), program.glyphs))  # fmt: skip
        if self._measures is not None:
            texts = measure_texts(self._measures.get(who))
            return (*first, *((Span(text),) for text in texts))
        bond = self._how.get(who)
        how: Cell = (Span("in the middle", Tone.MUTED),) if not steps else ()
        if bond is not None:
            text = say_bond(program.desk, bond, who)
            how = (Span(f"{text}{_strength(bond)}", _tone(bond)),)
        row_of = program.row(who)
        return (
            *first,
            how,
            stance_cell(row_of, program.glyphs),
            commitment_cell(row_of, program.glyphs),
        )


def _nearest_bonds(around: Surroundings) -> dict[PersonId, Bond]:
    """For each person the strongest tie to somebody one step nearer."""
    found: dict[PersonId, Bond] = {}
    for bond in around.bonds:
        for who, other in ((bond.a, bond.b), (bond.b, bond.a)):
            if around.steps[other] != around.steps[who] - 1:
                continue
            known = found.get(who)
            if known is None or _weight(bond) > _weight(known):
                found[who] = bond
    return found


def _weight(bond: Bond) -> tuple[bool, int]:
    """A tie tells more than a line of the chart, a strong one more than a weak one."""
    return bool(bond.tie), bond.strength or LINE_STRENGTH


def _strength(bond: Bond) -> str:
    from cxmap.session.planning.ways import STRENGTH_WORDS

    return f", {STRENGTH_WORDS[bond.strength]}" if bond.strength else ""


def _tone(bond: Bond) -> Tone:
    return Tone.WARN if bond.kind is TieKind.FRICTION else Tone.PLAIN


class NetworkScreen(PersonScreen):
    """The picture, the way in, the list."""

    NAME = "network"
    CSS_PATH = "network.tcss"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("network"))
    PLACES = ("network", *PersonScreen.PLACES, "list")
    FOOTER = (
        "network.centre",
        "network.further",
        "person.relation",
        "person.way",
        "network.measures",
        "list.open",
    )
    ABOUT = (
        "Somebody in the middle of their ties: on the left those that run towards them, on the right"
        " those that run from them, above the manager, below the reports. Numbers are the strength: 1 met, 2 acquainted,"
        " 3 work together, 4 close, 5 decisive. → and ← go one to three steps out; z puts the person"
        " under the cursor in the middle; Esc goes back to whoever was there before."
    )

    @dataclass
    class Found(Message):
        """The way in to the person in the middle."""

        state: tuple[int, bool]
        """What it was looked for in."""
        centre: PersonId
        """Who is in the middle."""
        text: str
        """The way in a sentence."""

    @dataclass
    class Measured(Message):
        """The measures are ready."""

        state: tuple[int, bool]
        """What they were taken from."""
        measures: Mapping[PersonId, Measures]
        """Of everybody with an informal tie."""

    def __init__(self) -> None:
        super().__init__()
        self._centre: PersonId | None = None
        self._trail: list[PersonId] = []
        self._steps = 1
        self._around: Surroundings | None = None
        self._way = ""
        self._measures: Mapping[PersonId, Measures] | None = None
        self._is_measured = False

    def body(self) -> Iterable[Widget]:
        """The picture with the way in, then the list."""
        yield Sheet(self._picture_page, id="picture")
        yield RowList(COLUMNS, glyphs=self.program.glyphs)

    def on_mount(self) -> None:
        """The chosen tie in the picture follows the cursor."""
        self.query_one(RowList).companion = self._show_picture

    def on_screen_resume(self) -> None:
        """Begin with whoever was under the cursor elsewhere."""
        before = self.program.last_person
        if before is not None and before != self._centre:
            self._put(before)
        super().on_screen_resume()

    def show_map(self) -> None:
        """Look around anew."""
        people = self.program.desk.org.people
        if self._centre not in people:
            self._trail = []
            self._centre = self._first()
        self._measures = None
        self._look()

    def _first(self) -> PersonId | None:
        """Whom to begin with: me, else the president, else the first of the map."""
        desk = self.program.desk
        wanted = (desk.org.initiative.me, desk.hierarchy.president, *desk.org.people)
        return next((who for who in wanted if who in desk.org.people), None)

    def _put(self, person: PersonId) -> None:
        """Put somebody in the middle, if they are on the map."""
        if person not in self.program.desk.org.people or person == self._centre:
            return
        if self._centre is not None:
            self._trail.append(self._centre)
        self._centre = person
        self._look()

    def _look(self) -> None:
        if self._centre is None:
            self._around = None
            self._show_picture()
            return
        self._around = surroundings(self.program.desk, self._centre, self._steps)
        self._way = ""
        self._show_rows(key=self._centre)
        self._show_picture()
        self.run_worker(self._find_way, thread=True, exclusive=True, group="way", name="way in")

    def _show_rows(self, key: PersonId | None = None) -> None:
        listing = self.query_one(RowList)
        if self._around is None:
            return
        shown = self._measures if self._is_measured else None
        listing.set_columns(MEASURED if shown is not None else COLUMNS)
        listing.show(AroundRows(self._around, self.program, shown), key=key)

    def _show_picture(self) -> None:
        self.query_one("#picture", Sheet).show(self._picture_page)

    def _find_way(self) -> None:
        from cxmap.session.planning.ways import way_view

        worker, state, centre = get_current_worker(), self.program.state, self._centre
        desk = self.program.desk
        if centre is None or centre in (desk.org.initiative.me, desk.hierarchy.president):
            return
        said = way_view(desk, centre).message
        if not worker.is_cancelled:
            self.post_message(self.Found(state, centre, said))

    def on_network_screen_found(self, message: NetworkScreen.Found) -> None:
        """Say the way in below the picture."""
        if (message.state, message.centre) == (self.program.state, self._centre):
            self._way = message.text
            self._show_picture()

    def on_network_screen_measured(self, message: NetworkScreen.Measured) -> None:
        """Show the measures."""
        if message.state == self.program.state:
            self._measures = message.measures
            self._show_rows()

    @property
    def person(self) -> PersonId | None:
        """Who is under the cursor."""
        return self.query_one(RowList).key

    def listed(self) -> Iterable[PersonId]:
        """Everybody around."""
        return list(self._around.steps) if self._around else ()

    # Keys.

    def action_steps(self, more: int) -> None:
        """Look one step further out, or nearer."""
        steps = max(1, min(MOST_STEPS, self._steps + more))
        if steps != self._steps and self._centre is not None:
            self._steps = steps
            self._around = surroundings(self.program.desk, self._centre, steps)
            self._show_rows()
            self._show_picture()

    def action_centre(self) -> None:
        """Put the person under the cursor in the middle."""
        if self.person is not None:
            self._put(self.person)

    def action_measures(self) -> None:
        """Show the measures of the informal network, or how people hang together."""
        self._is_measured = not self._is_measured
        if self._is_measured and self._measures is None:
            self.run_worker(
                self._measure, thread=True, exclusive=True, group="measures", name="measures"
            )
        self._show_rows()
        self._show_picture()

    def _measure(self) -> None:
        from cxmap.session.showing.informal import informal_measures

        worker, state = get_current_worker(), self.program.state
        found = informal_measures(self.program.desk.org)
        if not worker.is_cancelled:
            self.post_message(self.Measured(state, found))

    def action_back(self) -> None:
        """Back to whoever was in the middle before, then to the first screen."""
        if self._trail:
            self._centre = self._trail.pop()
            self._look()
        else:
            super().action_back()

    # What is written.

    def _picture_page(self, width: int) -> Lines:
        if self._around is None or self._centre is None:
            return nobody_yet(width)
        lines = draw(
            self._picture(self._centre),
            width,
            chosen=self.query_one(RowList).key or "",
            is_plain=self.program.glyphs.is_plain,
        )
        lines += paragraph(self._way, width, Tone.MUTED) if self._way else [()]
        if self._is_measured:
            said = NO_TIES if self._measures == {} else f"{EXPLAINED}."
            lines += paragraph(f"{said} {CAUTION}", width, Tone.MUTED)
        return [*lines, self._count()]

    def _count(self) -> Cell:
        around = self._around
        if around is None:
            return ()
        number = len(around.steps) - 1
        out = "1 step out" if self._steps == 1 else f"{self._steps} steps out"
        more = f", {around.more} more not shown" if around.more else ""
        return (Span(f"{number} {'person' if number == 1 else 'people'}, {out}{more}", Tone.MUTED),)

    def _picture(self, centre: PersonId) -> Picture:
        """The person's own ties: towards them on the left, from them on the right."""
        program = self.program
        org = program.desk.org
        left: list[Spoke] = []
        right: list[Spoke] = []
        for tie in sorted(
            org.ties_of(centre), key=lambda one: (-(one.strength or LINE_STRENGTH), one.id)
        ):
            other = tie.b if tie.a == centre else tie.a
            if other not in org.people or not org.people[other].active:
                continue
            inwards = tie.b == centre
            if tie.kind.is_mutual:
                inwards = len(left) < len(right)
            label = f"{_word(tie.kind)} {tie.strength or '?'}"
            tone = Tone.WARN if tie.kind is TieKind.FRICTION else Tone.PLAIN
            spoke = Spoke(
                other, program.row(other).name, label, arrow=not tie.kind.is_mutual, tone=tone
            )
            (left if inwards else right).append(spoke)
        boss = org.people[centre].manager
        reports = org.reports.get(centre, ())
        names = ", ".join(program.row(who).name for who in reports[:2])
        more = f" and {len(reports) - 2} more" if len(reports) > 2 else ""  # noqa: PLR2004 - two are named
        return Picture(
            name=program.row(centre).name,
            above=program.row(boss).name if boss is not None and boss in org.people else "",
            below=f"{names}{more}",
            left=left,
            right=right,
        )


_WORDS = {
    TieKind.ALLIED_WITH: "allied",
    TieKind.FRICTION: "friction",
    TieKind.INTRODUCES: "introduces",
    TieKind.DOTTED: "dotted line",
    TieKind.DRIVES: "drives",
}


def _word(kind: TieKind) -> str:
    """A kind of tie in a word, for a line."""
    return _WORDS.get(kind) or say_kind(kind)

"""Screen 5: everybody in a table, with saved lists, filters, orders and marks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message
from textual.widget import Widget
from textual.worker import get_current_worker

from cxmap.model.mass import says_not_does
from cxmap.model.words import PersonId, Role, Stance
from cxmap.session.showing.informal import CAUTION, EXPLAINED, NO_TIES
from cxmap.session.showing.views import PersonRow
from cxmap.text import fold
from cxmap.tui.app import CxmapApp
from cxmap.tui.finding import FindingScreen
from cxmap.tui.glyphs import Glyphs
from cxmap.tui.keys import bindings_of
from cxmap.tui.measured import MEASURED, OfPeople, Order, measured, orders_of
from cxmap.tui.pages import nobody_yet, paragraph
from cxmap.tui.people_rows import Cells, PeopleRows
from cxmap.tui.screens.organisation import sought_in
from cxmap.tui.widgets.cells import Cell, Column, Span, Tone
from cxmap.tui.widgets.person_cells import (
    commitment_cell,
    last_cell,
    name_cell,
    role_cell,
    stance_cell,
)
from cxmap.tui.widgets.rows import RowList
from cxmap.tui.widgets.sheet import Sheet

COLUMNS = (
    Column(title="Name", share=3, least=20),
    Column(title="Title", share=3, least=14, from_width=98),
    Column(title="Role", width=21, from_width=72),
    Column(title="Says", width=12),
    Column(title="Does", width=9),
    Column(title="Power", width=5, from_width=110, is_number=True),
    Column(title="Talk", width=6),
)
"""What stands in the table."""


@dataclass(frozen=True)
class SavedList:
    """A filter under a name."""

    word: str
    """How it is called on the screen."""
    fits: Callable[[CxmapApp, PersonRow], bool]
    """Who is on it."""
    empty: str
    """What to do when nobody is."""


def _is_ally(program: CxmapApp, row: PersonRow) -> bool:
    """The role, or outside my unit and for it, in words or by an accepted ask (D10)."""
    if Role.ALLY in row.roles:
        return True
    if row.outside is not True or row.is_president:
        return False
    asks = program.desk.org.asks_of(row.id)
    return row.stance.score >= Stance.SUPPORTIVE.score or any(ask.state.is_agreed for ask in asks)


LISTS = (
    SavedList("Everybody", lambda *_: True, ""),
    SavedList("Leaders", lambda _, row: row.on_leadership, "Nobody reports to a president yet: v on the president sets the role."),
    SavedList("Owners", lambda _, row: Role.OUTCOME_OWNER in row.roles, "Nobody owns an outcome yet: v on a person sets the role."),
    SavedList("Drivers", lambda _, row: Role.OPERATIONAL_DRIVER in row.roles, "Nobody drives operations yet: v on a person sets the role."),
    SavedList("Allies", _is_ally, "No allies yet: s on somebody outside your unit, once they speak for it."),
    SavedList("Not met", lambda _, row: row.last_touch is None and not row.is_me and not row.placeholder, "You have met everybody on the map."),
    SavedList("Says, not does", lambda app, row: says_not_does(app.desk.org, row.id), "Nobody's words run ahead of their deeds."),
    SavedList("Resistant", lambda _, row: row.stance is Stance.RESISTANT, "Nobody is resistant as far as you know."),
)  # fmt: skip
"""The lists that Left and Right go through; the ally list is one of them."""


def judged(person: PersonRow, glyphs: Glyphs, today: date) -> Cells:
    """One cell for each column of :data:`COLUMNS`."""
    power = (Span(str(person.power)),) if person.power else (Span("-", Tone.MUTED),)
    return (
        name_cell(person, glyphs),
        (Span(person.title, Tone.MUTED),),
        role_cell(person, glyphs),
        stance_cell(person, glyphs),
        commitment_cell(person, glyphs),
        power,
        last_cell(person, today),
    )


_ROLE_ORDER = {role: at for at, role in enumerate(Role)}

ORDERS: tuple[Order, ...] = (
    (0, "rank", lambda _: ()),
    (0, "name", lambda row: (fold(row.name),)),
    (2, "role", lambda row: (_ROLE_ORDER[row.roles[0]] if row.roles else len(_ROLE_ORDER),)),
    (3, "says", lambda row: (-row.stance.score,)),
    (4, "does", lambda row: (-row.commitment.score,)),
    (5, "power", lambda row: (-(row.power or 0),)),
    (6, "talk", lambda row: (row.last_touch is not None, row.last_touch or 0)),
)
"""Column, word and key of each order; the first is by rank, which needs no key."""


class PeopleScreen(FindingScreen):
    """The table of people."""

    NAME = "people"
    CSS_PATH = "people.tcss"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("people"))
    PLACES = ("people", *FindingScreen.PLACES, "list")
    FOOTER = (
        "people.mark",
        "people.next_list",
        "find.filter",
        "people.order",
        "app.add",
        "app.export",
    )
    ABOUT = (
        "Everybody on the map. ← and → go through saved lists, the ally list among them."
        " Mark several with Space, then a verb changes them together, as one step to undo."
        " i shows the measures of the informal network in place of role and deeds."
    )

    @dataclass
    class Measured(Message):
        """The measures are ready."""

        state: tuple[int, bool]
        """What they were taken from."""
        measures: OfPeople
        """Of everybody with an informal tie."""

    def __init__(self) -> None:
        super().__init__()
        self._list = 0
        self._order = 0
        self._wanted = ""
        self._is_measured = False
        self._measures: OfPeople | None = None
        self._measured_at: tuple[int, bool] | None = None

    def body(self) -> Iterable[Widget]:
        """The saved lists, then the table."""
        yield Sheet(self._lists_page, id="lists")
        yield RowList(COLUMNS, glyphs=self.program.glyphs)

    def show_map(self) -> None:
        """Draw the table anew; measures follow when they are ready."""
        self._show_rows()
        self._measure_anew()

    def _show_rows(self) -> None:
        program = self.program
        measures = self._measures if self._is_measured else None

        def cells(person: PersonRow) -> Cells:
            if measures is None:
                return judged(person, program.glyphs, program.desk.today)
            return measured(person, measures, program.glyphs)

        self.listing.set_columns(COLUMNS if measures is None else MEASURED)
        self.listing.show(PeopleRows(self._chosen(), program, cells))
        lists = self.query_one("#lists", Sheet)
        lists.show(self._lists_page)

    def _chosen(self) -> Sequence[PersonId]:
        program = self.program
        people = program.desk.org.people
        keys = self._by_rank()
        words = fold(self._wanted).split()
        if words:
            texts = ((key, sought_in(people[key])) for key in keys)
            keys = [key for key, text in texts if all(word in text for word in words)]
        fits = LISTS[self._list].fits
        if self._list:
            keys = [key for key in keys if fits(program, program.row(key))]
        if self._order:
            order = self._orders[self._order][2]
            keys.sort(key=lambda key: order(program.row(key)))
        return keys

    def _by_rank(self) -> list[PersonId]:
        """Everybody, level by level below the president; who is not below comes last."""
        desk = self.program.desk
        levels = desk.hierarchy.levels
        others = [key for key, one in desk.org.people.items() if one.active and key not in levels]
        return [*levels, *others]

    @property
    def _orders(self) -> tuple[Order, ...]:
        """The orders there are: with the measures, by name and by each of them."""
        if not self._is_measured or self._measures is None:
            return ORDERS
        return (*ORDERS[:2], *orders_of(self._measures))

    def _lists_page(self, width: int) -> Sequence[Cell]:
        if not self.program.desk.org.people:
            return nobody_yet(width)
        line: list[Span] = []
        for at, saved in enumerate(LISTS):
            tone = Tone.PRIMARY if at == self._list else Tone.MUTED
            sign = self.program.glyphs["cursor"] if at == self._list else " "
            line.append(Span(f"{sign}{saved.word}  ", tone))
        lines = [self._around_current(line, width), self._state_line()]
        if self._is_measured:
            lines += paragraph(self._say_measures(), width, Tone.MUTED, indent=1)
        return lines

    def _say_measures(self) -> str:
        """What the columns mean; that they are being worked out; that there is nothing."""
        if self._measures is None:
            return "Measuring the network …"
        return f"{EXPLAINED}. {CAUTION}" if self._measures else f"{NO_TIES} r notes one."

    def _around_current(self, line: Sequence[Span], width: int) -> Cell:
        """The saved lists from the first that lets the current one be seen."""
        start = 0
        while sum(len(span.text) for span in line[start : self._list + 1]) > width:
            start += 1
        return tuple(line[start:])

    def _state_line(self) -> Cell:
        number = len(self.listing.rows)
        wanted = self._wanted.strip()
        parts = [f"{number} {'person' if number == 1 else 'people'}"]
        if wanted:
            parts.append(f"with “{wanted}”")
        if not number and wanted:
            parts = [f"Nobody fits “{wanted}” by name, title or unit; Esc takes the filter off"]
        elif not number:
            parts = [LISTS[self._list].empty or "Nobody is on this list"]
        if self._order:
            parts.append(f"ordered by {self._orders[self._order][1]}")
        marks = len(self.listing.marks)
        text = ", ".join(parts)
        marked = (Span(f"   {marks} marked: a verb changes them together", Tone.ACCENT),)
        return (Span(f" {text}", Tone.MUTED), *(marked if marks else ()))

    @property
    def people(self) -> tuple[PersonId, ...]:
        """The marked ones who are still on the map, else the one under the cursor."""
        here = self.program.desk.org.people
        return tuple(key for key in self.listing.marks if key in here) or super().people

    def listed(self) -> Iterable[PersonId]:
        """Everybody on the list, in its order."""
        rows = self.listing.rows
        return [rows.key(row) for row in range(len(rows))]

    def on_row_list_marked(self, message: RowList.Marked) -> None:
        """Say how many are marked."""
        self.query_one("#lists", Sheet).show(self._lists_page)

    def on_row_list_title_pressed(self, message: RowList.TitlePressed) -> None:
        """Order by the column whose title was clicked; again to order by rank."""
        orders = [at for at, order in enumerate(self._orders) if at and order[0] == message.column]
        if orders:
            self._order = 0 if self._order == orders[0] else orders[0]
            self._show_order()

    # Lists, filter, order.

    def action_list(self, step: int) -> None:
        """Go to the next saved list, or the one before."""
        self._list = (self._list + step) % len(LISTS)
        self._show_rows()

    def action_order(self, step: int) -> None:
        """Order by the next column, or the one before."""
        self._order = (self._order + step) % len(self._orders)
        self._show_order()

    def _show_order(self) -> None:
        """Show another order; of a measure the greatest, for that is what it is ordered for."""
        self._show_rows()
        if self._is_measured:
            self.listing.action_first()

    def action_measures(self) -> None:
        """Show the measures of the informal network as columns, or the usual ones."""
        self._is_measured = not self._is_measured
        self._order = 0
        self._show_rows()
        self._measure_anew()

    def _measure_anew(self) -> None:
        """Measure beside the screen what is shown and not of this map yet."""
        if self._is_measured and self._measured_at != self.program.state:
            self.run_worker(
                self._measure, thread=True, exclusive=True, group="measures", name="measures"
            )

    def _measure(self) -> None:
        from cxmap.session.showing.informal import informal_measures

        worker, state = get_current_worker(), self.program.state
        found = informal_measures(self.program.desk.org)
        if not worker.is_cancelled:
            self.post_message(self.Measured(state, found))

    def on_people_screen_measured(self, message: PeopleScreen.Measured) -> None:
        """Show the measures, unless the map has changed meanwhile."""
        if message.state == self.program.state:
            self._measures, self._measured_at = message.measures, message.state
            self._show_rows()

    def action_mark(self) -> None:
        """Mark the person under the cursor and go on."""
        self.listing.action_mark()

    def seek(self, text: str, *, after: int, forwards: bool = True) -> str | None:
        """Only who is on the list is looked at."""
        words = fold(text).split()
        rows, people = self.listing.rows, self.program.desk.org.people
        number = len(rows)
        step = 1 if forwards else -1
        for away in range(1, number + 1):
            key = rows.key((after + step * away) % number)
            if words and all(word in sought_in(people[key]) for word in words):
                return key
        return None

    def narrow(self, text: str) -> str:
        """Show who fits."""
        self._wanted = text
        self._show_rows()
        return f"{len(self.listing.rows)} fit" if text.strip() else ""

    @property
    def narrowed(self) -> str:
        """The filter that is on."""
        return self._wanted.strip()

"""Screen 2: who reports to whom, folded and unfolded, searched, rooted, with the dotted lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widget import Widget

from cxmap.model.orgmap import OrgMap
from cxmap.model.people import Person
from cxmap.model.words import PersonId, TieKind
from cxmap.session.desk import Desk
from cxmap.text import fold
from cxmap.tui.app import CxmapApp
from cxmap.tui.finding import FindingScreen
from cxmap.tui.keys import bindings_of
from cxmap.tui.outline import Outline
from cxmap.tui.pages import nobody_yet, person_page
from cxmap.tui.widgets.cells import Cell, Column, Span, Tone
from cxmap.tui.widgets.person_cells import (
    commitment_cell,
    last_cell,
    name_cell,
    stance_cell,
)
from cxmap.tui.widgets.rows import RowList
from cxmap.tui.widgets.sheet import Sheet

COLUMNS = (
    Column(title="Name", share=3, least=24),
    Column(title="Title", share=2, least=12, from_width=78),
    Column(title="Says", width=12),
    Column(title="Does", width=9),
    Column(title="Talk", width=6, from_width=70),
)
"""Says is the stance, does the commitment, talk how long ago the last one was."""

INDENT = 2
"""Cells by which a line stands further right than its manager."""

DEEPEST = 24
"""Cells of indentation at most, so that a name stays readable however deep it stands."""


class TreeRows:
    """The open lines of an outline as rows of a list.

    Args:
        outline: The tree; its rows are shown as they are when asked.
        program: Where rows, day and signs come from.
    """

    def __init__(self, outline: Outline, program: CxmapApp) -> None:
        self.outline = outline
        self._program = program

    def __len__(self) -> int:
        """Number of open lines."""
        return len(self.outline)

    def key(self, row: int) -> str:
        """The person in a row."""
        return self.outline.key(row)

    def row_of(self, key: str) -> int | None:
        """Row of a person, None when folded away."""
        return self.outline.row_of(key)

    def cells(self, row: int) -> Sequence[Cell]:
        """Name with fold sign, title, stance, commitment, last talk."""
        program, outline = self._program, self.outline
        person, glyphs = program.row(outline.key(row)), program.glyphs
        blanks = Span(" " * min(DEEPEST, INDENT * outline.depth(row)))
        if outline.is_reference(row):
            name: Cell = (blanks, Span(f"{glyphs['reference']} {person.name}", Tone.MUTED))
            return (name, (Span("dotted line", Tone.MUTED),), (), (), ())
        sign = " "
        if outline.count_below(row):
            sign = glyphs["open" if outline.is_open(row) else "folded"]
        below = outline.count_below(row)
        count = (Span(f"  {below}", Tone.MUTED),) if below and not outline.is_open(row) else ()
        lead = (blanks, Span(f"{sign} ", Tone.MUTED))
        title = (Span(person.title, Tone.MUTED if not outline.is_match(row) else Tone.PRIMARY),)
        return (
            (*lead, *name_cell(person, glyphs), *count),
            title,
            stance_cell(person, glyphs),
            commitment_cell(person, glyphs),
            last_cell(person, program.desk.today),
        )


def outline_of(desk: Desk) -> Outline:
    """The reporting lines of a map as an outline, the biggest tree first.

    Somebody whose manager has left stands below the next manager who is still there.
    """
    org = desk.org
    people = {key: person for key, person in org.people.items() if person.active}
    place, parents = _places(org, people)
    if parents.count(-1) > 1:
        order = dict.fromkeys((*desk.hierarchy.tops, *people))
        people = {key: people[key] for key in order}
        place, parents = _places(org, people)
    dotted = [
        (place[tie.a], place[tie.b])
        for tie in org.ties.values()
        if tie.kind is TieKind.DOTTED and tie.active and tie.a in place and tie.b in place
    ]
    in_order = list(people.values())
    return Outline(place, parents, lambda at: sought_in(in_order[at]), dotted)


def _places(
    org: OrgMap, people: Mapping[PersonId, Person]
) -> tuple[dict[PersonId, int], list[int]]:
    """The place of everybody among some people, and that of each one's manager, -1 for nobody."""
    place = dict(zip(people, range(len(people)), strict=True))
    parents = [place.get(person.manager or "", -1) for person in people.values()]
    if -1 in parents:
        for at, (_, person) in enumerate(people.items()):
            if parents[at] < 0:
                parents[at] = place.get(_manager(org, person), -1)
    return place, parents


def _manager(org: OrgMap, person: Person) -> PersonId:
    """The next manager above who is still there; empty for nobody."""
    above = person.manager
    if above is None:
        return ""
    seen = {person.id}
    while above is not None and above not in seen:
        boss = org.people.get(above)
        if boss is None or boss.active:
            return above
        seen.add(above)
        above = boss.manager
    return ""


def sought_in(person: Person) -> str:
    """What a search looks at: name, title, unit and role, folded."""
    roles = " ".join(role.value.replace("_", " ") for role in person.roles)
    return fold(f"{person.display_name} {person.title} {person.unit} {roles}")


class OrganisationScreen(FindingScreen):
    """The tree, with a pane about the person under the cursor where there is room."""

    NAME = "organisation"
    CSS_PATH = "organisation.tcss"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("organisation"))
    PLACES = ("organisation", *FindingScreen.PLACES, "list")
    FOOTER = (
        "organisation.unfold",
        "list.open",
        "find.search",
        "organisation.root",
        "person.talk",
        "app.palette",
    )
    ABOUT = (
        "The reporting lines as they are on the map. → shows who reports to somebody, ← folds."
        " A dotted line shows a person once more, as a reference."
        " ↗ marks people outside your own unit."
    )

    def __init__(self) -> None:
        super().__init__()
        self._outline = Outline({}, ())
        self._made_from: tuple[object, object] = (None, None)

    def body(self) -> Iterable[Widget]:
        """The way to the root, the tree, the pane."""
        listing = RowList(COLUMNS, glyphs=self.program.glyphs)
        listing.companion = self._show_pane
        yield Sheet(self._trail_page, id="trail")
        yield Horizontal(listing, Sheet(self._pane_page, id="pane"), id="tree")

    def show_map(self) -> None:
        """Draw the tree anew; open lines, root and filter stay as they are."""
        desk = self.program.desk
        made_from = (desk.org.table("people"), desk.org.table("ties"))
        if made_from[0] is not self._made_from[0] or made_from[1] is not self._made_from[1]:
            before, is_first = self._outline, self._made_from[0] is None
            self._made_from = made_from
            self._outline = outline_of(desk)
            if is_first or not before.size:
                self._begin_at_president()
                return
            self._outline.reopen(before.open_keys())
            self._outline.root_at(before.root)
            self._outline.filter(before.wanted)
        self._show_rows()

    def _begin_at_president(self) -> None:
        """Open the lines down to the leadership level, which is where the work is."""
        president = self.program.desk.hierarchy.president
        self._outline.fold_all(1)
        if president is not None:
            row = self._outline.reveal(president)
            if row is not None:
                self._outline.unfold(row)
        self._show_rows(president)

    def _show_rows(self, key: str | None = None) -> None:
        self.listing.show(TreeRows(self._outline, self.program), key=key)
        trail = self.query_one("#trail", Sheet)
        trail.display = bool(self._outline.root or not self._outline.size)
        trail.show(self._trail_page)

    def _trail_page(self, width: int) -> Sequence[Cell]:
        if not self._outline.size:
            return nobody_yet(width)
        names = [self.program.row(key).name for key in self._outline.trail()]
        between = f" {self.program.glyphs['trail']} "
        line: list[Span] = []
        for name in names:
            line += [Span(name, Tone.PRIMARY), Span(between, Tone.MUTED)]
        return ((*line[:-1], Span("   z shows the whole", Tone.MUTED)),)

    def _show_pane(self) -> None:
        self.query_one("#pane", Sheet).show(self._pane_page)

    def _pane_page(self, width: int) -> Sequence[Cell]:
        row = self.row()
        return (
            () if row is None else person_page(self.program.desk, row, self.program.glyphs, width)
        )

    # Finding.

    def seek(self, text: str, *, after: int, forwards: bool = True) -> str | None:
        """Everybody on the map is looked at, folded away or not."""
        return self._outline.find(text, after=after, forwards=forwards)

    def go_to(self, key: str) -> None:
        """Unfold the way to somebody and put the cursor there."""
        if self._outline.row_of(key) is None:
            self._outline.reveal(key)
            self._show_rows(key)
        else:
            self.listing.go_to(key)

    def narrow(self, text: str) -> str:
        """Keep who fits, with everybody above."""
        found = self._outline.filter(text)
        first = next(
            (row for row in range(len(self._outline)) if self._outline.is_match(row)), None
        )
        self._show_rows(None if first is None else self._outline.key(first))
        return f"{found} of {self._outline.size}" if text.strip() else ""

    @property
    def narrowed(self) -> str:
        """The filter that is on."""
        return self._outline.wanted

    def listed(self) -> Iterable[PersonId]:
        """Everybody whose line is open."""
        return [self._outline.key(row) for row in range(len(self._outline))]

    # Folding.

    def action_unfold(self) -> None:
        """Show who reports to the person; on an open line, go to the first of them."""
        if len(self._outline):
            self._after_fold(self._outline.unfold(self.listing.cursor))

    def action_fold(self) -> None:
        """Fold the line; on a folded one, go to the manager."""
        if len(self._outline):
            self._after_fold(self._outline.fold(self.listing.cursor))

    def _after_fold(self, row: int) -> None:
        self.listing.show(TreeRows(self._outline, self.program))
        self.listing.cursor = row

    def action_unfold_all(self) -> None:
        """Show everybody."""
        self._outline.unfold_all()
        self._show_rows()

    def action_fold_all(self) -> None:
        """Show the first level only."""
        self._outline.fold_all(1)
        self._show_rows(self._outline.key(0) if len(self._outline) else None)

    def action_root(self) -> None:
        """Begin the tree at the person under the cursor; there already, show the whole."""
        person = self.person
        if person is None:
            return
        self._outline.root_at(None if self._outline.root == person else person)
        if self._outline.root is None:
            self._outline.reveal(person)
        self._show_rows(person)

    def action_back(self) -> None:
        """Leave the root before the screen."""
        if self._outline.root is not None and not self.listing.marks and not self.narrowed:
            root = self._outline.root
            self._outline.root_at(None)
            self._outline.reveal(root)
            self._show_rows(root)
            return
        super().action_back()

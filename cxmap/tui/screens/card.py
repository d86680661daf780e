"""The card of one person: everything that is known, the essentials first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.containers import Horizontal
from textual.widget import Widget

from cxmap.model.words import PersonId
from cxmap.session.showing.cards import person_card
from cxmap.session.showing.views import PersonCard
from cxmap.tui.card_pages import essentials, story
from cxmap.tui.verbs import PersonScreen
from cxmap.tui.widgets.cells import Cell
from cxmap.tui.widgets.sheet import Sheet


class CardScreen(PersonScreen):
    """One person, on top of whatever screen it was opened from.

    Args:
        person: Whose card.
    """

    NAME = "card"
    CSS_PATH = "card.tcss"
    PLACES = (*PersonScreen.PLACES, "sheet")
    FOOTER = (
        "person.talk",
        "person.ask",
        "person.stance",
        "person.commitment",
        "person.edit",
        "screen.back",
    )
    ABOUT = (
        "Everything about one person, with the age and the basis of every judgement."
        " The verbs work here as in the lists."
    )

    def __init__(self, person: PersonId) -> None:
        super().__init__()
        self._person = person
        self._card: PersonCard | None = None

    def body(self) -> Iterable[Widget]:
        """The essentials, and the story beside or below them."""
        main = Sheet(self._main_page, id="main")
        main.can_focus = True
        side = Sheet(self._side_page, id="side")
        side.can_focus = True
        yield Horizontal(main, side)

    def show_map(self) -> None:
        """Write the card anew; leave when the person is gone."""
        if self._person not in self.program.desk.org.people:
            self.action_back()
            return
        self._card = person_card(self.program.desk, self._person)
        for sheet, page in (("#main", self._main_page), ("#side", self._side_page)):
            self.query_one(sheet, Sheet).show(page)

    @property
    def person(self) -> PersonId | None:
        """Whose card it is."""
        return self._person

    def _main_page(self, width: int) -> Sequence[Cell]:
        if self._card is None:
            return ()
        page = essentials(self._card, self.program.glyphs, self.program.desk.today, width)
        if self.query_one("#side").display:
            return page
        return [*page, (), *story(self._card, self.program.desk.today, width)]

    def _side_page(self, width: int) -> Sequence[Cell]:
        if self._card is None:
            return ()
        return story(self._card, self.program.desk.today, width)

    def action_open(self) -> None:
        """The card is open already."""

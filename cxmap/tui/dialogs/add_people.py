"""Adding people by typing: one line a person."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import Static

from cxmap.model.words import PersonId
from cxmap.session.desk import Desk
from cxmap.session.intents.outline import add_people
from cxmap.tui.deed import Deed
from cxmap.tui.dialogs.form import Form, Notes, Row
from cxmap.tui.dialogs.person_field import PersonField


class AddPeopleDialog(Form):
    """Type in leaders, one a line: ``Deed(add_people, None, (text,), {"under": …})``.

    Args:
        desk: The map as it is shown.
        under: To whom they are likely to report; the president unless given.
    """

    HINT = "ctrl+s save · Tab next · Esc nothing"

    def __init__(self, desk: Desk, under: PersonId | None = None) -> None:
        super().__init__(desk)
        self._under = under or desk.hierarchy.president

    def heading(self) -> str:
        """What is typed."""
        return "Add people: name, title, unit; one person a line"

    def fields(self) -> Iterable[Widget]:
        """The lines, and to whom they report."""
        if self.desk.org.people:
            about = "Indent a line to have it report to the line above."
        else:
            about = (
                "Begin with the president; the others report to them. Indent for the level below."
            )
        yield Static(about, classes="form--about", markup=False)
        yield Notes(id="people", hint="Ann Ortiz, President\nBen Li, Head of Sales, Europe")
        if self.desk.org.people:
            yield Row("They report to", PersonField(self.desk, self._under, id="under"))

    def on_mount(self) -> None:
        """Be ready to type."""
        self.query_one("#people").focus()

    def deed(self) -> Deed:
        """Everybody who is typed."""
        under = self.query_one("#under", PersonField).person if self.desk.org.people else None
        return Deed(add_people, None, (self.text("people"),), {"under": under})

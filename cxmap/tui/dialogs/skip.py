"""Leaving somebody out of the suggestions for a while."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from cxmap.model.words import PersonId
from cxmap.session.desk import Desk
from cxmap.session.entry.dates import parse_day
from cxmap.session.intents.people import skip
from cxmap.session.showing.rows import name_of
from cxmap.tui.deed import Deed
from cxmap.tui.dialogs.choice import Choice
from cxmap.tui.dialogs.form import Form, Line, Row
from cxmap.tui.dialogs.scales import YES_NO


class SkipDialog(Form):
    """Skip or snooze somebody, or take it off: ``Deed(skip, person, reason=…, until=…, off=…)``.

    Args:
        desk: The map as it is shown.
        person: Who.
    """

    def __init__(self, desk: Desk, person: PersonId) -> None:
        super().__init__(desk)
        self.person = person
        self._held = desk.person(person).is_on_hold(desk.today)

    def heading(self) -> str:
        """Who."""
        return f"Leave {name_of(self.desk.org, self.person)} out of the suggestions"

    def fields(self) -> Iterable[Widget]:
        """Why, and until when."""
        if self._held:
            yield Row("Suggest again", Choice(YES_NO, "yes", id="again"))
        yield Row("Because", Line(id="reason", hint="on leave until Easter"))
        yield Row("until", Line(id="until", hint="+14; empty for until further notice"))

    def on_mount(self) -> None:
        """Be ready to type."""
        self.query_one("#again" if self._held else "#reason").focus()

    def deed(self) -> Deed:
        """The hold, or its end."""
        if self._held and self.chosen("again") == "yes":
            return Deed(skip, self.person, named={"off": True})
        until = self.text("until")
        return Deed(
            skip,
            self.person,
            named={
                "reason": self.text("reason"),
                "until": parse_day(until, self.desk.today, field="until") if until else None,
            },
        )

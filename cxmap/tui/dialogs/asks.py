"""Asking for something specific, and saying what became of what was asked."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import Input, Static

from cxmap.errors import UsageError
from cxmap.model.words import AskCategory, PersonId, Visibility
from cxmap.playbook.asks import vague
from cxmap.session.desk import Desk
from cxmap.session.entry.dates import parse_day
from cxmap.session.intents.asks import MOVES, make_ask, settle_ask, show_ask
from cxmap.session.showing.rows import name_of
from cxmap.tui.deed import Deed
from cxmap.tui.dialogs.choice import Choice, Option
from cxmap.tui.dialogs.form import Form, Line, Row
from cxmap.tui.dialogs.scales import CATEGORIES, VISIBILITIES

_MOVES = (
    Option("accept", "accepted", "a"),
    Option("keep", "kept", "k"),
    Option("decline", "declined", "d"),
    Option("miss", "missed", "m"),
    Option("withdraw", "withdrawn", "w"),
)
NEW = "new"
"""Stands for an ask that is not on the map yet."""


class AskDialog(Form):
    """Ask for something, or settle an open ask.

    Hands back ``Deed(make_ask, person, text, …)``, ``Deed(settle_ask, None, (ask, state))`` or
    ``Deed(show_ask, None, (ask, visibility))``.

    Args:
        desk: The map as it is shown.
        person: Of whom.
        proposed: Words that the playbook proposes.
    """

    def __init__(self, desk: Desk, person: PersonId, *, proposed: str = "") -> None:
        super().__init__(desk)
        self.person = person
        self._proposed = proposed
        self._open = [ask for ask in desk.org.asks_of(person) if ask.state.is_open]

    def heading(self) -> str:
        """Of whom."""
        return f"Ask {name_of(self.desk.org, self.person)} for one specific thing"

    def fields(self) -> Iterable[Widget]:
        """The open asks first, then a new one."""
        if self._open:
            options = [
                Option(ask.id, f"{at} {ask.text} ({ask.state.value})", str(at))
                for at, ask in enumerate(self._open[:9], start=1)
            ]
            yield Row("Open asks", Choice(options, id="open"))
            yield Row("became", Choice(_MOVES, id="move"))
            yield Static("Or ask for something new", classes="form--more", markup=False)
        yield Row("I ask for", Line(id="text", hint=self._proposed or "a verb and an object"))
        yield Row("by", Line(id="due", hint="fri, +14, 2026-03-09"))
        yield Row("Kind", Choice(CATEGORIES, id="category"))
        yield Row("Why", Line(id="why"))
        yield Row("Shown to", Choice(VISIBILITIES, id="visibility"))
        yield Static("", id="vague", classes="form--about", markup=False)

    def on_mount(self) -> None:
        """Be ready for what is likelier: an answer to an open ask, or a new one."""
        self.query_one("#open" if self._open else "#text").focus()

    def on_input_changed(self, _: Input.Changed) -> None:
        """Say while typing what would make the ask hard to keep."""
        text = self.text("text")
        due = None
        if self.text("due"):
            try:
                due = parse_day(self.text("due"), self.desk.today)
            except UsageError:
                return
        said = "; ".join(vague(text, due)) if text else ""
        self.query_one("#vague", Static).update(said)

    def deed(self) -> Deed:
        """The answer to an open ask, or the new ask."""
        text = self.text("text")
        if self._open and not text:
            ask, move, shown = self.chosen("open"), self.chosen("move"), self.chosen("visibility")
            if ask or move or shown:
                chosen = ask or (self._open[0].id if len(self._open) == 1 else "")
                if chosen and shown and not move:
                    return Deed(show_ask, None, (chosen, Visibility(shown)))
                if not chosen or not move:
                    raise UsageError("choose the ask, and what became of it", field="open")
                return Deed(settle_ask, None, (chosen, MOVES[move]))
        due, category = self.text("due"), self.chosen("category")
        return Deed(
            make_ask,
            self.person,
            (text,),
            {
                "due": parse_day(due, self.desk.today, field="due") if due else None,
                "category": AskCategory(category) if category else None,
                "why": self.text("why"),
                "visibility": Visibility(self.chosen("visibility") or Visibility.CIRCLE),
            },
        )

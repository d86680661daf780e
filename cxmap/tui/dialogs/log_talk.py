"""Logging a talk in twenty seconds: one line, a stance letter, an ask if there was one, Enter."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import Static

from cxmap.model.words import Commitment, EngagementKind, PersonId, Stance
from cxmap.session.desk import Desk
from cxmap.session.entry.dates import parse_day
from cxmap.session.intents.talks import log_talk
from cxmap.session.showing.rows import name_of
from cxmap.tui.deed import Deed
from cxmap.tui.dialogs.choice import Choice
from cxmap.tui.dialogs.form import Form, Line, Row
from cxmap.tui.dialogs.scales import COMMITMENTS, KINDS, STANCES


class LogTalkDialog(Form):
    """Log a talk with one person.

    Hands back ``Deed(log_talk, person, note=…, stance=…, ask=…, due=…, …)``.

    Args:
        desk: The map as it is shown.
        person: Whom the talk was with.
        ask: An ask to offer, for example the one the plan proposes; it is not filled in.
    """

    def __init__(self, desk: Desk, person: PersonId, *, ask: str = "") -> None:
        super().__init__(desk)
        self.person = person
        self._proposed = ask

    def heading(self) -> str:
        """Whom it was with."""
        return f"Talked with {name_of(self.desk.org, self.person)}"

    def fields(self) -> Iterable[Widget]:
        """What is typed every time first, what is rarely needed last."""
        yield Row("What was said", Line(id="note", hint="one line is enough"))
        yield Row("They say", Choice(STANCES, id="stance"))
        yield Row("I asked for", Line(id="ask", hint=self._proposed or "a verb and an object"))
        yield Row("due", Line(id="due", hint="fri, +7, 2026-03-09"))
        yield Row("They do", Choice(COMMITMENTS, id="commitment"))
        yield Static("If there is more to it", classes="form--more", markup=False)
        yield Row("How we met", Choice(KINDS, EngagementKind.ONE_ON_ONE, id="kind"))
        yield Row("when", Line(id="on", hint="today"))
        yield Row("Their concern", Line(id="concern", hint="in their own words"))
        yield Row("I promised", Line(id="my_promise"))
        yield Row("due", Line(id="my_promise_due", hint="fri, +7"))
        yield Row("Talk again", Line(id="next_on", hint="+21"))

    def on_mount(self) -> None:
        """Be ready to type."""
        self.query_one("#note").focus()

    def deed(self) -> Deed:
        """The talk as it was typed."""
        named: dict[str, object] = {
            name: self.text(name) for name in ("note", "ask", "concern", "my_promise")
        }
        for name in ("on", "due", "my_promise_due", "next_on"):
            typed = self.text(name)
            named[name] = parse_day(typed, self.desk.today, field=name) if typed else None
        stance, commitment = self.chosen("stance"), self.chosen("commitment")
        named["stance"] = Stance(stance) if stance else None
        named["commitment"] = Commitment(commitment) if commitment else None
        named["kind"] = EngagementKind(self.chosen("kind") or EngagementKind.ONE_ON_ONE)
        return Deed(log_talk, self.person, named=named)

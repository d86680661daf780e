"""How two people hang together."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from cxmap.errors import UsageError
from cxmap.model.words import PersonId, TieKind
from cxmap.session.desk import Desk
from cxmap.session.intents.ties import tie, untie
from cxmap.session.showing.rows import name_of
from cxmap.tui.deed import Deed
from cxmap.tui.dialogs.choice import Choice, Option
from cxmap.tui.dialogs.form import Form, Line, Row
from cxmap.tui.dialogs.person_field import PersonField
from cxmap.tui.dialogs.scales import STRENGTHS, TIES

_WAYS = (Option("on", "this way", "t"), Option("back", "the other way round", "o"))
_STATES = (Option("there", "is so", "i"), Option("gone", "no longer", "n"))


class RelationDialog(Form):
    """Draw a tie, change it, or take it away: ``Deed(tie, a, kind, b, …)`` or ``Deed(untie, …)``.

    Args:
        desk: The map as it is shown.
        person: One end.
        other: The other end if it is known.
    """

    def __init__(self, desk: Desk, person: PersonId, other: PersonId | None = None) -> None:
        super().__init__(desk)
        self.person = person
        self._other = other

    def heading(self) -> str:
        """One end."""
        return f"{name_of(self.desk.org, self.person)} …"

    def fields(self) -> Iterable[Widget]:
        """Kind, other end, strength."""
        yield Row("… how", Choice(TIES, id="kind"))
        but = frozenset({self.person})
        yield Row("… whom", PersonField(self.desk, self._other, id="other", but=but))
        yield Row("Strength", Choice(STRENGTHS, id="strength"))
        yield Row("Direction", Choice(_WAYS, "on", id="way"))
        yield Row("Note", Line(id="note", hint="for drives: the measure"))
        yield Row("It", Choice(_STATES, "there", id="state"))

    def on_mount(self) -> None:
        """Begin with the kind."""
        self.query_one("#kind").focus()

    def deed(self) -> Deed:
        """The tie."""
        kind, other = self.chosen("kind"), self.query_one("#other", PersonField).person
        if not kind:
            raise UsageError("say how they hang together", field="kind")
        if other is None:
            raise UsageError("say with whom", field="other")
        a, b = self.person, other
        if self.chosen("way") == "back":
            a, b = b, a
        if self.chosen("state") == "gone":
            return Deed(untie, a, (TieKind(kind), b))
        strength = self.chosen("strength")
        return Deed(
            tie,
            a,
            (TieKind(kind), b),
            {"strength": int(strength) if strength else None, "note": self.text("note")},
        )

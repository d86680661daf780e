"""What they say, what they do, what holds them back: three short forms."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from cxmap.model.words import Basis, Commitment, Dimension, EvidenceKind, PersonId, Stance
from cxmap.session.desk import Desk
from cxmap.session.entry.dates import parse_day
from cxmap.session.intents.commitments import note_barrier, note_commitment
from cxmap.session.intents.judgements import judge
from cxmap.session.showing.rows import name_of
from cxmap.tui.deed import Deed
from cxmap.tui.dialogs.choice import Choice
from cxmap.tui.dialogs.form import Form, Line, Row
from cxmap.tui.dialogs.scales import BARRIERS, BASES, COMMITMENTS, EVIDENCE, STANCES


class StanceDialog(Form):
    """Note what somebody says: ``Deed(judge, person, Dimension.STANCE, value, …)``.

    Args:
        desk: The map as it is shown.
        person: Whose stance.
    """

    def __init__(self, desk: Desk, person: PersonId) -> None:
        super().__init__(desk)
        self.person = person

    def heading(self) -> str:
        """Whose stance."""
        return f"What {name_of(self.desk.org, self.person)} says"

    def fields(self) -> Iterable[Widget]:
        """The scale, and on what the judgement rests."""
        seen = self.desk.org.judgements(self.person).stance_
        yield Row("They say", Choice(STANCES, str(seen.value) if seen else "", id="stance"))
        yield Row("Basis", Choice(BASES, Basis.OBSERVED, id="basis"))
        yield Row("Told by", Line(id="told_by", hint="a name, if somebody told you"))
        yield Row("Note", Line(id="note"))

    def on_mount(self) -> None:
        """One letter is enough."""
        self.query_one("#stance").focus()

    def deed(self) -> Deed:
        """The judgement."""
        told_by = self.text("told_by")
        basis = Basis.TOLD_BY if told_by else Basis(self.chosen("basis") or Basis.OBSERVED)
        return Deed(
            judge,
            self.person,
            (Dimension.STANCE, Stance(self.chosen("stance") or Stance.UNKNOWN).value),
            {"basis": basis, "told_by": told_by, "note": self.text("note")},
        )


class CommitmentDialog(Form):
    """Note what somebody does and the evidence: ``Deed(note_commitment, person, …)``.

    Args:
        desk: The map as it is shown.
        person: Whose commitment.
    """

    def __init__(self, desk: Desk, person: PersonId) -> None:
        super().__init__(desk)
        self.person = person

    def heading(self) -> str:
        """Whose commitment."""
        return f"What {name_of(self.desk.org, self.person)} does"

    def fields(self) -> Iterable[Widget]:
        """The scale, and what was seen."""
        seen = self.desk.org.judgements(self.person).commitment_
        value = str(seen.value) if seen else ""
        yield Row("They do", Choice(COMMITMENTS, value, id="commitment"))
        yield Row("I have seen", Choice(EVIDENCE, id="evidence"))
        yield Row("What exactly", Line(id="note", hint="two analysts for a quarter"))
        yield Row("when", Line(id="on", hint="today"))
        yield Row("Basis", Choice(BASES, Basis.OBSERVED, id="basis"))

    def on_mount(self) -> None:
        """One letter is enough."""
        self.query_one("#commitment").focus()

    def deed(self) -> Deed:
        """The commitment with its evidence."""
        commitment, evidence = self.chosen("commitment"), self.chosen("evidence")
        on = self.text("on")
        return Deed(
            note_commitment,
            self.person,
            (Commitment(commitment) if commitment else None,),
            {
                "evidence": EvidenceKind(evidence) if evidence else None,
                "note": self.text("note"),
                "basis": Basis(self.chosen("basis") or Basis.OBSERVED),
                "on": parse_day(on, self.desk.today, field="on") if on else None,
            },
        )


class BarrierDialog(Form):
    """Note what holds somebody back: ``Deed(note_barrier, person, barriers, concern=…)``.

    Args:
        desk: The map as it is shown.
        person: Who.
    """

    HINT = "Letters switch on and off; the first is the main one · Enter save"

    def __init__(self, desk: Desk, person: PersonId) -> None:
        super().__init__(desk)
        self.person = person

    def heading(self) -> str:
        """Who."""
        return f"What holds {name_of(self.desk.org, self.person)} back"

    def fields(self) -> Iterable[Widget]:
        """The barriers, and the worry in their words."""
        yield Row("Barriers", Choice(BARRIERS, id="barrier", several=True))
        yield Row("Their words", Line(id="concern", hint="what they said"))

    def on_mount(self) -> None:
        """Begin with what is known."""
        barriers = self.query_one("#barrier", Choice)
        barriers.values = tuple(
            word.value for word in self.desk.org.judgements(self.person).barriers
        )
        barriers.focus()

    def deed(self) -> Deed:
        """The barriers with the worry."""
        return Deed(
            note_barrier,
            self.person,
            (self.query_one("#barrier", Choice).values,),
            {"concern": self.text("concern")},
        )

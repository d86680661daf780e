"""The initiative: who I am, who decides, when and with whom it is enough, how many talks a week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import Static

from cxmap.model.words import MassWeights, PersonId
from cxmap.plan.rules import DISCLAIMER
from cxmap.session.desk import Desk
from cxmap.session.entry.fields import settings_from_text
from cxmap.session.planning.mapping import usable_rules
from cxmap.tui.deed import Deed
from cxmap.tui.dialogs.choice import Choice, Option
from cxmap.tui.dialogs.form import Form, Line, Row
from cxmap.tui.dialogs.person_field import PersonField

_SHARES = (
    Option("majority", "more than half", "h"),
    Option("0.6", "60 %", "6"),
    Option("two_thirds", "two thirds", "t"),
    Option("0.75", "three quarters", "q"),
)
_WEIGHTS = (
    Option(MassWeights.EQUAL, "all the same", "s"),
    Option(MassWeights.POWER, "by power", "p"),
)
_SHARE_OF = {"majority": None, "0.6": 0.6, "two_thirds": 2 / 3, "0.75": 0.75}
_NEAR = 0.001


class SettingsDialog(Form):
    """Settle the initiative: ``Deed(settings_from_text, None, ({key: text, …},))``.

    Args:
        desk: The map as it is shown.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._before: dict[str, str] = {}

    def heading(self) -> str:
        """Which initiative."""
        return f"Settings of {self.desk.org.initiative.name or 'this map'}"

    def fields(self) -> Iterable[Widget]:
        """Name, people, critical mass, pace, forum."""
        settings = self.desk.org.initiative
        rules = usable_rules(self.desk.org)
        yield Row("Name", Line(settings.name, id="name"))
        yield Row("I am", PersonField(self.desk, settings.me, id="me"))
        president = settings.president or self.desk.hierarchy.president
        yield Row("President", PersonField(self.desk, president, id="president"))
        yield Row("Enough is", Choice(_SHARES, _share_of(settings.mass.quorum), id="quorum"))
        yield Row("Leaders weigh", Choice(_WEIGHTS, settings.mass.weights, id="weights"))
        must = self._names(settings.mass.must_haves)
        yield Row(
            "Must-haves", Line(must, id="must_haves", hint="not without these; names, commas")
        )
        vetoes = self._names(settings.mass.vetoes)
        yield Row("Vetoes", Line(vetoes, id="vetoes", hint="must not be against; names, commas"))
        hint = "wait for each other; a reason written here lets nobody wait"
        yield Row("Stages", Line(settings.override_gates, id="override_gates", hint=hint))
        pace = str(rules["capacity_per_week"])
        yield Row("Talks a week", Line(pace, id="capacity"))
        forum = settings.forum_on.isoformat() if settings.forum_on else ""
        yield Row("Forum on", Line(forum, id="forum_on", hint="2026-06-15; empty if not set"))
        about = f"{DISCLAIMER} = on any screen shows every one of them."
        yield Static(about, classes="form--about", markup=False)

    def _names(self, people: Iterable[PersonId]) -> str:
        """People as they are typed: by name, by id where a name would not be found again."""
        known = self.desk.org.people
        often = Counter(person.display_name for person in known.values()) if people else Counter()
        return ", ".join(
            name if often[name] == 1 and "," not in name else who
            for who in people
            if who in known
            for name in [known[who].display_name]
        )

    def on_mount(self) -> None:
        """Remember what was there."""
        self._before = self._typed()
        self.query_one("#me Input").focus()

    def _typed(self) -> dict[str, str]:
        lines = ("name", "must_haves", "vetoes", "override_gates", "capacity", "forum_on")
        found = {name: self.text(name) for name in lines}
        for name in ("me", "president"):
            found[name] = self.query_one(f"#{name}", PersonField).person or ""
        return found | {name: self.chosen(name) for name in ("quorum", "weights")}

    def deed(self) -> Deed:
        """What is different now."""
        typed = self._typed()
        changed = {name: text for name, text in typed.items() if text != self._before[name]}
        return Deed(settings_from_text, None, (changed,))


def _share_of(quorum: float | None) -> str:
    """The choice that stands for a share; empty for a share of the lead's own."""
    for name, share in _SHARE_OF.items():
        if share is quorum or (share and quorum and abs(share - quorum) < _NEAR):
            return name
    return ""

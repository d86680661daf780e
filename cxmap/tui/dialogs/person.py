"""What is known of a person, changed in one form."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import Static

from cxmap.model.words import PersonId
from cxmap.session.desk import Desk
from cxmap.session.entry.fields import set_fields
from cxmap.tui.deed import Deed
from cxmap.tui.dialogs.choice import Choice, Option
from cxmap.tui.dialogs.form import Form, Line, Notes, Row
from cxmap.tui.dialogs.person_field import PersonField
from cxmap.tui.dialogs.scales import ROLES, VISIBILITIES

_FLAGS = (
    Option("gatekeeper", "gatekeeper", "g"),
    Option("signs_off", "signs off", "s"),
    Option("forum_member", "forum member", "f"),
    Option("co_owner", "co-owner", "c"),
    Option("partner", "partner", "p"),
)
_REACH = (
    Option("yes", "yes", "y"),
    Option("no", "no", "n"),
    Option("unknown", "not said", "s"),
)
_TEXTS = (
    ("name", "Name", "display_name", ""),
    ("title", "Title", "title", ""),
    ("department", "Unit", "department", ""),
    ("email", "E-mail", "email", ""),
)
_WORDS = (
    ("priorities", "Cares about", "priorities", "in their own words"),
    ("brings", "Can bring", "brings", "data, method, budget, access"),
)


class PersonDialog(Form):
    """Change a person: ``Deed(set_fields, person, ({field: text, …},))``.

    Args:
        desk: The map as it is shown.
        person: Who.
    """

    HINT = "Enter or ctrl+s save · Tab next · Esc nothing"

    def __init__(self, desk: Desk, person: PersonId) -> None:
        super().__init__(desk)
        self.person = person
        self._before: dict[str, str] = {}

    def heading(self) -> str:
        """Who."""
        return self.desk.person(self.person).display_name

    def fields(self) -> Iterable[Widget]:
        """What is typed, what is chosen, notes."""
        found = self.desk.person(self.person)
        for name, label, field, hint in _TEXTS:
            yield Row(label, Line(getattr(found, field), id=name, hint=hint))
        but = frozenset({self.person})
        yield Row("Reports to", PersonField(self.desk, found.manager, id="manager", but=but))
        guess = " (a guess)" if found.roles_confidence is not None else ""
        yield Row(f"Role{guess}", Choice(ROLES, id="roles", several=True))
        yield Row("Besides", Choice(_FLAGS, id="flags", several=True))
        reach = {True: "yes", False: "no", None: "unknown"}[found.reach]
        yield Row("Can I ask?", Choice(_REACH, reach, id="reach"))
        for name, label, field, hint in _WORDS:
            yield Row(label, Line(getattr(found, field), id=name, hint=hint))
        yield Row("Shown to", Choice(VISIBILITIES, found.visibility, id="visibility"))
        yield Static("Notes", classes="form--more", markup=False)
        yield Notes(found.notes, id="notes", hint="write nothing you would not say to the person")

    def on_mount(self) -> None:
        """Take the chosen ones, and remember what was there."""
        found = self.desk.person(self.person)
        self.query_one("#roles", Choice).values = tuple(role.value for role in found.roles)
        self.query_one("#flags", Choice).values = tuple(flag.value for flag in found.flags)
        self._before = self._typed()
        self.query_one("#name").focus()

    def _typed(self) -> dict[str, str]:
        """Every field as text."""
        texts = [name for name, *_ in (*_TEXTS, *_WORDS)] + ["notes"]
        found = {name: self.text(name) for name in texts}
        manager = self.query_one("#manager", PersonField).person
        found["manager"] = manager or ""
        found["roles"] = ",".join(self.query_one("#roles", Choice).values)
        chosen = self.query_one("#flags", Choice).values
        found |= {flag.value: "yes" if flag.value in chosen else "no" for flag in _FLAGS}
        found["reach"] = self.chosen("reach")
        found["visibility"] = self.chosen("visibility")
        return found

    def deed(self) -> Deed:
        """What is different now."""
        typed = self._typed()
        changed = {name: text for name, text in typed.items() if text != self._before[name]}
        return Deed(set_fields, self.person, (changed,))

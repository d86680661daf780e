"""One planning number."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import Static

from cxmap.plan.rules import Rule
from cxmap.session.desk import Desk
from cxmap.session.entry.fields import settings_from_text
from cxmap.session.entry.settings_fields import PLAN
from cxmap.session.planning.mapping import usable_rules
from cxmap.tui.deed import Deed
from cxmap.tui.dialogs.form import Form, Line, Row


class RuleDialog(Form):
    """Change a planning number: ``Deed(settings_from_text, None, ({"plan.NAME": text},))``.

    Args:
        desk: The map as it is shown.
        rule: Which number.
    """

    def __init__(self, desk: Desk, rule: Rule) -> None:
        super().__init__(desk)
        self._rule = rule

    def heading(self) -> str:
        """What the number says."""
        return f"{self._rule.text} …"

    def fields(self) -> Iterable[Widget]:
        """The value, and what is allowed."""
        rule = self._rule
        yield Row("Value", Line(str(usable_rules(self.desk.org)[rule.name]), id="value"))
        about = f"{rule.low} to {rule.high} {rule.unit}; default {rule.default}. {rule.source}."
        yield Static(about, classes="form--about", markup=False)

    def on_mount(self) -> None:
        """Begin with the value, all of it chosen."""
        line = self.query_one("#value", Line)
        line.focus()
        line.action_select_all()

    def deed(self) -> Deed:
        """The change; an empty line means the default."""
        typed = self.text("value") or "default"
        return Deed(settings_from_text, None, ({f"{PLAN}{self._rule.name}": typed},))

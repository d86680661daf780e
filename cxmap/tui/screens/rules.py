"""Every planning number: value, default, range, unit, source; Enter changes one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from cxmap.plan.rules import BY_NAME, DISCLAIMER, PlanRules, Rule
from cxmap.session.entry.settings_fields import PLAN, rules_shown
from cxmap.session.planning.mapping import rules_of
from cxmap.tui.app import CxmapApp
from cxmap.tui.deed import Deed
from cxmap.tui.pages import Lines, paragraph
from cxmap.tui.widgets.cells import Cell, Column, Span, Tone
from cxmap.tui.widgets.rows import RowList
from cxmap.tui.widgets.sheet import Sheet

COLUMNS = (
    Column(title="What it says", share=3, least=30),
    Column(title="Value", width=7, is_number=True),
    Column(title="Default", width=7, is_number=True),
    Column(title="Range", width=11),
    Column(title="Unit", share=1, least=12, from_width=84),
)
"""What stands in the list."""

_HEADING = "#"


class RuleRows:
    """The planning numbers under their headings."""

    def __init__(self, rules: PlanRules) -> None:
        self._rules = rules
        self._rows: list[Rule | str] = []
        for rule in rules_shown():
            if not self._rows or rule.group != _group_of(self._rows[-1]):
                self._rows.append(rule.group)
            self._rows.append(rule)
        self._places = {self.key(at): at for at in range(len(self._rows))}

    def __len__(self) -> int:
        """Numbers and headings."""
        return len(self._rows)

    def key(self, row: int) -> str:
        """Name of a number; a heading's begins with a sign of its own."""
        found = self._rows[row]
        return f"{_HEADING}{row}" if isinstance(found, str) else found.name

    def row_of(self, key: str) -> int | None:
        """Row of a number."""
        return self._places.get(key)

    def cells(self, row: int) -> Sequence[Cell]:
        """Words, value, default, range, unit."""
        rule = self._rows[row]
        if isinstance(rule, str):
            return ((Span(rule, Tone.PRIMARY),), (), (), (), ())
        value = self._rules[rule.name]
        changed = value != rule.default
        return (
            (Span(f"  {rule.text}"),),
            (Span(str(value), Tone.ACCENT if changed else Tone.STRONG),),
            (Span(str(rule.default), Tone.MUTED),),
            (Span(f"{rule.low} to {rule.high}", Tone.MUTED),),
            (Span(rule.unit, Tone.MUTED),),
        )


def _group_of(row: Rule | str) -> str:
    return row if isinstance(row, str) else row.group


class RulesScreen(ModalScreen[None]):
    """The table of planning numbers on top of a screen.

    Args:
        program: The app.
    """

    CSS_PATH = "rules.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,equals_sign,q", "dismiss", "close", show=False),
        Binding("d,backspace,delete", "restore", "default", show=False),
        Binding("u", "step('undo')", "undo", show=False),
        Binding("ctrl+r", "step('redo')", "redo", show=False),
    ]

    def __init__(self, program: CxmapApp) -> None:
        super().__init__()
        self._program = program

    def compose(self) -> ComposeResult:
        """The disclaimer, the numbers, what stands behind the one under the cursor."""
        with Vertical():
            yield Sheet(self._disclaimer, id="disclaimer")
            yield RowList(COLUMNS, glyphs=self._program.glyphs)
            yield Sheet(self._source, id="source")

    def on_mount(self) -> None:
        """Name the frame and show the numbers."""
        box = self.query_one(Vertical)
        box.border_title = "Planning numbers"
        box.border_subtitle = "Enter changes · d default · u undo · Esc closes"
        listing = self.query_one(RowList)
        listing.companion = self._show_source
        listing.show(RuleRows(rules_of(self._program.desk.org)), key=rules_shown()[0].name)
        listing.scroll_to(y=0, animate=False, force=True)
        listing.focus()

    def _show_source(self) -> None:
        self.query_one("#source", Sheet).show(self._source)

    @property
    def rule(self) -> Rule | None:
        """The number under the cursor; None on a heading."""
        return BY_NAME.get(self.query_one(RowList).key or "")

    def _disclaimer(self, width: int) -> Lines:
        return paragraph(DISCLAIMER, width, Tone.WARN)

    def _source(self, width: int) -> Lines:
        rule = self.rule
        if rule is None:
            return ()
        name = f"{PLAN}{rule.name} on the command line. Source: {rule.source}."
        return paragraph(name, width, Tone.MUTED)

    def on_row_list_opened(self, message: RowList.Opened) -> None:
        """Enter on a number: change it."""
        from cxmap.tui.dialogs.rule import RuleDialog

        rule = self.rule
        if rule is not None:
            self.app.push_screen(RuleDialog(self._program.desk, rule), self._carry_out)

    def action_restore(self) -> None:
        """Back to the default."""
        from cxmap.session.entry.fields import settings_from_text

        rule = self.rule
        if rule is not None:
            deed = Deed(settings_from_text, None, ({f"{PLAN}{rule.name}": "default"},))
            self._carry_out(deed)

    def action_step(self, way: str) -> None:
        """Undo or redo, and show what the numbers are now."""
        self._program.action_undo() if way == "undo" else self._program.action_redo()
        self._show_again()

    def _carry_out(self, deed: Deed | None) -> None:
        if deed is not None:
            self._program.carry_out(deed)
            self._show_again()

    def _show_again(self) -> None:
        self.query_one(RowList).show(RuleRows(rules_of(self._program.desk.org)))

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
from cxmap.session.planning.mapping import unusable_rule, usable_rules
from cxmap.session.planning.own_record import OwnRecord, adopt_record, own_record
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

WITH_RECORD = (*COLUMNS[:3], Column(title="Yours", width=9, is_number=True), *COLUMNS[3:])
"""The same with my own talks to commitment beside the default, once enough people are won."""

NO_RECORD = OwnRecord(won=0, needed=0, lines=())
"""Stands there before the record is looked at."""
_HEADING = "#"


class RuleRows:
    """The planning numbers under their headings.

    Args:
        rules: The numbers in force.
        record: The lead's own talks to commitment; a column more when it has lines.
    """

    def __init__(self, rules: PlanRules, record: OwnRecord = NO_RECORD) -> None:
        self._rules = rules
        self._record = {line.name: line for line in record.lines}
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
        """Words, value, default, my own record if there is one, range, unit."""
        rule = self._rows[row]
        if isinstance(rule, str):
            blank: list[Cell] = [(), ()] if self._record else [()]
            return ((Span(rule, Tone.PRIMARY),), (), *blank, (), ())
        value = self._rules[rule.name]
        changed = value != rule.default
        return (
            (Span(f"  {rule.text}"),),
            (Span(str(value), Tone.ACCENT if changed else Tone.STRONG),),
            (Span(str(rule.default), Tone.MUTED),),
            *self._yours(rule),
            (Span(f"{rule.low} to {rule.high}", Tone.MUTED),),
            (Span(rule.unit, Tone.MUTED),),
        )

    def _yours(self, rule: Rule) -> Sequence[Cell]:
        """My own talks beside the number; what would fit in full colour."""
        if not self._record:
            return ()
        line = self._record.get(rule.name)
        if line is None:
            return ((),)
        tone = Tone.MUTED if line.offered is None else Tone.ACCENT
        return ((Span(f"{line.talks:.1f} talks", tone),),)


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
        Binding("o", "adopt", "take my own record's numbers", show=False),
        Binding("u", "step('undo')", "undo", show=False),
        Binding("ctrl+r", "step('redo')", "redo", show=False),
    ]

    def __init__(self, program: CxmapApp) -> None:
        super().__init__()
        self._program = program
        self._record = NO_RECORD

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
        listing = self.query_one(RowList)
        listing.companion = self._show_source
        self._show_again(key=rules_shown()[0].name)
        listing.scroll_to(y=0, animate=False, force=True)
        listing.focus()

    def _show_source(self) -> None:
        self.query_one("#source", Sheet).show(self._source)

    @property
    def rule(self) -> Rule | None:
        """The number under the cursor; None on a heading."""
        return BY_NAME.get(self.query_one(RowList).key or "")

    def _disclaimer(self, width: int) -> Lines:
        said = unusable_rule(self._program.desk.org) or f"{DISCLAIMER} {self._record.says}"
        return paragraph(said, width, Tone.WARN)

    def _source(self, width: int) -> Lines:
        rule = self.rule
        if rule is None:
            return ()
        own = next((line.says for line in self._record.lines if line.name == rule.name), "")
        said = f"{rule.text} ({rule.unit}). {PLAN}{rule.name}; source: {rule.source}."
        mine = paragraph(f"{own[:1].upper()}{own[1:]}.", width, Tone.ACCENT) if own else ()
        return [*mine, *paragraph(said, width, Tone.MUTED)]

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

    def action_adopt(self) -> None:
        """Take the numbers that my own record offers."""
        if self._record.offers:
            self._carry_out(Deed(adopt_record))

    async def action_step(self, way: str) -> None:
        """Undo or redo, and show what the numbers are now."""
        await self._program.run_action(way)
        self._show_again()

    def _carry_out(self, deed: Deed | None) -> None:
        if deed is not None:
            self._program.carry_out(deed)
            self._show_again()

    def _show_again(self, key: str | None = None) -> None:
        """The numbers as they are now, with what the lead's own record makes of them."""
        desk = self._program.desk
        self._record = own_record(desk)
        listing = self.query_one(RowList)
        listing.set_columns(WITH_RECORD if self._record.lines else COLUMNS)
        listing.show(RuleRows(usable_rules(desk.org), self._record), key=key)
        takes = "o takes yours · " if self._record.offers else ""
        subtitle = f"Enter changes · d default · {takes}u undo · Esc closes"
        self.query_one(Vertical).border_subtitle = subtitle
        self.query_one("#disclaimer", Sheet).show(self._disclaimer)

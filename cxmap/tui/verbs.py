"""The verbs: letters that mean the same on every screen with a person under the cursor."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from cxmap.model.words import PersonId
from cxmap.session.desk import Desk
from cxmap.session.showing.views import PersonRow
from cxmap.tui.deed import Deed
from cxmap.tui.frame import MapScreen
from cxmap.tui.glyphs import in_words
from cxmap.tui.keys import bindings_of
from cxmap.tui.widgets.rows import RowList

if TYPE_CHECKING:
    from cxmap.tui.dialogs.form import Form


class PersonScreen(MapScreen):
    """A screen on which somebody is under the cursor, or several are marked."""

    PLACES = (*MapScreen.PLACES, "person")
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("person"))

    def row(self) -> PersonRow | None:
        """The person under the cursor as a row."""
        return None if self.person is None else self.program.row(self.person)

    def listed(self) -> Iterable[PersonId]:
        """Everybody on the screen's list, in its order."""
        return self.people

    # Opening.

    def on_row_list_opened(self, message: RowList.Opened) -> None:
        """Enter or a double click on a row: the person's card."""
        self.open_card(message.key)

    def open_card(self, person: PersonId) -> None:
        """Open everything about one person."""
        from cxmap.tui.screens.card import CardScreen

        self.app.push_screen(CardScreen(person))

    # Deciding in a dialog.

    def action_talk(self) -> None:
        """Log a talk."""
        from cxmap.tui.dialogs.log_talk import LogTalkDialog

        self.decide(lambda desk, person: LogTalkDialog(desk, person, ask=self.proposed_ask()))

    def action_ask(self) -> None:
        """Ask for something, or say what became of an ask."""
        from cxmap.tui.dialogs.asks import AskDialog

        self.decide(lambda desk, person: AskDialog(desk, person, proposed=self.proposed_ask()))

    def action_commitment(self) -> None:
        """Note what they do."""
        from cxmap.tui.dialogs.judgements import CommitmentDialog

        self.decide(CommitmentDialog)

    def action_stance(self) -> None:
        """Note what they say."""
        from cxmap.tui.dialogs.judgements import StanceDialog

        self.decide(StanceDialog)

    def action_barrier(self) -> None:
        """Note what holds them back."""
        from cxmap.tui.dialogs.judgements import BarrierDialog

        self.decide(BarrierDialog)

    def action_role(self) -> None:
        """Confirm the part somebody plays, or change it."""
        from cxmap.tui.dialogs.role import RoleDialog

        self.decide(RoleDialog)

    def action_edit(self) -> None:
        """Change what is known of somebody."""
        from cxmap.tui.dialogs.person import PersonDialog

        if self.program.is_masked:
            self.program.say("Show the names first, with m: an edit now would save the aliases")
            return
        self.decide(PersonDialog)

    def action_relation(self) -> None:
        """Note how two people hang together."""
        from cxmap.tui.dialogs.relation import RelationDialog

        self.decide(RelationDialog)

    def action_skip(self) -> None:
        """Leave out of the suggestions."""
        from cxmap.tui.dialogs.skip import SkipDialog

        self.decide(SkipDialog)

    def proposed_ask(self) -> str:
        """What the plan proposes to ask of the person under the cursor; empty for nothing."""
        return ""

    def decide(self, dialog: Callable[[Desk, PersonId], Form]) -> None:
        """Open a dialog about the person, or the first of the marked, and do what it hands back."""
        people = self.people
        if not people:
            self.program.say("Nobody is under the cursor")
            return

        def carry_out(deed: Deed | None) -> None:
            if deed is not None:
                self.program.carry_out(deed, people)

        form = dialog(self.program.desk, people[0])
        if len(people) > 1:
            form.aside = f", and the same for {len(people) - 1} more"
        self.app.push_screen(form, carry_out)

    # Doing at once.

    def action_pin(self) -> None:
        """Put the person first in the plan, or take the pin off."""
        from cxmap.session.intents.people import pin

        row = self.row()
        if row is not None:
            self.program.carry_out(Deed(pin, row.id, named={"off": row.pinned}), self.people)

    def action_why(self) -> None:
        """Say what speaks for a talk, and what against."""
        from cxmap.tui.screens.why import WhyScreen

        if self.person is not None:
            self.app.push_screen(WhyScreen(self.program, self.person))

    def action_way(self) -> None:
        """Say who can open the door."""
        from cxmap.tui.screens.way import WayScreen

        if self.person is not None:
            self.app.push_screen(WayScreen(self.program, self.person))

    def action_what_if(self) -> None:
        """Suppose something about the person, and see what would be different."""
        from cxmap.tui.screens.what_if import WhatIfScreen

        if self.person is not None:
            self.app.push_screen(WhatIfScreen(self.program, self.person))

    def action_prepare(self) -> None:
        """One page for one talk."""
        from cxmap.tui.screens.brief import BriefScreen

        if self.person is not None:
            self.app.push_screen(BriefScreen(self.program, self.person))

    def action_delete(self) -> None:
        """Take the person off the map, after asking."""
        from cxmap.session.intents.people import remove_person
        from cxmap.tui.dialogs.question import Question

        row, people = self.row(), self.people
        if row is None:
            return

        def answered(yes: bool | None) -> None:  # noqa: FBT001 - Textual hands the answer over
            if yes:
                self.program.carry_out(Deed(remove_person, people[0]), people)

        who = row.name if len(people) == 1 else f"{len(people)} people"
        text = f"Take {who} off the map, with everything that is only about them? u brings it back."
        self.app.push_screen(Question(text), answered)

    def action_copy(self) -> None:
        """Copy the row under the cursor as text."""
        row = self.row()
        if row is not None:
            self.copy_text(as_text([row]), "row")

    def action_copy_all(self) -> None:
        """Copy everybody on the list as text."""
        rows = [self.program.row(person) for person in self.listed()]
        if rows:
            self.copy_text(as_text(rows), f"list of {len(rows)}")

    def copy_text(self, text: str, what: str) -> None:
        """Send a text to the terminal's clipboard, and be honest about it."""
        self.app.copy_to_clipboard(text)
        self.program.say(
            f"Sent the {what} to the clipboard. If it does not paste, this terminal does not allow it:"
            " E writes a file, Shift and the mouse select."
        )


def as_text(rows: Iterable[PersonRow]) -> str:
    """Rows for pasting into a sheet: one person a line, columns separated by tabs."""
    lines = [
        "\t".join(
            (
                row.name,
                row.title,
                " and ".join(in_words(role) for role in row.roles),
                in_words(row.stance),
                in_words(row.commitment),
                row.last_touch.isoformat() if row.last_touch else "",
            )
        )
        for row in rows
    ]
    return "\n".join(lines)

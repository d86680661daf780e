"""The part a person plays and what they answer for: guesses confirmed, or changed with a letter."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import Static

from cxmap.model.words import PersonId, Role
from cxmap.session.desk import Desk
from cxmap.session.intents.people import confirm_role
from cxmap.tui.deed import Deed
from cxmap.tui.dialogs.choice import Choice
from cxmap.tui.dialogs.form import Form, Row
from cxmap.tui.dialogs.scales import FUNCTIONS, ROLES


class RoleDialog(Form):
    """Say what part somebody plays: ``Deed(confirm_role, person, (roles,), {"function": …})``.

    A letter of the part saves at once; the function shown is confirmed with it.

    Args:
        desk: The map as it is shown.
        person: Who.
    """

    HINT = "a letter changes the part · Enter confirms both · Esc nothing"

    def __init__(self, desk: Desk, person: PersonId) -> None:
        super().__init__(desk)
        self.person = person

    def heading(self) -> str:
        """Who, with the title that the guess rests on."""
        found = self.desk.person(self.person)
        title = f", {found.title}" if found.title else ""
        return f"{found.display_name}{title}"

    def fields(self) -> Iterable[Widget]:
        """The roles, and how sure the guess is."""
        found = self.desk.person(self.person)
        role = found.roles[0] if found.roles else Role.OTHER
        yield Row("Plays the part", Choice(ROLES, role, id="role"))
        yield Row("Function", Choice(FUNCTIONS, found.function or "other", id="function"))
        guesses = (
            ("the part", found.roles_confidence),
            ("the function", found.function_confidence),
        )
        sure = [f"{what} {share:.0%} sure" for what, share in guesses if share is not None]
        if sure:
            about = f"Guessed from the title: {', '.join(sure)}."
            yield Static(about, classes="form--about", markup=False)

    def on_mount(self) -> None:
        """One letter is enough."""
        self.query_one("#role").focus()

    def on_choice_changed(self, event: Choice.Changed) -> None:
        """A letter of the part has said it all."""
        event.stop()
        if event.choice.id == "role":
            self.action_save()

    def deed(self) -> Deed:
        """The part as it is chosen; owner and driver stay together when nothing was changed."""
        found = self.desk.person(self.person)
        chosen = Role(self.chosen("role") or Role.OTHER)
        roles = found.roles if found.roles and chosen is found.roles[0] else (chosen,)
        return Deed(confirm_role, self.person, (roles,), {"function": self.chosen("function")})

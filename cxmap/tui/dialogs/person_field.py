"""One person, found by typing a part of the name."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from cxmap.errors import PersonNotFound
from cxmap.model.hierarchy import short_title
from cxmap.model.words import PersonId
from cxmap.session.desk import Desk
from cxmap.session.entry.persons import PeopleSearch, find_person

SHOWN = 5
"""Matches that are shown at once."""


class PersonField(Vertical):
    """Type a part of a name; up and down choose among those who fit.

    Args:
        desk: The map as it is shown.
        person: Who stands there at first; None for nobody.
        but: People who are not offered, such as the one the form is about.
        id: As for every widget.
        hint: Shown while nothing is typed.
    """

    def __init__(
        self,
        desk: Desk,
        person: PersonId | None = None,
        *,
        id: str,  # noqa: A002 - Textual's name
        but: frozenset[PersonId] = frozenset(),
        hint: str = "part of a name",
    ) -> None:
        super().__init__(id=id)
        self._desk = desk
        self._search = PeopleSearch(desk.org)
        self._but = but
        self._hint = hint
        self._found: list[PersonId] = []
        self._at = 0
        known = desk.org.people.get(person or "")
        self._first = known.display_name if known else ""
        self._picked = person if known else None

    def compose(self) -> ComposeResult:
        """The line, and who fits below it."""
        line = Input(self._first, placeholder=self._hint, compact=True)
        line.cursor_blink = False
        yield line
        yield Static("", classes="person--found", markup=False)

    def on_mount(self) -> None:
        """Nothing is found before something is typed."""
        self._tell([])

    @property
    def person(self) -> PersonId | None:
        """Who is meant; None when nothing is typed.

        Raises:
            PersonNotFound: If what is typed fits nobody, or several and none is chosen.
        """
        typed = self.query_one(Input).value.strip()
        if not typed:
            return None
        if self._picked is not None:
            return self._picked
        if self._found:
            return self._found[self._at]
        return find_person(self._desk.org, typed)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look again with every letter."""
        event.stop()
        known = self._desk.org.people.get(self._picked or "")
        if known is not None and known.display_name == event.value:
            return
        self._picked, self._at = None, 0
        found = self._search.find(event.value) if event.value.strip() else []
        self._found = [who for who in found if who not in self._but]
        self._show()

    def on_key(self, event: events.Key) -> None:
        """Up and down choose, Enter takes the chosen one before it saves the form."""
        if event.key in ("up", "down") and len(self._found) > 1:
            self._at = (self._at + (1 if event.key == "down" else -1)) % len(self._found)
            self._show()
            event.stop()
            event.prevent_default()

    def on_input_blurred(self, _: Input.Blurred) -> None:
        """Leaving the line takes the chosen one."""
        try:
            person = self.person
        except PersonNotFound:
            return
        if person is not None:
            self._picked = person
            self._found = []
            self.query_one(Input).value = self._desk.org.people[person].display_name
            self._tell([])

    def _show(self) -> None:
        first = max(0, min(self._at - SHOWN + 1, len(self._found) - SHOWN))
        lines = []
        for at, who in enumerate(self._found[first : first + SHOWN], start=first):
            found = self._desk.org.people[who]
            sign = "→ " if at == self._at else "  "
            lines.append(Content(f"{sign}{found.display_name}  {short_title(found)}"))
        if len(self._found) > SHOWN:
            lines.append(Content(f"  {len(self._found)} fit; type more, or go down"))
        self._tell(lines)

    def _tell(self, lines: list[Content]) -> None:
        """Show some lines below the field; it takes no room when there are none."""
        found = self.query_one(".person--found", Static)
        found.display = bool(lines)
        found.update(Content("\n").join(lines))

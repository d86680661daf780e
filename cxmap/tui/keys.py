"""Every key of cxmap in one table: bindings, footer, help and palette are read from it.

A letter is a verb and means the same on every screen. Each line has an id under which the settings
can give it another key.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from textual.binding import Binding


@dataclass(frozen=True)
class KeyLine:
    """One thing that a key does."""

    id: str
    """Stable name, ``place.verb``, used in the settings."""
    keys: str
    """Textual's key names, separated by commas; the first is the one that is shown."""
    action: str
    """Action of the app, the screen or the list."""
    word: str
    """One or two words, for the footer."""
    says: str
    """One sentence, for the help and the palette."""

    @property
    def place(self) -> str:
        """Where the key works: the part of the id before the point."""
        return self.id.partition(".")[0]


TABLE: tuple[KeyLine, ...] = (
    KeyLine("app.next", "1", "go('next')", "Next", "Whom to talk to next"),
    KeyLine("app.organisation", "2", "go('organisation')", "Organisation", "Who reports to whom"),
    KeyLine("app.mass", "3", "go('mass')", "Mass", "How close critical mass is"),
    KeyLine("app.network", "4", "go('network')", "Network", "The people around somebody, drawn"),
    KeyLine("app.people", "5", "go('people')", "People", "Everybody, filtered and sorted"),
    KeyLine("app.plan", "6", "go('plan')", "Plan", "The whole order of talks, week by week"),
    KeyLine("app.history", "H", "go('history')", "History", "Everything that was done, and the way back"),
    KeyLine("app.help", "question_mark,f1", "help", "help", "Help for this place"),
    KeyLine("app.palette", "ctrl+p,colon", "command_palette", "all actions", "Find any action by name"),
    KeyLine("app.jump", "ctrl+o", "jump", "jump", "Put a letter on every part of the screen to jump to"),
    KeyLine("app.undo", "u", "undo", "undo", "Take the last change back"),
    KeyLine("app.redo", "ctrl+r", "redo", "redo", "Bring back what was undone"),
    KeyLine("app.repeat", "full_stop", "repeat", "repeat", "Do the last change again, to the person under the cursor"),
    KeyLine("app.mask", "m", "mask", "mask names", "Put aliases in place of names, and back"),
    KeyLine("app.add", "plus,A", "add_people", "add people", "Add people by typing, one a line"),
    KeyLine("app.import", "I", "import_people", "import", "Bring in people from a file"),
    KeyLine("app.export", "E", "export", "export", "Hand over a list or the plan as a file"),
    KeyLine("app.settings", "comma", "settings", "settings", "Say who you are, who decides, when it is enough"),
    KeyLine("app.rules", "equals_sign", "rules", "numbers", "Every planning number, with its source"),
    KeyLine("app.outlook", "F", "outlook", "forecast", "What to expect, what to check first, what the plan hangs on"),
    KeyLine("app.quit", "q", "quit", "quit", "Leave; everything is saved"),
    KeyLine("list.up", "up,k", "move(-1)", "up", "One row up"),
    KeyLine("list.down", "down,j", "move(1)", "down", "One row down"),
    KeyLine("list.page_up", "pageup", "page(-2)", "page up", "One page up"),
    KeyLine("list.page_down", "pagedown", "page(2)", "page down", "One page down"),
    KeyLine("list.half_up", "ctrl+u", "page(-1)", "half a page up", "Half a page up"),
    KeyLine("list.half_down", "ctrl+d", "page(1)", "half a page down", "Half a page down"),
    KeyLine("list.first", "home,g", "first", "first", "First row"),
    KeyLine("list.last", "end,G", "last", "last", "Last row"),
    KeyLine("list.open", "enter", "open", "open", "Open the row under the cursor"),
    KeyLine("sheet.up", "up,k", "line(-1)", "up", "One line up"),
    KeyLine("sheet.down", "down,j", "line(1)", "down", "One line down"),
    KeyLine("sheet.page_up", "pageup,ctrl+u", "scroll(-2)", "page up", "One page up"),
    KeyLine("sheet.page_down", "pagedown,ctrl+d", "scroll(2)", "page down", "One page down"),
    KeyLine("person.talk", "t", "talk", "talked", "Log a talk"),
    KeyLine("person.ask", "a", "ask", "ask", "Ask for something"),
    KeyLine("person.commitment", "c", "commitment", "commitment", "Note what they do, and the evidence"),
    KeyLine("person.stance", "s", "stance", "stance", "Note what they say"),
    KeyLine("person.barrier", "b", "barrier", "barrier", "Note what holds them back"),
    KeyLine("person.relation", "r", "relation", "relation", "Note how two people hang together"),
    KeyLine("person.role", "v", "role", "role", "Confirm the part they play, or change it"),
    KeyLine("person.edit", "e", "edit", "edit", "Change name, title, unit, manager, notes"),
    KeyLine("person.why", "w", "why", "why", "Why this person, why now"),
    KeyLine("person.way", "p", "way", "way in", "Who can open the door to them"),
    KeyLine("person.what_if", "W", "what_if", "what if", "What would be different, and keep it as a scenario"),
    KeyLine("person.prepare", "P", "prepare", "prepare", "Prepare a talk: one page"),
    KeyLine("person.skip", "x", "skip", "skip", "Leave out of the suggestions for now"),
    KeyLine("person.pin", "exclamation_mark", "pin", "pin", "Talk to this person first, and back"),
    KeyLine("person.copy", "y", "copy", "copy", "Copy this row as text"),
    KeyLine("person.copy_all", "Y", "copy_all", "copy list", "Copy the whole list as text"),
    KeyLine("person.delete", "D", "delete", "delete", "Take a person off the map; asks first"),
    KeyLine("find.search", "slash", "search", "search", "Search by name, title or unit"),
    KeyLine("find.next", "n", "find_next(1)", "next", "Next place that fits the search"),
    KeyLine("find.previous", "N", "find_next(-1)", "previous", "Place before that fits the search"),
    KeyLine("find.filter", "f", "filter", "filter", "Show only those who fit"),
    KeyLine("people.mark", "space", "mark", "mark", "Mark, to change several together"),
    KeyLine("people.next_list", "right", "list(1)", "next list", "Next saved list"),
    KeyLine("people.last_list", "left", "list(-1)", "list before", "Saved list before"),
    KeyLine("people.order", "greater_than_sign", "order(1)", "order by", "Order by the next column"),
    KeyLine("people.order_back", "less_than_sign", "order(-1)", "order back", "Order by the column before"),
    KeyLine("people.measures", "i", "measures", "measures", "Measures of the informal network as columns, and back"),
    KeyLine("organisation.unfold", "right", "unfold", "unfold", "Show who reports to them"),
    KeyLine("organisation.fold", "left", "fold", "fold", "Fold, or go to the manager"),
    KeyLine("organisation.unfold_all", "o", "unfold_all", "unfold all", "Show everybody"),
    KeyLine("organisation.fold_all", "O", "fold_all", "fold all", "Show only the first level"),
    KeyLine("organisation.root", "z", "root", "root here", "Begin the tree here; again for the whole"),
    KeyLine("mass.level", "l", "level", "on the level", "Count on the leadership level, or leave out"),
    KeyLine("network.further", "right,right_square_bracket", "steps(1)", "further", "One step further out"),
    KeyLine("network.nearer", "left,left_square_bracket", "steps(-1)", "nearer", "One step nearer"),
    KeyLine("network.centre", "z", "centre", "centre", "Put this person in the middle"),
    KeyLine("network.measures", "i,greater_than_sign", "measures", "measures", "Measures of the informal network, and back"),
    KeyLine("plan.next_objective", "right", "objective(1)", "other aim", "Plan for fewest talks, least effort, or fewest weeks"),
    KeyLine("plan.last_objective", "left", "objective(-1)", "aim before", "The aim before"),
    KeyLine("history.person", "h", "person_only", "this person", "Only the steps about this person, and back"),
    KeyLine("history.compare", "d", "compare_days", "two days", "What is different between two days"),
    KeyLine("screen.back", "escape", "back", "back", "One step back; leaves no screen without a way"),
)  # fmt: skip
"""All keys, in the order of the help."""

PLACES: Mapping[str, str] = {
    "organisation": "In the organisation",
    "people": "In the list of people",
    "mass": "On the mass screen",
    "network": "In the network",
    "plan": "On the plan",
    "person": "With a person under the cursor",
    "find": "Finding",
    "list": "In a list",
    "sheet": "On a page",
    "app": "Everywhere",
    "history": "In the history",
    "screen": "Leaving",
}
"""Headings of the help, what is special about a place first."""

_SHOWN = {
    "question_mark": "?",
    "colon": ":",
    "comma": ",",
    "full_stop": ".",
    "exclamation_mark": "!",
    "slash": "/",
    "plus": "+",
    "greater_than_sign": ">",
    "less_than_sign": "<",
    "equals_sign": "=",
    "right_square_bracket": "]",
    "left_square_bracket": "[",
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "tab": "Tab",
}

NEVER = ("alt+", "cmd+", "super+", "ctrl+shift+")
"""Keys that do not arrive in every terminal."""

TAKEN = ("ctrl+a", "ctrl+b", "ctrl+h", "ctrl+i", "ctrl+m", "ctrl+left_square_bracket")
"""Keys that terminals and multiplexers use themselves."""


def line(binding_id: str) -> KeyLine:
    """The line with that id.

    Raises:
        KeyError: If there is none.
    """
    return _BY_ID[binding_id]


_BY_ID = {entry.id: entry for entry in TABLE}


def bindings_of(*places: str) -> Iterable[Binding]:
    """Textual's bindings of some places."""
    return [
        Binding(entry.keys, entry.action, entry.word, show=False, id=entry.id, tooltip=entry.says)
        for entry in TABLE
        if entry.place in places
    ]


def shown_keys(keys: str) -> tuple[str, ...]:
    """Key names as they are printed on a keyboard: ``question_mark,f1`` gives ``?`` and ``F1``."""
    return tuple(_shown(key.strip()) for key in keys.split(","))


def _shown(key: str) -> str:
    if key in _SHOWN:
        return _SHOWN[key]
    if key.startswith("ctrl+"):
        return "Ctrl+" + key[len("ctrl+") :].upper()
    return key.upper() if len(key) > 1 and key[0] == "f" and key[1:].isdigit() else key


def clashes(keymap: Mapping[str, str]) -> list[str]:
    """What is wrong with the keys of the settings, one sentence each; empty when all is well.

    Args:
        keymap: Id of a line to its new keys.
    """
    found = [
        f"there is no action called {name}; see the help for the names"
        for name in keymap
        if name not in _BY_ID
    ]
    owners: dict[tuple[str, str], str] = {}
    for entry in TABLE:
        for key in keymap.get(entry.id, entry.keys).split(","):
            name = key.strip()
            if name.startswith(NEVER) or name in TAKEN:
                found.append(f"{entry.id}: {name} does not reach the program in every terminal")
            for place in _met_by(entry.place):
                other = owners.setdefault((place, name), entry.id)
                if other != entry.id:
                    found.append(f"{name} is given to both {other} and {entry.id}")
    return sorted(set(found))


_EVERYWHERE = ("app", "list", "person", "find", "screen")


def _met_by(place: str) -> tuple[str, ...]:
    """The screens on which a place's keys are heard."""
    own = ("organisation", "people", "mass", "network", "plan", "history")
    return own if place in _EVERYWHERE else (place,)

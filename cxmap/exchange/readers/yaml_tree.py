"""A tree of people in YAML: under every person the list of those who report there."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from cxmap.exchange.header_words import header_words

_KEY = re.compile(
    r"^(?P<indent> *)(?P<dash>- +)?(?P<key>[A-Za-z_][\w .-]*?) *:(?: +(?P<value>.*))?$"
)
_BELOW = frozenset(("children", "team", "members", "people"))
"""Keys of such a list beside those that a column header would have."""
_NAMING = frozenset(("name", "given_name", "title"))

_Person = tuple[int, dict[str, str]]


class _Tree:
    """The people read so far, and whose keys may follow."""

    def __init__(self) -> None:
        self.people: list[_Person] = []
        self.is_tree = False
        self._open: list[tuple[int, int]] = []
        """How far the keys of an open person are indented, and which person."""
        self._last: dict[int, str] = {}
        """The key read last of each person."""

    def take(self, line: int, match: re.Match[str], value: str) -> bool:
        """Take one line; False where it has no place in a tree."""
        indent = len(match["indent"]) + len(match["dash"] or "")
        key = match["key"].strip()
        while self._open and (
            self._open[-1][0] > indent or (match["dash"] and self._open[-1][0] == indent)
        ):
            self._open.pop()
        if match["dash"]:
            if self._open and not _lists_people(self._last[self._open[-1][1]]):
                return False
            self._begin(line, indent)
        elif not self.people and value and _NAMING & set(header_words(key).fields):
            self._begin(line, indent)
        elif not self._open:
            return True  # said of the whole document
        elif self._open[-1][0] != indent:
            return False
        person = self._open[-1][1]
        self._last[person] = key
        if value:
            self.people[person][1].setdefault(key, value)
        return True

    def _begin(self, line: int, indent: int) -> None:
        above = self.people[self._open[-1][1]][1]["id"] if self._open else ""
        self.is_tree = self.is_tree or bool(above)
        self.people.append((line, {"id": f"n{len(self.people) + 1}", "manager_id": above}))
        self._open.append((indent, len(self.people) - 1))


def people_of_tree(lines: Sequence[str], scalar: Callable[[str], str]) -> list[_Person]:
    """Everybody in a tree, from the top down, with a key and the key of the manager.

    Args:
        lines: The lines of one document, tabs and comments gone.
        scalar: Reads one value.

    Returns:
        Line and values a person; empty where no list stands below a person, or a line is of
        another shape.
    """
    tree = _Tree()
    for number, line in enumerate(lines, start=1):
        match = _KEY.match(line)
        if match is None or not tree.take(number, match, scalar((match["value"] or "").strip())):
            return []
    return tree.people if tree.is_tree else []


def _lists_people(key: str) -> bool:
    return key.lower() in _BELOW or "below" in header_words(key).fields

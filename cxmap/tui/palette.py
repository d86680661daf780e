"""Every action of the place and of the program, to be found by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from cxmap.tui.app import CxmapApp
from cxmap.tui.frame import MapScreen
from cxmap.tui.keys import TABLE, KeyLine, shown_keys
from cxmap.tui.theme import THEMES

Entry = tuple[str, str, str, Callable[[], object]]
"""What it says, its one word, which key does the same, and the doing."""

_OF_LISTS = ("list", "sheet", "screen")


class EveryAction(Provider):
    """The lines of the key table that work here, and what has no key of its own."""

    def _entries(self) -> Iterable[Entry]:
        screen, app = self.screen, self.app
        if not isinstance(screen, MapScreen) or not isinstance(app, CxmapApp):
            return
        chosen = app.config.keys
        for entry in TABLE:
            if entry.id != "app.palette" and self._is_heard(entry, screen):
                key = shown_keys(chosen.get(entry.id, entry.keys))[0]
                node = app if entry.place == "app" else screen
                yield entry.says, entry.word, key, partial(app.run_action, entry.action, node)
        for theme in THEMES:
            do = partial(setattr, app, "theme", theme.name)
            yield f"Colours: {theme.name}", "theme", "", do

    @staticmethod
    def _is_heard(entry: KeyLine, screen: MapScreen) -> bool:
        if entry.place in _OF_LISTS:
            return False
        return entry.place == "app" or entry.place in screen.PLACES

    async def discover(self) -> Hits:
        """Everything, in the order of the table."""
        for says, _, key, do in self._entries():
            yield DiscoveryHit(Content(says), do, text=says, help=_key_help(key))

    async def search(self, query: str) -> Hits:
        """What fits the words typed, by its sentence or by the word below the screen."""
        matcher = self.matcher(query)
        for says, word, key, do in self._entries():
            score = max(matcher.match(says), matcher.match(word))
            if score > 0:
                yield Hit(score, matcher.highlight(says), do, text=says, help=_key_help(key))


def _key_help(key: str) -> str | None:
    return f"key {key}" if key else None

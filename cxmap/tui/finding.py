"""Screens whose list can be searched and filtered by typing."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import BindingType

from cxmap.tui.keys import bindings_of
from cxmap.tui.verbs import PersonScreen
from cxmap.tui.widgets.bars import KeyBar
from cxmap.tui.widgets.find_bar import FindBar
from cxmap.tui.widgets.rows import RowList


class FindingScreen(PersonScreen):
    """A screen with one list in which ``/`` searches and ``f`` filters."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("find"))
    PLACES = (*PersonScreen.PLACES, "find")

    def __init__(self) -> None:
        super().__init__()
        self._sought = ""
        self._begun_at: str | None = None

    # To be filled by each screen.

    def seek(self, text: str, *, after: int, forwards: bool = True) -> str | None:
        """Key of the next row that fits; None when none does."""
        return None

    def go_to(self, key: str) -> None:
        """Put the cursor on a key, making it visible first."""
        self.listing.go_to(key)

    def narrow(self, text: str) -> str:
        """Show only what fits; says how many that is. An empty text shows everything."""
        return ""

    @property
    def narrowed(self) -> str:
        """The words of the filter that is on; empty for none."""
        return ""

    # The same for all.

    @property
    def listing(self) -> RowList:
        """The list of the screen."""
        return self.query_one(RowList)

    @property
    def person(self) -> str | None:
        """Who is under the cursor."""
        return self.listing.key

    async def action_search(self) -> None:
        """Open the line for searching."""
        await self._open("search", self._sought)

    async def action_filter(self) -> None:
        """Open the line for filtering."""
        await self._open("filter", self.narrowed)

    async def _open(self, kind: str, text: str) -> None:
        self._begun_at = self.listing.key
        async with self.batch():
            await self.query(FindBar).remove()
            await self.mount(FindBar(kind, text), before=self.query_one(KeyBar))

    def on_find_bar_typed(self, message: FindBar.Typed) -> None:
        """Search or filter while typing."""
        bar = self.query_one(FindBar)
        if message.kind == "filter":
            bar.count(self.narrow(message.text))
            return
        self._sought = message.text
        start = self._row_of_beginning()
        found = self.seek(message.text, after=start - 1) if message.text.strip() else None
        bar.count("" if found or not message.text.strip() else "nobody fits")
        if found is not None:
            self.go_to(found)

    def _row_of_beginning(self) -> int:
        row = None if self._begun_at is None else self.listing.rows.row_of(self._begun_at)
        return self.listing.cursor if row is None else row

    async def on_find_bar_done(self, message: FindBar.Done) -> None:
        """Keep what was found."""
        async with self.batch():
            await self._close()

    async def on_find_bar_left(self, message: FindBar.Left) -> None:
        """Go back to how it was before typing."""
        async with self.batch():
            if message.kind == "filter":
                self.narrow("")
            if self._begun_at is not None:
                self.go_to(self._begun_at)
            await self._close()

    async def _close(self) -> None:
        self.listing.focus()
        await self.query(FindBar).remove()

    async def action_find_next(self, step: int) -> None:
        """Go to the next place that fits the search, or the one before."""
        if not self._sought.strip():
            await self.action_search()
            return
        found = self.seek(self._sought, after=self.listing.cursor, forwards=step > 0)
        if found is None:
            self.program.say(f"Nobody fits {self._sought!r}")
        else:
            self.go_to(found)

    def action_back(self) -> None:
        """Take marks and filter off first, then leave."""
        steps: tuple[tuple[bool, Callable[[], object]], ...] = (
            (bool(self.listing.marks), lambda: self.listing.mark(())),
            (bool(self.narrowed), lambda: self.narrow("")),
        )
        for holds, step in steps:
            if holds:
                step()
                return
        super().action_back()

"""Names that somebody beside the lead must not read: on the screen, in messages, in the window's title."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from cxmap.text import clean_line
from cxmap.tui.deed import Deed

if TYPE_CHECKING:
    from cxmap.model.people import Person
    from cxmap.session.papers.mask import Mask
    from cxmap.tui.app import CxmapApp
    from cxmap.tui.veil import Veil

KEEP_TITLE = "\x1b[22;2t"
"""Asks the terminal to remember its present title."""
BRING_TITLE_BACK = "\x1b[23;2t"
"""Asks the terminal for the remembered title again."""
_LONGEST_TITLE = 60


class Discretion:
    """Aliases in place of names, as one key puts them on and takes them off."""

    def __init__(self, *, is_masked: bool) -> None:
        self.is_masked = is_masked
        self._made_veil: Veil | None = None

    def hidden(self, text: str) -> str:
        """A text as it may be shown: with aliases while names are masked."""
        if not self.is_masked:
            return text
        return self._veil.text(text, self._app.session.org.people)

    def remember_former(self, people: Iterable[Person]) -> None:
        """Learn of people who were on the map once, so that their names are masked too."""
        if self.is_masked:
            self._veil.remember(people)

    def mask(self) -> Mask:
        """The aliases of everybody on the map."""
        return self._veil.over(self._app.session.org.people)

    def with_real_names(self, deed: Deed) -> Deed:
        """A deed with real names where aliases were typed or taken over while names were masked."""
        if not self.is_masked:
            return deed
        named = {name: self._real(value) for name, value in deed.named.items()}
        return replace(deed, args=tuple(map(self._real, deed.args)), named=named)

    def action_mask(self) -> None:
        """Put aliases in place of names, and back."""
        self.is_masked = not self.is_masked
        self.write_title()
        self._app.show_changes()
        self._app.say(
            "Names are masked; m shows them again" if self.is_masked else "Names are shown"
        )

    def write_title(self, memory: str = "") -> None:
        """Set the title of the terminal's window.

        Args:
            memory: ``KEEP_TITLE`` the first time; ``BRING_TITLE_BACK`` sets no other one.
        """
        driver = self._app._driver  # noqa: SLF001 - as Textual's own clipboard does; there is no public way
        if driver is None or driver.is_headless:
            return
        name = self._app.session.org.initiative.name
        title = "" if memory == BRING_TITLE_BACK else window_title(name, is_masked=self.is_masked)
        driver.write(memory + title)
        driver.flush()

    def _real(self, value: Any) -> Any:  # noqa: ANN401 - whatever an intent takes
        if type(value) is str:
            return self._veil.real(value, self._app.session.org.people)
        if isinstance(value, dict):
            return {key: self._real(part) for key, part in value.items()}
        return value

    @property
    def _veil(self) -> Veil:
        if self._made_veil is None:
            from cxmap.tui.veil import Veil

            self._made_veil = Veil()
        return self._made_veil

    @property
    def _app(self) -> CxmapApp:
        return cast("CxmapApp", self)


def window_title(name: str, *, is_masked: bool) -> str:
    """The sequence that sets the title.

    Args:
        name: The map's name; cleaned here, since it goes to the terminal.
        is_masked: Whether names are masked; then the title is the program's name alone.
    """
    shown = clean_line(name)[:_LONGEST_TITLE]
    said = "cxmap" if is_masked or not shown else f"{shown} - cxmap"
    return f"\x1b]2;{said}\x07"

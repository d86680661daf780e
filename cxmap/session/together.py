"""Several intents as one step: one line in the history, one undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import Concatenate, ParamSpec

from cxmap.model.orgmap import Edit
from cxmap.session.desk import Desk, Intent

P = ParamSpec("P")


class Together:
    """Gathers intents, each of which sees what the ones before it have done.

    Args:
        desk: The map and the day before the first of them.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._edits: dict[tuple[str, str], Edit] = {}
        self._summaries: list[str] = []

    def take(
        self,
        intent: Callable[Concatenate[Desk, P], Intent],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Intent:
        """Add one intent; nothing is remembered of one that changes nothing.

        Raises:
            CxmapError: As the intent says.
        """
        made = intent(self.desk, *args, **kwargs)
        if made.edits:
            self._summaries.append(made.summary)
            self._edits |= {(edit.table, edit.id): edit for edit in made.edits}
            self.desk = self.desk.after(made.edits)
        return made

    @property
    def summary(self) -> str:
        """What was done, in the words of each; empty when nothing was."""
        return "; ".join(self._summaries)

    def as_intent(self, name: str, summary: str, *, made: str = "") -> Intent:
        """All of it as one intent.

        Args:
            name: Stable word of the whole.
            summary: The whole in words, for the history.
            made: Id of the record that was made or changed.
        """
        return Intent(name=name, summary=summary, edits=tuple(self._edits.values()), id=made)

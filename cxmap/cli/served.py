"""The map that stays open while commands come in one by one over standard input."""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cxmap.session.session import Changed, Session


class Served:
    """One open map, and what the last command did to it.

    Args:
        session: The map, open for writing; whoever opened it closes it.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self.changed: Changed | None = None
        """What the command that is running has changed; None when nothing."""


SERVED: ContextVar[Served | None] = ContextVar("SERVED", default=None)
"""Set while ``cxmap edit --serve`` runs a command: the command works on this map."""

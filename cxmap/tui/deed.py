"""What a dialog hands back: an intent of the session with what was typed, ready to be carried out.

A deed can be repeated for another person, which is what ``.`` and marks in a list do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from cxmap.model.words import PersonId
from cxmap.session.desk import Desk, Intent


@dataclass(frozen=True)
class Deed:
    """An intent call: ``intent(desk, person, *args, **named)``, or without a person."""

    intent: Callable[..., Intent]
    """A function of ``cxmap/session/intents``."""
    person: PersonId | None = None
    """Whom it concerns; None for an intent that takes no person first."""
    args: tuple[Any, ...] = ()
    """What the intent takes after the person."""
    named: Mapping[str, Any] = field(default_factory=dict)
    """What the intent takes by name."""

    def carried_out_on(self, desk: Desk) -> Intent:
        """The intent, with its edits, on the map as it is.

        Raises:
            CxmapError: As the intent says.
        """
        who = () if self.person is None else (self.person,)
        return self.intent(desk, *who, *self.args, **self.named)

    def for_person(self, person: PersonId) -> Deed:
        """The same for somebody else; a deed about nobody stays as it is."""
        return self if self.person is None else replace(self, person=person)

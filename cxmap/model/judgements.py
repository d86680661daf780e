"""Dated judgements about people. The newest one counts; nothing is overwritten."""

from __future__ import annotations

from datetime import date

import msgspec

from cxmap.model.record import Record
from cxmap.model.words import Barrier, Basis, Commitment, Dimension, PersonId, Stance

Value = str | int | tuple[str, ...]
"""What was judged: a word of the scale, a number 1-5, or the barriers with the main one first."""


class Observation(Record, frozen=True):
    """One judgement of one person on one day, with its basis."""

    id: str
    person: PersonId
    dimension: Dimension
    value: Value
    as_of: date
    basis: Basis = Basis.OBSERVED
    told_by: str = ""
    """Who said so, when the basis is ``told_by``: a person's id or a name."""
    confidence: int = 2
    """1 guess, 2 likely, 3 sure."""
    note: str = ""
    author: str = ""

    @property
    def is_guess(self) -> bool:
        """Whether it is only a guess, which never satisfies a gate."""
        return self.basis is Basis.GUESS


class Judgements(msgspec.Struct, frozen=True, kw_only=True):
    """The current judgement of one person in every dimension; None where nobody has judged."""

    power: Observation | None = None
    interest: Observation | None = None
    stance_: Observation | None = None
    stance_required_: Observation | None = None
    commitment_: Observation | None = None
    commitment_required_: Observation | None = None
    barrier: Observation | None = None
    receptiveness: Observation | None = None

    @property
    def stance(self) -> Stance:
        """What the person says; ``unknown`` when nobody has judged."""
        return Stance(str(self.stance_.value)) if self.stance_ else Stance.UNKNOWN

    @property
    def stance_required(self) -> Stance:
        """How far the person has to come; ``supportive`` unless the lead asks for less or more."""
        return (
            Stance(str(self.stance_required_.value)) if self.stance_required_ else Stance.SUPPORTIVE
        )

    @property
    def commitment(self) -> Commitment:
        """What the person does; ``none`` when nobody has judged."""
        return Commitment(str(self.commitment_.value)) if self.commitment_ else Commitment.NONE

    @property
    def commitment_required(self) -> Commitment:
        """What the programme needs of the person; ``help`` unless said otherwise."""
        if self.commitment_required_ is None:
            return Commitment.HELP
        return Commitment(str(self.commitment_required_.value))

    @property
    def barriers(self) -> tuple[Barrier, ...]:
        """Why the person does not act yet, the main barrier first; empty when not known."""
        if self.barrier is None or not isinstance(self.barrier.value, tuple):
            return ()
        return tuple(Barrier(word) for word in self.barrier.value)

    def number(self, dimension: Dimension) -> int | None:
        """Power, interest or receptiveness as 1-5, or None where nobody has judged."""
        found: Observation | None = getattr(self, dimension.value)
        return found.value if found and isinstance(found.value, int) else None


NO_JUDGEMENTS = Judgements()
"""What is known about somebody nobody has judged."""

"""What somebody does, with the evidence; what holds somebody back, in their own words: one step each."""

from __future__ import annotations

from datetime import date

from cxmap.errors import UsageError
from cxmap.model.words import Basis, Commitment, Dimension, EvidenceKind, PersonId
from cxmap.session.desk import Desk, Intent
from cxmap.session.intents.concerns import raise_concern
from cxmap.session.intents.evidence import add_evidence
from cxmap.session.intents.judgements import judge
from cxmap.session.showing.rows import name_of
from cxmap.session.together import Together


def note_commitment(
    desk: Desk,
    person: PersonId,
    commitment: Commitment | None,
    *,
    evidence: EvidenceKind | None = None,
    note: str = "",
    basis: Basis = Basis.OBSERVED,
    on: date | None = None,
) -> Intent:
    """Note what somebody does and what was seen of it.

    Raises:
        UsageError: If neither is given.
    """
    if commitment is None and evidence is None:
        raise UsageError("say what they do, or what you have seen", field="commitment")
    both = Together(desk)
    if commitment is not None:
        both.take(judge, person, Dimension.COMMITMENT, commitment, basis=basis, on=on, note=note)
    if evidence is not None:
        both.take(add_evidence, person, evidence, note=note, on=on)
    return both.as_intent("note_commitment", both.summary, made=person)


def note_barrier(
    desk: Desk,
    person: PersonId,
    barriers: tuple[str, ...],
    *,
    concern: str = "",
    basis: Basis = Basis.OBSERVED,
    on: date | None = None,
) -> Intent:
    """Note what holds somebody back, the main barrier first, and their worry in their own words.

    No barrier and no concern means that nothing holds them back any more.
    """
    both = Together(desk)
    if barriers or not concern.strip():
        both.take(judge, person, Dimension.BARRIER, barriers, basis=basis, on=on)
    if concern.strip():
        both.take(raise_concern, person, concern, on=on)
    said = both.summary or f"Nothing holds {name_of(desk.org, person)} back"
    return both.as_intent("note_barrier", said, made=person)

"""What an import says when it is done: counts, differences, questions, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from cxmap.cli.refusals import FOUND

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxmap.exchange.people_file import ImportResult, Question
    from cxmap.session.importing.intake_words import Difference

_LISTED = 12
"""So many rows of a kind are named; more are counted."""


class Outcome(NamedTuple):
    """What came of an import, without the people themselves."""

    result: ImportResult
    people: int
    document: dict[str, Any] | None
    """What ``--json`` prints; None when it is not wanted."""
    differences: tuple[Difference, ...]
    """How the file differs from the map as it was."""
    is_written: bool
    president: str
    """Name of the president after it; empty when there is none."""
    leaders: int
    """People on the leadership level."""
    knows_me: bool
    """Whether the map knows who the lead is."""
    lacks_managers: bool
    map_file: str
    """The map, for messages; empty when it is kept nowhere."""


def report_import(outcome: Outcome, *, asked_for: bool = False) -> int:
    """Print what came of it: the document or a summary, and what the lead has to know.

    Args:
        outcome: What came of it.
        asked_for: Whether the questions are the result (``check``) rather than talk beside it.
    """
    from cxmap.cli.speech import document, say, tell, wrapped

    result = outcome.result
    for note in result.notes:
        say(wrapped(f"note: {note}", hanging="  "))
    if outcome.document is not None:
        document(outcome.document)
    else:
        tell("\n".join(_summary(outcome)))
    for line in _remarks(outcome):
        if asked_for and outcome.document is None:
            tell(line)
        else:
            say(line)
    if not asked_for:
        for line in _what_to_do(outcome):
            say(line)
    return FOUND if result.blocked else 0


def _remarks(outcome: Outcome) -> Iterator[str]:
    """Questions and rows that did not come in whole, in words."""
    result = outcome.result
    waiting = set(result.open_questions)
    for question in result.questions:
        if not outcome.is_written or question.blocking or question.id in waiting:
            yield from _question(question, is_settled=outcome.is_written)
    yield from _listed("left out:", [f"line {row.row}: {row.why}" for row in result.skipped])
    yield from _listed(
        "without a manager:",
        [
            f"line {line.row}: {line.value!r} names "
            + (_said_candidates(line.candidates) if line.candidates else "nobody here")
            for line in result.unresolved
        ],
    )


def _what_to_do(outcome: Outcome) -> Iterator[str]:
    """The next step, if one is due."""
    result = outcome.result
    if outcome.lacks_managers:
        named = " ".join(result.sources)
        yield f"Who reports to whom is not in {named}: name a second file beside it that says so,"
        yield f"cxmap import {outcome.map_file or 'MAP'} {named} MANAGERS.csv"
    if result.blocked:
        first = next(question for question in result.questions if question.blocking)
        yield "Nothing was written. --yes takes the proposals (*); or write your answers into a file,"
        yield f'{{"{first.id}": "{first.proposal}", ...}}, and name it with --answers FILE'
    elif outcome.is_written and not outcome.knows_me:
        yield f"Say who you are: cxmap set {outcome.map_file} PERSON me=yes"


def _summary(outcome: Outcome) -> Iterator[str]:
    """The difference to the map as it was, then the import in a few lines."""
    from cxmap.cli.speech import aligned

    result = outcome.result
    for difference in outcome.differences:
        yield from _listed(f"{difference.label} {len(difference.lines):,}", difference.lines)
    lines = "reporting line" if result.lines == 1 else "reporting lines"
    yield f"{outcome.people:,} people, {result.lines:,} {lines}"
    rows = [(field, header) for field, header in result.columns.items()]
    if result.managers_by is not None:
        rows.append(("managers by", result.managers_by.value))
    if outcome.president:
        rows.append(("president", outcome.president))
        rows.append(("leadership", f"{outcome.leaders:,} people"))
    if result.ties:
        rows.append(("ties", f"{len(result.ties):,}"))
    yield aligned(rows, indent="  ")
    if not outcome.is_written:
        yield "Nothing was written."


def _question(question: Question, *, is_settled: bool) -> Iterator[str]:
    """A question with its choices, the proposal marked."""
    from cxmap.cli.speech import wrapped

    blocks = (", settled" if is_settled else ", must be answered") if question.blocking else ""
    yield wrapped(f"question {question.id}{blocks}: {question.message}", hanging="  ")
    for choice in question.choices:
        mark = "*" if choice.id == question.proposal else " "
        yield wrapped(f"{mark} {choice.id}: {choice.label}", indent="  ", hanging="      ")


def _listed(what: str, lines: Sequence[str]) -> Iterator[str]:
    """The first rows of a kind, the rest counted; nothing where there are none."""
    from cxmap.cli.speech import wrapped

    if lines:
        yield what
    for line in lines[:_LISTED]:
        yield wrapped(line, indent="  ", hanging="    ")
    if len(lines) > _LISTED:
        yield f"  and {len(lines) - _LISTED:,} more"


def _said_candidates(keys: Sequence[str]) -> str:
    """How many a name may mean, with the file's keys where it has any."""
    known = ", ".join(key for key in keys if key)
    return f"{len(keys)} people{': ' if known else ''}{known}"

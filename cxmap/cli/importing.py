"""Bringing people in from files, as a conversation in one or two runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from cxmap.cli.arguments import PERSON, json_option, map_argument, standard_input
from cxmap.cli.refusals import FOUND

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cxmap.clock import Clock
    from cxmap.exchange.people_file import ImportResult, PeopleFile, Question
    from cxmap.session.session import Session

_LISTED = 12
"""So many rows of a kind are named; more are counted."""


@click.command("import")
@map_argument
@click.argument(
    "sources",
    metavar="SRC...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, allow_dash=True),
)
@click.option("--as", "kind", metavar="KIND", help="The format, if the content should not decide.")
@click.option(
    "--map", "columns", metavar="FIELD=COLUMN", multiple=True, help="Take a column for a field."
)
@click.option("--encoding", metavar="E", help="Encoding of the text; detected unless given.")
@click.option("--delimiter", metavar="D", help="What stands between cells; detected unless given.")
@click.option(
    "--answers",
    metavar="FILE",
    type=click.Path(path_type=Path, allow_dash=True),
    help="Answers to the questions: {question id: choice id}.",
)
@click.option("--yes", is_flag=True, help="Take the proposal where nothing else is answered.")
@click.option("--me", metavar="PERSON", type=PERSON, default="", help="Who you are.")
@click.option("--dry-run", is_flag=True, help="Only say what would come of it.")
@json_option
def import_(
    *,
    map_file: Path,
    sources: tuple[Path, ...],
    answers: Path | None,
    yes: bool,
    me: str,
    dry_run: bool,
    as_json: bool,
    **reading_options: Any,  # noqa: ANN401 - texts of the options
) -> int:
    """Bring in people from a file, or bring the map up to date from a newer one.

    SRC is a people list as CSV, TSV or XLSX and the like; - is standard input. A map that is not
    there yet is made. The whole import is one step that `cxmap undo` takes back.

    Questions that the file leaves open are listed. If one of them blocks, nothing is written and the
    exit code is 1: answer with --answers, or take the proposals with --yes.
    """
    from cxmap.cli.maps import clock, reading, writing
    from cxmap.session.session import Session

    people_file = _read(sources, **reading_options)
    told = _answers(answers)
    here = clock()
    if dry_run or not map_file.exists():
        with reading(map_file) if map_file.exists() else _nothing_yet(here) as session:
            outcome = _bring_in(session, people_file, told, yes=yes, me=me, dry_run=True)
        if dry_run or outcome.result.blocked:
            return _report(outcome, as_json=as_json)
        with Session.create(map_file, name=map_file.stem, clock=here) as session:
            outcome = _bring_in(session, people_file, told, yes=yes, me=me)
    else:
        with writing(map_file) as session:
            outcome = _bring_in(session, people_file, told, yes=yes, me=me)
    return _report(outcome, as_json=as_json)


def try_source(source: Path, *, as_json: bool) -> int:
    """Say what an import of a source into a new map would ask; 1 if it would ask anything."""
    from cxmap.cli.maps import clock

    people_file = _read((source,))
    with _nothing_yet(clock()) as session:
        outcome = _bring_in(session, people_file, {}, yes=False, me="", dry_run=True)
    _report(outcome, as_json=as_json, asked_for=True)
    return FOUND if outcome.result.questions or outcome.result.unresolved else 0


class Outcome(NamedTuple):
    """What came of an import."""

    result: ImportResult
    ids: Mapping[str, str] | None
    """The file's keys to ids on the map; None when nothing was written."""
    president: str
    """Name of the president after it; empty when there is none."""
    leaders: int
    """People on the leadership level."""
    knows_me: bool
    """Whether the map knows who the lead is."""
    map_file: str
    """The map, for messages; empty when it is kept nowhere."""


def _read(
    sources: tuple[Path, ...],
    *,
    kind: str | None = None,
    columns: tuple[str, ...] = (),
    encoding: str | None = None,
    delimiter: str | None = None,
) -> PeopleFile:
    """Read the sources as the options say."""
    from cxmap.errors import UsageError
    from cxmap.exchange.people_file import NamedBytes
    from cxmap.exchange.reading import read_people

    mapping = {}
    for pair in columns:
        field, sign, column = pair.partition("=")
        if not sign:
            raise UsageError(f"{pair!r} is no FIELD=COLUMN", field="--map")
        mapping[field.strip()] = column
    if [str(source) for source in sources].count("-") > 1:
        raise UsageError("standard input can be read once only", field="-")
    given = [
        NamedBytes(name="standard input", data=standard_input()) if str(source) == "-" else source
        for source in sources
    ]
    return read_people(given, kind=kind, mapping=mapping, encoding=encoding, delimiter=delimiter)


def _answers(file: Path | None) -> dict[str, str]:
    """The answers of a file: question id to choice id.

    Raises:
        SourceError: If the file cannot be read or holds something else.
    """
    import json

    from cxmap.errors import SourceError

    if file is None:
        return {}
    try:
        data = standard_input() if str(file) == "-" else file.read_bytes()
        told = json.loads(data.decode("utf-8-sig"))
    except OSError as error:
        raise SourceError(
            f"the answers cannot be read: {error.strerror}", file=file, hint="check the path"
        ) from None
    except (ValueError, RecursionError) as error:
        raise SourceError(f"the answers are no JSON: {error}", file=file) from None
    if not isinstance(told, dict) or not all(isinstance(choice, str) for choice in told.values()):
        raise SourceError(
            "the answers are no table of texts",
            file=file,
            hint='write {"question id": "choice id"}',
        )
    return told


def _nothing_yet(clock: Clock) -> Session:
    """An empty map that is kept nowhere, to see what an import would do."""
    from cxmap.session.session import Session
    from cxmap.store.memory import InMemoryStore

    return Session(InMemoryStore(), clock=clock)


def _bring_in(
    session: Session,
    people_file: PeopleFile,
    told: Mapping[str, str],
    *,
    yes: bool,
    me: str,
    dry_run: bool = False,
) -> Outcome:
    """Resolve the file against the map and save what comes of it, unless a question blocks."""
    from cxmap.exchange.resolving import resolve
    from cxmap.session.intake import import_people, known_people

    known = known_people(session.desk)
    result = resolve(people_file, told, take_proposals=yes, known=known)
    ids = None
    after = session.desk
    if not result.blocked:
        arrival = import_people(session.desk, result, me=me)
        after = session.desk.after(arrival.intent.edits)
        if not dry_run:
            session.carry_out(arrival.intent)
            ids = arrival.ids
    president = after.hierarchy.president
    return Outcome(
        result=result,
        ids=ids,
        president=after.org.people[president].display_name if president else "",
        leaders=len(after.hierarchy.leadership),
        knows_me=after.org.initiative.me is not None,
        map_file=str(session.file or ""),
    )


def _report(outcome: Outcome, *, as_json: bool, asked_for: bool = False) -> int:
    """Print what came of it: the document or a summary, and what the lead has to know.

    Args:
        outcome: What came of it.
        as_json: Whether the document is wanted.
        asked_for: Whether the questions are the result (``check``) rather than talk beside it.
    """
    from cxmap.cli.speech import document, say, tell, wrapped
    from cxmap.session.intake import import_document

    result = outcome.result
    for note in result.notes:
        say(wrapped(f"note: {note}", hanging="  "))
    if as_json:
        document(import_document(result, outcome.ids))
    else:
        tell("\n".join(_summary(outcome)))
    for line in _remarks(outcome):
        if asked_for and not as_json:
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
    written = outcome.ids is not None
    for question in result.questions:
        if not written or question.blocking or question.id in waiting:
            yield from _question(question)
    yield from _listed("left out", [f"line {row.row}: {row.why}" for row in result.skipped])
    yield from _listed(
        "without a manager",
        [
            f"line {line.row}: {line.value!r} names "
            + (f"several: {', '.join(line.candidates)}" if line.candidates else "nobody here")
            for line in result.unresolved
        ],
    )


def _what_to_do(outcome: Outcome) -> Iterator[str]:
    """The next step, if one is due."""
    result = outcome.result
    if result.blocked:
        first = next(question for question in result.questions if question.blocking)
        yield "Nothing was written. --yes takes the proposals (*); or write your answers into a file,"
        yield f'{{"{first.id}": "{first.proposal}", ...}}, and name it with --answers FILE'
    elif outcome.ids is not None and not outcome.knows_me:
        yield f"Say who you are: cxmap set {outcome.map_file} PERSON me=yes"


def _summary(outcome: Outcome) -> Iterator[str]:
    """The import in a few lines."""
    from cxmap.cli.speech import aligned

    result = outcome.result
    yield f"{len(result.people):,} people, {result.lines:,} reporting lines"
    rows = [(field, header) for field, header in result.columns.items()]
    if result.managers_by is not None:
        rows.append(("managers by", result.managers_by.value))
    if outcome.president:
        rows.append(("president", outcome.president))
        rows.append(("leadership", f"{outcome.leaders:,} people"))
    if result.ties:
        rows.append(("ties", f"{len(result.ties):,}"))
    if result.changes is not None:
        rows += [(word, f"{len(getattr(result.changes, word)):,}") for word in _DIFFERENCES]
    yield aligned(rows, indent="  ")
    if outcome.ids is None:
        yield "Nothing was written."


_DIFFERENCES = ("came", "left", "moved", "renamed", "retitled")
"""What a newer file may change, as the summary counts it."""


def _question(question: Question) -> Iterator[str]:
    """A question with its choices, the proposal marked."""
    from cxmap.cli.speech import wrapped

    blocks = ", must be answered" if question.blocking else ""
    yield wrapped(f"question {question.id}{blocks}: {question.message}", hanging="  ")
    for choice in question.choices:
        mark = "*" if choice.id == question.proposal else " "
        yield wrapped(f"{mark} {choice.id}: {choice.label}", indent="  ", hanging="      ")


def _listed(what: str, lines: list[str]) -> Iterator[str]:
    """The first rows of a kind, the rest counted; nothing where there are none."""
    from cxmap.cli.speech import wrapped

    if lines:
        yield f"{what}:"
    for line in lines[:_LISTED]:
        yield wrapped(line, indent="  ", hanging="    ")
    if len(lines) > _LISTED:
        yield f"  and {len(lines) - _LISTED:,} more"

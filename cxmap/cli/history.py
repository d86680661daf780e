"""What was done to a map: every command, filtered; and two days side by side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cxmap.cli.arguments import PERSON, json_option, map_argument

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.session.record.comparison import Comparison
    from cxmap.session.record.history import Step
    from cxmap.session.session import Session

_LINES_SHOWN = 6
_INDENT = " " * 7


@click.command()
@map_argument
@click.option("--person", metavar="PERSON", type=PERSON, help="Only what concerns this person.")
@click.option("--words", metavar="TEXT", default="", help="Only what holds all of these words.")
@click.option("--since", metavar="DAY", help="Only from this day on.")
@click.option(
    "-n", "count", type=click.IntRange(0), default=20, show_default=True,
    help="How many at most, the newest; 0 for all.",
)  # fmt: skip
@click.option(
    "--compare", metavar="DAY DAY", nargs=2, help="What is different between two days, instead."
)
@json_option
def history(
    *,
    map_file: Path,
    person: str | None,
    words: str,
    since: str | None,
    count: int,
    compare: tuple[str, str] | None,
    as_json: bool,
) -> None:
    """Tell what was done: who, when, what, from what to what; the newest first.

    \b
    cxmap history acme.json --person ann
    cxmap history acme.json --words stance --since -14
    cxmap history acme.json --compare 2026-02-01 today

    `cxmap undo MAP --to N` makes the map what it was right after step N.
    """  # noqa: D301 - click reads this mark as: keep the lines
    from cxmap.cli.maps import day_of, reading
    from cxmap.cli.speech import document, say, tell
    from cxmap.errors import UsageError
    from cxmap.session.record.history import LINES_TOLD, History, matching

    with reading(map_file) as session:
        if compare is not None:
            if person or words or since:
                raise UsageError("--compare stands alone", field="--compare")
            _compare(session, compare, as_json=as_json)
            return
        known = History(session, told=None if as_json else LINES_TOLD)
        who = known.find_person(session.org, person) if person else None
        found = list(
            matching(known.steps, person=who, words=words, since=day_of(since, session, "--since"))
        )
    shown = found[:count] if count else found
    if as_json:
        document({"total": len(found), "steps": [_step_document(step) for step in shown]})
        return
    if not found:
        say("No step fits" if known.steps else "Nothing was done yet")
        return
    tell("\n".join(line for step in shown for line in _step_lines(step)))
    if len(found) > len(shown):
        say(f"{len(found) - len(shown)} older steps fit; -n 0 shows all")


def _step_document(step: Step) -> dict[str, Any]:
    return {
        "step": step.rev,
        "at": step.at,
        "by": step.by,
        "command": step.name,
        "summary": step.summary,
        "changes": step.lines,
        "people": sorted(step.people),
        "undone": step.is_undone,
        "takes_back": step.takes_back,
    }


def _step_lines(step: Step) -> Iterator[str]:
    from cxmap.cli.speech import wrapped

    undone = "  (taken back)" if step.is_undone else ""
    begin = f"{step.rev:>5}  {step.when}  {step.by}  "
    yield wrapped(f"{step.summary}{undone}", indent=begin, hanging=_INDENT)
    lines = step.lines[:_LINES_SHOWN]
    for line in lines:
        yield wrapped(line, indent=_INDENT, hanging=f"{_INDENT}  ")
    more = len(step.lines) - len(lines) + step.more
    if more:
        yield f"{_INDENT}and {more} more changes"


def _compare(session: Session, days: tuple[str, str], *, as_json: bool) -> None:
    from cxmap.cli.speech import document, say, tell
    from cxmap.session.entry.dates import parse_day
    from cxmap.session.record.comparison import compare

    today = session.clock.today()
    first, second = (parse_day(day, today, field="--compare") for day in days)
    found = compare(session, first, second)
    for note in found.notes:
        say(f"note: {note}")
    if as_json:
        document(found)
    else:
        tell("\n".join(_comparison_lines(found)))


def _comparison_lines(found: Comparison) -> Iterator[str]:
    from cxmap.cli.speech import aligned, wrapped

    for day, sentence in zip((found.first, found.second), found.mass_words, strict=True):
        yield wrapped(f"{day.isoformat()}  {sentence}.", hanging=" " * 12)
    for heading, shifts in found.sections:
        yield f"\n{heading}"
        rows = [
            (
                one.name,
                f"{one.before} > {one.after}"
                if one.before and one.after
                else one.before or one.after,
            )
            for one in shifts
        ]
        yield aligned(rows, indent="   ")
    if not found.sections:
        yield "Nothing else is different."

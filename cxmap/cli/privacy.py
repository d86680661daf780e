"""What a person may ask for: all that is stored about them, or that it goes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cxmap.cli.arguments import json_option, map_argument, person_argument

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.session.privacy.erasure import Erasure
    from cxmap.session.session import Session

_MENTIONS_SHOWN = 40


@click.group()
def person() -> None:
    """Hand over all that is stored about a person, or take it out of every file."""


@person.command("export")
@map_argument
@person_argument
@click.option(
    "--format", "wanted", type=click.Choice(["json", "md"]),
    help="json, or md for reading; from the ending of -o unless given.",
)  # fmt: skip
@click.option(
    "-o", "--output", metavar="FILE", type=click.Path(path_type=Path, allow_dash=True),
    help="Where to; - or nothing means standard output.",
)  # fmt: skip
def export_person(*, map_file: Path, person: str, wanted: str | None, output: Path | None) -> None:
    """Write everything that is stored about a person, the history included.

    It also holds what you noted about them in confidence: read it before you hand it over.
    """
    from cxmap.cli.maps import reading
    from cxmap.cli.speech import document, say, tell
    from cxmap.session.papers.private_file import write_private
    from cxmap.session.privacy.disclosure import as_markdown, person_file, somebody
    from cxmap.session.privacy.retention import overkept

    target = None if output is None or str(output) == "-" else output
    is_text = wanted == "md" or (wanted is None and target is not None and target.suffix == ".md")
    with reading(map_file) as session:
        who = _whom(session, person)
        name = somebody(session, who).display_name
        made = person_file(session, who)
        late = [one for one in overkept(session.org, session.clock.today()) if who in one.people]
    for one in late:
        say(f"note: {one.message} {one.hint.capitalize()}.")
    if target is None and not is_text:
        document(made)
    elif target is None:
        tell(as_markdown(made, name).rstrip("\n"))
    else:
        import orjson

        data = (
            as_markdown(made, name).encode()
            if is_text
            else orjson.dumps(made, option=orjson.OPT_INDENT_2)
        )
        write_private(target, data, map_file=map_file)
        say(f"Wrote {target}")


@person.command("erase")
@map_argument
@person_argument
@click.option("--also", metavar="TEXT", multiple=True, help="A further name: nickname, initials.")
@click.option("--keep", metavar="WORD", multiple=True, help="A part of the name to leave alone.")
@click.option("--yes", is_flag=True, help="Do it without asking.")
@json_option
def erase_person(
    *,
    map_file: Path,
    person: str,
    also: tuple[str, ...],
    keep: tuple[str, ...],
    yes: bool,
    as_json: bool,
) -> int | None:
    """Take a person out of the map, its history and its earlier versions, for good.

    First it says which notes about others name the person: the name is replaced there. Copies of
    the map in its folder are rewritten too, and exports that name the person and were not changed
    since are removed. Nothing brings them back. Without --yes, and without a terminal to ask in, nothing is done and the command
    ends with 1.
    """
    from cxmap.cli.maps import open_session
    from cxmap.cli.passphrase import Passphrase
    from cxmap.cli.refusals import FOUND
    from cxmap.cli.speech import document, say, tell
    from cxmap.session.privacy.erasure import erase, plan_erasure

    passphrase = Passphrase()
    with open_session(map_file, passphrase=passphrase) as session:
        for notice in session.notices:
            say(f"note: {notice}")
        planned = plan_erasure(session, _whom(session, person), also=also, keep=keep)
        if not as_json:
            (say if yes else tell)("\n".join(_erasure_lines(planned)))
        if not (yes or (not as_json and _agreed(planned))):
            if as_json:
                document({"erased": False, "plan": planned})
            say("Nothing was done; --yes does it")
            return FOUND
        removed = erase(session, planned, ask=passphrase.ask)
    if as_json:
        document({"erased": True, "plan": planned, "removed": removed})
    for sentence in removed:
        say(f"note: {sentence}")
    say("Erased from the map, its history and its earlier versions")
    say(
        "Copies that lie elsewhere, and papers that were moved or changed, are yours to look through"
    )
    return None


def _whom(session: Session, typed: str) -> str:
    """The person who is meant, also one whom only the history knows.

    Raises:
        PersonNotFound: If nobody ever answered to that, or several do.
    """
    from cxmap.session.record.history import History

    return History(session, told=0).find_person(session.org, typed)


def _agreed(planned: Erasure) -> bool:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    return click.confirm(f"Erase {planned.display_name} for good?", err=True)


def _erasure_lines(planned: Erasure) -> Iterator[str]:
    from cxmap.cli.speech import wrapped

    count = len(planned.records)
    yield wrapped(
        f"{planned.display_name}: {count} record{'' if count == 1 else 's'}, "
        f"{planned.steps} steps of the history."
    )
    names = ", ".join(f"“{name}”" for name in planned.names)
    yield wrapped(f"Replaced everywhere: {names}", hanging="   ")
    for word, why in planned.left_alone:
        yield wrapped(
            f"Left alone: {word}, since {why}; --also {word} takes it too.", hanging="   "
        )
    if planned.mentions:
        yield "Named in what was noted about others:"
    for one in planned.mentions[:_MENTIONS_SHOWN]:
        yield wrapped(
            f"{one.table} {one.id}, {one.field}: {one.text}", indent="   ", hanging="      "
        )
    if len(planned.mentions) > _MENTIONS_SHOWN:
        yield f"   and {len(planned.mentions) - _MENTIONS_SHOWN} more places"
    if planned.papers:
        yield "Removed, since cxmap wrote them and they name the person:"
    for paper in planned.papers:
        yield wrapped(str(paper), indent="   ", hanging="      ")

"""Edits from standard input, one command a line, each answered when it is safe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cxmap.cli.arguments import json_option, map_argument, person_argument
from cxmap.errors import CxmapError, UsageError

if TYPE_CHECKING:
    from cxmap.cli.served import Served
    from cxmap.session.session import Changed

EDITS = (
    "add", "set", "remove", "tie", "log", "ask", "evidence", "pin", "skip", "snooze", "settings",
    "undo", "redo", "note",
)  # fmt: skip
"""Commands that a line may hold; all but ``note`` are those of the command line, without MAP."""

REST_SECONDS = 30.5
"""After so long without a line the map is written into its one file."""

_BLOCK = 1 << 16


@click.command()
@map_argument
@click.option("--serve", is_flag=True, help="Take the edits from standard input.")
@json_option
def edit(*, map_file: Path, serve: bool, as_json: bool) -> None:
    """Take edits from standard input, one command a line, and answer each with one line.

    \b
    add "Ann Ortiz" --title CFO
    set ann power=4 role=outcome_owner
    log ann --stance supportive --note "likes the pilot"
    note ann "Back on Monday."
    undo

    The answer is `ok N` once the edit is safe on the disk, N being the number of the newest edit, or
    `no` and the reason; then the next line is read. Words are quoted as in a shell; empty lines and
    lines that begin with # are passed over.
    """  # noqa: D301 - click reads this mark as: keep the lines
    from cxmap.cli.maps import writing
    from cxmap.cli.served import SERVED, Served

    if not serve:
        raise UsageError(
            "edits are taken from standard input only",
            field="--serve",
            hint=f"add --serve; cxmap {map_file} opens the screen",
        )
    with writing(map_file) as session:
        served = Served(session)
        held = SERVED.set(served)
        try:
            for line in _lines(session.rest):
                answer = _answer(line, served, as_json=as_json)
                if answer:
                    click.echo(answer)
                    sys.stdout.flush()
        finally:
            SERVED.reset(held)


@click.command()
@map_argument
@person_argument
@click.argument("text", nargs=-1, required=True)
def note(*, map_file: Path, person: str, text: tuple[str, ...]) -> None:
    """Add a line to the notes about somebody."""
    from cxmap.cli.maps import report, writing
    from cxmap.session.entry.persons import find_person
    from cxmap.session.intents.people import change_person

    with writing(map_file) as session:
        who = find_person(session.org, person)
        notes = session.org.people[who].notes
        added = " ".join(text)
        whole = f"{notes}\n{added}" if notes else added
        report(session.do(change_person, who, {"notes": whole}), as_json=False)


def _answer(raw: bytes, served: Served, *, as_json: bool) -> str:
    """Carry one line out; the answer, or nothing for a line without a command."""
    from cxmap.cli.speech import one_line_document
    from cxmap.text import clean_line

    try:
        words = _words(raw)
        if not words:
            return ""
        changed = _carry_out(words, served)
    except (CxmapError, click.ClickException, OSError) as error:
        refusal = _refusal(error)
        if as_json:
            return one_line_document({"error": refusal.as_document()})
        said = clean_line(f"{refusal.message}{f': {refusal.hint}' if refusal.hint else ''}")
        return f"no {said}"
    if not as_json:
        return f"ok {served.session.rev}"
    return one_line_document(
        {
            "ok": served.session.rev,
            "id": (changed and changed.id) or None,
            "changed": bool(changed and changed.tables),
            "summary": changed.summary if changed else "",
        }
    )


def _words(raw: bytes) -> list[str]:
    """The words of a line, quoted as in a shell; none for an empty one or a remark."""
    import shlex

    try:
        line = raw.decode("utf-8").strip()
    except UnicodeDecodeError as error:
        raise UsageError("the line is not UTF-8 text") from error
    if line.startswith("#"):
        return []
    try:
        return shlex.split(line)
    except ValueError as error:
        raise UsageError(
            "a quotation mark is left open", hint='put names with an apostrophe into "…"'
        ) from error


def _carry_out(words: list[str], served: Served) -> Changed | None:
    """Run one command on the open map; what it prints goes to stderr, stdout is for answers."""
    from contextlib import redirect_stdout

    from cxmap.cli.contents import ENTRIES, load

    name, *rest = words
    if name not in EDITS:
        raise UsageError(f"there is no edit {name!r}", hint=f"there is: {', '.join(EDITS)}")
    command = note if name == "note" else load(name, ENTRIES[name].module)
    served.changed = None
    with redirect_stdout(sys.stderr):
        command.main(["-", *rest], prog_name=name, standalone_mode=False)
    return served.changed


def _refusal(error: CxmapError | click.ClickException | OSError) -> CxmapError:
    if isinstance(error, CxmapError):
        return error
    if isinstance(error, click.ClickException):
        return UsageError(error.format_message().rstrip("."))
    return CxmapError(f"the system refused it: {error.strerror or error}")


def _lines(rest: Callable[[], object]) -> Iterator[bytes]:
    """The lines of standard input as they come.

    Args:
        rest: Called once when no line has come for half a minute.
    """
    source = sys.stdin.buffer
    if sys.platform == "win32" or not _can_wait(
        source.fileno if hasattr(source, "fileno") else None
    ):
        yield from source
        return
    import os
    import select

    begun = b""
    handle = source.fileno()
    is_rested = True
    while True:
        wait = None if is_rested else REST_SECONDS
        if not select.select([handle], [], [], wait)[0]:
            rest()
            is_rested = True
            continue
        block = os.read(handle, _BLOCK)
        *whole, begun = (begun + block).split(b"\n")
        for line in whole:
            yield line
            is_rested = False
        if not block:
            if begun:
                yield begun
            return


def _can_wait(fileno: Callable[[], int] | None) -> bool:
    """Whether standard input is a file of the system, so that one can wait for it."""
    try:
        return fileno is not None and fileno() >= 0
    except (OSError, ValueError):
        return False

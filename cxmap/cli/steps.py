"""Undo and redo."""

from __future__ import annotations

from pathlib import Path

import click

from cxmap.cli.arguments import json_option, map_argument


@click.command()
@map_argument
@click.option(
    "--to",
    "rev",
    metavar="N",
    type=click.IntRange(1),
    help="Make the map what it was right after step N of the history.",
)
@json_option
def undo(*, map_file: Path, rev: int | None, as_json: bool) -> None:
    """Take the last change back, whenever it was made; again for the one before.

    With --to everything after a step is taken back at once; one more undo brings it back.
    """
    if rev is None:
        _step(map_file, back=True, as_json=as_json)
        return
    from cxmap.cli.maps import report, writing
    from cxmap.session.record.history import back_to

    with writing(map_file) as session:
        changed = back_to(session, rev)
    report(changed, as_json=as_json)


@click.command()
@map_argument
@json_option
def redo(*, map_file: Path, as_json: bool) -> None:
    """Do again what was taken back."""
    _step(map_file, back=False, as_json=as_json)


def _step(map_file: Path, *, back: bool, as_json: bool) -> None:
    from cxmap.cli.maps import report, writing
    from cxmap.cli.speech import document, say

    with writing(map_file) as session:
        changed = session.undo() if back else session.redo()
        rev = session.rev
    if changed is not None:
        report(changed, as_json=as_json)
        return
    nothing = "Nothing to undo" if back else "Nothing to redo"
    if as_json:
        document({"id": None, "rev": rev, "changed": False, "summary": nothing})
    else:
        say(nothing)

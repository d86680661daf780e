"""Drawing and removing ties."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cxmap.cli.arguments import (
    PERSON,
    json_option,
    map_argument,
    note_option,
    scale,
    words,
)

if TYPE_CHECKING:
    from cxmap.model.words import Basis, TieKind


@click.command()
@map_argument
@click.argument("a", type=PERSON)
@click.argument("kind", type=scale("TieKind"))
@click.argument("b", type=PERSON)
@click.option(
    "--strength", type=int, help="1 met, 2 acquainted, 3 work together, 4 close, 5 decisive."
)
@click.option("--basis", type=scale("Basis"), metavar="BASIS", help="observed, told_by or guess.")
@click.option("--remove", is_flag=True, help="Take the tie away.")
@note_option
@json_option
def tie(
    *,
    map_file: Path,
    a: str,
    kind: TieKind,
    b: str,
    strength: int | None,
    basis: Basis | None,
    remove: bool,
    note: str | None,
    as_json: bool,
) -> None:
    """Draw a tie from A to B, change it, or take it away.

    KIND is reports_to, dotted, influences, trusts, allied_with, introduces, friction or drives.
    allied_with and friction hold both ways; for drives the note names the measure.
    """
    from cxmap.cli.maps import report, writing
    from cxmap.errors import UsageError
    from cxmap.session.entry.persons import find_person
    from cxmap.session.intents.ties import tie as draw
    from cxmap.session.intents.ties import untie

    if remove and (strength is not None or basis or note):
        raise UsageError("--remove stands alone", field="--remove")
    text = words(note)
    with writing(map_file) as session:
        ann, bob = find_person(session.org, a), find_person(session.org, b)
        if remove:
            changed = session.do(untie, ann, kind, bob)
        else:
            known: dict[str, Any] = {"basis": basis} if basis else {}
            changed = session.do(draw, ann, kind, bob, strength=strength, note=text, **known)
    report(changed, as_json=as_json)

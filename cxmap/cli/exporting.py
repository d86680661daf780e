"""Handing over lists and plans."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from cxmap.cli.arguments import map_argument

_BINARY = frozenset({"xlsx"})


@click.command()
@map_argument
@click.argument("what")
@click.option(
    "--format",
    "wanted",
    metavar="F",
    help="csv, xlsx, md or json; from the ending of -o unless given.",
)
@click.option(
    "--audience",
    type=click.Choice(["me", "circle", "open"]),
    help="Who it is for; open unless the config says otherwise.",
)
@click.option("--mask/--no-mask", default=None, help="Aliases in place of names.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path, allow_dash=True),
    help="Where to; - or nothing means standard output.",
)
def export(
    *,
    map_file: Path,
    what: str,
    wanted: str | None,
    audience: str | None,
    mask: bool | None,
    output: Path | None,
) -> None:
    """Write the allies, the people, the plan or the asks for somebody else.

    What the audience does not get is said on stderr first. The file is readable by you alone.
    """
    from cxmap.cli.maps import reading
    from cxmap.cli.speech import say
    from cxmap.config import load_config
    from cxmap.session.handover import export as make
    from cxmap.session.handover import format_for
    from cxmap.session.papers.private_file import write_private

    config = load_config()
    target = None if output is None or str(output) == "-" else output
    if what == "backup":
        _copy(map_file, target, wanted)
        return
    with reading(map_file) as session:
        made = make(
            session.desk,
            what,
            wanted or format_for(what, target),
            audience=audience or config.audience,
            mask=config.mask if mask is None else mask,
        )
    for sentence in made.left_out:
        say(f"note: {sentence}")
    if target is None:
        _print(made.data, binary=made.suggested_name.rpartition(".")[2] in _BINARY)
        return
    write_private(target, made.data, map_file=map_file)
    say(f"Wrote {target}")


def _copy(map_file: Path, target: Path | None, wanted: str | None) -> None:
    """The map itself with everything in it, as ``cxmap backup`` writes it."""
    from cxmap.cli.keeping import backup
    from cxmap.errors import UsageError

    if wanted not in (None, "json"):
        raise UsageError("a backup is a map, written as json", field="format")
    if target is None:
        raise UsageError("a backup is a file of its own", field="-o", hint="name a file: -o FILE")
    if backup.callback is not None:
        backup.callback(map_file=map_file, output=target, listed=False, as_json=False)


def _print(data: bytes, *, binary: bool) -> None:
    """The paper on stdout: as it is into a pipe or file, cleaned on a terminal."""
    from cxmap.cli.speech import tell
    from cxmap.errors import UsageError

    if not sys.stdout.isatty():
        click.echo(data, nl=False)
    elif binary:
        raise UsageError("a workbook cannot be shown here", field="-o", hint="name a file: -o FILE")
    else:
        tell(data.decode("utf-8-sig").rstrip("\n"))

"""Handing over lists and plans."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from cxmap.cli.arguments import map_argument

_BINARY = frozenset({"xlsx"})
BACKUP = "backup"
"""The one export that is no paper but the map itself."""


class _What(click.ParamType):  # type: ignore[type-arg]  # generic in later click only
    """A thing to hand over; the session refuses others and names them all."""

    name = "what"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Offer everything that can be handed over, with its formats."""
        del ctx, param
        from cxmap.session.papers.formats import FORMATS

        offered = {what: " ".join(formats) for what, formats in FORMATS.items()} | {BACKUP: "json"}
        return [
            CompletionItem(what, help=formats)
            for what, formats in offered.items()
            if what.startswith(incomplete)
        ]


class _Format(click.ParamType):  # type: ignore[type-arg]  # generic in later click only
    """A format of what is handed over."""

    name = "format"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Offer the formats of what stands before, or all."""
        del param
        from cxmap.session.papers.formats import FORMATS

        every = dict.fromkeys(form for formats in FORMATS.values() for form in formats)
        known = FORMATS.get(str(ctx.params.get("what")), tuple(every))
        return [CompletionItem(form) for form in known if form.startswith(incomplete)]


@click.command()
@map_argument
@click.argument("what", type=_What())
@click.option(
    "--format",
    "wanted",
    metavar="F",
    type=_Format(),
    help="A format of the list above; from the ending of -o unless given, else the first one.",
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
    """Write a list, the plan, the map as a graph or the whole report for somebody else.

    What the audience does not get is said on stderr first. The file is readable by you alone.

    \b
    WHAT      formats, the usual one first
    allies    csv xlsx md html json vcf      who helps from elsewhere
    people    csv xlsx md html json vcf      everybody, ready to be imported again
    plan      md csv xlsx html json ics      whom to talk to, week by week
    forum     md csv xlsx html json          the pre-wire: who has to hear what before
    asks      csv xlsx md html json          asks and promises
    graph     graphml gexf kumu dot mermaid pairs
    calendar  ics                            one event a talk
    report    html md                        one page for a president
    backup    json                           the map itself, with everything

    \b
    --audience open     names, roles, order, dates
    --audience circle   also stance, commitment, influence, the mass
    --audience me       everything, my own notes too
    """  # noqa: D301 - click reads this mark as: keep the lines
    from cxmap.cli.maps import reading
    from cxmap.cli.speech import say
    from cxmap.config import load_config
    from cxmap.errors import UsageError
    from cxmap.session.papers.handover import export as make
    from cxmap.session.papers.handover import format_for
    from cxmap.session.papers.private_file import write_private

    config = load_config()
    target = None if output is None or str(output) == "-" else output
    if what == BACKUP:
        if audience or mask:
            raise UsageError(
                "a backup holds everything, for nobody but you",
                field="--mask" if mask else "--audience",
                hint="export people, graph or report for somebody else",
            )
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

"""Preparing one talk."""

from __future__ import annotations

from pathlib import Path

import click

from cxmap.cli.arguments import json_option, map_argument, person_argument


@click.command()
@map_argument
@person_argument
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path, allow_dash=True),
    help="Where to; - or nothing means standard output.",
)
@json_option
def brief(*, map_file: Path, person: str, output: Path | None, as_json: bool) -> None:
    """Prepare one talk on one page: their goal, the way in, what is open, how to begin, one ask.

    It holds your own judgements and is for you alone; a file is readable by you only.
    """
    from cxmap.cli.maps import reading
    from cxmap.cli.speech import document, say, tell
    from cxmap.session.entry.persons import find_person
    from cxmap.session.papers.private_file import write_private
    from cxmap.session.showing.briefing import brief_of

    target = None if output is None or str(output) == "-" else output
    with reading(map_file) as session:
        who = find_person(session.org, person)
        page = brief_of(session.desk, who)
    if as_json:
        document({"id": who, "heading": page.heading, "sections": page.sections})
    elif target is None:
        tell(page.as_text().rstrip())
    if target is not None:
        write_private(target, page.as_text().encode(), map_file=map_file)
        say(f"Wrote {target}")

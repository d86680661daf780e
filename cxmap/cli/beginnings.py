"""Making a new map."""

from __future__ import annotations

from pathlib import Path

import click

from cxmap.cli.arguments import json_option, map_argument


@click.command()
@map_argument
@click.option("--name", metavar="TEXT", required=True, help="What the initiative is called.")
@json_option
def new(*, map_file: Path, name: str, as_json: bool) -> None:
    """Make a new, empty map.

    The file is readable by you alone. A file that is there already is left as it is.
    """
    from cxmap.cli.maps import clock
    from cxmap.cli.speech import document, say
    from cxmap.session.session import Session

    with Session.create(map_file, name=name, clock=clock()) as session:
        called = session.org.initiative.name
    if as_json:
        document({"map": str(map_file), "name": called})
    else:
        say(f"Made {map_file}, the map of {called}")
        say(f"Next: cxmap import {map_file} PEOPLE.csv, or cxmap add {map_file} NAME")

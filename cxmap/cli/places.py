"""Where things lie and how the program is set."""

from __future__ import annotations

import click

from cxmap.cli.arguments import json_option


@click.group()
def config() -> None:
    """Show where things lie and how the program is set."""


@config.command("path")
@json_option
def show_paths(*, as_json: bool) -> None:
    """Name every place where the program keeps something.

    CXMAP_HOME moves config, data and state under one folder.
    """
    from cxmap import paths
    from cxmap.cli.speech import aligned, document, tell
    from cxmap.session.demo import samples_folder

    last = paths.last_map()
    places = {
        "config": paths.config_file(),
        "data": paths.data_folder(),
        "state": paths.state_folder(),
        "samples": samples_folder(),
        "last_map": last,
    }
    if as_json:
        document({name: str(place) if place else None for name, place in places.items()})
    else:
        tell(aligned((name, str(place or "-")) for name, place in places.items()))


@config.command("show")
@json_option
def show_options(*, as_json: bool) -> None:
    """Show the options in force and which of them the config file sets."""
    from cxmap.cli.speech import aligned, document, tell
    from cxmap.config import Config, load_config

    now, first = load_config(), Config()
    if as_json:
        document(now)
        return
    tell(
        aligned(
            (
                "*" if getattr(now, name) != getattr(first, name) else "",
                name,
                str(getattr(now, name)),
            )
            for name in now.__struct_fields__
        )
    )


@config.command("edit")
def edit_options() -> None:
    """Open the config file in your editor; an example is put there first if there is none."""
    from cxmap import paths
    from cxmap.cli.speech import say
    from cxmap.config import EXAMPLE, load_config
    from cxmap.session.papers.private_file import write_private

    file = paths.config_file()
    if not file.exists():
        paths.private_folder(file.parent)
        write_private(file, EXAMPLE.encode())
    click.edit(filename=str(file))
    load_config(file)
    say(f"{file} is in order")

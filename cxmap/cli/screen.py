"""Opening a map on the screen."""

from __future__ import annotations

import sys
from pathlib import Path

import click

_WELCOME = """\
cxmap: the map and the plan for winning an organisation's leaders, one conversation at a time.

No map was opened yet. Three ways to begin:

  cxmap demo                                  look around in a sample organisation
  cxmap new acme.json --name "Acme CX"        make a map of your own, then
  cxmap import acme.json people.csv           bring in the people

cxmap --help lists everything."""


@click.command("open", hidden=True)
@click.argument("map_file", metavar="[MAP]", required=False, type=click.Path(path_type=Path))
def open_(*, map_file: Path | None) -> int | None:
    """Open a map on the screen; the one that was open last unless one is named."""
    from cxmap.cli.speech import tell
    from cxmap.paths import last_map

    wanted = map_file or last_map()
    if wanted is None:
        tell(_WELCOME)
        return None
    return show_on_screen(wanted)


def show_on_screen(map_file: Path, *, remembered: bool = True) -> int:
    """Open a map in the terminal and give the exit code of the screen.

    Args:
        map_file: The map.
        remembered: Whether the next ``cxmap`` alone opens it again.

    Raises:
        UsageError: If this is no terminal.
        CxmapError: If the map or the config cannot be read.
    """
    from cxmap.cli.maps import clock
    from cxmap.config import load_config
    from cxmap.paths import remember_map
    from cxmap.session.session import Session

    config = load_config()
    with Session.open(map_file, clock=clock(), follow_if_locked=True) as session:
        refuse_without_terminal("cxmap next MAP")
        if remembered:
            remember_map(map_file)
        from cxmap.tui.app import run_on_screen

        return run_on_screen(session, config)


def refuse_without_terminal(instead: str) -> None:
    """Refuse to open the screen where nobody could see it or type.

    Args:
        instead: What works in a script.

    Raises:
        UsageError: If standard input or output is no terminal.
    """
    from cxmap.errors import UsageError

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("the screen needs a terminal", hint=f"in scripts: {instead}")

"""Opening a map on the screen."""

from __future__ import annotations

import gc
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
_LONGEST_NAME = 40


@click.command("open", hidden=True)
@click.argument("map_file", metavar="[MAP]", required=False, type=click.Path(path_type=Path))
def open_(*, map_file: Path | None) -> int | None:
    """Open a map on the screen; the one that was open last unless one is named."""
    from cxmap.cli.speech import tell
    from cxmap.paths import last_map

    wanted = map_file or last_map()
    if wanted is not None:
        return show_on_screen(wanted)
    if is_terminal():
        return _welcome()
    tell(_WELCOME)
    return None


def _welcome() -> int:
    """Ask on the screen how to begin, and begin."""
    from cxmap.cli.demo import open_for_now
    from cxmap.cli.maps import clock
    from cxmap.cli.speech import say
    from cxmap.config import load_config
    from cxmap.paths import data_folder, free_file, private_folder
    from cxmap.session.session import Session
    from cxmap.tui.welcome import welcome

    config = load_config()
    chosen = welcome(config.theme)
    if chosen is None:
        return 0
    if chosen.how == "tour":
        return open_for_now(config.demo)
    map_file = free_file(private_folder(data_folder()), file_name(chosen.name))
    Session.create(map_file, name=chosen.name, clock=clock()).close()
    code = show_on_screen(map_file, begin="people" if chosen.how == "new" else "import")
    say(f"The map is {map_file}; cxmap alone opens it again")
    return code


def file_name(name: str) -> str:
    """A file name without ending from the name of a map: plain letters, digits and hyphens."""
    import re

    from cxmap.text import fold

    return re.sub(r"[^a-z0-9]+", "-", fold(name))[:_LONGEST_NAME].strip("-") or "map"


def show_on_screen(map_file: Path, *, remembered: bool = True, begin: str = "next") -> int:
    """Open a map in the terminal and give the exit code of the screen.

    Args:
        map_file: The map.
        remembered: Whether the next ``cxmap`` alone opens it again.
        begin: The first screen: next, organisation, mass or people; import asks for a file first.

    Raises:
        UsageError: If this is no terminal.
        CxmapError: If the map or the config cannot be read.
    """
    from cxmap.cli.maps import open_session
    from cxmap.config import load_config
    from cxmap.paths import remember_map

    # Until the first frame nothing becomes garbage; the screen looks for it again from then on.
    gc.disable()
    config = load_config()
    with open_session(map_file, follow_if_locked=True) as session:
        refuse_without_terminal("cxmap next MAP")
        if remembered:
            remember_map(map_file)
        from cxmap.tui.app import run_on_screen

        return run_on_screen(session, config, begin=begin)


def refuse_without_terminal(instead: str) -> None:
    """Refuse to open the screen where nobody could see it or type.

    Args:
        instead: What works in a script.

    Raises:
        UsageError: If standard input or output is no terminal.
    """
    from cxmap.errors import UsageError

    if not is_terminal():
        raise UsageError("the screen needs a terminal", hint=f"in scripts: {instead}")


def is_terminal() -> bool:
    """Whether somebody can see the screen and type."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))

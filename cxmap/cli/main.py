"""The program as the shell calls it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import NoReturn

import click

from cxmap import __version__
from cxmap.cli.contents import Contents, load
from cxmap.cli.refusals import answer, has_flag

EPILOG = """\
PERSON is an id, an e-mail address, an employee number, a name or a part of a name. Days are written
2026-03-09, fri, tomorrow, +7 or -2w. "-" stands for standard input or output.

Exit codes: 0 done, 1 a question is open or a check found something, 2 wrong use or a refused file,
3 a missing extra, 4 an unreadable map, 5 somebody else is writing.

Completion: eval "$(_CXMAP_COMPLETE=bash_source cxmap)", or zsh_source, fish_source.
"""
"""End of the help."""


@click.group(
    cls=Contents,
    invoke_without_command=True,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    options_metavar="[MAP]",
    subcommand_metavar="| COMMAND [ARGS]...",
)
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, expose_value=False, help="Show where a fault comes from.")
@click.pass_context
def program(ctx: click.Context) -> None:
    """The map and the plan for winning an organisation's leaders, one conversation at a time.

    Without a command: open MAP on the screen, or the map that was open last.
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(load("open", "screen"), map_file=None)


def run(args: Sequence[str] | None = None) -> NoReturn:
    """Run one command line and leave with its exit code.

    Args:
        args: The words after the program's name; those of the shell unless given.
    """
    given = list(sys.argv[1:] if args is None else args)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    sys.exit(answer(lambda: _work(given), given))


def _work(given: list[str]) -> object:
    """Parse and run; ``--debug`` may stand anywhere."""
    words = given
    if has_flag(given, "--debug"):
        words = list(given)
        words.remove("--debug")
    return program.main(words, prog_name="cxmap", standalone_mode=False)

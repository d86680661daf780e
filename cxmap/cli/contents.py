"""The table of contents: every command, where it lives and what it is for, without loading it."""

from __future__ import annotations

import difflib
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import click

from cxmap.cli.refusals import NobodyReads

CHAPTERS: dict[str, dict[str, tuple[str, str]]] = {
    "Begin": {
        "new": ("beginnings", "Make a new, empty map."),
        "import": ("importing", "Bring in people from a file, or bring them up to date."),
        "demo": ("demo", "Open a sample organisation, as a copy."),
        "check": ("checking", "Say what is inconsistent in a map or a people file, and where."),
    },
    "Decide": {
        "next": ("advice", "Say whom to talk to next, why, and what to ask."),
        "plan": ("advice", "Show the whole order of talks, week by week."),
        "why": ("weighing", "Say why somebody, and why before somebody else."),
        "what-if": ("supposing", "Show what would be different, and keep it as a scenario."),
        "path": ("ways", "Show the way in to somebody, and who softens them."),
        "mass": ("advice", "Show how close critical mass is, and who is missing."),
        "forecast": ("outlook", "Show what to expect, by when, and what it hangs on."),
        "brief": ("briefs", "Prepare one talk, on one page."),
        "show": ("cards", "Show everything that is known about one person."),
    },
    "Note": {
        "log": ("talks", "Log a talk: what was said, seen and asked."),
        "ask": ("asks", "Ask for something, or say what became of it."),
        "evidence": ("asks", "Record a deed or a proof that was seen."),
        "pin": ("holds", "Put somebody first in the plan."),
        "skip": ("holds", "Leave somebody out of the suggestions."),
        "snooze": ("holds", "Leave somebody out of the suggestions until a day."),
    },
    "Keep the map true": {
        "add": ("people", "Put somebody on the map."),
        "set": ("people", "Change what is known about somebody."),
        "remove": ("people", "Take somebody off the map."),
        "tie": ("ties", "Draw or remove a tie between two people."),
        "settings": ("settings", "Show or change who counts and the planning numbers."),
        "undo": ("steps", "Take the last change back."),
        "redo": ("steps", "Do again what was taken back."),
        "history": ("history", "Tell who did what and when, or compare two days."),
        "edit": ("editing", "Take edits from standard input, one command a line."),
    },
    "Hand over": {
        "export": ("exporting", "Write the ally list, the people or the plan to a file."),
    },
    "Keep it safe": {
        "backup": ("keeping", "Write a copy of the map; name the earlier versions."),
        "repair": ("keeping", "Save what can be saved of a damaged map."),
        "encrypt": ("keeping", "Encrypt the map with a passphrase."),
        "person": ("privacy", "Hand over or erase all that is stored about a person."),
    },
    "The program": {
        "solve": ("solving", "Solve planning problems from a file."),
        "config": ("places", "Show where things lie and how the program is set."),
        "doctor": ("doctor", "Check the installation, the terminal and a map."),
    },
}
"""Chapter of the help to command to module and one sentence, in the order in which they are shown."""


class Entry(NamedTuple):
    """Where one command lives and what it is for."""

    module: str
    says: str


ENTRIES: dict[str, Entry] = {
    name: Entry(*entry) for chapter in CHAPTERS.values() for name, entry in chapter.items()
}
"""Every command by its name."""


class Contents(click.Group):
    """The program as a group whose commands are loaded when they are called.

    A first word that names no command is taken for a map, which is opened on the screen.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the chapters."""
        del ctx
        return list(ENTRIES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the command of that name; None when there is none."""
        del ctx
        entry = ENTRIES.get(cmd_name)
        return None if entry is None else load(cmd_name, entry.module)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first word means; a map's name means: open it."""
        word = args[0]
        if word in ENTRIES:
            return word, self.get_command(ctx, word), args[1:]
        if is_map_name(word):
            return "open", load("open", "screen"), args
        near = difflib.get_close_matches(word, ENTRIES, n=1)
        meant = f"did you mean {near[0]}? " if near else ""
        raise click.UsageError(f"{meant}{word!r} is neither a command nor a map", ctx=ctx)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; an output that nobody reads is told apart from a failure."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise NobodyReads from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the chapters into the help."""
        del ctx
        width = max(len(name) for name in ENTRIES)
        for chapter, commands in CHAPTERS.items():
            with formatter.section(chapter):
                formatter.write_dl(
                    [(name.ljust(width), says) for name, (_, says) in commands.items()]
                )


def is_map_name(word: str) -> bool:
    """Whether a word means a map: a file that is there, or something written like a path."""
    return word.endswith(".json") or "/" in word or "\\" in word or Path(word).exists()


def load(name: str, module: str) -> click.Command:
    """Import the module of a command and give the command, the function of that name.

    Names that Python keeps for itself are written with a line behind them (``import_``), hyphens as
    lines.
    """
    found: Any = import_module(f"cxmap.cli.{module}")
    function = name.replace("-", "_")
    command: click.Command = getattr(found, function, None) or getattr(found, f"{function}_")
    return command

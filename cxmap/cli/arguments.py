"""What several commands take: MAP, PERSON, ``--json``, days and notes; and how they complete."""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import StrEnum
from io import BufferedReader
from pathlib import Path
from typing import Any, TypeVar, cast

import click
from click.shell_completion import CompletionItem

from cxmap.cli.served import SERVED
from cxmap.errors import CxmapError, UsageError

Command = TypeVar("Command", bound=Callable[..., Any])

_LARGEST_TO_COMPLETE = 4_000_000
"""Bytes of a map beyond which names are not completed: it would take longer than typing them."""
_OFFERED = 40
_PIECE = 65_536


class PersonType(click.ParamType):  # type: ignore[type-arg]  # generic in later click only
    """A person as typed; looked up in the map by the command itself."""

    name = "person"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Offer e-mail addresses, or ids, of people whose name, address or id contains the text."""
        del param
        map_file = ctx.params.get("map_file")
        if not isinstance(map_file, Path):
            return []
        try:
            if map_file.stat().st_size > _LARGEST_TO_COMPLETE:
                return []
            return _people_for(map_file, incomplete)
        except (CxmapError, OSError):
            return []


def _people_for(map_file: Path, typed: str) -> list[CompletionItem]:
    from cxmap.session.session import Session
    from cxmap.text import fold

    wanted = fold(typed)
    with Session.open(map_file, read_only=True) as session:
        return [
            CompletionItem(person.email or person.id, help=person.display_name)
            for person in session.org.people.values()
            if wanted in fold(f"{person.display_name} {person.email} {person.id}")
        ][:_OFFERED]


class WordType(click.ParamType):  # type: ignore[type-arg]  # generic in later click only
    """A word of a scale; blanks, hyphens and case do not matter.

    Args:
        load_scale: Gives the scale when it is needed, so that the model is not loaded for help.
    """

    name = "word"

    def __init__(self, load_scale: Callable[[], type[StrEnum]]) -> None:
        self._load_scale = load_scale

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> StrEnum:
        """The word of the scale.

        Raises:
            UsageError: If the scale has no such word.
        """
        del ctx
        from cxmap.session.entry.typed import word_of

        return word_of(self._load_scale(), str(value), (param and param.name) or "word")

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Offer the words of the scale."""
        del ctx, param
        words = [word.value for word in self._load_scale()]
        return [CompletionItem(word) for word in words if word.startswith(incomplete)]


def scale(name: str) -> WordType:
    """Type of a word of one of the model's scales, for example ``Stance``."""

    def load_scale() -> type[StrEnum]:
        from cxmap.model import words as scales

        found: type[StrEnum] = getattr(scales, name)
        return found

    return WordType(load_scale)


PERSON = PersonType()
"""Type of every PERSON argument."""

map_argument = click.argument("map_file", metavar="MAP", type=click.Path(path_type=Path))
"""The map that a command works on."""

person_argument = click.argument("person", metavar="PERSON", type=PERSON)
"""The person that a command is about."""

json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
"""The result as a document, and errors as one."""

on_option = click.option("--on", metavar="DAY", help="The day it happened; today unless given.")
"""When something happened."""

note_option = click.option(
    "--note", metavar="TEXT|-", help="Your own words; - reads them from stdin."
)
"""Free text."""


def words(text: str | None) -> str:
    """The text of a note: what was typed, or standard input for ``-``; empty when nothing was.

    Raises:
        UsageError: If standard input is not UTF-8 text.
    """
    if text != "-":
        return text or ""
    if SERVED.get() is not None:
        raise UsageError("standard input carries the commands here", field="-")
    if sys.stdin is not None and sys.stdin.isatty():
        click.echo("Write the note; Ctrl-D on a line of its own ends it.", err=True)
    try:
        return standard_input().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(
            "standard input is not UTF-8 text", field="-", hint=f"byte {error.start} does not fit"
        ) from error


def standard_input() -> bytes:
    """Everything that comes in on standard input; nothing where it is closed."""
    if sys.stdin is None:
        return b""
    # Piece by piece: one long read would put off Ctrl-C until the end of the input.
    source = cast("BufferedReader", sys.stdin.buffer)
    return b"".join(iter(lambda: source.read1(_PIECE), b""))

"""What leaves the program: one paper at a time, for one audience, in one format.

Nothing is written here: ``export`` gives the bytes together with what they leave out, so that a
screen or the command line can say so first; ``papers.private_file.write_private`` puts them into a
file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import msgspec

from cxmap.errors import UsageError
from cxmap.model.words import Visibility
from cxmap.session.desk import Desk
from cxmap.session.papers.formats import FORMATS, Handed, beyond, left_out_of, written
from cxmap.session.papers.lens import Lens
from cxmap.session.showing.views import PlanView
from cxmap.text import fold

_ENDINGS: Mapping[str, str] = MappingProxyType(
    {
        ".csv": "csv",
        ".xlsx": "xlsx",
        ".md": "md",
        ".markdown": "md",
        ".html": "html",
        ".htm": "html",
        ".json": "json",
        ".vcf": "vcf",
        ".ics": "ics",
        ".graphml": "graphml",
        ".gexf": "gexf",
        ".dot": "dot",
        ".gv": "dot",
        ".mmd": "mermaid",
        ".mermaid": "mermaid",
    }
)
_ENDING_OF = {"mermaid": "mmd", "kumu": "json", "pairs": "csv"}
"""Ending of a suggested name where it is not the format's own word."""
_FOR_THE_GRAPH = {"json": "kumu", "csv": "pairs"}
"""What an ending means for the graph."""
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")
_LONGEST_SLUG = 40


class Offered(msgspec.Struct, frozen=True, kw_only=True):
    """A paper before it is made: how it will be called, and what will be left out of it."""

    suggested_name: str
    """A file name that says what is in it: ``harbor-telecom-allies-2026-03-02.csv``."""
    left_out: tuple[str, ...]
    """Sentences on what the audience and the mask keep back; to be said before it is written."""


class Exported(Offered, frozen=True, kw_only=True):
    """A paper in its format, and what was left out of it."""

    data: bytes


def formats_of(what: str) -> tuple[str, ...]:
    """The formats of one thing to hand over, the usual one first.

    Raises:
        UsageError: If there is no such thing; names those there are.
    """
    found = FORMATS.get(what)
    if found is None:
        raise UsageError(
            f"there is no export called {what!r}",
            field="what",
            hint=f"use one of {', '.join(FORMATS)}",
        )
    return found


def format_for(what: str, path: Path | None = None) -> str:
    """The format of an export nobody named one for: from the file's ending, else the usual one.

    Args:
        what: What is handed over.
        path: The file it goes to, if one was named.

    Raises:
        UsageError: If there is no such thing to hand over, or the ending fits none of its formats.
    """
    known = formats_of(what)
    if path is None or not path.suffix:
        return known[0]
    found = _ENDINGS.get(path.suffix.lower(), "")
    if what == "graph":
        found = _FOR_THE_GRAPH.get(found, found)
    if found in known:
        return found
    raise UsageError(
        f"{what} cannot be written as {path.suffix}",
        file=path,
        field="format",
        hint=f"use one of {', '.join(known)}",
    )


def left_out(
    desk: Desk,
    what: str,
    *,
    audience: str = "open",
    mask: bool = False,
    plan: PlanView | None = None,
) -> tuple[str, ...]:
    """What an export would keep back, in sentences; empty when nothing.

    Raises:
        UsageError: If there is no such export or audience.
    """
    formats_of(what)
    return left_out_of(Handed(what, Lens(desk, _audience(audience), mask=mask), plan))


def offer(
    desk: Desk,
    what: str,
    format: str = "",  # noqa: A002 - the word of the command line
    *,
    audience: str = "open",
    mask: bool = False,
    plan: PlanView | None = None,
) -> Offered:
    """What an export would be called and leave out; nothing is made yet. Takes what ``export`` takes.

    Raises:
        UsageError: If there is no such export, format or audience.
    """
    wanted = _format(what, format)
    return _offer(Handed(what, Lens(desk, _audience(audience), mask=mask), plan), wanted)


def export(
    desk: Desk,
    what: str,
    format: str = "",  # noqa: A002 - the word of the command line
    *,
    audience: str = "open",
    mask: bool = False,
    plan: PlanView | None = None,
) -> Exported:
    """Make one paper for one audience.

    Args:
        desk: The map and the day.
        what: A key of ``FORMATS``; a backup is a copy of the map's file, which the store makes.
        format: One of its formats; the usual one unless given.
        audience: ``open`` (names, roles, order, dates), ``circle`` (also stance, commitment,
            influence) or ``me`` (everything).
        mask: Whether names become aliases, and addresses, numbers and notes are left out.
        plan: The plan if it is at hand; made otherwise where one is needed.

    Raises:
        UsageError: If there is no such export, format or audience.
    """
    wanted = _format(what, format)
    handed = Handed(what, Lens(desk, _audience(audience), mask=mask), plan)
    offered = _offer(handed, wanted)
    return Exported(
        data=written(handed, wanted),
        suggested_name=offered.suggested_name,
        left_out=offered.left_out,
    )


def _format(what: str, wanted: str) -> str:
    known = formats_of(what)
    if wanted and wanted not in known:
        raise UsageError(
            f"{what} cannot be written as {wanted}",
            field="format",
            hint=f"use one of {', '.join(known)}",
        )
    return wanted or known[0]


def _offer(handed: Handed, wanted: str) -> Offered:
    return Offered(
        suggested_name=suggested_name(handed.lens, handed.what, wanted),
        left_out=(*left_out_of(handed), *beyond(handed, wanted)),
    )


def suggested_name(lens: Lens, what: str, wanted: str) -> str:
    """A file name made of the map's name, the paper and the day; plain letters alone."""
    name = _NOT_IN_NAMES.sub("-", fold(lens.text(lens.org.initiative.name))).strip("-")
    parts = [name[:_LONGEST_SLUG].strip("-"), what, lens.desk.today.isoformat()]
    return "-".join(part for part in parts if part) + f".{_ENDING_OF.get(wanted, wanted)}"


def _audience(word: str) -> Visibility:
    try:
        return Visibility(word)
    except ValueError:
        raise UsageError(
            f"there is no audience {word!r}", field="audience", hint="use me, circle or open"
        ) from None

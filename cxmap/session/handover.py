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
from cxmap.session.papers.allies import allies_left_out, allies_table
from cxmap.session.papers.asks import asks_left_out, asks_table, promises_table
from cxmap.session.papers.lens import Lens
from cxmap.session.papers.paper import Paper, list_paper
from cxmap.session.papers.people import people_left_out, people_table
from cxmap.session.papers.plan import plan_document, plan_left_out, plan_paper, plan_table
from cxmap.session.views import PlanView
from cxmap.text import fold

_LISTS = ("csv", "xlsx", "md", "json")

FORMATS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "allies": _LISTS,
        "people": _LISTS,
        "plan": ("md", "csv", "xlsx", "json"),
        "asks": _LISTS,
    }
)
"""What can be handed over, and in which formats; the first one is taken when none is asked for."""

_ENDINGS = {
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
_ENDING_OF = {"mermaid": "mmd", "kumu": "json", "pairs": "csv"}
"""Ending of a suggested name where it is not the format's own word."""
_FOR_THE_WHAT = {("graph", "json"): "kumu", ("graph", "csv"): "pairs"}
"""What an ending means where the usual format is not made."""
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")
_LONGEST_SLUG = 40


class Exported(msgspec.Struct, frozen=True, kw_only=True):
    """A paper in its format, and what was left out of it."""

    data: bytes
    suggested_name: str
    """A file name that says what is in it: ``harbor-telecom-allies-2026-03-02.csv``."""
    left_out: tuple[str, ...]
    """Sentences on what the audience and the mask keep back; to be said before it is written."""


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
    found = _FOR_THE_WHAT.get((what, found), found)
    if found in known:
        return found
    raise UsageError(
        f"{what} cannot be written as {path.suffix}",
        file=path,
        field="format",
        hint=f"use one of {', '.join(known)}",
    )


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
    lens = Lens(desk, _audience(audience), mask=mask)
    match what:
        case "people":
            return people_left_out(lens)
        case "allies":
            return allies_left_out(lens)
        case "asks":
            return asks_left_out(lens)
        case _:
            return plan_left_out(lens, plan or _plan_of(desk))


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
        what: A key of ``FORMATS``.
        format: One of its formats; the usual one unless given.
        audience: ``open`` (names, roles, order, dates), ``circle`` (also stance, commitment,
            influence) or ``me`` (everything).
        mask: Whether names become aliases, and addresses, numbers and notes are left out.
        plan: The plan if it is at hand; made otherwise where one is needed.

    Raises:
        UsageError: If there is no such export, format or audience.
    """
    known = formats_of(what)
    wanted = format or known[0]
    if wanted not in known:
        raise UsageError(
            f"{what} cannot be written as {wanted}",
            field="format",
            hint=f"use one of {', '.join(known)}",
        )
    lens = Lens(desk, _audience(audience), mask=mask)
    if what == "plan" and plan is None:
        plan = _plan_of(desk)
    return Exported(
        data=_written(_paper(lens, what, plan), wanted, lens),
        suggested_name=suggested_name(lens, what, wanted),
        left_out=left_out(desk, what, audience=audience, mask=mask, plan=plan),
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


def _paper(lens: Lens, what: str, plan: PlanView | None) -> Paper:
    """One paper as the audience may see it."""
    name = lens.text(lens.org.initiative.name)
    match what:
        case "people":
            return list_paper(_title("People", name), people_table(lens))
        case "allies":
            return list_paper(_title("Allies", name), allies_table(lens))
        case "asks":
            return list_paper(_title("Asks", name), asks_table(lens), promises_table(lens))
        case _:
            view = plan or _plan_of(lens.desk)
            return Paper(
                document=plan_paper(lens, view),
                tables=(plan_table(lens, view),),
                data=plan_document(lens, view),
            )


def _plan_of(desk: Desk) -> PlanView:
    """The plan of the map; the planner is loaded only for papers that show it."""
    from cxmap.session.advice import plan_view

    return plan_view(desk)


def _title(what: str, name: str) -> str:
    return f"{what}: {name}" if name else what


def _written(paper: Paper, wanted: str, lens: Lens) -> bytes:
    """A paper in a format; the writers are loaded one by one, when they are needed."""
    if wanted == "csv":
        from cxmap.exchange.writers.csv_table import write_csv

        return write_csv(paper.tables[0])
    if wanted == "xlsx":
        from cxmap.exchange.writers.workbook import write_workbook

        return write_workbook(paper.tables, made_on=lens.desk.today)
    if wanted == "json":
        from cxmap.exchange.writers.json_text import write_json

        return write_json(paper.data)
    from cxmap.exchange.writers.markdown import write_markdown

    return write_markdown(paper.document)

"""Saying what is inconsistent, in a map or in a people file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cxmap.cli.arguments import json_option

if TYPE_CHECKING:
    from cxmap.session.showing.health import Finding

_LOOKED_AT = 65_536
"""Bytes of a file from which a map is recognised."""


@click.command()
@click.argument("source", metavar="MAP|SRC", type=click.Path(path_type=Path))
@json_option
def check(*, source: Path, as_json: bool) -> int:
    """Say what is inconsistent in a map, or what an import of a people file would ask.

    Ends with 1 if something was found. Nothing is changed.
    """
    from cxmap.cli.importing import try_source

    if is_map(source):
        return _check_map(source, as_json=as_json)
    return try_source(source, as_json=as_json)


def is_map(file: Path) -> bool:
    """Whether a file is meant to be a map rather than a people file in some other format."""
    if file.suffix.lower() != ".json" and not file.is_file():
        return False
    try:
        with file.open("rb") as opened:
            begin = opened.read(_LOOKED_AT)
    except OSError:
        return file.suffix.lower() == ".json"
    from cxmap.model.orgmap import TABLES

    first = re.match(rb'\s*\{\s*"([^"]*)"\s*:', begin)
    if first is None:
        return file.suffix.lower() == ".json" and not begin.strip()
    return first[1].decode(errors="replace") in {*TABLES, "_cxmap", "_default"}


def _check_map(map_file: Path, *, as_json: bool) -> int:
    from cxmap.cli.maps import reading
    from cxmap.cli.refusals import FOUND
    from cxmap.cli.speech import document, say, tell
    from cxmap.session.showing.health import findings

    with reading(map_file) as session:
        found = findings(session.desk)
        notices = session.notices
    if as_json:
        document({"findings": found, "notices": notices})
    elif found:
        tell("\n".join(_lines(found)))
    else:
        say(f"{map_file}: nothing found")
    return FOUND if found else 0


def _lines(found: tuple[Finding, ...]) -> list[str]:
    from cxmap.cli.speech import wrapped

    return [
        wrapped(
            f"{finding.message}{f' ({finding.hint})' if finding.hint else ''}",
            indent=f"{finding.weight.value:<5}  ",
            hanging="       ",
        )
        for finding in found
    ]

"""Checking the installation, the terminal and a map, without any network."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click

from cxmap.cli.arguments import json_option


class Sign(NamedTuple):
    """One thing that was looked at."""

    ok: bool
    name: str
    value: str
    hint: str = ""


@click.command()
@click.argument("map_file", metavar="[MAP]", required=False, type=click.Path(path_type=Path))
@json_option
def doctor(*, map_file: Path | None, as_json: bool) -> int:
    """Check versions, places, permissions, the terminal and, if named, a map.

    Nothing leaves this machine. Ends with 1 if something needs attention.
    """
    from cxmap.cli.speech import aligned, document, tell

    signs = [*_versions(), *_places(), *_terminal()]
    if map_file is not None:
        signs += _map(map_file)
    if as_json:
        document({"signs": [sign._asdict() for sign in signs]})
    else:
        tell(
            aligned(
                (
                    "ok" if sign.ok else "!!",
                    sign.name,
                    f"{sign.value} ({sign.hint})" if sign.hint and not sign.ok else sign.value,
                )
                for sign in signs
            )
        )
    return 0 if all(sign.ok for sign in signs) else 1


def _versions() -> Iterator[Sign]:
    import platform
    import re
    from importlib import metadata

    from cxmap import __version__

    yield Sign(True, "cxmap", __version__)
    yield Sign(True, "python", f"{platform.python_version()} on {platform.system()}")
    try:
        needed = metadata.requires("cxmap") or []
    except metadata.PackageNotFoundError:
        yield Sign(False, "package", "not installed", "run it from an installed copy")
        return
    for requirement in needed:
        named = re.match(r"[A-Za-z0-9._-]+", requirement)
        extra = re.search(r"extra *== *['\"]([^'\"]+)", requirement)
        if named is not None and (extra is None or extra[1] != "dev"):
            yield _library(named[0], extra[1] if extra else "")


def _library(name: str, extra: str) -> Sign:
    """A library that cxmap needs, or needs for something extra."""
    from importlib import metadata

    shown = f"{name} (extra {extra})" if extra else name
    try:
        return Sign(True, shown, metadata.version(name))
    except metadata.PackageNotFoundError:
        if extra:
            return Sign(True, shown, f"not installed; pip install 'cxmap[{extra}]' adds it")
        return Sign(False, shown, "missing", "install cxmap again")


def _places() -> Iterator[Sign]:
    from cxmap import paths
    from cxmap.config import load_config
    from cxmap.errors import CxmapError
    from cxmap.session.demo import sample_names

    for name, folder in (
        ("config folder", paths.config_folder()),
        ("data folder", paths.data_folder()),
        ("state folder", paths.state_folder()),
    ):
        yield _folder(name, folder)
    try:
        load_config()
        yield Sign(True, "config file", str(paths.config_file()))
        yield Sign(True, "samples", ", ".join(sample_names()))
    except CxmapError as error:
        yield Sign(False, "config or samples", error.where, error.message)


def _folder(name: str, folder: Path) -> Sign:
    if not folder.exists():
        return Sign(True, name, f"{folder} (made when it is needed)")
    if not os.access(folder, os.W_OK | os.X_OK):
        return Sign(False, name, str(folder), "you may not write there")
    if os.name == "posix" and folder.stat().st_mode & 0o077:
        return Sign(False, name, str(folder), "others may look inside: chmod 700")
    return Sign(True, name, str(folder))


def _terminal() -> Iterator[Sign]:
    import shutil

    from cxmap.cli.screen import is_terminal

    columns, lines = shutil.get_terminal_size()
    on_screen = is_terminal()
    yield Sign(True, "terminal", os.environ.get("TERM", "none") if on_screen else "not a terminal")
    wide = not on_screen or (columns >= 80 and lines >= 24)  # noqa: PLR2004 - the smallest layout
    yield Sign(wide, "size", f"{columns} x {lines}", "80 x 24 is the smallest that shows all")
    encoding = str(getattr(sys.stdout, "encoding", None) or "unknown").lower()
    yield Sign("utf" in encoding, "encoding", encoding, "names need UTF-8: set LANG=en_US.UTF-8")
    colours = "NO_COLOR is set: greys" if os.environ.get("NO_COLOR") else _colours()
    yield Sign(True, "colours", colours)


def _colours() -> str:
    if os.environ.get("COLORTERM", "") in ("truecolor", "24bit"):
        return "all"
    return "256" if "256" in os.environ.get("TERM", "") else "16"


def _map(map_file: Path) -> Iterator[Sign]:
    from cxmap.cli.maps import reading
    from cxmap.session.showing.health import findings

    with reading(map_file) as session:
        org = session.org
        yield Sign(True, "map", f"{map_file}: {len(org.people):,} people, change {session.rev}")
        if os.name == "posix" and map_file.stat().st_mode & 0o077:
            yield Sign(False, "map file", "others may read it", f"chmod 600 {map_file}")
        for notice in session.notices:
            yield Sign(False, "map file", notice)
        for finding in findings(session.desk):
            yield Sign(False, finding.code, finding.message, finding.hint)

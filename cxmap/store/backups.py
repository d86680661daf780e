"""Earlier versions of a map: the last ten, and one a day for a month."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from cxmap.errors import SaveFailed
from cxmap.store import disk
from cxmap.store.places import STAMP, Places
from cxmap.store.port import Rev

KEPT_VERSIONS = 10
"""So many of the newest versions stay, however old they are."""

KEPT_DAYS = 30
"""For so many days back the last version of each day stays too."""

_NAME = re.compile(r"(\d{8}T\d{6}Z)-(\d+)(?:-\d+)?\.json")


class Version(NamedTuple):
    """One earlier version, as its file name tells."""

    at: str
    """When it was put away, as in the name."""
    rev: Rev
    """The newest commit in it."""
    name: str


def versions(kept: Path) -> list[Version]:
    """The earlier versions of a map, oldest first; empty where there is no folder."""
    found = []
    with suppress(OSError):
        for entry in kept.iterdir():
            match = _NAME.fullmatch(entry.name)
            if match:
                found.append(Version(match[1], int(match[2]), entry.name))
    return sorted(found)


def newest(places: Places) -> str:
    """The newest earlier version for a hint, ``acme.json.bak/…``; empty when there is none."""
    found = versions(places.kept)
    return f"{places.kept.name}/{found[-1].name}" if found else ""


def put_away(places: Places, rev: Rev, now: datetime) -> None:
    """Keep the present map file as an earlier version before it is replaced.

    Raises:
        OSError: If that is not possible.
    """
    disk.make_folder(places.kept)
    wanted = f"{now.strftime(STAMP)}-{rev:06d}"
    target, count = places.kept / f"{wanted}.json", 1
    while target.exists():
        if target.samefile(places.map):
            return
        count += 1
        target = places.kept / f"{wanted}-{count}.json"
    disk.link_or_copy(places.map, target)


def prune(places: Places, now: datetime) -> None:
    """Remove the earlier versions that are neither new nor the last of a recent day."""
    found = versions(places.kept)
    keep = worth_keeping(found, now)
    for version in found:
        if version not in keep:
            with suppress(OSError):
                (places.kept / version.name).unlink()


def worth_keeping(found: Iterable[Version], now: datetime) -> set[Version]:
    """Which versions stay: the newest ten, and the last one of each of the last thirty days."""
    in_order = sorted(found)
    oldest_day = (now - timedelta(days=KEPT_DAYS)).strftime("%Y%m%d")
    last_of_day = {version.at[:8]: version for version in in_order}
    recent = {version for day, version in last_of_day.items() if day >= oldest_day}
    return recent | set(in_order[-KEPT_VERSIONS:])


def write_copy(to: Path, data: bytes) -> None:
    """Write a copy of a map to a new file.

    Raises:
        SaveFailed: If it cannot be written, or something is there already.
    """
    try:
        disk.write_new(to, data)
    except FileExistsError:
        raise SaveFailed(
            "there is a file of that name already", file=to, hint="choose another name"
        ) from None
    except OSError as error:
        raise SaveFailed(
            f"the copy was not written: {disk.reason(error)}", file=to, hint="try another place"
        ) from error

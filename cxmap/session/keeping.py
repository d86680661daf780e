"""Keeping a map that is closed: its earlier versions, its repair, its passphrase."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from cxmap.clock import Clock
from cxmap.errors import StoreError
from cxmap.store import backups, disk, rewriting
from cxmap.store.places import STAMP, Places
from cxmap.store.port import Rev
from cxmap.store.repair import Repair, repair
from cxmap.store.sealing import Keys
from cxmap.store.tinyfile import header_of_line

Ask = Callable[[], str]
"""Gives the passphrase of an encrypted map."""


class EarlierVersion(msgspec.Struct, frozen=True, kw_only=True):
    """A version of a map that was put away when the next one was written."""

    file: Path
    rev: Rev
    """The newest command in it."""
    when: str
    """When it was put away, local time."""


def earlier_versions(map_file: Path) -> tuple[EarlierVersion, ...]:
    """The versions that are kept beside a map, newest first; none for a map never written twice.

    Raises:
        StoreError: If the map cannot be reached.
    """
    places = Places.of(map_file)
    found = [
        EarlierVersion(file=places.kept / one.name, rev=one.rev, when=_local(one.at))
        for one in backups.versions(places.kept)
    ]
    return tuple(reversed(found))


def repair_map(map_file: Path, *, clock: Clock, ask: Ask | None = None) -> Repair:
    """Save what can be saved of a damaged map; nothing is deleted.

    Raises:
        CxmapError: As ``store.repair.repair``.
    """
    return repair(map_file, clock=clock, keys=Keys(ask))


def is_encrypted(map_file: Path) -> bool:
    """Whether a map is sealed with a passphrase.

    Raises:
        StoreError: If it cannot be read.
    """
    try:
        with map_file.open("rb") as file:
            header = header_of_line(file.readline().rstrip(b"\n"))
    except OSError as error:
        raise StoreError(f"the map cannot be read: {disk.reason(error)}", file=map_file) from error
    return header is not None and header.seal is not None


def encrypt_map(map_file: Path, passphrase: str, *, clock: Clock) -> None:
    """Seal a map with all its past.

    Raises:
        MissingExtra: If the optional part of the program is not installed.
        CxmapError: As ``store.rewriting.encrypt``.
    """
    rewriting.encrypt(map_file, passphrase, clock=clock)


def decrypt_map(map_file: Path, passphrase: str, *, clock: Clock) -> None:
    """Make a sealed map readable, with all its past.

    Raises:
        CxmapError: As ``store.rewriting.decrypt``.
    """
    rewriting.decrypt(map_file, passphrase, clock=clock)


def change_passphrase(map_file: Path, old: str, new: str, *, clock: Clock) -> None:
    """Seal a map under another passphrase.

    Raises:
        CxmapError: As ``store.rewriting.change_passphrase``.
    """
    rewriting.change_passphrase(map_file, old, new, clock=clock)


def _local(stamp: str) -> str:
    moment = datetime.strptime(stamp, STAMP).replace(tzinfo=UTC).astimezone()
    return f"{moment:%Y-%m-%d %H:%M}"

"""Where a map and the files beside it are, what opens them, and names for set-aside files."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from cxmap.errors import StoreError
from cxmap.store.disk import reason
from cxmap.store.sealing import Keys

STAMP = "%Y%m%dT%H%M%SZ"
"""How a moment is written in a file name: UTC, sorts like time."""


_CONFLICT = re.compile(r"conflicted copy|sync-conflict|case conflict|\(conflict", re.IGNORECASE)
"""How sync programs mark the copy of the one who came second."""


class Places(NamedTuple):
    """The files of one map. Links are followed first, so that they all lie beside the real file."""

    map: Path
    log: Path
    """The journal: commands since the map file was last written."""
    lock: Path
    """Held by the one who writes; says who that is and which commit was saved last."""
    kept: Path
    """The folder of earlier versions and of the whole history."""
    history: Path
    """Every command ever saved, oldest first."""
    keys: Keys
    """What opens the map where it is encrypted."""

    @classmethod
    def of(cls, path: Path, keys: Keys | None = None) -> Places:
        """The files that belong to a map.

        Raises:
            StoreError: If the path leads in a circle or through something that is no folder.
        """
        try:
            real = path.resolve()
        except (OSError, RuntimeError) as error:
            why = reason(error) if isinstance(error, OSError) else "its links lead in a circle"
            raise StoreError(f"the map cannot be reached: {why}", file=path) from error
        kept = real.with_name(real.name + ".bak")
        return cls(
            map=real,
            log=real.with_name(real.name + ".log"),
            lock=real.with_name(real.name + ".lock"),
            kept=kept,
            history=kept / "history.log",
            keys=keys or Keys(),
        )


def copies_beside(map_file: Path) -> list[str]:
    """Names of copies that a sync program made because two machines wrote to the map."""
    try:
        names = [path.name for path in map_file.parent.iterdir()]
    except OSError:
        return []
    stem = map_file.stem.casefold()
    return sorted(
        name
        for name in names
        if name.casefold().startswith(stem) and _CONFLICT.search(name[len(stem) :])
    )


def free_name(path: Path, what: str, now: datetime) -> Path:
    """A name that is not taken, ``acme.json.log.torn-20260302T120000Z``, for bytes set aside."""
    wanted = path.with_name(f"{path.name}.{what}-{now.strftime(STAMP)}")
    name, count = wanted, 1
    while name.exists() or name.is_symlink():
        count += 1
        name = wanted.with_name(f"{wanted.name}-{count}")
    return name

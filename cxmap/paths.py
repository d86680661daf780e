"""Where cxmap keeps its own files; nothing is made before somebody writes there.

The lead's maps lie wherever the lead puts them. Config, data (kept demos) and state (the last map)
lie in the folders of the platform, or all three under ``CXMAP_HOME``.
"""

from __future__ import annotations

import os
from pathlib import Path

HOME_VARIABLE = "CXMAP_HOME"
"""Environment variable that moves config, data and state under one folder."""

OWNER_ONLY_FOLDER = 0o700
"""Mode of every folder that cxmap makes: maps hold opinions about named people."""


def config_folder() -> Path:
    """Folder of ``config.toml``."""
    return _folder("config")


def data_folder() -> Path:
    """Folder of maps that were begun without naming a file: kept samples, and the welcome's."""
    return _folder("data")


def state_folder() -> Path:
    """Folder of what cxmap remembers between runs: which map was open last."""
    return _folder("state")


def config_file() -> Path:
    """The lead's own settings of the program (not of a map); may be missing."""
    return config_folder() / "config.toml"


def column_map_folder() -> Path:
    """Where it is kept which column of a people file is what; may be missing."""
    return config_folder() / "columns"


def last_map_file() -> Path:
    """The note that names the map that was open last; may be missing."""
    return state_folder() / "last_map"


def papers_file() -> Path:
    """The list of the papers that were written about maps; may be missing."""
    return state_folder() / "papers.jsonl"


def private_folder(folder: Path) -> Path:
    """Make a folder and what is missing above it for the owner alone; what is there stays as it is.

    Returns:
        The same folder.
    """
    missing = [folder, *folder.parents]
    missing = missing[: next((at for at, one in enumerate(missing) if one.is_dir()), 0)]
    for one in reversed(missing):
        one.mkdir(mode=OWNER_ONLY_FOLDER, exist_ok=True)
    return folder


def free_file(folder: Path, name: str) -> Path:
    """The first of ``name.json``, ``name-2.json`` and so on that is not there yet."""
    file, count = folder / f"{name}.json", 1
    while file.exists():
        count += 1
        file = folder / f"{name}-{count}.json"
    return file


def remember_map(map_file: Path) -> None:
    """Note which map is open, for the next ``cxmap`` without a name."""
    note = last_map_file()
    private_folder(note.parent)
    handle = os.open(note, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8", errors="surrogateescape") as file:
        file.write(str(map_file.absolute()))


def last_map() -> Path | None:
    """The map that was open last, if it is still there."""
    try:
        text = last_map_file().read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return None
    found = Path(text.strip())
    return found if text.strip() and found.is_file() else None


def _folder(kind: str) -> Path:
    home = os.environ.get(HOME_VARIABLE)
    if home:
        return Path(home).expanduser() / kind
    import platformdirs

    folders = {
        "config": platformdirs.user_config_path,
        "data": platformdirs.user_data_path,
        "state": platformdirs.user_state_path,
    }
    return folders[kind]("cxmap", appauthor=False)

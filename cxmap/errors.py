"""What can go wrong, in words the lead can act on.

Every error that leaves a layer is a ``CxmapError``. It says what happened, where, and what to do,
and it carries the exit code of the command line:

    CxmapError                  2
    ├── UsageError              2   the command or a field was used wrongly
    │   └── PersonNotFound      2   nobody, or several people, answer to that name
    ├── SourceError             2   a file to import was refused
    ├── PlaybookError           2   an edited playbook cannot be used
    ├── ConfigError             2   config.toml cannot be used
    ├── MissingExtra            3   an optional part is not installed
    ├── StoreError              4   the map cannot be read or written
    │   ├── DamagedMap          4   bytes that are no map
    │   ├── NewerMap            4   written by a later cxmap
    │   ├── PassphraseNeeded    4   encrypted, and the passphrase is missing or another one
    │   ├── ReadOnlyMap         4   opened for reading only, with the reason
    │   ├── Conflict            4   somebody changed the same fields meanwhile
    │   └── SaveFailed          4   the disk refused; what came before stays
    └── MapLocked               5   somebody else is writing
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, NamedTuple


class CxmapError(Exception):
    """Base of everything cxmap refuses on purpose.

    Args:
        message: What happened, one sentence, no trailing full stop needed.
        hint: What to do now; empty when there is nothing to add.
        file: The file concerned, if any.
        line: The line or row in that file, counted from 1.
        field: The field, column or cell concerned, for example ``stance`` or ``B3``.
    """

    code: ClassVar[str] = "error"
    """Short stable word for scripts, the ``code`` of the JSON error."""
    exit_code: ClassVar[int] = 2
    """Exit code of the command line."""

    def __init__(
        self,
        message: str,
        *,
        hint: str = "",
        file: Path | str | None = None,
        line: int | None = None,
        field: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.file = None if file is None else str(file)
        self.line = line
        self.field = field

    @property
    def where(self) -> str:
        """The place in words, ``people.csv, line 4, column stance``; empty when there is none."""
        parts = []
        if self.file:
            parts.append(self.file)
        if self.line is not None:
            parts.append(f"line {self.line}")
        if self.field:
            parts.append(self.field)
        return ", ".join(parts)

    def as_document(self) -> dict[str, str | int | None]:
        """The error as the command line prints it with ``--json``."""
        return {
            "code": self.code,
            "message": self.message,
            "file": self.file,
            "line": self.line,
            "field": self.field,
            "hint": self.hint or None,
        }


class UsageError(CxmapError):
    """A command, a field or a value was used wrongly."""

    code = "usage"


class PersonNotFound(UsageError):  # noqa: N818 - reads as what happened
    """Nobody, or more than one person, answers to what was typed."""

    code = "person"


class SourceError(CxmapError):
    """A file that was to be imported is refused; the map stays as it was."""

    code = "source"


class PlaybookError(CxmapError):
    """A playbook file, the program's own or the lead's, cannot be used."""

    code = "playbook"


class ConfigError(CxmapError):
    """The lead's own ``config.toml`` cannot be used."""

    code = "config"


class MissingExtra(CxmapError):  # noqa: N818 - reads as what happened
    """An optional part of cxmap is needed and not installed."""

    code = "missing_extra"
    exit_code = 3


class StoreError(CxmapError):
    """The map cannot be read or written."""

    code = "store"
    exit_code = 4


class DamagedMap(StoreError):  # noqa: N818 - reads as what happened
    """The bytes of the file are no map, or not all of one."""

    code = "damaged"


class NewerMap(StoreError):  # noqa: N818 - reads as what happened
    """The map was written by a later version of cxmap."""

    code = "newer"


class PassphraseNeeded(StoreError):  # noqa: N818 - reads as what happened
    """The map is encrypted and the passphrase is missing or wrong."""

    code = "passphrase"


class ReadOnlyMap(StoreError):  # noqa: N818 - reads as what happened
    """The map was opened for reading only; the message says why."""

    code = "read_only"


class Clash(NamedTuple):
    """One field that is no longer what a change expected."""

    table: str
    id: str
    field: str
    """The field; ``id`` when the whole record is there and should not be, or is gone."""
    expected: object
    found: object


class Conflict(StoreError):  # noqa: N818 - reads as what happened
    """A change was made for a state that is no longer there; nothing of it was saved."""

    code = "conflict"

    def __init__(self, message: str, *, clashes: Sequence[Clash], hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.clashes = tuple(clashes)


class SaveFailed(StoreError):  # noqa: N818 - reads as what happened
    """An edit could not be put on the disk and was refused; everything before it stays."""

    code = "save_failed"


class MapLocked(CxmapError):  # noqa: N818 - reads as what happened
    """Another cxmap is writing to this map."""

    code = "locked"
    exit_code = 5

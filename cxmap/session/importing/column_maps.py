"""How the lead has a file read: which column is what, kept under a name for the next file like it."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from cxmap.errors import UsageError
from cxmap.paths import column_map_folder, private_folder
from cxmap.session.papers.private_file import write_private

_NAME = re.compile(r"\w[\w .-]{0,38}\w|\w")
_ENDING = ".json"


class ColumnMap(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the lead insists on when a people file is read; everything else is detected."""

    kind: str | None = None
    """Reader to use; None lets the content decide."""
    columns: dict[str, str] = {}
    """Field to header, or to the column's number from 1."""
    encoding: str | None = None
    delimiter: str | None = None

    def under(self, said: ColumnMap) -> ColumnMap:
        """This with what was said now on top."""
        return ColumnMap(
            kind=said.kind or self.kind,
            columns=self.columns | said.columns,
            encoding=said.encoding or self.encoding,
            delimiter=said.delimiter or self.delimiter,
        )


def column_map_from(
    pairs: tuple[str, ...] | list[str],
    *,
    kind: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
) -> ColumnMap:
    """What was typed, ``manager=Reports To`` a pair.

    Raises:
        UsageError: If a pair has no sign between field and column.
    """
    columns = {}
    for pair in pairs:
        field, sign, column = pair.partition("=")
        if not sign or not field.strip() or not column.strip():
            raise UsageError(
                f"{pair!r} is no FIELD=COLUMN",
                field="--map",
                hint='for example manager="Reports to"',
            )
        columns[field.strip()] = column.strip()
    return ColumnMap(kind=kind, columns=columns, encoding=encoding, delimiter=delimiter)


def saved_column_maps() -> tuple[str, ...]:
    """The names under which column maps are kept, in order."""
    try:
        found = [file.stem for file in column_map_folder().iterdir() if file.suffix == _ENDING]
    except OSError:
        return ()
    return tuple(sorted(found))


def saved_column_map(name: str) -> ColumnMap:
    """A column map that was kept.

    Raises:
        UsageError: If there is none of that name, or its file was changed to something else.
    """
    file = _file(name)
    try:
        return msgspec.json.decode(file.read_bytes(), type=ColumnMap)
    except FileNotFoundError:
        known = ", ".join(saved_column_maps())
        raise UsageError(
            f"no columns are kept under {name!r}",
            field="--use-map",
            hint=f"kept: {known}" if known else "keep some with --map FIELD=COLUMN --save-map NAME",
        ) from None
    except OSError as error:
        raise UsageError(f"cannot read the kept columns: {error.strerror}", file=file) from None
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise UsageError(
            f"the kept columns cannot be used: {error}", file=file, hint="save them again"
        ) from None


def save_column_map(name: str, column_map: ColumnMap) -> Path:
    """Keep a column map under a name, readable by the lead alone; an earlier one is replaced.

    Returns:
        The file.

    Raises:
        UsageError: If the name does not fit or the file cannot be written.
    """
    file = _file(name)
    try:
        private_folder(file.parent)
    except OSError as error:
        raise UsageError(f"cannot make the folder: {error.strerror}", file=file.parent) from None
    write_private(file, msgspec.json.format(msgspec.json.encode(column_map)) + b"\n")
    return file


def _file(name: str) -> Path:
    """The file of a name.

    Raises:
        UsageError: If the name could lead elsewhere, or is none.
    """
    if not _NAME.fullmatch(name):
        raise UsageError(
            f"{name!r} is no name to keep columns under",
            field="--save-map",
            hint="use letters, digits, blanks, dots and hyphens, at most 40",
        )
    return column_map_folder() / f"{name}{_ENDING}"

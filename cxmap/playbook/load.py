"""Reading the playbook's files, each once and only when it is needed."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from cxmap.errors import PlaybookError

DATA = Path(__file__).parent / "data"
"""The folder with the program's own playbook, one TOML file an idea."""

T = TypeVar("T")

_PLACE = re.compile(r" - at `(?:key in )?\$?\.?(.*?)`$")


@cache
def own_table(name: str) -> dict[str, Any]:
    """One file of the program's own playbook as plain data.

    Args:
        name: File name without ending, for example ``titles``.
    """
    return read_table(DATA / f"{name}.toml")


def read_table(file: Path) -> dict[str, Any]:
    """A TOML file as plain data.

    Args:
        file: The file to read.

    Raises:
        PlaybookError: It is missing, not text, or not TOML.
    """
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise PlaybookError(
            f"cannot read the playbook: {error.strerror}", file=file, hint="check the path"
        ) from error
    except UnicodeDecodeError as error:
        raise PlaybookError(
            "the playbook is not UTF-8 text", file=file, hint="save it as UTF-8"
        ) from error
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise PlaybookError(
            f"the playbook is not valid TOML: {error}",
            file=file,
            line=int(line[1]) if line else None,
            hint="mend that line, or go back to the last version that worked",
        ) from error


def as_record(data: object, kind: type[T], file: Path) -> T:
    """Plain data as a record, every field checked.

    Args:
        data: What a file holds.
        kind: The record it should be.
        file: Where it comes from, for the message.

    Raises:
        PlaybookError: A field is missing, unknown or of the wrong type; names the key.
    """
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        text = str(error)
        place = _PLACE.search(text)
        raise PlaybookError(
            f"the playbook cannot be used: {_PLACE.sub('', text)}",
            file=file,
            field=place[1] if place else None,
            hint="compare the entry with the program's own playbook",
        ) from error

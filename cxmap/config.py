"""The lead's own way of using the program: ``config.toml``, checked when it is read.

What belongs to a map (who counts, planning numbers) stands in the map; see ``cxmap settings``.
"""

from __future__ import annotations

import difflib
import re
from pathlib import Path

import msgspec

from cxmap.errors import ConfigError
from cxmap.paths import config_file

AUDIENCES = ("me", "circle", "open")
"""Who an export is for, from the most to the least that is shown."""


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Every option of the program with its default."""

    theme: str = "cxmap-dark"
    """Name of the colour theme: ``cxmap-dark``, ``cxmap-light`` or one of Textual's own."""
    mask: bool = False
    """Whether screens and exports begin with aliases in place of names."""
    audience: str = "open"
    """Who exports are for unless said otherwise: ``me``, ``circle`` or ``open``."""
    demo: str = "harbor-telecom"
    """The sample organisation that ``cxmap demo`` opens without a name."""
    keys: dict[str, str] = msgspec.field(default_factory=dict)
    """Other keys: id of a binding to Textual's key names, separated by commas."""


EXAMPLE = """\
# cxmap: how the program behaves for you. Every line may go; the values shown are the defaults.

# theme = "cxmap-dark"      # cxmap-dark, cxmap-light, or a theme of Textual
# mask = false              # true: screens and exports begin with aliases in place of names
# audience = "open"         # who exports are for: me, circle, open
# demo = "harbor-telecom"   # the sample that `cxmap demo` opens

# [keys]                    # other keys; the ids stand in the help of each screen
# "person.talk" = "t,l"
"""
"""What a new config file holds."""


def load_config(file: Path | None = None) -> Config:
    """Read the options.

    Args:
        file: The file to read; the lead's own unless given.

    Returns:
        The options; the defaults where the file or a line of it is missing.

    Raises:
        ConfigError: If the file cannot be read, is no TOML, or holds a wrong key or value; names
            file, line or key.
    """
    source = file or config_file()
    try:
        text = source.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Config()
    except OSError as error:
        raise ConfigError(f"cannot read the config: {error.strerror}", file=source) from error
    except UnicodeDecodeError as error:
        raise ConfigError(
            "the config is not UTF-8 text", file=source, hint="save it as UTF-8"
        ) from error
    return _checked(_parsed(text, source), source)


def _parsed(text: str, file: Path) -> dict[str, object]:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise ConfigError(
            f"the config is not valid TOML: {error}",
            file=file,
            line=int(line[1]) if line else None,
            hint='text stands in quotes: theme = "cxmap-light"',
        ) from error


def _checked(table: dict[str, object], file: Path) -> Config:
    known = Config.__struct_fields__
    for key in table:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            raise ConfigError(
                "the config has an option that cxmap does not know",
                file=file,
                field=key,
                hint=f"did you mean {near[0]}?" if near else f"known: {', '.join(known)}",
            )
    try:
        config = msgspec.convert(table, Config)
    except msgspec.ValidationError as error:
        place = re.search(r"`\$\.?([^`]*)`", str(error))
        raise ConfigError(
            f"a value in the config does not fit: {str(error).split(' - at')[0]}",
            file=file,
            field=place.group(1) if place else None,
            hint="delete the line to go back to the default",
        ) from error
    if config.audience not in AUDIENCES:
        raise ConfigError(
            f"{config.audience!r} is no audience",
            file=file,
            field="audience",
            hint=f"use {', '.join(AUDIENCES)}",
        )
    return config

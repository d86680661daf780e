"""What the values of a column look like, whatever its header says."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from cxmap.exchange.cell_words import is_undisclosed
from cxmap.exchange.directory import is_dn

_SAMPLE = 400
"""Shapes are judged on this many rows, spread over the table."""
_LONGEST_NAME = 200
"""No name has more letters; a longer cell would be tried at every blank."""
_MAIL = re.compile(r"[^@\s|]+@[^@\s|]+(?:[\s,;|].*@.*)?$")
_GUID = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$")
_WHOLE = re.compile(r"\d+(?:\.0+)?$")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}$")
_FULL_NAME = re.compile(
    r"[^\W\d_][^\d@/\\|=<>_]*,? [^\W\d_][^\d@/\\|=<>_]*$",
)
_ONE_WORD = re.compile(r"[^\W\d_][^\W\d_'\u2019.-]*$")
_SECRET = re.compile(
    r"\{(?:S?SHA(?:256|512)?|MD5|SMD5|CRYPT|PBKDF2[^}]*)\}|\$(?:2[aby]|5|6|argon2\w*)\$|/9j/|"
    r"data:image/|\*{6,}$"
)


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """The shape of one column.

    Attributes:
        filled: Share of rows with a value, 0 to 1.
        distinct: Distinct values over filled rows of the sample, 0 to 1.
        mails: Share of values that are e-mail addresses; the others likewise.
    """

    filled: float
    distinct: float
    mails: float = 0.0
    guids: float = 0.0
    dns: float = 0.0
    whole: float = 0.0
    dates: float = 0.0
    full_names: float = 0.0
    one_words: float = 0.0
    secrets: float = 0.0
    words: float = 0.0


EMPTY = Profile(filled=0.0, distinct=0.0)
"""A column without a value."""


def profile(rows: Sequence[Sequence[str]], column: int) -> Profile:
    """Judge one column by a spread sample of its rows."""
    step = max(1, len(rows) // _SAMPLE)
    sample = [row[column] for row in rows[::step]]
    values = [value for value in sample if value and not is_undisclosed(value)]
    if not values:
        return EMPTY
    count = len(values)

    def share(pattern: re.Pattern[str]) -> float:
        return sum(1 for value in values if pattern.match(value)) / count

    return Profile(
        filled=count / len(sample),
        distinct=len(set(values)) / count,
        mails=share(_MAIL),
        guids=share(_GUID),
        dns=sum(map(is_dn, values)) / count,
        whole=share(_WHOLE),
        dates=share(_DATE),
        full_names=sum(
            1 for value in values if len(value) <= _LONGEST_NAME and _FULL_NAME.match(value)
        )
        / count,
        one_words=share(_ONE_WORD),
        secrets=share(_SECRET),
        words=sum(1 for value in values if value[:1].isalpha() and len(value) > 2) / count,  # noqa: PLR2004 - codes are shorter
    )

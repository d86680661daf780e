"""From typed text to a value: yes and no, words of a scale, numbers, lists; wrong ones are refused."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from cxmap.errors import UsageError
from cxmap.text import clean_line, fold

_YES = frozenset({"yes", "y", "true", "on", "1", "ja", "oui", "si"})
_NO = frozenset({"no", "n", "false", "off", "0", "nein", "non"})
_OPEN = frozenset({"", "unknown", "?"})

_Word = TypeVar("_Word", bound=StrEnum)


def yes_or_no(text: str, field: str) -> bool:
    """Read a yes or a no.

    Raises:
        UsageError: If it is neither.
    """
    word = fold(clean_line(text))
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise UsageError(f"{clean_line(text)!r} is neither yes nor no", field=field)


def yes_no_or_unknown(text: str, field: str) -> bool | None:
    """Read a yes, a no, or None for ``unknown``.

    Raises:
        UsageError: If it is none of them.
    """
    if fold(clean_line(text)) in _OPEN:
        return None
    try:
        return yes_or_no(text, field)
    except UsageError as error:
        raise UsageError(error.message, field=field, hint="use yes, no or unknown") from None


def word_of(scale: type[_Word], text: str, field: str) -> _Word:
    """Read a word of a scale; blanks, hyphens and case do not matter.

    Raises:
        UsageError: If the scale has no such word; names the nearest and all of them.
    """
    return scale(nearest(plain_word(text), [word.value for word in scale], field, shown=text))


def plain_word(text: str) -> str:
    """A typed word in the form in which scales and fields are written."""
    return fold(clean_line(text)).replace(" ", "_").replace("-", "_")


def nearest(word: str, known: Iterable[str], field: str, *, shown: str = "") -> str:
    """The word itself if it is known.

    Raises:
        UsageError: If it is not; names the nearest and what there is.
    """
    choices = list(known)
    if word in choices:
        return word
    near = difflib.get_close_matches(word, choices, n=1)
    meant = f"did you mean {near[0]}? " if near else ""
    raise UsageError(
        f"{clean_line(shown) or word!r} is not known here",
        field=field,
        hint=f"{meant}there is: {', '.join(choices)}",
    )


def words_in(text: str) -> tuple[str, ...]:
    """A list typed with commas or semicolons, cleaned, without empty parts or doubles."""
    parts = (clean_line(part) for part in text.replace(";", ",").split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def whole_number(text: str, field: str, *, low: int, high: int) -> int:
    """Read a whole number in a range.

    Raises:
        UsageError: If it is none, or outside.
    """
    try:
        number = int(clean_line(text))
    except ValueError:
        raise UsageError(
            f"{clean_line(text)!r} is not a whole number", field=field, hint=f"{low} to {high}"
        ) from None
    if not low <= number <= high:
        raise UsageError(f"{number} is outside {low} to {high}", field=field)
    return number

"""The one border for text from outside, and the form in which texts are compared.

Names, titles and notes come from files and from typing. They may carry terminal escapes, overrides
of the writing direction or invisible characters, by accident or on purpose. Text is cleaned once,
where it enters; afterwards every floor may show it letter by letter.
"""

from __future__ import annotations

import re
import unicodedata

_ESCAPE_SEQUENCE = re.compile(
    "(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]"  # control sequence: colour, cursor
    "|(?:\x1b[\\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\\\|\x9c)"  # strings
)
"""A complete terminal sequence: all of it goes, so that no ``[31m`` stays behind in a name."""

_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # C0, DEL and C1, less tab, ends of line and NEL
    "\u200b\u2060\ufeff"  # invisible: zero-width space, word joiner, byte-order mark
    "\u202a-\u202e\u2066-\u2069"  # overrides and isolates of the writing direction
    "\ud800-\udfff]"  # lone halves of a pair: cannot be written to any file
)
"""Characters that are taken out. ZWJ and ZWNJ stay: emoji and several scripts need them."""

_LINE_END = re.compile("\r\n?|[\x85\u2028\u2029]")
_ACCENT = re.compile("[\u0300-\u036f]")
_TWINS = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u00b4": "'", "`": "'",
        "\u201c": '"', "\u201d": '"',
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-",
        "\u00f8": "o", "\u0142": "l", "\u0111": "d", "\u00f0": "d", "\u0131": "i",
        "\u00e6": "ae", "\u0153": "oe", "\u00fe": "th",
    }
)  # fmt: skip
"""Letters and marks that no decomposition brings to their plain twin, after case folding."""


def clean_text(text: str) -> str:
    """Text of several lines, fit to be stored and shown.

    Terminal sequences, control characters, overrides of the writing direction, invisible
    characters and lone surrogates are taken out; tab and line feed stay, other ends of line become
    line feed; the result is in normal form C. Cleaning twice changes nothing more.

    Args:
        text: Anything read or typed.

    Returns:
        The clean text, possibly empty. Blanks at the ends are kept.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _ESCAPE_SEQUENCE.sub("", text)
    text = _UNWANTED.sub("", text)
    text = _LINE_END.sub("\n", text)
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return text


def clean_line(text: str) -> str:
    """Text of one line: cleaned, every run of blanks one space, nothing at the ends.

    Non-breaking blanks, tabs and line breaks count as blanks.

    Args:
        text: Anything read or typed.

    Returns:
        The clean line, possibly empty.
    """
    return " ".join(clean_text(text).split())


def holds_unwanted(text: str) -> bool:
    """Whether cleaning takes characters out of the text, so that the place can be named."""
    if text.isascii() and text.isprintable():
        return False
    return _UNWANTED.search(text) is not None


def fold(text: str) -> str:
    """The form in which texts are compared: no case, no accents, plain quotes and hyphens.

    ``Jos\u00e9 O\u2019Neill`` and ``JOSE O'NEILL`` fold to the same text; so do ``Stra\u00dfe`` and
    ``Strasse``. Scripts whose marks carry meaning of their own (Indic vowels, Hangul) stay whole.

    Args:
        text: Clean text.

    Returns:
        The folded text; the empty text for the empty text.
    """
    if text.isascii():
        return text.lower().replace("`", "'")
    plain = unicodedata.normalize("NFKD", text).casefold()
    return unicodedata.normalize("NFC", _ACCENT.sub("", plain).translate(_TWINS))

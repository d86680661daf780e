"""What a column header says, in English, German, French and Spanish (and a little more).

A header is squeezed to letters and digits before it is looked up: ``First_Name``, ``FIRSTNAME`` and
``first name`` are one word. Words decide only together with the values (``columns``): in Spanish
``nombre`` is a first name beside ``apellidos`` and a whole name without it.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

import msgspec

from cxmap.exchange.header_vocabulary import (
    DOTTED_TOKENS,
    ENDINGS,
    FILLERS,
    HOLDERS,
    IDENTITY_PHRASES,
    KEY_TOKENS,
    LEVELS,
    LONG_FORMS,
    MAIL_TOKENS,
    MANAGER_TOKENS,
    NOT_MANAGER_TOKENS,
    OTHER_PEOPLE,
    OTHER_STATUS,
    PREFIXES,
    PRIVATE_PHRASES,
    PRIVATE_TOKENS,
    REPORTING,
    TOO_GENERAL,
    WORDS,
)
from cxmap.text import fold

_CHAIN_LEVEL = re.compile(
    r"(?:management chain|manager chain|chain|reporting level|hierarchy level|management level"
    r"|fuhrungsebene|manager level|managementkette)\D*(\d{1,2})(?: (?:id|no|name|email|mail))*$"
    r"|^(?:level|l) ?(\d{1,2}) (?:manager|supervisor|fuhrungskraft)(?: (?:id|no|name|email|mail))*$"
)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_ASIDE = re.compile(r"[\[(]([^\])]*)[\])]?")
_NOT_WORD = re.compile(r"[^0-9a-z]+")


class HeaderWords(msgspec.Struct, frozen=True):
    """What one header may mean.

    Attributes:
        fields: Fields whose words it matches, most particular first.
        hint: What it says beyond the field: ``email``, ``id``, ``name``, ``dn`` or empty.
        private: Whether the column must never be taken.
        identity: Whether it is an identity number, which may join rows in memory.
        level: Place in a management chain, 1 the top; 0 for other columns.
        loose: Whether it names managers of some kind, such as *Area Manager*, so that only the
            values tell whether they lead the people of the rows.
    """

    fields: tuple[str, ...] = ()
    hint: str = ""
    private: bool = False
    identity: bool = False
    level: int = 0
    loose: bool = False


@cache
def header_tokens(header: str) -> tuple[str, ...]:
    """The words of a header, folded, without what stands in brackets."""
    return _tokens(_ASIDE.sub(" ", header))


def _tokens(text: str) -> tuple[str, ...]:
    text = _CAMEL.sub(" ", text.replace("#", " no ").replace("'", "").replace("\u2019", ""))
    return tuple(_NOT_WORD.sub(" ", fold(text)).split())


@cache
def header_level(header: str) -> int:
    """The number of a plain level column such as *Level 2* or *Ebene 2*; 0 for other columns."""
    tokens = header_tokens(header)
    if len(tokens) == 2 and tokens[0] in LEVELS and tokens[1].isdigit():  # noqa: PLR2004 - a word and a number
        return int(tokens[1])
    return 0


def names_others(header: str) -> bool:
    """Whether a column names people who are not the managers, such as *Mentor* or *HR partner*."""
    return bool(OTHER_PEOPLE & set(header_tokens(header)))


@cache
def header_words(header: str) -> HeaderWords:
    """Look a header up.

    Args:
        header: As written in the file.

    Returns:
        Its possible meanings; empty fields for a word nobody knows.
    """
    if header[:4].lower() == "urn:":
        header = header.rpartition(":")[2]  # a schema's name stands before the field
    header = header.removesuffix(".value")
    tokens = header_tokens(header)
    aside = _tokens(" ".join(_ASIDE.findall(header)))
    if not tokens:
        tokens, aside = aside, ()
    squeezed = "".join(tokens)
    every = frozenset((*tokens, *aside))
    if _is_private(squeezed, every):
        identity = any(phrase in squeezed for phrase in IDENTITY_PHRASES)
        return HeaderWords(private=True, identity=identity)
    level = _CHAIN_LEVEL.search(" ".join(tokens))
    if level is not None:
        return HeaderWords(level=int(level.group(1) or level.group(2)))
    hint = _hint(every)
    fields = WORDS.get(squeezed, ()) or _by_tokens(tokens, every)
    if not fields and len(tokens) == 2:  # noqa: PLR2004 - "name first" for "first name"
        fields = WORDS.get(tokens[1] + tokens[0], ())
    if not fields and len(tokens) == 1:
        fields, hint = _run_together(squeezed)
    if not fields and tokens and (plain := _less_fillers(tokens)):
        fields = WORDS.get("".join(plain), ()) or _by_tokens(plain, frozenset(plain))
    loose = fields[:1] == ("manager",) and squeezed not in WORDS and not _says_just_manager(tokens)
    return HeaderWords(fields=fields, hint=hint, loose=loose)


def _says_just_manager(tokens: tuple[str, ...]) -> bool:
    """Whether a header says nothing of the managers but how they are named."""
    if _reports_to(tokens) or len(tokens) == 1:
        return True
    known = MANAGER_TOKENS | MAIL_TOKENS | FILLERS | HOLDERS | KEY_TOKENS
    return all(token in known or token.isdigit() for token in tokens)


def _reports_to(tokens: tuple[str, ...]) -> bool:
    return " ".join(tokens).startswith(REPORTING)


def _run_together(squeezed: str) -> tuple[tuple[str, ...], str]:
    """``MANAGERID`` written without a blank: a word for managers and the kind of key."""
    for ending, hint in ENDINGS:
        base = squeezed.removesuffix(ending)
        if base and base != squeezed:
            fields = WORDS.get(base, ())
            if fields[:1] in {("manager",), ("dotted",)}:
                return fields, hint
    return (), ""


def _less_fillers(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """A header less words that add nothing, such as *Employee*; empty when nothing is won."""
    if tokens[0] in PREFIXES and tokens[1:] and tokens[-1] not in {"name", "no"}:
        tokens = tokens[1:]
    plain = tuple(
        LONG_FORMS.get(token, token)
        for token in tokens
        if token not in FILLERS and not token.isdigit()
    )
    return () if "".join(plain) in TOO_GENERAL else plain


def _is_private(squeezed: str, tokens: frozenset[str]) -> bool:
    if tokens & PRIVATE_TOKENS:
        return True
    return any(phrase in squeezed for phrase in PRIVATE_PHRASES)


def _hint(tokens: frozenset[str]) -> str:
    """What kind of reference the header promises."""
    if tokens & {"email", "mail", "courriel", "correo", "upn", "principal", "emails"}:
        return "email"
    if tokens & {"dn", "distinguished"}:
        return "dn"
    if tokens & {"id", "no", "nr", "number", "nummer", "key", "code", "userid", "personalnummer"}:
        return "id"
    if tokens & {"name", "display", "nom", "nombre"}:
        return "name"
    return ""


def _by_tokens(tokens: tuple[str, ...], every: frozenset[str]) -> tuple[str, ...]:
    """The meaning of a header made of several known words."""
    found = frozenset(tokens)
    twice = sum(part in MANAGER_TOKENS for part in tokens) > 1
    is_above = ("n", "1") in pairwise(tokens)  # N+1 is the first level above
    if (
        is_above
        or _reports_to(tokens)
        or (found & MANAGER_TOKENS and not found & NOT_MANAGER_TOKENS and not twice)
    ):
        return ("dotted",) if found & DOTTED_TOKENS else ("manager",)
    if "dotted" in found:
        return ("dotted",)
    is_status = tokens[-1:] == ("status",) or tokens[-2:] == ("status", "name")
    if is_status and not found & (OTHER_STATUS | MANAGER_TOKENS):
        return ("active",)
    if found & {"email", "mail"} and found <= MAIL_TOKENS:
        return ("email",)
    if every & HOLDERS and {tokens[0], tokens[-1]} & {"id", "no", "nr", "number", "num"}:
        return ("id",)
    return ()

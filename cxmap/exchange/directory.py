"""Who is who in a file: finds the one entry a reference names, and says how it was found.

The steps go from strict to loose: exact, status words in brackets off, case, leading zeros, parts
of a name in any order. The first step at which anybody answers decides: one answer is a link,
several are a question. Likeness is no step.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

import msgspec

from cxmap.exchange.names import name_parts, split_bracket, without_initials, without_status
from cxmap.exchange.parts import Entry, ManagersBy
from cxmap.text import fold

_MAILBOX = "mailbox"
"""The step at which a word is the part of an address before its sign."""
_FRACTION = re.compile(r"\.0+$")
_NOT_SLUG = re.compile(r"[^0-9a-z]+")
_DN_COMMA = re.compile(r"\s*(?<!\\),\s*")
_DN_EQUALS = re.compile(r"\s*=\s*")


class Hit(msgspec.Struct, frozen=True, gc=False):
    """The answer to a reference.

    Attributes:
        entries: Indexes of those who answer, ascending: one is a link, several a question.
        step: The step at which they answered; empty when nobody did.
        space: The kind of key that matched.
    """

    entries: tuple[int, ...] = ()
    step: str = ""
    space: ManagersBy | None = None


NOBODY = Hit()
"""No entry answers."""

_Key = tuple[str, ...] | str
_Norm = Callable[[str], _Key]


def plain_dn(text: str) -> str:
    """A directory name without case and without blanks around its commas and signs."""
    return fold(_DN_EQUALS.sub("=", _DN_COMMA.sub(",", text.strip())))


def _digits(text: str) -> str:
    plain = _FRACTION.sub("", fold(text.strip()))
    return plain.lstrip("0") or ("0" if plain else "")


def _as_is(text: str) -> str:
    return text


def _no_status(text: str) -> str:
    return fold(without_status(text))


def _long_parts(text: str) -> _Key:
    parts = name_parts(text)
    return without_initials(parts) or parts


_Keys = list[tuple[str, int]]
"""Keys, each with the index of the entry that carries it."""


class _Space:
    """Keys of one kind, indexed step by step and only as far as needed.

    It knows the entries and not the directory: in a ring with it, every key of a large file would
    stay in memory until the garbage collector comes by.
    """

    def __init__(
        self,
        entries: Sequence[Entry],
        keys: Callable[[Sequence[Entry]], _Keys],
        steps: Sequence[tuple[str, _Norm]],
    ) -> None:
        self._entries = entries
        self._collect = keys
        self._keys: _Keys | None = None
        self._steps = steps
        self._indexes: list[dict[_Key, tuple[int, ...]]] = []

    def find(self, reference: str) -> tuple[tuple[int, ...], str]:
        """Entries that answer, and the step; nobody gives an empty tuple."""
        for number, (step, norm) in enumerate(self._steps):
            if step == _MAILBOX and "@" in reference:
                break  # a whole address of another house is somebody else
            if number == len(self._indexes):
                self._indexes.append(self._build(norm))
            found = self._indexes[number].get(norm(reference))
            if found:
                return found, step
        return (), ""

    def _build(self, norm: _Norm) -> dict[_Key, tuple[int, ...]]:
        if self._keys is None:
            self._keys = self._collect(self._entries)
        index: dict[_Key, tuple[int, ...]] = {}
        several: dict[_Key, dict[int, None]] = {}
        for key, entry in self._keys:
            normal = key if norm is _as_is else norm(key)
            if not normal:
                continue
            before = index.get(normal)
            if before is None:
                index[normal] = (entry,)
            elif before[0] != entry:
                several.setdefault(normal, {before[0]: None})[entry] = None
        index.update((normal, tuple(found)) for normal, found in several.items())
        return index


_ID_STEPS: tuple[tuple[str, _Norm], ...] = (
    ("exact", _as_is),
    ("case", fold),
    ("leading zeros", _digits),
)
_MAIL_STEPS: tuple[tuple[str, _Norm], ...] = (
    ("exact", _as_is),
    ("case", fold),
    (_MAILBOX, lambda text: fold(text).partition("@")[0]),
)
_DN_STEPS: tuple[tuple[str, _Norm], ...] = (("exact", _as_is), ("case", plain_dn))
_NAME_STEPS: tuple[tuple[str, _Norm], ...] = (
    ("exact", _as_is),
    ("status words", without_status),
    ("case", _no_status),
    ("name parts", name_parts),
    ("without initials", _long_parts),
)
_POST_STEPS: tuple[tuple[str, _Norm], ...] = (
    ("exact", _as_is),
    ("case", fold),
    ("role name", lambda text: _NOT_SLUG.sub("-", fold(text)).strip("-")),
)


class Directory:
    """Everybody in the file under all keys.

    Args:
        entries: The people; indexes into this sequence are the answers.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        self._spaces = {
            ManagersBy.ID: _Space(entries, _ids, _ID_STEPS),
            ManagersBy.EMAIL: _Space(entries, _mails, _MAIL_STEPS),
            ManagersBy.DN: _Space(entries, _dns, _DN_STEPS),
            ManagersBy.NAME: _Space(entries, _names, _NAME_STEPS),
            ManagersBy.ROLE: _Space(entries, _posts, _POST_STEPS),
        }
        self._families: dict[str, tuple[int, ...]] | None = None
        self._has_dns: bool | None = None

    def find(self, reference: str, spaces: Iterable[ManagersBy]) -> Hit:
        """Find whom a reference names.

        Args:
            reference: As written, clean.
            spaces: Kinds of keys to try, in this order.

        Returns:
            Those who answer at the first step at which anybody does.
        """
        for space in spaces:
            entries, step = self._spaces[space].find(reference)
            if not entries and space is ManagersBy.NAME:
                entries, step = self._by_bracket_or_family(reference)
            elif not entries and space is ManagersBy.DN:
                entries, step = self._by_first_part(reference)
            if entries:
                return Hit(entries, step, space)
        return NOBODY

    def _by_first_part(self, reference: str) -> tuple[tuple[int, ...], str]:
        """A directory name by the name or login it begins with, where no entry has such names."""
        if self._has_dns is None:
            self._has_dns = bool(_dns(self._entries))
        if self._has_dns or not is_dn(reference):
            return (), ""
        first = _DN_COMMA.split(reference.strip(), maxsplit=1)[0]
        told = first.partition("=")[2].replace("\\,", ",").strip()
        space = ManagersBy.NAME if first[:2].lower() == "cn" else ManagersBy.ID
        entries, _ = self._spaces[space].find(told)
        return entries, "name in the directory name"

    def _by_bracket_or_family(self, reference: str) -> tuple[tuple[int, ...], str]:
        """``Name (key)`` by the key, if the name agrees; one lone word as a family name."""
        name, inside = split_bracket(reference)
        if inside:
            by_key, _ = self._spaces[ManagersBy.ID].find(inside)
            if not by_key and "@" in inside:
                by_key, _ = self._spaces[ManagersBy.EMAIL].find(inside)
            if len(by_key) == 1:
                return by_key, "key in brackets"
            return self._spaces[ManagersBy.NAME].find(name)[0], "without brackets"
        if reference and " " not in reference and "," not in reference:
            return self._by_family().get(fold(reference), ()), "family name alone"
        return (), ""

    def _by_family(self) -> dict[str, tuple[int, ...]]:
        if self._families is None:
            found: dict[str, list[int]] = {}
            for number, entry in enumerate(self._entries):
                if entry.family_name:
                    found.setdefault(fold(entry.family_name), []).append(number)
            self._families = {family: tuple(numbers) for family, numbers in found.items()}
        return self._families


def _ids(entries: Sequence[Entry]) -> _Keys:
    found = []
    for number, entry in enumerate(entries):
        key = entry.key
        found.append((key, number))
        if entry.employee_number and entry.employee_number != key:
            found.append((entry.employee_number, number))
        if entry.login and entry.login != key:
            found.append((entry.login, number))
        if entry.aliases:
            found.extend((alias, number) for alias in entry.aliases)
    return [pair for pair in found if pair[0] and not is_dn(pair[0])]


def _dns(entries: Sequence[Entry]) -> _Keys:
    return [
        (key, number)
        for number, entry in enumerate(entries)
        for key in (entry.key, *entry.aliases)
        if is_dn(key)
    ]


def _mails(entries: Sequence[Entry]) -> _Keys:
    return [
        (mail, number)
        for number, entry in enumerate(entries)
        for mail in (*entry.emails, entry.login)
        if "@" in mail
    ]


def _names(entries: Sequence[Entry]) -> _Keys:
    return [(name, number) for number, entry in enumerate(entries) for name in _writings(entry)]


def _posts(entries: Sequence[Entry]) -> _Keys:
    return [
        (post, number)
        for number, entry in enumerate(entries)
        for post in dict.fromkeys((entry.post, entry.title))
        if post
    ]


def is_dn(key: str) -> bool:
    """Whether a text is a directory name such as ``uid=anna,ou=people``."""
    start = key[:4]
    return "=" in start and (start[:3].lower() in {"cn=", "ou="} or start.lower() == "uid=")


def _writings(entry: Entry) -> list[str]:
    """Every way the file writes the entry's name."""
    writings = [entry.name] if entry.name else []
    if entry.given_name and entry.family_name:
        plain = f"{entry.given_name} {entry.family_name}"
        if plain != entry.name:
            writings.append(plain)
    return writings


def spaces_for(reference: str, chosen: ManagersBy) -> tuple[ManagersBy, ...]:
    """Which kinds of keys a reference may be, the column's own kind first.

    An e-mail address or a directory name is one whatever the column holds otherwise; a number is
    never looked up as a name. Words that are no key and no name may be a post, by its full title.
    """
    if chosen in {ManagersBy.PATH, ManagersBy.POST}:
        chosen = ManagersBy.ID
    tried: tuple[ManagersBy, ...]
    if "@" in reference:
        tried = (chosen, ManagersBy.EMAIL, ManagersBy.ID, ManagersBy.NAME)
    elif is_dn(reference):
        tried = (chosen, ManagersBy.DN, ManagersBy.ID)
    elif " " in reference or "," in reference:
        tried = (chosen, ManagersBy.NAME, ManagersBy.ROLE)
    elif any(letter.isdigit() for letter in reference):
        tried = (chosen, ManagersBy.ID)
    else:
        tried = (
            chosen,
            ManagersBy.NAME if chosen is ManagersBy.NAME else ManagersBy.ID,
            ManagersBy.ROLE,
        )
    return tuple(dict.fromkeys(tried))

"""Rows that may be one person or one post: the same id, nearly the same id, the same name."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from cxmap.exchange.cell_words import FILLER_KEYS, word
from cxmap.exchange.job_shares import ONE_POST, TWO_PEOPLE, split_job_shares
from cxmap.exchange.names import name_parts
from cxmap.exchange.parts import Entry, Reference
from cxmap.exchange.people_file import Choice, QuestionKind
from cxmap.exchange.questions import Asker, Case, said_lines
from cxmap.text import fold

_ONE = Choice(id="one", label="one and the same")
_APART = Choice(id="apart", label="different people: keep both")
_FIRST = Choice(id="first", label="keep the first row, leave the others out")


class Merged(msgspec.Struct, frozen=True):
    """Entries after doubles were decided.

    Attributes:
        entries: One a person or post.
        references: In step.
    """

    entries: list[Entry]
    references: list[tuple[Reference, ...]]


def merge_doubles(
    entries: Sequence[Entry], references: Sequence[tuple[Reference, ...]], asker: Asker
) -> Merged:
    """Ask about doubles and merge what the answers say is one.

    Args:
        entries: Everybody read, dead posts included (they are never merged).
        references: In step.
        asker: Collects the questions.

    Returns:
        The remaining entries in the order of their first rows.
    """
    into, renamed, under = _plan_merges(entries, asker)
    away = {other for others in into.values() for other, _ in others}
    kept: list[Entry] = []
    kept_references: list[tuple[Reference, ...]] = []
    for number in range(len(entries)):
        if number in away:
            continue
        whole, told = entries[number], references[number]
        if number in into:
            others = into[number]
            whole = _whole(entries, number, others)
            told = told or next((references[i] for i, _ in others if references[i]), ())
        elif number in under:
            told = told or references[under[number]]
        if number in renamed:
            whole = msgspec.structs.replace(whole, key=renamed[number])
        kept.append(whole)
        kept_references.append(told)
    return Merged(*split_job_shares(kept, kept_references, asker))


def _plan_merges(
    entries: Sequence[Entry], asker: Asker
) -> tuple[dict[int, list[tuple[int, str]]], dict[int, str], dict[int, int]]:
    """Which rows go into which, which get a key of their own, and which share another's manager."""
    into: dict[int, list[tuple[int, str]]] = {}
    away: set[int] = set()
    renamed: dict[int, str] = {}
    under: dict[int, int] = {}
    for indexes, choice in (
        *_same_ids(entries, asker),
        *_near_ids(entries, asker),
        *_likely_doubles(entries, asker),
    ):
        first = indexes[0]
        key = entries[first].key
        if choice == TWO_PEOPLE.id:
            under.update(dict.fromkeys(indexes[1:], first))
        if choice in {_APART.id, TWO_PEOPLE.id}:
            if key and all(entries[i].key == key for i in indexes):
                renamed.update({i: f"{key} #{n}" for n, i in enumerate(indexes[1:], 2)})
            continue
        for other in indexes[1:]:
            if first not in away and other not in away and other not in into:
                away.add(other)
                into.setdefault(first, []).append((other, choice))
    return into, renamed, under


def _whole(entries: Sequence[Entry], number: int, others: Sequence[tuple[int, str]]) -> Entry:
    """An entry with all that is merged into it."""
    whole = entries[number]
    names = dict.fromkeys([whole.name] if whole.name else [])
    for other, choice in others:
        if choice == "first":
            continue
        whole = _merged(whole, entries[other])
        if choice == ONE_POST.id and entries[other].name:
            names[entries[other].name] = None
    if len(names) > 1:
        return msgspec.structs.replace(
            whole, name=" / ".join(names), given_name="", family_name="", shared_by=tuple(names)
        )
    return whole


_Decided = list[tuple[list[int], str]]


def _groups(entries: Sequence[Entry], keys: Sequence[str]) -> list[list[int]]:
    """Indexes that share a key, two or more; an empty key groups nothing."""
    first: dict[str, int] = {}
    found: dict[str, list[int]] = {}
    for number, value in enumerate(keys):
        if not value or entries[number].dead:
            continue
        before = first.setdefault(value, number)
        if before != number:
            found.setdefault(value, [before]).append(number)
    return list(found.values())


def _case(
    entries: Sequence[Entry],
    indexes: Sequence[int],
    about: str,
    message: str,
    choices: tuple[Choice, ...],
) -> Case:
    rows = tuple(entries[i].line for i in indexes)
    return Case(
        about=about,
        message=f"{message} ({said_lines(rows)})",
        rows=rows,
        sources=tuple(entries[i].source for i in indexes),
        choices=choices,
        proposal=choices[0].id,
    )


def _same_ids(entries: Sequence[Entry], asker: Asker) -> _Decided:
    """The same id twice: with one name one post, with two names a job share until told."""
    same: list[list[int]] = []
    different: list[list[int]] = []
    for indexes in _groups(entries, [entry.key for entry in entries]):
        names = {name_parts(entries[i].name) for i in indexes if entries[i].name}
        (different if len(names) > 1 else same).append(indexes)
    fillers = [group for group in different if word(entries[group[0]].key) in FILLER_KEYS]
    different = [group for group in different if group not in fillers]
    cases = [
        _case(
            entries,
            group,
            entries[group[0]].key,
            f"The id {entries[group[0]].key} stands for {_names(entries, group)}",
            (ONE_POST, TWO_PEOPLE, _APART, _FIRST),
        )
        for group in different
    ]
    decided = asker.ask(
        QuestionKind.SAME_ID,
        cases,
        blocking=True,
        together="{count} ids stand for different people each",
        shared=(TWO_PEOPLE, _APART, _FIRST),
    )
    again = asker.ask(
        QuestionKind.SAME_ID,
        [
            _case(
                entries,
                group,
                f"{entries[group[0]].key}:rows",
                f"The id {entries[group[0]].key} stands on {len(group)} rows of one name",
                (_ONE, _APART),
            )
            for group in same
        ],
        together="{count} ids stand on several rows of one name each",
        shared=(_APART,),
        label="rows",
    )
    return [
        *zip(different, decided, strict=True),
        *zip(same, again, strict=True),
        *((group, "apart") for group in fillers),
    ]


def _near_ids(entries: Sequence[Entry], asker: Asker) -> _Decided:
    """Ids that differ only by leading zeros, case or accents: different people until told."""
    near = []
    for indexes in _groups(entries, [_plain_id(entry.key) for entry in entries]):
        keys = list(dict.fromkeys(entries[i].key for i in indexes))
        if len(keys) > 1:
            firsts = [next(i for i in indexes if entries[i].key == key) for key in keys]
            near.append(firsts)
    cases = [
        _case(
            entries,
            group,
            _plain_id(entries[group[0]].key),
            f"The ids {', '.join(entries[i].key for i in group)} differ only in how they are written",
            (_APART, _ONE),
        )
        for group in near
    ]
    decided = asker.ask(
        QuestionKind.NEAR_ID,
        cases,
        together="{count} groups of ids differ only by zeros, case or accents",
        shared=(_ONE,),
    )
    return list(zip(near, decided, strict=True))


def _plain_id(key: str) -> str:
    return fold(key).lstrip("0") or key


def _likely_doubles(entries: Sequence[Entry], asker: Asker) -> _Decided:
    """One name and one e-mail under two ids: two posts of one person, or a row too many."""
    by_mail = _groups(
        entries, [e.emails[0].lower() if e.emails and e.name else "" for e in entries]
    )
    found: list[list[int]] = []
    for indexes in by_mail:
        names: dict[tuple[str, ...], list[int]] = {}
        for index in indexes:
            names.setdefault(name_parts(entries[index].name), []).append(index)
        found.extend(
            group
            for group in names.values()
            if len(group) > 1 and len({entries[i].key for i in group}) == len(group)
        )
    cases = [
        _case(
            entries,
            group,
            fold(entries[group[0]].name),
            f"{entries[group[0]].name} stands under {', '.join(entries[i].key for i in group)}",
            (Choice(id="apart", label="two posts: keep both"), _ONE),
        )
        for group in found
    ]
    decided = asker.ask(
        QuestionKind.LIKELY_DOUBLE,
        cases,
        together="{count} people stand in the list more than once",
        shared=(_ONE,),
    )
    return list(zip(found, decided, strict=True))


def _names(entries: Sequence[Entry], indexes: Sequence[int]) -> str:
    names = dict.fromkeys(entries[i].name or "(no name)" for i in indexes)
    return " and ".join(names)


def _merged(first: Entry, second: Entry) -> Entry:
    """The first entry, its blanks filled from the second."""
    changes: dict[str, object] = {
        field: getattr(second, field)
        for field in ("name", "given_name", "family_name", "title", "department", "location")
        if not getattr(first, field)
    }
    aliases = dict.fromkeys((*first.aliases, second.key, *second.aliases))
    changes["aliases"] = tuple(key for key in aliases if key and key != first.key)
    changes["emails"] = tuple(dict.fromkeys((*first.emails, *second.emails)))
    changes["vacant"] = first.vacant and second.vacant
    return msgspec.structs.replace(first, **changes)

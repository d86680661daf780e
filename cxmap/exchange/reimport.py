"""A newer file against the map: who came, left, moved, is called otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from cxmap.exchange.cell_words import UNDISCLOSED, word
from cxmap.exchange.names import name_parts
from cxmap.exchange.people_file import (
    Change,
    Changes,
    Choice,
    KnownPerson,
    QuestionKind,
    ReadPerson,
)
from cxmap.exchange.questions import Asker, Case
from cxmap.text import fold

_GONE = (
    Choice(id="keep", label="keep as they are"),
    Choice(id="left", label="mark as having left"),
)


def compare(people: Sequence[ReadPerson], known: Sequence[KnownPerson], asker: Asker) -> Changes:
    """Match the file with the map by stable keys and say what differs.

    The file's own key decides, then the map's own id (in a file that cxmap wrote), an e-mail address, then the employee number, then a full name
    that one person on either side carries. Nobody is matched by likeness.

    Args:
        people: The file.
        known: The map.
        asker: Collects the question about those who are gone from the file.

    Returns:
        The differences; people typed in by hand are never gone.
    """
    same = _match(people, known)
    by_id = {person.id: person for person in known}
    key_of = {id_: key for key, id_ in same.items()}
    moved: list[Change] = []
    renamed: list[Change] = []
    retitled: list[Change] = []
    spelling: list[Change] = []
    for person in people:
        old = by_id.get(same.get(person.key, ""))
        if old is None:
            continue
        before = key_of.get(old.manager_id or "", "")
        if (person.manager_key or "") != before and not (
            old.manager_id and not before and person.manager_key is None
        ):
            moved.append(
                Change(
                    key=person.key,
                    id=old.id,
                    old=old.manager_id or "",
                    new=person.manager_key or "",
                )
            )
        change = Change(key=person.key, id=old.id, old=old.display_name, new=person.display_name)
        if person.display_name != old.display_name:
            (spelling if _same_name(person.display_name, old.display_name) else renamed).append(
                change
            )
        if person.title and fold(person.title) != fold(old.title):
            retitled.append(Change(key=person.key, id=old.id, old=old.title, new=person.title))
    came = tuple(Change(key=p.key, new=p.display_name) for p in people if p.key not in same)
    gone = [p for p in known if p.id not in key_of and p.source_key and p.active]
    return Changes(
        same=same,
        came=came,
        left=_ask_gone(gone, asker),
        moved=tuple(moved),
        renamed=tuple(renamed),
        retitled=tuple(retitled),
        spelling=tuple(spelling),
    )


def _match(people: Sequence[ReadPerson], known: Sequence[KnownPerson]) -> dict[str, str]:
    """Key in the file to id on the map, strict steps first, each person once."""
    same: dict[str, str] = {}
    used: set[str] = set()
    for of_file, of_map in (
        (lambda p: [p.key], lambda k: [k.source_key]),
        (lambda p: [p.key], lambda k: [k.id]),
        (lambda p: [fold(p.key)], lambda k: [fold(k.source_key)]),
        (lambda p: [fold(mail) for mail in p.emails], lambda k: [fold(mail) for mail in k.emails]),
        (lambda p: [p.employee_number], lambda k: [k.employee_number]),
        (lambda p: [name_parts(p.display_name)], lambda k: [name_parts(k.display_name)]),
    ):
        on_map = _single((key, k.id) for k in known if k.id not in used for key in of_map(k))
        in_file = _single((key, p.key) for p in people if p.key not in same for key in of_file(p))
        for value, key in in_file.items():
            id_ = on_map.get(value)
            if id_ is not None and key not in same and id_ not in used:
                same[key] = id_
                used.add(id_)
    return same


def _single(pairs: Iterable[tuple[object, str]]) -> Mapping[object, str]:
    """Values that belong to exactly one."""
    found: dict[object, str | None] = {}
    for value, owner in pairs:
        if value:
            found[value] = owner if found.get(value, owner) == owner else None
    return {value: owner for value, owner in found.items() if owner is not None}


def _same_name(new: str, old: str) -> bool:
    """Whether two names are two spellings, two kinds of *not disclosed* among them."""
    hidden = [not name or word(name) in UNDISCLOSED for name in (new, old)]
    if any(hidden):
        return all(hidden)
    return name_parts(new) == name_parts(old)


def _ask_gone(gone: Sequence[KnownPerson], asker: Asker) -> tuple[Change, ...]:
    cases = [
        Case(
            about=person.source_key,
            message=f"{person.display_name} is on the map and not in the file",
            rows=(),
            sources=(),
            choices=_GONE,
            proposal=_GONE[0].id,
        )
        for person in gone
    ]
    answers = asker.ask(
        QuestionKind.GONE,
        cases,
        together="{count} people are on the map and not in the file",
        shared=_GONE,
    )
    return tuple(
        Change(id=person.id, old=person.display_name, new=answer)
        for person, answer in zip(gone, answers, strict=True)
    )

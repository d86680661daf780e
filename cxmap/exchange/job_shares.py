"""One post that several people share: two rows of one number, or one row for two names.

Nobody becomes one person called ``Ann Lee / Bo Ek`` unless the lead says so: it is asked, and
nothing is written before it is answered.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from cxmap.exchange.parts import Entry, Reference
from cxmap.exchange.people_file import Choice, QuestionKind
from cxmap.exchange.questions import Asker, Case, said_lines

ONE_POST = Choice(id="job_share", label="a job share: one post, both names")
TWO_PEOPLE = Choice(
    id="two", label="a job share: two people under one manager, reports go to the first"
)
_BETWEEN = re.compile(r"\s*/\s*")
_FULL_NAME = re.compile(r"[^\W\d_][^\d@\\|=<>_/()&]*\s[^\W\d_][^\d@\\|=<>_/()&]*$")
_LONGEST = 60
"""Names have so many letters on average at most."""
_MOST_WORDS = 5
"""A name has at most so many words."""

_Told = tuple[Reference, ...]


def shared_names(name: str) -> tuple[str, ...]:
    """The names of a post that several people share; empty for one name, and for what is none."""
    if "/" not in name:
        return ()
    parts = _BETWEEN.split(name)
    if len(name) > _LONGEST * len(parts):
        return ()
    if all(_FULL_NAME.match(part) and len(part.split()) <= _MOST_WORDS for part in parts):
        return tuple(dict.fromkeys(parts)) if len(set(parts)) > 1 else ()
    return ()


def split_job_shares(
    entries: Sequence[Entry], references: Sequence[_Told], asker: Asker
) -> tuple[list[Entry], list[_Told]]:
    """Ask about rows that name several people, and make several of those that are.

    Args:
        entries: Everybody, doubles merged.
        references: In step.
        asker: Collects the questions.

    Returns:
        The entries and references; who shares a post follows the first one, under the same manager.
    """
    shared = {
        number: names
        for number, entry in enumerate(entries)
        if "/" in entry.name
        and not entry.dead
        and not entry.shared_by
        and (names := shared_names(entry.name))
    }
    decided = asker.ask(
        QuestionKind.SAME_ID,
        [_case(entries[number]) for number in shared],
        blocking=True,
        together="{count} rows name several people each",
        shared=(ONE_POST, TWO_PEOPLE),
        label="names",
    )
    answers = dict(zip(shared, decided, strict=True))
    found: list[Entry] = []
    told: list[_Told] = []
    for number, entry in enumerate(entries):
        holders = [entry]
        if number in answers:
            names = shared[number]
            holders = (
                _people(entry, names)
                if answers[number] == TWO_PEOPLE.id
                else [msgspec.structs.replace(entry, shared_by=names)]
            )
        found.extend(holders)
        told.extend([references[number]] * len(holders))
    return found, told


def _case(entry: Entry) -> Case:
    return Case(
        about=f"{entry.key or entry.name}:names",
        message=f"{entry.name} are several people in one row ({said_lines((entry.line,))})",
        rows=(entry.line,),
        sources=(entry.source,),
        choices=(ONE_POST, TWO_PEOPLE),
        proposal=ONE_POST.id,
    )


def _people(entry: Entry, names: Sequence[str]) -> list[Entry]:
    """One entry a name; keys and numbers stay with the first, addresses go round where they can."""
    each = len(entry.emails) == len(names)
    first = msgspec.structs.replace(
        entry, name=names[0], emails=entry.emails[:1] if each else entry.emails
    )
    others = [
        msgspec.structs.replace(
            entry,
            key=f"{entry.key} #{number}" if entry.key else "",
            name=name,
            emails=(entry.emails[number - 1],) if each else (),
            aliases=(),
            login="",
            employee_number="",
            given_name="",
            family_name="",
        )
        for number, name in enumerate(names[1:], 2)
    ]
    return [first, *others]

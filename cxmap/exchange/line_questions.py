"""What is asked about lines: people who report to themselves, to several, to nobody in the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from cxmap.exchange.likely import LikelyPeople
from cxmap.exchange.parts import Entry
from cxmap.exchange.people_file import Choice, QuestionKind, Unresolved
from cxmap.exchange.questions import Asker, Case, said_lines
from cxmap.text import fold

_OPEN = Choice(id="open", label="leave the line open")
_PLACEHOLDER = Choice(id="placeholder", label="add the missing manager as a placeholder")
_TOP = Choice(id="top", label="nobody is above")
_LIKELY = Choice(id="likely", label="take the one with nearly that name, where there is one")
_MOST_CANDIDATES = 8


class Lines(msgspec.Struct):
    """The chart on its way.

    Attributes:
        bosses: Index of each entry's manager; -1 for none.
        open_lines: Entries whose manager is named but not known, with what is known.
        steps: How the managers were found, step to number.
        placeholders: Names of missing managers that are added behind the entries.
        further: Entries whose cell names several managers, with all but the first.
    """

    bosses: list[int]
    open_lines: dict[int, Unresolved]
    steps: Counter[str]
    placeholders: list[str]
    further: dict[int, tuple[int, ...]] = {}


def ask_own(own: Sequence[int], entries: Sequence[Entry], lines: Lines, asker: Asker) -> None:
    """People who report to themselves: tops, as far as the file says."""
    cases = [
        Case(
            about=entries[n].key or entries[n].name,
            message=f"{shown(entries[n])} reports to themselves ({said_lines((entries[n].line,))})",
            rows=(entries[n].line,),
            sources=(entries[n].source,),
            choices=(_TOP, _OPEN),
            proposal=_TOP.id,
        )
        for n in own
    ]
    answers = asker.ask(
        QuestionKind.SELF_REPORT,
        cases,
        together="{count} people report to themselves",
        shared=(_OPEN,),
    )
    for number, answer in zip(own, answers, strict=True):
        if answer == _OPEN.id:
            lines.open_lines[number] = _unresolved(entries[number], entries[number].key)


def ask_several(
    several: dict[int, tuple[str, tuple[int, ...]]],
    entries: Sequence[Entry],
    lines: Lines,
    asker: Asker,
) -> None:
    """Lines to a name that several people carry: asked, never guessed."""
    by_name: dict[tuple[str, tuple[int, ...]], list[int]] = {}
    for number, case in several.items():
        by_name.setdefault(case, []).append(number)
    groups = list(by_name.items())
    cases = []
    for (text, candidates), numbers in groups:
        ranked = _ranked(candidates, entries[numbers[0]], entries)
        rows = tuple(entries[n].line for n in numbers)
        cases.append(
            Case(
                about=f"{fold(text)}",
                message=f"{text} may be {len(candidates)} people; {len(numbers)} report to that name"
                f" ({said_lines(rows)})",
                rows=rows,
                sources=tuple(entries[n].source for n in numbers),
                choices=(_OPEN, *(_candidate(entries[i]) for i in ranked[:_MOST_CANDIDATES])),
                proposal=_OPEN.id,
            )
        )
    answers = asker.ask(
        QuestionKind.AMBIGUOUS_NAME,
        cases,
        together="{count} names of managers are carried by several people",
        shared=(Choice(id="same_unit", label="take the one in the same unit, where there is one"),),
    )
    keys = {entry.key: index for index, entry in enumerate(entries)}
    for ((text, candidates), numbers), answer in zip(groups, answers, strict=True):
        told = tuple(entries[i].key for i in candidates)
        units = _by_unit(candidates, entries) if answer == "same_unit" else {}
        for number in numbers:
            chosen = keys.get(answer)
            if units:
                unit = [i for i in units.get(fold(entries[number].department), ()) if i != number]
                chosen = unit[0] if len(unit) == 1 else None
            if chosen is not None and chosen != number:
                lines.bosses[number] = chosen
                lines.steps["answer"] += 1
            else:
                lines.open_lines[number] = _unresolved(entries[number], text, told)


def _by_unit(candidates: Sequence[int], entries: Sequence[Entry]) -> dict[str, list[int]]:
    """The first three candidates of each unit: one is found among them, or there are several."""
    units: dict[str, list[int]] = {}
    for candidate in candidates:
        unit = units.setdefault(fold(entries[candidate].department), [])
        if len(unit) < 3:  # noqa: PLR2004 - one may be who asks, two are several
            unit.append(candidate)
    units.pop("", None)
    return units


def _ranked(candidates: Sequence[int], person: Entry, entries: Sequence[Entry]) -> list[int]:
    """Candidates of the person's own unit and place first."""
    return sorted(
        candidates,
        key=lambda i: (
            fold(entries[i].department) != fold(person.department),
            fold(entries[i].location) != fold(person.location),
            entries[i].key,
        ),
    )


def _candidate(entry: Entry) -> Choice:
    told = ", ".join(part for part in (entry.title, entry.department) if part)
    return Choice(id=entry.key, label=f"{shown(entry)} ({told})" if told else shown(entry))


def ask_nobody(
    nobody: dict[int, str], entries: Sequence[Entry], lines: Lines, asker: Asker
) -> None:
    """Lines to somebody who is not in the file: a leaver, an outsider, a slip."""
    by_text: dict[str, list[int]] = {}
    for number, text in nobody.items():
        by_text.setdefault(text, []).append(number)
    groups = list(by_text.items())
    likely = LikelyPeople(entries, len(groups))
    offered = [likely.of(text) for text, _ in groups]
    cases = []
    for (text, numbers), people in zip(groups, offered, strict=True):
        rows = tuple(entries[n].line for n in numbers)
        who = shown(entries[numbers[0]]) if len(numbers) == 1 else f"{len(numbers)} people"
        verb = "reports" if len(numbers) == 1 else "report"
        cases.append(
            Case(
                about=text,
                message=f"{who} {verb} to {text}, who is not in the file ({said_lines(rows)})",
                rows=rows,
                sources=tuple(entries[n].source for n in numbers),
                choices=(_OPEN, *(_candidate(entries[i]) for i in people), _PLACEHOLDER, _TOP),
                proposal=_OPEN.id,
            )
        )
    answers = asker.ask(
        QuestionKind.LINE_TO_NOBODY,
        cases,
        together="{count} managers are named who are not in the file",
        shared=(*((_LIKELY,) if any(offered) else ()), _PLACEHOLDER, _TOP),
    )
    for (text, numbers), people, answer in zip(groups, offered, answers, strict=True):
        chosen = [i for i in people if answer in {entries[i].key, _LIKELY.id}]
        if len(chosen) == 1:
            _link(lines, numbers, chosen[0])
        elif answer == _PLACEHOLDER.id:
            boss = len(entries) + len(lines.placeholders)
            lines.placeholders.append(text)
            for number in numbers:
                lines.bosses[number] = boss
        elif answer != _TOP.id:
            for number in numbers:
                lines.open_lines[number] = _unresolved(entries[number], text)


def _link(lines: Lines, numbers: Sequence[int], boss: int) -> None:
    """Let people report to somebody whom the lead has named; nobody to themselves."""
    for number in numbers:
        if number != boss:
            lines.bosses[number] = boss
            lines.steps["answer"] += 1


def _unresolved(entry: Entry, value: str, candidates: tuple[str, ...] = ()) -> Unresolved:
    return Unresolved(
        row=entry.line, person=entry.key, value=value, candidates=candidates, source=entry.source
    )


def shown(entry: Entry) -> str:
    """What a message calls an entry: the name, else the title and the key."""
    return entry.name or f"{entry.title or 'a post'} ({entry.key})"

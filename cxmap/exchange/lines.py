"""Who reports to whom: references looked up, questions asked where they name nobody or several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from cxmap.exchange.cell_words import is_top_mark
from cxmap.exchange.chart import circles, without
from cxmap.exchange.directory import Directory, Hit, spaces_for
from cxmap.exchange.parts import Entry, ManagersBy, Reference
from cxmap.exchange.people_file import Choice, QuestionKind, Unresolved
from cxmap.exchange.questions import Asker, Case, said_lines
from cxmap.text import fold

_OPEN = Choice(id="open", label="leave the line open")
_PLACEHOLDER = Choice(id="placeholder", label="add the missing manager as a placeholder")
_TOP = Choice(id="top", label="nobody is above")
_MOST_CANDIDATES = 8
_MOST_MANAGERS = 20
"""A cell names so many managers at most."""


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


_BESIDE = (" - ", " \u2013 ", " \u2014 ", " | ", "\n", ": ", ", ", " (")
_WHOLE = (ManagersBy.EMAIL, ManagersBy.NAME)
_SEVERAL = (";", "|", "\n", " / ", "&", ",", "/")
"""What parts several managers in one cell."""


def find_lines(
    entries: Sequence[Entry],
    references: Sequence[tuple[Reference, ...]],
    directory: Directory,
    asker: Asker,
) -> Lines:
    """Look every reference up.

    Args:
        entries: Everybody, dead posts included: lines to them go further up later.
        references: How each names the manager, best first.
        directory: The entries under all keys.
        asker: Collects the questions.

    Returns:
        The lines; what nobody answers stays open.
    """
    lines = Lines([-1] * len(entries), {}, Counter(), [], {})
    found: dict[Reference, Hit] = {}
    own: list[int] = []
    several: dict[int, tuple[str, tuple[int, ...]]] = {}
    nobody: dict[int, str] = {}
    for number, told in enumerate(references):
        state = _look_up(number, told, entries, directory, found)
        if isinstance(state, str) and state:
            if named := _all_named(told, directory):
                state = Hit(named[:1], "first of several in one cell")
                lines.further[number] = tuple(boss for boss in named[1:] if boss != number)
            elif (one := _named_beside(told, directory)) is not None:
                state = Hit((one,), "name beside other words")
        if isinstance(state, Hit):
            if state.entries == (number,):
                own.append(number)
            elif len(state.entries) == 1:
                lines.bosses[number] = state.entries[0]
                lines.steps[state.step] += 1
            else:
                several[number] = (" ".join(told[0].text.split()), state.entries)
        elif state:
            nobody[number] = state
    living = {number for number, entry in enumerate(entries) if not entry.dead}
    _ask_own([number for number in own if number in living], entries, lines, asker)
    _ask_several({n: v for n, v in several.items() if n in living}, entries, lines, asker)
    _ask_nobody({n: v for n, v in nobody.items() if n in living}, entries, lines, asker)
    return lines


def _look_up(
    number: int,
    told: Sequence[Reference],
    entries: Sequence[Entry],
    directory: Directory,
    found: dict[Reference, Hit],
) -> Hit | str:
    """The first reference that names exactly one entry; else what is known of the others.

    Returns:
        A hit, or the text of a reference that names nobody, or the empty text at a top.
    """
    best: Hit | None = None
    lost = ""
    for reference in told:
        if reference not in found:
            text = " ".join(reference.text.split()) if "\n" in reference.text else reference.text
            found[reference] = _living(
                directory.find(text, spaces_for(text, reference.by)), entries
            )
        hit = found[reference]
        if len(hit.entries) == 1 and hit.entries != (number,):
            return hit
        if hit.entries:
            best = best or hit
        elif not is_top_mark(reference.text) and reference.text.strip("0"):
            lost = lost or " ".join(reference.text.split())
    return best if best is not None else lost


def _all_named(told: Sequence[Reference], directory: Directory) -> tuple[int, ...]:
    """Everybody a cell with several managers names; empty unless each part names exactly one."""
    for reference in told:
        for separator in _SEVERAL:
            parts = [part.strip() for part in reference.text.split(separator) if part.strip()]
            if not 1 < len(parts) <= _MOST_MANAGERS:
                continue
            hits = [directory.find(part, spaces_for(part, reference.by)).entries for part in parts]
            if all(len(hit) == 1 for hit in hits):
                return tuple(dict.fromkeys(hit[0] for hit in hits))
    return ()


def _named_beside(told: Sequence[Reference], directory: Directory) -> int | None:
    """Somebody whose whole name or address stands in a cell beside other words, such as a title."""
    for reference in told:
        for separator in _BESIDE:
            parts = [part.strip() for part in reference.text.split(separator) if part.strip()]
            found = {
                hit[0]
                for part in parts
                if 1 < len(parts) <= _MOST_MANAGERS
                and (" " in part or "@" in part)
                and len(hit := directory.find(part, _WHOLE).entries) == 1
            }
            if len(found) == 1:
                return found.pop()
    return None


def _living(hit: Hit, entries: Sequence[Entry]) -> Hit:
    """Of several who answer, those whose posts still exist; of several dead ones the first."""
    if len(hit.entries) < 2:  # noqa: PLR2004 - one answer is an answer
        return hit
    living = tuple(index for index in hit.entries if not entries[index].dead)
    return Hit(living or hit.entries[:1], hit.step, hit.space)


def _ask_own(own: Sequence[int], entries: Sequence[Entry], lines: Lines, asker: Asker) -> None:
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


def _ask_several(
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


def _ask_nobody(
    nobody: dict[int, str], entries: Sequence[Entry], lines: Lines, asker: Asker
) -> None:
    """Lines to somebody who is not in the file: a leaver, an outsider, a slip."""
    by_text: dict[str, list[int]] = {}
    for number, text in nobody.items():
        by_text.setdefault(text, []).append(number)
    groups = list(by_text.items())
    cases = []
    for text, numbers in groups:
        rows = tuple(entries[n].line for n in numbers)
        who = shown(entries[numbers[0]]) if len(numbers) == 1 else f"{len(numbers)} people"
        verb = "reports" if len(numbers) == 1 else "report"
        cases.append(
            Case(
                about=text,
                message=f"{who} {verb} to {text}, who is not in the file ({said_lines(rows)})",
                rows=rows,
                sources=tuple(entries[n].source for n in numbers),
                choices=(_OPEN, _PLACEHOLDER, _TOP),
                proposal=_OPEN.id,
            )
        )
    answers = asker.ask(
        QuestionKind.LINE_TO_NOBODY,
        cases,
        together="{count} managers are named who are not in the file",
        shared=(_PLACEHOLDER, _TOP),
    )
    for (text, numbers), answer in zip(groups, answers, strict=True):
        if answer == _PLACEHOLDER.id:
            boss = len(entries) + len(lines.placeholders)
            lines.placeholders.append(text)
            for number in numbers:
                lines.bosses[number] = boss
        elif answer == _OPEN.id:
            for number in numbers:
                lines.open_lines[number] = _unresolved(entries[number], text)


def _unresolved(entry: Entry, value: str, candidates: tuple[str, ...] = ()) -> Unresolved:
    return Unresolved(
        row=entry.line, person=entry.key, value=value, candidates=candidates, source=entry.source
    )


def shown(entry: Entry) -> str:
    """What a message calls an entry: the name, else the title and the key."""
    return entry.name or f"{entry.title or 'a post'} ({entry.key})"


def open_circles(entries: Sequence[Entry], bosses: list[int], asker: Asker) -> None:
    """Ask where to cut each circle of lines, and cut it there.

    Args:
        entries: Everybody.
        bosses: The lines; changed in place.
        asker: Collects the questions.
    """
    found = circles(bosses)
    if not found:
        return
    inside = {number for circle in found for number in circle}
    outer = Counter(boss for person, boss in enumerate(bosses) if person not in inside)
    cases = []
    for circle in found:
        rows = tuple(entries[n].line for n in circle)
        heads = sorted(circle, key=lambda n: (-outer[n], entries[n].key))[:_MOST_CANDIDATES]
        cases.append(
            Case(
                about=min(entries[n].key for n in circle),
                message=f"A circle: {_written_out(circle, entries)} ({said_lines(rows)})",
                rows=rows,
                sources=tuple(entries[n].source for n in circle),
                choices=tuple(
                    Choice(id=entries[n].key, label=f"{shown(entries[n])} reports to nobody in it")
                    for n in heads
                ),
                proposal=entries[heads[0]].key,
            )
        )
    answers = asker.ask(
        QuestionKind.CIRCLE,
        cases,
        blocking=True,
        together="{count} circles of people who report to each other",
    )
    for circle, answer in zip(found, answers, strict=True):
        for number in circle:
            if entries[number].key == answer:
                bosses[number] = -1
                break


def _written_out(circle: Sequence[int], entries: Sequence[Entry]) -> str:
    """``Ann reports to Ben reports to Ann``; of a long circle the beginning."""
    names = [shown(entries[n]) for n in circle[:_MOST_CANDIDATES]]
    more = len(circle) - len(names)
    names.append(f"{more} more, who lead back to {names[0]}" if more else names[0])
    return " reports to ".join(names)


def lift_lines(bosses: Sequence[int], entries: Sequence[Entry]) -> list[int]:
    """Lines to dead posts go to the next living one above."""
    return without(bosses, [bool(entry.dead) for entry in entries])

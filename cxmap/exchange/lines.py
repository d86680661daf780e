"""Who reports to whom: references looked up, questions asked where they name nobody or several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from cxmap.exchange.cell_words import is_top_mark
from cxmap.exchange.chart import circles, without
from cxmap.exchange.directory import Directory, Hit, spaces_for
from cxmap.exchange.line_questions import Lines, ask_nobody, ask_own, ask_several, shown
from cxmap.exchange.parts import Entry, ManagersBy, Reference
from cxmap.exchange.people_file import Choice, QuestionKind
from cxmap.exchange.questions import Asker, Case, said_lines

_MOST_HEADS = 8
"""Of a circle so many are offered, and so many are written out."""
_MOST_MANAGERS = 20
"""A cell names so many managers at most."""


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
    ask_own([number for number in own if number in living], entries, lines, asker)
    ask_several({n: v for n, v in several.items() if n in living}, entries, lines, asker)
    ask_nobody({n: v for n, v in nobody.items() if n in living}, entries, lines, asker)
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
        heads = sorted(circle, key=lambda n: (-outer[n], entries[n].key))[:_MOST_HEADS]
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
    names = [shown(entries[n]) for n in circle[:_MOST_HEADS]]
    more = len(circle) - len(names)
    names.append(f"{more} more, who lead back to {names[0]}" if more else names[0])
    return " reports to ".join(names)


def lift_lines(bosses: Sequence[int], entries: Sequence[Entry]) -> list[int]:
    """Lines to dead posts go to the next living one above."""
    return without(bosses, [bool(entry.dead) for entry in entries])

"""Who is at the top: one person, several, nobody, or the organisation itself."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from cxmap.exchange.chart import below
from cxmap.exchange.line_questions import shown
from cxmap.exchange.parts import Entry
from cxmap.exchange.people_file import Choice, QuestionKind
from cxmap.exchange.questions import Asker, Case
from cxmap.text import fold

_MOST_CHOICES = 9
_BODY = re.compile(
    r"^(?:the )?(?:board|department|ministry|council|committee|group|company|executive board|"
    r"vorstand|aufsichtsrat|ministerium|amt|conseil|consejo|comite|direction generale)\b|"
    r".* (?:ag|gmbh|kgaa|ltd|inc|plc|llc|corp|limited|incorporated|corporation)\.?$"
)


def ask_top(
    entries: Sequence[Entry],
    bosses: Sequence[int],
    asker: Asker,
    *,
    gone: Sequence[bool],
    open_lines: Container[int],
    keys: Sequence[str],
) -> str | None:
    """Find the president, and ask where the file leaves it open.

    Args:
        entries: Everybody.
        bosses: The lines, without circles.
        asker: Collects the question.
        gone: Who is left out.
        open_lines: Who has a manager that is not known.
        keys: Final keys.

    Returns:
        The key of the president as proposed or answered; None where nobody leads anybody.
    """
    here = [number for number in range(len(entries)) if not gone[number]]
    sizes = below([boss if not gone[number] else -1 for number, boss in enumerate(bosses)])
    tops = [number for number in here if bosses[number] < 0]
    leading = sorted((n for n in tops if sizes[n]), key=lambda n: (-sizes[n], keys[n]))
    if not leading:
        return None
    roots = [number for number in tops if number not in open_lines]
    first = leading[0]
    if len(roots) == 1 and first == roots[0]:
        if not _is_body(entries[first]):
            return keys[first]
        heads = [n for n in here if bosses[n] == first]
        heads.sort(key=lambda n: (-sizes[n], keys[n]))
        message = f"The top is {shown(entries[first])}, not a person: who is the president?"
        choices = [*heads, first]
    elif not roots:
        message = "Nobody is without a manager: who is the president?"
        choices = leading
    else:
        others = [n for n in sorted(roots, key=lambda n: (-sizes[n], keys[n])) if n not in leading]
        message = f"{len(roots)} people have no manager: who is the president?"
        choices = [*leading, *others]
    offered = choices[:_MOST_CHOICES]
    case = Case(
        about="",
        message=message,
        rows=tuple(entries[n].line for n in offered),
        sources=tuple(entries[n].source for n in offered),
        choices=tuple(
            Choice(id=keys[n], label=f"{_label(entries[n])}, {sizes[n]} below") for n in offered
        ),
        proposal=keys[offered[0]],
    )
    return asker.ask(QuestionKind.TOP, [case])[0]


def _label(entry: Entry) -> str:
    return f"{shown(entry)}, {entry.title}" if entry.name and entry.title else shown(entry)


def _is_body(entry: Entry) -> bool:
    """Whether an entry is an organisation rather than somebody in it."""
    name = fold(entry.name)
    if not name:
        return False
    units = {fold(unit) for unit in (entry.organization, entry.division, entry.department) if unit}
    return name in units or _BODY.match(name) is not None

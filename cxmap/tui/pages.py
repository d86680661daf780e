"""Pages of text about people, written for a width: the pane beside a list, and what to do first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cxmap.session.desk import Desk
from cxmap.session.showing.cards import tie_lines
from cxmap.session.showing.standing import why_counts
from cxmap.session.showing.views import PersonRow
from cxmap.tui.glyphs import Glyphs, in_words
from cxmap.tui.widgets.cells import Cell, Span, Tone, cell_width, fit, head, wrap
from cxmap.tui.widgets.person_cells import age, badge_words, barrier_words, role_words

Lines = Sequence[Cell]
"""Lines of a page."""

LABEL = 8
"""Cells of the words on the left of a pane."""

_TIES_SHOWN = 4


def nobody_yet(width: int) -> Lines:
    """What to do on an empty map."""
    return (
        (),
        (Span("Nobody is on this map yet.", Tone.STRONG),),
        *paragraph(
            "+ types in leaders, one a line;  I brings in a people file (CSV, Excel, …).", width
        ),
        *paragraph(
            "cxmap demo, in the shell, shows what a full map looks like.  ? explains every key.",
            width,
        ),
        (),
    )


def paragraph(text: str, width: int, tone: Tone = Tone.PLAIN, *, indent: int = 0) -> Lines:
    """A text broken into lines.

    Args:
        text: Anything from the map or from the program.
        width: Cells of the page.
        tone: How it sounds.
        indent: Blank cells before every line.
    """
    blanks = " " * indent
    return [(Span(blanks + line, tone),) for line in wrap(text, max(1, width - indent))]


def labelled(label: str, value: Cell, width: int, *, label_width: int = LABEL) -> Lines:
    """A word on the left and what it says on the right, broken where it is too long."""
    first = Span(label.ljust(label_width), Tone.MUTED)
    text = "".join(span.text for span in value)
    if len(value) > 1 and cell_width(text) <= width - label_width:
        return [(first, *value)]
    tone = value[-1].tone if value else Tone.PLAIN
    lines = wrap(text, max(1, width - label_width))
    rest = [(Span(" " * label_width), Span(line, tone)) for line in lines[1:]]
    return [(first, Span(lines[0], tone)), *rest] if lines else []


def person_page(desk: Desk, row: PersonRow, glyphs: Glyphs, width: int) -> Lines:
    """The essentials about one person, for the pane beside a list.

    Everything keeps its line whoever is shown: the eye finds it, and a cursor move rewrites little.
    """
    stance, commitment = glyphs.stance(row.stance), glyphs.commitment(row.commitment)
    touched = f"{age(row.last_touch, desk.today)} ago" if row.last_touch else "never"
    touched = "today" if row.last_touch == desk.today else touched
    facts: tuple[tuple[str, Cell], ...] = (
        ("Role", (Span(role_words(row)),)),
        ("Says", (stance, Span(f" {in_words(row.stance)}", stance.tone))),
        ("Does", (commitment, Span(f" {in_words(row.commitment)}", commitment.tone))),
        ("Power", (Span(f"{row.power} of 5" if row.power else "not judged", _known(row.power)),)),
        ("Talk", (Span(touched, _known(row.last_touch)),)),
        ("Barrier", (Span(barrier_words(row) or "none known", _known(row.barrier or None)),)),
        ("Also", (Span(", ".join(badge_words(row))),)),
    )
    room = max(0, width - LABEL)
    standing = _sentence(why_counts(desk.org, row.id))
    return [
        (Span(head(row.name, width), Tone.STRONG),),
        *_two_lines(row.title, width, Tone.MUTED),
        (),
        *((Span(label.ljust(LABEL), Tone.MUTED), *fit(value, room)) for label, value in facts),
        (),
        *_two_lines(standing, width, Tone.PLAIN),
        (),
        *_ties(desk, row, width),
    ]


def _two_lines(text: str, width: int, tone: Tone) -> Lines:
    """A text on exactly two lines, cut when it is longer."""
    lines = [*wrap(text, width), "", ""]
    second = lines[1] if len(lines) < 5 else head(f"{lines[1]} {lines[2]}", width)  # noqa: PLR2004
    return [(Span(lines[0], tone),), (Span(second, tone),)]


def _known(value: object) -> Tone:
    return Tone.MUTED if value is None else Tone.PLAIN


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _ties(desk: Desk, row: PersonRow, width: int) -> Iterable[Cell]:
    ties = tie_lines(desk, row.id)
    shown = [(Span(head(tie.sentence, width)),) for tie in ties[:_TIES_SHOWN]]
    more = len(ties) - _TIES_SHOWN
    return (*shown, (Span(f"and {more} more ties", Tone.MUTED),)) if more > 0 else shown

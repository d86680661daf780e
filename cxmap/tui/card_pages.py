"""The card of a person as lines: the essentials on one page, the story on another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cxmap.model.words import AskState
from cxmap.session.showing.views import AskLine, Judged, PersonCard
from cxmap.tui.glyphs import Glyphs, in_words
from cxmap.tui.pages import Lines, labelled, paragraph
from cxmap.tui.widgets.cells import Cell, Span, Tone, cell_width, fit, wrap
from cxmap.tui.widgets.person_cells import age, badge_words, role_words

LABEL = 17
"""Cells of the words on the left of a card."""

STRENGTHS = {1: "met", 2: "acquainted", 3: "work together", 4: "close", 5: "decisive"}
"""What the strength of a tie is called."""

_BESIDE = 84
"""Cells from which on judgements stand in two columns."""


def essentials(card: PersonCard, glyphs: Glyphs, today: date, width: int) -> Lines:
    """Who it is, what was judged, what is open between us."""
    row = card.row
    also = ", ".join(badge_words(row))
    lines: list[Cell] = [(Span(row.name, Tone.STRONG),)]
    lines += paragraph(row.title, width, Tone.MUTED)
    roles = role_words(row) + (f"  ({also})" if also else "")
    sign = (glyphs.role(row.roles[0]), Span(" ")) if row.roles else ()
    lines += [(*sign, Span(roles)), ()]
    lines += _judgements(card, glyphs, width)
    because = card.on_board_because
    mark = glyphs["counts"] if row.counts else glyphs["missing"]
    sign_of = Span(f"{mark} ", Tone.GOOD if row.counts else Tone.MUTED)
    first, *rest = wrap(because[:1].upper() + because[1:], max(1, width - 2)) or [""]
    lines += [(), (sign_of, Span(first)), *((Span(f"  {line}"),) for line in rest)]
    lines += _between_us(card, today, width)
    lines += _words(card, width)
    return lines


def _judgements(card: PersonCard, glyphs: Glyphs, width: int) -> Lines:
    """What was judged, in two columns where there is room; then what nobody has judged."""
    said = [_judged(one, card, glyphs) for one in card.judged if one.value]
    unknown = [
        _word_of(one.dimension)
        for one in card.judged
        if not one.value and not one.dimension.endswith("_required")
    ]
    lines: list[Cell] = []
    half = width // 2
    left = said if width < _BESIDE else said[: (len(said) + 1) // 2]
    right = said[len(left) :]
    for at, (label, value) in enumerate(left):
        beside: Cell = ()
        if at < len(right):
            beside = (Span(right[at][0].ljust(LABEL), Tone.MUTED), *right[at][1])
        room = half - LABEL if right else max(0, width - LABEL)
        lines.append((Span(label.ljust(LABEL), Tone.MUTED), *fit(value, room), *beside))
    if unknown:
        text = ", ".join(unknown).lower()
        lines += labelled("Not known", (Span(text, Tone.MUTED),), width, label_width=LABEL)
    return lines


_DIMENSION_WORDS = {
    "stance": "Says",
    "commitment": "Does",
    "receptiveness": "Open to talk",
    "stance_required": "Should say",
    "commitment_required": "Should do",
}


def _word_of(dimension: str) -> str:
    return _DIMENSION_WORDS.get(dimension, dimension.capitalize())


def _judged(one: Judged, card: PersonCard, glyphs: Glyphs) -> tuple[str, Cell]:
    label = _word_of(one.dimension)
    value: Cell = (Span(one.value),)
    if one.dimension == "stance":
        sign = glyphs.stance(card.row.stance)
        value = (sign, Span(f" {one.value}", sign.tone))
    elif one.dimension == "commitment":
        sign = glyphs.commitment(card.row.commitment)
        value = (sign, Span(f" {one.value}", sign.tone))
    return label, (*value, Span(f"  {_basis(one)}", Tone.MUTED))


def _basis(one: Judged) -> str:
    days = one.age_days or 0
    old = "today" if not days else f"{age(date.fromordinal(1), date.fromordinal(1 + days))} ago"
    return f"{one.basis}, {old}"


def _between_us(card: PersonCard, today: date, width: int) -> Lines:
    """Asks of them, promises of mine, worries."""
    lines: list[Cell] = []
    shown = [ask for ask in card.asks if ask.state.is_open or ask.state.is_agreed]
    if shown:
        lines += [(), (Span("Asked of them", Tone.PRIMARY),)]
        for ask in shown:
            lines += labelled(in_words(ask.state), _ask(ask), width, label_width=LABEL)
    if card.promises:
        lines += [(), (Span("I promised", Tone.PRIMARY),)]
        for mine in card.promises:
            is_late = mine.due < today
            due = "no day" if mine.due == date.max else f"due {mine.due.isoformat()}"
            value = (Span(f"{mine.text}, {due}", Tone.WARN if is_late else Tone.PLAIN),)
            lines += labelled("late" if is_late else "open", value, width, label_width=LABEL)
    if card.concerns:
        lines += [(), (Span("Concerns", Tone.PRIMARY),)]
        for _, words, is_answered in card.concerns:
            tone = Tone.MUTED if is_answered else Tone.PLAIN
            label = "answered" if is_answered else "open"
            lines += labelled(label, (Span(words, tone),), width, label_width=LABEL)
    return lines


def _ask(ask: AskLine) -> Cell:
    due = f", due {ask.due.isoformat()}" if ask.due else ""
    vague = f" (vague: {', '.join(ask.vague)})" if ask.vague else ""
    tone = Tone.GOOD if ask.state is AskState.KEPT else Tone.PLAIN
    return (Span(f"{ask.text}{due}{vague}", Tone.WARN if ask.overdue else tone),)


def _words(card: PersonCard, width: int) -> Lines:
    texts = (
        ("Priorities", card.priorities),
        ("Objectives", card.objectives),
        ("Expects", card.expects_of_program),
        ("Brings", card.brings),
        ("Message", card.frame),
        ("Notes", card.notes),
        ("E-mail", ", ".join(card.emails)),
    )
    known = [(label, text) for label, text in (*texts, *card.facts) if text]
    lines: list[Cell] = [()] if known else []
    for label, text in known:
        lines += labelled(
            label, (Span(text),), width, label_width=max(LABEL, cell_width(label) + 1)
        )
    return lines


def story(card: PersonCard, today: date, width: int) -> Lines:
    """Ties, then what happened, newest first."""
    lines: list[Cell] = []
    if card.ties or card.chain or card.reports:
        lines.append((Span("Ties", Tone.PRIMARY),))
    if card.chain:
        lines += paragraph("reports to " + ", ".join(name for _, name in card.chain), width)
    for tie in card.ties:
        strength = f", {STRENGTHS[tie.strength]}" if tie.strength else ""
        lines += paragraph(f"{tie.sentence}{strength}", width)
    if card.reports:
        names = [name for _, name in card.reports]
        lines += paragraph(f"has {len(names)} reports: {', '.join(names)}", width, Tone.MUTED)
    if card.timeline:
        lines += [*([()] if lines else []), (Span("What happened", Tone.PRIMARY),)]
    for entry in card.timeline:
        when = age(entry.on, today)
        note = f": {entry.note}" if entry.note else ""
        lines += labelled(when, (Span(f"{entry.text}{note}"),), width, label_width=7)
    return lines or [(Span("Nothing has happened yet. t logs a talk.", Tone.MUTED),)]


def as_lines(lines: Sequence[Cell]) -> list[str]:
    """A page as plain text, for copying."""
    return ["".join(span.text for span in line).rstrip() for line in lines]

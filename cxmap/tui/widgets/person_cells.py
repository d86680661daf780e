"""A person's facts as cells: the same sign, word and tone wherever a person is listed."""

from __future__ import annotations

from datetime import date

from cxmap.session.showing.views import PersonRow
from cxmap.tui.glyphs import Glyphs, in_words
from cxmap.tui.widgets.cells import Cell, Span, Tone

_WEEKS_FROM, _MONTHS_FROM, _YEARS_FROM = 21, 75, 730
_DAYS_A_WEEK, _DAYS_A_MONTH, _DAYS_A_YEAR = 7, 30, 365


def name_cell(row: PersonRow, glyphs: Glyphs) -> Cell:
    """Sign of the role, name, and what is special: me, outside my unit, pinned, held."""
    tone = Tone.PLAIN
    if row.is_president or row.on_leadership:
        tone = Tone.STRONG
    if row.placeholder:
        tone = Tone.MUTED
    return (*role_sign(row, glyphs), Span(" "), Span(row.name, tone), *badges(row, glyphs))


def role_sign(row: PersonRow, glyphs: Glyphs) -> Cell:
    """The sign of the first role; a blank for nobody's role."""
    return (glyphs.role(row.roles[0]),) if row.roles else (Span(" "),)


def badges(row: PersonRow, glyphs: Glyphs) -> Cell:
    """What is special about somebody, after the name."""
    found = [
        (row.is_me, "me", Tone.PRIMARY),
        (row.outside is True and not row.is_president, "outside", Tone.MUTED),
        (row.pinned, "pinned", Tone.ACCENT),
        (row.on_hold, "held", Tone.MUTED),
    ]
    return tuple(Span(f" {glyphs[sign]}", tone) for holds, sign, tone in found if holds)


def badge_words(row: PersonRow) -> list[str]:
    """The same in words."""
    found = [
        (row.is_me, "me"),
        (row.outside is True and not row.is_president, "outside my unit"),
        (row.pinned, "pinned"),
        (row.on_hold, "skipped for now"),
        (row.placeholder, "vacant"),
        *((True, in_words(flag)) for flag in row.flags),
    ]
    return [word for holds, word in found if holds]


def role_words(row: PersonRow) -> str:
    """The roles in words, with a question mark while they are only proposed."""
    words = " and ".join(in_words(role) for role in row.roles) or "no role yet"
    return f"{words}?" if row.role_is_guess else words


def role_cell(row: PersonRow, glyphs: Glyphs) -> Cell:
    """Sign and word of the role."""
    if not row.roles:
        return (Span("  no role yet", Tone.MUTED),)
    sign = glyphs.role(row.roles[0])
    words = Span(f" {role_words(row)}", Tone.MUTED if row.role_is_guess else sign.tone)
    return (sign, words)


def stance_cell(row: PersonRow, glyphs: Glyphs) -> Cell:
    """Sign and word of what the person says."""
    sign = glyphs.stance(row.stance)
    return (sign, Span(f" {in_words(row.stance)}", sign.tone))


def commitment_cell(row: PersonRow, glyphs: Glyphs) -> Cell:
    """Sign and word of what the person does, with a tick when it counts."""
    sign = glyphs.commitment(row.commitment)
    tick = (Span(f" {glyphs['counts']}", Tone.GOOD),) if row.counts else ()
    return (sign, Span(f" {in_words(row.commitment)}", sign.tone), *tick)


def age(then: date | None, today: date) -> str:
    """How long ago a day is, short: ``today``, ``5 d``, ``4 w``, ``7 mo``, ``2 y``; empty for never."""
    if then is None:
        return ""
    days = (today - then).days
    if days == 0:
        return "today"
    if days < _WEEKS_FROM:
        return f"{days} d"
    if days < _MONTHS_FROM:
        return f"{days // _DAYS_A_WEEK} w"
    if days < _YEARS_FROM:
        return f"{days // _DAYS_A_MONTH} mo"
    return f"{days // _DAYS_A_YEAR} y"


def last_cell(row: PersonRow, today: date) -> Cell:
    """How long ago the last talk was; says so when there was none."""
    if row.last_touch is None:
        return (Span("never", Tone.MUTED),)
    return (Span(age(row.last_touch, today)),)


def barrier_words(row: PersonRow) -> str:
    """The main barrier in words; empty when none is known."""
    return in_words(row.barrier)

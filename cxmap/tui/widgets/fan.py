"""The critical mass over time: steps of the past, and a fan of what is to come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cxmap.tui.glyphs import Glyphs
from cxmap.tui.widgets.cells import Cell, Span, Tone

_PLOT_LEAST, _PLOT_MOST = 8, 72
_MARGIN = 12
"""Cells beside the plot: the numbers on the left, a word on the right."""

History = Sequence[tuple[date, int, int]]
"""Day, have, needed; oldest first."""


@dataclass(frozen=True)
class Fan:
    """When enough leaders act, as the forecast has it; days in their order, the first is known."""

    early: date
    """One future in ten is there."""
    even: date | None
    """Every second future is there; None when that is never."""
    late: date | None
    """Eight futures in ten are there; None when that is never."""

    @property
    def end(self) -> date:
        """The last day that is known."""
        return self.late or self.even or self.early


def fan_of(days: Mapping[int, date | None]) -> Fan | None:
    """The fan of a forecast's days by per cent; None while there is none, or nothing is left to come."""
    early = days.get(10) or days.get(50)
    if early is None:
        return None
    return Fan(early, days.get(50), days.get(80))


def mass_chart(history: History, glyphs: Glyphs, width: int, fan: Fan | None = None) -> list[Cell]:
    """Leaders on board over time as a line of steps, the line of what is needed, and the fan.

    The fan runs straight from today's number to the one needed: what is forecast is the day, not the
    steps on the way.

    Args:
        history: Day, have, needed; at least two entries, the last one today's.
        glyphs: Signs of the chart.
        width: Cells of the page.
        fan: What is to come; None for the past alone.

    Returns:
        One line for each number from the lowest to the highest, then the days.
    """
    plot = max(_PLOT_LEAST, min(_PLOT_MOST, width - _MARGIN))
    first, today = history[0][0].toordinal(), history[-1][0].toordinal()
    end = max(today + 1, fan.end.toordinal()) if fan else today
    days = [first + (end - first) * column // (plot - 1) for column in range(plot)]
    now = max(at for at, day in enumerate(days) if day <= today)
    have, need = _steps(history, days[: now + 1])
    lowest, highest = min(have), max(*have, *need)
    levels = [
        level
        for level in range(highest, lowest - 1, -1)
        if level in {*have, *need} or (fan and have[-1] < level < need[-1])
    ]
    lines = [_level(level, have, need, glyphs, _ahead(level, history, days[now + 1 :], fan))
             for level in levels]  # fmt: skip
    lines.append(_days_line(history, fan, now, plot, end))
    if fan is not None:
        said = "enough by then in 1 to 8 of 10 futures"
        legend = f"    {glyphs['fan']} {said}, {glyphs['even']} in every second"
        lines.append((Span(legend, Tone.MUTED),))
    return lines


def _steps(history: History, days: Sequence[int]) -> tuple[list[int], list[int]]:
    """What there was, and what was needed, on each day."""
    have, need = [], []
    for day in days:
        known = max(at for at, one in enumerate(history) if one[0].toordinal() <= day)
        have.append(history[known][1])
        need.append(history[known][2])
    # The last cell stands for today, though its day may lie a little before.
    have[-1], need[-1] = history[-1][1], history[-1][2]
    return have, need


def _ahead(level: int, history: History, days: Sequence[int], fan: Fan | None) -> list[str]:
    """What is drawn right of today on one level: ``fan``, ``even``, ``need`` or nothing, by cell."""
    today, have, need = history[-1]
    if fan is None or not days:
        return []
    cells = [("need" if level == need else "") for _ in days]
    if not have < level <= need:
        return cells
    step = (level - have) / (need - have)

    def column(day: date | None) -> float:
        if day is None:
            return days[-1]
        return today.toordinal() + step * (day.toordinal() - today.toordinal())

    early, even, late = column(fan.early), column(fan.even), column(fan.late)
    for at, day in enumerate(days):
        if early <= day <= late:
            cells[at] = "fan"
    if fan.even is not None:
        cells[min(range(len(days)), key=lambda at: abs(days[at] - even))] = "even"
    return cells


def _level(
    level: int, have: Sequence[int], need: Sequence[int], glyphs: Glyphs, ahead: Sequence[str]
) -> Cell:
    """One line: where the steps run on this number, whether it is the one needed, and the fan."""
    spans = [Span(f"{level:>3} ", Tone.MUTED)]
    for column, now in enumerate(have):
        if now == level:
            spans.append(Span(glyphs["full"], Tone.GOOD if now >= need[column] else Tone.ACCENT))
        elif need[column] == level:
            spans.append(Span(glyphs["reference"], Tone.STRONG))
        else:
            spans.append(Span(" "))
    signs = {
        "fan": Span(glyphs["fan"], Tone.PRIMARY),
        "even": Span(glyphs["even"], Tone.ACCENT),
        "need": Span(glyphs["reference"], Tone.STRONG),
    }
    spans += [signs.get(cell, Span(" ")) for cell in ahead]
    if need[-1] == level:
        spans.append(Span(" needed", Tone.STRONG))
    if have[-1] == level:
        spans.append(Span(" today", Tone.ACCENT))
    return tuple(spans)


def _days_line(history: History, fan: Fan | None, now: int, plot: int, end: int) -> Cell:
    """The first day, today, and the last day of the fan, each where there is room."""
    begin, today = history[0][0].isoformat(), history[-1][0].isoformat()
    if fan is None:
        return (
            Span(f"    {begin}{' ' * max(1, plot - len(begin) - len(today))}{today}", Tone.MUTED),
        )
    last = date.fromordinal(end).isoformat()
    line = begin.ljust(plot)
    place = min(now, plot - len(last) - len(today) - 1)
    if place > len(begin):
        line = line[:place] + today + line[place + len(today) :]
    line = line[: plot - len(last)] + last
    return (Span(f"    {line}", Tone.MUTED),)

"""Small drawings as SVG inside a page: a tree of boxes, and a count over time.

Colours come from classes of the page's style, so that a drawing follows light, dark and print;
every colour stands beside a word. Sizes are in units of the drawing, which the page scales.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeAlias
from xml.etree.ElementTree import Element, SubElement

from cxmap.exchange.writers.plain import Branch, Chart

Place: TypeAlias = tuple[float, float]
"""A point of the drawing, from the left and from the top."""

_WIDE = 960
_COLUMNS = 4
_GAP = 16
_GUTTER = 12
_EDGE = 2
"""Room for the outline of the boxes on the right."""
_BOX = (_WIDE - _GUTTER - _EDGE - (_COLUMNS - 1) * _GAP) / _COLUMNS
_LINE = 16
_PADDING = 10
_INDENT = 14
_DEEPEST = 3
"""Indents at most: boxes further down keep their width."""
_LETTERS = {"name": 8.2, "detail": 7.2, "mark": 7.2}
"""Width of a letter on the average, by the kind of line; wide scripts count twice."""
_CHART_HIGH = 210
_LEFT, _RIGHT, _TOP, _BOTTOM = 40, 20, 20, 40
_OPEN = 40
"""Room to the right of the last day ahead, for what may come later still."""
_LATE = 0.75
"""Share of the width beyond which words stand to the left of their mark."""


def draw_tree(top: Branch) -> Element:
    """A tree: its top in the middle, and under it one column a branch, four beside each other.

    Below a branch its own boxes stand one under the other, indented by their depth.
    """
    drawing = Element("svg", {"class": "tree", "role": "img", "aria-label": "Organisation"})
    foot = _box(drawing, top, ((_WIDE - _BOX) / 2, 0), _BOX)
    trunk = foot + _GAP
    if top.below:
        _line(drawing, (_WIDE / 2, foot), (_WIDE / 2, trunk))
    for first in range(0, len(top.below), _COLUMNS):
        row = top.below[first : first + _COLUMNS]
        bus = foot + _GAP
        # A line down the left edge ties further rows to the first.
        _line(drawing, (1, trunk), (1, bus))
        _line(drawing, (1, bus), (max(_centre(len(row) - 1), 0 if first else _WIDE / 2), bus))
        foot = max(_column(drawing, branch, n, bus) for n, branch in enumerate(row))
    drawing.set("viewBox", f"0 0 {_WIDE} {foot + 1:g}")
    return drawing


def _centre(column: int) -> float:
    """Middle of a column's boxes."""
    return _GUTTER + column * (_BOX + _GAP) + _BOX / 2


def _column(drawing: Element, branch: Branch, column: int, bus: float) -> float:
    """One branch with everything below it; gives its lower end."""
    centre = _centre(column)
    x, y = centre - _BOX / 2, bus + _GAP
    _line(drawing, (centre, bus), (centre, y))
    foot = _box(drawing, branch, (x, y), _BOX)
    feet = {0: foot}
    for under, depth in _walk(branch):
        indent = min(depth, _DEEPEST) * _INDENT
        edge = x + indent
        stem, middle = edge - _INDENT / 2, foot + _GAP
        _line(drawing, (stem, feet[depth - 1]), (stem, middle))
        _line(drawing, (stem, middle), (edge, middle))
        foot = feet[depth] = _box(drawing, under, (edge, foot + 4), _BOX - indent)
    return foot


def _walk(top: Branch) -> Iterator[tuple[Branch, int]]:
    """Everything below a branch with its depth, in reading order."""
    waiting = [(below, 1) for below in reversed(top.below)]
    while waiting:
        branch, depth = waiting.pop()
        yield branch, depth
        waiting += [(below, depth + 1) for below in reversed(branch.below)]


def _box(drawing: Element, branch: Branch, at: Place, width: float) -> float:
    """One box with its words; gives its lower end."""
    x, y = at
    words = [("name", branch.label), ("detail", branch.detail)]
    words += [("mark", line) for line in branch.mark.splitlines()]
    if branch.more:
        words.append(("detail", f"{branch.more} more below"))
    shown = [(kind, text) for kind, text in words if text]
    high = len(shown) * _LINE + _PADDING
    group = SubElement(drawing, "g", {"class": f"box {branch.tone}"})
    SubElement(group, "title").text = ", ".join(text for _, text in shown)
    place = {"x": f"{x:g}", "y": f"{y:g}", "width": f"{width:g}", "height": f"{high:g}", "rx": "4"}
    SubElement(group, "rect", place)
    for number, (kind, text) in enumerate(shown, start=1):
        spot = {"x": f"{x + 8:g}", "y": f"{y + number * _LINE:g}", "class": kind}
        SubElement(group, "text", spot).text = _cut(text, (width - 16) / _LETTERS[kind])
    return y + high


def _cut(text: str, letters: float) -> str:
    """A text of so many letters at most; what is cut off can still be read in the box's title."""
    from rich.cells import cell_len, set_cell_size

    room = int(letters)
    line = " ".join(text.split())
    return line if cell_len(line) <= room else set_cell_size(line, room - 1).rstrip() + "\u2026"


def _line(drawing: Element, start: Place, end: Place, kind: str = "wire") -> None:
    (x1, y1), (x2, y2) = start, end
    ends = {"x1": f"{x1:g}", "y1": f"{y1:g}", "x2": f"{x2:g}", "y2": f"{y2:g}"}
    SubElement(drawing, "line", {**ends, "class": kind})


def draw_chart(chart: Chart) -> Element:
    """A count over time as steps, against the dashed line of what is needed."""
    drawing = Element(
        "svg",
        {
            "class": "chart",
            "role": "img",
            "aria-label": chart.caption,
            "viewBox": f"0 0 {_WIDE} {_CHART_HIGH}",
        },
    )
    first, now = chart.points[0][0], chart.points[-1][0]
    last = max(now, *(day for day, _ in chart.ahead)) if chart.ahead else now
    span = max((last - first).days, 1)
    wide = _WIDE - _LEFT - _RIGHT - (_OPEN if chart.ahead else 0)
    top = max(chart.of, *(max(have, needed) for _, have, needed in chart.points), 1)

    def x(day: date) -> float:
        return _LEFT + (day - first).days / span * wide

    def y(count: float) -> float:
        return _CHART_HIGH - _BOTTOM - count / top * (_CHART_HIGH - _TOP - _BOTTOM)

    every = max(1, round(top / 8))
    for count in range(0, top + 1, every):
        _line(drawing, (_LEFT, y(count)), (_WIDE - _RIGHT, y(count)), "grid")
        _word(drawing, str(count), (_LEFT - 8, y(count) + 4), "end")
    _, have, needed = chart.points[-1]
    steps = [(x(day), y(wanted)) for day, _, wanted in chart.points]
    _steps(drawing, [*steps, (_WIDE - _RIGHT, y(needed))], "needed")
    _steps(drawing, [(x(day), y(reached)) for day, reached, _ in chart.points], "have")
    _word(drawing, f"needed: {needed}", (_LEFT + 6, y(needed) - 6), "start")
    _word(
        drawing,
        f"now: {have}",
        (x(now) - 4 if len(chart.points) > 1 else x(now) + 8, y(have) - 6),
        "end" if len(chart.points) > 1 else "start",
    )
    _word(drawing, first.isoformat(), (_LEFT, _CHART_HIGH - 14), "start")
    if now != first:
        _word(drawing, now.isoformat(), (x(now), _CHART_HIGH - 14), "end")
    if chart.ahead:
        _line(drawing, (x(now), _TOP), (x(now), _CHART_HIGH - _BOTTOM), "today")
        end = _WIDE - _RIGHT if chart.is_open else x(chart.ahead[-1][0])
        _expected(drawing, [(x(day), how_sure) for day, how_sure in chart.ahead], y(needed), end)
    return drawing


def _expected(
    drawing: Element, marks: Sequence[tuple[float, str]], height: float, end: float
) -> None:
    """A band on the needed line from the earliest to the latest mark, with a tick and words at each.

    The words stand above and below in turn, so that near marks do not cover each other.
    """
    _line(drawing, (marks[0][0], height), (max(end, marks[0][0] + 4), height), "ahead")
    for number, (across, words) in enumerate(marks):
        _line(drawing, (across, height - 10), (across, height + 10), "tick")
        below = number % 2
        anchor = "end" if across > _WIDE * _LATE else "start"
        offset = 20 + 16 * (number // 2) if below else -14 - 16 * (number // 2)
        _word(drawing, words, (across, height + offset), anchor)


def _steps(drawing: Element, places: Sequence[Place], kind: str) -> None:
    """A line that keeps its height until the next point; one point gives a line to the edge."""
    path = f"M{places[0][0]:g} {places[0][1]:g}"
    for across, up in places[1:]:
        path += f"H{across:g}V{up:g}"
    if len(places) == 1:
        path += f"H{_WIDE - _RIGHT}"
    SubElement(drawing, "path", {"d": path, "class": kind})


def _word(drawing: Element, text: str, spot: Place, anchor: str) -> None:
    x, y = spot
    at = {"x": f"{x:g}", "y": f"{y:g}", "text-anchor": anchor, "class": "axis"}
    SubElement(drawing, "text", at).text = text

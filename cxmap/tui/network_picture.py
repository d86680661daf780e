"""Somebody in the middle of their ties, drawn with lines: towards them on the left, from them right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import set_cell_size

from cxmap.tui.widgets.cells import Cell, Span, Tone, cell_width, head

MOST_LINES = 9
"""Ties on one side; more are counted."""

_JOINTS = {
    (True, True, True, True): "┼", (True, True, True, False): "┤", (True, True, False, True): "├",
    (True, False, True, True): "┴", (False, True, True, True): "┬", (True, False, True, False): "┘",
    (True, False, False, True): "└", (False, True, True, False): "┐", (False, True, False, True): "┌",
    (True, True, False, False): "│", (False, False, True, True): "─",
}  # fmt: skip
"""Line signs by where they lead: up, down, left, right."""

_PLAIN = str.maketrans("─│┌┐└┘├┤┬┴┼▶◀", "-|+++++++++><")
"""The same in ASCII."""

_GAP = 2


@dataclass(frozen=True)
class Spoke:
    """One tie of the person in the middle."""

    key: str
    """Whom it leads to."""
    name: str
    """How they are called."""
    label: str
    """Kind and strength, for example ``trusts 4``."""
    arrow: bool
    """Whether it runs one way: from the left to the middle, or from the middle to the right."""
    tone: Tone
    """How it sounds: friction warns."""


@dataclass(frozen=True)
class Picture:
    """Somebody and their ties."""

    name: str
    above: str
    """The manager's name; empty for none."""
    below: str
    """The reports in a few words; empty for none."""
    left: Sequence[Spoke]
    """Ties that run towards the person."""
    right: Sequence[Spoke]
    """Ties that run from the person."""


def draw(picture: Picture, width: int, *, chosen: str = "", is_plain: bool = False) -> list[Cell]:
    """The picture as lines.

    Args:
        picture: What is drawn.
        width: Cells of the page.
        chosen: Key of the spoke that is told in a stronger tone.
        is_plain: Letters and marks of ASCII only.
    """
    left, right = _fitting(picture.left), _fitting(picture.right)
    box = min(max(cell_width(picture.name) + 4, 12), max(12, width // 3))
    side = max(0, (width - box - 2 * _GAP - 2) // 2)
    rows = max(len(left), len(right), 1) + (max(len(left), len(right), 1) + 1) % 2
    lines: list[Cell] = []
    lines += _beside(picture.above, side + _GAP + 1 + box // 2, first=True)
    for row in range(-1, rows + 1):
        spans: list[Span] = []
        frame = _Frame(row, rows, side)
        spans += _spoke(left, frame, chosen, is_left=True)
        spans += _box(picture.name, row - frame.middle, box)
        spans += _spoke(right, frame, chosen, is_left=False)
        lines.append(tuple(spans))
    lines += _beside(picture.below, side + _GAP + 1 + box // 2, first=False)
    if is_plain:
        lines = [
            tuple(Span(span.text.translate(_PLAIN), span.tone) for span in line) for line in lines
        ]
    return [line for line in lines if any(span.text.strip() for span in line)]


def _fitting(spokes: Sequence[Spoke]) -> list[Spoke]:
    if len(spokes) <= MOST_LINES:
        return list(spokes)
    more = len(spokes) - MOST_LINES + 1
    rest = Spoke("", f"and {more} more", "", arrow=False, tone=Tone.MUTED)
    return [*spokes[: MOST_LINES - 1], rest]


def _beside(text: str, column: int, *, first: bool) -> list[Cell]:
    """The manager above, or the reports below, joined to the box by a line."""
    if not text:
        return []
    start = max(0, column - cell_width(text) // 2)
    words = (Span(" " * start), Span(text, Tone.MUTED))
    line = (Span(" " * column), Span("│", Tone.MUTED))
    return [words, line] if first else [line, words]


def _box(name: str, row: int, width: int) -> list[Span]:
    """The box of the person, three lines high; ``row`` is 0 in its middle."""
    inner = width - 2
    if row == 0:
        text = set_cell_size(f" {head(name, inner - 2)} ", inner)
        return [Span("┤", Tone.PRIMARY), Span(text, Tone.STRONG), Span("├", Tone.PRIMARY)]
    if row in (-1, 1):
        first, last = ("┌", "┐") if row < 0 else ("└", "┘")
        return [Span(f"{first}{'─' * inner}{last}", Tone.PRIMARY)]
    return [Span(" " * width)]


@dataclass(frozen=True)
class _Frame:
    """Where a line of the drawing is."""

    row: int
    rows: int
    width: int

    @property
    def middle(self) -> int:
        """The line in which the name stands."""
        return self.rows // 2


def _spoke(spokes: Sequence[Spoke], frame: _Frame, chosen: str, *, is_left: bool) -> list[Span]:
    """One line of one side: the tie with its name, the trunk, and the way to the box."""
    row, middle, width = frame.row, frame.middle, frame.width
    first = (frame.rows - len(spokes)) // 2
    last = first + len(spokes) - 1
    at = row - first
    here = spokes[at] if 0 <= at < len(spokes) else None
    top, bottom = min(first, middle), max(last, middle)
    on_trunk = bool(spokes) and top <= row <= bottom
    up, down = on_trunk and row > top, on_trunk and row < bottom
    to_box = bool(spokes) and row == middle
    joint = _JOINTS.get((up, down, *_sides(here is not None, to_box, is_left=is_left)), " ")
    bridge = ("─" if to_box else " ") * _GAP
    trunk = Span(joint + bridge if is_left else bridge + joint, Tone.MUTED)
    if here is None:
        blank = Span(" " * width)
        return [blank, trunk] if is_left else [trunk, blank]
    text = _written(here, width, is_left=is_left)
    tone = Tone.ACCENT if here.key and here.key == chosen else here.tone
    return [Span(text, tone), trunk] if is_left else [trunk, Span(text, tone)]


def _sides(has_spoke: bool, to_box: bool, *, is_left: bool) -> tuple[bool, bool]:  # noqa: FBT001
    """Whether a joint leads left and right."""
    return (has_spoke, to_box) if is_left else (to_box, has_spoke)


def _written(spoke: Spoke, width: int, *, is_left: bool) -> str:
    """A tie in exactly so many cells: name, line, kind, arrow; mirrored on the right."""
    if not spoke.label:
        return set_cell_size(f" {spoke.name} ", width)
    label = f" {spoke.label} "
    arrow = "▶" if spoke.arrow else "─"
    room = max(4, width - cell_width(label) - 4)
    name = head(spoke.name, room)
    fill = "─" * max(0, width - cell_width(name) - cell_width(label) - 3)
    if is_left:
        return set_cell_size(f"{name} {fill}{label}─{arrow}", width)
    return set_cell_size(f"─{label}{fill}{arrow} {name}", width)

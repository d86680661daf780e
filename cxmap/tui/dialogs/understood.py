"""What was understood of a people file, for the lead to judge before anything is saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual.widget import Widget
from textual.widgets import Static

from cxmap.exchange.people_file import ImportResult, PeopleFile, Question
from cxmap.session.desk import Desk
from cxmap.session.importing.column_maps import saved_column_maps
from cxmap.session.importing.intake import Step
from cxmap.session.importing.intake_words import differences, lacks_managers, say_counts
from cxmap.tui.dialogs.choice import Choice, Option
from cxmap.tui.dialogs.form import Line, Row
from cxmap.tui.dialogs.path_field import PathField

PREVIEW_ROWS = 3
"""Rows of the file that are shown, so that the columns can be judged."""
SHOWN_NAMES = 6
"""So many people of one kind of difference are named; more are counted."""
_CELL = 18
"""Widest cell of the preview."""
_BAR = 24
"""Cells of the progress bar."""
_DIGITS = 9
"""Choices that have a digit."""


def counted(result: ImportResult) -> Static:
    """People, lines, tops in one line."""
    return Static(say_counts(result), id="counts", markup=False)


def compared(desk: Desk, result: ImportResult) -> Static:
    """Who came, is gone, moved, is called otherwise; takes no room on a first import."""
    shown = Static(say_differences(desk, result), id="differences", markup=False)
    shown.display = bool(result.changes)
    return shown


def say_differences(desk: Desk, result: ImportResult) -> str:
    """The difference to the map as it is, one line a kind."""
    lines = []
    for difference in differences(desk, result):
        more = len(difference.lines) - SHOWN_NAMES
        named = "; ".join(difference.lines[:SHOWN_NAMES])
        rest = f"; and {more:,} more" if more > 0 else ""
        lines.append(f"{difference.label} {len(difference.lines):,}: {named}{rest}")
    return "\n".join(lines) or "The file says what the map says: nobody came, left or moved."


def asked(questions: Iterable[Question], answers: Mapping[str, str]) -> Iterable[Widget]:
    """Every question with its choices, a digit each."""
    for at, question in enumerate(questions):
        yield Static(question.message, classes="form--question", markup=False)
        chosen = answers.get(question.id, question.proposal)
        yield Choice(_options(question), chosen, id=f"answer-{at}")


def _options(question: Question) -> list[Option]:
    return [
        Option(choice.id, f"{at} {choice.label}", str(at))
        for at, choice in enumerate(question.choices[:_DIGITS], start=1)
    ]


def offered(result: ImportResult, second: str) -> Iterable[Widget]:
    """A second file, where this one does not say who reports to whom."""
    if second or lacks_managers(result):
        yield Static(
            "Nothing here says who reports to whom. People can come in without lines, or name a "
            "second file that has the managers.",
            classes="form--question",
            markup=False,
        )
        yield Row("Second file", PathField(second, id="second"))


def taken(file: PeopleFile, result: ImportResult) -> Iterable[Widget]:
    """Columns as they were taken, first rows, and what else was noticed."""
    columns = "   ".join(f"{field} ← {header}" for field, header in file.columns.items())
    yield Static(columns, id="taken", classes="form--about", markup=False)
    yield Static(_as_table(file.preview), classes="form--about", markup=False)
    for note in result.notes:
        yield Static(note, classes="form--about", markup=False)


def corrected(typed: str, used: str, keep: str) -> Iterable[Widget]:
    """Which column is what, where it was told apart wrongly, and under which name it is kept."""
    yield Row("Columns", Line(typed, id="columns", hint="manager=Reports to; name=3"))
    names = saved_column_maps()[:_DIGITS]
    if names:
        options = [Option(name, f"{at} {name}", str(at)) for at, name in enumerate(names, start=1)]
        yield Row("Read as kept", Choice(options, used, id="used"))
    yield Row("Keep as", Line(keep, id="keep", hint="a name, to read the next file like this"))


def say_step(step: Step, share: float) -> str:
    """A bar and what goes on; ``share`` is that of the whole, 0-1."""
    full = round(_BAR * share)
    return f"{'█' * full}{'░' * (_BAR - full)} {share:4.0%} {step.value}"


def _as_table(preview: tuple[tuple[str, ...], ...]) -> str:
    """The first rows of the file, in columns."""
    shown = [[cell[:_CELL].ljust(_CELL) for cell in row[:4]] for row in preview[: PREVIEW_ROWS + 1]]
    return "\n".join(" ".join(row).rstrip() for row in shown)

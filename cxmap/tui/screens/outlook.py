"""What to expect of the plan, which fact to check first, and what it hangs on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.worker import get_current_worker

from cxmap.errors import CxmapError
from cxmap.session.planning.outlook import Outlook
from cxmap.session.planning.own_record import OwnRecord
from cxmap.session.planning.soundness import Soundness
from cxmap.tui.advisor import plan_of
from cxmap.tui.deed import Deed
from cxmap.tui.pages import Lines, paragraph
from cxmap.tui.screens.advised_page import AdvisedPage
from cxmap.tui.widgets.cells import Cell, Span, Tone

_BAR_LEAST, _BAR_MOST = 8, 30
_COLUMNS = 52
"""Cells of the numbers beside a bar."""


@dataclass(frozen=True)
class Expected:
    """Everything that is said about the plan."""

    message: str
    """The plan in one sentence, for where there is nothing to forecast."""
    outlook: Outlook
    record: OwnRecord
    sound: Soundness | None
    """None while it is still being worked out: it takes many plans."""
    in_question: int
    """Facts that are not sure."""


class OutlookScreen(AdvisedPage[Expected]):
    """The forecast with its floor, the facts worth checking, and the warnings.

    Args:
        program: The app.
    """

    TITLE_WORD = "What to expect"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("F", "dismiss", "close", show=False),
        Binding("o", "adopt", "take the record's numbers", show=False),
    ]

    @dataclass
    class Sounded(Message):
        """Facts and warnings are ready."""

        sound: Soundness
        """What they are."""

    def work_out(self) -> Expected:
        """The forecast first; facts and warnings follow in their own time."""
        from cxmap.session.planning.outlook import outlook
        from cxmap.session.planning.own_record import own_record
        from cxmap.session.planning.plan_words import say_plan
        from cxmap.session.planning.soundness import facts_in_question

        desk, plan = self.program.desk, plan_of(self.program)
        return Expected(
            say_plan(desk, plan),
            outlook(desk, plan),
            own_record(desk),
            sound=None,
            in_question=facts_in_question(desk) if plan.order else 0,
        )

    def on_advised_page_ready(self, message: AdvisedPage.Ready) -> None:
        """Write the forecast, and go on with what takes longer."""
        super().on_advised_page_ready(message)
        if isinstance(message.view, Expected) and message.view.outlook.forecast is not None:
            self.run_worker(self._sound, thread=True, exclusive=True, group="sound", name="sound")

    def _sound(self) -> None:
        from cxmap.session.planning.soundness import soundness

        worker = get_current_worker()
        try:
            found = soundness(
                self.program.desk, plan_of(self.program), stop=lambda: worker.is_cancelled
            )
        except CxmapError:
            return  # said already: the forecast needs the same numbers
        if not worker.is_cancelled:
            self.post_message(self.Sounded(found))

    def on_outlook_screen_sounded(self, message: OutlookScreen.Sounded) -> None:
        """Write the facts and warnings."""
        if self.view is not None:
            self.view = replace(self.view, sound=message.sound)
            self.write_again()

    def action_adopt(self) -> None:
        """Take the numbers that the lead's own record offers."""
        from cxmap.session.planning.own_record import adopt_record

        if self.view is None or not self.view.record.offers:
            return
        self.program.carry_out(Deed(adopt_record))
        self.dismiss()

    def write(self, view: Expected, width: int) -> Lines:
        """The outlook in sentences and as a curve, then facts, warnings, the own record."""
        if view.outlook.forecast is None:
            return paragraph(view.message, width)
        lines: list[Cell] = []
        if not view.outlook.is_open or view.outlook.plan.talks is None:
            lines += paragraph(view.message, width)
        if view.outlook.is_open:
            for sentence in view.outlook.message:
                lines += paragraph(sentence, width)
            lines += [(), *_levels(view.outlook, width), (), *self._chances(view.outlook, width)]
        lines += [(), *self._found(view, width)]
        return [*lines, *_record(view.record, width)]

    def _chances(self, found: Outlook, width: int) -> Sequence[Cell]:
        """One line for some numbers of talks: a bar as long as the chance, its interval, the day."""
        size = max(_BAR_LEAST, min(_BAR_MOST, width - _COLUMNS))
        lines: list[Cell] = [(Span("Chance of critical mass (95 % interval)", Tone.MUTED),)]
        glyphs = self.program.glyphs
        for one in found.chances:
            full = round(size * one.share)
            interval = f"({one.low:.0%}-{one.high:.0%})"
            day = f" by {one.day.isoformat()}" if one.day else ""
            note = "  the floor" if one.is_floor else ""
            lines.append(
                (
                    Span(f"after {one.talks:>3} ", Tone.MUTED),
                    Span(glyphs["full"] * full, Tone.ACCENT),
                    Span(glyphs["empty"] * (size - full), Tone.MUTED),
                    Span(f" {one.share:>4.0%} {interval:<11}"),
                    Span(f"{day}{note}", Tone.MUTED),
                )
            )
        return lines

    def _found(self, view: Expected, width: int) -> list[Cell]:
        sound = view.sound
        if sound is None:
            said = "Looking for what to check first …"
            if view.in_question:
                said = f"Weighing {view.in_question} facts for which to check first …"
            return [*paragraph(f"{said} Esc stops.", width, Tone.MUTED), ()]
        lines: list[Cell] = []
        bullet = self.program.glyphs["bullet"]
        for title, texts, tone in (
            ("Check first", [check.text for check in sound.checks], Tone.PLAIN),
            ("What the plan hangs on", [one.text for one in sound.warnings], Tone.WARN),
        ):
            if texts:
                lines.append((Span(title, Tone.PRIMARY),))
            for text in texts:
                first, *rest = paragraph(text, width - 2, tone)
                lines += [(Span(f"{bullet} ", Tone.MUTED), *first)]
                lines += [(Span("  "), *line) for line in rest]
            lines += [()] if texts else []
        return lines


def _levels(found: Outlook, width: int) -> Sequence[Cell]:
    """One line a level: talks, their range, weeks, day."""
    drawn = found.forecast
    if drawn is None:
        return ()
    title = f"{'Chance':<7}{'talks':>6}  {'range':>9}  {'weeks':>5}  day"
    lines: list[Cell] = [(Span(title, Tone.MUTED),)]
    for level, talks in drawn.talks.levels.items():
        band = None if drawn.band is None else drawn.band[level]
        ranged = "" if band is None else f"{_count(band.low)}-{_count(band.high)}"
        weeks = None if drawn.weeks is None else drawn.weeks.levels[level]
        day = found.days.get(level)
        facts = f"{_count(talks):>6}  {ranged:>9}  {_count(weeks):>5}"
        said = day.isoformat() if day else ""
        lines.append((Span(f"{level:>3} %  ", Tone.MUTED), Span(f"{facts}  {said}")))
    said = "Range: what the model's own guesses, drawn anew, would make of it."
    return [*lines, *paragraph(said, width, Tone.MUTED)]


def _count(number: int | None) -> str:
    return "never" if number is None else str(number)


def _record(record: OwnRecord, width: int) -> list[Cell]:
    """The lead's own talks to commitment beside what is assumed, and the offer."""
    if not record.lines:
        return [*paragraph(record.says, width, Tone.MUTED)]
    lines: list[Cell] = [(Span("Your own record: talks until on board", Tone.PRIMARY),)]
    for line in record.lines:
        offered = f"   {line.offered} points needed would fit" if line.offered is not None else ""
        text = f"{line.people:>3} won, {line.talks:.1f} talks; {line.assumed} assumed{offered}"
        lines.append((Span(line.stance.value.ljust(12)), Span(text)))
    if record.offers:
        lines += paragraph(
            "o takes the numbers of your own record; u takes them back.", width, Tone.ACCENT
        )
    return lines

"""Screen 1: whom to talk to next, why, and what to ask; and what I still owe."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from msgspec.structs import replace
from textual.message import Message
from textual.widget import Widget
from textual.worker import get_current_worker

from cxmap.errors import CxmapError
from cxmap.model.mass import read_mass
from cxmap.model.words import PersonId
from cxmap.session.showing.views import NextView, Overdue, Suggestion, Waiting
from cxmap.tui.glyphs import in_words
from cxmap.tui.pages import Lines, labelled, nobody_yet, paragraph
from cxmap.tui.verbs import PersonScreen
from cxmap.tui.widgets.cells import Cell, Span, Tone, cell_width, head
from cxmap.tui.widgets.choices import Choice, Choices
from cxmap.tui.widgets.mass_bar import bar
from cxmap.tui.widgets.person_cells import age, role_sign, role_words
from cxmap.tui.widgets.sheet import Sheet

REASONS = 3
"""Reasons shown for the name under the cursor; ``w`` shows all."""

_ROOMY = 38
"""From this many lines on every name is shown with reasons, message and ask, not the chosen one alone."""
_INDENT = 5
_LABEL = 5
_BAR = 24


class NextScreen(PersonScreen):
    """Three names at most, then promises that are overdue, then answers that are out."""

    NAME = "next"
    CSS_PATH = "next.tcss"
    PLACES = (*PersonScreen.PLACES, "list")
    FOOTER = (
        "person.talk",
        "person.ask",
        "person.why",
        "person.skip",
        "person.pin",
        "app.palette",
    )
    ABOUT = (
        "At most three names, from the plan: whom you may talk to today, with reasons, what to say"
        " and what to ask. Below are promises that are overdue and answers that are out."
        " t logs the talk when it has happened; everything here follows."
    )

    @dataclass
    class Advised(Message):
        """The plan is ready."""

        state: tuple[int, bool]
        """What it was made from."""
        view: NextView
        """Whom next."""

    @dataclass
    class Refused(Message):
        """There can be no plan, and why."""

        error: CxmapError
        """What is wrong."""

    def __init__(self) -> None:
        super().__init__()
        self._view: NextView | None = None
        self._trouble: CxmapError | None = None

    def body(self) -> Iterable[Widget]:
        """The mass in a line, then the names."""
        yield Sheet(self._line_page, id="mass-line")
        yield Choices()

    def show_map(self) -> None:
        """Work the plan out beside the screen, which stays as it was until it is ready."""
        self.run_worker(self._advise, thread=True, exclusive=True, group="advice", name="whom next")
        self.query_one(Sheet).show(self._line_page)

    def _advise(self) -> None:
        from cxmap.session.planning.advice import next_view
        from cxmap.tui.advisor import first_plan_of, plan_of

        worker, state, desk = get_current_worker(), self.program.state, self.program.desk
        try:
            first = first_plan_of(self.program, lambda: worker.is_cancelled)
            if first is not None and not worker.is_cancelled:
                view = next_view(desk, plan=first)
                message = f"{view.message} Looking for a shorter way …"
                self.post_message(self.Advised(state, replace(view, message=message)))
            plan = plan_of(self.program, lambda: worker.is_cancelled)
            view = next_view(desk, plan=plan)
        except CxmapError as error:
            self.post_message(self.Refused(error))
            return
        if not worker.is_cancelled:
            self.post_message(self.Advised(state, view))

    def on_next_screen_advised(self, message: NextScreen.Advised) -> None:
        """Show the names, unless the map has changed meanwhile."""
        if message.state == self.program.state:
            self._view, self._trouble = message.view, None
            self._show()

    def on_next_screen_refused(self, message: NextScreen.Refused) -> None:
        """Say why there is no plan."""
        self._view, self._trouble = None, message.error
        self._show()

    def _show(self) -> None:
        self.query_one(Sheet).show(self._line_page)
        self.query_one(Choices).offer(self._choices())

    @property
    def person(self) -> PersonId | None:
        """Who is under the cursor."""
        key = self.query_one(Choices).key
        return key.partition(":")[2] if key else None

    def listed(self) -> Iterable[PersonId]:
        """Everybody who is named."""
        return dict.fromkeys(key.partition(":")[2] for key in self.query_one(Choices).keys)

    def proposed_ask(self) -> str:
        """What the suggestion under the cursor proposes to ask."""
        named = self._view.suggestions if self._view else ()
        return next(
            (one.ask for one in named if one.id == self.person and one.ask and not one.ask_is_open),
            "",
        )

    def on_choices_opened(self, message: Choices.Opened) -> None:
        """Enter on a name: the person's card."""
        self.open_card(message.key.partition(":")[2])

    # What is written.

    def _line_page(self, width: int) -> Lines:
        from cxmap.session.showing.standing import say_mass

        if not self.program.desk.org.people:
            return ((Span("Whom to talk to next", Tone.STRONG),),)
        desk = self.program.desk
        reading = self._view.mass if self._view else read_mass(desk.org, desk.hierarchy)
        said = say_mass(reading)
        if not reading.of:
            return paragraph(f"{said[:1].upper()}{said[1:]}", width, Tone.STRONG)
        line = bar(reading, self.program.glyphs, _BAR)
        sentence = Span(f"{said[:1].upper()}{said[1:]}", Tone.GOOD if reading.met else Tone.STRONG)
        if cell_width(sentence.text) + _BAR + 2 > width:
            first: Lines = [line, *paragraph(sentence.text, width, sentence.tone)]
        else:
            first = [(*line, Span("  "), sentence)]
        if self._view is not None and not self._view.suggestions:
            return tuple(first)  # the answer has the list to itself
        message = self._view.message if self._view else "Working out whom to talk to next …"
        return (*first, *paragraph(message, width, Tone.MUTED))

    def _choices(self) -> Sequence[Choice]:
        if self._trouble is not None:
            text = f"{self._trouble.message} {self._trouble.hint}"
            return [Choice("", lambda width, _: paragraph(text, width, Tone.WARN))]
        view = self._view
        if view is None:
            return ()
        if not self.program.desk.org.people:
            return [Choice("", lambda width, _: nobody_yet(width))]
        found: list[Choice] = []
        if not view.suggestions:
            answer = _beyond_the_mass(view)
            found.append(Choice("", lambda width, _: (*paragraph(answer, width, Tone.STRONG), ())))
        for number, one in enumerate(view.suggestions, start=1):
            found.append(Choice(f"next:{one.id}", partial(self._suggestion, number, one)))
        mine = [late for late in view.overdue if late.mine]
        theirs = [late for late in view.overdue if not late.mine]
        found += self._group("My promises, overdue", "mine", mine)
        found += self._group("Their promises, overdue", "theirs", theirs)
        waiting = [
            Choice(f"wait:{out.id}", partial(self._waiting, out)) for out in view.waiting_for
        ]
        return found + (_headed("Waiting for an answer", waiting) if waiting else [])

    def _group(self, title: str, kind: str, late: Sequence[Overdue]) -> list[Choice]:
        blocks = [Choice(f"{kind}:{one.person}", partial(self._overdue, one)) for one in late]
        return _headed(title, blocks) if blocks else []

    def _suggestion(self, number: int, one: Suggestion, width: int, is_chosen: bool) -> Lines:  # noqa: FBT001
        glyphs = self.program.glyphs
        row = self.program.row(one.id)
        sign = glyphs["cursor"] if is_chosen else " "
        lead = Span(f"{sign} {number} ", Tone.ACCENT)
        title = head(one.title, max(0, width - len(one.display_name) - _INDENT - 6))
        name = Span(one.display_name, Tone.STRONG)
        first: Cell = (
            lead,
            *role_sign(row, glyphs),
            Span(" "),
            name,
            Span(f"  {title}", Tone.MUTED),
        )
        room = width - _INDENT
        lines = [first, *_indented([(self._meta(one, room))])]
        is_open = is_chosen or self.size.height >= _ROOMY
        reasons = one.reasons[: REASONS if is_open else 1]
        text: list[Cell] = []
        for at, reason in enumerate(reasons):
            text += labelled(
                "Why" if not at else "", (Span(reason.text),), room, label_width=_LABEL
            )
        if is_open:
            for at, reason in enumerate(one.against):
                value = (Span(reason.text, Tone.WARN),)
                text += labelled("But" if not at else "", value, room, label_width=_LABEL)
            if one.frame:
                text += labelled("Say", (Span(one.frame),), room, label_width=_LABEL)
            if one.ask:
                text += labelled("Ask", (Span(one.ask, Tone.PRIMARY),), room, label_width=_LABEL)
        return [*lines, *_indented(text), ()]

    def _meta(self, one: Suggestion, width: int) -> Cell:
        glyphs, today = self.program.glyphs, self.program.desk.today
        row = self.program.row(one.id)
        talked = f"last talk {age(one.last_touch, today)} ago" if one.last_touch else "not met yet"
        parts = [role_words(row)]
        stance, commitment = glyphs.stance(one.stance), glyphs.commitment(one.commitment)
        says = f"{stance.text} {in_words(one.stance)}"
        does = f"{commitment.text} {in_words(one.commitment)}"
        parts += [says, does, talked.replace("today ago", "today")]
        if one.barrier and one.barrier != "other":
            parts.append(in_words(one.barrier))
        if one.talks_needed > 1:
            parts.append(f"{one.talks_needed} talks planned")
        return (Span(head(" · ".join(parts), width), Tone.MUTED),)

    def _overdue(self, late: Overdue, width: int, is_chosen: bool) -> Lines:  # noqa: FBT001
        days = (self.program.desk.today - late.due).days
        said = f"{days} d late" if late.mine else f"due {days} d ago"
        tone = Tone.WARN if late.mine else Tone.PLAIN
        return self._one_line(late.display_name, late.text, Span(said, tone), width, is_chosen)

    def _waiting(self, out: Waiting, width: int, is_chosen: bool) -> Lines:  # noqa: FBT001
        said = f"{age(out.since, self.program.desk.today)}"
        return self._one_line(
            out.display_name, out.awaited, Span(said, Tone.MUTED), width, is_chosen
        )

    def _one_line(self, name: str, text: str, note: Span, width: int, is_chosen: bool) -> Lines:  # noqa: FBT001
        sign = self.program.glyphs["cursor"] if is_chosen else " "
        lead = Span(f"{sign}   ", Tone.ACCENT)
        room = max(0, width - 4 - len(note.text) - 4)
        who = head(name, min(24, room))
        what = head(text, max(0, room - len(who)))
        return [(lead, Span(who, Tone.STRONG), Span(f"  {what}  "), note)]


def _beyond_the_mass(view: NextView) -> str:
    """The answer without the reading of the critical mass, which stands above it."""
    from cxmap.session.showing.standing import say_mass

    said = say_mass(view.mass)
    if not view.message.casefold().startswith(said.casefold()):
        return view.message
    rest = view.message[len(said) :].lstrip(",. ").removeprefix("and ")
    return f"{rest[:1].upper()}{rest[1:]}"


def _headed(title: str, blocks: Sequence[Choice]) -> list[Choice]:
    heading = Choice("", lambda *_: ((Span(f"  {title}", Tone.MUTED),),))
    end = Choice("", lambda *_: ((),))
    return [heading, *blocks, end]


def _indented(lines: Lines) -> Lines:
    return [(Span(" " * _INDENT), *line) for line in lines]

"""Whom next, the whole plan, and how close critical mass is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cxmap.cli.arguments import json_option, map_argument

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cxmap.plan.solve import Status
    from cxmap.session.showing.views import MassView, NextView, PlanView, Suggestion

_INDENT = "   "


@click.command("next")
@map_argument
@click.option(
    "-n",
    "count",
    type=click.IntRange(1, 50),
    default=3,
    show_default=True,
    help="How many people at most.",
)
@json_option
def next_(*, map_file: Path, count: int, as_json: bool) -> None:
    """Say whom to talk to next, why, and what to ask."""
    from cxmap.cli.documents import next_document
    from cxmap.cli.maps import reading
    from cxmap.cli.speech import document, tell
    from cxmap.session.planning.advice import next_view

    with reading(map_file) as session:
        view = next_view(session.desk, count)
        today = session.clock.today()
    if as_json:
        document(next_document(view))
    else:
        tell("\n".join(_next_lines(view, today)))


@click.command()
@map_argument
@click.option(
    "--objective",
    type=click.Choice(["talks", "effort", "weeks"]),
    default="talks",
    show_default=True,
    help="Fewest talks, least effort, or fewest weeks.",
)
@json_option
def plan(*, map_file: Path, objective: str, as_json: bool) -> None:
    """Show the whole order of talks, week by week, with the reasons."""
    from cxmap.cli.documents import plan_document
    from cxmap.cli.maps import reading
    from cxmap.cli.speech import document, say, tell
    from cxmap.session.planning.advice import plan_view

    with reading(map_file) as session:
        view = plan_view(session.desk, objective)
    if as_json:
        document(plan_document(view))
    else:
        tell("\n".join(_plan_lines(view)))
    note = solver_note(view.plan.status)
    if note:
        say(note)


def solver_note(status: Status) -> str:
    """What may help a plan that is not proved; empty for others, and where it is installed."""
    from importlib.util import find_spec

    if status.value != "feasible" or find_spec("ortools") is not None:
        return ""
    return "note: with the optional solver more is proved: pip install 'cxmap[exact]'"


@click.command()
@map_argument
@json_option
def mass(*, map_file: Path, as_json: bool) -> None:
    """Show how close critical mass is: who counts, who nearly, who is missing."""
    from cxmap.cli.documents import mass_document
    from cxmap.cli.maps import reading
    from cxmap.cli.speech import document, tell
    from cxmap.session.showing.standing import mass_view

    with reading(map_file) as session:
        view = mass_view(session.desk)
        names = {who: person.display_name for who, person in session.org.people.items()}
    if as_json:
        document(mass_document(view.reading))
    else:
        tell("\n".join(_mass_lines(view, names)))


def _next_lines(view: NextView, today: date) -> Iterator[str]:
    from cxmap.cli.speech import aligned, wrapped
    from cxmap.session.showing.standing import say_mass

    yield wrapped(view.message)
    if view.state in ("talk", "wait"):
        yield wrapped(f"Critical mass: {say_mass(view.mass)}.")
    for number, person in enumerate(view.suggestions, start=1):
        yield ""
        yield from _suggestion_lines(number, person, today)
    if view.waiting_for:
        yield "\nWaiting for"
        yield aligned(
            [
                (out.display_name, out.awaited, f"since {out.since}" if out.since else "")
                for out in view.waiting_for
            ],
            indent=_INDENT,
        )
    for title, mine in (("My promises overdue", True), ("Their promises overdue", False)):
        late = [item for item in view.overdue if item.mine is mine]
        if late:
            yield f"\n{title}"
            yield aligned(
                [(item.display_name, item.text, f"due {item.due}") for item in late],
                indent=_INDENT,
            )


def _suggestion_lines(number: int, person: Suggestion, today: date) -> Iterator[str]:
    from cxmap.cli.speech import wrapped

    title = f", {person.title}" if person.title else ""
    yield wrapped(f"{number}  {person.display_name}{title}", hanging=_INDENT)
    facts = [_STAGES[person.stage] + (" (a guess)" if person.role_is_guess else "")]
    facts.append(f"{person.talks_needed} talk{'' if person.talks_needed == 1 else 's'} planned")
    facts.append(f"{person.stance.value}, commitment {person.commitment.value}")
    facts.append(_last_touch(person.last_touch, today))
    if person.barrier:
        facts.append(f"barrier: {person.barrier}")
    yield wrapped("; ".join(facts), indent=_INDENT)
    for label, texts in (
        ("why", [reason.text for reason in person.reasons]),
        ("but", [reason.text for reason in person.against]),
        ("say", [person.frame] if person.frame else []),
        ("ask", [person.ask] if person.ask else []),
    ):
        for at, text in enumerate(texts):
            begin = f"{_INDENT}{label if at == 0 else '   '}  "
            yield wrapped(text, indent=begin, hanging=" " * len(begin))


_STAGES = {
    "outcome": "outcome owner",
    "driver": "operational driver",
    "ally": "ally",
    "other": "other",
    "president": "president",
}


def _last_touch(day: date | None, today: date) -> str:
    if day is None:
        return "no talk yet"
    ago = (today - day).days
    return f"last talk {day} ({ago} day{'' if ago == 1 else 's'} ago)"


def _plan_lines(view: PlanView) -> Iterator[str]:
    from cxmap.cli.speech import wrapped
    from cxmap.session.planning.talk_order import against_of, reasons_of

    yield wrapped(view.message)
    for number, week in enumerate(view.plan.week_plan, start=1):
        if number == 1:
            yield ""
        label = f"week {number:<3}"
        names = ", ".join(view.names.get(who, who) for who in week)
        yield wrapped(names, indent=f"{label} ", hanging=" " * (len(label) + 1))
    if view.plan.steps:
        yield "\nIn this order:"
    for at, step in enumerate(view.plan.steps):
        who = view.names.get(step.talk_with, step.talk_with)
        yield wrapped(f"{at + 1:>2}  {who}", hanging="    ")
        for reason in reasons_of(view, at):
            yield wrapped(reason.text, indent="    ")
        for reason in against_of(view, at):
            yield wrapped(f"But: {reason.text}", indent="    ", hanging="         ")
        if step.adds:
            joined = ", ".join(view.names.get(who, who) for who in step.adds)
            yield wrapped(f"Then on board: {joined}.", indent="    ")


_GROUPS = {
    "counts": "counts",
    "nearly": "nearly",
    "missing": "not yet",
    "left_out": "left out",
}


def _mass_lines(view: MassView, names: dict[str, str]) -> Iterator[str]:
    from cxmap.cli.speech import aligned, wrapped

    yield wrapped(view.sentence[:1].upper() + view.sentence[1:] + ".")
    rows = [
        (
            _GROUPS[line.group],
            line.row.commitment.value,
            line.row.name,
            line.why,
        )
        for line in view.leaders
    ]
    if rows:
        yield ""
        yield aligned(rows)
    for title, people in (
        ("Must-haves missing", view.reading.must_haves_missing),
        ("Vetoes against", view.reading.vetoes_against),
        ("Says yes, nothing shown yet", view.reading.says_not_does),
    ):
        if people:
            yield "\n" + wrapped(
                f"{title}: {', '.join(names.get(who, who) for who in people)}.", hanging=_INDENT
            )

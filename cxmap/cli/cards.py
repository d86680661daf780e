"""Everything about one person."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cxmap.cli.arguments import json_option, map_argument, person_argument

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.graph.measures import Measures
    from cxmap.session.showing.views import PersonCard


@click.command()
@map_argument
@person_argument
@json_option
def show(*, map_file: Path, person: str, as_json: bool) -> None:
    """Show everything that is known about one person."""
    from cxmap.cli.maps import reading
    from cxmap.cli.speech import document, tell
    from cxmap.session.entry.persons import find_person
    from cxmap.session.showing.cards import person_card
    from cxmap.session.showing.informal import measures_of

    with reading(map_file) as session:
        found = find_person(session.org, person)
        card = person_card(session.desk, found)
        measures = measures_of(session.desk, found)
    if as_json:
        from msgspec.structs import asdict

        document({**asdict(card), "measures": measures})
    else:
        tell("\n".join(_card_lines(card, measures)))


def _card_lines(card: PersonCard, measures: Measures | None) -> Iterator[str]:
    from cxmap.cli.speech import wrapped

    row = card.row
    yield wrapped(f"{row.name}{f', {row.title}' if row.title else ''}  ({row.id})")
    marks = [role.value.replace("_", " ") for role in row.roles]
    marks += [flag.value.replace("_", " ") for flag in row.flags]
    marks += ["a guess"] if row.role_is_guess else []
    marks += [word for word, holds in _marks(card) if holds]
    if marks:
        yield wrapped("; ".join(marks))
    if card.on_board_because:
        yield wrapped(card.on_board_because[:1].upper() + card.on_board_because[1:] + ".")
    yield from _table("Facts", [*card.facts, *(("e-mail", mail) for mail in card.emails)])
    yield from _table("Judgements", _judgements(card))
    for label, text in (
        ("Priorities", card.priorities),
        ("Objectives", card.objectives),
        ("Expects of the programme", card.expects_of_program),
        ("Can bring", card.brings),
        ("Message", card.frame),
        ("Notes", card.notes),
    ):
        if text:
            yield f"\n{label}"
            yield wrapped(text, indent="   ")
    yield from _table("Asked of them", _asks(card))
    yield from _table(
        "Promised to them",
        [(item.text, f"due {item.due}") for item in card.promises],
    )
    yield from _table(
        "Concerns",
        [("answered" if answered else "open", words) for _, words, answered in card.concerns],
    )
    yield from _table("Ties", [(line.sentence, _strength(line.strength)) for line in card.ties])
    yield from _network(measures)
    yield from _table("Story", [(str(seen.on), seen.what, seen.text) for seen in card.timeline])
    if card.chain:
        above = " > ".join(name for _, name in reversed(card.chain))
        yield "\n" + wrapped(f"Reports to: {above}", hanging="   ")
    if card.reports:
        below = ", ".join(name for _, name in card.reports)
        yield "\n" + wrapped(f"Direct reports: {below}", hanging="   ")


def _network(measures: Measures | None) -> Iterator[str]:
    """What the informal network says, each measure with its meaning."""
    from cxmap.cli.speech import wrapped
    from cxmap.session.showing.informal import CAUTION, TITLES, measure_texts

    if measures is None:
        return
    rows = zip(TITLES, measure_texts(measures), strict=True)
    yield from _table("Network", [(title, number, meaning) for (title, meaning), number in rows])
    yield wrapped(CAUTION, indent="   ")


def _marks(card: PersonCard) -> tuple[tuple[str, bool], ...]:
    row = card.row
    return (
        ("this is you", row.is_me),
        ("president", row.is_president and not row.roles),
        ("on the leadership level", row.on_leadership),
        ("counts", row.counts),
        ("outside my unit", bool(row.outside)),
        ("pinned", row.pinned),
        ("left out for now", row.on_hold),
        ("vacant", row.placeholder),
        ("has left", not row.active),
    )


def _judgements(card: PersonCard) -> list[tuple[str, ...]]:
    return [
        (
            judged.dimension.replace("_", " "),
            judged.value.replace("_", " "),
            f"{judged.basis}, {judged.as_of}",
        )
        for judged in card.judged
        if judged.as_of is not None
    ]


def _asks(card: PersonCard) -> list[tuple[str, ...]]:
    return [
        (
            ask.state.value,
            ask.text,
            f"due {ask.due}{', overdue' if ask.overdue else ''}" if ask.due else "",
            f"vague: {', '.join(ask.vague)}" if ask.vague else "",
        )
        for ask in card.asks
    ]


def _strength(strength: int | None) -> str:
    return "" if strength is None else f"strength {strength}"


def _table(title: str, rows: list[tuple[str, ...]]) -> Iterator[str]:
    from cxmap.cli.speech import aligned

    if rows:
        yield f"\n{title}"
        yield aligned(rows, indent="   ")

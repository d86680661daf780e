"""Asks of people, what became of them, and evidence of deeds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cxmap.cli.arguments import (
    json_option,
    map_argument,
    note_option,
    on_option,
    person_argument,
    scale,
    words,
)

if TYPE_CHECKING:
    from cxmap.model.words import AskCategory, EvidenceKind, Visibility
    from cxmap.session.session import Changed, Session

_VERBS = ("make", "accept", "keep", "decline", "miss", "withdraw", "show")


@click.command()
@map_argument
@person_argument
@click.argument("verb", type=click.Choice(_VERBS))
@click.argument("text", metavar="[TEXT|ASK]", default="")
@click.option(
    "--category",
    type=scale("AskCategory"),
    metavar="WORD",
    help="fund, shape, rally, embed, decide, inform, introduce.",
)
@click.option("--why", metavar="TEXT", help="Why it matters to them.")
@click.option("--due", metavar="DAY", help="When it is due.")
@click.option(
    "--visibility",
    type=scale("Visibility"),
    metavar="WORD",
    help="Who may read it on lists that are handed over: me, circle, open.",
)
@on_option
@note_option
@json_option
def ask(
    *,
    map_file: Path,
    person: str,
    verb: str,
    text: str,
    category: AskCategory | None,
    why: str | None,
    due: str | None,
    visibility: Visibility | None,
    on: str | None,
    note: str | None,
    as_json: bool,
) -> None:
    """Ask for something, or say what became of it.

    \b
    cxmap ask acme.json ann make "Lend two analysts" --category fund --due +14
    cxmap ask acme.json ann accept
    cxmap ask acme.json ann keep analysts
    cxmap ask acme.json ann show analysts --visibility open

    Where several asks are open, ASK names one by its id or some of its words.
    """  # noqa: D301 - click reads this mark as: keep the lines
    from cxmap.cli.maps import day_of, report, writing
    from cxmap.errors import UsageError
    from cxmap.model.words import Visibility
    from cxmap.session.entry.persons import find_person
    from cxmap.session.intents.asks import make_ask

    if verb != "make" and (category or why or due):
        raise UsageError(f"--category, --why and --due belong to make, not to {verb}", field=verb)
    if (verb == "show" and visibility is None) or (visibility and verb not in ("make", "show")):
        raise UsageError(
            "--visibility belongs to make and to show", field=verb, hint="use me, circle or open"
        )
    if verb == "make" and note:
        raise UsageError(
            "a note belongs to what became of an ask", field="--note", hint="use --why"
        )
    remark = words(note)
    with writing(map_file) as session:
        who = find_person(session.org, person)
        if verb == "make":
            changed = session.do(
                make_ask,
                who,
                text,
                category=category,
                why=why or "",
                due=day_of(due, session, "--due"),
                on=day_of(on, session, "--on"),
                visibility=visibility or Visibility.CIRCLE,
            )
        elif visibility:
            changed = _show(session, who, text, visibility)
        else:
            changed = _settle(session, who, verb, text, on=on, note=remark)
    report(changed, as_json=as_json)


def _show(session: Session, who: str, typed: str, visibility: Visibility) -> Changed:
    from cxmap.model.words import AskState
    from cxmap.session.intents.asks import open_ask_of, show_ask

    meant = open_ask_of(session.desk, who, AskState.KEPT, typed)
    return session.do(show_ask, meant.id, visibility)


def _settle(
    session: Session, who: str, verb: str, typed: str, *, on: str | None, note: str
) -> Changed:
    from cxmap.cli.maps import day_of
    from cxmap.session.intents.asks import MOVES, open_ask_of, settle_ask

    state = MOVES[verb]
    meant = open_ask_of(session.desk, who, state, typed)
    return session.do(settle_ask, meant.id, state, on=day_of(on, session, "--on"), note=note)


@click.command()
@map_argument
@person_argument
@click.argument("kind", type=scale("EvidenceKind"))
@click.option("--amount", metavar="TEXT", help="How much.")
@click.option("--unit", metavar="TEXT", help="Of what.")
@click.option("--source", metavar="TEXT", help="Where it can be looked up.")
@click.option("--ask", "asked", metavar="ASK", help="The ask that it fulfils, by id or words.")
@on_option
@note_option
@json_option
def evidence(
    *,
    map_file: Path,
    person: str,
    kind: EvidenceKind,
    amount: str | None,
    unit: str | None,
    source: str | None,
    asked: str | None,
    on: str | None,
    note: str | None,
    as_json: bool,
) -> None:
    """Record what was seen of somebody.

    KIND is budget, people, time, authority, public_act or metric_ownership (these prove a
    commitment), data, result or learning (these prove a claim).
    """
    from cxmap.cli.maps import day_of, report, writing
    from cxmap.model.words import AskState
    from cxmap.session.entry.persons import find_person
    from cxmap.session.intents.asks import open_ask_of
    from cxmap.session.intents.evidence import add_evidence

    text = words(note)
    with writing(map_file) as session:
        who = find_person(session.org, person)
        changed = session.do(
            add_evidence,
            who,
            kind,
            note=text,
            amount=amount or "",
            unit=unit or "",
            source=source or "",
            ask=open_ask_of(session.desk, who, AskState.KEPT, asked).id if asked else None,
            on=day_of(on, session, "--on"),
        )
    report(changed, as_json=as_json)

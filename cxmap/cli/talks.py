"""Logging talks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from cxmap.cli.arguments import (
    PERSON,
    json_option,
    map_argument,
    note_option,
    on_option,
    person_argument,
    scale,
    words,
)


@click.command()
@map_argument
@person_argument
@click.option("--with", "others", metavar="PERSON", type=PERSON, multiple=True, help="Who else.")
@click.option(
    "--kind",
    type=scale("EngagementKind"),
    metavar="KIND",
    help="one_on_one (default), corridor, small_group, kick_off, workshop, forum, written.",
)
@click.option("--stance", type=scale("Stance"), metavar="STANCE", help="What they said.")
@click.option(
    "--commitment",
    type=scale("Commitment"),
    metavar="WORD",
    help="What they do: against, none, let, help, make.",
)
@click.option("--barrier", metavar="WORD[,WORD]", help="What holds them back, the main one first.")
@click.option("--concern", metavar="TEXT", help="A worry in their own words.")
@click.option("--ask", metavar="TEXT", help="What you asked of them.")
@click.option(
    "--category",
    type=scale("AskCategory"),
    metavar="WORD",
    help="fund, shape, rally, embed, decide, inform, introduce.",
)
@click.option("--due", metavar="DAY", help="When the ask is due.")
@click.option("--promise", metavar="TEXT", help="What you promised in return.")
@click.option("--promise-due", metavar="DAY", help="When your promise is due.")
@click.option("--next", "next_on", metavar="DAY", help="When to talk again.")
@on_option
@note_option
@json_option
def log(*, map_file: Path, person: str, as_json: bool, **typed: Any) -> None:  # noqa: ANN401 - texts and words of scales
    """Log a talk: what was said, seen and asked, as one step.

    Only a one-on-one and a corridor talk count as persuasion. What is logged was seen: it counts as
    observed and sure.
    """
    from cxmap.cli.maps import day_of, report, writing
    from cxmap.errors import UsageError
    from cxmap.session.entry.persons import find_person
    from cxmap.session.intents.talks import log_talk

    for option, needs in (("due", "ask"), ("category", "ask"), ("promise_due", "promise")):
        if typed[option] and not typed[needs]:
            shown = option.replace("_", "-")
            raise UsageError(f"--{shown} belongs to --{needs}", field=f"--{shown}")
    text = words(typed["note"])
    with writing(map_file) as session:
        people = tuple(find_person(session.org, who) for who in (person, *typed["others"]))
        facts: dict[str, Any] = {
            "kind": typed["kind"],
            "stance": typed["stance"],
            "commitment": typed["commitment"],
            "barriers": _barriers(typed["barrier"]),
            "concern": typed["concern"],
            "ask": typed["ask"],
            "ask_category": typed["category"],
            "due": day_of(typed["due"], session, "--due"),
            "my_promise": typed["promise"],
            "my_promise_due": day_of(typed["promise_due"], session, "--promise-due"),
            "next_on": day_of(typed["next_on"], session, "--next"),
            "on": day_of(typed["on"], session, "--on"),
            "note": text,
        }
        known = {name: value for name, value in facts.items() if value}
        changed = session.do(log_talk, tuple(dict.fromkeys(people)), **known)
    report(changed, as_json=as_json)


def _barriers(typed: str | None) -> tuple[str, ...]:
    from cxmap.model.words import Barrier
    from cxmap.session.entry.typed import word_of, words_in

    return tuple(word_of(Barrier, word, "--barrier").value for word in words_in(typed or ""))

"""Putting people first, leaving them out, and both for a while."""

from __future__ import annotations

from pathlib import Path

import click

from cxmap.cli.arguments import json_option, map_argument, person_argument

_off = click.option("--off", is_flag=True, help="Take it back.")
_reason = click.option("--reason", metavar="TEXT", default="", help="Why, in your own words.")


@click.command()
@map_argument
@person_argument
@_off
@json_option
def pin(*, map_file: Path, person: str, off: bool, as_json: bool) -> None:
    """Put somebody first in the plan, wherever the plan has them."""
    from cxmap.cli.maps import report, writing
    from cxmap.session.entry.persons import find_person
    from cxmap.session.intents.people import pin as put_first

    with writing(map_file) as session:
        changed = session.do(put_first, find_person(session.org, person), off=off)
    report(changed, as_json=as_json)


@click.command()
@map_argument
@person_argument
@click.option("--until", metavar="DAY", help="First day on which they may be suggested again.")
@_reason
@_off
@json_option
def skip(
    *, map_file: Path, person: str, until: str | None, reason: str, off: bool, as_json: bool
) -> None:
    """Leave somebody out of the suggestions, until a day or until taken back."""
    _hold(map_file, person, until=until, reason=reason, off=off, as_json=as_json)


@click.command()
@map_argument
@person_argument
@click.option(
    "--until",
    metavar="DAY",
    default="+14",
    show_default=True,
    help="First day on which they may be suggested again.",
)
@_reason
@_off
@json_option
def snooze(
    *, map_file: Path, person: str, until: str, reason: str, off: bool, as_json: bool
) -> None:
    """Leave somebody out of the suggestions until a day."""
    _hold(map_file, person, until=None if off else until, reason=reason, off=off, as_json=as_json)


def _hold(
    map_file: Path, person: str, *, until: str | None, reason: str, off: bool, as_json: bool
) -> None:
    from cxmap.cli.maps import day_of, report, writing
    from cxmap.errors import UsageError
    from cxmap.session.entry.persons import find_person
    from cxmap.session.intents.people import skip as leave_out

    if off and (until or reason):
        raise UsageError("--off stands alone", field="--off")
    with writing(map_file) as session:
        changed = session.do(
            leave_out,
            find_person(session.org, person),
            reason=reason,
            until=day_of(until, session, "--until"),
            off=off,
        )
    report(changed, as_json=as_json)

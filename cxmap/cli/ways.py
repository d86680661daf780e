"""The way in, and backward from one hard person."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cxmap.cli.arguments import json_option, map_argument, person_argument

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.session.planning.backwards import Backwards
    from cxmap.session.planning.ways import WayView


@click.command()
@map_argument
@person_argument
@json_option
def path(*, map_file: Path, person: str, as_json: bool) -> None:
    """Show the warmest way in to somebody, and which talks win them.

    At most two people stand in between; the weakest link is named, or that no path is known.
    """
    from cxmap.cli.maps import reading
    from cxmap.cli.speech import document, tell
    from cxmap.session.entry.persons import find_person
    from cxmap.session.planning.backwards import backwards

    with reading(map_file) as session:
        view = backwards(session.desk, find_person(session.org, person))
    if as_json:
        document(path_document(view))
    else:
        tell("\n".join(_lines(view)))


def path_document(view: Backwards) -> dict[str, Any]:
    """The document of ``path --json``."""
    from cxmap.cli.documents import reasons_document

    plan = view.plan
    return {
        **way_document(view.way),
        "to_win": None
        if plan is None
        else {
            "status": plan.status.value,
            "talks": plan.talks,
            "lower_bound": plan.lower_bound,
            "order": list(plan.order),
            "steps": [
                {"talk_with": step.talk_with, "reasons": reasons_document(step.reasons)}
                for step in plan.steps
            ],
            "message": view.message,
        },
    }


def way_document(way: WayView) -> dict[str, Any]:
    """One way in for scripts; ``weakest`` counts the steps from 0."""
    return {
        "id": way.person,
        "display_name": way.name,
        "state": way.state,
        "message": way.message,
        "steps": [
            {
                "from": step.a,
                "to": step.b,
                "kind": step.kind.value,
                "strength": step.strength,
                "text": step.text,
            }
            for step in way.steps
        ],
        "weakest": None if way.weakest is None else way.steps.index(way.weakest),
    }


def _lines(view: Backwards) -> Iterator[str]:
    from cxmap.cli.speech import wrapped

    yield wrapped(view.way.message)
    if len(view.way.steps) > 1:
        for link in view.way.steps:
            mark = "  (weakest)" if link is view.way.weakest else ""
            yield wrapped(f"{link.text}{mark}", indent="   ")
    if view.message:
        yield ""
        yield wrapped(view.message)
    for at, step in enumerate(view.steps):
        name = view.names.get(step.talk_with, step.talk_with)
        yield wrapped(f"{at + 1:>2}  {name}", hanging="    ")
        for reason in view.why(at):
            yield wrapped(reason.text, indent="    ")

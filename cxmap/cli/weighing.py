"""Why this person, and why before another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cxmap.cli.arguments import PERSON, json_option, map_argument, person_argument

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.plan.contrast import Contrast
    from cxmap.session.planning.weighing import WhyView

_LABEL = 9


@click.command()
@map_argument
@person_argument
@click.option("--before", metavar="OTHER", type=PERSON, help="Why before, or after, this person.")
@click.option(
    "--objective",
    type=click.Choice(["talks", "effort", "weeks"]),
    default="talks",
    show_default=True,
    help="In what the price of the other order is counted.",
)
@json_option
def why(*, map_file: Path, person: str, before: str | None, objective: str, as_json: bool) -> None:
    """Say what speaks for a talk with somebody and what against, and why before somebody else.

    With --before the plan is made once more with the order of the two turned round: the price is
    the difference.
    """
    from cxmap.cli.maps import reading
    from cxmap.cli.speech import document, tell
    from cxmap.session.entry.persons import find_person
    from cxmap.session.planning.weighing import why_before, why_view

    with reading(map_file) as session:
        desk = session.desk
        found = find_person(session.org, person)
        view = why_view(desk, found)
        other = None if before is None else find_person(session.org, before)
        contrast = None if other is None else why_before(desk, found, other, objective=objective)
    if as_json:
        document(why_document(view, contrast))
    else:
        tell("\n".join(_lines(view, contrast)))


def why_document(view: WhyView, contrast: Contrast | None) -> dict[str, Any]:
    """The document of ``why --json``."""
    from cxmap.cli.documents import reasons_document

    return {
        "id": view.person,
        "display_name": view.name,
        "stands": view.stands,
        "turns": list(view.turns),
        "talks": view.talks,
        "planned": view.planned,
        "reasons": reasons_document(view.reasons),
        "against": reasons_document(view.against),
        "before": None
        if contrast is None
        else {
            "first": contrast.first,
            "second": contrast.second,
            "price": contrast.price,
            "objective": contrast.plan.objective.value,
            "sure": contrast.sure,
            "causes": reasons_document(contrast.causes),
            "text": contrast.text,
            "order": list(contrast.plan.order),
            "swapped_order": list(contrast.swapped.order),
        },
    }


def _lines(view: WhyView, contrast: Contrast | None) -> Iterator[str]:
    from cxmap.cli.speech import wrapped

    yield wrapped(f"{view.name}{f', {view.title}' if view.title else ''}")
    rows: list[tuple[str, str]] = [("stands", view.stands), ("plan", view.planned)]
    for label, reasons in (("for", view.reasons), ("against", view.against)):
        rows += [(label if not at else "", reason.text) for at, reason in enumerate(reasons)]
    for label, text in rows:
        yield wrapped(text, indent=label.ljust(_LABEL), hanging=" " * _LABEL)
    if contrast is not None:
        yield ""
        yield wrapped(contrast.text)
        if not contrast.sure:
            yield wrapped("One of the two plans is not proved, so the price may be less.")

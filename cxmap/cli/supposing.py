"""What if: before and after, and scenarios side by side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cxmap.cli.arguments import json_option, map_argument

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cxmap.session.planning.comparing import Scenarios, Side, WhatIfView


@click.command("what-if")
@map_argument
@click.argument("changes", metavar="[CHANGE]...", nargs=-1)
@click.option("--keep", metavar="NAME", help="Keep the changes as a scenario.")
@click.option("--drop", metavar="NAME", help="Let go of a scenario.")
@json_option
def what_if(
    *, map_file: Path, changes: tuple[str, ...], keep: str | None, drop: str | None, as_json: bool
) -> None:
    """Show what would be different; without a change: the kept scenarios side by side.

    \b
    cxmap what-if acme.json leaves:Ann "joins:Gus Ortiz>ceo" commits:bob=help
    cxmap what-if acme.json stance:cy=resistant "tie:ann>bob=trusts:4"
    cxmap what-if acme.json untie:ann>bob=trusts moves:cy>bob rule:quorum=0.6
    cxmap what-if acme.json leaves:Ann --keep "Ann leaves"

    Nothing is saved unless --keep or --drop is given; then only the scenario is.
    """  # noqa: D301 - click reads this mark as: keep the lines
    from cxmap.cli.maps import reading, report, writing
    from cxmap.cli.speech import document, tell
    from cxmap.errors import UsageError
    from cxmap.session.planning.comparing import compare_scenarios
    from cxmap.session.planning.comparing import what_if as compare

    if drop is not None and (keep is not None or changes):
        raise UsageError("--drop stands alone", field="--drop", hint="drop first, then suppose")
    if keep is not None or drop is not None:
        from cxmap.session.intents.scenarios import drop_scenario, keep_scenario

        with writing(map_file) as session:
            changed = (
                session.do(drop_scenario, drop or "")
                if keep is None
                else session.do(keep_scenario, keep, changes)
            )
        report(changed, as_json=as_json)
        return
    with reading(map_file) as session:
        if changes:
            view = compare(session.desk, changes, expect=True)
            made = what_if_document(view) if as_json else "\n".join(_lines(view))
        else:
            kept = compare_scenarios(session.desk, expect=True)
            made = scenarios_document(kept) if as_json else "\n".join(_side_by_side(kept))
    if isinstance(made, str):
        tell(made)
    else:
        document(made)


def what_if_document(view: WhatIfView) -> dict[str, Any]:
    """The document of ``what-if --json``."""
    return {
        "changes": [{"change": one.text, "text": one.says} for one in view.changes],
        "message": view.message,
        "more": view.more,
        "before": _side_document(view.before),
        "after": _side_document(view.after),
        "new": list(view.new),
        "gone": list(view.gone),
        "moved": list(view.moved),
        "ways": _ways_document(view),
    }


def _ways_document(view: WhatIfView) -> list[dict[str, Any]]:
    from cxmap.cli.ways import way_document

    return [
        {"id": way.person, "before": way_document(way.before), "after": way_document(way.after)}
        for way in view.ways
    ]


def scenarios_document(kept: Scenarios) -> dict[str, Any]:
    """The document of ``what-if --json`` without changes."""
    from cxmap.errors import CxmapError

    return {
        "today": None if kept.today is None else _side_document(kept.today),
        "scenarios": [
            {
                "name": scenario.name,
                "changes": list(scenario.changes),
                "kept_on": scenario.kept_on,
                "trouble": view.message if isinstance(view, CxmapError) else None,
                "after": None if isinstance(view, CxmapError) else _side_document(view.after),
                "more": None if isinstance(view, CxmapError) else view.more,
                "message": None if isinstance(view, CxmapError) else view.message,
                "ways": [] if isinstance(view, CxmapError) else _ways_document(view),
            }
            for scenario, view in kept.kept
        ],
    }


def _side_document(side: Side) -> dict[str, Any]:
    from cxmap.cli.documents import mass_document

    return {
        "status": side.plan.status.value,
        "talks": side.plan.talks,
        "lower_bound": side.plan.lower_bound,
        "weeks": side.plan.weeks,
        "order": list(side.plan.order),
        "next": list(side.next),
        "most": side.plan.most,
        "expect": None
        if side.expect is None
        else {f"p{level}": talks for level, talks in side.expect.items()},
        "mass": mass_document(side.mass),
    }


def _lines(view: WhatIfView) -> Iterator[str]:
    from cxmap.cli.speech import aligned, wrapped
    from cxmap.session.planning.comparing import EXPECT_SAYS

    for change in view.changes:
        yield wrapped(f"What if {change.says}?", hanging="   ")
    yield ""
    yield wrapped(view.message)
    yield ""
    yield aligned(side_rows([view.before, view.after]))
    yield wrapped(EXPECT_SAYS)
    names = view.before.names | view.after.names
    for word, people in (("New in the plan", view.new), ("Not needed any more", view.gone)):
        if people:
            yield wrapped(f"{word}: {', '.join(names.get(who, who) for who in people)}.")
    yield from _way_lines(view)


def _way_lines(view: WhatIfView, indent: str = "") -> Iterator[str]:
    """Ways in that are other ones."""
    from cxmap.cli.speech import wrapped

    for way in view.ways:
        said = f"Way in to {way.name}: {way.after.message}"
        yield wrapped(said, indent=indent, hanging=f"{indent}   ")
        yield wrapped(f"before: {way.before.message}", indent=f"{indent}   ")


def side_rows(sides: Sequence[Side]) -> Iterator[tuple[str, ...]]:
    """States of the map in columns, one fact a row."""
    from cxmap.session.planning.comparing import say_expected

    yield ("", *(side.name for side in sides))
    yield ("talks", *(_number(side.plan.talks) for side in sides))
    yield ("at least", *(_number(side.plan.lower_bound) for side in sides))
    yield ("expect", *(say_expected(side) for side in sides))
    yield ("weeks", *(_number(side.plan.weeks) for side in sides))
    if any(side.plan.talks is None for side in sides):
        yield ("can be won", *(f"{side.plan.most} of {side.mass.of}" for side in sides))
    yield ("act", *(f"{side.mass.have} of {side.mass.of}" for side in sides))
    yield ("needed", *(str(side.mass.needed) for side in sides))
    yield ("next", *(_people(side, side.next) for side in sides))
    yield ("order", *(_people(side, dict.fromkeys(side.plan.order)) for side in sides))


def _number(number: int | None) -> str:
    return "out of reach" if number is None else str(number)


def _people(side: Side, people: Iterable[str]) -> str:
    return ", ".join(_short(side.names.get(who, who)) for who in people) or "-"


def _short(name: str) -> str:
    """The last word of a name, without the title that tells two of one name apart."""
    plain = name.rpartition(" (")[0] if name.endswith(")") else name
    return (plain or name).split()[-1]


def _side_by_side(kept: Scenarios) -> Iterator[str]:
    from cxmap.cli.speech import aligned, wrapped
    from cxmap.errors import CxmapError
    from cxmap.session.planning.comparing import EXPECT_SAYS

    if not kept.kept:
        yield wrapped("No scenario is kept. --keep NAME keeps what you suppose.")
        return
    views = [view for _, view in kept.kept if not isinstance(view, CxmapError)]
    if kept.today is not None:
        rows = list(side_rows([kept.today, *(view.after for view in views)]))
        yield from (aligned(_as_columns(rows)).splitlines())
        yield wrapped(EXPECT_SAYS)
    for scenario, view in kept.kept:
        yield ""
        if isinstance(view, CxmapError):
            yield wrapped(f"{scenario.name}: does not fit the map any more, {view.message}")
        else:
            said = "; ".join(change.says for change in view.changes)
            yield wrapped(f"{scenario.name}: {said}. {view.message}", hanging="   ")
            order = _people(view.after, dict.fromkeys(view.after.plan.order))
            yield wrapped(f"order: {order}", indent="   ", hanging="          ")
            yield from _way_lines(view, indent="   ")


def _as_columns(rows: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """One scenario a row: many of them fit below each other, not beside."""
    return list(zip(*(row for row in rows if row[0] != "order"), strict=True))

"""What to expect, and what it hangs on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cxmap.cli.arguments import json_option, map_argument

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.plan.forecast import Curve
    from cxmap.session.planning.outlook import Outlook
    from cxmap.session.planning.own_record import OwnRecord
    from cxmap.session.planning.soundness import Soundness


@click.command("forecast")
@map_argument
@json_option
def forecast(*, map_file: Path, as_json: bool) -> None:
    """Show how many talks to expect, by when, which fact to check first, what the plan hangs on.

    The best plan is the floor, not the forecast: it holds if every guess is right. No day is named
    before there is a record to take the pace from.
    """
    from cxmap.cli.maps import reading
    from cxmap.cli.speech import document, tell
    from cxmap.session.planning.advice import plan_view
    from cxmap.session.planning.outlook import outlook
    from cxmap.session.planning.own_record import own_record
    from cxmap.session.planning.soundness import soundness

    with reading(map_file) as session:
        desk = session.desk
        planned = plan_view(desk)
        found = outlook(desk, planned.plan)
        sound = soundness(desk, planned.plan)
        record = own_record(desk)
    if as_json:
        document(forecast_document(found, sound, record))
    else:
        tell("\n".join(_lines(planned.message, found, sound, record)))


def forecast_document(found: Outlook, sound: Soundness, record: OwnRecord) -> dict[str, Any]:
    """The document of ``forecast --json``; ``days`` is null while the record is too short."""
    from cxmap.cli.documents import reasons_document

    drawn = found.forecast
    return {
        "floor": None if drawn is None else drawn.floor,
        "at_floor": None if drawn is None else drawn.at_floor,
        "scenarios": None if drawn is None else drawn.scenarios,
        "seed": None if drawn is None else drawn.seed,
        "talks": None if drawn is None else _curve(drawn.talks),
        "weeks": None if drawn is None or drawn.weeks is None else _curve(drawn.weeks),
        "band": None
        if drawn is None or drawn.band is None
        else {f"p{level}": [band.low, band.high] for level, band in drawn.band.items()},
        "pace": {
            "talks": found.pace.talks,
            "weeks": round(found.pace.weeks, 2),
            "per_week": found.pace.per_week,
            "needed": found.pace.needed,
        },
        "days": {f"p{level}": day for level, day in found.days.items()} or None,
        "chances": [
            {"talks": one.talks, "share": one.share, "low": one.low, "high": one.high,
             "day": one.day}
            for one in found.chances
        ],
        "message": list(found.message),
        "check_first": [
            {"text": check.text, "kind": check.kind, "people": list(check.people),
             "tie": check.tie or None, "regret": check.regret, "swing": check.swing,
             "next_changes": check.next_changes}
            for check in sound.checks
        ],
        "survives_any_loss": None
        if sound.robustness is None
        else sound.robustness.survives_any_loss,
        "remedy": None if sound.robustness is None else sound.robustness.remedy,
        "warnings": reasons_document(sound.warnings),
        "own_record": {
            "won": record.won,
            "needed": record.needed,
            "lines": record.lines,
            "offers": record.offers,
        },
    }  # fmt: skip


def _curve(curve: Curve) -> dict[str, Any]:
    """Levels and shares: ``shares`` counts from 0."""
    return {
        "levels": {f"p{level}": count for level, count in curve.levels.items()},
        "shares": [[one.share, one.low, one.high] for one in curve.shares],
        "never": curve.never,
    }


def _lines(planned: str, found: Outlook, sound: Soundness, record: OwnRecord) -> Iterator[str]:
    from cxmap.cli.speech import aligned, wrapped

    if not found.is_open or found.plan.talks is None:
        yield wrapped(planned)
    if found.is_open:
        yield from _expected(found)
    for title, texts in (
        ("Check first", [check.text for check in sound.checks]),
        ("What it hangs on", [warning.text for warning in sound.warnings]),
    ):
        if texts:
            yield f"\n{title}"
            yield from (wrapped(text, indent="   ", hanging="     ") for text in texts)
    if found.forecast is None:
        return
    if record.lines:
        yield "\nYour own record, talks until on board"
        yield aligned(
            [
                (
                    line.stance.value,
                    f"{line.people} won",
                    f"{line.talks:.1f} talks, {line.assumed} assumed",
                    f"plan.need_{line.stance.value}={line.offered} would fit"
                    if line.offered is not None
                    else "",
                )
                for line in record.lines
            ],
            indent="   ",
        )


def _expected(found: Outlook) -> Iterator[str]:
    """The forecast: sentences, levels with their range, the chance after so many talks."""
    from cxmap.cli.speech import aligned, wrapped

    for sentence in found.message:
        yield wrapped(sentence)
    yield ""
    yield aligned(_levels(found))
    if found.forecast is not None and found.forecast.band is not None:
        yield wrapped("Range: what the model's own guesses, drawn anew, would make of it.")
    yield "\nChance of critical mass (95 % interval)"
    rows = [
        (
            f"after {one.talks} talk{'' if one.talks == 1 else 's'}",
            f"{one.share:.0%}",
            f"({one.low:.0%} to {one.high:.0%})",
            f"by {one.day.isoformat()}" if one.day else "",
            "the floor" if one.is_floor else "",
        )
        for one in found.chances
    ]
    yield aligned(rows, indent="   ")


def _levels(found: Outlook) -> Iterator[tuple[str, ...]]:
    drawn = found.forecast
    if drawn is None:
        return
    yield ("chance", "talks", "range", "weeks", "day")
    for level, talks in drawn.talks.levels.items():
        band = None if drawn.band is None else drawn.band[level]
        weeks = None if drawn.weeks is None else drawn.weeks.levels[level]
        day = found.days.get(level)
        yield (
            f"{level} %",
            "never" if talks is None else str(talks),
            "" if band is None else f"{_count(band.low)} to {_count(band.high)}",
            _count(weeks),
            day.isoformat() if day else "",
        )


def _count(number: int | None) -> str:
    return "never" if number is None else str(number)

"""What to expect: the chance of critical mass after so many talks, and by when at the recorded pace."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from cxmap.plan.forecast import Forecast, forecast
from cxmap.plan.solve import Plan, solve
from cxmap.session.desk import Desk
from cxmap.session.planning.mapping import problem_of, rules_of
from cxmap.session.planning.names import names_of

WINDOW_DAYS = 84
"""The pace is that of the last twelve weeks: long enough for a quiet month, short enough to be now."""
LEAST_DAYS = 14
"""A pace is counted over two weeks at least, so that one busy day is no pace."""
OFTEN = 0.05
"""From this part of the futures on it is said that critical mass never comes in them."""
POINTS = 7
"""Numbers of talks for which the chance is said."""
FURTHEST_DAYS = 3650
"""A day further off is none."""


class Pace(msgspec.Struct, frozen=True, kw_only=True):
    """Persuasion talks on record, and how many a week that is."""

    talks: int
    """In the window."""
    weeks: float
    """Length of the window."""
    needed: int
    """Talks on record before a pace is shown."""

    @property
    def per_week(self) -> float | None:
        """Talks a week; None while there are too few on record."""
        return self.talks / self.weeks if self.talks >= self.needed else None


class Chance(msgspec.Struct, frozen=True, kw_only=True):
    """How likely critical mass is after so many talks."""

    talks: int
    share: float
    """Part of the futures that are there by then, 0 to 1."""
    low: float
    """Lower end of its 95 % interval."""
    high: float
    """Upper end of its 95 % interval."""
    day: date | None
    """When so many talks have been held at the recorded pace; None while the record is too short."""
    is_floor: bool
    """Whether this is the plan itself, if every guess is right."""


class Outlook(msgspec.Struct, frozen=True, kw_only=True):
    """What to expect of following the plan."""

    plan: Plan
    forecast: Forecast | None
    """None where there is nothing to forecast: no leadership level."""
    pace: Pace
    days: dict[int, date | None]
    """Day by which 10, 50, 80, 90 % of the futures are there at the recorded pace; empty while the
    record is too short."""
    message: tuple[str, ...]
    """The outlook in a few sentences."""
    chances: tuple[Chance, ...] = ()
    """The chance after a few numbers of talks, the floor among them."""

    @property
    def is_open(self) -> bool:
        """Whether there is something to forecast: a level, talks to hold, a future that gets there."""
        drawn = self.forecast
        return drawn is not None and drawn.floor != 0 and drawn.talks.never < 1


def pace_of(desk: Desk) -> Pace:
    """One-on-one and corridor talks of the last weeks; never with myself alone."""
    days = sorted(
        met.on
        for met in desk.org.engagements.values()
        if met.kind.persuades and met.on > desk.today - timedelta(days=WINDOW_DAYS)
    )
    length = max((desk.today - days[0]).days + 1, LEAST_DAYS) if days else LEAST_DAYS
    needed = rules_of(desk.org)["forecast_history"]
    return Pace(talks=len(days), weeks=length / 7, needed=needed)


def outlook(
    desk: Desk, plan: Plan | None = None, *, scenarios: int | None = None, band: bool = True
) -> Outlook:
    """The forecast of following the plan.

    Args:
        desk: The map and the day.
        plan: The plan if it is at hand; made otherwise.
        scenarios: Futures to draw; as the rules say unless given.
        band: Whether to draw the model's own guesses too.

    Raises:
        UsageError: If a planning number is out of range.
    """
    problem, rules = problem_of(desk), rules_of(desk.org)
    plan = plan or solve(problem, names=names_of(desk, problem))
    pace = pace_of(desk)
    if not desk.hierarchy.leadership:
        return Outlook(plan=plan, forecast=None, pace=pace, days={}, message=())
    found = forecast(
        problem,
        plan,
        rules=rules,
        scenarios=scenarios or rules["forecast_full"],
        weeks=True,
        band=band,
    )
    return Outlook(
        plan=plan,
        forecast=found,
        pace=pace,
        days=_days(desk.today, found, pace),
        message=_say(found, pace, desk.today),
        chances=_chances(found, pace, desk.today),
    )


def day_after(today: date, talks: int | None, pace: Pace) -> date | None:
    """The day on which so many talks have been held at a pace; None when that is never or unknown."""
    if talks is None or not pace.per_week:
        return None
    days = -(-talks * 7 // pace.per_week)
    return today + timedelta(days=int(days)) if days <= FURTHEST_DAYS else None


def _days(today: date, found: Forecast, pace: Pace) -> dict[int, date | None]:
    if pace.per_week is None:
        return {}
    return {level: day_after(today, talks, pace) for level, talks in found.talks.levels.items()}


def _chances(found: Forecast, pace: Pace, today: date) -> tuple[Chance, ...]:
    """Points of the curve, evenly spread up to where it is nearly flat."""
    shares = found.talks.shares
    levels = [count for count in found.talks.levels.values() if count is not None]
    end = max([*levels, found.floor or 0, 1])
    step = -(-end // POINTS)
    points = sorted({*range(step, end + step, step), found.floor or 0} - {0})
    return tuple(
        Chance(
            talks=talks,
            share=share.share,
            low=share.low,
            high=share.high,
            day=day_after(today, talks, pace),
            is_floor=talks == found.floor,
        )
        for talks in points
        for share in [shares[min(talks, len(shares) - 1)]]
    )


def _say(found: Forecast, pace: Pace, today: date) -> tuple[str, ...]:
    """Floor, middle, the careful count, the day, and what was left out."""
    lines = []
    if found.floor is not None and found.at_floor is not None:
        lines.append(
            f"The floor is {_talks(found.floor)}, if every guess is right, and no forecast: "
            f"{found.at_floor:.0%} of {found.scenarios:,} futures are there by then."
        )
    levels = found.talks.levels
    even, careful = levels[50], levels[80]
    if even is None:
        lines.append(f"In {found.talks.never:.0%} of the futures critical mass never comes.")
    else:
        rest = f", {_talks(careful)} in 8 of 10" if careful is not None else ""
        lines.append(f"Expect {_talks(even)} in every second future{rest}.")
        if found.talks.never >= OFTEN:
            lines.append(f"In {found.talks.never:.0%} of the futures it never comes.")
    lines.append(_say_pace(found, pace, today))
    return tuple(lines)


def _say_pace(found: Forecast, pace: Pace, today: date) -> str:
    per_week = pace.per_week
    if per_week is None:
        return (
            f"No day is named before {_talks(pace.needed)} are on record; "
            f"{pace.talks} in the last {WINDOW_DAYS // 7} weeks."
        )
    even, careful = (day_after(today, found.talks.levels[level], pace) for level in (50, 80))
    said = f"At your pace of {per_week:.1f} talks a week"
    if even is None:
        return f"{said} no day can be named."
    late = f" and {careful.isoformat()} (8 of 10)" if careful else ""
    return f"{said} that is {even.isoformat()} (every second future){late}."


def _talks(number: int) -> str:
    return f"{number} talk{'' if number == 1 else 's'}"

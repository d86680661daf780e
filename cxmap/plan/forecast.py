"""The chance of critical mass after so many talks or weeks, from many drawn futures.

The best plan is the floor, not the forecast: it holds if every guess is right. A forecast draws
what is not known (``futures.py``), lets the lead follow the plan, and counts. Shares come with a
Wilson interval for the number of futures drawn, and on request with a wider band from the model's
own guesses (what a conversation gives, what a tie gives).

References:
    [1] E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference",
        Journal of the American Statistical Association 22(158), 1927.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from cxmap.plan.problem import Problem
from cxmap.plan.rules import PlanRules
from cxmap.plan.solve import Plan

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SEED = 20260302
"""Seed of every forecast unless another is asked for: same map, same forecast."""
LEVELS = (10, 50, 80, 90)
"""Per cent of the futures for which a count is given."""
_WILSON = 1.96
"""Width of a 95 % interval in standard deviations."""


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """The chance of critical mass by some point."""

    count: int
    """Talks, or weeks."""
    share: float
    """Part of the futures that have their critical mass by then, 0 to 1."""
    low: float
    """Lower end of its 95 % interval."""
    high: float
    """Upper end of its 95 % interval."""


class Curve(msgspec.Struct, frozen=True, kw_only=True):
    """How the chance grows, in talks or in weeks."""

    shares: tuple[Share, ...]
    """One entry for 0, 1, 2 … up to the last count at which anything changes."""
    levels: dict[int, int | None]
    """Count by which 10, 50, 80 and 90 % of the futures are there; None when they never are."""
    never: float
    """Part of the futures that do not get there at all."""


class Band(msgspec.Struct, frozen=True, kw_only=True):
    """How far the model's own guesses move a level."""

    low: int | None
    """Smallest count over the redraws; None when it is never reached in any."""
    high: int | None
    """Largest count over the redraws; None when it is never reached in some."""


class Forecast(msgspec.Struct, frozen=True, kw_only=True):
    """What to expect of following a plan."""

    scenarios: int
    """Futures drawn."""
    seed: int
    """Seed of the draws."""
    floor: int | None
    """Talks of the plan itself: what it takes if every guess is right. None without a plan."""
    at_floor: float | None
    """Chance that it comes with no more talks than that."""
    talks: Curve
    """The chance by number of talks."""
    weeks: Curve | None
    """The chance by week at the weekly capacity, slips included; None when not asked for."""
    band: dict[int, Band] | None
    """How far each level of ``talks`` moves with the model's own guesses; None when not asked."""


def forecast(
    problem: Problem,
    plan: Plan,
    *,
    rules: PlanRules | None = None,
    scenarios: int | None = None,
    seed: int = SEED,
    weeks: bool = False,
    band: bool = False,
) -> Forecast:
    """Draw futures and follow the plan through them.

    Args:
        problem: The problem, with a confidence for every need and tie.
        plan: A plan of it; one without an order lets the lead go by the rest of the list.
        rules: The spreads, and how many futures by default.
        scenarios: Futures to draw; None for the quick number of the rules.
        seed: Seed of the draws.
        weeks: Count weeks too.
        band: Draw the model's own guesses too.

    Returns:
        The forecast; equal inputs give equal forecasts on every platform.
    """
    import numpy as np

    from cxmap.plan.futures import Futures, talks_to_goal, the_list, weeks_to_goal

    rules = rules or PlanRules()
    drawn = scenarios or rules["forecast_quick"]
    numbers = np.arange(drawn, dtype=np.uint64)
    listed = the_list(problem, plan.order)
    futures = Futures(problem, listed, rules, seed=seed, scenarios=numbers)
    talks = _curve(talks_to_goal(futures))
    at_floor = None
    if plan.talks is not None:
        at_floor = talks.shares[min(plan.talks, len(talks.shares) - 1)].share
    bands = None
    if band and rules["forecast_redraws"]:
        redraws = rules["forecast_redraws"]
        wide = Futures(problem, listed, rules, seed=seed, scenarios=numbers, redraws=redraws)
        bands = _bands(talks_to_goal(wide), redraws)
    return Forecast(
        scenarios=drawn,
        seed=seed,
        floor=plan.talks,
        at_floor=at_floor,
        talks=talks,
        weeks=_curve(weeks_to_goal(futures)) if weeks else None,
        band=bands,
    )


def _curve(reached: NDArray[np.int64]) -> Curve:
    """The curve of the counts at which futures got there."""
    import numpy as np

    there = reached[reached >= 0]
    total = len(reached)
    grown = np.cumsum(np.bincount(there)) if len(there) else np.zeros(1, dtype=np.int64)
    counts = [int(number) for number in grown]
    shares = tuple(share_of(at, number, total) for at, number in enumerate(counts))
    levels = {level: _level(counts, level, total) for level in LEVELS}
    return Curve(shares=shares, levels=levels, never=(total - len(there)) / total)


def share_of(count: int, hits: int, total: int) -> Share:
    """A share with its Wilson interval.

    Args:
        count: The talks or weeks it stands for.
        hits: Futures that are there.
        total: Futures drawn, at least 1.
    """
    part = hits / total
    square = _WILSON * _WILSON
    middle = (part + square / (2 * total)) / (1 + square / total)
    spread = (part * (1 - part) / total + square / (4 * total * total)) ** 0.5
    reach = _WILSON * spread / (1 + square / total)
    return Share(
        count=count,
        share=part,
        low=max(0.0, min(part, middle - reach)),
        high=min(1.0, max(part, middle + reach)),
    )


def _level(counts: list[int], level: int, total: int) -> int | None:
    """Smallest count by which that many per cent of the futures are there."""
    for at, number in enumerate(counts):
        if 100 * number >= level * total:
            return at
    return None


def _bands(reached: NDArray[np.int64], redraws: int) -> dict[int, Band]:
    """Range of every level over the redraws."""
    import numpy as np

    groups = np.arange(len(reached)) % redraws
    curves = [_curve(reached[groups == group]) for group in range(min(redraws, len(reached)))]
    bands: dict[int, Band] = {}
    for level in LEVELS:
        found = [curve.levels[level] for curve in curves]
        known = [count for count in found if count is not None]
        bands[level] = Band(
            low=min(known, default=None),
            high=None if len(known) < len(found) else max(known),
        )
    return bands

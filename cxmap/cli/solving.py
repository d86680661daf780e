"""The planner alone, on problems from a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cxmap.cli.arguments import json_option, standard_input

if TYPE_CHECKING:
    from cxmap.plan.problem import Problem


@click.command()
@click.argument("cases", metavar="CASES.json", type=click.Path(path_type=Path, allow_dash=True))
@json_option
def solve(*, cases: Path, as_json: bool) -> None:
    """Solve planning problems in the neutral format `cxmap plan cases 1`.

    For each: fewest talks, least effort, fewest weeks; - reads standard input. A goal that cannot be
    reached is an answer, not an error.
    """
    import time

    from cxmap.cli.speech import aligned, document, tell, wrapped
    from cxmap.plan.cases import read_cases
    from cxmap.plan.solve import solve_cases

    problems = read_cases(standard_input() if str(cases) == "-" else cases)
    solved = solve_cases(problems, timer=time.process_time)
    if as_json:
        document(solved)
        return
    rows: list[tuple[str, ...]] = [("case", "talks", "effort", "weeks", "status", "seconds")]
    rows += [
        (
            str(case["id"]),
            *(_number(case[key]) for key in ("talks", "effort", "weeks")),
            str(case["status"]),
            f"{case['seconds']:.2f}",
        )
        for case in solved["cases"]
    ]
    tell(aligned(rows))
    for problem, case in zip(problems, solved["cases"], strict=True):
        if case["talks"] is None:
            tell(wrapped(_out_of_reach(problem, case), hanging="   "))


def _out_of_reach(problem: Problem, case: dict[str, Any]) -> str:
    """The most that can be reached, and what blocks the rest."""
    from cxmap.plan.replay import Barred
    from cxmap.session.planning.plan_words import BARRED_WORDS

    most, needed = case["most"], problem.params.quorum
    said = f"at most {most} of the {needed} needed can be won"
    if most >= needed:
        said = (
            f"{most} can be won, {needed} needed, but not everybody without whom it does not count"
        )
    if case["status"] != "infeasible":
        said = f"no plan was found, and none is proved impossible; {said}"
    blocked = [f"{stop['id']} {BARRED_WORDS[Barred(stop['code'])]}" for stop in case["blocked"]]
    return f"{problem.id or case['id']}: {'; '.join([said, *blocked])}."


def _number(value: object) -> str:
    return "-" if value is None else str(value)

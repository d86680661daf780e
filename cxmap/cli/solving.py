"""The planner alone, on problems from a file."""

from __future__ import annotations

from pathlib import Path

import click

from cxmap.cli.arguments import json_option, standard_input


@click.command()
@click.argument("cases", metavar="CASES.json", type=click.Path(path_type=Path, allow_dash=True))
@json_option
def solve(*, cases: Path, as_json: bool) -> None:
    """Solve planning problems in the neutral format `cxmap plan cases 1`.

    For each: fewest talks, least effort, fewest weeks; - reads standard input. A goal that cannot be
    reached is an answer, not an error.
    """
    import time

    from cxmap.cli.speech import aligned, document, tell
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


def _number(value: object) -> str:
    return "-" if value is None else str(value)

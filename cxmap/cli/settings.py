"""Showing and changing the settings of the initiative."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cxmap.cli.arguments import json_option, map_argument

if TYPE_CHECKING:
    from cxmap.session.session import Session
    from cxmap.session.settings_lines import SettingLine


@click.command()
@map_argument
@click.argument("changes", metavar="[KEY=VALUE]...", nargs=-1)
@json_option
def settings(*, map_file: Path, changes: tuple[str, ...], as_json: bool) -> None:
    r"""Show the settings of the initiative, or change some of them in one step.

    \b
    cxmap settings acme.json
    cxmap settings acme.json mass.quorum=two_thirds weights=power
    cxmap settings acme.json level+="Ann Ortiz" level-=bob must_have+=cfo
    cxmap settings acme.json plan.capacity_per_week=3
    """
    from cxmap.cli.maps import reading, report, writing
    from cxmap.session.fields import settings_from_text, split_pair

    pairs = [split_pair(change) for change in changes]
    if pairs:
        with writing(map_file) as session:
            changed = session.do(settings_from_text, pairs)
        report(changed, as_json=as_json)
        return
    with reading(map_file) as session:
        _show(session, as_json=as_json)


def _show(session: Session, *, as_json: bool) -> None:
    from cxmap.cli.speech import document, tell, wrapped
    from cxmap.plan.rules import DISCLAIMER
    from cxmap.session.settings_fields import PLAN
    from cxmap.session.settings_lines import settings_lines

    lines = settings_lines(session.desk)
    if as_json:
        document({"settings": lines})
        return
    tell(_table([line for line in lines if not line.key.startswith(PLAN)]))
    tell()
    tell(wrapped(DISCLAIMER))
    tell(_table([line for line in lines if line.key.startswith(PLAN)]))


def _table(lines: list[SettingLine]) -> str:
    """The settings in columns; a star marks what differs from the default."""
    from cxmap.cli.speech import aligned

    return aligned(
        (
            "*" if line.changed else "",
            line.key,
            line.value or "-",
            _remark(line),
        )
        for line in lines
    )


def _remark(line: SettingLine) -> str:
    default = f"default {line.default}" if line.changed and line.default else ""
    inside = "; ".join(part for part in (line.unit, default) if part)
    return f"{line.says} ({inside})" if inside else line.says

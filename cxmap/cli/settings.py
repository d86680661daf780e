"""Showing and changing the settings of the initiative."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cxmap.cli.arguments import json_option, map_argument

if TYPE_CHECKING:
    from cxmap.session.session import Session
    from cxmap.session.showing.settings_lines import SettingLine


@click.command()
@map_argument
@click.argument("changes", metavar="[KEY=VALUE]...", nargs=-1)
@json_option
def settings(*, map_file: Path, changes: tuple[str, ...], as_json: bool) -> None:
    """Show the settings of the initiative, or change some of them in one step.

    \b
    cxmap settings acme.json
    cxmap settings acme.json mass.quorum=two_thirds weights=power
    cxmap settings acme.json level+="Ann Ortiz" level-=bob must_have+=cfo
    cxmap settings acme.json plan.capacity_per_week=3
    """  # noqa: D301 - click reads this mark as: keep the lines
    from cxmap.cli.maps import reading, report, writing
    from cxmap.session.entry.fields import settings_from_text, split_pair

    pairs = [split_pair(change) for change in changes]
    if pairs:
        with writing(map_file) as session:
            changed = session.do(settings_from_text, pairs)
        report(changed, as_json=as_json)
        return
    with reading(map_file) as session:
        _show(session, map_file, as_json=as_json)


def _show(session: Session, map_file: Path, *, as_json: bool) -> None:
    from cxmap.cli.speech import document, say, tell, wrapped
    from cxmap.plan.rules import DISCLAIMER
    from cxmap.session.entry.settings_fields import PLAN
    from cxmap.session.planning.mapping import unusable_rule
    from cxmap.session.planning.own_record import own_record
    from cxmap.session.showing.settings_lines import settings_lines

    wrong = unusable_rule(session.org)
    if wrong:
        say(f"note: {wrong}")
    lines = settings_lines(session.desk)
    record = own_record(session.desk)
    if as_json:
        said = {"won": record.won, "needed": record.needed, "offers": record.offers}
        document({"settings": lines, "numbers": DISCLAIMER, "own_record": said})
        return
    choices = [line for line in lines if not line.key.startswith(PLAN)]
    numbers = [line for line in lines if line.key.startswith(PLAN)]
    for line in choices:
        tell(_paragraph(line))
    tell()
    tell(wrapped(f"{DISCLAIMER} {record.says}"))
    if record.offers:
        takes = " ".join(f"{PLAN}{name}={number}" for name, number in record.offers.items())
        file = shlex.quote(str(map_file))
        tell(wrapped(f"To take them: cxmap settings {file} {takes}", hanging="    "))
    for line in numbers:
        tell(_paragraph(line))


def _paragraph(line: SettingLine) -> str:
    """A setting in a few lines; a star marks what differs from the default."""
    from cxmap.cli.speech import wrapped

    default = f"default {line.default}" if line.default else ""
    parts = [line.unit, line.allowed, default, line.source]
    remark = f"{line.says} ({'; '.join(part for part in parts if part)})"
    if line.record is not None:
        remark += f". {line.record.says[:1].upper()}{line.record.says[1:]}."
    star = "*" if line.changed else " "
    begin = f"{star} {line.key} = "
    return f"{wrapped(line.value or '-', indent=begin, hanging='    ')}\n{wrapped(remark, indent='    ')}"

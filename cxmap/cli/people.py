"""Adding people, changing what is known about them, taking them off."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cxmap.cli.arguments import (
    PERSON,
    json_option,
    map_argument,
    note_option,
    on_option,
    person_argument,
    scale,
    words,
)

if TYPE_CHECKING:
    from cxmap.model.words import Basis


@click.command()
@map_argument
@click.argument("name")
@click.option("--title", metavar="TEXT", help="Job title.")
@click.option("--department", metavar="TEXT", help="Unit the person works in.")
@click.option("--manager", metavar="PERSON", type=PERSON, help="Whom the person reports to.")
@click.option("--email", metavar="ADDRESS", help="E-mail address.")
@note_option
@json_option
def add(
    *,
    map_file: Path,
    name: str,
    title: str | None,
    department: str | None,
    manager: str | None,
    email: str | None,
    note: str | None,
    as_json: bool,
) -> None:
    """Put somebody on the map.

    Prints the new id. Further facts are set with `cxmap set`.
    """
    from cxmap.cli.maps import report, writing
    from cxmap.session.entry.persons import find_person
    from cxmap.session.intents.people import add_person

    text = words(note)
    with writing(map_file) as session:
        known = {
            "title": title,
            "department": department,
            "manager": find_person(session.org, manager) if manager else None,
            "emails": (email,) if email else None,
            "notes": text,
        }
        fields = {field: value for field, value in known.items() if value}
        changed = session.carry_out(add_person(session.desk, name, **fields))
    report(changed, as_json=as_json)


@click.command("set")
@map_argument
@person_argument
@click.argument("fields", metavar="FIELD=VALUE...", nargs=-1, required=True)
@click.option("--basis", type=scale("Basis"), metavar="BASIS", help="observed, told_by or guess.")
@click.option("--told-by", metavar="WHO", help="Who said so; makes the basis told_by.")
@click.option("--confidence", type=click.IntRange(1, 3), help="1 guess, 2 likely, 3 sure.")
@on_option
@note_option
@json_option
def set_(
    *,
    map_file: Path,
    person: str,
    fields: tuple[str, ...],
    basis: Basis | None,
    told_by: str | None,
    confidence: int | None,
    on: str | None,
    note: str | None,
    as_json: bool,
) -> None:
    """Change what is known about somebody; one undo takes all of it back.

    \b
    Facts       name given_name family_name title email employee_number organization
                division department location manager function role flags notes tags
                visibility active left_on placeholder
    The work    priorities objectives expects brings frame cadence reach outside
    Judgements  power interest receptiveness stance commitment barrier
                stance_required commitment_required
    Flags       gatekeeper signs_off forum_member co_owner partner (yes or no)
    Places      me president (yes or no)

    For example: cxmap set acme.json ann title="VP Sales" power=4 role=outcome_owner

    Basis, confidence, day and note go with the judgements; an empty value takes a fact out;
    notes=- reads standard input.
    """  # noqa: D301 - click reads this mark as: keep the lines
    from cxmap.cli.maps import day_of, report, writing
    from cxmap.model.words import Basis
    from cxmap.session.entry.fields import set_fields, split_pair
    from cxmap.session.entry.persons import find_person

    pairs = [split_pair(field) for field in fields]
    pairs = [(name, words(value) if value == "-" else value) for name, value in pairs]
    text = words(note)
    with writing(map_file) as session:
        changed = session.do(
            set_fields,
            find_person(session.org, person),
            pairs,
            basis=basis or Basis.OBSERVED,
            told_by=told_by or "",
            confidence=confidence,
            on=day_of(on, session, "--on"),
            note=text,
        )
    report(changed, as_json=as_json)


@click.command()
@map_argument
@person_argument
@json_option
def remove(*, map_file: Path, person: str, as_json: bool) -> None:
    """Take somebody off the map.

    Everything that is only about them goes with them; their reports move up to their manager.
    `cxmap undo` brings all of it back.
    """
    from cxmap.cli.maps import report, writing
    from cxmap.session.entry.persons import find_person
    from cxmap.session.intents.people import remove_person

    with writing(map_file) as session:
        changed = session.do(remove_person, find_person(session.org, person))
    report(changed, as_json=as_json)

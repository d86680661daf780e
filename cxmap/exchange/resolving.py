"""A people file in; people, lines, ties and a short list of questions out.

The steps keep their order: doubles first (so that a key means one entry), then lines, then what is
left out, then circles and tops. Every step asks through one ``Asker``, which knows the answers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from cxmap.exchange.directory import Directory, spaces_for
from cxmap.exchange.doubles import merge_doubles
from cxmap.exchange.header_words import header_tokens
from cxmap.exchange.line_questions import shown
from cxmap.exchange.lines import find_lines, lift_lines, open_circles
from cxmap.exchange.parts import Entry, ManagersBy, Reference, Skipped
from cxmap.exchange.people_file import (
    Choice,
    ImportResult,
    KnownPerson,
    PeopleFile,
    Place,
    QuestionKind,
    ReadPerson,
    Unresolved,
)
from cxmap.exchange.questions import Asker, Case, said_lines
from cxmap.exchange.reimport import compare
from cxmap.exchange.ties import Ties, finished_ties, read_ties
from cxmap.exchange.tops import ask_top

_POST_WORDS = frozenset(("post", "position", "planstelle", "stelle", "poste", "puesto"))
_KEEP = Choice(id="keep", label="keep")
_LEAVE_OUT = Choice(id="leave_out", label="leave out; lines go to the next one above")


class _Chart(msgspec.Struct):
    """Everything on its way, by index of the entry."""

    entries: list[Entry]
    bosses: list[int]
    open_lines: dict[int, Unresolved]
    dotted: list[list[int]]
    steps: dict[str, int]
    notes: list[str]


def resolve(
    people_file: PeopleFile,
    answers: Mapping[str, str],
    *,
    take_proposals: bool,
    known: Sequence[KnownPerson] = (),
) -> ImportResult:
    """Resolve a people file as far as the answers go.

    Args:
        people_file: What was read.
        answers: Question id to choice id.
        take_proposals: Whether blocking questions take their proposal.
        known: People already on the map, to bring it up to date.

    Returns:
        The result. Where a blocking question waits, everything is resolved by the proposals all
        the same, for a preview, and ``blocked`` says that nothing may be written.

    Raises:
        SourceError: An answer is no choice of its question.
    """
    asker = Asker(answers, take_proposals=take_proposals)
    references = _ask_columns(people_file, asker)
    merged = merge_doubles(people_file.entries, references, asker)
    directory = Directory(merged.entries)
    lines = find_lines(merged.entries, merged.references, directory, asker)
    ties = read_ties(people_file.arcs, merged.entries, directory)
    chart = _Chart(
        entries=_ask_living(merged.entries, asker),
        bosses=lines.bosses,
        open_lines=lines.open_lines,
        dotted=_dotted(merged.entries, directory, lines.further),
        steps=dict(sorted(lines.steps.items())),
        notes=[*people_file.notes, *ties.notes, *_loose_steps(lines.steps)],
    )
    _add_placeholders(chart, lines.placeholders)
    _take_arcs(chart, ties)
    chart.bosses = lift_lines(chart.bosses, chart.entries)
    open_circles(chart.entries, chart.bosses, asker)
    return _finish(people_file, chart, ties, asker, known)


def _ask_columns(people_file: PeopleFile, asker: Asker) -> tuple[tuple[Reference, ...], ...]:
    """Ask where columns cannot be told apart, or where no column names managers."""
    header = people_file.columns.get("manager", "")
    if people_file.rivals:
        choices = (
            Choice(id=header, label=f"managers from {header}"),
            *(Choice(id=name, label=f"managers from {name}") for name, _ in people_file.rivals),
        )
        case = Case(
            about="manager",
            message=f"{len(choices)} columns name managers and do not agree: "
            f"{', '.join(choice.id for choice in choices)}",
            rows=(),
            sources=(),
            choices=choices,
            proposal=header,
        )
        answer = asker.ask(QuestionKind.COLUMNS, [case], blocking=True)[0]
        for name, references in people_file.rivals:
            if name == answer:
                return references
    elif people_file.entries and not people_file.arcs and people_file.managers_by is None:
        case = Case(
            about="manager",
            message="No column names managers: people are read, reporting lines are not. "
            "Name a second file that has them beside this one",
            rows=(),
            sources=(),
            choices=(
                Choice(id="no_lines", label="take the people without lines"),
            ),
            proposal="no_lines",
        )  # fmt: skip
        asker.ask(QuestionKind.COLUMNS, [case])
    return people_file.references


def _ask_living(entries: Sequence[Entry], asker: Asker) -> list[Entry]:
    """Ask about vacant posts, rooms and service accounts; what is left out is dead from here on."""
    kept = list(entries)
    for kind, wanted, told, together in (
        (
            QuestionKind.VACANT,
            [n for n, entry in enumerate(entries) if entry.vacant and not entry.dead],
            "is vacant: keep the post as a placeholder?",
            "{count} posts are vacant: keep them as placeholders?",
        ),
        (
            QuestionKind.NOT_A_PERSON,
            [n for n, entry in enumerate(entries) if entry.likely_thing and not entry.dead],
            "looks like a room, a mailbox or a service account",
            "{count} rows look like rooms, mailboxes or service accounts",
        ),
    ):
        cases = [
            Case(
                about=entries[n].key or entries[n].name,
                message=f"{shown(entries[n])} {told} ({said_lines((entries[n].line,))})",
                rows=(entries[n].line,),
                sources=(entries[n].source,),
                choices=(_KEEP, _LEAVE_OUT),
                proposal=_KEEP.id,
            )
            for n in wanted
        ]
        decided = asker.ask(kind, cases, together=together, shared=(_LEAVE_OUT,))
        for number, answer in zip(wanted, decided, strict=True):
            if answer == _LEAVE_OUT.id:
                kept[number] = msgspec.structs.replace(kept[number], dead="left out as asked")
    return kept


def _dotted(
    entries: Sequence[Entry], directory: Directory, further: Mapping[int, tuple[int, ...]]
) -> list[list[int]]:
    """Further managers, where each names exactly one entry."""
    found: list[list[int]] = []
    for number, entry in enumerate(entries):
        mine: list[int] = list(further.get(number, ()))
        for cell in entry.dotted:
            whole = _one(cell, directory)
            hits = [whole] if whole is not None else [_one(p, directory) for p in _parts(cell)]
            mine.extend(hit for hit in hits if hit is not None and hit != number)
        found.append(list(dict.fromkeys(mine)))
    return found


def _parts(cell: str) -> list[str]:
    for separator in (";", "|", ":", ","):
        if separator in cell:
            return [part.strip() for part in cell.split(separator) if part.strip()]
    return []


def _one(reference: str, directory: Directory) -> int | None:
    hit = directory.find(reference, spaces_for(reference, ManagersBy.ID)).entries
    if not hit:
        hit = directory.find(reference, (ManagersBy.NAME,)).entries
    return hit[0] if len(hit) == 1 else None


def _add_placeholders(chart: _Chart, names: Sequence[str]) -> None:
    """Managers who are named but not in the file, as the answer asked for."""
    for name in names:
        chart.entries.append(Entry(source="", line=0, key=name, name=name, vacant=True))
        chart.bosses.append(-1)
        chart.dotted.append([])


def _take_arcs(chart: _Chart, ties: Ties) -> None:
    """Lines that relations state; a second manager of somebody is a dotted line."""
    for person, boss in ties.bosses:
        if person == boss or chart.bosses[person] == boss:
            continue
        if chart.bosses[person] < 0:
            chart.bosses[person] = boss
            chart.open_lines.pop(person, None)
        elif boss not in chart.dotted[person]:
            chart.dotted[person].append(boss)
            told = shown(chart.entries[person])
            chart.notes.append(f"{told} has two managers: the second is a dotted line")
    for person, boss in ties.dotted:
        if boss not in chart.dotted[person]:
            chart.dotted[person].append(boss)
    for person, line in ties.unresolved.items():
        if chart.bosses[person] < 0:
            chart.open_lines.setdefault(person, line)


def _finish(
    people_file: PeopleFile,
    chart: _Chart,
    ties: Ties,
    asker: Asker,
    known: Sequence[KnownPerson],
) -> ImportResult:
    """Settle keys, name tops and put the result together."""
    entries, bosses = chart.entries, chart.bosses
    gone = [bool(entry.dead) for entry in entries]
    keys = _unique_keys(entries)
    president = ask_top(entries, bosses, asker, gone=gone, open_lines=chart.open_lines, keys=keys)
    people = tuple(
        _person(number, chart, keys, gone, people_file.team_sizes)
        for number in range(len(entries))
        if not gone[number]
    )
    roots = tuple(
        keys[number]
        for number, boss in enumerate(bosses)
        if boss < 0 and not gone[number] and number not in chart.open_lines
    )
    changes = compare(people, known, asker) if known else None
    return ImportResult(
        people=people,
        roots=roots,
        president=president,
        lines=sum(1 for person in people if person.manager_key is not None),
        columns=people_file.columns,
        managers_by=_managers_by(people_file, ties),
        questions=asker.questions,
        open_questions=asker.open_questions,
        blocked=asker.blocked,
        unresolved=tuple(
            msgspec.structs.replace(line, person=keys[number])
            for number, line in sorted(chart.open_lines.items())
            if not gone[number] and bosses[number] < 0
        ),
        skipped=(*people_file.skipped, *_skipped(entries)),
        ties=finished_ties(ties, keys, gone),
        other_relations=tuple(ties.other),
        steps=chart.steps,
        notes=tuple(dict.fromkeys((*chart.notes, *asker.notes))),
        sources=people_file.sources,
        team_sizes=people_file.team_sizes,
        changes=changes,
    )


def _managers_by(people_file: PeopleFile, ties: Ties) -> ManagersBy | None:
    """What names the managers; the key of a list of posts is a post."""
    if people_file.managers_by is None and ties.bosses:
        return ManagersBy.ID
    if people_file.managers_by is ManagersBy.ID:
        words = header_tokens(people_file.columns.get("id", ""))
        return ManagersBy.POST if _POST_WORDS & set(words) else ManagersBy.ID
    return people_file.managers_by


def _loose_steps(steps: Mapping[str, int]) -> tuple[str, ...]:
    """A note on managers that were not found letter by letter."""
    loose = [
        f"{count} by {step}" for step, count in steps.items() if step not in {"exact", "answer"}
    ]
    return (f"managers found otherwise than letter by letter: {', '.join(loose)}",) if loose else ()


def _skipped(entries: Sequence[Entry]) -> list[Skipped]:
    return [
        Skipped(row=entry.line, why=f"{entry.dead} ({entry.key})", source=entry.source)
        for entry in entries
        if entry.dead
    ]


def _unique_keys(entries: Sequence[Entry]) -> list[str]:
    """The file's own key of every entry; where it has none, e-mail or name, made unique."""
    used: set[str] = set()
    keys = []
    for entry in entries:
        base = entry.key or (entry.emails[0] if entry.emails else "") or entry.name
        base = base or f"row {entry.line}"
        key, number = base, 2
        while key in used:
            key, number = f"{base} #{number}", number + 1
        used.add(key)
        keys.append(key)
    return keys


def _person(
    number: int,
    chart: _Chart,
    keys: Sequence[str],
    gone: Sequence[bool],
    team_sizes: Mapping[str, float],
) -> ReadPerson:
    entry, boss = chart.entries[number], chart.bosses[number]
    return ReadPerson(
        key=keys[number],
        display_name=entry.name,
        given_name=entry.given_name,
        family_name=entry.family_name,
        title=entry.title,
        emails=entry.emails,
        employee_number=entry.employee_number,
        department=entry.department,
        organization=entry.organization,
        division=entry.division,
        location=entry.location,
        manager_key=keys[boss] if boss >= 0 else None,
        dotted_keys=tuple(
            keys[other] for other in chart.dotted[number] if not gone[other] and other != boss
        ),
        stance=entry.stance,
        last_contact=entry.last_contact,
        note=entry.note,
        placeholder=entry.vacant,
        undisclosed=not entry.name and not entry.vacant,
        active=entry.active,
        external=entry.external,
        team_size=team_sizes.get(entry.key),
        shared_by=entry.shared_by,
        source=Place(file=entry.source, row=entry.line),
    )

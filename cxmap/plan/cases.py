"""Reads planning problems from the neutral file format ``cxmap plan cases 1``.

The format is JSON: ``{"format": "cxmap plan cases 1", "cases": [{"id", "people": [...],
"ties": [{"from", "to", "pull", "intro"}], "params": {...}}]}``. Fields of a person and of the
parameters are those of ``problem.py``. Further fields (title, note, a stated optimum) are allowed
and not looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

import msgspec

from cxmap.errors import SourceError
from cxmap.plan.problem import PlanParams, PlanPerson, Problem, Pull, Stage, faults

FORMAT = "cxmap plan cases 1"
"""What the ``format`` field of a file says, if it is there."""

PERSON_NUMBERS = ("gain", "cost", "max_talks", "must_meet", "leader_weight")
"""Whole numbers of a person that may be left out."""
PERSON_FLAGS = ("reach", "on_board", "pinned")
"""Yes-or-no fields of a person that may be left out."""
PARAM_NUMBERS = ("gate_outcome", "gate_driver", "capacity_per_week")
"""Whole numbers of the parameters that may be left out."""


def read_cases(source: Path | str | bytes) -> tuple[Problem, ...]:
    """Read every problem of a file.

    Args:
        source: The path of a file, or the bytes of one.

    Returns:
        The problems in the file's order; empty when ``cases`` is an empty list.

    Raises:
        SourceError: If the file cannot be read, is no JSON, or a case is wrong; names the case
            and the field.
    """
    if isinstance(source, bytes):
        return _Reader(file=None).cases(source)
    path = Path(source)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise SourceError(
            f"The file cannot be read: {error.strerror or error}",
            file=path,
            hint="Give the path of a file of planning problems, or - for standard input.",
        ) from error
    return _Reader(file=path).cases(content)


class _Reader:
    """Knows the file it reads, so that every refusal names it."""

    def __init__(self, file: Path | None) -> None:
        self.file = file

    def refuse(self, message: str, field: str, hint: str = "") -> NoReturn:
        """Raise the error that names file and field."""
        raise SourceError(message, file=self.file, field=field, hint=hint)

    def cases(self, content: bytes) -> tuple[Problem, ...]:
        """Every problem of the file's bytes."""
        try:
            document: object = msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"))
        except (msgspec.DecodeError, RecursionError) as error:
            self.refuse(f"This is no JSON document: {error}", "document", "Save it as JSON.")
        document = self.table(document, "document")
        if document.get("format", FORMAT) != FORMAT:
            self.refuse(
                f"The format is {document['format']!r}, expected {FORMAT!r}",
                "format",
                "This cxmap reads only that format.",
            )
        problems: list[Problem] = []
        seen: set[str] = set()
        for number, raw in enumerate(self.rows(document, "cases", "document"), start=1):
            problem = self.case(self.table(raw, f"cases.{number}"), number)
            if problem.id in seen:
                hint = "Give every case an id of its own."
                self.refuse(f"Two cases have the id {problem.id!r}", f"cases.{number}.id", hint)
            seen.add(problem.id)
            problems.append(problem)
        return tuple(problems)

    def case(self, raw: Mapping[str, object], number: int) -> Problem:
        """One problem, checked."""
        name = self.text(raw, "id", f"cases.{number}") if "id" in raw else str(number)
        place = f"case {name}"
        people = tuple(
            self.person(row, f"{place}.people.{at}")
            for at, row in enumerate(self.rows(raw, "people", place), start=1)
        )
        ties = self.rows(raw, "ties", place) if "ties" in raw else []
        pulls = tuple(self.pull(row, f"{place}.ties.{at}") for at, row in enumerate(ties, start=1))
        params = self.params(raw.get("params"), f"{place}.params")
        problem = Problem(id=name, people=people, pulls=pulls, params=params)
        for fault in faults(problem):
            self.refuse(f"Case {name}: {fault.message}", f"{place}.{fault.field}", fault.hint)
        return problem

    def person(self, raw: object, place: str) -> PlanPerson:
        """One person of a case."""
        row = self.table(raw, place)
        person_id = self.text(row, "id", place)
        stage = self.text(row, "stage", place)
        if stage not in set(Stage):
            choices = ", ".join(Stage)
            self.refuse(
                f"The stage of {person_id} is {stage!r}", f"{place}.stage", f"One of: {choices}."
            )
        numbers = {name: self.whole(row, name, place) for name in PERSON_NUMBERS if name in row}
        flags = {name: self.flag(row, name, place) for name in PERSON_FLAGS if name in row}
        rank = self.text(row, "rank", place) if "rank" in row else ""
        need = self.whole(row, "need", place)
        known: dict[str, object] = {"id": person_id, "stage": stage, "need": need, "rank": rank}
        return msgspec.convert({**known, **numbers, **flags}, PlanPerson)

    def pull(self, raw: object, place: str) -> Pull:
        """One tie of a case."""
        row = self.table(raw, place)
        return Pull(
            source=self.text(row, "from", place),
            target=self.text(row, "to", place),
            pull=self.whole(row, "pull", place) if "pull" in row else 0,
            intro=self.flag(row, "intro", place) if "intro" in row else False,
        )

    def params(self, raw: object, place: str) -> PlanParams:
        """The parameters of a case."""
        row = self.table(raw, place)
        required = self.rows(row, "required", place) if "required" in row else []
        for person_id in required:
            if not isinstance(person_id, str):
                self.refuse("A must-have is no id", f"{place}.required", "Give ids as text.")
        numbers = {name: self.whole(row, name, place) for name in PARAM_NUMBERS if name in row}
        known: dict[str, object] = {"quorum": self.whole(row, "quorum", place)}
        return msgspec.convert({**known, **numbers, "required": required}, PlanParams)

    def table(self, raw: object, place: str) -> Mapping[str, object]:
        """A JSON object."""
        if not isinstance(raw, dict):
            hint = 'Write it as {"field": value, …}.'
            self.refuse(f"{place} is not an object with fields", place, hint)
        return raw

    def rows(self, raw: Mapping[str, object], name: str, place: str) -> list[object]:
        """A JSON list under a name."""
        value = raw.get(name)
        if not isinstance(value, list):
            hint = f'Write "{name}": […].'
            self.refuse(f"{place} has no list {name!r}", f"{place}.{name}", hint)
        return value

    def text(self, raw: Mapping[str, object], name: str, place: str) -> str:
        """A text under a name."""
        value = raw.get(name)
        if not isinstance(value, str):
            hint = f'Write "{name}": "…".'
            self.refuse(f"{name} of {place} is missing or no text", f"{place}.{name}", hint)
        return value

    def whole(self, raw: Mapping[str, object], name: str, place: str) -> int:
        """A whole number under a name."""
        value = raw.get(name)
        if not isinstance(value, int) or isinstance(value, bool):
            self.refuse(
                f"{name} of {place} is missing or no whole number",
                f"{place}.{name}",
                "All numbers of a problem are whole.",
            )
        return value

    def flag(self, raw: Mapping[str, object], name: str, place: str) -> bool:
        """A yes or no under a name."""
        value = raw.get(name)
        if not isinstance(value, bool):
            hint = "Write true or false."
            self.refuse(f"{name} of {place} is neither true nor false", f"{place}.{name}", hint)
        return value

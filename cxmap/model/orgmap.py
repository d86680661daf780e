"""The map as one frozen whole: every table, the indexes made from them, and edits that give a new map."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Any, TypeVar, cast

import msgspec

from cxmap.errors import DamagedMap
from cxmap.model.initiative import INITIATIVE, Initiative
from cxmap.model.judgements import NO_JUDGEMENTS, Judgements, Observation
from cxmap.model.people import Person, Tie, Unit
from cxmap.model.programme import (
    Ask,
    Body,
    Concern,
    Engagement,
    Evidence,
    Note,
    Promise,
    Snapshot,
)
from cxmap.model.words import Dimension, PersonId

TABLES: Mapping[str, type[msgspec.Struct]] = MappingProxyType(
    {
        "people": Person,
        "units": Unit,
        "ties": Tie,
        "observations": Observation,
        "engagements": Engagement,
        "concerns": Concern,
        "asks": Ask,
        "promises": Promise,
        "evidence": Evidence,
        "bodies": Body,
        "snapshots": Snapshot,
        "settings": Initiative,
        "pilots": Note,
        "assumptions": Note,
        "pains": Note,
        "artefacts": Note,
        "assessments": Note,
        "projects": Note,
    }
)
"""Every table of the map and what one of its records is."""

Records = dict[str, Any]
"""One record as plain JSON values."""

_Record = TypeVar("_Record", bound=msgspec.Struct)
_FIELDS = {Dimension.STANCE, Dimension.STANCE_REQUIRED, Dimension.COMMITMENT}
_FIELDS |= {Dimension.COMMITMENT_REQUIRED}


class Edit(msgspec.Struct, frozen=True):
    """One record as it is to be; ``record`` None takes it out."""

    table: str
    id: str
    record: msgspec.Struct | None


class OrgMap:
    """People, ties, judgements and programme of one organisation, frozen.

    An edit gives a new map that shares every table it did not touch. Indexes are made when they are
    first asked for and handed on to the next map when their tables stay the same.
    """

    def __init__(self, tables: Mapping[str, Mapping[str, msgspec.Struct]] | None = None) -> None:
        given = tables or {}
        self._tables: dict[str, Mapping[str, msgspec.Struct]] = {
            name: given.get(name, {}) for name in TABLES
        }

    @classmethod
    def from_records(cls, tables: Mapping[str, Mapping[str, Records]], *, file: str = "") -> OrgMap:
        """Read a map from plain records.

        Args:
            tables: Table name to id to record, as the store loads them. Unknown tables are refused.
            file: The map's file name, for the message.

        Raises:
            DamagedMap: If a record does not fit its table; names table, id and field.
        """
        made: dict[str, dict[str, msgspec.Struct]] = {}
        for name, rows in tables.items():
            kind = TABLES.get(name)
            if kind is None:
                raise DamagedMap(
                    f"the map has a table that cxmap does not know: {name}",
                    file=file or None,
                    hint="it may come from another program or a later version",
                )
            try:
                made[name] = msgspec.convert(rows, type=dict[str, kind])  # type: ignore[valid-type]
            except msgspec.ValidationError as error:
                raise _damaged(name, rows, kind, file, error) from None
        return cls(made)

    def with_edits(self, edits: Iterable[Edit]) -> OrgMap:
        """The map after some edits; this one stays as it is."""
        changed: dict[str, dict[str, msgspec.Struct]] = {}
        chart_changed = False
        for edit in edits:
            rows = changed.get(edit.table)
            if rows is None:
                rows = changed[edit.table] = dict(self._tables[edit.table])
            before = rows.get(edit.id)
            if edit.record is None:
                rows.pop(edit.id, None)
            else:
                rows[edit.id] = edit.record
            if edit.table == "people":
                chart_changed |= _place(before) != _place(edit.record)
        new = OrgMap({**self._tables, **changed})
        self._hand_on(new, set(changed), chart_changed=chart_changed)
        return new

    def _hand_on(self, new: OrgMap, changed: set[str], *, chart_changed: bool) -> None:
        """Give the next map the indexes whose tables did not change."""
        for index, tables in _INDEX_TABLES.items():
            if index not in self.__dict__:
                continue
            if changed.isdisjoint(tables) or (index == "reports" and not chart_changed):
                new.__dict__[index] = self.__dict__[index]

    def table(self, name: str) -> Mapping[str, msgspec.Struct]:
        """All records of a table by id, in the order of the file."""
        return self._tables[name]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OrgMap) and self._tables == other._tables

    __hash__ = None  # type: ignore[assignment]

    # The tables, typed.

    @property
    def people(self) -> Mapping[PersonId, Person]:
        """Everybody on the map by id, those who left included."""
        return cast("Mapping[PersonId, Person]", self._tables["people"])

    @property
    def ties(self) -> Mapping[str, Tie]:
        """All ties by id; the solid reporting line is ``Person.manager``."""
        return cast("Mapping[str, Tie]", self._tables["ties"])

    @property
    def observations(self) -> Mapping[str, Observation]:
        """Every judgement ever noted, by id."""
        return cast("Mapping[str, Observation]", self._tables["observations"])

    @property
    def engagements(self) -> Mapping[str, Engagement]:
        """Every talk and meeting, by id."""
        return cast("Mapping[str, Engagement]", self._tables["engagements"])

    @property
    def asks(self) -> Mapping[str, Ask]:
        """Everything asked of somebody, by id."""
        return cast("Mapping[str, Ask]", self._tables["asks"])

    @property
    def promises(self) -> Mapping[str, Promise]:
        """Everything I promised, by id."""
        return cast("Mapping[str, Promise]", self._tables["promises"])

    @property
    def evidence(self) -> Mapping[str, Evidence]:
        """Everything seen, by id."""
        return cast("Mapping[str, Evidence]", self._tables["evidence"])

    @property
    def concerns(self) -> Mapping[str, Concern]:
        """Every worry, by id."""
        return cast("Mapping[str, Concern]", self._tables["concerns"])

    @property
    def bodies(self) -> Mapping[str, Body]:
        """Forums and councils, by id."""
        return cast("Mapping[str, Body]", self._tables["bodies"])

    @cached_property
    def initiative(self) -> Initiative:
        """What the lead has settled about the programme; the defaults when nothing is."""
        found = self._tables["settings"].get(INITIATIVE)
        return cast("Initiative", found) if found else Initiative(id=INITIATIVE)

    # Indexes.

    @cached_property
    def reports(self) -> Mapping[PersonId, tuple[PersonId, ...]]:
        """Active direct reports of each person, in the order of the file."""
        found: defaultdict[PersonId, list[PersonId]] = defaultdict(list)
        for person in self.people.values():
            if person.manager is not None and person.active:
                found[person.manager].append(person.id)
        return {boss: tuple(below) for boss, below in found.items()}

    @cached_property
    def _judged(self) -> Mapping[PersonId, Judgements]:
        newest: defaultdict[PersonId, dict[str, Observation]] = defaultdict(dict)
        for seen in self.observations.values():
            field = seen.dimension.value + ("_" if seen.dimension in _FIELDS else "")
            known = newest[seen.person].get(field)
            if known is None or seen.as_of >= known.as_of:
                newest[seen.person][field] = seen
        return {person: Judgements(**fields) for person, fields in newest.items()}

    def judgements(self, person: PersonId) -> Judgements:
        """The current judgement of a person in every dimension (the newest; later entry wins a day)."""
        return self._judged.get(person, NO_JUDGEMENTS)

    @cached_property
    def _ties_of(self) -> Mapping[PersonId, tuple[Tie, ...]]:
        found: defaultdict[PersonId, list[Tie]] = defaultdict(list)
        for tie in self.ties.values():
            if tie.active:
                found[tie.a].append(tie)
                found[tie.b].append(tie)
        return {person: tuple(ties) for person, ties in found.items()}

    def ties_of(self, person: PersonId) -> tuple[Tie, ...]:
        """Active ties that begin or end at a person, in the order of the file."""
        return self._ties_of.get(person, ())

    @cached_property
    def _engagements_of(self) -> Mapping[PersonId, tuple[Engagement, ...]]:
        found: defaultdict[PersonId, list[Engagement]] = defaultdict(list)
        for met in sorted(self.engagements.values(), key=lambda met: met.on):
            for person in met.people:
                found[person].append(met)
        return {person: tuple(met) for person, met in found.items()}

    def engagements_of(self, person: PersonId) -> tuple[Engagement, ...]:
        """Talks and meetings with a person, oldest first."""
        return self._engagements_of.get(person, ())

    @cached_property
    def _asks_of(self) -> Mapping[PersonId, tuple[Ask, ...]]:
        return _by_person(self.asks.values(), lambda ask: ask.person)

    def asks_of(self, person: PersonId) -> tuple[Ask, ...]:
        """Everything asked of a person, in the order of the file."""
        return self._asks_of.get(person, ())

    @cached_property
    def noted(self) -> frozenset[PersonId]:
        """Whose stance or commitment is judged, who has an active tie, an ask or a meeting."""
        judged = (who for who, says in self._judged.items() if says.stance_ or says.commitment_)
        return frozenset((*judged, *self._ties_of, *self._asks_of, *self._engagements_of))

    @cached_property
    def _promises_to(self) -> Mapping[PersonId, tuple[Promise, ...]]:
        return _by_person(self.promises.values(), lambda promise: promise.person)

    def promises_to(self, person: PersonId) -> tuple[Promise, ...]:
        """What I promised a person."""
        return self._promises_to.get(person, ())

    @cached_property
    def _evidence_of(self) -> Mapping[PersonId, tuple[Evidence, ...]]:
        seen = [item for item in self.evidence.values() if item.person is not None]
        return _by_person(seen, lambda item: item.person or "")

    def evidence_of(self, person: PersonId) -> tuple[Evidence, ...]:
        """What was seen of a person."""
        return self._evidence_of.get(person, ())

    @cached_property
    def _concerns_of(self) -> Mapping[PersonId, tuple[Concern, ...]]:
        return _by_person(self.concerns.values(), lambda concern: concern.person)

    def concerns_of(self, person: PersonId) -> tuple[Concern, ...]:
        """A person's worries."""
        return self._concerns_of.get(person, ())


_INDEX_TABLES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "initiative": frozenset({"settings"}),
        "reports": frozenset({"people"}),
        "_judged": frozenset({"observations"}),
        "_ties_of": frozenset({"ties"}),
        "_engagements_of": frozenset({"engagements"}),
        "_asks_of": frozenset({"asks"}),
        "noted": frozenset({"observations", "ties", "engagements", "asks"}),
        "_promises_to": frozenset({"promises"}),
        "_evidence_of": frozenset({"evidence"}),
        "_concerns_of": frozenset({"concerns"}),
    }
)


def _by_person(
    records: Iterable[_Record], person_of: Callable[[_Record], PersonId]
) -> dict[PersonId, tuple[_Record, ...]]:
    found: defaultdict[PersonId, list[_Record]] = defaultdict(list)
    for record in records:
        found[person_of(record)].append(record)
    return {person: tuple(items) for person, items in found.items()}


def _place(person: msgspec.Struct | None) -> tuple[PersonId | None, bool] | None:
    """What decides where a person stands in the chart."""
    return (person.manager, person.active) if isinstance(person, Person) else None


def _damaged(
    table: str,
    rows: Mapping[str, Records],
    kind: type[msgspec.Struct],
    file: str,
    error: msgspec.ValidationError,
) -> DamagedMap:
    """Name the first record that does not fit; the path of a whole table does not tell the id."""
    for key, row in rows.items():
        try:
            msgspec.convert(row, type=kind)
        except msgspec.ValidationError as found:
            place = re.search(r"`\$\.?([^`]*)`", str(found))
            field = place.group(1) if place else ""
            what = str(found).split(" - at")[0]
            where = f"{table}, {key}" + (f", {field}" if field else "")
            return DamagedMap(f"a record does not fit: {what}", file=file or None, field=where)
    return DamagedMap(f"table {table} does not fit: {error}", file=file or None, field=table)


def record_of(struct: msgspec.Struct) -> Records:
    """A struct as plain JSON values, defaults left out."""
    made: Records = msgspec.to_builtins(struct)
    for field, value in made.items():
        if type(value) in _HOLDING:
            made[field] = _with_lists(value)
    return made


_HOLDING = frozenset((tuple, list, dict))
"""What may hold other values, in plain ones."""


def _with_lists(value: Any) -> Any:  # noqa: ANN401 - any value that JSON can hold
    """A holding value with lists in place of tuples, since a file has only lists."""
    if type(value) is dict:
        return {
            key: _with_lists(part) if type(part) in _HOLDING else part
            for key, part in value.items()
        }
    return [_with_lists(part) if type(part) in _HOLDING else part for part in value]

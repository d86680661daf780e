"""The map as it may be shown while somebody else can see the screen: aliases in place of names.

Not the screen is masked but the map that it is drawn from, so no sentence made of it can give a name
away. The aliases are those of masked exports.
"""

from __future__ import annotations

import msgspec

from cxmap.model.orgmap import TABLES, Edit, OrgMap
from cxmap.model.people import Person
from cxmap.session.papers.mask import Mask

MAP_ALIAS = "Organisation"
"""Stands for the name of the map."""

_REFERENCES = frozenset(
    {"id", "person", "a", "b", "ask", "engagement", "manager", "me", "president", "head"}
    | {"parent", "my_unit", "table", "record", "people", "members"}
    | {"must_haves", "vetoes", "level_plus", "level_minus"}
)
"""Fields that hold ids, not text."""

_BLANK_FIELDS = (
    "given_name",
    "family_name",
    "employee_number",
    "location",
    "source",
    "source_key",
)
"""Of a person; they give away who it is, or where the file came from."""


def masked_map(org: OrgMap, mask: Mask) -> OrgMap:
    """The same map with aliases for all names, also inside notes.

    Titles, units, dates and judgements stay; addresses, numbers and places go.

    Args:
        org: The real map; not changed.
        mask: Knows the names of that map.
    """
    edits: list[Edit] = []
    for table in TABLES:
        for key, record in org.table(table).items():
            masked = _masked(record, mask)
            if isinstance(masked, Person):
                masked = msgspec.structs.replace(
                    masked,
                    display_name=mask.name(key),
                    emails=(),
                    **dict.fromkeys(_BLANK_FIELDS, ""),
                )
            elif table == "settings":
                masked = msgspec.structs.replace(masked, name=MAP_ALIAS)
            if masked is not record:
                edits.append(Edit(table, key, masked))
    return org.with_edits(edits)


def _masked(record: msgspec.Struct, mask: Mask) -> msgspec.Struct:
    """A record with the names in its texts replaced; the same object when there are none."""
    changes: dict[str, object] = {}
    for field in record.__struct_fields__:
        value = getattr(record, field)
        if field not in _REFERENCES:
            shown = _shown(value, mask)
            if shown is not value:
                changes[field] = shown
    return msgspec.structs.replace(record, **changes) if changes else record


def _shown(value: object, mask: Mask) -> object:
    """A value of a field with the names in it replaced; the same object when there are none."""
    if type(value) is str and value:
        shown = mask.text(value)
        return value if shown == value else shown
    if isinstance(value, msgspec.Struct):
        return _masked(value, mask)
    if type(value) is tuple and value:
        parts = tuple(_shown(part, mask) for part in value)
        return value if all(a is b for a, b in zip(parts, value, strict=True)) else parts
    return value

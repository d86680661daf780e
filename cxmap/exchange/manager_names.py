"""A manager named in two columns, *Manager First Name* and *Manager Last Name*, as one name."""

from __future__ import annotations

import msgspec

from cxmap.exchange.header_words import header_tokens, header_words
from cxmap.exchange.parts import Table

_GIVEN = frozenset(("first", "given", "forename", "vorname", "prenom"))
_FAMILY = frozenset(("last", "family", "surname", "nachname", "apellido", "apellidos", "nom"))
_JOINED = "Manager name (first and last)"


def with_manager_names(table: Table) -> Table:
    """Add a column with the whole names of the managers.

    Args:
        table: The table.

    Returns:
        The table, a column longer where it names managers by first and last name; else itself.
    """
    given = family = -1
    for column, header in enumerate(table.header):
        if header_words(header).fields[:1] != ("manager",):
            continue
        tokens = set(header_tokens(header))
        if tokens & _GIVEN:
            given = column if given < 0 else given
        elif tokens & _FAMILY:
            family = column if family < 0 else family
    if given < 0 or family < 0:
        return table
    rows = [[*row, f"{row[given]} {row[family]}".strip()] for row in table.rows]
    return msgspec.structs.replace(table, header=(*table.header, _JOINED), rows=rows)

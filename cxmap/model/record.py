"""What every record of the map is: frozen, named fields only, defaults left out of the file."""

from __future__ import annotations

import msgspec


class Record(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True
):
    """Base of all records. An unknown field in a file is refused rather than dropped."""

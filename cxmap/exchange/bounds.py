"""How big a source may be: beyond these it is an attack or a mistake, not a people file."""

from __future__ import annotations

from typing import Final

MAX_BYTES: Final = 200_000_000
"""Bytes of one text file."""
MAX_TREE_BYTES: Final = 40_000_000
"""Bytes of one XML or JSON file: parsed as a whole, so it costs several times its size."""
MAX_ROWS: Final = 200_000
"""Rows of one table, entries of one graph."""
MAX_COLUMNS: Final = 500
"""Columns of one text table."""
MAX_SHEET_COLUMNS: Final = 100
"""Columns of a sheet that are looked at; cells further right are left out and said."""
MAX_PART_BYTES: Final = 50_000_000
"""Unpacked bytes of one part of a workbook."""
MAX_WORKBOOK_BYTES: Final = 200_000_000
"""Unpacked bytes of a whole workbook."""
MAX_PARTS: Final = 2_000
"""Parts of a workbook."""
MAX_SHARED_TEXTS: Final = 2_000_000
"""Texts that the cells of a workbook share."""
MAX_RATIO: Final = 200
"""Unpacked bytes for one packed byte of a workbook part larger than ``RATIO_FLOOR``."""
RATIO_FLOOR: Final = 10_000_000
"""Parts below this size may be packed as tightly as they like."""
MAX_CELL: Final = 100_000
"""Characters of one cell."""
MAX_OBJECTS: Final = 2_000_000
"""Objects and lists of one JSON file."""
MAX_DEPTH: Final = 100
"""Nesting of one JSON file."""
MAX_FILES: Final = 5_000
"""Files of one folder."""

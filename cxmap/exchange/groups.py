"""Rows that stand for groups of posts, not for people: they only tell how big a team is."""

from __future__ import annotations

from cxmap.exchange.header_words import header_words
from cxmap.exchange.parts import Table


def is_group_table(table: Table) -> bool:
    """Whether rows name the post they stand under and a number of posts."""
    fields = {field for header in table.header for field in header_words(header).fields}
    return {"group_parent", "group_size"} <= fields


def read_team_sizes(table: Table) -> dict[str, float]:
    """Post reference to full-time equivalents; a number that cannot be read counts as nothing."""
    places = {
        field: column
        for column, header in enumerate(table.header)
        for field in header_words(header).fields
    }
    sizes: dict[str, float] = {}
    for row in table.rows:
        post, size = row[places["group_parent"]], row[places["group_size"]]
        try:
            number = float(size.replace(",", ""))
        except ValueError:
            continue
        if post and 0 < number < 1e6:  # noqa: PLR2004 - no team is that big
            sizes[post] = round(sizes.get(post, 0.0) + number, 4)
    return sizes

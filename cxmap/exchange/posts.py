"""Posts in a table of their own: the person names the post, the post names the post above."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from cxmap.exchange.columns import plan_columns
from cxmap.exchange.parts import ColumnPlan, Table
from cxmap.text import fold

_NAMING = frozenset(("name", "given_name", "family_name", "id", "login", "email"))
_TITLE, _ABOVE = "Title of the post", "Reports to"


def with_posts(tables: Sequence[Table]) -> list[Table]:
    """Put what a table of posts tells beside the people who carry them.

    Args:
        tables: All tables of people.

    Returns:
        The tables of people, with title and post above; no table of posts among them. The tables
        as they are where none is one of posts.
    """
    if len(tables) < 2:  # noqa: PLR2004 - one table names people and posts itself
        return list(tables)
    plans = [plan_columns(table) for table in tables]
    posts = [number for number, plan in enumerate(plans) if _is_of_posts(plan)]
    carriers = [n for n, plan in enumerate(plans) if n not in posts and "post" in plan.fields]
    if not posts or not carriers:
        return list(tables)
    told: dict[str, tuple[str, str]] = {}
    for number in posts:
        fields, rows = plans[number].fields, tables[number].rows
        post, manager, title = (
            fields["post"][0],
            fields["manager"][0],
            fields.get("title", (-1,))[0],
        )
        for row in rows:
            told[fold(row[post])] = (row[title] if title >= 0 else "", row[manager])
    found = []
    for number, table in enumerate(tables):
        if number in carriers:
            post = plans[number].fields["post"][0]
            rows = [[*row, *told.get(fold(row[post]), ("", ""))] for row in table.rows]
            header = (*table.header, _TITLE, _ABOVE)
            found.append(msgspec.structs.replace(table, header=header, rows=rows))
        elif number not in posts:
            found.append(table)
    return found


def _is_of_posts(plan: ColumnPlan) -> bool:
    return {"post", "manager"} <= set(plan.fields) and not _NAMING & set(plan.fields)

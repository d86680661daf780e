"""Which column names the managers, and by what: the pair of columns whose values fit best wins.

A header such as *Manager* only makes a column a candidate. Each candidate is held against every
kind of key of the file; the share of its values that name exactly one row decides. Where no header
helps, every pair of columns is tried, and the one that makes a tree is taken: a column of small
numbers may well hold nothing but valid row keys, but it does not end in a top.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from cxmap.exchange.cell_words import is_flag, is_top_mark
from cxmap.exchange.directory import Directory, is_dn, spaces_for
from cxmap.exchange.header_words import header_words, names_others
from cxmap.exchange.parts import ColumnPlan, Entry, ManagerColumn, ManagersBy, Table
from cxmap.exchange.profile import profile
from cxmap.text import fold

_SPACES = (
    ManagersBy.ID,
    ManagersBy.EMAIL,
    ManagersBy.DN,
    ManagersBy.NAME,
    ManagersBy.ROLE,
)
_KEY_FIELDS = ("id", "login", "employee_number", "guid", "dn")
_ONCE = ("name", "title")
"""Of several columns for such a field the first is taken; another may still be a key or a manager."""
_SAMPLE = 2_000
"""Distinct references that are looked up to judge a column."""
_GLANCE = 50
"""References that tell which kind of key to try first."""
_SURE = 0.6
"""With a column this good, share 0-1, those below ``_POOR`` are another number space."""
_POOR = 0.3
_RIVAL = 0.05
"""Columns whose shares lie this close are rivals, if they name different people."""
_DISAGREE = 0.05
"""Share of rows on which rivals must differ to make it a question."""
_FIT = 0.9
"""Without a header the values must fit this well, share 0-1."""
_HALF = 0.5
"""Most people have a manager: a column that is emptier names something else."""
_MOST_PAIRS = 12
"""Columns that are tried as keys or as managers without a header's help."""


def choose_managers(
    table: Table,
    plan: ColumnPlan,
    directory: Directory,
    entries: Sequence[Entry],
    *,
    has_arcs: bool = False,
) -> ColumnPlan:
    """Put the manager columns of a table in order.

    Args:
        table: The table.
        plan: Its columns; candidates stand under ``manager``.
        directory: Everybody in all sources.
        entries: The entries of this table.
        has_arcs: Whether relations state the lines, so that no column has to be found for them.

    Returns:
        The plan with its manager columns, best first, and their rivals.
    """
    candidates = [
        judged
        for column in plan.fields.get("manager", ())
        if not _are_flags(table, column)
        and (judged := _judge(table, column, directory)) is not None
    ]
    candidates = _less_loose(table, candidates, directory, entries)
    if not candidates:
        if has_arcs or plan.chain or "path" in plan.fields or table.is_graph:
            return plan
        by_value = _by_values(table, plan, entries)
        return plan if by_value is None else msgspec.structs.replace(plan, managers=(by_value,))
    best = max(candidates, key=_preference)
    if best.share < _POOR:
        by_value = _by_values(table, plan, entries)
        if by_value is not None:
            return msgspec.structs.replace(plan, managers=(by_value,))
    floor = _POOR if best.share >= _SURE else 0.0
    good = [found for found in candidates if found is best or found.share > floor]
    good.sort(key=_preference, reverse=True)
    rivals = tuple(
        found
        for found in good[1:]
        if best.share - found.share <= _RIVAL
        and best.share >= _SURE
        and _disagree(table, best, found, directory)
    )
    kept = tuple(found for found in good if found not in rivals)
    return msgspec.structs.replace(plan, managers=kept, rivals=rivals)


def _are_flags(table: Table, column: int) -> bool:
    """Whether a column says who is a manager, with yes and no, instead of who the manager is."""
    values = {row[column] for row in table.rows if row[column]}
    return 0 < len(values) <= 2 and all(is_flag(value) for value in values)  # noqa: PLR2004 - yes and no


def _less_loose(
    table: Table,
    candidates: Sequence[ManagerColumn],
    directory: Directory,
    entries: Sequence[Entry],
) -> list[ManagerColumn]:
    """The candidates less those that only sound like it.

    *Area Manager* is no manager beside a column that is one, and else only where its values make a
    tree of the people.
    """
    plain = [c for c in candidates if not header_words(table.header[c.column]).loose]
    if any(found.share >= _SURE for found in plain):
        return plain
    return [
        found
        for found in candidates
        if found in plain
        or (
            found.share >= _SURE
            and tree_share(
                _bosses([table.rows[e.row][found.column] for e in entries], found.by, directory)
            )
            >= _FIT
        )
    ]


def _preference(found: ManagerColumn) -> tuple[float, int, int]:
    """The better share first; of equal ones keys before names, and the order of the file."""
    return round(found.share, 2), -_SPACES.index(found.by), -found.column


def find_unnamed_keys(table: Table, plan: ColumnPlan) -> ColumnPlan:
    """In a table without an id column, take the pair of key and manager that makes a tree."""
    if table.is_graph or len(table.rows) < 2:  # noqa: PLR2004 - one row is no tree
        return plan
    keys = [c for field in _KEY_FIELDS for c in plan.fields.get(field, ())]
    if keys:
        return plan if _covered(table, plan, keys) else _with_referred_keys(table, plan)
    if plan.fields.get("manager"):
        return _with_referred_keys(table, plan)
    free = _free_columns(table, plan)
    rows = table.rows
    keys = [
        c
        for c in free
        if len({row[c] for row in rows}) == len(rows) and all(row[c] for row in rows)
    ]
    best: tuple[float, int, int] | None = None
    for key in keys[:_MOST_PAIRS]:
        index = {row[key]: number for number, row in enumerate(rows)}
        for column in free:
            if column == key:
                continue
            bosses = [index.get(row[column], -1) for row in rows]
            named = sum(1 for row in rows if not is_top_mark(row[column]))
            known = sum(1 for boss in bosses if boss >= 0)
            if not named or known < named * _FIT or known < len(rows) * _FIT / 2:
                continue
            share = tree_share(bosses)
            if share >= _FIT and (best is None or share > best[0]):
                best = (share, key, column)
    if best is not None:
        return _with_fields(plan, id=(best[1],), manager=(best[2],))
    unique = [c for c in keys if profile(rows, c).words < _FIT or profile(rows, c).whole > _FIT]
    return _with_fields(plan, id=(unique[0],)) if unique and not table.header_line else plan


def _covered(table: Table, plan: ColumnPlan, keys: Sequence[int]) -> bool:
    """Whether some of the managers named are rows by a key or a name of the table."""
    columns = plan.fields.get("manager", ())
    seen = {row[c] for row in table.rows[:_SAMPLE] for c in columns if not is_top_mark(row[c])}
    named = {value for value in seen if value.isalnum()}
    if not named or len(named) < len(seen):
        return True  # names, addresses and written-out references are looked up in other ways
    plain = {fold(value).lstrip("0") for value in named}
    return any(
        not plain.isdisjoint(fold(row[c]).lstrip("0") for row in table.rows)
        for c in (*keys, *plan.fields.get("name", ()))
    )


def _with_referred_keys(table: Table, plan: ColumnPlan) -> ColumnPlan:
    """Take a column as key that no header names, where the managers are told by its values."""
    named = {
        row[column]
        for column in plan.fields["manager"]
        for row in table.rows
        if not is_top_mark(row[column])
    }
    for column in _free_columns(table, plan):
        values = {row[column] for row in table.rows if row[column]}
        if named and len(values) == len(table.rows) and len(named & values) >= len(named) * _FIT:
            return _with_fields(plan, guid=(column,))
    return plan


def _with_fields(plan: ColumnPlan, **fields: tuple[int, ...]) -> ColumnPlan:
    return msgspec.structs.replace(plan, fields={**plan.fields, **fields})


def tree_share(bosses: Sequence[int]) -> float:
    """Share of rows whose line ends at a top instead of in a circle, 0 to 1.

    Args:
        bosses: Index of each row's manager; negative at a top, its own index likewise.
    """
    if not bosses:
        return 0.0
    state = [0] * len(bosses)  # 0 not seen, 1 ends at a top, 2 ends in a circle, 3 on this walk
    for start in range(len(bosses)):
        walk, here = [], start
        while here >= 0 and not state[here]:
            state[here] = 3
            walk.append(here)
            here = bosses[here] if bosses[here] != here else -1
        end = 1 if here < 0 else (2 if state[here] == 3 else state[here])  # noqa: PLR2004 - on this walk
        for row in walk:
            state[row] = end
    return state.count(1) / len(bosses)


def _references(table: Table, column: int) -> Counter[str]:
    """How often each reference is made, at most ``_SAMPLE`` of them, in the order of the file."""
    counts = Counter(row[column] for row in table.rows if row[column])
    kept = [(value, count) for value, count in counts.items() if not is_top_mark(value)]
    step = max(1, len(kept) // _SAMPLE)
    return Counter(dict(kept[::step]))


def _judge(
    table: Table, column: int, directory: Directory, spaces: Iterable[ManagersBy] = _SPACES
) -> ManagerColumn | None:
    """The kind of key a column fits best; None for a column without references."""
    references = _references(table, column)
    total = references.total()
    if not total:
        return None
    hint = header_words(table.header[column]).hint
    best: ManagerColumn | None = None
    likely = _likely_space(references)
    for space in sorted(spaces, key=lambda space: space is not likely):
        named = single = 0
        for reference, count in references.items():
            hit = directory.find(reference, (space,))
            named += count * bool(hit.entries)
            single += count * (len(hit.entries) == 1)
        share = (named + single) / (2 * total)
        bonus = 0.01 if hint == space.value else 0.0
        if best is None or share + bonus > best.share + 1e-9:
            best = ManagerColumn(column=column, by=space, share=min(share, 1.0))
        if single == total:
            break
    return best


def _likely_space(references: Iterable[str]) -> ManagersBy:
    """What references look like: tried first, so that the other keys need no index."""
    sample = [reference for reference, _ in zip(references, range(_GLANCE), strict=False)]
    if all("@" in reference for reference in sample):
        return ManagersBy.EMAIL
    if all(is_dn(reference) for reference in sample):
        return ManagersBy.DN
    if all(" " in reference or "," in reference for reference in sample):
        return ManagersBy.NAME
    return ManagersBy.ID


def _disagree(
    table: Table, first: ManagerColumn, second: ManagerColumn, directory: Directory
) -> bool:
    """Whether two columns name different people on more than a few rows."""
    both = differ = 0
    seen: dict[tuple[str, str], bool] = {}
    for row in table.rows:
        pair = (row[first.column], row[second.column])
        if is_top_mark(pair[0]) or is_top_mark(pair[1]):
            continue
        if pair not in seen:
            a = directory.find(pair[0], spaces_for(pair[0], first.by)).entries
            b = directory.find(pair[1], spaces_for(pair[1], second.by)).entries
            seen[pair] = bool(a and b) and not set(a) & set(b)
        both += 1
        differ += seen[pair]
    return differ > both * _DISAGREE


def _free_columns(table: Table, plan: ColumnPlan) -> list[int]:
    used = set(plan.chain)
    for field, found in plan.fields.items():
        used.update(found[:1] if field in _ONCE else found)
    return [
        column
        for column, header in enumerate(table.header)
        if column not in used and not header_words(header).private and not names_others(header)
    ]


def _by_values(table: Table, plan: ColumnPlan, entries: Sequence[Entry]) -> ManagerColumn | None:
    """The column that makes a tree of the rows, found without its header."""
    directory = Directory(entries)
    best: tuple[float, float, ManagerColumn] | None = None
    for column in _free_columns(table, plan):
        if set(header_words(table.header[column]).fields) - {"name"}:
            continue
        shape = profile(table.rows, column)
        if shape.filled < _HALF or shape.distinct > _FIT or shape.dates > _FIT:
            continue
        judged = _judge(table, column, directory)
        if judged is None or judged.share < _FIT:
            continue
        values = [table.rows[entry.row][column] for entry in entries]
        bosses = _bosses(values, judged.by, directory)
        share = tree_share(bosses)
        if table.header[column] and shape.whole > _FIT and not _is_one_chart(bosses):
            continue  # a grade or a level may point at row keys by chance
        if share >= _FIT and (best is None or (share, judged.share) > best[:2]):
            best = (share, judged.share, judged)
    return best[2] if best else None


def _is_one_chart(bosses: Sequence[int]) -> bool:
    """Whether lines make one tree of more than two levels: numbers do so by design only."""
    tops = [n for n, boss in enumerate(bosses) if boss in {-1, n}]
    return (
        len(tops) == 1
        and tree_share(bosses) == 1.0
        and any(boss not in {-1, tops[0]} for boss in bosses)
    )


def _bosses(values: Sequence[str], by: ManagersBy, directory: Directory) -> list[int]:
    """Index of each entry's manager by one column, -1 for none."""
    seen: dict[str, int] = {}
    bosses = []
    for value in values:
        if value not in seen:
            hit = () if is_top_mark(value) else directory.find(value, (by,)).entries
            seen[value] = hit[0] if len(hit) == 1 else -1
        bosses.append(seen[value])
    return bosses

"""Relations of a graph or an edge table: reporting lines, dotted lines, ties, and what is neither."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from cxmap.exchange.directory import Directory
from cxmap.exchange.managers import tree_share
from cxmap.exchange.parts import Arc, Entry, ManagersBy
from cxmap.exchange.people_file import OtherRelation, ReadTie, Unresolved
from cxmap.exchange.relations import MUTUAL, Meaning, relation_meaning, tie_strength

_ENDS = (ManagersBy.ID, ManagersBy.EMAIL, ManagersBy.DN, ManagersBy.NAME)


class Ties(msgspec.Struct):
    """What the relations say.

    Attributes:
        bosses: Reporting lines, ``(person, manager)``.
        dotted: Further lines, ``(person, manager)``.
        ties: Informal ties, by index until keys are settled.
        other: Relations that are no ties of the map.
        unresolved: Reporting lines to somebody who is not there.
        notes: What was inferred.
    """

    bosses: list[tuple[int, int]]
    dotted: list[tuple[int, int]]
    ties: list[tuple[int, int, str, Arc]]
    other: list[OtherRelation]
    unresolved: dict[int, Unresolved]
    notes: list[str]


def read_ties(arcs: Sequence[Arc], entries: Sequence[Entry], directory: Directory) -> Ties:
    """Sort relations by what they mean.

    Args:
        arcs: As the files state them.
        entries: The people.
        directory: The people under all keys.

    Returns:
        Lines, ties and the rest; nothing is guessed from likeness.
    """
    result = Ties([], [], [], [], {}, [])
    seen: dict[str, int | None] = {}

    def place(reference: str) -> int | None:
        if reference not in seen:
            hit = directory.find(reference, _ENDS).entries
            seen[reference] = hit[0] if len(hit) == 1 else None
        return seen[reference]

    unnamed = _unnamed_meaning(arcs, [(place(arc.a), place(arc.b)) for arc in arcs], result)
    for arc in arcs:
        meaning = _meaning(arc, unnamed)
        a, b = (arc.b, arc.a) if meaning.inverse else (arc.a, arc.b)
        first, second = place(a), place(b)
        if first is None or second is None or not meaning.kind:
            if meaning.kind == "reports_to" and first is not None:
                result.unresolved.setdefault(first, _line_to(b, arc, entries[first]))
            else:
                result.other.append(
                    OtherRelation(a=arc.a, b=arc.b, word=arc.word, direction=arc.direction)
                )
            continue
        if first == second and meaning.kind != "reports_to":
            continue
        _sort_in(arc, first, second, meaning.kind, result)
        if arc.uncertain and meaning.kind == "reports_to":
            result.notes.append(
                f"{arc.source}: the line from {a} to {b} is marked as reversed: please check it"
            )
    if result.other:
        result.notes.append(
            f"{len(result.other)} relation(s) are no ties between people of the map: left out"
        )
    return result


def _meaning(arc: Arc, unnamed: Meaning) -> Meaning:
    """What one relation means; a dotted line is drawn the way the other arrows of a drawing are."""
    if not arc.word:
        return unnamed if arc.direction == "directed" else Meaning("allied_with")
    meaning = relation_meaning(arc.word)
    if arc.downward and meaning.kind == "dotted":
        return Meaning("dotted", inverse=unnamed.inverse)
    return meaning


def _sort_in(arc: Arc, first: int, second: int, kind: str, result: Ties) -> None:
    if kind == "reports_to":
        result.bosses.append((first, second))
    elif kind == "dotted":
        result.dotted.append((first, second))
    elif kind in MUTUAL:
        result.ties.append((min(first, second), max(first, second), kind, arc))
    else:
        result.ties.append((first, second, kind, arc))
        if arc.direction != "directed":
            result.ties.append((second, first, kind, arc))


def _line_to(reference: str, arc: Arc, entry: Entry) -> Unresolved:
    return Unresolved(row=arc.line, person=entry.key, value=reference, source=arc.source)


def _unnamed_meaning(
    arcs: Sequence[Arc], ends: Sequence[tuple[int | None, int | None]], result: Ties
) -> Meaning:
    """What directed arrows without a word are: a chart if they make a tree, else influence.

    Where every person has at most one arrow out, arrows go up to the manager; where every person
    has at most one arrow in, they are drawn from the manager down.
    """
    bare = [
        (a, b)
        for arc, (a, b) in zip(arcs, ends, strict=True)
        if not arc.word and arc.direction == "directed" and a is not None and b is not None
    ]
    if not bare:
        return Meaning()
    if any(relation_meaning(arc.word).kind == "reports_to" for arc in arcs if arc.word):
        return Meaning("influences")
    out, into = Counter(a for a, _ in bare), Counter(b for _, b in bare)
    downward = any(arc.downward for arc in arcs)
    up_fits = max(out.values()) == 1 and _is_tree(bare)
    down_fits = max(into.values()) == 1 and _is_tree([(b, a) for a, b in bare])
    if down_fits and (downward or not up_fits):
        result.notes.append("arrows without a name make a chart drawn from the manager down")
        return Meaning("reports_to", inverse=True)
    if up_fits:
        result.notes.append("arrows without a name make a chart drawn up to the manager")
        return Meaning("reports_to")
    result.notes.append("arrows without a name make no chart: taken as influence")
    return Meaning("influences")


def _is_tree(pairs: Sequence[tuple[int, int]]) -> bool:
    bosses = [-1] * (1 + max(max(pair) for pair in pairs))
    for person, boss in pairs:
        bosses[person] = boss
    return tree_share(bosses) == 1.0


def finished_ties(found: Ties, keys: Sequence[str], gone: Sequence[bool]) -> tuple[ReadTie, ...]:
    """Ties between people who are in the result, each once, in the order of the file.

    Args:
        found: The ties by index.
        keys: The final key of every entry.
        gone: Entries that are left out.
    """
    strengths = [arc.strength for *_, arc in found.ties if arc.strength is not None]
    highest = max(strengths, default=0.0)
    ties: dict[tuple[int, int, str], ReadTie] = {}
    for first, second, kind, arc in found.ties:
        if gone[first] or gone[second] or (first, second, kind) in ties:
            continue
        ties[first, second, kind] = ReadTie(
            a=keys[first],
            b=keys[second],
            kind=kind,
            word=arc.word,
            strength=tie_strength(arc.strength, highest),
            row=arc.line,
        )
    return tuple(ties.values())

"""The organisation as an outline: which lines of the tree are open, filtered, or below the chosen root.

Knows nothing of a screen. Nodes are numbered in the order in which a fully open tree shows them
(parents first), so everything below a node is one run of numbers and no step recurses: folding one
line costs what is visible, whatever the depth.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence

from cxmap.text import fold
from cxmap.tui.walk import Walk


class Outline:
    """A tree of people with lines that fold.

    Args:
        places: One key for each person with its place, counted from 0, siblings in the order wanted
            on the screen.
        parents: For each place that of the manager, or -1 at a top. A circle is opened at its first
            member, so everybody is in the outline once.
        text_of: What a filter and a search look at, folded, for a place; asked when the first word
            is sought. None for nothing to seek in.
        references: Pairs of places (person, manager): the person is shown once more below that
            manager, as a reference without lines of its own.
    """

    def __init__(
        self,
        places: Mapping[str, int],
        parents: Sequence[int],
        text_of: Callable[[int], str] | None = None,
        references: Iterable[tuple[int, int]] = (),
    ) -> None:
        walked = Walk(parents, references)
        order = self._source = walked.order
        self._depths = walked.depths
        self._ends = walked.ends
        self._parents = walked.above
        self._is_reference = walked.is_reference
        keys = list(places)
        self._keys = [keys[at] for at in order]
        self._text_of = text_of
        self._texts: list[str] | None = None
        self._places = places
        self._walked = walked
        self._open = bytearray(len(order))
        self._root = -1
        self._wanted: str = ""
        self._matches: frozenset[int] | None = None
        self._kept: bytearray | None = None
        self.rows: Sequence[int] = ()
        """The nodes on the screen, top to bottom."""
        self._lay_out()

    def _node_of(self, key: str) -> int | None:
        """The first appearance of a person; None for somebody who is not in the outline."""
        place = self._places.get(key)
        return None if place is None else self._walked.node_of(place)

    def __len__(self) -> int:
        """Number of rows on the screen."""
        return len(self.rows)

    @property
    def size(self) -> int:
        """Number of nodes in all, references included."""
        return len(self._keys)

    # One row.

    def key(self, row: int) -> str:
        """Key of the person in a row; a reference has its person's key."""
        return self._keys[self.rows[row]]

    def place(self, row: int) -> int:
        """Place of the person in the sequences that the outline was made from."""
        return self._source[self.rows[row]]

    def depth(self, row: int) -> int:
        """Steps below the first line of the screen's root."""
        base = self._depths[self._root] if self._root >= 0 else 0
        return self._depths[self.rows[row]] - base

    def is_reference(self, row: int) -> bool:
        """Whether the row is the second appearance of a person, below a dotted-line manager."""
        return bool(self._is_reference[self.rows[row]])

    def count_below(self, row: int) -> int:
        """Everybody below the person in the row."""
        node = self.rows[row]
        return self._ends[node] - node - 1

    def is_open(self, row: int) -> bool:
        """Whether the lines below are shown; False for somebody without anybody below."""
        node = self.rows[row]
        return row + 1 < len(self.rows) and self._parents[self.rows[row + 1]] == node

    def is_match(self, row: int) -> bool:
        """Whether a filter is on and the row itself fits it (not only somebody below)."""
        return self._matches is not None and self.rows[row] in self._matches

    def row_of(self, key: str) -> int | None:
        """Row of a person, None while folded away or filtered out."""
        node = self._node_of(key)
        return None if node is None else self._row_of_node(node)

    def _row_of_node(self, node: int) -> int | None:
        row = bisect_left(self.rows, node)
        return row if row < len(self.rows) and self.rows[row] == node else None

    # Folding.

    def fold(self, row: int) -> int:
        """Fold a row; on a row without open lines, fold the line above it.

        Returns:
            The row to stand on afterwards.
        """
        node = self.rows[row]
        if self._kept is not None or not self.is_open(row):
            parent = self._parents[node]
            first = max(self._root, 0)
            if parent < first or node == self._root:
                return row
            found = self._row_of_node(parent)
            return row if found is None else found
        self._open[node] = 0
        self._lay_out()
        return row

    def unfold(self, row: int) -> int:
        """Show the lines below a row; on an open row, go to its first line.

        Returns:
            The row to stand on afterwards.
        """
        if self.is_open(row):
            return row + 1
        if self.count_below(row):
            self._open[self.rows[row]] = 1
            self._lay_out()
        return row

    def unfold_all(self) -> None:
        """Show everybody."""
        self._open = bytearray(b"\x01") * len(self._keys)
        self._lay_out()

    def fold_all(self, depth: int = 0) -> None:
        """Show only the first levels.

        Args:
            depth: Levels that stay open; 0 shows the tops alone.
        """
        self._open = bytearray(map(depth.__gt__, self._depths))
        self._lay_out()

    def reveal(self, key: str) -> int | None:
        """Open every line above a person, leaving root and filter when they hide the person.

        Returns:
            The row of the person; None when nobody has that key.
        """
        node = self._node_of(key)
        if node is None:
            return None
        if self._root >= 0 and not self._root <= node < self._ends[self._root]:
            self._root = -1
        if self._kept is not None and not self._kept[node]:
            self._matches = self._kept = None
            self._wanted = ""
        above = self._parents[node]
        while above >= 0:
            self._open[above] = 1
            above = self._parents[above]
        self._lay_out()
        return self._row_of_node(node)

    def open_keys(self) -> frozenset[str]:
        """Whose lines are open, to be handed to :meth:`reopen` of a newer outline."""
        return frozenset(self._keys[node] for node, is_open in enumerate(self._open) if is_open)

    def reopen(self, keys: Iterable[str]) -> None:
        """Open the lines of these people and no others; unknown keys are passed over."""
        self._open = bytearray(len(self._keys))
        for key in keys:
            node = self._node_of(key)
            if node is not None:
                self._open[node] = 1
        self._lay_out()

    # Root.

    @property
    def root(self) -> str | None:
        """The person at whom the outline begins; None for the whole organisation."""
        return self._keys[self._root] if self._root >= 0 else None

    def root_at(self, key: str | None) -> bool:
        """Begin at a person, or show the whole organisation again.

        Returns:
            False when nobody has that key; nothing changes then.
        """
        node = -1 if key is None else self._node_of(key)
        if node is None:
            return False
        self._root = node
        if node >= 0:
            self._open[node] = 1
        self._lay_out()
        return True

    def trail(self) -> list[str]:
        """Keys from the top down to the root, both included; empty for the whole organisation."""
        found: list[str] = []
        node = self._root
        while node >= 0:
            found.append(self._keys[node])
            node = self._parents[node]
        return found[::-1]

    # Filter and search.

    @property
    def wanted(self) -> str:
        """The words of the filter that is on; empty for none."""
        return self._wanted

    def filter(self, wanted: str) -> int:
        """Keep the rows that hold all the words, with everybody above them.

        Args:
            wanted: Words separated by blanks, in any case; empty takes the filter off.

        Returns:
            Number of people who fit, in the whole outline; 0 when the filter is off.
        """
        words = fold(wanted).split()
        self._wanted = wanted.strip()
        if not words:
            self._matches = self._kept = None
            self._lay_out()
            return 0
        return self.keep(self._holding(words))

    def keep(self, nodes: Iterable[int]) -> int:
        """Keep some nodes with everybody above them; for filters that are no words."""
        self._matches = frozenset(nodes)
        kept = bytearray(len(self._keys))
        parents = self._parents
        for node in self._matches:
            here = node
            while here >= 0 and not kept[here]:
                kept[here] = 1
                here = parents[here]
        self._kept = kept
        self._lay_out()
        return len(self._matches)

    def _holding(self, words: Sequence[str]) -> list[int]:
        if self._texts is None:
            ask = self._text_of or (lambda _: "")
            self._texts = [ask(place) for place in self._source]
        texts = self._texts
        first, *others = words
        found = [node for node, text in enumerate(texts) if first in text]
        for word in others:
            found = [node for node in found if word in texts[node]]
        return [node for node in found if not self._is_reference[node]]

    def find(self, wanted: str, *, after: int, forwards: bool = True) -> str | None:
        """The next person who fits, folded away or not, going round at the end.

        Args:
            wanted: Words as for :meth:`filter`.
            after: Row to start from; that row itself comes last.
            forwards: Downwards; otherwise upwards.

        Returns:
            Key of the person, None when nobody fits.
        """
        words = fold(wanted).split()
        found = self._holding(words) if words else []
        if not found:
            return None
        here = self.rows[after] if 0 <= after < len(self.rows) else -1
        if forwards:
            return self._keys[next((node for node in found if node > here), found[0])]
        return self._keys[next((node for node in reversed(found) if node < here), found[-1])]

    def _lay_out(self) -> None:
        first = max(self._root, 0)
        end = self._ends[self._root] if self._root >= 0 else len(self._keys)
        if self._kept is not None:
            kept = self._kept
            self.rows = [node for node in range(first, end) if kept[node]]
            return
        if self._open.count(1) == len(self._open):
            self.rows = range(first, end)
            return
        rows = []
        node = first
        opened, ends = self._open, self._ends
        while node < end:
            rows.append(node)
            node = node + 1 if opened[node] else ends[node]
        self.rows = rows

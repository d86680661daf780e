"""One walk through the reporting lines, which makes the numbers that an outline works with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


class Walk:
    """The tree walked once, parents before their reports, without recursion.

    Lists of numbers side by side, not a tuple for each person: at 100,000 people that is the
    difference between a blink and a wait.

    Args:
        parents: For each person the place of the manager, or -1 at a top.
        references: Pairs of places (person, manager), shown once more below that manager.
    """

    def __init__(self, parents: Sequence[int], references: Iterable[tuple[int, int]]) -> None:
        self.order: list[int] = []
        """The place that each node shows."""
        self.above: list[int] = []
        """The node above each node, -1 at a top."""
        self.depths: list[int] = []
        """Steps below a top."""
        self.is_reference = bytearray()
        """Whether a node is the second appearance of a person."""
        self._dotted = list(references)
        self._below, tops = self._children(parents)
        self._node_of_place = [-1] * len(parents)
        for top in tops:
            self._walk(top, parents)
        if len(self.order) < len(parents) + len(self._dotted):
            for place in range(len(parents)):  # whoever no top reaches stands in a circle
                self._walk(place, parents)
        self.ends = self._ends()

    def node_of(self, place: int) -> int:
        """The first appearance of the person at a place."""
        return self._node_of_place[place]

    def _children(self, parents: Sequence[int]) -> tuple[dict[int, list[int]], list[int]]:
        """Who stands below whom, and the tops; references are negative and come last."""
        below: dict[int, list[int]] = {}
        tops: list[int] = []
        for place, parent in enumerate(parents):
            if parent < 0:
                tops.append(place)
            elif parent in below:
                below[parent].append(place)
            else:
                below[parent] = [place]
        for number, (_, manager) in enumerate(self._dotted):
            below.setdefault(manager, []).append(-number - 1)
        return below, tops

    def _walk(self, top: int, parents: Sequence[int]) -> None:
        node_of, below, depths = self._node_of_place, self._below, self.depths
        show, hang, is_reference_at = self.order.append, self.above.append, self.is_reference.append
        node = len(self.order)
        stack = [] if node_of[top] >= 0 else [top]
        while stack:
            place = stack.pop()
            is_reference = place < 0
            if is_reference:
                place, manager = self._dotted[-place - 1]
                above = node_of[manager]
            elif node_of[place] >= 0:
                continue
            else:
                above = -1 if place == top else node_of[parents[place]]
                node_of[place] = node
                if place in below:
                    stack += reversed(below[place])
            show(place)
            hang(above)
            depths.append(depths[above] + 1 if above >= 0 else 0)
            is_reference_at(is_reference)
            node += 1

    def _ends(self) -> list[int]:
        """For each node the first node after everything below it."""
        ends = list(range(1, len(self.order) + 1))
        for node in range(len(ends) - 1, -1, -1):
            above = self.above[node]
            if above >= 0 and ends[above] < ends[node]:
                ends[above] = ends[node]
        return ends

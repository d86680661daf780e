"""A problem laid out for searching: people as bits, whole sets of people as whole numbers.

People are numbered by rank and id, the president left out, so that smaller numbers win ties and
equal problems search alike whatever the order of their input. The layout follows the rules of
``replay.py`` to the letter; plans found on it are replayed there all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cxmap.plan.problem import Problem, Stage

NEVER = 1 << 40
"""A price that cannot be paid: no number of talks wins the person."""


def bits(mask: int) -> Iterator[int]:
    """The numbers of the people in a set, smallest first."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


class Board:
    """A problem in numbers.

    Args:
        problem: A problem without faults.
        relaxed: Drop friction and pins. The relaxed problem is never harder, so its optimum is a
            bound.
        by_effort: Price a conversation at its cost instead of 1.
    """

    def __init__(self, problem: Problem, *, relaxed: bool = False, by_effort: bool = False) -> None:
        seated = [person for person in problem.people if person.stage is not Stage.PRESIDENT]
        seated.sort(key=lambda person: (person.rank, person.id))
        self.problem = problem
        self.people = tuple(seated)
        self.ids = tuple(person.id for person in seated)
        self.size = len(seated)
        self.everybody = (1 << self.size) - 1
        self.number = {person_id: at for at, person_id in enumerate(self.ids)}
        self.need = [person.need for person in seated]
        self.gain = [person.gain for person in seated]
        self.must = [person.must_meet for person in seated]
        self.most_talks = [person.max_talks for person in seated]
        self.cost = [person.cost if by_effort else 1 for person in seated]
        self.weight = [person.leader_weight for person in seated]
        self._lay_sets(problem)
        if relaxed:
            self.pinned = 0
        self._lay_ties(problem, relaxed=relaxed)
        self.useful = self._find_useful()
        # Prices by the part of a group that pulls at a person; searches read it in their loops.
        self.known: list[dict[int, int]] = [{} for _ in seated]

    def _lay_sets(self, problem: Problem) -> None:
        """The sets of people that the rules speak of."""
        self.outcome = self._set(person.stage is Stage.OUTCOME for person in self.people)
        self.drivers = self._set(person.stage is Stage.DRIVER for person in self.people)
        self.others = self._set(person.stage is Stage.OTHER for person in self.people)
        self.reach = self._set(person.reach for person in self.people)
        self.leaders = self._set(person.leader_weight > 0 for person in self.people)
        self.pinned = self._set(person.pinned for person in self.people)
        self.today = self._set(person.on_board for person in self.people)
        self.unmet = self._set(person.must_meet == 0 for person in self.people)
        params = problem.params
        self.required = sum(1 << self.number[person_id] for person_id in set(params.required))
        self.quorum = params.quorum
        self.gate_outcome = params.gate_outcome
        self.gate_driver = params.gate_driver
        self.capacity = params.capacity_per_week
        # Who waits for whom; a president who is waited for never comes, so the wait never ends.
        self.waits = [
            (self.number[waiting], 1 << self.number.get(other, self.size))
            for waiting, other in sorted(problem.waits)
            if waiting in self.number
        ]
        self.equal_weights = all(weight <= 1 for weight in self.weight)
        if not self.equal_weights:
            self._lay_weights()

    def _lay_ties(self, problem: Problem, *, relaxed: bool) -> None:
        """Pulls and introductions by target; several pulls between two people add up first."""
        sums: dict[tuple[int, int], int] = {}
        self.openers = [0] * self.size
        for pull in problem.pulls:
            source, target = self.number.get(pull.source), self.number.get(pull.target)
            if source is None or target is None or source == target:
                continue
            key = (target, source)
            sums[key] = sums.get(key, 0) + pull.pull
            if pull.intro:
                self.openers[target] |= 1 << source
        self.pulls: list[list[tuple[int, int]]] = [[] for _ in range(self.size)]
        self.pullers = [0] * self.size
        self.pulled_by = [0] * self.size
        self.monotone = True
        for (target, source), points in sorted(sums.items()):
            if points < 0 and relaxed:
                continue
            self.monotone = self.monotone and points >= 0
            if points:
                self.pulls[target].append((1 << source, points))
                self.pullers[target] |= 1 << source
                self.pulled_by[source] |= 1 << target
        self._lay_doors()

    def _lay_doors(self) -> None:
        """For every byte of a set: whom its people can introduce, all sets of a byte at once."""
        opens = [0] * (self.size + 8)
        for target, openers in enumerate(self.openers):
            for opener in bits(openers):
                opens[opener] |= 1 << target
        self._doors: list[list[int]] = []
        for first in range(0, self.size, 8):
            doors = [0]
            for at in range(first, first + 8):
                doors += [door | opens[at] for door in doors]
            self._doors.append(doors)

    def _lay_weights(self) -> None:
        """For every byte of a set: what its people weigh."""
        self._sums: list[list[int]] = []
        for first in range(0, self.size, 8):
            sums = [0]
            for weight in self.weight[first : first + 8]:
                sums += [known + weight for known in sums]
            self._sums.append(sums)

    def _find_useful(self) -> int:
        """Everybody whose being on board can matter to the goal in the end, and the pinned."""
        useful = self.leaders | self.required
        if self.gate_outcome:
            useful |= self.outcome
        if self.gate_driver:
            useful |= self.drivers
        pending = useful
        while pending:
            grown = useful
            for at in bits(pending):
                grown |= self.pullers[at] | self.openers[at]
            for at, others in self.waits:
                grown |= others & self.everybody if grown >> at & 1 else 0
            pending = grown & ~useful
            useful = grown
        return useful | self.pinned

    def _set(self, chosen: Iterator[bool]) -> int:
        """The set of those for whom it is true."""
        return sum(1 << at for at, is_in in enumerate(chosen) if is_in)

    def pulled(self, at: int, group: int) -> int:
        """Points that a group on board adds at a person."""
        return sum(points for bit, points in self.pulls[at] if group & bit)

    def talks(self, at: int, group: int, held: int = 0) -> int:
        """Further conversations that win a person while the group is on board.

        Args:
            at: The person's number.
            group: The set on board.
            held: Conversations already held within the plan.

        Returns:
            The least number, 0 if the person would join unasked; ``NEVER`` when the person does
            not grant that many.
        """
        if held:
            return self._talks(at, group, held)
        known = self.known[at]
        key = group & self.pullers[at]
        price = known.get(key)
        if price is None:
            price = known[key] = self._talks(at, key, 0)
        return price

    def _talks(self, at: int, group: int, held: int) -> int:
        """The count behind ``talks``."""
        lacking = self.need[at] - self.pulled(at, group)
        if lacking > 0:
            if not self.gain[at]:
                return NEVER
            total = max(self.must[at], -(-lacking // self.gain[at]))
        else:
            total = self.must[at]
        return max(0, total - held) if total <= self.most_talks[at] else NEVER

    def settle(self, group: int, held: Sequence[int] | None = None) -> int:
        """Let everybody who is ready join, in rounds, each judged against the same set.

        Args:
            group: The set on board.
            held: Conversations held with each person; None for none at all.
        """
        while True:
            ready = 0
            waiting = self.everybody & ~group
            if held is None:
                waiting &= self.unmet
            for at in bits(waiting):
                count = held[at] if held is not None else 0
                if count < self.must[at]:
                    continue
                if self.gain[at] * count + self.pulled(at, group) >= self.need[at]:
                    ready |= 1 << at
            if not ready:
                return group
            group |= ready

    def join(self, group: int, at: int, held: Sequence[int] | None = None) -> int:
        """The settled set after one person joins a settled set.

        Only those whom the newcomers pull can have become ready.

        Args:
            group: The set on board, settled.
            at: Who joins.
            held: Conversations held with each person; None when nobody outside was talked to.
        """
        group |= 1 << at
        able = self.unmet if held is None else self.everybody
        changed = self.pulled_by[at] & able & ~group
        while changed:
            ready = 0
            for other in bits(changed):
                if not self.talks(other, group, held[other] if held else 0):
                    ready |= 1 << other
            group |= ready
            changed = 0
            for other in bits(ready):
                changed |= self.pulled_by[other]
            changed &= able & ~group
        return group

    def open(self, group: int) -> int:
        """Everybody useful outside the group whose stage is open and who can be asked."""
        closed = 0
        if (group & self.outcome).bit_count() < self.gate_outcome:
            closed = self.drivers | self.others
        elif (group & self.drivers).bit_count() < self.gate_driver:
            closed = self.others
        allowed = self.useful & ~group & ~closed & self.accessible(group)
        for at, others in self.waits:
            if others & ~group:
                allowed &= ~(1 << at)
        return allowed

    def accessible(self, group: int) -> int:
        """Everybody who can be asked directly or be introduced by the group."""
        doors = self.reach
        for known in self._doors:
            doors |= known[group & 255]
            group >>= 8
        return doors

    def weigh(self, group: int) -> int:
        """Leader weight of a group."""
        if self.equal_weights:
            return (group & self.leaders).bit_count()
        total = 0
        for known in self._sums:
            total += known[group & 255]
            group >>= 8
        return total

    def enough(self, group: int) -> bool:
        """Whether a group is critical mass, must-haves included."""
        return not self.required & ~group and self.weigh(group) >= self.quorum

    def recruits(self, group: int) -> list[tuple[int, int]]:
        """Who can be won next, as (number, talks), smallest number first.

        While somebody pinned can be won, nobody else comes first.
        """
        allowed = self.open(group)
        pinned = allowed & self.pinned
        if pinned:
            first = [(at, self.talks(at, group)) for at in bits(pinned)]
            first = [(at, talks) for at, talks in first if talks < NEVER]
            if first:
                return first[:1]
        return [(at, talks) for at, talks in self.prices(allowed, group) if talks < NEVER]

    def prices(self, mask: int, group: int) -> list[tuple[int, int]]:
        """The talks that win each person of a set, as (number, talks), smallest number first."""
        known, pullers = self.known, self.pullers
        found = []
        while mask:
            lowest = mask & -mask
            mask ^= lowest
            at = lowest.bit_length() - 1
            talks = known[at].get(group & pullers[at])
            found.append((at, self.talks(at, group) if talks is None else talks))
        return found

    def reachable(self) -> int:
        """The largest set that can come on board; an upper set when there is friction."""
        group = self.settle(self.today)
        while True:
            winnable = self.open(group)
            grown = group
            for at in bits(winnable):
                if self.talks(at, group) < NEVER:
                    grown |= 1 << at
            if grown == group:
                return group
            group = self.settle(grown)

    def furthest(self) -> int:
        """A set from which nobody more can be won; without friction the largest there is."""
        group = self.settle(self.today)
        while True:
            found = self.recruits(group)
            if not found:
                return group
            group = self.join(group, found[0][0])

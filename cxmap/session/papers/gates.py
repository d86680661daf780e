"""The gates on paper: what has to be true before the next step, and how far it is."""

from __future__ import annotations

from cxmap.exchange.writers.plain import Column, Kind, Table
from cxmap.model.mass import read_mass
from cxmap.plan.problem import Stage
from cxmap.session.papers.attendance import forum_gate_of
from cxmap.session.papers.lens import Lens
from cxmap.session.planning.mapping import problem_of

_COLUMNS = (
    Column(key="gate", header="Gate"),
    Column(key="have", header="Now", kind=Kind.NUMBER),
    Column(key="needed", header="Needed", kind=Kind.NUMBER),
    Column(key="state", header="State"),
)


def gates_table(lens: Lens) -> Table:
    """Every gate with what is there and what is needed, in the order in which they open."""
    problem = problem_of(lens.desk)
    ready = {
        stage: sum(1 for person in problem.people if person.stage is stage and person.on_board)
        for stage in (Stage.OUTCOME, Stage.DRIVER)
    }
    mass = read_mass(lens.org, lens.hierarchy)
    forum = forum_gate_of(lens)
    rows = [
        ("Outcome owners on board, before drivers are seen", ready[Stage.OUTCOME],
         problem.params.gate_outcome),
        ("Operational drivers on board, before the others are seen", ready[Stage.DRIVER],
         problem.params.gate_driver),
        ("Leaders who act: critical mass, before the forum", mass.have, mass.needed),
        ("People ready for the forum", forum.ready, forum.of),
    ]  # fmt: skip
    return Table(
        name="Gates",
        columns=_COLUMNS,
        rows=tuple(
            (gate, have, needed, _state(have, needed)) for gate, have, needed in rows if needed
        ),
    )


def _state(have: int, needed: int) -> str:
    return "open" if have >= needed else f"{needed - have} more"

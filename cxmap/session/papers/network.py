"""The map as a plain graph: people as nodes, the chart and other ties as edges."""

from __future__ import annotations

from cxmap.exchange.writers.plain import Edge, Graph, Node
from cxmap.model.people import Person
from cxmap.model.words import TieKind
from cxmap.session.papers import person_facets as facet
from cxmap.session.papers.facets import Facet, left_out_facets, make_table
from cxmap.session.papers.lens import Lens
from cxmap.session.papers.people import hidden_people, hidden_ties

FACETS: tuple[Facet[Person], ...] = (
    facet.TITLE,
    facet.DEPARTMENT,
    facet.ORGANIZATION,
    facet.LOCATION,
    facet.EMAILS,
    facet.EMPLOYEE_NUMBER,
    facet.ROLES,
    facet.FUNCTION,
    facet.LEVEL,
    facet.STANCE,
    facet.COMMITMENT,
    facet.POWER,
)
"""What a node carries beside its name."""


def network(lens: Lens) -> Graph:
    """Everybody who is still there, their reporting lines, and the ties that may be shown.

    An edge runs from the one who reports to the manager, and otherwise as the tie is read. Dotted
    lines belong to the chart; other ties are shown as far as they are marked for the audience.
    """
    people = [person for person in lens.people if person.active]
    here = {person.id for person in people}
    table = make_table("People", FACETS, people, lens)
    keys = [column.key for column in table.columns]
    nodes = tuple(
        Node(id=person.id, label=lens.name(person.id), values=dict(zip(keys, row, strict=True)))
        for person, row in zip(people, table.rows, strict=True)
    )
    lines = [
        Edge(
            id=f"line-{person.id}",
            source=person.id,
            target=person.manager,
            kind=TieKind.REPORTS_TO.value,
        )
        for person in people
        if person.manager is not None and person.manager in here
    ]
    ties = [
        Edge(
            id=tie.id,
            source=tie.a,
            target=tie.b,
            kind=tie.kind.value,
            mutual=tie.kind.is_mutual,
            strength=tie.strength,
        )
        for tie in lens.ties
        if tie.a in here and tie.b in here
    ]
    name = lens.text(lens.org.initiative.name) or "Map"
    attributes = table.columns
    return Graph(name=name, attributes=attributes, nodes=nodes, edges=(*lines, *ties))


def network_left_out(lens: Lens) -> tuple[str, ...]:
    """What the graph keeps back, in sentences."""
    said = [*hidden_people(lens), *hidden_ties(lens)]
    if gone := sum(1 for person in lens.people if not person.active):
        said.append(f"{gone} {'person' if gone == 1 else 'people'} who left")
    return (*said, *left_out_facets(FACETS, lens))

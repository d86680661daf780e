"""Which papers there are, in which formats, and how each comes about."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import Any

from cxmap.exchange.writers.plain import Document, Graph, Table
from cxmap.model.people import Person
from cxmap.session.papers.allies import allies_left_out, allies_table, shown_allies
from cxmap.session.papers.asks import asks_left_out, asks_table, promises_table
from cxmap.session.papers.contacts import contacts
from cxmap.session.papers.days import days
from cxmap.session.papers.forum import forum_left_out, forum_paper, forum_table
from cxmap.session.papers.lens import Lens
from cxmap.session.papers.network import network, network_left_out
from cxmap.session.papers.people import people_document, people_left_out, people_table, ties_table
from cxmap.session.papers.plan import plan_document, plan_left_out, plan_paper, plan_table
from cxmap.session.papers.report import report, report_left_out
from cxmap.session.showing.views import PlanView

FORMATS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "allies": ("csv", "xlsx", "md", "html", "json", "vcf"),
        "people": ("csv", "xlsx", "md", "html", "json", "vcf"),
        "plan": ("md", "csv", "xlsx", "html", "json", "ics"),
        "forum": ("md", "csv", "xlsx", "html", "json"),
        "asks": ("csv", "xlsx", "md", "html", "json"),
        "graph": ("graphml", "gexf", "kumu", "dot", "mermaid", "pairs"),
        "calendar": ("ics",),
        "report": ("html", "md"),
    }
)
"""What can be handed over, and in which formats; the first one is taken when none is asked for."""


NEED_A_PLAN = frozenset({"plan", "forum", "calendar", "report"})
"""Papers that show the plan."""


class Handed:
    """One paper on its way out.

    Args:
        what: A key of ``FORMATS``.
        lens: How the audience sees the map.
        plan: The plan if it is at hand; made when it is first needed otherwise.
    """

    def __init__(self, what: str, lens: Lens, plan: PlanView | None = None) -> None:
        self.what = what
        self.lens = lens
        self._plan = plan

    @cached_property
    def plan(self) -> PlanView:
        """The plan; the planner is loaded for papers alone that show it."""
        if self._plan is not None:
            return self._plan
        from cxmap.session.planning.advice import plan_view

        return plan_view(self.lens.desk)

    @property
    def title(self) -> str:
        """The paper's own word and the name of the map."""
        name = self.lens.text(self.lens.org.initiative.name)
        word = self.what.capitalize()
        return f"{word}: {name}" if name else word

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The paper as lists, the main one first; empty for a report or a graph."""
        lens = self.lens
        match self.what:
            case "allies":
                return (allies_table(lens),)
            case "people":
                ties = ties_table(lens)
                return (people_table(lens), ties) if ties.rows else (people_table(lens),)
            case "asks":
                return (asks_table(lens), promises_table(lens))
            case "plan":
                return (plan_table(lens, self.plan),)
            case "forum":
                return (forum_table(lens, self.plan),)
        return ()

    @cached_property
    def document(self) -> Document:
        """The paper to be read."""
        match self.what:
            case "plan":
                return plan_paper(self.lens, self.plan)
            case "forum":
                return forum_paper(self.lens, self.plan)
            case "report":
                return report(self.lens, self.plan)
        return Document(title=self.title, blocks=self.tables)

    @property
    def data(self) -> Any:  # noqa: ANN401 - whatever JSON can hold
        """The paper for programs."""
        if self.what == "plan":
            return plan_document(self.lens, self.plan)
        if self.what == "people":
            return people_document(self.lens)
        return self.tables[0].as_objects()

    @cached_property
    def graph(self) -> Graph:
        """The map as a graph."""
        return network(self.lens)


_ONE_LIST = ("csv", "json")
"""Formats that hold one list."""
_LEFT_OUT: Mapping[str, Callable[[Handed], tuple[str, ...]]] = MappingProxyType(
    {
        "allies": lambda handed: allies_left_out(handed.lens),
        "people": lambda handed: people_left_out(handed.lens),
        "plan": lambda handed: plan_left_out(handed.lens, handed.plan),
        "forum": lambda handed: forum_left_out(handed.lens),
        "asks": lambda handed: asks_left_out(handed.lens),
        "graph": lambda handed: network_left_out(handed.lens),
        "calendar": lambda handed: plan_left_out(handed.lens, handed.plan),
        "report": lambda handed: report_left_out(handed.lens, handed.plan),
    }
)


def left_out_of(handed: Handed) -> tuple[str, ...]:
    """What a paper keeps back, in sentences."""
    return _LEFT_OUT[handed.what](handed)


def beyond(handed: Handed, wanted: str) -> tuple[str, ...]:
    """What a format has no room for, and whether it holds anybody, in sentences."""
    if wanted == "vcf" and not _on_cards(handed):
        return ("0 people: nobody is on this list, so the file holds no card",)
    if wanted not in _ONE_LIST or (handed.what, wanted) == ("people", "json"):
        return ()
    return tuple(
        f"{table.name.lower()}: {wanted} holds one list, xlsx, md and html hold both"
        for table in handed.tables[1:]
        if table.rows
    )


def written(handed: Handed, wanted: str) -> bytes:
    """A paper in one of its formats."""
    return _WRITERS[wanted](handed)


# Every writer is loaded when it is needed: a list in CSV should not wait for a workbook's library.


def _csv(handed: Handed) -> bytes:
    from cxmap.exchange.writers.csv_table import write_csv

    return write_csv(handed.tables[0])


def _xlsx(handed: Handed) -> bytes:
    from cxmap.exchange.writers.workbook import write_workbook

    return write_workbook(handed.tables, made_on=handed.lens.desk.today)


def _md(handed: Handed) -> bytes:
    from cxmap.exchange.writers.markdown import write_markdown

    return write_markdown(handed.document)


def _html(handed: Handed) -> bytes:
    from cxmap.exchange.writers.html_page import write_html

    return write_html(handed.document)


def _json(handed: Handed) -> bytes:
    from cxmap.exchange.writers.json_text import write_json

    return write_json(handed.data)


def _vcf(handed: Handed) -> bytes:
    from cxmap.exchange.writers.vcard import write_vcards

    return write_vcards(contacts(handed.lens, _on_cards(handed)))


def _on_cards(handed: Handed) -> Sequence[Person]:
    """Who gets a card."""
    return shown_allies(handed.lens) if handed.what == "allies" else handed.lens.people


def _ics(handed: Handed) -> bytes:
    from cxmap.exchange.writers.calendar_file import write_calendar

    events = days(handed.lens, handed.plan)
    return write_calendar(handed.title, events, made_on=handed.lens.desk.today)


def _graphml(handed: Handed) -> bytes:
    from cxmap.exchange.writers.graphml import write_graphml

    return write_graphml(handed.graph)


def _gexf(handed: Handed) -> bytes:
    from cxmap.exchange.writers.gexf import write_gexf

    return write_gexf(handed.graph)


def _kumu(handed: Handed) -> bytes:
    from cxmap.exchange.writers.kumu import write_kumu

    return write_kumu(handed.graph)


def _dot(handed: Handed) -> bytes:
    from cxmap.exchange.writers.dot import write_dot

    return write_dot(handed.graph)


def _mermaid(handed: Handed) -> bytes:
    from cxmap.exchange.writers.mermaid import write_mermaid

    return write_mermaid(handed.graph)


def _pairs(handed: Handed) -> bytes:
    from cxmap.exchange.writers.pairs import write_pairs

    return write_pairs(handed.graph)


_WRITERS: Mapping[str, Callable[[Handed], bytes]] = MappingProxyType(
    {
        "csv": _csv,
        "xlsx": _xlsx,
        "md": _md,
        "html": _html,
        "json": _json,
        "vcf": _vcf,
        "ics": _ics,
        "graphml": _graphml,
        "gexf": _gexf,
        "kumu": _kumu,
        "dot": _dot,
        "mermaid": _mermaid,
        "pairs": _pairs,
    }
)

"""Graph files, read back by the programs and grammars they are for."""

from __future__ import annotations

import csv
import io
import json
import re

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.exchange.writers.dot import quoted, write_dot
from cxmap.exchange.writers.gexf import write_gexf
from cxmap.exchange.writers.graphml import write_graphml
from cxmap.exchange.writers.kumu import write_kumu
from cxmap.exchange.writers.mermaid import MOST_LETTERS, label, write_mermaid
from cxmap.exchange.writers.pairs import write_pairs
from cxmap.exchange.writers.plain import Column, Edge, Graph, Kind, Node

ATTRIBUTES = (
    Column(key="title", header="Title"),
    Column(key="roles", header="Roles", kind=Kind.WORD),
    Column(key="level", header="Level", kind=Kind.NUMBER),
)
texts = st.text(
    st.sampled_from("aZ <>&\"'\\;[](){}|#%=-\u00eb\u674e\x0b\ufffe\n"), min_size=1, max_size=12
)


def graph(*labels):
    nodes = tuple(
        Node(
            id=f"p{n}", label=text, values={"title": text, "roles": ("outcome_owner",), "level": n}
        )
        for n, text in enumerate(labels)
    )
    return Graph(name="Acme", attributes=ATTRIBUTES, nodes=nodes, edges=())


def small():
    made = graph("Petra Holm", 'Maya; "R&D" <b>', "Lars [ext]")
    edges = (
        Edge(id="line-p1", source="p1", target="p0", kind="reports_to"),
        Edge(id="line-p2", source="p2", target="p0", kind="reports_to"),
        Edge(id="t1", source="p1", target="p2", kind="trusts", strength=4),
        Edge(id="t2", source="p1", target="p2", kind="friction", mutual=True),
    )
    return Graph(name=made.name, attributes=ATTRIBUTES, nodes=made.nodes, edges=edges)


def kept(text):
    """What an XML file can hold of a text, with the line ends that reading gives back."""
    return "".join(sign for sign in text if sign not in "\x0b\ufffe")


def test_networkx_reads_the_graphml_with_every_tie_and_value():
    read = nx.read_graphml(io.BytesIO(write_graphml(small())), force_multigraph=True)
    assert dict(read.nodes["p1"]) == {
        "label": 'Maya; "R&D" <b>',
        "title": 'Maya; "R&D" <b>',
        "roles": "outcome_owner",
        "level": 1.0,
    }
    assert read.is_directed()
    kinds = sorted((a, b, facts["kind"]) for a, b, facts in read.edges(data=True))
    assert kinds == [
        ("p1", "p0", "reports_to"),
        ("p1", "p2", "friction"),
        ("p1", "p2", "trusts"),
        ("p2", "p0", "reports_to"),
    ]
    assert read.edges["p1", "p2", "t1"]["weight"] == 4.0


def test_networkx_reads_the_gexf_with_every_tie_and_value():
    read = nx.read_gexf(io.BytesIO(write_gexf(small())), version="1.3")
    assert set(read) == {"p0", "p1", "p2"}
    assert read.nodes["p1"]["label"] == 'Maya; "R&D" <b>'
    assert read.nodes["p1"]["level"] == 1.0
    between = {facts["kind"] for facts in read.get_edge_data("p1", "p2").values()}
    assert between == {"trusts", "friction"}


@given(st.lists(texts, min_size=1, max_size=4))
def test_any_name_comes_back_from_the_xml_files(names):
    for write, read in ((write_graphml, nx.read_graphml), (write_gexf, nx.read_gexf)):
        options = {"version": "1.3"} if read is nx.read_gexf else {}
        back = read(io.BytesIO(write(graph(*names))), **options)
        found = [back.nodes[f"p{n}"].get("label", "") for n in range(len(names))]
        want = [kept(name) for name in names]
        if read is nx.read_gexf:
            found = [" ".join(text.split()) for text in found]
            want = [" ".join(text.split()) for text in want]
        assert found == want


def test_kumu_gets_ids_headers_and_lists():
    document = json.loads(write_kumu(small()))
    assert document["elements"][1] == {
        "id": "p1",
        "label": 'Maya; "R&D" <b>',
        "type": "Person",
        "Title": 'Maya; "R&D" <b>',
        "Roles": ["outcome owner"],
        "Level": 1,
    }
    assert document["connections"][2:] == [
        {
            "id": "t1",
            "from": "p1",
            "to": "p2",
            "direction": "directed",
            "type": "trusts",
            "strength": 4,
        },
        {"id": "t2", "from": "p1", "to": "p2", "direction": "mutual", "type": "friction"},
    ]


def test_pairs_name_both_ends_and_whether_a_tie_has_a_direction():
    rows = list(csv.DictReader(io.StringIO(write_pairs(small()).decode("utf-8-sig"))))
    assert rows[2] == {
        "Source": "p1",
        "Target": "p2",
        "Type": "Directed",
        "Label": "trusts",
        "Weight": "4",
        "Id": "t1",
        "Source name": 'Maya; "R&D" <b>',
        "Target name": "Lars [ext]",
    }
    assert rows[3]["Type"] == "Undirected"


def test_dot_draws_managers_above_and_other_ties_dashed():
    text = write_dot(small()).decode()
    assert '"p0" -> "p1" ["arrowhead"' not in text
    assert '"p0" -> "p1" [arrowhead="none"];' in text
    assert '"p1" -> "p2" [label="trusts", style="dashed", constraint="false"];' in text
    assert 'dir="both"' in text
    assert text.endswith("}\n")


@given(texts)
def test_no_name_ends_a_dot_string(name):
    inner = quoted(name)[1:-1]
    assert re.fullmatch(r'(?:[^"\\\n]|\\.)*', inner)
    said = inner.replace("&amp;", "&").replace("\\n", "\n")
    assert re.sub(r"\\(.)", r"\1", said) == name or "\\" in name


def test_what_graphviz_takes_for_an_entity_is_shown_letter_by_letter():
    assert quoted("R&D &lt; x") == '"R&D &amp;lt; x"'


def test_mermaid_draws_managers_above_and_names_other_ties():
    lines = write_mermaid(small()).decode().splitlines()
    assert lines[0] == "flowchart TD"
    assert '  n1["Petra Holm"]' in lines
    assert '  n2["Maya#59; #34;R#38;D#34; #60;b#62;"]' in lines
    assert "  n1 --- n2" in lines
    assert "  n2 -. trusts .-> n3" in lines
    assert "  n2 <-. friction .-> n3" in lines


@given(texts)
def test_no_name_ends_a_mermaid_label(name):
    inner = label(name)[1:-1]
    assert not set(inner) & set('"<>[]{}|&\n\\`')
    assert re.sub(r"#(\d+);", lambda code: chr(int(code[1])), inner) == " ".join(name.split())


def test_a_mermaid_chart_too_large_is_cut_and_says_so():
    labels = [f"Person number {n} of the house" for n in range(1500)]
    nodes = graph(*labels).nodes
    edges = tuple(
        Edge(id=f"r{n}", source=f"p{n}", target="p0", kind="reports_to") for n in range(1, 1500)
    )
    big = Graph(name="Big", attributes=ATTRIBUTES, nodes=nodes, edges=edges)
    text = write_mermaid(big).decode()
    assert len(text) <= MOST_LETTERS
    assert text.count("---") == 500
    assert "999 lines are not drawn" in text
    small_text = write_mermaid(small()).decode()
    assert "not drawn" not in small_text


@pytest.mark.parametrize("write", [write_graphml, write_gexf, write_dot, write_mermaid])
def test_an_empty_map_is_still_a_file_of_its_kind(write):
    text = write(Graph(name="Empty", attributes=(), nodes=(), edges=())).decode()
    assert text.strip()

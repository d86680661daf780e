"""Graph files: nodes as people, edges as lines and ties."""

from __future__ import annotations

import pytest
from sources import GRAPHML, brought_in, kind, lines, read

from cxmap.errors import SourceError


def test_graphml_gives_people_lines_and_ties():
    result = brought_in(GRAPHML)
    assert kind(GRAPHML) == ("graphml",)
    assert lines(result) == {"a": None, "b": "a", "c": None}
    assert [p.display_name for p in result.people] == ["Ana", "Bo & Co", "c"]
    assert [(t.a, t.b, t.kind, t.strength) for t in result.ties] == [("c", "a", "influences", 3)]


def test_a_drawn_chart_points_from_the_manager_down():
    def node(id_, label):
        return f'<node id="{id_}"><data key="d"><y:S><y:NodeLabel>{label}</y:NodeLabel></y:S></data></node>'

    drawn = (
        '<graphml xmlns:y="http://www.yworks.com/xml/graphml">'
        '<key for="node" id="d" yfiles.type="nodegraphics"/><graph edgedefault="directed">'
        f"{node('n0', 'Ana Diaz&#10;CEO')}{node('n1', 'Bo Ek&#10;COO')}{node('n2', 'Cy Ott')}"
        '<edge source="n0" target="n1"/><edge source="n0" target="n2"/></graph></graphml>'
    )
    result = brought_in(drawn)
    assert lines(result) == {"n0": None, "n1": "n0", "n2": "n0"}
    assert [(p.display_name, p.title) for p in result.people[:2]] == [
        ("Ana Diaz", "CEO"),
        ("Bo Ek", "COO"),
    ]
    assert any("drawn from the manager down" in note for note in result.notes)


def test_arrows_without_a_word_that_make_no_tree_are_influence():
    nodes = "".join(f'<node id="{n}"/>' for n in "abc")
    pairs = ("ab", "bc", "ca", "ba")
    edges = "".join(f'<edge source="{a}" target="{b}"/>' for a, b in pairs)
    result = brought_in(f'<graphml><graph edgedefault="directed">{nodes}{edges}</graph></graphml>')
    assert result.lines == 0
    assert {tie.kind for tie in result.ties} == {"influences"}


def test_gexf_with_attributes_kinds_and_weights():
    gexf = (
        '<gexf xmlns="http://gexf.net/1.3" version="1.3"><graph defaultedgetype="directed">'
        '<attributes class="node"><attribute id="0" title="title" type="string"/></attributes>'
        '<attributes class="edge"><attribute id="0" title="kind" type="string"/></attributes>'
        '<nodes><node id="a" label="Ana"><attvalues><attvalue for="0" value="CEO"/></attvalues></node>'
        '<node id="b" label="Bo"/></nodes><edges><edge id="0" source="b" target="a">'
        '<attvalues><attvalue for="0" value="reports_to"/></attvalues></edge>'
        '<edge id="1" source="a" target="b" type="undirected" label="friends" weight="2"/></edges>'
        "</graph></gexf>"
    )
    result = brought_in(gexf)
    assert kind(gexf) == ("gexf",)
    assert lines(result) == {"a": None, "b": "a"}
    assert result.people[0].title == "CEO"
    assert [(t.kind, t.strength) for t in result.ties] == [("allied_with", 2)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><graphml/>', "document type"),
        ("<graphml><graph><node id='a'>", "not well-formed"),
        ("<graphml><graph><node/></graph></graphml>", "node without an id"),
        ("<?xml version='1.0'?><people/>", "neither GraphML nor GEXF"),
        ("<graphml>" + "<graph>" * 300, "nested too deeply"),
    ],
)
def test_bad_xml_is_refused(text, message):
    with pytest.raises(SourceError, match=message):
        read(text)


def test_hyperedges_are_said_and_left_out():
    result = brought_in(GRAPHML.replace("</graph>", "<hyperedge/></graph>"))
    assert any("more than two people" in note for note in result.notes)


def test_pajek_with_several_relations_a_partition_and_a_vector():
    pajek = (
        '*Network firm\n% comment\n*Vertices 3\n1 "Ana Díaz" 0.1 0.2\n2 "Bo Ek"\n3 Cy\n'
        '*Arcs :1 "reports_to"\n2 1 1\n3 1 1\n*Arcs :2 "gives_advice_to"\n3 2 4\n'
        "*Edges\n2 3 1\n*Partition Department\n*Vertices 3\nTop\nOps\nOps\n*Vector Age\n*Vertices 3\n1\n2\n3\n"
    )  # fmt: skip
    result = brought_in(pajek)
    assert kind(pajek) == ("pajek",)
    assert lines(result) == {"1": None, "2": "1", "3": "1"}
    assert [p.department for p in result.people] == ["Top", "Ops", "Ops"]
    assert [(t.a, t.b, t.kind) for t in result.ties] == [
        ("3", "2", "trusts"),
        ("2", "3", "allied_with"),
    ]
    with pytest.raises(SourceError, match="no relation") as refused:
        read("*Vertices 1\n1 A\n*Arcs\n1 x\n")
    assert refused.value.line == 4


def test_nodes_without_a_value_have_the_one_that_is_said_for_all():
    graphml = (
        '<graphml><key id="n" for="node" attr.name="name"/><key id="t" for="node" attr.name="title">'
        '<default>Agent</default></key><graph edgedefault="directed"><node id="a"><data key="n">Ana'
        '</data><data key="t">CEO</data></node><node id="b"><data key="n">Bo</data></node>'
        '<edge source="b" target="a"/></graph></graphml>'
    )
    gexf = (
        '<gexf version="1.3"><graph defaultedgetype="directed"><attributes class="node">'
        '<attribute id="t" title="title"><default>Agent</default></attribute></attributes><nodes>'
        '<node id="a" label="Ana"><attvalues><attvalue for="t" value="CEO"/></attvalues></node>'
        '<node id="b" label="Bo"/></nodes><edges><edge source="b" target="a"/></edges></graph></gexf>'
    )
    for text in (graphml, gexf):
        assert [person.title for person in brought_in(text).people] == ["CEO", "Agent"]


def test_relations_may_carry_the_number_of_their_own():
    text = '*Vertices 2\n1 "Ana"\n2 "Bo"\n*Arcs :1 "reports to"\n1: 2 1 1\n'
    assert lines(brought_in(text)) == {"1": None, "2": "1"}


def test_bare_pairs_parted_by_blanks_are_relations():
    assert brought_in("bo ana\ncy ana\ndi bo\n").lines == 3
    names = brought_in("Ann Berg\nBo Dahl\nCy Falk\n")
    assert [person.display_name for person in names.people] == ["Ann Berg", "Bo Dahl", "Cy Falk"]

"""One chart in many writings: lists of reports, chains, paths from below, outlines, JSON, graphs."""

from __future__ import annotations

import json

import pytest
from sources import brought_in

from cxmap.errors import SourceError

ANN, BO, CY, DORA = "Ann Berg", "Bo Dahl", "Cy Falk", "Dora Holm"
CHART = {ANN: None, BO: ANN, CY: ANN, DORA: BO}
TITLES = {ANN: "CEO", BO: "COO", CY: "CFO", DORA: "Lead"}
PEOPLE = [(name, title, CHART[name]) for name, title in TITLES.items()]


def chart(result):
    names = {person.key: person.display_name for person in result.people}
    return {p.display_name: names.get(p.manager_key or "") for p in result.people}


def titles(result):
    return {person.display_name: person.title for person in result.people}


PLAIN_TEXT = {
    "bullets below a heading": (
        "# Who is who\n\n- **Ann Berg** - CEO\n  - Bo Dahl - COO\n    - __Dora Holm__ - Lead\n"
        "  - Cy Falk - CFO\n"
    ),
    "a line of text above one top": (
        "Updated in March\n- Ann Berg, CEO\n  - Bo Dahl, COO\n    - Dora Holm, Lead\n  - Cy Falk, CFO\n"
    ),
    "bullets below a plain line": "Ann Berg, CEO\n- Bo Dahl, COO\n-- Dora Holm, Lead\n- Cy Falk, CFO\n",
    "a drawn tree": (
        "Ann Berg - CEO\n├── Bo Dahl - COO\n│   └── Dora Holm - Lead\n└── Cy Falk - CFO\n"
    ),
    "letters": "a) Ann Berg, CEO\n   a) Bo Dahl, COO\n      a) Dora Holm, Lead\n   b) Cy Falk, CFO\n",
    "headings with text": (
        "# Ann Berg\nCEO\n\n## Bo Dahl\nCOO\n\n### Dora Holm\nLead\n\n## Cy Falk\nCFO\n"
    ),
    "chains": "Ann Berg, CEO > Bo Dahl, COO > Dora Holm, Lead\nAnn Berg, CEO > Cy Falk, CFO\n",
    "chains from below": (
        "Dora Holm (Lead) <- Bo Dahl (COO) <- Ann Berg (CEO)\nCy Falk (CFO) <- Ann Berg (CEO)\n"
    ),
}


@pytest.mark.parametrize("text", PLAIN_TEXT.values(), ids=PLAIN_TEXT.keys())
def test_a_chart_in_plain_text(text):
    result = brought_in(text)
    assert chart(result) == CHART
    assert titles(result) == TITLES


TABLES = {
    "lists of reports": (
        "Name,Title,Direct reports\nAnn Berg,CEO,Bo Dahl; Cy Falk\nBo Dahl,COO,Dora Holm\n"
        "Cy Falk,CFO,\nDora Holm,Lead,\n"
    ),
    "paths that begin with the person": (
        "Name,Title,Reporting chain\nAnn Berg,CEO,Ann Berg\nBo Dahl,COO,Bo Dahl > Ann Berg\n"
        "Cy Falk,CFO,Cy Falk > Ann Berg\nDora Holm,Lead,Dora Holm > Bo Dahl > Ann Berg\n"
    ),
    "keys that only managers are told by": (
        "PERSON_NUMBER,ASSIGNMENT_NUMBER,NAME,TITLE,MANAGER_ASSIGNMENT_NUMBER\n1,E71,Ann Berg,CEO,\n"
        "2,E72,Bo Dahl,COO,E71\n3,E73,Cy Falk,CFO,E71\n4,E74,Dora Holm,Lead,E72\n"
    ),
    "names of mailboxes": (
        "Name,Title,E-mail,Manager\nAnn Berg,CEO,aberg@x.example,\nBo Dahl,COO,bdahl@x.example,aberg\n"
        "Cy Falk,CFO,cfalk@x.example,aberg\nDora Holm,Lead,dholm@x.example,bdahl\n"
    ),
    "zeros in place of nobody": (
        "PersNr;Name;Titel;Vorgesetzter\n0011;Ann Berg;CEO;0000\n0012;Bo Dahl;COO;0011\n"
        "0013;Cy Falk;CFO;0011\n0014;Dora Holm;Lead;0012\n"
    ),
    "names of a schema before the field": (
        "id,name,title,urn:ietf:params:scim:schemas:extension:enterprise:2.0:User.manager.value\n"
        "1,Ann Berg,CEO,\n2,Bo Dahl,COO,1\n3,Cy Falk,CFO,1\n4,Dora Holm,Lead,2\n"
    ),
    "numbers under an unknown word": (
        "ID,Name,Title,Upline\n71,Ann Berg,CEO,\n72,Bo Dahl,COO,71\n73,Cy Falk,CFO,71\n"
        "74,Dora Holm,Lead,72\n"
    ),
    "a word for leaders beside names": (
        "Name,Title,Leader\nAnn Berg,CEO,\nBo Dahl,COO,Ann Berg\nCy Falk,CFO,Ann Berg\n"
        "Dora Holm,Lead,Bo Dahl\n"
    ),
    "posts named in words": (
        "Position,Worker,Job Title,Reports To Position\nP-1 CEO,Ann Berg,CEO,\n"
        "P-2 COO,Bo Dahl,COO,P-1 CEO\nP-3 CFO,Cy Falk,CFO,P-1 CEO\nP-4 Lead,Dora Holm,Lead,P-2 COO\n"
    ),
    "names beside titles": (
        "Name,Title,Reports to\nAnn Berg,CEO,\nBo Dahl,COO,CEO - Ann Berg\n"
        "Cy Falk,CFO,CEO - Ann Berg\nDora Holm,Lead,COO - Bo Dahl\n"
    ),
    "codes": (
        "No.,Name,Title\n1,Ann Berg,CEO\n1.1,Bo Dahl,COO\n1.1.1,Dora Holm,Lead\n1.2,Cy Falk,CFO\n"
    ),
    "level numbers in order": (
        "Level,Name,Title\n1,Ann Berg,CEO\n2,Bo Dahl,COO\n3,Dora Holm,Lead\n2,Cy Falk,CFO\n"
    ),
    "indented cells": (
        "Name,Title\nAnn Berg,CEO\n  Bo Dahl,COO\n    Dora Holm,Lead\n  Cy Falk,CFO\n"
    ),
    "dots before names": (
        "Name;Title\nAnn Berg;CEO\n..Bo Dahl;COO\n....Dora Holm;Lead\n..Cy Falk;CFO\n"
    ),
    "a position that is a code beside the title": (
        "Worker,Position,Business Title,Manager\nAnn Berg,P-1 CEO,CEO,\nBo Dahl,P-2 COO,COO,Ann Berg\n"
        "Cy Falk,P-3 CFO,CFO,Ann Berg\nDora Holm,P-4 Lead,Lead,Bo Dahl\n"
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", TABLES.values(), ids=TABLES.keys())
def test_a_chart_in_a_table(text):
    result = brought_in(text)
    assert chart(result) == CHART
    assert titles(result) == TITLES
    assert result.unresolved == ()


@pytest.mark.parametrize(
    "text",
    [
        "employee,manager\nBo Dahl,Ann Berg\nCy Falk,Ann Berg\nDora Holm,Bo Dahl\n",
        "Boss;Subordinate\nAnn Berg;Bo Dahl\nAnn Berg;Cy Falk\nBo Dahl;Dora Holm\n",
        (
            '*Vertices 4\n1 "Ann Berg"\n2 "Bo Dahl"\n3 "Cy Falk"\n4 "Dora Holm"\n'
            '*Matrix :1 "reports to"\n0 0 0 0\n1 0 0 0\n1 0 0 0\n0 1 0 0\n'
        ),
        (
            '<gexf version="1.2"><graph><nodes><node id="1" label="Ann Berg"><nodes>'
            '<node id="2" label="Bo Dahl"><nodes><node id="4" label="Dora Holm"/></nodes></node>'
            '<node id="3" label="Cy Falk"/></nodes></node></nodes></graph></gexf>'
        ),
        (
            '<gexf version="1.2"><graph><nodes><node id="1" label="Ann Berg"/>'
            '<node id="2" label="Bo Dahl" pid="1"/><node id="3" label="Cy Falk" pid="1"/>'
            '<node id="4" label="Dora Holm" pid="2"/></nodes></graph></gexf>'
        ),
    ],
)
def test_a_chart_in_pairs_matrices_and_nested_nodes(text):
    assert chart(brought_in(text)) == CHART


def flat(**more):
    return [{"name": name, "title": title, "manager": boss} | more for name, title, boss in PEOPLE]


def tree(name):
    below = [tree(one) for one, boss in CHART.items() if boss == name]
    return {"name": name, "title": TITLES[name], "reports": below}


JSON = {
    "deep in an answer": {"d": {"results": flat()}, "_meta": {"links": {}}},
    "people by key": {f"k{number}": person for number, person in enumerate(flat())},
    "rows under a header": [["Name", "Title", "Manager"], *map(list, PEOPLE)],
    "names of those below": [
        {"name": name, "title": title, "reports": [n for n, boss in CHART.items() if boss == name]}
        for name, title, _ in PEOPLE
    ],
    "a tree under a key": {"organisation": "X", "people": [tree(ANN)]},
    "elements of a drawing": {
        "elements": {
            "nodes": [{"data": {"id": n, "label": n, "title": t}} for n, t, _ in PEOPLE],
            "edges": [
                {"data": {"source": boss, "target": name, "label": "manages"}}
                for name, _, boss in PEOPLE
                if boss
            ],
        }
    },
    "lists under words of their own": {
        "nodeDataArray": [{"key": n, "text": n, "title": t} for n, t, _ in PEOPLE],
        "linkDataArray": [{"from": boss, "to": name} for name, _, boss in PEOPLE if boss],
    },
    "several answers": {
        "responses": [{"id": "1", "body": {"value": flat()[:2]}}, {"id": "2", "body": {"value": flat()[2:]}}]
    },
    "links by place": {
        "nodes": [{"id": f"n{number}", "name": n, "title": t} for number, (n, t, _) in enumerate(PEOPLE)],
        "links": [{"source": 1, "target": 0}, {"source": 2, "target": 0}, {"source": 3, "target": 1}],
    },
    "a job among several": [
        {"id": name, "name": name,
         "jobs": [{"position": {"title": title}, "supervisor": {"id": boss} if boss else None}]}
        for name, title, boss in PEOPLE
    ],
}  # fmt: skip


@pytest.mark.parametrize("document", JSON.values(), ids=JSON.keys())
def test_a_chart_in_json(document):
    result = brought_in(json.dumps(document))
    assert chart(result) == CHART
    assert titles(result) == TITLES


def test_somebody_above_bullets_with_one_report_is_no_title():
    for top in ("Ann Berg, CEO", "Ann Berg", "# Ann Berg - CEO"):
        result = brought_in(f"{top}\n- Bo Dahl\n  - Dora Holm\n  - Cy Falk\n", kind="outline")
        assert result.roots == ("Ann Berg",)
        assert result.skipped == ()
    titled = brought_in("# Who is who\n\n- Bo Dahl\n  - Dora Holm\n  - Cy Falk\n")
    assert titled.roots == ("Bo Dahl",)
    assert [row.why for row in titled.skipped] == ["a title: # Who is who"]


def test_sections_of_a_list_are_units_and_nobody():
    text = (
        "Name,Title,Manager\nBoard,,\nAnn Berg,CEO,-\nOperations,,\nBo Dahl,COO,Ann Berg\n"
        "Dora Holm,Lead,Bo Dahl\nFinance,,\nCy Falk,CFO,Ann Berg\n"
    )
    result = brought_in(text)
    assert chart(result) == CHART
    assert {p.display_name: p.department for p in result.people} == {
        ANN: "Board", BO: "Operations", CY: "Finance", DORA: "Operations",
    }  # fmt: skip
    assert [row.row for row in result.skipped] == [2, 4, 7]


@pytest.mark.parametrize(
    "text",
    [
        "Name,Level\nAnn Berg,1\nBo Dahl,2\nCy Falk,2\nDora Holm,3\n",
        "ID,Name,Grade\n1,Ann Berg,3\n2,Bo Dahl,3\n3,Cy Falk,2\n4,Dora Holm,1\n",
        "ID,Name,Mentor\n1,Ann Berg,\n2,Bo Dahl,Ann Berg\n3,Cy Falk,Ann Berg\n4,Dora Holm,Bo Dahl\n",
        "ID,Name,Direct reports\n1,Ann Berg,2\n2,Bo Dahl,1\n3,Cy Falk,1\n4,Dora Holm,1\n",
        "Name,Cost centre\nAnn Berg,10-20\nBo Dahl,10-21\nCy Falk,10-22\nDora Holm,10-23\n",
    ],
)
def test_levels_grades_mentors_and_codes_are_no_managers(text):
    result = brought_in(text)
    assert chart(result) == dict.fromkeys(CHART)
    assert result.unresolved == ()


@pytest.mark.parametrize(
    "text",
    [
        "Bo Dahl reports to Ann Berg\nCy Falk reports to Ann Berg\nDora Holm reports to Bo Dahl\n",
        "Bo Dahl -> Ann Berg\nCy Falk -> Ann Berg\nDora Holm -> Bo Dahl\n",
        "Ann Berg -> Bo Dahl\nAnn Berg -> Cy Falk\nBo Dahl -> Dora Holm\n",
    ],
)
def test_sentences_and_arrows_are_read_the_way_that_gives_everybody_one_manager(text):
    assert chart(brought_in(text)) == CHART


@pytest.mark.parametrize("text", ["digraph org {\n a -> b;\n}\n", "flowchart TD\n a --> b\n"])
def test_drawings_in_text_are_refused_and_say_what_to_do(text):
    with pytest.raises(SourceError, match="drawing") as refused:
        brought_in(text)
    assert "GraphML" in refused.value.hint


def test_a_frame_around_people_of_a_drawing_is_nobody():
    text = (
        '<graphml><key id="l" for="node" attr.name="label"/><graph edgedefault="directed">'
        '<node id="g"><data key="l">Board</data><graph><node id="a"><data key="l">Ann Berg</data>'
        '</node></graph></node><node id="b"><data key="l">Bo Dahl</data></node>'
        '<edge source="b" target="a"/></graph></graphml>'
    )
    result = brought_in(text)
    assert chart(result) == {ANN: None, BO: ANN}
    assert [row.why.split(":")[0] for row in result.skipped] == ["only groups others"]


@pytest.mark.parametrize(
    ("states", "gone"),
    [
        (("in progress", "terminated", "in progress", "on hold"), {BO}),
        (("Alta", "Baja", "Alta", "Alta"), {BO}),
        (("t", "f", "t", "t"), {BO}),
        (("A", "A", "T", "L"), {CY}),
        (("North", "South", "North", "East"), set()),
    ],
)
def test_states_are_told_by_their_values(states, gone):
    rows = "".join(
        f"{name},{boss or ''},{state}\n"
        for (name, _, boss), state in zip(PEOPLE, states, strict=True)
    )
    result = brought_in(f"Name,Manager,Status\n{rows}")
    assert {person.display_name for person in result.people if not person.active} == gone


def test_a_small_list_without_a_header_has_titles_and_units():
    rows = "1,Ann Berg,Managing Director,Board,\n2,Bo Dahl,Head of Ops,Ops,1\n3,Cy Falk,Head of Fin,Fin,1\n4,Dora Holm,Team Lead,Ops,2\n"
    result = brought_in(rows)
    assert chart(result) == CHART
    assert [p.title for p in result.people][:2] == ["Managing Director", "Head of Ops"]
    assert [p.department for p in result.people] == ["Board", "Ops", "Fin", "Ops"]


def test_units_in_words_come_before_their_codes():
    text = (
        "Id;Name;Orgeinheit;Orgeinh.-Bezeichnung;Vorgesetzter\n1;Ann Berg;6001;Vorstand;\n"
        "2;Bo Dahl;6002;Betrieb;1\n"
    )
    assert [p.department for p in brought_in(text).people] == ["Vorstand", "Betrieb"]

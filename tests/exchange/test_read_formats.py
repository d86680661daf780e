"""Directories, address books, JSON, graphs, outlines and YAML: one small file for each mechanism."""

from __future__ import annotations

import base64
import json

import pytest

from cxmap.errors import SourceError
from cxmap.exchange.people_file import NamedBytes
from cxmap.exchange.reading import read_people
from cxmap.exchange.resolving import resolve


def read(text, name="source.txt", **options):
    data = text if isinstance(text, bytes) else text.encode()
    return read_people([NamedBytes(name=name, data=data)], **options)


def brought_in(text, name="source.txt", **options):
    return resolve(read(text, name, **options), {}, take_proposals=True)


def lines(result):
    return {person.key: person.manager_key for person in result.people}


def kind(text):
    return read(text).kinds


def b64(text):
    return base64.b64encode(text.encode()).decode()


LDIF = f"""version: 1

# a comment that is
  folded
dn: ou=People, dc=x
objectClass: organizationalUnit
ou: People

dn: uid=ana, ou=People,
  dc=x
objectClass: inetOrgPerson
uid: ana
cn:: {b64("Ana Díaz")}
cn: A. Diaz
sn: Díaz
title: Chief Executive
ou: Board
ou: People
mail: ana@x.example
userPassword:: {b64("{SSHA}secret")}
jpegPhoto:< file:///etc/passwd

dn: uid=bo,ou=people,dc=X
objectClass: person
uid: bo
cn: Bo Ek
manager: UID=ana,  OU=People, DC=x
userAccountControl: 514
"""


def test_a_directory_gives_people_and_their_managers_by_name_of_entry():
    result = brought_in(LDIF)
    assert kind(LDIF) == ("ldif",)
    assert lines(result) == {"ana": None, "bo": "ana"}
    ana, bo = result.people
    assert (ana.display_name, ana.title, ana.department) == ("Ana Díaz", "Chief Executive", "Board")
    assert not bo.active
    assert "secret" not in repr(result)
    assert [(row.row, row.why) for row in result.skipped] == [(5, "not a person: ou=People, dc=x")]
    assert any("2 password, photo or key" in note for note in result.notes)


def test_a_directory_of_groups_alone_lists_nobody():
    with pytest.raises(SourceError, match="lists nobody: 1 entries are no people"):
        read("dn: cn=council,dc=x\nobjectClass: groupOfNames\ncn: council\n")


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        (" folded\ndn: cn=A,dc=x\ncn: A\n", "nothing to continue", 1),
        ("dn: cn=A,dc=x\ncn:: %%%\n", "not base64", 2),
        ("dn: cn=A,dc=x\ncn:: /w==\n", "not base64 of UTF-8", 2),
        ("dn: cn=A,dc=x\nno colon here\n", "neither an attribute", 2),
        ("dn: cn=A,dc=x\nchangetype: delete\n", "changes to a directory", 2),
        ("dn: cn=A,dc=x\ncn: A\n\nsn: lost\n", "begins with dn:", 4),
    ],
)
def test_a_broken_directory_is_refused_with_its_line(text, message, line):
    with pytest.raises(SourceError, match=message) as refused:
        read(text)
    assert refused.value.line == line


VCARDS = (
    "BEGIN:VCARD\r\nVERSION:4.0\r\nUID:u1\r\nFN:Ana Díaz\r\nN:Díaz;Ana;;;\r\n"
    "ORG:Acme\\, Inc.;Board;Top\r\nTITLE:CEO\r\nEMAIL;TYPE=work:ana@x.example\r\nBDAY:19700101\r\n"
    "END:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:u2\r\nitem1.FN;CHARSET=utf-8:Bo\r\n  Ek\r\nORG:Acme;Ops\r\n"
    "X-MS-MANAGER:Ana Díaz\r\nNOTE:likes\\nshort papers\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:2.1\r\nUID:u3\r\nFN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:C=C3=BD =\r\n"
    "Ott\r\nRELATED;TYPE=manager:u2\r\nRELATED;TYPE=friend:u1\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:group\r\nFN:Team\r\nEND:VCARD\r\n"
)


def test_cards_of_three_versions_in_one_file():
    result = brought_in(VCARDS)
    assert kind(VCARDS) == ("vcard",)
    assert lines(result) == {"u1": None, "u2": "u1", "u3": "u2"}
    assert [p.display_name for p in result.people] == ["Ana Díaz", "Bo Ek", "Cý Ott"]
    assert (result.people[0].organization, result.people[0].department) == ("Acme, Inc.", "Board")
    assert result.people[1].note == "likes\nshort papers"
    assert [(t.a, t.b, t.kind) for t in result.ties] == [("u1", "u3", "allied_with")]
    assert "1970" not in repr(result)
    assert len(result.skipped) == 1


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("BEGIN:VCARD\nFN:Ana\nEND:VCARD\nBEGIN:VCARD\nTITLE:VP\nEND:VCARD\n", "without a name", 4),
        ("BEGIN:VCARD\nFN:Ana\n", "not closed", 1),
        ("BEGIN:VCARD\nFN:Ana\nBEGIN:VCARD\nFN:Bo\nEND:VCARD\n", "not closed", 1),
        ("BEGIN:VCARD\nFN\nEND:VCARD\n", "no property", 2),
        (
            "BEGIN:VCARD\nFN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=FF\nEND:VCARD\n",
            "quoted-printable",
            2,
        ),
    ],
)
def test_broken_cards_are_refused_with_their_line(text, message, line):
    with pytest.raises(SourceError, match=message) as refused:
        read(text)
    assert refused.value.line == line


def test_a_card_may_name_the_manager_under_a_label():
    cards = (
        "BEGIN:VCARD\nUID:u1\nFN:Ana Díaz\nEND:VCARD\nBEGIN:VCARD\nUID:u2\nFN:Bo Ek\n"
        "item1.X-ABRELATEDNAMES:Ana Díaz\nitem1.X-ABLABEL:_$!<Manager>!$_\nEND:VCARD\n"
    )
    assert lines(brought_in(cards)) == {"u1": None, "u2": "u1"}


def test_scim_resources_with_both_names_of_the_extension():
    urn = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
    old = "urn:scim:schemas:extension:enterprise:1.0"
    result = brought_in(json.dumps({"Resources": [
        {"id": "u1", "userName": "ana", "name": {"givenName": "Ana", "familyName": "Díaz"},
         "emails": [{"value": "private@x.example"}, {"value": "ana@x.example", "primary": True}],
         "title": "CEO", urn: {"employeeNumber": "7", "department": "Board"}},
        {"id": "u2", "userName": "bo", "displayName": "Bo Ek", "active": False,
         urn: {"manager": {"value": "u1", "displayName": "Ana Díaz"}}},
        {"id": "u3", "userName": "cy", "displayName": "Cy Ott", "userType": "Contractor",
         old: {"manager": {"managerId": "u2"}}},
        {"id": "g1", "displayName": "Council", "schemas": ["urn:x:core:2.0:Group"]},
    ]}))  # fmt: skip
    assert lines(result) == {"u1": None, "u2": "u1", "u3": "u2"}
    ana = result.people[0]
    assert (ana.display_name, ana.emails[0], ana.employee_number, ana.department) == (
        "Ana Díaz", "ana@x.example", "7", "Board"
    )  # fmt: skip
    assert [p.active for p in result.people] == [True, False, True]
    assert [p.external for p in result.people] == [False, False, True]
    assert len(result.skipped) == 1


def test_a_plain_list_of_people_with_ties():
    result = brought_in(
        '{"people": [{"id": "p1", "name": "Ana", "stance": 5}, {"id": "p2", "name": "Bo", "manager": "p1"}],'
        ' "ties": [{"a": "p2", "b": "p1", "kind": "trusts", "strength": 4}]}'
    )
    assert lines(result) == {"p1": None, "p2": "p1"}
    assert result.people[0].stance == "leading"
    assert [(t.a, t.b, t.kind, t.strength) for t in result.ties] == [("p2", "p1", "trusts", 4)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"people": [{"id": "1", "name": "A", "name": "B"}]}', "'name' stands twice"),
        ('{"people": [{"id": "1", "name": "A", "stance": ' + "9" * 5000 + "}]}", "stance holds"),
        ('{"people": [{"id": "1", "name": "A", "stance": NaN}]}', "stance holds"),
        (
            '{"people": {"p1": "Ann"}, "ties": [["p1"], 7]}',
            r"people is no list; ties\[0\].*ties\[1\]",
        ),
        ('{"people": [7]}', r"people\[0\] is no object"),
        ('{"people": []}', "lists nobody"),
        ('{"pe', "is not JSON"),
        ("[" * 200_000, "nested too deeply"),
        ('{"people": [{"id": "1", "name": "A", "stance": "happy"}]}', "stance"),
    ],
)
def test_json_of_another_shape_is_refused_with_the_place(text, told):
    with pytest.raises(SourceError, match=told):
        read(text)


GRAPHML = (
    '<?xml version="1.0"?><graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    '<key id="n" for="node" attr.name="name"/><key id="t" for="node" attr.name="title"/>'
    '<key id="k" for="edge" attr.name="kind"/><key id="w" for="edge" attr.name="strength"/>'
    '<graph edgedefault="directed"><node id="a"><data key="n">Ana</data><data key="t">CEO</data></node>'
    '<node id="b"><data key="n">Bo &amp; Co</data></node><node id="c"/>'
    '<edge source="b" target="a"><data key="k">reports_to</data></edge>'
    '<edge source="c" target="a"><data key="k">influences</data><data key="w">3</data></edge>'
    "</graph></graphml>"
)


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


@pytest.mark.parametrize(
    "outline",
    [
        "Ana Díaz, CEO\n  Bo Ek, COO\n    Cy Ott, Agent\n  Di Gee, CFO\n",
        "Ana Díaz - CEO\n\tBo Ek - COO\n\t\tCy Ott - Agent\n\tDi Gee - CFO\n",
        "- Ana Díaz (CEO)\n  - Bo Ek (COO)\n    - Cy Ott (Agent)\n  - Di Gee (CFO)\n",
        "Ana Díaz: CEO\n├── Bo Ek: COO\n│   └── Cy Ott: Agent\n└── Di Gee: CFO\n",
    ],
)
def test_an_outline_says_by_its_depth_who_reports_to_whom(outline):
    result = brought_in(outline, kind="outline")
    assert lines(result) == {
        "Ana Díaz": None,
        "Bo Ek": "Ana Díaz",
        "Cy Ott": "Bo Ek",
        "Di Gee": "Ana Díaz",
    }
    assert [p.title for p in result.people] == ["CEO", "COO", "Agent", "CFO"]


def test_an_outline_is_recognised_and_may_carry_addresses_and_equal_names():
    text = "Ana Díaz <ana@x.example>, CEO\n  Bo Ek, COO\n    Bo Ek, Agent\n"
    result = brought_in(text)
    assert kind(text) == ("outline",)
    assert lines(result) == {"Ana Díaz": None, "Bo Ek": "Ana Díaz", "Bo Ek #2": "Bo Ek"}
    assert result.people[0].emails == ("ana@x.example",)


YAML = """# the team
- slug: ana
  type: person
  name: "Ana Díaz"   # the boss
  role: Chief Executive
  reports_to: ~
- slug: bo
  name: 'Bo O''Ek'
  role: Head of Ops
  departments: [Ops, CX]
  story: |
    one
    two
  reports_to: ana
- slug: open-1
  type: vacancy
  name: New agent
  reports_to: head-of-ops
"""


def test_a_yaml_list_of_people():
    result = brought_in(YAML)
    assert kind(YAML) == ("yaml",)
    assert lines(result) == {"ana": None, "bo": "ana", "open-1": "bo"}
    assert [p.display_name for p in result.people] == ["Ana Díaz", "Bo O'Ek", "New agent"]
    assert [p.placeholder for p in result.people] == [False, False, True]


def test_a_folder_of_one_file_a_person(tmp_path):
    folder = tmp_path / "team"
    folder.mkdir()
    (folder / "ana.yml").write_text("name: Ana Díaz\nrole: CEO\n", "utf-8")
    (folder / "bo.yaml").write_text("---\nname: Bo Ek\nrole: COO\nreports_to: ana\n", "utf-8")
    (folder / "README.md").write_text("no person", "utf-8")
    result = resolve(read_people([folder]), {}, take_proposals=True)
    assert lines(result) == {"ana": None, "bo": "ana"}


def test_content_decides_and_not_the_ending():
    assert read(GRAPHML, "people.csv").kinds == ("graphml",)
    assert read(LDIF, "people.xlsx").kinds == ("ldif",)
    assert read("id,name\n1,Ana\n", "people.json").kinds == ("csv",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("id,name\n 1,Ana\n 2,Bo\n", "csv"),
        ("[ID],[Name]\n1,Ana\n", "csv"),
        (LDIF.encode("utf-16"), "ldif"),
        (VCARDS.encode("utf-16"), "vcard"),
        (
            GRAPHML.replace('version="1.0"', 'version="1.0" encoding="utf-16"').encode("utf-16"),
            "graphml",
        ),
        ("  \n" + GRAPHML.partition("?>")[2], "graphml"),
    ],
)
def test_neither_blanks_nor_brackets_nor_wide_letters_mislead(text, expected):
    assert kind(text) == (expected,)
    assert brought_in(text).people


@pytest.mark.parametrize("text", ["<!DOCTYPE html><html></html>", "<html><table></table></html>"])
def test_a_web_page_that_is_called_a_workbook_is_told(text):
    with pytest.raises(SourceError, match="web page"):
        read(text, "people.xls")


def test_a_kind_can_be_insisted_on_by_any_of_its_names():
    assert read("id,name\n1,Ana\n", kind="csv").kinds == ("csv",)
    assert read(VCARDS, kind="vcf").kinds == ("vcard",)
    with pytest.raises(SourceError, match="not a kind") as refused:
        read("x", kind="carrier pigeon")
    assert "graphml" in refused.value.hint


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("gexf_billion_laughs.gexf", "document type"),
        ("graphml_cut_short.graphml", "line 2"),
        ("graphml_external_entity.graphml", "document type"),
        ("graphml_quadratic.graphml", "document type"),
        ("json_duplicate_keys.json", "name"),
        ("json_huge_number.json", "stance"),
        ("json_wrong_shapes.json", "people is no list; ties"),
        ("ldif_bad_fold.ldif", "line 1"),
        ("ldif_base64_not_utf8.ldif", "line 9"),
        ("vcard_no_name.vcf", "line 6"),
    ],
)
def test_bad_files_are_refused_naming_the_place(shared_data, name, told):
    with pytest.raises(SourceError) as refused:
        read_people([shared_data / "bad_inputs" / name])
    assert told in f"{refused.value.where}: {refused.value.message}"


def test_bad_files_that_can_be_read_are_read_clean(shared_data):
    bad = shared_data / "bad_inputs"
    hidden = resolve(read_people([bad / "ldif_base64_escape.ldif"]), {}, take_proposals=True)
    assert hidden.lines == 1
    assert "\x1b" not in repr(hidden)
    assert any("line 9" in note for note in hidden.notes)
    card = resolve(read_people([bad / "vcard_remote_photo.vcf"]), {}, take_proposals=True)
    assert [p.display_name for p in card.people] == ["Ann Ortiz"]
    assert "example.invalid" not in repr(card)


def test_real_directories_and_graphs_give_their_counts(shared_data):
    def counts(name):
        result = resolve(read_people([shared_data / name]), {}, take_proposals=True)
        others = len(result.other_relations)
        return len(result.people), result.lines, len(result.ties) + others, len(result.skipped)

    assert counts("ldif-example-com/Example.ldif") == (150, 149, 0, 10)
    assert counts("graph-file-formats/lesmis.graphml") == (77, 0, 254, 0)
    assert counts("graph-file-formats/lesmis.net") == (77, 0, 254, 0)
    assert counts("krackhardt-hightech/HighTech.paj") == (21, 20, 190 + 79, 0)
    assert counts("kumu-samples/paypal-mafia.xlsx") == (17, 0, 49, 17)
    assert counts("kumu-samples/snap-to-tutorial-data.xlsx") == (0, 0, 113, 51)
    assert counts("kumu-samples/snap-to-tutorial-project.json") == (0, 0, 113, 51)
    people, _, relations, others = counts("kumu-samples/kumu-changelabs-template.json")
    assert (people + others, relations) == (10, 11)

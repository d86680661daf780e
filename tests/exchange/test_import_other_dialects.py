"""Other ways the same systems write a people file: the mechanism reads them, no vendor is known."""

from __future__ import annotations

import json

import pytest

from cxmap.errors import SourceError
from cxmap.exchange.header_words import header_words
from cxmap.exchange.people_file import NamedBytes
from cxmap.exchange.reading import read_people
from cxmap.exchange.resolving import resolve

CHART = {
    "Ann Berg": None, "Bo Dahl": "Ann Berg", "Cy Falk": "Ann Berg", "Dora Holm": "Bo Dahl",
}  # fmt: skip


def brought_in(*texts, mapping=None):
    sources = [
        NamedBytes(name=f"f{n}", data=text if isinstance(text, bytes) else text.encode())
        for n, text in enumerate(texts, 1)
    ]
    return resolve(read_people(sources, mapping=mapping), {}, take_proposals=True)


def chart(result):
    names = {person.key: person.display_name for person in result.people}
    return {p.display_name: names.get(p.manager_key or "") for p in result.people}


def inactive(result):
    return {person.display_name for person in result.people if not person.active}


NAMED_WITH_KEYS = """Worker,Employee ID,Business Title,Manager
Ann Berg (101),101,CEO,
Bo Dahl (102),102,COO,Ann Berg (101)
Cy Falk (103),103,CFO,Ann Berg (101)
Dora Holm (104),104,Lead,Bo Dahl (102)
"""
FILLER_WORDS = """Associate ID,Payroll Name,Position Status,Job Title Description,Home Department Description,Reports To Associate ID
Q1,"Berg, Ann",Active,CEO,Exec,
Q2,"Dahl, Bo",Active,COO,Ops,Q1
Q3,"Falk, Cy",Terminated,CFO,Fin,Q1
Q4,"Holm, Dora",Leave,Lead,Ops,Q2
"""
STATUS_WITH_MORE = """PersonNumber|DisplayName|AssignmentStatus|ManagerPersonNumber
1|Ann Berg|Active - Payroll Eligible|
2|Bo Dahl|Active - No Payroll|1
3|Cy Falk|Inactive - Payroll Eligible|1
4|Dora Holm|Active - Payroll Eligible|2
"""
LETTER_CODES = """EMPLID,NAME,POSITION_NBR,REPORTS_TO,JOBTITLE,EMPL_STATUS,EMAIL_ADDR
0001,"Berg,Ann",00000100,,CEO,A,a@x.com
0002,"Dahl,Bo",00000200,00000100,COO,L,b@x.com
0003,"Falk,Cy",00000300,00000100,CFO,T,c@x.com
0004,"Holm,Dora",00000400,00000200,Lead,A,d@x.com
"""
SUSPENDED = """primaryEmail,name.givenName,name.familyName,name.fullName,suspended,relations.0.type,relations.0.value,organizations.0.title
a@x.com,Ann,Berg,Ann Berg,False,,,CEO
b@x.com,Bo,Dahl,Bo Dahl,False,manager,a@x.com,COO
c@x.com,Cy,Falk,Cy Falk,True,manager,a@x.com,CFO
d@x.com,Dora,Holm,Dora Holm,False,manager,b@x.com,Lead
"""
RUN_TOGETHER = """"ID","LASTNAME","FIRSTNAME","ISACTIVE","MANAGERID"
"005g00000aaaaaaAAA","Berg","Ann","true","000000000000000AAA"
"005g00000aaaaAaAAA","Dahl","Bo","true","005g00000aaaaaaAAA"
"005g00000aaaabaAAA","Falk","Cy","false","005g00000aaaaaaAAA"
"005g00000aaaaBaAAA","Holm","Dora","true","005g00000aaaaAaAAA"
"""
TWO_NAME_COLUMNS = """Employee First Name,Employee Last Name,Employee Title,Manager First Name,Manager Last Name
Ann,Berg,CEO,,
Bo,Dahl,COO,Ann,Berg
Cy,Falk,CFO,Ann,Berg
Dora,Holm,Lead,Bo,Dahl
"""
MAIL_IN_BRACKETS = """Name,Email,Manager
Ann Berg,a@x.com,
Bo Dahl,b@x.com,Ann Berg <A@x.com>
Cy Falk,c@x.com,"Berg, Ann <a@x.com>"
Dora Holm,d@x.com,Bo Dahl <b@x.com>
"""
DN_WITHOUT_DNS = """#TYPE Selected.ADUser
"SamAccountName";"Name";"Manager"
"ab";"Ann Berg";""
"bd";"Bo Dahl";"CN=Ann Berg,OU=Staff,DC=x,DC=com"
"cf";"Cy Falk";"cn=ann berg,OU=Staff,DC=x,DC=com"
"dh";"Dora Holm";"CN=Bo Dahl,OU=Staff,DC=x,DC=com"
"""
FOOTER = """"Contact ID","First Name","Last Name","Reports To: Full Name"
"1","Ann","Berg",""
"2","Bo","Dahl","Ann Berg"
"3","Cy","Falk","Ann Berg"
"4","Dora","Holm","Bo Dahl"
"Grand Totals (4 records)","","",""
"Confidential Information - Do Not Distribute","","",""
"Copyright (c) 2000-2026 a vendor, inc. All rights reserved.","","",""
"""
POST_IS_TITLE = """Post,Name,Reports to
Chief Executive,Ann Berg,
Head of Ops,Bo Dahl,Chief Executive
Head of Fin,Cy Falk,Chief Executive
Lead,Dora Holm,Head of Ops
"""
GERMAN_NUMBERS = """PersNr;Name;Planstelle;Planstellenbezeichnung;Leiter Pers.Nr.
00001001;Ann Berg;50000001;Vorstand;
00001002;Bo Dahl;50000002;Leiter;1001
00001003;Cy Falk;50000003;Leiter;1001
00001004;Dora Holm;50000004;Referentin;1002
"""


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        (NAMED_WITH_KEYS, set()),
        (FILLER_WORDS, {"Cy Falk"}),
        (STATUS_WITH_MORE, {"Cy Falk"}),
        (LETTER_CODES, {"Cy Falk"}),
        (SUSPENDED, {"Cy Falk"}),
        (RUN_TOGETHER, {"Cy Falk"}),
        (TWO_NAME_COLUMNS, set()),
        (MAIL_IN_BRACKETS, set()),
        (DN_WITHOUT_DNS, set()),
        (FOOTER, set()),
        (POST_IS_TITLE, set()),
        (GERMAN_NUMBERS, set()),
        ("Matricule;Nom;Pr\u00e9nom;Responsable\n1;Berg;Ann;\n2;Dahl;Bo;Berg Ann\n3;Falk;Cy;Berg Ann\n"
         "4;Holm;Dora;Dahl Bo\n".encode("mac_roman"), set()),
    ],
)  # fmt: skip
def test_files_written_in_other_ways_give_the_same_chart(text, gone):
    result = brought_in(text)
    assert chart(result) == CHART
    assert inactive(result) == gone


def test_what_follows_filler_words_is_taken():
    result = brought_in(FILLER_WORDS)
    assert [p.title for p in result.people] == ["CEO", "COO", "CFO", "Lead"]
    assert [p.department for p in result.people] == ["Exec", "Ops", "Fin", "Ops"]


def test_posts_are_keys_where_they_are_codes_and_titles_where_they_are_words():
    assert brought_in(POST_IS_TITLE).people[0].title == "Chief Executive"
    shared = brought_in("Post,Name,Reports to post\nA1,Ann,\nA2,Bo Dahl,A1\nA2,Cy Falk,A1\n")
    assert [person.key for person in shared.people] == ["A1", "A2"]
    assert shared.people[1].shared_by == ("Bo Dahl", "Cy Falk")


def test_the_first_of_several_managers_in_one_cell_is_the_line_and_the_others_dotted():
    result = brought_in(
        "ID,Name,Manager ID\n1,Ann Berg,\n2,Bo Dahl,1\n3,Cy Falk,1\n4,Dora Holm,2;3\n5,Eli Kern,9;3\n"
    )
    by_key = {person.key: person for person in result.people}
    assert (by_key["4"].manager_key, by_key["4"].dotted_keys) == ("2", ("3",))
    assert by_key["5"].manager_key is None
    assert [line.value for line in result.unresolved] == ["9;3"]
    names = brought_in(
        'Name,Title,Manager\nAnn Berg,CEO,\nBo Dahl,COO,Ann Berg\nCy Falk,CFO,"Ann\nBerg"\n'
        'Dora Holm,Lead,"Bo Dahl\nCy Falk"\n'
    )
    assert chart(names) == CHART
    assert names.people[3].dotted_keys == ("Cy Falk",)


def test_past_rows_of_one_id_give_way_to_the_row_without_an_end():
    result = brought_in(
        "EmpID,Name,Title,ManagerID,EndDate\n1,Ann Berg,CEO,,\n2,Bo Dahl,Agent,3,2015-01-01\n"
        "2,Bo Dahl,COO,1,\n3,Cy Falk,CFO,1,\n"
    )
    assert [(p.display_name, p.title, p.manager_key) for p in result.people] == [
        ("Ann Berg", "CEO", None), ("Bo Dahl", "COO", "1"), ("Cy Falk", "CFO", "1"),
    ]  # fmt: skip
    assert not result.questions


def test_two_current_rows_of_one_id_are_still_a_question():
    result = brought_in(
        "EmpID,Name,ManagerID,EndDate\n1,Ann Berg,,\n2,Bo Dahl,3,\n2,Bo Dahl,1,\n3,Cy Falk,1,\n"
    )
    assert [question.kind for question in result.questions] == ["same_id"]


def test_every_file_of_a_folder_keeps_its_own_manager(tmp_path):
    for name, manager in CHART.items():
        boss = f"reports_to: {manager.split()[0].lower()}\n" if manager else ""
        path = tmp_path / f"{name.split()[0].lower()}.yml"
        path.write_text(f"---\nname: {name}\nrole: T\n{boss}", encoding="utf-8")
    assert chart(resolve(read_people([tmp_path]), {}, take_proposals=True)) == CHART


def test_trees_lines_and_lists_of_objects_in_json():
    tree = {"name": "Ann Berg", "children": [
        {"name": "Bo Dahl", "children": [{"name": "Dora Holm"}]}, {"name": "Cy Falk"}]}  # fmt: skip
    assert chart(brought_in(json.dumps(tree))) == CHART
    people = [
        {"id": f"k{n}", "name": name, "jobs": [{"title": f"T{n}", "primary": True}],
         "relations": [{"type": "assistant", "value": "k3"}]
         + ([{"type": "manager", "value": f"k{list(CHART).index(boss)}"}] if boss else [])}
        for n, (name, boss) in enumerate(CHART.items())
    ]  # fmt: skip
    for text in (json.dumps(people), "\n".join(map(json.dumps, people))):
        result = brought_in(text)
        assert chart(result) == CHART
        assert result.people[2].title == "T2"


def test_a_column_the_lead_names_need_not_stand_in_every_source():
    result = brought_in(
        "K,Wer\n1,Ann Berg\n2,Bo Dahl\n3,Cy Falk\n4,Dora Holm\n",
        "K,Chefnr\n1,\n2,1\n3,1\n4,2\n",
        mapping={"id": "K", "name": "Wer", "manager": "Chefnr"},
    )
    assert chart(result) == CHART


def test_an_organisation_on_top_is_asked_about_by_its_type_and_its_name():
    result = brought_in(
        "ID,Name,Parent ID,Type\nO,Nordwind AG,,Organisation\n1,Ann Berg,O,Person\n2,Bo Dahl,1,Person\n"
    )
    assert {question.kind for question in result.questions} == {"top", "not_a_person"}
    assert result.president == "1"


@pytest.mark.parametrize(
    "text",
    [
        "1 Ann Berg\n1.1 Bo Dahl\n1.1.1 Dora Holm\n1.2 Cy Falk\n",
        "1. Ann Berg\n  1.1. Bo Dahl\n    1.1.1. Dora Holm\n  1.2. Cy Falk\n",
        "# Ann Berg\n## Bo Dahl\n### Dora Holm\n## Cy Falk\n",
        "Level 1,Level 2,Level 3,Title\nAnn Berg,,,CEO\n,Bo Dahl,,COO\n,,Dora Holm,Lead\n,Cy Falk,,CFO\n",
        "Ebene 1;Ebene 2;Ebene 3\nAnn Berg;;\nAnn Berg;Bo Dahl;\nAnn Berg;Bo Dahl;Dora Holm\nAnn Berg;Cy Falk;\n",
    ],
)
def test_outlines_by_number_by_heading_and_by_column(text):
    assert chart(brought_in(text)) == CHART


def test_a_table_of_posts_says_who_is_above_whom():
    people = "name,role_slug\nAnn Berg,ceo\nBo Dahl,coo\nCy Falk,cfo\nDora Holm,lead\n"
    posts = "role_slug,title,reports_to_role\nceo,President,\ncoo,Chief,ceo\ncfo,Chief,ceo\nlead,L,coo\n"
    for texts in ((people, posts), (posts, people)):
        result = brought_in(*texts)
        assert chart(result) == CHART
        assert result.people[0].title == "President"


def test_thousands_of_rows_of_one_name_cost_little():
    result = brought_in("ID,Name,Manager\n" + "".join(f"{n},Al Li,Al Li\n" for n in range(3000)))
    assert len(result.unresolved) == 3000
    assert all(line.candidates is result.unresolved[0].candidates for line in result.unresolved)


def test_a_number_beyond_all_bounds_is_refused():
    with pytest.raises(SourceError, match="number that cannot be taken"):
        brought_in('[{"id": 1e999, "name": "Ann Berg"}]')


@pytest.mark.parametrize(
    "text",
    [
        "name first,name last,manager\nAnn,Berg,\nBo,Dahl,Ann Berg\nCy,Falk,Ann Berg\nDora,Holm,Bo Dahl\n",
        "Matricola;Cognome;Nome;Responsabile\n1;Berg;Ann;\n2;Dahl;Bo;Ann Berg\n3;Falk;Cy;Ann Berg\n4;Holm;Dora;Bo Dahl\n",
        "N\u00b0 matricule;Nom de famille;Pr\u00e9nom usuel;Manager\n1;Berg;Ann;\n2;Dahl;Bo;1\n3;Falk;Cy;1\n4;Holm;Dora;2\n",
        "Name,Identity,Manager\nAnn Berg,x/S/ab,\nBo Dahl,x/S/bd,x/S/ab\nCy Falk,x/S/cf,x/S/ab\nDora Holm,x/S/dh,x/S/bd\n",
        "| ID | Name | Manager |\n|:---|------|---:|\n| 1 | Ann Berg | |\n| 2 | Bo Dahl | 1 |\n| 3 | Cy Falk | 1 |\n| 4 | Dora Holm | 2 |\n",
    ],
)
def test_headers_in_other_orders_and_keys_without_a_known_header(text):
    assert chart(brought_in(text)) == CHART


@pytest.mark.parametrize(
    "header",
    ["Previous Manager", "Manager's Manager", "Old Manager ID", "Manager Status", "Home City"],
)
def test_headers_that_only_sound_like_a_known_one_are_left_alone(header):
    assert header_words(header).fields == ()


def test_a_former_manager_fills_no_gap_of_the_manager():
    result = brought_in(
        "ID,Name,Manager,Previous Manager\n1,Ann Berg,,Cy Falk\n2,Bo Dahl,Ann Berg,Cy Falk\n"
        "3,Cy Falk,Ann Berg,\n4,Dora Holm,Bo Dahl,Cy Falk\n"
    )
    assert chart(result) == CHART


def test_values_wrapped_in_labels_and_attributes_in_json():
    people = [
        {"type": "Employee", "attributes": {
            "id": {"label": "ID", "value": n},
            "first_name": {"label": "First name", "value": name.split()[0]},
            "last_name": {"label": "Last name", "value": name.split()[1]},
            "supervisor": {"label": "Supervisor", "value": {"type": "Employee", "attributes": {
                "id": {"label": "ID", "value": list(CHART).index(boss) + 1}}} if boss else None}}}
        for n, (name, boss) in enumerate(CHART.items(), 1)
    ]  # fmt: skip
    assert chart(brought_in(json.dumps({"success": True, "data": people}))) == CHART

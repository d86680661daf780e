"""Files as common systems write them: header words and values find the rest, no vendor is known."""

from __future__ import annotations

import pytest

from cxmap.exchange.people_file import NamedBytes
from cxmap.exchange.reading import read_people
from cxmap.exchange.resolving import resolve


def brought_in(*texts):
    sources = [NamedBytes(name=f"f{n}", data=text.encode()) for n, text in enumerate(texts, 1)]
    return resolve(read_people(sources), {}, take_proposals=True)


def lines(result):
    return {person.key: person.manager_key for person in result.people}


def test_two_header_rows_and_codes_behind_units():
    result = brought_in(
        "STATUS,USERID,USERNAME,FIRSTNAME,LASTNAME,GENDER,EMAIL,MANAGER,HR,DEPARTMENT,TITLE,MATRIX_MANAGER\n"
        "STATUS,User ID,Username,First Name,Last Name,Gender,Email,Manager,Human Resource,Department,Title,Matrix Manager\n"
        "active,cg,cg,Carla,Grant,F,carla@x.example,NO_MANAGER,NO_HR,Executive (EX),CEO,\n"
        "active,jd,jd,Jo,Doe,M,jo@x.example,cg,hr,Operations (OP),COO,\n"
        "inactive,kx,kx,Kim,Xu,M,kim@x.example,jd,hr,Operations (OP),Agent,cg\n"
    )
    assert lines(result) == {"cg": None, "jd": "cg", "kx": "jd"}
    assert [p.department for p in result.people] == ["Executive", "Operations", "Operations"]
    assert [p.active for p in result.people] == [True, True, False]
    assert result.people[2].dotted_keys == ("cg",)
    assert any("GENDER" in note for note in result.notes)


def test_german_personnel_list_with_umlauts_and_leave():
    result = brought_in(
        "\ufeffPersonalnummer;Vorname;Nachname;E-Mail;Position;Abteilung;Team;Vorgesetzter;Status\n"
        "1001;Greta;Sommer;greta@x.example;Geschäftsführerin;Leitung;;;Aktiv\n"
        "1002;Jan;Özil;jan@x.example;Leiter Service;Service;Hotline;Greta Sommer;Aktiv\n"
        "1003;Ute;Weiß;ute@x.example;Agentin;Service;Hotline;Jan Özil;Auszeit\n"
        "1004;Max;Alt;max@x.example;Agent;Service;Hotline;Jan Özil;Inaktiv\n"
    )
    assert lines(result) == {"1001": None, "1002": "1001", "1003": "1002", "1004": "1002"}
    assert [p.active for p in result.people] == [True, True, True, False]
    assert result.people[1].employee_number == "1002"


def test_names_that_repeat_are_no_trouble_where_an_e_mail_says_who():
    result = brought_in(
        "Display name,First name,Last name,Work email,Employee ID,Job title,Reports to,Reports to email\n"
        "Rita Vance,Rita,Vance,rita@x.example,H-1,CEO,,\n"
        "Tom Lee,Tom,Lee,tom@x.example,H-2,COO,Rita Vance,rita@x.example\n"
        "Tom Lee,Tom,Lee,tom.lee@x.example,H-3,Agent,Tom Lee,tom@x.example\n"
    )
    assert result.managers_by == "email"
    assert lines(result) == {"H-1": None, "H-2": "H-1", "H-3": "H-2"}


def test_header_tags_in_brackets_and_a_key_that_every_row_has():
    result = brought_in(
        "First Name [Required],Last Name [Required],Email Address [Required],Password [Required],"
        "Org Unit Path [Required],Status [READ ONLY],Employee ID,Employee Title,Manager Email,"
        "Department,Email Usage [READ ONLY]\n"
        "Ida,Berg,ida@x.example,****,/Exec,Active,E1,CEO,,Executive,0.3GB\n"
        "Per,Dahl,per@x.example,****,/Ops,Active,,COO,IDA@x.example,Operations,0.3GB\n"
        "Uma,Ek,uma@x.example,****,/Ops/Care,Suspended,,Agent,per@x.example,,0GB\n"
    )
    assert lines(result) == {
        "ida@x.example": None,
        "per@x.example": "ida@x.example",
        "uma@x.example": "per@x.example",
    }
    assert result.people[2].department == "Care"
    assert result.people[0].employee_number == "E1"


def test_ids_of_which_case_matters_and_an_id_of_zeros_at_the_top():
    result = brought_in(
        "Id,IsDeleted,LastName,FirstName,Salutation,Title,Email,ReportsToId,OwnerId\n"
        "003A000001abcDEAAZ,0,Lopez,Ana,Ms.,CEO,ana@x.example,000000000000000000,005\n"
        "003A000001ABCdEAAZ,0,King,Bo,Mr.,COO,bo@x.example,003A000001abcDEAAZ,005\n"
        "003A000002abcDEAAZ,1,Old,Row,,Agent,old@x.example,003A000001ABCdEAAZ,005\n"
        "003A000003abcDEAAZ,0,Poe,Di,,Agent,di@x.example,003A000002abcDEAAZ,005\n"
    )
    assert lines(result) == {
        "003A000001abcDEAAZ": None,
        "003A000001ABCdEAAZ": "003A000001abcDEAAZ",
        "003A000003abcDEAAZ": "003A000001ABCdEAAZ",
    }
    assert [question.kind for question in result.questions] == ["near_id"]


def test_managers_by_an_old_e_mail_address():
    result = brought_in(
        "First Name,Last Name,Email,AliasEmails,Position,SupervisorEmail\n"
        "Ana,Lo,ana@x.example,a.lo@x.example,CEO,\nBo,Ra,bo@x.example,,COO,A.Lo@x.example\n"
    )
    assert lines(result) == {"ana@x.example": None, "bo@x.example": "ana@x.example"}


def test_tabs_and_shape_columns_of_a_drawing_wizard():
    result = brought_in(
        "Unique_ID\tName\tReports_To\tTitle\tDepartment\tTelephone\tMaster_Shape\n"
        "ID1\tAna Lo\t\tCEO\tExec\t1\t0\nID2\tBo Ra\tID1\tCOO\tOps\t2\t1\nID3\tCy Om\tID2\tAgent\tOps\t3\t2\n"
    )
    assert lines(result) == {"ID1": None, "ID2": "ID1", "ID3": "ID2"}


def test_managers_by_role_unless_two_carry_it_or_nobody():
    result = brought_in(
        "name,role,role_slug,reports_to\nAna Lo,Chief Executive,ceo,\nBo Ra,Head of Ops,head-of-ops,ceo\n"
        "Cy Om,Agent,agent,head-of-ops\nDi Un,Agent,agent,head-of-ops\nEd Va,Trainee,trainee,agent\n"
        "Fi Wo,Clerk,clerk,vp-nobody\n"
    )
    assert result.managers_by == "role"
    assert lines(result) == {
        "Ana Lo": None, "Bo Ra": "Ana Lo", "Cy Om": "Bo Ra", "Di Un": "Bo Ra", "Ed Va": None,
        "Fi Wo": None,
    }  # fmt: skip
    assert {u.person: u.candidates for u in result.unresolved} == {
        "Ed Va": ("Cy Om", "Di Un"),
        "Fi Wo": (),
    }


def test_a_body_above_the_top_is_asked_about():
    result = brought_in(
        "Employee_Name,EmpID,Salary,Position,DOB,Sex,ManagerName,ManagerID,Department\n"
        '"King, Janet",10001,250000,President & CEO,1954-09-21,F,Board of Directors,9,Executive\n'
        '"Albert, Michael  ",10002,100000,Director,1970-01-01,M,Janet King,2,Sales\n'
        '"Adinolfi, Wilson  K",10026,62506,Technician,1983-07-10,M,Michael Albert,22,Production\n'
        '"Barbossa, Hector",10012,92328,Analyst,1988-07-04,M,Michael Albert,4,IT\n'
    )
    assert [p.display_name for p in result.people[:2]] == ["Janet King", "Michael Albert"]
    assert lines(result) == {"10001": None, "10002": "10001", "10026": "10002", "10012": "10002"}
    assert result.president == "10001"
    assert result.roots == ()
    assert "1954" not in repr(result)


@pytest.mark.parametrize(
    "edges",
    [
        ("Source,Target,Type,Id,Label,Weight\nn2,n1,Directed,0,reports to,1.0\nn3,n2,Directed,1,"
        "reports to,1.0\nn3,n1,Undirected,2,friends,2.0\n"),
        "Source;Target;Relationship\nBo Ra;Ana Lo;reports to\nCy Om;Bo Ra;reports to\nAna Lo;Cy Om;friend\n",
        "from to type\nn1 n2 manages\nn2 n3 manages\nn3 n1 friends\n",
    ],
)  # fmt: skip
def test_tables_of_nodes_and_edges_in_either_order(edges):
    nodes = "Id,Label,modularity_class\nn1,Ana Lo,0\nn2,Bo Ra,1\nn3,Cy Om,1\n"
    for texts in ((nodes, edges), (edges, nodes)):
        result = brought_in(*texts)
        assert lines(result) == {"n1": None, "n2": "n1", "n3": "n2"}
        assert [(tie.a, tie.b, tie.kind) for tie in result.ties] == [("n1", "n3", "allied_with")]


def test_bare_pairs_without_a_header():
    assert lines(brought_in("2,1\n3,1\n4,2\n")) == {"2": "1", "1": None, "3": "1", "4": "2"}


def test_a_drawing_list_says_in_its_comments_which_columns_connect():
    result = brought_in(
        "## list\n"
        '# connect: {"from":"boss of", "to":"id", "label":"manages", \\\n'
        '#          "style":"curved=1;"}\n'
        "# layout: verticaltree\n"
        'name,position,id,boss of\nAna Lo,CEO,a,"b,c"\nBo Ra,COO,b,d\nCy Om,CFO,c,\nDi Un,Agent,d,\n'
    )
    assert lines(result) == {"a": None, "b": "a", "c": "a", "d": "b"}

"""Columns are told apart by words of four languages and by values, managers by what fits best."""

from __future__ import annotations

import pytest

from cxmap.errors import SourceError
from cxmap.exchange.people_file import NamedBytes
from cxmap.exchange.reading import read_people
from cxmap.exchange.resolving import resolve


def brought_in(*texts, answers=None, **options):
    sources = [
        NamedBytes(name=f"file{number}.csv", data=text.encode())
        for number, text in enumerate(texts, 1)
    ]
    return resolve(read_people(sources, **options), answers or {}, take_proposals=True)


def lines(result):
    return {person.key: person.manager_key for person in result.people}


CHART = {"1": None, "2": "1", "3": "2"}


@pytest.mark.parametrize(
    "text",
    [
        ("Personalnummer;Vorname;Nachname;Position;Abteilung;Vorgesetzter\n"
        "1;Ana;Groß;Vorstand;Leitung;\n2;Bo;Ek;Leiter;Betrieb;Ana Groß\n3;Cy;Ott;Kraft;Betrieb;Bo Ek\n"),
        ("Pers.-Nr.;Name;Vorname;Funktion;Bereich;Führungskraft (Pers.-Nr.)\n"
        "1;Groß;Ana;Vorstand;Leitung;\n2;Ek;Bo;Leiter;Betrieb;1\n3;Ott;Cy;Kraft;Betrieb;2\n"),
        ("Matricule;Nom;Prénom;Poste;Service;N+1\n"
        "1;Roux;Ana;PDG;Direction;\n2;Ek;Bo;Directeur;Ventes;Roux Ana\n3;Ott;Cy;Agent;Ventes;Ek Bo\n"),
        ("Número de empleado;Nombre;Apellidos;Cargo;Área;Jefe directo\n"
        "1;Ana;Díaz;Directora;Dirección;\n2;Bo;Ek;Jefe;Ventas;Ana Díaz\n3;Cy;Ott;Agente;Ventas;Bo Ek\n"),
        "PersonID,SupervisorID,Name,Job Title\n1,1,Ana Diaz,CEO\n2,1,Bo Ek,COO\n3,2,Cy Ott,Agent\n",
        ("EMP_ID,FULL_NAME,REPORTS_TO_EMAIL,WORK_EMAIL\n"
        "1,Ana Diaz,,Ana@X.example\n2,Bo Ek,ana@x.example,bo@x.example\n3,Cy Ott,BO@X.EXAMPLE,cy@x.example\n"),
        'ID,Name,Manager\n1,Dr. Ana Diaz,NO_MGR\n2,"Ek, Bo","Diaz, Ana"\n3,Cy Ott,Bo  Ek (On Leave)\n',
    ],
)  # fmt: skip
def test_people_files_of_several_languages_give_the_same_chart(text):
    result = brought_in(text)
    assert lines(result) == CHART
    assert result.president == "1"
    assert not [question for question in result.questions if question.blocking]


def test_a_name_column_beside_a_first_name_is_the_family_name():
    result = brought_in("Nr;Name;Vorname\n1;Groß;Ana\n2;Ek;Bo\n")
    assert [p.display_name for p in result.people] == ["Ana Groß", "Bo Ek"]
    assert result.people[0].family_name == "Groß"


def test_a_manager_column_from_another_number_space_gives_way_to_one_that_fits():
    rows = "".join(
        f"{n},Person N{n},{900 + n // 2},{'' if n == 1 else f'Person N{n // 2}'}\n"
        for n in range(1, 12)
    )
    result = brought_in("EmpID,Employee_Name,ManagerID,ManagerName\n" + rows.replace("N", ""))
    assert result.managers_by == "name"
    assert result.lines == 10


def test_gaps_of_the_best_manager_column_are_filled_from_the_next():
    result = brought_in(
        "id,name,manager id,manager name\n1,Ana Diaz,,\n2,Bo Ek,1,Ana Diaz\n3,Cy Ott,,Bo Ek\n"
    )
    assert lines(result) == CHART


def test_manager_columns_that_fit_equally_and_disagree_are_a_blocking_question():
    text = (
        "id,name,line manager,supervisor\n1,Ana Diaz,,\n2,Bo Ek,1,1\n3,Cy Ott,2,1\n4,Di Gee,2,1\n"
        "5,Ed Hay,2,3\n"
    )
    people_file = read_people([NamedBytes(name="two.csv", data=text.encode())])
    result = resolve(people_file, {}, take_proposals=False)
    (question,) = [q for q in result.questions if q.kind == "columns"]
    assert question.blocking
    assert result.blocked
    assert [choice.id for choice in question.choices] == ["line manager", "supervisor"]
    other = resolve(people_file, {question.id: "supervisor"}, take_proposals=False)
    assert not other.blocked
    assert lines(other)["5"] == "3"


def test_no_manager_column_is_said_and_a_second_file_brings_the_lines():
    users = "userPrincipalName,displayName,objectId\nana@x.example,Ana Diaz,\nbo@x.example,Bo Ek,\n"
    alone = brought_in(users)
    (question,) = alone.questions
    assert (question.kind, question.blocking) == ("columns", False)
    assert "second file" in question.message
    both = brought_in(users, "UPN,ManagerUPN\nBO@x.example,Ana@X.example\n")
    assert lines(both) == {"ana@x.example": None, "bo@x.example": "ana@x.example"}


def test_a_column_of_small_numbers_is_no_manager_because_it_ends_in_no_top():
    rows = "".join(f"{n};P{n} Surname;{n % 3 + 1};{n // 2 or ''}\n" for n in range(1, 30))
    result = brought_in(rows.replace("P", "Pa"))
    assert result.lines == 28
    assert result.roots == ("1",)


def test_a_reporting_path_ends_in_the_person_or_the_manager():
    for own in ("", " > Cy Ott"):
        result = brought_in(
            "Name,Reporting path\nAna Diaz,Ana Diaz\nBo Ek,Ana Diaz > Bo Ek\n"
            f"Cy Ott,Ana Diaz > Bo Ek{own}\n"
        )
        assert result.managers_by == "path"
        assert lines(result) == {"Ana Diaz": None, "Bo Ek": "Ana Diaz", "Cy Ott": "Bo Ek"}


def test_a_management_chain_serves_where_no_column_names_the_manager():
    result = brought_in(
        "Worker,Management Chain - Level 01,Management Chain - Level 02\n"
        "Ana Diaz,Ana Diaz,\nBo Ek,Ana Diaz,Bo Ek\nCy Ott,Ana Diaz,Bo Ek\n"
    )
    assert lines(result) == {"Ana Diaz": None, "Bo Ek": "Ana Diaz", "Cy Ott": "Bo Ek"}


def test_dotted_lines_may_be_several_in_one_cell():
    result = brought_in(
        "ID,Name,Boss ID,Dottedids\n1,Ana Diaz,,\n2,Bo Ek,1,\n3,Cy Ott,2,1:4\n4,Di Gee,1,\n"
    )
    assert result.people[2].dotted_keys == ("1", "4")


def test_people_who_have_left_and_outsiders_are_marked():
    result = brought_in(
        "Employee ID,Full Name,Status,Worker Type\n1,Ana Diaz,Active,Employee\n"
        "2,Bo Ek (Terminated),Terminated,Employee\n3,Cy Ott [C],Active,Contingent Worker\n"
        "4,Lars [ext],Active,Employee\n"
    )
    assert [p.active for p in result.people] == [True, False, True, True]
    assert [p.external for p in result.people] == [False, False, True, True]
    assert [p.display_name for p in result.people] == ["Ana Diaz", "Bo Ek", "Cy Ott", "Lars [ext]"]


def test_deleted_rows_are_left_out_and_lines_go_to_the_next_above():
    result = brought_in(
        "Id,Name,IsDeleted,ReportsToId\n1,Ana Diaz,false,000000000000000000\n"
        "2,Bo Ek,true,1\n3,Cy Ott,false,2\n"
    )
    assert lines(result) == {"1": None, "3": "1"}
    assert [row.why for row in result.skipped] == ["deleted (2)"]


def test_the_lead_may_name_columns_by_header_or_number():
    text = "a,b,c\nx1,Ana Diaz,\nx2,Bo Ek,x1\n"
    named = brought_in(text, mapping={"id": "a", "name": "B", "manager": "c"})
    assert lines(named) == {"x1": None, "x2": "x1"}
    bare = text.removeprefix("a,b,c\n")
    numbered = brought_in(bare, mapping={"id": "#1", "name": "2", "manager": "3"})
    assert lines(numbered) == {"x1": None, "x2": "x1"}
    with pytest.raises(SourceError, match="no column 'z'"):
        brought_in(text, mapping={"name": "z"})
    with pytest.raises(SourceError, match="not a field"):
        brought_in(text, mapping={"shoe": "a"})


def test_a_file_without_names_or_ids_is_refused_with_the_way_out():
    with pytest.raises(SourceError, match="names or ids") as refused:
        brought_in("colour,size\nred,7\nblue,9\n")
    assert "--map" in refused.value.hint


def test_undisclosed_names_are_posts_shown_by_their_titles():
    result = brought_in("Post Unique Reference,Name,Job Title\n1,Ana,CEO\n2,N/D,COO\n3,,CFO\n")
    assert [p.display_name for p in result.people] == ["Ana", "", ""]
    assert [p.undisclosed for p in result.people] == [False, True, True]


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("id,name,manager id,area manager\n1,Ann,,\n2,Bo,1,Ann\n3,Cy,2,Ann\n4,Di,3,Bo\n", "manager id"),
        ("id,name,area manager,manager\n1,Ann,North,\n2,Bo,South,1\n3,Cy,South,2\n4,Di,East,3\n",
         "manager"),
        ("id,name,e-mail,area manager e-mail,manager e-mail\n1,Ann,a@x,,\n2,Bo,b@x,a@x,a@x\n3,Cy,c@x,a@x,b@x\n4,Di,d@x,a@x,c@x\n",
         "manager e-mail"),
        ("id,name,manager,reports to\n1,Ann,yes,\n2,Bo,yes,1\n3,Cy,yes,2\n4,Di,no,3\n", "reports to"),
    ],
)  # fmt: skip
def test_a_column_that_only_sounds_like_managers_gives_way_to_one_that_leads(text, column):
    result = brought_in(text)
    assert result.columns["manager"] == column
    assert {p.key: p.manager_key for p in result.people} == {
        "1": None,
        "2": "1",
        "3": "2",
        "4": "3",
    }
    assert result.questions == ()


def test_a_column_that_only_sounds_like_managers_is_taken_where_its_values_make_a_tree():
    tree = brought_in("id,name,area manager\n1,Ann,\n2,Bo,Ann\n3,Cy,Ann\n4,Di,Bo\n")
    assert tree.lines == 3
    regions = brought_in("id,name,area manager\n1,Ann,North\n2,Bo,South\n3,Cy,South\n")
    assert regions.managers_by is None
    assert regions.unresolved == ()


@pytest.mark.parametrize(
    "levels", [("Manager Level 1 ID", "Manager Level 2 ID"), ("Level 1 Manager", "L2 Manager Name")]
)
def test_columns_of_a_chain_are_told_by_their_numbers(levels):
    result = brought_in(f"ID,Name,{','.join(levels)}\n1,Ann,,\n2,Bo,1,\n3,Cy,1,2\n")
    assert {p.key: p.manager_key for p in result.people} == {"1": None, "2": "1", "3": "2"}


def test_a_whole_address_of_another_house_is_nobody_here():
    result = brought_in("Name,E-mail,Manager\nAnn,ann@x.example,\nBo,bo@x.example,ann@y.example\n"
                        "Cy,cy@x.example,ann@x.example\n")  # fmt: skip
    assert [line.value for line in result.unresolved] == ["ann@y.example"]
    assert result.lines == 1


def test_titles_are_told_by_the_words_they_are_made_of():
    result = brought_in(
        "ID,Name,Hobby,Mansione esatta,Manager\n1,Ann,chess,Direttrice generale,\n"
        "2,Bo,golf,Head of Ops,1\n3,Cy,,Teamleiter Vertrieb,1\n4,Di,tea,Analyst,2\n"
    )
    assert result.columns["title"] == "Mansione esatta"
    hobbies = brought_in("ID,Name,Hobby,Manager\n1,Ann,chess,\n2,Bo,golf,1\n3,Cy,tea,1\n")
    assert "title" not in hobbies.columns


@pytest.mark.parametrize(
    "header",
    [
        "Matricule;Nom et prénom;Libellé emploi;Matricule N+1",
        "Nº de empleado;Nombre y apellidos;Puesto;Nº empleado del responsable",
        "Mitarbeiternummer;Mitarbeitername;Stellenbezeichnung;Vorgesetzter Mitarbeiternummer",
        "Associate ID;Full Legal Name;Business Title;Manager Associate ID",
    ],
)
def test_numbers_of_people_and_of_their_managers_in_four_languages(header):
    result = brought_in(f"{header}\n901;Ann Berg;CEO;\n902;Bo Dahl;COO;901\n903;Cy Falk;Lead;902\n")
    assert {p.key: p.manager_key for p in result.people} == {
        "901": None,
        "902": "901",
        "903": "902",
    }
    assert [p.title for p in result.people] == ["CEO", "COO", "Lead"]

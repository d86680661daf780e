"""What a file leaves open becomes a short list of questions, each with a proposal."""

from __future__ import annotations

import pytest

from cxmap.errors import SourceError
from cxmap.exchange.people_file import NamedBytes
from cxmap.exchange.reading import read_people
from cxmap.exchange.resolving import resolve

HEADER = "id,name,title,department,manager_id,email\n"


def read(rows, header=HEADER):
    return read_people([NamedBytes(name="people.csv", data=(header + rows).encode())])


def brought_in(rows, answers=None, *, yes=False, header=HEADER):
    return resolve(read(rows, header), answers or {}, take_proposals=yes)


def lines(result):
    return {person.key: person.manager_key for person in result.people}


def only(result, kind):
    (question,) = [question for question in result.questions if question.kind == kind]
    return question


CLEAN = "1,Ana Diaz,CEO,Top,,\n2,Bo Ek,COO,Ops,1,\n3,Cy Ott,Agent,Ops,2,\n"


def test_a_clean_file_asks_nothing():
    result = brought_in(CLEAN)
    assert result.questions == ()
    assert (result.roots, result.president, result.lines) == (("1",), "1", 2)
    assert result.steps == {"exact": 2}


def test_one_id_for_two_people_blocks_until_answered():
    rows = CLEAN + "2,Bea Lim,CMO,Mkt,1,\n"
    asked = brought_in(rows)
    question = only(asked, "same_id")
    assert question.blocking
    assert asked.blocked
    assert question.rows == (3, 5)
    assert "line 3" in question.message
    assert "line 5" in question.message
    shared = brought_in(rows, yes=True)
    assert not shared.blocked
    assert [p.display_name for p in shared.people] == ["Ana Diaz", "Bo Ek / Bea Lim", "Cy Ott"]
    assert shared.people[1].shared_by == ("Bo Ek", "Bea Lim")
    apart = brought_in(rows, {question.id: "apart"})
    assert lines(apart) == {"1": None, "2": "1", "3": "2", "2 #2": "1"}
    first = brought_in(rows, {question.id: "first"})
    assert [p.display_name for p in first.people] == ["Ana Diaz", "Bo Ek", "Cy Ott"]


@pytest.mark.parametrize("row", ["2,Bea Lim,CMO,Mkt,1,bea@x.example\n", "2,Bea Lim,COO,Ops,1,\n"])
def test_one_reference_with_two_names_is_proposed_as_a_job_share_and_both_are_named(row):
    question = only(brought_in("1,Ana,CEO,,,\n2,Bo Ek,COO,Ops,1,bo@x.example\n" + row), "same_id")
    assert question.blocking
    assert question.proposal == "job_share"
    assert "Bo Ek" in question.message
    assert "Bea Lim" in question.message


def test_one_id_on_rows_of_one_name_is_one_post_and_does_not_block():
    result = brought_in(CLEAN + "3,Cy Ott,Agent,Ops,2,\n")
    assert not only(result, "same_id").blocking
    assert len(result.people) == 3


def test_a_circle_is_written_out_and_cut_where_the_lead_says():
    rows = "1,Ana Diaz,CEO,Top,,\n2,Bo Ek,COO,Ops,4,\n3,Cy Ott,VP,Ops,2,\n4,Di Gee,VP,Ops,3,\n"
    asked = brought_in(rows)
    question = only(asked, "circle")
    assert asked.blocked
    assert "Bo Ek reports to Di Gee reports to Cy Ott reports to Bo Ek" in question.message
    cut = brought_in(rows, {question.id: "3"})
    assert not cut.blocked
    assert lines(cut) == {"1": None, "2": "4", "3": None, "4": "3"}


def test_a_file_that_is_one_circle_still_ends_in_a_chart():
    result = brought_in("1,Ana,CEO,Top,2,\n2,Bo,COO,Ops,1,\n", yes=True)
    assert result.lines == 1
    assert len(result.roots) == 1


def test_a_line_to_nobody_stays_open_unless_told_otherwise():
    rows = CLEAN + "4,Di Gee,VP,Ops,99,\n5,Ed Hay,VP,Ops,99,\n"
    result = brought_in(rows)
    question = only(result, "line_to_nobody")
    assert not question.blocking
    assert question.id in result.open_questions
    assert [(u.row, u.person, u.value) for u in result.unresolved] == [
        (5, "4", "99"),
        (6, "5", "99"),
    ]
    assert result.roots == ("1",)
    added = brought_in(rows, {question.id: "placeholder"})
    assert lines(added)["4"] == "99"
    assert added.people[-1].placeholder
    assert not added.unresolved
    top = brought_in(rows, {question.id: "top"})
    assert set(top.roots) == {"1", "4", "5"}


def test_the_top_may_report_to_itself():
    result = brought_in(CLEAN.replace("Top,,", "Top,1,"))
    assert not only(result, "self_report").blocking
    assert (result.roots, result.president) == (("1",), "1")


def test_several_tops_propose_the_one_with_most_below():
    result = brought_in(
        CLEAN + "7,Gus Ivy,Chair,Board,,\n8,Hal Jay,VP,Board,7,\n9,Ida Kay,VP,X,,\n"
    )
    question = only(result, "top")
    assert question.proposal == "1" == result.president
    assert [choice.id for choice in question.choices] == ["1", "7", "9"]
    answered = brought_in(CLEAN + "7,Gus Ivy,Chair,Board,,\n8,Hal Jay,VP,Board,7,\n", {"top": "7"})
    assert answered.president == "7"


NAMES = "id,name,title,department,manager\n"


def test_an_ambiguous_name_is_never_linked_by_itself():
    rows = (
        "1,Ana Diaz,CEO,Top,\n2,John Smith,VP,Ops,Ana Diaz\n3,John Smith,VP,Sales,Ana Diaz\n"
        "4,Cy Ott,Agent,Sales,John Smith\n"
    )
    result = brought_in(rows, yes=True, header=NAMES)
    question = only(result, "ambiguous_name")
    assert not question.blocking
    assert lines(result)["4"] is None
    assert [choice.id for choice in question.choices] == ["open", "3", "2"], "own unit first"
    assert result.unresolved[0].candidates == ("2", "3")
    assert lines(brought_in(rows, {question.id: "3"}, header=NAMES))["4"] == "3"


def test_a_name_that_is_only_similar_is_a_line_to_nobody():
    rows = "1,Ana Diaz,CEO,Top,\n2,Bo Ek,COO,Ops,Anna Diaz\n3,Cy Ott,COO,Ops,Ana Diaz\n"
    result = brought_in(rows, yes=True, header=NAMES)
    assert [u.value for u in result.unresolved] == ["Anna Diaz"]


@pytest.mark.parametrize(
    ("reference", "step"),
    [
        ("Jörg Köhler", "exact"),
        ("Jörg Köhler (On Leave)", "status words"),
        ("JÖRG KOHLER", "case"),
        ("Köhler, Jörg", "name parts"),
        ("Dr. Jörg Köhler", "name parts"),
        ("Jörg M. Köhler", "without initials"),
        ("Köhler", "family name alone"),
        ("Jörg Köhler (007)", "key in brackets"),
    ],
)
def test_names_are_matched_step_by_step_and_the_step_is_said(reference, step):
    header = "id,first name,last name,manager\n"
    rows = f'007,Jörg,Köhler,\n2,Bo,Ek,"{reference}"\n3,Cy,Ott,Bo Ek\n'
    result = brought_in(rows, header=header)
    assert lines(result) == {"007": None, "2": "007", "3": "2"}
    assert result.steps.get(step, 0) >= 1


def test_leading_zeros_lost_on_one_side_still_lead_to_the_manager():
    result = brought_in("007,Ana Diaz,CEO,Top,,\n008,Bo Ek,COO,Ops,7,\n")
    assert lines(result) == {"007": None, "008": "007"}
    assert result.steps == {"leading zeros": 1}


def test_ids_that_differ_only_by_zeros_stay_two_people_and_are_asked_about():
    result = brought_in("7,Ana Diaz,CEO,Top,,\n007,Bo Ek,COO,Ops,7,\n8,Cy Ott,VP,Ops,007,\n")
    assert lines(result) == {"7": None, "007": "7", "8": "007"}
    assert not only(result, "near_id").blocking


def test_vacant_posts_stay_as_placeholders_and_dead_ones_go():
    rows = (
        "1,Ana Diaz,CEO,Top,,\n2,Vacant,COO,Ops,1,\n3,Eliminated,VP,Ops,1,\n4,Cy Ott,Agent,Ops,3,\n"
        "5,Di Gee,Agent,Ops,2,\n"
    )
    result = brought_in(rows)
    assert lines(result) == {"1": None, "2": "1", "4": "1", "5": "2"}
    assert [p.key for p in result.people if p.placeholder] == ["2"]
    assert [(row.row, row.why) for row in result.skipped] == [(4, "eliminated (3)")]
    question = only(result, "vacant")
    without = brought_in(rows, {question.id: "leave_out"})
    assert lines(without) == {"1": None, "4": "1", "5": "1"}


def test_rooms_and_services_are_kept_until_the_lead_leaves_them_out():
    rows = CLEAN + "room4,Meeting Room 4,,,,\nsvc,svc-backup,,,,\n"
    result = brought_in(rows)
    question = only(result, "not_a_person")
    assert len(result.people) == 5
    assert len(brought_in(rows, {question.id: "leave_out"}).people) == 3


def test_one_person_in_two_posts_is_asked_about_and_kept():
    rows = CLEAN + "9,Bo Ek,Interim CFO,Fin,1,\n"
    rows = rows.replace("Ops,1,", "Ops,1,bo@x.example").replace("Fin,1,", "Fin,1,bo@x.example")
    result = brought_in(rows)
    question = only(result, "likely_double")
    assert len(result.people) == 4
    assert len(brought_in(rows, {question.id: "one"}).people) == 3


def test_many_cases_of_one_kind_are_one_question():
    rows = "".join(f"{n},Person A{n},VP,Ops,{900 + n},\n" for n in range(1, 40))
    rows += "".join(f"{n},Other B{n},VP,Ops,,\n" for n in range(1, 40))
    result = brought_in(rows.replace("A", "").replace("B", ""))
    assert len(result.questions) <= 10
    assert only(result, "same_id").message.startswith("39 ids stand for different people each")
    assert only(result, "line_to_nobody").message.startswith("39 managers are named")
    apart = brought_in(rows, {only(result, "same_id").id: "apart"})
    assert len(apart.people) == 78


def test_an_answer_that_is_no_choice_is_refused():
    with pytest.raises(SourceError, match="no answer to question line_to_nobody:99"):
        brought_in(CLEAN + "4,Di Gee,VP,Ops,99,\n", {"line_to_nobody:99": "maybe"})


def test_answers_to_what_was_not_asked_are_said():
    result = brought_in(CLEAN, {"top": "1"})
    assert "no question top was asked" in result.notes


def test_a_chain_of_thousands_needs_no_recursion():
    rows = "".join(f"p{n},P{n},,,{f'p{n - 1}' if n else ''},\n" for n in range(2_500))
    result = brought_in(rows)
    assert result.lines == 2_499
    loop = brought_in(rows.replace("p0,P0,,,,", "p0,P0,,,p2499,", 1))
    circle = only(loop, "circle")
    assert circle.blocking
    assert len(circle.message) < 400
    assert len(circle.choices) <= 8


def test_the_bad_files_about_organisation_end_in_questions(shared_data):
    bad = shared_data / "bad_inputs"
    same = resolve(read_people([bad / "csv_duplicate_id.csv"]), {}, take_proposals=False)
    assert same.blocked
    assert "line 3, line 4" in only(same, "same_id").message
    nobody = resolve(read_people([bad / "csv_unknown_manager.csv"]), {}, take_proposals=False)
    assert not nobody.blocked
    assert "line 4" in only(nobody, "line_to_nobody").message


def test_somebody_of_nearly_that_name_is_offered_and_never_taken():
    rows = "1,Ana Diaz,CEO,Top,,\n2,Bo Ek,COO,Ops,{},\n3,Cy Ott,Agent,Ops,2,\n"
    for written in ("A. Diaz", "Diaz A", "Ana Dias"):
        asked = brought_in(rows.format(written))
        question = only(asked, "line_to_nobody")
        assert (question.proposal, question.blocking) == ("open", False)
        assert [choice.id for choice in question.choices] == ["open", "1", "placeholder", "top"]
        assert [line.value for line in asked.unresolved] == [written]
        told = brought_in(rows.format(written), {question.id: "1"})
        assert lines(told) == {"1": None, "2": "1", "3": "2"}
    strange = only(brought_in(rows.format("Zoe Quist")), "line_to_nobody")
    assert [choice.id for choice in strange.choices] == ["open", "placeholder", "top"]


def test_many_names_that_are_nearly_known_are_one_question():
    rows = "1,Ana Diaz,CEO,Top,,\n2,Bo Ek,COO,Ops,A. Diaz,\n3,Cy Ott,Agent,Ops,B. Ek,\n4,Di Ro,Agent,Ops,X. Yz,\n"
    question = only(brought_in(rows), "line_to_nobody")
    told = brought_in(rows, {question.id: "likely"})
    assert lines(told) == {"1": None, "2": "1", "3": "2", "4": None}
    assert [line.person for line in told.unresolved] == ["4"]

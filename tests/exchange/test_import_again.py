"""A newer file against the map: judgements follow a stable key, and gone is a question."""

from __future__ import annotations

from cxmap.exchange.people_file import KnownPerson, NamedBytes
from cxmap.exchange.reading import read_people
from cxmap.exchange.resolving import resolve

HEADER = "id,name,title,manager_id,email\n"
MARCH = "1,Ana Diaz,CEO,,ana@x.example\n2,Bo Ek,COO,1,bo@x.example\n3,Cy Ott,Agent,2,cy@x.example\n"


def known(result):
    return tuple(
        KnownPerson(
            id=f"id-{person.key}",
            source_key=person.key,
            emails=person.emails,
            employee_number=person.employee_number,
            display_name=person.display_name,
            title=person.title,
            manager_id=f"id-{person.manager_key}" if person.manager_key else None,
        )
        for person in result.people
    )


def brought_in(rows, people=(), answers=None):
    source = NamedBytes(name="people.csv", data=(HEADER + rows).encode())
    return resolve(read_people([source]), answers or {}, take_proposals=True, known=people)


def test_the_same_file_again_changes_nothing():
    changes = brought_in(MARCH, known(brought_in(MARCH))).changes
    assert changes.same == {"1": "id-1", "2": "id-2", "3": "id-3"}
    assert not (changes.came)
    assert not (changes.left)
    assert not (changes.moved)
    assert not (changes.renamed)
    assert not (changes.retitled)
    assert not (changes.spelling)


def test_a_first_import_has_no_differences():
    assert brought_in(MARCH).changes is None


def test_came_left_moved_renamed_and_spelling_are_told_apart():
    june = (
        "1,Ana DIAZ,CEO,,ana@x.example\n2,Beatriz Ek,Chief Operating Officer,1,bo@x.example\n"
        "4,Di Gee,CFO,1,di@x.example\n5,Ed Hay,Agent,4,\n"
    )
    result = brought_in(june, known(brought_in(MARCH)))
    changes = result.changes
    assert [change.key for change in changes.came] == ["4", "5"]
    assert [change.id for change in changes.left] == ["id-3"]
    assert [(c.key, c.old, c.new) for c in changes.renamed] == [("2", "Bo Ek", "Beatriz Ek")]
    assert [(c.key, c.new) for c in changes.spelling] == [("1", "Ana DIAZ")]
    assert [(c.key, c.new) for c in changes.retitled] == [("2", "Chief Operating Officer")]
    (question,) = [question for question in result.questions if question.kind == "gone"]
    assert not question.blocking
    assert question.proposal == "keep"
    left = brought_in(june, known(brought_in(MARCH)), {question.id: "left"})
    assert [change.new for change in left.changes.left] == ["left"]


def test_another_manager_is_a_move():
    changes = brought_in(MARCH.replace("Agent,2", "Agent,1"), known(brought_in(MARCH))).changes
    assert [(c.key, c.old, c.new) for c in changes.moved] == [("3", "id-2", "1")]


def test_people_are_found_again_by_e_mail_when_the_ids_are_new():
    june = (
        "".join(f"X{row}\n" for row in MARCH.splitlines())
        .replace(",1,", ",X1,")
        .replace(",2,", ",X2,")
    )
    changes = brought_in(june, known(brought_in(MARCH))).changes
    assert changes.same == {"X1": "id-1", "X2": "id-2", "X3": "id-3"}
    assert not (changes.came)
    assert not (changes.left)
    assert not (changes.moved)


def test_people_typed_in_by_hand_are_never_gone():
    typed = KnownPerson(id="h1", display_name="Hand Made")
    changes = brought_in(MARCH, (*known(brought_in(MARCH)), typed)).changes
    assert changes.left == ()


def test_two_spellings_of_a_withheld_name_are_no_change():
    march = "1,Ana Diaz,CEO,,\n2,N/D,COO,1,\n"
    people = known(brought_in(march))
    changes = brought_in(march.replace("N/D", "Not disclosed"), people).changes
    assert not (changes.renamed)
    assert not (changes.spelling)


def test_half_a_year_of_a_real_department_is_not_119_new_names(shared_data):
    folder = shared_data / "uk-cabinet-office"
    march = resolve(
        read_people([folder / "cabinet_office-2011-03-31-senior.csv"]), {}, take_proposals=True
    )
    newer = read_people([folder / "cabinet_office-2011-09-30-senior.csv"])
    result = resolve(newer, {}, take_proposals=True, known=known(march))
    changes = result.changes
    assert (len(changes.came), len(changes.left)) == (233 - 180, 36)
    assert 40 <= len(changes.moved) <= 48
    assert len(changes.renamed) < 20
    assert len(result.questions) <= 10


def test_a_month_of_a_real_company_only_loses_people(shared_data):
    folder = shared_data / "cert-directory"
    before = resolve(read_people([folder / "2009-12.csv"]), {}, take_proposals=True)
    after = read_people([folder / "2010-06.csv"])
    changes = resolve(after, {}, take_proposals=True, known=known(before)).changes
    assert (len(changes.left), changes.came, changes.moved, changes.renamed) == (60, (), (), ())

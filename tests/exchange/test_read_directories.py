"""Directories and address books: entries and cards as people."""

from __future__ import annotations

import pytest
from sources import LDIF, VCARDS, b64, brought_in, kind, lines, read

from cxmap.errors import SourceError


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


def test_a_unit_is_called_by_its_name_and_not_by_its_number():
    text = (
        "dn: uid=a,dc=x\nobjectClass: inetOrgPerson\nuid: a\ncn: Ana\nou: Board\n"
        "departmentNumber: 12\n\ndn: uid=b,dc=x\nobjectClass: inetOrgPerson\nuid: b\ncn: Bo\n"
        "departmentNumber: 13\nmanager:: " + b64("uid=a,dc=x") + "\n"
    )
    result = brought_in(text)
    assert [person.department for person in result.people] == ["Board", "13"]
    assert lines(result) == {"a": None, "b": "a"}


@pytest.mark.parametrize(
    "manager",
    [
        "RELATED;TYPE=manager:urn:uuid:AA-1",
        "RELATED;TYPE=supervisor:mailto:ana@x.example",
        "RELATED;VALUE=text;TYPE=work;TYPE=manager:Ana Diaz",
        "X-MANAGER:Ana\r\n  Diaz",
    ],
)
def test_a_card_names_the_manager_by_key_address_or_name(manager):
    text = (
        "BEGIN:VCARD\r\nVERSION:4.0\r\nUID:aa-1\r\nFN:Ana Diaz\r\nEMAIL:ana@x.example\r\nEND:VCARD\r\n"
        f"BEGIN:VCARD\r\nVERSION:4.0\r\nUID:bb-2\r\nFN:Bo Ek\r\n{manager}\r\nEND:VCARD\r\n"
    )
    result = brought_in(text)
    assert lines(result) == {"aa-1": None, "bb-2": "aa-1"}
    assert result.other_relations == ()

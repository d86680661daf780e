"""JSON: resources of a user directory, plain lists with ties, and shapes that are refused."""

from __future__ import annotations

import json

import pytest
from sources import brought_in, lines, read

from cxmap.errors import SourceError


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

"""Outlines and YAML: charts that somebody typed."""

from __future__ import annotations

import pytest
from sources import brought_in, kind, lines

from cxmap.errors import SourceError
from cxmap.exchange.reading import read_people
from cxmap.exchange.resolving import resolve


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


@pytest.mark.parametrize(
    "text",
    [
        "- name: Ann\n  reports:\n    - name: Bo\n      reports:\n        - name: Di\n    - name: Cy\n",
        "name: Ann\nreports:\n- name: Bo\n  reports:\n  - name: Di\n- name: Cy\n",
        (
            "organisation: X\npeople:\n  - name: Ann\n    team:\n      - name: Bo\n        team:\n"
            "          - name: Di\n      - name: Cy\n"
        ),
    ],
)
def test_a_yaml_tree_says_by_its_lists_who_reports_to_whom(text):
    result = brought_in(text, kind="yaml")
    names = {person.key: person.display_name for person in result.people}
    assert {p.display_name: names.get(p.manager_key or "") for p in result.people} == {
        "Ann": None, "Bo": "Ann", "Di": "Bo", "Cy": "Ann",
    }  # fmt: skip


def test_a_key_further_left_than_the_first_line_is_refused_with_its_line():
    with pytest.raises(SourceError, match="no key with a value") as refused:
        brought_in("  x: 1\nname: Ann\ntitle: CEO\n", kind="yaml")
    assert refused.value.line == 1

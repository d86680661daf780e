"""Charts that were drawn: shapes are people, lines are read the way that makes one tree."""

from __future__ import annotations

import pytest

from cxmap.exchange.people_file import NamedBytes
from cxmap.exchange.reading import read_people
from cxmap.exchange.resolving import resolve

SHAPES = """Id,Name,Shape Library,Page ID,Contained By,Group,Line Source,Line Destination,\
Source Arrow,Destination Arrow,Status,Text Area 1,Text Area 2,Comments
1,Document,,,,,,,,,Draft,Org chart,,
2,Page,,,,,,,,,,Page 1,,
3,Text,Standard,2,,,,,,,,Our organisation,,
4,Process,Flowchart Shapes,2,,,,,,,,Ann Berg,CEO,
5,Process,Flowchart Shapes,2,,,,,,,,Bo Dahl,COO,
6,Process,Flowchart Shapes,2,,,,,,,,"Cy Falk
CFO",,
7,Process,Flowchart Shapes,2,,,,,,,,Dora Holm,Lead,
8,Process,Flowchart Shapes,2,,,,,,,,Ed Lind,Advisor,
"""
DOWN = [("4", "5", "None,Arrow", ""), ("4", "6", "None,Arrow", ""), ("5", "7", "None,Arrow", ""),
        ("6", "7", "None,Arrow", "dotted")]  # fmt: skip
UP = [(end, start, arrows, word) for start, end, arrows, word in DOWN]
HEAD_AT_THE_SOURCE = [(start, end, "Arrow,None", word) for start, end, _, word in UP]
NO_HEADS = [("4", "5", "None,None", ""), ("6", "4", "None,None", ""), ("5", "7", "None,None", ""),
            ("6", "7", "None,Arrow", "dotted")]  # fmt: skip


def drawing(lines):
    rows = [
        f"{number},Line,,2,,,{start},{end},{arrows},,{word},,"
        for number, (start, end, arrows, word) in enumerate(lines, 9)
    ]
    data = (SHAPES + "\n".join(rows)).encode()
    return resolve(read_people([NamedBytes(name="chart.csv", data=data)]), {}, take_proposals=True)


@pytest.mark.parametrize("lines", [DOWN, UP, HEAD_AT_THE_SOURCE])
def test_shapes_with_text_are_people_and_lines_lead_to_managers(lines):
    result = drawing(lines)
    assert {p.key: p.manager_key for p in result.people} == {
        "4": None, "5": "4", "6": "4", "7": "5", "8": None,
    }  # fmt: skip
    told = [(p.display_name, p.title) for p in result.people]
    assert told[:3] == [("Ann Berg", "CEO"), ("Bo Dahl", "COO"), ("Cy Falk", "CFO")]
    assert result.people[3].dotted_keys == ("6",)
    assert result.president == "4"


def test_a_heading_is_left_out_and_said():
    assert [(row.row, row.why) for row in drawing(DOWN).skipped] == [
        (4, "no line touches it: Our organisation")
    ]


def test_lines_without_heads_are_turned_so_that_most_stay_as_they_were_drawn():
    result = drawing(NO_HEADS)
    assert {p.key: p.manager_key for p in result.people} == {
        "4": "6", "5": "4", "6": None, "7": "5", "8": None,
    }  # fmt: skip
    mixed = drawing([("5", "4", "None,None", ""), ("6", "4", "None,None", ""),
                     ("4", "7", "None,None", "")])  # fmt: skip
    assert len([p for p in mixed.people if p.manager_key is None]) == 2
    assert mixed.lines == 3
    assert mixed.people[3].manager_key == "4"

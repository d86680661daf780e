"""Tables as programs print them: rules, page breaks, sums, columns of a fixed width."""

from __future__ import annotations

import pytest
from sources import brought_in

HEADER = ["ID", "Name", "Title", "Mgr ID"]
ROWS = [
    ["1", "Ann Berg", "CEO", ""],
    ["2", "Bo Dahl", "COO", "1"],
    ["3", "Cy Falk", "CFO", "1"],
    ["4", "Dora Holm", "Lead", "2"],
]
LINES = {"1": None, "2": "1", "3": "1", "4": "2"}


def joined(rows, sign=",", begin="", end=""):
    return "".join(f"{begin}{sign.join(row)}{end}\n" for row in rows)


def padded(rows):
    return "".join("".join(cell.ljust(12) for cell in row).rstrip() + "\n" for row in rows)


PRINTED = {
    "the header on every page": joined([HEADER, *ROWS[:2], HEADER, *ROWS[2:]]),
    "numbers of pages": joined([HEADER, *ROWS[:2], ["Page 1 of 2", "", "", ""], *ROWS[2:]]),
    "sums between": joined([HEADER, *ROWS[:2], ["Subtotal", "", "", "2"], *ROWS[2:]]),
    "a frame of signs": (
        f"+----+------+\n{joined([HEADER], ' | ', '| ', ' |')}+----+------+\n"
        f"{joined(ROWS, ' | ', '| ', ' |')}+----+------+\n4 rows in set (0.00 sec)\n"
    ),
    "a rule below the header": (
        f"{joined([HEADER], ' | ', ' ')}----+------+-------+---\n{joined(ROWS, ' | ', ' ')}(4 rows)\n"
    ),
    "columns of a fixed width": padded([HEADER, ["--", "----", "-----", "------"], *ROWS]),
}


@pytest.mark.parametrize("text", PRINTED.values(), ids=PRINTED.keys())
def test_what_is_printed_around_the_rows_is_passed_over(text):
    result = brought_in(text)
    assert {person.key: person.manager_key for person in result.people} == LINES
    assert [person.title for person in result.people] == ["CEO", "COO", "CFO", "Lead"]


def test_somebody_whose_name_begins_like_a_page_stays():
    rows = [["1", "Paige Total", "CEO", ""], ["2", "Page Turner", "COO", "1"]]
    names = [["Name", "ID", "Title", "Mgr ID"], *([row[1], row[0], *row[2:]] for row in rows)]
    assert len(brought_in(joined(names)).people) == 2


def test_blocks_of_lines_are_people():
    text = "\n".join(
        f"Name: {name}\nTitle: {title}\nID: {key}\nManager: {boss or '-'}\n"
        for key, name, title, boss in ROWS
    )
    assert {p.key: p.manager_key for p in brought_in(text).people} == LINES
    by_name = "".join(
        f"k{key}:\n  name: {name}\n  title: {title}\n  manager: {f'k{boss}' if boss else ''}\n"
        for key, name, title, boss in ROWS
    )
    assert brought_in(by_name).lines == 3


def test_two_tables_of_one_organisation_join_by_number_and_by_address():
    people = joined(
        [["Employee ID", "Name", "E-mail"], *([k, n, f"{k}@x.example"] for k, n, *_ in ROWS)]
    )
    by_number = joined([["Employee", "Reports to"], *([k, b] for k, _, _, b in ROWS if b)])
    by_address = joined(
        [["E-mail", "Manager e-mail"],
         *([f"{k}@X.example", f"{b}@x.example"] for k, _, _, b in ROWS if b)]
    )  # fmt: skip
    for lines in (by_number, by_address):
        result = brought_in(people, more=lines)
        assert {person.key: person.manager_key for person in result.people} == LINES
        assert [person.display_name for person in result.people][:2] == ["Ann Berg", "Bo Dahl"]


def test_a_column_of_states_needs_no_header_that_says_so():
    rows = [[*row, "Terminated" if row[0] == "4" else "Employed"] for row in ROWS]
    result = brought_in(joined([[*HEADER, "Werdegang"], *rows]))
    assert [person.active for person in result.people] == [True, True, True, False]

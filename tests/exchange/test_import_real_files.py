"""Counts of real files, against an independent reading of them (``expected.json`` beside each)."""

from __future__ import annotations

from collections import Counter

import pytest

from cxmap.exchange.reading import read_people
from cxmap.exchange.resolving import resolve


def brought_in(shared_data, *names):
    return resolve(read_people([shared_data / name for name in names]), {}, take_proposals=True)


def levels(result):
    above = {person.key: person.manager_key for person in result.people}
    depth = 0
    for key in above:
        steps, here = 1, key
        while above[here] is not None:
            here, steps = above[here], steps + 1
        depth = max(depth, steps)
    return depth


# people, lines, tops, levels, most direct reports, managers
REAL = {
    "adventureworks-hr/derived/employees.csv": (290, 289, 1, 5, 24, 47),
    "adventureworks-hr/DimEmployee.csv": (290, 289, 1, 5, 24, 47),
    "oracle-hr/derived/employees.csv": (107, 106, 1, 4, 14, 18),
    "cert-directory/2009-12.csv": (2000, 1999, 1, 6, 30, 140),
    "cert-directory/2010-06.csv": (1940, 1939, 1, 6, 30, 140),
    "uk-cabinet-office/cabinet_office-2011-03-31-senior.csv": (216, 215, 1, 5, 53, 35),
    # one post of this file is eliminated: 234 posts less one
    "uk-cabinet-office/cabinet_office-2011-09-30-senior.csv": (233, 230, 3, 5, 43, 44),
    # one eliminated post, a direct report of the widest span
    "uk-department-of-health/department_of_health-2011-09-30-senior.csv": (312, 311, 1, 7, 17, 82),
    # two eliminated posts
    "uk-natural-england/300913-Natural-England-Organogram-senior.csv": (23, 22, 1, 3, 5, 5),
    "krackhardt-hightech/derived/edges.csv": (21, 20, 1, 3, 7, 5),
}  # fmt: skip


@pytest.mark.parametrize("name", REAL)
def test_a_real_file_gives_the_counts_of_an_independent_reading(shared_data, name):
    result = brought_in(shared_data, name)
    spans = Counter(person.manager_key for person in result.people if person.manager_key)
    assert (
        len(result.people),
        result.lines,
        len(result.roots),
        levels(result),
        max(spans.values()),
        len(spans),
    ) == REAL[name]
    assert not result.unresolved
    assert len(result.questions) <= 10


def test_identity_numbers_join_rows_and_are_dropped(shared_data):
    result = brought_in(shared_data, "adventureworks-hr/derived/employees.csv")
    assert any("296 rows are 290 people" in note for note in result.notes)
    assert any("never taken: EmployeeNationalID" in note for note in result.notes)
    assert "295847284" not in repr(result), "the top's identity number is nowhere in the result"


def test_eliminated_posts_are_left_out_and_listed(shared_data):
    result = brought_in(
        shared_data, "uk-natural-england/300913-Natural-England-Organogram-senior.csv"
    )
    assert sorted(row.why for row in result.skipped) == ["eliminated (18)", "eliminated (6)"]
    assert all("\n" not in person.title for person in result.people)


def test_a_top_that_is_the_organisation_is_a_question_and_not_the_president(shared_data):
    result = brought_in(
        shared_data, "uk-department-of-health/department_of_health-2011-09-30-senior.csv"
    )
    (question,) = [question for question in result.questions if question.kind == "top"]
    assert result.roots == ("REFPOST",)
    assert result.president == question.proposal != "REFPOST"
    assert "REFPOST" in {choice.id for choice in question.choices}
    assert not question.blocking


def test_the_one_with_most_people_below_is_proposed_among_several_tops(shared_data):
    result = brought_in(shared_data, "uk-cabinet-office/cabinet_office-2011-09-30-senior.csv")
    assert set(result.roots) == {"1", "CO57", "CO59"}
    assert result.president == "1"
    assert {"top", "same_id", "vacant", "likely_double"} == {q.kind for q in result.questions}


def test_groups_of_posts_are_no_people_but_tell_team_sizes(shared_data):
    folder = "uk-natural-england/300913-Natural-England-Organogram"
    alone = brought_in(shared_data, f"{folder}-junior.csv")
    assert alone.people == ()
    both = brought_in(shared_data, f"{folder}-senior.csv", f"{folder}-junior.csv")
    assert len(both.people) == 23
    assert round(sum(both.team_sizes.values()), 2) == 2238.94
    assert all(p.team_size == both.team_sizes.get(p.key) for p in both.people)


@pytest.mark.parametrize("names", [("edges",), ("nodes", "edges"), ("edges", "nodes")])
def test_advice_is_trust_and_friendship_an_unordered_alliance(shared_data, names):
    result = brought_in(shared_data, *(f"krackhardt-hightech/derived/{name}.csv" for name in names))
    assert (len(result.people), result.lines, result.roots) == (21, 20, ("7",))
    assert Counter(tie.kind for tie in result.ties) == {"trusts": 190, "allied_with": 79}
    assert {person.key for person in result.people} == {str(number) for number in range(1, 22)}

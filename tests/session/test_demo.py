"""Samples: copied, moved in time as a whole, never touched."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.errors import UsageError
from cxmap.model.initiative import INITIATIVE, Initiative
from cxmap.model.orgmap import Edit, OrgMap
from cxmap.model.people import Hold, Person
from cxmap.model.programme import Ask, Engagement
from cxmap.session.demo import copy_sample, last_day, sample_names, samples_folder, shifted
from cxmap.session.session import Session

TODAY = date(2027, 5, 4)


@pytest.mark.parametrize("name", sample_names())
def test_the_story_of_a_copy_ended_yesterday(tmp_path, name):
    original = samples_folder() / name / f"{name}.json"
    before = original.read_bytes()
    beside = sorted(original.parent.iterdir())
    file = tmp_path / "copy.json"
    copy_sample(name, file, today=TODAY)
    with Session.open(file, read_only=True) as session:
        assert last_day(session.org) in (None, TODAY - timedelta(days=1))
        assert session.undo() is None
    assert original.read_bytes() == before
    assert sorted(original.parent.iterdir()) == beside


def test_a_sample_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(UsageError, match="atlantis"):
        copy_sample("atlantis", tmp_path / "x.json", today=TODAY)


def test_days_that_lie_ahead_do_not_end_the_story():
    ask = Ask(id="a1", person="p1", text="x", made_on=date(2026, 1, 5), due=date(2026, 9, 1))
    met = Engagement(id="e1", people=("p1",), on=date(2026, 2, 1), next_on=date(2026, 8, 1))
    settings = Initiative(id=INITIATIVE, forum_on=date(2026, 12, 1))
    org = OrgMap().with_edits(
        [
            Edit("asks", "a1", ask),
            Edit("engagements", "e1", met),
            Edit("settings", INITIATIVE, settings),
        ]
    )
    assert last_day(org) == date(2026, 2, 1)
    assert last_day(OrgMap()) is None


@given(days=st.integers(-3000, 3000))
def test_moving_there_and_back_changes_nothing_and_keeps_distances(days):
    hold = Hold(since=date(2026, 1, 5), until=date(2026, 1, 19), reason="on leave")
    person = Person(id="p1", display_name="Ann", hold=hold, left_on=date(2026, 2, 1))
    moved = shifted(person, days)
    assert shifted(moved, -days) == person
    assert moved.hold.until - moved.hold.since == timedelta(days=14)
    assert moved.left_on - person.left_on == timedelta(days=days)

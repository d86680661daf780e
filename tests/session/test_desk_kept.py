"""What is worked out from a map is worked out once, and never outlives the map or the day."""

from __future__ import annotations

from datetime import date

from cxmap.clock import FixedClock
from cxmap.session.entry.persons import PeopleSearch, search_people
from cxmap.session.intents.people import add_person
from cxmap.session.planning.mapping import problem_of
from cxmap.session.session import Session
from cxmap.store.memory import InMemoryStore


def opened() -> Session:
    session = Session(InMemoryStore(), clock=FixedClock(date(2026, 3, 2)))
    session.do(add_person, "Zoë Ahl", title="President")
    session.do(add_person, "Bo Ek", title="Head of Care")
    return session


def test_the_desk_and_the_plans_problem_stay_until_something_changes():
    session = opened()
    desk = session.desk
    assert session.desk is desk
    assert problem_of(desk) is problem_of(session.desk)
    session.do(add_person, "Cy Dahl")
    assert session.desk is not desk
    assert session.desk.org is session.org
    assert problem_of(session.desk) is not problem_of(desk)
    session.undo()
    assert len(session.desk.org.people) == 2


def test_another_day_is_another_desk():
    session = opened()
    before = session.desk
    session.clock = FixedClock(date(2026, 3, 3))
    assert session.desk.today == date(2026, 3, 3)
    assert before.today == date(2026, 3, 2)


def test_searching_letter_by_letter_finds_what_searching_at_once_finds():
    org = opened().org
    search = PeopleSearch(org)
    for typed in ("", "z", "zoe", "care bo", "o", "nobody"):
        assert search.find(typed) == search_people(org, typed)
    assert [org.people[who].display_name for who in search.find("ZOE")] == ["Zoë Ahl"]
    assert search.find(" ") == list(org.people)

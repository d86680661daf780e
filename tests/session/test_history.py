"""The history in words, the way back to any step, and two days compared."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.errors import PersonNotFound, UsageError
from cxmap.model.words import AskState, Commitment, Dimension, Stance, TieKind
from cxmap.session.intents.asks import make_ask, settle_ask
from cxmap.session.intents.judgements import judge
from cxmap.session.intents.people import add_person, change_person, pin, remove_person, skip
from cxmap.session.intents.scenarios import drop_scenario, keep_scenario
from cxmap.session.intents.settings import change_settings
from cxmap.session.intents.talks import log_talk
from cxmap.session.intents.ties import tie
from cxmap.session.record.comparison import compare
from cxmap.session.record.history import History, back_to, matching, steps_after
from cxmap.session.session import Session
from cxmap.store.memory import InMemoryStore


class Days:
    """A clock that a test moves from day to day."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 3, 2, 12, tzinfo=UTC)

    def today(self) -> date:
        return self.moment.date()

    def now(self) -> datetime:
        return self.moment

    def pass_by(self, days: int) -> None:
        self.moment += timedelta(days=days)


@pytest.fixture
def days() -> Days:
    return Days()


@pytest.fixture
def session(days) -> Session:
    session = Session(InMemoryStore(), clock=days)
    pat = session.do(add_person, "Pat Roe", title="President").id
    session.do(add_person, "Ann Ortiz", title="CFO", manager=pat)
    session.do(add_person, "Ben Li", title="COO", manager=pat)
    return session


def who(session: Session, name: str) -> str:
    return next(key for key, one in session.org.people.items() if one.display_name == name)


def lines(session: Session) -> list[str]:
    return list(History(session).steps[0].lines)


def test_each_kind_of_change_is_told_from_what_to_what(session):
    ann, ben, pat = (who(session, name) for name in ("Ann Ortiz", "Ben Li", "Pat Roe"))
    assert lines(session) == ["Ben Li: new; title “COO”; manager Pat Roe"]
    session.do(change_person, ann, {"title": "Chief Financial Officer", "manager": ben})
    assert lines(session) == [
        "Ann Ortiz: manager from Pat Roe to Ben Li; title from “CFO” to “Chief Financial Officer”"
    ]
    session.do(judge, ann, Dimension.STANCE, Stance.NEUTRAL)
    assert lines(session) == ["Ann Ortiz: stance neutral"]
    session.do(judge, ann, Dimension.STANCE, Stance.SUPPORTIVE)
    assert lines(session) == ["Ann Ortiz: stance from neutral to supportive"]
    ask = session.do(make_ask, ann, "Fund the pilot").id
    session.do(settle_ask, ask, AskState.ACCEPTED)
    assert lines(session)[0].startswith("Ask of Ann Ortiz “Fund the pilot”: ")
    assert "state from made to accepted" in lines(session)[0]
    session.do(tie, ann, TieKind.TRUSTS, ben, strength=4)
    assert lines(session) == ["Ann Ortiz trusts Ben Li: new; strength 4"]
    session.do(log_talk, (ann, ben), note="Likes the pilot")
    assert lines(session)[0].startswith("Talk with Ann Ortiz, Ben Li on 2026-03-02")
    assert "“Likes the pilot”" in lines(session)[0]
    session.do(skip, ben, reason="on leave")
    assert "on leave" in lines(session)[0]
    session.do(remove_person, ann)
    assert lines(session)[0] == "Ann Ortiz taken out"
    assert pat in session.org.people


def test_somebody_who_was_taken_off_is_still_found_and_called_by_name(session):
    ann = who(session, "Ann Ortiz")
    session.do(judge, ann, Dimension.STANCE, Stance.RESISTANT)
    session.do(remove_person, ann)
    history = History(session)
    assert history.find_person(session.org, "ortiz") == ann
    assert [person.display_name for person in history.former] == ["Ann Ortiz"]
    told = [step.summary for step in matching(history.steps, person=ann)]
    assert told == [
        "Took Ann Ortiz off the map",
        "Stance of Ann Ortiz: resistant",
        "Added Ann Ortiz",
    ]
    with pytest.raises(PersonNotFound, match="nobody on the map answers to 'Zoe'"):
        history.find_person(session.org, "Zoe")


def test_the_history_is_narrowed_by_words_person_and_day(session, days):
    ann = who(session, "Ann Ortiz")
    days.pass_by(3)
    session.do(judge, ann, Dimension.POWER, 4)
    steps = History(session).steps
    assert [step.rev for step in matching(steps, words="POWER ortiz")] == [4]
    assert [step.rev for step in matching(steps, since=date(2026, 3, 4))] == [4]
    assert [step.rev for step in matching(steps, person=ann)] == [4, 2]
    assert not list(matching(steps, words="nothing like it"))


def test_what_was_taken_back_is_marked_through_undo_and_redo(session):
    ann = who(session, "Ann Ortiz")
    session.do(pin, ann)
    seen = []
    for step_back in (session.undo, session.redo, session.undo):
        step_back()
        steps = {step.rev: step for step in History(session).steps}
        seen.append(steps[4].is_undone)
    assert seen == [True, False, True]
    assert {steps[5].takes_back, steps[7].takes_back} == {4}


def test_what_a_way_back_took_back_is_marked_and_given_back_by_undo(session):
    ann = who(session, "Ann Ortiz")
    session.do(pin, ann)  # 4
    session.do(judge, ann, Dimension.POWER, 4)  # 5
    session.undo()  # 6, takes back 5
    session.do(judge, ann, Dimension.POWER, 2)  # 7
    back_to(session, 5)  # 8: power is 4 again

    def marked() -> set[int]:
        return {step.rev for step in History(session).steps if step.is_undone}

    assert marked() == {7}
    session.undo()
    assert marked() == {5, 8}
    session.redo()
    assert marked() == {7}


def test_one_command_leads_back_to_a_step_and_one_undo_takes_it_back(session):
    ann = who(session, "Ann Ortiz")
    then = session.org
    session.do(judge, ann, Dimension.STANCE, Stance.LEADING)
    session.do(change_person, ann, {"title": "Treasurer"})
    session.do(remove_person, ann)
    session.do(add_person, "Zoe Ek")
    now = session.org
    assert steps_after(History(session).steps, 3) == 4
    changed = back_to(session, 3)
    assert changed.summary == "Back to step 3: Added Ben Li"
    assert session.org == then
    session.undo()
    assert session.org == now


def test_the_way_back_to_the_newest_step_changes_nothing(session):
    assert not back_to(session, 3).tables
    for rev in (0, 99):
        with pytest.raises(UsageError, match=f"no step {rev}"):
            back_to(session, rev)


@given(st.lists(st.tuples(st.sampled_from(["add", "title", "stance", "pin", "remove", "undo", "redo"]),
                          st.integers(0, 3)), max_size=12), st.data())  # fmt: skip
def test_the_way_back_gives_the_map_of_then_whatever_was_done(deeds, data):
    session = Session(InMemoryStore(), clock=Days())
    states = {}
    for number, (deed, which) in enumerate(deeds):
        people = sorted(session.org.people)
        person = people[which % len(people)] if people else None
        if deed == "add" or person is None:
            session.do(add_person, f"Person {number}", title="Head")
        elif deed == "title":
            session.do(change_person, person, {"title": f"T{number}"})
        elif deed == "stance":
            session.do(judge, person, Dimension.STANCE, list(Stance)[which])
        elif deed == "pin":
            session.do(pin, person)
        elif deed == "remove":
            session.do(remove_person, person)
        else:
            session.undo() if deed == "undo" else session.redo()
        states[session.rev] = session.org
    states.pop(0, None)
    if states:
        rev = data.draw(st.sampled_from(sorted(states)))
        now = session.org
        moved = bool(back_to(session, rev).tables)
        assert session.org == states[rev]
        if moved:
            session.undo()
        assert session.org == now


def test_two_days_are_compared(session, days):
    ann, ben, pat = (who(session, name) for name in ("Ann Ortiz", "Ben Li", "Pat Roe"))
    session.do(judge, ann, Dimension.STANCE, Stance.NEUTRAL)
    days.pass_by(7)
    session.do(judge, ann, Dimension.STANCE, Stance.SUPPORTIVE)
    session.do(judge, ann, Dimension.COMMITMENT, Commitment.HELP)
    ask = session.do(make_ask, ann, "Fund the pilot").id
    session.do(settle_ask, ask, AskState.ACCEPTED)
    zoe = session.do(add_person, "Zoe Ek", title="CHRO", manager=pat).id
    session.do(change_person, ben, {"manager": zoe})
    found = compare(session, date(2026, 3, 9), date(2026, 3, 2))
    assert found.first == date(2026, 3, 2)
    assert [(one.name, one.after) for one in found.came] == [("Zoe Ek", "CHRO")]
    assert [(one.name, one.before, one.after) for one in found.lines] == [
        ("Ben Li", "Pat Roe", "Zoe Ek")
    ]
    assert [(one.name, one.before, one.after) for one in found.stance] == [
        ("Ann Ortiz", "neutral", "supportive")
    ]
    assert [(one.name, one.before, one.after) for one in found.commitment] == [
        ("Ann Ortiz", "none", "help")
    ]
    assert [(one.name, one.after) for one in found.counts] == [("Ann Ortiz", "counts")]
    assert (found.mass_before.have, found.mass_after.have) == (0, 1)
    assert not found.left
    assert not found.notes


def test_who_left_is_named_and_a_day_before_the_history_is_said(session, days):
    ann = who(session, "Ann Ortiz")
    days.pass_by(1)
    session.do(remove_person, ann)
    found = compare(session, date(2026, 3, 2), date(2026, 3, 3))
    assert [(one.name, one.before, one.after) for one in found.left] == [("Ann Ortiz", "CFO", "")]
    assert compare(session, date(2026, 3, 2), date(2026, 3, 2)).sections == ()
    with pytest.raises(UsageError, match="in the future"):
        compare(session, date(2026, 3, 2), date(2026, 4, 2))
    old = Session(InMemoryStore(session.store.load()[1]), clock=days)
    assert compare(old, date(2026, 3, 1), date(2026, 3, 2)).notes == (
        "the history does not reach back to 2026-03-01",
    )


def test_a_scenario_is_told_by_what_it_supposes(session):
    ann = who(session, "Ann Ortiz")
    session.do(change_settings, {"name": "Acme"})
    session.do(keep_scenario, "Ann goes", [f"leaves:{ann}"])
    assert lines(session) == ["The initiative: scenario “Ann goes” kept: Ann Ortiz leaves"]
    changes = ["joins:Gus Fox>Pat Roe", "tie:Gus>Ben Li=trusts:4", "rule:quorum=0.6"]
    session.do(keep_scenario, "Gus comes", changes)
    (said,) = lines(session)
    assert said.endswith(
        "“Gus comes” kept: Gus Fox joins under Pat Roe; Gus Fox trusts Ben Li, strength 4;"
        " rule mass.quorum=0.6"
    )
    session.do(drop_scenario, "Ann goes")
    assert lines(session) == ["The initiative: scenario “Ann goes” dropped"]

"""Doing, undoing and doing again; what is typed wrongly changes nothing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.clock import FixedClock
from cxmap.errors import PersonNotFound, UsageError
from cxmap.model.words import (
    AskState,
    Commitment,
    Dimension,
    EvidenceKind,
    PromiseState,
    Stance,
    TieKind,
)
from cxmap.session.entry.persons import find_person, search_people
from cxmap.session.intents.asks import make_ask, open_ask_of, settle_ask
from cxmap.session.intents.concerns import answer_concern, raise_concern
from cxmap.session.intents.evidence import add_evidence
from cxmap.session.intents.judgements import judge
from cxmap.session.intents.people import (
    add_person,
    change_person,
    confirm_role,
    pin,
    remove_person,
    skip,
)
from cxmap.session.intents.promises import make_promise, settle_promise
from cxmap.session.intents.settings import change_settings, set_on_level
from cxmap.session.intents.talks import log_talk
from cxmap.session.intents.ties import tie, untie
from cxmap.session.session import Session
from cxmap.store.memory import InMemoryStore

TODAY = date(2026, 3, 2)


def open_session() -> Session:
    return Session(InMemoryStore(), clock=FixedClock(TODAY))


@pytest.fixture
def session() -> Session:
    session = open_session()
    ceo = session.do(add_person, "Ann Ortiz", title="President").id
    coo = session.do(add_person, "Ben Li", title="COO", manager=ceo, emails=("ben@x.org",)).id
    session.do(add_person, "José Müller", title="CFO", manager=ceo, employee_number="007")
    session.do(add_person, "Ben Larsen", manager=coo)
    return session


def person(session: Session, typed: str) -> str:
    return find_person(session.org, typed)


def test_a_person_is_found_by_id_mail_number_name_or_part(session):
    ben = person(session, "Ben Li")
    assert person(session, ben) == ben
    assert person(session, "BEN@x.org") == ben
    assert session.org.people[person(session, "007")].display_name == "José Müller"
    assert person(session, "jose") == person(session, "MULLER")
    assert person(session, "ben li") == ben, "the full name wins over a part of another"


def test_several_are_listed_and_none_names_the_nearest(session):
    with pytest.raises(PersonNotFound, match=r"2 people answer to 'Ben'.*Ben Li.*Ben Larsen"):
        person(session, "Ben")
    with pytest.raises(PersonNotFound) as refused:
        person(session, "Jose Miller")
    assert "José Müller" in refused.value.hint


def test_search_finds_every_word_in_name_title_or_unit(session):
    assert search_people(session.org, "li coo") == [person(session, "Ben Li")]


def test_a_talk_is_one_step_with_all_that_was_seen_in_it(session):
    ben = person(session, "Ben Li")
    before = session.org
    session.do(
        log_talk,
        ben,
        note="Likes the pilot idea",
        stance=Stance.SUPPORTIVE,
        commitment=Commitment.HELP,
        ask="Lend an analyst",
        due=date(2026, 3, 20),
        concern="Peak season",
        my_promise="Send the figures",
    )
    org = session.org
    assert org.judgements(ben).stance is Stance.SUPPORTIVE
    assert org.judgements(ben).stance_.confidence == 3
    assert [ask.text for ask in org.asks_of(ben)] == ["Lend an analyst"]
    assert len(org.engagements_of(ben)) == len(org.concerns_of(ben)) == len(org.promises_to(ben))
    session.undo()
    assert session.org == before


def test_a_talk_in_the_future_is_refused_and_nothing_changes(session):
    before, rev = session.org, session.rev
    with pytest.raises(UsageError, match="future"):
        session.do(log_talk, person(session, "Ben Li"), on=date(2026, 3, 3))
    assert (session.org, session.rev) == (before, rev)


def test_nobody_reports_to_themselves_or_in_a_circle(session):
    ann, ben = person(session, "Ann"), person(session, "Ben Li")
    with pytest.raises(UsageError, match="themselves"):
        session.do(change_person, ann, {"manager": ben})
    with pytest.raises(UsageError, match="themselves"):
        session.do(tie, ben, TieKind.REPORTS_TO, ben)


def test_removing_somebody_takes_what_is_only_about_them_and_undo_brings_it_back(session):
    ben, ann = person(session, "Ben Li"), person(session, "Ann")
    session.do(log_talk, [ben, ann], stance=Stance.LEADING, ask="Open the forum")
    session.do(tie, ann, TieKind.TRUSTS, ben, strength=4)
    session.do(change_settings, {"me": ben})
    before = session.org
    session.do(remove_person, ben)
    assert ben not in session.org.people
    assert session.org.people[person(session, "Larsen")].manager == ann
    assert session.org.initiative.me is None
    assert [talk.people for talk in session.org.engagements.values()] == [(ann,)]
    assert ben not in repr([dict(session.org.table(name)) for name in ("ties", "asks")])
    session.undo()
    assert session.org == before


def test_an_ask_moves_on_and_is_found_by_its_words(session):
    ben = person(session, "Ben Li")
    session.do(make_ask, ben, "Name an owner")
    session.do(make_ask, ben, "Fund a pilot")
    with pytest.raises(UsageError, match="several"):
        open_ask_of(session.desk, ben, AskState.ACCEPTED)
    ask = open_ask_of(session.desk, ben, AskState.ACCEPTED, "pilot")
    session.do(settle_ask, ask.id, AskState.ACCEPTED)
    assert session.org.asks[ask.id].accepted_on == TODAY
    assert open_ask_of(session.desk, ben, AskState.ACCEPTED).text == "Name an owner"


def test_mutual_ties_are_one_tie_from_either_end(session):
    ann, ben = person(session, "Ann"), person(session, "Ben Li")
    session.do(tie, ann, TieKind.FRICTION, ben, strength=2)
    session.do(tie, ben, TieKind.FRICTION, ann, strength=5)
    assert [found.strength for found in session.org.ties.values()] == [5]
    session.do(untie, ben, TieKind.FRICTION, ann)
    assert not session.org.ties


def test_the_president_is_one_person(session):
    ann, ben = person(session, "Ann"), person(session, "Ben Li")
    session.do(change_settings, {"president": ann})
    session.do(change_settings, {"president": ben})
    crowned = [p.id for p in session.org.people.values() if "president" in p.roles]
    assert crowned == [ben]


def test_a_person_is_put_on_the_level_and_left_out_again(session):
    larsen, ben = person(session, "Larsen"), person(session, "Ben Li")
    session.do(set_on_level, larsen, on_level=True)
    assert larsen in session.desk.hierarchy.leadership
    session.do(set_on_level, larsen, on_level=False)
    session.do(set_on_level, ben, on_level=False)
    assert session.org.initiative.level_plus == ()
    assert session.org.initiative.level_minus == (ben,)


def test_saying_the_same_again_is_no_step(session):
    ben = person(session, "Ben Li")
    rev = session.rev
    changed = session.do(change_person, ben, {"title": "COO"})
    assert changed.tables == frozenset()
    assert session.rev == rev


def test_what_cannot_be_typed_is_cleaned(session):
    made = session.do(add_person, "  Eve\x1b[31m \u202eAdams\n", notes="a\nb\x07").id
    assert session.org.people[made].display_name == "Eve Adams"
    assert session.org.people[made].notes == "a\nb"


NAMES = st.sampled_from(["Ann", "Ben", "Cy", "Dee"])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), NAMES),
        st.tuples(st.just("remove"), NAMES),
        st.tuples(st.just("talk"), NAMES),
        st.tuples(st.just("judge"), NAMES),
        st.tuples(st.just("ask"), NAMES),
        st.tuples(st.just("tie"), NAMES, NAMES),
        st.tuples(st.just("move"), NAMES, NAMES),
        st.tuples(st.just("pin"), NAMES),
        st.tuples(st.just("skip"), NAMES),
        st.tuples(st.just("role"), NAMES),
        st.tuples(st.just("seen"), NAMES),
        st.tuples(st.just("worry"), NAMES),
        st.tuples(st.just("promise"), NAMES),
        st.tuples(st.just("level"), NAMES),
    ),
    min_size=1,
    max_size=14,
)


def take(session: Session, step: tuple[str, ...]) -> None:
    what, *names = step
    if what == "add":
        session.do(add_person, names[0])
        return
    known = {p.display_name: p.id for p in session.org.people.values()}
    if any(name not in known for name in names):
        return
    who = known[names[0]]
    if what == "ask":
        made = session.do(make_ask, who, "Do it").id
        session.do(settle_ask, made, AskState.KEPT)
    elif what == "worry":
        made = session.do(raise_concern, who, "Why now?").id
        session.do(answer_concern, made, "Because")
    elif what == "promise":
        made = session.do(make_promise, who, "Send it").id
        session.do(settle_promise, made, PromiseState.KEPT)
    elif what == "tie" and names[0] != names[1]:
        session.do(tie, who, TieKind.TRUSTS, known[names[1]])
    elif what == "move":
        try:
            session.do(change_person, who, {"manager": known[names[1]]})
        except UsageError:
            return
    else:
        plain = {
            "remove": lambda: session.do(remove_person, who),
            "talk": lambda: session.do(log_talk, who, note="hi", commitment=Commitment.HELP),
            "judge": lambda: session.do(judge, who, Dimension.POWER, 4),
            "pin": lambda: session.do(pin, who),
            "skip": lambda: session.do(skip, who, reason="away"),
            "role": lambda: session.do(confirm_role, who),
            "seen": lambda: session.do(add_evidence, who, EvidenceKind.BUDGET),
            "level": lambda: session.do(set_on_level, who, on_level=False),
        }
        plain.get(what, lambda: None)()


@given(STEPS, st.data())
def test_undo_takes_back_every_step_and_redo_does_it_again(steps, data):
    session = open_session()
    states = [session.org]
    for step in steps:
        take(session, step)
        if session.org != states[-1]:
            states.append(session.org)
    last = session.org
    revs = session.rev
    back = data.draw(st.integers(0, revs))
    for _ in range(back):
        assert session.undo() is not None
    for _ in range(back):
        assert session.redo() is not None
    assert session.org == last
    assert session.redo() is None
    while session.undo() is not None:
        pass
    assert session.org == states[0]


@given(STEPS)
def test_a_second_session_that_refreshes_sees_the_same_map(steps):
    store = InMemoryStore()
    first = Session(store, clock=FixedClock(TODAY))
    second = Session(store, clock=FixedClock(TODAY))
    for step in steps:
        take(first, step)
        second.refresh()
        assert second.org == first.org
    first.undo()
    second.refresh()
    assert second.org == first.org
    assert second.redo() is not None or first.rev == 0

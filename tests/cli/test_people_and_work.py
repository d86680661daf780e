"""Adding, changing, logging, asking: what a command stores, prints and takes back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cxmap.model.judgements import Observation
from cxmap.model.orgmap import OrgMap
from cxmap.model.people import Person
from cxmap.model.words import (
    AskState,
    Basis,
    Commitment,
    EngagementKind,
    Role,
    Stance,
    TieKind,
)
from cxmap.session.entry.persons import find_person
from cxmap.session.session import Session

TODAY = date(2026, 3, 2)


def read(file: Path) -> OrgMap:
    with Session.open(file, read_only=True) as session:
        return session.org


def person(file: Path, name: str) -> Person:
    org = read(file)
    return org.people[find_person(org, name)]


def newest(file: Path, name: str, dimension: str) -> Observation:
    org = read(file)
    who = find_person(org, name)
    seen = [o for o in org.observations.values() if (o.person, o.dimension) == (who, dimension)]
    return seen[-1]


def test_add_prints_the_new_id_alone_on_stdout(cxmap, acme):
    added = cxmap("add", acme, "Zoë Ng", "--email", "zoe@acme.example", "--note", "met at lunch")
    found = person(acme, "zoe ng")
    assert added.out == f"{found.id}\n"
    assert "Added Zoë Ng" in added.err
    assert (found.emails, found.notes) == (("zoe@acme.example",), "met at lunch")


def test_set_reads_facts_judgements_and_flags_in_one_undoable_step(cxmap, acme):
    before = read(acme)
    done = cxmap(
        "set", acme, "ann", "title=Chief Finance", "power=4", "stance=Supportive",
        "role=outcome-owner", "signs_off=yes", "manager=bob", "barrier=turf,no time",
    )  # fmt: skip
    assert done.code == 0
    ann = person(acme, "ann")
    assert (ann.title, ann.roles, ann.flags) == (
        "Chief Finance",
        (Role.OUTCOME_OWNER,),
        ("signs_off",),
    )
    judged = read(acme).judgements(ann.id)
    assert (judged.stance, judged.barriers) == (Stance.SUPPORTIVE, ("turf", "no_time"))
    seen = newest(acme, "ann", "power")
    assert (seen.value, seen.basis, seen.confidence, seen.as_of) == (4, Basis.OBSERVED, 2, TODAY)
    assert cxmap("undo", acme).code == 0
    assert read(acme) == before


def test_a_judgement_can_be_hearsay_or_a_guess(cxmap, acme):
    cxmap("set", acme, "ann", "stance=resistant", "--told-by", "Bob", "--on", "2026-02-01")
    heard = newest(acme, "ann", "stance")
    assert (heard.basis, heard.told_by, heard.as_of) == (Basis.TOLD_BY, "Bob", date(2026, 2, 1))
    cxmap("set", acme, "ann", "power=5", "--basis", "guess")
    assert newest(acme, "ann", "power").confidence == 1


def test_remove_takes_a_person_off_and_undo_brings_everything_back(cxmap, acme):
    cxmap("log", acme, "ann", "--stance", "neutral", "--ask", "Lend two analysts")
    before = read(acme)
    assert cxmap("remove", acme, "ann").code == 0
    assert "Ann Ortiz" not in {p.display_name for p in read(acme).people.values()}
    assert not read(acme).asks
    cxmap("undo", acme)
    assert read(acme) == before


def test_log_stores_a_sure_observation_and_the_ask_with_its_day(cxmap, acme):
    logged = cxmap(
        "log", acme, "ann", "--with", "bob", "--kind", "corridor", "--stance", "leading",
        "--commitment", "help", "--ask", "Lend two analysts", "--category", "fund",
        "--due", "+14", "--on", "2026-02-27", "--note", "-", "--promise", "Send the numbers",
        stdin="She liked it.\nVery much.\n",
    )  # fmt: skip
    assert logged.code == 0
    org = read(acme)
    (met,) = org.engagements.values()
    assert met.note == "She liked it.\nVery much."
    assert (met.kind, met.on, len(met.people)) == (EngagementKind.CORRIDOR, date(2026, 2, 27), 2)
    (asked,) = org.asks.values()
    assert (asked.due, asked.category, asked.engagement) == (date(2026, 3, 16), "fund", met.id)
    judged = org.judgements(met.people[0])
    assert (judged.stance, judged.commitment) == (Stance.LEADING, Commitment.HELP)
    assert newest(acme, "ann", "stance").confidence == 3
    assert [promise.text for promise in org.promises.values()] == ["Send the numbers"]
    assert logged.out.strip() == met.id


def test_an_ask_goes_from_made_to_kept(cxmap, acme):
    made = cxmap("ask", acme, "ann", "make", "Lend two analysts", "--due", "2026-03-20")
    assert cxmap("ask", acme, "ann", "accept").code == 0
    assert cxmap("ask", acme, "ann", "keep", made.out.strip()).code == 0
    (asked,) = read(acme).asks.values()
    assert (asked.state, asked.settled_on) == (AskState.KEPT, TODAY)


def test_of_several_open_asks_one_has_to_be_named(cxmap, acme):
    cxmap("ask", acme, "ann", "make", "Lend two analysts")
    cxmap("ask", acme, "ann", "make", "Open the board meeting")
    which = cxmap("ask", acme, "ann", "decline")
    assert which.code == 2
    assert "Lend two analysts" in which.err
    assert cxmap("ask", acme, "ann", "decline", "board").code == 0
    states = {ask.text: ask.state for ask in read(acme).asks.values()}
    assert states["Open the board meeting"] is AskState.DECLINED


def test_evidence_is_tied_to_the_ask_it_fulfils(cxmap, acme):
    made = cxmap("ask", acme, "ann", "make", "Lend two analysts").out.strip()
    seen = cxmap("evidence", acme, "ann", "people", "--ask", "analysts", "--amount", "2")
    assert seen.code == 0
    (proof,) = read(acme).evidence.values()
    assert (proof.kind, proof.ask, proof.amount) == ("people", made, "2")


def test_a_tie_is_drawn_changed_and_taken_away(cxmap, acme):
    cxmap("tie", acme, "ann", "trusts", "bob", "--strength", "4")
    cxmap("tie", acme, "ann", "trusts", "bob", "--strength", "5")
    (drawn,) = read(acme).ties.values()
    assert (drawn.kind, drawn.strength) == (TieKind.TRUSTS, 5)
    assert cxmap("tie", acme, "ann", "trusts", "bob", "--remove").code == 0
    assert not read(acme).ties
    assert cxmap("tie", acme, "ann", "trusts", "bob", "--remove").code == 2


def test_reports_to_is_the_manager(cxmap, acme):
    assert cxmap("tie", acme, "ann", "reports-to", "bob").code == 0
    assert person(acme, "ann").manager == person(acme, "bob").id


def test_pin_skip_and_snooze_set_and_take_back(cxmap, acme):
    cxmap("pin", acme, "ann")
    assert person(acme, "ann").pinned
    cxmap("snooze", acme, "ann", "--until", "2026-03-10", "--reason", "on leave")
    hold = person(acme, "ann").hold
    assert (hold.until, hold.reason) == (date(2026, 3, 10), "on leave")
    assert not person(acme, "ann").pinned
    cxmap("skip", acme, "ann", "--off")
    assert person(acme, "ann").hold is None
    cxmap("skip", acme, "ann")
    assert person(acme, "ann").hold.until is None


def test_snooze_without_a_day_means_two_weeks(cxmap, acme):
    cxmap("snooze", acme, "ann")
    assert person(acme, "ann").hold.until == date(2026, 3, 16)


def test_undo_and_redo_work_across_runs_and_say_when_there_is_nothing(cxmap, acme):
    cxmap("set", acme, "ann", "title=One")
    cxmap("set", acme, "ann", "title=Two")
    cxmap("undo", acme)
    cxmap("undo", acme)
    assert person(acme, "ann").title == "CFO"
    cxmap("redo", acme)
    again = cxmap("redo", acme, "--json").document
    assert again["changed"]
    assert person(acme, "ann").title == "Two"
    nothing = cxmap("redo", acme)
    assert (nothing.code, nothing.out, nothing.err) == (0, "", "Nothing to redo\n")


def test_a_change_as_a_document_names_record_and_revision(cxmap, acme):
    made = cxmap("add", acme, "Zoe Ng", "--json").document
    assert made["id"] == person(acme, "zoe").id
    assert made["changed"] is True
    same = cxmap("set", acme, "zoe", "title=", "--json").document
    assert (same["changed"], same["rev"]) == (False, made["rev"])


@pytest.mark.parametrize(
    "words",
    [
        ("log", "ann", "--due", "+3"),
        ("log", "ann", "--promise-due", "+3"),
        ("log", "ann", "--on", "+3"),
        ("ask", "ann", "make", ""),
        ("ask", "ann", "keep", "--due", "+3"),
        ("ask", "ann", "make", "x", "--note", "y"),
        ("ask", "ann", "beg", "x"),
        ("evidence", "ann", "gold"),
        ("tie", "ann", "trusts", "ann"),
        ("tie", "ann", "trusts", "bob", "--strength", "9"),
        ("tie", "ann", "trusts", "bob", "--remove", "--strength", "2"),
        ("snooze", "ann", "--until", "2026-03-01"),
        ("skip", "ann", "--off", "--reason", "x"),
        ("set", "ann", "title"),
        ("set", "ann", "power=6"),
        ("set", "ann", "stance=happy"),
        ("set", "ann", "power=1", "influence=2"),
        ("set", "ann", "power=1", "--confidence", "4"),
        ("set", "ann", "title=x", "manager=ann"),
        ("set", "nobody at all", "title=x"),
        ("set", "pat", "role=president"),
        ("remove", "li roe"),
    ],
)
def test_wrong_use_ends_with_2_a_silent_stdout_and_an_untouched_map(cxmap, acme, words):
    before = acme.read_bytes()
    command, *rest = words
    refused = cxmap(command, acme, *rest, "--json")
    assert (refused.code, refused.out) == (2, "")
    assert refused.error["message"]
    assert acme.read_bytes() == before

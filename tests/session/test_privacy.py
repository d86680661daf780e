"""What is stored about somebody is handed over whole, and taken out of every byte on demand."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from cxmap.clock import FixedClock
from cxmap.errors import UsageError
from cxmap.model.words import Dimension, Stance, TieKind
from cxmap.session.intents.asks import make_ask
from cxmap.session.intents.judgements import judge
from cxmap.session.intents.people import add_person, change_person, remove_person
from cxmap.session.intents.settings import change_settings
from cxmap.session.intents.talks import log_talk
from cxmap.session.intents.ties import tie
from cxmap.session.privacy.disclosure import as_markdown, person_file
from cxmap.session.privacy.erasure import erase, plan_erasure
from cxmap.session.privacy.retention import overkept
from cxmap.session.record.history import History, back_to
from cxmap.session.session import Session

CLOCK = FixedClock(date(2026, 3, 2))


@pytest.fixture(autouse=True)
def no_waiting_for_the_disk(monkeypatch):
    monkeypatch.setattr("os.fsync", lambda _: None)
    monkeypatch.setattr("os.fdatasync", lambda _: None)


@pytest.fixture
def acme(tmp_path: Path) -> Path:
    """A map with a story about Zélie Quuxley, written in several sittings."""
    file = tmp_path / "acme.json"
    with Session.create(file, name="Acme CX", clock=CLOCK) as session:
        pat = session.do(add_person, "Pat Roe", title="President").id
        zelie = session.do(
            add_person, "Zélie Quuxley", title="CFO", manager=pat,
            emails=("z.quuxley@acme.example",), employee_number="0047110",
        ).id  # fmt: skip
        ben = session.do(add_person, "Ben Li", title="COO", manager=zelie).id
        session.do(change_settings, {"president": pat})
        session.do(judge, zelie, Dimension.STANCE, Stance.RESISTANT, note="as Zelie said herself")
    with Session.open(file, clock=CLOCK) as session:
        session.do(log_talk, (ben, zelie), note="QUUXLEY wants numbers; z.quuxley@acme.example")
        session.do(log_talk, zelie, note="alone with her")
        session.do(make_ask, zelie, "Fund the pilot")
        session.do(tie, zelie, TieKind.TRUSTS, ben)
        session.do(
            change_person, ben, {"notes": "Reports to Zélie Quuxley; Zelie blocks. Will will."}
        )
    return file


def id_of(session: Session, name: str) -> str:
    return History(session).find_person(session.org, name)


def bytes_of_everything(folder: Path) -> bytes:
    parts = [path.name.encode() + path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    raw = b"\n".join(parts)
    return raw + raw.decode("utf-8", "replace").encode().decode("unicode_escape", "ignore").encode()


def test_the_export_holds_records_mentions_and_the_whole_history(acme):
    with Session.open(acme, read_only=True) as session:
        zelie = id_of(session, "quuxley")
        made = person_file(session, zelie)
    assert made["person"]["employee_number"] == "0047110"
    assert {table: len(rows) for table, rows in made["records"].items()} == {
        "ties": 1, "observations": 1, "engagements": 2, "asks": 1,
    }  # fmt: skip
    assert [(one["table"], one["field"]) for one in made["mentions"]] == [("people", "notes")]
    summaries = [step["summary"] for step in made["history"]]
    assert summaries[0] == "Added Zélie Quuxley"
    assert "Talked with Ben Li, Zélie Quuxley" in summaries
    assert "Added Pat Roe" not in summaries
    assert made["history"][0]["changes"][0]["new"]["title"] == "CFO"
    text = as_markdown(made, "Zélie Quuxley")
    assert "resistant" in text
    assert "Fund the pilot" in text
    json.dumps(made)


def test_an_erasure_first_says_what_it_would_do(acme):
    with Session.open(acme, read_only=True) as session:
        found = plan_erasure(session, id_of(session, "quuxley"))
    assert {"Zélie Quuxley", "z.quuxley@acme.example", "0047110", "QUUXLEY", "Zelie"} <= set(
        found.names
    )
    assert not found.left_alone
    assert {(one.table, one.field) for one in found.mentions} == {
        ("people", "notes"), ("engagements", "note"),
    }  # fmt: skip
    assert found.steps == 8


def test_afterwards_no_file_holds_the_name(acme):
    before = acme.read_text(encoding="utf-8")
    assert "Quuxley" in before
    with Session.open(acme, clock=CLOCK) as session:
        zelie, ben = id_of(session, "quuxley"), id_of(session, "Ben Li")
        pat = id_of(session, "Pat Roe")
        erase(session, plan_erasure(session, zelie))
    left = bytes_of_everything(acme.parent).lower()
    for name in ("quuxley", "zélie", "zelie", "0047110"):
        assert name.encode() not in left, name
    with Session.open(acme, clock=CLOCK) as session:
        assert set(session.org.people) == {pat, ben}
        assert session.org.people[ben].manager == pat
        assert session.org.people[ben].notes == "Reports to [erased]; [erased] blocks. Will will."
        assert len(session.org.engagements) == 1
        assert not session.org.asks
        with pytest.raises(UsageError):
            person_file(session, zelie)
        assert session.undo() is None, "nothing leads back behind an erasure"
        with pytest.raises(UsageError, match="before somebody was erased"):
            back_to(session, 2)
        session.do(change_person, ben, {"title": "Chief"})
        session.undo()
        assert session.org.people[ben].title == "COO"


def test_somebody_taken_off_long_ago_is_erased_from_the_history_too(acme):
    with Session.open(acme, clock=CLOCK) as session:
        session.do(remove_person, id_of(session, "quuxley"))
    assert b"quuxley" in bytes_of_everything(acme.parent).lower()
    with Session.open(acme, clock=CLOCK) as session:
        erase(session, plan_erasure(session, id_of(session, "quuxley")))
    assert b"quuxley" not in bytes_of_everything(acme.parent).lower()


def test_a_part_of_a_name_that_means_something_else_stays(tmp_path):
    file = tmp_path / "acme.json"
    with Session.create(file, name="Acme", clock=CLOCK) as session:
        will = session.do(add_person, "Will Brand", title="COO").id
        session.do(add_person, "Will Jones", title="Head of Brand", notes="Brand and Will Brand")
        may = session.do(add_person, "May Zulu").id
        session.do(add_person, "Ann Ek", notes="she may come; May Zulu not")
        assert dict(plan_erasure(session, will).left_alone) == {
            "Will": "somebody else bears it too",
            "Brand": "a title, a place or a unit holds it",
        }
        found = plan_erasure(session, may)
        assert dict(found.left_alone) == {"May": "it is also an ordinary word here"}
        assert "Zulu" in found.names
        asked = plan_erasure(session, may, also=["May"], keep=["zulu"])
        assert "May" in asked.names
        assert "Zulu" not in asked.names


def test_what_has_been_kept_for_long_is_said(tmp_path):
    with Session.create(tmp_path / "acme.json", name="Acme", clock=CLOCK) as session:
        ann = session.do(add_person, "Ann Ek").id
        session.do(judge, ann, Dimension.POWER, 4, on=date(2022, 1, 1))
        session.do(add_person, "Ben Li", active=False, left_on=date(2025, 1, 1))
        found = list(overkept(session.org, date(2026, 3, 2)))
    assert [one.code for one in found] == ["left_long_ago", "old_records"]
    assert "Ben Li left on 2025-01-01" in found[0].message
    assert "1 judgements and talks" in found[1].message

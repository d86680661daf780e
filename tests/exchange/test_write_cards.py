"""Cards and calendars, read back by a reader that is not ours."""

from __future__ import annotations

import re
from datetime import date, timedelta

import icalendar
from hypothesis import given
from hypothesis import strategies as st

from cxmap.exchange.writers.calendar_file import Event, write_calendar
from cxmap.exchange.writers.content_lines import text_line, write_lines
from cxmap.exchange.writers.vcard import Contact, write_vcards
from cxmap.text import clean_text

TODAY = date(2026, 3, 2)
texts = st.text(st.sampled_from('aZ ,;:\\"\n\u00eb\u674e\U0001f469BEGIN'), min_size=1, max_size=40)


def unfolded(data):
    return data.replace(b"\r\n ", b"").decode().split("\r\n")


def test_a_card_says_what_an_address_book_asks_for():
    contact = Contact(
        uid="p1@cxmap",
        name="Zo\u00eb O'Neill, Dr.",
        given_name="Zo\u00eb",
        family_name="O'Neill; Dr.",
        title="VP, Brand",
        organization="Acme, Inc.",
        unit="R&D; Europe",
        emails=("zoe@acme.example", "z@acme.example"),
        categories=("ally", "outcome owner"),
        note="first line\nsecond",
    )
    assert unfolded(write_vcards([contact])) == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "FN:Zo\u00eb O'Neill\\, Dr.",
        "N:O'Neill\\; Dr.;Zo\u00eb;;;",
        "ORG:Acme\\, Inc.;R&D\\; Europe",
        "TITLE:VP\\, Brand",
        "EMAIL;TYPE=INTERNET,WORK:zoe@acme.example",
        "EMAIL;TYPE=INTERNET,WORK:z@acme.example",
        "CATEGORIES:ally,outcome owner",
        "NOTE:first line\\nsecond",
        "UID:p1@cxmap",
        "END:VCARD",
        "",
    ]


def unescaped(value):
    return re.sub(r"\\(.)", lambda sign: "\n" if sign[1] == "n" else sign[1], value)


@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=3))
def test_no_text_on_a_card_can_begin_another_line_or_part(pairs):
    cards = [Contact(uid=f"p{n}", name=name, note=note) for n, (name, note) in enumerate(pairs)]
    lines = [line.partition(":") for line in unfolded(write_vcards(cards))[:-1]]
    shape = ["BEGIN", "VERSION", "FN", "N", "NOTE", "UID", "END"]
    assert [name for name, _, _ in lines] == shape * len(pairs)
    assert [unescaped(value) for name, _, value in lines if name == "FN"] == [n for n, _ in pairs]
    assert [unescaped(value) for name, _, value in lines if name == "NOTE"] == [t for _, t in pairs]
    for name, _, value in lines:
        if name == "N":
            assert len(re.split(r"(?<!\\)(?:\\\\)*;", value)) == 5


def test_cards_are_read_by_another_program():
    cards = [
        Contact(uid="p1", name="Zo\u00eb Li", family_name="Li", given_name="Zo\u00eb"),
        Contact(uid="p2", name="\u674e\u660e", emails=("li@acme.example",)),
    ]
    read = icalendar.Component.from_ical(write_vcards(cards), multiple=True)
    assert [str(card["FN"]) for card in read] == ["Zo\u00eb Li", "\u674e\u660e"]
    assert str(read[1]["EMAIL"]) == "li@acme.example"


@given(st.text(max_size=200).map(clean_text))
def test_lines_are_folded_at_75_octets_and_never_inside_a_letter(text):
    data = write_lines([text_line("NOTE", text)])
    rows = data.split(b"\r\n")[:-1]
    assert all(len(row) <= 75 for row in rows)
    assert all(row.decode() for row in rows)
    assert data.replace(b"\r\n ", b"").decode() == text_line("NOTE", text) + "\r\n"


def test_an_event_covers_its_days_reminds_in_the_morning_and_invites_nobody():
    monday = date(2026, 3, 9)
    event = Event(
        uid="talk-p1-1@cxmap",
        title="Talk with Ann; Li",
        first_day=monday,
        last_day=monday + timedelta(days=4),
        description="COO\nreason",
        categories=("cxmap", "talk"),
    )
    calendar = icalendar.Calendar.from_ical(write_calendar("Plan", [event], made_on=TODAY))
    (read,) = calendar.walk("VEVENT")
    assert str(read["SUMMARY"]) == "Talk with Ann; Li"
    assert str(read["DESCRIPTION"]) == "COO\nreason"
    assert read["DTSTART"].dt == monday
    assert read["DTEND"].dt == date(2026, 3, 14)
    assert read["CLASS"] == "PRIVATE"
    assert read["TRANSP"] == "TRANSPARENT"
    assert "ATTENDEE" not in read
    assert "ORGANIZER" not in read
    (alarm,) = read.walk("VALARM")
    assert alarm["TRIGGER"].dt == timedelta(hours=8)
    assert calendar["VERSION"] == "2.0"


def test_a_later_export_of_the_same_talk_replaces_the_earlier_one():
    event = Event(uid="u", title="T", first_day=TODAY, last_day=TODAY)
    first, later = (
        icalendar.Calendar.from_ical(write_calendar("Plan", [event], made_on=day)).walk("VEVENT")[0]
        for day in (TODAY, TODAY + timedelta(days=1))
    )
    assert first["UID"] == later["UID"]
    assert first["SEQUENCE"] < later["SEQUENCE"]
    assert first["DTSTAMP"].dt < later["DTSTAMP"].dt


@given(st.lists(texts, max_size=3))
def test_no_text_in_a_calendar_can_begin_another_line(titles):
    events = [
        Event(uid=f"u{n}", title=title, first_day=TODAY, last_day=TODAY, description=title)
        for n, title in enumerate(titles)
    ]
    read = icalendar.Calendar.from_ical(write_calendar("Plan", events, made_on=TODAY))
    assert [str(event["SUMMARY"]) for event in read.walk("VEVENT")] == titles
    assert [str(event["DESCRIPTION"]) for event in read.walk("VEVENT")] == titles

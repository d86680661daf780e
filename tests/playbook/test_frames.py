"""What to say to whom, and the one-page brief."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.model.words import Barrier, Commitment, Stance
from cxmap.playbook.book import playbook
from cxmap.playbook.brief import LINES, Meeting, brief_for
from cxmap.playbook.frames import MOST_QUESTIONS, Listener, frame_for, prepare

BOOK = playbook()
SERVICE = Listener(
    family="service",
    roles=("operational_driver",),
    stance="neutral",
    barrier="metric_conflict",
    priority="repeat contacts down a fifth",
)

listeners = st.builds(
    Listener,
    family=st.sampled_from(["", *BOOK.families]),
    stance=st.sampled_from([word.value for word in Stance]),
    commitment=st.sampled_from([word.value for word in Commitment]),
    barrier=st.sampled_from(["", *(word.value for word in Barrier)]),
    level=st.sampled_from(["staff", "middle", "senior", "top", "unknown"]),
    priority=st.sampled_from(["", "churn below four per cent"]),
    gatekeeper=st.booleans(),
)


def test_the_frame_opens_with_their_own_words():
    frame = frame_for(SERVICE)
    assert frame.opening == "Start from their words: \u201crepeat contacts down a fifth\u201d."
    assert frame.angle == BOOK.families["service"].angle
    assert frame.reply == BOOK.barriers["metric_conflict"].response
    assert frame.text == f"{frame.opening} {frame.angle}"


def test_without_their_words_the_first_talk_is_to_listen():
    frame = frame_for(Listener(family="finance"))
    assert "three questions" in frame.opening
    assert "customer lifetime value" in frame.opening


def test_the_president_is_spoken_to_as_president_whatever_the_function():
    frame = frame_for(Listener(family="it", roles=("president",)))
    assert frame.angle == BOOK.families["ceo"].angle


def test_a_chief_executive_with_a_boss_is_spoken_to_as_head_of_a_unit():
    frame = frame_for(Listener(family="ceo", roles=("outcome_owner",)))
    assert frame.angle == BOOK.families["bu_gm"].angle


def test_a_middle_manager_hears_what_stops_and_what_starts():
    assert BOOK.middle.angle in frame_for(Listener(family="sales", level="middle")).angle


def test_likely_barriers_are_offered_only_while_none_is_known():
    assert prepare(SERVICE).likely_barriers == ()
    assert prepare(Listener(family="service")).likely_barriers


@given(listeners)
def test_every_preparation_is_complete_and_short(person):
    offered = prepare(person)
    assert offered.frame.opening
    assert offered.frame.angle
    assert 1 <= len(offered.questions) <= MOST_QUESTIONS
    assert len(set(offered.questions)) == len(offered.questions)
    assert offered.ask is not None
    assert offered.avoid


@given(listeners)
def test_every_brief_fits_on_one_page(person):
    meeting = Meeting(
        name="Grace Kim",
        title="Head of Service",
        listener=person,
        goal="repeat contacts down a fifth (2 March)",
        metric="first-contact resolution",
        way_in="through Omar Diaz, who works with her",
        history=("2 Mar talk", "1 Feb workshop", "9 Jan mail", "3 Jan kick-off"),
        concerns=("handling time will suffer",),
        promises=("send the figures by Friday",),
    )
    text = brief_for(meeting).as_text()
    lines = text.splitlines()
    assert len(lines) <= LINES
    assert max(map(len, lines)) <= 80
    assert "3 Jan kick-off" not in text


def test_a_brief_says_what_is_not_known():
    text = brief_for(Meeting(name="Omar Diaz", listener=Listener())).as_text()
    assert text.startswith("Omar Diaz\n")
    assert "Not known yet: ask" in text
    assert "So far" not in text


def test_the_leads_own_ask_and_fact_come_before_the_playbooks():
    meeting = Meeting(
        name="Omar", listener=SERVICE, ask="Open the Monday call with one case.", fact="31 of 100"
    )
    sections = {section.title: section.lines for section in brief_for(meeting).sections}
    assert sections["One ask"] == ("Open the Monday call with one case.",)
    assert sections["One fact for today"] == ("31 of 100",)


@pytest.mark.parametrize("width", [40, 60, 100])
def test_a_brief_folds_to_the_width(width):
    text = brief_for(Meeting(name="Omar", listener=SERVICE)).as_text(width)
    assert max(map(len, text.splitlines())) <= width


def test_saying_what_to_say_does_not_pay_for_the_title_rules():
    code = (
        "import sys; from cxmap.playbook import frames, seniority;"
        "frames.prepare(frames.Listener(family='sales', level=seniority.seniority('Head')));"
        "print('cxmap.playbook.titles' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"

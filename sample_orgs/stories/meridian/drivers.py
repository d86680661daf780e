"""Meridian Financial, September to November 2025: those who run the operations, and allies alongside."""

from __future__ import annotations

from stories.meridian.room import BRIEF_2
from stories.storyteller import Story


def tell(story: Story) -> None:
    """Open the division's doors and meet the drivers."""
    allies_alongside(story)
    first_drivers(story)
    global_operations(story)
    slow_drivers(story)


def allies_alongside(story: Story) -> None:
    """Late August and September: brand strategy first, opened by the CMO; Lean Six Sigma next."""
    story.on("2025-08-28")
    story.talk(
        "Beatriz Salgado",
        "José introduced us by video. She has a brand promise in eleven countries and no plan of how it "
        "is kept in any of them.",
        stance="supportive",
        frame="A delivery plan for the promise.",
        initiated_by="them",
    )
    story.know(
        "Beatriz Salgado",
        reach=True,
        brings="credibility: the division's brand promise, and a standing slot with its chief executive",
        priorities="Trust scores in regulated markets.",
    )
    story.judge("Beatriz Salgado", power=4, interest=5, receptiveness=4, confidence=3)
    story.tie("Beatriz Salgado", "allied_with", "José Ibarra Luna", 4)
    story.on("2025-09-04")
    story.talk(
        "Ottilie Brandt",
        "Her belts look for projects that customers would notice. Our pain log is the list she misses.",
        stance="supportive",
        commitment="help",
        ask="Map the running Lean Six Sigma projects against our pain log",
        ask_category="shape",
        due="2025-10-02",
        outcome="She will speak with Rajan first, then bring us together.",
    )
    story.answer("Ottilie Brandt", "accepted", "Map the running")
    story.know(
        "Ottilie Brandt", brings="method: Lean Six Sigma practitioners, one of them a day a week"
    )
    story.judge("Ottilie Brandt", power=2, interest=5, confidence=3)
    story.on("2025-09-11")
    story.talk(
        "Beatriz Salgado",
        "She read the case and crossed out every word that sounded like a campaign.",
        stance="supportive",
        commitment="help",
        ask="Turn each brand value into two behaviours that a client could notice",
        ask_category="shape",
        due="2025-11-14",
    )
    story.answer("Beatriz Salgado", "accepted", "Turn each brand value")
    story.evidence(
        "learning",
        note="Two days at a customer-experience conference: how others tie service measures to money.",
        source="own notes, shared with Mateo",
    )


def first_drivers(story: Story) -> None:
    """From mid-September: three owners act, so those who run the operations are next."""
    story.on("2025-09-16")
    story.settle(phase="drivers")
    story.talk(
        "Carolyn Baptiste",
        "She has heard from three of her peers by now. Her own question is who pays for the second half.",
        frame="Send causes back to those who can remove them.",
        stance="leading",
        commitment="let",
        barriers=("no_budget",),
        ask="Add the causing function to the call codes for three months",
        ask_category="inform",
        due="2025-10-01",
    )
    story.know(
        "Carolyn Baptiste",
        priorities="First-contact resolution; people who stay.",
        objectives="Chasers down by half.",
    )
    story.on("2025-09-18")
    story.talk(
        "Øyvind Haugland",
        "He showed me the order floor before he said a word about it. His people are measured on lines "
        "per hour, ours on whether the client calls again.",
        frame="Rework with a client's name on it.",
        stance="neutral",
        barriers=("fears_disruption", "metric_conflict"),
        concern="A second set of measures on top of the ones that pay the bonus.",
    )
    story.know(
        "Øyvind Haugland",
        priorities="Right first time; no overtime at quarter end.",
        expects_of_program="One measure that both floors share.",
    )
    story.on("2025-09-25")
    story.talk("Carolyn Baptiste", "The new call codes went live on Monday.", commitment="help")
    story.answer("Carolyn Baptiste", "accepted", "Add the causing function")
    story.evidence(
        "time",
        "Carolyn Baptiste",
        "Gives half a day a week of Priscilla Nunes to the pain log.",
        amount="0.1",
        unit="posts",
    )
    story.on("2025-10-02")
    story.talk(
        "Elena Marchetti",
        "Runs what Tamsin and Ingrid both depend on. Glad that somebody asked before drawing.",
        stance="supportive",
        commitment="help",
        ask="Own the handover from signature to first login, end to end",
        ask_category="decide",
        due="2025-11-01",
    )
    story.answer("Elena Marchetti", "accepted", "Own the handover")
    story.evidence(
        "metric_ownership",
        "Elena Marchetti",
        "Days from contract to first login stand on her own sheet.",
        ask="Own the handover",
    )


def global_operations(story: Story) -> None:
    """October: the head of global operations, to whom Ottilie opens the door."""
    story.on("2025-10-09")
    story.talk(
        "Rajan Venkatesan",
        "Ottilie opened with her map of projects. He counts four efforts that measure the same client "
        "in four ways and would like one frame over them.",
        frame="One discipline over the operational excellence you already run.",
        frame_version=BRIEF_2,
        stance="supportive",
        input="Call it a discipline, next to Lean and NPS, not beside them.",
    )
    story.know(
        "Rajan Venkatesan",
        reach=True,
        brings="method and data: Lean Six Sigma, the NPS programme, operational best practice in nine countries",
        priorities="One way of improving, everywhere.",
    )
    story.judge("Rajan Venkatesan", power=5, interest=4, receptiveness=4, confidence=3)
    story.answer("Ottilie Brandt", "kept", "Map the running")
    story.evidence(
        "result",
        note="29 running improvement projects mapped: 11 touch a logged pain, 4 touch the same one.",
        source="Ottilie Brandt",
    )
    story.on("2025-10-14")
    story.talk(
        "Kwame Asante",
        "He will open the NPS answers of our clients, with the comments.",
        kind="written",
        stance="supportive",
        commitment="help",
    )
    story.ask(
        "Kwame Asante",
        "Share two years of NPS answers of our clients with their comments",
        category="inform",
        due="2025-10-31",
    )
    story.answer("Kwame Asante", "kept", "Share two years")
    story.know("Kwame Asante", brings="data: two years of NPS answers with comments")
    story.tie("佐藤 美咲", "influences", "Rajan Venkatesan", 3)
    story.judge(
        "佐藤 美咲", stance="neutral", interest=4, basis="told_by", told_by="Ottilie Brandt"
    )
    story.know("佐藤 美咲", brings="method: a catalogue of best practices in operations")


def slow_drivers(story: Story) -> None:
    """October and November: product acts; technology, people and legal each have a reason to wait."""
    story.on("2025-10-16")
    story.talk(
        "Yusuf Demirkan",
        "Naomi had already tried the release test with two clients. He will keep a slot for the top "
        "contact cause.",
        stance="leading",
        commitment="help",
        ask="Reserve one slot a release for the top cause of contacts",
        ask_category="decide",
        due="2025-11-20",
    )
    story.answer("Yusuf Demirkan", "accepted", "Reserve one slot")
    story.judge(
        "Naomi Feldstein",
        stance="supportive",
        barrier=("waits_for_boss",),
        note="Ready as soon as Yusuf says so.",
    )
    story.evidence(
        "people",
        "Yusuf Demirkan",
        "Sends Arjun's researchers to two support shifts a month.",
        amount="2",
        unit="researchers",
    )
    story.on("2025-10-21")
    story.talk(
        "Leila Moradi",
        "The core platform move takes every release of the next eight months. She says so without being asked twice.",
        stance="neutral",
        barriers=("other_priority",),
        ask="Tag every request with the client pain that it serves",
        ask_category="shape",
        due="2025-11-15",
    )
    story.know(
        "Leila Moradi",
        priorities="The platform move, on time and without an outage.",
        notes="Says no early and means it; a no from her is worth more than a maybe.",
        tags=("after the move",),
    )
    story.on("2025-10-23")
    story.talk(
        "Rajan Venkatesan",
        "Asked him for his name beside ours. He would rather give a person.",
        stance="leading",
        commitment="make",
        ask="Lend one practitioner to the next trial for a day a week",
        ask_category="fund",
        due="2025-12-01",
    )
    story.answer("Rajan Venkatesan", "accepted", "Lend one practitioner")
    story.on("2025-10-28")
    story.talk(
        "Bronwen Pryce",
        "Agrees with all of it and asks what is hers to do. A fair question: we had not said.",
        stance="supportive",
        barriers=("unclear_part",),
        input="Goals are set next quarter; bring me two roles before then.",
        my_promise="Bring two client-facing roles whose goals work against helping",
        my_promise_due="2025-11-28",
    )
    story.know("Bronwen Pryce", priorities="People who stay; goals that people understand.")
    story.on("2025-11-04")
    story.talk(
        "Samuel Adeyemi-Cole",
        "Asked him early what would make him say no. Client words in writing, shared across functions, "
        "without a rule for who may see them.",
        stance="resistant",
        barriers=("loss_of_control",),
        concern="Client complaints passed around in writing without a rule for who keeps them.",
        challenge="Who answers when a regulator asks for the log?",
    )
    story.know("Samuel Adeyemi-Cole", priorities="No finding in the next examination.")

"""Meridian Financial, November and December 2025: a baseline, and the case shown again and again."""

from __future__ import annotations

from stories.meridian.room import BRIEF_2
from stories.storyteller import Story


def tell(story: Story) -> None:
    """Score the baseline, refine the case."""
    maturity(story)
    second_answers(story)
    the_case_again(story)
    december(story)


def maturity(story: Story) -> None:
    """November: the baseline, by a few stakeholders of different functions."""
    story.on("2025-11-06")
    story.talk(
        ("Tamsin Okoro", "José Ibarra Luna", "Wen-Ting Hsu", "Elena Marchetti", "Ewa Lipska"),
        "Four people scored the self-assessment apart, then compared. They differ most on measurement.",
        kind="workshop",
        outcome="Governance and measurement are lowest for everybody.",
    )
    scores = {
        "Tamsin Okoro": "strategy 2, understanding 3, design 2, measurement 2, governance 1, culture 3",
        "José Ibarra Luna": "strategy 3, understanding 2, design 2, measurement 3, governance 1, culture 3",
        "Wen-Ting Hsu": "strategy 2, understanding 2, design 1, measurement 1, governance 2, culture 2",
        "Elena Marchetti": "strategy 2, understanding 3, design 2, measurement 2, governance 1, culture 3",
    }
    for owner, value in scores.items():
        story.note(
            "assessments",
            "Maturity baseline, levels 1 to 5",
            kind="maturity",
            owner=owner,
            value=value,
            source="self-assessment, Northlight Research",
        )
    story.on("2025-11-10")
    story.note(
        "assumptions",
        "Refused packages fall when form changes are announced",
        owner="Tamsin Okoro",
        value="low 15 %, middle 25 %, high 35 %; actual 29 %",
        state="held",
        source="Charlotte trial against Raleigh",
    )
    story.note(
        "assumptions",
        "Credits fall when orders are checked at entry",
        owner="Øyvind Haugland",
        value="low 60,000, middle 120,000, high 190,000 USD a year",
        state="open",
        source="Gerald Mbatha's ledger, last year",
    )
    story.note(
        "assumptions",
        "A client with a full handover calls less in the first ninety days",
        owner="Elena Marchetti",
        value="low 10 %, middle 20 %, high 30 %",
        state="open",
        source="ten handovers in Chicago",
    )
    story.amend(
        "pilots",
        "Form alerts",
        state="done",
        value="refused packages: 310 a quarter before; 220 after; Raleigh unchanged",
    )
    story.evidence(
        "result",
        "Tamsin Okoro",
        "Charlotte trial: 310 refused packages a quarter down to 220; Raleigh unchanged.",
        source="Victor Obuya",
    )
    story.answer("Tamsin Okoro", "kept", "Host a twelve-week trial")


def second_answers(story: Story) -> None:
    """November: a no that became something smaller, and a count that replaces a report."""
    story.on("2025-11-13")
    story.answer(
        "Leila Moradi", "declined", "Tag every request", note="Not before the platform move."
    )
    story.talk(
        "Leila Moradi",
        "Corridor: no to tagging, but Jonas may join two tables if it stays small.",
        kind="corridor",
        commitment="let",
    )
    story.on("2025-11-18")
    story.talk(
        "Øyvind Haugland",
        "Rajan had called him. He offers to count rework on one line, if the count replaces a report.",
        stance="supportive",
        commitment="let",
        barriers=("metric_conflict",),
        ask="Count rework on the order line for four weeks, instead of the Friday report",
        ask_category="embed",
        due="2025-12-19",
    )
    story.reassure(
        "Øyvind Haugland",
        "second set of measures",
        "The count takes the place of the Friday report; nothing is added.",
    )


def the_case_again(story: Story) -> None:
    """November: shown a second and a third time, refined each time."""
    story.on("2025-11-20")
    story.settle(phase="case")
    story.talk(
        "Desmond Castellan",
        "Showed credits, refused packages and a range. He circled the low end and asked what it costs to "
        "find out. No more than an analyst.",
        frame="Credits you already pay, as a range, with a stop rule.",
        frame_version=BRIEF_2,
        stance="neutral",
        barriers=("roi_doubt",),
        ask="Lend an analyst to mark each assumption as accept, change or unknown",
        ask_category="inform",
        due="2025-12-12",
    )
    story.on("2025-11-25")
    story.talk(
        ("Carolyn Baptiste", "Yusuf Demirkan", "Elena Marchetti", "Stanislav Petrenko"),
        "Second showing of the case, to those who would do the work.",
        kind="small_group",
        frame_version="case 2",
        input="Leave room for what goes wrong in the first month.",
        outcome="One page on who does what; the stop rule moved to the front.",
    )
    story.amend("artefacts", "The case for one client experience", state="draft", value="version 2")
    story.note(
        "artefacts",
        "Client experience as the frame that joins Lean, NPS and service work, in the service of renewals",
        kind="discipline_story",
        state="reviewed",
        source="written with Rajan Venkatesan and Beatriz Salgado",
    )
    story.on("2025-11-27")
    story.talk(
        "Wen-Ting Hsu",
        "Went through the register line by line; she changes two of nine.",
        stance="supportive",
        commitment="help",
        initiated_by="them",
    )
    story.answer("Beatriz Salgado", "kept", "Turn each brand value")
    story.keep("Bronwen Pryce", "Bring two client-facing roles")
    story.talk(
        "Bronwen Pryce",
        "Two roles, as promised: she knows both managers.",
        stance="supportive",
        commitment="let",
        barriers=("unclear_part",),
    )


def december(story: Story) -> None:
    """December: kept, missed and withdrawn asks, all of them noted."""
    story.on("2025-12-04")
    story.ask(
        "Bronwen Pryce",
        "Review the goals of two client-facing roles for rules that punish helping",
        category="embed",
        due="2026-03-13",
    )
    story.ask(
        "Hannah Weisz", "Write the first true client story", category="rally", due="2025-12-20"
    )
    story.ask(
        "Jonas Birkeland",
        "Join call reasons with releases in one table",
        category="inform",
        due="2026-01-16",
    )
    story.answer("Jonas Birkeland", "accepted", "Join call reasons")
    story.answer("Rajan Venkatesan", "kept", "Lend one practitioner")
    story.evidence(
        "people",
        "Rajan Venkatesan",
        "A practitioner in Charlotte every Tuesday.",
        amount="1",
        unit="day a week",
        ask="Lend one practitioner",
    )
    story.on("2025-12-11")
    story.talk(
        "Desmond Castellan",
        "Annika has marked the register. Five accepted, two changed, two unknown.",
        stance="neutral",
        commitment="let",
    )
    story.answer("Desmond Castellan", "kept", "Lend an analyst")
    story.amend(
        "artefacts",
        "The case for one client experience",
        state="reviewed",
        value="version 3, marked by finance",
    )
    story.on("2025-12-16")
    story.ask(
        "Ruth Abelman",
        "Send somebody to the first design session",
        category="shape",
        due="2026-01-20",
    )
    story.answer("José Ibarra Luna", "kept", "walk one live campaign")
    story.promise("José Ibarra Luna", "Write up the second walk-through", due="2025-12-19")
    story.answer("Elena Marchetti", "kept", "Own the handover")
    story.on("2025-12-22")
    story.keep("José Ibarra Luna", "Write up", "missed")
    story.answer(
        "Hannah Weisz",
        "missed",
        "first true client story",
        note="The team was two people short that month.",
    )
    story.ask("Oluwaseun Bello", "Build a client dashboard", category="inform")
    story.answer(
        "Oluwaseun Bello",
        "withdrawn",
        "client dashboard",
        note="Too early; nobody had agreed the measures.",
    )

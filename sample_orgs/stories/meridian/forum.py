"""Meridian Financial, February to 2 March 2026: the forum, the council, and where it stands."""

from __future__ import annotations

from stories.meridian.room import BRIEF_3, FORUM_DAY, LEVEL
from stories.storyteller import Story


def tell(story: Story) -> None:
    """The president, the leaders, and what came of it."""
    the_forum(story)
    the_council(story)
    where_it_stands(story)


def the_forum(story: Story) -> None:
    """12 February: the forum, and what was said in it."""
    story.on("2026-02-12")
    story.talk(
        ("Margaret Oyelaran", *LEVEL),
        "Carolyn opened, Tamsin and Ingrid told what changed for them, Desmond named the cost lines. "
        "The president: this is how the plan gets kept.",
        kind="forum",
        frame_version=BRIEF_3,
        outcome="Adopted as a discipline, with a council of seven and a first report after one quarter.",
        visibility="open",
    )
    story.settle(forum_held_on=FORUM_DAY)
    story.judge(
        "Margaret Oyelaran",
        stance="supportive",
        confidence=3,
        note="Her words in the forum; what she does is noted apart.",
    )
    story.evidence(
        "public_act",
        "Margaret Oyelaran",
        "Named client experience in her note to all staff.",
        source="staff note of the same evening",
    )
    story.on("2026-02-16")
    story.evidence(
        "authority",
        "Margaret Oyelaran",
        "Charter signed: the council ranks improvement work that clients notice.",
    )
    story.judge("Margaret Oyelaran", commitment="help", barrier=(), confidence=3)
    story.ask(
        "Margaret Oyelaran",
        "Give clients ten minutes on the monthly leadership agenda for two quarters",
        category="rally",
        due="2026-03-27",
    )
    story.settle(phase="launch")


def the_council(story: Story) -> None:
    """Late February: vision before strategy before governance, and a first queue."""
    story.on("2026-02-24")
    council = (
        "Tamsin Okoro",
        "Elena Marchetti",
        "Camille Desrosiers",
        "Harriet Lindqvist",
        "Naomi Feldstein",
        "Wen-Ting Hsu",
        "Mateo Villanueva",
    )
    story.body(
        "Client Experience Council",
        "council",
        council,
        on="2026-03-17",
        note="Decides the order of the queue; advises on measures; leaves budgets alone.",
    )
    story.talk(
        council,
        "First sitting: two hours on the vision, none on the logo.",
        kind="workshop",
        visibility="open",
        outcome="Vision in one sentence; strategy draft at the next.",
    )
    story.note("artefacts", "A client never has to tell us twice.", kind="vision", state="approved")
    story.note(
        "artefacts",
        "Framework: six disciplines, who answers for which",
        kind="strategy",
        state="draft",
    )
    story.note("artefacts", "Council charter", kind="governance", state="approved")
    story.note(
        "artefacts", "Measures that tie each driver to its outcome", kind="metrics", state="draft"
    )
    story.note(
        "projects",
        "Form alerts in all regions",
        state="ready",
        owner="Tamsin Okoro",
        driver="Chidi Ekwueme",
        value="effort 3, effect 5",
    )
    story.note(
        "projects",
        "Handover sheet for every new client",
        state="running",
        owner="Ingrid Fairweather",
        driver="Elena Marchetti",
        value="effort 2, effect 4",
    )
    story.note(
        "projects",
        "Order check at entry",
        state="running",
        owner="Desmond Castellan",
        driver="Harriet Lindqvist",
        value="effort 3, effect 4",
    )
    story.note(
        "projects",
        "Tell every caller what became of it",
        state="idea",
        owner="Carolyn Baptiste",
        driver="Fiona MacAllister",
        value="effort 2, effect 3",
    )
    story.promise("Bronwen Pryce", "Bring the wording of the second role's goals", due="2026-02-27")
    story.promise("Beatriz Salgado", "Send the vision and the first client story", due="2026-03-06")


def where_it_stands(story: Story) -> None:
    """2 March: the last day of the story."""
    story.on("2026-02-26")
    story.skip(
        "Aurelio Fontana", "He sees it through Desmond; nothing to ask him before the first report."
    )
    story.skip("Samuel Adeyemi-Cole", "The examination takes all of his time.", until="2026-04-13")
    story.evidence(
        "learning",
        note="What the forum taught: nobody asked about the score, everybody about the handover.",
    )
    story.ask(
        "Henrike Vollmer",
        "Show the council at the division's next meeting",
        category="rally",
        state="draft",
    )
    story.ask("Leila Moradi", "Support the dashboard idea", category="rally")
    story.on("2026-03-02")
    story.answer("Jonas Birkeland", "kept", "Join call reasons")
    story.talk(
        "Leila Moradi",
        "Jonas showed her the joined table. She asked for the second page again: what comes after the platform move.",
        stance="supportive",
        commitment="let",
        barriers=("other_priority",),
        concern="My people hear of the queue before I do.",
        next_on="2026-03-16",
    )
    story.pin("Leila Moradi")

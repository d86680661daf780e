"""Meridian Financial, January and February 2026: critical mass, and each attendee before the forum."""

from __future__ import annotations

from stories.meridian.room import BRIEF_3, FORUM_DAY, LEVEL
from stories.storyteller import Story


def tell(story: Story) -> None:
    """The sixth of ten acts, then the seventh; then everybody is met again."""
    critical_mass(story)
    before_the_forum(story)
    each_attendee(story)


def critical_mass(story: Story) -> None:
    """January: the sixth of ten acts, then the seventh."""
    story.on("2026-01-08")
    story.settle(phase="mass")
    story.talk(
        "Øyvind Haugland",
        "Four weeks of counts: every seventh order is touched twice. He has put the figure on the wall.",
        frame="Rework with a client's name on it.",
        stance="supportive",
        commitment="help",
    )
    story.answer("Øyvind Haugland", "kept", "Count rework")
    story.judge(
        "Øyvind Haugland", barrier=(), note="The shared measure took the place of the report."
    )
    story.evidence(
        "data",
        "Øyvind Haugland",
        "Four weeks of rework counts on the order line.",
        ask="Count rework",
        source="Harriet Lindqvist",
    )
    story.on("2026-01-15")
    story.talk(
        "Desmond Castellan",
        "Wen-Ting walked him through the marked register. He asks for a line in the budget review "
        "instead of a programme budget.",
        frame="Credits you already pay, as a range, with a stop rule.",
        frame_version=BRIEF_3,
        stance="supportive",
        commitment="let",
        ask="Put avoidable credits into the quarterly budget review, with the range",
        ask_category="decide",
        due="2026-02-27",
    )
    story.reassure(
        "Desmond Castellan",
        "nobody finds in the ledger",
        "Three cost lines are named with their account numbers; finance reads them, not we.",
    )
    story.on("2026-01-20")
    story.ask(
        "Harriet Lindqvist",
        "Check orders at entry on the community-bank line for four weeks",
        category="embed",
        due="2026-03-06",
    )
    story.answer("Harriet Lindqvist", "accepted", "Check orders at entry")
    story.judge("Harriet Lindqvist", stance="supportive", commitment="help", barrier=())
    story.answer("Ruth Abelman", "kept", "Send somebody")
    story.tie(
        "Wen-Ting Hsu",
        "allied_with",
        "Monique Thibault",
        note="They settle credits together every month.",
    )
    story.on("2026-01-29")
    story.talk(
        "Desmond Castellan",
        "Yes to the line. He will say so himself if somebody asks in the forum.",
        stance="supportive",
        commitment="help",
        initiated_by="them",
    )
    story.answer("Desmond Castellan", "accepted", "Put avoidable credits")
    story.evidence(
        "budget",
        "Desmond Castellan",
        "Pays for the order check at entry, first half-year.",
        amount="45,000",
        unit="USD",
        source="quarterly budget review",
    )
    story.judge("Desmond Castellan", barrier=())


def before_the_forum(story: Story) -> None:
    """January: the slot, the decision in one sentence, the president."""
    story.on("2026-01-29")
    story.settle(phase="forum")
    story.talk(
        "Petra Lindgren",
        "Found thirty minutes and said how the president likes papers: one page, the night before.",
        kind="written",
        stance="supportive",
    )
    story.body(
        "New Ideas Forum",
        "forum",
        (*LEVEL, "Margaret Oyelaran"),
        on="2026-02-12",
        note="Decision: adopt client experience as a discipline with a council of seven; fallback: a second region for the trial.",
    )
    story.settle(forum_on=FORUM_DAY)
    for leader in LEVEL:
        story.know(leader, flags=("forum_member",))
    story.on("2026-01-30")
    story.talk(
        "Margaret Oyelaran",
        "Thirty minutes, one page. She wants to know what it stops, not what it starts, and how it "
        "serves the three-year plan.",
        frame="One discipline that joins the improvement work you already pay for.",
        frame_version=BRIEF_3,
        stance="neutral",
        barriers=("not_strategic",),
        concern="One more initiative beside Lean, NPS and the training.",
    )
    story.know(
        "Margaret Oyelaran",
        priorities="Renewals carry the three-year plan; fewer initiatives, finished.",
        frame="One discipline that joins the improvement work you already pay for.",
    )
    story.judge(
        "Margaret Oyelaran", interest=4, stance_required="supportive", commitment_required="let"
    )


def each_attendee(story: Story) -> None:
    """February: nobody hears anything for the first time in the room."""
    frames = {
        "Leila Moradi": "Nothing before the platform move; then one table joined instead of four.",
        "Bronwen Pryce": "Goals decide whether people may help.",
        "Samuel Adeyemi-Cole": "See it before it is drawn.",
        "Øyvind Haugland": "Rework with a client's name on it.",
        "Carolyn Baptiste": "Send causes back to those who can remove them.",
        "Yusuf Demirkan": "Releases that nobody calls about.",
        "Desmond Castellan": "Credits you already pay, as a range, with a stop rule.",
        "Ingrid Fairweather": "Fewer repairs on your desk, more references to sell with.",
        "José Ibarra Luna": "Every promise kept makes the next client cheaper to win.",
    }
    for leader, frame in frames.items():
        story.know(leader, frame=frame)
    story.on("2026-02-03")
    story.talk(
        "Samuel Adeyemi-Cole",
        "Brought Ruth's rule for the log: client words stay in support, functions get counts. He will "
        "not speak against it.",
        stance="neutral",
        commitment="let",
        barriers=("loss_of_control",),
        frame_version=BRIEF_3,
    )
    story.reassure(
        "Samuel Adeyemi-Cole",
        "passed around in writing",
        "Words stay in support; functions receive counts; Ruth Abelman keeps the rule.",
    )
    story.on("2026-02-04")
    story.talk(
        "Leila Moradi",
        "Second page only: what happens after the platform move. She nods at one joined table.",
        stance="neutral",
        commitment="let",
        barriers=("other_priority",),
        frame_version=BRIEF_3,
    )
    story.talk(
        "Bronwen Pryce",
        "Has begun with one of the two roles.",
        stance="supportive",
        frame_version=BRIEF_3,
    )
    story.on("2026-02-05")
    story.talk(
        "Margaret Oyelaran",
        "Second half hour: one slide that lists the four efforts it joins and the two it ends.",
        stance="supportive",
        commitment="let",
        frame_version=BRIEF_3,
    )
    story.reassure(
        "Margaret Oyelaran",
        "One more initiative",
        "Four efforts become one; two reports end this quarter; Rajan says the same from the division.",
    )
    story.talk(
        "Tamsin Okoro",
        "Charlotte keeps the alerts; she brings the branch manager's own words to the forum.",
        stance="leading",
        frame_version=BRIEF_3,
    )
    story.talk(
        "José Ibarra Luna",
        "He will say in one sentence what the promise is, so that nobody has to guess.",
        stance="supportive",
        frame_version=BRIEF_3,
    )
    story.talk(
        "Øyvind Haugland",
        "The figure on the wall moves. He answers for the operations side in the room.",
        stance="supportive",
        kind="corridor",
        frame_version=BRIEF_3,
    )
    story.on("2026-02-06")
    story.talk(
        "Ingrid Fairweather",
        "She will tell the story of the ten handovers herself.",
        stance="leading",
        commitment="make",
        frame_version=BRIEF_3,
    )
    story.answer("Ingrid Fairweather", "kept", "Adopt one handover sheet")
    story.talk(
        "Carolyn Baptiste",
        "She opens, I do not.",
        stance="leading",
        commitment="make",
        frame_version=BRIEF_3,
    )
    story.answer("Carolyn Baptiste", "kept", "Add the causing function")
    story.talk(
        "Yusuf Demirkan",
        "First slot used: release notes a week ahead.",
        stance="leading",
        commitment="make",
        kind="corridor",
    )
    story.answer("Yusuf Demirkan", "kept", "Reserve one slot")

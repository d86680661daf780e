"""Meridian Financial, June to August 2025: the outcome owners, one by one."""

from __future__ import annotations

from stories.storyteller import Story

BRIEF_1 = "1 Fewer repairs after the sale"
"""First version of the message: what the service teams repair, and what it costs whom."""


def tell(story: Story) -> None:
    """Listen first, ask second; three act by the end of August."""
    first_owners(story)
    more_owners(story)


def first_owners(story: Story) -> None:
    """June and July: listen first; ask for something small the second time."""
    story.on("2025-06-05")
    story.settle(phase="outcomes")
    story.talk(
        "Tamsin Okoro",
        "Listened for forty minutes. Her number is loans closed per branch; refused packages are the "
        "part she cannot reach from Charlotte.",
        frame="Your patch, your result: fewer refused packages per branch.",
        frame_version=BRIEF_1,
        stance="neutral",
        input="Look at refusals by form before you look at satisfaction.",
        next_on="2025-06-26",
    )
    story.know(
        "Tamsin Okoro",
        priorities="Loans closed per branch; keep the forty largest credit unions.",
        objectives="Refused packages down by a third before next season.",
        frame="Your patch, your result: fewer refused packages per branch.",
    )
    story.on("2025-06-11")
    story.talk(
        "Ingrid Fairweather",
        "Twenty minutes between two client visits. Renewals worry her more than new names; her people "
        "spend Fridays repairing orders.",
        frame="Fewer repairs on your desk, more references to sell with.",
        frame_version=BRIEF_1,
        stance="neutral",
        barriers=("no_time",),
        concern="If this is another survey of my clients I need to know before they do.",
        my_promise="Show her any client question before it goes out",
        my_promise_due="2025-06-18",
    )
    story.know(
        "Ingrid Fairweather",
        priorities="Renewals above 93 %; two reference clients a region.",
        cadence_days=30,
    )
    story.keep("Ingrid Fairweather", "Show her any client question")
    story.on("2025-06-18")
    story.reassure(
        "Ingrid Fairweather",
        "another survey",
        "No new survey this year; we read the loss notes that exist and bring them to her first.",
    )
    story.on("2025-06-19")
    story.talk(
        "José Ibarra Luna",
        "He asked whether this means that service now owns the brand. It does not; we need his promise "
        "in writing to know what to keep.",
        frame="Every promise kept makes the next client cheaper to win.",
        frame_version=BRIEF_1,
        stance="neutral",
        barriers=("turf",),
        challenge="Who speaks to clients about the brand?",
    )
    story.know(
        "José Ibarra Luna",
        priorities="Cost to win a client; the brand promise understood by every function.",
    )
    story.on("2025-06-26")
    story.talk(
        "Tamsin Okoro",
        "Brought refusals by form, as she asked. She sent the page to Victor while we were talking.",
        frame="Your patch, your result: fewer refused packages per branch.",
        stance="supportive",
        commitment="let",
        ask="Host a twelve-week trial of form alerts in the Charlotte branches, with your stop rule",
        ask_category="embed",
        due="2025-07-15",
    )
    story.on("2025-07-02")
    story.talk(
        "Yusuf Demirkan",
        "He would like to believe the contact figures but nobody has joined them to releases yet.",
        stance="neutral",
        barriers=("data_doubt", "needs_proof"),
        input="Tie contacts to a release number and I will look again.",
        my_promise="Bring contacts by release, three releases back",
        my_promise_due="2025-08-15",
    )
    story.know(
        "Yusuf Demirkan",
        priorities="Adoption of new modules; fewer hot fixes.",
        objectives="Two releases a year that nobody calls about.",
    )
    story.on("2025-07-09")
    story.talk(
        "Desmond Castellan",
        "He has seen three programmes that promised retention. He does not want a headline number; he "
        "wants to find the effect in the ledger.",
        frame="Credits you already pay, as a range, with a stop rule.",
        frame_version=BRIEF_1,
        stance="resistant",
        barriers=("roi_doubt",),
        concern="Benefits that nobody finds in the ledger afterwards.",
        lesson="Never bring a multiple from another industry into this room.",
    )
    story.know(
        "Desmond Castellan",
        priorities="Margin, and credits given away for our own mistakes.",
        expects_of_program="Ranges, named assumptions, and a date on which to stop.",
        notes="Asks the question that the others think. Send numbers a day ahead.",
        tags=("signs",),
    )


def more_owners(story: Story) -> None:
    """Mid-July to August: the first three act."""
    story.on("2025-07-15")
    story.talk(
        "Tamsin Okoro",
        "Yes to the trial. She wrote the stop rule herself.",
        stance="supportive",
        commitment="help",
    )
    story.answer("Tamsin Okoro", "accepted", "Host a twelve-week trial")
    story.note(
        "pilots",
        "Form alerts in the Charlotte branches",
        kind="business unit",
        state="running",
        owner="Tamsin Okoro",
        driver="Elena Marchetti",
        value="refused packages: 310 a quarter before; target 220",
        due="2025-10-31",
        note="Issue: unannounced form changes. Comparison: the Raleigh branches. Can be repeated by region.",
    )
    story.on("2025-07-22")
    story.talk(
        "Ingrid Fairweather",
        "Brought the pattern of twenty loss notes. Nine name the handover. She read it twice.",
        stance="supportive",
        commitment="let",
        ask="Adopt one handover sheet from sale to delivery for new clients in the Chicago team",
        ask_category="embed",
        due="2025-08-08",
    )
    story.on("2025-07-24")
    story.talk(
        "José Ibarra Luna",
        "In the lift: he has read the loss notes too, Ingrid sent them.",
        kind="corridor",
        stance="supportive",
    )
    story.on("2025-08-05")
    story.talk(
        "Ingrid Fairweather",
        "Ten handovers with the sheet so far; two sellers asked for it.",
        commitment="help",
        initiated_by="them",
    )
    story.answer("Ingrid Fairweather", "accepted", "Adopt one handover sheet")
    story.on("2025-08-13")
    story.talk(
        "Yusuf Demirkan",
        "Contacts by release, three releases back. He checked two numbers against his own and they fit.",
        stance="supportive",
        barriers=("needs_proof",),
        initiated_by="me",
    )
    story.keep("Yusuf Demirkan", "Bring contacts by release")
    story.on("2025-08-21")
    story.talk(
        "José Ibarra Luna",
        "We walked one live campaign from its promise to the first login. He stopped us three times to "
        "write something down.",
        stance="supportive",
        commitment="help",
        ask="Let us walk one live campaign a quarter from promise to delivery, and publish what we find",
        ask_category="shape",
        due="2025-12-15",
        outcome="He wants Beatriz Salgado at the division to see the method.",
    )
    story.answer("José Ibarra Luna", "accepted", "walk one live campaign")
    story.evidence(
        "public_act",
        "José Ibarra Luna",
        "Showed the walk-through in his own team meeting.",
        source="Hannah Weisz",
    )
    story.judge(
        "José Ibarra Luna",
        barrier=(),
        note="Turf is settled: the promise is his, keeping it is shared.",
    )
    story.on("2025-08-26")
    story.talk(
        ("Tamsin Okoro", "Ingrid Fairweather", "José Ibarra Luna", "Camille Desrosiers"),
        "First showing of the case, to four who had each seen their own part. Desmond's question came "
        "up without him: where in the ledger?",
        kind="small_group",
        frame_version="case 1",
        outcome="Take the retention figure out; lead with credits and refused packages.",
        lesson="The group adds nothing that the one-on-ones had not; it shows them to each other.",
    )
    story.note(
        "artefacts",
        "The case for one client experience",
        kind="business_case",
        state="draft",
        value="version 1",
    )

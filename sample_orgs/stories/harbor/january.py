"""Harbor Telecom, January 2026: the consumer side acts, and friends are found beside the line."""

from __future__ import annotations

from stories.storyteller import Story


def tell(story: Story) -> None:
    """Three act; allies at the group; operations listens."""
    new_year(story)
    friends_beside_the_line(story)
    operations(story)


def new_year(story: Story) -> None:
    """January: the consumer side acts first."""
    story.on("2026-01-08")
    story.settle(phase="outcomes")
    story.talk(
        "Amara Nwachukwu-Bell",
        "Churn after a missed visit, by region, as promised. She wants the Cardiff region to try it.",
        frame="Your customers, somebody else's van: make the link visible.",
        stance="supportive",
        commitment="let",
        ask="Host a trial in the Cardiff region: one promise, one owner, twelve weeks",
        ask_category="embed",
        due="2026-04-17",
    )
    story.keep("Amara Nwachukwu-Bell", "Show her churn")
    story.on("2026-01-12")
    story.answer("Delphine Rousseau", "kept", "half-time analyst")
    story.evidence(
        "budget",
        "Delphine Rousseau",
        "Half-time analyst for six months, from the research budget.",
        amount="21,000",
        unit="GBP",
        ask="half-time analyst",
    )
    story.on("2026-01-16")
    story.answer("Rosa Alvarenga", "kept", "Add the causing department")
    story.judge("Rosa Alvarenga", commitment="help", confidence=3)
    story.evidence(
        "people",
        "Rosa Alvarenga",
        "Two team leads sort the codes on Fridays.",
        amount="2",
        unit="team leads",
        ask="Add the causing",
    )
    story.on("2026-01-21")
    story.talk(
        "Amara Nwachukwu-Bell",
        "Cardiff it is. Ulrike speaks for her when she travels.",
        stance="leading",
        commitment="help",
        initiated_by="them",
    )
    story.answer("Amara Nwachukwu-Bell", "accepted", "Host a trial")
    story.note(
        "pilots",
        "One promise, one owner: the visit window in Cardiff",
        kind="business unit",
        state="running",
        owner="Amara Nwachukwu-Bell",
        driver="Eamon Kirwan",
        value="visits kept in the window: 83 % before; target 93 %",
        due="2026-04-17",
        note="Comparison: Swansea. Stop rule: overtime above 4 %.",
    )
    story.note(
        "assumptions",
        "Churn falls when the window is kept",
        owner="Ulrike Janssen",
        value="low 2 %, middle 5 %, high 9 % of leavers",
        state="open",
        source="churn after missed visits, one year",
    )
    story.note(
        "assumptions",
        "Wrong first bills can be found before they are sent",
        owner="Dieter Vogelsang",
        value="low 30 %, middle 50 %, high 65 %",
        state="open",
        source="sample of 400 bills",
    )


def friends_beside_the_line(story: Story) -> None:
    """January: allies at the group, and those who are heard by the leaders."""
    story.on("2026-01-22")
    story.talk(
        "Wanjiru Githinji",
        "She would rather check our range now than take it apart before the board.",
        stance="supportive",
        commitment="let",
        ask="Agree the unit cost of a wrong first bill and of a second visit",
        ask_category="inform",
        due="2026-02-20",
        my_promise="Send her the bill sample with account numbers",
        my_promise_due="2026-02-06",
    )
    story.role("Wanjiru Githinji", "ally")
    story.know(
        "Wanjiru Githinji",
        brings="data: unit costs that finance believes, and the chief financial officer's ear",
        priorities="Forecasts that hold.",
    )
    story.on("2026-01-26")
    story.talk(
        "Astrid Kvamme",
        "Oriane opened with the campaign that went wrong. The group wants one market that keeps its "
        "promise and can say how.",
        stance="supportive",
        commitment="help",
        ask="Name Harbor as the group's example market for promise and delivery",
        ask_category="rally",
        due="2026-03-20",
    )
    story.answer("Astrid Kvamme", "accepted", "Name Harbor")
    story.know(
        "Astrid Kvamme",
        brings="credibility: the group's brand promise and its voice with the group chief executive",
    )
    story.judge("Astrid Kvamme", power=4, interest=4, confidence=3)
    story.on("2026-01-28")
    story.talk(
        "Pooja Ramanathan",
        "She shares her list and will take us along to Viktor when we have one page for him.",
        stance="leading",
        commitment="help",
        ask="Share the account escalations of the last two quarters",
        ask_category="inform",
        due="2026-02-06",
    )
    story.answer("Pooja Ramanathan", "accepted", "Share the account escalations")
    story.judge(
        "Viktor Stanescu",
        basis="told_by",
        told_by="Pooja Ramanathan",
        stance="neutral",
        barrier=("other_priority", "other"),
        note="A quarter into the post; still listening to everybody.",
    )
    story.talk(
        "Marguerite Oluoch",
        "Her projects save minutes nobody outside notices. She would like them to be noticed.",
        stance="supportive",
        commitment="let",
        kind="corridor",
    )
    story.know(
        "Marguerite Oluoch",
        brings="method: process excellence, and the way to the group's practitioners",
    )
    story.know(
        "Osei Mensah-Wright",
        brings="method: Lean practitioners on loan, NPS of all group companies",
    )
    story.judge(
        "Osei Mensah-Wright",
        power=3,
        interest=4,
        stance="neutral",
        basis="told_by",
        told_by="Marguerite Oluoch",
    )


def operations(story: Story) -> None:
    """Late January: operations listens and has reasons to wait."""
    story.on("2026-01-29")
    story.talk(
        "Catherine Wold",
        "Three reorganisations in four years, and the last campaign is not forgotten. She wants to see "
        "that marketing promises less before the field does more.",
        stance="neutral",
        commitment="none",
        barriers=("change_fatigue", "fears_disruption"),
        concern="The field pays again for a promise that it did not make.",
        frame="Fewer second visits, decided by the field.",
        my_promise="Bring second visits by cause, with Eamon's own figures",
        my_promise_due="2026-02-13",
        next_on="2026-02-16",
    )
    story.know(
        "Catherine Wold",
        priorities="Visits per van; no overtime; nothing new before the storm season is over.",
        objectives="Nine in ten installed at the first visit.",
        notes="Figures from the field before slides. Best before eight in the morning.",
        tags=("field",),
    )
    story.judge("Catherine Wold", receptiveness=3, confidence=3)
    story.on("2026-02-03")
    story.talk(
        "Eamon Kirwan",
        "At the depot at seven. He keeps second visits by cause in a notebook.",
        stance="neutral",
        barriers=("no_time",),
        kind="corridor",
    )
    story.on("2026-02-05")
    story.talk(
        "Dieter Vogelsang",
        "Four hundred first bills checked by hand: one in nine is not what was sold.",
        stance="supportive",
        commitment="help",
        ask="Check four hundred first bills against the order",
        ask_category="inform",
        due="2026-02-05",
        initiated_by="them",
    )
    story.answer("Dieter Vogelsang", "kept", "Check four hundred")
    story.evidence(
        "data",
        "Dieter Vogelsang",
        "One first bill in nine differs from the order; cause coded for each.",
        source="sample of 400 bills",
        ask="Check four hundred",
    )

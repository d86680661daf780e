"""Harbor Telecom, February to 2 March 2026: kind words, reasons to wait, promises on both sides."""

from __future__ import annotations

from stories.storyteller import Story

BRIEF_2 = "2 Keep the promise that was sold"
"""Second version of the message."""


def tell(story: Story) -> None:
    """Where the lead sits down and asks whom next."""
    words_before_deeds(story)
    network_and_it(story)
    workshop(story)
    promises(story)
    last_days(story)


def words_before_deeds(story: Story) -> None:
    """January and February: kind words, and nothing to show for them yet."""
    story.on("2026-02-06")
    story.talk(
        "Nikhil Barua",
        "Warm as always: of course he is in. What exactly, we did not settle.",
        stance="supportive",
        commitment="help",
        barriers=("nodding",),
        ask="Support the customer programme",
        ask_category="rally",
    )
    story.know(
        "Nikhil Barua",
        priorities="Launches on time; fewer plans on sale.",
        notes="Generous with ideas; a date in the diary helps both of us.",
        cadence_days=14,
    )
    story.ask(
        "Nikhil Barua",
        "Reserve one slot per release for the top contact cause",
        category="decide",
        due="2026-02-20",
        why="The app asks for what the shop already knows.",
    )
    story.on("2026-02-10")
    story.talk(
        "Judith Sandoval",
        "Sees it as a matter of culture and says so often. Asked which goals she would change first, she "
        "will think about it.",
        stance="supportive",
        commitment="let",
        barriers=("unclear_part",),
        input="Speak with the field's works council before anything is announced.",
    )
    story.know("Judith Sandoval", priorities="People who stay past the first year.")
    story.ask(
        "Judith Sandoval",
        "Review the goals of the call-center team leads for rules that punish helping",
        category="embed",
        due="2026-03-13",
    )


def network_and_it(story: Story) -> None:
    """February: the network has worked in one way for long; technology sends a deputy."""
    story.on("2026-02-11")
    story.talk(
        "Bjørn Tveit",
        "The network is measured on minutes of outage, and the minutes are good. What customers are told "
        "about them is not his to run, he says.",
        stance="resistant",
        commitment="against",
        barriers=("status_quo", "metric_conflict", "turf"),
        concern="A second way of counting outages that makes good months look bad.",
    )
    story.know("Bjørn Tveit", priorities="Minutes of outage; the fibre rollout.")
    story.on("2026-02-12")
    story.talk(
        "Samir Toumi",
        "He writes the outage notices at night and would like somebody to read them by day.",
        stance="supportive",
        commitment="let",
        ask="Send the outage notice to the shops and the app at the same minute",
        ask_category="embed",
        due="2026-03-06",
    )
    story.answer("Samir Toumi", "accepted", "Send the outage notice")
    story.skip("Bjørn Tveit", "Samir asked to show him the outage notices first.")
    story.talk(
        "Jarmila Dvořák",
        "In for her boss. Knows what could be joined and who would have to say so.",
        stance="supportive",
        barriers=("waits_for_boss",),
    )
    story.ask(
        "Ikaika Mahoe",
        "Give us an architect for two hours",
        category="shape",
        due="2026-02-26",
        why="To hear what is cheap and what is not before anything is drawn.",
    )
    story.ask(
        "Clive Pemberton-Shah",
        "Add a customer line to the cost report",
        category="embed",
        due="2026-02-10",
    )
    story.answer(
        "Clive Pemberton-Shah",
        "declined",
        "customer line",
        note="The books are being closed; ask again next quarter.",
    )


def workshop(story: Story) -> None:
    """Mid-February: the people who do the work, in one room."""
    story.on("2026-02-17")
    story.talk(
        (
            "Ulrike Janssen",
            "Eamon Kirwan",
            "Nomvula Khumalo",
            "Dieter Vogelsang",
            "Samir Toumi",
            "Hadiza Bello",
        ),
        "Walked one missed visit from sale to bill. Nine handovers, four of them by hand.",
        kind="workshop",
        frame_version=BRIEF_2,
        outcome="Cardiff starts with the three handovers that need nobody's money.",
        visibility="open",
    )
    story.judge(
        "Eamon Kirwan", stance="supportive", barrier=("waits_for_boss", "no_time"), confidence=3
    )
    story.judge("Ulrike Janssen", stance="supportive", commitment="let")
    story.judge(
        "Nomvula Khumalo",
        stance="supportive",
        barrier=("no_budget",),
        basis="told_by",
        told_by="Rosa Alvarenga",
    )
    story.evidence(
        "time",
        "Rosa Alvarenga",
        "Gave Nomvula's afternoon and two trainers to Cardiff.",
        amount="3",
        unit="days",
    )
    story.on("2026-02-18")
    story.talk(
        ("Amara Nwachukwu-Bell", "Rosa Alvarenga", "Delphine Rousseau"),
        "The three who act compared notes; first time that marketing heard the field's side from friends.",
        kind="small_group",
        frame_version=BRIEF_2,
    )
    story.judge("Rosa Alvarenga", stance="supportive", confidence=3)
    story.answer("Pooja Ramanathan", "kept", "Share the account escalations")
    story.evidence(
        "result",
        "Amara Nwachukwu-Bell",
        "Cardiff, first three weeks: 88 % of visits in the window; Swansea 82 %.",
        source="Ulrike Janssen",
    )
    story.talk(
        "Isabela Fonseca",
        "An idea of hers for telling customers about an outage before they call. Between us for now.",
        visibility="me",
        stance="supportive",
        kind="corridor",
    )
    story.know("Isabela Fonseca", visibility="me")


def promises(story: Story) -> None:
    """Late February: promises on both sides, some of them late."""
    story.on("2026-02-19")
    story.promise(
        "Rosa Alvarenga", "Take the call codes to Nikhil with her name on them", due="2026-02-25"
    )
    story.promise(
        "Samir Toumi",
        "Read last month's outage notices and say what a customer would not understand",
        due="2026-03-10",
    )
    story.promise("Pooja Ramanathan", "Write the one page for Viktor", due="2026-02-27")
    story.keep("Pooja Ramanathan", "Write the one page")
    story.ask(
        "Eamon Kirwan",
        "Let one planner read the cancelled visits with us",
        category="shape",
        due="2026-02-24",
    )
    story.answer("Eamon Kirwan", "accepted", "one planner")
    story.ask(
        "Hector Villaseñor",
        "Read three calls a week with your team leads",
        category="embed",
        due="2026-02-18",
    )
    story.answer(
        "Hector Villaseñor",
        "missed",
        "Read three calls",
        note="Half of the team was new that week; again next month.",
    )
    story.ask(
        "Oriane Castel",
        "Run the promise check on the next campaign",
        category="shape",
        due="2026-02-28",
    )
    story.answer("Oriane Castel", "withdrawn", "promise check", note="Delphine does it herself.")
    story.ask(
        "Osei Mensah-Wright",
        "Lend one practitioner to Cardiff for a day a week",
        category="fund",
        state="draft",
    )
    story.worry(
        "Rosa Alvarenga",
        "My people code the calls and never hear what came of it.",
        root="two earlier efforts went quiet",
    )
    story.on("2026-02-23")
    story.reassure(
        "Rosa Alvarenga",
        "never hear what came of it",
        "A page on the floor every Friday: what was coded, who took it up.",
    )
    story.evidence(
        "learning",
        note="Ask for the smallest thing that can be seen; warm words need a date.",
        source="own review of two months",
    )
    story.skip(
        "Damilare Fashola",
        "The licence filing takes her whole team for three more weeks.",
        until="2026-03-23",
    )
    story.leaves("Alasdair Munro")


def last_days(story: Story) -> None:
    """To 2 March: where the lead sits down and asks whom next."""
    story.on("2026-02-25")
    story.talk(
        "Gareth Lim",
        "How the chief executive likes papers: one page, the number first, by Thursday noon.",
        kind="written",
        stance="supportive",
    )
    story.talk(
        "Delphine Rousseau",
        "Has moved the next campaign by two weeks so that the field can breathe.",
        kind="corridor",
        stance="leading",
        commitment="make",
    )
    story.evidence(
        "authority",
        "Delphine Rousseau",
        "Moved the next campaign; promises no visit window without the field's yes.",
    )
    story.note(
        "projects",
        "Say it once: one outage notice everywhere",
        state="idea",
        owner="Viktor Stanescu",
        driver="Samir Toumi",
        value="effort 2, effect 4",
    )
    story.note(
        "artefacts",
        "The case for keeping the promise",
        kind="business_case",
        state="draft",
        value="version 1",
    )
    story.on("2026-03-02")
    story.talk(
        "Marguerite Oluoch",
        "She mapped her projects against our list: six of fourteen touch it. Osei will ask her about it on "
        "Thursday.",
        stance="supportive",
        commitment="help",
        ask="Bring us together with Osei Mensah-Wright",
        ask_category="introduce",
        due="2026-03-12",
    )
    story.answer("Marguerite Oluoch", "accepted", "Bring us together")
    story.pin("Wanjiru Githinji")

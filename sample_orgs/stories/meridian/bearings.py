"""Meridian Financial, May 2025: who decides, who is known for what, and what customers run into."""

from __future__ import annotations

from stories.storyteller import Story


def tell(story: Story) -> None:
    """Find bearings, collect pains."""
    bearings(story)
    what_is_known_of_the_owners(story)
    informal_ties(story)
    pains(story)


def bearings(story: Story) -> None:
    """Who I am, who decides, who shares the work, and when to stop."""
    story.settle(
        me="Rosalind Keane",
        president="Margaret Oyelaran",
        scope="enterprise",
        opening="ladder",
        route="broad",
        phase="orient",
        walk_away_rule="Stop and choose again if fewer than three leaders have acted by then.",
    )
    story.know(
        "Mateo Villanueva", flags=("co_owner",), brings="his support team and its call reasons"
    )
    story.judge("Mateo Villanueva", stance="leading", commitment="make", confidence=3)
    story.know("Margaret Oyelaran", flags=("signs_off",))
    story.know("Desmond Castellan", flags=("signs_off",))
    story.judge("Margaret Oyelaran", power=5, stance="unknown", confidence=3)
    story.talk(
        ("Mateo Villanueva", "Agnieszka Wrona", "Deshawn Carter", "Fiona MacAllister"),
        "Both teams together: seven years of service training, and what we still cannot repair from "
        "here. Everybody named one cause that sits outside our two teams.",
        kind="kick_off",
        outcome="Eleven causes on the wall, eight of them outside our span.",
        visibility="open",
    )
    story.on("2025-05-12")
    story.talk(
        "Carolyn Baptiste",
        "Told her what the two teams found and that I want to take it to the functions, one leader at "
        "a time. She asks to hear of each talk before her colleagues tell her.",
        stance="supportive",
        barriers=("no_budget",),
        my_promise="Send her a line before each first talk with one of her peers",
        my_promise_due="2025-05-16",
    )
    story.keep("Carolyn Baptiste", "Send her a line")
    story.tie(
        "Carolyn Baptiste",
        "introduces",
        "Tamsin Okoro",
        4,
        "They built the Charlotte team together.",
    )
    story.judge("Carolyn Baptiste", power=4, interest=5, receptiveness=4, confidence=3)
    story.joins(
        "Ewa Lipska",
        title="Principal, Northlight Research",
        organization="Northlight Research",
        roles=("ally",),
        flags=("partner",),
        outside=True,
        function="cx",
        brings="method: a maturity self-assessment, figures from other firms with their sources",
    )
    story.judge("Ewa Lipska", stance="supportive", interest=4, receptiveness=5)
    story.note(
        "artefacts",
        "Grow with the clients we have: renewals carry two thirds of the three-year plan.",
        kind="strategy_hook",
        state="draft",
        source="President's address to staff",
    )
    story.note(
        "artefacts",
        "Broad route, because most causes sit outside our span.",
        kind="route_decision",
        state="approved",
    )
    story.note(
        "artefacts",
        "Answer the walk-away questions",
        kind="walk_away_review",
        state="draft",
        due="2025-11-30",
    )


def what_is_known_of_the_owners(story: Story) -> None:
    """First judgements: told by Mateo and Carolyn, or plain guesses."""
    story.on("2025-05-15")
    teller = {"basis": "told_by", "told_by": "Carolyn Baptiste"}
    story.judge("Tamsin Okoro", power=4, interest=4, stance="neutral", receptiveness=4, **teller)
    story.judge(
        "Ingrid Fairweather", power=5, interest=3, stance="neutral", barrier=("no_time",), **teller
    )
    story.judge(
        "Desmond Castellan",
        power=5,
        interest=3,
        stance="resistant",
        barrier=("roi_doubt",),
        **teller,
    )
    story.judge("Øyvind Haugland", power=4, interest=3, **teller)
    teller = {"basis": "told_by", "told_by": "Mateo Villanueva"}
    story.judge(
        "José Ibarra Luna", power=4, interest=4, stance="neutral", barrier=("turf",), **teller
    )
    story.judge(
        "Yusuf Demirkan", power=4, interest=3, stance="neutral", barrier=("data_doubt",), **teller
    )
    story.judge("Samuel Adeyemi-Cole", power=3, interest=2, stance="unaware", basis="guess")
    story.judge("Bronwen Pryce", power=3, interest=3, stance="neutral", basis="guess")
    story.judge("Leila Moradi", power=4, interest=2, stance="neutral", basis="guess")
    for leader in ("Ingrid Fairweather", "Tamsin Okoro", "José Ibarra Luna"):
        story.judge(leader, stance_required="supportive", commitment_required="help")
    story.judge("Desmond Castellan", commitment_required="help", stance_required="supportive")
    story.judge("Yusuf Demirkan", commitment_required="make", stance_required="leading")
    story.judge("Samuel Adeyemi-Cole", commitment_required="let", stance_required="neutral")


def informal_ties(story: Story) -> None:
    """Who listens to whom, as far as the two teams know."""
    story.on("2025-05-20")
    story.tie(
        "Ingrid Fairweather",
        "trusts",
        "Tamsin Okoro",
        4,
        "They sold and ran the first lending suite together.",
    )
    story.tie(
        "Desmond Castellan",
        "trusts",
        "Wen-Ting Hsu",
        5,
        "Her models are the ones he takes to the president.",
    )
    story.tie("Margaret Oyelaran", "trusts", "Desmond Castellan", 4)
    story.tie(
        "José Ibarra Luna", "allied_with", "Ingrid Fairweather", 3, "One funnel, one forecast."
    )
    story.tie("José Ibarra Luna", "introduces", "Beatriz Salgado", 4)
    story.tie("Stanislav Petrenko", "introduces", "Ottilie Brandt", 4, "She trained him.")
    story.tie("Ottilie Brandt", "introduces", "Rajan Venkatesan", 4)
    story.tie(
        "Rajan Venkatesan",
        "influences",
        "Øyvind Haugland",
        4,
        "Sets the method that operations works by.",
    )
    story.tie("Camille Desrosiers", "influences", "Ingrid Fairweather", 3)
    story.tie(
        "Yusuf Demirkan",
        "friction",
        "Leila Moradi",
        2,
        "Both plan the same developers.",
        basis="told_by",
    )
    story.tie(
        "Mateo Villanueva",
        "drives",
        "Camille Desrosiers",
        4,
        "renewal rate, through first-contact resolution",
    )
    story.tie(
        "Harriet Lindqvist", "drives", "Ingrid Fairweather", 3, "order to first invoice, in days"
    )
    story.tie(
        "Elena Marchetti", "drives", "Tamsin Okoro", 4, "time from contract to first loan closed"
    )
    story.tie(
        "Øyvind Haugland",
        "drives",
        "Desmond Castellan",
        3,
        "credits given for late or wrong orders",
    )
    story.tie("Devika Raghunath", "influences", "Leila Moradi", 4)
    story.tie("Naomi Feldstein", "influences", "Yusuf Demirkan", 3)
    story.know("Rajan Venkatesan", reach=False)
    story.know("Beatriz Salgado", reach=False)


def pains(story: Story) -> None:
    """What customers run into, who answers for it, and what it costs."""
    story.on("2025-05-28")
    story.settle(phase="evidence")
    listed = (
        ("Clients explain their set-up again at each handover from sale to delivery.", "Ingrid Fairweather", "Elena Marchetti", "1,900 repeat calls a year"),
        ("Forms change without word; branches find out when a loan is refused.", "Tamsin Okoro", "Chidi Ekwueme", "310 refused packages a quarter"),
        ("Invoices do not match what was ordered.", "Desmond Castellan", "Harriet Lindqvist", "410,000 USD of credits a year"),
        ("Release notes reach clients after the release.", "Yusuf Demirkan", "Devika Raghunath", "2,600 contacts a release"),
        ("What the campaigns promise for onboarding takes twice as long.", "José Ibarra Luna", "Elena Marchetti", "14 of 20 lost references"),
        ("Nobody tells a client who asked for help what became of it.", "Carolyn Baptiste", "Fiona MacAllister", "every fourth call is a chaser"),
    )  # fmt: skip
    for text, owner, driver, value in listed:
        story.note(
            "pains",
            text,
            owner=owner,
            driver=driver,
            value=value,
            source="call reasons of four months",
        )
    story.note(
        "pilots",
        "Service upsell training, first class",
        kind="business unit",
        state="done",
        value="leads up 18 %, held two years",
        owner="Mateo Villanueva",
    )
    story.evidence(
        "data",
        note="Call reasons of four months, sorted by the function that causes them.",
        source="support system, Fiona's export",
    )
    story.judge(
        "Harriet Lindqvist",
        power=2,
        interest=4,
        stance="neutral",
        barrier=("metric_conflict",),
        basis="told_by",
        told_by="Mateo Villanueva",
    )

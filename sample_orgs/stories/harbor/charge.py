"""Harbor Telecom, December 2025: the task as it was given, what is said, and what customers run into."""

from __future__ import annotations

from datetime import date

from cxmap.model.initiative import MassRule
from stories.storyteller import Story

LEVEL = (
    "Marcus Dellacroix",
    "Amara Nwachukwu-Bell",
    "Viktor Stanescu",
    "Delphine Rousseau",
    "Nikhil Barua",
    "Catherine Wold",
    "Bjørn Tveit",
    "Rosa Alvarenga",
    "Ikaika Mahoe",
    "Judith Sandoval",
    "Damilare Fashola",
)
"""Those who report to the chief executive and sit in the growth board."""


def tell(story: Story) -> None:
    """Take the task, listen around, make the first talks."""
    charge(story)
    what_is_said(story)
    informal_ties(story)
    pains(story)
    first_talks(story)


def charge(story: Story) -> None:
    """The task as it was given, who decides, and the lead's own rules."""
    story.settle(
        me="Linnea Abara",
        president="Philippa Onuoha",
        opening="charged",
        route="broad",
        phase="orient",
        walk_away_on=date(2026, 9, 1),
        walk_away_rule="Ask again whether this is the place, if fewer than five leaders act by then.",
    )
    story.level("Saoirse Brannigan", on_level=False)
    quorum = MassRule(
        quorum=0.6,
        must_haves=(story.who("Marcus Dellacroix"),),
        vetoes=(story.who("Catherine Wold"),),
    )
    story.settle(mass=quorum)
    story.know("Philippa Onuoha", flags=("signs_off",))
    story.know("Marcus Dellacroix", flags=("signs_off",))
    story.body(
        "Growth Board",
        "forum",
        (*LEVEL, "Philippa Onuoha"),
        on="2026-06-18",
        note="Decides on cross-company work twice a year; papers close three weeks before.",
    )
    story.settle(forum_on=date(2026, 6, 18))
    story.talk(
        ("Sibusiso Dube", "Tereza Malá", "Lars Holm [ext]"),
        "What we were asked to do, what we were given for it, and what we will leave alone this year.",
        kind="kick_off",
        outcome="Four desks, no budget line, one question for everybody: what do you answer for?",
        visibility="open",
    )
    story.on("2025-12-02")
    story.talk(
        "Delphine Rousseau",
        "She asked for this and will carry it. Her condition: nobody hears of it first in a meeting.",
        stance="leading",
        commitment="make",
        ask="Pay for a half-time analyst from the research budget for six months",
        ask_category="fund",
        due="2026-01-09",
    )
    story.answer("Delphine Rousseau", "accepted", "half-time analyst")
    story.know(
        "Delphine Rousseau",
        priorities="Cost to win a customer; a promise we keep.",
        objectives="Switching-in up, advertising flat.",
    )
    story.judge("Delphine Rousseau", power=3, interest=5, receptiveness=5, confidence=3)


def what_is_said(story: Story) -> None:
    """Early judgements, most of them told or guessed."""
    story.on("2025-12-04")
    told = {"basis": "told_by", "told_by": "Delphine Rousseau"}
    story.judge("Philippa Onuoha", power=5, **told)
    story.judge(
        "Marcus Dellacroix", power=5, interest=2, stance="resistant", barrier=("roi_doubt",), **told
    )
    story.judge(
        "Amara Nwachukwu-Bell", power=4, interest=4, stance="neutral", receptiveness=4, **told
    )
    story.judge("Viktor Stanescu", power=4, interest=3, basis="guess")
    story.judge("Nikhil Barua", power=3, interest=4, stance="supportive", receptiveness=3, **told)
    story.judge(
        "Catherine Wold",
        power=5,
        interest=3,
        stance="neutral",
        receptiveness=3,
        barrier=("change_fatigue",),
        **told,
    )
    story.judge(
        "Bjørn Tveit",
        power=4,
        interest=1,
        stance="resistant",
        receptiveness=1,
        barrier=("status_quo",),
        **told,
    )
    story.judge("Rosa Alvarenga", power=3, interest=5, stance="supportive", **told)
    story.judge(
        "Ikaika Mahoe", power=4, interest=2, stance="neutral", barrier=("delegated",), **told
    )
    story.judge("Judith Sandoval", power=2, interest=3, stance="neutral", basis="guess")
    story.judge(
        "Damilare Fashola", power=3, stance="unaware", barrier=("not_aware",), basis="guess"
    )
    for name in ("Catherine Wold", "Amara Nwachukwu-Bell"):
        story.judge(
            name,
            stance_required="supportive",
            commitment_required="make",
            note="Runs what customers meet most.",
        )
    story.judge(
        "Marcus Dellacroix",
        stance_required="supportive",
        commitment_required="help",
        note="Signs; nothing of size happens past him.",
    )
    story.judge("Bjørn Tveit", stance_required="neutral", commitment_required="let")


def informal_ties(story: Story) -> None:
    """Who listens to whom; half of it is hearsay and marked so."""
    story.on("2025-12-08")
    story.tie(
        "Catherine Wold",
        "friction",
        "Delphine Rousseau",
        3,
        "The last campaign promised what the field could not install.",
    )
    story.tie(
        "Bjørn Tveit",
        "friction",
        "Rosa Alvarenga",
        2,
        "Each counts outages in another way.",
        basis="told_by",
    )
    story.tie(
        "Marcus Dellacroix", "trusts", "Wanjiru Githinji", 4, "Her forecast is the one he shows."
    )
    story.tie("Catherine Wold", "trusts", "Eamon Kirwan", 4, "Eleven years together.")
    story.tie("Bjørn Tveit", "trusts", "Samir Toumi", 5)
    story.tie("Philippa Onuoha", "trusts", "Catherine Wold", 4, basis="told_by")
    story.tie("Pooja Ramanathan", "introduces", "Viktor Stanescu", 4, "She sees him every Monday.")
    story.tie("Pooja Ramanathan", "influences", "Viktor Stanescu", 3)
    story.tie(
        "Rosa Alvarenga", "allied_with", "Catherine Wold", 3, "They share the complaints meeting."
    )
    story.tie(
        "Viktor Stanescu",
        "allied_with",
        "Catherine Wold",
        3,
        "Came up through operations together.",
        basis="told_by",
    )
    story.tie(
        "Nikhil Barua", "influences", "Ikaika Mahoe", 5, "Sets the order of the release train."
    )
    story.tie("Judith Sandoval", "trusts", "Rosa Alvarenga", 2)
    story.tie(
        "Marguerite Oluoch",
        "introduces",
        "Osei Mensah-Wright",
        4,
        "His network of practitioners; she leads the local one.",
    )
    story.tie("Marguerite Oluoch", "influences", "Catherine Wold", 2)
    story.tie("Jarmila Dvořák", "introduces", "Ikaika Mahoe", 3)
    story.tie("Eamon Kirwan", "drives", "Amara Nwachukwu-Bell", 4, "installed at the first visit")
    story.tie("Dieter Vogelsang", "drives", "Marcus Dellacroix", 3, "credits for wrong bills")
    story.tie("Samir Toumi", "drives", "Viktor Stanescu", 3, "hours until a business line is back")
    story.tie("Nomvula Khumalo", "drives", "Amara Nwachukwu-Bell", 3, "repeat calls within a week")
    story.tie("Ulrike Janssen", "influences", "Amara Nwachukwu-Bell", 4)
    story.tie("Oriane Castel", "introduces", "Astrid Kvamme", 3)
    story.tie("Hadiza Bello", "trusts", "Tereza Malá", 2)
    story.tie("Gareth Lim", "introduces", "Philippa Onuoha", 5, "Keeps the diary.")
    story.know("Viktor Stanescu", reach=False)
    story.know("Osei Mensah-Wright", reach=False)
    story.know("Philippa Onuoha", reach=False)


def pains(story: Story) -> None:
    """What customers run into, and what it costs whom."""
    story.on("2025-12-10")
    story.settle(phase="evidence")
    listed = (
        ("The engineer does not come in the window that was promised.", "Amara Nwachukwu-Bell", "Eamon Kirwan", "every seventh visit, 61 GBP each"),
        ("The first bill is not the price that was sold.", "Marcus Dellacroix", "Dieter Vogelsang", "2.3 million GBP of credits a year"),
        ("In an outage the shop, the app and the call tell three stories.", "Viktor Stanescu", "Samir Toumi", "4 of the 10 largest accounts raised it"),
        ("Customers call again because nobody told them what happened.", "Amara Nwachukwu-Bell", "Nomvula Khumalo", "31 % of calls within a week"),
        ("The app asks for what the shop already knows.", "Nikhil Barua", "Jarmila Dvořák", "every second order is left open"),
        ("Business customers have no name to ask for.", "Viktor Stanescu", "Pooja Ramanathan", "renewals at 84 %"),
    )  # fmt: skip
    for text, owner, driver, value in listed:
        story.note(
            "pains",
            text,
            owner=owner,
            driver=driver,
            value=value,
            source="contacts and complaints of a year",
        )
    story.note(
        "artefacts",
        "The network people stay with: churn below one per cent a month within two years.",
        kind="strategy_hook",
        state="draft",
        source="capital markets day, slide 4",
    )
    story.evidence(
        "data",
        note="A year of contacts by the department that causes them.",
        source="Sibusiso Dube",
    )


def first_talks(story: Story) -> None:
    """December: the first owners, the first friends below the level."""
    story.on("2025-12-11")
    story.talk(
        "Amara Nwachukwu-Bell",
        "Half an hour became an hour. She counts customers lost after a missed visit and cannot move the "
        "engineers herself.",
        stance="supportive",
        frame="Your customers, somebody else's van: make the link visible.",
        my_promise="Show her churn after a missed visit, by region",
        my_promise_due="2026-01-12",
    )
    story.know(
        "Amara Nwachukwu-Bell",
        priorities="Monthly churn; visits kept in the promised window.",
        objectives="Churn at 1.1 % within two quarters.",
        frame="Your customers, somebody else's van: make the link visible.",
    )
    story.on("2025-12-15")
    story.talk(
        "Rosa Alvarenga",
        "She has asked for this for two years. Will code every call by cause.",
        stance="supportive",
        commitment="let",
        ask="Add the causing department to the call codes for one month",
        ask_category="inform",
        due="2026-01-16",
    )
    story.know(
        "Rosa Alvarenga",
        priorities="First-contact resolution; people who stay past the first year.",
    )
    story.on("2025-12-17")
    story.talk(
        "Marcus Dellacroix",
        "Fifteen minutes. He has booked the savings of two programmes that never came. He asked good "
        "questions and gave no opening.",
        stance="resistant",
        commitment="none",
        barriers=("roi_doubt", "data_doubt"),
        concern="Benefits counted twice: once by you, once by operations.",
        challenge="Which line of the ledger moves?",
        lesson="Bring Wanjiru's numbers, not ours.",
    )
    story.know(
        "Marcus Dellacroix",
        priorities="Credits, cash, and forecasts that hold.",
        expects_of_program="One page, low end first.",
        objectives="Credits for wrong bills down by a quarter.",
        notes="Reads everything the evening before; prefers a question to a slide.",
        tags=("signs",),
    )
    story.judge("Marcus Dellacroix", receptiveness=2, confidence=3)
    story.on("2025-12-18")
    story.talk(
        "Pooja Ramanathan",
        "Runs service for the business accounts; keeps her own list of what goes wrong.",
        stance="supportive",
    )
    story.know(
        "Pooja Ramanathan",
        brings="access: sees Viktor every Monday; her list of account escalations",
    )

"""The scales of the map as rows of words with letters, the same in every dialog."""

from __future__ import annotations

from cxmap.model.words import (
    AskCategory,
    Barrier,
    Basis,
    Commitment,
    EngagementKind,
    EvidenceKind,
    Role,
    Stance,
    TieKind,
    Visibility,
)
from cxmap.tui.dialogs.choice import Option

STANCES = (
    Option(Stance.RESISTANT, "resistant", "r"),
    Option(Stance.NEUTRAL, "neutral", "n"),
    Option(Stance.SUPPORTIVE, "supportive", "s"),
    Option(Stance.LEADING, "leading", "l"),
    Option(Stance.UNAWARE, "unaware", "a"),
    Option(Stance.UNKNOWN, "unknown", "u"),
)
COMMITMENTS = (
    Option(Commitment.AGAINST, "against", "a"),
    Option(Commitment.NONE, "none", "n"),
    Option(Commitment.LET, "let it happen", "l"),
    Option(Commitment.HELP, "help", "h"),
    Option(Commitment.MAKE, "make it happen", "m"),
)
KINDS = (
    Option(EngagementKind.ONE_ON_ONE, "one-on-one", "o"),
    Option(EngagementKind.CORRIDOR, "corridor", "c"),
    Option(EngagementKind.SMALL_GROUP, "small group", "s"),
    Option(EngagementKind.KICK_OFF, "kick-off", "k"),
    Option(EngagementKind.WORKSHOP, "workshop", "w"),
    Option(EngagementKind.FORUM, "forum", "f"),
    Option(EngagementKind.WRITTEN, "in writing", "i"),
)
CATEGORIES = (
    Option(AskCategory.FUND, "fund", "f"),
    Option(AskCategory.SHAPE, "shape", "s"),
    Option(AskCategory.RALLY, "rally", "r"),
    Option(AskCategory.EMBED, "embed", "e"),
    Option(AskCategory.DECIDE, "decide", "d"),
    Option(AskCategory.INFORM, "inform", "i"),
    Option(AskCategory.INTRODUCE, "introduce", "t"),
)
BASES = (
    Option(Basis.OBSERVED, "seen or heard myself", "s"),
    Option(Basis.TOLD_BY, "told by somebody", "t"),
    Option(Basis.GUESS, "a guess", "g"),
)
EVIDENCE = (
    Option(EvidenceKind.BUDGET, "budget", "b"),
    Option(EvidenceKind.PEOPLE, "people", "p"),
    Option(EvidenceKind.TIME, "time", "t"),
    Option(EvidenceKind.AUTHORITY, "authority", "a"),
    Option(EvidenceKind.PUBLIC_ACT, "public act", "u"),
    Option(EvidenceKind.METRIC_OWNERSHIP, "owns a metric", "m"),
    Option(EvidenceKind.DATA, "data", "d"),
    Option(EvidenceKind.RESULT, "result", "r"),
    Option(EvidenceKind.LEARNING, "learning", "l"),
)
ROLES = (
    Option(Role.OUTCOME_OWNER, "outcome owner", "o"),
    Option(Role.OPERATIONAL_DRIVER, "operational driver", "d"),
    Option(Role.ALLY, "ally", "a"),
    Option(Role.PRESIDENT, "president", "p"),
    Option(Role.OTHER, "other", "h"),
)
FUNCTIONS = (
    Option("finance", "finance", "f"),
    Option("marketing", "marketing", "m"),
    Option("sales", "sales", "s"),
    Option("bu_gm", "unit head", "u"),
    Option("product", "product", "p"),
    Option("operations", "operations", "o"),
    Option("service", "service", "v"),
    Option("it", "IT and data", "i"),
    Option("hr", "HR", "h"),
    Option("legal", "legal", "l"),
    Option("supply", "supply", "y"),
    Option("opex", "process excellence", "x"),
    Option("brand", "brand", "b"),
    Option("strategy", "strategy", "t"),
    Option("cx", "CX", "c"),
    Option("ceo", "chief executive", "e"),
    Option("board", "board", "d"),
    Option("gatekeeper", "gatekeeper", "k"),
    Option("other", "something else", "n"),
)
TIES = (
    Option(TieKind.TRUSTS, "trusts", "t"),
    Option(TieKind.INFLUENCES, "influences", "i"),
    Option(TieKind.ALLIED_WITH, "allied with", "a"),
    Option(TieKind.INTRODUCES, "can introduce me to", "c"),
    Option(TieKind.FRICTION, "friction with", "f"),
    Option(TieKind.DRIVES, "drives a result of", "d"),
    Option(TieKind.REPORTS_TO, "reports to", "r"),
    Option(TieKind.DOTTED, "also reports to (dotted)", "o"),
)
STRENGTHS = (
    Option("1", "1 met", "1"),
    Option("2", "2 acquainted", "2"),
    Option("3", "3 work together", "3"),
    Option("4", "4 close", "4"),
    Option("5", "5 decisive", "5"),
)
VISIBILITIES = (
    Option(Visibility.ME, "only me", "m"),
    Option(Visibility.CIRCLE, "my circle", "c"),
    Option(Visibility.OPEN, "open", "o"),
)
YES_NO = (Option("yes", "yes", "y"), Option("no", "no", "n"))
_BARRIER_LETTERS = "abcdefghijklmnopqrs"
BARRIERS = tuple(
    Option(barrier, f"{letter} {words}", letter)
    for letter, barrier, words in zip(
        _BARRIER_LETTERS,
        Barrier,
        (
            "not aware of it",
            "doubts that it pays",
            "needs proof",
            "unclear what their part is",
            "says yes, changes nothing",
            "no time",
            "no budget",
            "fears disruption",
            "content as it is",
            "not strategic to them",
            "another priority",
            "doubts the data",
            "territory",
            "tired of change",
            "a metric conflicts",
            "fears losing control",
            "hands it to others",
            "waits for the boss",
            "something else",
        ),
        strict=True,
    )
)
"""Every barrier of the map with its letter; what the screen says is kind and short."""

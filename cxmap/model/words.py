"""The words of the map: one word per idea, the same on the screen, in the file and in the code.

Scales follow published ones where they exist: stance is the engagement scale of the PMBOK Guide,
commitment the commitment chart of Beckhard and Harris (Organizational Transitions, 1987).
"""

from __future__ import annotations

from enum import StrEnum

PersonId = str
"""Short random text made by the program, never reused."""


class Role(StrEnum):
    """The part a person plays in the programme; the order of talks rests on it."""

    PRESIDENT = "president"
    OUTCOME_OWNER = "outcome_owner"
    OPERATIONAL_DRIVER = "operational_driver"
    ALLY = "ally"
    OTHER = "other"


class Flag(StrEnum):
    """What else is true of a person, beside the role."""

    GATEKEEPER = "gatekeeper"
    SIGNS_OFF = "signs_off"
    FORUM_MEMBER = "forum_member"
    CO_OWNER = "co_owner"
    PARTNER = "partner"


class Stance(StrEnum):
    """What a person says. ``unknown`` and ``unaware`` compare like ``neutral``."""

    UNKNOWN = "unknown"
    UNAWARE = "unaware"
    RESISTANT = "resistant"
    NEUTRAL = "neutral"
    SUPPORTIVE = "supportive"
    LEADING = "leading"

    @property
    def score(self) -> int:
        """-1 (resistant), 0, 1 (supportive) or 2 (leading); also the order for comparisons."""
        return _STANCE_SCORES[self]


_STANCE_SCORES = {
    Stance.UNKNOWN: 0,
    Stance.UNAWARE: 0,
    Stance.RESISTANT: -1,
    Stance.NEUTRAL: 0,
    Stance.SUPPORTIVE: 1,
    Stance.LEADING: 2,
}


class Commitment(StrEnum):
    """What a person does. ``let`` is buy-in; ``help`` and ``make`` need an ask or evidence."""

    AGAINST = "against"
    NONE = "none"
    LET = "let"
    HELP = "help"
    MAKE = "make"

    @property
    def score(self) -> int:
        """-1 (against) to 3 (make)."""
        return _COMMITMENT_SCORES[self]


_COMMITMENT_SCORES = {word: score for score, word in enumerate(Commitment, start=-1)}


class TieKind(StrEnum):
    """How two people hang together; directed unless mutual."""

    REPORTS_TO = "reports_to"
    DOTTED = "dotted"
    INFLUENCES = "influences"
    TRUSTS = "trusts"
    ALLIED_WITH = "allied_with"
    INTRODUCES = "introduces"
    FRICTION = "friction"
    DRIVES = "drives"

    @property
    def is_mutual(self) -> bool:
        """Whether the tie holds both ways: ``allied_with`` and ``friction``."""
        return self in (TieKind.ALLIED_WITH, TieKind.FRICTION)


class Basis(StrEnum):
    """Where a judgement comes from; a guess never satisfies a gate."""

    OBSERVED = "observed"
    TOLD_BY = "told_by"
    GUESS = "guess"


class Dimension(StrEnum):
    """What an observation is about."""

    POWER = "power"
    INTEREST = "interest"
    STANCE = "stance"
    STANCE_REQUIRED = "stance_required"
    COMMITMENT = "commitment"
    COMMITMENT_REQUIRED = "commitment_required"
    BARRIER = "barrier"
    RECEPTIVENESS = "receptiveness"


class Barrier(StrEnum):
    """Why a person does not act yet; several allowed, the first is the main one."""

    NOT_AWARE = "not_aware"
    ROI_DOUBT = "roi_doubt"
    NEEDS_PROOF = "needs_proof"
    UNCLEAR_PART = "unclear_part"
    NODDING = "nodding"
    NO_TIME = "no_time"
    NO_BUDGET = "no_budget"
    FEARS_DISRUPTION = "fears_disruption"
    STATUS_QUO = "status_quo"
    NOT_STRATEGIC = "not_strategic"
    OTHER_PRIORITY = "other_priority"
    DATA_DOUBT = "data_doubt"
    TURF = "turf"
    CHANGE_FATIGUE = "change_fatigue"
    METRIC_CONFLICT = "metric_conflict"
    LOSS_OF_CONTROL = "loss_of_control"
    DELEGATED = "delegated"
    WAITS_FOR_BOSS = "waits_for_boss"
    OTHER = "other"


class EngagementKind(StrEnum):
    """How people met. ``unknown`` is what an imported date of last contact leaves open."""

    ONE_ON_ONE = "one_on_one"
    CORRIDOR = "corridor"
    SMALL_GROUP = "small_group"
    KICK_OFF = "kick_off"
    WORKSHOP = "workshop"
    FORUM = "forum"
    WRITTEN = "written"
    UNKNOWN = "unknown"

    @property
    def persuades(self) -> bool:
        """Whether it is a persuasion touch: only a one-on-one and a corridor talk are."""
        return self in (EngagementKind.ONE_ON_ONE, EngagementKind.CORRIDOR)


class AskState(StrEnum):
    """Where an ask stands."""

    DRAFT = "draft"
    MADE = "made"
    ACCEPTED = "accepted"
    KEPT = "kept"
    DECLINED = "declined"
    MISSED = "missed"
    WITHDRAWN = "withdrawn"

    @property
    def is_open(self) -> bool:
        """Whether an answer or a deed is still awaited."""
        return self in (AskState.DRAFT, AskState.MADE, AskState.ACCEPTED)

    @property
    def is_agreed(self) -> bool:
        """Whether the person has said yes or done it: ``accepted`` or ``kept``."""
        return self in (AskState.ACCEPTED, AskState.KEPT)


class AskCategory(StrEnum):
    """What kind of deed is asked for."""

    FUND = "fund"
    SHAPE = "shape"
    RALLY = "rally"
    EMBED = "embed"
    DECIDE = "decide"
    INFORM = "inform"
    INTRODUCE = "introduce"


class EvidenceKind(StrEnum):
    """What was seen. The first six prove a commitment, the rest prove a claim."""

    BUDGET = "budget"
    PEOPLE = "people"
    TIME = "time"
    AUTHORITY = "authority"
    PUBLIC_ACT = "public_act"
    METRIC_OWNERSHIP = "metric_ownership"
    DATA = "data"
    RESULT = "result"
    LEARNING = "learning"

    @property
    def proves_commitment(self) -> bool:
        """Whether it shows that a leader acts."""
        return self not in (EvidenceKind.DATA, EvidenceKind.RESULT, EvidenceKind.LEARNING)


class Visibility(StrEnum):
    """Who may see it: only me, my circle, or anybody."""

    ME = "me"
    CIRCLE = "circle"
    OPEN = "open"

    def is_shown_to(self, audience: Visibility) -> bool:
        """Whether a thing of this visibility may go to an audience: ``me`` sees everything."""
        order = (Visibility.ME, Visibility.CIRCLE, Visibility.OPEN)
        return order.index(self) >= order.index(audience)


class PromiseState(StrEnum):
    """Where a promise of mine stands."""

    OPEN = "open"
    KEPT = "kept"
    MISSED = "missed"
    WITHDRAWN = "withdrawn"


class ConcernState(StrEnum):
    """Whether a worry has been answered and reported back."""

    OPEN = "open"
    ANSWERED = "answered"


class Scope(StrEnum):
    """How far the initiative reaches."""

    OWN_SPAN = "own_span"
    WITH_PEER = "with_peer"
    ENTERPRISE = "enterprise"


class MassWeights(StrEnum):
    """How leaders weigh in the critical mass."""

    EQUAL = "equal"
    POWER = "power"

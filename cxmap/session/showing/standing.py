"""The critical mass as it is shown: who counts, who nearly, who is missing, and why."""

from __future__ import annotations

from cxmap.model.judgements import Judgements
from cxmap.model.mass import MassReading, has_shown, is_on_board, mass_over_time, read_mass
from cxmap.model.orgmap import OrgMap
from cxmap.model.words import AskState, Commitment, EngagementKind, Flag, PersonId
from cxmap.session.desk import Desk
from cxmap.session.intents.judgements import say_value
from cxmap.session.showing.rows import row_maker
from cxmap.session.showing.views import LeaderLine, MassView


def why_counts(org: OrgMap, person: PersonId) -> str:
    """Why somebody is on board, or what is still missing, in one sentence."""
    if not is_on_board(org, person):
        judged = org.judgements(person)
        if judged.stance_ is None and judged.commitment_ is None and not has_shown(org, person):
            return _unjudged(org, person)
        return _not_yet(judged, shown=has_shown(org, person))
    proof = [seen for seen in org.evidence_of(person) if seen.kind.proves_commitment]
    if proof:
        newest = max(proof, key=lambda seen: seen.on)
        return f"acts: {newest.note or say_value((newest.kind.value,))}"
    agreed = [ask for ask in org.asks_of(person) if ask.state.is_agreed]
    if agreed:
        return f"acts: {agreed[-1].state.value}, {agreed[-1].text}"
    return "owns the initiative with you"


def _unjudged(org: OrgMap, person: PersonId) -> str:
    """What there is to say of somebody whose stance and commitment nobody has noted."""
    made = [ask for ask in org.asks_of(person) if ask.state is AskState.MADE]
    if made:
        return f"asked, no answer noted yet: {made[-1].text}"
    unmet = (EngagementKind.WRITTEN, EngagementKind.UNKNOWN)
    met = any(talk.kind not in unmet for talk in org.engagements_of(person))
    return "talked to; what they say is not noted yet" if met else "nothing known yet"


def _not_yet(judged: Judgements, *, shown: bool) -> str:
    """What is still missing for somebody who does not count; the first that holds."""
    commitment, stance = judged.commitment, judged.stance
    guessed = judged.commitment_ is not None and judged.commitment_.is_guess
    helps = commitment.score >= Commitment.HELP.score
    said = (
        (commitment is Commitment.AGAINST, "is against it today"),
        (helps and guessed, f"{commitment.value} is only a guess: see it or hear it"),
        (helps, f"down for {commitment.value}, but no agreed ask and nothing seen yet"),
        (shown, f"has agreed to something; commitment stands at {commitment.value}"),
        (commitment is Commitment.LET, "lets it happen; no agreed deed yet"),
        (stance.score > 0, f"{stance.value} in words; no commitment yet"),
    )
    return next((words for holds, words in said if holds), f"{stance.value}, no commitment yet")


def mass_view(desk: Desk) -> MassView:
    """The critical mass as it is shown: reading, leaders one by one, and how it came about."""
    org, hierarchy = desk.org, desk.hierarchy
    reading = read_mass(org, hierarchy)
    make = row_maker(desk)
    groups = dict.fromkeys(reading.counts, "counts")
    groups |= dict.fromkeys(reading.nearly, "nearly")
    leaders = [
        LeaderLine(
            row=make(org.people[person]),
            group=groups.get(person, "missing"),
            why=why_counts(org, person),
        )
        for person in reading.level
    ]
    leaders.sort(key=lambda line: -line.row.commitment.score)
    aside = [person for person in hierarchy.candidates if person not in reading.level]
    leaders += [
        LeaderLine(row=make(org.people[person]), group="left_out", why=_why_left_out(desk, person))
        for person in aside
    ]
    history = [(day, past.have, past.needed) for day, past in mass_over_time(org, until=desk.today)]
    return MassView(
        reading=reading,
        leaders=tuple(leaders),
        sentence=say_mass(reading),
        history=tuple(
            entry
            for at, entry in enumerate(history)
            if not at or at == len(history) - 1 or entry[1:] != history[at - 1][1:]
        ),
    )


def _why_left_out(desk: Desk, person: PersonId) -> str:
    found = desk.org.people[person]
    if found.has(Flag.GATEKEEPER):
        return "keeps the diary; not on the level"
    if found.placeholder:
        return "nobody holds this post"
    return "left out by you"


def say_mass(reading: MassReading) -> str:
    """The reading in one sentence, counts before shares: ``3 of 8 leaders act; 5 needed, 2 more``."""
    if not reading.level:
        return "no leadership level yet: say who the president is, and who reports to them"
    if reading.of != len(reading.level):
        have = f"{len(reading.counts)} of {len(reading.level)} leaders act, weight {reading.have}"
        have += f" of {reading.of}"
    else:
        have = f"{reading.have} of {reading.of} leaders act"
    if reading.met:
        safe = (
            "and would survive losing any one" if reading.survives_any_loss else "but hangs on one"
        )
        return f"{have}: critical mass, {reading.needed} needed, {safe}"
    short = reading.needed - reading.have
    parts = [f"{have}; {reading.needed} needed"]
    if short > 0:
        parts.append(f"{short} more")
    if reading.must_haves_missing:
        parts.append(f"{len(reading.must_haves_missing)} must-have missing")
    if reading.vetoes_against:
        parts.append(f"{len(reading.vetoes_against)} veto against")
    return ", ".join(parts)

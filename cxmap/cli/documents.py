"""The JSON documents that scripts rely on, made from the views of the session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cxmap.model.mass import MassReading
    from cxmap.plan.explain import Reason
    from cxmap.session.showing.views import NextView, PlanView


def next_document(view: NextView) -> dict[str, Any]:
    """The document of ``next --json``."""
    return {
        "state": view.state,
        "message": view.message,
        "suggestions": [
            {
                "id": person.id,
                "display_name": person.display_name,
                "stage": person.stage,
                "talks_needed": person.talks_needed,
                "reasons": reasons_document(person.reasons),
                "against": reasons_document(person.against),
                "frame": person.frame,
                "ask": person.ask,
            }
            for person in view.suggestions
        ],
        "waiting_for": [
            {"id": out.id, "display_name": out.display_name, "since": out.since, "for": out.awaited}
            for out in view.waiting_for
        ],
    }


def plan_document(view: PlanView) -> dict[str, Any]:
    """The document of ``plan --json``; the first talk with somebody says what speaks against it."""
    from cxmap.session.planning.talk_order import against_of, reasons_of

    plan = view.plan
    return {
        "objective": plan.objective.value,
        "status": plan.status.value,
        "talks": plan.talks,
        "effort": plan.effort,
        "weeks": plan.weeks,
        "lower_bound": plan.lower_bound,
        "order": list(plan.order),
        "week_plan": [list(week) for week in plan.week_plan],
        "most": plan.most,
        "blocked": [{"id": stop.id, "code": stop.code.value} for stop in plan.blocked],
        "steps": [
            {
                "talk_with": step.talk_with,
                "adds": list(step.adds),
                "reasons": reasons_document(reasons_of(view, at)),
                "against": reasons_document(against_of(view, at)),
            }
            for at, step in enumerate(plan.steps)
        ],
    }


def mass_document(reading: MassReading) -> dict[str, Any]:
    """The document of ``mass --json``."""
    return {
        "level": list(reading.level),
        "counts": list(reading.counts),
        "nearly": list(reading.nearly),
        "missing": list(reading.missing),
        "have": reading.have,
        "needed": reading.needed,
        "of": reading.of,
        "met": reading.met,
        "must_haves_missing": list(reading.must_haves_missing),
        "vetoes_against": list(reading.vetoes_against),
        "survives_any_loss": reading.survives_any_loss,
    }


def reasons_document(reasons: tuple[Reason, ...]) -> list[dict[str, Any]]:
    """Reasons as scripts get them: code, sentence, numbers."""
    return [
        {"code": reason.code, "text": reason.text, "values": dict(reason.values)}
        for reason in reasons
    ]
